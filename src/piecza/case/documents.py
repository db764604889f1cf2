"""Documents in: the text of a case becomes a `Case`, or all that is wrong with it.

What is not JSON is refused first, then all errors of shape at once, then all errors of meaning.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from piecza.case.case import Case
from piecza.case.child import Child, Exemption, Expense, MonthlyCost, Placement, Stay, Supplement
from piecza.case.cost_facts import Announcement, FamilyCost, PowiatRate
from piecza.collector import collected_rarely
from piecza.dates import Month
from piecza.errors.problems import InputError, Problem, hint, problem
from piecza.errors.shown import path_of, shown_name
from piecza.errors.validation import problem_of
from piecza.language.glossary import CERTAINTY
from piecza.law.act import art_191
from piecza.model import is_identifier
from piecza.readings import READINGS, Readings


def fields_of(*models: type[BaseModel]) -> list[str]:
    """The names of the fields of documents, for a guess at what an unknown one was meant to be."""
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


_FIELDS = fields_of(
    Case, Child, Stay, Placement, MonthlyCost, Expense, Exemption, Supplement, Announcement, PowiatRate, FamilyCost
)

_CHOICES = {
    **{
        name: f"unknown_{name}"
        for name in ("form", "kind", "ground", "ended_by", "benefit", "schema", "monthly_cost_from")
    },
    **dict.fromkeys(READINGS, "unknown_option"),
}
"""The code of a field that holds none of its words."""

_NAMES = {"schema", *_FIELDS, *READINGS}  # other names may stand inside a field that nobody knows, and say anything


@collected_rarely()
def read_case(text: str | bytes) -> Case:
    """The case of a JSON text `piecza.case/1` (bytes are UTF-8). InputError with all that is wrong at its stage."""
    data = parse(text)
    missing = [problem("missing_field", "schema")] if isinstance(data, dict) and "schema" not in data else []
    try:
        case = Case.model_validate(data)
    except ValidationError as error:
        wrong = with_children(problems_of(error), data)
        raise InputError([*missing, *(p for p in wrong if not missing or p.stage == "shape")]) from None
    if missing:
        raise InputError(missing)
    return case


def with_children(problems: Iterable[Problem], data: Any) -> Iterator[Problem]:
    """Problems of a document, each with the identifier of the child that it concerns, where that is right and unique.

    Problems of meaning have it already; those of shape have a path alone.
    """
    children = data.get("children") if isinstance(data, dict) else None
    listed = children if isinstance(children, list) else []
    ids = [child.get("id") if isinstance(child, dict) else None for child in listed]
    count = Counter(name for name in ids if isinstance(name, str))
    for wrong in problems:
        at = re.match(r"children\[(\d+)\]", wrong.path)
        name = ids[int(at[1])] if at and wrong.stage == "shape" else None
        if isinstance(name, str) and count[name] == 1 and is_identifier(name):
            yield wrong._replace(child=shown_name(name))
        else:
            yield wrong


def parse(text: str | bytes) -> Any:
    """The JSON value of a text. InputError where it is none, has a key twice, or holds what JSON cannot."""
    wrong: dict[str, Problem] = {}

    def object_of(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if any(_is_half(part) for pair in pairs for part in pair):
            wrong["half"] = problem("half_character")
        made: dict[str, Any] = {}
        for key, value in pairs:
            if key in made:
                wrong[f"key {key}"] = problem("duplicate_key", key=key if key in _NAMES else "…")
            made[key] = value
        return made

    def constant(name: str) -> None:
        wrong["constant"] = problem("not_json_number", constant=name)

    try:
        text = text.decode() if isinstance(text, bytes) else text
        data = json.loads(
            text.removeprefix("\ufeff"), object_pairs_hook=object_of, parse_int=_number, parse_constant=constant
        )
    except UnicodeDecodeError as error:
        raise InputError([problem("encoding", position=error.start)]) from None
    except json.JSONDecodeError as error:
        raise InputError([problem("not_json", line=error.lineno, column=error.colno)]) from None
    except RecursionError:
        raise InputError([problem("too_deep")]) from None
    if wrong:
        raise InputError(wrong.values())
    return data


def _is_half(part: object) -> bool:
    """Whether a text holds half a character, which JSON can write and UTF-8 cannot."""
    return isinstance(part, str) and not part.isascii() and any("\ud800" <= character <= "\udfff" for character in part)


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) < 20 else float(digits)  # no number is ever used, only shown


def problems(error: ValidationError) -> tuple[Problem, ...]:
    """What is wrong with an object made in Python, in the words of `InputError`.

    ``Child(…)``, ``Case(…)`` and the like raise pydantic's ValidationError; `read_case` says the same by itself.
    """
    return tuple(problems_of(error))


def problems_of(error: ValidationError, fields: Sequence[str] = _FIELDS) -> Iterator[Problem]:
    """What is wrong with a document whose fields have these names."""
    for details in error.errors(include_url=False):
        if "problem" in details.get("ctx", {}):
            yield details["ctx"]["problem"]
        elif details["type"] != "too_short" or not details["input"]:
            of_readings = error.title == "Readings" or details["loc"][-2:-1] == ("readings",)
            yield _problem(details, fields, of_readings=of_readings)


def _problem(details: ErrorDetails, fields: Sequence[str], *, of_readings: bool) -> Problem:
    kind, steps, value = details["type"], details["loc"], details["input"]
    path, field = path_of(steps), str(steps[-1]) if steps else ""
    if kind == "extra_forbidden" and of_readings:
        return problem("unknown_reading", path, options=", ".join(READINGS), hint=hint(field, list(READINGS)))
    if kind == "literal_error" and field == "kind" and isinstance(value, str) and value in art_191().outside_of:
        outside = art_191().outside_of[value]
        certainty = CERTAINTY[outside.certainty]
        return problem("outside_base", path, value, basis=outside.basis, certainty=certainty, reason=outside.reason)
    return problem_of(details, fields, _CHOICES)


def month_range(first: Month | str, last: Month | str) -> tuple[Month, Month]:
    """The first and the last month asked for. InputError where one is no month, or the first comes after the last."""
    months, wrong = [], {}
    for month in (first, last):
        try:
            months.append(Month.parse(str(month)))
        except ValueError:
            wrong[str(month)] = problem("month_invalid", "--month", str(month))
    if wrong:
        raise InputError(wrong.values())
    if months[0] > months[1]:
        value = f"{months[0]}..{months[1]}"
        raise InputError([problem("months_out_of_order", "--month", value, first=months[0], last=months[1])])
    return months[0], months[1]


def under(case: Case, readings: Readings) -> Case:
    """A case under other readings. InputError where it is wrong under them."""
    if readings == case.readings:
        return case
    try:
        return case.with_readings(**readings.model_dump(exclude_none=True))
    except ValidationError as error:
        raise InputError(problems(error)) from None

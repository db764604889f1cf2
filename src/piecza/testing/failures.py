"""The case that shows what is wrong, as it is told."""

import json
from typing import Any

from piecza.case.case import Case
from piecza.dates import Month
from piecza.errors.problems import InputError, ReadingNeeded
from piecza.language.text import Text
from piecza.readings import READINGS
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charges


def document(case: Case) -> dict[str, Any]:
    """The document `piecza.case/1` with every field in it: lists that may be empty, null for what is not given."""
    return case.model_dump(mode="json")


def shown_case(case: Case, first: Month, last: Month) -> Text:
    """A case to paste into a file, with the months that show what is wrong."""
    return Text(
        pl="Najmniejsza sprawa, w której to widać ({months}; piecza.explain mówi dlaczego):\n",
        en="The smallest case that shows it ({months}; piecza.explain says why):\n",
    ).fill(months=first if first == last else f"{first}..{last}") + text_of(_without_idle_readings(case, first, last))


def text_of(case: Case) -> str:
    """A case as JSON text, without what may be left out."""
    short = {"schema": case.schema_, **case.model_dump(mode="json", exclude_defaults=True)}
    return json.dumps(short, ensure_ascii=False, indent=2)


def _without_idle_readings(case: Case, first: Month, last: Month) -> Case:
    """The case without the readings that have no default and decide nothing in these months."""
    amounts = _amounts(case, first, last)
    for name, reading in READINGS.items():
        if not reading.default and getattr(case.readings, name):
            fewer = case.model_copy(update={"readings": case.readings.model_copy(update={name: None})})
            if amounts and _amounts(fewer, first, last) == amounts:
                case = fewer
    return case


def _amounts(case: Case, first: Month, last: Month) -> list[Any] | None:
    try:
        charged: Charges = charges(case, first, last)
    except (InputError, ReadingNeeded):
        return None
    return [charged.total, *charged.charges]

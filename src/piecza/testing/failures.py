"""The sentences of a property that fails, in Polish and English, and the case that shows it."""

import json
from typing import Any

from piecza.case.case import Case
from piecza.dates import Month
from piecza.errors.problems import InputError, ReadingNeeded
from piecza.language.text import Lang, Text
from piecza.readings import READINGS
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charges

PHRASES: dict[str, Text] = {
    "case": Text(
        pl="Najmniejsza sprawa, w której to widać ({months}; piecza.explain mówi dlaczego):",
        en="The smallest case that shows it ({months}; piecza.explain says why):",
    ),
    "nota": Text(pl="Nota {number}, wystawiona z tej sprawy:", en="Nota {number}, made from this case:"),
    "before": Text(pl="Sprawa, z której wystawiono notę:", en="The case from which the nota was made:"),
    "other": Text(
        pl="Dziecko {child}, gmina {gmina}, {month}: powinno być {right}, jest {wrong}.",
        en="Child {child}, gmina {gmina}, {month}: expected {right}, got {wrong}.",
    ),
    "why": Text(pl="Dlaczego {right}:", en="Why {right}:"),
    "nothing": Text(
        pl="W tym miesiącu gmina nic za to dziecko nie płaci.",
        en="In this month the gmina owes nothing for this child.",
    ),
    "missing": Text(pl="nic", en="nothing"),
    "not_added": Text(
        pl="{path}: suma części to {parts}, a jest {whole}.",
        en="{path}: the parts come to {parts}, but it says {whole}.",
    ),
    "days_not_added": Text(
        pl="{path}: części mają {parts} dni, a pozycja {whole}.",
        en="{path}: the parts have {parts} days, the line {whole}.",
    ),
    "by_month": Text(
        pl="Dziecko {child}, gmina {gmina}, {month}: w zakresie miesięcy {right}, w samym tym miesiącu {wrong}.",
        en="Child {child}, gmina {gmina}, {month}: {right} among several months, {wrong} when asked for alone.",
    ),
    "more_than_cost": Text(
        pl="Dziecko {child}, gmina {gmina}, {month}: udział {wrong}, a wydano {right}.",
        en="Child {child}, gmina {gmina}, {month}: a share of {wrong} of {right} spent.",
    ),
    "order": Text(
        pl="Dziecko {child}, gmina {gmina}, {month}: {right}, a przy innej kolejności dzieci {wrong}.",
        en="Child {child}, gmina {gmina}, {month}: {right}, but with the children in another order {wrong}.",
    ),
    "corrected_nothing": Text(
        pl="Nic się nie zmieniło, a korekta wynosi {wrong}.",
        en="Nothing has changed, but the correction is {wrong}.",
    ),
    "corrected": Text(
        pl="Było {before}, powinno być {after}: korekta {right}, a jest {wrong}.",
        en="It was {before}, it should be {after}: a correction of {right}, but it is {wrong}.",
    ),
}


def say(name: str, lang: Lang, **details: object) -> str:
    """A sentence with its details filled in."""
    return PHRASES[name][lang].format_map(details)


def document(case: Case) -> dict[str, Any]:
    """The document `piecza.case/1` with every field in it: lists that may be empty, null for what is not given."""
    return case.model_dump(mode="json")


def shown_case(case: Case, first: Month, last: Month, lang: Lang) -> str:
    """A case to paste into a file, with the months that show what is wrong."""
    asked = str(first) if first == last else f"{first}..{last}"
    return f"{say('case', lang, months=asked)}\n{text_of(_without_idle_readings(case, first, last))}"


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

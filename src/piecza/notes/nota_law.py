"""The law of a nota: what the issuer's own entries said, and whether the law of today says the same of its days.

A nota that was issued under entries of one's own is corrected and audited only under a law that gives the same values
for the days of its month; what it says of other days does not matter.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from piecza.dates import Month
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.glossary import BENEFITS
from piecza.language.writing import written_day
from piecza.law.law_in_force import Law, LawValue, shipped_law
from piecza.notes.nota import AnyNota, OwnValue

_OF_PAPERS = ("interest", "texts", "classifications")
"""Tables on which no amount of a nota depends; a correction says itself that another chapter is named."""

_DAY = timedelta(days=1)

OfDay = tuple[str, str, date]
"""A table, of what it speaks, and a day."""


def own_values(law: Law, month: Month) -> tuple[OwnValue, ...]:
    """What the caller's own entries change in the library's law, or add to it, on the days of a month."""
    if law.own is None:
        return ()
    shipped = _by_day(shipped_law().values(month.start, month.end))
    values: list[OwnValue] = []
    for (table, name, day), worth in sorted(_by_day(law.values(month.start, month.end)).items()):
        if worth is None or worth == shipped.get((table, name, day)):
            continue
        before = values[-1] if values else None
        if before and (before.table, before.name, before.value, before.end + _DAY) == (table, name, worth, day):
            values[-1] = before.model_copy(update={"end": day})
        else:
            values.append(OwnValue(table=table, name=name, start=day, end=day, value=worth))
    return tuple(values)


def refuse_other_law(stored: Iterable[AnyNota], law: Law) -> None:
    """InputError where noty that stand beside new ones were issued under other values for the days of their months.

    It names both hashes and the first value that differs, nota by nota.
    """
    wrong = [fault for nota in stored if (nota.law.own or law.own) and (fault := _differs(nota, law))]
    if wrong:
        raise InputError(wrong)


def refuse_law_not_of_noty(stored: Iterable[AnyNota], law: Law) -> None:
    """The same of noty that were issued under a law of one's own.

    What the library's law made wrong may be corrected under a law that replaces it.
    """
    refuse_other_law((nota for nota in stored if nota.law.own), law)


def _differs(nota: AnyNota, law: Law) -> Problem | None:
    """The first value of which the law says otherwise than the nota's; one that nobody knew is no other one."""
    month = nota.of_month
    given, shipped = (_by_day(known.values(month.start, month.end)) for known in (law, shipped_law()))
    own = _by_day(LawValue(own.table, own.name, own.start, own.end, own.value) for own in nota.own_law)
    then = shipped | own
    for key in sorted(given.keys() | own.keys(), key=lambda key: (key[2], key[:2])):
        if (key in own or then.get(key) is not None) and given.get(key) != then.get(key):
            return problem(
                "own_law_differs",
                "law",
                number=nota.number,
                then=(nota.law.own or "–")[:12],
                given=(law.own.sha256 if law.own else "–")[:12],
                name=BENEFITS.get(key[1], key[1]),
                day=written_day(key[2]),
                was=then[key],
                becomes=given.get(key) or "–",
            )
    return None


def _by_day(values: Iterable[LawValue]) -> dict[OfDay, str | None]:
    return {
        (value.table, value.name, date.fromordinal(day)): value.worth
        for value in values
        if value.table not in _OF_PAPERS
        for day in range(value.first.toordinal(), value.last.toordinal() + 1)
    }

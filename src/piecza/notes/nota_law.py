"""The law of a nota: what the issuer's own entries said, and whether the law of today says the same of its days.

A nota that was issued under entries of one's own is corrected and audited only under a law that gives the same values
for the days of its month; what it says of other days does not matter.
"""

from collections.abc import Iterable
from datetime import date

from piecza.dates import Month
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.writing import written_day
from piecza.law.law_in_force import Law, LawValue, shipped_law
from piecza.notes.nota import AnyNota, OwnValue

_OF_PAPERS = ("interest", "texts")
"""Tables on which no amount of a nota depends."""

DayOf = tuple[date, str, str]
"""A day, the table and of what it speaks."""


def own_values(law: Law, month: Month) -> tuple[OwnValue, ...]:
    """What the caller's own entries change in the library's law, or add to it, on the days of a month."""
    if law.own is None:
        return ()
    known = set(shipped_law().values(month.start, month.end))
    return tuple(
        OwnValue(table=value.table, name=value.name, start=value.first, end=value.last, value=value.worth)
        for value in law.values(month.start, month.end)
        if value not in known and value.worth is not None and value.table not in _OF_PAPERS
    )


def refuse_other_law(stored: Iterable[AnyNota], law: Law) -> None:
    """InputError where noty were issued under other values for the days of their months than a law gives.

    It names both hashes and the first value that differs, nota by nota.
    """
    wrong = [fault for nota in stored if (nota.own_law or law.own) and (fault := _differs(nota, law))]
    if wrong:
        raise InputError(wrong)


def _differs(nota: AnyNota, law: Law) -> Problem | None:
    """The first value of which the law says otherwise than the nota's; one that nobody knew is no other one."""
    month = nota.of_month
    given, shipped = (_by_day(known.values(month.start, month.end)) for known in (law, shipped_law()))
    own = _by_day(LawValue(own.table, own.name, own.start, own.end, own.value) for own in nota.own_law)
    then = shipped | own
    for key in sorted(given.keys() | own.keys()):
        if (key in own or then.get(key) is not None) and given.get(key) != then.get(key):
            return problem(
                "own_law_differs",
                "law",
                number=nota.number,
                then=(nota.law.own or "–")[:12],
                given=(law.own.sha256 if law.own else "–")[:12],
                name=key[2],
                day=written_day(key[0]),
                was=then[key],
                becomes=given.get(key) or "–",
            )
    return None


def _by_day(values: Iterable[LawValue]) -> dict[DayOf, str | None]:
    return {
        (date.fromordinal(day), value.table, value.name): value.worth
        for value in values
        if value.table not in _OF_PAPERS
        for day in range(value.first.toordinal(), value.last.toordinal() + 1)
    }

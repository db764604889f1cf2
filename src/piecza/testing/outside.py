"""Months outside a child's stays, and what a full month would come to in them at the cost and the band of that time."""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from piecza.case.case import Case
from piecza.case.child import FamilyForm
from piecza.dates import Month, month_of, months
from piecza.law.act import art_191
from piecza.money import half_up
from piecza.rule.charges import Line
from piecza.rule.charging import charges
from piecza.rule.clock import Timed, timed
from piecza.rule.share import MONTHLY_COST

FAMILY_FORMS = frozenset(get_args(FamilyForm))


class Outside(NamedTuple):
    """A full month charged outside a stay, the amount in grosze, and in short how it came about."""

    child: str
    gmina: str
    month: Month
    grosze: int
    how: str


def outside_stay(case: Case, first: Month, last: Month, *, before: bool) -> Iterator[Outside]:
    """Full months of some months before a child's first stay, or after the end of each stay until the next.

    The cost is the monthly cost of the stay's first or last day, the band that of the month's first day: before
    the stay the first one, after it what the clock would have come to. Readings are settled.
    """
    law = art_191()
    for child in case.children:
        stays = timed(child, case.readings, law)
        of_stays = [month for stay in stays for month in _months_of(stay, first, last)]
        found = stays[:1] if before else [stay for stay in stays if stay.stay.end]
        for stay in found:
            day = stay.days.first if before else stay.days.last
            line = _line_on(case, child.id, day) if stay.days.days and not stay.before_duty else None
            if line is None or line.segments[0 if before else -1].exempt:
                continue
            following = min((each.days.first for each in stays if each.days.first > day), default=last.span.last + 1)
            for month in months(first, last):
                span = month.span
                its = span.last < day if before else day < span.first and span.last < following
                if its and month not in of_stays and span.first >= law.duty.since.toordinal():
                    year = 1 if before else stay.clock.year(span.first, case.readings)
                    facility = line.form not in FAMILY_FORMS
                    percent = law.share(span.first, min(year, law.last_band), facility=facility).percent
                    grosze = half_up((line.rate_grosze or 0) * percent, 100)
                    yield Outside(child.id, stay.stay.gmina, month, grosze, f"{percent} %")


def _months_of(stay: Timed, first: Month, last: Month) -> list[Month]:
    days = stay.days.within(first.span._replace(last=last.span.last))
    return list(months(month_of(days.first), month_of(days.last))) if days.days else []


def _line_on(case: Case, child: str, day: int) -> Line | None:
    """The monthly cost of a child on a day, as it is charged."""
    for charge in charges(case, month_of(day)):
        for line in charge.lines:
            holds = line.start.toordinal() <= day <= line.end.toordinal()
            if charge.child == child and line.kind == MONTHLY_COST and holds:
                return line
    return None

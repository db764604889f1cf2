"""The rule: what the gmina owes for a child and a month (art. 191 ust. 9–11 of the Act of 9 June 2011).

It goes through the law in this order, and the page reads in the same order:

1.  *Days* (`bearing`): which days are days of stay, and which placement bears each (``leaving_day``, ``transfer_day``).
2.  *Years* (`clock`): the year of stay of each day, counted from the stay's first day: ust. 9 pkt 1–3, ust. 10 pkt 1–3,
    ust. 11 (``year_boundary``, ``leap_day``, ``after_return``, ``pre_2012_return``).
3.  *Percent*: 10, 30 or 50 by the year; nothing where art. 238 ust. 1, or art. 191 ust. 10a or 17, take the child out,
    or a reading of ust. 8 pkt 1 does (``mid_month``, ``emergency_care``, and the readings of ust. 10a and 17).
4.  *Base*: the money spent on the days; in a family the child's own costs (ust. 9 with ust. 1 pkt 1), in a facility the
    published average (ust. 10 with ust. 1 pkt 2); for a part of a month by days (``divisor``).
5.  *Share*: base × days ÷ the line's days × percent, rounded half up to a grosz at one level (``rounding``).

Inside, days are ordinals and money is whole grosze, so that nothing is lost before the one rounding.
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from piecza.care import Child, Placement
from piecza.clock import Timed, timed
from piecza.dates import FOREVER, Month, Span, month_of
from piecza.law import Law, Share
from piecza.money import half_up, to_grosze
from piecza.readings import Readings
from piecza.results import Charge, Line, Segment

MONTHLY_COST = "monthly_cost"
_ANY_DAYS = math.lcm(*range(1, 32))
"""A multiple of every number of days that a line can have."""


# 3. Percent


class Part(NamedTuple):
    """Days (ordinals, both inclusive) on which the gmina's part is the same."""

    first: int
    last: int
    share: Share


def bands_by_month(starts: Sequence[tuple[int, int]], days: Span, readings: Readings) -> list[tuple[int, int]]:
    """The days from which each band holds, once the months in which it changes are settled (``mid_month``)."""
    if readings.mid_month == "daily":
        return list(starts)
    moved: dict[int, int] = {}
    for first, band in starts:
        month = month_of(first).span.within(days)
        if readings.mid_month == "last_day" or first == month.first:
            moved[month.first] = band
        else:
            moved[month.last + 1] = band
    return list(moved.items())


def exempt_days(child: Child, readings: Readings, law: Law) -> list[Part]:
    """The days on which a ground takes the child out of the gmina's duty (art. 191 ust. 10a and 17).

    A rule holds from its own first day; days before it are exempt under a reading.
    """
    found = []
    for exemption in child.exemptions:
        reading, since, until, share = law.exemption_of[exemption.ground]
        given = Span(
            exemption.start.toordinal() if exemption.start else 0,
            exemption.end.toordinal() if exemption.end else FOREVER,
        )
        first = since if getattr(readings, reading) == "pays" else 0
        found.append(Part(*given.within(Span(first, until)), share))
    return found


def parts(
    days: Span, placement: Placement, stay: Timed, exempt: Sequence[Part], readings: Readings, law: Law
) -> list[Part]:
    """The gmina's part of each day that a placement may bear, without gaps.

    Art. 238 ust. 1 comes first, then a ground of ust. 10a or 17, then ust. 8 pkt 1 where a reading exempts, then the
    percentage of the year of stay.
    """
    if stay.before_duty:
        return [Part(*days, law.before_duty)]
    starts = bands_by_month(stay.clock.band_starts(stay.days, law.last_band, readings), stay.days, readings)
    first_days = [first for first, _ in starts]
    emergency = placement.form in law.emergency.forms and readings.emergency_care == "exempt"

    def share(day: int) -> Share:
        band = starts[bisect_right(first_days, day) - 1][1]
        for part in exempt:
            if part.first <= day <= part.last:
                return part.share._replace(band=band)
        if emergency:
            return law.emergency_share._replace(band=band)
        return law.share(day, band, facility=placement.in_facility)

    cuts = {*first_days, *law.band_days, *(part.first for part in exempt), *(part.last + 1 for part in exempt)}
    edges = [days.first, *sorted(cut for cut in cuts if days.first < cut <= days.last), days.last + 1]
    return merged([Part(first, after - 1, share(first)) for first, after in pairwise(edges)])


def clipped(found: Sequence[Part], days: Span) -> list[Part]:
    """The parts within some days."""
    return [
        Part(max(first, days.first), min(last, days.last), share)
        for first, last, share in found
        if first <= days.last and last >= days.first
    ]


def merged(found: Sequence[Part]) -> list[Part]:
    """The same parts, with neighbours that do not differ made one."""
    result: list[Part] = []
    for part in found:
        if result and result[-1].share == part.share:
            result[-1] = result[-1]._replace(last=part.last)
        else:
            result.append(part)
    return result


# 4. Base


class Cost(NamedTuple):
    """A monthly cost or an expense over all the days it belongs to.

    ``forms`` says from which day on it belongs to a placement of which form, ``parts`` what the gmina's part is; both
    may reach beyond its days.
    """

    source: str
    kind: str
    grosze: int
    days: Span
    forms: Sequence[tuple[int, str]]
    parts: Sequence[Part]

    def base(self, days: Span, divisor: int) -> int:
        """The money spent on these of its days, rounded to a grosz.

        Of a monthly cost amount × days ÷ divisor; of an expense what has accrued to the last day less what had accrued
        before the first, so that the months add up.
        """
        if self.kind == MONTHLY_COST:
            return self.grosze if days.days == divisor else half_up(self.grosze * days.days, divisor)
        before, through, whole = days.first - self.days.first, days.last - self.days.first + 1, self.days.days
        return half_up(self.grosze * through, whole) - half_up(self.grosze * before, whole)


def costs(stay: Timed, path: str, exempt: Sequence[Part], readings: Readings, law: Law) -> list[Cost]:
    """What a stay costs: the monthly costs of its placements, then its expenses, in the order of the document."""
    placements = stay.stay.placements
    shares = [parts(p.span.within(stay.days), p, stay, exempt, readings, law) for p in placements]
    found = []
    for index, (borne, placement) in enumerate(zip(stay.stay.cost_bearers(readings), placements, strict=True)):
        first_days = [(entry.start or placement.start).toordinal() for entry in placement.monthly_cost]
        until_next = pairwise([*first_days, FOREVER + 1])
        for number, (entry, (first, after)) in enumerate(zip(placement.monthly_cost, until_next, strict=True)):
            days = Span(first, after - 1).within(borne)
            if days.days:
                source = f"{path}.placements[{index}].monthly_cost[{number}]"
                form = [(first, placement.form)]
                found.append(Cost(source, MONTHLY_COST, to_grosze(entry.amount), days, form, shares[index]))
    if stay.stay.expenses:
        bearers = list(zip(stay.stay.expense_bearers(readings), placements, shares, strict=True))
        forms = [(borne.first, placement.form) for borne, placement, _ in bearers if borne.days]
        all_parts = merged([part for borne, _, share in bearers for part in clipped(share, borne)])
        for number, expense in enumerate(stay.stay.expenses):
            source = f"{path}.expenses[{number}]"
            found.append(Cost(source, expense.kind, to_grosze(expense.amount), expense.span, forms, all_parts))
    return found


# 5. Share


class MonthDays(NamedTuple):
    """A month with its days, worked out once for all children."""

    month: Month
    days: Span
    start: date
    end: date


def child_charges(child: Child, path: str, months: Sequence[MonthDays], readings: Readings, law: Law) -> list[Charge]:
    """The charges of a child in the order of months and stays, one for each gmina code; readings are settled."""
    exempt = exempt_days(child, readings, law)
    stays = [
        (stay, costs(stay, f"{path}.stays[{index}]", exempt, readings, law))
        for index, stay in enumerate(timed(child, readings, law))
    ]
    found: list[Charge] = []
    for month in months:
        lines_of: dict[str, list[Line]] = {}
        for stay, its_costs in stays:
            days = stay.days.within(month.days)
            if days.days:
                whole = days == month.days or readings.divisor == "calendar_days"
                divisor = month.days.days if whole else 30
                lines_of.setdefault(stay.stay.gmina, []).extend(
                    line for cost in its_costs if (line := month_line(cost, month, divisor, readings)) is not None
                )
        for gmina, lines in lines_of.items():
            found.append(charge(child.id, gmina, month.month, lines, readings))
    return found


def month_line(cost: Cost, month: MonthDays, divisor: int, readings: Readings) -> Line | None:
    """One cost over its days in a month, cut into segments; None where it has no day in it."""
    days = cost.days.within(month.days)
    if not days.days:
        return None
    base, length = cost.base(days, divisor), days.days
    segments = tuple(
        Segment(
            _date(part.first, month),
            _date(part.last, month),
            part.last - part.first + 1,
            part.share.band,
            part.share.percent,
            part.share.basis,
            part.share.exempt,
            half_up(base * (part.last - part.first + 1) * part.share.percent, length * 100)
            if readings.rounding == "segment"
            else None,
        )
        for part in clipped(cost.parts, days)
    )
    amount = None
    if readings.rounding == "segment":
        amount = sum(segment.amount_grosze or 0 for segment in segments)
    elif readings.rounding == "line":
        amount = half_up(base * _percent_days(segments), length * 100)
    form = cost.forms[bisect_right(cost.forms, days.first, key=itemgetter(0)) - 1][1]
    rate = cost.grosze if cost.kind == MONTHLY_COST else None
    return Line(
        cost.source,
        cost.kind,
        form,
        rate,
        _date(days.first, month),
        _date(days.last, month),
        length,
        base,
        amount,
        segments,
    )


def charge(child: str, gmina: str, month: Month, lines: list[Line], readings: Readings) -> Charge:
    """The sum of a month's lines, in the order of their first day, on the same day monthly costs first."""
    lines.sort(key=lambda line: (line.start, line.kind != MONTHLY_COST))
    if readings.rounding == "child_month":
        exact = sum(line.base_grosze * _percent_days(line.segments) * (_ANY_DAYS // line.days) for line in lines)
        amount = half_up(exact, 100 * _ANY_DAYS)
    else:
        amount = sum(line.amount_grosze or 0 for line in lines)
    return Charge(child, gmina, month, sum(line.base_grosze for line in lines), amount, tuple(lines))


def _percent_days(segments: Sequence[Segment]) -> int:
    return sum(segment.days * segment.percent for segment in segments)


def _date(day: int, month: MonthDays) -> date:
    """The date of a day of a month; the dates of whole months are made once."""
    if day == month.days.first:
        return month.start
    return month.end if day == month.days.last else date.fromordinal(day)

"""The rule: what the gmina owes for a child and a month (art. 191 ust. 9–11 of the Act of 9 June 2011).

It goes through the law in this order, and the page reads in the same order:

1.  *Days* (`bearing`): which days are days of stay, and which placement bears each (``leaving_day``, ``transfer_day``).
2.  *Years* (`clock`): the year of stay of each day, counted from the stay's first day: ust. 9 pkt 1–3, ust. 10 pkt 1–3,
    ust. 11 (``year_boundary``, ``leap_day``, ``after_return``, ``pre_2012_return``).
3.  *Percent* (`percent`): 10, 30 or 50 by the year; nothing where art. 238 ust. 1, or art. 191 ust. 10a or 17, take the
    child out, or a reading of ust. 8 pkt 1 does (``mid_month``, ``emergency_care``, and the readings of ust. 10a, 17).
4.  *Base* (`base`): the money spent on the days; in a family the child's own costs (ust. 9 with ust. 1 pkt 1), in a
    facility the published average (ust. 10 with ust. 1 pkt 2); for a part of a month by days (``divisor``,
    ``facility_days``). What the document does not give is worked out before (`costs`). A coordinator's cost has a
    reading of its own (``coordinator``).
5.  *Share*: base × days ÷ the line's days × percent, rounded half up to a grosz at one level (``rounding``); of the
    rounded base, or of the exact fraction (``base_rounding``).

Inside, days are ordinals and money is whole grosze, so that nothing is lost before the one rounding.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from piecza.case.bearing_days import cost_bearers, expense_bearers
from piecza.costs.cost_entries import COORDINATOR, NOTHING, FamilyExpense, WorkedOut, given
from piecza.dates import Month, Span
from piecza.law.act import Act
from piecza.money import half_up, to_grosze
from piecza.readings import Readings
from piecza.rule.base import MONTHLY_COST, expense_base, monthly_base
from piecza.rule.charges import Charge, Line, Segment
from piecza.rule.clock import Timed
from piecza.rule.percent import CostPart, StayYears, clipped, coordinator_parts, merged, parts

# 4. Base


class Cost(NamedTuple):
    """A monthly cost or an expense over all the days it belongs to, which may reach beyond those asked for.

    ``forms`` says from which day on it belongs to a placement of which form. ``placement`` is the number of the one
    that bears a monthly cost; None of an expense, which goes with whichever bears the day.
    """

    source: str
    kind: str
    grosze: int
    days: Span
    forms: Sequence[tuple[int, str]]
    placement: int | None

    def form(self, day: int) -> str:
        """The form of the placement that bears a day."""
        if len(self.forms) == 1:
            return self.forms[0][1]
        return next(form for first, form in reversed(self.forms) if first <= day)


def costs(stay: Timed, path: str, window: Span, worked_out: WorkedOut, readings: Readings) -> list[Cost]:
    """What a stay costs in a window: its placements' monthly costs, then its expenses, in the document's order.

    What is ``worked_out`` for the stay comes beside what it gives itself. No year of stay decides about any of it.
    """
    placements, expenses = stay.stay.placements, stay.stay.expenses
    all_costs: list[Cost] = []
    for index, borne in enumerate(cost_bearers(stay.spans, stay.days, readings.transfer_day)):
        if borne.meets(window):
            entries = worked_out.monthly.get(index)
            if entries is None:
                at = f"{path}.placements[{index}].monthly_cost"
                entries = given(placements[index], at, borne.within(window))
            for days, grosze, source in entries:
                if not days.meets(window):  # what is worked out may be so for more days than are asked for
                    continue
                forms = [(days.first, placements[index].form)]
                all_costs.append(Cost(source, MONTHLY_COST, grosze, days.within(borne), forms, index))
    if expenses or worked_out.expenses:
        bearers = _expense_bearers(stay, readings)
        forms = [(borne.first, p.form) for borne, p in zip(bearers, placements, strict=True) if borne.days]
        spent = [
            FamilyExpense(expense.kind, to_grosze(expense.amount), days, f"{path}.expenses[{index}]")
            for index, expense in enumerate(expenses)
            if (days := expense.span).meets(window)
        ]
        for kind, grosze, days, source in (*spent, *(part for part in worked_out.expenses if part.days.meets(window))):
            all_costs.append(Cost(source, kind, grosze, days, forms, None))
    return all_costs


def _expense_bearers(stay: Timed, readings: Readings) -> list[Span]:
    """The days whose expenses go with each placement of a stay."""
    in_facility = [placement.in_facility for placement in stay.stay.placements]
    return expense_bearers(stay.spans, in_facility, stay.days, readings.transfer_day)


def gmina_parts(
    all_costs: Sequence[Cost], stay: Timed, years: StayYears, readings: Readings, act: Act
) -> list[Sequence[CostPart]]:
    """The gmina's part of every cost of a stay on the days about which ``years`` decide.

    Parts may reach beyond the days of their cost.
    """
    borne = []
    for span, placement in zip(stay.spans, stay.stay.placements, strict=True):
        days = span.within(years.days)
        borne.append(parts(days, placement, years, readings, act) if days.first <= days.last else [])
    of_costs: list[Sequence[CostPart]] = [borne[cost.placement] for cost in all_costs if cost.placement is not None]
    if len(of_costs) < len(all_costs):  # expenses come last
        bearers = zip(_expense_bearers(stay, readings), borne, strict=True)
        spent = merged([part for days, of_placement in bearers if days.days for part in clipped(of_placement, days)])
        coordinated = coordinator_parts(spent, readings, act)
        expenses = all_costs[len(of_costs) :]
        of_costs += [coordinated if cost.kind == COORDINATOR else spent for cost in expenses]
    return of_costs


# 5. Share

ShareTerm = tuple[int, int, int]
"""An amount in grosze; days × percent of its parts, added up; and the days among which the amount is divided."""


def gmina_share(*terms: ShareTerm, rounded: Callable[[int, int], int] = half_up) -> int:
    """The gmina's share in grosze: amount × days ÷ the amount's days × percent, added up and rounded once.

    Nowhere else is a share worked out. ``rounded`` makes an integer of a numerator and a denominator; an audit tries
    other ways than the contract's.
    """
    if len(terms) == 1:  # as nearly always: the common denominator is there already
        ((grosze, percent_days, days),) = terms
        return rounded(grosze * percent_days, days * 100)
    whole = math.lcm(*(days for _, _, days in terms))
    exact = sum(grosze * percent_days * (whole // days) for grosze, percent_days, days in terms)
    return rounded(exact, whole * 100)


def term_of(line: Line) -> ShareTerm:
    """A line as one term of the share, at whichever level it is rounded."""
    grosze, days = line.share_base
    return grosze, percent_days(line.segments), days


def percent_days(segments: Iterable[Segment]) -> int:
    """Days × percent of some segments, added up."""
    return sum(segment.days * segment.percent for segment in segments)


class MonthDays(NamedTuple):
    """A month with its first and last day, as ordinals and as dates, made once since most lines are whole months."""

    month: Month
    first: int
    last: int
    days: int
    start: date
    end: date

    @classmethod
    @lru_cache(maxsize=1 << 9)
    def of(cls, month: Month) -> "MonthDays":
        """The days of a month."""
        return cls(month, *month.span, month.span.days, month.start, month.end)


def child_costs(
    path: str, window: Span, stays: Sequence[Timed], worked_out: Mapping[int, WorkedOut], readings: Readings
) -> dict[int, list[Cost]]:
    """The costs of a child in a window, by the number of its stay; readings are settled.

    What is ``worked_out``, by stay, comes beside the costs that the child gives itself.
    """
    return {
        number: costs(stay, f"{path}.stays[{number}]", window, worked_out.get(number, NOTHING), readings)
        for number, stay in enumerate(stays)
        if stay.days.meets(window)
    }


def child_charges(
    child: str,
    months: Sequence[MonthDays],
    stays: Sequence[Timed],
    years: Sequence[StayYears],
    all_costs: Mapping[int, Sequence[Cost]],
    readings: Readings,
    act: Act,
) -> list[Charge]:
    """The charges of a child in the order of months and stays, one for each gmina code; readings are settled.

    ``years`` decide about those of its ``stays`` that have days in these months. ``all_costs`` are the costs of these
    stays, perhaps of other months as well.
    """
    first_days = [*[month.first for month in months], months[-1].last + 1]
    lines: list[dict[str, list[Line]]] = [{} for _ in months]
    for of_stay in years:
        stay = stays[of_stay.number]
        gmina = stay.stay.gmina
        for at in _indexes(stay.days, first_days):
            lines[at].setdefault(gmina, [])
        stay_costs = all_costs[of_stay.number]
        all_parts = gmina_parts(stay_costs, stay, of_stay, readings, act)
        for cost, cost_parts in zip(stay_costs, all_parts, strict=True):
            for at in _indexes(cost.days, first_days):
                lines[at][gmina].append(month_line(cost, cost_parts, months[at], stay.days, readings))
    return [
        charge(child, gmina, month.month, gmina_lines, readings)
        for month, by_gmina in zip(months, lines, strict=True)
        for gmina, gmina_lines in by_gmina.items()
    ]


def _indexes(days: Span, first_days: Sequence[int]) -> range:
    """Which of the months some days reach into, given the months' first days and the day after the last of them."""
    return range(
        max(0, bisect_right(first_days, days.first) - 1), min(bisect_right(first_days, days.last), len(first_days) - 1)
    )


def month_line(cost: Cost, cost_parts: Sequence[CostPart], month: MonthDays, stay: Span, readings: Readings) -> Line:
    """One cost over its days in a month, cut into segments at one percent, band and provision."""
    first, last, start, end = month.first, month.last, month.start, month.end
    if cost.days.first > first:
        first = cost.days.first
        start = date.fromordinal(first)
    if cost.days.last < last:
        last = cost.days.last
        end = date.fromordinal(last)
    days = last - first + 1
    form = cost.form(first)
    if cost.kind == MONTHLY_COST:
        divisor = month.days if days == month.days else divisor_of(month, stay, readings)
        rate: int | None = cost.grosze
        base = monthly_base(cost.grosze, form, days, month_days=month.days, divisor=divisor, readings=readings)
    else:
        rate, base = None, expense_base(cost.grosze, cost.days, first, last, readings)
    shared_grosze, shared_days = base.exact or (base.grosze, days)
    rounding = readings.rounding
    segments, total = [], 0
    for part in cost_parts:
        if part.last < first or part.first > last:
            continue
        segment_start = start if part.first <= first else date.fromordinal(part.first)
        segment_end = end if part.last >= last else date.fromordinal(part.last)
        segment_days = min(part.last, last) - max(part.first, first) + 1
        percent, band, basis, exempt = part.share
        term = (shared_grosze, segment_days * percent, shared_days)
        amount = gmina_share(term) if rounding == "segment" else None
        segments.append(Segment(segment_start, segment_end, segment_days, band, percent, basis, exempt, amount))
        total += amount or 0
    if rounding == "line":
        total = gmina_share((shared_grosze, percent_days(segments), shared_days))
    line_amount = None if rounding == "child_month" else total
    grosze, day_rate, exact = base
    parts = tuple(segments)
    return Line(cost.source, cost.kind, form, rate, day_rate, start, end, days, grosze, line_amount, parts, exact)


def divisor_of(month: MonthDays, stay: Span, readings: Readings) -> int:
    """What a part of a month is divided by: its days, or thirty where it is not wholly days of the stay."""
    wholly = stay.first <= month.first and month.last <= stay.last
    return month.days if wholly or readings.divisor == "calendar_days" else 30


def charge(child: str, gmina: str, month: Month, lines: list[Line], readings: Readings) -> Charge:
    """The sum of a month's lines, in the order of their first day, on the same day monthly costs first."""
    if len(lines) > 1:
        lines.sort(key=attrgetter("start"))  # within a stay monthly costs come first already, and stays share no day
    base = amount = 0
    for line in lines:
        base += line.base_grosze
        amount += line.amount_grosze or 0
    if readings.rounding == "child_month":
        amount = gmina_share(*map(term_of, lines))
    return Charge(child, gmina, month, base, amount, tuple(lines))

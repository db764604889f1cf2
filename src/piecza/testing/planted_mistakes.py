"""What one charge comes to by a mistake: the wrong percentage, days, cost or rounding, or a slip of the hand.

Every mistake works the charge out anew from its lines, as a clerk would, and differs from it in one figure.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple, get_args

from piecza.audit.finding_figures import ROUNDINGS, Mode
from piecza.audit.finding_kinds.outside_base import amounts_outside
from piecza.case.case import Case
from piecza.case.child import FamilyForm
from piecza.dates import Month, Span, month_of, months
from piecza.law.act import art_191
from piecza.money import half_up, to_grosze, to_text
from piecza.readings import Readings
from piecza.rule.base import MONTHLY_COST
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charge, Line
from piecza.rule.clock import Timed, timed
from piecza.rule.share import MonthDays, divisor_of

Mistake = tuple[int, str]
"""What a charge comes to in grosze, and in short what was done."""

_FAMILY_FORMS = frozenset(get_args(FamilyForm))


class Figured(NamedTuple):
    """A line as it is worked out: its base in grosze, its days, and how many of them are at which percentage.

    The base is a fraction under the reading ``base_rounding: exact``.
    """

    base: int | Fraction
    days: int
    parts: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, line: Line) -> "Figured":
        """A line as it is."""
        base = Fraction(line.exact.grosze * line.days, line.exact.days) if line.exact else line.base_grosze
        return cls(base, line.days, tuple((segment.days, segment.percent) for segment in line.segments))


def share(lines: Sequence[Figured], readings: Readings, mode: Mode = "half_up") -> int:
    """The gmina's share of some lines in grosze, rounded in some way where the reading ``rounding`` rounds.

    It is a witness to `rule.share.gmina_share`: worked out apart from it, in fractions, on purpose.
    """

    def whole(exact: Fraction) -> int:
        return ROUNDINGS[mode](exact.numerator, exact.denominator)

    segments = [
        [Fraction(line.base) * days * percent / (line.days * 100) for days, percent in line.parts] for line in lines
    ]
    match readings.rounding:
        case "segment":
            return sum(whole(part) for line in segments for part in line)
        case "line":
            return sum(whole(sum(line, Fraction())) for line in segments)
        case _:
            return whole(sum((part for line in segments for part in line), Fraction()))


def _line_by_line(
    charge: Charge, readings: Readings, otherwise: Callable[[Line], Iterator[tuple[Figured, str]]]
) -> Iterator[Mistake]:
    """What the charge comes to with one of its lines worked out otherwise."""
    lines = [Figured.of(line) for line in charge.lines]
    for index, line in enumerate(charge.lines):
        for instead, how in otherwise(line):
            yield share([*lines[:index], instead, *lines[index + 1 :]], readings), how


def _percentages() -> list[int]:
    return sorted({percent for bands in art_191().bands for percent in bands.percent})


def other_band(case: Case, charge: Charge) -> Iterator[Mistake]:
    """The whole month at another band, or the band changed on another day."""
    lines = [Figured.of(line) for line in charge.lines]
    paying = {
        segment.percent for line in charge.lines for segment in line.segments if segment.band and not segment.exempt
    }
    for percent in _percentages() if len(paying) == 1 else ():
        swapped = [
            line._replace(parts=tuple((days, percent if part in paying else part) for days, part in line.parts))
            for line in lines
        ]
        yield share(swapped, case.readings), f"{percent} %"

    def moved(line: Line) -> Iterator[tuple[Figured, str]]:
        figured = Figured.of(line)
        if len(figured.parts) != 2 or 0 in (figured.parts[0][1], figured.parts[1][1]):
            return
        (before, one), (after, other) = figured.parts
        for days in (*range(-10, 0), *range(1, 11)):
            if 0 < before + days < figured.days:
                yield figured._replace(parts=((before + days, one), (after - days, other))), f"{days:+} days"

    yield from _line_by_line(charge, case.readings, moved)


def other_days(case: Case, charge: Charge) -> Iterator[Mistake]:
    """A full month for a part of one, or another first or last day."""
    month = MonthDays.of(charge.month)

    def lasting(line: Line) -> Iterator[tuple[Figured, str]]:
        stay = _stay_on(case, charge.child, line.start)
        at_edge = line.start == stay.stay.start or line.end == date.fromordinal(stay.days.last)
        if line.kind != MONTHLY_COST or not (line.days < month.days or at_edge):
            return
        for days in dict.fromkeys((month.days, line.days - 1, line.days + 1, line.days - 2, line.days + 2)):
            if 0 < days <= month.days and days != line.days:
                for parts in _stretched(Figured.of(line).parts, days - line.days):
                    base = _base(line, line.rate_grosze or 0, days, month, stay.days, case.readings)
                    yield Figured(base, days, parts), f"{days} days for {line.days}"

    yield from _line_by_line(charge, case.readings, lasting)


def _stretched(parts: tuple[tuple[int, int], ...], by: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The parts of a line that begins or ends some days earlier or later."""
    (first, first_percent), (last, last_percent) = parts[0], parts[-1]
    if last + by > 0:
        yield (*parts[:-1], (last + by, last_percent))
    if len(parts) > 1 and first + by > 0:
        yield ((first + by, first_percent), *parts[1:])


def _base(line: Line, rate: int, days: int, month: MonthDays, stay: Span, readings: Readings) -> int | Fraction:
    """The base of a line over other days or at another rate, under the readings."""
    if readings.facility_days == "day_rate" and line.form not in _FAMILY_FORMS:
        return half_up(rate * 12, 365) * days
    if days == month.days:
        return rate
    exact = Fraction(rate * days, divisor_of(month, stay, readings))
    return exact if readings.base_rounding == "exact" else half_up(exact.numerator, exact.denominator)


def other_base(case: Case, charge: Charge) -> Iterator[Mistake]:
    """Another monthly cost of the child, or what it was before or after."""
    month = MonthDays.of(charge.month)
    child = next(child for child in case.children if child.id == charge.child)
    given = [cost.amount for stay in child.stays for placement in stay.placements for cost in placement.monthly_cost]
    rates = {to_grosze(amount) for amount in given} | {line.rate_grosze or 0 for line in charge.lines} - {0}

    def dearer(line: Line) -> Iterator[tuple[Figured, str]]:
        if line.kind == MONTHLY_COST:
            stay = _stay_on(case, charge.child, line.start)
            for rate in sorted(rates):
                base = _base(line, rate, line.days, month, stay.days, case.readings)
                yield Figured.of(line)._replace(base=base), to_text(rate)

    yield from _line_by_line(charge, case.readings, dearer)


def rounding(case: Case, charge: Charge) -> Iterator[Mistake]:
    """Rounded down, up, to the even grosz, or to whole złote."""
    lines = [Figured.of(line) for line in charge.lines]
    for mode in get_args(Mode):
        if mode != "half_up":
            yield share(lines, case.readings, mode), mode


def arithmetic(case: Case, charge: Charge) -> Iterator[Mistake]:
    """Two neighbouring digits swapped, the point shifted, a line left out or counted twice."""
    grosze = charge.amount_grosze
    sign, digits = (-1 if grosze < 0 else 1), f"{abs(grosze):03d}"
    for at in range(len(digits) - 1):
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if swapped[0] != "0" or digits[0] == "0":
            yield sign * int(swapped), "digits swapped"
    yield grosze * 10, "point shifted"
    yield grosze * 100, "point shifted"
    if grosze % 10 == 0:
        yield grosze // 10, "point shifted"
    lines = [Figured.of(line) for line in charge.lines]
    if len(lines) > 1:
        for index in range(len(lines)):
            yield share(lines[:index] + lines[index + 1 :], case.readings), "a line left out"
            yield share([*lines, lines[index]], case.readings), "a line counted twice"


def exempt(case: Case, charge: Charge) -> Iterator[Mistake]:
    """Charged as if there were no exemption, or as if the child had not been placed before 2012."""
    if not any(_is_exempt(case, segment.exempt) for line in charge.lines for segment in line.segments):
        return
    lines = []
    for line in charge.lines:
        stay, act = _stay_on(case, charge.child, line.start), art_191()
        facility = next(p.in_facility for p in reversed(stay.stay.placements) if p.start <= line.start)
        parts: list[tuple[int, int]] = []
        for segment in line.segments:
            days = range(segment.start.toordinal(), segment.end.toordinal() + 1)
            if not _is_exempt(case, segment.exempt) or segment.start < act.duty.since:
                parts.append((segment.days, segment.percent))
                continue
            bands = [act.band(day, stay.clock.year(day, case.readings)) for day in days]
            for band, held in groupby(zip(bands, days, strict=True), key=lambda entry: entry[0]):
                band_days = [day for _, day in held]
                parts.append((len(band_days), act.share(band_days[0], band, facility=facility).percent))
        lines.append(Figured.of(line)._replace(parts=tuple(parts)))
    yield share(lines, case.readings), "as if not exempt"


def _is_exempt(case: Case, ground: str | None) -> bool:
    return ground in (art_191().duty.exempt, "state_financed") or ground in art_191().exemption_of


def outside_base(case: Case, charge: Charge) -> Iterator[Mistake]:
    """What the state pays for a child in the month added to what the month cost."""

    def with_benefit(line: Line) -> Iterator[tuple[Figured, str]]:
        if line.kind == MONTHLY_COST:
            for _, benefit in amounts_outside(art_191(), charge.month):
                yield Figured.of(line)._replace(base=line.base_grosze + benefit), f"{to_text(benefit)} added"

    yield from _line_by_line(charge, case.readings, with_benefit)


def _stay_on(case: Case, child: str, day: date) -> Timed:
    """The stay of a child that holds a day."""
    own = next(own for own in case.children if own.id == child)
    stays = timed(own, case.readings, art_191(), case.same_gmina)
    return next(stay for stay in stays if stay.days.first <= day.toordinal() <= stay.days.last)


BY_CHARGE: Mapping[str, Callable[[Case, Charge], Iterator[Mistake]]] = {
    "other_band": other_band,
    "other_days": other_days,
    "other_base": other_base,
    "rounding": rounding,
    "arithmetic": arithmetic,
    "exempt": exempt,
    "outside_base": outside_base,
}
"""The mistakes that make one charge wrong, by their kinds."""


class OutsideStay(NamedTuple):
    """A full month charged outside a stay, the amount in grosze, and in short how it came about."""

    child: str
    gmina: str
    month: Month
    grosze: int
    how: str


def outside_stay(case: Case, first: Month, last: Month, *, before: bool) -> Iterator[OutsideStay]:
    """Full months of some months before a child's first stay, or after the end of each stay until the next.

    The cost is the monthly cost of the stay's first or last day, the band that of the month's first day: before
    the stay the first one, after it what the clock would have come to. Readings are settled.
    """
    act = art_191()
    for child in case.children:
        stays = timed(child, case.readings, act, case.same_gmina)
        of_stays = [month for stay in stays for month in _months_of(stay, first, last)]
        edge_stays = stays[:1] if before else [stay for stay in stays if stay.stay.end]
        for stay in edge_stays:
            day = stay.days.first if before else stay.days.last
            line = _line_on(case, child.id, day) if stay.days.days and not stay.before_duty else None
            if line is None or line.segments[0 if before else -1].exempt:
                continue
            following = min((other.days.first for other in stays if other.days.first > day), default=last.span.last + 1)
            for month in months(first, last):
                span = month.span
                outside = span.last < day if before else day < span.first and span.last < following
                if outside and month not in of_stays and span.first >= act.duty.since.toordinal():
                    year = 1 if before else stay.clock.year(span.first, case.readings)
                    facility = line.form not in _FAMILY_FORMS
                    percent = act.share(span.first, year, facility=facility).percent
                    days = month.span.days
                    base = _base(line, line.rate_grosze or 0, days, MonthDays.of(month), month.span, case.readings)
                    grosze = share([Figured(base, days, ((days, percent),))], case.readings)
                    yield OutsideStay(child.id, stay.stay.gmina, month, grosze, f"{percent} %")


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

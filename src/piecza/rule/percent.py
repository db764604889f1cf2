"""The gmina's part of each day: 10, 30 or 50 % by the year of stay, or nothing (art. 191 ust. 9, 10, 10a and 17).

Nothing where art. 238 ust. 1, or art. 191 ust. 10a or 17, take the child out, or a reading of ust. 8 pkt 1 does
(``mid_month``, ``emergency_care``, and the readings of ust. 10a and 17).
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from piecza.case.child import Child, Placement
from piecza.dates import FOREVER, Span, month_of
from piecza.law.act import Act, Share
from piecza.readings import Readings
from piecza.rule.clock import Timed


class CostPart(NamedTuple):
    """Days (ordinals, both inclusive) on which the gmina's part is the same."""

    first: int
    last: int
    share: Share


def bands_by_month(starts: Sequence[tuple[int, int]], days: Span, readings: Readings) -> tuple[tuple[int, int], ...]:
    """The days from which each band holds, once the months in which it changes are settled (``mid_month``)."""
    moved: dict[int, int] = {}
    for first, band in starts:
        month = month_of(first).span.within(days)
        if readings.mid_month == "last_day" or first == month.first:
            moved[month.first] = band
        else:
            moved[month.last + 1] = band
    return tuple(moved.items())


def exempt_days(child: Child, readings: Readings, act: Act) -> list[CostPart]:
    """The days on which a ground takes the child out of the gmina's duty (art. 191 ust. 10a and 17, or another act).

    A rule of art. 191 holds from its own first day; days before it are exempt under a reading. What another act lets
    the state budget bear is exempt on all its days, by the provision that the case names.
    """
    exempt = []
    for exemption in child.exemptions:
        given = Span(
            exemption.start.toordinal() if exemption.start else 0,
            exemption.end.toordinal() if exemption.end else FOREVER,
        )
        if exemption.basis:
            exempt.append(CostPart(*given, Share(0, None, exemption.basis, exemption.ground)))
            continue
        reading, since, until, share = act.exemption_of[exemption.ground]
        first = since if getattr(readings, reading) == "pays" else 0
        exempt.append(CostPart(*given.within(Span(first, until)), share))
    return exempt


class StayYears(NamedTuple):
    """What decides about the gmina's part of the days of a stay, by its number, as far as they are asked for.

    ``bands`` says from which day (an ordinal) on which band holds; None where art. 238 ust. 1 takes the stay out, and
    no exemption matters.
    """

    number: int
    days: Span
    bands: tuple[tuple[int, int], ...] | None
    exempt: tuple[CostPart, ...] = ()

    def within(self, window: Span) -> "StayYears":
        """The same for those of its days that are in a window."""
        days = self.days.within(window)
        if self.bands is None or days.first > days.last:
            return StayYears(self.number, days, None)
        begun = [band for first, band in self.bands if first <= days.first]
        later = [start for start in self.bands if days.first < start[0] <= days.last]
        return StayYears(self.number, days, ((days.first, begun[-1]), *later), tuple(clipped(self.exempt, days)))


def stay_years(stays: Sequence[Timed], window: Span, readings: Readings, act: Act) -> tuple[StayYears, ...]:
    """What decides about the stays that have days in some whole months; readings are settled.

    Exemptions are left aside, and so is ``mid_month``.
    """
    years = []
    for number, stay in enumerate(stays):
        days = stay.days.within(window)
        if days.first <= days.last:
            bands = None if stay.before_duty else tuple(stay.clock.band_starts(days, act.last_band, readings))
            years.append(StayYears(number, days, bands))
    return tuple(years)


def by_month(years: tuple[StayYears, ...], readings: Readings) -> tuple[StayYears, ...]:
    """The same once the months in which a band changes are settled (``mid_month``)."""
    if readings.mid_month == "daily" or all(stay.bands is None or len(stay.bands) == 1 for stay in years):
        return years
    return tuple(
        stay._replace(bands=bands_by_month(stay.bands, stay.days, readings)) if stay.bands else stay for stay in years
    )


def exempted(years: tuple[StayYears, ...], exempt: Sequence[CostPart]) -> tuple[StayYears, ...]:
    """The same with the exempt days of the child."""
    if not exempt:
        return years
    return tuple(
        StayYears(number, days, bands, tuple(clipped(exempt, days)) if bands else ())
        for number, days, bands, _ in years
    )


def parts(days: Span, placement: Placement, years: StayYears, readings: Readings, act: Act) -> list[CostPart]:
    """The gmina's part of each day that a placement may bear, without gaps.

    Art. 238 ust. 1 comes first, then a ground of an exemption, then ust. 8 pkt 1 where a reading exempts, then the
    percentage of the year of stay.
    """
    _, _, bands, exempt = years
    if not bands:
        return [CostPart(*days, act.before_duty)]
    first_days = [first for first, _ in bands]
    emergency = placement.form in act.emergency.forms and readings.emergency_care == "exempt"

    def share(day: int) -> Share:
        year = bands[bisect_right(first_days, day) - 1][1]
        for part in exempt:
            if part.first <= day <= part.last:
                return part.share._replace(band=act.band(day, year))
        if emergency:
            return act.emergency_share._replace(band=act.band(day, year))
        return act.share(day, year, facility=placement.in_facility)

    cuts = {*first_days, *act.change_days}
    for part in exempt:
        cuts |= {part.first, part.last + 1}
    edges = [days.first, *sorted([cut for cut in cuts if days.first < cut <= days.last]), days.last + 1]
    return merged([CostPart(first, after - 1, share(first)) for first, after in pairwise(edges)])


def clipped(cost_parts: Sequence[CostPart], days: Span) -> list[CostPart]:
    """The parts within some days."""
    return [
        CostPart(max(first, days.first), min(last, days.last), share)
        for first, last, share in cost_parts
        if first <= days.last and last >= days.first
    ]


def coordinator_parts(cost_parts: Sequence[CostPart], readings: Readings, act: Act) -> list[CostPart]:
    """The gmina's part of what a coordinator costs, given its part of anything else (``coordinator``).

    Since the Act names coordinators (ust. 7), the gmina owes the percentage of the child's part as of anything else, or
    the whole part, or nothing. A day on which it owes nothing anyway stays so.
    """
    if readings.coordinator in (None, "percent"):
        return list(cost_parts)
    since = act.coordinator.since.toordinal()

    def share(part: CostPart) -> Share:
        if part.share.exempt:
            return part.share
        if readings.coordinator == "full":
            return act.coordinator_full
        return act.coordinator_excluded._replace(band=part.share.band)

    before = clipped(cost_parts, Span(0, since - 1))
    return merged([*before, *(part._replace(share=share(part)) for part in clipped(cost_parts, Span(since, FOREVER)))])


def merged(cost_parts: Sequence[CostPart]) -> list[CostPart]:
    """The same parts, with neighbours that do not differ made one."""
    result: list[CostPart] = []
    for part in cost_parts:
        if result and result[-1].share == part.share:
            result[-1] = result[-1]._replace(last=part.last)
        else:
            result.append(part)
    return result

"""From which day years of stay seem to have been counted, where a child was charged at a wrong band."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from piecza.audit.findings import Checked, Finding
from piecza.case.child import Child
from piecza.dates import FIRST_DAY, Month
from piecza.law.act import Act
from piecza.readings import Readings
from piecza.rule.charges import Charge
from piecza.rule.clock import KC_114_YEAR, Clock

_EARLIEST = FIRST_DAY.toordinal()


class _Between(NamedTuple):
    """The first days of stay, from one ordinal to the other, under which bands would be as they were charged."""

    first: int
    last: int

    def within(self, other: "_Between") -> "_Between":
        """The days that both allow; there are none where the first comes after the last."""
        return _Between(max(self.first, other.first), min(self.last, other.last))


def with_clock(
    child: Child,
    all_checked: Iterable[Checked],
    charges: Iterable[Charge],
    act: Act,
    readings: Readings,
) -> None:
    """Add to every finding `other_band` of a child from which day the years of stay seem to have been counted.

    Where one range of days fits all of them, and if possible the right charges too, that is the one given; otherwise
    each finding has a range of its own.
    """
    wrong = [
        checked
        for checked in all_checked
        if checked.finding.code == "other_band"
        and checked.first == checked.last
        and checked.finding.facts["percent"] in act.percents(checked.first.span.last)
        and "readings" not in checked.finding.facts
    ]
    if not wrong:
        return
    own = [_counted(checked.finding, checked.first, act, readings) for checked in wrong]
    months = {(checked.gmina[:6], checked.first) for checked in wrong}
    right = [
        _whole_month(charge.month, band, act, readings)
        for charge in charges
        if (charge.gmina[:6], charge.month) not in months and (band := _band_of(charge))
    ]
    together = _common(own)
    with_right = _common([together, *right])
    fits = with_right if with_right.first <= with_right.last else together
    for checked, alone in zip(wrong, own, strict=True):
        between = fits if fits.first <= fits.last else alone
        checked.findings = (_with_first_days(checked.finding, between, child), *checked.findings[1:])


def _counted(finding: Finding, month: Month, act: Act, readings: Readings) -> _Between:
    """The first days of stay that give a month the percentages of a finding `other_band`."""
    band = act.percents(month.span.last).index(int(str(finding.facts["percent"]))) + 1
    if "day" not in finding.facts:
        return _whole_month(month, band, act, readings)
    return _starts(band, date.fromisoformat(str(finding.facts["day"])).toordinal(), readings)


def _whole_month(month: Month, band: int, act: Act, readings: Readings) -> _Between:
    """The first days of stay that put a whole month into a band."""
    first, last = month.span
    earliest = _EARLIEST if band == len(act.percents(last)) else _starts(band + 1, last + 1, readings).first
    return _Between(earliest, _starts(band, first, readings).last)


def _starts(band: int, day: int, readings: Readings) -> _Between:
    """The first days of stay from which a band begins on a given day; counted from a later day it begins later."""
    near = day - round((band - 1) * KC_114_YEAR)
    fits = [first for first in range(near - 4, near + 4) if Clock(first, None).year_start(band, readings) == day]
    before = [first for first in range(near - 4, near + 4) if Clock(first, None).year_start(band, readings) < day]
    return _Between(fits[0], fits[-1]) if fits else _Between(before[-1] + 1, before[-1])


def _common(ranges: Sequence[_Between]) -> _Between:
    """The days that all of the ranges allow."""
    common = ranges[0]
    for other in ranges[1:]:
        common = common.within(other)
    return common


def _band_of(charge: Charge) -> int | None:
    """The one band of a whole month; None where it has several, or none."""
    bands = {segment.band for line in charge.lines for segment in line.segments}
    days = {line.days for line in charge.lines}
    whole = charge.month.span.days in days
    return bands.pop() if whole and len(bands) == 1 else None


def _with_first_days(finding: Finding, between: _Between, child: Child) -> Finding:
    """The finding with the days from which years of stay may have been counted."""
    if between.first > between.last:  # the band never begins on that day
        return finding
    first = None if between.first <= _EARLIEST else date.fromordinal(between.first).isoformat()
    facts: dict[str, object] = {**finding.facts, "counted_from": first}
    facts["counted_to"] = date.fromordinal(between.last).isoformat()
    starts = [placement.start for stay in child.stays for placement in stay.placements]
    hits = [day for day in starts if between.first <= day.toordinal() <= between.last]
    if len(hits) == 1 and first is not None:
        facts["placement"] = hits[0].isoformat()
    return Finding(finding.code, facts, finding.evidence)

"""From which day years of stay seem to have been counted, where a child was charged at other bands than its own."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from piecza.audit.findings import Checked, Finding
from piecza.case.child import Child
from piecza.dates import Month
from piecza.readings import Readings
from piecza.rule.charges import Charge
from piecza.rule.clock import KC_114_YEAR, Clock

_EARLIEST = date(1990, 1, 1).toordinal()


class Between(NamedTuple):
    """The first days of stay, from one ordinal to the other, under which bands would be as they were charged."""

    first: int
    last: int

    def within(self, other: "Between") -> "Between":
        """Those that both allow; none where the first comes after the last."""
        return Between(max(self.first, other.first), min(self.last, other.last))


def _starts(band: int, day: int, readings: Readings) -> Between:
    """The first days of stay with which a band begins on a day; with a later one it begins later."""
    near = day - round((band - 1) * KC_114_YEAR)
    fits = [first for first in range(near - 4, near + 4) if Clock(first, None).year_start(band, readings) == day]
    before = [first for first in range(near - 4, near + 4) if Clock(first, None).year_start(band, readings) < day]
    return Between(fits[0], fits[-1]) if fits else Between(before[-1] + 1, before[-1])


def whole_month(month: Month, band: int, bands: int, readings: Readings) -> Between:
    """The first days of stay that give a whole month a band."""
    first, last = month.span
    earliest = _EARLIEST if band == bands else _starts(band + 1, last + 1, readings).first
    return Between(earliest, _starts(band, first, readings).last)


def counted(finding: Finding, month: Month, percents: Sequence[int], readings: Readings) -> Between:
    """The first days of stay that give a month the percentages of a finding `other_band`."""
    band = percents.index(int(str(finding.facts["percent"]))) + 1
    if "day" not in finding.facts:
        return whole_month(month, band, len(percents), readings)
    return _starts(band, date.fromisoformat(str(finding.facts["day"])).toordinal(), readings)


def with_clock(
    child: Child,
    checked: Iterable[Checked],
    charges: Iterable[Charge],
    percents: Sequence[int],
    readings: Readings,
) -> None:
    """Say of every charge of a child at another band from which day its years seem to have been counted.

    Where one day fits all of them, and what was charged rightly, it is that; else each speaks for itself.
    """
    wrong = [
        each
        for each in checked
        if each.finding.code == "other_band"
        and each.first == each.last
        and each.finding.facts["percent"] in percents
        and "readings" not in each.finding.facts
    ]
    if not wrong:
        return
    own = [counted(each.finding, each.first, percents, readings) for each in wrong]
    months = {(each.gmina[:6], each.first) for each in wrong}
    right = [
        whole_month(charge.month, band, len(percents), readings)
        for charge in charges
        if (charge.gmina[:6], charge.month) not in months and (band := _band_of(charge))
    ]
    together = _all(own)
    with_right = _all([together, *right])
    fits = with_right if with_right.first <= with_right.last else together
    for each, its in zip(wrong, own, strict=True):
        between = fits if fits.first <= fits.last else its
        each.findings = (_said(each.finding, between, child), *each.findings[1:])


def _all(its: Sequence[Between]) -> Between:
    found = its[0]
    for each in its[1:]:
        found = found.within(each)
    return found


def _band_of(charge: Charge) -> int | None:
    """The one band of a whole month; None where it has several, or none."""
    bands = {segment.band for line in charge.lines for segment in line.segments}
    days = {line.days for line in charge.lines}
    whole = charge.month.span.days in days
    return bands.pop() if whole and len(bands) == 1 else None


def _said(finding: Finding, between: Between, child: Child) -> Finding:
    if between.first > between.last:  # on that day it never begins
        return finding
    first = None if between.first <= _EARLIEST else date.fromordinal(between.first).isoformat()
    facts: dict[str, Any] = {**finding.facts, "counted_from": first}
    facts["counted_to"] = date.fromordinal(between.last).isoformat()
    starts = [placement.start for stay in child.stays for placement in stay.placements]
    hits = [day for day in starts if between.first <= day.toordinal() <= between.last]
    if len(hits) == 1 and first is not None:
        facts["placement"] = hits[0].isoformat()
    return Finding(finding.code, facts, finding.evidence)

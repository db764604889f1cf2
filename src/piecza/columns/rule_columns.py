"""The law and the readings as numbers, ready for the compiled rule, and the table of the gmina's parts of a day.

An option of a reading is its place in the contract's list: 0 is the first, and the default where there is one.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from piecza.case.child import FACILITY_FORMS
from piecza.columns.case_columns import FORMS, GROUNDS, KINDS, PLACE, STATE_FINANCED, RowArray
from piecza.columns.kernel.compiled_numbers import Ints
from piecza.costs.cost_entries import COORDINATOR
from piecza.dates import FOREVER, Month, months
from piecza.law.act import Act, Share
from piecza.readings import READINGS, Readings

UNCOVERED = -1
"""In place of a part: no entry of the law covers the day."""

DAYS = np.dtype([("first", PLACE), ("last", PLACE)])
FORM = np.dtype([("facility", PLACE), ("emergency", PLACE)])
PART = np.dtype([("percent", PLACE), ("band", PLACE), ("exempt", PLACE)])


class RuleColumns(NamedTuple):
    """What the compiled rule asks of the months, the readings and the law.

    ``share_of[version, facility, year]`` is a part's place in the table of parts for a year of stay, ``UNCOVERED``
    where the law says nothing, ``band_of[version, year]`` the band; years are those up to the last band.
    ``exempt_share[reason, band]`` is the part of an exempt day, where reasons are those of `CaseColumns`, then
    emergency care, then the coordinator left out. A version begins on each of ``change_days``, the first one before
    all of them.
    """

    months: RowArray
    """The months asked for: the first and the last day."""
    first_month: int
    """The first of them, counted from the beginning of our era."""
    year_boundary: int
    leap_day: int
    after_return: int
    pre_2012_return: int
    leaving_day: int
    transfer_day: int
    mid_month: int
    divisor: int
    rounding: int
    emergency_care: int
    facility_days: int
    base_rounding: int
    coordinator: int
    coordinator_kind: int
    coordinator_since: int
    duty: int
    forms: RowArray
    """By form: whether it is a ``facility`` (art. 191 ust. 10), and whether it is ``emergency`` care."""
    change_days: Ints
    share_of: Ints
    band_of: Ints
    exempt_share: Ints
    reasons: RowArray
    """By reason: the first and the last day on which it exempts, under the readings."""
    before_duty: int
    coordinator_full: int
    parts: RowArray
    """By part: the percentage, the band (0 where it has none), and whether it is 0 % for a reason."""


class _Parts:
    """The different parts of a day, numbered as they come."""

    def __init__(self) -> None:
        self.numbers: dict[Share, int] = {}

    def number(self, share: Share) -> int:
        return self.numbers.setdefault(share, len(self.numbers))


def rule_columns(
    act: Act, readings: Readings, first: Month, last: Month, bases: Sequence[str]
) -> tuple[RuleColumns, list[Share]]:
    """The rule for some months under settled readings, and the table of parts; ``bases`` are those of the case."""
    parts = _Parts()
    share_of, band_of = _by_version(act, parts)
    by_ground = [act.exemption_of[ground] for ground in GROUNDS[:STATE_FINANCED]]
    shares = [share for *_, share in by_ground]
    shares += [Share(0, None, basis, GROUNDS[STATE_FINANCED]) for basis in bases]
    shares += [act.emergency_share, act.coordinator_excluded]
    exempt_share = [
        [parts.number(share._replace(band=band or None)) for band in range(act.last_band + 1)] for share in shares
    ]
    of_grounds = [
        (since if getattr(readings, reading) == "pays" else 0, until) for reading, since, until, _ in by_ground
    ]
    before_duty, full = parts.number(act.before_duty), parts.number(act.coordinator_full)
    table = list(parts.numbers)
    asked = list(months(first, last))
    options = {
        name: READINGS[name].options.index(getattr(readings, name)) for name in READINGS if name in RuleColumns._fields
    }
    rule = RuleColumns(
        **options,
        first_month=first.year * 12 + first.month - 1,
        months=_rows(DAYS, [month.span for month in asked]),
        coordinator_kind=KINDS.index(COORDINATOR),
        coordinator_since=act.coordinator.since.toordinal(),
        duty=act.duty.since.toordinal(),
        forms=_rows(FORM, [(form in FACILITY_FORMS, form in act.emergency.forms) for form in FORMS]),
        change_days=np.array(act.change_days, np.int64),
        share_of=share_of,
        band_of=band_of,
        exempt_share=np.array(exempt_share, np.int64),
        reasons=_rows(DAYS, [*of_grounds, *((0, FOREVER) for _ in bases)]),
        before_duty=before_duty,
        coordinator_full=full,
        parts=_rows(PART, [(share.percent, share.band or 0, share.exempt is not None) for share in table]),
    )
    return rule, table


def _by_version(act: Act, parts: _Parts) -> tuple[Ints, Ints]:
    """The part of a year of stay, and its band, by the version of the bands that holds."""
    days = act.change_days
    share_of = np.full((len(days) + 1, 2, act.last_band + 1), UNCOVERED, np.int64)
    band_of = np.zeros((len(days) + 1, act.last_band + 1), np.int64)
    for version in range(len(days) + 1):
        day = days[version - 1] if version else days[0] - 1
        covered = 0 < version <= len(act.bands)
        for year in range(1, act.last_band + 1):
            band_of[version, year] = act.band(day, year)
            for facility in (False, True):
                if covered:
                    share_of[version, int(facility), year] = parts.number(act.share(day, year, facility=facility))
    return share_of, band_of


def _rows(columns: np.dtype[Any], rows: Sequence[tuple[int, ...]]) -> RowArray:
    return np.array(rows, columns).view(np.recarray)

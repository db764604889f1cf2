"""The year of stay (*rok pobytu dziecka w pieczy zastępczej*, art. 191 ust. 9–11).

Every day of a stay has one. It is counted from the stay's first day, not the calendar year, and runs on through moves
from one family or facility to another: the Act counts years "w pieczy zastępczej". When a year ends, and whether the
clock of an earlier stay goes on, is what the readings ``year_boundary``, ``leap_day``, ``after_return`` and
``pre_2012_return`` decide.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count
from typing import NamedTuple, TypeVar

from piecza.case.bearing_days import days_of_stay
from piecza.case.child import Child, Stay
from piecza.case.flaws import flaws_of_child
from piecza.case.same_gmina import SameGmina, one_gmina
from piecza.costs.open_readings import choices, decisive, needed
from piecza.dates import Span, anniversary
from piecza.errors.problems import InputError, ReadingNeeded
from piecza.law.act import Act
from piecza.law.law_in_force import Law, shipped_law
from piecza.readings import READINGS, Readings

KC_114_YEAR = 365
"""Days of a year where the term need not be continuous (KC art. 114)."""

ADULTS_NAMED_SINCE = date(2023, 2, 1)
"""Since when art. 191 ust. 11 names art. 37 ust. 2–6, and so the times of adults; before it their clock is inferred."""

T = TypeVar("T")
_OPEN = ("after_return", "pre_2012_return")


class Clock(NamedTuple):
    """The years of one stay: its first day (an ordinal), and the days of earlier stays (None: it begins anew)."""

    first: int
    before: int | None

    def year_start(self, year: int, readings: Readings) -> int:
        """The first day of a year of stay (an ordinal); before the stay's own first day where earlier days count."""
        if self.before is not None or readings.year_boundary == "kc114":
            return self.first + (year - 1) * KC_114_YEAR - (self.before or 0)
        if year == 1:
            return self.first
        if readings.year_boundary == "kc112":  # the year ends with the anniversary, in February by its last day
            return anniversary(self.first, year - 1, leap_day_on_march_1=False) + 1
        return anniversary(self.first, year - 1, leap_day_on_march_1=readings.leap_day == "march_1")

    def year(self, day: int, readings: Readings) -> int:
        """The year of stay of a day (an ordinal) of this stay."""
        at_least = max(1, (day - self.first) // 367)  # no year is longer, whatever ends it
        return next(year for year in count(at_least) if day < self.year_start(year + 1, readings))

    def band_starts(self, days: Span, bands: int, readings: Readings) -> list[tuple[int, int]]:
        """The days (ordinals) of a span from which each band holds: its first day, and the years that begin in it."""
        band, later = 1, []
        for year in range(2, bands + 1):
            first = self.year_start(year, readings)
            if first <= days.first:
                band = year
            elif first <= days.last:
                later.append((first, year))
        return [(days.first, band), *later]


class Timed(NamedTuple):
    """A stay with its days of stay, its clock, and whether art. 238 ust. 1 takes it out of the gmina's duty.

    ``spans`` are the days of its placements.
    """

    stay: Stay
    spans: Sequence[Span]
    days: Span
    clock: Clock
    before_duty: bool


StayDays = tuple[list[Span], Span]
"""The days of a stay's placements, and its own."""


def days_of_stays(child: Child, readings: Readings) -> list[StayDays]:
    """The days of a child's stays (``leaving_day``)."""
    days = []
    for stay in child.stays:
        spans = [placement.span for placement in stay.placements]
        days.append((spans, days_of_stay(spans, readings, ended=stay.end is not None)))
    return days


def timed(
    child: Child, readings: Readings, act: Act, same_gmina: SameGmina, days: Sequence[StayDays] | None = None
) -> list[Timed]:
    """The stays of a child with their clocks, under settled readings; ``same_gmina`` is the case's.

    ``days`` are those of its stays, where they are known.
    """
    duty = act.duty.since
    placed_before = child.stays[0].start < duty
    stays: list[Timed] = []
    for index, (stay, (spans, own_days)) in enumerate(
        zip(child.stays, days or days_of_stays(child, readings), strict=True)
    ):
        before = None
        if index and _counts_on(child.stays[index - 1], stay, readings, duty, same_gmina):
            before = (stays[-1].clock.before or 0) + stays[-1].days.days
        before_duty = stay.start < duty or (placed_before and readings.pre_2012_return == "exempt")
        stays.append(Timed(stay, spans, own_days, Clock(own_days.first, before), before_duty))
    return stays


def _counts_on(earlier: Stay, stay: Stay, readings: Readings, duty: date, same_gmina: SameGmina) -> bool:
    """Whether a stay continues the clock of the one before.

    That it never does after an adoption is inferred: the child is then no longer the same family's case.
    """
    if earlier.start < duty <= stay.start and readings.pre_2012_return == "pays":
        return False
    match earlier.ended_by:
        case "adulthood":  # art. 37 ust. 4–5, art. 191 ust. 11: such times are counted in; earlier ones are inferred
            return True
        case "return_home" | "other" | None:
            if readings.after_return == "reset_if_gmina_changes":
                return one_gmina(stay.gmina, earlier.gmina, same_gmina)
            return readings.after_return == "sum"
        case _:  # adoption; after death no stay follows
            return False


class BandChange(NamedTuple):
    """A day on which a band begins: the stay's gmina, the year of stay and the gmina's percentage from that day."""

    day: date
    gmina: str
    year: int
    band: int
    percent: int


def year_of_stay(
    child: Child, day: date, readings: Readings | None = None, *, same_gmina: SameGmina = (), law: Law | None = None
) -> int | None:
    """The year of stay of a day, from 1 on; None where it is no day of stay (art. 191 ust. 9–11).

    Without ``readings`` the defaults hold, without ``law`` that of the library; ``same_gmina`` is as in a case. Days at
    0 % have a year too: exemptions do not stop the clock.

    InputError where the child's stays are not in order; ReadingNeeded where the year depends on ``after_return`` or
    ``pre_2012_return`` and that was not chosen.
    """

    def work(chosen: Readings) -> int | None:
        at = day.toordinal()
        for _, _, days, clock, _ in timed(child, chosen, (law or shipped_law()).act, same_gmina):
            if days.first <= at <= days.last:
                return clock.year(at, chosen)
        return None

    return _settled(child, readings or Readings(), work)


def band_changes(
    child: Child, readings: Readings | None = None, *, same_gmina: SameGmina = (), law: Law | None = None
) -> tuple[BandChange, ...]:
    """The days on which a band begins, the first day of every stay included, in order (art. 191 ust. 9–10).

    A stay that art. 238 ust. 1 takes out of the gmina's duty has none; exemptions and the reading ``mid_month`` do not
    move them. Without ``readings`` the defaults hold, without ``law`` that of the library; ``same_gmina`` is as in a
    case.

    InputError where the child's stays are not in order; ReadingNeeded where a day depends on ``after_return`` or
    ``pre_2012_return`` and that was not chosen.
    """

    def work(chosen: Readings) -> tuple[BandChange, ...]:
        act = (law or shipped_law()).act
        changes: list[BandChange] = []
        for stay, _, days, clock, before_duty in timed(child, chosen, act, same_gmina):
            if days.days and not before_duty:
                changes += _of_stay(stay.gmina, days, clock, act, chosen)
        return tuple(changes)

    return _settled(child, readings or Readings(), work)


def _of_stay(gmina: str, days: Span, clock: Clock, act: Act, readings: Readings) -> Iterator[BandChange]:
    """The days of a stay on which a band begins: its first day, those of years, and of other versions of the bands."""
    turns = {first for first, _ in clock.band_starts(days, act.last_band, readings)}
    before: tuple[int, int] | None = None
    for day in sorted(turns | {day for day in act.band_days if days.first < day <= days.last}):
        year = clock.year(day, readings)
        band, percent = act.band(day, year), act.share(day, year, facility=False).percent
        if before != (band, percent):
            yield BandChange(date.fromordinal(day), gmina, year, band, percent)
        before = band, percent


def _settled(child: Child, readings: Readings, work: Callable[[Readings], T]) -> T:
    """The result for a child, if it does not depend on an open reading."""
    flaws = list(flaws_of_child(child, "", readings))
    if flaws:
        raise InputError(flaws)
    names = [name for name in _OPEN if name in readings.unchosen]
    results = {choice: work(chosen) for choice, chosen in choices(readings, tuple(names)).items()}
    asked = decisive(names, [*results], lambda one, other: results[one] != results[other])
    if asked:
        raise ReadingNeeded(needed(name, [child.id], dict.fromkeys(READINGS[name].options)) for name in asked)
    return next(iter(results.values()))

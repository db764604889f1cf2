"""Art. 191 of the Act: which percentage holds from which day, by which provision, read where and when."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator

from piecza.dates import FOREVER
from piecza.errors.problems import InputError, problem
from piecza.language.text import Text
from piecza.law.dated import Certainty, DatedLaw, Entry, Source, shipped
from piecza.model import Amount, Model


class Duty(Entry):
    """The first day of the gmina's duty (art. 238 ust. 1)."""

    basis: str
    exempt: str


class Bands(Entry):
    """The percentages of the years of stay, the last for every later year, and the paragraph for each kind of care."""

    percent: tuple[Annotated[int, Field(ge=0, le=100)], ...] = Field(min_length=1)
    family: str
    facility: str

    @property
    def worth(self) -> str:
        """The percentages in order, and the paragraphs."""
        return f"{'/'.join(map(str, self.percent))} % ({self.family}; {self.facility})"

    def band(self, year: int) -> int:
        """The band of a year of stay: the last is that of every later year."""
        return min(year, len(self.percent))


class ExemptionRule(Entry):
    """Grounds on which the gmina owes nothing from a day on, and the reading for the days before it."""

    reading: str
    grounds: tuple[str, ...] = Field(min_length=1)
    basis: str

    @property
    def worth(self) -> str:
        """The provision."""
        return self.basis


class NoExemption(NamedTuple):
    """That a ground does not exempt on some days, by the rule that holds on others."""

    certainty: Certainty
    source: Source
    worth: str = "–"


class Emergency(Model):
    """Forms of care for which the gmina owes nothing under one option of a reading."""

    reading: str
    forms: tuple[str, ...]
    basis: str
    exempt: str
    certainty: Certainty
    source: Source


class CoordinatorRule(Entry):
    """What the gmina owes for a coordinator under the options of a reading that are no percentage of the base."""

    reading: str
    full: str
    excluded: str


class FamilyCostRule(Entry):
    """Costs of a family that fall to its children from a day on, and the reading that divides them.

    ``forms`` are the forms of care whose costs of the kind art. 192 names; empty where it does not say.
    """

    kind: str
    forms: tuple[str, ...] = ()
    basis: str
    reading: str


class OutsideAmount(Model):
    """What the state pays a month for a child, from a day on, and how sure that is."""

    since: date = Field(alias="from")
    until: date | None = None
    amount: Amount
    certainty: Certainty


class Outside(Model):
    """What a gmina never shares, by the words it may be called, and why; with ``amounts`` where they are set by law."""

    kinds: tuple[str, ...] = Field(min_length=1)
    basis: str
    reason: Text
    amounts: tuple[OutsideAmount, ...] = ()
    certainty: Certainty
    source: Source


class Share(NamedTuple):
    """The gmina's part of a day: its percentage, the band (None before the duty), the provision, and why it is 0."""

    percent: int
    band: int | None
    basis: str
    exempt: str | None = None


class Act(DatedLaw):
    """Art. 191 as the library knows it."""

    text_read: str
    duty: Duty
    bands: tuple[Bands, ...] = Field(min_length=1)
    exemptions: tuple[ExemptionRule, ...]
    emergency: Emergency
    coordinator: CoordinatorRule
    family_costs: tuple[FamilyCostRule, ...]
    outside: tuple[Outside, ...]

    @model_validator(mode="after")
    def _covers_every_day_once(self) -> Self:
        first, last = self.bands[0], self.bands[-1]
        if first.since != self.duty.since:
            raise ValueError(f"the duty begins on {self.duty.since}, its bands on {first.since}")
        for before, after in pairwise(self.bands):
            if before.until is None or before.until + timedelta(days=1) != after.since:
                raise ValueError(f"bands until {before.until} and from {after.since} leave a gap or overlap")
        for entry in (*self.bands, *self.exemptions):
            if entry.until is not None and entry.until < entry.since:
                raise ValueError(f"an entry from {entry.since} ends before, on {entry.until}")
        if last.until is not None and last.until < self.verified_until:
            raise ValueError(f"verified until {self.verified_until}, but the bands end on {last.until}")
        grounds = [ground for rule in self.exemptions for ground in rule.grounds]
        if len(grounds) != len(set(grounds)):
            raise ValueError("a ground stands in two exemptions")
        for one, other in pairwise(self.family_costs):
            if one.kind == other.kind and (one.until is None or one.until + timedelta(days=1) != other.since):
                raise ValueError(f"the rules of {other.kind} leave a gap or overlap on {other.since}")
        return self

    @cached_property
    def band_days(self) -> tuple[int, ...]:
        """The days (ordinals) on which a version of the bands begins, in order."""
        return tuple(bands.since.toordinal() for bands in self.bands)

    @cached_property
    def change_days(self) -> tuple[int, ...]:
        """The days (ordinals) on which the bands change: those, and the day after the last version ended."""
        until = self.bands[-1].until
        return self.band_days if until is None else (*self.band_days, until.toordinal() + 1)

    @cached_property
    def _shares(self) -> dict[tuple[int, bool, int], Share]:
        return {
            (version, facility, band): Share(
                percent, band, f"{bands.facility if facility else bands.family} pkt {band}"
            )
            for version, bands in enumerate(self.bands)
            for facility in (False, True)
            for band, percent in enumerate(bands.percent, start=1)
        }

    def share(self, day: int, year: int, *, facility: bool) -> Share:
        """The gmina's part of a day (an ordinal) in a year of stay, in a family or a facility (art. 191 ust. 9 and 10).

        A day that no entry covers is refused with the code ``no_rule``.
        """
        version = bisect_right(self.band_days, day) - 1
        until = self.bands[version].until
        if version < 0 or (until is not None and day > until.toordinal()):
            at = date.fromordinal(day)
            raise InputError([problem("no_rule", value=at, day=at)])
        return self._shares[version, facility, self.bands[version].band(year)]

    def percents(self, day: int) -> tuple[int, ...]:
        """The percentages of the bands on a day (an ordinal), in order."""
        return self._version(day).percent

    def band(self, day: int, year: int) -> int:
        """The band of a year of stay by the version of the bands of a day (an ordinal), or the nearest one."""
        return self._version(day).band(year)

    def _version(self, day: int) -> Bands:
        return self.bands[max(0, bisect_right(self.band_days, day) - 1)]

    @cached_property
    def before_duty(self) -> Share:
        """The gmina's part of a stay that began before its duty."""
        return Share(0, None, self.duty.basis, self.duty.exempt)

    @cached_property
    def emergency_share(self) -> Share:
        """The gmina's part of emergency care under the reading that exempts it."""
        return Share(0, None, self.emergency.basis, self.emergency.exempt)

    @cached_property
    def coordinator_full(self) -> Share:
        """The gmina's part of a coordinator's cost under the reading by which it bears the child's whole part."""
        return Share(100, None, self.coordinator.full)

    @cached_property
    def coordinator_excluded(self) -> Share:
        """The gmina's part of a coordinator's cost under the reading by which it bears none."""
        return Share(0, None, self.coordinator.excluded, "coordinator")

    @cached_property
    def outside_of(self) -> dict[str, Outside]:
        """What a gmina never shares, by every word it may be called."""
        return {kind: entry for entry in self.outside for kind in entry.kinds}

    def family_rules(self, kind: str) -> list[FamilyCostRule]:
        """The rules of a kind of family cost in order of time; the first one says since when it falls to children."""
        return [rule for rule in self.family_costs if rule.kind == kind]

    def dividing_reading(self, kind: str) -> str:
        """The reading by which a kind of family cost is divided; it is the same in every version of the rule."""
        return self.family_rules(kind)[0].reading

    def family_rule(self, kind: str, day: date) -> FamilyCostRule:
        """The rule by which a family cost that begins on a day falls to the children."""
        return next(rule for rule in reversed(self.family_rules(kind)) if rule.since <= day)

    @cached_property
    def last_band(self) -> int:
        """The highest band of any version: from that year of stay on no version changes its band."""
        return max(len(bands.percent) for bands in self.bands)

    @cached_property
    def exemption_of(self) -> dict[str, tuple[str, int, int, Share]]:
        """By ground: the reading for earlier days, the first and the last day of the rule, and the gmina's part."""
        return {
            ground: (
                rule.reading,
                rule.since.toordinal(),
                rule.until.toordinal() if rule.until else FOREVER,
                Share(0, None, rule.basis, ground),
            )
            for rule in self.exemptions
            for ground in rule.grounds
        }


@cache
def art_191() -> Act:
    """Art. 191 as shipped with the library, loaded once."""
    return shipped("art-191.toml", Act)

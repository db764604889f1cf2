"""What the children of a case cost in the months asked for, as far as it has to be worked out.

Everything is worked out when it is first needed, and once: monthly costs child by child, costs of families family by
family, for each choice of the readings on which they depend.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from piecza.case.bearing_days import cost_bearers, days_of_stay
from piecza.case.case import Case
from piecza.case.child import Placement
from piecza.case.cost_facts import Announcement, FamilyKind
from piecza.case.presence import Presence, presences, there_for
from piecza.costs.averages import in_force
from piecza.costs.benefits import PaidRate, PowiatRates, benefits
from piecza.costs.cost_entries import COORDINATOR, FamilyExpense, MonthlyEntry, WorkedOut
from piecza.costs.families import ChildPart, Division, divide, option_of
from piecza.costs.open_readings import Choice, choices
from piecza.dates import Span
from piecza.errors.problems import InputError, Problem, problem
from piecza.errors.shown import masked
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.law.benefit_rates import UnknownRate
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law
from piecza.money import to_grosze
from piecza.readings import Readings

DIVIDING_READINGS = ("wage_apportionment", "lodging_split")
"""The readings by which costs of families are divided."""

FAMILY_READINGS = (*DIVIDING_READINGS, COORDINATOR)
"""The readings that are about costs of families."""


class Monthly(NamedTuple):
    """What a full month of a placement costs on some days, and what that comes from.

    ``grosze`` is None where it is not known. ``paid`` are the benefits it adds up from, or ``announcement`` is the
    place of the announcement that says so.
    """

    days: Span
    grosze: int | None
    source: str
    paid: tuple[PaidRate, ...] = ()
    announcement: int | None = None

    @property
    def unknown(self) -> list[UnknownRate]:
        """The benefits of which neither the powiat nor the statute says the amount."""
        return [rate.minimum for rate in self.paid if rate.powiat is None and isinstance(rate.minimum, UnknownRate)]


class FamilyShare(NamedTuple):
    """A child's part of a family cost (``place`` in the case), over one run of its days in the family, in grosze."""

    place: int
    division: Division
    part: ChildPart
    days: Span
    grosze: int


class Costing:
    """The costs of a case over the days asked for, under a law. Readings are settled; ``readings`` are the case's."""

    def __init__(self, case: Case, asked: Span, law: Law) -> None:
        self.case = case
        self.readings = case.readings.settled()
        self.asked = asked
        self.law = law
        self._monthly: dict[tuple[object, ...], dict[tuple[int, int], list[Monthly]]] = {}
        self._divisions: dict[tuple[object, ...], dict[int, Division]] = {}

    # Monthly costs

    @cached_property
    def _powiat(self) -> PowiatRates:
        return PowiatRates(self.case.powiat_rates)

    @cached_property
    def _announcements(self) -> dict[str, list[tuple[int, Announcement]]]:
        by_facility: dict[str, list[tuple[int, Announcement]]] = {}
        for index, announcement in enumerate(self.case.announcements):
            by_facility.setdefault(announcement.facility, []).append((index, announcement))
        return by_facility

    def monthly(self, child: int, readings: Readings) -> dict[tuple[int, int], list[Monthly]]:
        """By stay and placement: what its months cost on the days asked for that it bears, where it is worked out."""
        key = (child, readings.transfer_day, readings.leaving_day)
        if key not in self._monthly:
            self._monthly[key] = dict(self._of_placements(child, readings))
        return self._monthly[key]

    def _of_placements(self, child: int, readings: Readings) -> Iterator[tuple[tuple[int, int], list[Monthly]]]:
        for number, stay in enumerate(self.case.children[child].stays):
            if any(placement.monthly_cost_from for placement in stay.placements):
                spans = [placement.span for placement in stay.placements]
                days = days_of_stay(spans, readings, ended=stay.end is not None)
                for index, borne in enumerate(cost_bearers(spans, days, readings.transfer_day)):
                    asked, placement = borne.within(self.asked), stay.placements[index]
                    if asked.days and placement.monthly_cost_from:
                        path = f"children[{child}].stays[{number}].placements[{index}]"
                        yield (number, index), list(self._of_placement(placement, asked, path))

    def _of_placement(self, placement: Placement, days: Span, path: str) -> Iterator[Monthly]:
        if placement.monthly_cost_from == "rates":
            for run, paid in benefits(placement, days, self._powiat, self.law.rates):
                amounts = [rate.grosze for rate in paid if rate.grosze is not None]
                known = len(amounts) == len(paid)
                yield Monthly(run, sum(amounts) if known else None, f"{path}.monthly_cost_from", paid)
        else:
            for run, index in in_force(self._announcements.get(placement.facility or "", ()), days):
                grosze = None if index is None else to_grosze(self.case.announcements[index].amount)
                yield Monthly(run, grosze, f"announcements[{index}]", announcement=index)

    def entries(self, readings: Readings) -> list[tuple[Placement, Monthly]]:
        """Every monthly cost that is worked out, with its placement."""
        return [
            (child.stays[stay].placements[index], entry)
            for number, child in enumerate(self.case.children)
            for (stay, index), monthly in self.monthly(number, readings).items()
            for entry in monthly
        ]

    def origin(self, child: int, source: str, day: int, readings: Readings) -> Monthly | None:
        """What the monthly cost of a day was worked out from; None where it is given."""
        entries = (entry for monthly in self.monthly(child, readings).values() for entry in monthly)
        return next((e for e in entries if e.source == source and e.days.first <= day <= e.days.last), None)

    def flaws(self, readings: Readings) -> list[Problem]:
        """The amounts that are not known for the days asked for: benefits by placement, of each facility once."""
        problems: list[Problem] = []
        facilities: dict[str, set[int]] = {}
        for number in range(len(self.case.children)):
            for (stay, index), monthly in self.monthly(number, readings).items():
                placement = self.case.children[number].stays[stay].placements[index]
                problems += self._unknown_rates(number, placement, monthly)
                missing = (entry.days for entry in monthly if entry.grosze is None and not entry.paid)
                for days in missing:
                    facilities.setdefault(placement.facility or "", set()).update(range(days.first, days.last + 1))
        for name, missing_days in facilities.items():
            for _, run in groupby(enumerate(sorted(missing_days)), key=lambda pair: pair[1] - pair[0]):
                (_, first), *others = run
                start, end = date.fromordinal(first), date.fromordinal(others[-1][1] if others else first)
                problems.append(problem("announcement_missing", "announcements", name, start=start, end=end))
        return problems

    def _unknown_rates(self, child: int, placement: Placement, monthly: Sequence[Monthly]) -> Iterator[Problem]:
        """What a placement lacks: each run of days of a gap once."""
        gaps: dict[tuple[str, date], list[tuple[UnknownRate, Span, str]]] = {}
        for entry in monthly:
            for unknown in entry.unknown:
                runs = gaps.setdefault((unknown.benefit, unknown.start), [])
                if runs and runs[-1][1].last + 1 == entry.days.first:
                    runs[-1] = unknown, Span(runs[-1][1].first, entry.days.last), entry.source
                else:
                    runs.append((unknown, entry.days, entry.source))
        name = masked(self.case.children[child].id)
        whom = Text(pl=", dziecko {child}, umieszczenie od {start}", en=", child {child}, placement from {start}")
        said = whom.fill(child=name, start=written_day(placement.start))
        for gap, days, source in (run for runs in gaps.values() for run in runs):
            start, end = (date.fromordinal(day) for day in days)
            yield gap.problem(start, end, source, None, said)._replace(child=name)

    # Costs of families

    @cached_property
    def _family_costs(self) -> dict[str, list[int]]:
        """By family, the places of its costs."""
        by_family: dict[str, list[int]] = {}
        for index, cost in enumerate(self.case.family_costs):
            by_family.setdefault(cost.family, []).append(index)
        return by_family

    @cached_property
    def _members(self) -> dict[str, list[int]]:
        """By family, the places of the children with a placement in it."""
        by_family: dict[str, dict[int, None]] = {}
        for index, child in enumerate(self.case.children):
            for name in (placement.family for stay in child.stays for placement in stay.placements):
                if name in self._family_costs:
                    by_family.setdefault(name, {})[index] = None
        return {name: list(members) for name, members in by_family.items()}

    @cached_property
    def places(self) -> list[int]:
        """The places of all costs of families that have a day asked for."""
        return [index for index, cost in enumerate(self.case.family_costs) if cost.span.meets(self.asked)]

    def there(self, family: str, readings: Readings) -> list[Presence]:
        """Who is in a family on which days."""
        members = ((index, self.case.children[index]) for index in self._members[family])
        return presences(members, readings).get(family, [])

    def divisions(self, family: str, readings: Readings) -> dict[int, Division]:
        """By place, how each cost of a family is divided; a cost that cannot be divided is missing."""
        key = (family, *(getattr(readings, name) for name in ("transfer_day", "leaving_day", *DIVIDING_READINGS)))
        if key not in self._divisions:
            there, divided = self.there(family, readings), {}
            for index in self._family_costs[family]:
                cost = self.case.family_costs[index]
                present = there_for(cost, there, self.case.children)
                divided[index] = divide(cost, present, option_of(cost, readings, self.law.act))
            self._divisions[key] = {index: division for index, division in divided.items() if division}
        return self._divisions[key]

    def division(self, place: int, readings: Readings) -> Division | None:
        """How the family cost at a place is divided; None where it cannot be."""
        return self.divisions(self.case.family_costs[place].family, readings).get(place)

    def _costs_of(self, child: int) -> list[int]:
        """The places of the costs of a child's families with a day asked for, on which it is placed there."""
        if not self.places:
            return []
        placements = [placement for stay in self.case.children[child].stays for placement in stay.placements]
        places = {
            index
            for placement in placements
            for index in self._family_costs.get(placement.family or "", ())
            if (days := self.case.family_costs[index].span).meets(placement.span) and days.meets(self.asked)
        }
        return sorted(places)

    def _families_of(self, child: int) -> set[str]:
        """The families in which a child is ever placed and which have any cost."""
        placements = (placement for stay in self.case.children[child].stays for placement in stay.placements)
        return {placement.family for placement in placements if placement.family in self._family_costs}

    def shares(self, child: int, readings: Readings) -> Iterator[tuple[int, FamilyShare]]:
        """A child's parts of the costs of its families, run of days by run of days, each with its stay.

        All of them can be divided (see `possible`).
        """
        for place in self._costs_of(child):
            division = self.divisions(self.case.family_costs[place].family, readings)[place]
            for part in division.parts:
                if part.child == child and part.weight:
                    for stay, days, grosze in part.runs:
                        yield stay, FamilyShare(place, division, part, days, grosze)

    def share(self, child: int, source: str, day: int, readings: Readings) -> FamilyShare:
        """The child's part of the family cost at a place, with the run of its days that holds a day."""
        return next(
            share
            for _, share in self.shares(child, readings)
            if f"family_costs[{share.place}]" == source and share.days.first <= day <= share.days.last
        )

    # What the rule charges

    def possible(self, child: int, readings: Readings) -> bool:
        """Whether all that a child costs is known under some readings, and every cost of its families can be divided.

        Costs of other days count as well: a case is refused for any of them.
        """
        monthly = self.monthly(child, readings)
        if not monthly and not self._family_costs:
            return True
        entries = (entry for entries in monthly.values() for entry in entries)
        return all(entry.grosze is not None for entry in entries) and all(
            len(self.divisions(family, readings)) == len(self._family_costs[family])
            for family in self._families_of(child)
        )

    def choices(self, child: int, readings: Readings, names: Sequence[str]) -> dict[Choice, Readings]:
        """The settled readings under every choice of some open ones that is `possible` for a child."""
        if not names:
            return {(): readings.settled()} if self.possible(child, readings) else {}
        made = choices(readings, tuple(names))
        if not {*names}.intersection(DIVIDING_READINGS):  # all choices are possible, or none
            return made if self.possible(child, next(iter(made.values()))) else {}
        return {choice: chosen for choice, chosen in made.items() if self.possible(child, chosen)}

    def of_child(self, child: int, readings: Readings) -> dict[int, WorkedOut]:
        """By stay, what a child costs beyond what its placements and expenses give."""
        monthly = self.monthly(child, readings)
        if not monthly and not self.places:
            return {}
        worked_out: dict[int, WorkedOut] = {}
        for (stay, index), entries in monthly.items():
            worked_out.setdefault(stay, WorkedOut({}, [])).monthly[index] = list(self._charged(entries, readings))
        for stay, share in self.shares(child, readings):
            kind, source = self.case.family_costs[share.place].kind, f"family_costs[{share.place}]"
            expense = FamilyExpense(kind, share.grosze, share.days, source)
            worked_out.setdefault(stay, WorkedOut({}, [])).expenses.append(expense)
        return worked_out

    def _charged(self, entries: list[Monthly], readings: Readings) -> Iterator[MonthlyEntry]:
        """Monthly costs as they are charged: one goes on while only the minimum changes that it is compared with."""
        for (source, _), same in groupby(entries, key=lambda entry: (entry.source, [paid[:3] for paid in entry.paid])):
            first, *others = same
            if first.grosze is None:
                raise InputError(self.flaws(readings))
            last = others[-1] if others else first
            yield MonthlyEntry(Span(first.days.first, last.days.last), first.grosze, source)

    # Readings

    def open_readings(self, readings: Readings) -> list[str]:
        """The readings without a default that were not chosen, those of family costs only where there are such costs.

        A coordinator that a case gives as an expense is charged by the contract's rule while no reading is needed; once
        a family cost needs it, it decides about the expense as well.
        """
        family = self._readings_of(self.places)
        return [name for name in readings.unchosen if name not in FAMILY_READINGS or name in family]

    def family_readings(self, child: int) -> set[str]:
        """The readings on which a child's part of family costs may depend."""
        if not self.places:
            return set()
        return self._readings_of(self._costs_of(child))

    def _readings_of(self, places: Sequence[int]) -> set[str]:
        kinds: set[FamilyKind] = {self.case.family_costs[place].kind for place in places}
        return {self.law.act.dividing_reading(kind) for kind in kinds} | ({COORDINATOR} & kinds)


def rates_used(costing: Costing, readings: Readings) -> LawStamp | None:
    """The stamp of the statutory rates, where a cost was worked out from them or compared with them."""
    used = any(placement.monthly_cost_from == "rates" for placement, _ in costing.entries(readings))
    return costing.law.rates_stamp if used else None

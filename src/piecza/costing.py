"""What the children of a case cost in the months asked for, as far as it has to be worked out.

Monthly costs follow from rates and announcements, whatever the readings; the parts of a family's costs depend on them.
Everything is worked out when it is first needed, and once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from piecza._messages import LANGS
from piecza._words import FORMS, zlote
from piecza.care import Placement
from piecza.case import Case
from piecza.costs import NOTHING, FamilyExpense, MonthlyEntry, WorkedOut
from piecza.costs.averages import Announcement, differs_from_rule, in_force, out_of_date
from piecza.costs.benefits import PaidRate, PowiatRates, benefits
from piecza.costs.families import (
    Division,
    FamilyKind,
    Part,
    Presence,
    Presences,
    divide,
    idle_days,
    option_of,
    presences,
    there_for,
)
from piecza.dates import Span
from piecza.errors import InputError, Problem, problem
from piecza.law import Law
from piecza.law.rates import Rate, Rates, UnknownRate
from piecza.money import to_grosze
from piecza.readings import Readings
from piecza.results import Notice, notice

FAMILY_READINGS = ("wage_apportionment", "lodging_split", "coordinator")
"""The readings that are about costs of families and about nothing else."""


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
        return [each.minimum for each in self.paid if each.powiat is None and isinstance(each.minimum, UnknownRate)]


class Share(NamedTuple):
    """A child's part of a family cost (``place`` in the case), over one run of its days in the family, in grosze."""

    place: int
    division: Division
    part: Part
    days: Span
    grosze: int


class Costing:
    """The costs of a case over the days asked for, under a law and its rates."""

    def __init__(self, case: Case, asked: Span, law: Law, statute: Rates) -> None:
        self.case = case
        self.asked = asked
        self.law = law
        self.statute = statute
        self._monthly: dict[int, dict[tuple[int, int], list[Monthly]]] = {}
        self._divisions: dict[tuple[str | None, ...], dict[int, Division]] = {}
        self._shares: dict[tuple[str | None, ...], dict[int, dict[int, list[FamilyExpense]]]] = {}

    # Monthly costs

    @cached_property
    def _powiat(self) -> PowiatRates:
        return PowiatRates(self.case.powiat_rates)

    @cached_property
    def _announcements(self) -> dict[str, list[tuple[int, Announcement]]]:
        found: dict[str, list[tuple[int, Announcement]]] = {}
        for index, each in enumerate(self.case.announcements):
            found.setdefault(each.facility, []).append((index, each))
        return found

    def monthly(self, child: int) -> dict[tuple[int, int], list[Monthly]]:
        """By stay and placement: what its months cost on the days asked for, where that is worked out."""
        if child not in self._monthly:
            self._monthly[child] = {
                (number, index): list(
                    self._of_placement(placement, f"children[{child}].stays[{number}].placements[{index}]")
                )
                for number, stay in enumerate(self.case.children[child].stays)
                for index, placement in enumerate(stay.placements)
                if placement.monthly_cost_from and placement.span.meets(self.asked)
            }
        return self._monthly[child]

    def _of_placement(self, placement: Placement, path: str) -> Iterator[Monthly]:
        days = placement.span.within(self.asked)
        if placement.monthly_cost_from == "rates":
            for its_days, paid in benefits(placement, days, self._powiat, self.statute):
                amounts = [each.grosze for each in paid if each.grosze is not None]
                known = len(amounts) == len(paid)
                yield Monthly(its_days, sum(amounts) if known else None, f"{path}.monthly_cost_from", paid)
        else:
            for its_days, index in in_force(self._announcements.get(placement.facility or "", ()), days):
                grosze = None if index is None else to_grosze(self.case.announcements[index].amount)
                yield Monthly(its_days, grosze, f"announcements[{index}]", announcement=index)

    def origin(self, child: int, source: str, day: int) -> Monthly | None:
        """What the monthly cost of a day was worked out from; None where it is given."""
        entries = (entry for entries in self.monthly(child).values() for entry in entries)
        return next((e for e in entries if e.source == source and e.days.first <= day <= e.days.last), None)

    def flaws(self) -> list[Problem]:
        """The amounts that are not known for the days asked for, each once."""
        rates: dict[tuple[str, date], tuple[int, UnknownRate]] = {}
        facilities: dict[str, Span] = {}
        for placement, entry in self._entries:
            if entry.grosze is not None:
                continue
            for each in entry.unknown:
                gap = (each.benefit, each.start)
                rates[gap] = (min(rates.get(gap, (entry.days.first,))[0], entry.days.first), each)
            if not entry.paid:
                name = placement.facility or ""
                known = facilities.get(name, entry.days)
                facilities[name] = Span(min(known.first, entry.days.first), max(known.last, entry.days.last))
        found = [gap.problem(date.fromordinal(day), "powiat_rates") for day, gap in rates.values()]
        for name, days in facilities.items():
            start, end = (date.fromordinal(day) for day in days)
            found.append(problem("announcement_missing", "announcements", name, start=start, end=end))
        return found

    @cached_property
    def _entries(self) -> list[tuple[Placement, Monthly]]:
        """Every monthly cost that is worked out, with its placement."""
        return [
            (child.stays[stay].placements[index], entry)
            for number, child in enumerate(self.case.children)
            for (stay, index), entries in self.monthly(number).items()
            for entry in entries
        ]

    # Costs of families

    @cached_property
    def _family_costs(self) -> dict[str, list[int]]:
        """By family, the places of its costs that have a day asked for."""
        found: dict[str, list[int]] = {}
        for index, cost in enumerate(self.case.family_costs):
            if cost.span.meets(self.asked):
                found.setdefault(cost.family, []).append(index)
        return found

    def present(self, readings: Readings) -> Presences:
        """Who is in which family on which days."""
        return presences(self.case.children, readings) if self._family_costs else {}

    def divisions(self, readings: Readings) -> dict[int, Division]:
        """By the place of the cost, how each that has a day asked for is divided; readings are settled.

        A cost that an option divides among nobody is missing.
        """
        key = (readings.transfer_day, readings.leaving_day, readings.wage_apportionment, readings.lodging_split)
        if key not in self._divisions:
            there, costs = self.present(readings), self.case.family_costs
            divided = {
                index: divide(
                    costs[index],
                    there_for(costs[index], there, self.case.children),
                    option_of(costs[index], readings, self.law),
                )
                for index in sorted(index for its in self._family_costs.values() for index in its)
            }
            self._divisions[key] = {index: division for index, division in divided.items() if division}
        return self._divisions[key]

    def _shares_of(self, child: int, readings: Readings) -> dict[int, list[FamilyExpense]]:
        """By stay, a child's parts of the costs of its families."""
        key = (readings.transfer_day, readings.leaving_day, readings.wage_apportionment, readings.lodging_split)
        if key not in self._shares:
            by_child: dict[int, dict[int, list[FamilyExpense]]] = {}
            for index, division in self.divisions(readings).items():
                kind = self.case.family_costs[index].kind
                for part in division.parts:
                    if part.weight:
                        for stay, days, grosze in part.days:
                            its = by_child.setdefault(part.child, {}).setdefault(stay, [])
                            its.append(FamilyExpense(kind, grosze, days, f"family_costs[{index}]"))
            self._shares[key] = by_child
        return self._shares[key].get(child, {})

    def divides(self, child: int, readings: Readings) -> bool:
        """Whether the costs of a child's families fall to somebody under some readings."""
        return all(index in self.divisions(readings) for index in self._costs_of(child))

    def _costs_of(self, child: int) -> list[int]:
        """The places of the costs of a child's families that have a day on which it is placed there."""
        if not self._family_costs:
            return []
        placements = [each for stay in self.case.children[child].stays for each in stay.placements]
        found = {
            index
            for placement in placements
            for index in self._family_costs.get(placement.family or "", ())
            if self.case.family_costs[index].span.meets(placement.span)
        }
        return sorted(found)

    def share(self, child: int, source: str, day: int, readings: Readings) -> Share:
        """The child's part of the family cost at a place, with the run of its days that holds a day."""
        index = int(source.removeprefix("family_costs[").removesuffix("]"))
        division = self.divisions(readings)[index]
        part = next(part for part in division.parts if part.child == child)
        _, days, grosze = next(run for run in part.days if run[1].first <= day <= run[1].last)
        return Share(index, division, part, days, grosze)

    # What the rule charges

    def of_child(self, child: int, readings: Readings) -> WorkedOut:
        """What a child costs beyond what its placements and expenses give; readings are settled."""
        monthly = self.monthly(child)
        if not monthly and not self._family_costs:
            return NOTHING
        return WorkedOut(
            {place: list(self._charged(entries)) for place, entries in monthly.items()},
            self._shares_of(child, readings) if self._family_costs else {},
        )

    def _charged(self, entries: list[Monthly]) -> Iterator[MonthlyEntry]:
        """Monthly costs as they are charged: one goes on while only the minimum changes that it is compared with."""
        for (source, _), same in groupby(entries, key=lambda each: (each.source, [paid[:3] for paid in each.paid])):
            first, *others = same
            if first.grosze is None:
                raise InputError(self.flaws())
            last = others[-1] if others else first
            yield MonthlyEntry(Span(first.days.first, last.days.last), first.grosze, source)

    def may_matter(self, names: Sequence[str]) -> list[str]:
        """Those of some readings that any child's costs may depend on, or that are not about costs of families."""
        kinds = {self.case.family_costs[index].kind for its in self._family_costs.values() for index in its}
        return [name for name in names if name not in FAMILY_READINGS or name in self._readings_of_kinds(kinds)]

    def _readings_of_kinds(self, kinds: set[FamilyKind]) -> set[str]:
        found = {self.law.family_rules(kind)[0].reading for kind in kinds}
        return found | ({self.law.coordinator.reading} if "coordinator" in kinds else set())

    def readings_of(self, child: int) -> set[str]:
        """The readings on which a child's parts of family costs may depend."""
        return self._readings_of_kinds({self.case.family_costs[index].kind for index in self._costs_of(child)})

    # What a reader must know

    @property
    def uses_rates(self) -> bool:
        """Whether any cost was worked out from the statutory rates."""
        return any(placement.monthly_cost_from == "rates" for placement, _ in self._entries)

    def notices(self, readings: Readings) -> list[Notice]:
        """What a reader must know of the rates, announcements and family costs that were used."""
        used: dict[tuple[int, date], Rate | UnknownRate] = {}
        announced: dict[int, list[Span]] = {}
        for _, entry in self._entries:
            for each in entry.paid:
                if each.powiat is not None:
                    used[each.powiat, each.minimum.start] = each.minimum
            if entry.announcement is not None:
                announced.setdefault(entry.announcement, []).append(entry.days)
        found = [
            made
            for (index, since), minimum in sorted(used.items(), key=lambda each: each[0])
            if (made := self._below(index, minimum, max(since, self.case.powiat_rates[index].start)))
        ]
        for index in sorted(announced):
            found += self._of_announcement(index, announced[index])
        there = self.present(readings)
        for index in sorted(index for its in self._family_costs.values() for index in its):
            found += self._of_family_cost(index, there_for(self.case.family_costs[index], there, self.case.children))
        return found

    def _below(self, index: int, minimum: Rate | UnknownRate, day: date) -> Notice | None:
        path, given = f"powiat_rates[{index}].amount", to_grosze(self.case.powiat_rates[index].amount)
        if isinstance(minimum, UnknownRate):
            reason = {f"reason_{lang}": minimum.reason[lang] for lang in ("pl", "en")}
            return notice("rate_not_compared", path, start=day, **reason)
        if given >= to_grosze(minimum.amount):
            return None
        amounts = {f"amount_{lang}": zlote(given, lang) for lang in ("pl", "en")}
        amounts |= {f"minimum_{lang}": zlote(to_grosze(minimum.amount), lang) for lang in ("pl", "en")}
        return notice("rate_below_minimum", path, start=day, basis=minimum.basis, **amounts)

    def _of_announcement(self, index: int, days: list[Span]) -> Iterator[Notice]:
        path, announcement = f"announcements[{index}]", self.case.announcements[index]
        rule = differs_from_rule(announcement)
        if rule:
            yield notice("announcement_day_differs", f"{path}.effective", effective=announcement.effective, rule=rule)
        late = [day for each in days if (day := out_of_date(announcement, each))]
        if late:
            yield notice("announcement_out_of_date", path, start=min(late))

    def _of_family_cost(self, index: int, there: list[Presence]) -> Iterator[Notice]:
        path, cost = f"family_costs[{index}]", self.case.family_costs[index]
        idle = idle_days(cost, there)
        if idle:
            yield notice("family_cost_idle_days", path, days=idle)
        rule = self.law.family_rule(cost.kind, cost.start)
        forms = {
            placement.form
            for presence in there
            for placement in self.case.children[presence.child].stays[presence.stay].placements
            if placement.family == cost.family and placement.span.meets(presence.days)
        }
        for form in sorted(forms.difference(rule.forms) if rule.forms else ()):
            words = {f"form_{lang}": FORMS[form][lang] for lang in LANGS}
            yield notice("family_cost_of_other_form", path, basis=rule.basis, **words)
        express = self.law.family_rules(cost.kind)[-1].since
        if cost.start < express:
            yield notice("wages_before_2014_09_19", path, day=express)

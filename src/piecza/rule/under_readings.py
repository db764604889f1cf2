"""A child's charges under one choice of readings after another, worked out once for all that come to the same."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from piecza.case.flaws import flaws_of_child
from piecza.costs.child_facts import ChildFacts
from piecza.costs.costing import Costing
from piecza.costs.open_readings import Choice
from piecza.dates import Span
from piecza.readings import READINGS, Readings
from piecza.rule.charges import Charge
from piecza.rule.clock import StayDays, Timed, days_of_stays, timed
from piecza.rule.percent import CostPart, StayYears, by_month, clipped, exempt_days, exempted, stay_years
from piecza.rule.share import Cost, MonthDays, child_charges, child_costs

_ABOUT_CLOCKS = ("after_return", "pre_2012_return", "leaving_day")
_ABOUT_YEARS = ("year_boundary", "leap_day")
_ABOUT_EXEMPTIONS = ("ust_10a_before_2014_09_19", "ust_17_before_2018_08_27")
_ABOUT_COSTS = [
    name
    for name in READINGS
    if name == "leaving_day" or name not in (*_ABOUT_CLOCKS, *_ABOUT_YEARS, "mid_month", *_ABOUT_EXEMPTIONS)
]
_OF_CLOCKS, _OF_YEARS = attrgetter(*_ABOUT_CLOCKS), attrgetter(*_ABOUT_CLOCKS, *_ABOUT_YEARS)
_OF_STAYS = attrgetter(*_ABOUT_CLOCKS, *_ABOUT_YEARS, "mid_month", *_ABOUT_EXEMPTIONS)
_OF_EXPENSES = attrgetter("leaving_day", "transfer_day")  # where an expense may lie
_OF_EXEMPTIONS, _OF_COSTS = attrgetter(*_ABOUT_EXEMPTIONS), attrgetter(*_ABOUT_COSTS)

_MORE_MONTHS = 3
"""How many times as many months are compared next where some are alike; most often the first is not."""


class Deciding(NamedTuple):
    """What some readings decide about a child: about its stays, and the options about costs that are not the case's.

    Where two choices of ``readings`` decide the same, the charges are the same.
    """

    years: tuple[StayYears, ...]
    options: tuple[tuple[str, str], ...]
    readings: Readings


class UnderReadings:
    """The charges of a child of a case, by its place, in the months asked for, under one choice of readings or another.

    Readings that decide the same about its stays, and do not differ otherwise in what can matter to it, give the same
    charges; these are worked out once. Readings are settled.
    """

    def __init__(self, costing: Costing, index: int, asked: Sequence[MonthDays]) -> None:
        self.costing, self.index, self.asked = costing, index, asked
        self.child, self.window = costing.case.children[index], Span(asked[0].first, asked[-1].last)
        self._runs = _runs(asked)
        self.facts = ChildFacts(costing, index)
        self._placed_before_duty = self.child.stays[0].start < costing.law.act.duty.since
        self._days: dict[str, list[StayDays]] = {}
        self._stays: dict[tuple[str | None, ...], list[Timed]] = {}
        self._years: dict[tuple[str | None, ...], tuple[StayYears, ...]] = {}
        self._exempt: dict[tuple[str | None, ...], tuple[CostPart, ...]] = {}
        self._deciding: dict[tuple[object, ...], Deciding] = {}
        self._decided: dict[tuple[object, ...], Deciding] = {}
        self._costs: dict[tuple[tuple[str, str], ...], dict[int, list[Cost]]] = {}
        self._charged: dict[tuple[object, ...], list[Charge]] = {}

    def choices(self, names: Sequence[str], readings: Readings | None = None) -> dict[Choice, Readings]:
        """The readings (of the case, where none are given) under every choice of some open ones that gives charges."""
        return self.costing.choices(self.index, readings or self.costing.case.readings, names)

    def stays(self, readings: Readings) -> list[Timed]:
        """The child's stays with their clocks."""
        deciding = _OF_CLOCKS(readings)
        if deciding not in self._stays:
            same_gmina, act = self.costing.case.same_gmina, self.costing.law.act
            if readings.leaving_day not in self._days:
                self._days[readings.leaving_day] = days_of_stays(self.child, readings)
            days = self._days[readings.leaving_day]
            self._stays[deciding] = timed(self.child, readings, act, same_gmina, days)
        return self._stays[deciding]

    def _years_of(self, readings: Readings) -> tuple[StayYears, ...]:
        of_years = _OF_YEARS(readings)
        if of_years not in self._years:
            self._years[of_years] = stay_years(self.stays(readings), self.window, readings, self.costing.law.act)
        return by_month(self._years[of_years], readings)

    def _exempt_of(self, readings: Readings) -> tuple[CostPart, ...]:
        of_exemptions = _OF_EXEMPTIONS(readings)
        if of_exemptions not in self._exempt:
            exempt = exempt_days(self.child, readings, self.costing.law.act)
            self._exempt[of_exemptions] = tuple(clipped(exempt, self.window))
        return self._exempt[of_exemptions]

    def _otherwise(self, readings: Readings) -> list[tuple[str, str]]:
        """The options of readings about costs that may matter and are not those of the case."""
        if _OF_COSTS(readings) == _OF_COSTS(self.costing.readings):
            return []
        changed = [name for name in _ABOUT_COSTS if getattr(readings, name) != getattr(self.costing.readings, name)]
        return [(name, getattr(readings, name)) for name in self.facts.concerning(changed)]

    def refused(self, readings: Readings) -> bool:
        """Whether the child, which is right under those of the case, is wrong under some readings.

        It can only be where an expense then lies elsewhere.
        """
        if _OF_EXPENSES(readings) == _OF_EXPENSES(self.costing.readings):
            return False
        expenses = any(stay.expenses for stay in self.child.stays)
        return expenses and any(flaws_of_child(self.child, "", readings))

    def deciding(self, readings: Readings) -> Deciding:
        """What some readings decide about the child, the same object where they decide the same."""
        options = tuple(self._otherwise(readings))
        out = self._placed_before_duty and readings.pre_2012_return == "exempt"  # art. 238 ust. 1, whatever the years
        of_stays = (readings.leaving_day if out else _OF_STAYS(readings), options)
        if of_stays not in self._deciding:
            years = self._years_of(readings)
            decided = (years if out else exempted(years, self._exempt_of(readings))), options
            self._deciding[of_stays] = self._decided.setdefault(decided, Deciding(*decided, readings))
        return self._deciding[of_stays]

    def charges(self, readings: Readings) -> list[Charge]:
        """The charges under some readings, the same list for the same charges."""
        return self.due(self.deciding(readings))

    def know(self, readings: Readings, charges: list[Charge]) -> None:
        """Take the charges under some readings, which were worked out already."""
        years, options, _ = self.deciding(readings)
        self._charged[self.window, years, options] = charges

    def due(self, deciding: Deciding) -> list[Charge]:
        """The charges where some readings decide so, the same list for the same charges."""
        return self._charges_of(self.asked, deciding)

    def differ(
        self, one: Deciding, other: Deciding, unlike: Callable[[Sequence[Charge], Sequence[Charge]], bool]
    ) -> bool:
        """Whether the charges of some months are ``unlike`` where two choices decide so; no more is compared then."""
        if one is other:
            return False
        dues = ((self._charges_of(months, one), self._charges_of(months, other)) for months in self._runs)
        return any(due is not instead and unlike(due, instead) for due, instead in dues)

    def _charges_of(self, asked: Sequence[MonthDays], deciding: Deciding) -> list[Charge]:
        (years, options, readings), window = deciding, Span(asked[0].first, asked[-1].last)
        if asked is not self.asked:
            years = tuple(stay.within(window) for stay in years if stay.days.meets(window))
        charged = self._charged.get((window, years, options))
        if charged is None:
            if asked is self._runs[0] or asked is not self.asked:
                stays, act = self.stays(readings), self.costing.law.act
                if options not in self._costs:
                    self._costs[options] = costs_of(self.costing, self.index, self.window, stays, readings)
                all_costs = self._costs[options]
                charged = child_charges(self.child.id, asked, stays, years, all_costs, readings, act)
            else:  # other choices may differ in few of the months
                charged = [charge for months in self._runs for charge in self._charges_of(months, deciding)]
            self._charged[window, years, options] = charged
        return charged


def _runs(asked: Sequence[MonthDays]) -> list[Sequence[MonthDays]]:
    """The months asked for in runs, the first of one month, the others longer and longer."""
    if len(asked) == 1:
        return [asked]
    runs, at, length = [], 0, 1
    while at < len(asked):
        runs.append(asked[at : at + length])
        at, length = at + length, length * _MORE_MONTHS
    return runs


def charges_of(costing: Costing, index: int, asked: Sequence[MonthDays], readings: Readings) -> list[Charge]:
    """The charges of one child of a case under some readings, which are settled."""
    child, act, window = costing.case.children[index], costing.law.act, Span(asked[0].first, asked[-1].last)
    stays = timed(child, readings, act, costing.case.same_gmina)
    years = by_month(stay_years(stays, window, readings, act), readings)
    if child.exemptions:
        years = exempted(years, exempt_days(child, readings, act))
    all_costs = costs_of(costing, index, window, stays, readings)
    return child_charges(child.id, asked, stays, years, all_costs, readings, act)


def costs_of(
    costing: Costing, index: int, window: Span, stays: Sequence[Timed], readings: Readings
) -> dict[int, list[Cost]]:
    """Given and worked-out costs of one child of a case together, by the number of its stay."""
    return child_costs(f"children[{index}]", window, stays, costing.of_child(index, readings), readings)

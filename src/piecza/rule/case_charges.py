"""All charges of a case: the months asked for, the readings that must be chosen, and what a reader must know."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import ne

from pydantic import ValidationError

from piecza._version import __version__
from piecza.case.bearing_days import cost_bearers, days_of_stay, expense_bearers
from piecza.case.case import Case
from piecza.case.child import Child
from piecza.case.documents import month_range
from piecza.collector import collected_rarely
from piecza.costs.child_facts import ChildFacts
from piecza.costs.cost_entries import COORDINATOR, NOTHING, WorkedOut
from piecza.costs.cost_notices import cost_notices
from piecza.costs.costing import DIVIDING_READINGS, Costing, rates_used
from piecza.costs.open_readings import decisive, needed, not_chosen
from piecza.dates import FOREVER, Month, Span, months
from piecza.errors.problems import InputError, Notice, ReadingNeeded, notice
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.law.act import Act, Bands
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import could_exist, is_city
from piecza.money import to_text
from piecza.readings import READINGS, Readings
from piecza.rule.charges import Charge, Charges
from piecza.rule.clock import ADULTS_NAMED_SINCE, timed
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import UnderReadings, charges_of


@collected_rarely()
def charges(case: Case, first: Month | str, last: Month | str | None = None, *, law: Law | None = None) -> Charges:
    """What each gmina owes for each child and month of a case (art. 191 ust. 9–11).

    Months are `Month` or text ``YYYY-MM``, both ends inclusive; without ``last`` it is the one month ``first``.
    ``law`` is that of the library where none is given.

    InputError where a month is none or the first comes after the last, and where a cost is to be worked out from a rate
    or an announcement that is not known. ReadingNeeded where amounts depend on a reading without a default that the
    case does not choose.
    """
    first_month, last_month = month_range(first, first if last is None else last)
    work = Work(case, first_month, last_month, law or shipped_law())
    all_charges = [charge for _, due in work for charge in due]
    rates = rates_used(work.costing, work.readings)
    return Charges(
        __version__,
        work.costing.law.stamp,
        case.readings,
        first_month,
        last_month,
        tuple(all_charges),
        tuple(work.notices()),
        rates,
    )


class Work:
    """The charges of a case, worked out child by child; nothing is kept of a child once it is done.

    Iterating gives the place of each child with its charges; after the last one ReadingNeeded, where amounts depend on
    a reading that was not chosen. ``notices`` are complete then. ``places`` are those of the children that are asked
    for, all of them without.

    InputError where an amount that is to be worked out is not known.
    """

    def __init__(self, case: Case, first: Month, last: Month, law: Law, places: Sequence[int] | None = None) -> None:
        self.case, self.last = case, last
        self.places = range(len(case.children)) if places is None else places
        self.asked = [MonthDays.of(month) for month in months(first, last)]
        self.costing = Costing(case, Span(self.asked[0].first, self.asked[-1].last), law)
        self.readings = self.costing.readings
        self._unchosen = self.costing.open_readings(case.readings)
        self._open = _OpenReadings()
        self._child_notices: list[Notice] = []
        flaws = self.costing.flaws(self.readings)
        if flaws:
            raise InputError(flaws)

    def __iter__(self) -> Iterator[tuple[int, list[Charge]]]:
        costing, act, total = self.costing, self.costing.law.act, 0
        for index in self.places:
            child, path = self.case.children[index], f"children[{index}]"
            names = ChildFacts(costing, index).concerning(self._unchosen)
            if names:
                due = self._open.weigh(UnderReadings(costing, index, self.asked), names)
            else:
                due = charges_of(costing, index, self.asked, self.readings)
            self._child_notices += _notices_of_child(
                child, path, self.asked, self.readings, costing.of_child(index, self.readings)
            )
            self._child_notices += _notices_of_coordinators(child, path, self.asked, self.case.readings, act)
            self._child_notices += _notices_of_clocks(child, path, self.asked, self.readings, costing)
            total += _total(due)
            yield index, due
        self._open.ask(self.case, total)

    def notices(self) -> list[Notice]:
        """What a reader must know: of the law, the readings, the costs, and the children worked out so far."""
        costs = cost_notices(self.costing, self.readings)
        law = notices_of_law(self.costing.law, self.asked[0].month, self.last)
        gminas = _notices_of_gminas(self.case, self.places, self.costing.asked)
        return [*law, *self._open.notices(), *gminas, *costs, *self._child_notices]


class _OpenReadings:
    """Which readings without a default must be chosen, gathered child by child."""

    def __init__(self) -> None:
        self.children: dict[str, list[str]] = defaultdict(list)
        self.difference: dict[tuple[str, str], int] = defaultdict(int)
        self.differing: dict[str, None] = {}

    def weigh(self, under: UnderReadings, names: Sequence[str]) -> list[Charge]:
        """Compare a child's charges under every possible choice of the open readings that concern it; gives the first.

        A reading whose options give different amounts must be chosen. One that changes no amount, only what is printed
        beside it, gets a notice.
        """
        made = under.choices(names)
        deciding = cache(lambda choice: under.deciding(made[choice]))

        def differing(unlike: Callable[[Sequence[Charge], Sequence[Charge]], bool]) -> tuple[str, ...]:
            return decisive(names, [*made], lambda one, other: under.differ(deciding(one), deciding(other), unlike))

        for name in differing(lambda one, other: _amounts(one) != _amounts(other)):
            self.children[name].append(under.child.id)
        if not self.children:  # or nothing is printed
            self.differing.update(dict.fromkeys(differing(ne)))
        first = next(iter(made))
        standing, due = deciding(first), under.due(deciding(first))
        for index, name in enumerate(names):
            for option in READINGS[name].options:
                choice = (*first[:index], option, *first[index + 1 :])
                if choice in made and deciding(choice) is not standing:
                    self.difference[name, option] += _total(under.due(deciding(choice))) - _total(due)
        return due

    def notices(self) -> list[Notice]:
        """The readings that were not chosen and change no amount, only what is printed beside one."""
        return not_chosen(self.differing)

    def ask(self, case: Case, total: int) -> None:
        """ReadingNeeded, if one must be chosen; ``total`` is the document's under the first option of each."""
        if self.children:
            raise ReadingNeeded(
                needed(
                    name,
                    self.children[name],
                    {
                        option: to_text(total + self.difference[name, option]) if _allows(case, name, option) else None
                        for option in READINGS[name].options
                    },
                )
                for name in READINGS
                if name in self.children
            )


def _allows(case: Case, name: str, option: str) -> bool:
    """Whether a case is right under an option; it is not where a cost of a family would fall to nobody."""
    if name not in DIVIDING_READINGS:
        return True
    try:
        case.with_readings(**{name: option})
    except ValidationError:
        return False
    return True


def _amounts(due: Sequence[Charge]) -> list[tuple[int, list[int | None]]]:
    return [(charge.amount_grosze, [line.amount_grosze for line in charge.lines]) for charge in due]


def _total(due: Sequence[Charge]) -> int:
    return sum(charge.amount_grosze for charge in due)


def notices_of_law(law: Law, first: Month, last: Month) -> Iterator[Notice]:
    """That months lie beyond the day to which the law was verified, and the caller's own bands and exemptions that
    hold then; amounts are named where they are used.
    """
    if last.end > law.act.verified_until:
        yield notice("law_not_verified", "--month", day=law.act.verified_until, law=law.act.id)
    if law.own is None:
        return
    own = law.own.tables
    bands = [(entry, Text(pl="progi", en="bands"), entry.worth) for entry in own.bands]
    exemptions = [(entry, ", ".join(entry.grounds), entry.worth) for entry in own.exemptions]
    for entry, name, worth in (*bands, *exemptions):
        ended = entry.until is not None and entry.until < first.start and isinstance(entry, Bands)
        if entry.since <= last.end and not ended:
            days = Text(pl="od ", en="from ") + written_day(entry.since)
            days += Text(pl=" do ", en=" until ") + written_day(entry.until) if entry.until else ""
            why = f"; {entry.replaces}" if entry.replaces else ""
            yield notice("own_law_holds", "law", days=days, name=name, worth=worth, act=entry.source.act, why=why)


def _notices_of_gminas(case: Case, places: Sequence[int], asked: Span) -> Iterator[Notice]:
    """The codes of cities with powiat rights, and those that no gmina can have, each where it first stands."""
    told: set[str] = set()
    for place in places:
        for index, stay in enumerate(case.children[place].stays):
            days = Span(stay.start.toordinal(), stay.end.toordinal() if stay.end else FOREVER)
            if stay.gmina not in told and days.meets(asked):
                told.add(stay.gmina)
                at = f"children[{place}].stays[{index}].gmina"
                if is_city(stay.gmina):
                    yield notice("gmina_city", at, read=stay.gmina)
                elif not could_exist(stay.gmina):
                    yield notice("gmina_code_impossible", at, read=stay.gmina)


def _notices_of_child(
    child: Child, path: str, asked: Sequence[MonthDays], readings: Readings, worked_out: Mapping[int, WorkedOut]
) -> Iterator[Notice]:
    """Placements that bear days in a month for which there is neither a monthly cost nor an expense."""
    for index, stay in enumerate(child.stays):
        if all(placement.monthly_cost or placement.monthly_cost_from for placement in stay.placements):
            continue
        spent = [cost.span for cost in stay.expenses] + [cost.days for cost in worked_out.get(index, NOTHING).expenses]
        spans = [placement.span for placement in stay.placements]
        days = days_of_stay(spans, readings, ended=stay.end is not None)
        in_facility = [placement.in_facility for placement in stay.placements]
        spending = expense_bearers(spans, in_facility, days, readings.transfer_day)
        for number, borne in enumerate(cost_bearers(spans, days, readings.transfer_day)):
            if stay.placements[number].monthly_cost or stay.placements[number].monthly_cost_from:
                continue
            without: list[Span] = []
            for month in asked:
                part = borne.within(Span(month.first, month.last))
                spent_there = [days.within(spending[number]) for days in spent]
                if part.days and not any(days.days and days.meets(part) for days in spent_there):
                    begins = without.pop().first if without and without[-1].last + 1 == part.first else part.first
                    without.append(Span(begins, part.last))
            for part in without:
                start, end = (date.fromordinal(day) for day in part)
                yield notice("no_cost", f"{path}.stays[{index}].placements[{number}]", start=start, end=end)


def _notices_of_coordinators(
    child: Child, path: str, asked: Sequence[MonthDays], readings: Readings, act: Act
) -> Iterator[Notice]:
    """A coordinator's cost that a case gives as an expense: without the reading, or for days before coordinators."""
    window = Span(asked[0].first, asked[-1].last)
    for index, stay in enumerate(child.stays):
        for number, expense in enumerate(stay.expenses):
            if expense.kind == COORDINATOR and expense.span.meets(window):
                at = f"{path}.stays[{index}].expenses[{number}]"
                if readings.coordinator is None:
                    yield notice("coordinator_not_chosen", at)
                if expense.span.first < act.coordinator.since.toordinal():
                    yield notice("coordinator_too_early", at, day=act.coordinator.since)


def _notices_of_clocks(
    child: Child, path: str, asked: Sequence[MonthDays], readings: Readings, costing: Costing
) -> Iterator[Notice]:
    """Stays in the months asked for whose clock is inferred: after an adoption, of adults before ust. 11 named it."""
    if len(child.stays) == 1:
        return
    window = Span(asked[0].first, asked[-1].last)
    for index, stay in enumerate(timed(child, readings, costing.law.act, costing.case.same_gmina)):
        before, at = child.stays[index - 1].ended_by if index else None, f"{path}.stays[{index}]"
        if not stay.days.meets(window):
            continue
        if before == "adoption":
            yield notice("after_adoption", at)
        if before == "adulthood" and stay.clock.before is not None and stay.stay.start < ADULTS_NAMED_SINCE:
            yield notice("adult_clock_inferred", at, start=stay.stay.start, day=ADULTS_NAMED_SINCE)

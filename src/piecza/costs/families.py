"""A family's costs: what is spent on a family as a whole, divided among the children in it (art. 191 ust. 7, art. 192).

Wages with on-costs, a relief family and a coordinator are divided "proporcjonalnie do liczby dzieci"; on which day the
children are counted, or whether each counts by its days, the Act does not say (``wage_apportionment``). How lodging and
renovation are split it does not say at all (``lodging_split``). A child's part is an expense of its own over its days
in that family, and the parts add up to the whole to the grosz.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from piecza.bearing import days_of_stay, expense_bearers
from piecza.care import Child
from piecza.dates import Span
from piecza.errors.problems import Problem, problem
from piecza.law import Law
from piecza.model import Amount, Day, Identifier, Model
from piecza.money import shared, to_grosze
from piecza.readings import READINGS, Readings

FamilyKind = Literal["wages", "lodging", "renovation", "relief_family", "coordinator"]


class FamilyCost(Model):
    """One amount spent on a family for the days from ``start`` to ``end``.

    It is divided among the children who were in the family on those days, or among those of them that ``children``
    names by their identifiers.
    """

    family: Identifier
    kind: FamilyKind
    start: Day
    end: Day
    amount: Amount
    children: Annotated[tuple[Identifier, ...], Field(min_length=1)] | None = None

    @property
    def span(self) -> Span:
        """The days it is for."""
        return Span(self.start.toordinal(), self.end.toordinal())


class Presence(NamedTuple):
    """Days on which a child (its place in the document) of a stay is in a family."""

    child: int
    stay: int
    days: Span


Presences = dict[str, list[Presence]]
"""Who is in which family and when, in the order of the document."""


def presences(children: Iterable[tuple[int, Child]], readings: Readings) -> Presences:
    """Who is in which family on which days, each day of a child in one family.

    ``transfer_day`` and ``leaving_day`` decide as they do for expenses.
    """
    found: Presences = {}
    for index, child in children:
        for number, stay in enumerate(child.stays):
            if not any(placement.family for placement in stay.placements):
                continue
            spans = [placement.span for placement in stay.placements]
            days = days_of_stay(spans, readings, ended=stay.end is not None)
            facilities = [placement.in_facility for placement in stay.placements]
            borne = expense_bearers(spans, facilities, days, readings.transfer_day)
            for placement, its_days in zip(stay.placements, borne, strict=True):
                if placement.family and its_days.days:
                    _add(found.setdefault(placement.family, []), Presence(index, number, its_days))
    return found


def _add(there: list[Presence], presence: Presence) -> None:
    """Days that follow each other in one family are one presence, whatever changed there."""
    if there:
        before = there[-1]
        if before[:2] == presence[:2] and before.days.last + 1 == presence.days.first:
            there[-1] = before._replace(days=Span(before.days.first, presence.days.last))
            return
    there.append(presence)


class ChildPart(NamedTuple):
    """A child's part of a family's cost: its days in the family, and the amount of each run of them in grosze."""

    child: int
    weight: int
    grosze: int
    runs: tuple[tuple[int, Span, int], ...]
    """The stay, the days and their amount."""

    @property
    def days_there(self) -> int:
        """How many days of the cost the child is in the family."""
        return sum(days.days for _, days, _ in self.runs)


class Division(NamedTuple):
    """How one cost of a family falls to the children in it, in the order of the document."""

    option: str
    parts: tuple[ChildPart, ...]

    @property
    def weight(self) -> int:
        """What the children's weights add up to: heads, or days."""
        return sum(part.weight for part in self.parts)


def option_of(cost: FamilyCost, readings: Readings, law: Law) -> str:
    """The option by which a cost is divided; of a reading that was not chosen the first."""
    name = law.dividing_reading(cost.kind)
    return getattr(readings, name) or READINGS[name].options[0]


def there_for(cost: FamilyCost, there: Sequence[Presence], children: Sequence[Child]) -> list[Presence]:
    """Who is in the family on days of the cost, and on which of them, as far as the cost is for them."""
    return [
        presence._replace(days=days)
        for presence in there
        if (days := presence.days.within(cost.span)).days
        and (cost.children is None or children[presence.child].id in cost.children)
    ]


def divide(cost: FamilyCost, there: Sequence[Presence], option: str) -> Division | None:
    """A cost divided among who is there (see `there_for`); None where someone it is for is not, or nobody counts."""
    weights = weights_of(cost, there, option)
    if not any(weights.values()) or len(weights) < len(set(cost.children or ())):
        return None
    amounts = shared(to_grosze(cost.amount), list(weights.values()))
    return Division(
        option,
        tuple(
            ChildPart(child, weight, grosze, tuple(_over_days([run for run in there if run.child == child], grosze)))
            for (child, weight), grosze in zip(weights.items(), amounts, strict=True)
        ),
    )


def weights_of(cost: FamilyCost, there: Sequence[Presence], option: str) -> dict[int, int]:
    """What every child that is there counts for when a cost is divided: by heads or by days (see `there_for`)."""
    by_child: dict[int, list[Presence]] = {}
    for presence in there:
        by_child.setdefault(presence.child, []).append(presence)
    return {child: _weight(runs, cost, option) for child, runs in by_child.items()}


def _weight(runs: Sequence[Presence], cost: FamilyCost, option: str) -> int:
    match option:
        case "child_days":
            return sum(run.days.days for run in runs)
        case "head_count_first_day":
            return int(any(run.days.first == cost.span.first for run in runs))
        case "head_count_last_day":
            return int(any(run.days.last == cost.span.last for run in runs))
        case _:  # equal_per_child
            return 1


def _over_days(runs: Sequence[Presence], grosze: int) -> Iterator[tuple[int, Span, int]]:
    """A child's part over the runs of its days, in proportion to them."""
    amounts = shared(grosze, [run.days.days for run in runs])
    for run, amount in zip(runs, amounts, strict=True):
        yield run.stay, run.days, amount


def idle_days(cost: FamilyCost, there: Sequence[Presence]) -> int:
    """The days of a cost on which nobody of `there_for` is in the family."""
    count, reached = 0, cost.span.first - 1
    for days in sorted(presence.days for presence in there):
        count += max(0, days.first - reached - 1)
        reached = max(reached, days.last)
    return count + cost.span.last - reached


def flaws_of_family_costs(
    costs: Sequence[FamilyCost], children: Sequence[Child], readings: Readings, law: Law, *, broken: bool
) -> Iterator[Problem]:
    """All that is wrong with the family costs of a case.

    Where the placements are ``broken``, who was in which family cannot be told, and is not asked.
    """
    there = {} if broken else presences(enumerate(children), readings)
    placements = [placement for child in children for stay in child.stays for placement in stay.placements]
    families = {placement.family for placement in placements}
    facilities = {placement.facility for placement in placements}
    by_id = {child.id: child for child in children}
    for index, cost in enumerate(costs):
        path = f"family_costs[{index}]"
        first = law.family_rules(cost.kind)[0]
        if cost.start < first.since:
            yield problem("family_cost_too_early", f"{path}.start", cost.start, day=first.since, basis=first.basis)
        if cost.family not in families:
            code = "family_cost_of_facility" if cost.family in facilities else "family_unknown"
            yield problem(code, f"{path}.family", cost.family)
        if cost.end < cost.start:
            yield problem("end_before_start", f"{path}.end", cost.end, start=cost.start)
        elif not broken and cost.family in families:
            yield from _flaws_of_presence(cost, path, children, by_id, there, readings, law)


def _flaws_of_presence(
    cost: FamilyCost,
    path: str,
    children: Sequence[Child],
    by_id: Mapping[str, Child],
    there: Presences,
    readings: Readings,
    law: Law,
) -> Iterator[Problem]:
    """Whom a cost names that was not there, or that nobody was there whom it could fall to."""
    by = {"transfer_day": readings.transfer_day, "leaving_day": readings.leaving_day}
    present = there_for(cost, there.get(cost.family, ()), children)
    present_ids = {children[each.child].id for each in present}
    for index, name in enumerate(cost.children or ()):
        at = f"{path}.children[{index}]"
        if name in (cost.children or ())[:index]:
            yield problem("family_cost_child_doubled", at, name)
        elif name not in by_id:
            yield problem("family_cost_child_unknown", at, name)
        elif name not in present_ids:
            in_facility = _in_facility(by_id[name], cost.span)
            code = "family_cost_child_in_facility" if in_facility else "family_cost_child_elsewhere"
            yield problem(code, at, name, start=cost.start, end=cost.end, **by)
    name = law.dividing_reading(cost.kind)
    option = getattr(readings, name)
    if not present and not cost.children:
        yield problem("family_cost_without_children", f"{path}.start", cost.start, end=cost.end, **by)
    elif option and present_ids.issuperset(cost.children or ()) and not any(weights_of(cost, present, option).values()):
        day = cost.end if option == "head_count_last_day" else cost.start
        details = {"day": day, "reading": name, "option": option}
        yield problem("family_cost_nobody_counted", f"{path}.start", cost.start, **details)


def _in_facility(child: Child, days: Span) -> bool:
    return any(p.in_facility and p.span.meets(days) for stay in child.stays for p in stay.placements)

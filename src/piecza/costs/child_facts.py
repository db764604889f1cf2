"""To whom a reading can matter: the facts of a child by which `READINGS` say so.

A fact may be so of a child to whom no option makes a difference; of another it must not be missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from piecza.case.child import Child, Exemption, Placement, Stay
from piecza.costs.cost_entries import COORDINATOR
from piecza.costs.costing import Costing
from piecza.dates import Span, month_of
from piecza.readings import READINGS, Fact


@dataclass(slots=True)
class ChildFacts:
    """A child of a case over the days asked for.

    ``single_segments``: none of its charges adds several segments up, as far as that is known.
    """

    costing: Costing
    index: int
    single_segments: bool = False
    child: Child = field(init=False)
    placements: list[Placement] = field(init=False)

    def __post_init__(self) -> None:
        self.child = self.costing.case.children[self.index]
        self.placements = [placement for stay in self.child.stays for placement in stay.placements]

    def asked(self, day: date | None) -> bool:
        """Whether a day is asked for."""
        asked = self.costing.asked
        return day is not None and asked.first <= day.toordinal() <= asked.last

    def asks_for(self, dated: Stay | Placement) -> bool:
        """Whether a stay or a placement has a day asked for."""
        asked = self.costing.asked
        return dated.start.toordinal() <= asked.last and (not dated.end or dated.end.toordinal() >= asked.first)

    def concerning(self, names: Iterable[str]) -> list[str]:
        """Which of some readings can matter to the child at all."""
        return [
            name
            for name in names
            if (facts := READINGS[name].concerns) is None or any(_IS_SO[fact](self, name) for fact in facts)
        ]


def _returns(of: ChildFacts) -> bool:
    stays = of.child.stays
    return len(stays) > 1 and any(map(of.asks_for, stays[1:]))


def _exempt_before_rule(of: ChildFacts, exemption: Exemption, reading: str) -> bool:
    """Whether a ground has a day asked for before the rule of which the reading speaks."""
    rule = of.costing.law.act.exemption_of.get(exemption.ground)
    if rule is None or rule[0] != reading:
        return False
    end = rule[1] - 1
    first = exemption.start.toordinal() if exemption.start else 0
    return of.costing.asked.meets(Span(first, min(end, exemption.end.toordinal()) if exemption.end else end))


def _charged_in_parts(of: ChildFacts) -> bool:
    """Whether a month's cost, or an expense's, may be a part of a whole: the whole of either is no fraction."""
    asked = of.costing.asked
    if any(of.asked(day) for placement in of.placements for day in (placement.start, placement.end)):
        return True
    given = (entry.start for placement in of.placements for entry in placement.monthly_cost)
    worked_out = of.costing.monthly(of.index, of.costing.readings).values()
    begins = (date.fromordinal(entry.days.first) for entries in worked_out for entry in entries)
    if any(day and day.day > 1 and of.asked(day) for day in chain(given, begins)):
        return True
    expenses = [expense.span for stay in of.child.stays for expense in stay.expenses]
    return any(span.meets(asked) and month_of(span.first) != month_of(span.last) for span in expenses)


_IS_SO: dict[Fact, Callable[[ChildFacts, str], bool]] = {
    "starts_on_29_february": lambda of, _: any(
        (stay.start.month, stay.start.day) == (2, 29) for stay in of.child.stays
    ),
    "returns": lambda of, _: _returns(of),
    "returned_after_2012": lambda of, _: _returns(of) and of.child.stays[0].start < of.costing.law.act.duty.since,
    "moves": lambda of, _: (
        len(of.placements) > 1
        and any(of.asked(placement.start) for stay in of.child.stays for placement in stay.placements[1:])
    ),
    # A day of an earlier stay counts for the clocks of later ones.
    "leaves": lambda of, _: any(of.asked(stay.end) for stay in of.child.stays) or _returns(of),
    "part_of_month": lambda of, _: any(of.asked(day) for stay in of.child.stays for day in (stay.start, stay.end)),
    "in_facility": lambda of, _: any(placement.in_facility and of.asks_for(placement) for placement in of.placements),
    "several_segments": lambda of, _: not of.single_segments,
    "part_of_cost": lambda of, _: _charged_in_parts(of),
    "emergency_care": lambda of, _: any(
        placement.form in of.costing.law.act.emergency.forms and of.asks_for(placement) for placement in of.placements
    ),
    "exempt": lambda of, name: any(_exempt_before_rule(of, exemption, name) for exemption in of.child.exemptions),
    # When other children move or leave matters as well.
    "family_costs": lambda of, _: bool(of.costing.family_readings(of.index)),
    "divided": lambda of, name: name in of.costing.family_readings(of.index),
    "coordinator": lambda of, _: any(
        expense.kind == COORDINATOR for stay in of.child.stays for expense in stay.expenses
    ),
}
"""When a fact is so of a child, for the reading of a name."""

"""To whom a reading can matter: the facts of a child by which `READINGS` say so.

A fact may be so of a child to whom no option makes a difference; of another it must not be missing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from piecza.case.child import Child
from piecza.costs.cost_entries import COORDINATOR
from piecza.costs.costing import Costing
from piecza.dates import month_of
from piecza.readings import READINGS, Fact


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child of a case over the days asked for.

    ``single_segments``: none of its charges adds several segments up, as far as that is known.
    """

    costing: Costing
    index: int
    single_segments: bool = False

    @property
    def child(self) -> Child:
        """The child."""
        return self.costing.case.children[self.index]

    def concerning(self, names: Iterable[str]) -> list[str]:
        """Which of some readings can matter to the child at all."""
        return [
            name
            for name in names
            if (facts := READINGS[name].concerns) is None or any(_IS_SO[fact](self, name) for fact in facts)
        ]


def _charged_in_parts(of: ChildFacts) -> bool:
    """Whether a month's cost, or an expense's, may be a part of a whole: the whole of either is no fraction."""
    asked = of.costing.asked

    def within(day: date | None) -> bool:
        return day is not None and asked.first <= day.toordinal() <= asked.last

    placements = [placement for stay in of.child.stays for placement in stay.placements]
    if any(within(day) for placement in placements for day in (placement.start, placement.end)):
        return True
    given = (entry.start for placement in placements for entry in placement.monthly_cost)
    worked_out = of.costing.monthly(of.index, of.costing.case.readings.settled()).values()
    begins = (date.fromordinal(entry.days.first) for entries in worked_out for entry in entries)
    if any(day and day.day > 1 and within(day) for day in chain(given, begins)):
        return True
    expenses = [expense.span for stay in of.child.stays for expense in stay.expenses]
    return any(span.meets(asked) and month_of(span.first) != month_of(span.last) for span in expenses)


_IS_SO: dict[Fact, Callable[[ChildFacts, str], bool]] = {
    "starts_on_29_february": lambda of, _: any(
        (stay.start.month, stay.start.day) == (2, 29) for stay in of.child.stays
    ),
    "returns": lambda of, _: len(of.child.stays) > 1,
    "returned_after_2012": lambda of, _: (
        len(of.child.stays) > 1 and of.child.stays[0].start < of.costing.law.act.duty.since
    ),
    "moves": lambda of, _: any(len(stay.placements) > 1 for stay in of.child.stays),
    "leaves": lambda of, _: any(stay.end for stay in of.child.stays),
    "part_of_month": lambda of, _: any(
        of.costing.asked.first <= day.toordinal() <= of.costing.asked.last
        for stay in of.child.stays
        for day in (stay.start, stay.end)
        if day
    ),
    "in_facility": lambda of, _: any(placement.in_facility for stay in of.child.stays for placement in stay.placements),
    "several_segments": lambda of, _: not of.single_segments,
    "part_of_cost": lambda of, _: _charged_in_parts(of),
    "emergency_care": lambda of, _: any(
        placement.form in of.costing.law.act.emergency.forms for stay in of.child.stays for placement in stay.placements
    ),
    "exempt": lambda of, name: any(
        exemption.ground in (grounds := of.costing.law.act.exemption_of) and grounds[exemption.ground][0] == name
        for exemption in of.child.exemptions
    ),
    # When other children move or leave matters as well.
    "family_costs": lambda of, _: bool(of.costing.family_readings(of.index)),
    "divided": lambda of, name: name in of.costing.family_readings(of.index),
    "coordinator": lambda of, _: any(
        expense.kind == COORDINATOR for stay in of.child.stays for expense in stay.expenses
    ),
}
"""When a fact is so of a child, for the reading of a name."""

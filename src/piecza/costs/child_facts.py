"""To whom a reading can matter: the facts of a child by which `READINGS` say so.

A fact may be so of a child to whom no option makes a difference; of another it must not be missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from piecza.case.child import Child
from piecza.costs.cost_entries import COORDINATOR
from piecza.costs.costing import Costing
from piecza.readings import READINGS


@dataclass(frozen=True, slots=True)
class ChildFacts:
    """A child of a case over the days asked for; every other method is a `Fact` about it.

    ``single_segments``: none of its charges adds several segments up, as far as that is known.
    """

    costing: Costing
    index: int
    single_segments: bool = False

    def concerning(self, names: Iterable[str]) -> list[str]:
        """Which of some readings can matter to the child at all."""
        return [name for name in names if self._is_concerned(name)]

    def _is_concerned(self, name: str) -> bool:
        facts = READINGS[name].concerns
        return facts is None or any(getattr(self, fact)() for fact in facts)

    @property
    def _child(self) -> Child:
        return self.costing.case.children[self.index]

    def starts_on_29_february(self) -> bool:
        """A stay begins on 29 February."""
        return any((stay.start.month, stay.start.day) == (2, 29) for stay in self._child.stays)

    def returns(self) -> bool:
        """It was placed more than once."""
        return len(self._child.stays) > 1

    def returned_after_2012(self) -> bool:
        """It was placed more than once, and the first time before the gminas' duty."""
        return self.returns() and self._child.stays[0].start < self.costing.law.duty.since

    def moves(self) -> bool:
        """A stay has several placements."""
        return any(len(stay.placements) > 1 for stay in self._child.stays)

    def leaves(self) -> bool:
        """A stay has an end."""
        return any(stay.end for stay in self._child.stays)

    def part_of_month(self) -> bool:
        """A stay begins or ends on a day asked for."""
        first, last = self.costing.asked
        edges = (day for stay in self._child.stays for day in (stay.start, stay.end) if day)
        return any(first <= edge.toordinal() <= last for edge in edges)

    def several_segments(self) -> bool:
        """A charge may add several segments up."""
        return not self.single_segments

    def emergency_care(self) -> bool:
        """A placement is in an emergency family or facility."""
        forms = self.costing.law.emergency.forms
        return any(placement.form in forms for stay in self._child.stays for placement in stay.placements)

    def exempt_ust_10a(self) -> bool:
        """An exemption has a ground of art. 191 ust. 10a."""
        return self._exempt_under("ust_10a_before_2014_09_19")

    def exempt_ust_17(self) -> bool:
        """An exemption has a ground of art. 191 ust. 17."""
        return self._exempt_under("ust_17_before_2018_08_27")

    def _exempt_under(self, reading: str) -> bool:
        exemption_of = self.costing.law.exemption_of
        return any(exemption_of[exemption.ground][0] == reading for exemption in self._child.exemptions)

    def family_costs(self) -> bool:
        """Its part of a family's cost depends on a reading, and so on when other children move or leave."""
        return bool(self.costing.family_readings(self.index))

    def wages(self) -> bool:
        """Wages, a relief family or a coordinator are divided among the children of its family."""
        return "wage_apportionment" in self.costing.family_readings(self.index)

    def lodging(self) -> bool:
        """Lodging or renovation is divided among the children of its family."""
        return "lodging_split" in self.costing.family_readings(self.index)

    def coordinator(self) -> bool:
        """A coordinator is paid for it, as an expense or as its family's cost."""
        expenses = (expense for stay in self._child.stays for expense in stay.expenses)
        return COORDINATOR in self.costing.family_readings(self.index) or any(
            expense.kind == COORDINATOR for expense in expenses
        )

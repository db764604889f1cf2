"""What a month costs: benefits by their rates, facilities by their averages, and a family's costs among its children.

The three rooms work out what a case does not give. What comes out of them is what the rule charges, with the place in
the document from which it comes.
"""

from typing import NamedTuple

from piecza.dates import Span

COORDINATOR = "coordinator"
"""The kind of cost that has a reading of its own, of the same name."""


class MonthlyEntry(NamedTuple):
    """What a full month costs on some days, in grosze, and the place in the document it comes from."""

    days: Span
    grosze: int
    source: str


class FamilyExpense(NamedTuple):
    """A child's part of a family's cost over some of its days there, in grosze, and that cost's place."""

    kind: str
    grosze: int
    days: Span
    source: str


class WorkedOut(NamedTuple):
    """What a stay costs beyond what its placements and expenses give."""

    monthly: dict[int, list[MonthlyEntry]]
    """By placement, in order of time."""
    expenses: list[FamilyExpense]
    """In the order of the document."""


NOTHING = WorkedOut({}, [])

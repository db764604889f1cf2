"""What the rule charges: monthly costs and expenses, each with the place in the document that it comes from."""

from itertools import pairwise
from typing import NamedTuple

from piecza.case.child import Placement
from piecza.dates import FOREVER, Span
from piecza.money import to_grosze

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


def given(placement: Placement, path: str, asked: Span) -> list[MonthlyEntry]:
    """The monthly costs that a placement gives, as far as they have any of the days asked for."""
    first_days = [(entry.start or placement.start).toordinal() for entry in placement.monthly_cost]
    return [
        MonthlyEntry(Span(first, after - 1), to_grosze(placement.monthly_cost[index].amount), f"{path}[{index}]")
        for index, (first, after) in enumerate(pairwise([*first_days, FOREVER + 1]))
        if first <= asked.last and after > asked.first
    ]

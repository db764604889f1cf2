"""Who is in which family on which days, and what a child counts for when a cost of the family is divided."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from piecza.case.bearing_days import days_of_stay, expense_bearers
from piecza.case.child import Child
from piecza.case.cost_facts import FamilyCost
from piecza.dates import Span
from piecza.readings import Readings


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
    by_family: Presences = {}
    for index, child in children:
        for number, stay in enumerate(child.stays):
            if not any(placement.family for placement in stay.placements):
                continue
            spans = [placement.span for placement in stay.placements]
            days = days_of_stay(spans, readings, ended=stay.end is not None)
            facilities = [placement.in_facility for placement in stay.placements]
            borne = expense_bearers(spans, facilities, days, readings.transfer_day)
            for placement, family_days in zip(stay.placements, borne, strict=True):
                if placement.family and family_days.days:
                    _add(by_family.setdefault(placement.family, []), Presence(index, number, family_days))
    return by_family


def _add(there: list[Presence], presence: Presence) -> None:
    """Days that follow each other in one family are one presence, whatever changed there."""
    if there:
        before = there[-1]
        if before[:2] == presence[:2] and before.days.last + 1 == presence.days.first:
            there[-1] = before._replace(days=Span(before.days.first, presence.days.last))
            return
    there.append(presence)


def there_for(cost: FamilyCost, there: Sequence[Presence], children: Sequence[Child]) -> list[Presence]:
    """Who is in the family on days of the cost, and on which of them, as far as the cost is for them."""
    return [
        presence._replace(days=days)
        for presence in there
        if (days := presence.days.within(cost.span)).days
        and (cost.children is None or children[presence.child].id in cost.children)
    ]


def runs_by_child(there: Iterable[Presence]) -> dict[int, list[Presence]]:
    """The presences of every child, in the order of the document."""
    by_child: dict[int, list[Presence]] = {}
    for presence in there:
        by_child.setdefault(presence.child, []).append(presence)
    return by_child


def weight_of(runs: Sequence[Presence], cost: FamilyCost, option: str) -> int:
    """What a child counts for when a cost is divided, given its presences (see `there_for`): by heads or by days."""
    match option:
        case "child_days":
            return sum(run.days.days for run in runs)
        case "head_count_first_day":
            return int(any(run.days.first == cost.span.first for run in runs))
        case "head_count_last_day":
            return int(any(run.days.last == cost.span.last for run in runs))
        case _:  # equal_per_child
            return 1

"""A case without what it can do without: the parts that a failure does not need are taken out, one by one.

Hypothesis makes every value as simple as it can; which months are asked for hangs on the children, so that it cannot
always take one of them out.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from pydantic import ValidationError

from piecza.case.case import Case
from piecza.case.child import Child, Stay
from piecza.dates import Month

T = TypeVar("T")


def smaller(case: Case) -> Iterator[Case]:
    """The cases that lack one part of a case and are still right, the largest first; at last its children renamed."""
    for name in ("children", "family_costs", "announcements", "powiat_rates"):
        for fewer in _without_one(getattr(case, name)):
            yield from _right(case, **{name: fewer})
    for index, child in enumerate(case.children):
        for its in _smaller_child(child):
            yield from _right(case, children=(*case.children[:index], its, *case.children[index + 1 :]))
    renamed = tuple(child.model_copy(update={"id": f"D-{n}"}) for n, child in enumerate(case.children, start=1))
    if renamed != case.children and not case.family_costs:  # which may name children
        yield from _right(case, children=renamed)


def smaller_month(example: tuple[Case, Month]) -> Iterator[tuple[Case, Month]]:
    """The same month asked of `smaller` cases."""
    case, month = example
    for each in smaller(case):
        yield each, month


def smaller_range(example: tuple[Case, Month, Month]) -> Iterator[tuple[Case, Month, Month]]:
    """The same months asked of `smaller` cases."""
    case, first, last = example
    for each in smaller(case):
        yield each, first, last


def _right(case: Case, **parts: object) -> Iterator[Case]:
    whole = {name: getattr(case, name) for name in type(case).model_fields if name != "schema_"}
    try:
        yield Case(**{**whole, **parts})
    except ValidationError:
        return


def _without_one(parts: Sequence[T]) -> Iterator[tuple[T, ...]]:
    for index in range(len(parts)):
        yield (*parts[:index], *parts[index + 1 :])


def _smaller_child(child: Child) -> Iterator[Child]:
    for fewer in _without_one(child.stays):
        if fewer:
            yield child.model_copy(update={"stays": fewer})
    for exemptions in _without_one(child.exemptions):
        yield child.model_copy(update={"exemptions": exemptions})
    for index, stay in enumerate(child.stays):
        for its in _smaller_stay(stay):
            yield child.model_copy(update={"stays": (*child.stays[:index], its, *child.stays[index + 1 :])})


def _smaller_stay(stay: Stay) -> Iterator[Stay]:
    for expenses in _without_one(stay.expenses):
        yield stay.model_copy(update={"expenses": expenses})
    if stay.ended_by:
        yield stay.model_copy(update={"ended_by": None})
    if len(stay.placements) > 1:
        yield stay.model_copy(update={"placements": stay.placements[1:]})
        yield stay.model_copy(update={"placements": stay.placements[:-1], "ended_by": None})
    for index, placement in enumerate(stay.placements):
        fewer = [placement.model_copy(update={"monthly_cost": placement.monthly_cost[:-1]})]
        if placement.end and index == len(stay.placements) - 1:
            fewer.append(placement.model_copy(update={"end": None}))
        for its in fewer if placement.monthly_cost else fewer[1:]:
            placements = (*stay.placements[:index], its, *stay.placements[index + 1 :])
            yield stay.model_copy(update={"placements": placements, "ended_by": stay.ended_by if its.end else None})

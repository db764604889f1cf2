"""How a property is tried: on cases drawn alike every time, until the smallest that breaks it is found."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar, TypeVarTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException
from pydantic import ValidationError

from piecza.case.case import Case
from piecza.case.child import Child, Stay
from piecza.language.text import Lang, Text

T = TypeVar("T")
Months = TypeVarTuple("Months")

Says = Callable[[], Text]
"""What makes the sentences of a failure, once the smallest case is found."""

MAX_EXAMPLES = 300
"""How many cases a property is tried on unless told otherwise."""


class _Broken(Exception):  # noqa: N818  it only carries the example
    """An example that breaks a property: what is wrong with it, or what was raised instead."""

    def __init__(self, example: Any, says: Says | None, error: Exception | None) -> None:
        super().__init__()
        self.example, self.says, self.error = example, says, error


def holds(
    drawn: st.SearchStrategy[T],
    check: Callable[[T], Says | None],
    shown: Callable[[T], Text],
    *,
    lang: Lang,
    max_examples: int,
    smaller: Callable[[T], Iterable[T]] = lambda _: (),
) -> None:
    """AssertionError with what ``check`` says of the smallest example that it finds wrong, in ``lang``.

    ``smaller`` gives the examples without one part of another. What the user's own function raises goes through, with
    a note that shows the example.
    """
    __tracebackhide__ = True

    @settings(
        max_examples=max_examples,
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn)
    def run(example: T) -> None:
        if broken := _tried(example, check):
            raise broken

    try:
        run()
    except _Broken as broken:
        smallest = _smallest(broken, check, smaller)
    else:
        return
    text = shown(smallest.example)[lang]
    if smallest.error:
        smallest.error.add_note(text)
        raise smallest.error
    assert smallest.says, "it is wrong, or something was raised"
    raise AssertionError(f"{smallest.says()[lang]}\n\n{text}")


def _tried(example: T, check: Callable[[T], Says | None]) -> _Broken | None:
    try:
        says = check(example)
    except HypothesisException:
        raise
    except Exception as error:
        return _Broken(example, None, error)
    return _Broken(example, says, None) if says else None


def _smallest(broken: _Broken, check: Callable[[T], Says | None], smaller: Callable[[T], Iterable[T]]) -> _Broken:
    """The example without every part that it does not need to be wrong in the same way."""
    for example in smaller(broken.example):
        again = _tried(example, check)
        if again and type(again.error) is type(broken.error):
            return _smallest(again, check, smaller)
    return broken


def smaller(case: Case) -> Iterator[Case]:
    """The cases that lack one part of a case and are still right, the largest first; last, its children renamed."""
    for name in ("children", "family_costs", "announcements", "powiat_rates"):
        for fewer in _without_one(getattr(case, name)):
            yield from _right(case, **{name: fewer})
    for index, child in enumerate(case.children):
        for smaller_child in _smaller_child(child):
            yield from _right(case, children=(*case.children[:index], smaller_child, *case.children[index + 1 :]))
    renamed = tuple(child.model_copy(update={"id": f"D-{n}"}) for n, child in enumerate(case.children, start=1))
    if renamed != case.children and not case.family_costs:  # which may name children
        yield from _right(case, children=renamed)


def smaller_asked(example: tuple[Case, *Months]) -> Iterator[tuple[Case, *Months]]:
    """The same months asked of `smaller` cases."""
    case, *asked = example
    return ((fewer, *asked) for fewer in smaller(case))  # type: ignore[misc]


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
        for smaller_stay in _smaller_stay(stay):
            yield child.model_copy(update={"stays": (*child.stays[:index], smaller_stay, *child.stays[index + 1 :])})


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
        for changed in fewer if placement.monthly_cost else fewer[1:]:
            placements = (*stay.placements[:index], changed, *stay.placements[index + 1 :])
            yield stay.model_copy(update={"placements": placements, "ended_by": stay.ended_by if changed.end else None})

"""How a property is tried: on cases drawn alike every time, until the smallest that breaks it is found."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

T = TypeVar("T")
Says = Callable[[], str]
"""What makes the sentences of a failure, once the smallest case is found."""
MAX_EXAMPLES = 300
"""How many cases a property is tried on unless told otherwise."""


class _Broken(Exception):  # noqa: N818  not an error of anybody
    """An example that breaks a property: what is wrong with it, or what was raised instead."""

    def __init__(self, example: Any, says: Says | None, error: Exception | None) -> None:
        super().__init__()
        self.example, self.says, self.error = example, says, error


def holds(
    drawn: st.SearchStrategy[T],
    check: Callable[[T], Says | None],
    shown: Callable[[T], str],
    *,
    max_examples: int,
    smaller: Callable[[T], Iterable[T]] = lambda _: (),
) -> None:
    """AssertionError with what ``check`` says of the smallest example that it finds wrong.

    ``smaller`` gives the examples that lack one part of another. What the user's own function raises goes through, with
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
        found = _smallest(broken, check, smaller)
    else:
        return
    text = shown(found.example)
    if found.error:
        found.error.add_note(text)
        raise found.error
    assert found.says, "it is wrong, or something was raised"
    raise AssertionError(f"{found.says()}\n\n{text}")


def _tried(example: T, check: Callable[[T], Says | None]) -> _Broken | None:
    try:
        says = check(example)
    except HypothesisException:
        raise
    except Exception as error:
        return _Broken(example, None, error)
    return _Broken(example, says, None) if says else None


def _smallest(found: _Broken, check: Callable[[T], Says | None], smaller: Callable[[T], Iterable[T]]) -> _Broken:
    """What is left of an example when every part without which it is wrong in the same way is taken out."""
    for example in smaller(found.example):
        broken = _tried(example, check)
        if broken and type(broken.error) is type(found.error):
            return _smallest(broken, check, smaller)
    return found

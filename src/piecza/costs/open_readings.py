"""What depends on a reading that was not chosen: the results under each of its options, and whether they differ."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from piecza.errors import TEXTS
from piecza.errors.problems import OpenReading, Option
from piecza.readings import READINGS, Readings

T = TypeVar("T")
Choice = tuple[str, ...]
"""Options of some open readings, in the order of their names."""


def outcomes(readings: Readings, names: Sequence[str], work: Callable[[Readings], T]) -> dict[Choice, T]:
    """The result under every choice of the named open readings, first options first."""
    choices = product(*(READINGS[name].options for name in names))
    return {choice: work(readings.choose(**dict(zip(names, choice, strict=True))).settled()) for choice in choices}


def decisive(names: Sequence[str], results: Mapping[Choice, object]) -> tuple[str, ...]:
    """The open readings whose options lead to different results under some choice of the others."""

    def decides(index: int) -> bool:
        by_others: dict[Choice, object] = {}
        return any(
            by_others.setdefault(choice[:index] + choice[index + 1 :], result) != result
            for choice, result in results.items()
        )

    return tuple(name for index, name in enumerate(names) if decides(index))


def needed(name: str, children: Iterable[str], totals: Mapping[str, str | None]) -> OpenReading:
    """A reading that must be chosen: whom it concerns, and the document's total under each option."""
    return OpenReading(
        name,
        tuple(children),
        tuple(Option(option=option, total=total) for option, total in totals.items()),
        TEXTS["reading_needed"].fill(reading=name, question=READINGS[name].question),
    )

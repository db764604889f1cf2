"""What depends on a reading that was not chosen: the results under each of its options, and whether they differ."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product

from piecza.errors import TEXTS
from piecza.errors.problems import Notice, OpenReading, Option, notice
from piecza.readings import READINGS, Readings

Choice = tuple[str, ...]
"""Options of some open readings, in the order of their names."""


@lru_cache(maxsize=1 << 10)
def choices(readings: Readings, names: tuple[str, ...]) -> dict[Choice, Readings]:
    """The settled readings under every choice of the named open ones, first options first."""
    chosen = product(*(READINGS[name].options for name in names))
    return {choice: readings.choose(**dict(zip(names, choice, strict=True))).settled() for choice in chosen}


@lru_cache(maxsize=1 << 7)
def other_options(readings: Readings) -> dict[str, dict[str, Readings]]:
    """By every reading that is chosen, the same readings, settled, under each other option of it."""
    settled = readings.settled()
    return {
        name: {option: settled.choose(**{name: option}) for option in reading.options if option != chosen}
        for name, reading in READINGS.items()
        if (chosen := getattr(readings, name))
    }


def decisive(names: Sequence[str], made: Sequence[Choice], differ: Callable[[Choice, Choice], bool]) -> tuple[str, ...]:
    """The open readings whose options lead to results that ``differ`` under some of the choices ``made`` of the others.

    Nothing more is compared once that is known of a reading.
    """
    return tuple(
        name
        for index, name in enumerate(names)
        if any(differ(one, other) for one, other in _beside(tuple(made), index))
    )


@lru_cache(maxsize=1 << 7)
def _beside(made: tuple[Choice, ...], index: int) -> list[tuple[Choice, Choice]]:
    """Choices that differ in one reading's option alone, each with the first of them."""
    first: dict[Choice, Choice] = {}
    beside = [(first.setdefault(choice[:index] + choice[index + 1 :], choice), choice) for choice in made]
    return [(one, other) for one, other in beside if one is not other]


def needed(name: str, children: Iterable[str], totals: Mapping[str, str | None]) -> OpenReading:
    """A reading that must be chosen: whom it concerns, and the document's total under each option."""
    return OpenReading(
        name,
        tuple(children),
        tuple(Option(option=option, total=total) for option, total in totals.items()),
        TEXTS["reading_needed"].fill(reading=name, question=READINGS[name].question),
    )


def not_chosen(differing: Container[str]) -> list[Notice]:
    """The notices about readings that were not chosen and change no amount, only what is printed beside one."""
    return [
        notice("reading_not_chosen", f"readings.{name}", reading=name, option=READINGS[name].options[0])
        for name in READINGS
        if name in differing
    ]

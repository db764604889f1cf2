"""The numbers of noty: the pattern that an agreement names, and the first free number of a series."""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Annotated

from pydantic import AfterValidator

from piecza.dates import Month
from piecza.errors.problems import InputError, problem
from piecza.model import refuse


def _pattern(text: str) -> str:
    names = re.findall(r"\{([^{}]*)\}", text)
    left = re.sub(r"\{[^{}]*\}", "", text)
    if "{" in left or "}" in left or "nr" not in names or set(names) - {"nr", "symbol", "mm", "rrrr"}:
        raise refuse("number_pattern")
    return text


NumberPattern = Annotated[str, AfterValidator(_pattern)]
"""A text with ``{nr}``, the counter, and perhaps ``{symbol}``, ``{mm}`` and ``{rrrr}``, the month and year charged."""


def number_of(pattern: NumberPattern, nr: int, symbol: str, month: Month) -> str:
    """The number of a nota by its pattern."""
    return pattern.format(nr=nr, symbol=symbol, mm=f"{month.month:02d}", rrrr=month.year)


def refuse_taken(numbers: Iterable[str], taken: Collection[str]) -> None:
    """InputError for each number that a stored document has already."""
    if twice := [number for number in numbers if number in taken]:
        raise InputError(problem("number_taken", "first_number", number) for number in twice)


class Numbers:
    """The counters of all series: each begins with the ``first`` number, or without it with the first free one."""

    def __init__(self, first: int | None, taken: Collection[str]) -> None:
        self.first, self.taken = first, taken
        self.counters: dict[str, int] = {}

    def next(self, numbered: Callable[[int], str]) -> str:
        """The next number of a series, given how it writes a counter."""
        series = numbered(0)
        nr = self.counters.get(series, self.first or 1)
        while self.first is None and numbered(nr) in self.taken:
            nr += 1
        self.counters[series] = nr + 1
        return numbered(nr)

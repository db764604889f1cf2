"""Days, spans of days, months and anniversaries.

Inside the library a day is its proleptic Gregorian ordinal (`datetime.date.toordinal`), and a span is a pair of them,
both inclusive. Nothing here reads the clock of the machine: "today" is an argument of whoever asks.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple, Self

FIRST_DAY = date(1990, 1, 1)
"""The first day that a document may hold."""
LAST_DAY = date(2099, 12, 31)
"""The last day that a document may hold."""
FOREVER = LAST_DAY.toordinal()
"""The last day of what has no end yet, as an ordinal."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both inclusive ordinals; empty where the last comes before the first."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days it holds."""
        return max(0, self.last - self.first + 1)

    def meets(self, other: "Span") -> bool:
        """Whether a day lies in both."""
        return self.first <= self.last >= other.first <= other.last >= self.first

    def within(self, other: Self) -> "Span":
        """The days that both hold, possibly none."""
        return Span(max(self.first, other.first), min(self.last, other.last))


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month, ``Month(2025, 3)``; in text ``2025-03``. Months compare in order of time.

    ValueError unless it is one, from 1990-01 to 2099-12.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (FIRST_DAY.year <= self.year <= LAST_DAY.year and 1 <= self.month <= 12):
            raise ValueError("not a month from 1990-01 to 2099-12")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month of ``"2025-03"``. ValueError unless it is one, from 1990-01 to 2099-12."""
        match = _MONTH.fullmatch(text)
        if match is None:
            raise ValueError("not a month (YYYY-MM)")
        return cls(int(match[1]), int(match[2]))

    @property
    def start(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def end(self) -> date:
        """Its last day."""
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.start.toordinal(), self.end.toordinal())

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def month_of(day: int) -> Month:
    """The month in which a day (an ordinal) lies."""
    at = date.fromordinal(day)
    return Month(at.year, at.month)


def months_apart(one: Month, other: Month) -> int:
    """How many months ``other`` comes after ``one``."""
    return (other.year - one.year) * 12 + other.month - one.month


def months(first: Month, last: Month) -> Iterator[Month]:
    """The months from ``first`` to ``last``, both inclusive."""
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield Month(number // 12, number % 12 + 1)


def day_from_text(text: str) -> date | None:
    """The day of ``"2025-03-15"``; None where the form is right but no such day exists. ValueError for another form."""
    if _DAY.fullmatch(text) is None:
        raise ValueError("not a day (YYYY-MM-DD)")
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=1 << 16)
def anniversary(day: int, years: int, *, leap_day_on_march_1: bool) -> int:
    """The day ``years`` years after ``day``; both are ordinals.

    29 February has no matching day in a common year. Which one takes its place is the caller's to say: 1 March, or
    28 February (as KC art. 112 has it for a term that ends).
    """
    start = date.fromordinal(day)
    if (start.month, start.day) != (2, 29):
        return start.replace(year=start.year + years).toordinal()
    from dateutil.relativedelta import relativedelta  # a tenth of what importing the library takes

    matching = start + relativedelta(years=years)
    return matching.toordinal() + (leap_day_on_march_1 and matching.day != start.day)

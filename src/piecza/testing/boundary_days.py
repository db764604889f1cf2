"""Days and amounts, drawn on and beside every boundary; the simplest are plain ones."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import TypeVar

from hypothesis import strategies as st

from piecza.dates import anniversary, month_of
from piecza.law.act import art_191
from piecza.money import to_decimal

T = TypeVar("T")

FIRST = date(2010, 1, 1)
"""The first day that is drawn."""
LAST = art_191().verified_until
"""The last day that is drawn: the law is known to it."""
PLAIN = date(2023, 1, 1)
"""The simplest day."""
LAW_DAYS = sorted({art_191().duty.since, art_191().coordinator.since, *(rule.since for rule in art_191().exemptions)})
"""The days on which the law changes something: 1 January 2012, 19 September 2014, 27 August 2018, 1 February 2023."""
_EDGES = [*(date(year, 2, 29) for year in (2024, 2020, 2016, 2012)), date(2023, 2, 28), date(2024, 12, 31)]
_AMOUNTS = (100_00, 1002_00, 1517_00, 8305_63, 1, 5, 0)
"""Some amounts in grosze, the simplest first."""


def beside(edges: Iterable[int], low: int, high: int, reach: int = 1) -> list[int]:
    """The days (ordinals) from ``low`` to ``high`` that lie on an edge or up to ``reach`` days beside it."""
    offsets = sorted(range(-reach, reach + 1), key=abs)
    return list(dict.fromkeys(at for edge in edges for off in offsets if low <= (at := edge + off) <= high))


@lru_cache(maxsize=1 << 10)
def days(first: date = FIRST, last: date = LAST) -> st.SearchStrategy[date]:
    """Days from ``first`` to ``last``, both inclusive, most of them on or beside leap days, ends of a month and changes
    of the law. The simplest is 1 January 2023, or the day nearest to it.
    """
    low, high = first.toordinal(), last.toordinal()
    plain = min(max(PLAIN.toordinal(), low), high)

    def at(steps: int) -> int:
        return plain + steps if plain + steps <= high else high - steps

    edges, act = ([day.toordinal() for day in dates] for dates in (_EDGES, LAW_DAYS))
    return _one_of(st.integers(0, high - low).map(at), beside(edges, low, high), beside(act, low, high))


@lru_cache(maxsize=1 << 12)
def days_after(start: date, last: date = LAST) -> st.SearchStrategy[date]:
    """Days from ``start`` on, itself included, to ``last`` or at most three years later: any, and on and beside the
    anniversaries of ``start``, multiples of 365 days, ends of a month and changes of the law.
    """
    low = start.toordinal()
    high = max(low, min(last.toordinal(), low + 1100))
    turns = [anniversary(low, years, leap_day_on_march_1=True) for years in (1, 2, 3)]
    turns += [low + 365 * years for years in (1, 2, 3)]
    ends: list[int] = []
    at = low
    while at <= high and len(ends) < 27:
        ends.append(month_of(at).span.last)
        at = ends[-1] + 1
    act = [day.toordinal() for day in LAW_DAYS]
    any_day = st.integers(low, high)
    return _one_of(any_day, beside(turns, low, high, reach=2), beside(ends, low, high), beside(act, low, high))


def _one_of(any_day: st.SearchStrategy[int], *marked: Sequence[int]) -> st.SearchStrategy[date]:
    return st.one_of(any_day, *(st.sampled_from(edges) for edges in marked if edges)).map(date.fromordinal)


@cache
def amounts() -> st.SearchStrategy[Decimal]:
    """Amounts from 0.00 to 20000.00 zł; the simplest is 100.00 zł."""
    return st.one_of(st.sampled_from(_AMOUNTS), st.integers(0, 20_000_00)).map(to_decimal)


@lru_cache(maxsize=1 << 10)
def among(options: tuple[T, ...]) -> st.SearchStrategy[T]:
    """One of some things, the simplest first; made only once, since making a strategy takes longer than drawing."""
    return st.sampled_from(options)


def next_day(day: date) -> date:
    """The day after."""
    return day + timedelta(days=1)

"""Whole numbers, compiled: rounding, sums of fractions, anniversaries.

Nothing here can wrap: amounts stay within `money.MAX_GROSZE` (below 2**34), days and years within those of a document.
What each function needs of its arguments stands in it, ADR 11 adds it up.
"""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

P = ParamSpec("P")
T = TypeVar("T")

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Letters = npt.NDArray[np.uint8]


_OPTIONS: dict[str, Any] = {"cache": True, "nogil": True, "error_model": "numpy", "_nrt": False}
"""Kept on disk, and free of the interpreter's lock. Nothing compiled here makes an array, so that no references need be
counted (``_nrt``): counting them, which numba does at every touch, takes ten times as long as the rule."""


def compiled(function: Callable[P, T]) -> Callable[P, T]:
    """A function compiled when it is first called."""
    return cast("Callable[P, T]", numba.njit(**_OPTIONS)(function))


def inlined(function: Callable[P, T]) -> Callable[P, T]:
    """A function that is compiled into those that call it for every month: a call costs more than its work."""
    return cast("Callable[P, T]", numba.njit(**_OPTIONS, inline="always")(function))


whole = cast("Callable[[int], int]", np.int64)
"""A whole number that counts up from here: numba compiles anew for each number that stands as such in a call."""

DIGIT = 1 << 30
"""What the digits of fractions are counted by, in `rounded_sum`."""


@compiled
def half_up(numerator: int, denominator: int) -> int:
    """The integer nearest to ``numerator / denominator``, halves away from zero. The denominator is positive.

    Twice the numerator and the denominator together stay below 2**63.
    """
    if numerator < 0:
        return -((denominator - 2 * numerator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


@compiled
def rounded_sum(numerators: Ints, denominators: Ints, count: int) -> int:
    """The integer nearest to the sum of ``count`` fractions, halves away from zero; the numerators are used up.

    The common denominator of many fractions fits no machine word, so none is formed. What is asked is the floor of
    twice the sum. Its whole part is added up first, then the digits of what is left of each fraction, to the base
    2**30, until no more of them can reach the next integer. Fractions that add up to an integer exactly are known by
    it that they have not decided after ``count + 2`` digits: a sum that is no integer is further from one than that.
    Denominators are positive and below 2**22, numerators below 2**60 either way, and ``count`` is below 2**29.
    """
    twice, running = 0, 0
    for index in range(count):
        denominator = denominators[index]
        quotient = numerators[index] // denominator
        rest = 2 * (numerators[index] - quotient * denominator)
        carried = rest // denominator
        twice += 2 * quotient + carried
        numerators[index] = rest - carried * denominator
        running += numerators[index] > 0
    gap, exact = whole(1), running == 0  # to the next integer, in units of the last digit
    for digits in range(1, count + 3):
        if running <= gap:
            break
        added, running = whole(0), 0
        for index in range(count):
            denominator = denominators[index]
            scaled = numerators[index] * DIGIT
            digit = scaled // denominator
            added += digit
            numerators[index] = scaled - digit * denominator
            running += numerators[index] > 0
        gap = gap * DIGIT - added
        if digits == 1:
            while gap <= 0:
                twice, gap = twice + 1, gap + DIGIT
            exact = gap == DIGIT and running == 0
        elif gap <= 0:
            twice, exact, running = twice + 1, gap == 0 and running == 0, 0
            break
    if running > gap:
        twice, exact = twice + 1, True
    if twice < 0 and exact:  # half a grosz, or none: away from zero
        return -((1 - twice) // 2)
    return (twice + 1) // 2


@compiled
def year_month_day(day: int) -> tuple[int, int, int]:
    """The year, month and day of the month of an ordinal; years are counted from March on the way."""
    days = day + 305
    period = days // 146_097
    rest = days - period * 146_097
    year = (rest - rest // 1_460 + rest // 36_524 - rest // 146_096) // 365
    of_year = rest - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    of_month = of_year - (153 * month + 2) // 5 + 1
    if month < 10:
        return period * 400 + year, month + 3, of_month
    return period * 400 + year + 1, month - 9, of_month


@compiled
def ordinal(year: int, month: int, day: int) -> int:
    """The ordinal of a day of the calendar."""
    march_year, march_month = (year, month - 3) if month > 2 else (year - 1, month + 9)
    before = 365 * march_year + march_year // 4 - march_year // 100 + march_year // 400
    return before + (153 * march_month + 2) // 5 + day - 306


@compiled
def anniversary(day: int, years: int, leap_day_on_march_1: bool) -> int:
    """The day ``years`` years after a day; both are ordinals (see `piecza.dates.anniversary`)."""
    year, month, of_month = year_month_day(day)
    year += years
    if month == 2 and of_month == 29 and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return ordinal(year, 3, 1) if leap_day_on_march_1 else ordinal(year, 2, 28)
    return ordinal(year, month, of_month)


@compiled
def sums_by_place(places: npt.NDArray[np.int32], amounts: Ints, sums: Ints, has_any: Flags) -> None:
    """The sum of the amounts at every place, and which places have any."""
    for row in range(len(places)):
        sums[places[row]] += amounts[row]
        has_any[places[row]] = True

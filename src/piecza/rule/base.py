"""The base of a line: what was spent on its days (art. 191 ust. 9 and 10), rounded, and what its share is taken of.

A monthly cost for a part of a month goes by days (``divisor``); in a facility perhaps by a rate for a day
(``facility_days``). The base is rounded before the percentage is taken, or only to be printed (``base_rounding``).
That a facility's month is divided by days at all is inferred: art. 87 ust. 4 concerns families.
"""

from typing import NamedTuple

from piecza.case.child import FACILITY_FORMS
from piecza.costs.averages import day_rate_of
from piecza.dates import Span
from piecza.money import half_up
from piecza.readings import Readings

MONTHLY_COST = "monthly_cost"


class ShareBase(NamedTuple):
    """What shares are taken of: an amount in grosze, and the number of days among which it is divided.

    The share of some days at a percentage is the amount × those days × percent ÷ ``days``.
    """

    grosze: int
    days: int


class LineBase(NamedTuple):
    """The base of a line in grosze, rounded to one; in a facility perhaps the rate for a day that it comes from.

    ``exact`` is what its shares are taken of where that is not the base over the line's days.
    """

    grosze: int
    day_rate: int | None = None
    exact: ShareBase | None = None


def monthly_base(rate: int, form: str, days: int, *, month_days: int, divisor: int, readings: Readings) -> LineBase:
    """The base of some days of a month at a monthly cost (in grosze): amount × days ÷ divisor, a whole month in full.

    Under ``day_rate`` that of a facility is days × the rate for a day, in every month.
    """
    if readings.facility_days == "day_rate" and form in FACILITY_FORMS:
        day_rate = day_rate_of(rate)
        return LineBase(day_rate * days, day_rate)
    if days == month_days:
        return LineBase(rate)
    return _rounded(half_up(rate * days, divisor), ShareBase(rate, divisor), readings)


def expense_base(grosze: int, whole: Span, first: int, last: int, readings: Readings) -> LineBase:
    """The base of some days of an expense: what has accrued to the last of them less what had accrued before the first.

    So the months add up.
    """
    before, through = first - whole.first, last - whole.first + 1
    if last - first + 1 == whole.days:
        return LineBase(grosze)
    accrued = half_up(grosze * through, whole.days) - half_up(grosze * before, whole.days)
    return _rounded(accrued, ShareBase(grosze, whole.days), readings)


def _rounded(grosze: int, exact: ShareBase, readings: Readings) -> LineBase:
    return LineBase(grosze, exact=exact if readings.base_rounding == "exact" else None)

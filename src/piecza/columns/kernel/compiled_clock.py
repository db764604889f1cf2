"""The clock of a child's stays, compiled (see `piecza.rule.clock`): days of stay, and the days on which bands begin."""

from typing import NamedTuple

import numpy as np

from piecza.columns.case_columns import ENDED_BY, NOT_SAID, PLACE, CaseColumns, RowArray
from piecza.columns.kernel.compiled_numbers import Ints, anniversary, compiled, inlined, ordinal, year_month_day
from piecza.columns.rule_columns import RuleColumns
from piecza.dates import FOREVER

DAY_BEFORE_ANNIVERSARY, KC_112, KC_114 = range(3)
MARCH_1, FEBRUARY_28 = range(2)
SUM, RESET, RESET_IF_GMINA_CHANGES = range(3)
EXEMPT, PAYS = range(2)
COUNTED, NOT_COUNTED = range(2)
DAILY, FIRST_DAY, LAST_DAY = range(3)

ADULTHOOD = ENDED_BY.index("adulthood")
RETURN_HOME = ENDED_BY.index("return_home")
OTHER = ENDED_BY.index("other")

KC_114_YEAR = 365
NEVER = FOREVER + 1
"""In place of the day on which something begins: it does not within the stay."""


CLOCK = np.dtype([("first", PLACE), ("last", PLACE), ("goes_on", PLACE), ("before", PLACE), ("before_duty", PLACE)])


class Clocks(NamedTuple):
    """The stays of one child, by their place in it: written anew for every child.

    Of ``stays``, ``first`` and ``last`` are the days of stay, none where the last comes before the first; ``before``
    the days of stays that it goes on from. ``begins[stay, year]`` is the day from which the year of stay, or a later
    one, decides the band; years are those up to the last band.
    """

    stays: RowArray
    begins: Ints


def clocks_of(stays: int, years: int) -> Clocks:
    """Room for the clocks of so many stays."""
    return Clocks(np.recarray(stays, CLOCK), np.empty((stays, years + 1), np.int64))


@compiled
def set_clocks(case: CaseColumns, rule: RuleColumns, child: int, clocks: Clocks) -> None:
    """The clocks of the stays of a child."""
    stays = case.children[child].first_stay
    placed_before = case.placements[case.stays[stays].first_placement].start < rule.duty
    for stay in range(stays, case.children[child + 1].first_stay):
        own, final = stay - stays, case.stays[stay + 1].first_placement - 1
        start = case.placements[case.stays[stay].first_placement].start
        ended = not case.placements[final].lasts
        clocks.stays[own].first = start
        clocks.stays[own].last = case.placements[final].end - (ended and rule.leaving_day == NOT_COUNTED)
        clocks.stays[own].goes_on = own > 0 and counts_on(case, rule, stay)
        clocks.stays[own].before = 0
        if clocks.stays[own].goes_on:
            days = max(0, clocks.stays[own - 1].last - clocks.stays[own - 1].first + 1)
            clocks.stays[own].before = clocks.stays[own - 1].before + days
        clocks.stays[own].before_duty = start < rule.duty or (placed_before and rule.pre_2012_return == EXEMPT)
        set_bands(rule, clocks, own)


@compiled
def counts_on(case: CaseColumns, rule: RuleColumns, stay: int) -> bool:
    """Whether a stay continues the clock of the one before."""
    start = case.placements[case.stays[stay].first_placement].start
    if (
        case.placements[case.stays[stay - 1].first_placement].start < rule.duty <= start
        and rule.pre_2012_return == PAYS
    ):
        return False
    ended_by = case.stays[stay - 1].ended_by
    if ended_by == ADULTHOOD:
        return True
    if ended_by in (RETURN_HOME, OTHER, NOT_SAID):
        if rule.after_return == RESET_IF_GMINA_CHANGES:
            return bool(case.stays[stay].compared == case.stays[stay - 1].compared)
        return rule.after_return == SUM
    return False


@compiled
def set_bands(rule: RuleColumns, clocks: Clocks, stay: int) -> None:
    """The days from which the years of a stay decide the band, once months in which they begin are settled."""
    first, last = clocks.stays[stay].first, clocks.stays[stay].last
    goes_on, before = clocks.stays[stay].goes_on, clocks.stays[stay].before
    reached = before // KC_114_YEAR + 1 if goes_on else 1  # the year of the first day
    for year in range(1, clocks.begins.shape[1]):
        if year <= reached:
            clocks.begins[stay, year] = first
            continue
        begins = year_start(rule, first, goes_on, before, year)
        clocks.begins[stay, year] = month_settled(rule, begins, first, last) if begins <= last else NEVER


@compiled
def year_start(rule: RuleColumns, first: int, goes_on: bool, before: int, year: int) -> int:
    """The first day of a year of stay after the first."""
    if goes_on or rule.year_boundary == KC_114:
        return first + (year - 1) * KC_114_YEAR - before
    if rule.year_boundary == KC_112:  # the year ends with the anniversary, in February by its last day
        return anniversary(first, year - 1, False) + 1
    return anniversary(first, year - 1, rule.leap_day == MARCH_1)


@compiled
def month_settled(rule: RuleColumns, begins: int, first: int, last: int) -> int:
    """The day from which a year that begins within a stay decides the band (``mid_month``)."""
    if rule.mid_month == DAILY:
        return begins
    year, month, _ = year_month_day(begins)
    month_first = max(first, ordinal(year, month, 1))
    if rule.mid_month == LAST_DAY or begins == month_first:
        return month_first
    after = ordinal(year + 1, 1, 1) if month == 12 else ordinal(year, month + 1, 1)
    return min(after, last + 1)


@inlined
def is_over(clocks: Clocks, stay: int, day: int) -> bool:
    """Whether a stay has no day of stay from a day on."""
    return bool(clocks.stays[stay].last < max(clocks.stays[stay].first, day))


@compiled
def month_on(rule: RuleColumns, day: int) -> int:
    """The place of the month of a day among those asked for; below 0, or beyond the last, where it is none of them."""
    year, month, _ = year_month_day(day)
    return year * 12 + month - 1 - rule.first_month

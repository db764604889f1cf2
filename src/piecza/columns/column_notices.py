"""What a reader of charges in columns must know and what is no error, by the rows that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from piecza.columns.case_columns import ENDED_BY, KINDS, CaseColumns
from piecza.columns.charging import room_of
from piecza.columns.kernel.compiled_clock import NOT_COUNTED, PAYS
from piecza.columns.kernel.compiled_notices import months_without_cost
from piecza.columns.kernel.compiled_numbers import Flags, Ints
from piecza.columns.reading_tables import ReadTables
from piecza.columns.rule_columns import RuleColumns
from piecza.costs.cost_entries import COORDINATOR
from piecza.errors.problems import Notice, notice
from piecza.model import could_exist, is_city
from piecza.readings import Readings
from piecza.rule.clock import ADULTS_NAMED_SINCE


@dataclass(frozen=True, slots=True, repr=False)
class RowNotices:
    """The notices about rows of tables: gminas, costs that are missing, coordinators, clocks that are inferred.

    ``readings`` are those that were chosen, ``rule`` is that of the settled ones. ``of_gminas`` are `gmina_notices`.
    """

    read: ReadTables
    rule: RuleColumns
    readings: Readings
    of_gminas: list[Notice]

    def __iter__(self) -> Iterator[Notice]:
        yield from self.of_gminas
        yield from _of_missing_costs(self.read, self.rule)
        yield from _of_coordinators(self.read, self.rule, self.readings)
        yield from _of_clocks(self.read, self.rule)


def _at(read: ReadTables, table: str, place: int) -> str:
    return f"{table}[{read.rows[table][place]}]"


def _days_of_stays(case: CaseColumns) -> tuple[Ints, Ints]:
    """The first day of each stay, and the last one as the tables have it."""
    first = case.stays.first_placement
    return case.placements.start[first[:-1]], case.placements.end[first[1:] - 1]


def gmina_notices(read: ReadTables, rule: RuleColumns, told: set[str]) -> list[Notice]:
    """The codes of cities with powiat rights, and those that no gmina can have, each where it first stands.

    Those ``told`` of before are left out; the others are added to them.
    """
    gmina = read.columns.stays.gmina
    start, end = _days_of_stays(read.columns)
    asked = np.flatnonzero((start <= rule.months.last[-1]) & (end >= rule.months.first[0]))
    first = np.full(len(read.gminas), -1)
    first[gmina[asked][::-1]] = asked[::-1]
    notices = []
    for place in np.sort(first[first >= 0]).tolist():
        code = read.gminas[gmina[place]]
        if code not in told and (is_city(code) or not could_exist(code)):
            told.add(code)
            what = "gmina_city" if is_city(code) else "gmina_code_impossible"
            notices.append(notice(what, f"{_at(read, 'stays', place)}.gmina", read=code))
    return notices


def _of_missing_costs(read: ReadTables, rule: RuleColumns) -> Iterator[Notice]:
    """Placements that bear days in a month for which there is neither a monthly cost nor an expense."""
    clocks = room_of(read.columns, rule).clocks
    spent = np.zeros(len(rule.months), np.bool_)
    count = months_without_cost(read.columns, rule, clocks, spent, np.empty((3, 0), np.int64))
    runs = np.empty((3, count), np.int64)
    months_without_cost(read.columns, rule, clocks, spent, runs)
    for placement, first, last in runs.T.tolist():
        start, end = date.fromordinal(first), date.fromordinal(last)
        yield notice("no_cost", _at(read, "placements", placement), start=start, end=end)


def _of_coordinators(read: ReadTables, rule: RuleColumns, readings: Readings) -> Iterator[Notice]:
    """A coordinator's cost: without the reading, or for days before coordinators."""
    expenses = read.columns.expenses
    asked = (expenses.start <= rule.months.last[-1]) & (expenses.end >= rule.months.first[0])
    for place in np.flatnonzero(asked & (expenses.kind == KINDS.index(COORDINATOR))).tolist():
        at = _at(read, "expenses", place)
        if readings.coordinator is None:
            yield notice("coordinator_not_chosen", at)
        if expenses.start[place] < rule.coordinator_since:
            yield notice("coordinator_too_early", at, day=date.fromordinal(rule.coordinator_since))


def _of_clocks(read: ReadTables, rule: RuleColumns) -> Iterator[Notice]:
    """Stays in the months asked for whose clock is inferred: after an adoption, of adults before ust. 11 named it."""
    case = read.columns
    start, end = _days_of_stays(case)
    follows = np.ones(len(start), np.bool_)
    follows[case.children.first_stay[:-1]] = False
    lasts = case.placements.lasts[case.stays.first_placement[1:] - 1] == 1
    last = end - (~lasts & (rule.leaving_day == NOT_COUNTED))
    asked: Flags = np.maximum(start, rule.months.first[0]) <= np.minimum(last, rule.months.last[-1])
    for place in np.flatnonzero(follows & asked).tolist():
        before, at = int(case.stays.ended_by[place - 1]), _at(read, "stays", place)
        if before == ENDED_BY.index("adoption"):
            yield notice("after_adoption", at)
        anew = start[place - 1] < rule.duty <= start[place] and rule.pre_2012_return == PAYS
        if before == ENDED_BY.index("adulthood") and not anew and start[place] < ADULTS_NAMED_SINCE.toordinal():
            day = date.fromordinal(int(start[place]))
            yield notice("adult_clock_inferred", at, start=day, day=ADULTS_NAMED_SINCE)

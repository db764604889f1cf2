"""The charges of a case in columns: children shared out among threads, results in the order of the children."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from numbers import Integral
from typing import Literal, cast, get_args

import numpy as np

from piecza.columns.case_columns import CaseColumns, RowArray
from piecza.columns.kernel.compiled_charges import charge_children, count_charges, uncovered_day
from piecza.columns.kernel.compiled_numbers import Ints
from piecza.columns.kernel.compiled_results import Results, Scratch, room_for, scratch
from piecza.columns.rule_columns import UNCOVERED, RuleColumns
from piecza.errors.problems import InputError, problem

Detail = Literal["charges", "lines", "segments"]
"""How much is asked for: charges alone, with their lines, or with the segments of lines as well."""


MOST_PARTS = 256
"""In how many parts children are shared out at most; more threads would only take room."""


def check_detail(detail: object) -> None:
    """ValueError where it is not known how much is asked for."""
    if detail not in get_args(Detail):
        raise ValueError(f"detail is one of {', '.join(get_args(Detail))}, not {detail!r}")


def check_type(name: str, given: object, kind: type) -> None:
    """TypeError where an argument of this name is neither left out nor of its type."""
    if not isinstance(given, kind | None):
        raise TypeError(f"{name} is piecza.{kind.__name__}, not {type(given).__name__}")


def check_count(name: str, count: object) -> None:
    """TypeError or ValueError where an argument of this name is no whole number from 1 on."""
    if isinstance(count, bool) or not isinstance(count, Integral):
        raise TypeError(f"{name} is a whole number, not {type(count).__name__}")
    if int(count) < 1:
        raise ValueError(f"{name} is at least 1, not {count}")


def charge_columns(case: CaseColumns, rule: RuleColumns, detail: Detail = "charges", threads: int = 1) -> Results:
    """The charges of all children, worked out by so many threads; the results are the same for any number of them."""
    threads = min(int(threads), MOST_PARTS, max(1, len(case.children) - 1))
    bounds = np.linspace(0, len(case.children) - 1, threads + 1).astype(int).tolist()
    rooms = [room_of(case, rule) for _ in range(threads)]

    def counted(part: int) -> int:
        return count_charges(case, rule, bounds[part], bounds[part + 1], rooms[part].clocks)

    def charged(part: int, results: Results, first: Ints) -> Ints:
        """The places after the last charge, line and segment of a part, given those of the first."""
        after = first.copy()
        charge_children(case, rule, bounds[part], bounds[part + 1], rooms[part], results, after)
        return after

    with ThreadPoolExecutor(threads) as pool:
        counts = np.zeros((threads, 3), np.int64)
        counts[:, 0] = list(pool.map(counted, range(threads)))
        results, first = room_for(int(counts[:, 0].sum())), _first(counts)
        counts = np.array(list(pool.map(charged, range(threads), [results] * threads, first))) - first
        if detail != "charges":
            charges, lines, segments = counts.sum(axis=0).tolist()
            results = room_for(charges, lines, segments if detail == "segments" else 0)
            list(pool.map(charged, range(threads), [results] * threads, _first(counts)))
    return results


def check_covered(case: CaseColumns, rule: RuleColumns) -> None:
    """InputError where the law says nothing of a day that is asked for."""
    first, last = np.searchsorted(rule.change_days, (rule.months.first[0], rule.months.last[-1]), side="right")
    if not (rule.share_of[first : last + 1, :, 1:] == UNCOVERED).any():
        return  # nothing of any day
    day = uncovered_day(case, rule, room_of(case, rule).clocks)
    if day:
        at = date.fromordinal(day)
        raise InputError([problem("no_rule", value=at, day=at)])


def _first(counts: Ints) -> Ints:
    """Where each part begins, given how much each of them has."""
    return np.cumsum(counts, axis=0) - counts


def room_of(case: CaseColumns, rule: RuleColumns) -> Scratch:
    """Room for the largest child of a case."""
    first_stay = case.children.first_stay
    costs = case.placements.first_cost[case.stays.first_placement[first_stay]]
    expenses = case.stays.first_expense[first_stay]
    stays, costs, expenses = (int(np.diff(first).max(initial=0)) for first in (first_stay, costs, expenses))
    return scratch(stays, rule.band_of.shape[1] - 1, costs, expenses)


def children_of(case: CaseColumns, places: Ints) -> CaseColumns:
    """Some children of a case, as a case of their own."""
    stays, stay_rows = _moved(case.children.first_stay, places)
    exemptions, exemption_rows = _moved(case.children.first_exemption, places)
    placements, placement_rows = _moved(case.stays.first_placement, stay_rows)
    expenses, expense_rows = _moved(case.stays.first_expense, stay_rows)
    costs, cost_rows = _moved(case.placements.first_cost, placement_rows)
    return CaseColumns(
        _with(case.children, places, first_stay=stays, first_exemption=exemptions),
        _with(case.stays, stay_rows, first_placement=placements, first_expense=expenses),
        _with(case.placements, placement_rows, first_cost=costs),
        _with(case.costs, cost_rows),
        _with(case.expenses, expense_rows),
        _with(case.exemptions, exemption_rows),
    )


def _moved(first: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Where the rows of some of those to whom they belong begin, once they are all that is left; and these rows."""
    counts = first[places + 1] - first[places]
    moved = np.concatenate([[0], np.cumsum(counts)])
    return moved, np.repeat(first[places] - moved[:-1], counts) + np.arange(moved[-1])


def _with(rows: RowArray, places: Ints, **first: Ints) -> RowArray:
    """Some rows; of tables that have rows of their own also the one at the end, with where these begin."""
    chosen = np.asarray(rows)[np.append(places, len(rows) - 1) if first else places].view(np.recarray)
    for column, places_of_rows in first.items():
        chosen[column] = places_of_rows
    return cast("RowArray", chosen)

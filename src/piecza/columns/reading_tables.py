"""Six tables become the columns of a case, or all that is wrong with them.

Columns are read first; then rows are put in order and joined to the rows they belong to, and their values looked at;
then what they mean together. What is wrong at a stage is said all at once, and the next one is not come to.
"""

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter, ValidationError

from piecza.case.documents import problems as problems_in
from piecza.case.same_gmina import CodesOfGmina, SameGmina, flaws_of_same_gmina, name_of_gmina
from piecza.columns.case_columns import (
    CHILD,
    COST,
    EXEMPTION,
    EXPENSE,
    NOT_SAID,
    PLACEMENT,
    STATE_FINANCED,
    STAY,
    CaseColumns,
    RowArray,
)
from piecza.columns.case_tables import CaseTables
from piecza.columns.column_values import letters_of
from piecza.columns.kernel.compiled_joins import in_key_order, join, places_in_turn
from piecza.columns.kernel.compiled_numbers import Flags, Ints
from piecza.columns.row_errors import RowProblems
from piecza.columns.table_columns import GROSZE, TableColumns, read_columns
from piecza.dates import FOREVER
from piecza.errors.problems import InputError, Problem, problem


class ReadTables(NamedTuple):
    """Six tables as the columns of a case, and what comes out of them again as text.

    ``rows`` are the places of the rows in the caller's tables, in the order of the columns.
    """

    columns: CaseColumns
    children: pa.Array
    gminas: list[str]
    bases: list[str]
    tables: dict[str, TableColumns]
    rows: dict[str, Ints]


def read_tables(tables: CaseTables, same_gmina: SameGmina = ()) -> ReadTables:
    """The columns of a case in six tables.

    InputError with all that is wrong in the shape of them, at its stage; TypeError where they are no `CaseTables`.
    """
    if getattr(tables, "_fields", ()) != CaseTables._fields:
        raise TypeError(f"tables are CaseTables (of a dict: CaseTables.of), not {type(tables).__name__}")
    read = read_columns(tables)
    problems = RowProblems(read)
    joined = _Joined(read, problems)
    problems.look_at_values()
    wrong = [*_flaws_of_same_gmina(same_gmina), *problems.in_order()]
    if wrong or not read["children"].count:
        raise InputError(wrong or [problem("empty_list", "children")])
    return joined.read(same_gmina)


_SAME_GMINA: TypeAdapter[tuple[tuple[str, ...], ...]] = TypeAdapter(tuple[CodesOfGmina, ...])


def _flaws_of_same_gmina(same_gmina: Any) -> list[Problem]:
    """What is wrong with lists of codes that are one gmina, by their paths in a case."""
    try:
        lists = _SAME_GMINA.validate_python(
            tuple(same_gmina) if isinstance(same_gmina, list) else same_gmina, strict=True
        )
    except ValidationError as error:
        return [p._replace(path=f"same_gmina{p.path}") for p in problems_in(error)]
    return list(flaws_of_same_gmina(lists))


class _Joined:
    """Rows in the order of children, stays and placements, and the first row of each of them."""

    def __init__(self, read: dict[str, TableColumns], problems: RowProblems) -> None:
        self.tables, self.rows, self.first = read, {}, {}
        self.given: dict[str, slice] = {}  # tables whose rows are in order: what takes all of them as they are
        children = read["children"]
        self.ids = children.arrays["id"].cast(pa.large_string())
        place = {"children": np.arange(children.count)}
        problems.doubled("children", "id", children.values["id"].numbers, children.values["id"].missing)
        for name in ("stays", "placements", "monthly_costs", "expenses", "exemptions"):
            place[name] = self._places(read[name])
            problems.unknown(name, "child", place[name] < 0)
        keys = {"children": place["children"][:, None]}
        for name, parent in _PARENTS.items():
            numbers = [read[name].values[key].numbers for key in ("stay", "placement") if key in read[name].values]
            keys[name] = np.ascontiguousarray(np.column_stack([place[name], *numbers]))
            if in_key_order(keys[name]):
                self.rows[name], self.given[name] = np.arange(len(keys[name])), slice(None)
            else:
                self.rows[name] = np.lexsort(keys[name].T[::-1])  # rows of equal keys stay as they stand
                keys[name] = keys[name][self.rows[name]]
            width = keys[parent].shape[1]
            self.first[name] = np.empty(len(keys[parent]) + 1, np.int64)
            counts, orphan = np.zeros(len(keys[parent]), np.int64), np.zeros(len(keys[name]), np.bool_)
            join(keys[parent], np.ascontiguousarray(keys[name][:, :width]), self.first[name], counts, orphan)
            if width > 1:
                problems.unknown(
                    name, "placement" if width > 2 else "stay", orphan & (keys[name][:, 0] >= 0), self.rows[name]
                )
            if keys[name].shape[1] > width:
                problems.repeated(name, "placement" if width > 1 else "stay", keys[name], self.rows[name])
            if name in ("stays", "placements"):
                problems.without(parent, name, counts == 0, self.rows.get(parent))
        self._expenses_by_day()

    def _expenses_by_day(self) -> None:
        """The expenses of a stay in the order of their first day."""
        values, rows, first = self.tables["expenses"].values, self.rows["expenses"], self.first["expenses"]
        starts = np.where(values["day"].missing, values["start"].numbers, values["day"].numbers)[rows]
        stays = np.repeat(np.arange(len(first) - 1), np.diff(first))
        if len(stays) == len(rows):  # none belongs to no stay
            self.rows["expenses"] = rows[np.argsort(stays * (FOREVER + 1) + starts, kind="stable")]
            self.given.pop("expenses", None)

    def _places(self, table: TableColumns) -> Ints:
        """The place of the child of every row; -1 where there is no such child.

        Rows mostly stand in the order of the children, or those of a child together, so that it is looked up once.
        """
        names = table.arrays["child"]
        if pa.types.is_dictionary(names.type):
            places = pc.index_in(names.dictionary.cast(pa.large_string()), self.ids).fill_null(-1).take(names.indices)
            return np.asarray(places.fill_null(-1).to_numpy(zero_copy_only=False)).astype(np.int64)
        names, in_turn = names.cast(pa.large_string()), np.empty(table.count, np.int64)
        ids = self.tables["children"]
        clear = not names.null_count and len(ids.texts["id"]) == ids.count  # all of them, and different ones
        if clear and not self.ids.null_count and places_in_turn(*letters_of(names), *letters_of(self.ids), in_turn):
            return in_turn
        runs = pc.run_end_encode(names)
        places = pc.index_in(runs.values, self.ids).fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
        return np.repeat(places, np.diff(runs.run_ends.to_numpy(), prepend=0))

    def read(self, same_gmina: SameGmina) -> ReadTables:
        """The columns, once nothing is wrong."""
        gminas = self.tables["stays"].texts["gmina"]
        names = {code: name_of_gmina(code, same_gmina) for code in gminas}
        different = {name: place for place, name in enumerate(dict.fromkeys(names.values()))}
        compared = np.array([different[names[code]] for code in gminas] or [0], np.int64)
        gmina = self._in_order("stays", "gmina")
        placement_start = self._in_order("placements", "start")
        cost_start = self._in_order("monthly_costs", "start", of_placement=placement_start)
        day = self.tables["expenses"].values["day"]
        on_day = ~day.missing[self.rows["expenses"]]
        day_numbers = day.numbers[self.rows["expenses"]]
        columns = CaseColumns(
            children=_records(CHILD, self.first["stays"], self.first["exemptions"]),
            stays=_records(
                STAY,
                *_closed(gmina, compared[gmina], self._in_order("stays", "ended_by", NOT_SAID)),
                self.first["placements"],
                self.first["expenses"],
            ),
            placements=_records(
                PLACEMENT,
                *_closed(
                    self._in_order("placements", "form"),
                    placement_start,
                    self._in_order("placements", "end", FOREVER),
                    self.tables["placements"].values["end"].missing[self.rows["placements"]],
                ),
                self.first["monthly_costs"],
            ),
            costs=_records(COST, cost_start, self._in_order("monthly_costs", GROSZE)),
            expenses=_records(
                EXPENSE,
                self._in_order("expenses", "kind"),
                np.where(on_day, day_numbers, self._in_order("expenses", "start")),
                np.where(on_day, day_numbers, self._in_order("expenses", "end")),
                self._in_order("expenses", GROSZE),
                self.rows["expenses"],
            ),
            exemptions=_records(
                EXEMPTION,
                self._reasons(),
                self._in_order("exemptions", "start", 0),
                self._in_order("exemptions", "end", FOREVER),
            ),
        )
        bases = self.tables["exemptions"].texts["basis"]
        rows = {"children": np.arange(self.tables["children"].count), **self.rows}
        return ReadTables(columns, self.ids, gminas, bases, self.tables, rows)

    def _in_order(self, table: str, column: str, nothing: int = 0, *, of_placement: Ints | None = None) -> Ints:
        """The numbers of a column in order, with what stands for nothing: a number, or that of the row's placement."""
        values, rows = self.tables[table].values[column], self.given.get(table, self.rows[table])
        numbers = values.numbers[rows]
        if not values.rows_missing:
            return numbers
        if of_placement is not None:
            return np.where(values.missing[rows], np.repeat(of_placement, np.diff(self.first[table])), numbers)
        return np.where(values.missing[rows], nothing, numbers)

    def _reasons(self) -> Ints:
        ground = self._in_order("exemptions", "ground")
        basis = self._in_order("exemptions", "basis")
        return np.where(ground == STATE_FINANCED, STATE_FINANCED + basis, ground)


_PARENTS = {
    "stays": "children",
    "exemptions": "children",
    "placements": "stays",
    "expenses": "stays",
    "monthly_costs": "placements",
}
"""Whose rows the rows of a table are."""


def _closed(*columns: Ints | Flags) -> list[Ints]:
    """Columns with one number more at the end, which means nothing."""
    return [np.append(column, 0) for column in columns]


def _records(kind: np.dtype[Any], *columns: Ints) -> RowArray:
    rows = np.recarray(len(columns[0]), kind)
    for name, column in zip(kind.names or (), columns, strict=True):
        rows[name] = column
    return rows

"""What is wrong in the rows of tables, by row and column, in the codes of the contract.

Rows are looked at in a body; of one that is wrong the part of the contract that it is says what exactly.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from piecza.case.child import Child, Exemption, Expense, MonthlyCost, Placement, Stay
from piecza.case.documents import problems
from piecza.columns.case_columns import KINDS, STATE_FINANCED
from piecza.columns.case_tables import AMOUNT, TABLES
from piecza.columns.column_values import value_in
from piecza.columns.kernel.compiled_numbers import Flags, Ints
from piecza.columns.table_columns import GROSZE, TableColumns
from piecza.errors.problems import Problem, problem
from piecza.errors.shown import holds_pesel, shown, shown_name
from piecza.model import Model, is_identifier
from piecza.money import to_decimal

_A_PLACEMENT: dict[str, Any] = {"form": "related_family", "start": "2020-01-01"}
_A_STAY: dict[str, Any] = {"gmina": "0201011", "placements": [_A_PLACEMENT]}
_PARTS: Mapping[str, tuple[type[Model], dict[str, Any]]] = {
    "children": (Child, {"stays": [_A_STAY]}),
    "stays": (Stay, {"placements": [_A_PLACEMENT]}),
    "placements": (Placement, {}),
    "monthly_costs": (MonthlyCost, {}),
    "expenses": (Expense, {}),
    "exemptions": (Exemption, {}),
}
"""What a row of a table is in the contract, with what its part needs beside the row."""

_KEYS = ("child", "stay", "placement")
_UNCLEAR = ("duplicate_child", "number_doubled", "unknown_child", "unknown_stay")

_RECOVERED = KINDS.index("recovered")


class RowProblems:
    """The problems of the rows of six tables, gathered in any order."""

    def __init__(self, tables: Mapping[str, TableColumns]) -> None:
        self.tables = tables
        self.all: list[tuple[str, int, Problem]] = []
        self._unclear: dict[tuple[str, int], str] = {}
        self._doubled: set[str] = set()

    def in_order(self) -> list[Problem]:
        """All of them, table by table and row by row."""
        places = {name: place for place, name in enumerate(self.tables)}
        return [wrong for *_, wrong in sorted(self.all, key=lambda entry: (places[entry[0]], entry[1]))]

    def _add(self, table: str, row: int, code: str, column: str, value: object = None, **details: object) -> None:
        path = f"{table}[{row}].{column}"
        self.all.append((table, row, problem(code, path, value, **details)._replace(child=self._child(table, row))))
        if code in _UNCLEAR:
            self._unclear.setdefault((table, row), code)

    def _is_unclear(self, table: str, row: int, but_for: str = "") -> bool:
        """Whether it is not known which rows are those of a row, since what names it is missing or stands twice."""
        values = self.tables[table].values
        if any(values[key].missing[row] for key in ("id", *_KEYS) if key in values):
            return True
        return self._unclear.get((table, row), but_for) != but_for

    def _child(self, table: str, row: int) -> str | None:
        name = value_in(self.tables[table].arrays["id" if table == "children" else "child"], row)
        right = isinstance(name, str) and is_identifier(name) and name not in self._doubled
        return shown_name(name) if right else None

    def doubled(self, table: str, column: str, texts: Ints, missing: Flags) -> None:
        """Rows whose text an earlier row has; ``texts`` are the places of texts among the different ones."""
        given = np.flatnonzero(~missing)
        _, first = np.unique(texts[given], return_index=True)
        if len(first) == len(given):
            return
        earlier = {int(texts[row]): int(row) for row in given[first]}
        names = {row: value_in(self.tables[table].arrays[column], row) for row in map(int, np.delete(given, first))}
        self._doubled.update(names.values())
        for row, name in names.items():
            self._add(table, row, "duplicate_child", column, name, first=f"{table}[{earlier[int(texts[row])]}]")

    def unknown(self, table: str, column: str, unknown: Flags, rows: Ints | None = None) -> None:
        """Rows that name a child, a stay or a placement that is not there."""
        for place in np.flatnonzero(unknown):
            row = int(place if rows is None else rows[place])
            value = value_in(self.tables[table].arrays[column], row)
            if value is not None:
                self._add(table, row, f"unknown_{column}", column, value)

    def repeated(self, table: str, column: str, keys: Ints, rows: Ints) -> None:
        """Rows of stays or placements whose number an earlier one of the same child or stay has; in order of keys."""
        same = (keys[1:] == keys[:-1]).all(axis=1) & (keys[1:, 0] >= 0)
        for place in np.flatnonzero(same):
            row, first = int(rows[place + 1]), int(rows[place])
            if not any(self._is_unclear(table, there, but_for="number_doubled") for there in (row, first)):
                value = value_in(self.tables[table].arrays[column], row)
                self._add(table, row, "number_doubled", column, value, first=f"{table}[{first}]")

    def without(self, table: str, rows: str, without: Flags, order: Ints | None) -> None:
        """Children without stays, or stays without placements."""
        for place in np.flatnonzero(without):
            row = int(place if order is None else order[place])
            if not self._is_unclear(table, row):
                self._add(table, row, "empty_list", rows)

    def look_at_values(self) -> None:
        """Rows with a value that is missing, or that the contract does not allow."""
        for name, table in self.tables.items():
            suspect = np.zeros(table.count, np.bool_)
            for column, spec in TABLES[name].items():
                values = table.values[column]
                suspect |= values.wrong
                if spec.required:
                    suspect |= values.missing
                if spec.holds in _TEXTS_ARE_RIGHT and table.texts[column]:
                    right = np.fromiter(_TEXTS_ARE_RIGHT[spec.holds](table.texts[column]), np.bool_)
                    suspect |= ~right[values.numbers] & ~values.missing
            if name in _ROW_IS_WRONG:
                suspect |= _ROW_IS_WRONG[name](table)
            for row in np.flatnonzero(suspect):
                self._look_at(table, int(row))

    def _look_at(self, table: TableColumns, row: int) -> None:
        """What is wrong in one row."""
        part, beside = _PARTS[table.name]
        for key in _KEYS:
            if key in TABLES[table.name] and table.values[key].missing[row]:
                self._add(table.name, row, "missing_field", key)
        given = row_of(table, row)
        try:
            part.model_validate({**beside, **given})
        except ValidationError as error:
            for wrong in problems(error):
                column, child = wrong.path, self._child(table.name, row)
                if column == AMOUNT and GROSZE in table.arrays:
                    column, wrong = GROSZE, wrong._replace(value=shown(value_in(table.arrays[GROSZE], row)))
                path = f"{table.name}[{row}].{column}"
                self.all.append((table.name, row, wrong._replace(path=path, child=child)))


def row_of(table: TableColumns, row: int) -> dict[str, Any]:
    """A row as the fields of the contract; what it does not hold is left out."""
    fields: dict[str, Any] = {}
    for column, array in table.arrays.items():
        value = value_in(array, row)
        if value is None or column in _KEYS:
            continue
        if column == GROSZE:
            column, value = AMOUNT, to_decimal(value)
        fields[column] = value
    return fields


def _names_are_right(names: list[str]) -> Flags:
    """Which identifiers are right; what is not blank and too short for a PESEL is seen in a body."""
    array = pa.array(names)
    plain = pc.and_(pc.less(pc.utf8_length(array), 11), pc.greater(pc.utf8_length(pc.utf8_trim_whitespace(array)), 0))
    right = np.array(plain.to_numpy(zero_copy_only=False))
    for place in np.flatnonzero(~right).tolist():
        right[place] = is_identifier(names[place])
    return right


_TEXTS_ARE_RIGHT: Mapping[str, Callable[[list[str]], Iterable[bool]]] = {
    "id": _names_are_right,
    "gmina": lambda codes: map(bool, map(re.compile("[0-9]{7}").fullmatch, codes)),
    "basis": lambda bases: (bool(basis.strip()) and not holds_pesel(basis) for basis in bases),
}


def _expense_is_wrong(table: TableColumns) -> Flags:
    """Neither a day nor a period, or both; a sign that the kind does not allow."""
    day, start, end = (~table.values[name].missing for name in ("day", "start", "end"))
    recovered = table.values["kind"].numbers == _RECOVERED
    grosze = table.values[GROSZE].numbers
    sign = np.where(recovered, grosze > 0, grosze < 0)
    return np.asarray(~(day ^ (start & end)) | (day & (start | end)) | sign)


def _basis_is_wrong(table: TableColumns) -> Flags:
    """A basis without ``state_financed``, or that without a basis."""
    return np.asarray((table.values["ground"].numbers == STATE_FINANCED) == table.values["basis"].missing)


_ROW_IS_WRONG: Mapping[str, Callable[[TableColumns], Flags]] = {
    "monthly_costs": lambda table: np.asarray(table.values[GROSZE].numbers < 0),
    "expenses": _expense_is_wrong,
    "exemptions": _basis_is_wrong,
}

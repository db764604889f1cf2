"""Tables as they stand in a file: grids of cells whose meaning is not known yet."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from piecza.errors.problems import Place, Problem, problem_at

CellValue = str | float | int | bool | date | datetime | None
"""A cell: None where it is empty; a text without blanks around it."""

MAX_BYTES = 50_000_000
MAX_CELLS = 5_000_000
MAX_FAULTS = 1_000

# Blanks around a text: white space, spaces that do not break or have no width, the mark of byte order.
_BLANKS = (
    "".join(map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200C)]))
    + "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
)

# What spreadsheets show for a formula that failed, as a CSV or an imported text keeps it; some in Polish.
_FAILED = {
    *("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FMT", "#########"),
    *("#N/D", "#N/D!", "#ADR!", "#ARG!", "#DZIEL/0!", "#NAZWA?", "#LICZBA!", "#ZERO!", "#ROZLANIE!", "#OBL!"),
}


class Row(NamedTuple):
    """A row with its number as a spreadsheet counts them, from 1; in a CSV the number of its first line."""

    number: int
    cells: list[CellValue]


class Grid(NamedTuple):
    """A table as it stands in a file: no empty rows, no trailing empty columns, every row as wide as the widest.

    ``file`` is its name without folders; ``sheet`` the sheet, of a CSV the file's name without its suffix. The first of
    ``rows`` is usually the header. ``form`` says how the file was read: ``xlsx``, ``ods``, ``csv, UTF-8 (BOM), ;``.
    """

    file: str
    sheet: str
    rows: list[Row]
    form: str


class Grids(NamedTuple):
    """The tables of some files, what is wrong with the files, and what a reader must know of them.

    A file that is wrong as a whole gives no grid. Where only a row or a cell is wrong the grid is there, without the
    row or with the cell empty, so that all else in it can be looked at too. Of thousands of wrong cells in a sheet only
    the first thousand are reported.
    """

    grids: list[Grid]
    problems: list[Problem]
    notices: list[Problem]


class Refused(Exception):  # noqa: N818  the program is not at fault
    """A file is not read; the code says why, and the details fill its sentences."""

    def __init__(self, code: str, row: int | None = None, **details: object) -> None:
        self.code, self.row, self.details = code, row, details
        super().__init__(code)

    def problem(self, file: str) -> Problem:
        """What is wrong with the file as a whole; of a CSV with the row, where there is one."""
        return problem_at(self.code, Place(file, sheet_of(file) if self.row else None, self.row), **self.details)


def sheet_of(file: str) -> str:
    """The name of a CSV's only sheet: the file's without its suffix."""
    return file.rpartition(".")[0] or file


def letters(column: int) -> str:
    """The letters over a column, the first of which is 1."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def fault(file: str, sheet: str, row: int, column: int, value: object = None) -> Problem:
    """The problem of a cell that holds an error or a time of day."""
    name = letters(column)
    return problem_at("cell_error", Place(file, sheet, row, name), value, column=name)


def grid(
    file: str, sheet: str, form: str, rows: Iterable[tuple[int, Sequence[object]]], problems: list[Problem]
) -> Grid | None:
    """The grid of the values of some rows, None where all are empty; what is wrong with a cell goes to problems."""
    kept: list[Row] = []
    width = 0
    for number, values in rows:
        cells: list[CellValue] = []
        filled = 0
        for column, value in enumerate(values, 1):
            cell, is_right = as_cell(value)
            if not is_right and len(problems) < MAX_FAULTS:
                problems.append(fault(file, sheet, number, column, value))
            if cell is not None:
                filled = column
            cells.append(cell)
        if filled:
            kept.append(Row(number, cells))
            width = max(width, filled)
    for row in kept:
        row.cells[width:] = [None] * max(0, width - len(row.cells))
    return Grid(file, sheet, kept, form) if kept else None


def as_cell(value: object) -> tuple[CellValue, bool]:
    """A value as a cell, and whether it can stand in one."""
    match value:
        case str():
            text = value.strip(_BLANKS)
            failed = text in _FAILED or (text.startswith("Err:") and text[4:].isdecimal())
            return (None, False) if failed else (text or None, True)
        case float():
            return (value, True) if math.isfinite(value) else (None, False)
        case datetime():
            day = datetime(value.year, value.month, value.day)
            return (value.date() if value == day else value), True
        case None | bool() | int() | date():
            return value, True
        case _:  # a time of day, a span of time
            return None, False


def text_of(cell: CellValue) -> str:
    """A cell as a text; of a number as it was written, if it is whole."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return str(cell)

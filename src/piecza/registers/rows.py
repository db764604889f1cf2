"""Grids become rows of values: headers are recognised, cells read, and all that is wrong with either is gathered."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, NamedTuple

from pydantic import PlainSerializer

from piecza.errors.problems import Place, Problem, problem_at
from piecza.errors.shown import masked, path_of, shown_name
from piecza.files.cells import CellValue, Grid, letters
from piecza.language.writing import plainly
from piecza.registers.cell_values import FieldValue, read_cell
from piecza.registers.exporting import unguarded
from piecza.registers.tables import NOT_READ, RegisterColumn, RegisterTable, RegisterTables, Unreadable


class Header(NamedTuple):
    """Where a table stands: its file and sheet, the row of its headers, and the headers as they are written."""

    file: str
    sheet: str
    row: int
    columns: Mapping[str, str]
    """By field, the header as it stands."""

    def place(self, row: int | None = None, column: RegisterColumn | None = None) -> Place:
        """A place in the table."""
        name = self.columns.get(column.field, column.header) if column else None
        return Place(self.file, self.sheet, row, name, column.expected if column else None)


@dataclass(slots=True)
class Record:
    """A row of a table: what was read from it, and which of its fields could not be."""

    table: RegisterTable
    header: Header
    row: int
    values: dict[str, FieldValue]
    cells: dict[str, CellValue]
    wrong: set[str] = field(default_factory=set)

    def place(self, name: str | None = None) -> Place:
        """The place of one of its fields; of the row as a whole where none, or no column, is named."""
        column = next((column for column in self.table.columns if column.field == name), None)
        return self.header.place(self.row, column)

    def problem(self, code: str, name: str | None = None, suggestion: str | None = None, **details: object) -> Problem:
        """A problem of one of its fields, or of the row."""
        place = self.place(name)._replace(suggestion=suggestion)
        value = None if code in ("id_pesel", "text_pesel") else self.said(name)
        return problem_at(code, place, value, **details)._replace(child=self.child)

    @property
    def child(self) -> str | None:
        """The identifier of the child that the row is of, as far as it is read; None where it is of none, or wrong."""
        name = self.values.get("child")
        return shown_name(name) if isinstance(name, str) else None

    def said(self, name: str | None) -> object:
        """What stands in a field, as a person sees it there."""
        cell = self.cells.get(name) if name else None
        if isinstance(cell, datetime | date):
            return f"{cell:%d.%m.%Y}" if type(cell) is date else f"{cell:%d.%m.%Y %H:%M}"
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table that was found: its name in the contract, where it stands, how its file was read, and its rows."""

    table: str
    file: Annotated[str, PlainSerializer(masked)]
    sheet: Annotated[str, PlainSerializer(masked)]
    form: str
    rows: int


@dataclass(slots=True)
class Rows:
    """What was read of all tables: records by the name of their table, problems, notices."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    read: list[TableRead] = field(default_factory=list)
    faulty: set[Place] = field(default_factory=set)
    not_read: set[Place] = field(default_factory=set)


def read_rows(
    grids: Sequence[Grid],
    tables: RegisterTables,
    faults: Iterable[Problem] = (),
    is_left_out: Callable[[Record], bool] = lambda record: False,
) -> Rows:
    """The rows of the tables that are recognised among some grids; one that stands alone may have any name.

    ``faults`` are the problems of the grids: a cell that holds an error is not called empty as well. What stands in a
    row that is left out is not read.
    """
    rows = Rows(faulty={problem.place._replace(expected=None, suggestion=None) for problem in faults if problem.place})
    for grid in grids:
        table = _table_of(grid, tables) or (tables.tables[0] if len(grids) == 1 else None)
        if table is None:
            if not _is_passed_over(grid.sheet):
                rows.problems.append(_unknown_sheet(grid, tables))
            continue
        other = next((earlier for earlier in rows.read if earlier.table == table.name and not tables.only), None)
        if other:
            details = {"table": table.sheet, "other": Place(other.file, other.sheet).said}
            rows.problems.append(problem_at("table_doubled", Place(grid.file, grid.sheet), **details))
            continue
        _read_table(grid, table, rows, is_left_out)
    rows.notices = list(_counted(rows.notices))
    return rows


def is_read(place: Place | None, rows: Rows) -> bool:
    """Whether a problem at a place matters: not in a sheet or a column that is passed over or has no headers."""
    if place is None or place.sheet is None:
        return True
    if place in rows.not_read or Place(place.file, place.sheet) in rows.not_read:
        return False
    return not _is_passed_over(place.sheet) or any(table.sheet == place.sheet for table in rows.read)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of files, sheets and rows."""
    return tuple(sorted(problems, key=_where))


def _where(problem: Problem) -> tuple[str, str, int]:
    place = problem.place or Place("")
    return place.file, place.sheet or "", place.row or 0


def _is_passed_over(sheet: str) -> bool:
    """Whether a sheet, or a file whose name ends with its name, is no table."""
    return f" {plainly(sheet)}".endswith(tuple(f" {plainly(name)}" for name in NOT_READ))


def _table_of(grid: Grid, tables: RegisterTables) -> RegisterTable | None:
    """The table that has the name of the sheet, or whose name ends that of a CSV file: ``rejestr-pobyty.csv``.

    Where there is only one table, it is recognised by its headers as well.
    """
    by_sheet, name = tables.by_sheet, plainly(grid.sheet)
    if name in by_sheet:
        return by_sheet[name]
    endings = [ending for ending in by_sheet if name.endswith(f" {ending}")] if grid.form.startswith("csv") else []
    if endings:
        return by_sheet[max(endings, key=len)]
    is_part = tables.only and not _is_passed_over(grid.sheet) and _has_headers(grid, tables.only)
    return tables.only if is_part else None


def _has_headers(grid: Grid, table: RegisterTable) -> bool:
    """Whether at least half of what stands in the first row are headers of a table."""
    names = _names(table)
    headers = [plainly(str(cell)) for cell in grid.rows[0].cells if cell is not None]
    return 2 * sum(name in names for name in headers) >= len(headers)


def _unknown_sheet(grid: Grid, tables: RegisterTables) -> Problem:
    sheets = {plainly(table.sheet): table.sheet for table in tables.tables}
    close = difflib.get_close_matches(plainly(grid.sheet)[:80], sheets, n=1)
    place = Place(grid.file, grid.sheet, suggestion=sheets[close[0]] if close else None)
    return problem_at("sheet_unknown", place, options=", ".join(sheets.values()))


def _read_table(grid: Grid, table: RegisterTable, result: Rows, is_left_out: Callable[[Record], bool]) -> None:
    first, *rows = grid.rows
    if not _has_headers(grid, table):
        # Nothing is quoted: what stands there may be a child's row.
        result.problems.append(problem_at("header_missing", Place(grid.file, grid.sheet, first.number)))
        result.not_read.add(Place(grid.file, grid.sheet))
        return
    columns = _columns(grid, table, result)
    header = Header(grid.file, grid.sheet, first.number, {c.field: str(first.cells[i]) for i, c in columns.items()})
    given = {column.field for column in columns.values()}
    missing = [column for column in table.columns if column.required and column.field not in given]
    for column in missing:
        result.problems.append(problem_at("column_missing", header.place(first.number, column), column=column.header))
    records = result.records.setdefault(table.name, [])
    for row in rows:
        cells = {column.field: row.cells[i] if i < len(row.cells) else None for i, column in columns.items()}
        if grid.form.startswith("csv"):
            cells = {name: unguarded(cell) if isinstance(cell, str) else cell for name, cell in cells.items()}
        if any(cell is not None for cell in cells.values()):
            record = Record(table, header, row.number, {}, cells, {column.field for column in missing})
            if is_left_out(record):
                continue
            faulty = set()
            for index, column in columns.items() if result.faulty else ():
                place = Place(grid.file, grid.sheet, row.number, letters(index + 1))
                if place in result.faulty and column.kind == "label":
                    result.not_read.add(place)
                elif place in result.faulty:
                    faulty.add(column.field)
            record.wrong |= faulty
            _read_cells(record, (column for column in columns.values() if column.field not in faulty), result)
            records.append(record)
    result.read.append(TableRead(table.name, grid.file, grid.sheet, grid.form, len(rows)))


def _names(table: RegisterTable) -> dict[str, RegisterColumn]:
    """The columns of a table by every name that their headers may have, as `plainly` has it."""
    return {plainly(name): column for column in table.columns for name in (column.header, column.field, *column.also)}


def _columns(grid: Grid, table: RegisterTable, result: Rows) -> dict[int, RegisterColumn]:
    """The columns of a table by their place; unknown and doubled ones are problems."""
    names = _names(table)
    header = grid.rows[0]
    columns: dict[int, RegisterColumn] = {}
    for index, cell in enumerate(header.cells):
        if cell is None:
            if any(index < len(row.cells) and row.cells[index] is not None for row in grid.rows[1:]):
                result.problems.append(
                    problem_at(
                        "column_without_header", Place(grid.file, grid.sheet, header.number), letter=letters(index + 1)
                    )
                )
            continue
        column = names.get(plainly(str(cell)))
        place = Place(grid.file, grid.sheet, header.number, path_of([str(cell)]))
        if column is None:
            close = difflib.get_close_matches(plainly(str(cell))[:80], names, n=1)
            place = place._replace(suggestion=names[close[0]].header if close else None)
            result.problems.append(
                problem_at("column_unknown", place, options=", ".join(c.header for c in table.columns))
            )
        elif column in columns.values():
            result.problems.append(problem_at("column_doubled", place, column=column.header))
        else:
            columns[index] = column
    return columns


def _read_cells(record: Record, columns: Iterable[RegisterColumn], result: Rows) -> None:
    """The values of a row; what is wrong with one is known to be of the child once the row is read."""
    problems, notices = [], []
    for column in columns:
        name = column.field
        try:
            value, noted = read_cell(column, record.cells[name])
        except Unreadable as refused:
            record.wrong.add(name)
            problems.append(record.problem(refused.code, name, refused.suggestion, **refused.details))
            continue
        if value is None and column.required:
            record.wrong.add(name)
            problems.append(record.problem("cell_empty", name))
        record.values[name] = value
        notices += [record.problem(code, name, read=str(value).replace(".", ",")) for code in noted]
    result.problems += [problem._replace(child=record.child) for problem in problems]
    result.notices += [problem._replace(child=record.child) for problem in notices]


def _counted(notices: Iterable[Problem]) -> Iterator[Problem]:
    """The notices, each code once for each value."""
    seen: set[tuple[str, object]] = set()
    for notice in notices:
        if (notice.code, notice.value) not in seen:
            seen.add((notice.code, notice.value))
            yield notice

"""Tables as a workbook: a register with its rows, empty templates, or the rows that must be mended with the reasons.

Every text is written as a text, so that nothing becomes a formula; the same input gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from piecza.case.case import Case
from piecza.errors.problems import Problem
from piecza.errors.shown import shown
from piecza.files.cells import letters
from piecza.language.text import Lang, Text, joined
from piecza.registers.cell_values import FieldValue
from piecza.registers.charged import Charged
from piecza.registers.days_and_months import Period
from piecza.registers.exporting import FieldRow, FieldRows, in_one_cell, rows_of
from piecza.registers.register import Register
from piecza.registers.rows import Record
from piecza.registers.tables import (
    RegisterColumn,
    RegisterTable,
    RegisterTables,
    charged_tables,
    register_tables,
    words_of,
)
from piecza.render.workbook import Block, Book, Field, Sheet, SheetLine, SheetLists, SheetTable, SheetValue, xlsx_of
from piecza.render.xlsx_writer import PLAIN, Look

_MADE = datetime(2026, 1, 1)
"""Any day; without one the bytes would differ each time."""

_HEAD = Look(bold=True, bg_color="#E7EDF3", bottom=1, text_wrap=True)
_REQUIRED = _HEAD._replace(bg_color="#CFE0EE")
_TITLE = Look(bold=True, font_size=13)
_TEXT = Look(num_format="@")
_DAY = Look(num_format="dd.mm.yyyy")
_AMOUNT = Look(num_format="#,##0.00")
_LONG = Look(text_wrap=True, valign="top")


def to_workbook(case: Case) -> bytes:
    """A register as an xlsx workbook, with the sheets that explain it. Needs the extra ``files``."""
    return _workbook(register_tables(), rows_of(case))


def template() -> bytes:
    """An empty register: a sheet for each table, drop-down lists, explanations of every column, and example rows."""
    return _workbook(register_tables(), {})


def charged_template() -> bytes:
    """An empty table of past charges, with drop-down lists, explanations of every column, and example rows."""
    return _workbook(charged_tables(), {})


def faulty_rows(checked: Register | Charged, lang: Lang = "pl") -> bytes:
    """The rows that must be mended, each with what is wrong and what was expected, as a workbook.

    Of a column that the library does not know nothing is in it.
    """
    records = {
        (record.header.file, record.header.sheet, record.row): record
        for of_table in checked.records.values()
        for record in of_table
    }
    faults: dict[tuple[str, str, int], list[Problem]] = {}
    others: list[Problem] = []
    for problem in checked.errors:
        place = problem.place
        key = (place.file, place.sheet or "", place.row or 0) if place else ("", "", 0)
        if key in records:
            faults.setdefault(key, []).append(problem)
        else:
            others.append(problem)
    sheets = []
    for table in (*register_tables().tables, *charged_tables().tables):
        faulty = [(records[key], faults[key]) for key in sorted(faults) if records[key].table.name == table.name]
        if faulty:
            sheets.append(_faulty(table, faulty))
    if others:
        sheets.append(_others(others))
    return xlsx_of(Book(sheets, made=_MADE), lang)


def _workbook(tables: RegisterTables, rows: FieldRows) -> bytes:
    """Tables to be filled in, with what explains them."""
    sheets = [_table(table, rows.get(table.name, []), tables.lists) for table in tables.tables]
    beside = [_explanations(tables), _examples(tables), _words(tables.lists)]
    return xlsx_of(Book([*sheets, *beside], made=_MADE), "pl")


def _table(table: RegisterTable, rows: Iterable[FieldRow], lists: Sequence[str]) -> Sheet:
    """A table with its headers, rows and drop-down lists."""
    fields = [
        Field(
            column.header,
            _look(column),
            34 if column.words else max(12, len(column.header) + 4),
            head=_REQUIRED if column.required else _HEAD,
            whole=True,
            offered=_range(column.words, lists) if column.words else "",
        )
        for column in table.columns
    ]
    values = ([_value(row.get(column.field), column) for column in table.columns] for row in rows)
    return Sheet(table.sheet, [SheetTable(fields, values, frozen=1)], form=True)


def _look(column: RegisterColumn) -> Look:
    return {"day": _DAY, "amount": _AMOUNT, "signed": _AMOUNT}.get(column.kind, _TEXT)


def _range(name: str, lists: Sequence[str]) -> str:
    """Where the words of a list stand."""
    column = letters(lists.index(name) + 1)
    return f"'słowniki'!${column}$2:${column}${len(words_of(name).written) + 1}"


def _value(value: FieldValue, column: RegisterColumn) -> SheetValue:
    """What stands in a cell, in its own type."""
    match value:
        case tuple():
            return in_one_cell(value)
        case str() if column.words:
            return words_of(column.words).written[value]
        case Period() | str():
            return str(value)
        case _:
            return value


def _explanations(tables: RegisterTables) -> Sheet:
    """What every column is for."""
    heads = ("arkusz", "kolumna", "column", "wymagana", "co w niej stoi", "what stands in it")
    fields = [
        Field(head, _LONG, width, head=_HEAD) for head, width in zip(heads, (20, 24, 24, 14, 60, 60), strict=True)
    ]
    rows: list[tuple[SheetValue, ...]] = []
    for table in tables.tables:
        rows += [(None,) * len(heads)] if rows else []
        rows.append((table.sheet, "", table.name, "", table.what["pl"], table.what["en"]))
        for column in table.columns:
            required = "tak" if column.required else "nie"
            also = f"; także: {', '.join(column.also)}" if column.also else ""
            what = column.expected["pl"] + also
            rows.append((table.sheet, column.header, column.field, required, what, column.what["en"]))
    return Sheet("objaśnienia", [SheetTable(fields, rows, frozen=0)], form=True)


def _examples(tables: RegisterTables) -> Sheet:
    """Example rows of every table, which fit together; the sheet is not read."""
    blocks: list[Block] = [SheetLine((("Przykładowe wiersze; ten arkusz nie jest czytany.", _TITLE),))]
    for table in tables.tables:
        heads, examples = zip(*((column.header, column.example) for column in table.columns), strict=True)
        lists = SheetLists(heads, examples, _TEXT, _HEAD)
        blocks += [SheetLine(), SheetLine(((table.sheet, _TITLE),)), lists]
    return Sheet("przykłady", blocks, (22,) * 14, form=True)


def _words(lists: Sequence[str]) -> Sheet:
    """The words of the drop-down lists."""
    words = [[*words_of(name).written.values()] for name in lists]
    return Sheet("słowniki", [SheetLists(lists, words, PLAIN, _HEAD)], (40,) * len(lists), form=True)


_FILE, _SHEET, _ROW, _PLACE = (
    Text(pl="plik", en="file"),
    Text(pl="arkusz", en="sheet"),
    Text(pl="wiersz", en="row"),
    Text(pl="miejsce", en="place"),
)
_MEND = Text(pl="co poprawić", en="what to mend")


def _faulty(table: RegisterTable, faulty: Iterable[tuple[Record, list[Problem]]]) -> Sheet:
    """The faulty rows of a table."""
    columns = [column for column in table.columns if column.kind != "label"]
    fields = [
        *(Field(head, PLAIN, 12, head=_HEAD) for head in (_FILE, _SHEET, _ROW)),
        Field(_MEND, _LONG, 70, head=_HEAD, whole=True),
        *(Field(column.header, _TEXT, 18, head=_HEAD) for column in columns),
    ]
    rows = []
    for record, problems in faulty:
        values = [shown(record.said(column.field)) for column in columns]
        cells = [None if value is None else str(value) for value in values]
        reasons = joined(map(_reason, problems), "\n")
        rows.append((record.header.file, record.header.sheet, record.row, reasons, *cells))
    return Sheet(table.sheet, [SheetTable(fields, rows, frozen=4)], (18,) * (5 + len(table.columns)), form=True)


def _others(problems: Iterable[Problem]) -> Sheet:
    """The problems that belong to no single row."""
    fields = (
        Field(_FILE, PLAIN, 30, head=_HEAD),
        Field(_PLACE, PLAIN, 30, head=_HEAD),
        Field(_MEND, _LONG, 90, head=_HEAD, whole=True),
    )
    rows = [(problem.place.file if problem.place else "", problem.path, _reason(problem)) for problem in problems]
    return Sheet(Text(pl="pozostałe", en="others"), [SheetTable(fields, rows)], form=True)


def _reason(problem: Problem) -> Text:
    """A problem in one line: the column, the sentence, and what was probably meant or is expected."""
    place = problem.place
    text = f"{place.column}: " + problem.message if place and place.column else problem.message
    if place and place.suggestion:
        return text + Text(pl=" (może: {word})", en=" (perhaps: {word})").fill(word=place.suggestion)
    if place and place.expected:
        return text + Text(pl=" oczekiwano: {words}.", en=" expected: {words}.").fill(words=place.expected)
    return text

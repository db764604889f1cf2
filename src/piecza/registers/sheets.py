"""Tables as a workbook: a register with its rows, empty templates, or the rows that must be mended with the reasons.

Every text is written as a text, so that nothing becomes a formula; the same input gives the same bytes.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from piecza.case.case import Case
from piecza.errors.problems import Problem, needs
from piecza.errors.shown import shown
from piecza.files.cells import letters
from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.registers.cell_values import FieldValue
from piecza.registers.charged import Charged
from piecza.registers.exporting import FieldRows, joined, rows_of
from piecza.registers.register import Register
from piecza.registers.tables import (
    RegisterColumn,
    RegisterTable,
    RegisterTables,
    charged_tables,
    register_tables,
    words_of,
)

_CREATED = datetime(2026, 1, 1)  # any day; without one the bytes would differ each time
_ROWS = 10_000
"""How many rows of a template have drop-down lists."""


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
    book = _Book()
    by_table: dict[str, dict[tuple[str, str, int], list[Problem]]] = {}
    others: list[Problem] = []
    places = {
        (record.header.file, record.header.sheet, record.row): record
        for records in checked.records.values()
        for record in records
    }
    for problem in checked.errors:
        place = problem.place
        key = (place.file, place.sheet or "", place.row or 0) if place else ("", "", 0)
        if record := places.get(key):
            by_table.setdefault(record.table.name, {}).setdefault(key, []).append(problem)
        else:
            others.append(problem)
    for table in (*register_tables().tables, *charged_tables().tables):
        if table.name in by_table:
            book.faulty(table, by_table[table.name], places, lang)
    if others:
        book.others(others, lang)
    return book.close()


def _workbook(tables: RegisterTables, rows: FieldRows) -> bytes:
    book = _Book()
    for table in tables.tables:
        book.table(table, rows.get(table.name, []), tables.lists)
    book.explanations(tables)
    book.examples(tables)
    book.lists(tables.lists)
    return book.close()


class _Book:
    """A workbook in the making."""

    def __init__(self) -> None:
        with needs("files"):
            import xlsxwriter  # type: ignore[import-untyped]
        self.bytes = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.bytes, {"in_memory": True})
        self.book.set_properties({"created": _CREATED})
        self.formats = {
            "head": self.book.add_format({"bold": True, "bg_color": "#E7EDF3", "bottom": 1, "text_wrap": True}),
            "must": self.book.add_format({"bold": True, "bg_color": "#CFE0EE", "bottom": 1, "text_wrap": True}),
            "text": self.book.add_format({"num_format": "@"}),
            "day": self.book.add_format({"num_format": "dd.mm.yyyy"}),
            "amount": self.book.add_format({"num_format": "#,##0.00"}),
            "wrap": self.book.add_format({"text_wrap": True, "valign": "top"}),
            "title": self.book.add_format({"bold": True, "font_size": 13}),
        }

    def close(self) -> bytes:
        """The bytes of the workbook."""
        self.book.close()
        return self.bytes.getvalue()

    def table(self, table: RegisterTable, rows: Sequence[Mapping[str, FieldValue]], lists: Sequence[str]) -> None:
        """A table with its headers, rows and drop-down lists."""
        sheet = self.book.add_worksheet(table.sheet)
        sheet.freeze_panes(1, 1)
        for at, column in enumerate(table.columns):
            sheet.write_string(0, at, column.header, self.formats["must" if column.required else "head"])
            sheet.set_column(at, at, _width(column), self.formats[_format(column)])
            if column.words:
                words = {"validate": "list", "source": f"='słowniki'!{_range(column.words, lists)}"}
                sheet.data_validation(1, at, max(_ROWS, len(rows)), at, {**words, "error_type": "warning"})
        for number, row in enumerate(rows, 1):
            for at, column in enumerate(table.columns):
                self.write(sheet, number, at, row.get(column.field), column)

    def write(self, sheet: Any, row: int, at: int, value: FieldValue, column: RegisterColumn) -> None:
        """Write a value into a cell, in its own type."""
        look = self.formats[_format(column)]
        match value:
            case None:
                pass
            case date():
                sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look)
            case Decimal() | int():
                sheet.write_number(row, at, value, look)
            case tuple():
                sheet.write_string(row, at, joined(value), look)
            case _:
                text = str(value)
                sheet.write_string(row, at, words_of(column.words).written[text] if column.words else text, look)

    def explanations(self, tables: RegisterTables) -> None:
        """A sheet that says of every column what it is for."""
        sheet = self.book.add_worksheet("objaśnienia")
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 2, 24)
        sheet.set_column(3, 3, 14)
        sheet.set_column(4, 5, 60)
        heads = ("arkusz", "kolumna", "column", "wymagana", "co w niej stoi", "what stands in it")
        self._heads(sheet, 0, heads)
        sheet.freeze_panes(1, 0)
        number = 0
        for table in tables.tables:
            number += 1
            lines = [(table.sheet, "", table.name, "", table.what["pl"], table.what["en"])]
            for column in table.columns:
                must = "tak" if column.required else "nie"
                lines.append((table.sheet, column.header, column.field, must, _what(column), column.what["en"]))
            for line in lines:
                for at, text in enumerate(line):
                    sheet.write_string(number, at, text, self.formats["wrap"])
                number += 1

    def examples(self, tables: RegisterTables) -> None:
        """A sheet with example rows of every table, which fit together; it is not read."""
        sheet = self.book.add_worksheet("przykłady")
        sheet.set_column(0, 13, 22)
        sheet.write_string(0, 0, "Przykładowe wiersze; ten arkusz nie jest czytany.", self.formats["title"])
        number = 2
        for table in tables.tables:
            sheet.write_string(number, 0, table.sheet, self.formats["title"])
            self._heads(sheet, number + 1, [column.header for column in table.columns])
            for at, column in enumerate(table.columns):
                for row, text in enumerate(column.example, number + 2):
                    sheet.write_string(row, at, text, self.formats["text"])
            number += 3 + max(len(column.example) for column in table.columns)

    def lists(self, lists: Sequence[str]) -> None:
        """A sheet with the words of the drop-down lists."""
        sheet = self.book.add_worksheet("słowniki")
        for at, name in enumerate(lists):
            sheet.set_column(at, at, 40)
            sheet.write_string(0, at, name, self.formats["head"])
            for number, word in enumerate(words_of(name).written.values(), 1):
                sheet.write_string(number, at, word)

    def faulty(
        self, table: RegisterTable, rows: Mapping[Any, Sequence[Problem]], records: Mapping[Any, Any], lang: Lang
    ) -> None:
        """The faulty rows of a table."""
        sheet = self.book.add_worksheet(table.sheet)
        sheet.set_column(0, 2, 12)
        sheet.set_column(3, 3, 70, self.formats["wrap"])
        sheet.set_column(4, 4 + len(table.columns), 18)
        sheet.freeze_panes(1, 4)
        heads = in_lang(lang, "plik;arkusz;wiersz;co poprawić", "file;sheet;row;what to mend").split(";")
        self._heads(sheet, 0, [*heads, *(column.header for column in table.columns if column.kind != "label")])
        for number, (key, problems) in enumerate(sorted(rows.items()), 1):
            record = records[key]
            sheet.write_string(number, 0, record.header.file)
            sheet.write_string(number, 1, record.header.sheet)
            sheet.write_number(number, 2, record.row)
            sheet.write_string(
                number, 3, "\n".join(_reason(problem, lang) for problem in problems), self.formats["wrap"]
            )
            for at, column in enumerate((column for column in table.columns if column.kind != "label"), 4):
                value = shown(record.said(column.field))
                if value is not None:
                    sheet.write_string(number, at, str(value), self.formats["text"])

    def others(self, problems: Sequence[Problem], lang: Lang) -> None:
        """The problems that belong to no single row."""
        sheet = self.book.add_worksheet(in_lang(lang, "pozostałe", "others"))
        sheet.set_column(0, 1, 30)
        sheet.set_column(2, 2, 90, self.formats["wrap"])
        self._heads(sheet, 0, in_lang(lang, "plik;miejsce;co poprawić", "file;place;what to mend").split(";"))
        for number, problem in enumerate(problems, 1):
            sheet.write_string(number, 0, problem.place.file if problem.place else "")
            sheet.write_string(number, 1, problem.path)
            sheet.write_string(number, 2, _reason(problem, lang), self.formats["wrap"])

    def _heads(self, sheet: Any, row: int, heads: Sequence[str]) -> None:
        for at, head in enumerate(heads):
            sheet.write_string(row, at, head, self.formats["head"])


def _reason(problem: Problem, lang: Lang) -> str:
    """A problem in one line: the column, the sentence, and what was probably meant or is expected."""
    place = problem.place
    text = f"{place.column}: {problem.message[lang]}" if place and place.column else problem.message[lang]
    if place and place.suggestion:
        return f"{text} ({in_lang(lang, 'może', 'perhaps')}: {place.suggestion})"
    if place and place.expected:
        return f"{text} {in_lang(lang, 'oczekiwano', 'expected')}: {place.expected[lang]}."
    return text


def _range(name: str, lists: Sequence[str]) -> str:
    column = letters(lists.index(name) + 1)
    return f"${column}$2:${column}${len(words_of(name).written) + 1}"


def _format(column: RegisterColumn) -> str:
    return {"day": "day", "amount": "amount", "signed": "amount"}.get(column.kind, "text")


def _width(column: RegisterColumn) -> int:
    return 34 if column.words else max(12, len(column.header) + 4)


def _what(column: RegisterColumn) -> str:
    also = f"; także: {', '.join(column.also)}" if column.also else ""
    return f"{column.expected['pl']}{also}"

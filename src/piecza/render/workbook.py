"""Sheets of a workbook: lists with their totals as formulas, and tables and sentences one beneath the other."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.money import to_decimal, to_grosze
from piecza.render.grid import shown
from piecza.render.page import TOTAL
from piecza.render.xlsx import LINE, LONGEST_HEIGHT, MADE, Formats, lines_of

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SHEET_ROWS = 1_048_576
"""How many rows a sheet has."""
_LONGEST = 32_767
"""How many characters a cell holds."""

SheetValue = str | int | Decimal | date | None
"""A text, a count, an amount in złote, a day, or nothing."""

Look = Literal["text", "number", "money", "day"]
TEXT: Look = "text"
NUMBER: Look = "number"
MONEY: Look = "money"
DAY: Look = "day"
_LOOKS: dict[Look, dict[str, Any]] = {
    "text": {"align": "left", "indent": 1},
    "number": {"num_format": "0", "align": "right"},
    "money": {"num_format": "#,##0.00", "align": "right"},
    "day": {"num_format": "dd.mm.yyyy", "align": "right"},
}


class Field(NamedTuple):
    """A column: what stands above it, how its cells look, how wide it is, and whether they are added up."""

    heading: str
    look: Look
    width: int = 14
    total: bool = False


class Formula(NamedTuple):
    """A formula, and what it comes to in grosze."""

    text: str
    grosze: int


SheetCell = SheetValue | Formula
"""What stands in a cell."""


class Book:
    """A workbook in the making."""

    def __init__(self, book: "Workbook", title: str) -> None:
        book.set_properties({"title": shown(title), "created": MADE})
        self._book, self._formats = book, Formats(book)

    def sheet(self, name: str, widths: Sequence[int]) -> "Sheet":
        """A new sheet, with the widths of its columns."""
        made = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            made.set_column(column, column, width)
        return Sheet(made, self._formats)


class Sheet:
    """A sheet that is filled from top to bottom."""

    def __init__(self, sheet: "Worksheet", formats: Formats) -> None:
        self._sheet, self._formats, self._row = sheet, formats, 0
        self._styles = {look: formats(**properties) for look, properties in _LOOKS.items()}
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")

    @property
    def next_row(self) -> int:
        """The number of the row that is filled next, as a spreadsheet counts it."""
        return self._row + 1

    def title(self, text: str) -> None:
        """What the whole sheet is about."""
        self._sheet.set_row(self._row, 24)
        self._sheet.write_string(self._row, 0, shown(text), self._plain(bold=True, font_size=15))
        self._row += 1

    def line(self, text: str) -> None:
        """A sentence, which may reach over the columns on its right."""
        self._sheet.write_string(self._row, 0, shown(text)[:_LONGEST], self._plain())
        self._row += 1

    def amount(self, label: str, amount: Decimal) -> None:
        """A label, and an amount beside it."""
        self._sheet.set_row(self._row, 18)
        self._sheet.write_string(self._row, 0, label, self._plain(font_size=13))
        style = self._formats(**_LOOKS["money"], bold=True, font_size=13)
        self._sheet.write_number(self._row, 1, amount, style)
        self._row += 1

    def lines(self, heading: str, texts: Sequence[str]) -> None:
        """Sentences beneath a heading; nothing where there are none."""
        if texts:
            self._row += 1
            self._heading(heading)
            for text in texts:
                self.line(text)

    def table(self, heading: str, fields: Sequence[Field], rows: Iterable[Sequence[SheetValue]], lang: Lang) -> None:
        """A table beneath a heading, with its totals."""
        all_rows = list(rows)
        if all_rows:
            self._row += 1
            self._heading(heading)
            self.heads(fields)
            first = self.next_row
            for values in all_rows:
                self.put(fields, values)
            self._totals(fields, first, all_rows, TOTAL[lang])

    def list(self, fields: Sequence[Field], rows: Iterable[Sequence[SheetValue]], count: int, lang: Lang) -> None:
        """One long table that fills the sheet, with filters; beneath it how many rows did not fit."""
        self.heads(fields)
        self._sheet.freeze_panes(1, 2)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0, 1)
        self._sheet.fit_to_pages(2, 0)
        fitting = list(islice(rows, SHEET_ROWS - 3))
        self._sheet.autofilter(0, 0, len(fitting), len(fields) - 1)
        for values in fitting:
            self.put(fields, values)
        self._totals(fields, 2, fitting, TOTAL[lang])
        self.left(count - len(fitting), lang)

    def left(self, count: int, lang: Lang) -> None:
        """How many rows did not fit."""
        if count > 0:
            pl = f"Dalsze wiersze ({count}) nie zmieściły się w arkuszu; są w dokumencie JSON."
            self.line(in_lang(lang, pl, f"Further rows ({count}) did not fit; they stand in the JSON document."))

    def heads(self, fields: Sequence[Field]) -> None:
        """What stands above the columns."""
        lines = max(lines_of(field.heading, field.width - 2) for field in fields)
        self._sheet.set_row(self._row, lines * LINE + 3)
        for column, field in enumerate(fields):
            side = "left" if field.look == "text" else "right"
            indent = {"indent": 1} if field.look == "text" else {}
            style = self._formats(bold=True, bg_color="#F0F0F0", bottom=1, top=1, align=side, valign="bottom", **indent)
            self._sheet.write_string(self._row, column, field.heading, style)
        self._row += 1

    def put(self, fields: Sequence[Field], values: Sequence[SheetCell]) -> None:
        """A row of values, as high as its longest text needs."""
        texts = [
            (value, field.width - 2) for field, value in zip(fields, values, strict=True) if isinstance(value, str)
        ]
        lines = max((sum(lines_of(line, width) for line in text.split("\n")) for text, width in texts), default=1)
        if lines > 1:
            self._sheet.set_row(self._row, min(lines * LINE + 2, LONGEST_HEIGHT))
        for column, (field, value) in enumerate(zip(fields, values, strict=True)):
            self._cell(column, value, self._styles[field.look])
        self._row += 1

    def freeze(self, columns: int) -> None:
        """The heads, and the first columns, stay in sight."""
        self._sheet.freeze_panes(self._row, columns)
        self._sheet.repeat_rows(self._row - 1)

    def _totals(self, fields: Sequence[Field], first: int, rows: Sequence[Sequence[SheetValue]], label: str) -> None:
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]

        if not any(field.total for field in fields):
            return
        bottom = self._row
        style: dict[str, Any] = {"bold": True, "top": 2, "bottom": 2}
        self._sheet.write_string(self._row, 0, label, self._formats(**style))
        for column, field in enumerate(fields):
            if field.total:
                name = xl_col_to_name(column)
                look = self._formats(**{**_LOOKS[field.look], **style})
                value = _sum([row[column] for row in rows])
                self._sheet.write_formula(self._row, column, f"=SUM({name}{first}:{name}{bottom})", look, value)
            elif column:
                self._sheet.write_blank(self._row, column, None, self._formats(**style))
        self._row += 1

    def _heading(self, text: str) -> None:
        self._sheet.set_row(self._row, 18)
        self._sheet.write_string(self._row, 0, text, self._plain(bold=True, font_size=12))
        self._row += 1

    def _plain(self, **properties: Any) -> "Format":
        return self._formats(text_wrap=False, **properties)

    def _cell(self, column: int, value: SheetCell, style: "Format") -> None:
        match value:
            case None:
                self._sheet.write_blank(self._row, column, None, style)
            case Formula(text, grosze):
                self._sheet.write_formula(self._row, column, text, style, to_decimal(grosze))
            case str():
                lines = "\n".join(map(shown, value.split("\n")))
                self._sheet.write_string(self._row, column, lines[:_LONGEST], style)
            case date():
                self._sheet.write_datetime(self._row, column, datetime(value.year, value.month, value.day), style)
            case _:
                # A Decimal is written with its own digits, not as the nearest float.
                self._sheet.write_number(self._row, column, value, style)


def _sum(values: Sequence[SheetValue]) -> Decimal | int:
    """The sum of a column: of amounts in złote, of counts as a count."""
    counts = [value for value in values if isinstance(value, int)]
    amounts = [to_grosze(value) for value in values if isinstance(value, Decimal)]
    return sum(counts) if counts else to_decimal(sum(amounts))

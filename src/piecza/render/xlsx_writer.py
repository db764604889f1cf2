"""Workbooks cell by cell; no other room knows xlsxwriter.

A text is never a formula, an amount is a number with exactly its digits, a day is a day. Rows and columns are counted
from 0, and areas are inclusive. The same cells give the same bytes.
"""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from piecza.errors.problems import needs

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MADE = datetime(2000, 1, 1)
"""The day on which workbooks say they were made, so that the same content gives the same bytes."""
_LINE = 13
"""The height of a line of text in points."""
_HIGHEST = 400
"""Points; a row may have 409."""


class Look(NamedTuple):
    """How a cell looks, by the names and numbers that xlsxwriter has; what is not given is as a spreadsheet has it."""

    font_name: str | None = None
    font_size: int | None = None
    font_color: str | None = None
    bold: bool | None = None
    bg_color: str | None = None
    align: Literal["left", "center", "right"] | None = None
    valign: Literal["top", "bottom"] | None = None
    indent: int | None = None
    text_wrap: bool | None = None
    num_format: str | None = None
    border: int | None = None
    top: int | None = None
    bottom: int | None = None


PLAIN = Look()
"""As a spreadsheet has it."""
PAPER = Look(font_name="Times New Roman", font_size=10, valign="top", text_wrap=True)
"""As on paper; a long text takes several lines."""


class Formula(NamedTuple):
    """A formula, and what it comes to: an amount in złote, or a count."""

    text: str
    result: int | Decimal


SheetCell = str | int | Decimal | date | Formula | None
"""What stands in a cell: a text, a count, an amount in złote, a day, a formula, or nothing."""


class BookWriter:
    """A workbook in the making. InputError where the extra ``files`` is missing."""

    def __init__(self, title: str, made: datetime = MADE) -> None:
        with needs("files"):
            from xlsxwriter import Workbook  # type: ignore[import-untyped]
        self._bytes = BytesIO()
        self._book = Workbook(self._bytes, {"in_memory": True})
        self._book.set_properties({"created": made, **({"title": title} if title else {})})
        self._formats: dict[Look, Format | None] = {PLAIN: None}

    def sheet(self, name: str) -> "SheetWriter":
        """A new sheet."""
        return SheetWriter(self, self._book.add_worksheet(name))

    def format(self, look: Look) -> "Format | None":
        """The format of a look, made once."""
        if look not in self._formats:
            given = {name: value for name, value in look._asdict().items() if value is not None}
            self._formats[look] = self._book.add_format(given)
        return self._formats[look]

    def to_bytes(self) -> bytes:
        """The whole workbook; nothing can be written any more."""
        self._book.close()
        return self._bytes.getvalue()


class SheetWriter:
    """A sheet in the making."""

    def __init__(self, book: BookWriter, sheet: "Worksheet") -> None:
        self._book, self._sheet = book, sheet

    def column(self, column: int, width: int, look: Look = PLAIN) -> None:
        """The width of a column in characters, and how its empty cells look."""
        self._sheet.set_column(column, column, width, self._book.format(look))

    def height(self, row: int, points: int) -> None:
        """The height of a row."""
        self._sheet.set_row(row, points)

    def room(self, row: int, lines: int, *, font_size: int = 10, spare: int = 2) -> None:
        """The height of a row with room for so many lines, and some points more, as far as a row may be high."""
        self._sheet.set_row(row, min(lines * _LINE * font_size / 10 + spare, _HIGHEST))

    def write(self, row: int, column: int, value: SheetCell, look: Look = PLAIN) -> None:
        """A value, by its type."""
        style = self._book.format(look)
        match value:
            case None:
                self._sheet.write_blank(row, column, None, style)
            case str():
                self._sheet.write_string(row, column, value, style)
            case date():
                self._sheet.write_datetime(row, column, value, style)
            case Formula(text, result):
                self._sheet.write_formula(row, column, text, style, result)
            case _:
                # A Decimal is written with its own digits, not as the nearest float.
                self._sheet.write_number(row, column, value, style)

    def merge(self, row: int, column: int, last_row: int, last_column: int, look: Look) -> None:
        """Several cells as one; what is then written into the first of them stands in all."""
        self._sheet.merge_range(row, column, last_row, last_column, "", self._book.format(look))

    def offer(self, column: int, first: int, last: int, words: str) -> None:
        """Drop-down lists in the rows of a column, with the words that stand in a range; others are warned of."""
        validation = {"validate": "list", "source": f"={words}", "error_type": "warning"}
        self._sheet.data_validation(first, column, last, column, validation)

    def filters(self, head: int, last: int, columns: int) -> None:
        """Filters for the rows beneath a head."""
        self._sheet.autofilter(head, 0, last, columns - 1)

    def freeze(self, rows: int, columns: int) -> None:
        """The first rows and columns stay in sight."""
        self._sheet.freeze_panes(rows, columns)

    def repeat(self, row: int, columns: int = 0) -> None:
        """A row, and the first columns, stand on every printed page."""
        self._sheet.repeat_rows(row)
        if columns:
            self._sheet.repeat_columns(0, columns - 1)

    def on_paper(self, footer: str, *, landscape: bool = True, pages: int = 1, grid: bool = True) -> None:
        """A4, so many pages wide, with a footer in the codes of spreadsheets; without a grid the margins are narrow."""
        self._sheet.set_paper(9)
        if landscape:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(pages, 0)
        self._sheet.set_footer(footer)
        if not grid:
            self._sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
            self._sheet.hide_gridlines(2)


def sum_of(column: int, first: int, last: int) -> str:
    """The formula that adds up some rows of a column."""
    return f"=SUM({cell_name(first, column)}:{cell_name(last, column)})"


def cell_name(row: int, column: int) -> str:
    """A cell as formulas have it: ``C7``."""
    from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

    return str(xl_rowcol_to_cell(row, column))


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes; words are broken only where they must be."""
    width = max(width * 5 // 4, 1)  # columns are measured in digits of the usual font, which is wider
    lines, left = 1, width
    for word in text.split(" "):
        needed = len(word) + 1
        if needed - 1 > left and left < width:
            lines, left = lines + 1, width
        if needed - 1 > width:
            more = ceil((needed - 1) / width) - 1
            lines, left = lines + more, width * (more + 1) + left - width
        left -= needed
    return lines

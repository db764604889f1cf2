"""A page as a workbook that reads the same and adds up by formulas.

Text of the caller is never a formula; an amount is a number with exactly its digits.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from piecza.errors.problems import needs
from piecza.language.text import Text
from piecza.render.grid import blocks, shown, widths, written
from piecza.render.page import Page, Section, Table, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

MADE = datetime(2000, 1, 1)
"""The date of creation in every workbook, so that the same page gives the same bytes."""
LINE = 13
"""The height of a line of text in points."""
_ANNEX_WIDTH = 74
LONGEST_HEIGHT = 400
"""Points; a row may have 409."""


def to_xlsx(page: Page) -> bytes:
    """A page as an xlsx workbook. Needs the extra ``files``."""
    with needs("files"):
        from xlsxwriter import Workbook
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": shown(page.title), "created": MADE})
        formats = Formats(book)
        _nota(page, _Sheet(book.add_worksheet("Nota"), formats, _columns(page)), formats)
        if page.annex:
            _annex(page, _Sheet(book.add_worksheet("Załącznik"), formats, [_ANNEX_WIDTH]))
    return made.getvalue()


def _columns(page: Page) -> list[int]:
    """The widths of the columns of the sheet. Every table ends with the last one, so that its sums stand there."""
    columns: list[int] = [0] * max(len(table.columns) for table in page.tables)
    for table in page.tables:
        of_table = widths(table)
        for index, width in enumerate(of_table, len(columns) - len(of_table)):
            columns[index] = max(columns[index], width + 1)
    return columns


def _nota(page: Page, sheet: "_Sheet", formats: "Formats") -> None:
    sheet.text(page.title, bold=True, font_size=16)
    sheet.gap()
    sheet.pairs(page.facts)
    sheet.gap()
    for party in page.parties:
        sheet.pairs(((party.heading, "; ".join(party.paragraphs)),))
    sheet.gap()
    sheet.text(page.opening)
    sums = []
    for number, table in enumerate(page.tables):
        sheet.gap()
        sheet.text(written(table.title), bold=True)
        sums.append(sheet.table(table, repeat=not number))
    if page.amount:
        label, amount, words = page.amount
        sheet.gap()
        sheet.amount(label, amount, sums[0])
        sheet.text(words)
        sheet.gap()
        sheet.pairs(page.payment)
    if page.assignment:
        sheet.gap()
        sheet.text(page.assignment, bold=True)
        sheet.field()
    for section in page.footer:
        sheet.section(section)
    if page.signatures:
        sheet.signatures(page.signatures)
    sheet.print_setup(page.title, wide=True)


def _annex(page: Page, sheet: "_Sheet") -> None:
    sheet.text(page.annex_title, bold=True, font_size=14)
    for section in page.annex:
        sheet.section(section)
    sheet.print_setup(page.title, wide=False)


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def __call__(self, **properties: Any) -> "Format":
        """The format with these properties, and the usual ones otherwise."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            whole = {"font_name": "Times New Roman", "font_size": 10, "valign": "top", "text_wrap": True, **properties}
            self._made[key] = self._book.add_format(whole)
        return self._made[key]


class _Area(NamedTuple):
    """Cells from one to another, both inclusive."""

    row: int
    column: int
    last_row: int
    last_column: int


class _Sheet:
    """A worksheet that is filled from top to bottom."""

    def __init__(self, sheet: "Worksheet", formats: Formats, columns: list[int]) -> None:
        self._sheet, self._formats, self._columns, self._row = sheet, formats, columns, 0
        for index, width in enumerate(columns):
            sheet.set_column(index, index, width)

    def gap(self) -> None:
        """An empty row."""
        self._row += 1

    def text(self, text: str, **look: Any) -> None:
        """A text over the whole width."""
        lines = lines_of(shown(text), sum(self._columns))
        self._sheet.set_row(self._row, min(lines * LINE * look.get("font_size", 10) / 10 + 2, LONGEST_HEIGHT))
        self._put(_Area(self._row, 0, self._row, len(self._columns) - 1), text, self._formats(**look))
        self._row += 1

    def section(self, section: Section) -> None:
        """A heading with paragraphs."""
        self.gap()
        self.text(section.heading, bold=True)
        for said in section.paragraphs:
            self.text(said)

    def pairs(self, facts: Iterable[tuple[str, str]]) -> None:
        """Names, each with its value beside it."""
        for name, said in facts:
            beside = self._beside
            lines = lines_of(shown(said), sum(self._columns[beside:]))
            self._sheet.set_row(self._row, min(lines * LINE + 2, LONGEST_HEIGHT))
            self._put(_Area(self._row, 0, self._row, beside - 1), name, self._formats(font_color="#444444"))
            self._put(_Area(self._row, beside, self._row, len(self._columns) - 1), said, self._formats())
            self._row += 1

    @property
    def _beside(self) -> int:
        """The first column that leaves enough room on its left for a name."""
        return next(index for index in range(1, len(self._columns)) if sum(self._columns[:index]) >= 26)

    def amount(self, label: str, amount: Decimal, points_to: str) -> None:
        """The amount of the nota, which is a sum of a table."""
        beside = self._beside
        look: dict[str, Any] = {"bold": True, "font_size": 14, "top": 2, "bottom": 2}
        self._sheet.set_row(self._row, 22)
        self._put(_Area(self._row, 0, self._row, beside - 1), label, self._formats(**look))
        money = self._formats(**look, num_format='#,##0.00" zł"', align="left", text_wrap=False)
        last = len(self._columns) - 1
        self._sheet.merge_range(self._row, beside, self._row, last, "", money)
        self._sheet.write_formula(self._row, beside, f"={points_to}", money, amount)
        self._row += 1

    def field(self) -> None:
        """An empty field to be filled in by hand."""
        self._sheet.set_row(self._row, 50)
        self._put(_Area(self._row, 0, self._row, len(self._columns) - 1), "", self._formats(border=1))
        self._row += 1

    def signatures(self, signatures: tuple[str, ...]) -> None:
        """Lines to sign on, each with the role of whoever signs."""
        self.gap()
        self._sheet.set_row(self._row, 40)
        self._row += 1
        whole, share = sum(self._columns), len(signatures)
        # Each has its part of the width; if a part has several columns, the last one stays empty.
        parts: list[list[int]] = [[] for _ in signatures]
        for index, width in enumerate(self._columns):
            middle = sum(self._columns[:index]) * 2 + width
            parts[middle * share // (2 * whole)].append(index)
        for signature, part in zip(signatures, parts, strict=True):
            last = part[-2] if len(part) > 1 and part[-1] + 1 < len(self._columns) else part[-1]
            self._put(_Area(self._row, part[0], self._row, last), signature, self._formats(top=1, align="center"))
        self._row += 1

    def table(self, table: Table, *, repeat: bool) -> str:
        """A table with its sums, which are formulas. Returns the cell of the last sum."""
        from xlsxwriter.utility import xl_rowcol_to_cell  # type: ignore[import-untyped]

        first = len(self._columns) - len(table.columns)
        column_widths = self._columns[first:]
        for index, column in enumerate(table.columns, first):
            heading = self._formats(bold=True, bg_color="#F0F0F0", border=1, align=_side(column.right), valign="bottom")
            self._sheet.write_string(self._row, index, written(column.heading), heading)
        lines = max(
            lines_of(written(column.heading), width) for column, width in zip(table.columns, column_widths, strict=True)
        )
        self._sheet.set_row(self._row, lines * LINE + 2)
        if repeat:
            self._sheet.repeat_rows(self._row)
        top = self._row = self._row + 1
        bottom = top + len(table.rows) - 1
        for block in blocks(table):
            heights = [1] * len(block)
            for offset, row in enumerate(block):
                for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    if cell is None:
                        continue
                    last = offset + cell.rows - 1
                    lines = lines_of(written(cell.value), column_widths[index])
                    heights[last] += max(lines - sum(heights[offset : last + 1]), 0)
                    area = _Area(self._row + offset, first + index, self._row + last, first + index)
                    self._put(area, cell.value, self._of(cell.value, column.right, bold=column.names, border=1))
            for offset, height in enumerate(heights):
                self._sheet.set_row(self._row + offset, min(height * LINE + 2, LONGEST_HEIGHT))
            self._row += len(block)
        where = ""
        for label, values in table.sums:
            before = first + len(table.columns) - len(values)
            self._put(_Area(self._row, first, self._row, before - 1), label, self._formats(bold=True, top=2, bottom=2))
            for index, value in enumerate(values, before):
                style = self._of(value, True, bold=True, top=2, bottom=2)
                if value is None:
                    self._sheet.write_blank(self._row, index, None, style)
                    continue
                above = f"{xl_rowcol_to_cell(top, index)}:{xl_rowcol_to_cell(bottom, index)}"
                self._sheet.write_formula(self._row, index, f"=SUM({above})", style, value)
                where = xl_rowcol_to_cell(self._row, index)
            self._row += 1
        return where

    def _of(self, value: Value, right: bool, **properties: Any) -> "Format":
        number = {"num_format": "#,##0.00"} if isinstance(value, Decimal) else {}
        return self._formats(align=_side(right), **number, **properties)

    def _put(self, area: _Area, value: Value, style: "Format") -> None:
        if (area.row, area.column) != (area.last_row, area.last_column):
            self._sheet.merge_range(*area, "", style)
        match value:
            case None | "":
                self._sheet.write_blank(area.row, area.column, None, style)
            case str() | Text():
                self._sheet.write_string(area.row, area.column, written(value), style)
            case _:
                # A Decimal is written with its own digits, not as the nearest float.
                self._sheet.write_number(area.row, area.column, value, style)

    def print_setup(self, title: str, *, wide: bool) -> None:
        """A4, one page wide, with the title and the number at the foot of every page."""
        self._sheet.set_paper(9)
        if wide:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        self._sheet.hide_gridlines(2)
        # An & begins a code, and the whole may have 255 characters.
        named = shown(title).replace("&", "&&")
        self._sheet.set_footer(f"&L&8{' ' if named[:1].isdigit() else ''}{named[:200]}&R&8strona &P z &N")


def _side(right: bool) -> str:
    return "right" if right else "left"


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

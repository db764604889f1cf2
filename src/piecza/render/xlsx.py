"""A page as a workbook that reads the same and adds up by formulas.

Text of the caller is never a formula; an amount is a number with exactly its digits.
"""

from collections.abc import Iterable
from decimal import Decimal

from piecza.language.text import Text, Words
from piecza.render.grid import blocks, shown, widths, written
from piecza.render.page import Page, Section, Table, Value
from piecza.render.xlsx_writer import (
    PAPER,
    BookWriter,
    Formula,
    Look,
    SheetWriter,
    cell_name,
    lines_of,
    sum_of,
)

_ANNEX_WIDTH = 74

_BOLD = PAPER._replace(bold=True)
_SUM = _BOLD._replace(top=2, bottom=2)
_AMOUNT = _SUM._replace(font_size=14)
_HEAD = _BOLD._replace(bg_color="#F0F0F0", border=1, valign="bottom")
_NAME = PAPER._replace(font_color="#444444")


def to_xlsx(page: Page) -> bytes:
    """A page as an xlsx workbook. Needs the extra ``files``."""
    book = BookWriter(shown(page.title))
    _nota(page, _Sheet(book.sheet("Nota"), _columns(page)))
    if page.annex:
        _annex(page, _Sheet(book.sheet("Załącznik"), [_ANNEX_WIDTH]))
    return book.to_bytes()


def _columns(page: Page) -> list[int]:
    """The widths of the columns of the sheet. Every table ends with the last one, so that its sums stand there."""
    columns: list[int] = [0] * max(len(table.columns) for table in page.tables)
    for table in page.tables:
        of_table = widths(table)
        for index, width in enumerate(of_table, len(columns) - len(of_table)):
            columns[index] = max(columns[index], width + 1)
    return columns


def _nota(page: Page, sheet: "_Sheet") -> None:
    sheet.text(page.title, _BOLD._replace(font_size=16))
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
        sheet.text(table.title, _BOLD)
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
        sheet.text(page.assignment, _BOLD)
        sheet.field()
    for section in page.footer:
        sheet.section(section)
    if page.signatures:
        sheet.signatures(page.signatures)
    sheet.print_setup(page.title, wide=True)


def _annex(page: Page, sheet: "_Sheet") -> None:
    sheet.text(page.annex_title, _BOLD._replace(font_size=14))
    for section in page.annex:
        sheet.section(section)
    sheet.print_setup(page.title, wide=False)


class _Sheet:
    """A sheet that is filled from top to bottom."""

    def __init__(self, writer: SheetWriter, columns: list[int]) -> None:
        self._writer, self._columns, self._row = writer, columns, 0
        for index, width in enumerate(columns):
            writer.column(index, width)

    def gap(self) -> None:
        """An empty row."""
        self._row += 1

    def text(self, text: Words, look: Look = PAPER) -> None:
        """A text over the whole width."""
        lines = lines_of(written(text), sum(self._columns))
        self._writer.room(self._row, lines, font_size=look.font_size or 10)
        self._put(text, look)
        self._row += 1

    def section(self, section: Section) -> None:
        """A heading with paragraphs."""
        self.gap()
        self.text(section.heading, _BOLD)
        for said in section.paragraphs:
            self.text(said)

    def pairs(self, facts: Iterable[tuple[str, str]]) -> None:
        """Names, each with its value beside it."""
        beside = self._beside
        for name, said in facts:
            lines = lines_of(shown(said), sum(self._columns[beside:]))
            self._writer.room(self._row, lines)
            self._put(name, _NAME, last=beside - 1)
            self._put(said, PAPER, first=beside)
            self._row += 1

    @property
    def _beside(self) -> int:
        """The first column that leaves enough room on its left for a name."""
        return next(index for index in range(1, len(self._columns)) if sum(self._columns[:index]) >= 26)

    def amount(self, label: str, amount: Decimal, points_to: str) -> None:
        """The amount of the nota, which is a sum of a table."""
        beside = self._beside
        self._writer.height(self._row, 22)
        self._put(label, _AMOUNT, last=beside - 1)
        money = _AMOUNT._replace(num_format='#,##0.00" zł"', align="left", text_wrap=False)
        self._put(Formula(f"={points_to}", amount), money, first=beside)
        self._row += 1

    def field(self) -> None:
        """An empty field to be filled in by hand."""
        self._writer.height(self._row, 50)
        self._put(None, PAPER._replace(border=1))
        self._row += 1

    def signatures(self, signatures: tuple[str, ...]) -> None:
        """Lines to sign on, each with the role of whoever signs."""
        self.gap()
        self._writer.height(self._row, 40)
        self._row += 1
        whole, share = sum(self._columns), len(signatures)
        # Each has its part of the width; if a part has several columns, the last one stays empty.
        parts: list[list[int]] = [[] for _ in signatures]
        for index, width in enumerate(self._columns):
            middle = sum(self._columns[:index]) * 2 + width
            parts[middle * share // (2 * whole)].append(index)
        for signature, part in zip(signatures, parts, strict=True):
            last = part[-2] if len(part) > 1 and part[-1] + 1 < len(self._columns) else part[-1]
            self._put(signature, PAPER._replace(top=1, align="center"), part[0], last)
        self._row += 1

    def table(self, table: Table, *, repeat: bool) -> str:
        """A table with its sums, which are formulas. Returns the cell of the last sum."""
        first = len(self._columns) - len(table.columns)
        column_widths = self._columns[first:]
        for index, column in enumerate(table.columns, first):
            self._put(column.heading, _of(column.heading, _HEAD, column.right), index, index)
        headings = (written(column.heading) for column in table.columns)
        lines = max(lines_of(heading, width) for heading, width in zip(headings, column_widths, strict=True))
        self._writer.room(self._row, lines)
        if repeat:
            self._writer.repeat(self._row)
        top = self._row = self._row + 1
        for block in blocks(table):
            heights = [1] * len(block)
            for offset, row in enumerate(block):
                for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    if cell is None:
                        continue
                    last = offset + cell.rows - 1
                    lines = lines_of(written(cell.value), column_widths[index])
                    heights[last] += max(lines - sum(heights[offset : last + 1]), 0)
                    look = _of(cell.value, PAPER._replace(bold=column.names, border=1), column.right)
                    self._put(cell.value, look, first + index, first + index, offset, cell.rows)
            for offset, height in enumerate(heights):
                self._writer.room(self._row + offset, height)
            self._row += len(block)
        bottom, where = self._row - 1, ""
        for label, values in table.sums:
            before = first + len(table.columns) - len(values)
            self._put(label, _SUM, first, before - 1)
            for index, value in enumerate(values, before):
                added = Formula(sum_of(index, top, bottom), value) if isinstance(value, int | Decimal) else value
                self._put(added, _of(value, _SUM, True), index, index)
                where = cell_name(self._row, index) if isinstance(added, Formula) else where
            self._row += 1
        return where

    def _put(
        self,
        value: Value | Formula,
        look: Look,
        first: int = 0,
        last: int | None = None,
        offset: int = 0,
        rows: int = 1,
    ) -> None:
        """A value in some columns, to the last one unless told, and rows from so many beneath this one."""
        top, last = self._row + offset, len(self._columns) - 1 if last is None else last
        if (first, rows) != (last, 1):
            self._writer.merge(top, first, top + rows - 1, last, look)
        content = written(value) or None if isinstance(value, str | Text) else value
        self._writer.write(top, first, content, look)

    def print_setup(self, title: str, *, wide: bool) -> None:
        """A4, one page wide, with the title and the number at the foot of every page."""
        # An & begins a code, and the whole may have 255 characters.
        named = shown(title).replace("&", "&&")
        footer = f"&L&8{' ' if named[:1].isdigit() else ''}{named[:200]}&R&8strona &P z &N"
        self._writer.on_paper(footer, landscape=wide, grid=False)


def _of(value: Value, look: Look, right: bool) -> Look:
    """A look for a value, on its side."""
    number = "#,##0.00" if isinstance(value, Decimal) else None
    return look._replace(num_format=number, align="right" if right else "left")

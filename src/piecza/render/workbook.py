"""What a workbook holds – sheets of lines, tables and lists, one beneath the other –, and how it is drawn."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from piecza.language.text import Lang, Text, Words, said
from piecza.money import to_decimal, to_grosze
from piecza.render.grid import shown
from piecza.render.page import TOTAL
from piecza.render.xlsx_writer import (
    MADE,
    PAPER,
    PLAIN,
    BookWriter,
    Formula,
    Look,
    SheetCell,
    SheetWriter,
    lines_of,
    sum_of,
)

SHEET_ROWS = 1_048_576
"""How many rows a sheet has."""
_OFFERED_ROWS = 10_000
"""How many rows of a form have drop-down lists at least."""

TEXT = PAPER._replace(align="left", indent=1)
NUMBER = PAPER._replace(num_format="0", align="right")
MONEY = PAPER._replace(num_format="#,##0.00", align="right")
DAY = PAPER._replace(num_format="dd.mm.yyyy", align="right")

_UNBROKEN = PAPER._replace(text_wrap=False)
_HEAD = PAPER._replace(bold=True, bg_color="#F0F0F0", bottom=1, top=1, valign="bottom")
_FOOTER = "&L&8&A&R&8&P / &N"
"""The name of the sheet, and the pages."""
_LEFT = Text(
    pl="Dalsze wiersze ({count}) nie zmieściły się w arkuszu; są w dokumencie JSON.",
    en="Further rows ({count}) did not fit; they stand in the JSON document.",
)

SheetValue = SheetCell | Text
"""What stands in a cell, a text in both languages."""


class Field(NamedTuple):
    """A column of a table: its heading, how its cells look, how wide it is, and whether they are added up.

    ``head``: how the heading looks, unless as usual. In a form, ``whole``: its empty cells look like the others;
    ``offered``: the range of the words that its drop-down lists offer.
    """

    heading: Words
    look: Look
    width: int
    total: bool = False
    head: Look | None = None
    whole: bool = False
    offered: str = ""


class SheetLine(NamedTuple):
    """A row by itself: values from the left, with their looks, and its height in points; an empty row without any."""

    cells: tuple[tuple[SheetValue, Look], ...] = ()
    height: int | None = None


class SheetTable(NamedTuple):
    """Rows beneath their heads; the totals of fields that have them stand beneath as formulas.

    ``rows`` may be a generator; then the table can be drawn once. ``frozen``: the heads stay in sight, and so many
    columns. ``filters``: with filters, and two pages wide. ``left``: how many rows more there are that would not fit.
    """

    fields: Sequence[Field]
    rows: Iterable[Sequence[SheetValue]]
    frozen: int | None = None
    filters: bool = False
    left: int = 0


class SheetLists(NamedTuple):
    """Lists side by side beneath their heads, and how both look; the widths are those of the sheet."""

    heads: Sequence[Words]
    lists: Sequence[Sequence[SheetValue]]
    look: Look
    head: Look


Block = SheetLine | SheetTable | SheetLists
"""What stands in a sheet one beneath the other."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. ``widths`` are those of columns that are in no table, too.

    ``form``: it is filled in and read back, so its texts stand exactly as they are, and it is not meant to be printed.
    """

    name: Words
    blocks: Iterable[Block]
    widths: Sequence[int] = ()
    form: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook: its sheets, its title, and when it says that it was made."""

    sheets: Iterable[Sheet]
    title: Words = ""
    made: datetime = MADE


def title_line(words: Words) -> SheetLine:
    """What the whole sheet is about."""
    return SheetLine(((words, _UNBROKEN._replace(bold=True, font_size=15)),), 24)


def heading_lines(words: Words) -> Iterator[SheetLine]:
    """A heading beneath an empty row."""
    yield SheetLine()
    yield SheetLine(((words, _UNBROKEN._replace(bold=True, font_size=12)),), 18)


def sentence_line(words: Words) -> SheetLine:
    """A sentence, which may reach over the columns on its right."""
    return SheetLine(((words, _UNBROKEN),))


def amount_line(label: Words, amount: Decimal) -> SheetLine:
    """A label, and an amount in złote beside it."""
    return SheetLine(((label, _UNBROKEN._replace(font_size=13)), (amount, MONEY._replace(bold=True, font_size=13))), 18)


def xlsx_of(book: Book, lang: Lang) -> bytes:
    """A workbook as xlsx. InputError where the extra ``files`` is missing.

    A sheet holds as many rows as a spreadsheet can; how many more there are is said in its last row.
    """
    writer = BookWriter(shown(said(book.title, lang)), book.made)
    for sheet in book.sheets:
        _Drawing(writer.sheet(said(sheet.name, lang)), sheet.form, lang).draw(sheet)
    return writer.to_bytes()


class _Drawing:
    """A sheet that is filled from top to bottom."""

    def __init__(self, writer: SheetWriter, form: bool, lang: Lang) -> None:
        self.writer, self.form, self.lang, self.row = writer, form, lang, 0

    def draw(self, sheet: Sheet) -> None:
        """The whole sheet."""
        if not self.form:
            self.writer.on_paper(_FOOTER)
        for column, width in enumerate(sheet.widths):
            self.writer.column(column, width)
        for block in sheet.blocks:
            match block:
                case SheetLine():
                    self.line(block)
                case SheetTable():
                    self.table(block)
                case _:
                    self.lists(block)

    def line(self, line: SheetLine) -> None:
        """A row by itself."""
        if line.height:
            self.writer.height(self.row, line.height)
        for column, (value, look) in enumerate(line.cells):
            self.cell(self.row, column, value, look)
        self.row += 1

    def table(self, table: SheetTable) -> None:
        """A table, its totals, and how many rows did not fit."""
        fields, rows = table.fields, iter(table.rows)
        if not self.form:
            lines = max(lines_of(said(field.heading, self.lang), field.width - 2) for field in fields)
            self.writer.room(self.row, lines, spare=3)
        for column, field in enumerate(fields):
            self.head(column, field)
        self.row += 1
        top = self.row
        sums = {column: 0 for column, field in enumerate(fields) if field.total}
        fitting = max(SHEET_ROWS - top - 2, 0)  # the totals, and how many rows did not fit, need a row each
        for values in islice(rows, fitting):
            self.values(fields, values)
            for column in sums:
                sums[column] += _number(values[column])
        self.aids(table, top)
        if sums:
            self.totals(fields, top, sums)
        if left := table.left + sum(1 for _ in rows):
            self.line(sentence_line(_LEFT.fill(count=left)))

    def lists(self, block: SheetLists) -> None:
        """Lists side by side."""
        for column, (head, values) in enumerate(zip(block.heads, block.lists, strict=True)):
            self.cell(self.row, column, head, block.head)
            for row, value in enumerate(values, self.row + 1):
                self.cell(row, column, value, block.look)
        self.row += 1 + max(map(len, block.lists))

    def head(self, column: int, field: Field) -> None:
        """The head of a column, and its width."""
        self.writer.column(column, field.width, field.look if field.whole else PLAIN)
        look = field.head or _HEAD._replace(align=field.look.align, indent=field.look.indent)
        self.cell(self.row, column, field.heading, look)

    def values(self, fields: Sequence[Field], values: Sequence[SheetValue]) -> None:
        """A row of a table; on paper it is as high as its longest text needs."""
        cells = [(field, self.said(value)) for field, value in zip(fields, values, strict=True)]
        if not self.form:
            texts = [(value, field.width - 2) for field, value in cells if isinstance(value, str)]
            lines = max((sum(lines_of(line, width) for line in text.split("\n")) for text, width in texts), default=1)
            if lines > 1:
                self.writer.room(self.row, lines)
        for column, (field, value) in enumerate(cells):
            self.cell(self.row, column, value, field.look)
        self.row += 1

    def aids(self, table: SheetTable, top: int) -> None:
        """What helps with a long table: what stays in sight, filters, drop-down lists."""
        if table.frozen is not None:
            self.writer.freeze(top, table.frozen)
            if not self.form:
                self.writer.repeat(top - 1, table.frozen if table.filters else 0)
        if table.filters:
            self.writer.on_paper(_FOOTER, pages=2)
            self.writer.filters(top - 1, self.row - 1, len(table.fields))
        for column, field in enumerate(table.fields):
            if field.offered:
                self.writer.offer(column, top, max(top + _OFFERED_ROWS, self.row) - 1, field.offered)

    def totals(self, fields: Sequence[Field], top: int, sums: dict[int, int]) -> None:
        """The totals of a table, which are formulas."""
        for column, field in enumerate(fields):
            value: SheetValue = None if column else TOTAL
            if column in sums:
                result = to_decimal(sums[column]) if field.look == MONEY else sums[column]
                value = Formula(sum_of(column, top, self.row - 1), result)
            look = field.look if column in sums else PAPER
            self.cell(self.row, column, value, look._replace(bold=True, top=2, bottom=2))
        self.row += 1

    def cell(self, row: int, column: int, value: SheetValue, look: Look) -> None:
        """A value. In a form its text stands as it is, and nothing is written where there is nothing."""
        written = self.said(value)
        if isinstance(written, str) and not self.form:
            lines = written.split("\n") if look.text_wrap else [written]
            written = "\n".join(map(shown, lines))
        if written is not None or not self.form:
            self.writer.write(row, column, written, look)

    def said(self, value: SheetValue) -> SheetCell:
        """A value, in the language of the workbook if it is a text in both."""
        return value[self.lang] if isinstance(value, Text) else value


def _number(value: SheetValue) -> int:
    """A value as it is added up: an amount in grosze, a count as it is."""
    return to_grosze(value) if isinstance(value, Decimal) else value if isinstance(value, int) else 0

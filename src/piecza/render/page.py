"""What a page holds, before it is drawn: tables, sections, sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from piecza.language.text import Text, Words
from piecza.language.writing import written_day

Value = Words | int | Decimal | None
"""A text, a count, an amount in złote, or nothing."""

TOTAL = Text(pl="Razem", en="Total")
"""The label of a sum."""

MOST_ROWS = 500
"""How many rows of a table a document shows; the others stand in the JSON document and the workbook."""


class Column(NamedTuple):
    """A heading; ``right``: holds numbers, which stand on the right; ``wide``: words in a wider column than usual;
    ``names``: its cells say what their rows are about.
    """

    heading: Words
    right: bool = False
    wide: bool = False
    names: bool = False


class Cell(NamedTuple):
    """A value, and how many rows it spans."""

    value: Value
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its sums beneath. Every row has a cell or, under a taller one, None for each column."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    sums: tuple[tuple[Words, tuple[Value, ...]], ...] = ()
    """Label, and a value for each of the last columns."""


class Section(NamedTuple):
    """A heading with paragraphs beneath."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it reads, from top to bottom."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parties: tuple[Section, ...]
    opening: str
    tables: tuple[Table, ...]
    amount: tuple[str, Decimal, str] | None
    """What the amount is, the amount, and a line with the amount in words; None if the page asks for none."""
    payment: tuple[tuple[str, str], ...]
    footer: tuple[Section, ...]
    assignment: str
    """The heading of an empty field for the account assignment; empty where there is none."""
    signatures: tuple[str, ...]
    annex_title: str
    annex: tuple[Section, ...]


def row(values: Sequence[Value]) -> tuple[Cell | None, ...]:
    """A row of a table."""
    return tuple(Cell(value) for value in values)


def more(count: int) -> Text:
    """The label that says how many rows a table does not show, and where they are."""
    return Text(
        pl="Dalsze pozycje ({count}) są w dokumencie JSON i w skoroszycie xlsx; w tej tabeli już ich nie ma",
        en="Further rows ({count}) stand in the JSON document and the xlsx workbook, and not in this table",
    ).fill(count=count)


def day_said(day: date | None) -> Words:
    """A day, or a dash if there is none."""
    return written_day(day) if day else "–"

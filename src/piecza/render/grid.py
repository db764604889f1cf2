"""What HTML, PDF and workbooks share: how a cell is written, which rows belong together, how wide a column is."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from html import escape

from piecza.language.text import Lang, Text, Words
from piecza.language.writing import zlote
from piecza.money import to_grosze
from piecza.render.page import Cell, Column, Table, Value

CellRow = tuple[Cell | None, ...]
"""A row of a table; None under a taller cell."""

_NARROW, _WIDE = 22, 24
_LONGEST_WORD = 18
"""Characters: the width of a column of words, of a wide one, and of the longest word that is not broken."""


def shown(text: str) -> str:
    """A text with line breaks as spaces, and invisible characters, such as a change of direction, as escapes."""
    if text.isprintable() or text.replace("\u00a0", " ").isprintable():  # as nearly always
        return text
    return "".join(map(_shown, re.sub(r"[\t-\r\x85\u2028\u2029]+", " ", text)))


def _shown(character: str) -> str:
    if character.isprintable() or unicodedata.category(character) == "Zs":
        return character
    return ascii(character)[1:-1]


def written(value: Value, lang: Lang = "pl") -> str:
    """A value as it stands on paper: an amount as ``1 002,00`` or ``1,002.00``."""
    if isinstance(value, Decimal):
        return _amount(value, lang)
    return "" if value is None else shown(value[lang] if isinstance(value, Text) else str(value))


@lru_cache(maxsize=1 << 12)
def _amount(amount: Decimal, lang: Lang) -> str:
    return zlote(to_grosze(amount))[lang].removesuffix("\u00a0zł").replace("PLN\u00a0", "")


def escaped(words: Words, lang: Lang = "pl") -> str:
    """Words that are safe in HTML and XML, with invisible characters as escapes."""
    return escape(written(words, lang))


def blocks(table: Table) -> list[list[CellRow]]:
    """The rows of a table in blocks, one for each child; no cell spans two of them."""
    groups: list[list[CellRow]] = []
    left = 0
    for row in table.rows:
        if not left:
            groups.append([])
        groups[-1].append(row)
        left = max(left, *(cell.rows for cell in row if cell)) - 1
    return groups


def widths(table: Table, lang: Lang = "pl") -> list[int]:
    """How many characters wide each column is. Numbers are never broken; words may take several lines."""
    columns: list[set[str]] = [set() for _ in table.columns]
    for row in table.rows:
        for texts, cell in zip(columns, row, strict=True):
            if cell:
                texts.add(written(cell.value, lang))
    for _, sums in table.sums:
        for texts, value in zip(columns[-len(sums) :], sums, strict=True):
            texts.add(written(value, lang))
    return [_width(column, texts, lang) for column, texts in zip(table.columns, columns, strict=True)]


def _width(column: Column, texts: Collection[str], lang: Lang) -> int:
    heading = max(map(len, written(column.heading, lang).split(" "))) + 1  # bold
    longest = max(map(len, texts), default=0) + 2 * column.names
    if column.right:
        return max(heading, longest)
    word = max((len(word) for text in texts for word in re.split(r" |(?<=–)", text)), default=0)
    word += 2 * column.names  # bold
    return max(heading, min(word, _LONGEST_WORD), min(longest, _WIDE if column.wide else _NARROW))

"""The tables of a register and of past charges: their columns, and the words that may stand in them.

They stand in `register_columns.toml`, `charged_columns.toml` and `cell_words.toml`. Sheets and headers are Polish; the
names of the contract are understood as well.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from piecza.language.glossary import BENEFITS, FORMS, KINDS
from piecza.language.text import Text
from piecza.language.writing import plainly
from piecza.model import Model

ColumnKind = Literal[
    "id", "ids", "code", "day", "amount", "signed", "number", "word", "label", "period", "percent", "days", "text"
]
"""What stands in a column. ``signed``: an amount that may be negative; ``label``: a text that is not read; ``period``:
a month or several, a quarter; ``days``: how many; ``text``: a short text that is kept."""


class RegisterColumn(Model):
    """A column: its field in the contract, its header, what stands in it, and its cells in the example rows."""

    field: str
    header: str
    also: tuple[str, ...] = ()
    kind: ColumnKind
    words: str = ""
    required: bool = False
    what: Text
    example: tuple[str, ...] = ()

    @property
    def expected(self) -> Text:
        """What stands in it, with the words that may."""
        return self.what + f": {', '.join(words_of(self.words).written.values())}" if self.words else self.what


class RegisterTable(Model):
    """A table: its name in the contract, its sheet, what it holds, its columns."""

    name: str
    sheet: str
    also: tuple[str, ...] = ()
    what: Text
    columns: tuple[RegisterColumn, ...]

    def column(self, field: str) -> RegisterColumn:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)


class RegisterTables(Model):
    """Tables that are read together, as those of a register are."""

    tables: tuple[RegisterTable, ...]

    @cached_property
    def by_sheet(self) -> dict[str, RegisterTable]:
        """The tables by every name that a sheet may have, as `plainly` has it."""
        return {plainly(name): table for table in self.tables for name in (table.sheet, table.name, *table.also)}

    @property
    def only(self) -> RegisterTable | None:
        """The table, where it is the only one: then each sheet that has its headers is a part of it."""
        return self.tables[0] if len(self.tables) == 1 else None

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists of words of the columns."""
        return tuple(dict.fromkeys(column.words for table in self.tables for column in table.columns if column.words))


@dataclass(frozen=True)
class WordList:
    """A list of words.

    ``written`` has the words of the contract and how the library writes them; ``understood`` every word that may stand
    in a column, as `plainly` has it, with the word of the contract.
    """

    written: Mapping[str, str]
    understood: Mapping[str, str]


NOT_READ = ("objaśnienia", "przykłady", "słowniki", "uwagi")
"""Sheets that are no table: those that the library writes beside them, and a clerk's own notes."""


@cache
def register_tables() -> RegisterTables:
    """The tables of a register, loaded once."""
    return RegisterTables.model_validate(_shipped("register_columns.toml"))


@cache
def charged_tables() -> RegisterTables:
    """The table of past charges, loaded once."""
    return RegisterTables.model_validate(_shipped("charged_columns.toml"))


def words_of(name: str) -> WordList:
    """A list of words by its name."""
    return vocabulary()[name]


@cache
def vocabulary() -> dict[str, WordList]:
    """Every list of words, by its name."""
    lists: dict[str, dict[str, list[str]]] = _shipped("cell_words.toml")
    for part, whole, codes in _PARTS:
        lists[part] = {code: lists[whole][code] for code in codes}
    lists["charged_kind"] = {"monthly_cost": [], **lists["kind"], **lists["charged_kind"]}
    return {name: _words(words, _SAID.get(name, {})) for name, words in lists.items()}


@cache
def polish() -> dict[str, str]:
    """The words of the contract, of whatever list, as the library writes them."""
    return {code: word for words in vocabulary().values() for code, word in words.written.items()}


def _shipped(name: str) -> dict[str, Any]:
    from importlib.resources import files

    return tomllib.loads(files("piecza.registers").joinpath(name).read_text(encoding="utf-8"))


def _words(words: Mapping[str, Sequence[str]], said: Mapping[str, Text]) -> WordList:
    names = {code: (*(said[code].values() if code in said else ()), *others) for code, others in words.items()}
    understood = {plainly(word): code for code, spellings in names.items() for word in (code, *spellings)}
    return WordList(
        {code: said[code]["pl"] if code in said else spellings[0] for code, spellings in names.items()}, understood
    )


_SAID: dict[str, dict[str, Text]] = {
    "form": FORMS,
    "kind": KINDS,
    "family_kind": KINDS,
    "charged_kind": KINDS,
    "benefit": BENEFITS,
    "supplement": BENEFITS,
}

_PARTS = (
    ("family_kind", "kind", ("wages", "lodging", "renovation", "relief_family", "coordinator")),
    ("supplement", "benefit", ("supplement_disability", "supplement_minor_offender")),
)
"""Lists that are a part of another: their name, the other, and what is in them."""


class Unreadable(ValueError):  # noqa: N818  the program is not at fault
    """A cell that cannot be read: the code, what was probably meant, and what the sentences need."""

    def __init__(self, code: str, suggestion: str | None = None, **details: object) -> None:
        super().__init__(code)
        self.code, self.suggestion, self.details = code, suggestion, details

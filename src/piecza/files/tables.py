"""The tables of a register: their columns as a clerk reads them, and the words that may stand in them.

They stand in `register.toml`. Sheets and headers are Polish; the names of the contract are understood as well.
"""

import re
import tomllib
import unicodedata
from functools import cache, cached_property
from typing import Literal

from piecza._messages import Message
from piecza._model import Model
from piecza._words import BENEFITS, FORMS, KINDS

Kind = Literal["id", "ids", "code", "day", "amount", "signed", "number", "word", "label"]
"""What stands in a column. ``signed``: an amount that may be negative; ``label``: a text that is not read."""


class Column(Model):
    """A column: its field in the contract, its header, what stands in it, and its cells in the example rows."""

    field: str
    header: str
    also: tuple[str, ...] = ()
    kind: Kind
    words: str = ""
    required: bool = False
    what: Message
    example: tuple[str, ...] = ()

    @property
    def expected(self) -> Message:
        """What stands in it, with the words that may."""
        words = ", ".join(tables().written[self.words].values()) if self.words else ""
        return {"pl": f"{self.what['pl']}: {words}", "en": f"{self.what['en']}: {words}"} if words else self.what


class Table(Model):
    """A table: its name in the contract, its sheet, what it holds, its columns."""

    name: str
    sheet: str
    also: tuple[str, ...] = ()
    what: Message
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column of a field."""
        return next(column for column in self.columns if column.field == field)


class Tables(Model):
    """The tables of a register, and the words of its columns."""

    tables: tuple[Table, ...]
    words: dict[str, dict[str, tuple[str, ...]]]

    @cached_property
    def by_sheet(self) -> dict[str, Table]:
        """The tables by every name that a sheet may have, as `plainly` has it."""
        return {plainly(name): table for table in self.tables for name in (table.sheet, table.name, *table.also)}

    @cached_property
    def written(self) -> dict[str, dict[str, str]]:
        """By list, the words of the contract and how the library writes them."""
        return {
            name: {code: _SAID[name][code]["pl"] if name in _SAID else said[0] for code, said in words.items()}
            for name, words in self.words.items()
        }

    @cached_property
    def polish(self) -> dict[str, str]:
        """The words of the contract, of whatever list, as the library writes them."""
        return {code: word for words in self.written.values() for code, word in words.items()}

    @cached_property
    def understood(self) -> dict[str, dict[str, str]]:
        """By list, every word that may stand in a column, as `plainly` has it, with the word of the contract."""
        return {
            name: {
                plainly(each): code
                for code, said in words.items()
                for each in (code, *(_SAID[name][code].values() if name in _SAID else ()), *said)
            }
            for name, words in self.words.items()
        }


_SAID: dict[str, dict[str, Message]] = {
    "form": FORMS,
    "kind": KINDS,
    "family_kind": KINDS,
    "benefit": BENEFITS,
    "supplement": BENEFITS,
}

NOT_READ = ("objaśnienia", "przykłady", "słowniki", "uwagi")
"""Sheets that are no table: those that the library writes beside them, and a clerk's own notes."""


@cache
def tables() -> Tables:
    """The tables as shipped with the library, loaded once."""
    from importlib.resources import files

    data = tomllib.loads(files("piecza.files").joinpath("register.toml").read_text(encoding="utf-8"))
    lists = {name: {code: tuple(said) for code, said in words.items()} for name, words in data["words"].items()}
    for part, whole, codes in _PARTS:
        lists[part] = {code: lists[whole][code] for code in codes}
    return Tables.model_validate({**data, "words": lists})


_PARTS = (
    ("family_kind", "kind", ("wages", "lodging", "renovation", "relief_family", "coordinator")),
    ("supplement", "benefit", ("supplement_disability", "supplement_minor_offender")),
)
"""Lists that are a part of another: their name, the other, and what is in them."""


def plainly(text: str) -> str:
    """A header or a word as it compares: small letters without accents, and single spaces between what is left."""
    whole = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return re.sub(r"[\W_]+", " ", "".join(each for each in whole if not unicodedata.combining(each))).strip()

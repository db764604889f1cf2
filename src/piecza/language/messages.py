"""Sentences in two languages, and when an error is found."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from typing_extensions import TypedDict

Lang = Literal["pl", "en"]
"""The languages of every sentence for people."""

LANGS: tuple[Lang, ...] = ("pl", "en")

Stage = Literal["document", "shape", "meaning", "readings", "law", "file", "register", "charged", "nota", "notice"]
"""When an error is found: reading the text, checking its shape, its meaning, the readings, the law; reading the file of
a register, its cells; reading past charges; issuing a nota; or no error."""


class Message(TypedDict):
    """A sentence in both languages."""

    pl: str
    en: str


class Text(NamedTuple):
    """The sentences of one code, with ``{names}`` for what a case fills in."""

    stage: Stage
    pl: str
    en: str

    def fill(self, details: Mapping[str, object]) -> Message:
        """The sentences with the details of a case."""
        return {"pl": self.pl.format_map(details), "en": self.en.format_map(details)}


def both(write: Callable[[Lang], str]) -> Message:
    """What is written in each language."""
    return {"pl": write("pl"), "en": write("en")}


def in_lang(lang: Lang, pl: str, en: str) -> str:
    """The Polish or the English text, by the language."""
    return pl if lang == "pl" else en

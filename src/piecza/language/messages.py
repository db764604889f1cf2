"""Goes: the old ways of writing a text in two languages."""

from collections.abc import Callable

from piecza.language.text import LANGS, Lang, Text

__all__ = ["LANGS", "Lang", "Message", "both", "in_lang"]

Message = Text


def both(write: Callable[[Lang], str]) -> Message:
    """What is written in each language."""
    return Text(pl=write("pl"), en=write("en"))


def in_lang(lang: Lang, pl: str, en: str) -> str:
    """The Polish or the English text, by the language."""
    return pl if lang == "pl" else en

"""A text in two languages, as one thing: made whole, filled in whole, and picked by language where it is shown."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypedDict

Lang = Literal["pl", "en"]
"""The languages of every sentence for people."""

LANGS: tuple[Lang, ...] = ("pl", "en")


class Text(dict[Lang, str]):
    """A text in Polish and English: ``text["pl"]``, ``text["en"]``. It is never changed, and an object in JSON.

    ValueError where one of them is empty and the other is not.
    """

    __slots__ = ()

    def __init__(self, *, pl: str, en: str) -> None:
        if not (pl and en) and (pl or en):
            raise ValueError(f"a text needs both its languages: {pl or en}")
        super().__init__({"pl": pl, "en": en})

    def fill(self, **details: object) -> "Text":
        """The text with its ``{names}`` filled in, by the words of its language where a detail is a text itself.

        Only a text of the program is filled in: what a caller wrote may hold braces.
        """
        pl, en = dict(details), dict(details)
        for name, value in details.items():
            if isinstance(value, Text):
                pl[name], en[name] = value["pl"], value["en"]
        return Text(pl=self["pl"].format_map(pl), en=self["en"].format_map(en))

    def map(self, change: Callable[[str], str]) -> "Text":
        """The text with the same change in both languages."""
        return Text(pl=change(self["pl"]), en=change(self["en"]))

    def __add__(self, more: "Words") -> "Text":
        pl, en = (more["pl"], more["en"]) if isinstance(more, Text) else (more, more)
        return Text(pl=self["pl"] + pl, en=self["en"] + en)

    def __radd__(self, before: str) -> "Text":
        return Text(pl=before + self["pl"], en=before + self["en"])

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self["pl"], self["en"]))

    def __setitem__(self, lang: Lang, words: str) -> None:
        raise TypeError("a text is not changed")

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(Text, pl=self["pl"], en=self["en"]), ()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(lambda both: cls(**both), handler(_Object))


class _Object(TypedDict):
    """A text in both languages."""

    pl: str
    en: str


_Object.__name__ = _Object.__qualname__ = "Text"  # as schemas call it

Words = str | Text
"""A text in two languages, or one that is the same in both: a name, a number, what a caller wrote."""


def said(words: Words, lang: Lang) -> str:
    """Words in a language."""
    return words[lang] if isinstance(words, Text) else words


def joined(parts: Iterable[Words], between: Words = ", ") -> Text:
    """Several words as one text, one after another."""
    all_parts = list(parts)
    pl, en = (said(between, lang).join(said(part, lang) for part in all_parts) for lang in LANGS)
    return Text(pl=pl, en=en)

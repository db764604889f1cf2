"""The consolidated texts of the Act as dated data: which one a paper of a day cites."""

from datetime import date
from functools import cache, cached_property

from pydantic import Field

from piecza.law.dated import DatedLaw, Entry, shipped
from piecza.law.held import Held, in_order, of_entries, on, overlaid


class ConsolidatedText(Entry):
    """A text of the Act as it is cited (``act``), from a day until the next one."""

    act: str = Field(min_length=1)

    @property
    def worth(self) -> str:
        """How it is cited."""
        return self.act


class ConsolidatedTexts(DatedLaw):
    """The texts that the library knows, and ``own``: those that the caller adds, in order of time."""

    texts: tuple[ConsolidatedText, ...] = Field(min_length=1)
    own: tuple[ConsolidatedText, ...] = ()

    @cached_property
    def history(self) -> tuple[Held[ConsolidatedText], ...]:
        """The text of every day since the Act."""
        return tuple(overlaid(self.shipped_days, self.own_days))

    @property
    def shipped_days(self) -> list[Held[ConsolidatedText]]:
        """What the library knows."""
        return in_order([(text.since, text) for text in self.texts])

    @property
    def own_days(self) -> list[Held[ConsolidatedText]]:
        """The texts that the caller adds, with the days of each."""
        return of_entries(self.own)

    def cited(self, day: date) -> str:
        """How the Act is cited on a paper of a day; before 2012 as it was announced."""
        return (on(self.history, day) or self.texts[0]).act


@cache
def consolidated_texts() -> ConsolidatedTexts:
    """The consolidated texts as shipped with the library, loaded once."""
    return shipped("consolidated_texts.toml", ConsolidatedTexts)

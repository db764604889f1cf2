"""What a report holds, before it is drawn: its parts from top to bottom, without a language."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from piecza.dates import Month, Span
from piecza.language.text import Text, Words
from piecza.render.page import Table


class Heading(NamedTuple):
    """A heading; the title of the report has level 1."""

    text: Words
    level: int = 2


class Paragraph(NamedTuple):
    """A sentence or more, in a look that the style sheet knows."""

    text: Words
    look: Literal["", "figures", "claim", "note", "note unsure", "also unsure"] = ""


class Sentences(NamedTuple):
    """A list of sentences; nothing is drawn of none."""

    texts: tuple[Words, ...]


class Pairs(NamedTuple):
    """A list of names with their values."""

    facts: tuple[tuple[Words, Words], ...]


class ReasonedTable(NamedTuple):
    """A table under a heading of its own, with sentences beneath every row; its title is a note to its figures."""

    heading: Words
    table: Table
    reasons: tuple[tuple[Paragraph, ...], ...]


class BarPair(NamedTuple):
    """Two amounts of one thing, in grosze."""

    label: Words
    first: int
    second: int


class Legend(NamedTuple):
    """What a bar of every pair is: its class in the document, and what stands beside its amount."""

    name: str
    text: Text


class Chart(NamedTuple):
    """A table, and beside it the same as a picture of bars and in words."""

    table: Table
    words: Words
    pairs: tuple[BarPair, ...]
    legends: tuple[Legend, Legend]


class Bar(NamedTuple):
    """Days of a time line (ordinals, both inclusive), and the label that stands on them."""

    days: Span
    label: str
    hatched: bool = False


class Turn(NamedTuple):
    """A day of a time line (an ordinal) on which something changes, and to what."""

    day: int
    text: Words


Shape = Literal["ring", "up", "down", "cross", "diamond"]
"""A ring, a triangle that points up or down, a cross, a diamond."""


class Sign(NamedTuple):
    """A sign beneath some months of a time line: its class in the document, its shape, its words in the key."""

    name: str
    shape: Shape
    text: Text
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A picture of bars, turns and signs up to the day ``last`` (an ordinal), with a row for every year.

    ``words`` say the same. Years in which nothing happens share a row: it says ``bar``, the word for what a bar is,
    with the labels of the bars that last, and ``quiet``.
    """

    title: Words
    words: Words
    bars: tuple[Bar, ...]
    turns: tuple[Turn, ...]
    signs: tuple[Sign, ...]
    last: int
    bar: Text
    quiet: Text


class Group(NamedTuple):
    """Parts that stand together: as the answer in a frame, or as a month beneath a line."""

    look: Literal["answer", "month"]
    parts: "tuple[Part, ...]"


Part = Heading | Paragraph | Sentences | Pairs | Table | ReasonedTable | Chart | TimeLine | Group
"""What stands in a report."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it reads: its title, what it is about, and its parts in order."""

    title: Words
    facts: tuple[tuple[Words, Words], ...]
    parts: tuple[Part, ...]

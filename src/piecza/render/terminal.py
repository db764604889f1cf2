"""What a person sees on a terminal, in the language that is asked for: tables, headings, sentences, signs of work."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.status import Status
from rich.table import Table
from rich.text import Text as RichText

from piecza.language.text import Lang, Text, Words, said

T = TypeVar("T")


def plain(text: str) -> str:
    """A text of the caller, with characters that a terminal would act on as escapes."""
    return "".join(
        character if character.isprintable() or character == "\u00a0" else ascii(character)[1:-1] for character in text
    )


class TerminalColumn(NamedTuple):
    """A column's heading; whether its cells stand on the right, and whether they may run over several lines."""

    heading: Words
    right: bool = False
    folds: bool = False


TerminalRow = Mapping[str, Words]
"""The cells of a row by the names of their columns; one that is not there is empty."""


def new_console() -> Console:
    """A terminal has its width; a pipe or a file gets what a table needs."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def print_text(console: Console, words: Words, lang: Lang) -> None:
    """A paragraph, which a terminal may wrap."""
    console.print(RichText(said(words, lang)), soft_wrap=True)


def print_note(console: Console, about: str, message: Text, lang: Lang) -> None:
    """What a reader must know, and what it is about, if anything."""
    about = f" ({plain(about)})" if about else ""
    print_text(console, Text(pl=f"Uwaga{about}: ", en=f"Note{about}: ") + message.map(plain), lang)


def print_heading(console: Console, words: Words, lang: Lang) -> None:
    """A heading over what follows."""
    console.print()
    console.print(RichText(said(words, lang), style="bold"), soft_wrap=True)


def print_table(
    console: Console,
    title: Words,
    columns: Mapping[str, TerminalColumn],
    sections: Sequence[Sequence[TerminalRow]],
    sums: Sequence[TerminalRow],
    lang: Lang,
) -> None:
    """Rows in sections, the last of them sums. No cell is cut: where the terminal is too narrow, lines wrap."""
    table = Table(title=said(title, lang), title_justify="left")
    everything = [row for rows in (*sections, sums) for row in rows]
    for name, column in columns.items():
        heading = said(column.heading, lang)
        widest = max((len(said(row.get(name, ""), lang)) for row in everything), default=0)
        table.add_column(
            heading,
            justify="right" if column.right else "left",
            min_width=None if column.folds else max(widest, len(heading)),
            overflow="fold",
        )
    for rows, style in (*((rows, "") for rows in sections), (sums, "bold")):
        for row in rows:
            table.add_row(*(RichText(said(row.get(name, ""), lang)) for name in columns), style=style)
        table.add_section()
    unbounded = console.options.update(max_width=10_000)
    console.width = max(console.width, console.measure(table, options=unbounded).minimum)
    console.print(table)


# While something is worked out

_WORKING = Text(pl="Liczę…", en="Working…")


def working(lang: Lang) -> Status:
    """A sign that something is worked out, while it is."""
    return Console(stderr=True).status(_WORKING[lang])


def bar_of(made: Iterable[T], count: int, what: str) -> Iterator[T]:
    """What is made one by one, with a bar; ``what`` they are is the same in both languages."""
    with _bar(MofNCompleteColumn()) as bar:
        yield from bar.track(made, total=count, description=what)


@contextmanager
def bar_for(what: Text, lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar, and the function that moves it."""
    with _bar(TaskProgressColumn()) as bar:
        task = bar.add_task(what[lang], total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _bar(counted: ProgressColumn) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), counted, TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)

"""What a person sees on a terminal: tables, headings, and sentences under them."""

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text


def plain(text: str) -> str:
    """A text of the caller, with characters that a terminal would act on as escapes."""
    return "".join(
        character if character.isprintable() or character == "\u00a0" else ascii(character)[1:-1] for character in text
    )


class TerminalColumn(NamedTuple):
    """A column's heading; whether its cells stand on the right, and whether they may run over several lines."""

    heading: str
    right: bool = False
    folds: bool = False


def new_console() -> Console:
    """A terminal has its width; a pipe or a file gets what a table needs."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def print_text(console: Console, text: str) -> None:
    """A paragraph, which a terminal may wrap."""
    console.print(Text(text), soft_wrap=True)


def print_heading(console: Console, text: str) -> None:
    """A heading over what follows."""
    console.print()
    console.print(Text(text, style="bold"), soft_wrap=True)


def print_table(
    console: Console,
    title: str,
    columns: Mapping[str, TerminalColumn],
    sections: Sequence[Sequence[Mapping[str, str]]],
    sums: Sequence[Mapping[str, str]] = (),
) -> None:
    """Rows in sections, the last of them sums. No cell is cut: where the terminal is too narrow, lines wrap."""
    table = Table(title=title, title_justify="left")
    everything = [row for rows in (*sections, sums) for row in rows]
    for name, column in columns.items():
        widest = max((len(row.get(name, "")) for row in everything), default=0)
        table.add_column(
            column.heading,
            justify="right" if column.right else "left",
            min_width=None if column.folds else max(widest, len(column.heading)),
            overflow="fold",
        )
    for rows in sections:
        for row in rows:
            table.add_row(*(Text(row.get(name, "")) for name in columns))
        table.add_section()
    for row in sums:
        table.add_row(*(Text(row.get(name, "")) for name in columns), style="bold")
    unbounded = console.options.update(max_width=10_000)
    console.width = max(console.width, console.measure(table, options=unbounded).minimum)
    console.print(table)

"""What a person sees on a terminal while something is worked out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

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

from piecza.language.text import Lang, Text

T = TypeVar("T")

_WORKING = Text(pl="Liczę…", en="Working…")
_AUDITING = Text(pl="Sprawdzam naliczenia", en="Auditing")


def working(lang: Lang) -> Status:
    """A sign that something is worked out, while it is."""
    return Console(stderr=True).status(_WORKING[lang])


def noty_bar(made: Iterable[T], count: int) -> Iterator[T]:
    """What is made of each nota, one by one, with a bar."""
    with _bar(MofNCompleteColumn()) as bar:
        yield from bar.track(made, total=count, description="Noty")


@contextmanager
def audit_bar(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar, and the function that moves it."""
    with _bar(TaskProgressColumn()) as bar:
        task = bar.add_task(_AUDITING[lang], total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)


def _bar(counted: ProgressColumn) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), counted, TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)

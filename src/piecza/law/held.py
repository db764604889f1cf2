"""What holds on which days: values of the law in order of time, and over them those that a caller adds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

from piecza.dates import LAST_DAY

_DAY = timedelta(days=1)


class Valued(Protocol):
    """A value of the law; ``worth`` is what it says in short, the same of two that do not differ; None: not known."""

    @property
    def worth(self) -> str | None:
        """What it says."""
        ...


class Dated(Valued, Protocol):
    """A value that says from which day it holds, and to which."""

    @property
    def since(self) -> date:
        """Its first day."""
        ...

    @property
    def until(self) -> date | None:
        """Its last day, where it says one."""
        ...


V = TypeVar("V", bound=Valued)
T = TypeVar("T", bound=Dated)


class Held(NamedTuple, Generic[V]):
    """A value and its days, both inclusive."""

    first: date
    last: date
    value: V

    @property
    def worth(self) -> str | None:
        """What holds on these days, in short."""
        return self.value.worth

    def within(self, first: date, last: date) -> "Held[V]":
        """As many of its days as lie within others; it holds on none where the first comes after the last."""
        return Held(max(self.first, first), min(self.last, last), self.value)


def in_order(since: Sequence[tuple[date, V]], last: date = LAST_DAY) -> list[Held[V]]:
    """Values that hold from a day until the next one, the newest to ``last``."""
    ends = [*(day - _DAY for day, _ in since[1:]), last]
    return [Held(day, end, value) for (day, value), end in zip(since, ends, strict=False)]


def of_entries(entries: Sequence[T], end: Callable[[T], date] = lambda entry: entry.until or LAST_DAY) -> list[Held[T]]:
    """Entries of a caller's, each until the next one, and no longer than it may hold (``end``)."""
    since = [(entry.since, entry) for entry in entries]
    return [Held(day, min(last, end(entry)), entry) for day, last, entry in in_order(since, date.max)]


def overlaid(known: Iterable[Held[V]], own: Iterable[Held[V]]) -> list[Held[V]]:
    """What holds once the caller's values are taken for their days; an equal one changes nothing."""
    standing = list(known)
    for held in own:
        standing = [part for other in standing for part in _over(other, held)]
    return standing


def _over(known: Held[V], own: Held[V]) -> Iterator[Held[V]]:
    taken = own.within(known.first, known.last)
    if taken.first > taken.last or known.worth == own.worth:
        yield known
        return
    if known.first < taken.first:
        yield known.within(known.first, taken.first - _DAY)
    yield taken
    if taken.last < known.last:
        yield known.within(taken.last + _DAY, known.last)


def difference(known: Iterable[Held[V]], other: Iterable[Held[V]], until: date) -> tuple[date, V, V] | None:
    """The first day, until another, on which both hold a value and not the same: the day, and what each says."""
    for one in known:
        for two in other:
            both = two.within(one.first, min(one.last, until))
            if both.first <= both.last and one.worth is not None and one.worth != two.worth:
                return both.first, one.value, two.value
    return None


def gap(standing: Iterable[Held[V]]) -> tuple[date, date] | None:
    """Days of which nothing is known between days of which something is, the first such days."""
    known = [held for held in standing if held.worth is not None]
    for before, after in pairwise(known):
        if before.last + _DAY < after.first:
            return before.last + _DAY, after.first - _DAY
    return None


def on(standing: Sequence[Held[V]], day: date) -> V | None:
    """The value of a day."""
    return next((held.value for held in standing if held.first <= day <= held.last), None)

"""A month of a child as figures that can be changed: what it comes to, and the steps that show how.

All days are ordinals, both inclusive; all amounts are grosze.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from piecza.audit.findings import Evidence, Level, Mode, Slip, Step, rounded, slipped
from piecza.dates import Month
from piecza.rule.charges import Charge, Line


class Part(NamedTuple):
    """Days of an item at one percentage; ``band`` is None, and ``exempt`` says why, where no year of stay decides."""

    first: int
    last: int
    percent: int
    band: int | None
    exempt: str | None

    @property
    def days(self) -> int:
        """How many days it holds."""
        return self.last - self.first + 1


class Item(NamedTuple):
    """One cost over its days in a month; ``rate`` is that of a full month, None of an expense."""

    kind: str
    form: str
    source: str
    rate: int | None
    base: int
    parts: tuple[Part, ...]

    @property
    def first(self) -> int:
        """Its first day."""
        return self.parts[0].first

    @property
    def last(self) -> int:
        """Its last day."""
        return self.parts[-1].last

    @property
    def days(self) -> int:
        """How many days it holds."""
        return self.last - self.first + 1


Items = tuple[Item, ...]


def items_of(charges: Iterable[Charge]) -> Items:
    """The lines of charges as figures."""
    return tuple(_item(line) for charge in charges for line in charge.lines)


def _item(line: Line) -> Item:
    parts = tuple(
        Part(each.start.toordinal(), each.end.toordinal(), each.percent, each.band, each.exempt)
        for each in line.segments
    )
    return Item(line.kind, line.form, line.source, line.rate_grosze, line.base_grosze, parts)


def worth(items: Items, level: Level, mode: Mode = "half_up") -> int:
    """What the gmina's share of some items of one child and month comes to, in grosze."""
    if level == "segment":
        total = 0
        for item in items:
            parts = item.parts
            if len(parts) == 1:
                total += rounded(item.base * parts[0].percent, 100, mode)
                continue
            for part in parts:
                total += rounded(item.base * part.days * part.percent, item.days * 100, mode)
        return total
    shares = [Fraction(item.base * sum(p.days * p.percent for p in item.parts), item.days * 100) for item in items]
    if level == "line":
        return sum(rounded(*share.as_integer_ratio(), mode) for share in shares)
    return rounded(*sum(shares, Fraction(0)).as_integer_ratio(), mode)


class MonthItems(NamedTuple):
    """The items of one child and month."""

    child: str
    month: Month
    items: Items


def evidence(months: Sequence[MonthItems], level: Level, mode: Mode = "half_up", slip: Slip | None = None) -> Evidence:
    """The figures of some months as evidence; what is there twice of a child and a month counts twice."""
    its: dict[tuple[str, Month], Items] = {}
    for child, month, items in months:
        its[child, month] = its.get((child, month), ()) + items
    months = [MonthItems(*key, items) for key, items in its.items()]
    steps = tuple(_steps(months, level, mode))
    grosze = slipped(sum(worth(each.items, level, mode) for each in months), slip)
    return Evidence(steps, level, mode, slip, grosze)


def _steps(months: Sequence[MonthItems], level: Level, mode: Mode) -> Iterator[Step]:
    for child, month, items in months:
        for number, item in enumerate(items, 1):
            for part in item.parts:
                its = None
                if level == "segment":
                    its = rounded(item.base * part.days * part.percent, item.days * 100, mode)
                yield Step(child, month, number, item.kind, item.base, part.days, item.days, part.percent, its)


def joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same parts, with neighbours at one percentage made one."""
    found: list[Part] = []
    for part in parts:
        if found and found[-1][2:] == part[2:]:
            found[-1] = found[-1]._replace(last=part.last)
        else:
            found.append(part)
    return tuple(found)


def spread(parts: Sequence[Part], first: int, last: int) -> tuple[Part, ...]:
    """Parts over other days: cut to them, the first and the last reaching as far as they do."""
    its = [part for part in parts if part.first <= last and part.last >= first] or [
        parts[0] if last < parts[0].first else parts[-1]
    ]
    cut = [part._replace(first=max(part.first, first), last=min(part.last, last)) for part in its]
    cut[0] = cut[0]._replace(first=first)
    cut[-1] = cut[-1]._replace(last=last)
    return tuple(cut)

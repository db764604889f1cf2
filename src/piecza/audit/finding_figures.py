"""A month of a child as figures that can be varied: the amount they come to, and the steps that show how.

All days are ordinals, both inclusive; all amounts are grosze.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import floordiv
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from piecza.dates import Month
from piecza.model import Grosze, PrintedMonth
from piecza.money import half_up, to_decimal
from piecza.rule.base import ShareBase
from piecza.rule.charges import Charge, Line
from piecza.rule.share import gmina_share


class FigurePart(NamedTuple):
    """Days of an item at one percentage; ``band`` is None, and ``exempt`` says why, where no year of stay decides.

    It is what a `Segment` is worked out from, apart from its share and its provision: an audit makes hundreds of
    thousands of them, with days, percentages and bases as somebody may have taken them.
    """

    first: int
    last: int
    percent: int
    band: int | None
    exempt: str | None

    @property
    def days(self) -> int:
        """The number of days."""
        return self.last - self.first + 1


class Item(NamedTuple):
    """One cost over its days in a month; ``rate`` is the amount for a full month, None for an expense.

    It is what a `Line` is worked out from, with its share left to `worth`. ``exact`` is what the share is taken of
    where that is not the base over the item's days.
    """

    kind: str
    form: str
    source: str
    rate: int | None
    base: int
    parts: tuple[FigurePart, ...]
    exact: ShareBase | None = None

    @property
    def share_base(self) -> ShareBase:
        """What the share is taken of."""
        return self.exact or ShareBase(self.base, self.days)

    def at_base(self, grosze: int) -> "Item":
        """The same cost with another base, which the share is taken of."""
        return self._replace(base=grosze, exact=None)

    def negated(self) -> "Item":
        """The same cost with the other sign."""
        exact = self.exact and self.exact._replace(grosze=-self.exact.grosze)
        return self._replace(base=-self.base, exact=exact)

    @property
    def first(self) -> int:
        """The first day."""
        return self.parts[0].first

    @property
    def last(self) -> int:
        """The last day."""
        return self.parts[-1].last

    @property
    def days(self) -> int:
        """The number of days."""
        return self.last - self.first + 1


Items = tuple[Item, ...]


def items_of(charges: Iterable[Charge]) -> Items:
    """The lines of charges as figures."""
    return tuple(_item(line) for charge in charges for line in charge.lines)


def _item(line: Line) -> Item:
    parts = tuple(
        FigurePart(segment.start.toordinal(), segment.end.toordinal(), segment.percent, segment.band, segment.exempt)
        for segment in line.segments
    )
    return Item(line.kind, line.form, line.source, line.rate_grosze, line.base_grosze, parts, line.exact)


Level = Literal["segment", "line", "child_month"]
"""Where an amount is rounded, as the reading ``rounding`` has it."""

Mode = Literal["half_up", "half_even", "down", "up", "whole_zloty"]
"""How an amount was rounded: half up to a grosz as it should be; halves to the even grosz; down or up to a grosz; half
up to a whole złoty."""


def worth(items: Items, level: Level, mode: Mode = "half_up") -> int:
    """The gmina's share of the items of one child and month, in grosze."""
    way = ROUNDINGS[mode]
    if level == "segment":
        return sum(part_worth(item, part, mode) for item in items for part in item.parts)
    shared = ((item, item.share_base) for item in items)
    terms = [(grosze, sum(part.days * part.percent for part in item.parts), days) for item, (grosze, days) in shared]
    if level == "line":
        return sum(gmina_share(term, rounded=way) for term in terms)
    return gmina_share(*terms, rounded=way)


def part_worth(item: Item, part: FigurePart, mode: Mode = "half_up") -> int:
    """The gmina's share of a part of an item, rounded by itself, in grosze."""
    grosze, days = item.share_base
    return gmina_share((grosze, part.days * part.percent, days), rounded=ROUNDINGS[mode])


class MonthItems(NamedTuple):
    """The items of one child and month."""

    child: str
    month: Month
    items: Items


@dataclass(frozen=True, slots=True)
class Slip:
    """What happened to a sum on its way to the paper.

    ``swapped``: the digit at ``number``, counted from the last grosz on, changed places with the one before it;
    ``shifted``: the decimal point moved ``number`` places to the right; ``times``: it was counted ``number`` times;
    ``off``: it is ``number`` grosze more, or less.
    """

    kind: Literal["swapped", "shifted", "times", "off"]
    number: int


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the figures: base × days ÷ of × percent, in grosze.

    Where the share is taken of an exact fraction (``base_rounding: exact``), the base is the amount that it divides.
    ``line`` numbers the costs of a child and month: under ``line`` rounding the steps of a line are rounded together,
    under ``child_month`` all of the child and month. ``grosze`` is what the step comes to where it is rounded itself.
    """

    child: str
    month: PrintedMonth
    line: int
    kind: str
    base_grosze: Annotated[Grosze, Field(serialization_alias="base")]
    days: int
    of: int
    percent: int
    grosze: Annotated[Grosze | None, Field(serialization_alias="amount")]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures that reproduce an amount: the steps, where and how they are rounded, and what it is in grosze.

    ``slip`` says what then happened to the sum; None: nothing.
    """

    steps: tuple[Step, ...]
    level: Annotated[Level, Field(serialization_alias="rounded")]
    mode: Mode
    slip: Slip | None
    grosze: Annotated[Grosze, Field(serialization_alias="amount")]

    @property
    def amount(self) -> Decimal:
        """What the steps come to, in złote."""
        return to_decimal(self.grosze)


def evidence(months: Sequence[MonthItems], level: Level, mode: Mode = "half_up", slip: Slip | None = None) -> Evidence:
    """The figures of some months as evidence; where a child's month stands twice, it counts twice."""
    items_by_month: dict[tuple[str, Month], Items] = {}
    for child, month, items in months:
        items_by_month[child, month] = items_by_month.get((child, month), ()) + items
    months = [MonthItems(*key, items) for key, items in items_by_month.items()]
    steps = tuple(_steps(months, level, mode))
    grosze = slipped(sum(worth(month.items, level, mode) for month in months), slip)
    return Evidence(steps, level, mode, slip, grosze)


def _steps(months: Sequence[MonthItems], level: Level, mode: Mode) -> Iterator[Step]:
    for child, month, items in months:
        for number, item in enumerate(items, 1):
            base, of = item.share_base
            for part in item.parts:
                grosze = part_worth(item, part, mode) if level == "segment" else None
                yield Step(child, month, number, item.kind, base, part.days, of, part.percent, grosze)


def merged(parts: Iterable[FigurePart]) -> tuple[FigurePart, ...]:
    """The same parts, with neighbours that differ only in their days made one."""
    longer: list[FigurePart] = []
    for part in parts:
        if longer and longer[-1][2:] == part[2:]:
            longer[-1] = longer[-1]._replace(last=part.last)
        else:
            longer.append(part)
    return tuple(longer)


def spread(parts: Sequence[FigurePart], first: int, last: int) -> tuple[FigurePart, ...]:
    """Parts over other days: cut to these days, the first and the last part extended to fill them."""
    kept = [part for part in parts if part.first <= last and part.last >= first] or [
        parts[0] if last < parts[0].first else parts[-1]
    ]
    cut = [part._replace(first=max(part.first, first), last=min(part.last, last)) for part in kept]
    cut[0] = cut[0]._replace(first=first)
    cut[-1] = cut[-1]._replace(last=last)
    return tuple(cut)


def _half_even(numerator: int, denominator: int) -> int:
    down, rest = divmod(numerator, denominator)
    return down + (2 * rest > denominator or (2 * rest == denominator and down % 2 == 1))


def _like_positive(way: Callable[[int, int], int]) -> Callable[[int, int], int]:
    """A way of rounding in which a negative amount is rounded like a positive one."""
    return lambda numerator, denominator: (
        -way(-numerator, denominator) if numerator < 0 else way(numerator, denominator)
    )


ROUNDINGS: dict[Mode, Callable[[int, int], int]] = {
    "half_up": half_up,
    "half_even": _like_positive(_half_even),
    "down": _like_positive(floordiv),
    "up": _like_positive(lambda numerator, denominator: -(-numerator // denominator)),
    "whole_zloty": lambda numerator, denominator: half_up(numerator, denominator * 100) * 100,
}
"""Ways of making whole grosze of a quotient."""


def slipped(grosze: int, slip: Slip | None) -> int:
    """A sum after the slip; it has as many digits as the slip needs."""
    match slip:
        case None:
            return grosze
        case Slip("times", number):
            return grosze * number
        case Slip("off", number):
            return grosze + number
        case Slip("shifted", number):
            return grosze * 10**number if number > 0 else half_up(grosze, 10**-number)
        case _:  # swapped
            digits = list(str(abs(grosze)).zfill(3))
            one, other = len(digits) - slip.number, len(digits) - slip.number - 1
            digits[one], digits[other] = digits[other], digits[one]
            return int("".join(digits)) * (-1 if grosze < 0 else 1)

"""What is compared with what: past charges of one child, or of all, and the charges of the same months."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from piecza.audit.figures import Items, items_of, worth
from piecza.audit.findings import Level
from piecza.dates import Month, months
from piecza.money import to_grosze
from piecza.rule.charges import Charge
from piecza.rule.past_charge import PastCharge

Key = tuple[str, Month]
"""The first six digits of a gmina's code, and a month."""
Charged = Mapping[Key, Sequence[Charge]]
"""The charges of one child, by gmina and month."""


def by_key(charges: Iterable[Charge]) -> dict[Key, list[Charge]]:
    """The charges of one child by gmina and month."""
    found: dict[Key, list[Charge]] = {}
    for charge in charges:
        found.setdefault((charge.gmina[:6], charge.month), []).append(charge)
    return found


class Unit(NamedTuple):
    """Past charges that are compared together: of one child (None: totals), one gmina, and months that they cover.

    ``kind`` is None where they are for all kinds of costs but those that are charged by themselves: ``apart``, by
    month.
    """

    child: str | None
    gmina: str
    first: Month
    last: Month
    kind: str | None
    charges: tuple[PastCharge, ...]
    apart: Mapping[Month, frozenset[str]] = {}

    @property
    def code(self) -> str:
        """The first six digits of the gmina's code."""
        return self.gmina[:6]

    @property
    def charged_grosze(self) -> int:
        """What was charged, in grosze."""
        return sum(to_grosze(each.amount) for each in self.charges)

    @property
    def months(self) -> list[Month]:
        """Its months."""
        return list(months(self.first, self.last))

    def items(self, charged: Charged, month: Month) -> Items:
        """The costs of a month that it is for."""
        its = items_of(charged.get((self.code, month), ()))
        apart = self.apart.get(month)
        if self.kind:
            its = tuple(item for item in its if item.kind == self.kind)
        return tuple(item for item in its if item.kind not in apart) if apart else its

    def due_grosze(self, charged: Charged, level: Level) -> int:
        """What a child's gmina owed for its months, in grosze, given the child's charges."""
        due = 0
        for month in [self.first] if self.first == self.last else self.months:
            if self.kind or month in self.apart:
                due += worth(self.items(charged, month), level)
            else:
                due += sum(charge.amount_grosze for charge in charged.get((self.code, month), ()))
        return due


def units(
    child: str | None, charges: Iterable[PastCharge], in_totals: Mapping[Key, Collection[str]] | None = None
) -> Iterator[Unit]:
    """The past charges of one child, or the totals, as they are compared: those whose months overlap together.

    ``in_totals`` are the kinds of costs that a gmina was charged for all children together, by month.
    """
    by_gmina: dict[tuple[str, str | None], list[PastCharge]] = {}
    for each in charges:
        by_gmina.setdefault((each.gmina[:6], each.kind), []).append(each)
    apart: dict[str, dict[Month, set[str]]] = {}
    for (code, month), kinds in (in_totals or {}).items():
        apart.setdefault(code, {}).setdefault(month, set()).update(kinds)
    for (code, kind), its in by_gmina.items():
        for each in its if kind else ():
            for month in months(each.first, each.until):
                apart.setdefault(code, {}).setdefault(month, set()).add(str(kind))
    for (code, kind), its in by_gmina.items():
        besides = {} if kind else {month: frozenset(kinds) for month, kinds in apart.get(code, {}).items()}
        for together in _overlapping(its):
            last = max(each.until for each in together)
            gmina = min(each.gmina for each in together)
            yield Unit(child, gmina, together[0].first, last, kind, tuple(together), besides)


def _overlapping(charges: list[PastCharge]) -> Iterator[list[PastCharge]]:
    """Charges, of which there is one at least, in runs whose months overlap, in order of time."""
    if len(charges) > 1:
        charges = sorted(charges, key=lambda each: (each.first, each.until))
    together: list[PastCharge] = []
    last = None
    for each in charges:
        if together and last is not None and each.first > last:
            yield together
            together = []
        together.append(each)
        last = each.until if last is None else max(last, each.until)
    yield together

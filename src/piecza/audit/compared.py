"""Past charges beside what was due, child by child: what agrees, and what does not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from piecza.audit.figures import Items, Level, items_of, worth
from piecza.audit.findings import Checked, Finding
from piecza.case.case import Case
from piecza.dates import Month, months
from piecza.language.glossary import KINDS
from piecza.law.act import art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.money import to_grosze
from piecza.rule.charges import Charge
from piecza.rule.charging import Work
from piecza.rule.past_charge import PastCharge

CORRECT = (Finding("correct"),)


NOT_CHARGED = (Finding("not_charged"),)


UNEXPLAINED = (Finding("unexplained"),)


Progress = Callable[[int, int], None]
"""Told how much was gone over, and of how much."""


GminaMonth_ = tuple[str, Month]
"""The first six digits of a gmina's code, and a month."""


DueCharges = Mapping[GminaMonth_, Sequence[Charge]]
"""The charges of one child, by gmina and month."""


class ComparedCharges(NamedTuple):
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

    def items(self, charged: DueCharges, month: Month) -> Items:
        """The costs of a month that it is for."""
        its = items_of(charged.get((self.code, month), ()))
        apart = self.apart.get(month)
        if self.kind:
            its = tuple(item for item in its if item.kind == self.kind)
        return tuple(item for item in its if item.kind not in apart) if apart else its

    def due_grosze(self, charged: DueCharges, level: Level) -> int:
        """What a child's gmina owed for its months, in grosze, given the child's charges."""
        due = 0
        for month in [self.first] if self.first == self.last else self.months:
            if self.kind or month in self.apart:
                due += worth(self.items(charged, month), level)
            else:
                due += sum(charge.amount_grosze for charge in charged.get((self.code, month), ()))
        return due


class Comparison:
    """The charges of gminas that are audited under the same readings; ``alone`` where there are no others."""

    def __init__(
        self,
        case: Case,
        charged: Sequence[PastCharge],
        codes: Collection[str],
        first: Month,
        last: Month,
        progress: Progress | None,
        *,
        alone: bool,
        without: Collection[str],
    ) -> None:
        self.without, self.gminas = without, () if alone else gminas_of(charged, codes)
        self.case, self.codes, self.progress = case, codes, progress
        self.by_child: dict[str | None, list[PastCharge]] = {}
        within = [each for each in charged if each.first <= last and each.until >= first]
        for each in within:
            self.by_child.setdefault(each.child, []).append(each)
        self.asked = list(months(first, last))
        self.span = min([first, *(each.first for each in within)]), max([last, *(each.until for each in within)])
        places = [
            index
            for index, child in enumerate(case.children)
            if child.id in self.by_child or any(stay.gmina[:6] in codes for stay in child.stays)
        ]
        self.work = Work(case, *self.span, art_191(), statutory_rates(), places)
        self.level = self.work.readings.rounding
        self.totals = list(units(None, self.by_child.get(None, ())))
        self.in_total: dict[GminaMonth_, list[int]] = {}
        self.total_places: list[list[int]] = [[] for _ in self.totals]
        self.total_due = [0] * len(self.totals)
        for number, unit in enumerate(self.totals):
            for month in unit.months:
                self.in_total.setdefault((unit.code, month), []).append(number)
        self.in_totals = {
            key: kinds
            for key, numbers in self.in_total.items()
            if (kinds := [str(self.totals[number].kind) for number in numbers if self.totals[number].kind])
        }
        """By gmina and month, the kinds of costs that were charged as totals."""
        self.found: list[Checked] = []
        self.suspects: dict[int, list[int]] = {}
        """By the place of a child, which of the comparisons in `found` are its; only of children with a wrong one."""
        self.right: list[int] = []
        """The places of children of which all is right."""
        self.unit_of: dict[int, ComparedCharges] = {}
        """What was compared, by its place in `found`; only of children with a wrong one, and of totals."""

    # What was due

    def compare(self) -> None:
        """Compare what was charged with what was due; what is wrong is not yet explained."""
        asked = set(self.asked)
        for done, (index, charges) in enumerate(self.work, 1):
            charged = by_key(charges)
            its = self.units_of(index)
            first, wrong = len(self.found), False
            for unit in its:
                due = unit.due_grosze(charged, self.level)
                amount = unit.charged_grosze
                wrong |= due != amount
                self.unit_of[len(self.found)] = unit
                self.found.append(_checked(unit, due, amount, CORRECT if due == amount else UNEXPLAINED))
            left = self._left(index, its, charged, asked)
            for unit, due in left:
                wrong = True
                self.unit_of[len(self.found)] = unit
                self.found.append(_checked(unit, due, 0, NOT_CHARGED))
            if wrong:
                self.suspects[index] = list(range(first, len(self.found)))
            elif len(self.found) > first:
                self.right.append(index)
                for number in range(first, len(self.found)):
                    del self.unit_of[number]  # made again where it is looked at again
            if done % 64 == 0:
                self.tell(done)
        for number, unit in enumerate(self.totals):
            due, amount = self.total_due[number], unit.charged_grosze
            self.unit_of[len(self.found)] = unit
            self.found.append(_checked(unit, due, amount, CORRECT if due == amount else UNEXPLAINED))

    def charges_of(self, index: int) -> Sequence[PastCharge]:
        """The charges of a child."""
        return self.by_child.get(self.case.children[index].id, ())

    def units_of(self, index: int) -> list[ComparedCharges]:
        """The charges of a child as they are compared."""
        return list(units(self.case.children[index].id, self.charges_of(index), self.in_totals))

    def _left(
        self, index: int, its: Sequence[ComparedCharges], charged: DueCharges, asked: Collection[Month]
    ) -> Iterator[tuple[ComparedCharges, int]]:
        """What the gminas owed for a child and was not charged singly: nor in a total, to which it else belongs."""
        for key, charges in charged.items():
            code, month = key
            if code not in self.codes:
                continue
            name = self.case.children[index].id
            totals = [self.totals[number] for number in self.in_total.get(key, ())]
            for number in self.in_total.get(key, ()):
                part = self.part_of(self.totals[number], index)
                self.total_due[number] += worth(part.items(charged, month), self.level)
                if index not in self.total_places[number]:
                    self.total_places[number].append(index)
            covering = [unit for unit in (*its, *totals) if unit.code == code and unit.first <= month <= unit.last]
            if month in asked and name not in self.without and all(unit.kind for unit in covering):
                kinds = frozenset(str(unit.kind) for unit in covering)
                rest = ComparedCharges(name, charges[0].gmina, month, month, None, (), {month: kinds} if kinds else {})
                if due := rest.due_grosze(charged, self.level):
                    yield rest, due

    def singly(self, total: ComparedCharges) -> list[int]:
        """The children who were charged singly for a month and a gmina of a total."""
        return [
            index
            for index in self.work.places
            if any(
                unit.code == total.code and unit.first <= total.last and unit.last >= total.first
                for unit in self.units_of(index)
            )
        ]

    def part_of(self, total: ComparedCharges, index: int) -> ComparedCharges:
        """A total as far as it is for one child: without what was charged for that child singly."""
        apart = {month: set(kinds) for month, kinds in total.apart.items()}
        for unit in self.units_of(index):
            for month in unit.months if unit.code == total.code else ():
                kinds = [unit.kind] if unit.kind else KINDS if total.kind is None else ()
                apart.setdefault(month, set()).update(kinds)
        return total._replace(apart={month: frozenset(kinds) for month, kinds in apart.items()})

    def tell(self, done: int) -> None:
        """Say how much was gone over: every child once to compare, and once more to explain."""
        whole = 2 * len(self.work.places)
        if self.progress:
            self.progress(min(done, whole), whole)


def _checked(unit: ComparedCharges, due: int, charged: int, findings: tuple[Finding, ...]) -> Checked:
    return Checked(unit.child, unit.gmina, unit.first, unit.last, unit.kind, due, charged, unit.charges, findings)


def gminas_of(charged: Iterable[PastCharge], codes: Collection[str]) -> tuple[str, ...]:
    """The codes of gminas as they stand on charges, of those whose first six digits are asked for, each gmina once."""
    found: dict[str, str] = {}
    for each in charged:
        if each.gmina[:6] in codes:
            found.setdefault(each.gmina[:6], each.gmina)
    return tuple(sorted(found.values()))


def by_key(charges: Iterable[Charge]) -> dict[GminaMonth_, list[Charge]]:
    """The charges of one child by gmina and month."""
    found: dict[GminaMonth_, list[Charge]] = {}
    for charge in charges:
        found.setdefault((charge.gmina[:6], charge.month), []).append(charge)
    return found


def units(
    child: str | None, charges: Iterable[PastCharge], in_totals: Mapping[GminaMonth_, Collection[str]] | None = None
) -> Iterator[ComparedCharges]:
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
            yield ComparedCharges(child, gmina, together[0].first, last, kind, tuple(together), besides)


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

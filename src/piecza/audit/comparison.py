"""Past charges beside what was due, child by child: what agrees, and what does not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from piecza.audit.finding_figures import Items, Level, items_of, worth
from piecza.audit.findings import Checked, Finding
from piecza.case.case import Case
from piecza.dates import Month, months
from piecza.language.glossary import KINDS
from piecza.law.law_in_force import Law
from piecza.money import to_grosze
from piecza.rule.case_charges import Work
from piecza.rule.charges import Charge
from piecza.rule.past_charge import PastCharge

CORRECT = (Finding("correct"),)
NOT_CHARGED = (Finding("not_charged"),)
UNEXPLAINED = (Finding("unexplained"),)

Progress = Callable[[int, int], None]
"""Called with how much is done, and with how much there is to do."""

MonthOfGmina = tuple[str, Month]
"""The first six digits of a gmina's code, and a month."""

DueCharges = Mapping[MonthOfGmina, Sequence[Charge]]
"""The charges of one child, by gmina and month."""


T = TypeVar("T", bound=Any)


class ComparedCharges(NamedTuple):
    """Past charges that are compared together: for one child (None: totals), one gmina and the months they cover.

    ``kind`` is None where they are for all kinds of costs, except those charged separately: ``apart``, by month.
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
        return sum(to_grosze(charge.amount) for charge in self.charges)

    @property
    def months(self) -> list[Month]:
        """The months from the first to the last."""
        return list(months(self.first, self.last))

    def items(self, charged: DueCharges, month: Month) -> Items:
        """The costs of a month that these charges are for."""
        items = items_of(charged.get((self.code, month), ()))
        apart = self.apart.get(month)
        if self.kind:
            items = tuple(item for item in items if item.kind == self.kind)
        return tuple(item for item in items if item.kind not in apart) if apart else items

    def due_grosze(self, charged: DueCharges, level: Level) -> int:
        """What the gmina owed for a child in these months, in grosze, given the charges that were due for the child."""
        due = 0
        for month in [self.first] if self.first == self.last else self.months:
            if self.kind or month in self.apart:
                due += worth(self.items(charged, month), level)
            else:
                due += sum(charge.amount_grosze for charge in charged.get((self.code, month), ()))
        return due


class Comparison:
    """The charges of gminas that are audited under the same readings; ``alone`` where there are no other gminas."""

    def __init__(
        self,
        case: Case,
        charged: Sequence[PastCharge],
        codes: Collection[str],
        first: Month,
        last: Month,
        progress: Progress | None,
        law: Law,
        *,
        alone: bool,
        without: Collection[str],
    ) -> None:
        self.without, self.gminas = without, () if alone else gminas_of(charged, codes)
        self.case, self.codes, self.progress = case, codes, progress
        self.by_child: dict[str | None, list[PastCharge]] = {}
        within = [charge for charge in charged if charge.first <= last and charge.until >= first]
        for charge in within:
            self.by_child.setdefault(charge.child, []).append(charge)
        self.asked = list(months(first, last))
        self.span = (
            min([first, *(charge.first for charge in within)]),
            max([last, *(charge.until for charge in within)]),
        )
        places = [
            index
            for index, child in enumerate(case.children)
            if child.id in self.by_child or any(stay.gmina[:6] in codes for stay in child.stays)
        ]
        self.work = Work(case, *self.span, law, places)
        self.level = self.work.readings.rounding
        self.totals = list(units(None, self.by_child.get(None, ())))
        self.in_total: dict[MonthOfGmina, list[int]] = {}
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
        """The kinds of costs that were charged as totals, by gmina and month."""
        self.checked: list[Checked] = []
        self.suspects: dict[int, list[int]] = {}
        """The places in `checked` of a child's comparisons, by the child's place; only of children with a wrong one."""
        self.right: list[int] = []
        """The places of the children whose charges are all right."""
        self.unit_of: dict[int, ComparedCharges] = {}
        """What was compared, by its place in `checked`; only for totals and for children with a wrong comparison."""

    def compare(self) -> None:
        """Compare what was charged with what was due, without explaining yet what is wrong."""
        asked = set(self.asked)
        for done, (index, charges) in enumerate(self.work, 1):
            charged = by_key(charges)
            child_units = self.units_of(index)
            first, wrong = len(self.checked), False
            for unit in child_units:
                due = unit.due_grosze(charged, self.level)
                amount = unit.charged_grosze
                wrong |= due != amount
                self.unit_of[len(self.checked)] = unit
                self.checked.append(_checked(unit, due, amount, CORRECT if due == amount else UNEXPLAINED))
            left = self._left(index, child_units, charged, asked)
            for unit, due in left:
                wrong = True
                self.unit_of[len(self.checked)] = unit
                self.checked.append(_checked(unit, due, 0, NOT_CHARGED))
            if wrong:
                self.suspects[index] = list(range(first, len(self.checked)))
            elif len(self.checked) > first:
                self.right.append(index)
                for number in range(first, len(self.checked)):
                    del self.unit_of[number]  # made again when it is needed again
            if done % 64 == 0:
                self.tell(done)
        for number, unit in enumerate(self.totals):
            due, amount = self.total_due[number], unit.charged_grosze
            self.unit_of[len(self.checked)] = unit
            self.checked.append(_checked(unit, due, amount, CORRECT if due == amount else UNEXPLAINED))

    def charges_of(self, index: int) -> Sequence[PastCharge]:
        """The charges of a child."""
        return self.by_child.get(self.case.children[index].id, ())

    def units_of(self, index: int) -> list[ComparedCharges]:
        """The charges of a child as they are compared."""
        return list(units(self.case.children[index].id, self.charges_of(index), self.in_totals))

    def _left(
        self, index: int, child_units: Sequence[ComparedCharges], charged: DueCharges, asked: Collection[Month]
    ) -> Iterator[tuple[ComparedCharges, int]]:
        """What gminas owed for a child and were charged neither singly nor in a total; adds to the dues of totals."""
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
            covering = [
                unit for unit in (*child_units, *totals) if unit.code == code and unit.first <= month <= unit.last
            ]
            if month in asked and name not in self.without and all(unit.kind for unit in covering):
                kinds = frozenset(str(unit.kind) for unit in covering)
                rest = ComparedCharges(name, charges[0].gmina, month, month, None, (), {month: kinds} if kinds else {})
                if due := rest.due_grosze(charged, self.level):
                    yield rest, due

    def singly(self, total: ComparedCharges) -> list[int]:
        """The children who were also charged singly for a month and the gmina of a total."""
        return [
            index
            for index in self.work.places
            if any(
                unit.code == total.code and unit.first <= total.last and unit.last >= total.first
                for unit in self.units_of(index)
            )
        ]

    def part_of(self, total: ComparedCharges, index: int) -> ComparedCharges:
        """The part of a total that is for one child: without what was charged singly for that child."""
        apart = {month: set(kinds) for month, kinds in total.apart.items()}
        for unit in self.units_of(index):
            for month in unit.months if unit.code == total.code else ():
                kinds = [unit.kind] if unit.kind else KINDS if total.kind is None else ()
                apart.setdefault(month, set()).update(kinds)
        return total._replace(apart={month: frozenset(kinds) for month, kinds in apart.items()})

    def tell(self, done: int) -> None:
        """Report the progress: every child counts once when compared, and once more when explained."""
        whole = 2 * len(self.work.places)
        if self.progress:
            self.progress(min(done, whole), whole)


def _checked(unit: ComparedCharges, due: int, charged: int, findings: tuple[Finding, ...]) -> Checked:
    return Checked(unit.child, unit.gmina, unit.first, unit.last, unit.kind, due, charged, unit.charges, findings)


def gminas_of(charged: Iterable[PastCharge], codes: Collection[str]) -> tuple[str, ...]:
    """The codes, as they stand on charges, of the gminas whose first six digits are in ``codes``; each gmina once."""
    by_code: dict[str, str] = {}
    for charge in charged:
        if charge.gmina[:6] in codes:
            by_code.setdefault(charge.gmina[:6], charge.gmina)
    return tuple(sorted(by_code.values()))


def by_key(charges: Iterable[Charge]) -> dict[MonthOfGmina, list[Charge]]:
    """The charges of one child by gmina and month."""
    charges_by_key: dict[MonthOfGmina, list[Charge]] = {}
    for charge in charges:
        charges_by_key.setdefault((charge.gmina[:6], charge.month), []).append(charge)
    return charges_by_key


def units(
    child: str | None, charges: Iterable[PastCharge], in_totals: Mapping[MonthOfGmina, Collection[str]] | None = None
) -> Iterator[ComparedCharges]:
    """The past charges of one child, or the totals, grouped for comparison: those whose months overlap go together.

    ``in_totals`` are the kinds of costs charged for all children together, by gmina and month.
    """
    by_gmina: dict[tuple[str, str | None], list[PastCharge]] = {}
    for charge in charges:
        by_gmina.setdefault((charge.gmina[:6], charge.kind), []).append(charge)
    apart: dict[str, dict[Month, set[str]]] = {}
    for (code, month), kinds in (in_totals or {}).items():
        apart.setdefault(code, {}).setdefault(month, set()).update(kinds)
    for (code, kind), of_kind in by_gmina.items():
        for charge in of_kind if kind else ():
            for month in months(charge.first, charge.until):
                apart.setdefault(code, {}).setdefault(month, set()).add(str(kind))
    for (code, kind), of_kind in by_gmina.items():
        besides = {} if kind else {month: frozenset(kinds) for month, kinds in apart.get(code, {}).items()}
        for together in overlapping(of_kind, lambda charge: charge.until):
            last = max(charge.until for charge in together)
            gmina = min(charge.gmina for charge in together)
            yield ComparedCharges(child, gmina, together[0].first, last, kind, tuple(together), besides)


def overlapping(parts: Iterable[T], last_of: Callable[[T], Month]) -> Iterator[list[T]]:
    """Charges, or comparisons, at least one of them, in runs whose months overlap, in order of time."""
    together: list[T] = []
    for part in sorted(parts, key=lambda part: (part.first, last_of(part))):
        if together and part.first > max(map(last_of, together)):
            yield together
            together = []
        together.append(part)
    yield together

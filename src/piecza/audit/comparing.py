"""Past charges beside what was due, child by child: what agrees, and what does not."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from piecza.audit.figures import worth
from piecza.audit.findings import Checked, Finding
from piecza.audit.units import Charged, Key, Unit, by_key, units
from piecza.case.case import Case
from piecza.dates import Month, months
from piecza.language.glossary import KINDS
from piecza.law.act import art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.rule.charging import Work
from piecza.rule.past_charge import PastCharge

CORRECT = (Finding("correct"),)
NOT_CHARGED = (Finding("not_charged"),)
UNEXPLAINED = (Finding("unexplained"),)

Progress = Callable[[int, int], None]
"""Told how much was gone over, and of how much."""


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
        self.in_total: dict[Key, list[int]] = {}
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
        self.unit_of: dict[int, Unit] = {}
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

    def units_of(self, index: int) -> list[Unit]:
        """The charges of a child as they are compared."""
        return list(units(self.case.children[index].id, self.charges_of(index), self.in_totals))

    def _left(
        self, index: int, its: Sequence[Unit], charged: Charged, asked: Collection[Month]
    ) -> Iterator[tuple[Unit, int]]:
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
                rest = Unit(name, charges[0].gmina, month, month, None, (), {month: kinds} if kinds else {})
                if due := rest.due_grosze(charged, self.level):
                    yield rest, due

    def singly(self, total: Unit) -> list[int]:
        """The children who were charged singly for a month and a gmina of a total."""
        return [
            index
            for index in self.work.places
            if any(
                unit.code == total.code and unit.first <= total.last and unit.last >= total.first
                for unit in self.units_of(index)
            )
        ]

    def part_of(self, total: Unit, index: int) -> Unit:
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


def _checked(unit: Unit, due: int, charged: int, findings: tuple[Finding, ...]) -> Checked:
    return Checked(unit.child, unit.gmina, unit.first, unit.last, unit.kind, due, charged, unit.charges, findings)


def gminas_of(charged: Iterable[PastCharge], codes: Collection[str]) -> tuple[str, ...]:
    """The codes of gminas as they stand on charges, of those whose first six digits are asked for, each gmina once."""
    found: dict[str, str] = {}
    for each in charged:
        if each.gmina[:6] in codes:
            found.setdefault(each.gmina[:6], each.gmina)
    return tuple(sorted(found.values()))

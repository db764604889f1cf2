"""The part of an audit that concerns one child, and why the child's gminas owe what they owe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from piecza.audit.audit_result import Audit
from piecza.audit.comparison import by_key, overlapping
from piecza.audit.findings import Checked
from piecza.case.case import Case
from piecza.case.child import Child
from piecza.case.documents import under
from piecza.costs.costing import Costing
from piecza.dates import Month, Span, months
from piecza.rule.charges import Explanation
from piecza.rule.clock import BandChange, band_changes
from piecza.rule.explanation import explanations
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import charges_of


@dataclass
class CheckedMonths:
    """Comparisons of one gmina whose months overlap."""

    code: str
    checked: list[Checked]

    @property
    def months(self) -> list[Month]:
        """Their months."""
        return list(months(self.checked[0].first, max(checked.last for checked in self.checked)))


class ChildAudit:
    """A child, its comparisons, and why its gminas owe what they owe."""

    def __init__(self, case: Case, index: int, comparisons: Sequence[Checked], audit: Audit) -> None:
        self.case, self.index, self.checked = case, index, comparisons
        self.readings_of, self.law = audit.readings_for, audit.whole_law
        self.child: Child = case.children[index]
        self.codes = list(dict.fromkeys(checked.gmina[:6] for checked in comparisons))
        self.groups = list(_groups(comparisons))
        self.first = min(checked.first for checked in comparisons)
        self.last = max(checked.last for checked in comparisons)
        self.days = Span(self.first.span.first, self.last.span.last)
        self._explained: dict[str, dict[Month, list[Explanation]]] = {}

    def explained(self, code: str) -> dict[Month, list[Explanation]]:
        """Why one gmina owes what it owes, by month."""
        if code not in self._explained:
            case = under(self.case, self.readings_of(code))
            costing = Costing(case, self.days, self.law)
            window = [MonthDays.of(month) for month in months(self.first, self.last)]
            charges_by_key = by_key(charges_of(costing, self.index, window, case.readings.settled()))
            charges = [charge for (gmina, _), charges in charges_by_key.items() if gmina == code for charge in charges]
            by_month: dict[Month, list[Explanation]] = {}
            for explanation in explanations(case, charges, law=self.law):
                by_month.setdefault(explanation.charge.month, []).append(explanation)
            self._explained[code] = by_month
        return self._explained[code]

    def turns(self) -> list[BandChange]:
        """The days on which a band begins, by the readings of the gmina that pays then."""
        codes, same = dict.fromkeys(stay.gmina[:6] for stay in self.child.stays), self.case.same_gmina
        changes = [
            change
            for code in codes
            for change in band_changes(self.child, self.readings_of(code).settled(), same_gmina=same, law=self.law)
            if change.gmina[:6] == code
        ]
        return sorted(changes)


def _groups(comparisons: Sequence[Checked]) -> Iterator[CheckedMonths]:
    by_code = sorted(comparisons, key=lambda checked: checked.gmina[:6])
    for code, of_gmina in groupby(by_code, lambda checked: checked.gmina[:6]):
        for together in overlapping(of_gmina, lambda checked: checked.last):
            yield CheckedMonths(code, together)

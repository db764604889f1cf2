"""What an audit holds of one child, and why the child's gminas owe what they owe."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from piecza.audit.compared import by_key
from piecza.audit.findings import Checked
from piecza.audit.report.workings import kind_said
from piecza.case.case import Case
from piecza.case.child import Child
from piecza.case.documents import under
from piecza.costs.costing import Costing
from piecza.dates import Month, Span, months
from piecza.language.messages import Lang
from piecza.language.writing import months_said
from piecza.law.act import art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.readings import Readings
from piecza.rule.charging import charges_of
from piecza.rule.clock import BandChange, band_changes
from piecza.rule.explaining import Explanation, explanations
from piecza.rule.share import MonthDays

ReadingsOf = Callable[[str], Readings]
"""The readings by the first six digits of a gmina's code."""


@dataclass
class CheckedMonths:
    """Comparisons of one gmina whose months overlap."""

    code: str
    checked: list[Checked]

    @property
    def months(self) -> list[Month]:
        """Their months."""
        return list(months(self.checked[0].first, max(each.last for each in self.checked)))


class ChildAudit:
    """A child, what was compared of it, and the explanations of what it owes."""

    def __init__(self, case: Case, index: int, checked: Sequence[Checked], readings_of: ReadingsOf) -> None:
        self.case, self.index, self.checked, self.readings_of = case, index, checked, readings_of
        self.child: Child = case.children[index]
        self.codes = list(dict.fromkeys(each.gmina[:6] for each in checked))
        self.groups = list(_groups(checked))
        self.first, self.last = min(each.first for each in checked), max(each.last for each in checked)
        self.days = Span(self.first.span.first, self.last.span.last)
        self._explained: dict[str, dict[Month, list[Explanation]]] = {}

    def explained(self, code: str) -> dict[Month, list[Explanation]]:
        """Why one gmina owes what it owes, by month."""
        if code not in self._explained:
            case = under(self.case, self.readings_of(code))
            costing = Costing(case, self.days, art_191(), statutory_rates())
            window = [MonthDays.of(month) for month in months(self.first, self.last)]
            found = by_key(charges_of(costing, self.index, window, case.readings.settled()))
            charges = [charge for (its, _), charges in found.items() if its == code for charge in charges]
            by_month: dict[Month, list[Explanation]] = {}
            for each in explanations(case, charges):
                by_month.setdefault(each.charge.month, []).append(each)
            self._explained[code] = by_month
        return self._explained[code]

    def turns(self) -> list[BandChange]:
        """The days on which a band begins, by the readings of the gmina that pays then."""
        codes = dict.fromkeys(stay.gmina[:6] for stay in self.child.stays)
        found = [
            each
            for code in codes
            for each in band_changes(self.child, self.readings_of(code).settled())
            if each.gmina[:6] == code
        ]
        return sorted(found)


def _groups(checked: Sequence[Checked]) -> Iterator[CheckedMonths]:
    for code, its in groupby(sorted(checked, key=lambda each: each.gmina[:6]), lambda each: each.gmina[:6]):
        group: CheckedMonths | None = None
        for each in sorted(its, key=lambda each: (each.first, each.last)):
            if group and each.first <= group.months[-1]:
                group.checked.append(each)
                continue
            if group:
                yield group
            group = CheckedMonths(code, [each])
        if group:
            yield group


def when(checked: Checked, lang: Lang) -> str:
    """For which months, and which kind of cost."""
    kind = f", {kind_said(checked.kind, lang)}" if checked.kind else ""
    return f"{months_said(checked.first, checked.last, lang)}{kind}"

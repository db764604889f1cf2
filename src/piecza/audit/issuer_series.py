"""Why the charges of an issuer are wrong: one set of readings for most of them, and a reason for each of the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from piecza.audit.audit_result import Series
from piecza.audit.causes import evidence_of, explained, outside_by_name, ranked
from piecza.audit.child_month import ChildMonth
from piecza.audit.comparison import UNEXPLAINED, ComparedCharges, Comparison, DueCharges
from piecza.audit.findings import Checked, Finding
from piecza.audit.reading_search import ReadingChanges, Subject, best, charged_under
from piecza.audit.years_counted import with_clock
from piecza.dates import months_apart
from piecza.law.act import art_191
from piecza.readings import Readings
from piecza.rule.clock import timed
from piecza.rule.share import MonthDays

_CLOSE = 3
"""Wrong charges of a child that are at most so many months apart are searched for readings together."""
MOST_CHILDREN = 30
"""Totals of a nota are searched for readings only if they are for at most so many children."""


@dataclass(frozen=True, slots=True)
class _Suspect:
    """What an issuer charged for a child, or as totals, where something is wrong.

    ``wrong`` are runs of wrong charges, each with the places of its charges in ``units`` and ``checked``; ``rest`` are
    the right charges.
    """

    places: list[int]
    units: list[ComparedCharges]
    checked: list[Checked]
    wrong: list[tuple[Subject, list[int]]]
    rest: Subject | None


def explain(compared: Comparison) -> list[Series]:
    """Give every wrong charge of a comparison its findings, and say by which readings each issuer seems to work."""
    return _Explaining(compared).series()


class _Explaining:
    """The wrong charges of a comparison."""

    def __init__(self, compared: Comparison) -> None:
        self.compared, self.work, self.case = compared, compared.work, compared.case
        self.costing, self.readings = compared.work.costing, compared.case.readings
        self.issuers: dict[str, str | None] = {}
        for charges in compared.by_child.values():
            for charge in charges:
                self.issuers.setdefault(charge.gmina[:6], charge.issuer)

    def series(self) -> list[Series]:
        """Explain what is wrong, issuer by issuer; nothing is kept of an issuer that is finished."""
        wrong = self._wrong()
        right: dict[str | None, list[int]] = {}
        for index in self.compared.right if wrong else ():
            for name in dict.fromkeys(charge.issuer for charge in self.compared.charges_of(index)):
                right.setdefault(name, []).append(index)
        series = []
        done = len(self.work.places)
        for name, (count, right_now) in self._counts().items():
            suspects = [self._suspect(places, numbers) for places, numbers in wrong.pop(name, ())]
            subjects = [subject for suspect in suspects for subject, _ in suspect.wrong]
            rest = [suspect.rest for suspect in suspects if suspect.rest]
            rest += [self._right(index, name) for index in right.pop(name, ())] if suspects else []
            changes, gained = best(subjects, rest)
            series.append(
                Series(name, self.compared.gminas, dict(sorted(changes)), count, right_now, right_now + gained)
            )
            for suspect in suspects:
                self._explain(suspect, changes)
                done += 1
                self.compared.tell(done)
        for number, _, places in self._totals():
            if len(places) > MOST_CHILDREN and self.compared.checked[number].finding.code == "unexplained":
                self._explain(self._suspect(places, [number], search=False), frozenset())
        self.compared.tell(2 * len(self.work.places))
        return series

    def _wrong(self) -> dict[str | None, list[tuple[list[int], list[int]]]]:
        """By issuer: places of children with something wrong (or those of a total), and places of what was compared."""
        wrong: dict[str | None, list[tuple[list[int], list[int]]]] = {}
        for index, numbers in self.compared.suspects.items():
            by_issuer: dict[str | None, list[int]] = {}
            for number in numbers:
                by_issuer.setdefault(self._issuer(self.compared.unit_of[number]), []).append(number)
            for name, own_numbers in by_issuer.items():
                wrong.setdefault(name, []).append(([index], own_numbers))
        for number, name, places in self._totals():
            if len(places) <= MOST_CHILDREN:
                wrong.setdefault(name, []).append((places, [number]))
        return wrong

    # Who charged what

    def _issuer(self, unit: ComparedCharges) -> str | None:
        """Who issued some charges; where nothing was charged, who otherwise charges the gmina."""
        named = next((charge.issuer for charge in unit.charges if charge.issuer), None)
        return named if unit.charges else self.issuers.get(unit.code)

    def _totals(self) -> Iterator[tuple[int, str | None, list[int]]]:
        """The place of each total in what was compared, its issuer, and the places of its children."""
        first = len(self.compared.checked) - len(self.compared.totals)
        for at, unit in enumerate(self.compared.totals):
            yield first + at, self._issuer(unit), self.compared.total_places[at]

    def _counts(self) -> dict[str | None, tuple[int, int]]:
        """By issuer, how many charges were compared, and how many are right."""
        counts: dict[str | None, tuple[int, int]] = {}
        for number, checked in enumerate(self.compared.checked):
            unit = self.compared.unit_of.get(number)
            name = self._issuer(unit) if unit else next((c.issuer for c in checked.charged if c.issuer), None)
            count, right = counts.get(name, (0, 0))
            counts[name] = count + 1, right + (checked.finding.code == "correct")
        return counts

    # What is searched for readings

    def _suspect(self, places: list[int], numbers: Sequence[int], *, search: bool = True) -> _Suspect:
        all_checked = [self.compared.checked[number] for number in numbers]
        units = [self.compared.unit_of[number] for number in numbers]
        right = [at for at, checked in enumerate(all_checked) if checked.finding.code == "correct"]
        runs: list[list[int]] = []
        for at, unit in enumerate(units):
            if all_checked[at].finding.code == "correct":
                continue
            if runs and months_apart(units[runs[-1][-1]].last, unit.first) <= _CLOSE:
                runs[-1].append(at)
            else:
                runs.append([at])
        searched = places if search else []
        wrong = [(self._subject(searched, [units[at] for at in run], all_right=False), run) for run in runs]
        rest = self._subject(places, [units[at] for at in right], all_right=True) if right else None
        return _Suspect(places, units, all_checked, wrong, rest)

    def _subject(self, places: list[int], units: Sequence[ComparedCharges], *, all_right: bool) -> Subject:
        right = frozenset(range(len(units)) if all_right else ())
        return Subject(self.costing, places, lambda: units, self._window(units), right, self._part)

    def _right(self, index: int, name: str | None) -> Subject:
        """A child whose charges are all right; they are made again only where they may matter."""
        count = sum(self._is_of(unit, name) for unit in self.compared.units_of(index))

        def units() -> list[ComparedCharges]:
            return [unit for unit in self.compared.units_of(index) if self._is_of(unit, name)]

        return Subject(self.costing, [index], units, self.work.asked, frozenset(range(count)), self._part)

    def _part(self, unit: ComparedCharges, index: int) -> ComparedCharges:
        """The part of a unit that is for one child: all of it, unless it is a total."""
        return unit if unit.child is not None else self.compared.part_of(unit, index)

    def _is_of(self, unit: ComparedCharges, name: str | None) -> bool:
        return self._issuer(unit) == name

    def _window(self, units: Sequence[ComparedCharges]) -> list[MonthDays]:
        start = self.compared.span[0]
        first, last = min(unit.first for unit in units), max(unit.last for unit in units)
        return self.work.asked[months_apart(start, first) : months_apart(start, last) + 1]

    # The reasons

    def _explain(self, suspect: _Suspect, changes: ReadingChanges) -> None:
        chosen = self.readings.choose(**dict(changes))
        for subject, run in suspect.wrong:
            own = self._charged(suspect.places, subject.asked, self.readings)
            under = self._charged(suspect.places, subject.asked, chosen) if changes else {}
            for at, number in enumerate(run):
                unit, checked = suspect.units[number], suspect.checked[number]
                if unit.kind and unit.kind in art_191().outside_of:
                    checked.findings = (outside_by_name(unit),)
                    continue
                findings = list(self._readings(subject, suspect.places, at, changes))
                if unit.charges:
                    scenes = self._scenes(unit, own, self.work.readings)
                    findings += [*self._charged_again(unit, own), *explained(unit, scenes)]
                findings = ranked(findings, unit)
                if unit.charges and changes and not any(finding.code == "other_reading" for finding in findings[:1]):
                    known = {(finding.code, finding.evidence) for finding in findings}
                    beside = self._under_changes(unit, self._scenes(unit, under, chosen.settled()), changes)
                    findings = [
                        *(finding for finding in beside if (finding.code, finding.evidence) not in known),
                        *findings,
                    ]
                if findings:
                    checked.findings = tuple(findings) if unit.charges else (*findings, *checked.findings)
                elif unit.charges:
                    checked.findings = UNEXPLAINED
        self._say_clocks(suspect)

    def _charged_again(self, unit: ComparedCharges, own: dict[int, DueCharges]) -> Iterator[Finding]:
        """What was charged separately, by kind or by child, and once more together with everything else."""
        kinds = sorted(set().union(*unit.apart.values()))
        readings = self.work.readings
        whole = self._scenes(unit._replace(apart={}), own, readings, whole=True) if kinds and unit.child else []
        if whole and evidence_of(whole).grosze == unit.charged_grosze:
            yield Finding("charged_twice", {"apart": kinds}, evidence_of(whole))
        if unit.child is not None:
            return
        scenes = self._scenes(unit, own, readings)
        for index in self.compared.singly(unit):
            more = self._scenes(unit, self._charged([index], self._window([unit]), self.readings), readings, whole=True)
            if more and evidence_of([*scenes, *more]).grosze == unit.charged_grosze:
                child = self.case.children[index].id
                yield Finding("charged_twice", {"singly": child}, evidence_of([*scenes, *more]))

    def _say_clocks(self, suspect: _Suspect) -> None:
        """Add from which day the years of stay seem to have been counted, where a child was charged at another band."""
        if len(suspect.places) == 1 and any(checked.finding.code == "other_band" for checked in suspect.checked):
            index = suspect.places[0]
            right = [
                checked
                for checked in suspect.checked
                if checked.finding.code == "correct" and checked.first == checked.last
            ]
            keys = {(checked.gmina[:6], checked.first) for checked in right}
            charged = charged_under(self.costing, index, self._window(suspect.units), self.readings) or {}
            charges = [charge for key in sorted(keys) for charge in charged.get(key, ())]
            with_clock(self.case.children[index], suspect.checked, charges, self.costing.law.act, self.work.readings)

    def _charged(self, places: Iterable[int], asked: Sequence[MonthDays], readings: Readings) -> dict[int, DueCharges]:
        """The charges of some children under some readings."""
        return {index: charged_under(self.costing, index, asked, readings) or {} for index in places}

    def _scenes(
        self, unit: ComparedCharges, charged: dict[int, DueCharges], readings: Readings, *, whole: bool = False
    ) -> list[ChildMonth]:
        """The months of a unit; for totals only of children with costs. ``whole``: with what was charged separately."""
        scenes = []
        for index, due_charges in charged.items():
            stays = timed(self.case.children[index], readings, self.costing.law.act, self.case.same_gmina)
            part = unit if whole else self._part(unit, index)
            for month in unit.months:
                items = part.items(due_charges, month)
                if items or unit.child is not None:
                    scenes.append(ChildMonth(self.costing, index, month, readings, stays, items))
        return scenes

    def _under_changes(
        self, unit: ComparedCharges, scenes: Sequence[ChildMonth], changes: ReadingChanges
    ) -> Iterator[Finding]:
        """What explains a charge under the readings by which its issuer seems to work."""
        for finding in explained(unit, scenes):
            if finding.evidence:
                facts = {**finding.facts, "readings": dict(sorted(changes))}
                yield Finding(finding.code, facts, finding.evidence)

    def _readings(self, subject: Subject, places: list[int], at: int, series: ReadingChanges) -> Iterator[Finding]:
        """The smallest sets of readings under which a charge is right; only that of the series where it fits."""
        if series and at in subject.right(series):
            yield self._reading(subject, places, at, series)
            return
        size = 0
        for changes in subject.sets():
            if size and len(changes) > size:
                return
            if at in subject.right(changes):
                size = len(changes)
                yield self._reading(subject, places, at, changes)

    def _reading(self, subject: Subject, places: list[int], at: int, changes: ReadingChanges) -> Finding:
        facts: dict[str, object] = {"readings": dict(sorted(changes))}
        chosen, unit = self.readings.choose(**dict(changes)), subject.units()[at]
        scenes = self._scenes(unit, self._charged(places, self._window([unit]), chosen), chosen.settled())
        return Finding("other_reading", facts, evidence_of(scenes) if scenes else None)

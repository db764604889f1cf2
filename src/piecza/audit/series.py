"""Why the charges of an issuer are wrong: one set of readings for most of them, and a reason for each of the rest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from piecza.audit.clocks import with_clock
from piecza.audit.compared import UNEXPLAINED, ComparedCharges, Comparison, DueCharges
from piecza.audit.explaining import evidence_of, explained, outside_by_name, ranked
from piecza.audit.findings import Checked, Finding
from piecza.audit.month import ChildMonth
from piecza.audit.result import Series
from piecza.audit.search import ReadingChanges, Subject, best, charged_under
from piecza.dates import months_apart
from piecza.law.act import art_191
from piecza.readings import Readings
from piecza.rule.clock import timed
from piecza.rule.share import MonthDays

_CLOSE = 3
"""Wrong charges of a child that lie no more months apart are searched for readings together."""
MOST_CHILDREN = 30
"""Of how many children at most the totals of a nota are searched for readings."""


@dataclass(frozen=True, slots=True)
class _Suspect:
    """What an issuer charged for a child, or as totals, of which something is wrong.

    ``wrong`` are runs of wrong charges, each with the places in ``units`` and ``checked`` of what it holds; ``rest``
    are the right ones.
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
        for its in compared.by_child.values():
            for each in its:
                self.issuers.setdefault(each.gmina[:6], each.issuer)

    def series(self) -> list[Series]:
        """Explain what is wrong, issuer by issuer; nothing is kept of one that was gone over."""
        wrong = self._wrong()
        right: dict[str | None, list[int]] = {}
        for index in self.compared.right if wrong else ():
            for name in dict.fromkeys(each.issuer for each in self.compared.charges_of(index)):
                right.setdefault(name, []).append(index)
        found = []
        done = len(self.work.places)
        for name, (count, right_now) in self._counts().items():
            suspects = [self._suspect(places, numbers) for places, numbers in wrong.pop(name, ())]
            its = [subject for each in suspects for subject, _ in each.wrong]
            rest = [each.rest for each in suspects if each.rest]
            rest += [self._right(index, name) for index in right.pop(name, ())] if suspects else []
            changes, gained = best(its, rest)
            found.append(
                Series(name, self.compared.gminas, dict(sorted(changes)), count, right_now, right_now + gained)
            )
            for each in suspects:
                self._explain(each, changes)
                done += 1
                self.compared.tell(done)
        for number, _, places in self._totals():
            if len(places) > MOST_CHILDREN and self.compared.found[number].finding.code == "unexplained":
                self._explain(self._suspect(places, [number], search=False), frozenset())
        self.compared.tell(2 * len(self.work.places))
        return found

    def _wrong(self) -> dict[str | None, list[tuple[list[int], list[int]]]]:
        """By issuer, the children of whom something is wrong and the totals, with the places of what was compared."""
        found: dict[str | None, list[tuple[list[int], list[int]]]] = {}
        for index, numbers in self.compared.suspects.items():
            by_issuer: dict[str | None, list[int]] = {}
            for number in numbers:
                by_issuer.setdefault(self._issuer(self.compared.unit_of[number]), []).append(number)
            for name, its in by_issuer.items():
                found.setdefault(name, []).append(([index], its))
        for number, name, places in self._totals():
            if len(places) <= MOST_CHILDREN:
                found.setdefault(name, []).append((places, [number]))
        return found

    # Who charged what

    def _issuer(self, unit: ComparedCharges) -> str | None:
        """Who made some charges; of what was not charged, who else charges the gmina."""
        named = next((each.issuer for each in unit.charges if each.issuer), None)
        return named if unit.charges else self.issuers.get(unit.code)

    def _totals(self) -> Iterator[tuple[int, str | None, list[int]]]:
        """The place of each total in what was compared, its issuer, and the places of its children."""
        first = len(self.compared.found) - len(self.compared.totals)
        for at, unit in enumerate(self.compared.totals):
            yield first + at, self._issuer(unit), self.compared.total_places[at]

    def _counts(self) -> dict[str | None, tuple[int, int]]:
        """By issuer, how many charges were compared, and how many are right."""
        found: dict[str | None, tuple[int, int]] = {}
        for number, each in enumerate(self.compared.found):
            unit = self.compared.unit_of.get(number)
            name = self._issuer(unit) if unit else next((c.issuer for c in each.charged if c.issuer), None)
            count, right = found.get(name, (0, 0))
            found[name] = count + 1, right + (each.finding.code == "correct")
        return found

    # What is searched for readings

    def _suspect(self, places: list[int], numbers: Sequence[int], *, search: bool = True) -> _Suspect:
        checked = [self.compared.found[number] for number in numbers]
        units = [self.compared.unit_of[number] for number in numbers]
        right = [at for at, each in enumerate(checked) if each.finding.code == "correct"]
        runs: list[list[int]] = []
        for at, unit in enumerate(units):
            if checked[at].finding.code == "correct":
                continue
            if runs and months_apart(units[runs[-1][-1]].last, unit.first) <= _CLOSE:
                runs[-1].append(at)
            else:
                runs.append([at])
        searched = places if search else []
        wrong = [(self._subject(searched, [units[at] for at in run], all_right=False), run) for run in runs]
        rest = self._subject(places, [units[at] for at in right], all_right=True) if right else None
        return _Suspect(places, units, checked, wrong, rest)

    def _subject(self, places: list[int], units: Sequence[ComparedCharges], *, all_right: bool) -> Subject:
        right = frozenset(range(len(units)) if all_right else ())
        return Subject(self.costing, places, lambda: units, self._window(units), right, self._part)

    def _right(self, index: int, name: str | None) -> Subject:
        """A child of whom all is right; what was compared is gone over again only where it may matter."""
        count = sum(self._is_of(unit, name) for unit in self.compared.units_of(index))

        def units() -> list[ComparedCharges]:
            return [unit for unit in self.compared.units_of(index) if self._is_of(unit, name)]

        return Subject(self.costing, [index], units, self.work.asked, frozenset(range(count)), self._part)

    def _part(self, unit: ComparedCharges, index: int) -> ComparedCharges:
        """What of a unit is for one child: of its own charges all."""
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
                found = list(self._readings(subject, suspect.places, at, changes))
                if unit.charges:
                    scenes = self._scenes(unit, own, self.work.readings)
                    found += [*self._besides(unit, own), *explained(unit, scenes)]
                found = ranked(found, unit)
                if unit.charges and changes and not any(each.code == "other_reading" for each in found[:1]):
                    known = {(each.code, each.evidence) for each in found}
                    beside = self._beside(unit, self._scenes(unit, under, chosen.settled()), changes)
                    found = [*(each for each in beside if (each.code, each.evidence) not in known), *found]
                if found:
                    checked.findings = tuple(found) if unit.charges else (*found, *checked.findings)
                elif unit.charges:
                    checked.findings = UNEXPLAINED
        self._say_clocks(suspect)

    def _besides(self, unit: ComparedCharges, own: dict[int, DueCharges]) -> Iterator[Finding]:
        """What was charged by itself, kind by kind or child by child, and with everything else once more."""
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
        """Since when the years of a child seem to have been counted, where it was charged at other bands."""
        if len(suspect.places) == 1 and any(each.finding.code == "other_band" for each in suspect.checked):
            index = suspect.places[0]
            right = [each for each in suspect.checked if each.finding.code == "correct" and each.first == each.last]
            keys = {(each.gmina[:6], each.first) for each in right}
            charged = charged_under(self.costing, index, self._window(suspect.units), self.readings) or {}
            percents = ChildMonth(self.costing, index, self.compared.asked[0], self.work.readings, [], ()).percents
            charges = [charge for key in sorted(keys) for charge in charged.get(key, ())]
            with_clock(self.case.children[index], suspect.checked, charges, percents, self.work.readings)

    def _charged(self, places: Iterable[int], asked: Sequence[MonthDays], readings: Readings) -> dict[int, DueCharges]:
        """The charges of some children under some readings."""
        return {index: charged_under(self.costing, index, asked, readings) or {} for index in places}

    def _scenes(
        self, unit: ComparedCharges, charged: dict[int, DueCharges], readings: Readings, *, whole: bool = False
    ) -> list[ChildMonth]:
        """The months of a unit; of totals those of children who cost something. ``whole``: with what stands apart."""
        found = []
        for index, its in charged.items():
            stays = timed(self.case.children[index], readings, self.costing.law)
            part = unit if whole else self._part(unit, index)
            for month in unit.months:
                items = part.items(its, month)
                if items or unit.child is not None:
                    found.append(ChildMonth(self.costing, index, month, readings, stays, items))
        return found

    def _beside(
        self, unit: ComparedCharges, scenes: Sequence[ChildMonth], changes: ReadingChanges
    ) -> Iterator[Finding]:
        """What explains a charge under the readings by which its issuer seems to work."""
        for each in explained(unit, scenes):
            if each.evidence:
                facts = {**each.facts, "readings": dict(sorted(changes))}
                yield Finding(each.code, facts, each.evidence)

    def _readings(self, subject: Subject, places: list[int], at: int, series: ReadingChanges) -> Iterator[Finding]:
        """The smallest sets of readings under which a charge is right; that of the series before all others."""
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

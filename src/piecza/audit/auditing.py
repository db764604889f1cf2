"""Past charges against what was due: which were right, and of the others why they are what they are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from piecza._version import __version__
from piecza.audit.charged import PastCharge
from piecza.audit.clocks import with_clock
from piecza.audit.explaining import evidence_of, explained, outside_by_name, ranked
from piecza.audit.figures import worth
from piecza.audit.findings import Checked, Finding
from piecza.audit.result import Audit, Series, issuers
from piecza.audit.scenes import Scene
from piecza.audit.search import Changes, Subject, best, charged_under
from piecza.audit.sentences import said
from piecza.audit.units import Charged, Key, Unit, by_key, units
from piecza.case import Case
from piecza.charge import MonthDays
from piecza.charging import Work, month_range, rates_used, stamp
from piecza.clock import timed
from piecza.dates import Month, months
from piecza.documents import problems
from piecza.errors import InputError, OpenReading, ReadingNeeded, hint, problem
from piecza.law import art_191
from piecza.law.rates import statutory_rates
from piecza.readings import Readings
from piecza.results import Notice

_CORRECT = (Finding("correct", said("correct", {})),)
_NOT_CHARGED = (Finding("not_charged", said("not_charged", {})),)
_UNEXPLAINED = Finding("unexplained", said("unexplained", {}))
_CLOSE = 3
"""Wrong charges of a child that lie no more months apart are searched for readings together."""
_MOST_CHILDREN = 30
"""Of how many children at most the totals of a nota are searched for readings."""

Progress = Callable[[int, int], None]
"""Told how many children were gone over, and of how many."""


def audit(
    case: Case,
    charged: Iterable[PastCharge],
    first: Month | str | None = None,
    last: Month | str | None = None,
    *,
    readings_of: Callable[[str], Readings] | None = None,
    left_out: Sequence[str] = (),
    progress: Progress | None = None,
) -> Audit:
    """Every past charge of a case's children against what was due (art. 191 ust. 9–11), and why they differ.

    Months are `Month` or text ``YYYY-MM``, both inclusive; without them they are those of the charges. What a gmina
    that is charged at all owed in them and was not charged is found as well. The readings are the case's, or by the
    first six digits of a gmina's code what ``readings_of`` says. ``left_out`` is only told in the result.

    InputError where there are no charges, a child is not in the case, a month is none, or amounts that are to be worked
    out are not known; ReadingNeeded where what was due depends on a reading that was not chosen.
    """
    its = list(charged)
    _refuse(case, its)
    found_first = first or min(each.first for each in its)
    found_last = last or max(each.until for each in its)
    months = month_range(found_first, found_last)
    parts: dict[Readings, set[str]] = {}
    for code in dict.fromkeys(each.gmina[:6] for each in its):
        parts.setdefault(readings_of(code) if readings_of else case.readings, set()).add(code)
    checked: list[Checked] = []
    series: list[Series] = []
    notices: dict[tuple[str, str], Notice] = {}
    needed: dict[str, OpenReading] = {}
    rates = None
    for readings, codes in parts.items():
        under = _under(case, readings)
        part = _Part(under, [each for each in its if each.gmina[:6] in codes], codes, *months, progress)
        try:
            part.compare()
        except ReadingNeeded as error:
            needed.update({each.reading: each for each in error.errors if each.reading not in needed})
            continue
        if needed:
            continue
        series += part.explain()
        checked += part.checked()
        notices.update({(each["code"], each["path"]): each for each in part.work.notices()})
        rates = rates or rates_used(part.work.costing, part.work.readings)
    if needed:
        raise ReadingNeeded(needed.values())
    order = {child.id: index for index, child in enumerate(case.children)}
    checked.sort(key=lambda each: (order.get(each.child or "", len(order)), each.gmina, each.first, each.kind or ""))
    said_readings = next(iter(parts)) if len(parts) == 1 else case.readings
    return Audit(
        __version__,
        stamp(art_191()),
        rates,
        said_readings,
        *months,
        tuple(checked),
        tuple(series),
        tuple(notices.values()),
        tuple(left_out),
    )


def _refuse(case: Case, charged: Sequence[PastCharge]) -> None:
    """InputError where there is nothing to audit, or a child is not known."""
    if not charged:
        raise InputError([problem("nothing_charged")])
    known = {child.id for child in case.children}
    unknown: dict[str, str] = {}
    for each in charged:
        if each.child is not None and each.child not in known:
            unknown.setdefault(each.child, each.place or "child")
    if unknown:
        names = sorted(known)
        raise InputError(
            problem("charged_child_unknown", place, name, **hint(name, names if number < 20 else ()))
            for number, (name, place) in enumerate(unknown.items())
        )


def _under(case: Case, readings: Readings) -> Case:
    """A case under other readings. InputError where it is wrong under them."""
    if readings == case.readings:
        return case
    try:
        return case.with_readings(**readings.model_dump(exclude_none=True))
    except ValidationError as error:
        raise InputError(problems(error)) from None


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A child with a charge that is wrong: what was compared, and its charges as they are searched for readings.

    ``wrong`` are runs of wrong ones, each with the places in ``units`` of what it holds; ``rest`` are the right ones.
    """

    index: int
    units: list[Unit]
    checked: list[Checked]
    issuer: str | None
    wrong: list[tuple[Subject, list[int]]]
    rest: Subject | None


class _Part:
    """The charges of gminas that are audited under the same readings."""

    def __init__(
        self,
        case: Case,
        charged: Sequence[PastCharge],
        codes: Collection[str],
        first: Month,
        last: Month,
        progress: Progress | None,
    ) -> None:
        self.case, self.codes, self.progress = case, codes, progress
        self.by_child: dict[str | None, list[PastCharge]] = {}
        for each in charged:
            self.by_child.setdefault(each.child, []).append(each)
        self.asked = list(months(first, last))
        self.span = (min(first, min(each.first for each in charged)), max(last, max(each.until for each in charged)))
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
        self.found: list[Checked] = []
        self.suspects: dict[int, list[int]] = {}
        """By the place of a child, which of the comparisons in `found` are its; only of children with a wrong one."""
        self.right: dict[int, int] = {}
        """By the place of a child of which all is right, the first of its comparisons in `found`."""
        self.unit_of: dict[int, Unit] = {}

    # What was due

    def compare(self) -> None:
        """Compare what was charged with what was due; what is wrong is not yet explained."""
        asked = set(self.asked)
        for done, (index, charges) in enumerate(self.work, 1):
            child = self.case.children[index]
            charged = by_key(charges)
            its = list(units(child.id, self.by_child.get(child.id, ())))
            first, wrong = len(self.found), False
            for unit in its:
                if unit.first > self.asked[-1] or unit.last < self.asked[0]:
                    continue
                due = unit.due_grosze(charged, self.level)
                amount = unit.charged_grosze
                is_right = due == amount and not (unit.kind and unit.kind in art_191().outside_of and amount)
                wrong |= not is_right
                self.unit_of[len(self.found)] = unit
                self.found.append(_checked(unit, due, amount, _CORRECT if is_right else (_UNEXPLAINED,)))
            left = self._left(index, its, charged, asked)
            for unit, due in left:
                wrong = True
                self.found.append(_checked(unit, due, 0, _NOT_CHARGED))
            if wrong:
                self.suspects[index] = list(range(first, len(self.found)))
            elif len(self.found) > first:
                self.right[index] = first
                for number in range(first, len(self.found)):
                    del self.unit_of[number]  # made again where it is looked at again
            if done % 64 == 0:
                self._tell(done)
        for number, unit in enumerate(self.totals):
            due, amount = self.total_due[number], unit.charged_grosze
            self.unit_of[len(self.found)] = unit
            self.found.append(_checked(unit, due, amount, _CORRECT if due == amount else (_UNEXPLAINED,)))

    def _left(
        self, index: int, its: Sequence[Unit], charged: Charged, asked: Collection[Month]
    ) -> Iterator[tuple[Unit, int]]:
        """What the gminas owed for a child and was not charged singly: nor in a total, to which it else belongs."""
        covered: dict[Key, list[Unit]] = {}
        for unit in its:
            for month in unit.months:
                covered.setdefault((unit.code, month), []).append(unit)
        for key, charges in charged.items():
            code, month = key
            over = covered.get(key, ())
            if month not in asked or code not in self.codes or any(unit.kind is None for unit in over):
                continue
            kinds = frozenset(str(unit.kind) for unit in over)
            rest = Unit(
                self.case.children[index].id, charges[0].gmina, month, month, None, (), {month: kinds} if kinds else {}
            )
            due = rest.due_grosze(charged, self.level)
            numbers = self.in_total.get(key)
            if numbers:
                for number in numbers:
                    total = self.totals[number]
                    self.total_due[number] += worth(total.items(charged, month), self.level) if total.kind else due
                    if index not in self.total_places[number]:
                        self.total_places[number].append(index)
            elif due:
                yield rest, due

    # Why

    def explain(self) -> list[Series]:
        """Explain what is wrong, and say by which readings each issuer seems to work."""
        by_issuer: dict[str | None, list[_Suspect]] = {}
        for index, numbers in self.suspects.items():
            each = self._suspect(index, numbers)
            by_issuer.setdefault(each.issuer, []).append(each)
        others: dict[str | None, list[Subject]] = {}
        for index in self.right if by_issuer else ():
            name, subject = self._right_subject(index)
            if name in by_issuer:
                others.setdefault(name, []).append(subject)
        found = []
        done = len(self.work.places)
        for name, (count, right) in self._counts().items():
            suspects = by_issuer.get(name, [])
            wrong = [subject for each in suspects for subject, _ in each.wrong]
            rest = [each.rest for each in suspects if each.rest]
            changes, gained = best(wrong, [*rest, *others.get(name, ())])
            found.append(Series(name, dict(sorted(changes)), count, right, right + gained))
            for each in suspects:
                self._explain(each, changes)
                done += 1
                self._tell(done)
        self._explain_totals()
        self._tell(2 * len(self.work.places))
        return found

    def _tell(self, done: int) -> None:
        if self.progress:
            self.progress(done, 2 * len(self.work.places))

    def checked(self) -> list[Checked]:
        """All comparisons."""
        return self.found

    def _counts(self) -> dict[str | None, tuple[int, int]]:
        """By issuer, how many charges were compared, and how many are right."""
        found: dict[str | None, tuple[int, int]] = {}
        for each in self.found:
            if each.charged:
                name = issuers(each.charged)
                count, right = found.get(name, (0, 0))
                found[name] = count + 1, right + (each.finding.code == "correct")
        return found

    def _window(self, its: Sequence[Unit]) -> list[MonthDays]:
        first, last = min(unit.first for unit in its), max(unit.last for unit in its)
        return self.work.asked[_apart(self.span[0], first) : _apart(self.span[0], last) + 1]

    def _suspect(self, index: int, numbers: Sequence[int]) -> _Suspect:
        checked = [self.found[number] for number in numbers]
        its = [self.unit_of.get(number) or _unit_of(self.found[number]) for number in numbers]
        charged = [at for at, unit in enumerate(its) if unit.charges]
        right = [at for at in charged if checked[at].finding.code == "correct"]
        runs: list[list[int]] = []
        for at in (at for at in charged if at not in right):
            close = runs and _apart(its[runs[-1][-1]].last, its[at].first) <= _CLOSE
            if close:
                runs[-1].append(at)
            else:
                runs.append([at])
        wrong = [(self._subject(index, [its[at] for at in run], all_right=False), run) for run in runs]
        rest = self._subject(index, [its[at] for at in right], all_right=True) if right else None
        name = next((issuers(its[at].charges) for at in charged), None)
        return _Suspect(index, its, checked, name, wrong, rest)

    def _subject(self, index: int, its: Sequence[Unit], *, all_right: bool) -> Subject:
        right = frozenset(range(len(its)) if all_right else ())
        return Subject(self.work.costing, [index], its, self._window(its), right)

    def _right_subject(self, index: int) -> tuple[str | None, Subject]:
        child = self.case.children[index]
        its = [
            unit
            for unit in units(child.id, self.by_child[child.id])
            if not (unit.first > self.asked[-1] or unit.last < self.asked[0])
        ]
        return issuers(its[0].charges), self._subject(index, its, all_right=True)

    def _scenes(self, index: int, unit: Unit, charged: Charged, readings: Readings) -> list[Scene]:
        costing = self.work.costing
        stays = timed(self.case.children[index], readings, costing.law)
        return [Scene(costing, index, month, readings, stays, unit.items(charged, month)) for month in unit.months]

    def _explain(self, suspect: _Suspect, changes: Changes) -> None:
        index, own = suspect.index, self.case.readings
        chosen = own.choose(**dict(changes))
        for subject, run in suspect.wrong:
            window = subject.asked
            charged = charged_under(self.work.costing, index, window, own) or {}
            under = (charged_under(self.work.costing, index, window, chosen) or {}) if changes else {}
            for at, number in enumerate(run):
                unit, checked = suspect.units[number], suspect.checked[number]
                found = self._of_unit(subject, at, charged, changes)
                if changes and not any(each.code == "other_reading" for each in found[:1]):
                    found = [*self._beside(unit, index, under, chosen.settled(), changes), *found]
                checked.findings = tuple(found) or (_UNEXPLAINED,)
        if any(each.finding.code == "other_band" for each in suspect.checked):
            right = [each for each in suspect.checked if each.finding.code == "correct" and each.first == each.last]
            keys = {(each.gmina[:6], each.first) for each in right}
            its = charged_under(self.work.costing, index, self._window(suspect.units), own) or {}
            percents = Scene(self.work.costing, index, self.asked[0], self.work.readings, [], ()).percents
            charges = [charge for key in keys for charge in its.get(key, ())]
            with_clock(self.case.children[index], suspect.checked, charges, percents)

    def _of_unit(self, subject: Subject, at: int, charged: Charged, changes: Changes) -> list[Finding]:
        """The findings of a unit of one child, under the readings of the audit."""
        unit = subject.units[at]
        if unit.kind and unit.kind in art_191().outside_of:
            return [outside_by_name(unit)]
        scenes = self._scenes(subject.places[0], unit, charged, self.work.readings)
        return ranked([*self._readings(subject, at, unit, changes), *explained(unit, scenes)], unit)

    def _beside(
        self, unit: Unit, index: int, charged: Charged, readings: Readings, changes: Changes
    ) -> Iterator[Finding]:
        """What explains a charge under the readings by which its issuer seems to work."""
        scenes = self._scenes(index, unit, charged, readings)
        for each in explained(unit, scenes):
            if each.evidence:
                facts = {**each.facts, "readings": dict(sorted(changes))}
                yield Finding(each.code, said(each.code, facts), facts, each.evidence)

    def _readings(self, subject: Subject, at: int, unit: Unit, series: Changes) -> Iterator[Finding]:
        """The smallest sets of readings under which a charge is right; that of the series first."""
        if series and at in subject.right(series):
            yield self._reading(subject, unit, series)
            return
        size = 0
        for changes in subject.sets():
            if size and len(changes) > size:
                return
            if at in subject.right(changes):
                size = len(changes)
                yield self._reading(subject, unit, changes)

    def _reading(self, subject: Subject, unit: Unit, changes: Changes) -> Finding:
        facts: dict[str, object] = {"readings": dict(sorted(changes))}
        chosen = self.case.readings.choose(**dict(changes))
        scenes: list[Scene] = []
        for index in subject.places:
            its = charged_under(subject.costing, index, self._window([unit]), chosen) or {}
            scenes += self._scenes(index, unit, its, chosen.settled())
        return Finding("other_reading", said("other_reading", facts), facts, evidence_of(scenes))

    def _explain_totals(self) -> None:
        first = len(self.found) - len(self.totals)
        for number, unit in enumerate(self.totals):
            checked = self.found[first + number]
            if checked.finding.code == "correct":
                continue
            if unit.kind and unit.kind in art_191().outside_of:
                checked.findings = (outside_by_name(unit),)
                continue
            window, scenes = self._window([unit]), []
            for index in self.total_places[number]:
                charged = charged_under(self.work.costing, index, window, self.case.readings) or {}
                scenes += self._scenes(index, unit, charged, self.work.readings)
            found: list[Finding] = []
            if len(self.total_places[number]) <= _MOST_CHILDREN:
                subject = Subject(self.work.costing, self.total_places[number], [unit], window, frozenset())
                found += self._readings(subject, 0, unit, frozenset())
            found += explained(unit, [scene for scene in scenes if scene.items])
            checked.findings = tuple(ranked(found, unit)) or (_UNEXPLAINED,)


def _apart(one: Month, other: Month) -> int:
    """How many months one comes after the other."""
    return (other.year - one.year) * 12 + other.month - one.month


def _checked(unit: Unit, due: int, charged: int, findings: tuple[Finding, ...]) -> Checked:
    return Checked(unit.child, unit.gmina, unit.first, unit.last, unit.kind, due, charged, unit.charges, findings)


def _unit_of(checked: Checked) -> Unit:
    return Unit(checked.child, checked.gmina, checked.first, checked.last, checked.kind, checked.charged)

"""Which readings explain what was charged: for one charge, and for a whole series of them.

Other options of the readings are tried, at most two at once. For a child only those are tried that can matter at all
(`ChildFacts`), and the child's charges are worked out once for each set of options. With *n* such options there are at
most n + n(n−1)/2 sets, less those that name one reading twice: 293 with all 24 options, and 18 with the six of a child
whose months are whole and in one family. For a series the sets are tried in the order of how many wrong charges they
would make right; the search ends when no other set can be better, and after `MOST_SETS` sets at the latest.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from piecza.audit.comparison import ComparedCharges, DueCharges, by_key
from piecza.costs.child_facts import ChildFacts
from piecza.costs.costing import Costing
from piecza.readings import READINGS, Readings
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import UnderReadings

ReadingChange = tuple[str, str]
"""A reading and an option of it."""
ReadingChanges = frozenset[ReadingChange]

_OF_EVERY_CHILD = {"year_boundary", "mid_month", "divisor", "rounding"}
MOST_CHANGES = 2
"""How many readings may be changed at once."""
MOST_SETS = 64
"""How many sets of changes are tried on a whole series."""


class Subject:
    """Past charges of one child, or totals of several, under other readings. Nothing is worked out twice.

    ``right`` are the places (in what ``units`` returns) of the charges that are right as they are; ``part`` gives the
    part of a unit that is for one child.
    """

    def __init__(
        self,
        costing: Costing,
        places: Sequence[int],
        units: Callable[[], Sequence[ComparedCharges]],
        asked: Sequence[MonthDays],
        right: frozenset[int],
        part: Callable[[ComparedCharges, int], ComparedCharges],
    ) -> None:
        self.part = part
        self.costing, self.places, self.units, self.asked = costing, places, units, asked
        self._right = {frozenset[ReadingChange](): right}
        self._due: dict[ReadingChanges, tuple[int, ...] | None] = {}
        self._changes: tuple[ReadingChange, ...] | None = None

    @property
    def changes(self) -> tuple[ReadingChange, ...]:
        """The options not chosen that may matter to any of the children, in the order of the readings."""
        if self._changes is None:
            readings = self.costing.case.readings
            held = [name for name in READINGS if getattr(readings, name)]
            concerning = {name for at in self.places for name in ChildFacts(self.costing, at).concerning(held)}
            self._changes = tuple(
                (name, option)
                for name in held
                if name in concerning
                for option in READINGS[name].options
                if option != getattr(readings, name)
            )
        return self._changes

    def sets(self) -> Iterator[ReadingChanges]:
        """Every set of changes that may matter, the smaller ones first."""
        return _sets(self.changes)

    def right(self, changes: ReadingChanges) -> frozenset[int]:
        """Which of the units are right to the grosz under some changes; changes that cannot matter are ignored."""
        relevant = changes & frozenset(self.changes)
        if relevant not in self._right:
            if len(relevant) > 1 and not self._joint(relevant):
                self._right[relevant] = self._right[frozenset()]
            else:
                units, due = self.units(), self._due_under(relevant)
                self._right[relevant] = frozenset(
                    at for at, unit in enumerate(units) if due and due[at] == unit.charged_grosze
                )
        return self._right[relevant]

    def _joint(self, changes: ReadingChanges) -> bool:
        """Whether several changes together may give other amounts than no change.

        Of the readings that may matter to every child, two together change an amount only where one of them alone
        does: a month in which no band changes has the same parts under all their options. Other pairs are worked out.
        """
        if not {name for name, _ in changes} <= _OF_EVERY_CHILD:
            return True
        standing = self._due_under(frozenset())
        return any(self._due_under(frozenset([change])) != standing for change in changes)

    def _due_under(self, changes: ReadingChanges) -> tuple[int, ...] | None:
        """What is due for the units under some changes, in grosze; None where those give no amounts."""
        if changes not in self._due:
            self._due[changes] = self._worked_out(changes)
        return self._due[changes]

    def _worked_out(self, changes: ReadingChanges) -> tuple[int, ...] | None:
        chosen = self.costing.case.readings.choose(**dict(changes))
        units = self.units()
        totals = [0] * len(units)
        for index in self.places:
            charged = charged_under(self.costing, index, self.asked, chosen)
            if charged is None:
                return None
            for number, unit in enumerate(units):
                totals[number] += self.part(unit, index).due_grosze(charged, chosen.rounding)
        return tuple(totals)


def _sets(changes: Iterable[ReadingChange]) -> Iterator[ReadingChanges]:
    """Every set of changes that names no reading twice, the smaller ones first."""
    all_changes = tuple(changes)
    for count in range(1, MOST_CHANGES + 1):
        for chosen in combinations(all_changes, count):
            if len({name for name, _ in chosen}) == count:
                yield frozenset(chosen)


def charged_under(costing: Costing, index: int, asked: Sequence[MonthDays], readings: Readings) -> DueCharges | None:
    """A child's charges under some readings; None where there are none, or another reading must be chosen first.

    There are none where an expense would lie outside its stay, a cost would fall to nobody, or an amount is not known.
    """
    under = UnderReadings(costing, index, asked)
    if under.refused(readings):
        return None
    names = under.facts.concerning(costing.open_readings(readings))
    outcomes = [under.charges(chosen) for chosen in under.choices(names, readings).values()]
    if not outcomes or any(
        [c.amount_grosze for c in outcome] != [c.amount_grosze for c in outcomes[0]] for outcome in outcomes
    ):
        return None
    return by_key(outcomes[0])


def best(wrong: Sequence[Subject], right: Sequence[Subject]) -> tuple[ReadingChanges, int]:
    """The changes under which most charges of a series are right, and how many more that are; no changes if none help.

    ``wrong`` holds the charges that are wrong without changes, ``right`` those that are right. Of sets that are equally
    good the smaller one is taken, then the one that comes first. A set that only explains why something was not charged
    must explain half of what is wrong.
    """
    relevant = dict.fromkeys(change for subject in wrong for change in subject.changes)
    candidates = list(_sets(relevant))
    gains = {changes: sum(len(subject.right(changes)) for subject in wrong) for changes in candidates}
    made = {
        changes: any(
            unit.charges for subject in wrong for at in subject.right(changes) if (unit := subject.units()[at])
        )
        for changes in candidates
    }
    count = sum(len(subject.units()) for subject in wrong)
    chosen, gained = frozenset[ReadingChange](), 0
    for tried, changes in enumerate(sorted(candidates, key=lambda candidate: -gains[candidate])):
        gain = gains[changes]
        if gain < max(gained, 1) or tried == MOST_SETS:
            break
        if gain == gained and len(changes) >= len(chosen):
            continue
        if not made[changes] and 2 * gain < count:
            continue
        for subject in right:
            gain -= len(subject.right(frozenset()) - subject.right(changes))
            if gain < max(gained, 1):
                break
        else:
            if gain > gained or len(changes) < len(chosen):
                chosen, gained = changes, gain
    return chosen, gained

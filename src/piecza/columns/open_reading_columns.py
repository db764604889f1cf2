"""Readings that were not chosen, over columns: whom they concern, and whether they must be chosen.

As in `rule.case_charges`: the children whom an open reading may concern are charged under every choice of those that
do, and compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from piecza.columns.case_columns import GROUNDS, STATE_FINANCED, CaseColumns
from piecza.columns.charging import charge_columns, children_of
from piecza.columns.kernel.compiled_numbers import Flags, Ints
from piecza.columns.kernel.compiled_results import (
    AMOUNT,
    CHILD,
    LINE_AMOUNT,
    LINE_CHARGE,
    SEGMENT_AMOUNT,
    SEGMENT_END,
    SEGMENT_LINE,
    SEGMENT_PART,
    SEGMENT_START,
    Results,
)
from piecza.columns.reading_tables import ReadTables
from piecza.columns.rule_columns import rule_columns
from piecza.costs.costing import FAMILY_READINGS
from piecza.costs.open_readings import Choice, choices, needed, not_chosen
from piecza.dates import Month
from piecza.errors.problems import Notice, ReadingNeeded
from piecza.law.act import Act
from piecza.money import to_text
from piecza.readings import READINGS, Readings

AT_ONCE = 1_000
"""How many children are charged under every choice at a time: all of their segments are kept for comparing."""


class OpenReadingColumns:
    """Which readings without a default must be chosen, gathered over tables or parts of them."""

    def __init__(self, act: Act, readings: Readings, first: Month, last: Month) -> None:
        self.act, self.readings, self.months = act, readings, (first, last)
        self.names = [name for name in readings.unchosen if name not in FAMILY_READINGS]
        self.children: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.difference: dict[tuple[str, str], int] = defaultdict(int)
        self.differing: set[str] = set()

    def weigh(self, read: ReadTables, begins: int = 0) -> None:
        """Compare the charges of the children of some tables; the first of them is the child ``begins`` of all."""
        concerned = np.zeros(len(read.children), np.int64)
        for place, name in enumerate(self.names):
            concerned |= _concerned(read.columns, name, self.act).astype(np.int64) << place
        for which in np.unique(concerned[concerned > 0]).tolist():
            names = [name for place, name in enumerate(self.names) if which >> place & 1]
            places = np.flatnonzero(concerned == which)
            for at in range(0, len(places), AT_ONCE):
                self._weigh(read, begins, places[at : at + AT_ONCE], names)

    def _weigh(self, read: ReadTables, begins: int, places: Ints, names: Sequence[str]) -> None:
        under = dict(self._outcomes(children_of(read.columns, places), read.bases, names))
        first = next(iter(under))
        base = under[first]
        for index, name in enumerate(names):
            amounts, printed = np.zeros(len(places), np.bool_), np.zeros(len(places), np.bool_)
            for choice, results in under.items():
                other = under[(*choice[:index], first[index], *choice[index + 1 :])]
                if choice[index] != first[index]:
                    amounts |= _amounts_differ(results, other, len(places))
                    printed |= _printed_differs(results, other, len(places))
            for option in READINGS[name].options:
                results = under[(*first[:index], option, *first[index + 1 :])]
                self.difference[name, option] += int(results.grosze[AMOUNT].sum() - base.grosze[AMOUNT].sum())
            if (amounts | printed).any():
                self.differing.add(name)
            for place in places[amounts].tolist():
                self.children[name].append((begins + place, read.children[place].as_py()))

    def _outcomes(
        self, case: CaseColumns, bases: Sequence[str], names: Sequence[str]
    ) -> Iterator[tuple[Choice, Results]]:
        for choice, chosen in choices(self.readings, tuple(names)).items():
            rule, _ = rule_columns(self.act, chosen, *self.months, bases)
            yield choice, charge_columns(case, rule, "segments")

    def notices(self) -> list[Notice]:
        """The readings that were not chosen and change no amount, only what is printed beside one."""
        return not_chosen(self.differing)

    def ask(self, total: int) -> None:
        """ReadingNeeded, if one must be chosen; ``total`` is that of all charges, in grosze, under first options."""
        if self.children:
            raise ReadingNeeded(
                needed(
                    name,
                    [child for _, child in sorted(self.children[name])],
                    {option: to_text(total + self.difference[name, option]) for option in READINGS[name].options},
                )
                for name in READINGS
                if name in self.children
            )


def _concerned(case: CaseColumns, name: str, act: Act) -> Flags:
    """Which children a reading may concern."""
    first_stay = case.children.first_stay
    returns = np.diff(first_stay) > 1
    if name == "after_return":
        return np.asarray(returns)
    if name == "pre_2012_return":
        start = case.placements.start[case.stays.first_placement[first_stay[:-1]]]
        return np.asarray(returns & (start < act.duty.since.toordinal()))
    grounds = [place for place, ground in enumerate(GROUNDS[:STATE_FINANCED]) if act.exemption_of[ground][0] == name]
    has = np.isin(case.exemptions.reason, grounds)
    of_child = np.repeat(np.arange(len(returns)), np.diff(case.children.first_exemption))
    concerned = np.zeros(len(returns), np.bool_)
    concerned[of_child[has]] = True
    return concerned


class _Owners(NamedTuple):
    """The child of every line and segment."""

    lines: Ints
    segments: Ints


def _owners(results: Results) -> _Owners:
    lines = results.places[CHILD][results.lines[LINE_CHARGE]].astype(np.int64)
    return _Owners(lines, lines[results.segments[SEGMENT_LINE]])


def _amounts_differ(results: Results, other: Results, children: int) -> Flags:
    """Of which children an amount differs: charges and lines are the same under any choice of an open reading."""
    differ = np.zeros(children, np.bool_)
    differ[results.places[CHILD][results.grosze[AMOUNT] != other.grosze[AMOUNT]]] = True
    lines = results.lines[LINE_AMOUNT] != other.lines[LINE_AMOUNT]
    differ[_owners(results).lines[lines]] = True
    return differ


def _printed_differs(results: Results, other: Results, children: int) -> Flags:
    """Of which children the segments differ, in number or in what stands in them."""
    owner, other_owner = _owners(results).segments, _owners(other).segments
    differ = np.bincount(owner, minlength=children) != np.bincount(other_owner, minlength=children)
    one, two = results.segments[:, ~differ[owner]], other.segments[:, ~differ[other_owner]]
    columns = [SEGMENT_START, SEGMENT_END, SEGMENT_PART, SEGMENT_AMOUNT]
    differ[owner[~differ[owner]][(one[columns] != two[columns]).any(axis=0)]] = True
    return np.asarray(differ)

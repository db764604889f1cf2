"""Errors as they are made in practice, planted into series of past charges; nothing is drawn here.

`plant` is a function of a series, a kind of error and a way to choose: the strategies choose by drawing, a benchmark by
``random.Random(seed).choice``.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar, get_args

from pydantic import ValidationError

from piecza.audit.finding_codes import Cause
from piecza.case.case import Case
from piecza.dates import Month
from piecza.errors.problems import InputError
from piecza.money import MAX_GROSZE, to_decimal
from piecza.readings import READINGS
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charge
from piecza.rule.past_charge import PastCharge
from piecza.testing.planted_mistakes import BY_CHARGE, Mistake, outside_stay

PlantedKind = Cause
"""The kinds of errors, by the codes of the findings that an audit should come to."""
PLANTED_KINDS: tuple[PlantedKind, ...] = get_args(PlantedKind)

T = TypeVar("T")
DueKey = tuple[str, str, Month]


class Choose(Protocol):
    """Chooses one of some things, of which there is at least one."""

    def __call__(self, options: Sequence[T], /) -> T:
        """One of them."""
        ...


class Planted(NamedTuple):
    """One error: a ``child``, the ``gmina`` and the ``month`` that were charged wrongly.

    ``row`` is where the charge stands in the series; None where it was left out. ``right`` is what that gmina owes
    for the child and month, in złote, None where it owes nothing at all; ``wrong`` is what it was charged, all rows
    together, None where it was not. ``how`` says in short what was done.
    """

    kind: PlantedKind
    row: int | None
    child: str
    gmina: str
    month: Month
    right: Decimal | None
    wrong: Decimal | None
    how: str

    @property
    def key(self) -> DueKey:
        """Whom it concerns."""
        return self.child, self.gmina, self.month


class ChargedSeries(NamedTuple):
    """What was charged for a case in the months from ``first`` to ``last``, and which of it is wrong.

    The case has every reading chosen; what is not ``planted`` is what the library charges.
    """

    case: Case
    first: Month
    last: Month
    charged: tuple[PastCharge, ...]
    planted: tuple[Planted, ...] = ()


def right_series(case: Case, first: Month, last: Month) -> ChargedSeries:
    """What the library charges, row by row, every reading that is open at its first option."""
    open_ones = case.readings.unchosen
    if open_ones:
        case = case.with_readings(**{name: READINGS[name].options[0] for name in open_ones})
    return ChargedSeries(case, first, last, tuple(_row(charge, charge.amount) for charge in charges(case, first, last)))


def plant(series: ChargedSeries, kind: PlantedKind, choose: Choose) -> ChargedSeries | None:
    """The series with one more error of a kind; None where such an error changes nothing in it.

    Only what is still right becomes wrong. ``other_reading`` makes a whole series wrong: every row that a reading
    changes is planted.
    """
    if kind == "other_reading":
        return _other_reading(series, choose)
    if kind in ("before_arrival", "after_leaving"):
        return _outside(series, kind, choose)
    right = _still_right(series, {_key(charge): charge for charge in charges(series.case, series.first, series.last)})
    if kind in BY_CHARGE:
        wrong_by_row = [
            (index, charge, mistakes) for index, charge in right if (mistakes := _mistakes(series, kind, charge))
        ]
        if not wrong_by_row:
            return None
        index, charge, mistakes = choose(wrong_by_row)
        grosze, how = choose(mistakes)
        wrong = to_decimal(grosze)
        row = _row(charge, wrong)
        return _with(series, {index: row}, [_planted(kind, index, charge, charge.amount, wrong, how)])
    right = [(index, charge) for index, charge in right if charge.amount_grosze]
    if not right:
        return None
    index, charge = choose(right)
    match kind:
        case "charged_twice":
            planted = _planted(kind, len(series.charged), charge, charge.amount, charge.amount * 2, "twice")
            return _with(series, {}, [planted], [series.charged[index]])
        case "not_charged":
            planted = _planted(kind, None, charge, charge.amount, None, "left out")
            return _without(series, index)._replace(planted=(*_moved_up(series.planted, index), planted))
        case _:
            return _other_gmina(series, index, charge, choose)


def _row(charge: Charge, amount: Decimal, gmina: str | None = None) -> PastCharge:
    return PastCharge(gmina=gmina or charge.gmina, first=charge.month, child=charge.child, amount=amount)


def _planted(
    kind: PlantedKind, index: int | None, charge: Charge, right: Decimal | None, wrong: Decimal | None, how: str
) -> Planted:
    return Planted(kind, index, charge.child, charge.gmina, charge.month, right, wrong, how)


def _key(charge: Charge) -> DueKey:
    return charge.child, charge.gmina, charge.month


def _still_right(series: ChargedSeries, due: Mapping[DueKey, Charge]) -> list[tuple[int, Charge]]:
    """The rows that no error has touched, each with its charge."""
    touched = {error.key for error in series.planted}
    keys = [(row.child or "", row.gmina, row.first) for row in series.charged]
    return [(index, due[key]) for index, key in enumerate(keys) if key in due and key not in touched]


def _with(
    series: ChargedSeries, changed: dict[int, PastCharge], planted: Sequence[Planted], more: Sequence[PastCharge] = ()
) -> ChargedSeries:
    rows = [changed.get(index, row) for index, row in enumerate(series.charged)]
    return series._replace(charged=(*rows, *more), planted=(*series.planted, *planted))


def _without(series: ChargedSeries, index: int) -> ChargedSeries:
    return series._replace(charged=series.charged[:index] + series.charged[index + 1 :])


def _moved_up(planted: Sequence[Planted], left_out: int) -> Iterator[Planted]:
    """Errors where they stand after a row was left out."""
    for error in planted:
        moves = error.row is not None and error.row > left_out
        yield error._replace(row=error.row - 1) if moves and error.row is not None else error


def _mistakes(series: ChargedSeries, kind: PlantedKind, charge: Charge) -> list[Mistake]:
    """What a charge may come to by mistakes of a kind, other than what it is."""
    mistakes: dict[int, str] = {}
    for grosze, how in BY_CHARGE[kind](series.case, charge):
        if grosze != charge.amount_grosze and abs(grosze) <= MAX_GROSZE:
            mistakes.setdefault(grosze, how)
    return list(mistakes.items())


def _other_gmina(series: ChargedSeries, index: int, charge: Charge, choose: Choose) -> ChargedSeries | None:
    """The right amount under the code of another gmina: of the child, of another child, or a slip in the code."""
    own = [child for child in series.case.children if child.id == charge.child]
    codes = [stay.gmina for child in (*own, *series.case.children) for stay in child.stays]
    slips = [charge.gmina[:at] + charge.gmina[at + 1] + charge.gmina[at] + charge.gmina[at + 2 :] for at in range(5)]
    taken = {row.gmina[:6] for row in series.charged if row.child == charge.child and row.first == charge.month}
    taken.add(charge.gmina[:6])
    others = [code for code in dict.fromkeys([*codes, *slips]) if code[:6] not in taken]
    if not others:
        return None
    code = choose(others)
    planted = Planted("other_gmina", index, charge.child, code, charge.month, None, charge.amount, charge.gmina)
    return _with(series, {index: _row(charge, charge.amount, code)}, [planted])


def _outside(series: ChargedSeries, kind: PlantedKind, choose: Choose) -> ChargedSeries | None:
    """A charge for a month before a child's first stay, or after the end of one."""
    there = {(row.child, row.first) for row in series.charged} | {
        (error.child, error.month) for error in series.planted
    }
    outside = [
        charge
        for charge in outside_stay(series.case, series.first, series.last, before=kind == "before_arrival")
        if (charge.child, charge.month) not in there and 0 < charge.grosze <= MAX_GROSZE
    ]
    if not outside:
        return None
    child, gmina, month, grosze, how = choose(outside)
    amount = to_decimal(grosze)
    row = PastCharge(gmina=gmina, first=month, child=child, amount=amount)
    planted = Planted(kind, len(series.charged), child, gmina, month, None, amount, how)
    return _with(series, {}, [planted], [row])


def _other_reading(series: ChargedSeries, choose: Choose) -> ChargedSeries | None:
    """What is still right charged under one or two other readings."""
    due = {_key(charge): charge for charge in charges(series.case, series.first, series.last)}
    options = [
        {name: option}
        for name, reading in READINGS.items()
        for option in reading.options
        if option != getattr(series.case.readings, name)
    ]

    def changing(taken: dict[str, str]) -> list[tuple[ChargedSeries, dict[str, str]]]:
        chosen = [taken | option for option in options if not option.keys() & taken]
        return [(changed, readings) for readings in chosen if (changed := _under(series, due, readings))]

    one = changing({})
    if not one:
        return None
    changed, readings = choose(one)
    if choose((False, True)):
        two = [other for other in changing(readings) if other[0].charged != changed.charged]
        changed, _ = choose(two) if two else (changed, readings)
    return changed


def _under(series: ChargedSeries, due: Mapping[DueKey, Charge], options: dict[str, str]) -> ChargedSeries | None:
    """The series with what is still right charged under other readings; None where that changes nothing."""
    how = ", ".join(f"{name} = {option}" for name, option in options.items())
    try:
        other = {_key(c): c for c in charges(series.case.with_readings(**options), series.first, series.last)}
    except (InputError, ValidationError):  # an expense outside its stay, a family's cost that falls to nobody
        return None
    right = _still_right(series, due)
    changed: dict[int, PastCharge] = {}
    planted: list[Planted] = []
    left_out = []
    for index, charge in right:
        instead = other.get(_key(charge))
        if instead is None and charge.amount_grosze:
            left_out.append(index)
            planted.append(_planted("other_reading", None, charge, charge.amount, None, how))
        elif instead and instead.amount_grosze != charge.amount_grosze:
            changed[index] = _row(charge, instead.amount)
            planted.append(_planted("other_reading", index, charge, charge.amount, instead.amount, how))
    known = due.keys() | {error.key for error in series.planted}
    more = [charge for key, charge in other.items() if key not in known and charge.amount_grosze]
    start = len(series.charged)
    planted += [
        _planted("other_reading", start + number, charge, None, charge.amount, how)
        for number, charge in enumerate(more)
    ]
    if not planted:
        return None
    result = _with(series, changed, planted, [_row(charge, charge.amount) for charge in more])
    for index in reversed(left_out):
        result = _without(result, index)._replace(planted=tuple(_moved_up(result.planted, index)))
    return result

"""Past charges, as people keep them or as they stand on stored noty, are read – or all that is wrong with them is said.

Nothing is half-read: with one error anywhere there are no charges, unless what is wrong is left out by its name.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, NamedTuple

from pydantic import ValidationError

from piecza.case.documents import problems_of
from piecza.errors.problems import Hints, InputError, Place, Problem, problem, problem_at
from piecza.errors.shown import masked, path_of, shown, shown_name
from piecza.files.cells import text_of
from piecza.files.disk import is_folder, names_in, read_bytes
from piecza.files.grids import read_grids
from piecza.law.law_in_force import Law, shipped_law
from piecza.notes.given_noty import charged_of
from piecza.notes.nota import AnyNota, Nota, read_nota
from piecza.notes.stored import chains, read_notas
from piecza.registers.days_and_months import Period
from piecza.registers.rows import Record, TableRead, in_order, is_read, read_rows
from piecza.registers.tables import charged_tables
from piecza.rule.past_charge import PastCharge


class LeftOut(NamedTuple):
    """What was left out: where it stands, the name by which it was, how many rows it is, and whose they are."""

    place: str
    name: str
    rows: int
    child: str | None = None

    @property
    def said(self) -> str:
        """The place, with the name and the number of rows unless it is a single one."""
        return self.place if self.rows == 1 else f"{self.name} ({self.place}: {self.rows})"


@dataclass(frozen=True, slots=True)
class Charged:
    """What was charged, or the ``errors`` for which it is not known; ``notices`` are no errors.

    ``charges`` is None where there are errors. ``tables`` says what was found, how it was read, and how many rows it
    has; ``left_out`` what was left out of it.
    """

    charges: tuple[PastCharge, ...] | None
    errors: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    tables: tuple[TableRead, ...]
    left_out: tuple[LeftOut, ...]
    records: Mapping[str, Sequence[Record]] = field(repr=False)


def read_charged(
    name: str, known: Collection[str] | None = None, leave_out: Collection[str] = (), *, law: Law | None = None
) -> tuple[PastCharge, ...]:
    """The past charges of a workbook, a CSV file, or a folder of CSV files or of stored noty; see `check_charged`.

    InputError with all that is wrong with them, each with its file, sheet, row and column. Workbooks need the extra
    ``files``.
    """
    charged = check_charged(name, known, leave_out, law=law)
    if charged.charges is None:
        raise InputError(charged.errors)
    return charged.charges


def check_charged(
    name: str, known: Collection[str] | None = None, leave_out: Collection[str] = (), *, law: Law | None = None
) -> Charged:
    """Past charges with all that is wrong with them and what a reader must know, instead of an error.

    ``known`` are the identifiers of the children of a register; a charge for any other is an error. None: they are not
    looked at. ``leave_out`` names what is neither looked at nor charged: a row as errors print it (``naliczenia[17]``,
    ``a.csv: a[17]``), a sheet, a child's identifier, the number of a stored nota. Stored noty are read only under a
    ``law`` that gives the values under which they were issued (see `charged_of`).
    """
    out = _LeavingOut(leave_out)
    try:
        stored = _stored(name)
        if stored:
            return _of_notas(PurePath(name).name, stored, known, out, law or shipped_law())
    except InputError as error:
        return Charged(None, error.errors, (), (), tuple(out.taken.values()), {})
    return _of_tables(name, known, out)


class _LeavingOut:
    """What is to be left out, by name; ``taken`` is what was left out, ``left`` the names without a match so far."""

    def __init__(self, names: Collection[str]) -> None:
        self.names: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            of_cell = re.fullmatch(r"(.*\[[0-9]+\])\..*", name)  # a row as errors print it, with its column
            for key in (name, *([of_cell[1]] if of_cell else [])):
                self.names.setdefault(key, []).append(name)
        self.left = {name for given in self.names.values() for name in given}
        self.taken: dict[str, LeftOut] = {}

    def take(self, place: str, called: Iterable[str], rows: int = 1, child: str | None = None) -> bool:
        """Whether the thing at a place is left out under one of its names; if so, it is noted."""
        given = [name for alias in called for name in self.names.get(alias, ())]
        self.left.difference_update(given)
        if given:
            self.taken.setdefault(place, LeftOut(place, given[0], rows, child))
        return bool(given)

    def unknown(self, called: Iterable[str], known: Collection[str] = ()) -> list[Problem]:
        """Names that match nothing, each with a hint at a similar name. A known child may be without rows."""
        for name in self.left & set(known):
            self.left.discard(name)
            self.taken.setdefault(name, LeftOut(name, name, 0, name))
        hints = Hints(called if self.left else ())
        left = [name for name in self.names if name in self.left]
        return [problem("leave_out_unknown", "leave_out", name, hint=hints.of(name)) for name in left]


# Stored noty


def _stored(name: str) -> list[AnyNota]:
    """The noty of a folder that holds some, or of a JSON file; otherwise none."""
    if not is_folder(name):
        return [read_nota(read_bytes(name))] if PurePath(name).suffix.lower() == ".json" else []
    stored = read_notas(name)
    if stored and any(PurePath(file).suffix.lower() == ".csv" for file in names_in(name)):
        raise InputError([problem_at("charged_mixed", Place(PurePath(name).name))])
    return stored


def _of_notas(
    name: str, stored: Sequence[AnyNota], known: Collection[str] | None, out: _LeavingOut, law: Law
) -> Charged:
    """What the noty charge. InputError where those that are not left out do not fit together, or with the law."""
    kept = [
        nota
        for nota in stored
        if not out.take(nota.number, [nota.number], len(nota.charges if isinstance(nota, Nota) else nota.changes))
    ]
    chains(kept)
    every = charged_of(kept, law=law)
    charges = [
        charge
        for charge in every
        if not out.take(f"{charge.place}: {charge.child}", [str(charge.child)], child=charge.child)
    ]
    hints, children = Hints(known or ()), None if known is None else frozenset(known)
    errors = [
        problem(
            "charged_child_unknown", path_of([str(charge.place)]), charge.child, hint=hints.of(str(charge.child))
        )._replace(child=shown_name(str(charge.child)))
        for charge in charges
        if children is not None and charge.child not in children
    ]
    errors += out.unknown([*(nota.number for nota in stored), *(str(charge.child) for charge in every)], known or ())
    read = (TableRead("charged", name, "", "json", len(every)),)
    return Charged(None if errors else tuple(charges), tuple(errors), (), read, tuple(out.taken.values()), {})


# Tables


def _of_tables(name: str, known: Collection[str] | None, out: _LeavingOut) -> Charged:
    read = read_grids(name)
    files = {grid.file for grid in read.grids} | {fault.place.file for fault in read.problems if fault.place}
    several = len(files) > 1

    def is_out(place: Place, *also: str, rows: int = 1) -> bool:
        called = _called(place)
        return out.take(called[several], (*called, *also), rows, next(iter(also), None))

    sheets = {_sheet(fault.place): 0 for fault in read.problems if fault.place and fault.place.sheet}
    sheets |= {_at(grid.file, grid.sheet): len(grid.rows) - 1 for grid in read.grids}
    gone = {sheet for sheet, rows in sheets.items() if is_out(sheet, rows=rows)}
    heads = {_at(grid.file, grid.sheet, grid.rows[0].number) for grid in read.grids}

    def matters(fault: Problem) -> bool:
        place = fault.place
        if place is None or _sheet(place) in gone:
            return place is None
        row = place._replace(column=None, expected=None, suggestion=None)
        return row.row is None or row in heads or not is_out(row)

    def is_left_out(record: Record) -> bool:
        if not out.names:
            return False
        child = record.cells.get("child")
        return is_out(_place(record), *([] if child is None else [text_of(child)]))

    faults = [fault for fault in read.problems if matters(fault)]
    grids = [grid for grid in read.grids if _at(grid.file, grid.sheet) not in gone]
    rows = read_rows(grids, charged_tables(), faults, is_left_out)
    records = rows.records.get("charged", [])
    errors = [*(fault for fault in faults if is_read(fault.place, rows)), *rows.problems]
    charges: list[PastCharge] = []
    for record in records:
        result = _charge(record, _called(_place(record))[several])
        charges += [result] if isinstance(result, PastCharge) else []
        errors += [] if isinstance(result, PastCharge) else result
    errors += _strangers(records, known)
    errors += out.unknown(_names(sheets, records, out), known or ())
    if not (errors or records or out.taken):
        errors.append(problem_at("charged_empty", Place(PurePath(name).name)))
    return Charged(
        None if errors else tuple(charges),
        in_order(errors),
        (*read.notices, *rows.notices),
        tuple(rows.read),
        tuple(out.taken.values()),
        rows.records,
    )


def _at(file: str, sheet: str, row: int | None = None) -> Place:
    """A place as it is shown in problems."""
    return Place(masked(file), masked(sheet), row)


def _sheet(place: Place) -> Place:
    return Place(place.file, place.sheet)


def _place(record: Record) -> Place:
    return _at(record.header.file, record.header.sheet, record.row)


def _called(place: Place) -> tuple[str, str]:
    """The name of a sheet or a row, without its file and with it."""
    return place.path, f"{place.file}: {place.path}"


def _names(sheets: Iterable[Place], records: Iterable[Record], out: _LeavingOut) -> Iterator[str]:
    """What could have been left out: sheets, children, and the rows whose numbers were named."""
    numbers = {int(number) for name in out.names for number in re.findall(r"\[([0-9]{1,9})\]", name)}
    for sheet in sheets:
        yield sheet.path
    for record in records:
        if record.row in numbers:
            yield _place(record).path
        if record.values.get("child"):
            yield str(record.values["child"])


def _charge(record: Record, place: str) -> PastCharge | list[Problem]:
    """The charge of a row, or what is wrong with its meaning; an empty list where a cell could not be read."""
    if record.wrong:
        return []
    values: dict[str, Any] = {name: value for name, value in record.values.items() if value is not None}
    period: Period = values.pop("first")
    last = None if period.last == period.first else period.last
    try:
        return PastCharge(first=period.first, last=last, place=place, **values)
    except ValidationError as error:
        return [_placed(fault, record) for fault in problems_of(error)]


def _placed(wrong: Problem, record: Record) -> Problem:
    """A problem of a charge as a problem of the row from which the charge comes."""
    place = record.place(wrong.path)
    value = shown(record.said(wrong.path))
    return wrong._replace(path=place.path, value=value, place=place, child=record.child)


def _strangers(records: Iterable[Record], known: Collection[str] | None) -> list[Problem]:
    """A problem for each row of a child that the register does not have."""
    if known is None:
        return []
    hints, children = Hints(known), frozenset(known)
    return [
        record.problem("charged_child_unknown", "child", hint=hints.of(str(child)))
        for record in records
        if (child := record.values.get("child")) is not None and child not in children
    ]

"""A register of children in care, as clerks keep it, becomes a case – or all that is wrong with it, row by row.

Nothing is half-imported: with one error anywhere there is no case. A child whose rows are in order is still looked at
where another's are not, so that everything wrong is said at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar

from pydantic import ValidationError
from typing_extensions import TypedDict

from piecza.case.case import Case, CaseParts, flaws
from piecza.case.child import Child
from piecza.case.cost_facts import Announcement, FamilyCost, PowiatRate
from piecza.case.documents import problems_of
from piecza.errors.problems import ErrorEntry, Hints, InputError, Place, Problem, entry, problem_at
from piecza.errors.shown import shown
from piecza.files.grids import read_grids
from piecza.language.text import Text
from piecza.law.benefit_rates import OwnAmount
from piecza.law.law_in_force import Law
from piecza.law.own_law import own_law
from piecza.model import Model, PrintedAs, printed
from piecza.readings import Readings
from piecza.registers.children import ChildRows, Origins, build_child
from piecza.registers.rows import Record, Rows, TableRead, in_order, is_read, read_rows
from piecza.registers.tables import polish, register_tables

M = TypeVar("M", bound=Model)


class RegisterDocument(TypedDict):
    """The document `piecza.register/1`: what `piecza check` found; ``children`` is null where there are errors."""

    schema: Literal["piecza.register/1"]
    tables: Annotated[list[dict[str, Any]], PrintedAs(list[TableRead])]
    children: int | None
    errors: list[ErrorEntry]
    notices: list[ErrorEntry]


@dataclass(frozen=True, slots=True)
class Register:
    """What a register holds: the case, or the ``errors`` for which there is none; ``notices`` are no errors.

    ``law`` is that of the library with the statutory amounts that the register adds. ``tables`` says which tables were
    found, how their files were read, and how many rows they have.
    """

    case: Case | None
    errors: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    tables: tuple[TableRead, ...]
    amounts: tuple[OwnAmount, ...]
    records: Mapping[str, Sequence[Record]] = field(repr=False)
    _placed: Callable[[Problem], Problem] = field(repr=False)

    def law(self, files: Mapping[str, str | bytes] = MappingProxyType({})) -> Law:
        """The law with the statutory amounts that the register adds, beside those of TOML ``files`` (see `own_law`)."""
        with self.placing():
            return own_law(files, self.amounts)

    @contextmanager
    def placing(self) -> Iterator[None]:
        """Around what is worked out from its case: an InputError names the rows in the place of the case's paths."""
        try:
            yield
        except InputError as error:
            raise InputError(self.placed(problem) for problem in error.errors) from None

    def placed(self, problem: Problem) -> Problem:
        """A problem of its case or its amounts as one of the row from which that comes; another one as it is."""
        parts = r"(?:children|powiat_rates|announcements|family_costs|amounts)\["
        return self._placed(problem) if problem.place is None and re.match(parts, problem.path) else problem

    def to_dict(self) -> RegisterDocument:
        """The document `piecza.register/1`: the tables, how many children, errors, notices."""
        return {
            "schema": "piecza.register/1",
            "tables": printed(tuple[TableRead, ...], self.tables),
            "children": len(self.case.children) if self.case else None,
            "errors": [entry(problem) for problem in self.errors],
            "notices": [entry(problem) for problem in self.notices],
        }


def read_register(name: str, readings: Readings | None = None) -> Case:
    """The case of a register – a workbook, a CSV file, or a folder of CSV files – under some readings.

    The statutory amounts that it adds are no part of the case: `check_register` gives them with the law.

    InputError with all that is wrong with it, each with its file, sheet, row and column. Needs the extra ``files``.
    """
    register = check_register(name, readings)
    if register.case is None:
        raise InputError(register.errors)
    return register.case


def check_register(name: str, readings: Readings | None = None) -> Register:
    """A register with all that is wrong with it and what a reader must know, instead of an error."""
    grids = read_grids(name)
    rows = read_rows(grids.grids, register_tables(), grids.problems)
    of_files = [problem for problem in grids.problems if is_read(problem.place, rows)]
    building = _Building(readings or Readings(), [*of_files, *rows.problems])
    building.children(rows)
    building.others(rows)
    building.statutory(rows)
    case = building.case()
    if case is None and not building.problems:
        building.problems.append(problem_at("register_empty", Place(PurePath(name).name)))
    notices = (*grids.notices, *rows.notices)
    building.check_law()
    if building.problems:
        case = None
    amounts = tuple(building.amounts)
    return Register(
        case, in_order(building.problems), notices, tuple(rows.read), amounts, rows.records, building.placed
    )


class _Building:
    """A case in the making: the parts that are right so far, where each comes from, and what is wrong."""

    def __init__(self, readings: Readings, problems: list[Problem]) -> None:
        self.parts, self.problems = CaseParts(readings), problems
        self.origins = Origins()
        self.amounts: list[OwnAmount] = []
        self.whole = not problems
        """Whether every child is among those that are right."""

    def children(self, rows: Rows) -> None:
        """The children, each as far as its rows are in order."""
        children: dict[object, ChildRows] = {}
        for record in rows.records.get("placements", ()):
            name = record.values.get("child")
            if isinstance(name, str):
                children.setdefault(name, ChildRows(name)).tables.setdefault("placements", []).append(record)
            else:
                self.whole = False
        hints = Hints(child.id for child in children.values())
        for table in ("monthly_costs", "supplements", "expenses", "exemptions"):
            for record in rows.records.get(table, ()):
                name = record.values.get("child")
                if name in children:
                    children[name].tables.setdefault(table, []).append(record)
                elif name is not None:
                    unknown = record.problem("child_unknown", "child", hint=hints.of(str(name)))
                    self.problems.append(unknown._replace(child=None))
        for child in children.values():
            if not (child.in_order and self._child(child)):
                self.whole = False

    def _child(self, child: ChildRows) -> bool:
        path = f"children[{len(self.parts.children)}]"
        document = build_child(child, path, self.origins, self.problems)
        return document is not None and self._add(Child, document, self.parts.children, path)

    def others(self, rows: Rows) -> None:
        """The parts of a case that belong to no child."""
        self._table(rows, "announcements", Announcement, self.parts.announcements)
        self._table(rows, "powiat_rates", PowiatRate, self.parts.powiat_rates)
        self._table(rows, "family_costs", FamilyCost, self.parts.family_costs)
        for record in rows.records.get("same_gmina", ()):
            if not record.wrong:
                self._same(str(record.values["gmina"]), str(record.values["same_as"]))

    def _same(self, one: str, other: str) -> None:
        """Note that two codes are one gmina, and with them those that are known to be the same as either."""
        known = [codes for codes in self.parts.same_gmina if {one[:6], other[:6]} & {code[:6] for code in codes}]
        together: dict[str, str] = {}
        for code in (*(code for codes in known for code in codes), one, other):
            together.setdefault(code[:6], code)
        apart = [codes for codes in self.parts.same_gmina if codes not in known]
        self.parts.same_gmina[:] = [*apart, tuple(together.values())]

    def statutory(self, rows: Rows) -> None:
        """The statutory amounts that the register adds to the law."""
        for record in rows.records.get("amounts", ()):
            if not record.wrong:
                path = f"amounts[{len(self.amounts)}]"
                self.origins.add(path, record, **{"from": "start", "until": "end", "source": "act"})
                row = record.values
                entry = {
                    "benefit": row["benefit"],
                    "from": row["start"],
                    "until": row.get("end"),
                    "amount": row["amount"],
                    "source": {"act": row["act"]},
                    "replaces": row.get("replaces"),
                }
                self._add(OwnAmount, entry, self.amounts, path)

    def check_law(self) -> None:
        """Whether those amounts fit together and with what the library knows."""
        try:
            own_law({}, self.amounts)
        except InputError as error:
            # Another source of own law may close a gap.
            self._place(fault for fault in error.errors if fault.code != "own_law_gap")

    def _table(self, rows: Rows, name: str, model: type[M], right: list[M]) -> None:
        for record in rows.records.get(name, ()):
            if not record.wrong:
                path = f"{name}[{len(right)}]"
                self.origins.add(path, record)
                self._add(model, {key: value for key, value in record.values.items() if value is not None}, right, path)

    def _add(self, model: type[M], document: Mapping[str, object], right: list[M], path: str) -> bool:
        """Whether a part is right in itself; then it stands among those that are ``right``."""
        try:
            right.append(model.model_validate(document))
        except ValidationError as error:
            self._place(problem._replace(path=f"{path}.{problem.path}") for problem in problems_of(error))
            return False
        return True

    def case(self) -> Case | None:
        """The case, if nothing is wrong; otherwise the parts that are right in themselves are checked together."""
        if not self.whole:  # it is not known who lives in which family
            self.parts.family_costs.clear()
        if self.problems or not self.parts.children:
            self._place(flaws(self.parts))
            return None
        try:
            return self.parts.case()
        except ValidationError as error:
            self._place(problems_of(error))
            return None

    def _place(self, problems: Iterable[Problem]) -> None:
        self.problems += [self.placed(problem) for problem in problems]

    def placed(self, problem: Problem) -> Problem:
        """A problem of the case as a problem of the row from which it comes."""
        record, name = self.origins.of(problem.path)
        place = record.place(name)
        value = record.said(name) if record.cells.get(name or "") is not None else problem.value
        place = place._replace(expected=None) if problem.advice else place
        message, child = self._said(problem.message, record), problem.child or record.child
        return problem._replace(path=place.path, value=shown(value), message=message, place=place, child=child)

    def _said(self, message: Text, record: Record) -> Text:
        """The sentences with headers and rows instead of the contract's names, and days as people write them."""

        def headed(text: str) -> str:
            for column in record.table.columns:
                header = record.header.columns.get(column.field, column.header)
                text = text.replace(f"„{column.field}”", f"„{header}”").replace(f"“{column.field}”", f"“{header}”")
            text = re.sub(r"„(\w+)”", lambda match: f"„{polish().get(match[1], match[1])}”", text)
            return re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", r"\3.\2.\1", text)

        return Text(pl=self._with_rows(message["pl"], "wiersz"), en=self._with_rows(message["en"], "row")).map(headed)

    def _with_rows(self, text: str, row: str) -> str:
        """A sentence with sheets and rows instead of paths; a row is called ``row``."""

        def place(match: re.Match[str]) -> str:
            record, _ = self.origins.of(match[0])
            return f"{record.header.sheet}, {row} {record.row}"

        return re.sub(
            r"(?:announcements|powiat_rates|children|family_costs|amounts)\[\d+\](?:\.\w+\[\d+\])*", place, text
        )

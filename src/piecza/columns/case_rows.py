"""A case in tables and as objects: the child of some rows, the row of a child's part, and back to tables."""

import re
from typing import Any, Literal, get_args

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa

from piecza.case.case import Case
from piecza.case.child import Child
from piecza.case.flaws import flaws_of_child
from piecza.case.same_gmina import SameGmina
from piecza.columns.case_tables import TABLES, CaseTables, Holds
from piecza.columns.charging import check_type
from piecza.columns.kernel.compiled_joins import mark_disorder
from piecza.columns.reading_tables import ReadTables, read_tables
from piecza.columns.row_errors import row_of
from piecza.columns.rule_columns import RuleColumns
from piecza.errors.problems import InputError, Problem, problem
from piecza.money import to_grosze
from piecza.readings import Readings


def check_meaning(read: ReadTables, rule: RuleColumns, readings: Readings) -> None:
    """InputError with all that is wrong in what the rows of children mean together, in the order of the children."""
    disorder = np.zeros(len(read.children), np.bool_)
    mark_disorder(read.columns, rule, disorder)
    wrong: list[Problem] = []
    for place in map(int, np.flatnonzero(disorder)):
        child = Child.model_validate(child_of(read, place))
        flaws = flaws_of_child(child, f"children[{place}].", readings)
        wrong += (flaw._replace(path=path_in_tables(read, place, flaw.path)) for flaw in flaws)
    if wrong:
        raise InputError(wrong)


def child_of(read: ReadTables, place: int) -> dict[str, Any]:
    """A child of tables as it stands in `piecza.case/1`."""
    columns = read.columns
    stays = []
    for stay in _between(columns.children.first_stay, place):
        placements = []
        for placement in _between(columns.stays.first_placement, stay):
            costs = _rows_of(read, "monthly_costs", _between(columns.placements.first_cost, placement))
            placements.append({**_row(read, "placements", placement), "monthly_cost": costs})
        expenses = [_row(read, "expenses", row) for row in expenses_of(read, stay)]
        stays.append({**_row(read, "stays", stay), "placements": placements, "expenses": expenses})
    exemptions = _rows_of(read, "exemptions", _between(columns.children.first_exemption, place))
    return {"id": read.children[place].as_py(), "stays": stays, "exemptions": exemptions}


def expenses_of(read: ReadTables, stay: int) -> list[int]:
    """The places of a stay's expenses in the order in which the caller's table has them."""
    return sorted(_between(read.columns.stays.first_expense, stay), key=lambda place: int(read.rows["expenses"][place]))


def _between(first: Any, place: int) -> range:
    return range(int(first[place]), int(first[place + 1]))


def _rows_of(read: ReadTables, table: str, places: range) -> list[dict[str, Any]]:
    return [_row(read, table, place) for place in places]


def _row(read: ReadTables, table: str, place: int) -> dict[str, Any]:
    return row_of(read.tables[table], int(read.rows[table][place]))


_STEP = re.compile(r"\.?([a-z_0-9]+)(?:\[(\d+)\])?")


def path_in_tables(read: ReadTables, child: int, path: str) -> str:
    """Where a part of a child stands in the tables: ``children[3].stays[0].placements[1].start`` is, say,
    ``placements[7].start``.
    """
    columns, table, place, rest = read.columns, "children", child, ""
    for step, index in _STEP.findall(path)[1:]:
        number = int(index or 0)
        match step:
            case "stays" if index:
                table, place = "stays", int(columns.children[child].first_stay) + number
            case "exemptions" if index:
                table, place = "exemptions", int(columns.children[child].first_exemption) + number
            case "placements" if index:
                table, place = "placements", int(columns.stays[place].first_placement) + number
            case "expenses" if index:
                table, place = "expenses", expenses_of(read, place)[number]
            case "monthly_cost" if index:
                table, place = "monthly_costs", int(columns.placements[place].first_cost) + number
            case _:
                rest = f".{step}"
    return f"{table}[{read.rows[table][place]}]{rest}"


# A case and its tables


def to_case(tables: CaseTables, *, readings: Readings | None = None, same_gmina: SameGmina = ()) -> Case:
    """The case that six tables hold. InputError with all that is wrong with them; TypeError where readings are none."""
    check_type("readings", readings, Readings)
    read = read_tables(tables, same_gmina)
    chosen = readings or Readings()
    children, wrong = [], []
    for place in range(len(read.children)):
        child = Child.model_validate(child_of(read, place))
        children.append(child)
        flaws = flaws_of_child(child, f"children[{place}].", chosen)
        wrong += [flaw._replace(path=path_in_tables(read, place, flaw.path)) for flaw in flaws]
    if wrong:
        raise InputError(wrong)
    return Case(readings=chosen, same_gmina=tuple(map(tuple, same_gmina)), children=tuple(children))


Backend = Literal["pyarrow", "pandas", "polars"]
"""Which kind of frames."""

_ARROW: dict[Holds, pa.DataType] = {"number": pa.int64(), "day": pa.date32(), "grosze": pa.int64()}
"""The type of a column by what it holds; text if it is none of these."""


def to_tables(case: Case, *, backend: Backend = "pyarrow") -> CaseTables:
    """The children of a case in six tables, of pyarrow, pandas or polars.

    InputError where a cost is to be worked out from facts, which tables do not hold; TypeError or ValueError where the
    case or ``backend`` is none.
    """
    if not isinstance(case, Case):
        raise TypeError(f"case is piecza.Case, not {type(case).__name__}")
    if backend not in get_args(Backend):
        raise ValueError(f"backend is one of {', '.join(get_args(Backend))}, not {backend!r}")
    wrong = [problem("costs_not_given", "family_costs")] if case.family_costs else []
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for index, child in enumerate(case.children):
        rows["children"].append({"id": child.id})
        of_child = {"child": child.id}
        rows["exemptions"] += [{**of_child, **dict(exemption)} for exemption in child.exemptions]
        for number, stay in enumerate(child.stays):
            of_stay = {**of_child, "stay": number}
            rows["stays"].append({**of_stay, **dict(stay)})
            rows["expenses"] += [{**of_stay, **dict(e), "amount_grosze": to_grosze(e.amount)} for e in stay.expenses]
            for place, placement in enumerate(stay.placements):
                if placement.monthly_cost_from:
                    path = f"children[{index}].stays[{number}].placements[{place}].monthly_cost_from"
                    wrong.append(problem("costs_not_given", path)._replace(child=child.id))
                of_placement = {**of_stay, "placement": place}
                rows["placements"].append({**of_placement, **dict(placement)})
                rows["monthly_costs"] += [
                    {**of_placement, "start": cost.start, "amount_grosze": to_grosze(cost.amount)}
                    for cost in placement.monthly_cost
                ]
    if wrong:
        raise InputError(wrong)
    return CaseTables(*(_frame(name, rows[name], backend) for name in TABLES))


def _frame(table: str, rows: list[dict[str, Any]], backend: Backend) -> Any:
    columns = {
        name: pa.array([row.get(name) for row in rows], _ARROW.get(column.holds, pa.string()))
        for name, column in TABLES[table].items()
    }
    return nw.from_arrow(pa.table(columns), backend=backend).to_native()

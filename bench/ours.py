"""The rule over columns of this library, as a contender: the compiled rule alone, and frames in and out."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import narwhals.stable.v2 as nw
import numpy as np
import pyarrow as pa

from piecza import Readings
from piecza.columns import CaseTables, charge_tables
from piecza.columns.charging import charge_columns
from piecza.columns.kernel.compiled_results import AMOUNT, BASE, CHILD, GMINA, MONTH, Results
from piecza.columns.reading_tables import ReadTables, read_tables
from piecza.columns.rule_columns import RuleColumns, rule_columns
from piecza.dates import Month
from piecza.law.law_in_force import shipped_law

READINGS = Readings(
    after_return="sum",
    pre_2012_return="exempt",
    ust_10a_before_2014_09_19="pays",
    ust_17_before_2018_08_27="pays",
)


class Ready(NamedTuple):
    """A case in columns and the rule of its months."""

    read: ReadTables
    rule: RuleColumns


def columns_of(tables: dict[str, pa.Table], first: date, last: date) -> Ready:
    """The columns of some tables: what the compiled rule begins with."""
    read = read_tables(CaseTables.of(tables))
    months = Month(first.year, first.month), Month(last.year, last.month)
    return Ready(read, rule_columns(shipped_law().act, READINGS.settled(), *months, read.bases)[0])


def kernel(threads: int, ready: Ready) -> tuple[Ready, Results]:
    """What the compiled rule makes of the columns."""
    return ready, charge_columns(ready.read.columns, ready.rule, "charges", threads)


def kernel_rows(made: tuple[Ready, Results]) -> pa.Table:
    """The rows of the compiled rule, with months as numbers."""
    (read, rule), results = made
    return pa.table(
        {
            "child": read.children.cast(pa.string()).take(pa.array(results.places[CHILD])),
            "gmina": pa.array(read.gminas).take(pa.array(results.places[GMINA])),
            "month": results.places[MONTH].astype(np.int64) + rule.first_month,
            "base_grosze": results.grosze[BASE],
            "amount_grosze": results.grosze[AMOUNT],
        }
    )


def frames_of(backend: Any, tables: dict[str, pa.Table], first: date, last: date) -> tuple[CaseTables, str, str]:
    """The tables as frames of a kind, and the months."""
    frames = {name: nw.from_arrow(table, backend=backend).to_native() for name, table in tables.items()}
    return CaseTables.of(frames), first.isoformat()[:7], last.isoformat()[:7]


def frames(threads: int, asked: tuple[CaseTables, str, str]) -> Any:
    """The charges as a frame of the kind that came in."""
    tables, first, last = asked
    return charge_tables(tables, first, last, readings=READINGS, threads=threads).charges


def frame_rows(frame: Any) -> pa.Table:
    """The rows of a frame, with months as numbers."""
    table = nw.from_native(frame, eager_only=True).to_arrow()
    month = table["month"].combine_chunks()
    month = month if pa.types.is_dictionary(month.type) else month.dictionary_encode()
    names = [name.split("-") for name in month.dictionary.to_pylist()]
    numbers = np.array([int(year) * 12 + int(number) - 1 for year, number in names])
    return table.set_column(2, "month", pa.array(numbers[month.indices.to_numpy()]))


Kind = tuple[Callable[..., Any], Callable[..., Any], Callable[[Any], pa.Table]]
"""What is made ready before the clock starts, what is timed, and how the rows are read off its result."""

KERNEL: dict[int, Kind] = {threads: (columns_of, partial(kernel, threads), kernel_rows) for threads in (1, 2)}
FRAMES: dict[str, Kind] = {
    backend: (partial(frames_of, backend), partial(frames, 1), frame_rows)
    for backend in ("pyarrow", "polars", "pandas")
}

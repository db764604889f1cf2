"""Frames become columns of numbers: every column that a table must have, read; what is wrong with columns, at once."""

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc
from narwhals.exceptions import DuplicateError

from piecza.columns.case_columns import ENDED_BY, FORMS, GROUNDS, KINDS
from piecza.columns.case_tables import AMOUNT, TABLES, CaseTables, Holds
from piecza.columns.column_values import (
    ColumnRefusedError,
    Values,
    day_values,
    grosze_values,
    name_values,
    normal,
    number_names,
    number_values,
    rows_not_utf_8,
    text_values,
    word_values,
    zlote_values,
)
from piecza.errors.problems import InputError, Problem, hint, problem
from piecza.errors.shown import masked, path_of
from piecza.errors.table_texts import MEANT
from piecza.language.text import Text

GROSZE = "amount_grosze"

MOST_ROWS = 1 << 29
"""Up to how many rows no sum can leave 64 bits (ADR 11)."""

_READERS: dict[Holds, Callable[[pa.Array], Values]] = {
    "child": name_values,
    "number": number_values,
    "day": day_values,
    "grosze": grosze_values,
    "form": partial(word_values, words=FORMS),
    "kind": partial(word_values, words=KINDS),
    "ground": partial(word_values, words=GROUNDS),
    "ended_by": partial(word_values, words=ENDED_BY),
}
"""How a column is read by what it holds; texts come with what they are (see `text_values`)."""


@dataclass(slots=True)
class TableColumns:
    """A table as it was given (``arrays``) and as numbers, by the names of columns; ``texts`` are the different ones.

    Amounts are those of ``amount_grosze`` in either case.
    """

    name: str
    count: int = 0
    arrays: dict[str, pa.Array] = field(default_factory=dict)
    values: dict[str, Values] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)


def read_columns(tables: CaseTables) -> dict[str, TableColumns]:
    """The columns of every table, in the order of the contract. InputError with all columns that cannot be read."""
    read: dict[str, TableColumns] = {}
    wrong: list[Problem] = []
    for name, frame in zip(TABLES, tables, strict=True):
        read[name] = TableColumns(name)
        wrong += _read_table(read[name], frame)
    if wrong:
        raise InputError(wrong)
    return read


def _read_table(table: TableColumns, frame: Any) -> Iterator[Problem]:
    """Fill a table from a frame; what is wrong with its columns comes out."""
    columns = dict(TABLES[table.name])
    if frame is None:
        if table.name in ("children", "stays", "placements"):
            yield problem("table_missing", table.name)
        frame = pa.table({name: pa.nulls(0) for name in columns})
    try:
        given = nw.from_native(frame, eager_only=True)
    except TypeError:
        yield problem("table_type", table.name, given=f"{type(frame).__module__.split('.')[0]}.{type(frame).__name__}")
        return
    except DuplicateError:
        count = Counter(map(str, getattr(frame, "column_names", frame.columns)))
        yield from (problem("doubled_column", path_of((table.name, name))) for name in count if count[name] > 1)
        return
    table.count = len(given)
    if table.count > MOST_ROWS:
        yield problem("table_too_long", table.name, count=table.count, most=MOST_ROWS)
        return
    if AMOUNT in given.columns and GROSZE in columns:
        if GROSZE in given.columns:
            yield problem("column_twice", f"{table.name}.{AMOUNT}", first=GROSZE)
        columns[AMOUNT] = columns.pop(GROSZE)
    for name in given.columns:
        if name not in columns and not (name == GROSZE and AMOUNT in columns):
            yield problem("unknown_column", path_of((table.name, str(name))), hint=hint(str(name), columns))
    for name, column in columns.items():
        if name in given.columns:
            path = f"{table.name}.{name}"
            array = yield from _array(given.get_column(name), MEANT[_meant(name, column.holds)], path)
            wrong = [] if array is None else flaws_of_encoding(array, table.name, name)
            yield from wrong
            if array is not None and not wrong:
                yield from _read_column(table, name, column.holds, array, path)
        elif column.required:
            there = ", ".join(masked(str(name)) for name in given.columns)
            yield problem("missing_column", f"{table.name}.{name}", given=there or "–")
        else:
            yield from _read_column(table, name, column.holds, pa.nulls(table.count), "")


def _array(series: Any, meant: Text, path: str) -> Generator[Problem, None, pa.Array | None]:
    """A column as one array, given back; a problem where it holds values of several types, or none that Arrow knows."""
    if not len(series) and series.implementation.is_pandas_like():
        return pa.nulls(0)  # whatever pandas makes of no values
    if series.implementation.is_polars() and series.dtype == nw.Object:  # some versions of polars end in a panic
        yield problem("column_type", path, given=str(series.dtype), meant=meant)
        return None
    is_object = series.implementation.is_pandas_like() and series.to_native().dtype == object
    types = _types(series.to_native().tolist()) if is_object else []
    names = sorted({name for _, name in types})
    if len(names) > 1:
        row = next(row for (_, one), (row, other) in pairwise(types) if one != other)
        yield problem("column_mixed", path, row=row, given=", ".join(names))
        return None
    try:
        array = normal(series.to_arrow())
        return pa.nulls(len(array)) if _holds_nothing(array) else array
    except UnicodeError:
        yield problem("half_character", path)
    except (pa.ArrowException, TypeError, OverflowError, ValueError):
        yield problem("column_type", path, given=", ".join(names) or str(series.dtype), meant=meant)
    return None


def _holds_nothing(array: pa.Array) -> bool:
    """Whether there are rows and all hold nothing, be it NaN: of which type they are does not matter then."""
    nothing = array.null_count
    if pa.types.is_floating(array.type):
        nothing += pc.sum(pc.is_nan(array)).as_py() or 0
    return len(array) > 0 and nothing == len(array)


def flaws_of_encoding(array: pa.Array, table: str, column: str, first_row: int = 0) -> list[Problem]:
    """The rows of a column whose text is not UTF-8; the array begins with ``first_row`` of the table."""
    return [
        problem("encoding", f"{table}[{first_row + row}].{column}", position=position)
        for row, position in rows_not_utf_8(array)
    ]


def _types(values: list[Any]) -> list[tuple[int, str]]:
    """The rows of Python objects that hold something, with the name of its type, which says if a moment has a zone.

    The first row says all where all are of one type of which there is only one kind.
    """
    kinds = {*map(type, values)} - {type(None)}
    if len(kinds) == 1 and kinds <= _PLAIN:
        return [(0, kind.__name__) for kind in kinds]
    return list(_all_types(values))


_PLAIN = {date, Decimal, int, str}


def _all_types(values: list[Any]) -> Iterator[tuple[int, str]]:
    for row, value in enumerate(values):
        kind = type(value)
        if kind.__name__ in ("NoneType", "NAType", "NaTType") or (isinstance(value, float) and value != value):
            continue
        if isinstance(value, str):
            yield row, "str"
        else:
            yield row, kind.__name__ + (" with a zone" if getattr(value, "tzinfo", None) else "")


def _meant(name: str, holds: Holds) -> str:
    """What a column should hold, by its name in `MEANT`."""
    match holds:
        case "number" | "day":
            return f"{holds}s"
        case "grosze":
            return "zlote" if name == AMOUNT else holds
        case "id" | "child" | "gmina" | "basis":
            return "text"
        case _:
            return "words"


def _read_column(table: TableColumns, name: str, holds: Holds, array: pa.Array, path: str) -> Iterator[Problem]:
    table.arrays[name] = array
    try:
        if holds in ("id", "child") and pa.types.is_integer(array.type):
            array = table.arrays[name] = number_names(array)
        if holds in ("id", "gmina", "basis"):
            table.values[name], table.texts[name] = text_values(array)
        elif name == AMOUNT:
            table.values[GROSZE] = zlote_values(array)
        else:
            table.values[name] = _READERS[holds](array)
    except ColumnRefusedError as refused:
        yield problem("column_type", path, given=_type_of(array, refused.meant), meant=MEANT[refused.meant])


def _type_of(array: pa.Array, meant: str) -> Text | str:
    """The type of a column in words; of floats where whole numbers are meant also that one is missing, perhaps why."""
    kind = array.type
    if pa.types.is_floating(kind):
        floats = Text(pl="liczby zmiennoprzecinkowe", en="floats")
        if not array.null_count or meant not in ("numbers", "grosze"):
            return floats
        why = Text(
            pl=' (z całkowitych robi je pandas, gdy jednej brakuje, tu w wierszu {row}, licząc od 0; astype("Int64") '
            "tego nie robi)",
            en=" (pandas makes them of whole numbers where one is missing, here in row {row}, counted from 0; "
            'astype("Int64") does not)',
        )
        return floats + why.fill(row=array.is_null().index(True).as_py())
    if pa.types.is_dictionary(kind):
        return Text(pl="kategorie, a w nich {kind}", en="categories of {kind}").fill(kind=str(kind.value_type))
    return Text(pl="tekst", en="text") if pa.types.is_large_string(kind) or pa.types.is_string(kind) else str(kind)

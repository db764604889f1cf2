"""What columns may hold: types that are read as they are, and types and values that are refused by name."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import case_frames
import document_tables
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from piecza import InputError, charges

PESEL = "44051" + "401458"
ROWS = {
    "children": [{"id": "1"}, {"id": "2"}],
    "stays": [
        {"child": "1", "stay": 0, "gmina": "2808011", "ended_by": "return_home"},
        {"child": "2", "stay": 0, "gmina": "0201011", "ended_by": None},
    ],
    "placements": [
        {"child": "1", "stay": 0, "placement": 0, "form": "family_home", "start": "2024-01-01", "end": "2024-02-29"},
        {"child": "2", "stay": 0, "placement": 0, "form": "family_home", "start": "2024-02-01", "end": None},
    ],
    "monthly_costs": [
        {"child": "1", "stay": 0, "placement": 0, "start": None, "amount": "1000.00"},
        {"child": "2", "stay": 0, "placement": 0, "start": None, "amount": "1517.50"},
    ],
    "expenses": [
        {"child": "1", "stay": 0, "kind": "recovered", "day": "2024-02-02", "amount": "-0.05"},
        {"child": "2", "stay": 0, "kind": "wages", "start": "2024-02-02", "end": "2024-03-02", "amount": "9"},
    ],
    "exemptions": [
        {"child": "1", "ground": "state_financed", "start": None, "end": "2024-01-31", "basis": "art. 1"},
        {"child": "2", "ground": "foreign_minor", "start": "2024-03-01", "end": None, "basis": None},
    ],
}  # fmt: skip


def with_column(table, column, array):
    """The tables with another array, or a series of pandas or polars, in place of a column."""
    tables = document_tables.tables_of(ROWS)
    own = getattr(tables, table)
    amount = {"amount_grosze": "amount", "amount": "amount_grosze"}.get(column)
    own = own.drop_columns([name for name in (column, amount) if name in own.column_names])
    if isinstance(array, pd.Series):
        own = own.to_pandas().assign(**{column: array})
    elif isinstance(array, pl.Series):
        own = pl.from_arrow(own).with_columns(array.alias(column))
    else:
        own = own.append_column(column, array)
    return tables._replace(**{table: own})


def result_of(package, tables):
    made = package.charge_tables(tables, "2024-01", "2024-03", detail="segments")
    return [case_frames.rows(frame) for frame in (made.charges, made.lines, made.segments)], made.totals


def objects(values):
    return pd.Series(values, dtype=object)


def values(table, column, change=lambda value: value):
    return [None if row.get(column) is None else change(row[column]) for row in ROWS[table]]


DAYS = values("placements", "start", date.fromisoformat)
MOMENTS = values("placements", "start", datetime.fromisoformat)
ENDS = values("placements", "end", date.fromisoformat)
ZLOTE = values("monthly_costs", "amount", Decimal)
SMALL_DECIMALS = (pa.decimal32(9, 4), pa.decimal64(18, 4)) if hasattr(pa, "decimal32") else ()  # since pyarrow 19
GMINAS, IDS = values("stays", "gmina"), values("children", "id")


def twice(words):
    """A dictionary in which every word stands twice."""
    return pa.DictionaryArray.from_arrays(pa.array([0, len(words) + 1], pa.int8()), pa.array([*words, *words]))


READ = {
    "dates": ("placements", "start", pa.array(DAYS)),
    "dates in milliseconds": ("placements", "start", pa.array(DAYS, pa.date64())),
    **{
        f"midnights in {unit}": ("placements", "start", pa.array(MOMENTS, pa.timestamp(unit)))
        for unit in ("s", "ms", "us", "ns")
    },
    "date objects": ("placements", "start", objects(DAYS)),
    "date objects and None": ("placements", "end", objects(ENDS)),
    "date objects and NaN": ("placements", "end", objects([ENDS[0], float("nan")])),
    "date objects and NaT": ("placements", "end", objects([ENDS[0], pd.NaT])),
    "date objects and NA": ("placements", "end", objects([ENDS[0], pd.NA])),
    "datetime objects at midnight": ("placements", "start", objects(MOMENTS)),
    "timestamps of pandas": ("placements", "start", pd.Series(pd.to_datetime(MOMENTS))),
    "timestamps of pandas and NaT": ("placements", "end", pd.Series(pd.to_datetime(ENDS))),
    "dates of polars": ("placements", "start", pl.Series(DAYS)),
    "datetimes of polars": ("placements", "start", pl.Series(MOMENTS)),
    "days as words of a dictionary": ("placements", "end", pa.array(["2024-02-29", None]).dictionary_encode()),
    "a null within a dictionary": (
        "placements", "end", pa.DictionaryArray.from_arrays([1, 0], pa.array([None, "2024-02-29"])),
    ),
    "large strings": ("stays", "gmina", pa.array(GMINAS, pa.large_string())),
    "views of strings": ("stays", "gmina", pa.array(GMINAS, pa.string_view())),
    "views of strings that name children": ("stays", "child", pa.array(IDS, pa.string_view())),
    "identifiers as views of strings": ("children", "id", pa.array(IDS, pa.string_view())),
    "a dictionary": ("stays", "gmina", pa.array(GMINAS).dictionary_encode()),
    "a dictionary of large strings": ("stays", "child", pa.array(IDS, pa.large_string()).dictionary_encode()),
    "identifiers in a dictionary": ("children", "id", pa.array(IDS).dictionary_encode()),
    "words twice in a dictionary": ("stays", "gmina", twice(GMINAS)),
    "identifiers twice in a dictionary": ("children", "id", twice(IDS)),
    "children twice in a dictionary": ("stays", "child", twice(IDS)),
    "words that no row has in a dictionary": (
        "stays", "gmina", pa.DictionaryArray.from_arrays([1, 0], pa.array([*GMINAS[::-1], "x", "9"])),
    ),
    "chunks": ("stays", "gmina", pa.chunked_array([GMINAS[:1], [], GMINAS[1:]])),
    "chunks with a dictionary each": (
        "stays", "gmina", pa.chunked_array([pa.array([code]).dictionary_encode() for code in GMINAS]),
    ),
    "a slice": ("stays", "gmina", pa.array(["x", *GMINAS, "y"])[1:3]),
    "a slice of a dictionary": ("stays", "gmina", pa.array(["x", *GMINAS, "y"]).dictionary_encode()[1:3]),
    "a slice of decimals": ("monthly_costs", "amount", pa.array([Decimal("7.00"), *ZLOTE], pa.decimal128(38, 2))[1:]),
    "a slice of dates": ("placements", "start", pa.array([date(1, 1, 1), *DAYS])[1:]),
    "categories of pandas": ("stays", "gmina", pd.Series(GMINAS, dtype="category")),
    "strings of pandas in Python": ("stays", "gmina", pd.Series(GMINAS, dtype="string[python]")),
    "strings of pandas in Arrow": ("stays", "gmina", pd.Series(GMINAS, dtype="string[pyarrow]")),
    "objects of pandas that are text": ("stays", "gmina", objects(GMINAS)),
    "objects of pandas that are text of numpy": ("stays", "gmina", objects([np.str_(GMINAS[0]), GMINAS[1]])),
    "Arrow in pandas": ("stays", "gmina", pd.Series(GMINAS, dtype=pd.ArrowDtype(pa.string()))),
    "an enumeration of polars": ("stays", "gmina", pl.Series(GMINAS, dtype=pl.Enum(GMINAS[::-1]))),
    "categories of polars": ("stays", "gmina", pl.Series(GMINAS, dtype=pl.Categorical)),
    "nothing in polars": ("monthly_costs", "start", pl.Series([None, None], dtype=pl.Null)),
    "nothing": ("monthly_costs", "start", pa.nulls(2)),
    "nothing as floats of pandas": ("monthly_costs", "start", pd.Series([float("nan")] * 2)),
    "nothing as numbers": ("monthly_costs", "start", pa.array([None, None], pa.int64())),
    "nothing as floats": ("monthly_costs", "start", pa.array([None, float("nan")])),
    **{f"{kind} numbers": ("stays", "stay", pa.array([0, 0], kind)) for kind in ("int8", "uint8", "uint64", "int64")},
    "numbers that may be missing in pandas": ("stays", "stay", pd.Series([0, 0], dtype="Int16")),
    "integers that name children": ("stays", "child", pa.array([1, 2])),
    "integers as identifiers": ("children", "id", pa.array([1, 2], pa.uint8())),
    "grosze": ("monthly_costs", "amount_grosze", pa.array([100000, 151750])),
    "grosze in unsigned numbers": ("monthly_costs", "amount_grosze", pa.array([100000, 151750], pa.uint64())),
    "decimals": ("monthly_costs", "amount", pa.array(ZLOTE)),
    "objects that are decimals": ("monthly_costs", "amount", objects([Decimal("1E+3"), Decimal("1517.5")])),
    "decimals of polars": ("monthly_costs", "amount", pl.Series(ZLOTE)),
    **{
        f"{kind}, whole grosze": ("monthly_costs", "amount", pa.array(ZLOTE, kind))
        for kind in (*SMALL_DECIMALS, pa.decimal128(38, 4), pa.decimal256(50, 6))
    },
}  # fmt: skip


@pytest.fixture(scope="session")
def expected(compiled):
    """What comes of the rows, which is what comes of them as objects."""
    tables = document_tables.tables_of(ROWS)
    on_objects = charges(compiled.to_case(tables), "2024-01", "2024-03")
    rows = list(case_frames.rows_of_objects(compiled.to_case(tables), on_objects))
    assert result_of(compiled, tables) == (rows, on_objects.totals)
    assert len(rows[0]) == 4
    return rows, on_objects.totals


@pytest.mark.parametrize("name", READ)
def test_what_is_read_as_it_is(compiled, expected, name):
    tables = with_column(*READ[name])
    assert result_of(compiled, tables) == expected
    assert compiled.to_case(tables) == compiled.to_case(document_tables.tables_of(ROWS))


DAYS_MEANT, NUMBERS_MEANT, TEXT_MEANT = "days: dates without a time", "whole numbers", "a number loses the zeros"
WORDS_MEANT, ZLOTE_MEANT, GROSZE_MEANT = "words of the contract as text", "złote as decimals or text", "whole grosze"
REFUSED = {
    "moments of a zone": ("placements", "start", pa.array(MOMENTS, pa.timestamp("us", "UTC")), "tz=UTC", DAYS_MEANT),
    "moments of a zone in pandas": (
        "placements", "start", pd.Series(pd.to_datetime(MOMENTS).tz_localize("Europe/Warsaw")), "Warsaw", DAYS_MEANT,
    ),
    "objects with a zone": (
        "placements", "start", objects([moment.replace(tzinfo=UTC) for moment in MOMENTS]), "UTC", DAYS_MEANT,
    ),
    "times": ("placements", "start", pa.array([time(1), time(2)]), "time64", DAYS_MEANT),
    "numbers as days": ("placements", "start", pa.array([45292, 45323]), "int64", DAYS_MEANT),
    "moments of numpy": ("placements", "start", objects([np.datetime64("2024-01-01")] * 2), "datetime64", DAYS_MEANT),
    "floats that are whole": ("stays", "stay", pa.array([0.0, 0.0]), "floats", NUMBERS_MEANT),
    "floats for the sake of NaN": (
        "stays", "stay", pd.Series([0.0, float("nan")]), "row 1, counted from 0", NUMBERS_MEANT,
    ),
    "numbers as text": ("stays", "stay", pa.array(["0", "0"]), "text", NUMBERS_MEANT),
    "truths": ("stays", "stay", pa.array([False, False]), "bool", NUMBERS_MEANT),
    "numbers beyond 64 bits": ("stays", "stay", objects([2**70, 0]), "int", NUMBERS_MEANT),
    "numbers beyond 63 bits": ("stays", "stay", pa.array([2**64 - 1, 0], pa.uint64()), "uint64", NUMBERS_MEANT),
    "numbers of 128 bits": ("stays", "stay", pl.Series([0, 0], dtype=pl.Int128), "Int128", NUMBERS_MEANT),
    "codes as integers": ("stays", "gmina", pa.array([2808011, 201011]), "int64", TEXT_MEANT),
    "codes as floats": ("stays", "gmina", pa.array([2808011.0, None]), "floats", TEXT_MEANT),
    "children as floats": ("stays", "child", pa.array([1.0, 2.0]), "floats", TEXT_MEANT),
    "identifiers as floats": ("children", "id", pa.array([1.0, 2.0]), "floats", TEXT_MEANT),
    "categories of integers": ("stays", "gmina", pd.Series([2808011, 201011], dtype="category"), "int64", TEXT_MEANT),
    "bytes": ("stays", "gmina", pa.array([b"2808011", b"0201011"]), "binary", TEXT_MEANT),
    "runs": ("stays", "gmina", pa.compute.run_end_encode(pa.array(GMINAS)), "run_end_encoded", TEXT_MEANT),
    "objects of polars": ("stays", "gmina", pl.Series([object(), object()], dtype=pl.Object), "Object", TEXT_MEANT),
    "objects": ("stays", "gmina", objects([object(), object()]), "object", TEXT_MEANT),
    "lists": ("placements", "form", objects([["family_home"], []]), "list", WORDS_MEANT),
    "words as numbers": ("placements", "form", pa.array([1, 2]), "int64", WORDS_MEANT),
    "kinds as truths": ("expenses", "kind", pa.array([True, None]), "bool", WORDS_MEANT),
    "grounds as dates": ("exemptions", "ground", pa.array(DAYS), "date32", WORDS_MEANT),
    "provisions as integers": ("exemptions", "basis", pa.array([27, None]), "int64", TEXT_MEANT),
    "złote as floats": ("monthly_costs", "amount", pa.array([1000.0, 1517.5]), "floats", ZLOTE_MEANT),
    "złote as integers": ("monthly_costs", "amount", pa.array([1000, 1517]), "int64", ZLOTE_MEANT),
    "złote without bounds": (
        "monthly_costs", "amount", objects([Decimal("Infinity"), Decimal(1)]), "Decimal", ZLOTE_MEANT,
    ),
    "grosze as floats": ("monthly_costs", "amount_grosze", pa.array([1000.0, 1517.0]), "floats", GROSZE_MEANT),
    "grosze as floats, one missing": (
        "monthly_costs", "amount_grosze", pa.array([None, 1000.0]), "row 0, counted from 0", GROSZE_MEANT,
    ),
    "grosze as decimals": ("monthly_costs", "amount_grosze", pa.array(ZLOTE), "decimal", GROSZE_MEANT),
    "grosze as text": ("expenses", "amount_grosze", pa.array(["1000", "1517"]), "text", GROSZE_MEANT),
}  # fmt: skip


def errors_of(act, *of, **more):
    with pytest.raises(InputError) as caught:
        act(*of, **more)
    assert all(set(error["message"]) == {"pl", "en"} for error in caught.value.to_dict()["errors"])
    return caught.value.errors


def errors_in(package, tables):
    return errors_of(package.charge_tables, tables, "2024-02")


@pytest.mark.parametrize(
    ("table", "column"), [("monthly_costs", "amount"), ("stays", "gmina"), ("placements", "start")]
)
def test_what_pandas_would_keep_as_whole_numbers_is_said_only_where_these_are_meant(compiled, table, column):
    (error,) = errors_in(compiled, with_column(table, column, pa.array([1000.0, None])))
    assert "The column holds floats and should hold" in error.message["en"]


@pytest.mark.parametrize("name", REFUSED)
def test_types_that_are_refused_by_name(compiled, name):
    table, column, array, holds, meant = REFUSED[name]
    (error,) = errors_in(compiled, with_column(table, column, array))
    assert (error.code, error.path) == ("column_type", f"{table}.{column}")
    assert holds in error.message["en"].split(" and should hold ")[0]
    assert meant in error.message["en"].split(" and should hold ")[1]


MIXED = {
    "dates and text": ("placements", "start", [DAYS[0], "2024-02-01"], "date, str", 1),
    "a date and a moment": ("placements", "start", [DAYS[0], datetime(2024, 2, 1, 5)], "date, datetime", 1),
    "a moment and a date": ("placements", "start", [datetime(2024, 1, 1), DAYS[1]], "date, datetime", 1),
    "moments with and without a zone": (
        "placements", "start", [MOMENTS[0], MOMENTS[1].replace(tzinfo=UTC)], "datetime, datetime with a zone", 1,
    ),
    "numbers and truths": ("stays", "stay", [0, False], "bool, int", 1),
    "numbers and floats": ("stays", "stay", [0, 0.0], "float, int", 1),
    "decimals and floats": ("monthly_costs", "amount", [ZLOTE[0], 1.5], "Decimal, float", 1),
    "decimals and integers": ("monthly_costs", "amount", [ZLOTE[0], 5], "Decimal, int", 1),
    "text and bytes": ("placements", "form", ["family_home", b"family_home"], "bytes, str", 1),
    "text and numbers": ("stays", "gmina", [2808011, "0201011"], "int, str", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", MIXED)
def test_columns_of_several_types(compiled, name):
    table, column, mixed, types, row = MIXED[name]
    (error,) = errors_in(compiled, with_column(table, column, objects(mixed)))
    assert (error.code, error.path) == ("column_mixed", f"{table}.{column}")
    assert f"({types})" in error.message["en"]
    assert f"row {row}," in error.message["en"]


def test_half_a_character(compiled):
    (error,) = errors_in(compiled, with_column("stays", "gmina", objects(["\ud800", "0201011"])))
    assert (error.code, error.path) == ("half_character", "stays.gmina")


NOT_UTF_8 = pa.array([b"2808011", b"28\xff8011"], pa.binary())
UNREADABLE = {
    "text": NOT_UTF_8.cast(pa.string(), safe=False),
    "large text": NOT_UTF_8.cast(pa.large_binary()).cast(pa.large_string(), safe=False),
    "buffers": pa.Array.from_buffers(pa.string(), 2, NOT_UTF_8.buffers()),
    "a dictionary": NOT_UTF_8.cast(pa.string(), safe=False).dictionary_encode(),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize(
    ("table", "column"),
    [(t, c) for t, c in [("children", "id"), ("stays", "child"), ("stays", "gmina"), ("placements", "form"),
     ("placements", "start"), ("exemptions", "basis"), ("expenses", "kind")]],
)  # fmt: skip
def test_text_that_is_not_utf_8(compiled, table, column, name):
    (error,) = errors_in(compiled, with_column(table, column, UNREADABLE[name]))
    assert (error.code, error.path, error.value) == ("encoding", f"{table}[1].{column}", None)
    assert error.message["en"] == "The text is not UTF-8 (byte 2)."


def test_a_word_of_a_dictionary_that_no_row_has_may_be_anything(compiled, expected):
    words = pa.array([b"\xff", b"0201011", b"2808011"], pa.binary()).cast(pa.string(), safe=False)
    tables = with_column("stays", "gmina", pa.DictionaryArray.from_arrays([2, 1], words))
    assert result_of(compiled, tables) == expected


def raw(kind, *numbers):
    """An array by the numbers that its kind keeps."""
    return pa.array(numbers, pa.int32() if kind == pa.date32() else pa.int64()).view(kind)


MOMENT = int(MOMENTS[1].replace(tzinfo=UTC).timestamp())
ADD_TO = {"s": 1, "ms": 1000, "us": 10**6, "ns": 10**9}
VALUES = {
    **{
        f"one {unit} after midnight": (
            "placements", "start", raw(pa.timestamp(unit), 0, MOMENT * many + 1), "day_format", said,
        )
        for (unit, many), said in zip(
            ADD_TO.items(),
            ["2024-02-01 00:00:01", *(f"2024-02-01 00:00:00.{'1'.zfill(places)}" for places in (3, 6, 9))],
            strict=True,
        )
    },
    "a date with milliseconds": (
        "placements", "start", raw(pa.date64(), 0, MOMENT * 1000 + 5), "day_format", "2024-02-01 00:00:00.005",
    ),
    "the day before the first": ("placements", "start", raw(pa.date32(), 0, 7304), "day_out_of_range", "1989-12-31"),
    "the day after the last": ("placements", "start", raw(pa.date32(), 0, 47_482), "day_out_of_range", "2100-01-01"),
    "a date beyond all years": ("placements", "start", raw(pa.date32(), 0, 2**31 - 1), "day_format", None),
    "a date before all years": ("placements", "start", raw(pa.date32(), 0, -(2**31)), "day_format", None),
    **{
        f"the {'last' if number > 0 else 'first'} {unit} of all": (
            "placements", "start", raw(pa.timestamp(unit), 0, number), "day_format", None,
        )
        for unit in ADD_TO
        for number in (2**63 - 1, -(2**63) + 1)
    },
    "grosze too many": ("monthly_costs", "amount_grosze", pa.array([1, 10**10]), "amount_out_of_range", None),
    "grosze too few": ("expenses", "amount_grosze", pa.array([-5, -(2**63)]), "amount_out_of_range", None),
    "grosze beyond 63 bits": (
        "monthly_costs", "amount_grosze", pa.array([1, 2**64 - 5], pa.uint64()), "amount_out_of_range", None,
    ),
    "a cost below zero": ("monthly_costs", "amount_grosze", pa.array([1, -1]), "amount_negative", -1),
    "wages below zero": ("expenses", "amount_grosze", pa.array([-5, -1]), "amount_negative", -1),
    "a code of six digits": ("stays", "gmina", pa.array([GMINAS[0], "201011"]), "gmina_code", "201011"),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values_that_a_row_may_not_hold(compiled, name):
    table, column, array, code, value = VALUES[name]
    errors = [error for error in errors_in(compiled, with_column(table, column, array)) if "[1]" in error.path]
    (error,) = errors
    assert (error.code, error.path, error.child) == (code, f"{table}[1].{column}", "2")
    assert value is None or error.value == value


@pytest.mark.parametrize("wrong", [pa.array([2**64 - 5, 5], pa.uint64()), pa.array([-(2**63), 5])])
def test_a_recovered_amount_does_not_pass_for_another_one(compiled, wrong):
    """One that wraps would be -5 grosze; the least of all numbers has no opposite."""
    (error,) = errors_in(compiled, with_column("expenses", "amount_grosze", wrong))
    assert (error.code, error.path) == ("amount_out_of_range", "expenses[0].amount_grosze")


@pytest.mark.parametrize(
    ("amount", "kind", "code"),
    [
        *(("10.0001", kind, "amount_format") for kind in SMALL_DECIMALS),
        ("10.001", pa.decimal128(9, 3), "amount_format"),
        ("-10.001", pa.decimal256(50, 3), "amount_format"),
        ("100000000", pa.decimal128(38, 0), "amount_out_of_range"),
        ("9" * 38, pa.decimal128(38, 0), "amount_out_of_range"),
        ("9" * 70, pa.decimal256(76, 2), "amount_out_of_range"),
        ("92233720368547758.08", pa.decimal128(38, 2), "amount_out_of_range"),
        ("-92233720368547758.08", pa.decimal128(38, 2), "amount_out_of_range"),
        ("184467440737095516.17", pa.decimal128(38, 2), "amount_out_of_range"),
        ("-0.01", pa.decimal128(38, 2), "amount_negative"),
    ],
)
def test_decimals_that_are_no_amounts(compiled, amount, kind, code):
    array = pa.array([ZLOTE[0].to_integral_value(), Decimal(amount)], kind)
    (error,) = errors_in(compiled, with_column("monthly_costs", "amount", array))
    assert (error.code, error.path) == (code, "monthly_costs[1].amount")
    assert Decimal(error.value) == Decimal(amount)


def test_nan_among_decimals_is_missing(compiled):
    (error,) = errors_in(compiled, with_column("monthly_costs", "amount", objects([ZLOTE[0], Decimal("NaN")])))
    assert (error.code, error.path) == ("missing_field", "monthly_costs[1].amount")


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA])
@pytest.mark.parametrize(("table", "column"), [("stays", "gmina"), ("placements", "form"), ("children", "id")])
def test_nothing_of_every_kind_is_missing(compiled, table, column, nothing):
    errors = errors_in(compiled, with_column(table, column, objects([nothing, values(table, column)[1]])))
    assert (errors[0].code, errors[0].path) == ("missing_field", f"{table}[0].{column}")

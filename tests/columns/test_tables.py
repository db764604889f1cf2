"""Tables and their columns by name, a case to tables and back, and whatever else a caller may hand over."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import case_frames
import document_tables
import narwhals.stable.v2 as nw
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from documents import FACTS, RIGHT
from hypothesis import given, settings
from hypothesis import strategies as st

from piecza import InputError, charges, read_case
from piecza.columns import table_columns

PESEL = "44051" + "401458"
ROWS, _ = document_tables.rows_of(RIGHT)
CASE = read_case(json.dumps(RIGHT))


def errors_of(act, *of, **more):
    with pytest.raises(InputError) as caught:
        act(*of, **more)
    assert all(set(error["message"]) == {"pl", "en"} for error in caught.value.to_dict()["errors"])
    return caught.value.errors


def errors_in(package, **tables):
    made = document_tables.tables_of(ROWS)._replace(**tables)
    return errors_of(package.charge_tables, made, "2024-01", readings=CASE.readings)


# Tables


@pytest.mark.parametrize("backend", ["pyarrow", "pandas", "polars"])
def test_a_case_to_tables_and_back(compiled, backend):
    tables = compiled.to_tables(CASE, backend=backend)
    assert [type(table).__module__.split(".")[0] for table in tables] == [backend] * 6
    assert compiled.to_case(tables, readings=CASE.readings) == CASE


def test_costs_that_are_worked_out_are_no_tables(compiled):
    errors = errors_of(compiled.to_tables, read_case(json.dumps(FACTS)))
    assert [(error.code, error.path, error.child) for error in errors] == [
        ("costs_not_given", "family_costs", None),
        ("costs_not_given", "children[0].stays[0].placements[0].monthly_cost_from", "D-1"),
        ("costs_not_given", "children[0].stays[0].placements[1].monthly_cost_from", "D-1"),
    ]


def test_columns_that_may_be_missing_may_be_left_out(compiled):
    tables = document_tables.tables_of(ROWS)
    placements = tables.placements.drop_columns(["end"]).slice(3)
    lasting = {"children": tables.children.slice(1), "stays": tables.stays.slice(2).drop_columns(["ended_by"])}
    case = compiled.to_case(compiled.CaseTables(**lasting, placements=placements))
    assert case.children == CASE.children[1:]


def test_costs_expenses_and_exemptions_may_be_left_out(compiled):
    tables = document_tables.tables_of(ROWS)._replace(monthly_costs=None, expenses=None, exemptions=None)
    case = compiled.to_case(tables, readings=CASE.readings)
    assert {len(stay.expenses) for child in case.children for stay in child.stays} == {0}
    result = compiled.charge_tables(tables, "2023-04", readings=CASE.readings)
    assert case_frames.rows(result.charges) == [("D-17", "2808011", "2023-04", 0, 0)]


@pytest.mark.parametrize("name", ["children", "stays", "placements"])
def test_tables_that_must_be_there(compiled, name):
    (error,) = errors_in(compiled, **{name: None})
    assert (error.code, error.path) == ("table_missing", name)
    named = {table: [] for table in document_tables.COLUMNS if table != name}
    (error,) = errors_of(compiled.CaseTables.of, named)
    assert (error.code, error.path) == ("table_missing", name)


def test_tables_by_name(compiled):
    tables = document_tables.tables_of(ROWS)
    assert compiled.CaseTables.of(tables._asdict()) == tables
    some = {name: getattr(tables, name) for name in ("children", "stays", "placements")}
    assert compiled.CaseTables.of(some).exemptions is None
    errors = errors_of(compiled.CaseTables.of, {**some, "costs": 1, PESEL: 2})
    assert [(error.code, error.path) for error in errors] == [("table_unknown", "costs"), ("table_unknown", "*" * 11)]
    assert "monthly_costs" in errors[0].message["en"]


@pytest.mark.parametrize(
    ("frame", "found"),
    [
        ({"id": ["D-17"]}, "builtins.dict"),
        ([{"id": "D-17"}], "builtins.list"),
        (pd.Series(["D-17"]), "pandas.Series"),
        (pl.LazyFrame({"id": ["D-17"]}), "polars.LazyFrame"),
        (pa.table({"id": ["D-17"]}).to_batches()[0], "pyarrow.RecordBatch"),
        (np.array(["D-17"]), "numpy.ndarray"),
        ("children.parquet", "builtins.str"),
    ],
)
def test_what_is_no_table(compiled, frame, found):
    (error,) = errors_in(compiled, children=frame)
    assert (error.code, error.path) == ("table_type", "children")
    assert found in error.message["en"]


def test_frames_of_narwhals_and_of_several_kinds(compiled):
    tables = document_tables.tables_of(ROWS)
    kinds = [pl.from_arrow(tables.children), tables.stays.to_pandas(), nw.from_native(tables.placements), *tables[3:]]
    assert compiled.to_case(compiled.CaseTables(*kinds), readings=CASE.readings) == CASE
    result = compiled.charge_tables(compiled.CaseTables(*kinds), "2024-07", readings=CASE.readings)
    assert isinstance(result.charges, pl.DataFrame)
    assert result.total == charges(CASE, "2024-07").total


def test_more_rows_than_sums_can_hold(compiled, monkeypatch):
    monkeypatch.setattr(table_columns, "MOST_ROWS", 2)
    errors = errors_in(compiled)
    assert [(error.code, error.path) for error in errors] == [
        ("table_too_long", name) for name in ("stays", "placements", "monthly_costs", "expenses")
    ]


# Columns


def test_columns_that_the_contract_does_not_know(compiled):
    (error,) = errors_in(compiled, stays=document_tables.tables_of(ROWS).stays.append_column("gminas", pa.nulls(3)))
    assert (error.code, error.path) == ("unknown_column", "stays.gminas")
    assert "gmina" in error.message["en"]
    names = ["id", PESEL, 5, None, "x"]
    errors = errors_in(compiled, children=pd.DataFrame([["D-17", 1, 1, 1, 1], ["D-18", 1, 1, 1, 1]], columns=names))
    assert [error.code for error in errors] == ["unknown_column"] * 4
    assert [error.path for error in errors][:2] == ["children.***********", "children.5"]


def test_columns_that_must_be_there(compiled):
    tables = document_tables.tables_of(ROWS)
    errors = errors_in(
        compiled, stays=tables.stays.drop_columns(["stay", "gmina"]), children=pd.DataFrame({PESEL: [1]})
    )
    assert [(error.code, error.path) for error in errors] == [
        ("unknown_column", "children.***********"),
        ("missing_column", "children.id"),
        ("missing_column", "stays.stay"),
        ("missing_column", "stays.gmina"),
    ]
    assert "there are: child, ended_by." in errors[2].message["en"]
    assert PESEL not in errors[1].message["en"]
    (error,) = errors_in(compiled, children=pd.DataFrame())
    assert (error.code, "there are: –" in error.message["en"]) == ("missing_column", True)


@pytest.mark.parametrize(
    "frame",
    [
        pa.table([pa.array(["D-17"]), pa.array(["D-17"])], names=["id", "id"]),
        pd.DataFrame([["D-17", "D-17"]], columns=["id", "id"]),
    ],
)
def test_a_column_twice(compiled, frame):
    (error,) = errors_in(compiled, children=frame)
    assert (error.code, error.path) == ("doubled_column", "children.id")


def test_amounts_twice(compiled):
    costs = document_tables.tables_of(ROWS).monthly_costs
    (error,) = errors_in(compiled, monthly_costs=costs.append_column("amount_grosze", pa.array([1] * len(costs))))
    assert (error.code, error.path) == ("column_twice", "monthly_costs.amount")
    assert "“amount_grosze”" in error.message["en"]


def test_what_is_wrong_with_columns_is_said_of_all_tables(compiled):
    tables = document_tables.tables_of(ROWS)
    errors = errors_in(
        compiled,
        children=None,
        stays=tables.stays.set_column(2, "gmina", pa.array([1.0, 2.0, 3.0])),
        placements="x",
        expenses=tables.expenses.drop_columns(["kind"]),
    )
    assert [error.code for error in errors] == ["table_missing", "column_type", "table_type", "missing_column"]


@pytest.mark.parametrize(
    ("same_gmina", "code", "path"),
    [
        ([["2808011", "2604043"], ["2604053", "2808013"]], "same_gmina_doubled", "same_gmina[1][1]"),
        ("2808011", "wrong_type", "same_gmina"),
        (5, "wrong_type", "same_gmina"),
        ([["2808011"], "2604043"], "wrong_type", "same_gmina[1]"),
        ([[2808011]], "wrong_type", "same_gmina[0][0]"),
        ((("280801",),), "gmina_code", "same_gmina[0][0]"),
    ],
)
def test_lists_of_codes_that_are_wrong(compiled, same_gmina, code, path):
    tables = document_tables.tables_of(ROWS)
    for act in (compiled.to_case, lambda tables, **more: compiled.charge_tables(tables, "2024-01", **more)):
        (error,) = errors_of(act, tables, same_gmina=same_gmina, readings=CASE.readings)
        assert (error.code, error.path) == (code, path)


@pytest.mark.parametrize("months", [("2024-13",), ("2024-02", "2024-01"), ("1989-12",)])
def test_months_that_are_none(compiled, months):
    errors = errors_of(compiled.charge_tables, document_tables.tables_of(ROWS), *months)
    assert {error.path for error in errors} == {"--month"}


def test_no_float_holds_an_amount(compiled):
    """Of pandas neither, which makes floats of integers some of which are missing."""
    result = compiled.charge_tables(
        compiled.to_tables(CASE, backend="pandas"), "2023-03", "2024-12", readings=CASE.readings, detail="segments"
    )
    for frame in (result.charges, result.lines, result.segments):
        kinds = {str(kind) for kind in frame.dtypes}
        assert not {kind for kind in kinds if "float" in kind.lower() or "double" in kind}


# Anything at all

CELLS = [None, float("nan"), pd.NaT, pd.NA, 0, 1, -1, 2**40, 2**70, True, 0.0, 1.5, Decimal("1.00"), Decimal("0.001")]
CELLS += [Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+40"), "", " ", "D-17", "2808011", "2024-02-30", "1.00"]
CELLS += ["2024-01-01", "family_home", "wages", "recovered", "state_financed", "death", b"D-17", date(2024, 1, 1)]
CELLS += [datetime(2024, 1, 1), datetime(2024, 1, 1, 5), datetime(2024, 1, 1, tzinfo=UTC), date(1, 1, 1), time(5)]
CELLS += [np.int64(0), np.float64(1), np.datetime64("2024-01-01"), pd.Timestamp("2024-01-01"), [], {}, object(), 1j]
CELLS += ["\ud800", PESEL, pd.Timedelta(1), np.bool_(True), {1}, (1,), type]
TYPES = [pa.string(), pa.large_string(), pa.int8(), pa.uint64(), pa.float64(), pa.bool_(), pa.date32(), pa.date64()]
TYPES += [pa.timestamp("ns"), pa.timestamp("s"), pa.decimal128(38, 2), pa.decimal128(9, 4), pa.null(), pa.binary()]
TYPES += [pa.dictionary(pa.int8(), pa.string()), pa.duration("s"), pa.list_(pa.int8()), pa.decimal128(9, 2)]


def as_in_a_document(value, column):
    """What stands in a cell as the contract would have it; what is no text, day, number or amount of it stays."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return None
    if isinstance(value, datetime) and value == datetime(value.year, value.month, value.day):
        return str(value.date())
    if isinstance(value, date) and not isinstance(value, datetime):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:.2f}" if value == round(value, 2) else str(value)
    if column in ("child", "id") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def as_document(rows):
    """The document of some rows."""
    children = []
    for one in rows["children"]:
        own = {name: [row for row in rows[name] if row["child"] == one["id"]] for name in rows if name != "children"}
        stays = []
        for stay in sorted(own["stays"], key=lambda row: row["stay"]):
            of_stay = {
                name: [r for r in own[name] if r["stay"] == stay["stay"]] for name in own if name != "exemptions"
            }
            made = {"placements": [], "expenses": [part(row) for row in of_stay["expenses"]], **part(stay)}
            for placement in sorted(of_stay["placements"], key=lambda row: row["placement"]):
                costs = [r for r in of_stay["monthly_costs"] if r["placement"] == placement["placement"]]
                made["placements"].append({**part(placement), "monthly_cost": [part(cost) for cost in costs]})
            stays.append(made)
        children.append({"id": one["id"], "stays": stays, "exemptions": [part(row) for row in own["exemptions"]]})
    return {"schema": "piecza.case/1", "readings": RIGHT["readings"], "children": children}


def part(row):
    return {name: value for name, value in row.items() if name not in ("child", "stay", "placement")}


@st.composite
def columns(draw):
    """A column of one of the tables, and what may stand in it: objects of any kind, or an array of any type."""
    table = draw(st.sampled_from(list(ROWS)))
    column = draw(st.sampled_from(document_tables.COLUMNS[table]))
    own = [row.get(column) for row in ROWS[table]]
    cells = st.lists(st.sampled_from([*own * 3, *CELLS]), min_size=len(own), max_size=len(own))
    if draw(st.booleans()):
        pure = draw(st.sampled_from(CELLS))
        cells = st.one_of(cells, st.just([pure] * len(own)), st.just([pure, *own[1:]]))
        return table, column, pd.Series(draw(cells), dtype=object)
    values = draw(cells)
    kind = draw(st.sampled_from(TYPES))
    try:
        return table, column, pa.array(values, kind)
    except (pa.ArrowException, TypeError, ValueError, OverflowError, AttributeError):
        return table, column, pa.nulls(len(values), kind)


@given(columns())
@settings(max_examples=100)
def test_whatever_stands_in_a_column_is_read_as_it_is_or_refused(compiled, drawn):
    table, column, array = drawn
    tables = document_tables.tables_of(ROWS)
    frame = getattr(tables, table)
    frame = frame.drop_columns([column]) if column in frame.column_names else frame
    of_pandas = isinstance(array, pd.Series)
    frame = frame.to_pandas().assign(**{column: array}) if of_pandas else frame.append_column(column, array)
    tables = tables._replace(**{table: frame})
    refused = None
    try:
        result = compiled.charge_tables(tables, "2023-01", "2024-12", readings=CASE.readings, detail="segments")
    except InputError as error:
        refused = error
    if refused:
        assert refused.errors
        assert PESEL not in str(refused)
        json.dumps(refused.to_dict(), allow_nan=False)
        return
    rows = {name: [dict(row) for row in of_table] for name, of_table in ROWS.items()}
    for row, cell in zip(rows[table], array.tolist() if of_pandas else array.to_pylist(), strict=True):
        row[column] = as_in_a_document(cell, column)
    case = read_case(json.dumps(as_document(rows)))
    assert (
        case_frames.rows_of_frames(result)[0]
        == case_frames.rows_of_objects(case, charges(case, "2023-01", "2024-12"))[0]
    )
    assert compiled.to_case(tables, readings=CASE.readings) == case


# Rows and their children

NAMES = st.lists(st.text("ab\u0105", max_size=3), unique=True, min_size=1, max_size=8)


@settings(max_examples=300)
@given(NAMES, st.lists(st.integers(0, 8), max_size=12), st.booleans(), st.integers(0, 2))
def test_rows_in_the_order_of_the_children_and_in_others(package, names, rows, in_order, before):
    rows = sorted(rows) if in_order else rows
    other = "aaaa"  # no child's name
    texts = [names[row] if row < len(names) else other for row in rows]
    places = np.full(len(rows), -1)
    given_texts, given_names = (
        pa.array([other] * before + column, pa.large_string()).slice(before) for column in (texts, names)
    )
    letters = [*package.column_values.letters_of(given_texts), *package.column_values.letters_of(given_names)]
    in_turn = package.compiled_joins.places_in_turn(*letters, places)
    assert in_turn == (rows == sorted(rows) and other not in texts)
    assert not in_turn or places.tolist() == rows

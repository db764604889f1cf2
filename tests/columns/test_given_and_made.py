"""What is handed over to the rule over columns that is none of its tables, and what can be done with what it makes."""

import json
import re

import document_tables
import pandas as pd
import pyarrow as pa
import pytest
from documents import RIGHT

from piecza import InputError, read_case
from piecza.columns import charging
from piecza.columns.charged_tables import _series

ROWS, _ = document_tables.rows_of(RIGHT)
TABLES = document_tables.tables_of(ROWS)
CASE = read_case(json.dumps(RIGHT))
MONTHS = "2024-01", "2024-12"


def made(package, tables=TABLES, **options):
    return package.charge_tables(tables, *MONTHS, readings=CASE.readings, **options)


# What is handed over


@pytest.mark.parametrize("tables", [TABLES._asdict(), tuple(TABLES), list(TABLES), None, "tables"])
def test_what_is_no_tables(compiled, tables):
    said = f"^tables are CaseTables .*CaseTables.of.*, not {type(tables).__name__}$"
    for act in (lambda: made(compiled, tables), lambda: compiled.to_case(tables)):
        with pytest.raises(TypeError, match=said):
            act()


def test_what_is_no_case_no_kind_and_no_part(compiled):
    with pytest.raises(TypeError, match=r"^case is piecza\.Case, not dict$"):
        compiled.to_tables(RIGHT)
    with pytest.raises(ValueError, match=r"^backend is one of pyarrow, pandas, polars, not 'duckdb'$"):
        compiled.to_tables(CASE, backend="duckdb")
    with pytest.raises(TypeError, match=r"^part is one of folder_parts, not str$"):
        compiled.charge_part("folder", "2024-01")


PESEL = "44051" + "401458"
BORN_2005 = "05" + "25" + "11" + "1234"  # without the last digit


def with_check_digit(digits):
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return digits + str(-sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 10)


def with_numbers(number):
    """The tables where identifiers are whole numbers, one of them this one."""
    rows = json.loads(json.dumps(ROWS).replace('"D-17"', f'"{number}"').replace('"D-18"', '"18"'))
    return document_tables.tables_of(rows)._replace(children=pa.table({"id": pa.array([number, 18])}))


@pytest.mark.parametrize("pesel", [PESEL, with_check_digit(BORN_2005), with_check_digit("00" + BORN_2005[2:])])
def test_a_pesel_as_a_whole_number(compiled, pesel):
    """One that begins with zeros has lost them, and is no less a PESEL."""
    with pytest.raises(InputError) as error:
        made(compiled, with_numbers(int(pesel))._replace(stays=TABLES.stays.slice(0, 0)))
    said = [(wrong.path, wrong.value, wrong.child) for wrong in error.value.errors if wrong.code == "id_pesel"]
    assert said == [("children[0].id", None, None)]
    with pytest.raises(InputError) as error:
        made(compiled, TABLES._replace(children=pa.table({"id": pa.array([int(pesel), 2])})))
    assert pesel.lstrip("0") not in str(error.value)


@pytest.mark.parametrize("number", [1234567890, 123456789, 99999999, 10**12])
def test_a_whole_number_that_is_no_pesel(compiled, number):
    charged = made(compiled, with_numbers(number))
    assert set(charged.charges["child"].to_pylist()) == {str(number)}


def test_frames_of_pandas_without_rows(compiled):
    tables = compiled.to_tables(CASE, backend="pandas")
    empty = pd.DataFrame({name: [] for name in tables.exemptions.columns})
    floats = empty.astype(float)
    without = made(compiled, tables._replace(exemptions=None)).total
    assert made(compiled, tables._replace(exemptions=empty)).total == without
    assert made(compiled, tables._replace(exemptions=floats)).total == without


def test_no_more_threads_than_children(compiled, monkeypatch):
    asked = []
    executor = charging.ThreadPoolExecutor
    monkeypatch.setattr(charging, "ThreadPoolExecutor", lambda threads: asked.append(threads) or executor(threads))
    assert made(compiled, threads=10**9).total == made(compiled).total
    assert (asked[0], max(asked)) == (len(TABLES.children), len(TABLES.children))


# What comes back


def test_frames_of_pandas_are_written_to(compiled):
    charged = made(compiled, compiled.to_tables(CASE, backend="pandas"), detail="segments")
    for frame in (charged.charges, charged.lines, charged.segments):
        frame.loc[0, "amount_grosze"] = 5
        assert frame["amount_grosze"].iloc[0] == 5
        frame["twice"] = frame["amount_grosze"] * 2
    charged.charges.loc[1, "gmina"] = charged.charges["gmina"].iloc[0]


def test_a_category_of_many_words_is_written_to():
    """Up to 32 767 words pandas copies them; of more it would write to what Arrow holds."""
    words = pa.array([f"D-{number}" for number in range(40_000)])
    column = pa.chunked_array([pa.DictionaryArray.from_arrays(pa.array([39_999, 0], pa.int32()), words)])
    frame = pd.DataFrame({"child": _series(column, {})}, copy=False)
    frame.loc[0, "child"] = "D-1"
    assert frame["child"].tolist() == ["D-1", "D-0"]


def test_months_of_pandas_have_an_order(compiled):
    frame = made(compiled, compiled.to_tables(CASE, backend="pandas")).charges
    later = frame[frame["month"] >= "2024-09"]
    assert 0 < len(later) < len(frame)
    assert set(later["month"]) == {f"2024-{month:02}" for month in range(9, 13)}


def test_notices_show_nothing_of_children(compiled):
    notices = made(compiled).notices
    assert not re.search("D-|array", repr(notices) + repr(notices.of_rows))

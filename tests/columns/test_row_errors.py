"""What is wrong in the rows of tables has the codes of the same case as a document, by table, row and column."""

import copy
import json
from datetime import date, timedelta

import document_tables
import pytest
import strategies
from documents import EXPENSE, LEAVE_OUT, RIGHT, changed
from hypothesis import given, settings
from hypothesis import strategies as st
from wrong_cases import EXPENSE_SHAPES, MEANING, SHAPE

from piecza import InputError, Readings, read_case

KEYS = ["id", "child", "stay", "placement"]
KINDS = ["pyarrow", "pandas", "polars"]
PESEL = "44051" + "401458"


def errors_of(act, *of, **more):
    with pytest.raises(InputError) as caught:
        act(*of, **more)
    assert all(set(error["message"]) == {"pl", "en"} for error in caught.value.to_dict()["errors"])
    return caught.value.errors


def said(errors, path=lambda path: path):
    return [(e.code, path(e.path), e.value or None, e.child, e.message["pl"]) for e in errors]


def compared(package, document, backend="pyarrow", first="2024-01"):
    """What is wrong with a document, which its tables say as well: to the rule and to whoever wants a case."""
    expected = errors_of(read_case, json.dumps(document))
    rows, places = document_tables.rows_of(document)
    tables = document_tables.tables_of(rows, backend)
    given_to = {"readings": Readings.model_validate(document.get("readings") or {})}
    given_to["same_gmina"] = document.get("same_gmina") or ()
    got = errors_of(package.charge_tables, tables, first, **given_to)
    assert said(errors_of(package.to_case, tables, **given_to)) == said(got)
    in_tables = said(expected, lambda path: document_tables.in_tables(path, places) if "children" in path else path)
    assert sorted(said(got), key=str) == sorted(in_tables, key=str)
    return got


def stands_in_tables(path, code, value):
    """Whether a wrong document can be written as tables: text or nothing in a row that the contract knows."""
    in_row = path.startswith("children[") and code not in ("unknown_field", "amount_not_text")
    return (
        in_row
        and path not in ("children[0].id", "children[0].stays")
        and (value is LEAVE_OUT or isinstance(value, str))
    )


IN_TABLES = [entry for entry in SHAPE if stands_in_tables(*entry)]


@pytest.mark.parametrize(("path", "code", "value"), IN_TABLES)
def test_shape(compiled, path, code, value):
    (error,) = compared(compiled, changed((path, value)))
    assert error.code == code


@pytest.mark.parametrize("backend", KINDS)
@pytest.mark.parametrize(("path", "code", "value"), IN_TABLES[::9])
def test_shape_in_frames(compiled, path, code, value, backend):
    (error,) = compared(compiled, changed((path, value)), backend)
    assert error.code == code


@pytest.mark.parametrize("name", [name for name in MEANING if name != "duplicate child"])
def test_meaning(package, name):
    change, code, _ = MEANING[name]
    (error,) = compared(package, changed(change))
    assert error.code == code


@pytest.mark.parametrize(("expense", "expected"), EXPENSE_SHAPES)
def test_day_or_period(compiled, expense, expected):
    got = compared(compiled, changed((EXPENSE, expense)))
    assert [(error.code, error.path) for error in got] == [(code, f"expenses[0].{column}") for code, column in expected]


@pytest.mark.parametrize("path", ["children[0].stays", "children[0].stays[1].placements"])
def test_a_child_without_stays_and_a_stay_without_placements(compiled, path):
    (error,) = compared(compiled, changed((path, [])))
    assert error.code == "empty_list"


@pytest.mark.parametrize(
    ("name", "code", "shown"), [(PESEL, "id_pesel", None), ("", "id_empty", ""), (" \t", "id_empty", " \t")]
)
def test_identifiers_that_are_none(compiled, name, code, shown):
    (error,) = compared(compiled, changed(("children[0].id", name)))
    assert (error.code, error.path, error.value, error.child) == (code, "children[0].id", shown, None)


def test_a_pesel_is_shown_nowhere(compiled):
    rows, _ = document_tables.rows_of(RIGHT)
    rows["stays"][0]["child"] = rows["exemptions"][0]["child"] = f"{PESEL[:6]} {PESEL[6:]}"
    rows["exemptions"][0] |= {"ground": "state_financed", "basis": f"art. {PESEL}"}
    errors = errors_of(compiled.charge_tables, document_tables.tables_of(rows), "2024-01")
    assert {error.code for error in errors} == {"unknown_child", "unknown_stay", "basis_pesel"}
    assert PESEL[6:] not in str([tuple(error) for error in errors])


def errors_with(package, rows, **columns):
    return errors_of(package.charge_tables, document_tables.tables_of(rows, **columns), "2024-01")


def summaries(errors):
    return [(error.code, error.path, error.value) for error in errors]


def rows_with(*changes):
    """The rows of the right document, some of them with other values: the table, the row, and what is new."""
    rows, _ = document_tables.rows_of(RIGHT)
    for table, row, new in changes:
        if row == len(rows[table]):
            rows[table].append({})
        rows[table][row] |= new
    return rows


def test_the_right_rows_are_right(compiled):
    assert compiled.to_case(document_tables.tables_of(rows_with())).children == read_case(json.dumps(RIGHT)).children


@pytest.mark.parametrize("table", ["stays", "placements", "monthly_costs", "expenses", "exemptions"])
def test_rows_of_a_child_that_is_not_there(package, table):
    rows, _ = document_tables.rows_of(RIGHT)
    last = len(rows[table])
    rows[table].append({**rows[table][-1], "child": "D-0"})
    assert summaries(errors_with(package, rows)) == [("unknown_child", f"{table}[{last}].child", "D-0")]


@pytest.mark.parametrize(
    ("table", "number", "code"),
    [
        ("placements", "stay", "unknown_stay"),
        ("monthly_costs", "placement", "unknown_placement"),
        ("expenses", "stay", "unknown_stay"),
    ],
)
def test_rows_of_a_stay_or_a_placement_that_is_not_there(compiled, table, number, code):
    rows, _ = document_tables.rows_of(RIGHT)
    last = len(rows[table])
    rows[table].append({**rows[table][-1], number: 7})
    assert summaries(errors_with(compiled, rows)) == [(code, f"{table}[{last}].{number}", 7)]


def test_the_same_child_twice_is_said_once_and_nothing_of_its_rows(compiled):
    errors = errors_with(compiled, rows_with(("children", 2, {"id": "D-17"}), ("children", 3, {"id": "D-17"})))
    assert [(error.code, error.path, error.value, "children[0]" in error.message["en"]) for error in errors] == [
        ("duplicate_child", "children[2].id", "D-17", True),
        ("duplicate_child", "children[3].id", "D-17", True),
    ]


def test_a_child_that_stands_twice_is_named_in_no_error(compiled):
    errors = errors_with(compiled, rows_with(("children", 2, {"id": "D-17"}), ("stays", 0, {"gmina": "1"})))
    assert [(error.code, error.child) for error in errors] == [("duplicate_child", None), ("gmina_code", None)]


def test_rows_without_a_parent_hide_no_stay_without_placements(compiled):
    """The placements of stays that are not there stand between two stays that have none of their own."""
    rows = {name: [] for name in document_tables.COLUMNS}
    for child in "ab":
        rows["children"].append({"id": child})
        rows["stays"].append({"child": child, "stay": 1, "gmina": "2808011"})
        placement = {"child": child, "stay": 0, "placement": 0, "form": "related_family", "start": "2024-01-01"}
        rows["placements"].append(placement)
    errors = errors_with(compiled, rows)
    assert [(error.code, error.path) for error in errors] == [
        ("empty_list", "stays[0].placements"),
        ("empty_list", "stays[1].placements"),
        ("unknown_stay", "placements[0].stay"),
        ("unknown_stay", "placements[1].stay"),
    ]


def test_numbers_that_stand_many_times_are_all_said(compiled):
    """In time that grows with them: a table pasted many times over must not take minutes to be refused."""
    rows = {name: [] for name in document_tables.COLUMNS}
    rows["children"] = [{"id": "a"}]
    rows["stays"] = [{"child": "a", "stay": 0, "gmina": "2808011"} for _ in range(5_000)]
    rows["placements"] = [{"child": "a", "stay": 0, "placement": 0, "form": "related_family", "start": "2024-01-01"}]
    errors = errors_with(compiled, rows)
    assert [error.path for error in errors] == [f"stays[{row}].stay" for row in range(1, 5_000)]


def test_the_same_number_twice(compiled):
    errors = errors_with(compiled, rows_with(("stays", 1, {"stay": 0}), ("placements", 2, {"placement": 0})))
    assert ("number_doubled", "stays[1].stay", 0) in summaries(errors)
    assert {error.code for error in errors} == {"number_doubled", "unknown_stay", "unknown_placement"}
    errors = errors_with(compiled, rows_with(("placements", 2, {"placement": 0})))
    assert summaries(errors)[0] == ("number_doubled", "placements[2].placement", 0)
    assert "placements[1]" in errors[0].message["en"]


REQUIRED = {name: [c for c in columns if c not in ("ended_by", "start", "end", "day", "basis")]
            for name, columns in document_tables.COLUMNS.items()}  # fmt: skip
REQUIRED["placements"].append("start")


@pytest.mark.parametrize(("table", "column"), [(name, column) for name in REQUIRED for column in REQUIRED[name]])
def test_what_is_missing_is_said_by_its_row(compiled, table, column):
    """Beside it at most that rows of others are nobody's, or that nothing is left of a stay."""
    errors = errors_with(compiled, rows_with((table, 0, {column: None})))
    assert [e for e in summaries(errors) if e[0] == "missing_field"] == [
        ("missing_field", f"{table}[0].{column}", None)
    ]
    more = {"unknown_child", "unknown_stay", "unknown_placement", "empty_list"} if column in KEYS else set()
    assert {error.code for error in errors} <= {"missing_field"} | more


def test_missing_identifiers_double_nobody(compiled):
    rows = rows_with(("children", 2, {"id": None}), ("children", 3, {"id": None}))
    assert summaries(errors_with(compiled, rows)) == [
        ("missing_field", "children[2].id", None), ("missing_field", "children[3].id", None),
    ]  # fmt: skip
    first = {**rows_with(), "children": [{"id": None}, *rows_with()["children"]]}
    assert summaries(errors_with(compiled, first)) == [("missing_field", "children[0].id", None)]


def test_no_children(compiled):
    nothing = document_tables.tables_of({name: [] for name in document_tables.COLUMNS})
    assert summaries(errors_of(compiled.charge_tables, nothing, "2024-01")) == [("empty_list", "children", None)]
    assert summaries(errors_of(compiled.to_case, nothing)) == [("empty_list", "children", None)]


def test_all_that_is_wrong_is_said_at_once_table_by_table(compiled):
    rows = rows_with(
        ("children", 1, {"id": "D-17"}),
        ("stays", 1, {"gmina": "280801", "ended_by": "left"}),
        ("placements", 0, {"form": "grandmother", "start": "2023-02-29"}),
        ("placements", 2, {"end": "2100-01-01"}),
        ("monthly_costs", 1, {"amount": "1,5"}),
        ("monthly_costs", 2, {"child": "D-99"}),
        ("expenses", 2, {"amount": "0.01", "end": "2024-01-01"}),
        ("exemptions", 0, {"basis": "art. 27"}),
    )
    assert summaries(errors_with(compiled, rows)) == [
        ("duplicate_child", "children[1].id", "D-17"),
        ("gmina_code", "stays[1].gmina", "280801"),
        ("unknown_ended_by", "stays[1].ended_by", "left"),
        ("unknown_child", "stays[2].child", "D-18"),
        ("unknown_form", "placements[0].form", "grandmother"),
        ("day_does_not_exist", "placements[0].start", "2023-02-29"),
        ("day_out_of_range", "placements[2].end", "2100-01-01"),
        ("unknown_child", "placements[3].child", "D-18"),
        ("amount_format", "monthly_costs[1].amount", "1,5"),
        ("unknown_child", "monthly_costs[2].child", "D-99"),
        ("expense_day_and_period", "expenses[2].day", "2024-08-20"),
        ("recovered_positive", "expenses[2].amount", "0.01"),
        ("basis_of_other_ground", "exemptions[0].basis", "art. 27"),
    ]


def test_meaning_is_said_of_rows_wherever_they_stand(package):
    """The rows of tables reversed, but for monthly costs: every error names the row where it stands."""
    document = changed(
        ("children[0].stays[1].placements[1].start", "2024-10-19"),
        ("children[0].exemptions[0].end", "2023-03-14"),
        ("children[1].stays[0].placements[0].end", "2025-01-06"),
    )
    rows, places = document_tables.rows_of(document)
    tables = document_tables.tables_of(
        {name: of_table if name == "monthly_costs" else of_table[::-1] for name, of_table in rows.items()}
    )
    expected = set()
    for error in errors_of(read_case, json.dumps(document)):
        table, rest = document_tables.in_tables(error.path, places).split("[")
        row, column = rest.split("].")
        expected.add((error.code, f"{table}[{len(rows[table]) - 1 - int(row)}].{column}", error.value, error.child))
    assert len(expected) == 3
    got = errors_of(package.charge_tables, tables, "2024-01")
    assert {(error.code, error.path, error.value, error.child) for error in got} == expected


# Generated cases that are wrong

DAYS_OF = {"start", "end", "day"}


def parts_of(document):
    """Every part of a document that has fields of its own."""
    for child in document["children"]:
        yield child
        yield from child.get("exemptions", [])
        for stay in child["stays"]:
            yield stay
            yield from stay.get("expenses", [])
            for placement in stay["placements"]:
                yield placement
                yield from placement["monthly_cost"]


WORDS = ["", "x", "2808011", "related_family", "facility", "wages", "recovered", "adulthood", "death", "state_financed"]
WORDS += ["foreign_minor", "2024-02-30", "2024-02-29", "1.00", "-1.00", "1.005", "100000000", "art. 27", " ", "0.00"]


@st.composite
def spoiled(draw):
    """A document of which up to three fields hold something else."""
    document = copy.deepcopy(draw(strategies.cases()))
    for _ in range(draw(st.integers(1, 3))):
        part = draw(st.sampled_from([part for part in parts_of(document) if set(part) - {"id"}]))
        name = draw(st.sampled_from(sorted(set(part) - {"id"})))
        value = part[name]
        if isinstance(value, list):
            chosen = draw(st.sampled_from(["empty", "reversed"]))
            part[name] = [] if chosen == "empty" and name != "placements" else value[::-1]
        elif name in DAYS_OF and isinstance(value, str) and draw(st.integers(0, 3)) and len(value) == 10:
            if value[:4].isdecimal() and value != "2024-02-30":
                part[name] = str(date.fromisoformat(value) + timedelta(days=draw(st.integers(-40, 40))))
        elif draw(st.integers(0, 4)):
            part[name] = draw(st.sampled_from(WORDS))
        else:
            part.pop(name)
    return document


@given(spoiled())
@settings(max_examples=40)
def test_generated_cases_that_are_wrong(compiled, document):
    try:
        read_case(json.dumps(document))
    except InputError:
        compared(compiled, document)
    else:
        rows, _ = document_tables.rows_of(document)
        given_to = {
            "readings": Readings.model_validate(document["readings"]),
            "same_gmina": document["same_gmina"] or (),
        }
        case = compiled.to_case(document_tables.tables_of(rows), **given_to)
        assert case.children == read_case(json.dumps(document)).children

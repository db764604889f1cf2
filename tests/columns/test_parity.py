"""Columns are objects: the same charges, lines and segments, row by row, under every reading."""

import json
from collections import Counter
from datetime import date, timedelta
from itertools import product

import case_frames
import pytest
import reference
import strategies
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small_cases import child, placement, stay

from piecza import Case, Child, InputError, Readings, charges, own_law, read_case

KINDS = ["pyarrow", "pandas", "polars"]


def both(package, document, first, last, law=None, **more):
    """The rows of a document's charges from objects and from columns, which are compared on the way."""
    case = read_case(json.dumps(document))
    tables = package.to_tables(case, backend=more.pop("backend", "pyarrow"))
    on_objects = charges(case, first, last, law=law)
    expected = case_frames.rows_of_objects(case, on_objects)
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina, "law": law}
    result = package.charge_tables(tables, first, last, **given_to, detail="segments", **more)
    assert case_frames.rows_of_frames(result) == expected
    assert (result.totals, result.total, result.law) == (on_objects.totals, on_objects.total, on_objects.law)
    return case, tables, result, expected


@st.composite
def asked(draw, **fixed):
    """A document with the months asked for."""
    case = draw(strategies.cases(**fixed))
    return case, *draw(strategies.months(case))


@given(asked())
@settings(max_examples=40)
def test_columns_are_objects(compiled, given_case):
    case, tables, *_ = both(compiled, *given_case)
    assert compiled.to_case(tables, readings=case.readings, same_gmina=case.same_gmina) == case


@given(asked())
@settings(max_examples=15)
def test_columns_in_plain_python_are_objects_and_nothing_wraps(plain, given_case):
    both(plain, *given_case)


@given(asked(max_children=6), st.sampled_from(KINDS), st.sampled_from([1, 2, 3, 7]))
@settings(max_examples=15)
def test_kinds_of_frames_and_threads_change_nothing(compiled, given_case, backend, threads):
    _, tables, result, _ = both(compiled, *given_case, backend=backend, threads=threads)
    for frame in (*tables, result.charges, result.lines, result.segments):
        assert type(frame).__module__.startswith(backend)
    assert case_frames.columns_of(result.charges) == case_frames.CHARGE
    assert case_frames.columns_of(result.lines) == case_frames.LINE
    assert case_frames.columns_of(result.segments) == case_frames.SEGMENT


@pytest.mark.slow
@given(asked(max_children=4), st.sampled_from(KINDS), st.sampled_from([1, 3]))
def test_columns_are_objects_many_times(compiled, given_case, backend, threads):
    both(compiled, *given_case, backend=backend, threads=threads)


@given(asked())
@settings(max_examples=20)
def test_what_is_not_asked_for_is_not_there_and_changes_nothing(compiled, given_case):
    case, tables, whole, (of_charges, of_lines, _) = both(compiled, *given_case)
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina}
    for detail, expected in (("charges", (of_charges, [], [])), ("lines", (of_charges, of_lines, []))):
        result = compiled.charge_tables(tables, whole.first, whole.last, **given_to, detail=detail, threads=2)
        assert case_frames.rows_of_frames(result) == expected
        assert [result.lines is None, result.segments is None] == [detail == "charges", True]
        assert result.totals == whole.totals


@given(asked())
@settings(max_examples=20)
def test_columns_are_the_day_by_day_walk(package, given_case):
    document, first, last = given_case
    case = read_case(json.dumps(document))
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina, "detail": "segments"}
    result = package.charge_tables(package.to_tables(case), first, last, **given_to)
    expected = reference.charges(document, first, last)
    assert case_frames.rows_of_frames(result) == case_frames.rows_of_document(case, expected)
    assert [{"gmina": g, "amount": str(amount)} for g, amount in result.totals.items()] == reference.totals(expected)


def test_a_stay_without_a_day_of_stay_between_two_others_of_a_month(package):
    def of(start, end):
        placements = [{"form": "related_family", "start": start, "end": end, "monthly_cost": [{"amount": "899.00"}]}]
        return {"gmina": "2808011", "placements": placements}

    stays = [of("2024-05-01", "2024-05-03"), of("2024-05-10", "2024-05-10"), of("2024-05-20", None)]
    document = {
        "schema": "piecza.case/1",
        "readings": {"leaving_day": "not_counted", "after_return": "sum"},
        "children": [{"id": "D-1", "stays": stays}],
    }
    *_, (charged, lines, _) = both(package, document, "2024-05", "2024-05")
    assert (len(charged), len(lines)) == (1, 2)


@given(strategies.cases(), st.integers(1990, 2012), st.integers(0, 20))
@settings(max_examples=10)
def test_many_years_at_once(compiled, document, year, years):
    both(compiled, document, f"{year}-01", f"{year + years}-12")


@given(asked(max_children=3), st.integers())
@settings(max_examples=15)
def test_rows_may_stand_in_any_order(package, given_case, seed):
    case, tables, whole, (of_charges, of_lines, of_segments) = both(package, *given_case)
    other, origins = case_frames.shuffled(tables, seed)
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina, "detail": "segments"}
    result = package.charge_tables(other, whole.first, whole.last, **given_to)
    charged, lines, segments = case_frames.rows_of_frames(result)
    assert Counter(charged) == Counter(of_charges)
    assert list(dict.fromkeys(row[0] for row in charged)) == [
        name for name in (tables.children["id"][row].as_py() for row in origins["children"])
        if name in {row[0] for row in of_charges}
    ]  # fmt: skip

    def named(line, rows, origin):
        table = "monthly_costs" if line[2] == "monthly_cost" else "expenses"
        source = origin[table][line[1]] if origin else line[1]
        return rows[line[0]][:3], source, *line[2:]

    assert Counter(named(line, charged, origins) for line in lines) == Counter(
        named(line, of_charges, None) for line in of_lines
    )
    assert Counter(part[1:] for part in segments) == Counter(part[1:] for part in of_segments)


@given(st.data(), st.integers(-5, 5), st.integers(1, 9))
@settings(max_examples=15)
def test_numbers_of_stays_and_placements_may_begin_anywhere_and_leave_gaps(compiled, data, first, step):
    document, begin, end = data.draw(asked())
    case, tables, whole, expected = both(compiled, document, begin, end)
    made = []
    for table in tables:
        for name in ("stay", "placement"):
            if name in table.column_names:
                numbers = [first + step * number for number in table[name].to_pylist()]
                table = table.set_column(table.column_names.index(name), name, [numbers])
        made.append(table)
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina, "detail": "segments"}
    result = compiled.charge_tables(compiled.CaseTables(*made), whole.first, whole.last, **given_to)
    assert case_frames.rows_of_frames(result) == expected


# What meets on a day or in a month

FORMS = ["related_family", "facility", "emergency_family"]
MOVES = [  # days of the first, the second and the third placement
    [("2024-05-01", "2024-05-10"), ("2024-05-10", "2024-05-10"), ("2024-05-10", "2024-06-02")],
    [("2024-05-01", "2024-05-10"), ("2024-05-10", "2024-05-11"), ("2024-05-11", None)],
    [("2024-05-10", "2024-05-10"), ("2024-05-10", "2024-05-10"), ("2024-05-10", "2024-05-10")],
]
EXPENSES = [
    [],
    [{"kind": "coordinator", "day": "2024-05-10", "amount": "100.01"}],
    [{"kind": "wages", "start": "2024-05-09", "end": "2024-05-11", "amount": "100.01"}],
    [{"kind": "recovered", "start": "2024-05-10", "end": "2024-06-01", "amount": "-1000.01"}],
]


def children_who_move():
    for number, (forms, days, expenses) in enumerate(product(product(FORMS, repeat=3), MOVES, EXPENSES)):
        placements = [
            placement(form, *span, cost)
            for form, span, cost in zip(forms, days, ("1000", "2000.01", "0.03"), strict=True)
        ]
        yield child(f"D-{number}", stay("2808011", *placements, expenses=expenses))


@pytest.mark.parametrize(
    ("transfer_day", "leaving_day"), [*product(("receiving", "leaving", "both"), ("counted", "not_counted"))]
)
def test_three_placements_that_meet_on_a_day(package, transfer_day, leaving_day):
    more = {"emergency_care": "exempt", "coordinator": "excluded", "leaving_day": leaving_day}
    children = list(children_who_move())[:: 1 if package.is_compiled else 5]
    readings = Readings(transfer_day=transfer_day, **more)
    document = {"schema": "piecza.case/1", "readings": readings.model_dump(), "children": children}
    wrong = codes_of(read_case, json.dumps(document))
    outside = {name for name, *_ in wrong}
    right = [one for one in children if one["id"] not in outside]
    assert min(len(outside), len(right)) > len(children) / 7
    both(package, {**document, "children": right}, "2024-04", "2024-07")
    tables = package.to_tables(unchecked(document))
    for act in (package.to_case, lambda tables, **more: package.charge_tables(tables, "2024-05", **more)):
        assert codes_of(act, tables, readings=readings) == wrong


def codes_of(act, *of, **more):
    """What is wrong, by child: the code, the column and the value."""
    with pytest.raises(InputError) as caught:
        act(*of, **more)
    return [(e.child, e.code, e.path.rsplit(".", 1)[-1], e.value, e.message["pl"]) for e in caught.value.errors]


def unchecked(document):
    """A case whose parts are right each for itself, whatever they mean together."""
    return Case.model_construct(
        readings=Readings(),
        same_gmina=(),
        family_costs=(),
        children=tuple(map(Child.model_validate, document["children"])),
    )


def test_stays_that_meet_in_a_month(compiled):
    """One charge for each gmina, in the order of their stays, whichever way gminas and empty stays alternate."""
    spans = [
        ("2024-05-02", "2024-05-02"),
        ("2024-05-04", "2024-05-09"),
        ("2024-05-10", "2024-05-10"),
        ("2024-05-31", None),
    ]
    children = [
        child(
            f"D-{number}",
            *(
                stay(gmina, placement("related_family", *span), ended_by="return_home" if span[1] else None)
                for gmina, span in zip(gminas, spans, strict=True)
            ),
        )
        for number, gminas in enumerate(product(("2808011", "2604043"), repeat=4))
    ]
    for leaving_day, months in product(
        ("counted", "not_counted"), (("2024-05", "2024-05"), ("2024-04", "2024-07"), ("2024-06", "2024-06"))
    ):
        readings = {"leaving_day": leaving_day, "after_return": "reset_if_gmina_changes"}
        both(compiled, {"schema": "piecza.case/1", "readings": readings, "children": children}, *months)


# A law of one's own


def bands(since, until, percents):
    end = f"until = {until}\n" if until else ""
    return f"""
[[bands]]
from = {since}
{end}percent = {percents}
family = "art. 191 ust. 9"
facility = "art. 191 ust. 10"
replaces = "próba"
source = {{ act = "Dz.U. 2026 poz. 1 (zmyślona)" }}
"""


def end_of_exemption(reading, since, until, grounds, basis):
    return f'''
[[exemptions]]
reading = "{reading}"
grounds = {json.dumps(grounds)}
from = {since}
until = {until}
basis = "{basis}"
source = {{ act = "Dz.U. 2026 poz. 1 (zmyślona)" }}
'''


OWN_DAYS = st.dates(date(2026, 6, 1), date(2027, 12, 31))


@st.composite
def own_laws(draw):
    since, percents = draw(OWN_DAYS), st.lists(st.integers(0, 100), min_size=1, max_size=6)
    until = draw(st.none() | st.integers(0, 200).map(lambda days: since + timedelta(days=days)))
    texts = [bands(since, until, draw(percents))]
    if until is None and draw(st.booleans()):
        texts.append(bands(since + timedelta(days=draw(st.integers(1, 200))), None, draw(percents)))
    if draw(st.booleans()):
        grounds = ["no_residence_in_poland", "foreign_court", "foreign_minor"]
        until_17 = draw(OWN_DAYS)
        texts.append(end_of_exemption("ust_17_before_2018_08_27", "2018-08-27", until_17, grounds, "art. 191 ust. 17"))
    if draw(st.booleans()):
        grounds = ["left_after_birth", "unknown_parents"]
        until_10a = draw(OWN_DAYS)
        texts.append(
            end_of_exemption("ust_10a_before_2014_09_19", "2014-09-19", until_10a, grounds, "art. 191 ust. 10a")
        )
    try:
        return own_law({f"{number}.toml": text for number, text in enumerate(texts)})
    except InputError:  # bands that follow each other may leave a gap
        return assume(False)


@given(own_laws(), strategies.cases(starts=st.dates(date(2020, 1, 1), date(2027, 12, 31))), st.sampled_from([6, 9, 12]))
@settings(max_examples=15)
def test_bands_and_exemptions_of_ones_own(package, law, document, month):
    both(package, document, f"2026-{month:02d}", "2028-02", law=law)

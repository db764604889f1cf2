"""Readings that must be chosen, days that no rule covers, and what a reader must know: as of objects."""

import dataclasses
import json
from collections import Counter
from datetime import date

import document_tables
import pytest
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cases import child, placement, stay

from piecza import InputError, ReadingNeeded, charges, own_law, read_case
from piecza.case.documents import month_range
from piecza.columns import charged_tables
from piecza.readings import READINGS

GMINAS = ["2808011", "2604043", "1465011", "0161011", "0100011", "9901011"]
"""Gminas, cities with powiat rights, and codes that no gmina can have."""


def outcome(act, *of, **more):
    """What comes of it: what must be chosen, what is wrong, or the totals; and the notices."""
    try:
        result = act(*of, **more)
    except (ReadingNeeded, InputError) as refused:
        return refused.to_dict(), []
    return result.totals, list(result.notices)


def compared(package, document, first, last, law=None, **more):
    """The outcome of columns, which is that of objects."""
    case = read_case(json.dumps(document))
    expected, told = outcome(charges, case, first, last, law=law)
    _, places = document_tables.rows_of(document)
    given_to = {"readings": case.readings, "same_gmina": case.same_gmina, "law": law, **more}
    got, notices = outcome(package.charge_tables, package.to_tables(case), first, last, **given_to)
    assert got == expected
    in_tables = [
        {**one, "path": document_tables.in_tables(one["path"], places) if "children" in one["path"] else one["path"]}
        for one in told
    ]
    assert Counter(map(str, notices)) == Counter(map(str, in_tables))
    return got, notices


@st.composite
def asked(draw):
    """A document in which some readings are not chosen, and gminas of every kind, with the months asked for."""
    document = draw(strategies.cases(max_children=4))
    for name in draw(st.sets(st.sampled_from([*strategies.OPEN, "coordinator", "wage_apportionment"]))):
        document["readings"].pop(name)
    for one in document["children"]:
        for own in one["stays"]:
            own["gmina"] = draw(st.sampled_from([own["gmina"], *GMINAS]))
            for part in own["placements"]:
                if draw(st.integers(0, 3)) == 0:
                    part["monthly_cost"] = []
    return document, *draw(strategies.months(document))


@given(asked(), st.sampled_from([1, 3]))
@settings(max_examples=25)
def test_what_must_be_chosen_and_what_must_be_known(package, given_case, threads):
    compared(package, *given_case, threads=threads)


@pytest.mark.slow
@given(asked())
def test_what_must_be_chosen_many_times(compiled, given_case):
    compared(compiled, *given_case)


def returns(name, first_days=("2011-03-01", "2011-05-10"), second_days=("2023-04-01", None), **more):
    """A child who came back."""
    stays = [stay("2808011", placement("related_family", *days)) for days in (first_days, second_days)]
    stays[0]["ended_by"] = "return_home"
    return child(name, *stays, **more)


def document_of(*children, **readings):
    return {"schema": "piecza.case/1", "readings": readings, "children": list(children)}


@st.composite
def open_readings(draw):
    """Children who came back, or are perhaps exempt, about whom readings decide that are mostly not chosen."""
    children = []
    for number in range(draw(st.integers(1, 5))):
        days = st.dates(date(2009, 1, 1), date(2019, 12, 31))
        start, end, again = map(str, sorted(draw(st.lists(days, min_size=3, max_size=3, unique=True))))
        one = returns(f"D-{number}", (start, end), (again, None))
        one["stays"][0] |= draw(st.sampled_from([{}, {"ended_by": "return_home"}, {"ended_by": "other"}]))
        one["stays"][1]["gmina"] = draw(st.sampled_from(GMINAS[:2]))
        one["stays"] = one["stays"][: draw(st.sampled_from([1, 2, 2]))]
        grounds = draw(st.sets(st.sampled_from(["foreign_minor", "foreign_court"])))
        children.append(one | {"exemptions": [{"ground": ground} for ground in sorted(grounds)]})
    chosen = draw(st.sets(st.sampled_from(strategies.OPEN), max_size=2))
    readings = {name: draw(st.sampled_from(READINGS[name].options)) for name in sorted(chosen)}
    year, years = draw(st.integers(2012, 2020)), draw(st.integers(0, 3))
    return document_of(*children, **readings), f"{year}-{draw(st.integers(1, 12)):02}", f"{year + years}-12"


@given(open_readings(), st.sampled_from([1, 3]))
@settings(max_examples=40)
def test_readings_that_must_be_chosen_are_those_of_objects(compiled, given_case, threads):
    compared(compiled, *given_case, threads=threads)


@given(open_readings())
@settings(max_examples=8)
def test_readings_that_must_be_chosen_in_plain_python(plain, given_case):
    compared(plain, *given_case)


@given(open_readings())
@settings(max_examples=25)
def test_readings_of_parts_are_those_of_the_whole(compiled, given_case):
    """Children one after the other, as of a folder, are asked about as all of them at once."""
    document, first, last = given_case
    case = read_case(json.dumps(document))
    expected, _ = outcome(charges, case, first, last)
    work = charged_tables.TableWork(*month_range(first, last), case.readings)
    for one in case.children:
        work.charge(compiled.to_tables(case.model_copy(update={"children": (one,)})))
    if "errors" not in expected:
        work.ask()
        assert work.totals == expected
        return
    with pytest.raises(ReadingNeeded) as needed:
        work.ask()
    assert needed.value.to_dict() == expected


def test_the_readings_that_must_be_chosen_are_said_with_their_children_and_totals(compiled):
    exemptions = [{"ground": "foreign_minor"}]
    many = [returns(f"D-{number}", exemptions=exemptions if number % 3 else []) for number in range(7)]
    many += [returns("D-7", ("2014-01-01", "2016-01-01"), ("2016-05-02", None))]
    (got, _) = compared(compiled, document_of(*many), "2018-04", "2023-12", threads=2)
    assert [error["path"] for error in got["errors"]] == ["readings.after_return", "readings.pre_2012_return"]
    assert [len(error["children"]) for error in got["errors"]] == [1, 3]


def test_a_reading_that_changes_nothing_but_a_band(compiled):
    document = document_of(returns("D-1", ("2014-01-01", "2016-01-01"), ("2016-05-02", None), exemptions=[
        {"ground": "state_financed", "basis": "art. 1"}]))  # fmt: skip
    totals, notices = compared(compiled, document, "2016-06", "2016-06")
    assert str(totals["2808011"]) == "0.00"
    assert [one["path"] for one in notices] == ["readings.after_return"]


def test_stays_after_an_adoption_and_of_adults(compiled):
    for ended_by, leaving_day in (("adoption", "counted"), ("adulthood", "not_counted"), ("adulthood", "counted")):
        for days in (("2022-05-31", "2022-06-01"), ("2022-06-01", "2022-06-01"), ("2022-06-30", "2022-07-01")):
            one = returns("D-1", ("2020-01-01", "2021-01-01"), days)
            one["stays"][0]["ended_by"] = ended_by
            for month in ("2022-05", "2022-06", "2022-07"):
                compared(compiled, document_of(one, leaving_day=leaving_day, after_return="sum"), month, month)


@pytest.mark.parametrize("coordinator", [None, "percent", "full", "excluded"])
def test_coordinators(package, coordinator):
    spent = [{"kind": "coordinator", "start": "2023-01-20", "end": "2023-02-10", "amount": "100.00"}]
    spent.append({"kind": "coordinator", "day": "2023-02-01", "amount": "50.00"})
    one = child("D-1", stay("2808011", placement("family_home", "2022-01-01"), expenses=spent))
    chosen = {"coordinator": coordinator} if coordinator else {}
    for first, last in (("2022-12", "2022-12"), ("2023-01", "2023-01"), ("2023-02", "2023-03"), ("2023-03", "2023-03")):
        compared(package, document_of(one, **chosen), first, last)


@pytest.mark.parametrize("transfer_day", ["receiving", "leaving", "both"])
def test_days_without_a_cost(package, transfer_day):
    """A month is told of only where its placement has neither a cost nor an expense in it, neighbours together."""
    placements = [
        placement("family_home", "2022-01-31", "2022-03-10", None),
        placement("related_family", "2022-03-10", "2022-04-30"),
        placement("facility", "2022-04-30", None, None),
    ]
    spent = [{"kind": "wages", "start": "2022-02-28", "end": "2022-03-12", "amount": "9.00"}]
    for expenses in ([], spent):
        document = document_of(child("D-1", stay("2808011", *placements, expenses=expenses)), transfer_day=transfer_day)
        for months in (("2021-12", "2022-08"), ("2022-02", "2022-02"), ("2022-03", "2022-04"), ("2022-05", "2022-05")):
            _, notices = compared(package, document, *months)
            assert {one["code"] for one in notices} <= {"no_cost"}


BANDS = """
[[bands]]
from = 2027-01-01
percent = [10, 20, 40, 60]
family = "art. 191 ust. 9"
facility = "art. 191 ust. 10"
source = { act = "Dz.U. 2026 poz. 1 (zmyślona)" }
"""


def law_until(last):
    """The law with bands of one's own, which perhaps end on a day."""
    law = own_law({"a.toml": BANDS})
    *earlier, bands = law.act.bands
    return dataclasses.replace(
        law, act=law.act.model_copy(update={"bands": (*earlier, bands.model_copy(update={"until": last}))})
    )


@pytest.mark.parametrize("last", [None, date(2027, 4, 14)])
def test_own_law_is_told_and_a_day_after_its_end_is_an_error(package, last):
    law, refused = law_until(last), 0
    one = child("D-1", stay("2808011", placement("family_home", "2025-01-01", "2027-05-03")))
    of_state = {"ground": "state_financed", "basis": "x"}
    exempt = [
        child(f"D-{day}", one["stays"][0], exemptions=[{**of_state, "start": f"2027-04-{day}"}]) for day in (15, 16)
    ]
    before = child("D-3", stay("2808011", placement("facility", "2011-12-31")))
    for first, end in (("2026-12", "2026-12"), ("2027-01", "2027-03"), ("2027-03", "2027-04"), ("2027-05", "2027-06")):
        for children in ([one], exempt[:1], exempt[1:], [before], [before, *exempt, one]):
            got, _ = compared(package, document_of(*children, pre_2012_return="pays"), first, end, law=law)
            refused += "errors" in got
    assert bool(refused) == bool(last)

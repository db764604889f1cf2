"""What must hold of every charge, under every combination of readings."""

import copy
import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
import reference
import strategies
from hypothesis import assume, given
from hypothesis import strategies as st

from piecza import Case, InputError, ReadingNeeded, charges, read_case


def worked_out(document, first, last):
    return charges(read_case(json.dumps(document)), first, last).to_dict()


@st.composite
def asked(draw, **fixed):
    """A document with the months asked for."""
    case = draw(strategies.cases(**fixed))
    return case, *draw(strategies.months(case))


@given(asked())
def test_fast_form_equals_the_day_by_day_walk(given_case):
    case, first, last = given_case
    result = worked_out(case, first, last)
    expected = reference.charges(case, first, last)
    assert result["charges"] == expected
    assert result["totals"] == reference.totals(expected)


@pytest.mark.slow
@given(asked(mid_month="daily"))
def test_the_months_of_many_years_are_those_of_each_month(given_case):
    case, first, last = given_case
    earlier = f"{int(first[:4]) - 2:04d}{first[4:]}"
    together = worked_out(case, earlier, last)["charges"]
    assert [charge for charge in together if charge["month"] == last] == worked_out(case, last, last)["charges"]


@pytest.mark.slow
@given(asked())
def test_what_is_printed_adds_up(given_case):
    result = worked_out(*given_case)
    rounding = result["readings"]["rounding"]
    for charge in result["charges"]:
        lines = charge["lines"]
        assert Decimal(charge["base"]) == sum(Decimal(line["base"]) for line in lines)
        for line in lines:
            segments = line["segments"]
            assert line["days"] == sum(segment["days"] for segment in segments)
            assert [line["start"], line["end"]] == [segments[0]["start"], segments[-1]["end"]]
            for before, after in pairwise(segments):
                assert date.fromisoformat(before["end"]) + timedelta(days=1) == date.fromisoformat(after["start"])
                keys = ("percent", "band", "basis", "exempt")
                assert [before[key] for key in keys] != [after[key] for key in keys]
            amounts = [segment["amount"] for segment in segments]
            if rounding == "segment":
                assert Decimal(line["amount"]) == sum(map(Decimal, amounts))
            else:
                assert set(amounts) == {None}
        if rounding == "child_month":
            assert all(line["amount"] is None for line in lines)
        else:
            assert Decimal(charge["amount"]) == sum(Decimal(line["amount"]) for line in lines)
    by_gmina = {total["gmina"]: Decimal(total["amount"]) for total in result["totals"]}
    for gmina, total in by_gmina.items():
        assert total == sum(Decimal(c["amount"]) for c in result["charges"] if c["gmina"] == gmina)
    assert Decimal(result["total"]) == sum(by_gmina.values())


@pytest.mark.slow
@given(asked(pre_2012_return="pays", emergency_care="pays", coordinator="percent"))
def test_a_charge_lies_between_10_and_50_percent_of_its_base(given_case):
    case, first, last = given_case
    for child in case["children"]:
        child["exemptions"] = []
        for stay in child["stays"]:
            stay["expenses"] = [e for e in stay.get("expenses", []) if e["kind"] != "recovered"]
    for charge in worked_out(case, first, last)["charges"]:
        rounded = [segment for line in charge["lines"] for segment in line["segments"] if segment["exempt"] is None]
        if len(rounded) < sum(len(line["segments"]) for line in charge["lines"]):
            continue  # placed before 2012
        up_to = Fraction(1, 200) * max(1, len(rounded))
        base, amount = Fraction(charge["base"]), Fraction(charge["amount"])
        assert base / 10 - up_to <= amount <= base / 2 + up_to


def split(placement, at):
    """A placement in two: the first ends the day before a day, the second begins on it at the cost then in force."""
    first, second = copy.deepcopy(placement), copy.deepcopy(placement)
    first["end"] = (at - timedelta(days=1)).isoformat()
    second["start"] = at.isoformat()
    entries = placement["monthly_cost"]
    starts = [date.fromisoformat(e.get("start") or placement["start"]) for e in entries]
    first["monthly_cost"] = [e for e, start in zip(entries, starts, strict=True) if start < at]
    in_force = [e for e, start in zip(entries, starts, strict=True) if start <= at][-1:]
    later = [e for e, start in zip(entries, starts, strict=True) if start > at]
    second["monthly_cost"] = [{"amount": e["amount"]} for e in in_force] + later
    return first, second


@pytest.mark.slow
@given(asked(), st.integers(1, 400), st.booleans())
def test_splitting_a_placement_changes_no_more_than_roundings(given_case, after, at_month_end):
    case, first, last = given_case
    stay = case["children"][0]["stays"][-1]
    placement = stay["placements"][-1]
    start = date.fromisoformat(placement["start"])
    at = start + timedelta(days=after)
    if at_month_end:
        at = (at.replace(day=1) + timedelta(days=31)).replace(day=1)
    assume(at > start and (not placement.get("end") or at <= date.fromisoformat(placement["end"])))
    whole = worked_out(case, first, last)
    stay["placements"][-1:] = split(placement, at)
    parts = worked_out(case, first, last)
    if at_month_end:
        strip = [{k: v for k, v in line.items() if k != "source"} for c in whole["charges"] for line in c["lines"]]
        assert strip == [
            {k: v for k, v in line.items() if k != "source"} for c in parts["charges"] for line in c["lines"]
        ]
        assert whole["total"] == parts["total"]
    else:
        pieces = sum(
            1 + len(line["segments"]) for document in (whole, parts) for c in document["charges"] for line in c["lines"]
        )
        assert abs(Decimal(whole["total"]) - Decimal(parts["total"])) <= Decimal("0.005") * pieces


@pytest.mark.slow
@given(asked(), st.data())
def test_one_more_grosz_never_lowers_the_share(given_case, data):
    case, first, last = given_case
    before = worked_out(case, first, last)["charges"]
    costs = [
        cost
        for child in case["children"]
        for stay in child["stays"]
        for cost in [*stay["expenses"], *(e for p in stay["placements"] for e in p["monthly_cost"])]
        if cost["amount"] != "0.00" or cost.get("kind") != "recovered"
    ]
    assume(costs)
    cost = data.draw(st.sampled_from(costs))
    cost["amount"] = str(Decimal(cost["amount"]) + Decimal("0.01"))
    after = worked_out(case, first, last)["charges"]
    for old, new in zip(before, after, strict=True):
        assert Decimal(new["amount"]) >= Decimal(old["amount"])


@pytest.mark.slow
@given(asked(max_children=3))
def test_the_order_of_children_does_not_matter(given_case):
    case, first, last = given_case

    def amounts(document):
        result = worked_out(document, first, last)
        by_child = sorted((c["child"], c["month"], c["gmina"], c["base"], c["amount"]) for c in result["charges"])
        return by_child, result["totals"], result["total"]

    forward = amounts(case)
    case["children"].reverse()
    assert amounts(case) == forward


@pytest.mark.slow
@given(strategies.cases())
def test_a_document_written_and_read_again_is_the_same(case):
    once = read_case(json.dumps(case))
    written = once.model_dump_json()
    again = read_case(written)
    assert again == once
    assert again.model_dump_json() == written
    assert Case(children=once.children, readings=once.readings, same_gmina=once.same_gmina) == once


@pytest.mark.slow
@given(asked())
def test_a_written_result_is_the_same_document(given_case):
    case, first, last = given_case
    result = charges(read_case(json.dumps(case)), first, last)
    assert json.loads(result.to_json()) == result.to_dict()


@pytest.mark.slow
@given(asked(), st.sets(st.sampled_from(strategies.OPEN), min_size=1))
def test_readings_are_asked_for_exactly_when_amounts_depend_on_them(given_case, left_open):
    """Every choice of the open readings is worked out by the walk, and what is asked compared with the definition."""
    case, first, last = given_case
    names = sorted(left_open, key=strategies.OPEN.index)
    for name in names:
        case["readings"].pop(name)

    def choices(open_names):
        if not open_names:
            return [{}]
        return [
            {open_names[0]: option, **rest}
            for option in strategies.OPTIONS[open_names[0]]
            for rest in choices(open_names[1:])
        ]

    def worked(choice):
        walked = reference.charges({**case, "readings": {**case["readings"], **choice}}, first, last)
        by_child = {}
        for charge in walked:
            by_child.setdefault(charge["child"], []).append(
                (charge["amount"], [li["amount"] for li in charge["lines"]])
            )
        return by_child, sum(reference.grosze(charge["amount"]) for charge in walked)

    results = [(choice, *worked(choice)) for choice in choices(names)]
    needed = {}
    for name in names:
        children = [
            child["id"]
            for child in case["children"]
            if any(
                one.get(child["id"]) != other.get(child["id"])
                for choice, one, _ in results
                for another, other, _ in results
                if all(choice[n] == another[n] for n in names if n != name)
            )
        ]
        if children:
            firsts = {n: strategies.OPTIONS[n][0] for n in names}
            totals = {
                choice[name]: reference.zlote(total)
                for choice, _, total in results
                if all(choice[n] == firsts[n] for n in names if n != name)
            }
            needed[name] = (children, totals)
    document = read_case(json.dumps(case))
    if not needed:
        result = charges(document, first, last).to_dict()
        assert all(result["readings"][name] is None for name in names)
        assert result["charges"] == reference.charges(
            {**case, "readings": {**case["readings"], **{n: strategies.OPTIONS[n][0] for n in names}}}, first, last
        )
        return
    with pytest.raises(ReadingNeeded) as caught:
        charges(document, first, last)
    assert {
        e.reading: (list(e.children), {o["option"]: o["total"] for o in e.options}) for e in caught.value.errors
    } == needed


@given(strategies.cases(), st.data())
def test_an_expense_is_right_exactly_where_a_family_bears_all_its_days(case, data):
    stay = data.draw(st.sampled_from([s for child in case["children"] for s in child["stays"]]))
    edges = [date.fromisoformat(d) for p in stay["placements"] for d in (p["start"], p.get("end")) if d]
    start = data.draw(st.sampled_from(edges)) + timedelta(days=data.draw(st.integers(-2, 2)))
    end = start + timedelta(days=data.draw(st.sampled_from([0, 1, 2, 40])))
    expense = {"kind": "lodging", "start": start.isoformat(), "end": end.isoformat(), "amount": "10.00"}
    stay["expenses"].append(expense)
    if strategies.bears_expense(stay, start, end, reference.readings_of(case)):
        read_case(json.dumps(case))
    else:
        with pytest.raises(InputError) as caught:
            read_case(json.dumps(case))
        assert {e.code for e in caught.value.errors} <= {"expense_outside_stay", "expense_in_facility"}

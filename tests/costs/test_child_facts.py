"""A reading that does not concern a child gives it the same charges under every option."""

import json
from typing import get_args

import cost_strategies
import pytest
import small_cases
from hypothesis import given

import piecza
from piecza.costs.child_facts import _IS_SO, ChildFacts
from piecza.costs.costing import Costing
from piecza.dates import Month, Span, months
from piecza.law.law_in_force import shipped_law
from piecza.readings import READINGS, Fact
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import charges_of


def test_every_fact_is_known_and_asked_for():
    facts = {fact for group in get_args(Fact) for fact in (get_args(group) or [group])}
    assert facts == {*_IS_SO} == {fact for reading in READINGS.values() for fact in reading.concerns or ()}


def costing_of(case, first, last):
    days = Span(Month.parse(str(first)).span.first, Month.parse(str(last)).span.last)
    return Costing(case, days, shipped_law())


def test_the_anniversary_of_29_february_concerns_who_came_on_it():
    case = small_cases.case(small_cases.family("D-1", "2604043", "2024-02-29"), small_cases.family("D-2", "2604043"))
    costing = costing_of(case, "2025-02", "2025-03")
    assert [ChildFacts(costing, at).concerning(["leap_day"]) for at in (0, 1)] == [["leap_day"], []]


def test_days_of_others_in_the_family_concern_whoever_shares_its_costs():
    cost = {"family": "R-1", "kind": "wages", "amount": "3000.00", "start": "2025-03-01", "end": "2025-03-31"}
    children = [
        small_cases.child(
            name,
            small_cases.stay("2604043", small_cases.placement("professional_family", "2024-05-01", end, family=family)),
        )
        for name, end, family in (("D-1", None, "R-1"), ("D-2", "2025-03-10", "R-1"), ("D-3", None, "R-2"))
    ]
    costing = costing_of(small_cases.case(*children, family_costs=[cost]), "2025-03", "2025-03")
    readings = ["leaving_day", "transfer_day", "wage_apportionment", "lodging_split"]
    concerning = [ChildFacts(costing, at).concerning(readings) for at in range(3)]
    assert concerning == [readings[:3], readings[:3], []]


def test_days_in_a_facility_concern_whoever_is_in_one():
    facility = small_cases.child("D-2", small_cases.stay("2604043", small_cases.placement("facility", "2024-01-01")))
    costing = costing_of(small_cases.case(small_cases.family("D-1", "2604043"), facility), "2025-03", "2025-03")
    assert [ChildFacts(costing, at).concerning(["facility_days"]) for at in (0, 1)] == [[], ["facility_days"]]


PARTS = {
    "whole months": ({}, False),
    "a month of arrival": ({"start": "2025-03-31"}, True),
    "a month of leaving": ({"end": "2025-03-01"}, True),
    "a leaving after the month": ({"end": "2025-04-01"}, False),
    "a cost that changes within the month": ({"changes": "2025-03-02"}, True),
    "a cost that changes with the month": ({"changes": "2025-03-01"}, False),
    "a cost that changes within another month": ({"changes": "2025-02-02"}, False),
    "an expense of one month": ({"spent": ("2025-03-01", "2025-03-31")}, False),
    "an expense of two months": ({"spent": ("2025-03-31", "2025-04-01")}, True),
    "an expense of two other months": ({"spent": ("2025-01-31", "2025-02-28")}, False),
}


@pytest.mark.parametrize("name", PARTS)
def test_the_rounding_of_a_base_concerns_whoever_has_a_part_of_a_cost(name):
    more, expected = PARTS[name]
    child = small_cases.family("D-1", "2604043", more.get("start", "2024-11-10"), more.get("end"))
    (stay,) = child["stays"]
    if "changes" in more:
        stay["placements"][0]["monthly_cost"].append({"start": more["changes"], "amount": "2000.00"})
    if "spent" in more:
        start, end = more["spent"]
        stay["expenses"] = [{"kind": "lodging", "start": start, "end": end, "amount": "100.01"}]
    costing = costing_of(small_cases.case(child), "2025-03", "2025-03")
    assert ChildFacts(costing, 0).concerning(["base_rounding"]) == (["base_rounding"] if expected else [])


ASKED = {
    "a move on the last day asked for": ("transfer_day", [("related_family", "2024-05-01", "2025-03-31")], True),
    "a move on the first": ("transfer_day", [("related_family", "2024-05-01", "2025-03-01")], True),
    "a move the day before": ("transfer_day", [("related_family", "2024-05-01", "2025-02-28")], False),
    "a move the day after": ("transfer_day", [("related_family", "2024-05-01", "2025-04-01")], False),
    "a facility until the first day": ("facility_days", [("facility", "2024-05-01", "2025-03-01")], True),
    "a facility until the day before": ("facility_days", [("facility", "2024-05-01", "2025-02-28")], False),
    "emergency care until the first day": ("emergency_care", [("emergency_family", "2024-05-01", "2025-03-01")], True),
    "emergency care until the day before": (
        "emergency_care", [("emergency_family", "2024-05-01", "2025-02-28")], False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ASKED)
def test_placements_on_other_days_than_those_asked_for_concern_nobody(name):
    reading, ((form, start, end),), expected = ASKED[name]
    before, after = small_cases.placement(form, start, end), small_cases.placement("related_family", end)
    child = small_cases.child("D-1", small_cases.stay("2604043", before, after))
    costing = costing_of(small_cases.case(child), "2025-03", "2025-03")
    assert ChildFacts(costing, 0).concerning([reading]) == ([reading] if expected else [])


@pytest.mark.parametrize(
    ("end", "again", "expected"),
    [
        ("2025-03-01", None, True), ("2025-03-31", None, True),
        ("2025-02-28", None, False), ("2025-04-01", None, False),
        ("2025-02-20", "2025-03-31", True), ("2025-02-20", "2025-04-01", False),
    ],
)  # fmt: skip
def test_the_last_day_concerns_whoever_leaves_then_or_is_back(end, again, expected):
    stays = [small_cases.stay("2604043", small_cases.placement("related_family", "2024-05-01", end))]
    stays += [small_cases.stay("2604043", small_cases.placement("related_family", again))] if again else []
    costing = costing_of(small_cases.case(small_cases.child("D-1", *stays)), "2025-03", "2025-03")
    assert ChildFacts(costing, 0).concerning(["leaving_day"]) == (["leaving_day"] if expected else [])
    returned = ["after_return"] if again and expected else []
    assert ChildFacts(costing, 0).concerning(["after_return"]) == returned


@pytest.mark.parametrize(("month", "expected"), [("2014-09", True), ("2014-10", False)])
def test_days_before_a_rule_concern_whom_it_exempts_while_such_days_are_asked_for(month, expected):
    child = small_cases.family("D-1", "2604043", "2013-05-01")
    child["exemptions"] = [{"ground": "left_after_birth"}]
    costing = costing_of(small_cases.case(child), month, month)
    reading = "ust_10a_before_2014_09_19"
    assert ChildFacts(costing, 0).concerning([reading]) == ([reading] if expected else [])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2014-03-31", "2014-05-15", True),
        ("2014-04-01", "2014-05-15", False),
        ("2014-01-01", "2014-03-01", True),
        ("2014-01-01", "2014-02-28", False),
        (None, None, True),
    ],
)
def test_days_before_a_rule_concern_whom_it_exempts_where_its_ground_has_such_days_that_are_asked_for(
    start, end, expected
):
    child = small_cases.family("D-1", "2604043", "2013-05-01")
    child["exemptions"] = [{"ground": "left_after_birth", "start": start, "end": end}]
    costing = costing_of(small_cases.case(child), "2014-03", "2014-03")
    asked = ["ust_10a_before_2014_09_19", "ust_17_before_2018_08_27"]
    assert ChildFacts(costing, 0).concerning(asked) == (asked[:1] if expected else [])


@pytest.mark.slow
@given(cost_strategies.cases())
def test_a_reading_that_does_not_concern_a_child_changes_nothing(given_case):
    document, first, last = given_case
    case = piecza.read_case(json.dumps(document))
    costing = costing_of(case, first, last)
    asked = [MonthDays.of(month) for month in months(Month.parse(str(first)), Month.parse(str(last)))]
    readings = case.readings.settled()
    for index in range(len(case.children)):
        idle = set(READINGS) - set(ChildFacts(costing, index).concerning(READINGS))
        chosen = [readings, *(readings.choose(**{name: o}) for name in idle for o in READINGS[name].options)]
        charged = [charges_of(costing, index, asked, other) for other in chosen if costing.possible(index, other)]
        assert all(other == charged[0] for other in charged)

"""Readings tried only where they can matter lose nothing: all comes out as if every option were worked out whole."""

import json
from itertools import product

import cost_strategies
import pytest
import small_cases
import strategies
from hypothesis import given, settings
from hypothesis import strategies as st

import piecza
from piecza.case.flaws import flaws_of_child
from piecza.costs.costing import Costing
from piecza.dates import Month, Span, months
from piecza.law.law_in_force import shipped_law
from piecza.money import to_text
from piecza.readings import READINGS
from piecza.rule.explanation import explanations
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import UnderReadings, charges_of

FEW = settings(max_examples=settings.default.max_examples // 4)  # every choice is worked out whole
FAMILY_READINGS = ["wage_apportionment", "lodging_split", "coordinator"]


def worked_out(case, index, asked, readings):
    """A child's charges with nothing kept from other readings; None where these give none."""
    costing = Costing(case, Span(asked[0].first, asked[-1].last), shipped_law())
    if any(flaws_of_child(case.children[index], "", readings)) or not costing.possible(index, readings):
        return None
    return charges_of(costing, index, asked, readings)


def under_every_choice(case, index, asked, readings, names):
    """The same by every choice of the options of some readings."""
    choices = product(*(READINGS[name].options for name in names))
    charged = {
        choice: worked_out(case, index, asked, readings.choose(**dict(zip(names, choice, strict=True))).settled())
        for choice in choices
    }
    return {choice: due for choice, due in charged.items() if due is not None}


def amounts(due):
    return [(charge.amount_grosze, [line.amount_grosze for line in charge.lines]) for charge in due]


def deciding(names, by_choice):
    """The readings of which two options, all others being the same, give something else."""
    return [
        name
        for at, name in enumerate(names)
        if any(
            one[:at] + one[at + 1 :] == other[:at] + other[at + 1 :] and by_choice[one] != by_choice[other]
            for one in by_choice
            for other in by_choice
        )
    ]


@st.composite
def open_cases(draw):
    """A case in which one to four readings are not chosen, with the months asked for."""
    if draw(st.booleans()):
        document, first, last = draw(cost_strategies.cases())
        names = [*strategies.OPEN, *FAMILY_READINGS]
        most = 2  # there are many children, and each choice is worked out for each of them
    else:
        document = draw(strategies.cases())
        first, last = draw(strategies.months(document))
        names, most = strategies.OPEN, 4
    for name in draw(st.sets(st.sampled_from(names), min_size=1, max_size=most)):
        del document["readings"][name]
    return document, first, last


def asked_months(first, last):
    return [MonthDays.of(month) for month in months(Month.parse(first), Month.parse(last))]


@pytest.mark.slow
@FEW
@given(open_cases())
def test_the_readings_that_must_be_chosen_are_those_of_every_choice_worked_out(given_case):
    document, first, last = given_case
    case, asked = piecza.read_case(json.dumps(document)), asked_months(first, last)
    names = Costing(case, Span(asked[0].first, asked[-1].last), shipped_law()).open_readings(case.readings)
    children, totals, differing, total = {}, {}, set(), 0
    for index, child in enumerate(case.children):
        charged = under_every_choice(case, index, asked, case.readings, names)
        for name in deciding(names, {choice: amounts(due) for choice, due in charged.items()}):
            children.setdefault(name, []).append(child.id)
        differing.update(deciding(names, charged))
        standing = next(iter(charged))
        total += sum(charge.amount_grosze for charge in charged[standing])
        for at, name in enumerate(names):
            for option in READINGS[name].options:
                due = charged.get((*standing[:at], option, *standing[at + 1 :]), charged[standing])
                more = sum(c.amount_grosze for c in due) - sum(c.amount_grosze for c in charged[standing])
                totals[name, option] = totals.get((name, option), 0) + more
    if children:
        with pytest.raises(piecza.ReadingNeeded) as error:
            piecza.charges(case, first, last)
        assert {needed.reading: list(needed.children) for needed in error.value.errors} == children
        for needed in error.value.errors:
            for option in needed.options:
                assert option["total"] in (None, to_text(total + totals[needed.reading, option["option"]]))
                assert option["total"] or needed.reading in FAMILY_READINGS
        return
    notices = piecza.charges(case, first, last).notices
    told = [notice["path"] for notice in notices if notice["code"] == "reading_not_chosen"]
    assert told == [f"readings.{name}" for name in READINGS if name in differing]


@pytest.mark.slow
@FEW
@given(open_cases())
def test_the_readings_that_mattered_are_those_of_every_option_worked_out(given_case):
    document, first, last = given_case
    case, asked = piecza.read_case(json.dumps(document)), asked_months(first, last)
    try:
        charges = piecza.charges(case, first, last).charges
    except piecza.ReadingNeeded:
        return
    unchosen = Costing(case, Span(asked[0].first, asked[-1].last), shipped_law()).open_readings(case.readings)
    places = {child.id: index for index, child in enumerate(case.children)}
    other = {}
    for explanation in explanations(case, charges):
        charge, expected = explanation.charge, {}
        for name in READINGS:
            held = getattr(case.readings, name)
            for option in READINGS[name].options if held else ():
                key = charge.child, name, option
                if option != held and key not in other:
                    chosen = case.readings.choose(**{name: option})
                    other[key] = under_every_choice(case, places[charge.child], asked, chosen, unchosen).values()
                if option != held:
                    paid = {
                        sum(c.amount_grosze for c in due if (c.gmina, c.month) == (charge.gmina, charge.month))
                        for due in other[key]
                    }
                    if len(paid) == 1 and paid != {charge.amount_grosze}:
                        expected.setdefault(name, {})[option] = paid.pop()
        assert {reading.reading: reading.instead_grosze for reading in explanation.readings} == expected


def under(child, first, last, **readings):
    costing = Costing(small_cases.case(child, readings=readings), Span(*span_of(first, last)), shipped_law())
    return UnderReadings(costing, 0, asked_months(first, last)), costing.readings


def span_of(first, last):
    return Month.parse(first).span.first, Month.parse(last).span.last


WHERE = {
    "a band begins on the first day of a month": ("2023-03-01", "2025-03", {"mid_month": "first_day"}, True),
    "a band begins on the second": ("2023-03-02", "2025-03", {"mid_month": "first_day"}, False),
    "the year ends on the last day of the month": ("2023-03-31", "2025-03", {"year_boundary": "kc112"}, False),
    "no band begins near": ("2020-03-31", "2025-03", {"year_boundary": "kc114"}, True),
    "a leap day brings the next month's band": ("2023-03-01", "2025-02", {"year_boundary": "kc114"}, False),
    "a whole month in a family": ("2020-03-31", "2025-03", {"facility_days": "day_rate"}, True),
    "a month in the first year": ("2025-03-02", "2025-03", {"divisor": "thirty"}, False),
}


@pytest.mark.parametrize("name", WHERE)
def test_readings_that_decide_the_same_are_worked_out_once(name):
    start, month, other, same = WHERE[name]
    by_readings, readings = under(small_cases.family("D-1", "2604043", start), month, month)
    standing = by_readings.charges(readings)
    assert (by_readings.charges(readings.choose(**other)) is standing) == same


def test_a_stay_out_of_the_duty_has_no_exempt_days_that_could_matter():
    child = small_cases.family("D-1", "2604043", "2011-11-10")
    child["exemptions"] = [{"ground": "left_after_birth"}]
    by_readings, readings = under(child, "2013-03", "2013-03")
    exempt = readings.choose(ust_10a_before_2014_09_19="exempt")
    assert by_readings.charges(exempt) is by_readings.charges(readings)


def test_months_are_compared_until_some_are_unlike():
    child = small_cases.family("D-1", "2604043", "2022-03-15")
    by_readings, readings = under(child, "2022-01", "2025-12")
    one, other = (by_readings.deciding(chosen) for chosen in (readings, readings.choose(mid_month="first_day")))
    compared = []

    def unlike(due, instead):
        compared.append((str(due[0].month), len(due), due != instead))
        return due != instead

    assert by_readings.differ(one, other, unlike)
    assert compared == [("2023-02", 27, True)]
    assert not by_readings.differ(one, one, unlike)


def test_an_option_that_is_refused_gives_no_charges():
    """Under ``leaving_day: not_counted`` the expense lies outside its stay, and March has no day of it."""
    placement = {"form": "related_family", "start": "2024-02-10", "end": "2024-03-01"}
    stay = {
        "gmina": "2808011",
        "placements": [{**placement, "monthly_cost": [{"amount": "100"}]}],
        "expenses": [{"kind": "allowance", "day": "2024-03-01", "amount": "1"}],
    }
    case = piecza.read_case(json.dumps({"schema": "piecza.case/1", "children": [{"id": "D-1", "stays": [stay]}]}))
    charged = piecza.charges(case, "2024-02", "2024-03")
    mattered = {
        reading.reading for explanation in explanations(case, charged.charges) for reading in explanation.readings
    }
    assert "leaving_day" not in mattered

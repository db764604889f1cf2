"""What a share is taken of: days at a rate for a day in a facility, and bases that are rounded, or not."""

import json

import pytest
import small_cases

import piecza
from piecza import charges
from piecza.rule.base import ShareBase


def facility(start, end=None, cost="8786.28", form="facility", **readings):
    place = small_cases.placement(form, start, end, cost)
    return small_cases.case(small_cases.child("D-1", small_cases.stay("2604043", place)), readings=readings)


def lines(case, first, last=None):
    return [
        (str(charge.month), line.days, str(line.day_rate), str(line.base), str(line.amount))
        for charge in charges(case, first, last)
        for line in charge.lines
    ]


def test_osobodzien_in_whole_months_and_in_parts_of_them():
    case = facility("2024-06-01", "2024-08-12", facility_days="day_rate")
    assert lines(case, "2024-06", "2024-08") == [
        ("2024-06", 30, "288.86", "8665.80", "866.58"),
        ("2024-07", 31, "288.86", "8954.66", "895.47"),
        ("2024-08", 12, "288.86", "3466.32", "346.63"),
    ]


def test_osobodzien_by_the_calculation_of_a_published_one():
    """The Mazovian MCPS: 6 684.81 × 12 ÷ 365 = 219.77 (law.md §9)."""
    case = facility("2022-04-01", cost="6684.81", form="preadoption_centre", facility_days="day_rate")
    ((_, days, rate, base, _),) = lines(case, "2022-04")
    assert (days, rate, base) == (30, "219.77", "6593.10")


@pytest.mark.parametrize(("cost", "rate"), [("0.15", "0.00"), ("0.16", "0.01"), ("15.20", "0.50"), ("15.21", "0.50")])
def test_the_rate_for_a_day_is_rounded_half_up(cost, rate):
    ((_, _, printed, _, _),) = lines(facility("2024-06-01", cost=cost, facility_days="day_rate"), "2024-06")
    assert printed == rate


@pytest.mark.parametrize("form", ["facility", "emergency_facility", "therapeutic_facility", "preadoption_centre"])
def test_every_facility_has_a_rate_for_a_day(form):
    assert lines(facility("2024-06-01", form=form, facility_days="day_rate"), "2024-06")[0][2] == "288.86"


@pytest.mark.parametrize("form", ["related_family", "emergency_family", "family_home"])
def test_no_family_has_a_rate_for_a_day(form):
    by_days, by_months = (
        lines(facility("2024-06-10", form=form, facility_days=option), "2024-06") for option in ("day_rate", "monthly")
    )
    assert by_days == by_months
    assert by_days[0][2] == "None"


def test_by_months_a_facility_has_no_rate_for_a_day():
    assert lines(facility("2024-06-01"), "2024-06") == [("2024-06", 30, "None", "8786.28", "878.63")]


def test_the_divisor_does_not_matter_to_days_at_a_rate():
    amounts = {
        divisor: lines(facility("2024-02-10", facility_days="day_rate", divisor=divisor), "2024-02")
        for divisor in ("calendar_days", "thirty")
    }
    assert amounts["thirty"] == amounts["calendar_days"]
    assert lines(facility("2024-02-10", divisor="thirty"), "2024-02") != lines(facility("2024-02-10"), "2024-02")


@pytest.mark.parametrize(
    ("transfer_day", "expected"), [("receiving", [16, 15]), ("leaving", [17, 14]), ("both", [17, 15])]
)
def test_the_day_of_a_move_is_a_day_of_whoever_bears_it(transfer_day, expected):
    places = [
        small_cases.placement("facility", "2024-10-01", "2024-10-17", "3650.00"),
        small_cases.placement("emergency_facility", "2024-10-17", None, "7300.00"),
    ]
    case = small_cases.case(
        small_cases.child("D-1", small_cases.stay("2604043", *places)),
        readings={"facility_days": "day_rate", "transfer_day": transfer_day},
    )
    first, second = lines(case, "2024-10")
    assert [first[1], second[1]] == expected
    assert [first[3], second[3]] == [f"{120 * expected[0]}.00", f"{240 * expected[1]}.00"]


@pytest.mark.parametrize(("leaving_day", "days"), [("counted", 12), ("not_counted", 11)])
def test_the_last_day_is_paid_where_it_is_a_day_of_stay(leaving_day, days):
    case = facility("2024-05-01", "2024-06-12", facility_days="day_rate", leaving_day=leaving_day)
    assert lines(case, "2024-06")[0][1] == days


def test_a_new_average_within_a_month_has_a_rate_of_its_own():
    place = small_cases.placement("facility", "2024-06-01")
    place["monthly_cost"] = [{"amount": "3650.00"}, {"start": "2024-06-11", "amount": "7300.00"}]
    case = small_cases.case(
        small_cases.child("D-1", small_cases.stay("2604043", place)), readings={"facility_days": "day_rate"}
    )
    assert [line[1:4] for line in lines(case, "2024-06")] == [(10, "120.00", "1200.00"), (20, "240.00", "4800.00")]


@pytest.mark.parametrize("option", ["grosz", "exact"])
def test_days_at_a_rate_are_the_same_whichever_way_the_base_is_rounded(option):
    case = facility("2024-05-10", "2024-06-12", facility_days="day_rate", base_rounding=option)
    assert [line[3:] for line in lines(case, "2024-05", "2024-06")] == [("6354.92", "635.49"), ("3466.32", "346.63")]


# What is rounded before the percentage is taken


def family(*changes, **readings):
    place = small_cases.placement("related_family", "2022-06-01", "2025-02-05", "1002.00")
    stay = small_cases.stay("2808011", place, expenses=list(changes))
    return small_cases.case(small_cases.child("D-05", stay), readings=readings)


@pytest.mark.parametrize(("option", "amount"), [("grosz", "89.47"), ("exact", "89.46")])
def test_the_base_is_printed_rounded_either_way(option, amount):
    (charge,) = charges(family(base_rounding=option), "2025-02")
    assert (str(charge.base), str(charge.amount)) == ("178.93", amount)
    assert charge.lines[0].exact == (ShareBase(100200, 28) if option == "exact" else None)
    assert "exact" not in json.dumps(charges(family(base_rounding=option), "2025-02").to_dict()["charges"])


def test_a_whole_month_is_no_fraction():
    both = [charges(family(base_rounding=option), "2025-01").charges for option in ("grosz", "exact")]
    assert both[0] == both[1]


EXPENSE = {"kind": "lodging", "start": "2024-07-01", "end": "2024-09-30", "amount": "431.17"}


def test_an_expense_over_several_months_is_shared_from_its_whole_amount():
    """Of 431.17 zł 31/92, 31/92 and 30/92 fall to the months: 145.2855…, 145.2855… and 140.5989…; 50 % of each."""
    shares = {}
    for option in ("grosz", "exact"):
        made = charges(family(EXPENSE, base_rounding=option), "2024-07", "2024-09")
        shares[option] = [(str(charge.lines[1].base), str(charge.lines[1].amount)) for charge in made]
    assert shares["grosz"] == [("145.29", "72.65"), ("145.28", "72.64"), ("140.60", "70.30")]
    assert shares["exact"] == [("145.29", "72.64"), ("145.28", "72.64"), ("140.60", "70.30")]


def test_an_expense_of_one_month_is_no_fraction():
    day = {"kind": "holiday_grant", "day": "2024-07-07", "amount": "650.01"}
    lines = [charges(family(day, base_rounding=option), "2024-07").charges[0].lines[1] for option in ("grosz", "exact")]
    assert lines[0] == lines[1]


def test_what_was_recovered_is_rounded_away_from_zero_from_the_exact_fraction():
    back = {**EXPENSE, "kind": "recovered", "amount": "-431.17"}
    (july,) = charges(family(back, base_rounding="exact"), "2024-07")
    assert str(july.lines[1].amount) == "-72.64"


@pytest.mark.parametrize("rounding", ["segment", "line", "child_month"])
def test_the_exact_base_at_every_level_of_rounding(rounding):
    """24 days of February 2025, of which 19 are at 10 % and 5 at 30 %: 300.25 × 190/2800 and × 150/2800."""
    place = small_cases.placement("related_family", "2024-02-20", "2025-02-24", "300.25")
    case = small_cases.case(
        small_cases.child("D-1", small_cases.stay("2808011", place)),
        readings={"base_rounding": "exact", "rounding": rounding},
    )
    (charge,) = charges(case, "2025-02")
    assert str(charge.amount) == {"segment": "36.45"}.get(rounding, "36.46")
    assert (charge.lines[0].amount is None) == (rounding == "child_month")


def explained(case, month, lang="pl"):
    (charge,) = charges(case, month)
    return [sentence.replace("\u00a0", " ") for sentence in piecza.explain(case, charge).sentences(lang)]


def test_under_exact_an_explanation_recomputes_from_what_it_prints():
    assert explained(family(base_rounding="exact"), "2025-02")[1:4] == [
        "Koszt miesięczny (rodzina zastępcza spokrewniona) od 01.02.2025 do 05.02.2025: 1 002,00 zł × 5/28 dni = "
        "178,93 zł; udział liczy się od ułamka przed zaokrągleniem.",
        "Od 01.02.2025 do 05.02.2025 trwa 3. rok pobytu – 50 % (art. 191 ust. 9 pkt 3): "
        "1 002,00 zł × 5/28 dni × 50 % = 89,46 zł.",
        "Udział gminy 2808011, luty 2025: 89,46 zł.",
    ]


@pytest.mark.parametrize("rounding", ["line", "child_month"])
def test_under_exact_a_line_rounded_once_recomputes(rounding):
    sentences = explained(family(base_rounding="exact", rounding=rounding), "2025-02", "en")
    assert any("PLN 1,002.00 × 5/28 days × 50% = PLN 89.46." in sentence for sentence in sentences)


def test_a_rate_for_a_day_is_explained():
    sentences = explained(facility("2024-05-10", "2024-06-12", facility_days="day_rate"), "2024-06")
    assert sentences[1] == (
        "Koszt miesięczny (placówka opiekuńczo-wychowawcza) od 01.06.2024 do 12.06.2024: 8 786,28 zł × 12 ÷ 365 = "
        "288,86 zł za dzień (wniosek: ustawa zna tylko średnią miesięczną); 288,86 zł × 12 dni = 3 466,32 zł."
    )
    assert any("(facility_days = day_rate)" in sentence for sentence in sentences)


def test_a_part_of_a_month_in_a_facility_is_said_to_be_inferred():
    assert explained(facility("2024-05-10", "2024-06-12"), "2024-06")[1] == (
        "Koszt miesięczny (placówka opiekuńczo-wychowawcza) od 01.06.2024 do 12.06.2024: 8 786,28 zł × 12/30 dni = "
        "3 514,51 zł (wniosek: art. 87 ust. 4, o części miesiąca, dotyczy rodzin)."
    )
    assert "wniosek" not in " ".join(explained(facility("2024-05-01"), "2024-06"))
    assert "wniosek" not in " ".join(explained(facility("2024-05-10", form="family_home"), "2024-05"))

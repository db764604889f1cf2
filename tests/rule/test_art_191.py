"""Art. 191 and its neighbours, provision by provision: both sides of every boundary day."""

import json
from datetime import date, timedelta

import pytest

from piecza import InputError, ReadingNeeded, band_changes, charges, read_case, year_of_stay

DAY = timedelta(days=1)


def placement(start, end=None, form="related_family", amount="3100.00"):
    return {"form": form, "start": start, "end": end, "monthly_cost": [{"amount": amount}]}


def stay(*placements, gmina="2808011", ended_by=None, expenses=()):
    return {"gmina": gmina, "placements": list(placements), "ended_by": ended_by, "expenses": list(expenses)}


def case_of(*stays, exemptions=(), same_gmina=(), **readings):
    child = {"id": "D-1", "stays": list(stays), "exemptions": list(exemptions)}
    case = {"schema": "piecza.case/1", "readings": readings, "same_gmina": same_gmina, "children": [child]}
    return read_case(json.dumps(case))


def shares(case, day):
    """Of every line that bears a day: percent, band, provision and exemption."""
    return [
        (segment.percent, segment.band, segment.basis, segment.exempt)
        for charge in charges(case, day[:7])
        for line in charge.lines
        for segment in line.segments
        if segment.start.isoformat() <= day <= segment.end.isoformat()
    ]


def percent(case, day):
    ((value, _, _, _),) = shares(case, day)
    return value


def day_before(day):
    return (date.fromisoformat(day) - DAY).isoformat()


# Art. 191 ust. 9 and 10: the bands


@pytest.mark.parametrize(
    ("form", "ust"), [("related_family", 9), ("family_home", 9), ("facility", 10), ("therapeutic_facility", 10)]
)
def test_a191_u9_u10_bands_by_year_of_stay(form, ust):
    case = case_of(stay(placement("2020-06-10", form=form)))
    for day, value, band in [
        ("2020-06-10", 10, 1), ("2021-06-09", 10, 1), ("2021-06-10", 30, 2), ("2022-06-09", 30, 2),
        ("2022-06-10", 50, 3), ("2023-06-10", 50, 3), ("2035-06-10", 50, 3),
    ]:  # fmt: skip
        assert shares(case, day) == [(value, band, f"art. 191 ust. {ust} pkt {band}", None)]


# law.md §4.2: the days from which 30 % is charged, by reading
YEAR_TABLE = [
    ("2020-03-15", "kc112", "2021-03-16"),
    ("2020-03-15", "day_before_anniversary", "2021-03-15"),
    ("2020-03-15", "kc114", "2021-03-15"),
    ("2023-03-15", "kc112", "2024-03-16"),
    ("2023-03-15", "day_before_anniversary", "2024-03-15"),
    ("2023-03-15", "kc114", "2024-03-14"),
    ("2024-02-29", "kc112", "2025-03-01"),
    ("2024-02-29", "day_before_anniversary", "2025-03-01"),
    ("2024-02-29", "kc114", "2025-02-28"),
]


@pytest.mark.parametrize(("start", "reading", "second_year"), YEAR_TABLE)
def test_a191_u9_p2_second_year_begins(start, reading, second_year):
    case = case_of(stay(placement(start)), year_boundary=reading)
    assert percent(case, day_before(second_year)) == 10
    assert percent(case, second_year) == 30


@pytest.mark.parametrize(
    ("reading", "third_year", "fifth_year"),
    [
        ({"leap_day": "march_1"}, "2026-03-01", "2028-02-29"),
        ({"leap_day": "february_28"}, "2026-02-28", "2028-02-29"),
        ({"year_boundary": "kc112"}, "2026-03-01", "2028-03-01"),
        ({"year_boundary": "kc114"}, "2026-02-28", "2028-02-28"),
    ],
)
def test_kc112_a_stay_from_29_february(reading, third_year, fifth_year):
    case = case_of(stay(placement("2024-02-29")), **reading)
    assert percent(case, day_before(third_year)) == 30
    assert percent(case, third_year) == 50
    child = case.children[0]
    assert year_of_stay(child, date.fromisoformat(fifth_year) - DAY, case.readings) == 4
    assert year_of_stay(child, date.fromisoformat(fifth_year), case.readings) == 5


@pytest.mark.parametrize(
    ("start", "second_year"), [("2023-02-28", "2024-02-28"), ("2023-03-01", "2024-03-01"), ("2024-03-01", "2025-03-01")]
)
def test_a191_u9_p2_around_the_end_of_february(start, second_year):
    for leap_day in ("march_1", "february_28"):
        case = case_of(stay(placement(start)), leap_day=leap_day)
        assert percent(case, day_before(second_year)) == 10
        assert percent(case, second_year) == 30


@pytest.mark.parametrize("start", ["2023-01-31", "2023-12-31", "2023-04-30"])
def test_a191_u9_p2_a_stay_from_the_last_day_of_a_month(start):
    case = case_of(stay(placement(start)))
    anniversary = start.replace("2023", "2024")
    assert percent(case, day_before(anniversary)) == 10
    assert percent(case, anniversary) == 30


# Art. 191 ust. 9: one stay across forms and families


def test_a191_u9_a_move_does_not_restart_the_years():
    case = case_of(stay(placement("2022-01-10", "2023-06-15"), placement("2023-06-15", form="facility")))
    assert shares(case, "2023-06-14") == [(30, 2, "art. 191 ust. 9 pkt 2", None)]
    assert shares(case, "2023-06-15") == [(30, 2, "art. 191 ust. 10 pkt 2", None)]
    assert shares(case, "2024-01-10") == [(50, 3, "art. 191 ust. 10 pkt 3", None)]


@pytest.mark.parametrize(
    ("reading", "bases"),
    [
        ("receiving", ["art. 191 ust. 10 pkt 1"]),
        ("leaving", ["art. 191 ust. 9 pkt 1"]),
        ("both", ["art. 191 ust. 9 pkt 1", "art. 191 ust. 10 pkt 1"]),
    ],
)
def test_a87_u1_the_day_of_a_move(reading, bases):
    case = case_of(
        stay(placement("2024-01-10", "2024-06-15"), placement("2024-06-15", form="facility")), transfer_day=reading
    )
    assert [basis for _, _, basis, _ in shares(case, "2024-06-14")] == ["art. 191 ust. 9 pkt 1"]
    assert [basis for _, _, basis, _ in shares(case, "2024-06-15")] == bases
    assert [basis for _, _, basis, _ in shares(case, "2024-06-16")] == ["art. 191 ust. 10 pkt 1"]


@pytest.mark.parametrize(
    ("reading", "forms"),
    [
        ("receiving", ["family_home"]),
        ("leaving", ["related_family"]),
        ("both", ["related_family", "facility", "family_home"]),
    ],
)
def test_three_placements_meet_on_a_day(reading, forms):
    meeting = [
        placement("2024-01-10", "2024-06-15"),
        placement("2024-06-15", "2024-06-15", "facility"),
        placement("2024-06-15", form="family_home"),
    ]
    (charge,) = charges(case_of(stay(*meeting), transfer_day=reading), "2024-06")
    assert [line.form for line in charge.lines if line.start <= date(2024, 6, 15) <= line.end] == forms
    assert sum(line.days for line in charge.lines) == 30 + len(forms) - 1


def test_under_both_a_day_that_only_facilities_share_has_no_family():
    days = [placement("2024-01-10", "2024-06-15", "facility"), placement("2024-06-15", form="preadoption_centre")]
    grant = {"kind": "holiday_grant", "day": "2024-06-15", "amount": "100.00"}
    with pytest.raises(InputError) as caught:
        case_of(stay(*days, expenses=[grant]), transfer_day="both")
    assert [error.code for error in caught.value.errors] == ["expense_in_facility"]


@pytest.mark.parametrize(
    ("forms", "bearer"),
    [
        (("related_family", "professional_family"), "professional_family"),
        (("related_family", "facility"), "related_family"),
        (("facility", "related_family"), "related_family"),
        (("related_family", "professional_family", "facility"), "professional_family"),
        (("related_family", "facility", "facility"), "related_family"),
        (("related_family", "facility", "professional_family"), "professional_family"),
        (("facility", "professional_family", "facility"), "professional_family"),
    ],
)
def test_under_both_an_expense_on_the_day_of_a_move_goes_with_a_family(forms, bearer):
    days = [("2024-01-10", "2024-06-15"), *[("2024-06-15", "2024-06-15")] * (len(forms) - 2), ("2024-06-15", None)]
    grant = {"kind": "holiday_grant", "day": "2024-06-15", "amount": "100.00"}
    case = case_of(
        stay(*(placement(*span, form=form) for span, form in zip(days, forms, strict=True)), expenses=[grant]),
        transfer_day="both",
    )
    (line,) = [line for charge in charges(case, "2024-06") for line in charge.lines if line.kind == "holiday_grant"]
    assert (line.form, line.base_grosze, line.amount_grosze) == (bearer, 10000, 1000)


@pytest.mark.parametrize(("reading", "last"), [("counted", "2024-06-15"), ("not_counted", "2024-06-14")])
def test_a87_u1_the_last_day_of_a_stay(reading, last):
    case = case_of(stay(placement("2024-01-10", "2024-06-15")), leaving_day=reading)
    assert len(shares(case, last)) == 1
    assert shares(case, (date.fromisoformat(last) + DAY).isoformat()) == []
    assert year_of_stay(case.children[0], date.fromisoformat(last), case.readings) == 1
    assert year_of_stay(case.children[0], date.fromisoformat(last) + DAY, case.readings) is None


def test_a_stay_of_one_day_that_is_not_counted_has_no_charge():
    case = case_of(stay(placement("2024-06-15", "2024-06-15")), leaving_day="not_counted")
    assert len(charges(case, "2024-06")) == 0
    assert len(charges(case_of(stay(placement("2024-06-15", "2024-06-15"))), "2024-06")) == 1


def test_a_month_without_a_day_of_stay_has_no_charge():
    case = case_of(stay(placement("2024-06-30", "2024-07-01")))
    assert [str(charge.month) for charge in charges(case, "2024-05", "2024-08")] == ["2024-06", "2024-07"]
    assert [charge.lines[0].days for charge in charges(case, "2024-05", "2024-08")] == [1, 1]


# Art. 238 ust. 1: placed before 2012


def test_a238_u1_both_sides_of_1_january_2012():
    before = case_of(stay(placement("2011-12-31")))
    for day in ("2011-12-31", "2012-01-01", "2024-05-05"):
        assert shares(before, day) == [(0, None, "art. 238 ust. 1", "placed_before_2012")]
    assert shares(case_of(stay(placement("2012-01-01"))), "2012-01-01") == [(10, 1, "art. 191 ust. 9 pkt 1", None)]


@pytest.mark.parametrize("ended_by", ["return_home", "adulthood", "adoption", "other"])
def test_a238_u1_return_after_2012_however_the_stay_ended(ended_by):
    stays = [stay(placement("2010-05-01", "2013-03-05"), ended_by=ended_by), stay(placement("2013-03-20"))]
    with pytest.raises(ReadingNeeded) as caught:
        charges(case_of(*stays, after_return="sum"), "2013-04")
    assert [e.reading for e in caught.value.errors] == ["pre_2012_return"]
    exempt = case_of(*stays, pre_2012_return="exempt")
    assert shares(exempt, "2013-03-20") == [(0, None, "art. 238 ust. 1", "placed_before_2012")]
    pays = case_of(*stays, pre_2012_return="pays", after_return="sum")
    assert percent(pays, "2013-03-20") == 10
    assert percent(pays, "2014-03-19") == 10
    assert percent(pays, "2014-03-20") == 30


def test_a238_u1_only_the_first_stay_since_2012_begins_anew():
    stays = [
        stay(placement("2011-01-01", "2011-06-30")),
        stay(placement("2013-01-01", "2013-12-31")),
        stay(placement("2014-02-01")),
    ]
    case = case_of(*stays, pre_2012_return="pays", after_return="sum")
    assert percent(case, "2013-12-31") == 10
    assert percent(case, "2014-02-01") == 30  # after 365 days of the stay before


# Art. 191 ust. 4 and 11: return home, adults


def home(ended_by=None, gmina="2808011"):
    """365 days, then 20 days elsewhere, then a stay."""
    return [stay(placement("2021-01-01", "2021-12-31"), ended_by=ended_by), stay(placement("2022-01-21"), gmina=gmina)]


def test_a191_u4_after_return_sum_counts_365_days_to_a_year():
    case = case_of(*home(), after_return="sum")
    assert percent(case, "2021-12-31") == 10
    assert percent(case, "2022-01-21") == 30
    assert percent(case, "2023-01-20") == 30
    assert percent(case, "2023-01-21") == 50


def test_a191_u4_after_return_reset():
    case = case_of(*home("return_home"), after_return="reset")
    assert percent(case, "2022-01-21") == 10
    assert percent(case, "2023-01-20") == 10
    assert percent(case, "2023-01-21") == 30


@pytest.mark.parametrize(("gmina", "value"), [("2808011", 30), ("2808013", 30), ("2808021", 10), ("2604043", 10)])
def test_a191_u4_reset_if_gmina_changes_compares_six_digits(gmina, value):
    case = case_of(*home(gmina=gmina), after_return="reset_if_gmina_changes")
    assert percent(case, "2022-01-21") == value


def test_a191_u11_the_clock_resumes_for_an_adult_without_a_choice():
    assert percent(case_of(*home("adulthood")), "2022-01-21") == 30


def test_after_adoption_the_clock_begins_anew_without_a_choice():
    assert percent(case_of(*home("adoption")), "2022-01-21") == 10


@pytest.mark.parametrize("option", ["sum", "reset", "reset_if_gmina_changes"])
def test_after_adoption_no_option_counts_on(option):
    assert percent(case_of(*home("adoption"), after_return=option), "2022-01-21") == 10


@pytest.mark.parametrize(("option", "expected"), [("sum", 30), ("reset", 10), ("reset_if_gmina_changes", 30)])
def test_after_another_end_the_reading_decides_as_after_a_return_home(option, expected):
    assert percent(case_of(*home("other"), after_return=option), "2022-01-21") == expected


def test_after_another_end_the_reading_is_asked_for():
    with pytest.raises(ReadingNeeded) as refused:
        percent(case_of(*home("other")), "2022-01-21")
    assert [error.reading for error in refused.value.errors] == ["after_return"]


def test_after_return_sum_goes_on_over_three_stays_and_counts_uncounted_leaving_days_out():
    stays = [
        stay(placement("2021-01-01", "2021-07-02")),  # 183 days, or 182
        stay(placement("2021-08-01", "2022-01-29")),  # 182 days, or 181
        stay(placement("2022-03-01")),
    ]
    assert percent(case_of(*stays, after_return="sum"), "2022-03-01") == 30
    fewer = case_of(*stays, after_return="sum", leaving_day="not_counted")
    assert percent(fewer, "2022-03-02") == 10
    assert percent(fewer, "2022-03-03") == 30


def test_a_clock_that_goes_on_from_no_day_still_counts_365():
    stays = [stay(placement("2020-01-01", "2020-01-01")), stay(placement("2020-01-03"))]
    case = case_of(*stays, after_return="sum", leaving_day="not_counted")
    assert percent(case, "2021-01-01") == 10  # 2020 is a leap year: 365 days end on 1 January
    assert percent(case, "2021-01-02") == 30


# Art. 191 ust. 10a and 17: exemptions with their own days


@pytest.mark.parametrize(
    ("ground", "since", "reading", "basis"),
    [
        ("left_after_birth", "2014-09-19", "ust_10a_before_2014_09_19", "art. 191 ust. 10a"),
        ("unknown_parents", "2014-09-19", "ust_10a_before_2014_09_19", "art. 191 ust. 10a"),
        ("no_residence_in_poland", "2018-08-27", "ust_17_before_2018_08_27", "art. 191 ust. 17"),
        ("foreign_court", "2018-08-27", "ust_17_before_2018_08_27", "art. 191 ust. 17"),
        ("foreign_minor", "2018-08-27", "ust_17_before_2018_08_27", "art. 191 ust. 17"),
    ],
)
def test_a191_u10a_u17_from_their_first_day(ground, since, reading, basis):
    start = day_before(since)[:8] + "01"
    given = {"exemptions": [{"ground": ground}]}
    pays = case_of(stay(placement(start)), **given, **{reading: "pays"})
    assert shares(pays, day_before(since)) == [(10, 1, "art. 191 ust. 9 pkt 1", None)]
    assert shares(pays, since) == [(0, 1, basis, ground)]
    exempt = case_of(stay(placement(start)), **given, **{reading: "exempt"})
    assert shares(exempt, day_before(since)) == [(0, 1, basis, ground)]
    with pytest.raises(ReadingNeeded) as caught:
        charges(case_of(stay(placement(start)), **given), since[:7])
    assert [e.reading for e in caught.value.errors] == [reading]
    after = (date.fromisoformat(since) + timedelta(days=31)).isoformat()
    assert percent(case_of(stay(placement(start)), **given), after) == 0  # no choice is needed for later months


def test_a191_u10a_only_between_the_days_of_the_exemption_and_the_clock_runs_on():
    exemption = {"ground": "unknown_parents", "start": "2020-02-10", "end": "2020-03-05"}
    case = case_of(stay(placement("2020-01-10")), exemptions=[exemption])
    assert [percent(case, day) for day in ("2020-02-09", "2020-02-10", "2020-03-05", "2020-03-06")] == [10, 0, 0, 10]
    assert percent(case, "2021-01-10") == 30


def test_a_later_ground_exempts_where_an_earlier_one_does_not_yet():
    grounds = [{"ground": "foreign_minor"}, {"ground": "unknown_parents"}]
    case = case_of(stay(placement("2016-01-01")), exemptions=grounds, ust_17_before_2018_08_27="pays")
    assert shares(case, "2016-05-05") == [(0, 1, "art. 191 ust. 10a", "unknown_parents")]
    assert shares(case, "2018-08-27") == [(0, 3, "art. 191 ust. 17", "foreign_minor")]


def test_a238_comes_before_a_ground_and_a_ground_before_emergency_care():
    grounds = [{"ground": "unknown_parents"}]
    old = case_of(stay(placement("2011-01-01", form="emergency_family")), exemptions=grounds, emergency_care="exempt")
    assert shares(old, "2020-01-01")[0][3] == "placed_before_2012"
    young = case_of(stay(placement("2019-06-01", form="emergency_family")), exemptions=grounds, emergency_care="exempt")
    assert shares(young, "2020-01-01")[0][3] == "unknown_parents"


# Art. 191 ust. 8 pkt 1: emergency care


@pytest.mark.parametrize("form", ["emergency_family", "emergency_facility"])
def test_a191_u8_p1_emergency_care(form):
    ust = 9 if form == "emergency_family" else 10
    stays = stay(placement("2023-06-01", "2024-06-10", form), placement("2024-06-10"))
    assert shares(case_of(stays), "2024-06-09") == [(30, 2, f"art. 191 ust. {ust} pkt 2", None)]
    exempt = case_of(stays, emergency_care="exempt")
    assert shares(exempt, "2024-06-09") == [(0, 2, "art. 191 ust. 8 pkt 1", "emergency_care")]
    assert percent(exempt, "2024-06-10") == 30


# Mid-month, divisor


@pytest.mark.parametrize(("reading", "first", "last"), [("daily", 10, 30), ("first_day", 10, 10), ("last_day", 30, 30)])
def test_mid_month(reading, first, last):
    case = case_of(stay(placement("2023-06-15")), mid_month=reading)
    assert [percent(case, day) for day in ("2024-06-14", "2024-06-15")] == [first, last]
    assert [percent(case, day) for day in ("2024-05-31", "2024-07-01")] == [10, 30]


@pytest.mark.parametrize("reading", ["daily", "first_day", "last_day"])
def test_mid_month_does_not_matter_where_a_year_begins_with_a_month(reading):
    case = case_of(stay(placement("2023-06-01")), mid_month=reading)
    assert [percent(case, day) for day in ("2024-05-31", "2024-06-01")] == [10, 30]


def test_mid_month_looks_at_the_days_of_this_stay_only():
    stays = [stay(placement("2022-06-05", "2023-06-04")), stay(placement("2023-06-10"))]
    case = case_of(*stays, after_return="sum", mid_month="first_day")
    assert percent(case, "2023-06-04") == 10
    assert percent(case, "2023-06-10") == 30


@pytest.mark.parametrize(
    ("start", "end", "month", "base"),
    [
        ("2024-01-01", None, "2024-02", 310000),  # wholly in care
        ("2024-02-02", None, "2024-02", 289333),  # 28/30
        ("2023-12-01", "2024-02-28", "2024-02", 289333),
        ("2024-01-02", None, "2024-01", 310000),  # 30/30 of 31 days
        ("2023-02-28", None, "2023-02", 10333),
    ],
)
def test_divisor_thirty(start, end, month, base):
    (charge,) = charges(case_of(stay(placement(start, end)), divisor="thirty"), month)
    assert charge.base_grosze == base


# Clock and calendar of bands


def test_year_of_stay_of_any_day():
    child = case_of(stay(placement("2020-06-10", "2024-06-10"))).children[0]
    days = ["2020-06-09", "2020-06-10", "2021-06-09", "2021-06-10", "2024-06-09", "2024-06-10", "2024-06-11"]
    assert [year_of_stay(child, date.fromisoformat(day)) for day in days] == [None, 1, 1, 2, 4, 5, None]


def test_year_of_stay_asks_only_where_it_must():
    child = case_of(*home()).children[0]
    assert year_of_stay(child, date(2021, 6, 1)) == 1
    with pytest.raises(ReadingNeeded) as caught:
        year_of_stay(child, date(2022, 6, 1))
    (error,) = caught.value.errors
    assert (error.reading, error.children) == ("after_return", ("D-1",))
    assert [option["total"] for option in error.options] == [None, None, None]


def test_a_child_whose_stays_are_not_in_order_has_no_year():
    child = case_of(stay(placement("2020-06-10", "2024-06-10"))).children[0]
    twice = child.model_copy(update={"stays": child.stays * 2})
    for ask in (lambda: year_of_stay(twice, date(2021, 1, 1)), lambda: band_changes(twice)):
        with pytest.raises(InputError) as caught:
            ask()
        assert [(e.code, e.path) for e in caught.value.errors] == [("stays_overlap", "stays[1].placements[0].start")]


def test_a_monthly_cost_whose_only_day_another_placement_bears_has_no_line():
    first = placement("2024-01-10", "2024-06-15")
    first["monthly_cost"].append({"start": "2024-06-15", "amount": "9300.00"})
    case = case_of(stay(first, placement("2024-06-15", form="facility")))
    (charge,) = charges(case, "2024-06")
    assert [(line.form, line.rate_grosze, line.days) for line in charge.lines] == [
        ("related_family", 310000, 14),
        ("facility", 310000, 16),
    ]


def test_under_both_the_first_day_of_a_facility_that_is_no_day_of_a_move_is_the_facility_s():
    days = [placement("2024-01-10", "2024-06-15"), placement("2024-06-16", form="facility")]
    for day, codes in (("2024-06-15", []), ("2024-06-16", ["expense_in_facility"])):
        grant = {"kind": "holiday_grant", "day": day, "amount": "100.00"}
        refused = []
        try:
            case_of(stay(*days, expenses=[grant]), transfer_day="both")
        except InputError as error:
            refused = [problem.code for problem in error.errors]
        assert refused == codes


def test_an_expense_over_a_move_between_families_is_one_segment():
    wages = {"kind": "wages", "start": "2024-06-10", "end": "2024-06-20", "amount": "110.00"}
    case = case_of(stay(placement("2024-01-10", "2024-06-15"), placement("2024-06-15"), expenses=[wages]))
    line = charges(case, "2024-06").charges[0].lines[1]
    assert (line.kind, line.days, len(line.segments)) == ("wages", 11, 1)


def test_a_monthly_cost_whose_only_day_the_placement_before_bears_has_no_line():
    second = placement("2024-06-15", form="facility")
    second["monthly_cost"].append({"start": "2024-06-16", "amount": "9300.00"})
    case = case_of(stay(placement("2024-01-10", "2024-06-15"), second), transfer_day="leaving")
    (charge,) = charges(case, "2024-06")
    assert [(line.rate_grosze, line.days) for line in charge.lines] == [(310000, 15), (930000, 15)]


@pytest.mark.parametrize(("leap_day", "march"), [("march_1", True), ("february_28", False)])
def test_many_years_after_29_february(leap_day, march):
    case = case_of(stay(placement("2012-02-29")), leap_day=leap_day)
    child = case.children[0]
    for year in range(2013, 2031):
        leap = year % 4 == 0
        turn = date(year, 2, 29) if leap else date(year, 3, 1) if march else date(year, 2, 28)
        assert year_of_stay(child, turn - DAY, case.readings) == year - 2012
        assert year_of_stay(child, turn, case.readings) == year - 2011


def test_two_stays_before_2012_go_on_counting_whatever_holds_for_later_ones():
    stays = [stay(placement("2008-01-01", "2008-12-30")), stay(placement("2010-01-01"))]
    case = case_of(*stays, after_return="sum", pre_2012_return="pays")
    assert year_of_stay(case.children[0], date(2010, 1, 1), case.readings) == 2
    assert percent(case, "2013-01-01") == 0


def test_year_of_stay_asks_about_a_return_after_2012():
    child = case_of(stay(placement("2010-01-01", "2012-12-31")), stay(placement("2013-02-01"))).children[0]
    with pytest.raises(ReadingNeeded) as caught:
        year_of_stay(child, date(2013, 3, 1))
    assert {e.reading for e in caught.value.errors} == {"after_return", "pre_2012_return"}


def test_a_stay_without_a_last_day_is_counted_to_the_end_of_time():
    case = case_of(stay(placement("2099-12-30")), leaving_day="not_counted")
    assert charges(case, "2099-12").charges[0].lines[0].days == 2


def test_a_stay_of_no_day_changes_no_band():
    case = case_of(stay(placement("2024-06-15", "2024-06-15")), leaving_day="not_counted")
    assert band_changes(case.children[0], case.readings) == ()


def test_what_is_asked_for_looks_at_lines_and_not_only_at_their_sum():
    back = {"kind": "recovered", "start": "2022-02-01", "end": "2022-02-28", "amount": "-3100.00"}
    stays = home()
    stays[1]["expenses"] = [back]
    with pytest.raises(ReadingNeeded):
        charges(case_of(*stays), "2022-02")
    stays[1]["expenses"] = []
    stays[1]["placements"][0]["monthly_cost"] = [{"amount": "0.00"}]
    assert charges(case_of(*stays), "2022-02").total == 0


def test_the_totals_of_two_open_readings_hold_the_other_at_its_first_option():
    stays = [
        stay(placement("2010-01-01", "2012-12-31")),
        stay(placement("2013-02-01", "2014-01-31")),
        stay(placement("2014-03-01")),
    ]
    with pytest.raises(ReadingNeeded) as caught:
        charges(case_of(*stays), "2014-03")
    assert [(e.reading, [(o["option"], o["total"]) for o in e.options]) for e in caught.value.errors] == [
        ("after_return", [("sum", "0.00"), ("reset", "0.00"), ("reset_if_gmina_changes", "0.00")]),
        ("pre_2012_return", [("exempt", "0.00"), ("pays", "930.00")]),
    ]


def test_band_changes():
    case = case_of(*home(), after_return="reset")
    child = case.children[0]
    changes = [
        (change.day.isoformat(), change.year, change.band, change.percent)
        for change in band_changes(child, case.readings)
    ]
    assert changes == [
        ("2021-01-01", 1, 1, 10), ("2022-01-21", 1, 1, 10), ("2023-01-21", 2, 2, 30), ("2024-01-21", 3, 3, 50),
    ]  # fmt: skip
    assert band_changes(case_of(stay(placement("2011-01-01"))).children[0]) == ()
    with pytest.raises(ReadingNeeded):
        band_changes(child)
    later = case_of(stay(placement("2015-01-01", "2019-12-31")), stay(placement("2020-02-01")), after_return="sum")
    assert band_changes(later.children[0], later.readings)[-1].year == 6


# What no provision of art. 191 says: an adoption, adults before ust. 11 named them, other acts, codes of one gmina


def notices(case, first, last=None):
    return [(notice["code"], notice["path"]) for notice in charges(case, first, last).notices]


def test_after_adoption_a_notice_says_so_in_the_months_of_the_stay_that_follows():
    case = case_of(*home("adoption"))
    (first_month, last_month) = (str(case.children[0].stays[number].start)[:7] for number in (0, 1))
    assert notices(case, last_month) == [("after_adoption", "children[0].stays[1]")]
    assert notices(case, first_month) == []
    assert "after_return" in charges(case, last_month).notices[0]["message"]["en"]


@pytest.mark.parametrize("ended_by", ["return_home", "adulthood", "other"])
def test_after_any_other_end_there_is_no_such_notice(ended_by):
    given = notices(case_of(*home(ended_by), after_return="sum"), "2023-02")
    assert "after_adoption" not in [code for code, _ in given]


@pytest.mark.parametrize(("start", "inferred"), [("2023-01-31", True), ("2023-02-01", False)])
def test_a191_u11_the_clock_of_an_adult_is_inferred_until_1_february_2023(start, inferred):
    stays = stay(placement("2021-01-01", "2022-06-30"), ended_by="adulthood"), stay(placement(start))
    case = case_of(*stays)
    expected = [("adult_clock_inferred", "children[0].stays[1]")] if inferred else []
    assert notices(case, "2023-02") == expected
    assert notices(case, "2022-06") == []


def test_a191_u11_no_notice_where_no_clock_resumes():
    stays = stay(placement("2011-01-01", "2013-06-30"), ended_by="adulthood"), stay(placement("2014-01-31"))
    assert notices(case_of(*stays, pre_2012_return="pays"), "2014-02") == []


STATE = {"ground": "state_financed", "basis": "art. 27 ustawy o pomocy"}


def test_another_act_exempts_on_all_its_days_and_no_other():
    exemption = {**STATE, "start": "2013-02-12", "end": "2013-03-02"}
    case = case_of(stay(placement("2012-12-20")), exemptions=[exemption])
    for day in ("2013-02-12", "2013-03-02"):
        assert shares(case, day) == [(0, 1, "art. 27 ustawy o pomocy", "state_financed")]
        assert percent(case_of(stay(placement("2012-12-20")), exemptions=[STATE]), day) == 0
    assert [percent(case, day) for day in ("2013-02-11", "2013-03-03")] == [10, 10]


def test_of_several_grounds_the_first_listed_that_exempts_counts():
    parents = {"ground": "unknown_parents"}
    stays = stay(placement("2014-09-01"))
    for exemptions, ground in (([STATE, parents], "state_financed"), ([parents, STATE], "unknown_parents")):
        case = case_of(stays, exemptions=exemptions, ust_10a_before_2014_09_19="pays")
        ((_, _, _, after),) = shares(case, "2014-09-19")
        ((_, _, _, before),) = shares(case, "2014-09-18")
        assert (after, before) == (ground, "state_financed")  # ust. 10a exempts no earlier day


def test_a238_u1_comes_before_another_act():
    assert shares(case_of(stay(placement("2011-12-31")), exemptions=[STATE]), "2012-01-01") == [
        (0, None, "art. 238 ust. 1", "placed_before_2012")
    ]


@pytest.mark.parametrize(
    ("same_gmina", "expected"),
    [
        ([], 10),
        ([["2808011", "2604043"]], 30),
        ([["2604041", "2808013"]], 30),  # the seventh digit does not matter
        ([["2604053", "2808011", "2604042"]], 30),
        ([["2808011", "2604053"], ["2604043", "2604063"]], 10),
        ([["2808011"], ["2604043"]], 10),
    ],
)
def test_gminas_under_several_codes_are_compared_as_one(same_gmina, expected):
    stays = [stay(placement("2021-01-01", "2021-12-31")), stay(placement("2022-03-01"), gmina="2604043")]
    given = case_of(*stays, same_gmina=same_gmina, after_return="reset_if_gmina_changes")
    assert percent(given, "2022-03-01") == expected
    (charge,) = charges(given, "2022-03")
    assert charge.gmina == "2604043"
    child, readings = given.children[0], given.readings
    year = year_of_stay(child, date(2022, 3, 1), readings, same_gmina=given.same_gmina)
    assert year == (2 if expected == 30 else 1)
    assert [c.band for c in band_changes(child, readings, same_gmina=given.same_gmina)][1] == year


def test_codes_of_one_gmina_are_kept_under_other_readings():
    stays = [stay(placement("2021-01-01", "2021-12-31")), stay(placement("2022-03-01"), gmina="2604043")]
    case = case_of(*stays, same_gmina=[["2808011", "2604043"]], after_return="reset")
    assert percent(case.with_readings(after_return="reset_if_gmina_changes"), "2022-03-01") == 30


@pytest.mark.parametrize(("option", "expected"), [("sum", 30), ("reset", 10)])
def test_only_one_option_compares_gminas(option, expected):
    stays = [stay(placement("2021-01-01", "2021-12-31")), stay(placement("2022-03-01"), gmina="2604043")]
    assert percent(case_of(*stays, same_gmina=[["2808011", "2604043"]], after_return=option), "2022-03-01") == expected

"""What costs are worked out to, from Python: sheets, charges, explanations, and the readings that are asked for."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from documents import FACTS, LEAVE_OUT, changed

import piecza
from piecza import InputError, ReadingNeeded, charges, cost_sheet, explain, explained, read_case
from piecza.costs.benefits import PaidRate
from piecza.costs.cost_origins import by_benefits

FAMILY = Path(__file__).parents[2] / "examples" / "family.json"
PLACEMENT = "children[0].stays[0].placements[0]"


def case(*changes):
    return read_case(json.dumps(changed(*changes, of=FACTS)))


def example(**readings):
    return read_case(FAMILY.read_bytes()).with_readings(**readings)


def plain(text):
    return text.replace("\u00a0", " ")


def test_the_example_as_it_is_worked_out_by_hand_in_the_docs():
    sheet = cost_sheet(example(), "2025-03")
    assert [(p.child, [str(e.amount) for e in p.monthly_cost]) for p in sheet.placements] == [
        ("zmyślone-A", ["1823.00"]), ("zmyślone-B", ["1517.00"]), ("zmyślone-C", ["1517.00"]),
    ]  # fmt: skip
    assert [(c.kind, [(p.days, str(p.amount)) for p in c.parts]) for c in sheet.family_costs] == [
        ("wages", [(31, "2197.47"), (31, "2197.47"), (17, "1205.06")]),
        ("lodging", [(31, "266.67"), (31, "266.67"), (17, "266.66")]),
        ("coordinator", [(90, "616.75"), (90, "616.75"), (17, "116.50")]),
    ]
    result = charges(example(), "2025-03")
    assert [[str(line.amount) for line in charge.lines] for charge in result] == [
        ["546.90", "659.24", "80.00", "63.73"],
        ["758.50", "1098.74", "133.34", "106.22"],
        ["83.19", "120.51", "26.67", "11.65"],
    ]
    assert {gmina: str(amount) for gmina, amount in result.totals.items()} == {
        "2604043": "3446.67", "2808011": "242.02",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("option", "parts"),
    [
        ("child_days", ["2197.47", "2197.47", "1205.06"]),
        ("head_count_first_day", ["2800.00", "2800.00", "0.00"]),
        ("head_count_last_day", ["1866.67", "1866.67", "1866.66"]),
    ],
)
def test_wages_by_each_reading(option, parts):
    sheet = cost_sheet(example(wage_apportionment=option), "2025-03")
    assert [str(part.amount) for part in sheet.family_costs[0].parts] == parts
    assert (sheet.family_costs[0].reading, sheet.family_costs[0].option) == ("wage_apportionment", option)


@pytest.mark.parametrize(
    ("option", "parts"),
    [("equal_per_child", ["266.67", "266.67", "266.66"]), ("child_days", ["313.93", "313.92", "172.15"])],
)
def test_lodging_by_each_reading(option, parts):
    sheet = cost_sheet(example(lodging_split=option), "2025-03")
    assert [str(part.amount) for part in sheet.family_costs[1].parts] == parts


@pytest.mark.parametrize(
    ("option", "lines"),
    [
        ("percent", [(30, 2, "art. 191 ust. 9 pkt 2", None, "63.73"), (10, 1, "art. 191 ust. 9 pkt 1", None, "11.65")]),
        (
            "full",
            [
                (100, None, "art. 191 ust. 7 w zw. z ust. 9", None, "212.44"),
                (100, None, "art. 191 ust. 7 w zw. z ust. 9", None, "116.50"),
            ],
        ),
        ("excluded", [(0, 2, "art. 192", "coordinator", "0.00"), (0, 1, "art. 192", "coordinator", "0.00")]),
    ],
)
def test_a_coordinator_by_each_reading(option, lines):
    charged = charges(example(coordinator=option), "2025-03").charges
    segments = [segment for charge in (charged[0], charged[2]) for segment in charge.lines[3].segments]
    assert [(s.percent, s.band, s.basis, s.exempt, str(s.amount)) for s in segments] == lines


def test_a_whole_coordinator_is_one_segment_though_the_band_changes():
    """In May 2025 child A reaches its third year; a whole part does not depend on it."""
    document = json.loads(FAMILY.read_text(encoding="utf-8"))
    document["family_costs"][2] |= {"start": "2025-05-01", "end": "2025-05-31"}
    document["readings"]["coordinator"] = "full"
    line = charges(read_case(json.dumps(document)), "2025-05").charges[0].lines[-1]
    assert (line.kind, len(line.segments), line.amount) == ("coordinator", 1, line.base)
    monthly = charges(read_case(json.dumps(document)), "2025-05").charges[0].lines[0]
    assert [s.percent for s in monthly.segments] == [30, 50]


@pytest.mark.parametrize("option", ["full", "excluded"])
def test_a_child_outside_the_duty_owes_nothing_for_a_coordinator_either(option):
    document = json.loads(FAMILY.read_text(encoding="utf-8"))
    document["children"][0]["exemptions"] = [{"ground": "unknown_parents", "start": "2025-03-11"}]
    document["readings"]["coordinator"] = option
    segments = charges(read_case(json.dumps(document)), "2025-03").charges[0].lines[-1].segments
    assert [(s.days, s.percent, s.exempt) for s in segments] == [
        (10, 100 if option == "full" else 0, None if option == "full" else "coordinator"),
        (21, 0, "unknown_parents"),
    ]


def test_a_quarter_in_arrears_falls_to_the_months_it_is_for():
    result = charges(example(), "2025-01", "2025-04")
    by_month = {}
    for charge in result:
        for line in charge.lines:
            if line.kind == "coordinator":
                by_month[str(charge.month)] = by_month.get(str(charge.month), 0) + line.base
    assert sum(by_month.values()) == Decimal("1350.00")
    assert list(by_month) == ["2025-01", "2025-02", "2025-03"]


def test_a_child_that_comes_back_gets_its_part_over_both_times():
    """R-1 from 10 January, elsewhere from 1 February, R-1 again from 1 March: 22 and 31 days of the quarter."""
    placements = [
        {"form": "family_home", "family": name, "start": start, "end": end}
        for name, start, end in (
            ("R-1", "2024-01-10", "2024-01-31"),
            ("R-2", "2024-02-01", "2024-02-29"),
            ("R-1", "2024-03-01", "2024-03-31"),
        )
    ]  # fmt: skip
    document = {
        "schema": "piecza.case/1",
        "readings": {"coordinator": "percent", "wage_apportionment": "child_days"},
        "children": [{"id": "D-1", "stays": [{"gmina": "2604043", "placements": placements}]}],
        "family_costs": [
            {"family": "R-1", "kind": "coordinator", "start": "2024-01-01", "end": "2024-03-31", "amount": "100.00"}
        ],
    }
    parsed = read_case(json.dumps(document))
    (cost,) = cost_sheet(parsed, "2024-01", "2024-03").family_costs
    assert [(str(p.start), str(p.end), p.days, str(p.amount)) for p in cost.parts] == [
        ("2024-01-10", "2024-01-31", 22, "41.51"), ("2024-03-01", "2024-03-31", 31, "58.49"),
    ]  # fmt: skip
    assert plain(cost.parts[0].explanation["en"]) == (
        "The child's part: PLN 100.00 × 53/53 days = PLN 100.00; of it for these days: "
        "PLN 100.00 × 22/53 days = PLN 41.51."
    )
    months = [(str(c.month), [str(line.base) for line in c.lines]) for c in charges(parsed, "2024-01", "2024-03")]
    assert months == [("2024-01", ["41.51"]), ("2024-02", []), ("2024-03", ["58.49"])]
    sentences = explain(parsed, charges(parsed, "2024-03").charges[0]).sentences("pl")
    assert any("z tego na te dni" in sentence for sentence in sentences)


def test_an_option_that_counts_nobody_is_no_alternative():
    """Child C is not there on 1 January, and it alone has the cost; counted on that day it would fall to nobody."""
    document = json.loads(FAMILY.read_text(encoding="utf-8"))
    document["family_costs"] = [{**document["family_costs"][2], "children": ["zmyślone-C"]}]
    parsed = read_case(json.dumps(document))
    mattered = explain(parsed, charges(parsed, "2025-03").charges[2]).readings
    assert "wage_apportionment" not in {reading.reading for reading in mattered}


def test_the_readings_of_family_costs_are_asked_for_where_they_matter():
    unread = case(("readings", {}))
    with pytest.raises(ReadingNeeded) as caught:
        charges(unread, "2024-08")
    assert [reading.reading for reading in caught.value.errors] == ["wage_apportionment", "coordinator"]
    whole, coordinator = caught.value.errors
    assert whole.children == ("D-1", "D-2")
    totals = {option["option"]: option["total"] for option in coordinator.options}
    for option, total in totals.items():
        chosen = unread.with_readings(wage_apportionment="child_days", coordinator=option)
        assert str(charges(chosen, "2024-08").total) == total


def test_an_option_under_which_a_cost_falls_to_nobody_is_offered_without_a_total():
    """D-2 comes on 20 February, and the cost is for it alone; who is there first or last changes what D-1 bears."""
    first = FACTS["family_costs"][0]
    alone = {**first, "start": "2024-02-01", "end": "2024-02-29", "children": ["D-2"]}
    both = {**first, "start": "2024-02-01", "end": "2024-02-29"}
    with pytest.raises(ReadingNeeded) as caught:
        charges(case(("readings", {}), ("family_costs", [alone, both])), "2024-02")
    (asked,) = caught.value.errors
    totals = {option["option"]: option["total"] for option in asked.options}
    assert totals["head_count_first_day"] is None
    assert None not in (totals["child_days"], totals["head_count_last_day"])
    only = case(("readings", {}), ("family_costs", [alone]))
    assert cost_sheet(only, "2024-02").family_costs[0].option is None
    assert charges(only, "2024-02").charges[1].lines[-1].base == 5600


@pytest.mark.parametrize(
    "readings", [{}, {"leaving_day": "not_counted"}, {"transfer_day": "leaving"}, {"rounding": "line"}]
)
def test_a_cost_that_changes_on_the_day_of_a_move_is_charged_where_it_is_borne(readings):
    """The supplement ends the day before the child moves, so the last day of the family has an entry of its own."""
    changes = ((f"{PLACEMENT}.supplements[0].end", "2024-09-14"), ("family_costs", []), ("readings", readings))
    charge = charges(case(*changes), "2024-09").charges[0]
    leaving = readings.get("transfer_day") == "leaving"
    assert [line.days for line in charge.lines] == ([14, 1, 15] if leaving else [14, 16])
    assert explain(case(*changes), charge).lines
    ends = ("children[0].stays[0].placements", [{**FACTS["children"][0]["stays"][0]["placements"][0]}])
    last = case(ends, *changes)
    charge = charges(last, "2024-09").charges[0]
    assert [line.days for line in charge.lines] == ([14] if "leaving_day" in readings else [14, 1])
    assert explain(last, charge).lines


def test_a_supplement_that_nobody_gets_on_a_day_cuts_nothing():
    rate = {"benefit": "supplement_disability", "start": "2024-02-01", "end": "2024-02-10", "amount": "300.00"}
    sheet = cost_sheet(case(("powiat_rates[1]", rate)), "2024-02")
    assert [(e.start.day, e.end.day) for e in sheet.placements[0].monthly_cost] == [(1, 29)]


def test_a_sheet_asks_only_how_costs_are_divided():
    with pytest.raises(ReadingNeeded) as caught:
        cost_sheet(case(("readings", {})), "2024-09")
    assert [reading.reading for reading in caught.value.errors] == ["wage_apportionment"]
    assert all(option["total"] is None for option in caught.value.errors[0].options)
    assert cost_sheet(case(("readings", {"wage_apportionment": "child_days"})), "2024-09").family_costs


def test_nothing_is_asked_where_every_option_gives_the_same():
    """Of a cost over a month in which two children are there from the first day to the last, or of one child only."""
    whole_month = case(("readings", {}), ("family_costs[1]", LEAVE_OUT))
    sheet = cost_sheet(whole_month, "2024-08")
    assert sheet.family_costs[0].option is None
    assert sheet.readings.wage_apportionment is None
    assert [str(part.amount) for part in sheet.family_costs[0].parts] == ["2800.00", "2800.00"]
    charges(whole_month, "2024-08")


def test_what_a_placement_costs_by_rates_supplements_and_the_powiats_own():
    sheet = cost_sheet(case(), "2024-01", "2024-12")
    family = sheet.placements[0]
    assert [(str(e.start), str(e.end), str(e.amount)) for e in family.monthly_cost] == [
        ("2024-01-10", "2024-02-29", "1361.00"),
        ("2024-03-01", "2024-05-31", "1635.00"),
        ("2024-06-01", "2024-06-30", "1823.00"),
        ("2024-07-01", "2024-09-14", "1906.00"),
    ]
    allowance, supplement = family.monthly_cost[3].benefits
    assert (allowance.benefit, allowance.source, allowance.amount) == (
        "allowance_other", "powiat_rates[0]", Decimal("1600.00"),
    )  # fmt: skip
    assert (allowance.rate.amount, supplement.source, supplement.rate.act[:7]) == (1517, None, "M.P. 20")
    assert {e.source for e in family.monthly_cost} == {f"{PLACEMENT}.monthly_cost_from"}
    assert plain(family.monthly_cost[3].explanation["pl"]) == (
        "Świadczenie na dziecko w rodzinie niespokrewnionej lub rodzinnym domu dziecka 1 600,00 zł (kwota powiatu, "
        "powiat_rates[0], art. 91; minimum 1 517,00 zł) + dodatek z tytułu niepełnosprawności 306,00 zł "
        "(art. 81 ust. 1; M.P. 2024 poz. 230 (obwieszczenie 24.03.2024)) = 1 906,00 zł."
    )
    facility = sheet.placements[1].monthly_cost
    assert [(str(e.start), str(e.end), e.source) for e in facility] == [
        ("2024-09-15", "2024-12-31", "announcements[0]")
    ]
    assert plain(facility[0].explanation["en"]) == (
        "Average monthly cost of the facility P-1: PLN 8,305.63, published on 11 March 2024, in force from "
        "1 April 2024, the first day of the month after publication (art. 196 ust. 4, for the gmina inferred)."
    )
    given = sheet.placements[2].monthly_cost
    assert plain(given[0].explanation["pl"]) == "Podany w dokumencie: 1 361,00 zł."
    assert (str(given[0].start), str(given[0].end)) == ("2024-02-20", "2024-12-31")


def test_the_largest_amounts_add_up_to_more_than_one_may_be():
    large = case(("powiat_rates[0].amount", "99999999.99"))
    (entry,) = cost_sheet(large, "2024-07").placements[0].monthly_cost
    assert str(entry.amount) == "100000305.99"
    assert charges(large, "2024-07").charges[0].lines[0].rate == entry.amount


def test_a_related_family_gets_the_other_allowance():
    document = changed(
        (f"{PLACEMENT}.form", "related_family"), (f"{PLACEMENT}.supplements", []), ("family_costs", []), of=FACTS
    )
    (entry,) = cost_sheet(read_case(json.dumps(document)), "2024-08").placements[0].monthly_cost
    assert (entry.amount, entry.benefits[0].benefit) == (1002, "allowance_related")


def test_given_costs_stand_in_the_sheet_as_far_as_they_are_asked_for():
    entries = [
        {"amount": "1361.00"},
        {"start": "2024-06-01", "amount": "1517.00"},
        {"start": "2025-01-01", "amount": "1.00"},
    ]
    changes = ("children[1].stays[0].placements[0].monthly_cost", entries)
    sheet = cost_sheet(case(changes), "2024-05", "2024-06")
    (given,) = (p for p in sheet.placements if p.child == "D-2")
    assert [(str(e.start), str(e.end), str(e.amount), e.source[-15:]) for e in given.monthly_cost] == [
        ("2024-05-01", "2024-05-31", "1361.00", "monthly_cost[0]"),
        ("2024-06-01", "2024-06-30", "1517.00", "monthly_cost[1]"),
    ]
    assert cost_sheet(case((changes[0], [])), "2024-05").placements[1].monthly_cost == ()


def test_a_sheet_is_right_by_its_schema_and_says_what_it_was_made_from():
    schema = jsonschema.Draft202012Validator(piecza.schemas()["piecza.costs/1"])
    document = cost_sheet(example(), "2025-01", "2025-03").to_dict()
    schema.validate(json.loads(json.dumps(document)))
    assert document["schema"] == "piecza.costs/1"
    assert document["rates"]["verified_until"] == "2025-12-29"
    without = case((f"{PLACEMENT}.monthly_cost_from", LEAVE_OUT), (f"{PLACEMENT}.supplements", []))
    assert cost_sheet(without, "2024-08").rates is None
    assert (document["first"], document["last"]) == ("2025-01", "2025-03")
    assert document["readings"]["coordinator"] == "percent"


def test_charges_name_the_rates_only_where_they_used_them():
    assert charges(example(), "2025-03").to_dict()["rates"]["id"] == "rates"
    assert (
        "rates"
        not in charges(
            case((f"{PLACEMENT}.monthly_cost_from", LEAVE_OUT), (f"{PLACEMENT}.supplements", [])), "2024-08"
        ).to_dict()
    )
    assert "rates" not in charges(case(), "2025-03").to_dict()


def test_an_explanation_says_where_a_worked_out_cost_comes_from():
    result = charges(example(), "2025-03")
    explanation = explain(example(), result.charges[2])
    text = [plain(sentence) for sentence in explanation.sentences("en")]
    assert text[1].startswith(
        "Allowance in an unrelated family or a family home PLN 1,517.00 (art. 80 ust. 1 pkt 2; M.P."
    )
    assert text[4] == (
        "Wages with on-costs, family rodzina-zmyślona, from 1 March 2025 to 31 March 2025: PLN 5,600.00 "
        "(art. 192 pkt 9, art. 191 ust. 7 w zw. z ust. 9; wage_apportionment = child_days). The child's part: "
        "PLN 5,600.00 × 17/79 days = "
        "PLN 1,205.06."
    )
    assert "PLN 800.00 × 1/3 children = PLN 266.67, and for the parts to add up, PLN 266.66." in text[7]
    assert {reading.reading for reading in explanation.readings} >= {
        "wage_apportionment",
        "lodging_split",
        "coordinator",
    }
    document = explained(example(), result)
    assert document["charges"][2]["lines"][1]["explanation"]["origin"]["en"].startswith("Wages with on-costs")
    assert all("origin" in line["explanation"] for charge in document["charges"] for line in charge["lines"])


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("full", "the gmina pays the child's whole part, whatever the year of stay – 100%"),
        (
            "excluded",
            "the gmina does not pay, because the list of what is spent on a child does not name a coordinator",
        ),
    ],
)
def test_an_explanation_of_a_coordinator(option, says):
    result = charges(example(coordinator=option), "2025-03")
    text = explain(example(coordinator=option), result.charges[0]).sentences("en")
    assert any(says in sentence for sentence in text)


def test_what_else_a_charge_would_be_under_a_reading_of_family_costs():
    charge = charges(example(), "2025-03").charges[0]
    for reading in explain(example(), charge).readings:
        for option, amount in reading.instead.items():
            other = charges(example(**{reading.reading: option}), "2025-03").charges[0]
            assert other.amount == amount != charge.amount


def test_a_case_keeps_its_facts_under_other_readings():
    made = case().with_readings(rounding="line")
    assert (made.announcements, made.powiat_rates, made.family_costs) == (
        case().announcements, case().powiat_rates, case().family_costs,
    )  # fmt: skip


def test_objects_say_the_same_as_json():
    wages = piecza.FamilyCost(
        family="R-1", kind="wages", start=date(2024, 8, 1), end=date(2024, 8, 31), amount=Decimal("5600.00")
    )
    assert case().family_costs[0] == wages


@pytest.mark.parametrize("month", ["2024-13", "2024-02..2024-01"])
def test_a_wrong_month_is_refused(month):
    with pytest.raises(InputError):
        cost_sheet(case(), *month.split(".."))


# One child in one or two families, for what only shows where days are few.


def child_in(*places, readings=None, costs=(), **stay):
    """A case of one child: family, first and last day of each placement of one stay, and costs of families."""
    placements = [
        {"form": "family_home", "family": family, "start": start, "end": end} for family, start, end in places
    ]
    return {
        "schema": "piecza.case/1",
        "readings": {"coordinator": "percent", "wage_apportionment": "child_days", **(readings or {})},
        "children": [{"id": "D-1", "stays": [{"gmina": "2604043", "placements": placements, **stay}]}],
        "family_costs": [
            {"family": family, "kind": kind, "start": start, "end": end, "amount": amount}
            for family, kind, start, end, amount in costs
        ],
    }


def read(document):
    return read_case(json.dumps(document))


QUARTER = ("R-1", "coordinator", "2024-01-01", "2024-03-31", "100.00")


def test_a_part_of_later_days_is_not_charged_in_an_earlier_month():
    parsed = read(child_in(("R-2", "2024-01-01", "2024-02-29"), ("R-1", "2024-03-01", None), costs=[QUARTER]))
    assert [charge.lines for charge in charges(parsed, "2024-01", "2024-02")] == [(), ()]
    assert charges(parsed, "2024-03").charges[0].base == 100


def test_each_run_of_days_says_its_own_part():
    places = ("R-1", "2024-01-10", "2024-01-31"), ("R-2", "2024-02-01", "2024-02-29"), ("R-1", "2024-03-01", None)
    parsed = read(child_in(*places, costs=[(*QUARTER[:4], "0.05")]))
    texts = [
        " ".join(plain(s) for s in explain(parsed, charge).sentences("en"))
        for charge in charges(parsed, "2024-01", "2024-03")
    ]
    assert "PLN 0.05 × 22/53 days = PLN 0.02." in texts[0]
    assert "PLN 0.05 × 31/53 days = PLN 0.03." in texts[2]
    parsed = read(child_in(*places, costs=[(*QUARTER[:4], "0.01")]))
    (cost,) = cost_sheet(parsed, "2024-01").family_costs
    assert [str(part.amount) for part in cost.parts] == ["0.00", "0.01"]
    even = ("R-1", "2024-01-10", "2024-01-31"), ("R-2", "2024-02-01", "2024-03-09"), ("R-1", "2024-03-10", "2024-03-31")
    (cost,) = cost_sheet(read(child_in(*even, costs=[(*QUARTER[:4], "0.01")])), "2024-01").family_costs
    assert [str(part.amount) for part in cost.parts] == ["0.01", "0.00"]
    assert plain(cost.parts[1].explanation["pl"]).endswith(
        "0,01 zł × 22/44 dni = 0,01 zł, a żeby części dały całość, 0,00 zł."
    )


@pytest.mark.parametrize("option", ["head_count_first_day", "head_count_last_day"])
def test_a_child_that_was_away_in_between_is_counted_on_the_day(option):
    places = ("R-1", "2024-01-01", "2024-01-31"), ("R-2", "2024-02-01", "2024-02-29"), ("R-1", "2024-03-01", None)
    parsed = read(child_in(*places, costs=[QUARTER], readings={"wage_apportionment": option}))
    (cost,) = cost_sheet(parsed, "2024-01").family_costs
    assert [part.days for part in cost.parts] == [31, 31]


def test_whoever_is_not_counted_has_no_line():
    charge = charges(example(wage_apportionment="head_count_first_day"), "2025-03").charges[2]
    assert [line.kind for line in charge.lines] == ["monthly_cost", "lodging"]


def test_the_day_of_leaving_is_a_day_in_the_family_as_the_reading_says():
    wages = ("R-1", "wages", "2024-01-01", "2024-01-31", "100.00")
    for option, days in (("counted", 20), ("not_counted", 19)):
        parsed = read(child_in(("R-1", "2024-01-01", "2024-01-20"), costs=[wages], readings={"leaving_day": option}))
        assert cost_sheet(parsed, "2024-01").family_costs[0].parts[0].days == days


def test_two_stays_that_follow_each_other_in_one_family_are_two_runs():
    document = child_in(("R-1", "2024-01-01", "2024-01-31"), costs=[QUARTER], ended_by="return_home")
    second = {"gmina": "2808011", "placements": [{"form": "family_home", "family": "R-1", "start": "2024-02-01"}]}
    document["children"][0]["stays"].append(second)
    document["readings"]["after_return"] = "reset"
    (cost,) = cost_sheet(read(document), "2024-01").family_costs
    assert [(part.gmina, part.days) for part in cost.parts] == [("2604043", 31), ("2808011", 60)]


def test_a_placement_whose_family_costs_something_is_not_without_a_cost():
    wages = ("R-1", "wages", "2024-01-01", "2024-01-31", "100.00")
    result = charges(read(child_in(("R-1", "2024-01-01", None), costs=[wages])), "2024-01", "2024-02")
    assert [(n["code"], "from 1 February 2024 to 29 " in n["message"]["en"]) for n in result.notices] == [
        ("no_cost", True)
    ]


def test_beside_a_cost_that_is_worked_out_another_may_be_missing():
    changes = (f"{PLACEMENT}.monthly_cost_from", LEAVE_OUT), (f"{PLACEMENT}.supplements", []), ("family_costs", [])
    result = charges(case(*changes), "2024-09")
    assert [(n["code"], n["path"]) for n in result.notices] == [("no_cost", PLACEMENT)]


def test_under_both_a_facility_without_a_cost_is_said_though_a_family_spent_on_the_day_of_the_move():
    facility = {"form": "facility", "start": "2024-03-10"}
    document = child_in(
        ("R-1", "2024-01-01", "2024-03-10"), costs=[("R-1", "wages", "2024-03-01", "2024-03-31", "10.00")]
    )
    document["children"][0]["stays"][0]["placements"].append(facility)
    document["readings"]["transfer_day"] = "both"
    notices = charges(read(document), "2024-03").notices
    assert [n["path"][-13:] for n in notices if n["code"] == "no_cost"] == ["placements[1]"]


def test_rates_are_charged_from_their_days():
    result = charges(case(("family_costs", [])), "2024-02", "2024-07")
    lines = [line for charge in result if charge.child == "D-1" for line in charge.lines]
    assert [str(line.rate) for line in lines] == ["1361.00", "1635.00", "1635.00", "1635.00", "1823.00", "1906.00"]


def test_a_minimum_that_is_no_longer_known_cuts_no_line():
    rates = [{"benefit": "allowance_other", "start": "2024-01-10", "amount": "1700.00"}]
    rates += [{"benefit": "supplement_disability", "start": "2024-01-10", "amount": "400.00"}]
    still = case(
        ("powiat_rates", rates), (f"{PLACEMENT}.end", LEAVE_OUT), ("children[0].stays[0].placements[1]", LEAVE_OUT)
    )
    assert [line.days for line in charges(still, "2025-12").charges[0].lines] == [31]


def test_a_powiat_rate_without_an_end_holds_to_the_day_before_the_next():
    rates = [
        {"benefit": "allowance_other", "start": "2024-07-16", "amount": "1800.00"},
        {"benefit": "allowance_other", "start": "2024-02-01", "amount": "1700.00"},
    ]
    entries = cost_sheet(case(("powiat_rates", rates)), "2024-07").placements[0].monthly_cost
    assert [(e.start.day, e.end.day, str(e.amount)) for e in entries] == [(1, 15, "2006.00"), (16, 31, "2106.00")]
    assert [e.benefits[0].source for e in entries] == ["powiat_rates[1]", "powiat_rates[0]"]
    assert "powiat_rates[1]" in entries[0].explanation["en"]


def test_a_coordinator_given_as_an_expense_follows_the_reading_that_a_family_cost_asks_for():
    """The totals offered are those that follow, and the child with the expense is named."""
    expense = {"kind": "coordinator", "day": "2024-08-10", "amount": "100.00"}
    other = {
        "id": "D-3",
        "stays": [{"gmina": "2604043", "placements": [{"form": "family_home", "start": "2024-01-01"}]}],
    }
    other["stays"][0]["expenses"] = [expense]
    changes = ("children[2]", other), ("readings", {"wage_apportionment": "child_days"})
    with pytest.raises(ReadingNeeded) as caught:
        charges(case(*changes), "2024-08")
    (asked,) = caught.value.errors
    assert asked.children == ("D-1", "D-2", "D-3")
    for option in asked.options:
        chosen = case(*changes).with_readings(coordinator=option["option"])
        assert str(charges(chosen, "2024-08").total) == option["total"]
    alone = charges(case(*changes, ("family_costs", [])), "2024-08")
    assert [n["code"] for n in alone.notices if "coordinator" in n["code"]] == ["coordinator_not_chosen"]


def test_a_day_that_another_placement_bears_needs_no_amount():
    """On 1 June 2026 the child moves to a facility, which bears that day; the rate of the day is not known."""
    move = (f"{PLACEMENT}.end", "2026-06-01"), ("children[0].stays[0].placements[1].start", "2026-06-01")
    sheet = cost_sheet(case(*move), "2026-05", "2026-06")
    assert [str(p.monthly_cost[-1].end) for p in sheet.placements[:2]] == ["2026-05-31", "2026-06-30"]
    charge = charges(case(*move), "2026-06").charges[0]
    assert [line.days for line in charge.lines] == [30]
    mattered = {reading.reading: reading.instead for reading in explain(case(*move), charge).readings}
    assert "transfer_day" not in mattered  # by another option the family bears a day whose rate is not known
    with pytest.raises(InputError):
        charges(case(*move).with_readings(transfer_day="leaving"), "2026-06")


def test_an_option_under_which_a_named_child_is_elsewhere_gives_no_other_share():
    """The cost of 15 September is for a child that moves to a facility that day, and is there under `leaving` only."""
    cost = {**FACTS["family_costs"][0], "start": "2024-09-15", "end": "2024-09-15", "children": ["D-1", "D-2"]}
    chosen = case(("family_costs", [cost]), ("readings.transfer_day", "leaving"))
    charge = next(candidate for candidate in charges(chosen, "2024-09") if candidate.child == "D-2")
    assert "transfer_day" not in {reading.reading for reading in explain(chosen, charge).readings}


@pytest.mark.parametrize(
    ("start", "basis"),
    [
        ("2014-09-18", "art. 192 pkt 9, art. 191 ust. 7"),
        ("2014-09-19", "art. 192 pkt 9, art. 191 ust. 7 w zw. z ust. 9"),
    ],
)
def test_wages_go_by_the_rule_of_their_first_day(start, basis):
    wages = ("R-1", "wages", start, "2014-10-31", "100.00")
    (cost,) = cost_sheet(read(child_in(("R-1", "2014-09-01", None), costs=[wages])), "2014-09").family_costs
    assert cost.basis == basis


def test_a_weak_amount_would_say_so():
    rate = piecza.rate("minimum_wage_professional", date(2025, 1, 1))
    weak = PaidRate("supplement_disability", 456740, None, rate)
    assert plain(by_benefits([weak])["pl"]).endswith(
        "(art. 85; M.P. 2024 poz. 230 („kwot określonych w umowach”); słabe źródło)."
    )


def test_a_day_that_is_given_is_said_to_be_given():
    (entry,) = (
        cost_sheet(
            case(("announcements[0]", {"facility": "P-1", "amount": "1.00", "effective": "2024-04-01"})), "2024-10"
        )
        .placements[0]
        .monthly_cost
    )
    assert "in force from 1 April 2024 (the day is given; art. 196 ust. 4, for the gmina inferred)." in plain(
        entry.explanation["en"]
    )


def test_an_option_that_another_month_of_the_document_refuses_has_no_total():
    """Nobody is in the family on 1 February; the wages of May alone could be divided by any option."""
    children = [
        {
            "id": name,
            "stays": [{"gmina": "2604043", "placements": [{"form": "family_home", "family": "R-1", "start": start}]}],
        }
        for name, start in (("D-1", "2024-03-10"), ("D-2", "2024-05-15"))
    ]
    wages = [("2024-02-01", "2024-03-31"), ("2024-05-01", "2024-05-31")]
    document = child_in(costs=[("R-1", "wages", start, end, "100.00") for start, end in wages])
    document |= {"children": children, "readings": {}}
    with pytest.raises(ReadingNeeded) as caught:
        charges(read(document), "2024-05")
    totals = {option["option"]: option["total"] for option in caught.value.errors[0].options}
    assert totals == {"child_days": "10.00", "head_count_first_day": None, "head_count_last_day": "10.00"}
    chosen = read(document | {"readings": {"wage_apportionment": "child_days"}})
    (mattered,) = [
        r for r in explain(chosen, charges(chosen, "2024-05").charges[0]).readings if r.reading[:4] == "wage"
    ]
    assert list(mattered.instead) == ["head_count_last_day"]


# A rate for a day in a facility


@pytest.mark.parametrize("given", [True, False])
def test_the_rate_for_a_day_stands_beside_the_average(given):
    place = "children[0].stays[0].placements[1]"
    costs = [(f"{place}.monthly_cost_from", None), (f"{place}.monthly_cost", [{"amount": "8305.63"}])] if given else []
    sheet = cost_sheet(case(*costs, ("readings.facility_days", "day_rate")), "2024-10")
    entries = {p.form: p.monthly_cost[0] for p in sheet.placements}
    assert (entries["facility"].amount, entries["facility"].day_rate) == (Decimal("8305.63"), Decimal("273.06"))
    assert plain(entries["facility"].explanation["pl"]).endswith(
        "Za dzień: 8 305,63 zł × 12 ÷ 365 = 273,06 zł (wniosek: ustawa zna tylko średnią miesięczną)."
    )
    assert entries["professional_family"].day_rate is None


def test_by_months_there_is_no_rate_for_a_day():
    sheet = cost_sheet(case(), "2024-10")
    assert {entry.day_rate for p in sheet.placements for entry in p.monthly_cost} == {None}
    assert "Za dzień" not in sheet.placements[0].monthly_cost[0].explanation["pl"]
    jsonschema.validate(sheet.to_dict(), piecza.schemas()["piecza.costs/1"])

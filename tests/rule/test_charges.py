"""The result as a Python program sees it."""

import copy
import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest
import reference
from documents import RIGHT

import piecza

GOLDEN = Path(__file__).parents[1] / "golden"


def worked(name, first, last=None, **readings):
    document = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))["case"]
    document["readings"] = {**document.get("readings", {}), **readings}
    return piecza.charges(piecza.read_case(json.dumps(document)), first, last)


def test_amounts_are_decimals_and_grosze():
    result = worked("09_expenses", "2025-07")
    (charge,) = result
    assert (charge.base, charge.amount, result.total) == (Decimal("3875.75"), Decimal("1716.42"), Decimal("1716.42"))
    assert result.totals == {"2808011": Decimal("1716.42")}
    assert (charge.base_grosze, charge.amount_grosze) == (387575, 171642)
    cost, wages, grant, _ = charge.lines
    assert (cost.rate, cost.base, cost.amount) == (Decimal("1517.00"), Decimal("1517.00"), Decimal("689.99"))
    assert (wages.rate, grant.rate) == (None, None)
    assert [segment.amount for segment in cost.segments] == [Decimal("102.76"), Decimal("587.23")]


def test_amounts_below_the_rounding_are_none():
    (line,) = worked("01_band_change", "2025-03", rounding="line").charges[0].lines
    assert line.amount == Decimal("410.50")
    assert {segment.amount for segment in line.segments} == {None}
    (line,) = worked("01_band_change", "2025-03", rounding="child_month").charges[0].lines
    assert line.amount is None


def test_months_may_be_months():
    document = piecza.read_case(json.dumps(RIGHT))
    by_text = piecza.charges(document, "2024-10", "2024-11")
    assert piecza.charges(document, piecza.Month(2024, 10), piecza.Month(2024, 11)) == by_text
    assert len(by_text) == 2
    assert [str(charge.month) for charge in by_text] == ["2024-10", "2024-11"]


def test_two_stays_in_one_month_share_a_charge_where_their_code_is_the_same():
    for second, expected in (("2808011", [(2, "400.00")]), ("2808013", [(1, "200.00"), (1, "200.00")])):
        stays = [
            {
                "gmina": gmina,
                "placements": [{"form": "related_family", "monthly_cost": [{"amount": "6000.00"}], **days}],
            }
            for gmina, days in (
                ("2808011", {"start": "2023-06-01", "end": "2023-06-10"}),
                (second, {"start": "2023-06-21", "end": "2023-06-30"}),
            )
        ]
        case = {
            "schema": "piecza.case/1",
            "readings": {"after_return": "sum"},
            "children": [{"id": "1", "stays": stays}],
        }
        result = piecza.charges(piecza.read_case(json.dumps(case)), "2023-06")
        assert [(len(charge.lines), str(charge.amount)) for charge in result] == expected


def test_readings_that_change_nothing_but_a_band_are_said_in_a_notice():
    document = json.loads((GOLDEN / "08_return_sum.json").read_text(encoding="utf-8"))["case"]
    del document["readings"]
    for stay in document["children"][0]["stays"]:
        for placement in stay["placements"]:
            placement["monthly_cost"] = [{"amount": "0.00"}]
    result = piecza.charges(piecza.read_case(json.dumps(document)), "2023-03")
    assert [(n["code"], n["path"]) for n in result.notices] == [("reading_not_chosen", "readings.after_return")]
    twice = {**document, "children": [{**document["children"][0], "id": name} for name in ("D-1", "D-2")]}
    assert len(piecza.charges(piecza.read_case(json.dumps(twice)), "2023-03").notices) == 1
    assert result.readings.after_return is None
    assert result.charges[0].lines[0].segments[0].band == 2


def test_a_placement_without_a_cost_is_said_where_it_bears_days_that_are_asked_for():
    placements = [
        {"form": "related_family", "start": "2023-06-01", "end": "2023-07-10", "monthly_cost": [{"amount": "9.00"}]},
        {"form": "facility", "start": "2023-07-10", "end": "2023-08-20"},
        {"form": "family_home", "start": "2023-08-20"},
    ]
    expense = {"kind": "wages", "start": "2023-09-01", "end": "2023-09-30", "amount": "1.00"}
    stay = {"gmina": "2808011", "placements": placements, "expenses": [expense]}
    case = piecza.read_case(json.dumps({"schema": "piecza.case/1", "children": [{"id": "1", "stays": [stay]}]}))

    def said(first, last=None):
        return [
            (n["code"], n["path"][-13:], n["message"]["en"].split("from ")[1].split(",")[0])
            for n in piecza.charges(case, first, last).notices
        ]

    assert said("2023-06") == []
    assert said("2023-07") == [("no_cost", "placements[1]", "10 July 2023 to 31 July 2023")]
    assert said("2023-08") == [
        ("no_cost", "placements[1]", "1 August 2023 to 19 August 2023"),
        ("no_cost", "placements[2]", "20 August 2023 to 31 August 2023"),
    ]
    assert said("2023-09") == []
    assert said("2023-08", "2023-11") == [
        ("no_cost", "placements[1]", "1 August 2023 to 19 August 2023"),
        ("no_cost", "placements[2]", "20 August 2023 to 31 August 2023"),
        ("no_cost", "placements[2]", "1 October 2023 to 30 November 2023"),
    ]


@pytest.mark.parametrize("again", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_results_cases_and_errors_can_be_copied_and_pickled(again):
    case = piecza.read_case(json.dumps(RIGHT))
    result = piecza.charges(case, "2024-10")
    assert again(case) == case
    assert again(result) == result
    document = json.loads((GOLDEN / "08_return_sum.json").read_text(encoding="utf-8"))["case"]
    del document["readings"]
    with pytest.raises(piecza.ReadingNeeded) as caught:
        piecza.charges(piecza.read_case(json.dumps(document)), "2023-03")
    assert again(caught.value).errors == caught.value.errors
    assert "after_return" in str(caught.value)


def test_the_text_of_a_result_is_its_document():
    result = worked("09_expenses", "2025-07")
    text = result.to_json()
    assert json.loads(text) == result.to_dict()
    assert text.startswith('{\n  "schema": "piecza.charges/1"')


@pytest.mark.parametrize(
    ("gmina", "code"),
    [
        ("2861011", "gmina_city"),
        ("2860011", None),
        ("2808011", None),
        ("3301011", "gmina_code_impossible"),
        ("3401011", "gmina_code_impossible"),
        ("0001011", "gmina_code_impossible"),
        ("2800011", "gmina_code_impossible"),
        ("2808001", "gmina_code_impossible"),
        ("2961011", "gmina_code_impossible"),
    ],
)
def test_a_city_and_a_code_that_no_gmina_can_have_are_noticed_once(gmina, code):
    stays = [{"gmina": gmina, "placements": [{"form": "related_family", "start": "2024-01-10",
                                              "monthly_cost": [{"amount": "100.00"}]}]}]  # fmt: skip
    children = [{"id": f"D-{number}", "stays": stays} for number in range(3)]
    case = piecza.read_case(json.dumps({"schema": "piecza.case/1", "children": children}))
    told = [notice for notice in piecza.charges(case, "2025-03").notices if notice["code"].startswith("gmina")]
    assert [(notice["code"], notice["path"]) for notice in told] == (
        [(code, "children[0].stays[0].gmina")] if code else []
    )
    assert all(gmina in notice["message"][lang] for notice in told for lang in ("pl", "en"))
    assert not [notice for notice in piecza.charges(case, "2023-12").notices if notice["code"].startswith("gmina")]


def test_a_facility_that_bears_no_day_of_an_expense_makes_no_segment():
    """A child in a facility overnight, under ``both``: the family it leaves and the one it comes to bear both days."""
    spans = [("related_family", "2024-05-01", "2024-05-10"), ("facility", "2024-05-10", "2024-05-11")]
    spans += [("related_family", "2024-05-11", "2024-05-31")]
    document = {
        "schema": "piecza.case/1",
        "readings": {"transfer_day": "both"},
        "children": [
            {
                "id": "D-1",
                "stays": [
                    {
                        "gmina": "2808011",
                        "placements": [{"form": form, "start": start, "end": end} for form, start, end in spans],
                        "expenses": [
                            {"kind": "recovered", "start": "2024-05-10", "end": "2024-05-31", "amount": "-956.53"}
                        ],
                    }
                ],
            }
        ],
    }
    ((line,),) = (charge.lines for charge in piecza.charges(piecza.read_case(json.dumps(document)), "2024-05"))
    assert [(str(part.start), str(part.end), part.days) for part in line.segments] == [("2024-05-10", "2024-05-31", 22)]
    assert str(line.amount) == "-95.65"
    assert piecza.charges(piecza.read_case(json.dumps(document)), "2024-05").to_dict()["charges"] == reference.charges(
        document, "2024-05", "2024-05"
    )

"""Explanations: the sentences themselves, and the same as data."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import small_cases

import piecza
from piecza.rule.explanation import explanations

GOLDEN = Path(__file__).parents[1] / "golden"


def one(name, month, **readings):
    document = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))["case"]
    document["readings"] = {**document.get("readings", {}), **readings}
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, month)
    return piecza.explain(case, charge)


def plain(sentences):
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_the_sentence_for_a_letter():
    sentences = plain(one("01_band_change", "2025-03").sentences("pl"))
    assert sentences[:6] == [
        "Pobyt trwa od 15.03.2023.",
        "Koszt miesięczny (rodzina zastępcza spokrewniona): 1 002,00 zł za cały miesiąc.",
        "Od 01.03.2025 do 14.03.2025 trwa 2. rok pobytu – 30 % (art. 191 ust. 9 pkt 2): "
        "1 002,00 zł × 14/31 dni × 30 % = 135,75 zł.",
        "Od 15.03.2025 do 31.03.2025 trwa 3. rok pobytu – 50 % (art. 191 ust. 9 pkt 3): "
        "1 002,00 zł × 17/31 dni × 50 % = 274,74 zł.",
        "Razem: 135,75 zł + 274,74 zł = 410,49 zł.",
        "Udział gminy 2808011, marzec 2025: 410,49 zł.",
    ]


def test_the_same_in_english():
    sentences = plain(one("01_band_change", "2025-03").sentences("en"))
    assert sentences[3] == (
        "From 15 March 2025 to 31 March 2025 the child is in the 3rd year of stay – 50% (art. 191 ust. 9 pkt 3): "
        "PLN 1,002.00 × 17/31 days × 50% = PLN 274.74."
    )


@pytest.mark.parametrize(
    ("name", "month", "readings", "sentence"),
    [
        (
            "01_band_change", "2025-03", {"mid_month": "first_day"},
            "Od 01.03.2025 do 31.03.2025 trwa 2. rok pobytu, a od 15.03.2025 – 3. rok; przy wykładni mid_month = "
            "first_day w całym miesiącu obowiązuje próg 2 – 30 % (art. 191 ust. 9 pkt 2): "
            "1 002,00 zł × 31/31 dni × 30 % = 300,60 zł.",
        ),
        (
            "01_band_change", "2025-03", {"rounding": "line"},
            "Razem, zaokrąglone raz: 1 002,00 zł × (14 × 30 % + 17 × 50 %) ÷ 31 = 410,50 zł.",
        ),
        (
            "09_expenses", "2025-08", {"rounding": "child_month"},
            "Udział gminy 2808011, sierpień 2025, zaokrąglony raz: 1 517,00 zł × 50 % + 245,90 zł × 50 % "
            "− 75,25 zł × 50 % = 843,83 zł.",
        ),
        (
            "09_expenses", "2025-07", {},
            "Wynagrodzenie z pochodnymi (rodzina zastępcza zawodowa) od 16.06.2025 do 15.08.2025: 1 000,00 zł; "
            "do dnia 31.07.2025: 1 000,00 zł × 46/61 dni = 754,10 zł; przed tym miesiącem: 1 000,00 zł × 15/61 dni = "
            "245,90 zł; w tym miesiącu: 754,10 zł − 245,90 zł = 508,20 zł.",
        ),
        (
            "09_expenses", "2025-07", {},
            "W dniu 08.07.2025 trwa 3. rok pobytu – 50 % (art. 191 ust. 9 pkt 3): "
            "1 200,55 zł × 50 % = 600,28 zł.",
        ),
        (
            "05_leaving", "2025-01", {"divisor": "thirty"},
            "Koszt miesięczny (rodzina zastępcza spokrewniona) od 01.01.2025 do 14.01.2025: 1 002,00 zł × 14/30 dni = "
            "467,60 zł.",
        ),
        (
            "10_exempt", "2024-02", {},
            "Od 01.02.2024 do 11.02.2024 gmina nie płaci, bo dziecko pozostawiono bezpośrednio po urodzeniu – 0 % "
            "(art. 191 ust. 10a): 12 178,00 zł × 11/29 dni × 0 % = 0,00 zł.",
        ),
        (
            "07_placed_before_2012", "2024-01", {},
            "Od 01.01.2024 do 31.01.2024 gmina nie płaci, bo dziecko umieszczono w pieczy po raz pierwszy przed "
            "01.01.2012 – 0 % (art. 238 ust. 1): 8 786,28 zł × 31/31 dni × 0 % = 0,00 zł.",
        ),
        (
            "08_return_sum", "2023-08", {},
            "Przyjęto, że dni pobytów się sumują (after_return = sum); gdyby przyjąć, że ponowne umieszczenie zaczyna "
            "pierwszy rok (reset), udział wyniósłby 136,10 zł.",
        ),
        (
            "08_return_sum", "2023-08", {},
            "Pobyt trwa od 10.02.2023 i liczy się dalej po 548 dniach wcześniejszych pobytów, po 365 na rok "
            "(art. 114 KC; wniosek).",
        ),
        (
            "03_move_same_day", "2024-10", {"emergency_care": "exempt"},
            "Od 01.10.2024 do 16.10.2024 gmina nie płaci, bo dziecko jest w pogotowiu rodzinnym – 0 % "
            "(art. 191 ust. 8 pkt 1): 782,97 zł × 16/16 dni × 0 % = 0,00 zł.",
        ),
    ],
)  # fmt: skip
def test_sentences(name, month, readings, sentence):
    assert sentence in plain(one(name, month, **readings).sentences("pl"))


def test_a_year_that_ends_within_the_third_band():
    document = json.loads((GOLDEN / "01_band_change.json").read_text(encoding="utf-8"))["case"]
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2026-03")
    explanation = piecza.explain(case, charge)
    (segment,) = explanation.lines[0].segments
    assert segment.years == [3, 4]
    assert "the child is in the 3rd year of stay, and from 15 March 2026 in the 4th –" in segment.explanation["en"]


def test_a_month_without_a_cost_is_said():
    case = piecza.Case(
        children=(
            piecza.Child(
                id="D-1",
                stays=(
                    piecza.Stay(
                        gmina="2808011",
                        placements=(piecza.Placement(form="family_home", start=piecza.Month(2025, 1).start),),
                    ),
                ),
            ),
        )
    )
    result = piecza.charges(case, "2025-01", "2025-02")
    assert [(n["code"], n["path"]) for n in result.notices] == [("no_cost", "children[0].stays[0].placements[0]")]
    assert "od 01.01.2025 do 28.02.2025" in result.notices[0]["message"]["pl"]
    explanation = piecza.explain(case, result.charges[0])
    assert plain(explanation.sentences("pl")) == [
        "Pobyt trwa od 01.01.2025.",
        "Udział gminy 2808011, styczeń 2025: nie podano żadnego kosztu, 0,00 zł.",
    ]


def test_as_data():
    explanation = one("01_band_change", "2025-03")
    assert {reading.reading: reading.instead for reading in explanation.readings} == {
        "year_boundary": {"kc112": Decimal("404.03"), "kc114": Decimal("416.96")},
        "mid_month": {"first_day": Decimal("300.60"), "last_day": Decimal("501.00")},
        "rounding": {"line": Decimal("410.50"), "child_month": Decimal("410.50")},
    }
    first = explanation.to_dict()["readings"][0]
    assert first["instead"] == [{"option": "kc112", "amount": "404.03"}, {"option": "kc114", "amount": "416.96"}]


def test_the_explained_document_only_adds_to_the_contract():
    document = json.loads((GOLDEN / "09_expenses.json").read_text(encoding="utf-8"))["case"]
    case = piecza.read_case(json.dumps(document))
    result = piecza.charges(case, "2025-07")
    made = piecza.explained(case, result)
    segment = made["charges"][0]["lines"][0]["segments"][1]
    assert segment["years"] == [3, 3]
    assert segment["explanation"]["pl"].startswith("Od 08.07.2025 do 31.07.2025 trwa 3. rok pobytu")
    for charge in made["charges"]:
        del charge["explanation"]
        for line in charge["lines"]:
            del line["explanation"]
            for segment in line["segments"]:
                del segment["explanation"], segment["years"]
    assert made == result.to_dict()


def test_explanations_in_other_words_are_not_equal():
    """Charges are equal whatever is said of them, their explanations are not."""
    explanation = one("01_band_change", "2025-03")
    assert explanation == one("01_band_change", "2025-03")
    line = explanation.lines[0]
    other = replace(line, segments=tuple(replace(s, explanation=line.explanation.base) for s in line.segments))
    reworded = replace(explanation, charge=replace(explanation.charge, lines=(other, *explanation.lines[1:])))
    assert reworded.charge == explanation.charge
    assert reworded != explanation


def test_thirty_days_of_thirty_one_are_no_whole_month():
    document = json.loads((GOLDEN / "05_leaving.json").read_text(encoding="utf-8"))["case"]
    document["readings"] = {"divisor": "thirty"}
    document["children"][0]["stays"][0]["placements"][0]["end"] = "2025-01-30"
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2025-01")
    base = plain([piecza.explain(case, charge).lines[0].explanation.base["pl"]])[0]
    assert base.endswith("od 01.01.2025 do 30.01.2025: 1 002,00 zł × 30/30 dni = 1 002,00 zł.")


def test_nothing_accrued_before_is_taken_away_and_not_added():
    document = json.loads((GOLDEN / "09_expenses.json").read_text(encoding="utf-8"))["case"]
    document["children"][0]["stays"][0]["expenses"][3]["amount"] = "0.01"
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2025-07")
    wages = next(line for line in piecza.explain(case, charge).lines if line.kind == "wages")
    assert plain([wages.explanation.base["pl"]])[0].endswith("w tym miesiącu: 0,01 zł − 0,00 zł = 0,01 zł.")


def test_a_reading_that_was_not_chosen_is_explained_as_its_first_option():
    document = json.loads((GOLDEN / "08_return_sum.json").read_text(encoding="utf-8"))["case"]
    del document["readings"]
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2021-05")
    assert [reading.reading for reading in piecza.explain(case, charge).readings] == []
    for placement in document["children"][0]["stays"][1]["placements"]:
        placement["monthly_cost"] = [{"amount": "0.00"}]
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2023-08")
    years = [tuple(s.years) for s in piecza.explain(case, charge).lines[0].segments]
    assert years == [(2, 2), (3, 3)]


def returned(first, home, again, **readings):
    """A child with two stays in one gmina, at 1002.00 a month."""
    stays = [
        {
            "gmina": "2808011",
            "placements": [{"form": "related_family", "monthly_cost": [{"amount": "1002.00"}], **days}],
        }
        for days in ({"start": first, "end": home}, {"start": again})
    ]
    document = {"schema": "piecza.case/1", "readings": readings, "children": [{"id": "D-1", "stays": stays}]}
    return piecza.read_case(json.dumps(document))


def test_a_year_that_depends_on_a_reading_not_chosen_says_so():
    case = returned("2012-01-10", "2016-05-05", "2017-02-01")
    (charge,) = piecza.charges(case, "2024-04")
    explanation = piecza.explain(case, charge)
    assert explanation.lines[0].segments[0].years[0] == 12
    assert plain(s["pl"] for s in explanation.stays)[1:] == [
        "Wykładni after_return nie wybrano, bo udział od niej nie zależy; lata pobytu podano tak, jakby przyjąć, że "
        "dni pobytów się sumują (sum)."
    ]
    (charge,) = piecza.charges(case, "2013-04")
    assert len(piecza.explain(case, charge).stays) == 1


def test_an_option_under_which_another_reading_must_be_chosen_first_gives_no_amount():
    case = returned("2020-01-01", "2020-01-01", "2021-03-01")
    (charge,) = piecza.charges(case, "2022-03")
    assert {reading.reading: reading.instead for reading in piecza.explain(case, charge).readings} == {}
    with pytest.raises(piecza.ReadingNeeded):
        piecza.charges(case.with_readings(year_boundary="kc112"), "2022-03")
    case = returned("2020-01-01", "2020-01-01", "2021-03-01", after_return="reset")
    (charge,) = piecza.charges(case, "2022-03")
    assert (
        "kc112"
        in {reading.reading: reading.instead for reading in piecza.explain(case, charge).readings}["year_boundary"]
    )


def test_the_stays_of_two_gminas_in_one_month_are_explained_apart():
    stays = [
        {
            "gmina": gmina,
            "placements": [
                {"form": "related_family", "start": start, "end": end, "monthly_cost": [{"amount": "3000.00"}]}
            ],
        }
        for gmina, start, end in (("2808011", "2022-01-01", "2023-06-10"), ("2604043", "2023-06-20", None))
    ]
    document = {
        "schema": "piecza.case/1", "readings": {"after_return": "reset"}, "children": [{"id": "D-1", "stays": stays}],
    }  # fmt: skip
    case = piecza.read_case(json.dumps(document))
    first, second = (piecza.explain(case, charge) for charge in piecza.charges(case, "2023-06"))
    assert [s["en"] for s in first.stays] == ["The stay runs from 1 January 2022."]
    assert [s["en"] for s in second.stays] == ["The stay runs from 20 June 2023."]
    assert "after_return" not in {reading.reading for reading in first.readings}
    instead = {reading.reading: reading.instead for reading in second.readings}
    assert instead["after_return"] == {"sum": Decimal("330.00")}


@pytest.mark.parametrize("name", ["09_expenses", "01b_mid_month_first_day"])
def test_a_charge_of_another_case_or_of_other_readings_is_refused(name):
    explanation = one("01_band_change", "2025-03")
    document = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))["case"]
    with pytest.raises(ValueError, match=r"no such child|no charge of the case"):
        piecza.explain(piecza.read_case(json.dumps(document)), explanation.charge)


@pytest.mark.parametrize(
    ("sibling", "reading"),
    [
        ([("professional_family", "R-1", "2024-01-10", "2025-03-15"), ("related_family", "R-2", "2025-03-15", None)],
         "transfer_day"),
        ([("professional_family", "R-1", "2024-01-10", "2025-03-15")], "leaving_day"),
    ],
)  # fmt: skip
def test_a_reading_that_moves_a_sibling_matters_to_a_child_that_stays(sibling, reading):
    """How long the other one was in the family decides what of its wages falls to whom."""
    stays = {"D-1": [("professional_family", "R-1", "2024-01-10", None)], "D-2": sibling}
    children = [
        {"id": name, "stays": [{"gmina": "2808011", "placements": [
            {"form": form, "family": family, "start": start, "end": end} for form, family, start, end in placements
        ]}]}
        for name, placements in stays.items()
    ]  # fmt: skip
    cost = {"family": "R-1", "kind": "wages", "start": "2025-03-01", "end": "2025-03-31", "amount": "3100.00"}
    document = {"schema": "piecza.case/1", "readings": {"wage_apportionment": "child_days"}, "children": children,
                "family_costs": [cost]}  # fmt: skip
    case = piecza.read_case(json.dumps(document))
    charge = piecza.charges(case, "2025-03").charges[0]
    assert charge.child == "D-1"
    assert reading in {item.reading for item in piecza.explain(case, charge).readings}


def test_the_divisor_matters_where_a_stay_ends_in_the_month():
    placement = {
        "form": "related_family",
        "start": "2024-01-10",
        "end": "2025-03-15",
        "monthly_cost": [{"amount": "1002.00"}],
    }
    document = {
        "schema": "piecza.case/1",
        "children": [{"id": "D-1", "stays": [{"gmina": "2808011", "placements": [placement]}]}],
    }
    case = piecza.read_case(json.dumps(document))
    (charge,) = piecza.charges(case, "2025-03")
    assert "divisor" in {reading.reading for reading in piecza.explain(case, charge).readings}


def test_charges_of_some_months_only_are_explained_where_rates_change_later():
    """D-1's cost is worked out for the months of D-2 as well, in which the rate is another one."""

    def rated(name, start):
        return small_cases.child(
            name,
            small_cases.stay(
                "2604043", small_cases.placement("related_family", start, cost=None, monthly_cost_from="rates")
            ),
        )

    case = small_cases.case(rated("D-1", "2023-01-10"), rated("D-2", "2024-07-10"))
    charges = [
        charge
        for charge in piecza.charges(case, "2024-03", "2024-09")
        if charge.child == "D-2" or charge.month < piecza.Month(2024, 5)
    ]
    assert [explanation.charge for explanation in explanations(case, charges)] == charges


def test_codes_that_are_one_gmina_are_said_where_the_years_go_on_for_that_reason():
    golden = Path(__file__).parents[1] / "golden"
    told = {}
    for name in ("08h_same_gmina", "08c_return_new_gmina", "08d_adult_returns", "08_return_sum"):
        given = json.loads((golden / f"{name}.json").read_text("utf-8"))
        case = piecza.read_case(json.dumps(given["case"]))
        last = piecza.charges(case, given["last"]).charges[-1]
        told[name] = [sentence for sentence in piecza.explain(case, last).sentences("en") if "same_gmina" in sentence]
    assert told == {
        "08h_same_gmina": ["The codes 2808011 and 2604043 are one gmina, as the case says (same_gmina)."],
        "08c_return_new_gmina": [],
        "08d_adult_returns": [],
        "08_return_sum": [],
    }
    given = json.loads((golden / "08h_same_gmina.json").read_text("utf-8"))
    for code, ended_by in (("2808013", None), ("2604043", "adulthood")):
        stays = given["case"]["children"][0]["stays"]
        stays[0]["ended_by"], stays[1]["gmina"] = ended_by, code
        case = piecza.read_case(json.dumps(given["case"]))
        last = piecza.charges(case, given["last"]).charges[-1]
        assert not any("same_gmina" in sentence for sentence in piecza.explain(case, last).sentences("en"))

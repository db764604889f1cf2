"""The noty of a month: who gets one, under which number and readings, and what stands on it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from agreements import PLAIN, RIGHT, agreed
from documents import LEAVE_OUT, changed
from small_cases import case, child, family, placement, stay

from piecza import InputError, ReadingNeeded, charges
from piecza.notes.issuing import notas, refuse_taken
from piecza.notes.layout import page
from piecza.notes.nota import Nota, read_nota

ISSUED = date(2025, 4, 7)
FIRST, SECOND, CITY, OTHER = "2604043", "2808011", "2861011", "3001012"


def issue(of, month="2025-03", agreement=None, **more):
    return notas(of, month, agreement or agreed(), issued=ISSUED, **more)


def only(of, month="2025-03", **more):
    (nota,) = issue(of, month, **more)
    return nota


def with_gminas(*codes, of=PLAIN, **terms):
    gminas = [{"code": code, "name": f"Gmina {code}", "address": "Zmyślona 1", **terms} for code in codes]
    return agreed(("gmina", gminas), of=of)


def text(nota, lang="en"):
    return [notice.message[lang] for notice in nota.notices]


def test_what_stands_on_a_nota():
    nota = only(case(family("D-1", FIRST), readings={"leaving_day": "not_counted"}), agreement=agreed(of=RIGHT))
    assert nota.kind == "nota"
    assert (nota.number, nota.issued, nota.month) == ("1/ZM/03/2025", ISSUED, "2025-03")
    assert (nota.base, nota.amount, nota.in_words) == (1000, 100, "sto złotych zero groszy")
    assert (nota.gmina.code, nota.gmina.name, nota.gmina.nip) == (FIRST, "Gmina Zmyślona Pierwsza", "PL0000000000")
    assert nota.gmina.ops.name == "OPS w Pierwszej"
    assert nota.agreement.number == "1/2024"
    assert nota.powiat == agreed(of=RIGHT).powiat
    assert (nota.law.id, nota.rates) == ("art-191", None)
    assert nota.readings.model_dump(exclude_defaults=True) == {
        "after_return": "sum",
        "divisor": "thirty",
        "leaving_day": "not_counted",
    }
    assert nota.terms.symbol == "ZM"
    assert [(total.chapter, total.amount) for total in nota.totals] == [("90001", 100)]
    assert nota.classification.section == "900"
    (charge,) = nota.charges
    assert (charge.child, charge.gmina, charge.base, charge.amount) == ("D-1", FIRST, 1000, 100)
    assert [(total.chapter, total.amount) for total in charge.chapters] == [("90001", 100)]
    (line,) = charge.lines
    assert line.model_dump(exclude={"segments"}) == {
        "kind": "monthly_cost",
        "form": "related_family",
        "chapter": "90001",
        "stay_start": "2024-11-10",
        "rate": "1000.00",
        "day_rate": None,
        "start": "2025-03-01",
        "end": "2025-03-31",
        "days": 31,
        "base": "1000.00",
        "amount": "100.00",
    }
    (segment,) = line.segments
    assert segment.model_dump() == {
        "start": "2025-03-01",
        "end": "2025-03-31",
        "days": 31,
        "years": (1,),
        "band": 1,
        "percent": 10,
        "basis": "art. 191 ust. 9 pkt 1",
        "exempt": None,
        "amount": "100.00",
    }
    assert any("1st year of stay" in sentence["en"] for sentence in charge.explanation)
    assert any("1. rok pobytu" in sentence["pl"] for sentence in charge.explanation)


def test_the_years_of_a_segment_are_those_of_its_first_and_last_day():
    nota = only(case(family("D-1", FIRST, start="2015-03-10", cost="100.00")))
    assert [segment.years for line in nota.charges[0].lines for segment in line.segments] == [(10, 11)]


def test_worked_out_rates_are_stamped():
    of = child("D-1", stay(FIRST, placement("related_family", "2025-01-01", cost=None, monthly_cost_from="rates")))
    assert only(case(of)).rates.sha256


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({}, (14, "receipt", None)),
        ({"due_days": 30}, (30, "receipt", None)),
        ({"due_from": "issue"}, (14, "issue", date(2025, 4, 22))),  # Easter Monday is 21 April
        ({"due_from": "issue", "due_days": 0}, (0, "issue", ISSUED)),
        ({"due_from": "issue", "due_days": 5}, (5, "issue", date(2025, 4, 14))),  # 12 April is a Saturday
    ],
)
def test_when_a_nota_is_due(terms, expected):
    due = only(case(family("D-1", FIRST)), agreement=agreed(("terms", terms))).due
    assert (due.days, due.counted_from, due.day) == expected


def test_numbers_run_in_the_order_of_codes_without_gaps():
    children = [
        family("D-1", OTHER),
        family("D-2", SECOND, cost="0.00"),
        family("D-3", FIRST),
        family("D-4", "1001011"),
        family("D-5", CITY),
    ]
    agreement = with_gminas(OTHER, SECOND, FIRST, "1001011")
    made = issue(case(*children), agreement=agreement, first_number=41)
    assert [(nota.number, nota.gmina.code) for nota in made] == [
        ("41/PZ/03/2025", "1001011"),
        ("42/PZ/03/2025", FIRST),
        ("43/PZ/03/2025", OTHER),
    ]
    assert [(nota.number, nota.month.code) for nota in made.planned] == [
        ("41/PZ/03/2025", "100101"),
        ("42/PZ/03/2025", "260404"),
        ("43/PZ/03/2025", "300101"),
    ]
    assert [gmina[:3] for gmina in made.without] == [("280801", 0, "nothing_due"), ("286101", 10000, "city")]
    assert len(made) == 3
    assert list(made.months) == ["100101", "260404", "280801", "286101", "300101"]


def test_a_gmina_may_have_a_pattern_of_its_own():
    gminas = [{**PLAIN["gmina"][0], "terms": {"number": "X-{nr}"}}, PLAIN["gmina"][1]]
    made = issue(case(family("D-1", SECOND), family("D-2", FIRST)), agreement=agreed(("gmina", gminas)))
    assert [nota.number for nota in made] == ["X-1", "2/PZ/03/2025"]


@pytest.mark.parametrize(("powiat", "city"), [("60", False), ("61", True), ("99", True), ("01", False)])
def test_a_powiat_from_61_on_is_a_city_of_its_own(powiat, city):
    of = case(family("D-1", f"28{powiat}011"))
    if city:
        assert [(gmina.code, gmina.reason) for gmina in issue(of).without] == [(f"28{powiat}01", "city")]
    else:
        with pytest.raises(InputError):
            issue(of)


def test_a_city_in_the_agreement_gets_a_nota():
    made = issue(case(family("D-1", CITY)), agreement=with_gminas(CITY))
    assert [nota.gmina.code for nota in made] == [CITY]
    assert made.without == ()


def test_a_gmina_with_nothing_due_need_not_be_in_the_agreement():
    made = issue(case(family("D-1", OTHER, cost="0.00"), family("D-2", FIRST)))
    assert [nota.number for nota in made] == ["1/PZ/03/2025"]
    assert [gmina[:3] for gmina in made.without] == [("300101", 0, "nothing_due")]


def test_a_gmina_without_children_in_the_month_is_not_named():
    made = issue(case(family("D-1", OTHER, end="2025-02-28"), family("D-2", FIRST)))
    assert made.without == ()
    assert list(made.months) == ["260404"]


def test_a_child_in_care_without_any_cost_is_nothing_due():
    made = issue(case(child("D-1", stay(FIRST, placement("family_home", "2025-01-01", cost=None)))))
    assert (len(made), [gmina[:3] for gmina in made.without]) == (0, [("260404", 0, "nothing_due")])


def test_all_gminas_that_are_not_in_the_agreement_are_named_at_once():
    of = case(family("D-1", OTHER), family("D-2", "1001012"), family("D-3", FIRST), family("D-4", "1001013"))
    with pytest.raises(InputError) as caught:
        issue(of)
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [
        ("gmina_not_agreed", "gmina", "1001012"),
        ("gmina_not_agreed", "gmina", OTHER),
    ]
    assert "1001012" in caught.value.errors[0].message["pl"]
    assert "1001012" in caught.value.errors[0].message["en"]


@pytest.mark.parametrize("month", ["2025-13", "x", ""])
def test_a_month_that_is_none(month):
    with pytest.raises(InputError) as caught:
        issue(case(family("D-1", FIRST)), month)
    assert [(e.code, e.path) for e in caught.value.errors] == [("month_invalid", "--month")]


def test_codes_of_one_gmina_share_a_nota():
    made = list(issue(case(family("D-1", "2808013", cost="10.00"), family("D-2", SECOND, cost="20.00"))))
    assert [(nota.gmina.code, nota.amount) for nota in made] == [(SECOND, 3)]
    assert [(charge.child, charge.gmina) for charge in made[0].charges] == [("D-1", "2808013"), ("D-2", SECOND)]


def test_a_negative_total_is_a_nota_as_well():
    recovered = {"kind": "recovered", "day": "2025-03-04", "amount": "-1234.50"}
    nota = only(case(family("D-1", FIRST, cost="100.00", expenses=[recovered])))
    assert (nota.amount, nota.base) == (Decimal("-113.45"), Decimal("-1134.50"))
    assert nota.in_words == "minus sto trzynaście złotych czterdzieści pięć groszy"


def test_charges_that_cancel_out_are_nothing_due():
    recovered = {"kind": "recovered", "day": "2025-03-04", "amount": "-1000.00"}
    made = issue(case(family("D-1", FIRST), family("D-2", FIRST, cost=None, expenses=[recovered])))
    assert [gmina[:3] for gmina in made.without] == [("260404", 0, "nothing_due")]


def test_days_that_are_exempt_stand_with_their_ground():
    exemption = {"ground": "unknown_parents", "start": "2025-03-11", "end": "2025-03-20"}
    of = case({**family("D-1", FIRST, cost="310.00"), "exemptions": [exemption]})
    nota = only(of)
    assert [(s.days, s.percent, s.exempt, s.amount) for s in nota.charges[0].lines[0].segments] == [
        (10, 10, None, 10),
        (10, 0, "unknown_parents", 0),
        (11, 10, None, 11),
    ]
    assert nota.amount == 21


def moved(rounding, **more):
    """A child that moves in the month from a family to a facility, and on to a centre."""
    of = child(
        "D-1",
        stay(
            FIRST,
            placement("related_family", "2025-01-01", "2025-03-11", "1000.05"),
            placement("facility", "2025-03-11", "2025-03-25", "2000.05"),
            placement("preadoption_centre", "2025-03-25", None, "3000.05"),
            expenses=[{"kind": "allowance", "day": "2025-03-01", "amount": "10.05"}],
        ),
        **more,
    )
    return case(of, family("D-2", FIRST, cost="1.05"), readings={"rounding": rounding})


CHAPTERS = {
    # family: 1000.05 × 10/31 = 322.60 and 10.05; facility: 2000.05 × 14/31 = 903.25; centre: 3000.05 × 7/31 = 677.43
    "segment": ("33.27", "90.33", "67.74", "191.34"),
    "line": ("33.27", "90.33", "67.74", "191.34"),
    "child_month": ("33.27", "90.32", "67.74", "191.33"),
}


@pytest.mark.parametrize("rounding", CHAPTERS)
def test_a_child_that_moves_has_a_total_in_each_chapter(rounding):
    nota = only(moved(rounding))
    *expected, total = map(Decimal, CHAPTERS[rounding])
    charge = nota.charges[0]
    assert charge.amount == total
    assert [(share.chapter, share.amount) for share in charge.chapters] == [
        ("85508", expected[0]),
        ("85510", expected[1]),
        ("85509", expected[2]),
    ]
    second_child = Decimal("0.11")
    assert [(share.chapter, share.amount) for share in nota.totals] == [
        ("85508", expected[0] + second_child),
        ("85509", expected[2]),
        ("85510", expected[1]),
    ]
    assert (charge.lines[0].amount is None) == (rounding == "child_month")
    assert (charge.lines[0].segments[0].amount is None) == (rounding != "segment")


def test_what_has_no_chapter_stands_last():
    of = child("D-1", stay(FIRST, placement("preadoption_centre", "2016-12-01")))
    nota = only(case(of, family("D-2", FIRST, start="2016-12-01")), "2016-12")
    assert [total.chapter for total in nota.totals] == ["85204", None]


READING = "after_return"


def returned(name, gmina):
    return child(
        name,
        stay(gmina, placement("related_family", "2024-01-01", "2024-12-31"), ended_by="return_home"),
        stay(gmina, placement("related_family", "2025-03-01")),
    )


def test_a_reading_that_one_gminas_child_needs_may_be_agreed_with_that_gmina():
    of = case(returned("D-1", FIRST), family("D-2", SECOND))
    gminas = [{**PLAIN["gmina"][0], "readings": {READING: "sum"}}, PLAIN["gmina"][1]]
    first, second = issue(of, agreement=agreed(("gmina", gminas)))
    assert (first.amount, first.readings.after_return) == (300, "sum")
    assert (second.amount, second.readings.after_return) == (100, None)


def test_gminas_may_have_agreed_otherwise():
    of = case(returned("D-1", FIRST), returned("D-2", SECOND))
    options = ["sum", "reset"]
    gminas = [{**gmina, "readings": {READING: option}} for gmina, option in zip(PLAIN["gmina"], options, strict=True)]
    first, second = issue(of, agreement=agreed(("gmina", gminas)))
    assert (first.amount, first.readings.after_return) == (300, "sum")
    assert (second.amount, second.readings.after_return) == (100, "reset")


@pytest.mark.parametrize("own", [FIRST, SECOND])
def test_a_reading_that_a_gminas_child_needs_is_asked_for(own):
    of = case(returned("D-1", own), family("D-2", FIRST), family("D-3", SECOND))
    agreement = agreed(
        ("gmina", [{**g, **({} if g["code"] == own else {"readings": {READING: "sum"}})} for g in GMINAS])
    )
    with pytest.raises(ReadingNeeded) as caught:
        issue(of, agreement=agreement)
    assert [(error.reading, error.children) for error in caught.value.errors] == [(READING, ("D-1",))]


GMINAS = PLAIN["gmina"]


def test_readings_of_several_gminas_are_asked_for_at_once():
    exempt = {"ground": "foreign_court", "end": "2018-08-26"}
    of = case(
        {**family("D-1", FIRST, start="2018-01-01"), "exemptions": [exempt]},
        child(
            "D-2",
            stay(SECOND, placement("related_family", "2014-01-01", "2016-12-31"), ended_by="return_home"),
            stay(SECOND, placement("related_family", "2018-01-01")),
        ),
    )
    gminas = [
        {**GMINAS[0], "readings": {READING: "sum"}},
        {**GMINAS[1], "readings": {"ust_17_before_2018_08_27": "pays"}},
    ]
    with pytest.raises(ReadingNeeded) as caught:
        issue(of, "2018-05", agreed(("gmina", gminas)))
    assert {error.reading: error.children for error in caught.value.errors} == {
        "ust_17_before_2018_08_27": ("D-1",),
        READING: ("D-2",),
    }


def test_notices_are_those_of_the_gminas_children_and_of_the_law():
    without = child("D-1", stay(FIRST, placement("family_home", "2030-01-01", cost=None)))
    of = case(without, family("D-2", FIRST, start="2030-01-01"), family("D-3", SECOND, start="2030-01-01"))
    first, second = issue(of, "2030-03")
    assert [(notice.code, notice.child) for notice in first.notices] == [("law_not_verified", None), ("no_cost", "D-1")]
    assert [(notice.code, notice.child) for notice in second.notices] == [("law_not_verified", None)]
    assert set(first.notices[1].message) == {"pl", "en"}


def test_a_reading_that_decides_nothing_but_what_is_printed_is_a_notice():
    def returned_for_nothing(name):
        placements = placement("related_family", "2023-01-01", "2024-10-31"), placement("related_family", "2025-01-01")
        first, second = ({**period, "monthly_cost": [{"amount": "0.00"}]} for period in placements)
        return child(name, stay(FIRST, first, ended_by="return_home"), stay(FIRST, second))

    nota = only(case(returned_for_nothing("D-1"), family("D-2", FIRST)))
    assert [(notice.code, notice.child) for notice in nota.notices] == [("reading_not_chosen", None)]


def test_noty_made_twice_are_the_same_to_the_byte():
    made = issue(moved("segment"), agreement=agreed(of=RIGHT))
    again = issue(moved("segment"), agreement=agreed(of=RIGHT))
    assert [nota.to_json() for nota in made] == [nota.to_json() for nota in made]
    assert [nota.to_json() for nota in made] == [nota.to_json() for nota in again]


@pytest.mark.parametrize("agreement", [PLAIN, RIGHT])
@pytest.mark.parametrize("rounding", CHAPTERS)
def test_a_nota_is_read_back(agreement, rounding):
    (nota,) = issue(moved(rounding), agreement=agreed(of=agreement))
    read = read_nota(nota.to_json())
    assert read == nota
    assert read_nota(nota.to_json().encode()) == nota
    assert read.to_json() == nota.to_json()
    assert read.classification == nota.classification
    assert json.loads(nota.to_json())["schema"] == "piecza.nota/1"
    assert nota.to_json().endswith("}\n")


NOTA = json.loads(only(case(family("D-1", FIRST), readings={"rounding": "segment"})).to_json())
LINE = "charges[0].lines[0]"


def errors_of(document):
    with pytest.raises(InputError) as caught:
        read_nota(document if isinstance(document, str | bytes) else json.dumps(document))
    return [(e.code, e.path, e.value) for e in caught.value.errors]


@pytest.mark.parametrize(
    ("path", "code", "value"),
    [
        ("schema", "unknown_schema", "piecza.nota/2"),
        ("schema", "unknown_schema", LEAVE_OUT),
        ("kind", "unknown_word", LEAVE_OUT),
        ("kind", "unknown_word", "corection"),
        ("kind", "unknown_word", 1),
        ("number", "missing_field", LEAVE_OUT),
        ("month", "month_invalid", "2025-3"),
        ("issued", "day_format", "7.04.2025"),
        ("amount", "amount_format", "100,00"),
        ("amount", "amount_format", 100),
        ("charges", "wrong_type", {"x": 1}),
        ("totals[0].amout", "unknown_field", "1"),
        ("powiat.nip", "nip_checksum", "0000000001"),
        ("gmina.code", "gmina_code", "1"),
        ("terms.number", "number_pattern", "x"),
        ("terms.due_from", "unknown_word", "x"),
        ("readings.rounding", "unknown_option", "x"),
        ("charges[0].child", "id_pesel", "1" * 11),
        (f"{LINE}.base", "amount_format", "x"),
        (f"{LINE}.segments[0].band", "missing_field", LEAVE_OUT),
        (f"{LINE}.segments[0].percent", "wrong_type", "10"),
    ],
)
def test_an_error_of_a_nota(path, code, value):
    hidden = value is LEAVE_OUT or code in ("unknown_field", "id_pesel") or isinstance(value, dict)
    assert errors_of(changed((path, value), of=NOTA)) == [(code, path, None if hidden else value)]


def test_a_text_that_is_no_nota():
    assert errors_of("[]") == [("unknown_schema", "schema", None)]
    assert errors_of("{") == [("not_json", "", None)]
    assert errors_of('{"schema": "piecza.nota/1", "schema": 1}')[0][0] == "duplicate_key"


def test_all_that_is_wrong_with_a_nota_is_said():
    document = changed(("number", LEAVE_OUT), ("amount", "x"), of=NOTA)
    assert sorted(errors_of(document)) == [("amount_format", "amount", "x"), ("missing_field", "number", None)]


def test_null_for_what_is_optional_is_left_out():
    assert isinstance(read_nota(json.dumps(changed(("agreement", None), of=NOTA))), Nota)
    assert read_nota(json.dumps(changed(("terms.symbol", None), of=NOTA))).terms.symbol == "PZ"


def test_a_number_that_is_stored_is_refused():
    made = issue(case(family("D-1", FIRST), family("D-2", SECOND)))
    stored = list(made)
    refuse_taken(["3/PZ/03/2025"], {nota.number for nota in stored})
    with pytest.raises(InputError) as caught:
        refuse_taken((nota.number for nota in made.planned), {stored[0].number})
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [
        ("number_taken", "first_number", "1/PZ/03/2025")
    ]


def test_the_amounts_are_those_of_the_charges():
    of = moved("child_month")
    assert only(of).amount == charges(of, "2025-03").total


def test_the_counter_begins_with_one_and_the_day_of_issue_is_one_of_a_document():
    for issued, first_number, wanted in (
        (date(2025, 4, 4), 0, {"first_number"}),
        (date(1989, 12, 31), 1, {"issued"}),
        (date(2100, 1, 1), -3, {"issued", "first_number"}),
    ):
        with pytest.raises(InputError) as caught:
            notas(case(family("D-1", FIRST)), "2025-03", agreed(), issued=issued, first_number=first_number)
        assert {error.path for error in caught.value.errors} == wanted


def test_a_gmina_whose_nota_is_stored_gets_no_second_one():
    of = case(family("D-1", FIRST), family("D-2", SECOND))
    first, second = issue(of)
    made = issue(case(family("D-1", FIRST, cost="7.00"), family("D-2", SECOND)), stored=[first], first_number=2)
    assert made.without == (("260404", 70, "issued", first.number),)
    assert list(made) == [second]
    with pytest.raises(InputError) as caught:
        issue(of, stored=[first])
    assert [error.code for error in caught.value.errors] == ["number_taken"]


def test_a_readings_of_one_gmina_do_not_touch_anothers_children():
    """Under the first gmina's reading the expense of the second one's child would lie outside its stay."""
    expense = {"kind": "holiday_grant", "day": "2025-03-20", "amount": "50.00"}
    of = case(family("D-1", FIRST), family("D-2", SECOND, end="2025-03-20", expenses=[expense]))
    terms = {FIRST: {"leaving_day": "not_counted"}, SECOND: {}}
    gminas = [
        {"code": code, "name": f"Gmina {code}", "address": "Zmyślona 1", "readings": chosen}
        for code, chosen in terms.items()
    ]
    made = list(issue(of, agreement=agreed(("gmina", gminas))))
    assert [(nota.gmina.code, nota.amount) for nota in made] == [(FIRST, 100), (SECOND, Decimal("69.52"))]


def test_a_reading_is_not_asked_for_by_a_gmina_that_a_child_has_left():
    """Its earlier stay was in a gmina that agreed nothing; the one that pays now has chosen."""
    again = child(
        "D-1",
        stay(FIRST, placement("related_family", "2020-01-01", "2021-01-01")),
        stay(SECOND, placement("related_family", "2024-01-01")),
    )
    gminas = [
        {"code": code, "name": f"Gmina {code}", "address": "Zmyślona 1", **more}
        for code, more in ((FIRST, {}), (SECOND, {"readings": {"after_return": "sum"}}))
    ]
    (nota,) = issue(case(again), agreement=agreed(("gmina", gminas)))
    assert nota.readings.after_return == "sum"
    assert nota.amount == 500


def test_a_familys_cost_is_divided_among_all_its_children_whatever_was_agreed_with_whom():
    def home(name, gmina, **more):
        return child(name, stay(gmina, placement("professional_family", "2024-01-10", family="R-1", **more)))

    cost = {"family": "R-1", "kind": "wages", "start": "2025-03-01", "end": "2025-03-31", "amount": "3000.00"}
    of = case(
        home("D-1", FIRST, cost=None),
        home("D-2", SECOND, cost=None),
        home("D-3", SECOND, cost="7.00"),
        family_costs=[cost],
        readings={"wage_apportionment": "child_days"},
    )
    gminas = [
        {"code": code, "name": f"Gmina {code}", "address": "Zmyślona 1", "readings": {"mid_month": option}}
        for code, option in ((FIRST, "first_day"), (SECOND, "last_day"))
    ]
    made = list(issue(of, agreement=agreed(("gmina", gminas))))
    assert [[charge.child for charge in nota.charges] for nota in made] == [["D-1"], ["D-2", "D-3"]]
    assert [nota.base for nota in made] == [1000, 2007]


def test_the_odd_grosz_of_a_month_that_is_rounded_once_is_not_booked_where_nothing_is_due():
    of = child(
        "D-1",
        stay(
            FIRST,
            placement("related_family", "2025-01-01", "2025-03-10", "1000.05"),
            placement("emergency_facility", "2025-03-10", None, "2000.00"),
            expenses=[
                {"kind": "holiday_grant", "day": "2025-03-02", "amount": "0.05"},
                {"kind": "random_event", "day": "2025-03-03", "amount": "0.05"},
            ],
        ),
    )
    (nota,) = issue(case(of, readings={"rounding": "child_month", "emergency_care": "exempt"}))
    assert {total.chapter: total.amount for total in nota.totals} == {"85508": nota.amount, "85510": 0}


def test_a_notice_about_an_announcement_stands_on_the_nota_whose_costs_come_from_it():
    def facility(name, gmina, which):
        placed = placement("facility", "2024-01-10", cost=None, facility=which, monthly_cost_from="announcements")
        return child(name, stay(gmina, placed))

    old = [{"facility": name, "amount": "5000.00", "published": "2023-03-01"} for name in ("P-1", "P-2")]
    of = case(facility("D-1", FIRST, "P-1"), facility("D-2", SECOND, "P-2"), announcements=old)
    (first, second) = issue(of, month="2025-05")
    assert [notice.code for notice in first.notices] == [notice.code for notice in second.notices]
    assert [notice.code for notice in first.notices] == ["announcement_out_of_date"]


# Days at a rate, and what another act lets the state budget bear


def footer(nota, name):
    return next(section.paragraphs for section in page(nota).footer if section.heading == name)


def test_a_rate_for_a_day_stands_on_the_nota():
    of = case(
        child("D-1", stay(FIRST, placement("facility", "2024-05-10", cost="8786.28"))),
        readings={"facility_days": "day_rate"},
    )
    nota = only(of)
    (line,) = nota.charges[0].lines
    assert (line.rate, line.day_rate, line.base) == (Decimal("8786.28"), Decimal("288.86"), Decimal("8954.66"))
    cells = [cell.value for row in page(nota).tables[0].rows for cell in row if cell]
    assert "placówka opiekuńczo-wychowawcza, osobodzień 288,86\u00a0zł" in cells
    assert read_nota(nota.to_json()) == nota


def test_a_line_without_a_rate_for_a_day_is_read_as_one_of_a_monthly_cost():
    nota = only(case(child("D-1", stay(FIRST, placement("facility", "2024-05-10")))))
    stored = json.loads(nota.to_json())
    assert stored["charges"][0]["lines"][0].pop("day_rate") is None
    assert read_nota(json.dumps(stored)) == nota


def test_a_provision_of_another_act_stands_beside_those_of_the_act():
    basis = "art. 27 ustawy z dnia 12 marca 2022 r."
    exempt = family("D-1", FIRST)
    exempt["exemptions"] = [{"ground": "state_financed", "start": "2025-03-11", "basis": basis}]
    (legal,) = footer(only(case(exempt)), "Podstawa prawna")
    assert legal.startswith("art. 191 ust. 9 pkt 1 ustawy z dnia 9 czerwca 2011 r.")
    assert legal.endswith(f"; {basis}.")


def test_other_children_of_a_family_ask_for_no_reading_that_their_gmina_was_not_asked_for():
    """A child of another gmina whose stay ended otherwise and began anew is there to divide the family's costs only."""
    there = {"family": "R-1"}
    own = child("D-1", stay(FIRST, placement("professional_family", "2023-05-01", **there)))
    other = child(
        "D-2",
        stay(SECOND, placement("professional_family", "2022-05-01", "2023-06-30", **there), ended_by="other"),
        stay(SECOND, placement("professional_family", "2024-05-01", **there)),
    )
    wages = {"family": "R-1", "kind": "wages", "start": "2025-03-01", "end": "2025-03-31", "amount": "5000.00"}
    of = case(own, other, family_costs=[wages], readings={"wage_apportionment": "child_days"})
    with pytest.raises(ReadingNeeded) as needed:
        issue(of, agreement=with_gminas(FIRST, SECOND))
    assert [error.reading for error in needed.value.errors] == ["after_return"]
    gminas = [
        {"code": FIRST, "name": "Pierwsza", "address": "Zmyślona 1", "readings": {"divisor": "thirty"}},
        {"code": SECOND, "name": "Druga", "address": "Zmyślona 2", "readings": {"after_return": "sum"}},
    ]
    first, second = issue(of, agreement=agreed(("gmina", gminas), of=PLAIN))
    assert first.readings.after_return is None
    assert [notice.code for notice in (*first.notices, *second.notices)] == []

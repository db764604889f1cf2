"""What bad input gets where costs have to be worked out: a code, a path, a value and a sentence, all errors at once."""

import json
from datetime import date

import jsonschema
import pytest
from documents import FACTS, LEAVE_OUT, changed

import piecza
from piecza import FamilyCost, InputError, charges, cost_sheet, explain, read_case
from piecza.case.presence import Presence
from piecza.costs.families import idle_days
from piecza.dates import Span

SCHEMA = jsonschema.Draft202012Validator(piecza.schemas()["piecza.case/1"])
FAMILY = "children[0].stays[0].placements[0]"
FACILITY = "children[0].stays[0].placements[1]"
WAGES, COORDINATOR = "family_costs[0]", "family_costs[1]"
ANNOUNCEMENT, RATE = "announcements[0]", "powiat_rates[0]"


def facts(*changes):
    return changed(*changes, of=FACTS)


def errors_of(document):
    with pytest.raises(InputError) as caught:
        read_case(json.dumps(document))
    return caught.value.errors


def summaries(document):
    return [(e.code, e.path, e.value) for e in errors_of(document)]


def test_the_facts_are_right():
    document = read_case(json.dumps(FACTS))
    SCHEMA.validate(FACTS)
    SCHEMA.validate(json.loads(document.model_dump_json()))
    assert not charges(document, "2024-01", "2024-12").notices
    assert read_case(document.model_dump_json()) == document


SHAPE = [
    (f"{ANNOUNCEMENT}.facility", "missing_field", LEAVE_OUT),
    (f"{ANNOUNCEMENT}.amount", "missing_field", LEAVE_OUT),
    (f"{ANNOUNCEMENT}.published", "announcement_day_missing", LEAVE_OUT),
    (f"{ANNOUNCEMENT}.published", "announcement_day_missing", None),
    (f"{ANNOUNCEMENT}.published", "day_format", "11.03.2024"),
    (f"{ANNOUNCEMENT}.repealed", "day_format", "x"),
    (f"{ANNOUNCEMENT}.amount", "amount_negative", "-0.01"),
    (f"{ANNOUNCEMENT}.amount", "amount_not_text", 8305.63),
    (f"{ANNOUNCEMENT}.facility", "id_empty", ""),
    (f"{ANNOUNCEMENT}.year", "unknown_field", 2024),
    (f"{RATE}.benefit", "unknown_benefit", "allowance"),
    (f"{RATE}.benefit", "unknown_benefit", "minimum_wage_professional"),
    (f"{RATE}.start", "missing_field", LEAVE_OUT),
    (f"{RATE}.amount", "amount_negative", "-1.00"),
    (f"{FAMILY}.monthly_cost_from", "unknown_monthly_cost_from", "rate"),
    (f"{FAMILY}.monthly_cost_from", "wrong_type", True),
    (f"{FAMILY}.family", "id_pesel", "1" * 11),
    (f"{FAMILY}.family", "wrong_type", 7),
    (f"{FAMILY}.supplements[0].benefit", "unknown_benefit", "allowance_other"),
    (f"{FAMILY}.supplements[0].benefit", "missing_field", LEAVE_OUT),
    (f"{WAGES}.kind", "unknown_kind", "allowance"),
    (f"{WAGES}.kind", "outside_base", "pcpr_staff"),
    (f"{WAGES}.amount", "amount_negative", "-5600.00"),
    (f"{WAGES}.start", "missing_field", LEAVE_OUT),
    (f"{WAGES}.end", "missing_field", LEAVE_OUT),
    (f"{WAGES}.children", "empty_list", []),
    (f"{WAGES}.children", "wrong_type", "D-1"),
    (f"{COORDINATOR}.children[0]", "id_pesel", "1" * 11),
]


@pytest.mark.parametrize(("path", "code", "value"), SHAPE)
def test_an_error_of_shape(path, code, value):
    document = facts((path, value))
    hidden = value is LEAVE_OUT or code in ("unknown_field", "id_pesel")
    assert summaries(document) == [(code, path, None if hidden else value)]
    assert not SCHEMA.is_valid(document)


INDEPENDENCE = ("ust. 1 pkt 3", "art. 191 ust. 9 i 10 w zw. z ust. 1 pkt 1 i 2", "inferred")
STATE = ("financed by the state", "Dz.U. 2016 poz. 195; Dz.U. 2021 poz. 1981", "read")
STAFF = ("PCPR's own staff", "art. 192", "inferred")
OUTSIDE = {
    "independence_aid": INDEPENDENCE,
    "usamodzielnienie": INDEPENDENCE,
    "kontynuowanie_nauki": INDEPENDENCE,
    "child_benefit": STATE,
    "500+": STATE,
    "800+": STATE,
    "dodatek_wychowawczy": ("state grant", "art. 196a (Dz.U. 2016 poz. 195)", "read"),
    "lump_sum_supplement": ("state grant", "Dz.U. 2016 poz. 195", "known"),
    "pcpr_staff": STAFF,
    "psycholog": STAFF,
}


@pytest.mark.parametrize("kind", OUTSIDE)
def test_what_is_outside_the_base_is_refused_with_the_reason_and_the_provision(kind):
    reason, provision, certainty = OUTSIDE[kind]
    expense = {"kind": kind, "day": "2024-08-01", "amount": "1.00"}
    (error,) = errors_of(facts(("children[0].stays[0].expenses", [expense])))
    assert (error.code, error.path, error.value) == (
        "outside_base", "children[0].stays[0].expenses[0].kind", kind,
    )  # fmt: skip
    assert reason in error.message["en"]
    assert provision in error.message["pl"]
    assert f"; {certainty}): " in error.message["en"]


MEANING = {
    "monthly cost given and worked out": (
        (f"{FAMILY}.monthly_cost", [{"amount": "1.00"}]),
        [("monthly_cost_twice", f"{FAMILY}.monthly_cost_from", "rates")],
    ),
    "a rate for a form that has none": (
        (f"{FACILITY}.monthly_cost_from", "rates"),
        [("form_without_rates", f"{FACILITY}.monthly_cost_from", "rates")],
    ),
    "an announcement for a family": (
        (f"{FAMILY}.monthly_cost_from", "announcements"),
        [
            ("form_without_announcements", f"{FAMILY}.monthly_cost_from", "announcements"),
            ("supplements_without_rates", f"{FAMILY}.supplements", None),
        ],
    ),
    "a facility without a name": (
        (f"{FACILITY}.facility", LEAVE_OUT),
        [("facility_missing", f"{FACILITY}.facility", None)],
    ),
    "a facility called a family": (
        (f"{FACILITY}.family", "R-1"),
        [("place_of_other_form", f"{FACILITY}.family", "R-1")],
    ),
    "a family called a facility": (
        (f"{FAMILY}.facility", "P-1"),
        [("place_of_other_form", f"{FAMILY}.facility", "P-1")],
    ),
    "a supplement before the placement": (
        (f"{FAMILY}.supplements[0].start", "2024-01-09"),
        [("supplement_outside_placement", f"{FAMILY}.supplements[0].start", "2024-01-09")],
    ),
    "a supplement after the placement": (
        (f"{FAMILY}.supplements[0].end", "2024-09-16"),
        [("supplement_outside_placement", f"{FAMILY}.supplements[0].end", "2024-09-16")],
    ),
    "a supplement that ends before it starts": (
        (f"{FAMILY}.supplements[0].end", "2024-02-29"),
        [("end_before_start", f"{FAMILY}.supplements[0].end", "2024-02-29")],
    ),
    "the same supplement twice": (
        (f"{FAMILY}.supplements[1]", {"benefit": "supplement_disability", "start": "2024-09-15"}),
        [("supplements_overlap", f"{FAMILY}.supplements[1]", None)],
    ),
    "a supplement that falls on the days of two others": (
        (
            f"{FAMILY}.supplements",
            [
                {"benefit": "supplement_minor_offender"},
                {"benefit": "supplement_disability", "end": "2024-02-29"},
                {"benefit": "supplement_disability", "start": "2024-03-01"},
                {"benefit": "supplement_disability", "start": "2024-02-29", "end": "2024-03-01"},
            ],
        ),
        [("supplements_overlap", f"{FAMILY}.supplements[3]", None)],
    ),
    "an effective day before its publication": (
        (f"{ANNOUNCEMENT}.effective", "2024-03-10"),
        [("announcement_effective_early", f"{ANNOUNCEMENT}.effective", "2024-03-10")],
    ),
    "repealed before it was published": (
        (f"{ANNOUNCEMENT}.repealed", "2024-03-10"),
        [("announcement_repealed_early", f"{ANNOUNCEMENT}.repealed", "2024-03-10")],
    ),
    "two in force from one day": (
        ("announcements[1].effective", "2024-04-01"),
        [("announcements_same_day", "announcements[1].effective", "2024-04-01")],
    ),
    "two published in one month": (
        ("announcements[1]", {"facility": "P-1", "amount": "1.00", "published": "2024-03-31"}),
        [("announcements_same_day", "announcements[1].published", "2024-03-31")],
    ),
    "a powiat rate that ends before it starts": (
        (f"{RATE}.end", "2024-06-30"),
        [("end_before_start", f"{RATE}.end", "2024-06-30")],
    ),
    "two powiat rates for one day": (
        ("powiat_rates[1]", {"benefit": "allowance_other", "start": "2024-12-31", "amount": "1.00"}),
        [("powiat_rates_overlap", "powiat_rates[1].start", "2024-12-31")],
    ),
    "two powiat rates from one day": (
        ("powiat_rates[1]", {"benefit": "allowance_other", "start": "2024-07-01", "amount": "1.00"}),
        [("powiat_rates_overlap", "powiat_rates[1].start", "2024-07-01")],
    ),
    "a family that nobody is in": (
        (f"{WAGES}.family", "R-9"),
        [("family_unknown", f"{WAGES}.family", "R-9")],
    ),
    "a family cost of a facility": (
        (f"{WAGES}.family", "P-1"),
        [("family_cost_of_facility", f"{WAGES}.family", "P-1")],
    ),
    "a family cost for days without a child": (
        (WAGES, {**FACTS["family_costs"][0], "start": "2024-01-01", "end": "2024-01-09"}),
        [("family_cost_without_children", f"{WAGES}.start", "2024-01-01")],
    ),
    "a family cost that ends before it starts": (
        (f"{WAGES}.end", "2024-07-31"),
        [("end_before_start", f"{WAGES}.end", "2024-07-31")],
    ),
    "a child that is not in the document": (
        (f"{COORDINATOR}.children[0]", "D-9"),
        [("family_cost_child_unknown", f"{COORDINATOR}.children[0]", "D-9")],
    ),
    "a child named twice": (
        (f"{COORDINATOR}.children[1]", "D-1"),
        [("family_cost_child_doubled", f"{COORDINATOR}.children[1]", "D-1")],
    ),
    "a child that is in a facility": (
        (COORDINATOR, {**FACTS["family_costs"][1], "start": "2024-10-01", "end": "2024-10-31"}),
        [("family_cost_child_in_facility", f"{COORDINATOR}.children[0]", "D-1")],
    ),
    "a child that is not in that family": (
        (COORDINATOR, {**FACTS["family_costs"][1], "start": "2024-02-01", "end": "2024-02-19"}),
        [("family_cost_child_elsewhere", f"{COORDINATOR}.children[1]", "D-2")],
    ),
    "a child that is in a facility at another time": (
        (COORDINATOR, {**FACTS["family_costs"][1], "start": "2024-01-01", "end": "2024-01-09"}),
        [
            ("family_cost_child_elsewhere", f"{COORDINATOR}.children[0]", "D-1"),
            ("family_cost_child_elsewhere", f"{COORDINATOR}.children[1]", "D-2"),
        ],
    ),
    "a coordinator before 1 February 2023": (
        (f"{COORDINATOR}.start", "2023-01-31"),
        [("family_cost_too_early", f"{COORDINATOR}.start", "2023-01-31")],
    ),
    "a relief family before 1 February 2023": (
        (WAGES, {**FACTS["family_costs"][0], "kind": "relief_family", "start": "2023-01-31"}),
        [("family_cost_too_early", f"{WAGES}.start", "2023-01-31")],
    ),
    "wages before the Act": (
        (f"{WAGES}.start", "2011-12-31"),
        [("family_cost_too_early", f"{WAGES}.start", "2011-12-31")],
    ),
}


@pytest.mark.parametrize("name", MEANING)
def test_an_error_of_meaning(name):
    change, expected = MEANING[name]
    document = facts(change)
    assert summaries(document) == expected
    SCHEMA.validate(document)


@pytest.mark.parametrize(
    "change",
    [
        (f"{FAMILY}.supplements[0].start", "2024-01-10"),
        (f"{FAMILY}.supplements[0].end", "2024-09-15"),
        (f"{FAMILY}.supplements[0].start", LEAVE_OUT),
        (f"{FAMILY}.supplements", []),
        (f"{FAMILY}.supplements[1]", {"benefit": "supplement_minor_offender"}),
        (f"{ANNOUNCEMENT}.effective", "2024-03-11"),
        (f"{ANNOUNCEMENT}.repealed", "2024-03-11"),
        ("announcements[1].effective", "2024-03-31"),
        ("announcements[1].facility", "P-2"),
        ("announcements[2]", {"facility": "P-2", "amount": "1.00", "published": "2024-03-11"}),
        (
            "announcements[2]",
            {"facility": "P-1", "amount": "1.00", "published": "2024-03-20", "repealed": "2024-04-01"},
        ),
        ("powiat_rates[1]", {"benefit": "allowance_other", "start": "2025-01-01", "amount": "1.00"}),
        ("powiat_rates[1]", {"benefit": "allowance_related", "start": "2024-07-01", "amount": "1.00"}),
        (f"{RATE}.end", "2024-07-01"),
        (f"{COORDINATOR}.start", "2023-02-01"),
        (f"{WAGES}.start", "2012-01-01"),
        (COORDINATOR, {**FACTS["family_costs"][1], "start": "2024-02-01", "end": "2024-02-20"}),
        (COORDINATOR, {**FACTS["family_costs"][1], "start": "2024-09-14", "end": "2024-10-31"}),
        (WAGES, {**FACTS["family_costs"][0], "start": "2024-01-01", "end": "2024-01-10"}),
    ],
)
def test_the_other_side_of_the_boundary_is_right(change):
    read_case(json.dumps(facts(change)))


def test_an_announcement_in_force_for_a_while_leaves_no_room_for_another_from_its_day():
    again = {"facility": "P-1", "amount": "1.00", "published": "2024-03-20", "repealed": "2024-04-02"}
    assert [code for code, _, _ in summaries(facts(("announcements[2]", again)))] == ["announcements_same_day"]


def test_a_day_of_a_move_is_not_of_the_family_that_is_left():
    """On 15 September the child moves: by default the facility bears that day, and the family has no part of it."""
    only = {**FACTS["family_costs"][1], "start": "2024-09-15", "end": "2024-09-15", "children": ["D-1"]}
    assert [code for code, _, _ in summaries(facts((COORDINATOR, only)))] == ["family_cost_child_in_facility"]
    read_case(json.dumps(facts((COORDINATOR, only), ("readings.transfer_day", "leaving"))))


@pytest.mark.parametrize(
    ("option", "day"), [("head_count_first_day", "2024-01-05"), ("head_count_last_day", "2024-03-01")]
)
def test_a_day_on_which_nobody_can_be_counted(option, day):
    cost = {**FACTS["family_costs"][0], "start": "2024-01-05", "end": "2024-03-01", "children": ["D-1"]}
    gone = (f"{FAMILY}.end", "2024-02-29"), (f"{FACILITY}.start", "2024-02-29"), (f"{FAMILY}.supplements", [])
    document = facts((WAGES, cost), ("readings.wage_apportionment", option), *gone)
    document["family_costs"].pop()
    (error,) = errors_of(document)
    assert (error.code, error.path, error.value) == ("family_cost_nobody_counted", f"{WAGES}.start", "2024-01-05")
    assert f"W dniu {day} " in error.message["pl"]
    assert f"wage_apportionment = {option}" in error.message["en"]


def test_all_errors_of_meaning_at_once():
    document = facts(
        (f"{FACILITY}.facility", LEAVE_OUT),
        (f"{ANNOUNCEMENT}.effective", "2024-03-10"),
        (f"{RATE}.end", "2024-06-30"),
        (f"{WAGES}.family", "R-9"),
        (f"{COORDINATOR}.start", "2023-01-31"),
        (f"{COORDINATOR}.children[0]", "D-9"),
    )
    assert [code for code, _, _ in summaries(document)] == [
        "facility_missing", "announcement_effective_early", "end_before_start", "family_unknown",
        "family_cost_too_early", "family_cost_child_unknown",
    ]  # fmt: skip


def test_where_placements_are_in_disorder_nobody_is_said_to_be_missing():
    document = facts((f"{FACILITY}.start", "2024-09-20"), (f"{COORDINATOR}.start", "2023-01-31"))
    assert [code for code, _, _ in summaries(document)] == ["placements_gap", "family_cost_too_early"]


def test_an_amount_that_is_not_known_is_asked_for_once_of_every_placement():
    document = facts(
        (f"{FAMILY}.end", "2026-07-31"),
        (f"{FACILITY}.start", "2026-08-01"),
        ("children[1].stays[0].placements[0].monthly_cost", LEAVE_OUT),
        ("children[1].stays[0].placements[0].monthly_cost_from", "rates"),
    )
    case = read_case(json.dumps(document))
    assert [n["code"] for n in charges(case, "2026-05").notices].count("rates_inferred") == 1
    assert "rates_inferred" not in [n["code"] for n in charges(case, "2025-11").notices]
    for ask in (charges, cost_sheet):
        with pytest.raises(InputError) as caught:
            ask(case, "2026-05", "2026-07")
        of_first, of_other = f"{FAMILY}.monthly_cost_from", "children[1].stays[0].placements[0].monthly_cost_from"
        ids = [child["id"] for child in document["children"]]
        assert [(e.code, e.path, e.child, e.value) for e in caught.value.errors] == [
            ("rate_unknown", of_first, ids[0], None),
            ("rate_unknown", of_first, ids[0], None),
            ("rate_unknown", of_other, ids[1], None),
        ]
        first, second, _ = (e.message["en"] for e in caught.value.errors)
        assert first.startswith("There is no known amount: allowance in an unrelated family or a family home ")
        start = document["children"][0]["stays"][0]["placements"][0]["start"]
        days = f"from 1 June 2026 to 31 July 2026, child {ids[0]}, placement from "
        assert f"(allowance_other), {days}" in first, start
        assert "(supplement_disability), from 1 June 2026" in second
        assert len({e.advice["en"] for e in caught.value.errors}) == 2


def test_each_run_of_days_without_an_amount_is_named():
    document = facts(
        (f"{FAMILY}.end", "2026-12-31"),
        (f"{FACILITY}.start", "2027-01-01"),
        (
            "powiat_rates[1]",
            {"benefit": "allowance_other", "start": "2026-07-01", "end": "2026-07-31", "amount": "1700.00"},
        ),
    )
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(document)), "2026-06", "2026-08")
    said = [error.message["en"] for error in caught.value.errors if "(allowance_other)" in error.message["en"]]
    assert [text[text.index("from 1") : text.index(", child")] for text in said] == [
        "from 1 June 2026 to 30 June 2026",
        "from 1 August 2026 to 31 August 2026",
    ]


def test_a_day_before_the_act_has_no_notice_to_look_for():
    document = facts((f"{FAMILY}.start", "2011-12-01"))
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(document)), "2011-12")
    assert {(error.code, error.advice) for error in caught.value.errors} == {("rate_unknown", None)}


def test_an_amount_of_the_powiat_answers_for_it():
    document = facts(
        ("children[1].stays[0].placements[0].monthly_cost", LEAVE_OUT),
        ("children[1].stays[0].placements[0].monthly_cost_from", "rates"),
        ("powiat_rates[1]", {"benefit": "allowance_other", "start": "2026-06-30", "amount": "1700.00"}),
        ("powiat_rates[2]", {"benefit": "allowance_other", "start": "2026-06-01", "amount": "1600.00"}),
    )
    result = charges(read_case(json.dumps(document)), "2026-06")
    (line, later) = result.charges[1].lines
    assert (line.rate, line.days, later.rate, later.days) == (1600, 29, 1700, 1)
    text = explain(read_case(json.dumps(document)), result.charges[1]).sentences("en")
    assert any("powiat_rates[2], art. 91; the minimum is not known" in sentence for sentence in text)
    assert [(n["code"], n["path"]) for n in result.notices] == [
        ("law_not_verified", "--month"),
        ("rate_not_compared", "powiat_rates[1].amount"),
        ("rate_not_compared", "powiat_rates[2].amount"),
        ("announcement_out_of_date", "announcements[0]"),
    ]


def test_only_the_amount_that_is_missing_is_asked_for():
    document = facts(
        (f"{FAMILY}.end", "2026-07-31"),
        (f"{FACILITY}.start", "2026-08-01"),
        ("powiat_rates[1]", {"benefit": "allowance_other", "start": "2025-12-30", "amount": "1700.00"}),
    )
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(document)), "2026-06")
    (error,) = caught.value.errors
    assert "(supplement_disability), from 1 June 2026 to 30 June 2026" in error.message["en"]


def test_a_charge_is_not_explained_by_a_case_that_lacks_its_amounts():
    (charge, _) = charges(read_case(json.dumps(FACTS)), "2024-10")
    without = read_case(json.dumps(facts(("announcements", []))))
    with pytest.raises(InputError) as caught:
        explain(without, charge)
    assert [error.code for error in caught.value.errors] == ["announcement_missing"]


def test_a_day_without_any_announcement_is_said_once_for_the_facility():
    document = facts(("announcements[1].effective", "2024-11-01"), (f"{ANNOUNCEMENT}.published", "2024-09-30"))
    case = read_case(json.dumps(document))
    with pytest.raises(InputError) as caught:
        charges(case, "2024-08", "2024-12")
    (error,) = caught.value.errors
    assert (error.code, error.path, error.value) == ("announcement_missing", "announcements", "P-1")
    assert "From 2024-09-15 to 2024-09-30" in error.message["en"]
    charges(case, "2024-10", "2024-12")


def test_an_amount_below_the_minimum_is_a_notice():
    document = facts((f"{RATE}.amount", "1516.99"))
    result = charges(read_case(json.dumps(document)), "2024-07")
    (said,) = result.notices
    assert (said["code"], said["path"]) == ("rate_below_minimum", "powiat_rates[0].amount")
    assert "1\u00a0516,99\u00a0zł, a ustawa wymaga co najmniej 1\u00a0517,00\u00a0zł" in said["message"]["pl"]
    assert not charges(read_case(json.dumps(facts((f"{RATE}.amount", "1517.00")))), "2024-07").notices


def test_a_minimum_that_rises_above_the_powiats_amount_is_a_notice_from_that_day():
    document = facts((f"{RATE}.start", "2024-01-10"), (f"{RATE}.amount", "1400.00"))
    result = charges(read_case(json.dumps(document)), "2024-05", "2024-06")
    assert [n["message"]["en"][:18] for n in result.notices] == ["From 1 June 2024 t"]
    later = charges(read_case(json.dumps(document)), "2024-08")
    assert [n["message"]["en"][:18] for n in later.notices] == ["From 1 June 2024 t"]
    assert [line.days for line in result.charges[1].lines if line.kind == "monthly_cost"] == [30]


def test_days_of_a_cost_without_a_child_are_a_notice():
    cost = {**FACTS["family_costs"][0], "start": "2024-01-01", "end": "2024-01-31"}
    result = charges(read_case(json.dumps(facts((WAGES, cost)))), "2024-01")
    assert [(n["code"], n["path"]) for n in result.notices] == [("family_cost_idle_days", WAGES)]
    assert "Days of this period without a child whom the cost is for: 9;" in result.notices[0]["message"]["en"]


@pytest.mark.parametrize(
    ("kind", "form", "said"),
    [
        ("lodging", "related_family", True),
        ("lodging", "non_professional_family", False),
        ("renovation", "non_professional_family", True),
        ("renovation", "family_home", False),
        ("wages", "related_family", False),
    ],
)
def test_a192_a_cost_that_is_not_named_for_a_form_is_a_notice(kind, form, said):
    cost = {**FACTS["family_costs"][0], "kind": kind, "start": "2024-02-20", "end": "2024-03-31", "children": ["D-2"]}
    changes = (WAGES, cost), ("children[1].stays[0].placements[0].form", form)
    result = charges(read_case(json.dumps(facts(*changes))), "2024-03")
    assert [n["path"] for n in result.notices if n["code"] == "family_cost_of_other_form"] == [WAGES] * said
    assert all("art. 192 pkt" in n["message"]["en"] for n in result.notices)


def test_wages_before_ust_7_applied_to_the_gmina_are_a_notice():
    document = facts((WAGES, {**FACTS["family_costs"][0], "start": "2014-09-18", "end": "2024-08-31"}))
    codes = [n["code"] for n in charges(read_case(json.dumps(document)), "2024-01").notices]
    assert codes == ["family_cost_idle_days", "wages_before_2014_09_19"]
    document = facts((WAGES, {**FACTS["family_costs"][0], "start": "2014-09-19", "end": "2024-08-31"}))
    codes = [n["code"] for n in charges(read_case(json.dumps(document)), "2024-01").notices]
    assert codes == ["family_cost_idle_days"]


@pytest.mark.parametrize(
    ("day", "reading", "codes"),
    [
        ("2023-01-31", None, ["coordinator_not_chosen", "coordinator_too_early"]),
        ("2023-02-01", None, ["coordinator_not_chosen"]),
        ("2023-01-31", "full", ["coordinator_too_early"]),
        ("2023-02-01", "full", []),
    ],
)
def test_a_coordinator_given_as_an_expense_is_charged_as_the_contract_says_and_said(day, reading, codes):
    expense = {"kind": "coordinator", "day": day, "amount": "100.00"}
    placement = {"form": "professional_family", "start": "2022-06-01", "monthly_cost": [{"amount": "1.00"}]}
    document = {
        "schema": "piecza.case/1",
        "readings": {"coordinator": reading},
        "children": [{"id": "D-1", "stays": [{"gmina": "2604043", "placements": [placement], "expenses": [expense]}]}],
    }
    result = charges(read_case(json.dumps(document)), day[:7])
    assert [n["code"] for n in result.notices] == codes
    whole = reading == "full" and day >= "2023-02-01"
    assert result.charges[0].lines[1].amount == (100 if whole else 10)
    assert {n["path"] for n in result.notices} <= {"children[0].stays[0].expenses[0]"}


def test_which_supplement_stands_first_is_said():
    change, _ = MEANING["a supplement that falls on the days of two others"]
    (error,) = errors_of(facts(change))
    assert error.message["en"].endswith("(first at children[0].stays[0].placements[0].supplements[1]).")


def test_days_without_a_child_count_once_whoever_comes_when():
    there = [
        Presence(0, 0, Span(5, 9)),
        Presence(1, 0, Span(1, 7)),
        Presence(2, 0, Span(6, 6)),
        Presence(3, 0, Span(12, 12)),
    ]
    cost = FamilyCost(
        family="R-1", kind="wages", amount="1.00", start=date.fromordinal(730000), end=date.fromordinal(730014)
    )
    moved = [
        presence._replace(days=Span(presence.days.first + 730000, presence.days.last + 730000)) for presence in there
    ]
    assert idle_days(cost, moved) == 5  # the days 0, 10, 11, 13 and 14


def test_a_coordinator_in_another_month_is_not_said():
    expense = {"kind": "coordinator", "day": "2024-03-10", "amount": "1.00"}
    document = facts(("children[1].stays[0].expenses", [expense]), ("readings.coordinator", None), ("family_costs", []))
    case = read_case(json.dumps(document))
    assert [n["code"] for n in charges(case, "2024-03").notices] == ["coordinator_not_chosen"]
    assert not charges(case, "2024-04").notices

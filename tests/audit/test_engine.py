"""The engine of audits, corner by corner: what each test would catch is a line of it broken."""

from datetime import date
from decimal import Decimal

import pytest
from audits import GMINA, IN_FAMILY, OTHER, charged, codes, facts, only, total
from small_cases import case, child, family, placement, stay

from piecza import charges
from piecza.audit import PastCharge, audit, claims
from piecza.audit.comparison import units
from piecza.audit.reading_search import best


def with_grant(name="D-1", amount="500.00"):
    spent = family(name, GMINA, "2024-11-10")
    spent["stays"][0]["expenses"] = [{"kind": "holiday_grant", "day": "2025-03-05", "amount": amount}]
    return spent


def test_a_quarter_and_two_of_its_months_are_compared_together():
    rows = [charged("300.00", "2025-01", last="2025-03"), charged("50.00", "2025-02"), charged("-50.00", "2025-03")]
    (one,) = audit(case(IN_FAMILY), rows)
    assert (one.due, one.amount, codes(one)) == (Decimal("300.00"), Decimal("300.00"), ["correct"])


def test_the_kind_of_a_gmina_does_not_part_what_was_charged():
    (one,) = audit(case(IN_FAMILY), [charged("60.00"), charged("40.00", gmina=GMINA[:6] + "2")])
    assert codes(one) == ["correct"]


def test_a_quarter_that_reaches_beyond_the_months_asked_for_is_compared_whole():
    row = charged("300.00", "2025-01", last="2025-03")
    (one,) = audit(case(IN_FAMILY), [row], "2025-02", "2025-02")
    assert (one.due, codes(one)) == (Decimal("300.00"), ["correct"])


def test_of_a_child_charged_for_one_kind_the_rest_is_not_charged():
    audited = audit(case(with_grant()), [charged("50.00", kind="holiday_grant")])
    assert [(checked.kind, checked.due, codes(checked)) for checked in audited] == [
        (None, Decimal("100.00"), ["not_charged"]),
        ("holiday_grant", Decimal("50.00"), ["correct"]),
    ]


def test_a_total_of_two_children_is_searched_for_readings():
    two = case(family("D-1", GMINA, "2024-03-10"), family("D-2", GMINA, "2024-03-10"))
    (one,) = audit(two, [total("200.00")])  # both at 10 % on 1.03.
    assert codes(one)[0] == "other_reading"
    assert facts(one, "other_reading")["readings"] == {"mid_month": "first_day"}


def test_a_total_of_many_children_is_explained_but_not_searched_for_readings():
    many = case(*[family(f"D-{n}", GMINA, "2024-03-10") for n in range(31)])
    assert "other_reading" not in codes(audit(many, [total("3100.00")]).wrong[0])
    due = audit(many, [total("1.00")]).checked[0].due
    assert codes(audit(many, [total(str(2 * due))]).wrong[0])[0] == "charged_twice"


def test_what_was_not_charged_counts_for_whoever_else_charges_the_gmina():
    two = case(IN_FAMILY, family("D-2", GMINA, "2024-11-10"))
    (series,) = audit(two, [charged("100.00", issuer="PCPR")]).series
    assert (series.issuer, series.charges, series.right) == ("PCPR", 2, 1)


def test_not_charged_stays_beside_the_reading_that_explains_it():
    emergency = child("D-1", stay(GMINA, placement("emergency_family", "2024-11-10")))
    audited = audit(case(emergency, IN_FAMILY | {"id": "D-2"}), [charged("100.00", child="D-2")])
    assert [codes(checked) for checked in audited] == [["other_reading", "not_charged"], ["correct"]]


def test_readings_that_would_make_right_charges_of_other_children_wrong_are_not_taken():
    late = [family(f"D-{n}", GMINA, "2024-03-10") for n in (1, 2, 3)]
    rows = [charged("100.00")] + [charged("241.93", child=f"D-{n}") for n in (2, 3)]
    audited = audit(case(*late), rows)
    assert [codes(checked)[0] for checked in audited] == ["other_reading", "correct", "correct"]
    assert audited.series[0].changes == {}


class Tried:
    def __init__(self, standing, under):
        self.standing, self.under = frozenset(standing), under
        self.changes = tuple(dict.fromkeys(change for changes in under for change in changes))

    def units(self):
        return list(units(None, [total("1.00", f"2025-{month:02d}") for month in range(1, 10)]))

    def right(self, changes):
        return frozenset(self.under.get(changes, ())) if changes else self.standing


A, B, C = ("rounding", "line"), ("mid_month", "first_day"), ("year_boundary", "kc112")


def test_a_set_that_mends_most_but_breaks_more_gives_way_to_the_next():
    wrong = [Tried((), {frozenset([A]): [0, 1, 2], frozenset([B]): [0, 1]})]
    right = [Tried([0, 1], {frozenset([A]): [], frozenset([B]): [0, 1]})]
    assert best(wrong, right) == (frozenset([B]), 2)


def test_of_equally_good_sets_the_first_one_counts():
    wrong = [Tried((), {frozenset([A]): [0, 1], frozenset([B]): [0, 1]})]
    assert best(wrong, []) == (frozenset([A]), 2)


def inside(start, end, cost="1000.00", **more):
    return case(family("D-1", GMINA, start, end, cost, ended_by="adoption"), **more)


def test_a_full_month_for_days_in_the_middle_of_one():
    details = facts(only(inside("2025-03-10", "2025-03-20"), charged("100.00")), "other_days")
    assert details == {"days": 31, "instead_of": 11, "full_month": True}


def test_another_band_from_the_last_day_of_a_month_on():
    checked = only(case(IN_FAMILY), charged("106.45"))  # 30/31 x 10 % + 1/31 x 30 %: 96.77 + 9.68
    details = facts(checked, "other_band")
    assert (details["before"], details["percent"], details["day"]) == (10, 30, "2025-03-31")


def test_a_clock_that_began_anew_with_a_move_leaves_the_days_before_at_their_band():
    moved = child(
        "D-1",
        stay(GMINA, placement("related_family", "2020-01-10", "2025-03-11"), placement("related_family", "2025-03-11")),
    )
    # 10 days at 50 %, 21 at 10 %: 161.29 + 67.74
    details = facts(only(case(moved), charged("229.03")), "other_band")
    assert (details["percent"], details["day"]) == (10, "2025-03-11")
    assert "before" not in details


def test_the_days_of_one_percentage_counted_wrongly():
    document = inside("2024-03-11", "2025-03-20")  # 10 days at 10 %, 10 at 30 %
    # 13 at 10 % and 10 at 30 %: 41.94 + 96.77
    assert {"days": 23, "instead_of": 20} in [finding.facts for finding in only(document, charged("138.71")).findings]


def test_two_costs_of_a_month_at_the_same_other_rate():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2024-11-10", "2025-03-11", "1000.00"),
            placement("related_family", "2025-03-11", None, "1200.00"),
        ),
    )
    moved["stays"][0]["placements"][1]["monthly_cost"] += [{"start": "2025-05-01", "amount": "1500.00"}]
    details = facts(only(case(moved), charged("150.00")), "other_base")
    assert details["rate"] == "1500.00"


def test_of_equal_rates_the_closest_one_is_named():
    raised = child("D-1", stay(GMINA, placement("related_family", "2024-11-10", None, "900.00")))
    raised["stays"][0]["placements"][0]["monthly_cost"] += [
        {"start": "2025-01-01", "amount": "950.00"},
        {"start": "2025-02-01", "amount": "900.00"},
        {"start": "2025-03-01", "amount": "1000.00"},
    ]
    assert facts(only(case(raised), charged("90.00")), "other_base")["since"] == "2025-02-01"


def test_a_full_month_for_two_costs_that_follow_each_other():
    two = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2024-11-10", "2025-03-11"),
            placement("professional_family", "2025-03-11", None, "2000.00"),
        ),
    )
    details = facts(only(case(two), charged("300.00")), "other_days")
    assert details == {"days": 31, "full_month": True}


def test_the_rate_of_another_day_with_the_supplements_of_the_child():
    supplemented = child(
        "D-1",
        stay(
            GMINA,
            placement(
                "related_family",
                "2024-01-10",
                None,
                None,
                monthly_cost_from="rates",
                supplements=[{"benefit": "supplement_disability", "start": "2024-01-10"}],
            ),
        ),
    )
    # May 2025 at the rates until May 2024: 899.00 and the supplement of 2025, 306.00; 30 %
    checked = only(case(supplemented), charged("361.50", "2025-05"))
    assert facts(checked, "other_base")["supplements"] == "306.00"


def test_two_digits_of_an_amount_below_a_zloty_swapped():
    checked = only(inside("2025-03-10", "2025-03-10", "100.00"), charged("3.02"))
    assert checked.due == Decimal("0.32")
    assert facts(checked, "arithmetic")["slip"] == "swapped"


def readings(checked):
    return [finding.facts["readings"] for finding in checked.findings if finding.code == "other_reading"]


def test_two_readings_at_once():
    document = inside("2024-03-10", "2025-03-20")  # kc112: 10 days at 10 %, then 9 of the 10 at 30 %: 32.26 + 87.10
    assert {"year_boundary": "kc112", "leaving_day": "not_counted"} in readings(only(document, charged("119.36")))


def test_of_sets_with_equal_gains_and_losses_the_first_one_counts():
    under = {frozenset([A]): [0, 1, 2], frozenset([B]): [0, 1, 2]}
    assert best([Tried((), under)], [Tried([0], {})]) == (frozenset([A]), 2)


def all_charged(document, first, last, **changes):
    import piecza

    return [
        PastCharge(child=c.child, gmina=c.gmina, first=c.month, amount=c.amount)
        for c in piecza.charges(document.with_readings(**changes), first, last)
    ]


def test_the_day_of_an_anniversary_matters_only_with_another_reading():
    two = case(
        family("D-1", GMINA, "2024-02-29"), family("D-2", GMINA, "2023-03-10"), readings={"year_boundary": "kc112"}
    )
    changes = {"leap_day": "february_28", "year_boundary": "day_before_anniversary"}
    (series,) = audit(two, all_charged(two, "2024-03", "2025-03", **changes)).series
    assert (series.changes, series.right_then) == (changes, series.charges)


def test_a_reading_under_which_another_must_be_chosen_explains_nothing():
    exempt = child(
        "D-1",
        stay(GMINA, placement("emergency_family", "2014-01-10", "2014-06-10"), ended_by="adoption"),
        exemptions=[{"ground": "left_after_birth"}],
    )
    document = case(exempt, readings={"emergency_care": "exempt"})
    assert not readings(only(document, charged("100.00", "2014-03")))


def test_two_readings_of_which_one_alone_changes_nothing():
    emergency = child("D-1", stay(GMINA, placement("emergency_family", "2024-03-10")))
    checked = only(case(emergency, readings={"emergency_care": "exempt"}), charged("235.49"))
    assert {"emergency_care": "pays", "year_boundary": "kc112"} in readings(checked)


def test_another_band_on_the_days_that_are_not_exempt():
    exempt = family("D-1", GMINA, "2024-11-10") | {"exemptions": [{"ground": "unknown_parents", "start": "2025-03-16"}]}
    assert "day" not in facts(only(case(exempt), charged("145.16")), "other_band")


def test_days_between_two_stays_are_no_day_of_change():
    two = child(
        "D-1",
        stay(GMINA, placement("related_family", "2024-01-10", "2025-03-05"), ended_by="return_home"),
        stay(GMINA, placement("professional_family", "2025-03-20", None, "2000.00")),
    )
    details = facts(only(case(two, readings={"after_return": "reset"}), charged("261.29")), "other_days")
    assert details == {"days": 19, "instead_of": 5, "start": "2025-03-01", "end": "2025-03-19"}


@pytest.mark.parametrize(("amount", "start", "end"), [("229.03", "03", "31"), ("216.13", "01", "29")])
def test_another_end_of_a_month_of_two_percentages(amount, start, end):
    checked = only(case(family("D-1", GMINA, "2024-03-11")), charged(amount))
    expected = {"days": 29, "instead_of": 31, "start": f"2025-03-{start}", "end": f"2025-03-{end}"}
    assert expected in [finding.facts for finding in checked.findings]


def test_the_readings_of_the_series_stand_alone():
    rows = [charged("100.00", child=f"D-{n}") for n in (1, 2, 3)]
    audited = audit(
        case(family("D-1", GMINA, "2024-03-31"), *[family(f"D-{n}", GMINA, "2024-03-10") for n in (2, 3)]), rows
    )
    assert [readings(checked) for checked in audited] == [[{"mid_month": "first_day"}]] * 3


def test_readings_that_would_break_a_right_charge_of_the_same_child_are_not_taken():
    document = case(family("D-1", GMINA, "2024-03-10"))
    (_, *right) = all_charged(document, "2025-03", "2026-03")
    audited = audit(document, [charged("100.00"), *right])
    assert {codes(checked)[0] for checked in audited.checked[1:]} == {"correct"}
    assert codes(audited.checked[0])[0] == "other_reading"
    assert audited.series[0].changes == {}


def every(checked):
    return [dict(finding.facts) for finding in checked.findings]


def test_a_part_of_the_month_left_out():
    checked = only(case(family("D-1", GMINA, "2024-03-11")), charged("203.23"))
    assert {"slip": "part_left_out", "kind": "monthly_cost", "days": 10, "percent": 10} in every(checked)


def test_a_grosz_for_each_part():
    assert facts(only(case(IN_FAMILY), charged("100.01")), "rounding") == {"mode": "off", "grosze": 1}
    assert {"mode": "off", "grosze": 2} in every(only(case(family("D-1", GMINA, "2024-03-11")), charged("235.51")))


def test_the_base_rounded_to_whole_zloty():
    checked = only(case(family("D-1", GMINA, "2024-11-10", None, "1004.40")), charged("100.40"))
    assert {"mode": "whole_zloty_base"} in every(checked)


def test_what_a_reading_exempts_is_no_exemption():
    emergency = child("D-1", stay(GMINA, placement("emergency_family", "2024-11-10")))
    checked = only(case(emergency, readings={"emergency_care": "exempt"}), charged("100.00"))
    assert codes(checked) == ["other_reading"]


def test_the_child_benefit_for_a_part_of_a_month():
    # 21 of 30 days: 700.00 and 560.00 of 800.00, 10 %
    assert facts(only(case(IN_FAMILY), charged("126.00", "2024-11")), "outside_base")["amount"] == "560.00"


@pytest.mark.parametrize(
    ("month", "more", "is_so"), [("2023-12", 500, True), ("2023-12", 800, False), ("2024-01", 500, False)]
)
def test_the_child_benefit_of_the_month(month, more, is_so):
    checked = only(case(family("D-1", GMINA, "2023-11-10")), charged(str(100 + more // 10), month))
    kinds = [finding.facts["kind"] for finding in checked.findings if finding.code == "outside_base"]
    assert ("child_benefit" in kinds) is is_so


def test_the_educational_supplement_in_its_last_month():
    checked = only(case(family("D-1", GMINA, "2021-11-10")), charged("150.00", "2022-05"))
    assert [finding.facts["kind"] for finding in checked.findings if finding.code == "outside_base"]


def test_equal_amounts_for_other_months_are_not_charged_twice():
    rows = [charged("200.00", "2025-01", last="2025-03", place="a[2]"), charged("200.00", "2025-02", place="a[3]")]
    assert not [details for details in every(only(case(IN_FAMILY), *rows)) if "places" in details]


def test_the_same_mistake_in_all_months_of_a_quarter_and_in_one():
    details = facts(only(case(IN_FAMILY), charged("900.00", "2025-01", last="2025-03")), "other_band")
    assert details == {"percent": 30}
    details = facts(only(case(IN_FAMILY), charged("500.00", "2025-01", last="2025-03")), "other_band")
    assert details == {"percent": 30, "month": "2025-01"}


def test_another_gmina_owes_and_the_percentage_is_wrong_besides():
    checked = only(case(family("D-1", OTHER, "2024-11-10")), charged("300.00"))
    assert codes(checked)[:1] == ["other_gmina"]
    assert checked.finding.evidence
    assert "other_band" in codes(checked)


def test_a_product_that_is_off_by_no_more_than_rounding_is_one():
    checked = only(case(IN_FAMILY), charged("100.01", base="1000.00", percent=10))
    assert "arithmetic" not in codes(checked)


def test_the_base_on_the_nota_is_right_and_its_percentage_wrong():
    checked = only(case(IN_FAMILY), charged("300.00", base="1000.00", percent=30))
    assert codes(checked) == ["other_band"]


def test_the_places_of_what_was_charged_twice():
    checked = only(case(IN_FAMILY), charged("100.00", place="a[2]"), charged("100.00", place="a[3]"))
    assert facts(checked, "charged_twice") == {"times": 2, "places": ["a[2]", "a[3]"]}
    assert codes(checked) == ["charged_twice"]


def test_from_the_third_year_on_the_first_day_may_be_any_earlier_one():
    details = facts(only(case(IN_FAMILY), charged("500.00")), "other_band")
    assert details == {"percent": 50, "counted_from": None, "counted_to": "2023-03-01"}


def test_the_full_month_of_a_child_that_left_before_the_months_audited():
    gone = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2023-01-10", "2024-05-20", None, monthly_cost_from="rates"),
            ended_by="adoption",
        ),
    )
    checked = only(case(gone), charged("269.70", "2025-03"))  # 30 % of 899.00
    assert checked.finding.evidence
    assert facts(checked, "after_leaving") == {"left": "2024-05-20", "percent": 30}


def test_the_powiats_share_of_the_days_that_are_not_exempt():
    exempt = family("D-1", GMINA, "2024-11-10") | {"exemptions": [{"ground": "unknown_parents", "start": "2025-03-16"}]}
    # 15 of 31 days at 90 %
    checked = only(case(exempt), charged("435.48"))
    assert {"slip": "powiat_share"} in every(checked)


def test_the_rate_of_a_day_is_of_no_full_month():
    assert {"mode": "daily_rate"} not in every(only(case(IN_FAMILY), charged("100.01")))


def clocks(document, *rows):
    return [
        (e.finding.facts.get("counted_from"), e.finding.facts.get("counted_to"), e.finding.facts.get("placement"))
        for e in audit(document, rows)
        if e.finding.code == "other_band"
    ]


def test_a_right_month_that_fits_no_day_does_not_part_the_wrong_ones():
    rows = charged("300.00"), charged("300.00", "2025-04"), charged("100.00", "2025-05")
    assert clocks(case(IN_FAMILY), *rows) == [("2023-05-01", "2024-03-01", None)] * 2


def test_a_part_of_a_month_at_one_band_says_nothing_of_the_whole():
    assert clocks(case(IN_FAMILY), charged("70.00", "2024-11"), charged("300.00")) == [
        ("2023-04-01", "2024-03-01", None)
    ]


def test_of_two_moves_none_is_named():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2022-01-10", "2023-05-10"),
            placement("related_family", "2023-05-10", "2023-06-10"),
            placement("related_family", "2023-06-10"),
        ),
    )
    assert clocks(case(moved), charged("300.00")) == [("2023-04-01", "2024-03-01", None)]


def test_where_any_earlier_day_fits_no_placement_is_named():
    two = child(
        "D-1",
        stay(GMINA, placement("related_family", "2020-01-10", "2021-01-10"), ended_by="return_home"),
        stay(GMINA, placement("related_family", "2024-11-10")),
    )
    assert clocks(case(two, readings={"after_return": "reset"}), charged("500.00")) == [(None, "2023-03-01", None)]


def test_months_that_no_one_day_explains_speak_each_for_itself():
    assert clocks(case(IN_FAMILY), charged("500.00"), charged("300.00", "2025-05")) == [
        (None, "2023-03-01", None),
        ("2023-06-01", "2024-05-01", None),
    ]


def test_without_any_paper_the_end_of_the_last_month_counts():
    (one,) = claims(audit(case(IN_FAMILY), [charged("900.00", "2025-01", last="2025-03")])).claims
    assert (one.start, one.basis) == (date(2025, 4, 1), "month")


def test_the_nota_of_a_month_is_the_first_by_its_day():
    pytest.importorskip("num2words")
    from agreements import agreed

    from piecza.notes import given_notas

    rows = [
        charged("60.00", nota="17/2025", issued="2025-12-06"),
        charged("40.00", gmina=GMINA[:6] + "2", nota="9/2025", issued="2025-11-05"),
    ]
    (nota,) = given_notas(rows, agreed())
    (alone,) = given_notas(rows[1:], agreed())
    assert (nota.number, nota.issued, nota.due) == ("9/2025", date(2025, 11, 5), alone.due)


def test_the_evidence_of_a_full_month_has_all_its_days():
    checked = only(inside("2025-03-01", "2025-03-20"), charged("100.00"))
    (step,) = checked.finding.evidence.steps
    assert (step.days, step.of) == (31, 31)


def test_the_evidence_of_a_full_month_begins_with_it():
    checked = only(inside("2025-03-10", "2025-03-31"), charged("100.00"))
    (step,) = checked.finding.evidence.steps
    assert (step.days, step.of, step.line, step.grosze) == (31, 31, 1, 100_00)  # 194


def test_a_step_is_rounded_as_its_evidence_says():
    checked = only(case(family("D-1", GMINA, "2024-11-10", None, "1000.09")), charged("100.00"))
    evidence = next(finding.evidence for finding in checked.findings if finding.evidence.mode == "down")
    assert [step.grosze for step in evidence.steps] == [100_00]


def test_under_thirty_a_full_month_still_costs_the_rate():
    document = case(
        family("D-1", GMINA, "2024-11-10", "2025-03-20", ended_by="adoption"), readings={"divisor": "thirty"}
    )
    assert facts(only(document, charged("100.00")), "other_days")["full_month"]


def test_a_whole_month_of_a_stay_is_not_divided_by_thirty():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2024-11-10", "2025-03-10"),
            placement("professional_family", "2025-03-10", None, "2000.00"),
        ),
    )
    document = case(moved, readings={"divisor": "thirty"})
    assert facts(only(document, charged("138.71")), "other_days") == {"day": "2025-03-20", "instead_of": "2025-03-10"}


@pytest.mark.parametrize(("cost", "amount"), [("1000.05", "100.00"), ("1000.15", "100.02")])
def test_half_a_grosz_rounded_to_the_even_one(cost, amount):
    checked = only(case(family("D-1", GMINA, "2024-11-10", None, cost)), charged(amount))
    assert ({"mode": "half_even"} in every(checked)) is (cost == "1000.05")


def test_slips_of_what_came_back():
    from piecza.audit.finding_figures import Slip, slipped

    assert slipped(-12_34, Slip("swapped", 1)) == -12_43
    assert slipped(-15, Slip("shifted", -1)) == -2
    assert slipped(15, Slip("shifted", -1)) == 2


def test_the_same_notice_for_two_children_is_said_twice():
    two = case(
        *[child(f"D-{n}", stay(GMINA, placement("related_family", "2024-11-10", None, None))) for n in (1, 2)],
        IN_FAMILY | {"id": "D-3"},
    )
    audited = audit(two, [charged("100.00", child="D-3")])
    assert [notice["code"] for notice in audited.notices] == ["no_cost", "no_cost"]


def test_readings_agreed_with_one_gmina():
    two = case(family("D-1", GMINA, "2024-03-10"), family("D-2", OTHER, "2024-03-10"))
    other = two.readings.choose(mid_month="first_day")
    rows = [charged("241.93"), charged("100.00", child="D-2", gmina=OTHER)]
    audited = audit(two, rows, readings_of=lambda code: other if code == OTHER[:6] else two.readings)
    assert not audited.wrong
    assert audited.agreed == {OTHER: other}
    assert [series.gminas for series in audited.series] == [(GMINA,), (OTHER,)]
    assert not audit(two, rows[:1]).agreed


def test_a_reading_that_both_parts_need_is_asked_for_once():
    from piecza import ReadingNeeded

    children = [
        child(
            n,
            stay(g, placement("related_family", "2022-01-10", "2023-01-10"), ended_by="return_home"),
            stay(g, placement("related_family", "2024-11-10")),
        )
        for n, g in (("D-1", GMINA), ("D-2", OTHER))
    ]
    two = case(*children)
    other = two.readings.choose(mid_month="first_day")
    with pytest.raises(ReadingNeeded) as needed:
        audit(
            two,
            [charged("100.00"), charged("1.00", child="D-2", gmina=OTHER)],
            readings_of=lambda code: other if code == OTHER[:6] else two.readings,
        )
    assert [error.reading for error in needed.value.errors] == ["after_return"]


def test_charges_over_a_new_year_belong_to_the_year_of_their_first_month():
    audited = audit(case(IN_FAMILY), [charged("777.77", "2024-12", last="2025-02")])
    assert list(audited.by_year()) == ["2024"]


def test_a_total_of_one_kind_and_a_total_of_the_rest():
    assert not audit(case(with_grant()), [total("50.00", kind="holiday_grant"), total("100.00")]).wrong


def test_a_total_of_a_kind_leaves_out_children_charged_singly_for_it():
    rows = [charged("50.00", kind="holiday_grant"), total("70.00", kind="holiday_grant")]
    audited = audit(case(with_grant(), with_grant("D-2", "700.00")), rows)
    assert [c.due for c in audited if c.child is None] == [Decimal("70.00")]


def test_what_a_total_of_one_kind_does_not_cover_is_not_charged():
    assert "not_charged" in [c.finding.code for c in audit(case(with_grant()), [total("50.00", kind="holiday_grant")])]


def test_a_total_that_reaches_beyond_the_months_asked_for():
    assert not audit(case(IN_FAMILY), [total("300.00", "2025-01", last="2025-03")], "2025-02", "2025-02").wrong


def rated(start):
    return case(child("D-1", stay(GMINA, placement("related_family", start, None, None, monthly_cost_from="rates"))))


def test_a_charge_before_an_arrival_whose_rate_is_not_known():
    assert codes(only(rated("2027-08-10"), charged("100.20")))[0] == "before_arrival"


def test_rows_outside_the_months_asked_for_ask_for_nothing():
    assert not audit(rated("2024-11-10"), [charged("100.20"), charged("1.00", "2027-03")], "2025-03", "2025-03").wrong


def test_a_quarter_after_leaving():
    gone = case(family("D-1", GMINA, "2024-01-10", "2024-12-20", ended_by="adoption"))
    assert codes(only(gone, charged("300.00", "2025-01", last="2025-03"))) == ["after_leaving"]


def test_a_quarter_that_another_gmina_owes():
    document = case(family("D-1", OTHER, "2024-11-10"))
    assert codes(only(document, charged("300.00", "2025-01", last="2025-03")))[0] == "other_gmina"


def test_counted_from_in_a_leap_year():
    document = case(family("D-1", GMINA, "2020-01-10"))
    assert facts(only(document, charged("100.00", "2024-02")), "other_band")["counted_from"] == "2023-03-01"


def test_counted_from_under_kc112():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2022-01-10", "2024-06-15"),
            placement("professional_family", "2024-06-15"),
        ),
    )
    document = case(moved, readings={"year_boundary": "kc112"})
    rows = [charged("100.00", "2025-05"), charged("200.00", "2025-06"), charged("300.00", "2025-07")]
    assert {c.finding.facts["counted_from"] for c in audit(document, rows).wrong} == {"2024-06-15"}


def test_the_percentage_of_an_exempt_child_is_that_of_the_evidence():
    document = case(family("D-1", GMINA, "2023-11-10") | {"exemptions": [{"ground": "unknown_parents"}]})
    assert facts(only(document, charged("300.00")), "exempt")["percent"] == 30


def test_an_exempt_child_charged_at_another_band():
    document = case(family("D-1", GMINA, "2023-11-10") | {"exemptions": [{"ground": "unknown_parents"}]})
    assert "exempt" in codes(only(document, charged("100.00")))


def test_an_emergency_family_on_the_day_of_a_move():
    document = case(
        child(
            "D-1",
            stay(
                GMINA,
                placement("emergency_family", "2025-01-10", "2025-03-01"),
                placement("related_family", "2025-03-01"),
            ),
        )
    )
    assert "other_reading" in codes(only(document, charged("96.77")))  # transfer_day = leaving, emergency_care = exempt


ONE = {"nota": "1", "due": "2025-04-10", "paid": "2025-04-10"}
TWO = {"nota": "2", "due": "2025-06-10", "paid": "2025-06-30"}


@pytest.mark.parametrize("papers", [(ONE, TWO), (TWO, ONE)])
def test_what_was_paid_in_time_bears_no_interest_in_whatever_order_it_stands(papers):
    assert not claims(audit(case(IN_FAMILY), [charged("100.00", **paper) for paper in papers])).late


def test_a_later_charge_without_a_day_of_payment_is_not_cut_short():
    rows = [charged("100.00", due="2025-04-10", paid="2025-04-10"), charged("100.00", due="2027-01-20")]
    (one,) = claims(audit(case(IN_FAMILY), rows)).claims
    assert one.start >= date(2027, 1, 21)


def test_progress_never_exceeds_the_whole():
    told = []
    audit(
        case(IN_FAMILY),
        [charged("7.77"), total("1.00", "2025-05")],
        progress=lambda done, whole: told.append((done, whole)),
    )
    assert all(done <= whole for done, whole in told)


# The readings of a facility's days and of the base's rounding


def in_facility(start="2023-05-10", end=None, **more):
    return case(child("D-1", stay(GMINA, placement("facility", start, end, "8786.28", **more))))


def as_charged(given, first, last, **readings):
    return [
        charged(str(charge.amount), str(charge.month), gmina=charge.gmina)
        for charge in charges(given.with_readings(**readings), first, last)
    ]


def test_a_pcpr_that_counts_by_osobodzien_is_named_by_it():
    given = in_facility(end="2024-08-12")
    audited = audit(given, as_charged(given, "2024-03", "2024-08", facility_days="day_rate"))
    assert [series.changes for series in audited.series] == [{"facility_days": "day_rate"}]
    for checked in audited.wrong:
        assert codes(checked)[0] == "other_reading"
        assert facts(checked, "other_reading")["readings"] == {"facility_days": "day_rate"}
    first = audited.wrong[0].findings[0]
    assert "osobodni" in first.message["pl"]
    assert [(str(step.base_grosze), step.days, step.of) for step in first.evidence.steps] == [("895466", 31, 31)]


def test_a_pcpr_that_rounds_once_is_named_by_it():
    """1 002.00 × 5/28 × 50 % is 89.46 where only the share is rounded, 89.47 where its base is rounded before."""
    given = case(family("D-1", GMINA, "2022-06-01", "2025-02-05", "1002.00"))
    (one,) = audit(given, [charged("89.46", "2025-02")]).checked
    assert (one.due, codes(one)[0]) == (Decimal("89.47"), "other_reading")
    assert facts(one, "other_reading")["readings"] == {"base_rounding": "exact"}
    (step,) = one.findings[0].evidence.steps
    assert (step.base_grosze, step.days, step.of, step.percent, step.grosze) == (100200, 5, 28, 50, 8946)


def test_a_series_rounded_once_is_named_by_it():
    given = case(family("D-1", GMINA, "2022-06-01", "2025-02-05", "1002.00"), family("D-2", GMINA, cost="899.00"))
    spent = {"kind": "lodging", "start": "2024-07-01", "end": "2024-09-30", "amount": "431.17"}
    document = given.model_dump(mode="json", by_alias=True)
    document["children"][0]["stays"][0]["expenses"] = [spent]
    given = type(given).model_validate(document)
    due = {(c.child, c.month): c.amount for c in charges(given, "2024-06", "2025-02")}
    made = charges(given.with_readings(base_rounding="exact"), "2024-06", "2025-02")
    rows = [charged(str(c.amount), str(c.month), child=c.child) for c in made]
    assert sum(due[c.child, c.month] != c.amount for c in made) == 2
    audited = audit(given, rows)
    assert [series.changes for series in audited.series] == [{"base_rounding": "exact"}]


@pytest.mark.parametrize("option", ["monthly", "day_rate"])
def test_mistakes_are_found_under_the_readings_of_the_case(option):
    """Another percentage, another number of days, another average, at a rate for a day as by the month."""
    given = in_facility(end="2024-08-12").with_readings(facility_days=option)
    whole = charges(given, "2024-07").charges[0]
    (one,) = audit(given, [charged(str(whole.base / 2), "2024-07")]).checked
    assert codes(one)[0] == "other_band"
    (full,) = audit(given, [charged(str(whole.amount), "2024-08")]).checked
    assert codes(full)[0] == "other_days"
    assert facts(full, "other_days")["full_month"] is True


def test_a_month_charged_after_leaving_is_a_month_of_days_at_a_rate():
    given = in_facility(end="2024-08-12").with_readings(facility_days="day_rate")
    (one,) = audit(given, [charged("2599.74", "2024-09")]).checked  # 30 × 288.86 × 30 %
    assert codes(one)[0] == "after_leaving"
    assert facts(one, "after_leaving")["percent"] == 30


def test_exempt_by_another_act_and_charged_all_the_same():
    exempt = family("D-1", GMINA, "2024-11-10")
    exempt["exemptions"] = [{"ground": "state_financed", "basis": "art. 27"}]
    (one,) = audit(case(exempt), [charged("100.00", "2025-03")]).checked
    assert codes(one)[0] == "exempt"
    assert "budżet państwa" in one.findings[0].message["pl"]


def test_a_base_stated_on_a_nota_is_the_rounded_one_of_an_exact_fraction():
    given = case(family("D-1", GMINA, "2022-06-01", "2025-02-05", "1002.00")).with_readings(base_rounding="exact")
    row = charged("53.68", "2025-02", base=Decimal("178.93"), percent=30)
    (one,) = audit(given, [row]).checked
    assert codes(one)[0] == "other_band"
    assert "other_base" not in codes(one)


def test_what_came_back_and_was_added_is_found_from_the_exact_fraction():
    spent = family("D-1", GMINA, "2022-06-01", cost="1000.00")
    back = {"kind": "recovered", "start": "2025-03-01", "end": "2025-04-30", "amount": "-100.01"}
    spent["stays"][0]["expenses"] = [back]
    given = case(spent).with_readings(base_rounding="exact")
    (one,) = audit(given, [charged("525.41", "2025-03")]).checked  # 500.00 + 100.01 × 31/61 × 50 %
    assert facts(one, "arithmetic")["slip"] == "added"


def test_a_stated_base_that_a_finding_explains_is_said_once():
    """899.00 × 5/28 is 160.54 when it is rounded: the base of an earlier amount, though no step shows it so."""
    spent = family("D-1", GMINA, "2022-06-01", "2025-02-05", "899.00")
    spent["stays"][0]["placements"][0]["monthly_cost"].append({"start": "2024-06-01", "amount": "1002.00"})
    given = case(spent).with_readings(base_rounding="exact")
    (one,) = audit(given, [charged("80.27", "2025-02", base=Decimal("160.54"), percent=50)]).checked
    assert codes(one)[0] == "other_base"
    assert [finding.facts["source"] for finding in one.findings if finding.code == "other_base"] == ["monthly_cost"]


def test_a_whole_expense_is_found_where_its_part_is_an_exact_fraction():
    spent = family("D-1", GMINA, "2022-06-01", cost="1000.00")
    spent["stays"][0]["expenses"] = [
        {"kind": "lodging", "start": "2025-03-01", "end": "2025-04-30", "amount": "100.00"}
    ]
    given = case(spent).with_readings(base_rounding="exact")
    (one,) = audit(given, [charged("550.00", "2025-03")]).checked  # and not 500.00 + 100.00 × 31/61 × 50 %
    assert facts(one, "other_base")["of"] == "expense"

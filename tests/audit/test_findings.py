"""Every kind of finding on a case that can be worked out by hand: what is found, and with which figures."""

from decimal import Decimal

import pytest
from audits import GMINA, IN_FAMILY, OTHER, charged, codes, facts, only, recomputed
from small_cases import case, child, family, placement, stay

from piecza import InputError, ReadingNeeded
from piecza.audit import PastCharge, audit


def test_a_right_charge_is_correct():
    checked = only(case(IN_FAMILY), charged("100.00"))
    assert codes(checked) == ["correct"]
    assert (checked.due, checked.amount, checked.difference) == (Decimal("100.00"), Decimal("100.00"), Decimal("0.00"))


def test_another_band():
    checked = only(case(IN_FAMILY), charged("300.00"))
    assert codes(checked)[0] == "other_band"
    # A whole March 2025 in band 2: years counted from a day between 1.04.2023 and 1.03.2024.
    assert facts(checked, "other_band") == {"percent": 30, "counted_from": "2023-04-01", "counted_to": "2024-03-01"}
    assert checked.difference == Decimal("200.00")


def test_another_band_in_several_months_narrows_the_day_from_which_it_was_counted():
    rows = [charged("100.00", "2025-02"), charged("300.00", "2025-03"), charged("300.00", "2025-04")]
    audited = audit(case(IN_FAMILY), rows)
    wrong = audited.wrong
    # February in band 1, March whole in band 2: since 1.03.2024, or since 29.02., whose anniversary is 1.03. too.
    for checked in wrong:
        assert (checked.finding.facts["counted_from"], checked.finding.facts["counted_to"]) == (
            "2024-02-29",
            "2024-03-01",
        )


def test_years_counted_from_a_move_are_told_by_its_day():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2022-01-10", "2024-06-15"),
            placement("professional_family", "2024-06-15"),
        ),
    )
    # Counted from the move: 10 % until 14.06.2025, 30 % from 15.06.2025: 14/30 × 10 % + 16/30 × 30 % of 1 000.00 zł.
    rows = [charged("100.00", "2025-05"), charged("206.67", "2025-06"), charged("300.00", "2025-07")]
    audited = audit(case(moved), rows)
    for checked in audited.wrong:
        assert checked.finding.code == "other_band"
        assert checked.finding.facts["placement"] == "2024-06-15"
    june = audited.wrong[1].finding.facts
    assert (june["before"], june["percent"], june["day"]) == (10, 30, "2025-06-15")


def test_a_full_month_for_a_part():
    checked = only(case(IN_FAMILY), charged("100.00", "2024-11"))
    assert checked.due == Decimal("70.00")  # 21 of 30 days
    assert codes(checked)[0] == "other_days"
    assert facts(checked, "other_days") == {"days": 30, "instead_of": 21, "full_month": True}


@pytest.mark.parametrize(("amount", "start", "days"), [("73.33", "2024-11-09", 22), ("66.67", "2024-11-11", 20)])
def test_another_first_day(amount, start, days):
    checked = only(case(IN_FAMILY), charged(amount, "2024-11"))
    details = facts(checked, "other_days")
    assert details == {"days": days, "instead_of": 21, "start": start, "end": "2024-11-30"}


def test_a_move_counted_from_another_day():
    moved = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2024-11-10", "2025-03-10", "1000.00"),
            placement("professional_family", "2025-03-10", None, "2000.00"),
        ),
    )
    # Due: 9 days at 1 000.00 and 22 at 2 000.00; charged as if the move had been on the 20th: 19 and 12 days.
    checked = only(case(moved), charged("138.71"))
    assert checked.due == Decimal("170.97")  # of 290.32 and 1 419.35
    details = facts(checked, "other_days")
    assert details == {"day": "2025-03-20", "instead_of": "2025-03-10"}


def test_the_rate_of_another_day():
    rated = child("D-1", stay(GMINA, placement("related_family", "2024-11-10", None, "1000.00")))
    rated["stays"][0]["placements"][0]["monthly_cost"] += [{"start": "2025-02-01", "amount": "1100.00"}]
    checked = only(case(rated), charged("100.00"))
    assert checked.due == Decimal("110.00")
    details = facts(checked, "other_base")
    assert details["rate"] == "1000.00"
    assert details["instead_of"] == "1100.00"
    assert details["since"] == "2024-11-10"


def test_last_years_average():
    home = child(
        "D-1",
        stay(GMINA, placement("facility", "2024-11-10", cost=None, facility="P-1", monthly_cost_from="announcements")),
    )
    announcements = [
        {"facility": "P-1", "amount": "9000.00", "effective": "2024-04-01"},
        {"facility": "P-1", "amount": "9900.00", "effective": "2025-03-01"},
    ]
    checked = only(case(home, announcements=announcements), charged("900.00"))
    assert checked.due == Decimal("990.00")
    assert facts(checked, "other_base") == {
        "rate": "9000.00",
        "instead_of": "9900.00",
        "source": "announcement",
        "since": "2024-04-01",
        "facility": "P-1",
    }


def test_the_statutory_rate_of_another_form():
    rated = child("D-1", stay(GMINA, placement("related_family", "2024-11-10", cost=None, monthly_cost_from="rates")))
    checked = only(case(rated), charged("151.70"))
    assert checked.due == Decimal("100.20")
    details = facts(checked, "other_base")
    assert (details["rate"], details["benefit"], details["since"]) == ("1517.00", "allowance_other", "2024-06-01")


def test_an_expense_charged_whole_in_one_month():
    lodged = family("D-1", GMINA, "2024-11-10")
    lodged["stays"][0]["expenses"] = [
        {"kind": "lodging", "start": "2025-03-01", "end": "2025-05-31", "amount": "920.00"}
    ]
    checked = only(case(lodged), charged("192.00"))
    assert checked.due == Decimal("131.00")
    details = facts(checked, "other_base")
    assert details == {"expense": "920.00", "instead_of": "310.00", "of": "expense", "kind": "lodging"}


def test_what_the_nota_says_of_its_base_and_percent():
    checked = only(case(IN_FAMILY), charged("95.04", base=Decimal("950.40"), percent=10))
    assert codes(checked) == ["other_base"]
    assert facts(checked, "other_base") == {"base": "950.40", "instead_of": "1000.00", "source": "stated"}
    product = only(case(IN_FAMILY), charged("123.45", base=Decimal("1000.00"), percent=10))
    assert facts(product, "arithmetic") == {
        "slip": "product",
        "base": "1000.00",
        "percent": 10,
        "product": "100.00",
    }


@pytest.mark.parametrize("mode", ["down", "whole_zloty"])
def test_another_rounding(mode):
    odd = family("D-1", GMINA, "2024-11-10", None, {"down": "1000.06", "whole_zloty": "1004.60"}[mode])
    checked = only(case(odd), charged("100.00"))
    assert ("rounding", mode) in [(finding.code, finding.facts.get("mode")) for finding in checked.findings]


def test_the_days_rate_rounded_first():
    # 1 000.00 ÷ 30 = 33.33, × 21 = 699.93, of which 10 % are 69.99.
    checked = only(case(IN_FAMILY), charged("69.99", "2024-11"))
    assert ("rounding", "daily_rate") in [(finding.code, finding.facts.get("mode")) for finding in checked.findings]


SLIPS = {
    "powiat_share": ("900.00", "2025-03"),
    "whole_base": ("1000.00", "2025-03"),
    "swapped": ("187.57", "2025-04"),
    "shifted": ("1787.50", "2025-04"),
}


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_slips_of_arithmetic(slip):
    amount, month = SLIPS[slip]
    rated = family("D-1", GMINA, "2024-11-10", None, "1000.00" if month == "2025-03" else "1787.50")
    checked = only(case(rated), charged({"swapped": "187.75"}.get(slip, amount), month))
    assert slip in [finding.facts.get("slip") for finding in checked.findings if finding.code == "arithmetic"]


def test_a_cost_left_out_or_counted_twice_and_money_that_came_back_added():
    spent = family("D-1", GMINA, "2024-11-10")
    spent["stays"][0]["expenses"] = [
        {"kind": "holiday_grant", "day": "2025-03-07", "amount": "612.30"},
        {"kind": "recovered", "day": "2025-03-08", "amount": "-77.10"},
    ]
    due = Decimal("153.52")
    assert only(case(spent), charged(due)).due == due
    for amount, slip in (("92.29", "left_out"), ("214.75", "twice"), ("168.94", "added")):
        checked = only(case(spent), charged(amount))
        assert slip in [finding.facts.get("slip") for finding in checked.findings], slip


def test_charged_twice():
    checked = only(case(IN_FAMILY), charged("100.00", nota="1"), charged("100.00", nota="9"))
    assert codes(checked)[0] == "charged_twice"
    assert facts(checked, "charged_twice") == {"times": 2}
    assert checked.difference == Decimal("100.00")
    once = only(case(IN_FAMILY), charged("200.00"))
    assert codes(once)[0] == "charged_twice"


def test_charged_twice_and_wrong_both_times():
    checked = only(case(IN_FAMILY), charged("300.00"), charged("300.00"))
    assert codes(checked)[:2] == ["charged_twice", "other_band"]


def test_a_quarter_beside_one_of_its_months():
    quarter = charged("300.00", "2025-01", last="2025-03")
    assert codes(only(case(IN_FAMILY), quarter)) == ["correct"]
    checked = only(case(IN_FAMILY), quarter, charged("100.00", "2025-02"))
    assert "charged_twice" in codes(checked)
    assert (str(checked.first), str(checked.last)) == ("2025-01", "2025-03")
    short = only(case(IN_FAMILY), charged("200.00", "2025-01", last="2025-03"))
    assert "not_charged" in codes(short)


def test_corrections_count_with_what_they_correct():
    assert codes(only(case(IN_FAMILY), charged("300.00"), charged("-200.00", nota="K/1"))) == ["correct"]


def test_after_leaving_and_before_arrival():
    gone = family("D-1", GMINA, "2024-11-10", "2025-02-14")
    checked = only(case(gone), charged("100.00"))
    assert codes(checked) == ["after_leaving"]
    assert facts(checked, "after_leaving") == {"left": "2025-02-14", "percent": 10}
    early = only(case(IN_FAMILY), charged("100.00", "2024-10"))
    assert codes(early) == ["before_arrival"]
    assert facts(early, "before_arrival") == {"arrived": "2024-11-10", "percent": 10}
    vague = only(case(gone), charged("77.77"))
    assert codes(vague) == ["after_leaving"]
    assert vague.finding.evidence is None


@pytest.mark.parametrize(("month", "code"), [("2025-02", "other_days"), ("2025-03", "after_leaving")])
def test_both_sides_of_the_day_of_leaving(month, code):
    gone = family("D-1", GMINA, "2024-11-10", "2025-02-28" if code == "after_leaving" else "2025-02-27")
    checked = only(case(gone), charged("100.00", month))
    assert codes(checked)[0] == code


def test_another_gmina():
    moved = child(
        "D-1",
        stay(OTHER, placement("related_family", "2024-11-10", "2025-02-14"), ended_by="return_home"),
        stay(GMINA, placement("related_family", "2025-02-20")),
    )
    document = case(moved, readings={"after_return": "sum"})
    row = PastCharge(child="D-1", gmina=OTHER, first="2025-03", amount=Decimal("100.00"))
    checked = only(document, row)
    assert codes(checked) == ["other_gmina"]
    assert facts(checked, "other_gmina") == {"gmina": GMINA, "due": "100.00"}
    assert checked.due == Decimal("0.00")


def test_of_two_other_gminas_the_one_whose_share_was_charged():
    moved = child(
        "D-1",
        stay(OTHER, placement("related_family", "2025-02-10", "2025-03-01"), ended_by="other"),
        stay("2604022", placement("related_family", "2025-03-02")),
    )
    row = PastCharge(child="D-1", gmina=GMINA, first="2025-03", amount=Decimal("3.23"))
    checked = only(case(moved), row)
    assert facts(checked, "other_gmina") == {"gmina": OTHER, "due": "3.23"}
    other = only(case(moved), PastCharge(child="D-1", gmina=GMINA, first="2025-03", amount=Decimal("96.77")))
    assert facts(other, "other_gmina") == {"gmina": "2604022", "due": "96.77"}
    vague = only(case(moved), PastCharge(child="D-1", gmina=GMINA, first="2025-03", amount=Decimal("95.55")))
    assert facts(vague, "other_gmina") == {"gmina": "2604022", "due": "96.77"}


def test_exempt_and_placed_before_2012():
    exempt = {**family("D-1", GMINA, "2024-11-10"), "exemptions": [{"ground": "unknown_parents"}]}
    checked = only(case(exempt), charged("100.00"))
    assert codes(checked)[0] == "exempt"
    assert facts(checked, "exempt") == {"exempt": ["unknown_parents"], "percent": 10}
    early = only(case(family("D-1", GMINA, "2011-11-10")), charged("500.00"))
    assert codes(early)[0] == "exempt"
    assert facts(early, "exempt") == {"exempt": ["placed_before_2012"], "percent": 50}


def test_money_outside_the_base():
    checked = only(case(IN_FAMILY), charged("180.00"))
    assert "outside_base" in codes(checked)
    assert facts(checked, "outside_base") == {"kind": "child_benefit", "amount": "800.00"}
    before = only(case(family("D-1", GMINA, "2022-12-10")), charged("150.00", "2023-03"))
    assert facts(before, "outside_base") == {"kind": "child_benefit", "amount": "500.00"}
    named = only(case(IN_FAMILY), charged("55.00", kind="independence_aid"))
    assert codes(named) == ["outside_base"]


def test_what_was_not_charged_is_found():
    audited = audit(case(IN_FAMILY), [charged("100.00", "2025-01"), charged("100.00", "2025-03")])
    (missing,) = audited.wrong
    assert (codes(missing), str(missing.first), missing.due) == (["not_charged"], "2025-02", Decimal("100.00"))
    nothing = only(case(IN_FAMILY), charged("0.00"))
    assert codes(nothing) == ["not_charged"]
    # Another gmina's children are not this file's matter.
    other = family("D-2", OTHER, "2024-11-10")
    assert not audit(case(IN_FAMILY, other), [charged("100.00")]).wrong
    assert len(audit(case(IN_FAMILY), [charged("100.00")], "2025-01", "2025-04").wrong) == 3


def test_costs_of_one_kind_are_charged_by_themselves():
    spent = family("D-1", GMINA, "2024-11-10")
    spent["stays"][0]["expenses"] = [
        {"kind": "coordinator", "start": "2025-01-01", "end": "2025-03-31", "amount": "900.00"}
    ]
    document = case(spent, readings={"coordinator": "percent"})
    rows = [charged("100.00", f"2025-{month:02d}") for month in (1, 2, 3)]
    quarter = charged("90.00", "2025-01", last="2025-03", kind="coordinator")
    assert not audit(document, [*rows, quarter]).wrong
    (missing,) = audit(document, rows[:1]).wrong
    assert missing.due == Decimal("131.00")  # a charge for all kinds should hold the coordinator
    (wrong,) = audit(document, [*rows, charged("900.00", "2025-01", last="2025-03", kind="coordinator")]).wrong
    assert wrong.kind == "coordinator"
    assert wrong.finding.code == "other_reading"
    assert wrong.finding.facts["readings"] == {"coordinator": "full"}


def test_a_charge_that_nothing_explains():
    checked = only(case(IN_FAMILY), charged("123.57"))
    assert codes(checked) == ["unexplained"]
    assert checked.finding.evidence is None


def test_totals_of_noty():
    document = case(IN_FAMILY, family("D-2", GMINA, "2022-11-10", None, "2000.00"))
    total = PastCharge(gmina=GMINA, first="2025-03", amount=Decimal("1100.00"), nota="7")
    assert codes(only(document, total)) == ["correct"]
    twice = only(document, PastCharge(gmina=GMINA, first="2025-03", amount=Decimal("1200.00")))
    assert (twice.finding.code, twice.finding.facts["child"]) == ("charged_twice", "D-1")
    band = only(document, PastCharge(gmina=GMINA, first="2025-03", amount=Decimal("700.00")))
    assert (band.finding.code, band.finding.facts) == ("other_band", {"percent": 30, "child": "D-2"})
    left = only(document, PastCharge(gmina=GMINA, first="2025-03", amount=Decimal("1000.00")))
    assert (left.finding.code, left.finding.facts["child"]) == ("not_charged", "D-1")
    # Who is charged singly is no part of the total.
    rest = PastCharge(gmina=GMINA, first="2025-03", amount=Decimal("1000.00"))
    assert not audit(document, [rest, charged("100.00")]).wrong


def test_two_issuers_work_by_different_readings():
    document = case(IN_FAMILY, family("D-2", GMINA, "2024-11-12"))
    # November 2024: 21 and 19 of 30 days; the anniversary of D-1 on 10.11.2025: one powiat counts KC 112.
    rows = [
        charged("240.00", "2025-11", issuer="PCPR A"),  # due 9 × 10 % + 21 × 30 % of 1 000.00: 30.00 + 210.00
        PastCharge(child="D-2", gmina=GMINA, first="2025-11", amount=Decimal("220.00"), issuer="PCPR B"),
    ]
    audited = audit(document, rows)
    series = {series.issuer: series for series in audited.series}
    assert series["PCPR A"].changes == {}
    assert series["PCPR B"].changes == {"year_boundary": "kc112"}
    assert "PCPR B" in series["PCPR B"].message["pl"]
    assert (series["PCPR B"].right, series["PCPR B"].right_then) == (0, 1)


def test_what_remains_wrong_is_explained_under_the_issuers_readings():
    names = [f"D-{number}" for number in range(1, 5)]
    document = case(*(family(name, GMINA, "2024-11-10") for name in names))
    # Under KC 112 November 2025 is 10 days at 10 % and 20 at 30 %; D-4 was besides charged at the base of 29 days.
    rows = [
        PastCharge(child=name, gmina=GMINA, first="2025-11", amount=Decimal("233.33"), issuer="PCPR")
        for name in names[:3]
    ]
    rows.append(PastCharge(child="D-4", gmina=GMINA, first="2025-11", amount=Decimal("466.66"), issuer="PCPR"))
    audited = audit(document, rows)
    (series,) = audited.series
    assert series.changes == {"year_boundary": "kc112"}
    assert (series.charges, series.right, series.right_then) == (4, 0, 3)
    last = audited.wrong[-1]
    assert last.finding.code == "charged_twice"
    assert last.finding.facts["readings"] == {"year_boundary": "kc112"}


def test_readings_that_were_agreed_with_a_gmina():
    document = case(IN_FAMILY)
    row = charged("233.33", "2025-11")
    assert audit(document, [row]).wrong
    assert not audit(document, [row], readings_of=lambda code: document.readings.choose(year_boundary="kc112")).wrong


def test_errors_of_what_is_audited():
    with pytest.raises(InputError) as none:
        audit(case(IN_FAMILY), [])
    assert none.value.errors[0].code == "nothing_charged"
    with pytest.raises(InputError) as unknown:
        audit(case(IN_FAMILY), [charged("1.00", child="D-l", place="naliczenia[2]")])
    (problem,) = unknown.value.errors
    assert (problem.code, problem.path, problem.value) == ("charged_child_unknown", "naliczenia[2]", "D-l")
    assert "D-1" in problem.message["pl"]
    with pytest.raises(InputError):
        audit(case(IN_FAMILY), [charged("1.00")], "2025-3")


def test_a_reading_that_must_be_chosen_is_asked_for():
    back = child(
        "D-1",
        stay(GMINA, placement("related_family", "2023-01-10", "2024-02-14"), ended_by="return_home"),
        stay(GMINA, placement("related_family", "2024-11-10")),
    )
    with pytest.raises(ReadingNeeded) as needed:
        audit(case(back), [charged("100.00")])
    assert [error.reading for error in needed.value.errors] == ["after_return"]


def test_figures_that_are_rounded_by_the_line_say_so():
    audited = audit(case(IN_FAMILY, readings={"rounding": "line"}), [charged("300.00")])
    (checked,) = audited.wrong
    assert (checked.finding.code, checked.finding.evidence.level) == ("other_band", "line")
    assert [step.grosze for step in checked.finding.evidence.steps] == [None]
    assert recomputed(checked.finding.evidence) == 300_00

"""Corners of the engine that cases by hand do not come to: large totals, exempt parts, readings that ask for others."""

from decimal import Decimal

import pytest
from audits import GMINA, IN_FAMILY, OTHER, charged, codes, facts, only, recomputed, total
from small_cases import case, child, family, placement, stay

from piecza import InputError, ReadingNeeded, charges, own_law
from piecza.audit import PastCharge, audit, claims
from piecza.audit.finding_figures import ROUNDINGS, Slip, slipped
from piecza.audit.finding_kinds.finding_sentences import said
from piecza.language.glossary import FORMS


def test_a_total_where_nobody_owes_anything():
    checked = only(case(IN_FAMILY), total("55.00", "2024-01"))
    assert (codes(checked), checked.due) == (["unexplained"], Decimal("0.00"))


@pytest.mark.parametrize(("children", "code"), [(30, "other_reading"), (31, "unexplained")])
def test_totals_of_many_children_are_not_searched_for_readings(children, code):
    many = case(*(family(f"D-{number}", GMINA, "2024-11-10") for number in range(children)))
    # Under KC 112 each owes 233.33 zł for November 2025, and not 240.00 zł.
    checked = only(many, total(Decimal("233.33") * children, "2025-11"))
    assert codes(checked) == [code]
    # What happened to one child is found all the same.
    twice = only(many, total(240 * children + 240, "2025-11"))
    assert (twice.finding.code, twice.finding.facts["child"]) == ("charged_twice", "D-0")


def test_totals_of_one_kind_of_cost():
    spent = family("D-1", GMINA, "2024-11-10")
    spent["stays"][0]["expenses"] = [{"kind": "lodging", "day": "2025-03-07", "amount": "310.00"}]
    whole = family("D-2", GMINA, "2024-11-10")
    rows = [total("31.00", kind="lodging"), total("200.00")]
    assert not audit(case(spent, whole), rows).wrong
    singly = [charged("100.00"), charged("100.00", child="D-2"), total("31.00", kind="lodging")]
    assert not audit(case(spent, whole), singly).wrong
    assert not audit(case(spent, whole), [charged("31.00", kind="lodging"), total("200.00")]).wrong
    assert not audit(case(spent, whole), [charged("131.00"), total("100.00")]).wrong
    assert not audit(case(spent, whole), [charged("100.00", kind="monthly_cost"), total("131.00")]).wrong
    (left,) = audit(case(spent, whole), [charged("100.00"), total("31.00", kind="lodging")]).wrong
    assert (left.child, left.finding.code, left.due) == ("D-2", "not_charged", Decimal("100.00"))
    (wrong,) = audit(case(spent, whole), [total("310.00", kind="lodging"), total("200.00")]).wrong
    assert (wrong.kind, wrong.finding.facts["slip"]) == ("lodging", "whole_base")
    (foreign,) = audit(case(whole), [total("55.00", kind="training"), total("100.00")]).wrong
    assert (foreign.finding.code, foreign.finding.facts) == ("outside_base", {"kind": "training", "stated": True})


def test_two_issuers_totals_for_one_gmina_and_month_are_one_sum():
    two = case(IN_FAMILY, family("D-2", GMINA, "2024-11-10", None, "2000.00"))
    audited = audit(two, [total("100.00", issuer="PCPR A"), total("200.00", issuer="PCPR B")])
    assert [codes(checked) for checked in audited] == [["correct"]]


def test_another_gminas_share_charged_wrongly_besides():
    moved = child(
        "D-1",
        stay(OTHER, placement("related_family", "2024-11-10", "2025-02-14"), ended_by="return_home"),
        stay(GMINA, placement("related_family", "2025-02-20")),
    )
    document = case(moved, readings={"after_return": "sum"})
    row = PastCharge(child="D-1", gmina=OTHER, first="2025-03", amount=Decimal("300.00"))
    checked = only(document, row)
    assert codes(checked)[:2] == ["other_gmina", "other_band"]
    assert checked.finding.evidence.grosze == 300_00


def test_the_powiats_own_rates_are_tried_and_supplements_are_none_of_them():
    rated = placement("related_family", "2024-11-10", cost=None, monthly_cost_from="rates")
    rated["supplements"] = [{"benefit": "supplement_disability"}]
    own = [
        {"benefit": "allowance_related", "start": "2024-11-01", "end": "2025-02-28", "amount": "1100.00"},
        {"benefit": "supplement_disability", "start": "2024-11-01", "amount": "400.00"},
    ]
    document = case(child("D-1", stay(GMINA, rated)), powiat_rates=own)
    checked = only(document, charged("150.00"))
    assert checked.due == Decimal("140.20")  # 1 002.00 by the statute and 400.00 by the powiat
    details = facts(checked, "other_base")
    assert (details["rate"], details["since"], details["supplements"]) == ("1500.00", "2024-11-01", "400.00")
    without = facts(only(document, charged("100.20")), "other_base")
    assert (without["rate"], without["instead_of"]) == ("1002.00", "1402.00")


def test_a_product_that_is_none_stays_so_under_the_issuers_readings():
    names = [f"D-{number}" for number in range(1, 5)]
    document = case(*(family(name, GMINA, "2024-11-10") for name in names))
    rows = [charged("233.33", "2025-11", child=name) for name in names[:3]]
    rows.append(charged("123.57", "2025-11", child="D-4", base=Decimal("1000.00"), percent=30))
    last = audit(document, rows).wrong[-1]
    assert [(finding.code, finding.facts.get("slip")) for finding in last.findings] == [("arithmetic", "product")]


def test_a_month_of_which_the_register_gives_no_cost_cannot_be_judged():
    bare = family("D-1", GMINA, "2024-11-10", cost=None)
    checked = only(case(bare), charged("100.00"))
    assert (codes(checked), facts(checked, "no_cost")) == (["no_cost"], {})
    audited = audit(case(bare), [charged("100.00")])
    assert (audited.sums.charges, audited.sums.over_grosze) == (1, 0)
    assert not claims(audited).claims
    coordinator = only(case(IN_FAMILY), charged("30.00", kind="coordinator"))
    assert facts(coordinator, "no_cost") == {"kind": "coordinator"}
    # Where a total holds all costs of the month, there is none left for the child.
    gone = only(case(family("D-1", GMINA, "2024-11-10", "2025-01-14")), charged("77.00"))
    assert codes(gone) == ["after_leaving"]


def test_months_that_overlap_are_charged_twice():
    quarter, half = charged("300.00", "2025-01", last="2025-03"), charged("600.00", "2025-01", last="2025-06")
    checked = only(case(IN_FAMILY), quarter, half)
    assert (codes(checked)[0], facts(checked, "charged_twice")) == ("charged_twice", {"overlap": True})
    assert checked.difference == Decimal("300.00")
    assert "overlap" not in str(only(case(IN_FAMILY), quarter, charged("601.00", "2025-01", last="2025-06")).findings)


def test_what_was_charged_by_itself_and_with_the_rest_once_more():
    spent = family("D-1", GMINA, "2024-11-10")
    spent["stays"][0]["expenses"] = [{"kind": "lodging", "day": "2025-03-07", "amount": "310.00"}]
    (wrong,) = audit(case(spent), [charged("31.00", kind="lodging"), charged("131.00")]).wrong
    assert facts(wrong, "charged_twice") == {"apart": ["lodging"]}
    two = case(IN_FAMILY, family("D-2", GMINA, "2024-11-10", None, "2000.00"))
    (wrong,) = audit(two, [charged("100.00"), total("300.00")]).wrong
    assert (wrong.child, facts(wrong, "charged_twice")) == (None, {"singly": "D-1"})
    assert recomputed(wrong.finding.evidence) == 300_00
    three = case(IN_FAMILY, *(family(f"D-{n}", GMINA, "2024-11-10", None, f"{n}000.00") for n in (2, 3)))
    (wrong,) = audit(three, [charged("100.00"), charged("200.00", child="D-2"), total("500.00")]).wrong
    assert facts(wrong, "charged_twice") == {"singly": "D-2"}


def test_a_month_of_two_gminas():
    moved = child(
        "D-1",
        stay(GMINA, placement("related_family", "2024-11-10", "2025-03-10"), ended_by="other"),
        stay(OTHER, placement("related_family", "2025-03-11")),
    )
    # 10 days are this gmina's, 32.26 zł, and 21 the other's, 67.74 zł.
    for amount in ("67.74", "100.00"):
        checked = only(case(moved), charged(amount))
        assert checked.due == Decimal("32.26")
        assert facts(checked, "other_gmina") == {"gmina": OTHER, "due": "67.74"}
        assert codes(checked)[0] == "other_gmina"


def test_a_quarter_in_which_the_child_came():
    checked = only(case(IN_FAMILY), charged("217.00", "2024-10", last="2024-12"))
    assert checked.due == Decimal("170.00")
    assert codes(checked) == ["unexplained"]


def test_a_band_that_begins_on_a_day_on_which_none_can_is_dated_from_nothing():
    # 28 days of February 2024 at 10 % and its 29th at 30 %: no anniversary falls on 29 February but of another one.
    checked = only(case(family("D-1", GMINA, "2023-11-10")), charged("106.89", "2024-02"))
    details = facts(checked, "other_band")
    assert (details["day"], details.get("counted_from")) == ("2024-02-29", None)


def test_a_percentage_that_is_none_of_the_act():
    checked = only(case(IN_FAMILY), charged("450.00", base=Decimal("1000.00"), percent=45))
    assert facts(checked, "other_band") == {"percent": 45}


def test_a_slip_that_was_charged_twice_is_no_slip_of_its_own():
    checked = only(case(IN_FAMILY), charged("1000.00"), charged("1000.00"))
    assert codes(checked)[0] == "charged_twice"
    shifted = only(case(IN_FAMILY), charged("10.00"), charged("10.00"))
    assert [finding.facts for finding in shifted.findings if finding.code == "charged_twice"] in ([], [{"times": 2}])


def test_a_base_that_another_finding_gives_is_no_finding_of_its_own():
    full = only(case(IN_FAMILY), charged("100.00", "2024-11", base=Decimal("1000.00"), percent=10, days=30))
    assert codes(full) == ["other_days"]


def test_one_that_was_not_charged_does_not_make_readings_of_an_issuer():
    safe = child(
        "D-1",
        stay(
            GMINA,
            placement("related_family", "2024-01-10", "2024-12-31"),
            placement("emergency_family", "2025-01-01", "2025-01-31"),
            placement("related_family", "2025-02-01"),
        ),
    )
    rows = [charged("7.77", f"2024-{month:02d}") for month in range(2, 13)]
    audited = audit(case(safe), rows, "2024-02", "2025-01")
    assert audited.series[0].changes == {}
    # Where that is all that is wrong it does.
    right = [charged("100.00", f"2024-{month:02d}") for month in range(2, 13)]
    assert audit(case(safe), right, "2024-02", "2025-01").series[0].changes == {"emergency_care": "exempt"}


def test_of_children_left_out_nothing_is_missed():
    two = case(IN_FAMILY, family("D-2", GMINA, "2024-11-10"))
    assert [checked.child for checked in audit(two, [charged("100.00")]).wrong] == ["D-2"]
    assert not audit(two, [charged("100.00")], without=["D-2"]).wrong


def test_sums_by_issuer():
    rows = [charged("300.00", "2025-02", issuer="PCPR A"), charged("60.00", issuer="PCPR B")]
    by_issuer = audit(case(IN_FAMILY), rows, "2025-01", "2025-03").by_issuer()
    assert {name: (sums.over_grosze, sums.under_grosze) for name, sums in by_issuer.items()} == {
        "": (0, 100_00),
        "PCPR A": (200_00, 0),
        "PCPR B": (0, 40_00),
    }


def test_a_month_of_which_a_part_is_exempt():
    exempt = {
        **family("D-1", GMINA, "2024-11-10"),
        "exemptions": [{"ground": "unknown_parents", "start": "2025-03-16"}],
    }
    checked = only(case(exempt), charged("100.00"))
    assert checked.due == Decimal("48.39")
    assert "exempt" in codes(checked)
    assert checked.findings[codes(checked).index("exempt")].evidence.grosze == 100_00


def test_a_reading_that_asks_for_another_explains_nothing():
    back = child(
        "D-1",
        stay(GMINA, placement("related_family", "2023-01-10", "2024-02-14"), ended_by="return_home"),
        stay(GMINA, placement("emergency_family", "2024-11-10")),
    )
    document = case(back, readings={"emergency_care": "exempt"})
    # If emergency care is paid for, it must be said whether the stays add up: 30 % or 10 %.
    checked = only(document, charged("300.00"))
    assert "other_reading" not in codes(checked)
    assert checked.due == Decimal("0.00")


def test_what_the_nota_says_of_its_percentage():
    checked = only(case(IN_FAMILY), charged("300.00", base=Decimal("1000.00"), percent=30))
    assert facts(checked, "other_band")["percent"] == 30
    # 50 % are due: twice that, or the whole base. What fits the percentage on the nota comes first.
    third = case(family("D-1", GMINA, "2022-11-10"))
    assert codes(only(third, charged("1000.00")))[0] == "charged_twice"
    assert codes(only(third, charged("1000.00", percent=100)))[0] == "arithmetic"
    doubled = only(case(IN_FAMILY), charged("100.01", base=Decimal("1000.00"), percent=10))
    assert facts(doubled, "rounding") == {"mode": "off", "grosze": 1} or "rounding" in codes(doubled)
    assert "product" not in [finding.facts.get("slip") for finding in doubled.findings]


def test_a_child_that_two_powiats_charge():
    moved = child(
        "D-1",
        stay(GMINA, placement("related_family", "2024-01-10", "2025-01-31"), ended_by="other"),
        stay(OTHER, placement("related_family", "2025-02-01")),
    )
    rows = [
        charged("300.00", "2025-01", issuer="PCPR A"),
        PastCharge(child="D-1", gmina=OTHER, first="2025-02", amount=Decimal("200.00"), issuer="PCPR B"),
    ]
    audited = audit(case(moved, readings={"after_return": "reset"}), rows)
    assert [(series.issuer, series.charges, series.right) for series in audited.series] == [
        ("PCPR A", 1, 0),
        ("PCPR B", 1, 0),
    ]


def test_what_another_gmina_agreed_is_asked_for_together():
    back = child(
        "D-1",
        stay(GMINA, placement("related_family", "2023-01-10", "2024-02-14"), ended_by="return_home"),
        stay(GMINA, placement("related_family", "2024-11-10")),
    )
    document = case(back, family("D-2", OTHER, "2024-11-10"))
    rows = [charged("300.00"), PastCharge(child="D-2", gmina=OTHER, first="2025-03", amount=Decimal("100.00"))]
    agreed = {OTHER[:6]: document.readings.choose(divisor="thirty")}
    with pytest.raises(ReadingNeeded) as needed:
        audit(document, rows, readings_of=lambda code: agreed.get(code, document.readings))
    assert [error.reading for error in needed.value.errors] == ["after_return"]
    agreed[GMINA[:6]] = document.readings.choose(after_return="reset")
    audited = audit(document, rows, readings_of=lambda code: agreed.get(code, document.readings))
    assert audited.readings == document.readings
    assert {gmina[:6]: readings for gmina, readings in audited.agreed.items()} == agreed
    assert set(audited.agreed) == {GMINA, OTHER}
    assert audited.readings_for(GMINA) == audited.readings_for(GMINA[:6]) == agreed[GMINA[:6]]
    assert audited.readings_for("0201011") == audited.readings
    assert {series.gminas for series in audited.series} == {(GMINA,), (OTHER,)}
    assert [checked.child for checked in audited.wrong] == ["D-1"]


def test_readings_under_which_the_case_is_wrong():
    left = family("D-1", GMINA, "2024-11-10", "2025-03-14")
    left["stays"][0]["expenses"] = [{"kind": "holiday_grant", "day": "2025-03-14", "amount": "10.00"}]
    document = case(left)
    with pytest.raises(InputError) as wrong:
        audit(document, [charged("50.00")], readings_of=lambda _: document.readings.choose(leaving_day="not_counted"))
    assert [error.code for error in wrong.value.errors] == ["expense_outside_stay"]


def test_progress_is_told_to_the_end():
    many = case(*(family(f"D-{number}", GMINA, "2024-11-10") for number in range(130)))
    told = []
    rows = [charged("100.00" if number % 50 else "300.00", child=f"D-{number}") for number in range(130)]
    audit(many, rows, progress=lambda done, whole: told.append((done, whole)))
    assert told[0] == (64, 260)
    assert told[-1] == (260, 260)
    assert told == sorted(told)


def test_only_the_months_asked_for_are_audited():
    rows = [charged("300.00", "2025-02"), charged("300.00", "2025-03"), charged("300.00", "2025-04")]
    audited = audit(case(IN_FAMILY), rows, "2025-03", "2025-03")
    assert [str(checked.first) for checked in audited] == ["2025-03"]
    quarter = charged("900.00", "2025-01", last="2025-03")
    assert [str(checked.last) for checked in audit(case(IN_FAMILY), [quarter], "2025-03", "2025-03")] == ["2025-03"]
    whole = total("300.00", "2025-01", last="2025-03")
    assert [codes(checked) for checked in audit(case(IN_FAMILY), [whole], "2025-03", "2025-03")] == [["correct"]]
    with pytest.raises(InputError):
        audit(case(IN_FAMILY), rows, "2025-04", "2025-03")


def test_past_charges_refuse_what_is_none():
    for wrong in ({"first": "2025-13"}, {"kind": "zakupy"}, {"percent": 101}, {"gmina": "260"}, {"amount": 100}):
        with pytest.raises(ValueError, match="PastCharge"):
            PastCharge(**{"child": "D-1", "gmina": GMINA, "first": "2025-03", "amount": "1.00", **wrong})


@pytest.mark.parametrize(
    ("mode", "grosze"), [("half_up", 3), ("half_even", 2), ("down", 2), ("up", 3), ("whole_zloty", 0)]
)
def test_rounding_of_two_grosze_and_a_half(mode, grosze):
    assert ROUNDINGS[mode](5, 2) == grosze
    assert ROUNDINGS[mode](-5, 2) == -grosze


def test_rounding_to_whole_zlote_and_to_even_grosze():
    assert [ROUNDINGS["whole_zloty"](number, 1) for number in (149, 150, 249, 250)] == [100, 200, 200, 300]
    assert [ROUNDINGS["half_even"](number, 2) for number in (1, 3, 5, 7)] == [0, 2, 2, 4]
    assert [ROUNDINGS["half_even"](number, 3) for number in (4, 5)] == [1, 2]
    assert [ROUNDINGS[mode](4, 2) for mode in ("up", "down")] == [2, 2]


@pytest.mark.parametrize(
    ("slip", "grosze"),
    [
        (None, 12345),
        (Slip("times", 3), 37035),
        (Slip("off", -2), 12343),
        (Slip("shifted", 1), 123450),
        (Slip("shifted", -1), 1235),
        (Slip("shifted", -2), 123),
        (Slip("swapped", 1), 12354),
        (Slip("swapped", 4), 21345),
    ],
)
def test_slips(slip, grosze):
    assert slipped(12345, slip) == grosze


def test_digits_of_a_negative_sum_and_of_a_few_grosze():
    assert slipped(-123, Slip("swapped", 1)) == -132
    assert slipped(7, Slip("swapped", 1)) == 70


DAY, NEXT = "2025-03-10", "2025-03-11"
SAID = [
    ("correct", {}, "Naliczono tyle, ile należało.", "Charged as due."),
    (
        "other_band",
        {"percent": 10, "day": DAY, "counted_from": DAY, "counted_to": DAY, "placement": DAY},
        "Naliczono 10 % od dnia 10.03.2025; lata pobytu liczono jakby od 10.03.2025 (umieszczenie trwa od 10.03.2025).",
        "Charged at 10% from 10 March 2025; years of stay as if counted from 10 March 2025 (a placement began on "
        "10 March 2025).",
    ),
    (
        "other_band",
        {"percent": 30, "counted_from": DAY, "counted_to": NEXT, "child": "D-1", "month": "2025-03"},
        "Naliczono 30 % zamiast procentu z roku pobytu; lata pobytu liczono jakby od dnia między 10.03.2025 a "
        "11.03.2025 (dziecko D-1, marzec 2025).",
        "Charged at 30%, not at the percentage of the year of stay; years of stay as if counted from a day between 10 "
        "March 2025 and 11 March 2025 (child D-1, March 2025).",
    ),
    (
        "other_days",
        {"day": DAY, "instead_of": NEXT},
        "Zmianę kosztu (przeniesienie albo kwotę) policzono od 10.03.2025 zamiast od 11.03.2025.",
        "The change of cost (a move or an amount) was counted from 10 March 2025 instead of 11 March 2025.",
    ),
    ("other_days", {"days": 1, "instead_of": 2}, "Naliczono 1 dzień zamiast 2.", "Charged 1 day instead of 2."),
    (
        "other_base",
        {"expense": "9.00", "instead_of": "3.00", "of": "expense", "kind": "lodging"},
        "Naliczono cały wydatek zamiast części przypadającej na miesiąc: utrzymanie lokalu, 9,00 zł zamiast 3,00 zł.",
        "Charged was the whole expense, not the month's part: lodging, PLN 9.00 instead of PLN 3.00.",
    ),
    (
        "other_base",
        {"rate": "9.00", "instead_of": "3.00", "source": "announcement", "since": DAY, "facility": "P-1"},
        "Za podstawę wzięto 9,00 zł (ogłoszenie obowiązujące od 10.03.2025) zamiast 3,00 zł.",
        "The base was PLN 9.00 (the announcement in force from 10 March 2025) instead of PLN 3.00.",
    ),
    (
        "other_base",
        {"rate": "9.00", "instead_of": "3.00", "source": "rate", "benefit": "allowance_other", "since": DAY},
        "Za podstawę wzięto 9,00 zł (świadczenie na dziecko w rodzinie niespokrewnionej lub rodzinnym domu dziecka, "
        "stawka od 10.03.2025) zamiast 3,00 zł.",
        "The base was PLN 9.00 (allowance in an unrelated family or a family home, the rate since 10 March 2025) "
        "instead of PLN 3.00.",
    ),
    (
        "other_base",
        {"rate": "9.00", "instead_of": "3.00", "source": "monthly_cost", "form": "facility", "since": DAY},
        f"Za podstawę wzięto 9,00 zł ({FORMS['facility']['pl']}, kwota od 10.03.2025) zamiast 3,00 zł.",
        f"The base was PLN 9.00 ({FORMS['facility']['en']}, the amount since 10 March 2025) instead of PLN 3.00.",
    ),
    (
        "other_base",
        {"base": "9.00", "instead_of": "3.00", "source": "stated"},
        "Podstawą na nocie jest 9,00 zł, a powinno być 3,00 zł.",
        "The base on the nota is PLN 9.00, and should be PLN 3.00.",
    ),
    (
        "rounding",
        {"mode": "off", "grosze": -1},
        "O 0,01 zł za mało, nie więcej niż grosz na każdy składnik: inne zaokrąglenie.",
        "PLN 0.01 too little, no more than a grosz for each part: another rounding.",
    ),
    (
        "rounding",
        {"mode": "down"},
        "Udział zaokrąglono w dół do grosza.",
        "The share was rounded down to a grosz.",
    ),
    (
        "arithmetic",
        {"slip": "part_left_out", "kind": "monthly_cost", "days": 3, "percent": 30},
        "Pominięto część miesiąca: koszt miesięczny, 3 dni po 30 %.",
        "A part of the month was left out: monthly cost, 3 days at 30%.",
    ),
    (
        "arithmetic",
        {"slip": "product", "base": "9.00", "percent": 30, "product": "2.70"},
        "9,00 zł × 30 % to 2,70 zł, a nie kwota noty.",
        "PLN 9.00 × 30% is PLN 2.70, not the nota's amount.",
    ),
    ("charged_twice", {"times": 3}, "Naliczono 3 razy.", "Charged 3 times."),
    (
        "before_arrival",
        {"arrived": DAY, "percent": 10},
        "Dziecko jest w pieczy dopiero od 10.03.2025; kwota jak za pełny miesiąc po 10 %.",
        "The child has been in care only since 10 March 2025; the amount is that of a full month at 10%.",
    ),
    (
        "after_leaving",
        {"left": DAY},
        "Ostatnim dniem pobytu był 10.03.2025.",
        "The last day of stay was 10 March 2025.",
    ),
    (
        "other_gmina",
        {"gmina": GMINA, "due": "9.00", "readings": {"divisor": "thirty"}},
        "Za ten miesiąc płaci gmina 2604043 (9,00 zł) (przy wykładni divisor = thirty).",
        "Gmina 2604043 owes for this month (PLN 9.00) (under divisor = thirty).",
    ),
    (
        "exempt",
        {"exempt": ["unknown_parents"], "percent": 10},
        "Gmina nie płaci, bo tożsamość rodziców jest nieznana; naliczono tak, jakby płaciła.",
        "The gmina does not pay, because the parents' identity is unknown; it was charged as if it did.",
    ),
    (
        "outside_base",
        {"kind": "child_benefit", "amount": "800.00"},
        "Doliczono to, czego gmina nie współfinansuje: świadczenie wychowawcze, 800,00 zł (Dz.U. 2016 poz. 195; Dz.U. "
        "2021 poz. 1981: świadczenie wychowawcze (500+, 800+) finansuje państwo).",
        "Charged was what a gmina does not share: child benefit, PLN 800.00 (Dz.U. 2016 poz. 195; Dz.U. 2021 poz. "
        "1981: the child benefit (500+, 800+) is financed by the state).",
    ),
    (
        "charged_twice",
        {"apart": ["lodging"]},
        "Naliczono dwa razy: wszystkie koszty razem, a osobno jeszcze utrzymanie lokalu.",
        "Charged twice: all costs together, and by themselves once more: lodging.",
    ),
    (
        "charged_twice",
        {"singly": "D-1"},
        "Naliczono dwa razy: w sumie noty i osobno (dziecko D-1).",
        "Charged twice: in the total of the nota, and singly (child D-1).",
    ),
    (
        "charged_twice",
        {"overlap": True},
        "Naliczono dwa razy: każde naliczenie jest samo w sobie prawidłowe, ale ich miesiące się pokrywają.",
        "Charged twice: every charge is right in itself, but their months overlap.",
    ),
    (
        "no_cost",
        {},
        "W rejestrze nie ma kosztu za ten czas, więc naliczenia nie można ocenić.",
        "The register has no cost for the time, so the charge cannot be judged.",
    ),
    (
        "no_cost",
        {"kind": "coordinator"},
        "W rejestrze nie ma za ten czas takiego kosztu (koordynator rodzinnej pieczy zastępczej), więc naliczenia nie "
        "można ocenić.",
        "The register has no such cost for the time (coordinator), so the charge cannot be judged.",
    ),
    ("not_charged", {"child": "D-1"}, "Nie naliczono (dziecko D-1).", "Not charged (child D-1)."),
    (
        "unexplained",
        {},
        "Żadne znane wyliczenie nie daje tej kwoty.",
        "No calculation that the library knows comes to this amount.",
    ),
]


@pytest.mark.parametrize(("code", "details", "pl", "en"), SAID)
def test_sentences(code, details, pl, en):
    sentences = said(code, details)
    assert {lang: text.replace("\u00a0", " ") for lang, text in sentences.items()} == {"pl": pl, "en": en}


def test_an_audit_under_bands_that_change_in_the_month():
    """Fewer bands from the 15th on than before, and a move after it: every band is asked for its own day."""
    bands = (
        '[[bands]]\nfrom = 2027-01-15\npercent = [10, 70]\nfamily = "art. 191 ust. 9"\nfacility = "art. 191 ust. 10"\n'
    )
    law = own_law({"a.toml": bands + 'source = { act = "zmyślony" }\n'})
    of = [
        placement("related_family", "2022-05-01", "2027-01-21"),
        placement("family_home", "2027-01-21", cost="1500.00"),
    ]
    document = case(child("D-1", stay("2808011", *of)))
    (due,) = charges(document, "2027-01", law=law)
    past = [
        PastCharge(gmina="2808011", first="2027-01", amount=amount, child="D-1") for amount in (due.amount, "77.00")
    ]
    right, wrong = (list(audit(document, [one], law=law)) for one in past)
    assert [checked.finding.code for checked in right] == ["correct"]
    assert [checked.due_grosze for checked in wrong] == [due.amount_grosze]


def test_years_seem_counted_by_the_bands_of_their_month():
    bands = "[[bands]]\nfrom = 2027-01-01\npercent = [30, 50, 60]\n"
    bands += 'family = "art. 191 ust. 9"\nfacility = "art. 191 ust. 10"\n'
    law = own_law({"a.toml": bands + 'source = { act = "zmyślony" }\n'})
    document = case(child("D-1", stay("2808011", placement("related_family", "2025-09-01"))))
    past = [
        PastCharge(gmina="2808011", first=month, amount=amount, child="D-1")
        for month, amount in (("2026-01", "100.00"), ("2027-07", "600.00"))
    ]
    (other,) = (checked for checked in audit(document, past, law=law) if checked.charged and checked.difference_grosze)
    expected = {"percent": 60, "counted_from": "2025-02-01", "counted_to": "2025-07-01"}
    assert (other.finding.code, other.finding.facts) == ("other_band", expected)

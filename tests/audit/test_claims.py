"""What follows in money: who may claim, since when, until when, and interest."""

import json
import sys
from datetime import date, timedelta
from decimal import Decimal

import pytest
from small_cases import case, family

from piecza import InputError
from piecza.audit import PastCharge, audit, claims, document_json, dossier_html, report_html
from piecza.dues import due_days

GMINA = "2604043"
IN_FAMILY = family("D-1", GMINA, "2024-11-10")


def charged(amount, month="2025-03", **more):
    return PastCharge(**{"child": "D-1", "gmina": GMINA, "first": month, "amount": Decimal(amount), **more})


def claim(*rows):
    (only,) = claims(audit(case(IN_FAMILY), rows)).claims
    return only


PAID = {"issued": "2025-04-04", "due": "2025-04-18", "paid": "2025-04-30"}


@pytest.mark.parametrize(
    ("paper", "start", "basis"),
    [
        (PAID, date(2025, 5, 1), "paid"),
        ({**PAID, "paid": None}, date(2025, 4, 19), "due"),
        ({"issued": "2025-04-04"}, date(2025, 4, 5), "issued"),
        ({}, date(2025, 4, 1), "month"),
    ],
)
def test_what_was_charged_too_much_is_the_gminas_claim_from_the_day_after_it_was_paid(paper, start, basis):
    claimed = claim(charged("300.00", **paper))
    assert (claimed.by, claimed.grosze, claimed.start, claimed.basis) == ("gmina", 200_00, start, basis)


def test_what_was_charged_too_little_is_the_powiats_claim_from_the_day_after_it_was_due():
    claimed = claim(charged("60.00", **PAID))
    assert (claimed.by, claimed.grosze, claimed.start, claimed.basis) == ("powiat", 40_00, date(2025, 4, 19), "due")


def test_of_several_noty_the_latest_day_counts():
    claimed = claim(charged("100.00", **PAID), charged("100.00", **{**PAID, "paid": "2025-12-31"}))
    assert claimed.start == date(2026, 1, 1)
    assert claimed.limitation.three_years.last == date(2029, 12, 31)
    assert claimed.limitation.six_years.last == date(2032, 12, 31)


def test_a_claim_for_a_day_before_9_july_2018_is_not_sure():
    old = case(family("D-1", GMINA, "2017-11-10"))
    row = PastCharge(child="D-1", gmina=GMINA, first="2018-03", amount="300.00", paid="2018-05-07")
    (claimed,) = claims(audit(old, [row])).claims
    assert not claimed.limitation.six_years.sure
    assert claimed.limitation.six_years.reason


def test_what_is_right_or_comes_to_the_same_is_no_claim():
    assert not claims(audit(case(IN_FAMILY), [charged("100.00", **PAID)])).claims


def test_interest_on_what_was_owed_and_paid_late():
    # 100.00 zł, 12 days from 19.04. to 30.04.2025 at 11.25 %: 100 × 0.1125 × 12 ÷ 365 = 0.3698…
    (late,) = claims(audit(case(IN_FAMILY), [charged("100.00", **PAID)])).late
    assert (late.grosze, late.interest.days, late.interest.amount) == (100_00, 12, Decimal("0.37"))
    assert not claims(audit(case(IN_FAMILY), [charged("100.00", **{**PAID, "paid": "2025-04-18"})])).late


def test_interest_is_on_no_more_than_was_owed():
    (late,) = claims(audit(case(IN_FAMILY), [charged("300.00", **PAID)])).late
    assert late.grosze == 100_00
    both = claims(audit(case(IN_FAMILY), [charged("60.00", **PAID), charged("60.00", **PAID)])).late
    assert [late.grosze for late in both] == [60_00, 40_00]
    assert not claims(audit(case(IN_FAMILY), [charged("-60.00", **PAID)])).late


def test_interest_beyond_what_is_verified_is_asked_for():
    audited = audit(case(IN_FAMILY), [charged("100.00", **{**PAID, "paid": "2026-03-06"})])
    with pytest.raises(InputError) as unknown:
        claims(audited)
    assert unknown.value.errors[0].code == "interest_rate_unknown"
    assert claims(audited, rates={date(2026, 3, 6): Decimal("9.25")}).late_interest > 0
    assert claims(audit(case(IN_FAMILY), [charged("100.00", **{**PAID, "paid": "2026-03-05"})])).late_interest > 0


def test_whether_it_was_paid_is_said_where_anything_says_so():
    assert claim(charged("300.00")).paid is None
    result = claims(audit(case(IN_FAMILY), [charged("300.00", "2025-02", **PAID), charged("300.00")]))
    assert [claimed.paid for claimed in result.claims] == [True, False]
    money = claims(
        audit(case(IN_FAMILY), [charged("300.00", "2025-02", **PAID), charged("300.00")]),
        refund_since=date(2025, 6, 1),
        refund_until=date(2025, 6, 30),
    )
    assert [str(refund.checked.first) for refund in money.refunds] == ["2025-02"]


def test_interest_on_a_refund_does_not_run_before_it_was_paid():
    audited = audit(case(IN_FAMILY), [charged("300.00", **PAID)])
    (refund,) = claims(audited, refund_since=date(2025, 1, 1), refund_until=date(2025, 5, 31)).refunds
    assert (refund.interest.periods[0].start, refund.interest.days) == (date(2025, 5, 1), 31)
    with pytest.raises(InputError) as wrong:
        claims(audited, refund_since=date(2025, 6, 2), refund_until=date(2025, 6, 1))
    assert [error.code for error in wrong.value.errors] == ["refund_days_out_of_order"]
    claims(audited, refund_since=date(2025, 6, 1), refund_until=date(2025, 6, 1))


def test_interest_on_refunds_needs_both_its_days():
    audited = audit(case(IN_FAMILY), [charged("300.00")])
    with pytest.raises(ValueError, match="both its days"):
        claims(audited, refund_since=date(2025, 6, 1))


def test_interest_on_refunds_only_for_the_days_given():
    audited = audit(case(IN_FAMILY), [charged("300.00"), charged("60.00", "2025-04")])
    assert not claims(audited).refunds
    money = claims(audited, refund_since=date(2025, 6, 1), refund_until=date(2025, 6, 30))
    # 200.00 × 0.1075 × 30 ÷ 365 = 1.767…; what was charged too little bears none.
    assert [refund.interest.amount for refund in money.refunds] == [Decimal("1.77")]
    assert money.refund_interest == Decimal("1.77")


DAY = timedelta(days=1)
MOVED = {  # the last day of payment as it is written, and the day that counts
    "a Friday": ("2025-03-14", "2025-03-14"),
    "a Saturday before 2017": ("2016-11-26", "2016-11-26"),
    "the last Saturday before 2017": ("2016-12-31", "2016-12-31"),
    "the first Saturday since 2017": ("2017-01-07", "2017-01-09"),
    "a Saturday": ("2025-03-15", "2025-03-17"),
    "a Sunday before 2017": ("2016-11-27", "2016-11-28"),
    "a Sunday": ("2025-03-16", "2025-03-17"),
    "11 November": ("2025-11-11", "2025-11-12"),
    "1 January": ("2025-01-01", "2025-01-02"),
    "Saturday, Sunday and New Year's Day": ("2023-12-30", "2024-01-02"),
    "Saturday, Easter Sunday and Monday": ("2025-04-19", "2025-04-22"),
}


def of_year(amount, due, paid=None):
    """The claims for a charge of the year before the last day of payment, of which 100.00 zł were owed."""
    year = date.fromisoformat(due).year - 1
    row = charged(amount, f"{year}-11", issued=f"{year}-12-05", due=due, paid=paid)
    return claims(audit(case(family("D-1", GMINA, f"{year}-02-10")), [row]))


@pytest.mark.parametrize("name", MOVED)
def test_kc_115_default_begins_the_day_after_the_day_that_counts(name):
    due, counts = MOVED[name]
    counts = date.fromisoformat(counts)
    assert not of_year("100.00", due, due).late
    assert not of_year("100.00", due, str(counts)).late
    for days in (1, 3):
        (late,) = of_year("100.00", due, str(counts + days * DAY)).late
        assert (late.interest.periods[0].start, late.interest.days) == (counts + DAY, days)


@pytest.mark.parametrize("name", MOVED)
def test_kc_115_and_120_a_claim_could_be_enforced_the_day_after_the_day_that_counts(name):
    due, counts = MOVED[name]
    (claimed,) = of_year("60.00", due).claims
    assert (claimed.basis, str(claimed.day), claimed.start) == ("due", due, date.fromisoformat(counts) + DAY)


def test_kc_115_a_day_of_payment_is_not_moved():
    (claimed,) = of_year("300.00", "2025-03-14", "2025-03-15").claims
    assert (claimed.basis, claimed.day, claimed.start) == ("paid", date(2025, 3, 15), date(2025, 3, 16))


def test_kc_115_at_the_turn_of_a_year_limitation_moves_by_a_year():
    """A claim due on Friday 29 December is enforceable from the 30th; one due on Saturday from 3 January."""
    (unmoved,), (moved,) = (of_year("60.00", due).claims for due in ("2023-12-29", "2023-12-30"))
    assert (unmoved.start, moved.start) == (date(2023, 12, 30), date(2024, 1, 3))
    ends = [(claim.limitation.three_years.last, claim.limitation.six_years.last) for claim in (unmoved, moved)]
    assert ends == [(date(2026, 12, 31), date(2029, 12, 31)), (date(2027, 12, 31), date(2030, 12, 31))]


def test_of_several_last_days_of_payment_the_latest_that_counts_is_taken():
    rows = [charged("30.00", due=due) for due in ("2025-04-19", "2025-04-20", "2025-04-21", "2025-04-17")]
    claimed = claim(*rows)
    assert (claimed.start, claimed.day) == (date(2025, 4, 23), date(2025, 4, 21))


def test_the_day_as_written_and_the_day_that_counts_are_both_shown():
    document = case(IN_FAMILY)
    row = charged("60.00", issued="2025-04-04", due="2025-04-19", paid="2025-04-30")
    audited = audit(document, [row])
    money = claims(audited)
    said = {
        "pl": "19.04.2025, a liczy się 22.04.2025 (art. 115 KC)",
        "en": "19 April 2025, moved to 22 April 2025 (KC art. 115)",
    }
    named = {
        "pl": ("Termin płatności: ", "; termin płatności "),
        "en": ("Last day of payment: ", "; last day of payment "),
    }
    for lang, days in said.items():
        page = report_html(audited, money, lang)
        assert all(name + days in page for name in named[lang])
        dossier = dossier_html(document, audited, money, "D-1", lang)
        # Once of the charge, once beside the days of delay.
        assert [dossier.count(name + days) for name in named[lang]] == [1, 2]
    (charge,) = json.loads(document_json(audited, money))["checked"][0]["charges"]
    assert (charge["due"], charge["due_moved"]) == ("2025-04-19", "2025-04-22")


def test_a_last_day_of_payment_that_is_not_moved_is_shown_alone():
    document = case(IN_FAMILY)
    audited = audit(document, [charged("60.00", **PAID)])
    money = claims(audited)
    for lang, name, words in (("pl", "termin płatności", "art. 115 KC"), ("en", "last day of payment", "KC art. 115")):
        page, dossier = report_html(audited, money, lang), dossier_html(document, audited, money, "D-1", lang)
        assert f"; {name}" not in page
        assert f"{name.capitalize()}: " not in page + dossier
        assert words not in page + dossier
    (charge,) = json.loads(document_json(audited, money))["checked"][0]["charges"]
    assert "due_moved" not in charge


def test_a_last_day_of_payment_that_matters_needs_the_extra_notes(monkeypatch):
    document = case(IN_FAMILY)
    late, wrong = charged("100.00", **PAID), charged("60.00", **PAID)
    in_time = charged("100.00", **{**PAID, "paid": "2025-04-18"})
    unpaid, without_term = charged("100.00", due="2025-04-18"), charged("60.00", issued="2025-04-04")
    needless = [audit(document, [row]) for row in (in_time, unpaid, without_term)]
    needed = [audit(document, [row]) for row in (late, wrong)]
    monkeypatch.setitem(sys.modules, "holidays", None)
    due_days._holidays.cache_clear()
    for audited in needless:
        claims(audited)
    for audited in needed:
        with pytest.raises(InputError) as caught:
            claims(audited)
        (error,) = caught.value.errors
        assert error.code == "extra_missing"
        assert "piecza[notes]" in error.message["pl"]

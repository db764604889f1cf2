"""What follows in money: who may claim, since when, until when, and interest."""

from datetime import date
from decimal import Decimal

import pytest
from small_cases import case, family

from piecza import InputError
from piecza.audit import PastCharge, audit, claims

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

"""From an audit to correcting noty: what an audit finds is what corrections correct."""

from datetime import date
from decimal import Decimal

import pytest
from agreements import agreed
from small_cases import case, family

from piecza import InputError
from piecza.audit import PastCharge, audit
from piecza.notes import charged_of, corrections, given_notas, notas, page, read_nota, to_html
from piecza.notes.stored import chains

GMINA = "2604043"
THEN = case(family("D-1", GMINA, "2024-11-10"), family("D-2", GMINA, "2024-11-20"))
# D-1 came a month earlier than the register said; D-2 is as it was.
NOW = case(family("D-1", GMINA, "2024-10-10"), family("D-2", GMINA, "2024-11-20"))
ISSUED = date(2025, 12, 5)


def stored(month="2025-10"):
    return list(notas(THEN, month, agreed(), issued=date(2025, 11, 5)))


def test_an_audit_of_stored_noty_finds_what_corrections_correct():
    kept = stored()
    audited = audit(NOW, charged_of(kept))
    (correction,) = corrections(kept, NOW, issued=ISSUED)
    by_child = {change.child: change.difference for change in correction.changes}
    assert {checked.child: -checked.difference for checked in audited.wrong} == by_child
    assert by_child


def test_after_the_correction_an_audit_finds_nothing():
    kept = stored()
    kept += list(corrections(kept, NOW, issued=ISSUED))
    assert not audit(NOW, charged_of(kept)).wrong


def test_stored_noty_say_what_they_charged():
    (first, *_) = charged_of(stored())
    assert (first.child, first.gmina, str(first.first)) == ("D-1", GMINA, "2025-10")
    assert (first.nota, first.issued, first.place) == (first.place, date(2025, 11, 5), first.nota)
    assert first.issuer


def test_stored_noty_say_when_they_were_due_as_it_is_written():
    agreement = agreed(("terms", {"due_from": "issue", "due_days": 3}))
    for issued, due in ((date(2025, 11, 4), "2025-11-07"), (date(2025, 11, 5), "2025-11-08")):  # Friday, Saturday
        (charge, *_) = charged_of(notas(THEN, "2025-10", agreement, issued=issued))
        assert str(charge.due) == due


def row(child, amount, **more):
    paper = {"nota": "17/2025", "issued": "2025-11-05"}
    return PastCharge(
        **{"child": child, "gmina": GMINA, "first": "2025-10", "amount": Decimal(amount), **paper, **more}
    )


def test_charges_made_elsewhere_become_noty_that_are_corrected():
    rows = [row("D-1", "300.00"), row("D-2", "100.00")]
    (nota,) = given_notas(rows, agreed())
    assert (nota.number, nota.amount) == ("17/2025", Decimal("400.00"))
    assert read_nota(nota.to_json()) == nota
    assert len(chains([nota])) == 1
    (correction,) = corrections([nota], THEN, issued=ISSUED)
    (change,) = correction.changes
    assert (change.child, change.difference) == ("D-1", Decimal("-200.00"))
    assert (correction.before, correction.after, correction.amount) == (
        Decimal("400.00"),
        Decimal("200.00"),
        Decimal("-200.00"),
    )
    assert {checked.child: -checked.difference for checked in audit(THEN, rows).wrong} == {"D-1": change.difference}
    html = to_html(page(correction))
    assert "Nota podaje samą kwotę 300,00\u00a0zł" in html
    assert "kwota z noty" in to_html(page(nota))
    assert not len(corrections([nota, correction], THEN, issued=ISSUED))


def test_a_given_nota_that_is_right_needs_no_correction():
    (nota,) = given_notas([row("D-1", "100.00"), row("D-2", "100.00")], agreed())
    assert not len(corrections([nota], THEN, issued=ISSUED))


def test_later_noty_and_corrections_of_a_month_are_added_up():
    rows = [
        row("D-1", "50.00", nota="K/1", issued="2025-12-01"),
        row("D-1", "300.00"),
        row("D-1", "-250.00", nota="K/2"),
    ]
    (nota,) = given_notas(rows, agreed())
    assert (nota.number, nota.amount, [charge.amount for charge in nota.charges]) == (
        "17/2025",
        Decimal("100.00"),
        [Decimal("100.00")],
    )


def test_a_child_that_should_not_stand_on_a_given_nota_is_taken_off():
    (nota,) = given_notas([row("D-1", "100.00"), row("D-2", "100.00")], agreed())
    (correction,) = corrections([nota], case(family("D-1", GMINA, "2024-11-10")), issued=ISSUED)
    assert [(change.child, change.difference) for change in correction.changes] == [("D-2", Decimal("-100.00"))]


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"child": None}, "child"),
        ({"nota": None}, "nota"),
        ({"issued": None}, "issued"),
        ({"last": "2025-12"}, "last"),
        ({"kind": "coordinator"}, "kind"),
    ],
)
def test_charges_of_which_no_nota_can_be_made(more, fields):
    with pytest.raises(InputError) as wrong:
        given_notas(
            [row("D-1", "1.00", place="naliczenia[2]", **more)]
            if "child" not in more
            else [row(None, "1.00", place="naliczenia[2]")],
            agreed(),
        )
    (problem,) = wrong.value.errors
    assert (problem.code, problem.path) == ("charge_without_nota", "naliczenia[2]")
    assert fields in problem.message["pl"]


def test_a_paper_of_two_months_and_two_issuers_are_no_noty():
    with pytest.raises(InputError) as twice:
        given_notas([row("D-1", "1.00"), row("D-1", "1.00", first="2025-11")], agreed())
    assert [error.code for error in twice.value.errors] == ["number_twice"]
    with pytest.raises(InputError) as two:
        given_notas([row("D-1", "1.00", issuer="PCPR A"), row("D-2", "1.00", issuer="PCPR B")], agreed())
    assert [error.code for error in two.value.errors] == ["charge_without_nota"]


def test_a_gmina_must_be_in_the_agreed():
    with pytest.raises(InputError) as wrong:
        given_notas([row("D-1", "1.00", gmina="0201011")], agreed())
    assert [error.code for error in wrong.value.errors] == ["gmina_not_agreed"]

"""An audit as files: what they hold and what they are called, and that they are made when they are asked for."""

from datetime import date
from decimal import Decimal

import pytest
from planted import planted

from piecza import InputError
from piecza.audit import audit, claims, document_json, dossier_html, report_html, report_xlsx
from piecza.audit.audit_files import ReportFormat, audit_report, dossier_names, report_names

PLANTED = planted()
CHARGED = [charge for checked in PLANTED.audit for charge in checked.charged]


@pytest.mark.slow
def test_a_report_is_the_audit_its_claims_and_their_files():
    interest = {"refund_since": date(2026, 3, 1), "refund_until": date(2026, 4, 1)}
    rates = {date(2026, 3, 6): Decimal("9.25")}
    made = audit_report(PLANTED.case, CHARGED, left_out=["a[1]"], rates=rates, **interest)
    assert made.audit == audit(PLANTED.case, CHARGED, left_out=["a[1]"])
    assert made.claims == claims(made.audit, rates=rates, **interest)
    children = [checked.child for checked in made.audit][:1]
    expected = {
        next(iter(dossier_names(children))): dossier_html(PLANTED.case, made.audit, made.claims, children[0], "en"),
        "audyt.json": document_json(made.audit, made.claims),
        "audyt.html": report_html(made.audit, made.claims, "en"),
        "audyt.xlsx": report_xlsx(made.audit, made.claims, "en"),
    }
    files = dict(made.files(dossiers=children, lang="en"))
    assert list(files) == list(expected)
    assert files == {name: text.encode() if isinstance(text, str) else text for name, text in expected.items()}
    assert sorted(files) == sorted(report_names(dossiers=children))


def test_a_dossier_of_nobody_is_refused_before_anything_is_made():
    files = audit_report(PLANTED.case, CHARGED).files([ReportFormat.json], ["nobody"])
    with pytest.raises(InputError) as caught:
        next(files)
    assert [error.code for error in caught.value.errors] == ["dossier_child_unknown"]


def test_dossiers_of_children_that_read_alike_have_names_of_their_own():
    assert dossier_names(["D-1", "d_1", "D-1", "D 1", "…"]) == {
        "teczka-d-1.html": "D-1",
        "teczka-d-1--2.html": "d_1",
        "teczka-d-1--3.html": "D 1",
        "teczka-dziecko.html": "…",
    }

"""Errors planted by `piecza.testing`: what an audit finds of them, and that it calls nothing else wrong."""

import random
from datetime import date

import pytest
from audits import recomputed
from hypothesis import given, settings
from hypothesis import strategies as st
from small_cases import case, child, placement, stay

from piecza import Case, Month
from piecza.audit import audit
from piecza.testing import charged_series, plant, right_series
from piecza.testing.planting import PLANTED_KINDS

SETTINGS = settings(max_examples=40, deadline=None)
WITHOUT_FIGURES = {"no_cost", "not_charged", "unexplained", "before_arrival", "after_leaving"}


def audited(series):
    """The comparisons of the planted charges, and all others."""
    rows = [row for row in series.charged if row.amount]
    result = audit(series.case, rows, series.first, series.last) if rows else ()
    keys = {(error.child, error.gmina[:6], error.month) for error in series.planted}
    planted = [checked for checked in result if (checked.child, checked.gmina[:6], checked.first) in keys]
    return planted, [checked for checked in result if checked not in planted]


@pytest.mark.slow
@SETTINGS
@given(charged_series(max_planted=3))
def test_only_what_was_planted_is_called_wrong(series):
    planted, others = audited(series)
    moved = {(error.child, error.month) for error in series.planted if error.kind == "other_gmina"}
    for checked in others:
        # Where a charge stands under another gmina, the right one was not charged.
        left = checked.finding.code in ("not_charged", "other_reading") and (checked.child, checked.first) in moved
        assert checked.finding.code == "correct" or left
    for checked in planted:
        assert checked.finding.code != "correct"
        for finding in checked.findings:
            if finding.evidence:
                assert recomputed(finding.evidence) == finding.evidence.grosze == checked.charged_grosze
            else:
                assert finding.code in WITHOUT_FIGURES or finding.facts.get("slip") == "product"


def series_of(draw):
    """Four years of a child that moved, came back, was exempt for a while and left, drawn from a seed."""
    start = date(2021, draw.randrange(1, 13), draw.randrange(1, 29))
    first = placement(
        "related_family", str(start), str(start.replace(year=start.year + 1)), f"{draw.randrange(600, 1200)}.00"
    )
    home = placement(
        "facility", str(start.replace(year=start.year + 1)), "2023-09-14", f"{draw.randrange(6000, 9000)}.37"
    )
    back = placement("professional_family", "2024-01-20", "2024-11-11", f"{draw.randrange(1100, 1900)}.00")
    back["monthly_cost"].append({"start": "2024-06-01", "amount": f"{draw.randrange(1100, 1900)}.50"})
    expenses = [
        {"kind": "lodging", "start": "2024-04-01", "end": "2024-06-30", "amount": f"{draw.randrange(300, 900)}.10"}
    ]
    one = child("D-1", stay("2604043", first, home, ended_by="return_home"), stay("2604043", back, expenses=expenses))
    one["exemptions"] = [{"ground": "no_residence_in_poland", "start": "2024-09-01", "end": "2024-09-30"}]
    made = case(one, readings={"after_return": "sum"})
    assert isinstance(made, Case)
    return right_series(made, Month(2020, 11), Month(2024, 12))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [kind for kind in PLANTED_KINDS if kind != "other_reading"])
def test_planted_errors_are_explained(kind):
    draw = random.Random(kind)
    count = explained = named = 0
    while count < 20:
        series = plant(series_of(draw), kind, draw.choice)
        assert series, "every kind of error changes something here"
        planted, _ = audited(series)
        for checked in planted:
            count += 1
            explained += any(finding.evidence for finding in checked.findings) or checked.finding.code == "not_charged"
            named += kind in {finding.code for finding in checked.findings}
    assert explained >= 0.95 * count
    assert named >= 0.95 * count


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(charged_series(kinds=("other_reading",)), st.randoms())
def test_the_order_of_charges_does_not_matter(series, shuffled):
    rows = [row for row in series.charged if row.amount]
    if rows:
        mixed = shuffled.sample(rows, len(rows))
        one, other = (audit(series.case, charged, series.first, series.last) for charged in (rows, mixed))
        assert [(c.child, c.gmina, c.first, c.findings) for c in one] == [
            (c.child, c.gmina, c.first, c.findings) for c in other
        ]
        assert one.series == other.series

"""What holds of every audit: what is right is called right, and what is found reproduces what was charged."""

import json
from decimal import Decimal

import pytest
import strategies
from audits import recomputed
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from piecza import InputError, charges, read_case
from piecza.audit import PastCharge, audit

SETTINGS = settings(max_examples=60, deadline=None)


@st.composite
def audited(draw, **fixed):
    """A case and the months asked for; every reading is chosen."""
    document = draw(strategies.cases(**fixed))
    first, last = draw(strategies.months(document))
    return document, first, last


def charged(case, first, last, **paper):
    return [
        PastCharge(child=charge.child, gmina=charge.gmina, first=charge.month, amount=charge.amount, **paper)
        for charge in charges(case, first, last)
        if charge.amount
    ]


def reproduces(checked):
    return all(
        recomputed(finding.evidence) == finding.evidence.grosze == checked.charged_grosze
        for finding in checked.findings
        if finding.evidence
    )


@pytest.mark.slow
@SETTINGS
@given(audited())
def test_what_is_right_is_never_called_wrong(drawn):
    document, first, last = drawn
    case = read_case(json.dumps(document))
    rows = charged(case, first, last, issuer="PCPR")
    assume(rows)
    result = audit(case, rows, first, last)
    assert {checked.finding.code for checked in result} == {"correct"}
    assert sum(checked.charged_grosze for checked in result) == sum(checked.due_grosze for checked in result)
    assert not result.wrong
    assert [(series.changes, series.right) for series in result.series] == [({}, len(result))]


CHANGES = {
    name: options for name, options in strategies.OPTIONS.items() if name not in ("wage_apportionment", "lodging_split")
}


@st.composite
def otherwise(draw):
    """A case with its months, and one or two readings of it chosen otherwise."""
    document, first, last = draw(audited())
    names = draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2, unique=True))
    chosen = {
        name: draw(st.sampled_from([option for option in CHANGES[name] if option != document["readings"][name]]))
        for name in names
    }
    return document, first, last, chosen


@pytest.mark.slow
@SETTINGS
@given(otherwise())
def test_readings_that_give_a_whole_series_are_found(drawn):
    document, first, last, chosen = drawn
    case = read_case(json.dumps(document))
    try:
        other = read_case(json.dumps({**document, "readings": {**document["readings"], **chosen}}))
    except InputError:  # an expense would lie outside its stay
        assume(False)
    rows = charged(other, first, last)
    assume(rows)
    result = audit(case, rows, first, last)
    (series,) = result.series
    assert series.right_then == series.charges == len(result)
    explained = read_case(json.dumps({**document, "readings": {**document["readings"], **series.changes}}))
    codes = {row.gmina[:6] for row in rows}
    amounts = {(charge.child, charge.gmina, charge.month): charge.amount for charge in charges(explained, first, last)}
    assert {key: amount for key, amount in amounts.items() if amount and key[1][:6] in codes} == {
        (row.child, row.gmina, row.first): row.amount for row in rows
    }
    assert len(series.changes) <= len(chosen)
    for checked in result.wrong:
        assert "other_reading" in {finding.code for finding in checked.findings}
        assert reproduces(checked)


@pytest.mark.slow
@SETTINGS
@given(audited(), st.data())
def test_whatever_was_charged_what_is_found_reproduces_it(drawn, data):
    document, first, last = drawn
    case = read_case(json.dumps(document))
    rows = charged(case, first, last)
    assume(rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    grosze = data.draw(st.integers(1, 300_000))
    wrong = PastCharge(child=rows[at].child, gmina=rows[at].gmina, first=rows[at].first, amount=Decimal(grosze) / 100)
    assume(wrong.amount != rows[at].amount)
    result = audit(case, [*rows[:at], wrong, *rows[at + 1 :]], first, last)
    (only,) = result.wrong
    assert (only.child, only.first) == (wrong.child, wrong.first)
    assert only.difference == wrong.amount - rows[at].amount
    assert reproduces(only)

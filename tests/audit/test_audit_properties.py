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
        PastCharge(child=each.child, gmina=each.gmina, first=each.month, amount=each.amount, **paper)
        for each in charges(case, first, last)
        if each.amount
    ]


def reproduces(checked):
    return all(
        recomputed(each.evidence) == each.evidence.grosze == checked.charged_grosze
        for each in checked.findings
        if each.evidence
    )


@pytest.mark.slow
@SETTINGS
@given(audited())
def test_what_is_right_is_never_called_wrong(drawn):
    document, first, last = drawn
    case = read_case(json.dumps(document))
    rows = charged(case, first, last, issuer="PCPR")
    assume(rows)
    found = audit(case, rows, first, last)
    assert {each.finding.code for each in found} == {"correct"}
    assert sum(each.charged_grosze for each in found) == sum(each.due_grosze for each in found)
    assert not found.wrong
    assert [(each.changes, each.right) for each in found.series] == [({}, len(found))]


CHANGES = {
    name: options for name, options in strategies.OPTIONS.items() if name not in ("wage_apportionment", "lodging_split")
}


@st.composite
def otherwise(draw):
    """A case with its months, and one or two readings of it chosen otherwise."""
    document, first, last = draw(audited())
    names = draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=2, unique=True))
    chosen = {
        name: draw(st.sampled_from([each for each in CHANGES[name] if each != document["readings"][name]]))
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
    found = audit(case, rows, first, last)
    (series,) = found.series
    assert series.right_then == series.charges == len(found)
    explained = read_case(json.dumps({**document, "readings": {**document["readings"], **series.changes}}))
    codes = {each.gmina[:6] for each in rows}
    amounts = {(each.child, each.gmina, each.month): each.amount for each in charges(explained, first, last)}
    assert {key: amount for key, amount in amounts.items() if amount and key[1][:6] in codes} == {
        (each.child, each.gmina, each.first): each.amount for each in rows
    }
    assert len(series.changes) <= len(chosen)
    for each in found.wrong:
        assert "other_reading" in {finding.code for finding in each.findings}
        assert reproduces(each)


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
    found = audit(case, [*rows[:at], wrong, *rows[at + 1 :]], first, last)
    (only,) = found.wrong
    assert (only.child, only.first) == (wrong.child, wrong.first)
    assert only.difference == wrong.amount - rows[at].amount
    assert reproduces(only)

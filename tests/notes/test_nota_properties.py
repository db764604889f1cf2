"""What must hold of every nota, correction and summary of a month, under every combination of readings."""

import copy
import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import cost_strategies
import pytest
import strategies
from agreements import PLAIN, agreed
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from polish_numbers import amount_of

from piecza import InputError, Month, charges, read_case
from piecza.notes.correcting import chains, corrections
from piecza.notes.issuing import agreed_readings, notas
from piecza.notes.nota import read_nota
from piecza.notes.summary import month_summary

HALF = settings(max_examples=settings.default.max_examples // 2)
ISSUED, LATER = date(2025, 4, 7), date(2025, 6, 2)
VARIED = ["year_boundary", "leap_day", "after_return", "mid_month", "divisor", "rounding", "emergency_care"]
"""Readings under which a case that is right stays right."""
CODES = [gmina["code"][:6] for gmina in PLAIN["gmina"]]


@st.composite
def asked(draw, **fixed):
    """A document with one month."""
    document = draw(strategies.cases(**fixed))
    return document, draw(strategies.months(document))[0]


@st.composite
def terms(draw):
    return {
        "in_words": draw(st.sampled_from(["groszy", "fraction"])),
        "due_from": draw(st.sampled_from(["receipt", "issue"])),
        "classification": draw(st.dictionaries(st.sampled_from(["families", "facilities"]), st.just("90000"))),
    }


def chosen():
    """Some readings."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(strategies.OPTIONS[name]) for name in VARIED})


@st.composite
def agreements(draw):
    """An agreement in which each gmina may have terms and readings of its own."""
    gminas = [{**gmina, "terms": draw(terms()), "readings": draw(chosen())} for gmina in PLAIN["gmina"]]
    return agreed(("gmina", gminas), ("readings", draw(chosen())), ("terms", draw(terms())))


def read(document):
    return read_case(json.dumps(document))


def by_code(charged):
    """What each gmina owes, by its first six digits."""
    totals = defaultdict(Decimal)
    for charge in charged:
        totals[charge.gmina[:6]] += charge.amount
    return dict(totals)


def agreed_charges(case, month, agreement):
    """What each gmina owes under what was agreed with it, worked out gmina by gmina."""
    owed = {}
    for code in CODES:
        agreed_with_all, own = agreement.readings, next(g for g in agreement.gmina if g.code[:6] == code).readings
        names = {**agreed_with_all.model_dump(exclude_unset=True), **own.model_dump(exclude_unset=True)}
        totals = by_code(charges(case.with_readings(**names), month))
        if code in totals:
            owed[code] = totals[code]
    return owed


@pytest.mark.slow
@given(asked(), terms())
def test_noty_and_what_has_none_are_all_charges(given_case, drawn):
    document, month = given_case
    case = read(document)
    made = notas(case, month, agreed(("terms", drawn)), issued=ISSUED)
    charged = charges(case, month)
    assert (
        sum(nota.amount for nota in made) + sum(Decimal(e.amount_grosze) / 100 for e in made.without) == charged.total
    )
    assert {nota.gmina.code[:6]: nota.amount for nota in made} | {e.code: 0 for e in made.without} == by_code(charged)
    assert all(nota.amount for nota in made)
    assert [c.child for nota in made for c in nota.charges if c.gmina == CODES[0]] == [
        c.child for c in charged if c.gmina == CODES[0]
    ]


@pytest.mark.slow
@given(asked(), agreements())
def test_noty_are_the_charges_under_what_was_agreed(given_case, agreement):
    document, month = given_case
    case = read(document)
    made = notas(case, month, agreement, issued=ISSUED)
    expected = agreed_charges(case, month, agreement)
    assert {nota.gmina.code[:6]: nota.amount for nota in made} == {k: v for k, v in expected.items() if v}
    assert {gmina.code for gmina in made.without} == {k for k, v in expected.items() if not v}


@pytest.mark.slow
@given(asked(), agreements())
def test_all_that_stands_on_a_nota_adds_up(given_case, agreement):
    document, month = given_case
    for nota in notas(read(document), month, agreement, issued=ISSUED):
        assert (
            nota.amount == sum(charge.amount for charge in nota.charges) == sum(total.amount for total in nota.totals)
        )
        assert nota.base == sum(charge.base for charge in nota.charges)
        assert amount_of(nota.in_words) == nota.amount * 100
        assert len({total.chapter for total in nota.totals}) == len(nota.totals)
        for charge in nota.charges:
            adds_up(charge, nota)


def adds_up(charge, nota):
    assert charge.amount == sum(total.amount for total in charge.chapters)
    assert charge.base == sum(line.base for line in charge.lines)
    assert {total.chapter for total in charge.chapters} == {line.chapter for line in charge.lines}
    rounding = nota.readings.rounding
    shares = defaultdict(Decimal)
    for line in charge.lines:
        assert line.days == sum(segment.days for segment in line.segments) == (line.end - line.start).days + 1
        assert line.chapter == nota.classification.chapter(line.form)
        assert (line.amount is None) == (rounding == "child_month")
        if rounding == "segment":
            assert line.amount == sum(segment.amount for segment in line.segments)
        exact = sum(line.base * segment.days * segment.percent for segment in line.segments) / line.days / 100
        shares[line.chapter] += exact if line.amount is None else line.amount
        for segment in line.segments:
            assert line.stay_start <= segment.start
            assert segment.years == tuple(range(segment.years[0], segment.years[-1] + 1))
    for total in charge.chapters:
        off = 0 if rounding != "child_month" else Decimal("0.005") * (len(charge.lines) + 1) * len(charge.chapters)
        assert abs(total.amount - shares[total.chapter]) <= off
    if rounding != "child_month":
        assert charge.amount == sum(line.amount for line in charge.lines)


@pytest.mark.slow
@given(asked(), agreements())
def test_a_nota_is_read_back_and_made_again(given_case, agreement):
    document, month = given_case
    made = notas(read(document), month, agreement, issued=ISSUED)
    one_by_one, at_once = [], list(made)
    for nota in made:
        one_by_one.append(nota)
    assert one_by_one == at_once
    assert len(at_once) == len(made)
    again = list(notas(read(document), month, agreement, issued=ISSUED))
    assert [nota.to_json() for nota in again] == [nota.to_json() for nota in at_once]
    for nota in at_once:
        back = read_nota(nota.to_json())
        assert back == nota
        assert back.to_json() == nota.to_json()
        assert back.classification == nota.classification


@pytest.mark.slow
@given(asked(), agreements())
def test_a_gminas_nota_is_the_same_without_the_others(given_case, agreement):
    document, month = given_case
    for nota in notas(read(document), month, agreement, issued=ISSUED):
        code = nota.gmina.code[:6]
        children = [
            child for child in document["children"] if any(stay["gmina"][:6] == code for stay in child["stays"])
        ]
        alone = list(notas(read({**document, "children": children}), month, agreement, issued=ISSUED))
        (same,) = (one for one in alone if one.gmina.code[:6] == code)
        assert same.model_copy(update={"number": nota.number}) == nota


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_noty_of_costs_that_are_worked_out_add_up(given_case):
    document, month, _ = given_case
    case = read(document)
    made = notas(case, month, agreed(), issued=ISSUED)
    assert sum(nota.amount for nota in made) == charges(case, month).total
    for nota in made:
        assert read_nota(nota.to_json()) == nota
        assert len(corrections([nota], case, issued=LATER)) == 0
        for charge in nota.charges:
            adds_up(charge, nota)


# Corrections


@st.composite
def otherwise(draw, document, month):
    """The same document, changed in one or two ways."""
    after = copy.deepcopy(document)
    for what in draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=2)):
        child = draw(st.sampled_from(after["children"]))
        stay = draw(st.sampled_from(child["stays"]))
        what(draw, after, child, stay, month)
    return after


def another_start(draw, document, child, stay, month):
    placement = child["stays"][0]["placements"][0]
    placement["start"] = str(date.fromisoformat(placement["start"]) - timedelta(days=draw(strategies.LENGTHS)))


def another_cost(draw, document, child, stay, month):
    placement = draw(st.sampled_from(stay["placements"]))
    placement["monthly_cost"] = [{"amount": strategies.amount(draw(strategies.GROSZE))}]


def a_child_gone(draw, document, child, stay, month):
    if len(document["children"]) > 1:
        document["children"].remove(child)


def a_child_added(draw, document, child, stay, month):
    start = Month.parse(month).start
    starts = st.integers(-800, 30).map(lambda days: max(start + timedelta(days=days), date(2010, 1, 1)))
    name = f"D-{len(document['children']) + 10}"
    document["children"].append(draw(strategies.children(name, document["readings"], starts=starts)))


def another_gmina(draw, document, child, stay, month):
    stay["gmina"] = draw(st.sampled_from(["2808011", "2808013", "2604043"]))


def another_form(draw, document, child, stay, month):
    draw(st.sampled_from(stay["placements"]))["form"] = draw(st.sampled_from(strategies.FORMS))


def an_expense_of_the_month(draw, document, child, stay, month):
    day = Month.parse(month).start
    expense = {"kind": "allowance", "day": str(day), "amount": strategies.amount(draw(strategies.GROSZE))}
    if strategies.bears_expense(stay, day, day, document["readings"]):
        stay["expenses"] = [expense, *stay["expenses"]]


def another_exemption(draw, document, child, stay, month):
    child["exemptions"] = [{"ground": draw(st.sampled_from(strategies.GROUNDS))}]


def the_other_way_round(draw, document, child, stay, month):
    document["children"].reverse()
    stay["expenses"].reverse()


WAYS = [
    another_start,
    another_cost,
    a_child_gone,
    a_child_added,
    another_gmina,
    another_form,
    an_expense_of_the_month,
    another_exemption,
    the_other_way_round,
]


@st.composite
def pairs(draw):
    """A case, the same case changed, and a month."""
    document, month = draw(asked())
    after = draw(otherwise(document, month))
    try:
        return read(document), read(after), month
    except InputError:
        assume(False)


def check(made, stored, expected):
    """That corrections add up, by themselves and with what is stored, to what each gmina owes."""
    standing = {chain.code: chain.amount_grosze for chain in chains(stored)}
    corrected = set()
    for correction in made:
        code = correction.gmina.code[:6]
        corrected.add(code)
        assert (
            correction.amount
            == correction.after - correction.before
            == sum(change.difference for change in correction.changes)
        )
        assert correction.amount == sum(total.amount for total in correction.totals)
        assert correction.before == Decimal(standing[code]) / 100
        assert correction.after == expected.get(code, 0)
        assert amount_of(correction.in_words) == correction.amount * 100
        assert read_nota(correction.to_json()) == correction
        for change in correction.changes:
            amounts = [side.amount if side else 0 for side in (change.before, change.after)]
            assert change.difference == amounts[1] - amounts[0]
            assert change.before != change.after
            assert change.reasons
            assert len({reason["pl"] for reason in change.reasons}) == len(change.reasons)
            for reason in change.reasons:
                assert reason["pl"]
                assert reason["en"]
            for side in (change.before, change.after):
                if side:
                    adds_up_in_chapters(side)
    for code, grosze in standing.items():
        if code not in corrected:
            assert Decimal(grosze) / 100 == expected.get(code, 0)
    assert len(made) + made.right == len(standing)
    assert {gmina.gmina[:6]: gmina.amount for gmina in made.uncharged} == {
        code: amount for code, amount in expected.items() if amount and code not in standing and standing
    }


def adds_up_in_chapters(charge):
    assert charge.amount == sum(total.amount for total in charge.chapters)


@pytest.mark.slow
@given(pairs())
def test_noty_and_their_corrections_are_todays_charges(drawn):
    before, after, month = drawn
    stored = list(notas(before, month, agreed(), issued=ISSUED))
    assert len(corrections(stored, before, issued=LATER)) == 0
    made = corrections(stored, after, issued=LATER)
    texts = [nota.to_json() for nota in stored]
    check(made, stored, by_code(charges(after, month)))
    assert [nota.to_json() for nota in stored] == texts

    together = [*stored, *made]
    again = corrections([read_nota(document.to_json()) for document in together], after, issued=LATER, first_number=50)
    assert len(again) == 0
    back = corrections(together, before, issued=LATER, first_number=50)
    check(back, together, by_code(charges(before, month)))
    assert len(corrections([*together, *back], before, issued=LATER, first_number=90)) == 0
    assert {correction.gmina.code for correction in back} == {correction.gmina.code for correction in made}


@pytest.mark.slow
@given(pairs(), agreements(), agreements())
def test_noty_and_their_corrections_are_what_was_agreed_anew(drawn, agreement, anew):
    before, after, month = drawn
    stored = list(notas(before, month, agreement, issued=ISSUED))
    made = corrections(stored, after, issued=LATER, agreement=anew)
    check(made, stored, agreed_charges(after, month, anew))
    together = [*stored, *made]
    assert len(corrections(together, after, issued=LATER, agreement=anew, first_number=50)) == 0


@pytest.mark.slow
@given(pairs(), agreements())
def test_without_an_agreement_the_readings_of_the_noty_hold(drawn, agreement):
    before, after, month = drawn
    stored = list(notas(before, month, agreement, issued=ISSUED))
    assert len(corrections(stored, before, issued=LATER)) == 0
    expected = agreed_charges(after, month, agreement)
    for correction in corrections(stored, after, issued=LATER):
        (nota,) = (one for one in stored if one.gmina == correction.gmina)
        assert (correction.terms, correction.readings, correction.powiat) == (nota.terms, nota.readings, nota.powiat)
        assert correction.after == expected.get(correction.gmina.code[:6], 0)


@pytest.mark.slow
@given(pairs(), st.data())
def test_a_chain_of_corrections_leads_to_what_is_owed_last(drawn, data):
    before, after, month = drawn
    stored = list(notas(before, month, agreed(), issued=ISSUED))
    for number, case in enumerate([after, before, after], start=1):
        stored += corrections(stored, case, issued=LATER, first_number=10 * number)
    shuffled = data.draw(st.permutations(stored))
    assert len(corrections(shuffled, after, issued=LATER, first_number=90)) == 0
    totals = by_code(charges(after, month))
    for chain in chains(shuffled):
        assert Decimal(chain.amount_grosze) / 100 == totals.get(chain.code, 0)
        assert sum(charge.amount for charge in chain.standing.values()) == totals.get(chain.code, 0)


# The month at a glance


@pytest.mark.slow
@given(asked(), agreements())
def test_a_summary_adds_up(given_case, agreement):
    document, month = given_case
    case = read(document)
    made = notas(case, month, agreement, issued=ISSUED)
    summary = month_summary(case, made)
    now = agreed_charges(case, month, agreement)
    last = Month.parse(month).start - timedelta(days=1)
    then = agreed_charges(case, Month(last.year, last.month), agreement)
    assert summary.amount == sum(now.values())
    assert summary.before == sum(then.values())
    assert [gmina.gmina[:6] for gmina in summary.gminas] == sorted({*now, *then})
    for gmina in summary.gminas:
        code = gmina.gmina[:6]
        assert (gmina.amount, gmina.before) == (now.get(code, 0), then.get(code, 0))
        assert (gmina.number is None) == (not now.get(code)) == (gmina.without == "nothing_due")
    assert {g.number: g.amount for g in summary.gminas if g.number} == {n.number: n.amount for n in made}
    told(summary, document, Month.parse(month), lambda code: agreed_readings(case.readings, agreement, code))


def told(summary, document, month, readings_of):
    """That every child that comes or leaves is named with its day, and every difference has a change that names it."""

    def within(day):
        return month.start <= day <= month.end

    expected = set()
    for child in document["children"]:
        for stay in child["stays"]:
            first, *later = (date.fromisoformat(p["start"]) for p in stay["placements"])
            expected |= {(child["id"], stay["gmina"], "new", first)} if within(first) else set()
            expected |= {(child["id"], stay["gmina"], "moved", day) for day in later if within(day)}
            end = stay["placements"][-1].get("end")
            counted = readings_of(stay["gmina"]).leaving_day == "counted"
            after = date.fromisoformat(end) + timedelta(days=counted) if end else None
            expected |= {(child["id"], stay["gmina"], "left", after)} if after and within(after) else set()
    events = [(c.child, c.gmina, c.what, c.day) for c in summary.changes if c.what in ("new", "moved", "left")]
    assert set(events) == expected
    named = {(c.child, c.gmina): c.amount - c.before for c in summary.changes}
    for gmina in summary.gminas:
        difference = sum(value for (_, code), value in named.items() if code[:6] == gmina.gmina[:6])
        assert difference == gmina.amount - gmina.before
    for change in summary.changes:
        if change.what == "amount":
            assert change.amount != change.before
            assert (change.day, change.was, change.became) == (None, None, None)

"""An explanation's own numbers give the amount, in both languages and under every combination of readings."""

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest
import reference
import strategies
from hypothesis import given
from hypothesis import strategies as st

import piecza

AMOUNT = {"pl": r"−?[\d\u00a0]+,\d\d\u00a0zł", "en": r"−?PLN\u00a0[\d,]+\.\d\d"}


def grosze(text):
    """Grosze of an amount as it is printed."""
    digits = re.sub(r"\D", "", text)
    return -int(digits) if text.startswith("−") else int(digits)


def value(expression, lang):
    """The exact value of a printed expression in grosze: sums and products of amounts, days and percentages."""
    text = re.sub(AMOUNT[lang], lambda m: f"F({grosze(m[0])})", expression)
    text = re.sub(r"\d+/\d+ (dni|days)", lambda m: f"F('{m[0].split()[0]}')", text)
    text = re.sub(r"(\d+) (dni|dzień|days?)", r"\1", text)
    text = re.sub(r"(\d+)\u00a0?%", lambda m: f"F({m[1]},100)", text)
    text = re.sub(r"(?<![\d(',])(\d+)(?![\d,)'])", r"F(\1)", text)
    text = text.replace("×", "*").replace("÷", "/").replace("−", "-")
    assert re.fullmatch(r"[F\d()',/*+\- ]+", text), text
    return eval(text, {"F": Fraction, "__builtins__": {}})


def equations(sentence, lang):
    """What stands left and right of every equals sign."""
    amount = AMOUNT[lang]
    term = rf"(?:{amount}|\(?\d+|[+−×÷]|\d+\u00a0?%\)?|\d+/\d+|dni|dzień|days?)"
    for match in re.finditer(rf"({term}(?:\s{term})*) = ({amount})", sentence):
        yield match[1], grosze(match[2])


@st.composite
def asked(draw):
    case = draw(strategies.cases(max_children=1))
    return case, *draw(strategies.months(case))


@pytest.mark.slow
@given(asked())
def test_every_number_recomputes(given_case):
    document, first, last = given_case
    case = piecza.read_case(json.dumps(document))
    for charge in piecza.charges(case, first, last):
        explanation = piecza.explain(case, charge)
        for lang in ("pl", "en"):
            for sentence in explanation.sentences(lang):
                pairs = list(equations(sentence, lang))
                assert len(pairs) == len(re.findall(rf" = {AMOUNT[lang]}", sentence))
                for left, right in pairs:
                    assert reference.round_half_up(value(left, lang)) == right, sentence


@pytest.mark.slow
@given(asked())
def test_a_sentence_holds_its_segment(given_case):
    document, first, last = given_case
    case = piecza.read_case(json.dumps(document))
    for charge in piecza.charges(case, first, last):
        explanation = piecza.explain(case, charge)
        assert explanation.charge == charge
        for line in explanation.lines:
            for segment in line.segments:
                text = segment.explanation["pl"]
                assert f"{segment.start:%d.%m.%Y}" in text
                assert f"{segment.end:%d.%m.%Y}" in text
                assert f"{segment.percent}\u00a0% ({segment.basis})" in text
                years = [
                    piecza.year_of_stay(case.children[0], day, case.readings, same_gmina=case.same_gmina)
                    for day in (segment.start, segment.end)
                ]
                assert segment.years == years
                if not segment.exempt:
                    assert f"{years[0]}." in text
        assert explanation.amount["en"].endswith(".")


@pytest.mark.slow
@given(asked())
def test_a_reading_mattered_where_another_option_gives_another_amount(given_case):
    document, first, last = given_case
    case = piecza.read_case(json.dumps(document))
    for charge in piecza.charges(case, first, last):
        mattered = {reading.reading: reading.instead for reading in piecza.explain(case, charge).readings}
        for name, options in strategies.OPTIONS.items():
            for option in options:
                changed = {**document, "readings": {**document["readings"], name: option}}
                if option == document["readings"][name]:
                    continue
                try:
                    piecza.read_case(json.dumps(changed))
                except piecza.InputError:
                    assert option not in mattered.get(name, {})
                    continue
                again = reference.charges(changed, str(charge.month), str(charge.month))
                amount = sum(Decimal(c["amount"]) for c in again if c["gmina"] == charge.gmina)
                assert mattered.get(name, {}).get(option, charge.amount) == amount

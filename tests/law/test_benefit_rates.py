"""The statutory amounts of art. 80, 81 and 85: both sides of every change, and what is not known."""

import itertools
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files

import pytest
from cost_reference import RATES

import piecza
from piecza import InputError, UnknownRate
from piecza.law.benefit_rates import Rates, statutory_rates
from piecza.law.dated import LawError, parsed
from piecza.law.known_rates import rates_document
from piecza.law.law_in_force import shipped_law

DAY = timedelta(days=1)
TEXT = files("piecza.law").joinpath("benefit_rates.toml").read_text(encoding="utf-8")
BENEFITS = ["allowance_related", "allowance_other", "supplement_disability", "supplement_minor_offender"]
COLUMN = {"allowance_related": 1, "allowance_other": 2, "supplement_disability": 3, "supplement_minor_offender": 3}


def amount(benefit, day):
    return piecza.rate(benefit, day).amount


def refused(benefit, day):
    with pytest.raises(InputError) as caught:
        piecza.rate(benefit, day)
    (error,) = caught.value.errors
    return error


@pytest.mark.parametrize("benefit", BENEFITS)
@pytest.mark.parametrize("number", range(len(RATES)))
def test_a80_a81_both_sides_of_every_change(benefit, number):
    """The table of law.md, typed by hand in the reference."""
    since = RATES[number][0]
    assert amount(benefit, since) == RATES[number][COLUMN[benefit]]
    if number:
        assert amount(benefit, since - DAY) == RATES[number - 1][COLUMN[benefit]]
    else:
        assert refused(benefit, since - DAY).code == "rate_unknown"


@pytest.mark.parametrize("benefit", BENEFITS)
def test_a86_the_newest_amount_is_read_to_one_day_and_inferred_to_another(benefit):
    read, inferred = (piecza.rate(benefit, day) for day in (date(2025, 12, 29), date(2025, 12, 30)))
    assert (read.amount, inferred.amount) == (RATES[-1][COLUMN[benefit]],) * 2
    assert (read.certainty, inferred.certainty) == ("read", "inferred")
    assert (read.end, inferred.start, inferred.end) == (date(2025, 12, 29), date(2025, 12, 30), date(2026, 5, 31))
    assert inferred.note["en"].startswith("the amounts change only on 1 June")
    assert amount(benefit, date(2026, 5, 31)) == RATES[-1][COLUMN[benefit]]


@pytest.mark.parametrize("benefit", BENEFITS)
def test_a86_from_1_june_2026_another_amount_is_expected(benefit):
    error = refused(benefit, date(2026, 6, 1))
    assert (error.code, error.path, error.value) == ("rate_unknown", "", "2026-06-01")
    assert f"({benefit}), 01.06.2026: oczekiwana jest nowa kwota." in error.message["pl"]
    assert f"({benefit}), 1 June 2026: a new amount is expected." in error.message["en"]
    assert "7,33 %, czyli ponad 5 % (art. 86 ust. 2)" in error.advice["pl"]
    assert "together by 7.33% and so by more than 5% (art. 86 ust. 2)" in error.advice["en"]
    for text in error.advice.values():
        entry = text[text.index("[[amounts]]") :].replace("…", "1076.00", 1)
        (amounts,) = tomllib.loads(entry).values()
        assert (amounts[0]["benefit"], amounts[0]["from"]) == (benefit, date(2026, 6, 1))
        assert piecza.own_law({"a.toml": entry}).rates.at(benefit, date(2026, 6, 1)).worth == "1076.00"
    assert refused(benefit, date(2099, 12, 31)).advice["en"] == error.advice["en"]


ACTS = ["Dz.U. 2011 nr 149 poz. 887", *(f"M.P. {n} poz." for n in ("2018", "2021", "2022", "2023", "2024"))]
BASES = ["art. 80 ust. 1 pkt 1", "art. 80 ust. 1 pkt 2", "art. 81 ust. 1", "art. 81 ust. 2"]


@pytest.mark.parametrize(("benefit", "basis"), [*zip(BENEFITS, BASES, strict=True)])
def test_every_amount_names_its_provision_and_its_act(benefit, basis):
    for (since, *_), act in zip(RATES, ACTS, strict=True):
        rate = piecza.rate(benefit, since)
        assert (rate.basis, rate.act[: len(act)]) == (basis, act)


def test_a85_wages():
    for benefit in ("minimum_wage_professional", "minimum_wage_emergency"):
        for day in (date(1950, 1, 1), date(2011, 12, 31), date(2012, 1, 1), date(2023, 1, 31), date(2026, 6, 1)):
            assert refused(benefit, day).code == "rate_unknown"
    assert amount("minimum_wage_professional", date(2023, 2, 1)) == Decimal("4100.00")
    assert amount("minimum_wage_professional", date(2024, 5, 31)) == Decimal("4100.00")
    assert amount("minimum_wage_professional", date(2024, 6, 1)) == Decimal("4567.40")
    assert amount("minimum_wage_emergency", date(2023, 2, 1)) == Decimal("5084.00")
    assert amount("minimum_wage_emergency", date(2024, 5, 31)) == Decimal("5084.00")
    assert "in doubt" in refused("minimum_wage_emergency", date(2024, 6, 1)).message["en"]
    assert "in doubt" in refused("minimum_wage_emergency", date(2026, 5, 31)).message["en"]
    assert refused("minimum_wage_emergency", date(2026, 5, 31)).advice["en"].count("from = 2026-05-31") == 1
    assert "were not read" in refused("minimum_wage_emergency", date(2023, 1, 31)).message["en"]
    assert "since 1 January 2012" in refused("allowance_other", date(2011, 12, 31)).message["en"]


def test_how_sure_an_amount_is_goes_with_it():
    assert piecza.rate("minimum_wage_professional", date(2024, 6, 1)).certainty == "weak"
    assert piecza.rate("minimum_wage_professional", date(2026, 5, 31)).certainty == "weak"
    rate = piecza.rate("supplement_disability", date(2025, 1, 1))
    assert (rate.certainty, rate.basis, rate.start, rate.end) == (
        "read", "art. 81 ust. 1", date(2024, 6, 1), date(2025, 12, 29),
    )  # fmt: skip
    assert "M.P. 2024 poz. 230" in rate.act
    assert rate.url.startswith("https://")
    assert "weak source" in rate.note["en"]


def test_an_unknown_benefit_is_refused_with_a_guess():
    error = refused("allowance_relative", date(2025, 1, 1))
    assert (error.code, error.value) == ("unknown_benefit", "allowance_relative")
    assert "perhaps “allowance_related”" in error.message["en"]


def test_the_history_has_every_day_since_the_act_once():
    by_benefit = {}
    for entry in piecza.rates():
        by_benefit.setdefault(entry.benefit, []).append(entry)
    assert len(by_benefit) == 6
    for entries in by_benefit.values():
        assert entries[0].start == date(2012, 1, 1)
        assert entries[-1].end is None
        assert isinstance(entries[-1], UnknownRate)
        for before, after in itertools.pairwise(entries):
            assert before.end + DAY == after.start
    assert len(piecza.rates()) == 4 * 8 + 5 + 4


def test_the_rates_as_a_document():
    document = rates_document(piecza.rates(), shipped_law()).model_dump(mode="json")
    assert document["schema"] == "piecza.rates/1"
    assert document["sha256"] == sha256(TEXT.encode()).hexdigest()
    assert (document["verified_on"], document["verified_until"]) == ("2026-11-27", "2025-12-29")
    assert (document["inferred_until"], document["own"]) == ("2026-05-31", None)
    assert len(document["rates"]) == 32
    assert {entry["amount"] for entry in document["rates"]} >= {"660.00", "4567.40"}
    assert document["unknown"][-1]["end"] is None


def test_every_form_of_family_care_has_its_allowance():
    assert statutory_rates().benefit_of_form == {
        "related_family": "allowance_related",
        **dict.fromkeys(
            ["non_professional_family", "professional_family", "specialist_family", "emergency_family", "family_home"],
            "allowance_other",
        ),
    }


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('amount = "694.00"', 'amount = "694.001"'), "amount"),
        (("from = 2018-06-01", "from = 2012-01-01"), "does not come after"),
        (("from = 2012-01-01", "from = 2012-01-02"), "2012, 1, 2"),
        (("until = 2026-05-31", "until = 2025-12-29"), "does not follow"),
        (("from = 2026-06-01", "from = 2026-06-02"), "does not follow"),
        (("from = 2024-06-01", "from = 2025-12-30"), "does not come after"),
        (('source = "notice_2018"', 'source = "notice"'), r"amounts\.1\.source"),
        (('source = "notice_2018"\n', ""), "neither an amount with its source nor unknown"),
        (('forms = ["related_family"]', 'forms = ["family_home"]'), "a form stands in two benefits"),
        (('certainty = "weak"', 'certainty = "sure"'), "certainty"),
        (("unknown = {", 'source = "start"\nunknown = {'), "neither an amount with its source nor unknown"),
        (("verified_on = 2026-11-27\n", ""), "verified_on"),
        (('name = "allowance_related"', 'name = "allowance"'), "name"),
        (("[[benefits]]", "[[benefits"), "Expected"),
    ],
)
def test_data_that_are_wrong_are_refused(change, says):
    with pytest.raises(LawError, match=says):
        parsed(TEXT.replace(*change, 1).encode(), Rates)


def test_an_amount_that_is_also_unknown_is_refused():
    text = TEXT.replace('amount = "694.00"', 'amount = "694.00"\nunknown = { pl = "x", en = "y" }', 1)
    with pytest.raises(LawError, match="neither"):
        parsed(text.encode(), Rates)

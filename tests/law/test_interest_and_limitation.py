"""The law data of interest for delay and of limitation: what they say of themselves, and what is refused."""

from datetime import date
from hashlib import sha256
from importlib.resources import files

import pytest

from piecza.law.dated import LawError, parsed
from piecza.law.interest_rates import InterestRates, interest_rates
from piecza.law.limitation_terms import LimitationRules, limitation_rules

INTEREST = files("piecza.law").joinpath("interest_rates.toml").read_text(encoding="utf-8")
LIMITATION = files("piecza.law").joinpath("limitation_terms.toml").read_text(encoding="utf-8")


def test_the_rates_of_interest_say_what_they_are():
    rates = interest_rates()
    assert (rates.id, rates.basis) == ("interest-for-delay", "KC art. 481 § 2")
    assert rates.sha256 == sha256(INTEREST.encode()).hexdigest()
    assert parsed(INTEREST.replace("\n", "\r\n").encode(), InterestRates).sha256 == rates.sha256
    assert (rates.verified_on, rates.verified_until) == (date(2026, 11, 27), date(2026, 3, 5))
    assert interest_rates() is rates
    assert rates.source.url == "https://api.sejm.gov.pl/eli/acts/DU/2024/1061"


def test_how_sure_a_rate_is_and_where_it_was_announced():
    rates = {str(rate.since): rate for rate in interest_rates().interest}
    assert len(rates) == 25
    assert {day for day, rate in rates.items() if rate.certainty == "inferred"} == {
        "2022-01-05", "2022-02-09", "2025-11-06", "2026-02-05", "2026-03-05",
    }  # fmt: skip
    assert {day for day, rate in rates.items() if rate.certainty == "known"} == {
        "2025-05-08", "2025-07-03", "2025-09-04",
    }  # fmt: skip
    assert {day: rate.source.act for day, rate in rates.items() if rate.source} == {
        "2016-01-01": "M.P. 2016 poz. 47", "2020-03-18": "M.P. 2020 poz. 627", "2021-10-07": "M.P. 2021 poz. 953",
    }  # fmt: skip
    assert rates["2022-01-05"].note["en"] == "the reference rate of 2.25% and 5.5 points"
    for day, decided in (("2025-05-08", "7.05.2025"), ("2025-07-03", "2.07.2025"), ("2025-09-04", "3.09.2025")):
        assert f"dniu decyzji ({decided}) czytano w wyciągu" in rates[day].note["pl"]
        assert "that it took force the day after is general knowledge" in rates[day].note["en"]
    assert "until 4 March 2026, is inferred" in rates["2026-02-05"].note["en"]


@pytest.mark.parametrize("day", ["2022-01-05", "2022-02-09", "2025-11-06", "2025-12-04", "2026-03-05"])
def test_kc_481_a_rate_is_the_reference_rate_and_five_and_a_half_points(day):
    (rate,) = (entry for entry in interest_rates().interest if str(entry.since) == day)
    reference_rates = {"2022-01-05": 225, "2022-02-09": 275, "2025-11-06": 425, "2025-12-04": 400, "2026-03-05": 375}
    assert rate.hundredths == reference_rates[day] + 550


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("from = 2020-03-18", "from = 2020-04-09"), "2020-04-09 does not come after 2020-04-09"),
        (("from = 2020-03-18", "from = 2015-12-31"), "2015-12-31 does not come after"),
        (("verified_until = 2026-03-05", "verified_until = 2026-03-04"), "a rate begins on 2026-03-05"),
        (('"7.00"', '"7.001"'), "decimal string"),
        (('"7.00"', "7.00"), "decimal string"),
        (('"7.00"', '"100.01"'), "decimal string"),
        (('"7.00"', '"-0.01"'), "decimal string"),
        (("note = { pl", "notes = { pl"), "notes"),
        (('certainty = "read"', 'certainty = "known"'), "was not read and does not say why"),
        (('certainty = "read"', 'certainty = "sure"'), "certainty"),
        (("verified_on = 2026-11-27\n", ""), "verified_on"),
        (("[[interest]]", "[[interest"), "Expected"),
    ],
)
def test_rates_of_interest_that_are_wrong_are_refused(change, says):
    with pytest.raises(LawError, match=says):
        parsed(INTEREST.replace(*change, 1).encode(), InterestRates)


def test_a_rate_verified_on_its_first_day_only_and_the_bounds_of_a_rate_are_right():
    rates = interest_rates()
    assert rates.verified_until == rates.interest[-1].since
    for written, rate in (('"100.00"', 10000), ('"0"', 0)):
        assert parsed(INTEREST.replace('"7.00"', written, 1).encode(), InterestRates).interest[0].hundredths == rate


def test_limitation_says_what_it_is():
    rules = limitation_rules()
    assert (rules.id, rules.verified_on) == ("limitation", date(2026, 11, 22))
    assert rules.sha256 == sha256(LIMITATION.encode()).hexdigest()
    assert (rules.current.since, rules.current.general, rules.current.periodic) == (date(2018, 7, 9), 6, 3)
    assert (rules.former.until, rules.former.general, rules.former.periodic) == (date(2018, 7, 8), 10, 3)
    assert (rules.current.certainty, rules.former.certainty, rules.transition.certainty) == ("read", "weak", "weak")
    assert limitation_rules() is rules


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("until = 2018-07-08", "until = 2018-07-07"), "leave a gap or overlap"),
        (("until = 2018-07-08", "until = 2018-07-09"), "leave a gap or overlap"),
        (("periodic = 3", "periodic = 1"), "periodic"),
        (('certainty = "read"', 'certainty = "sure"'), "certainty"),
        (("general = 6\n", ""), "general"),
        (("[former]", "[formerly]"), "formerly"),
    ],
)
def test_terms_that_are_wrong_are_refused(change, says):
    with pytest.raises(LawError, match=says):
        parsed(LIMITATION.replace(*change, 1).encode(), LimitationRules)

"""Both terms of limitation, on both sides of every day on which their rules change (KC art. 112, 118 and 120)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piecza.dues.limitation_days import limitation

NEW_LAW = date(2018, 7, 9)

SURE = {
    "the first day of the new law": ("2018-07-09", "2024-12-31", "2021-12-31"),
    "the day after": ("2018-07-10", "2024-12-31", "2021-12-31"),
    "the last day of a year": ("2019-12-31", "2025-12-31", "2022-12-31"),
    "the first day of a year": ("2020-01-01", "2026-12-31", "2023-12-31"),
    "28 February": ("2020-02-28", "2026-12-31", "2023-12-31"),
    "29 February": ("2020-02-29", "2026-12-31", "2023-12-31"),
    "a day of 2025": ("2025-10-15", "2031-12-31", "2028-12-31"),
    "the last day of a document": ("2099-12-31", "2105-12-31", "2102-12-31"),
}
UNSURE = {
    # the general term: ten years that ended earlier, on the matching day
    "ten years over before the new law": ("2008-07-08", "2018-07-08", "2011-07-08"),
    "ten years running on its first day": ("2008-07-09", "2018-07-09", "2011-07-09"),
    "ten years that end on 29 February": ("2010-03-01", "2020-03-01", "2013-03-01"),
    "ten years from 29 February": ("2012-02-29", "2022-02-28", "2015-02-28"),
    "the first day of the duty": ("2012-01-01", "2022-01-01", "2015-01-01"),
    # the general term: six years from 9.07.2018, to 31.12.2024, unless ten years end before
    "ten years a day earlier": ("2014-12-30", "2024-12-30", "2017-12-30"),
    "ten years on the same day": ("2014-12-31", "2024-12-31", "2017-12-31"),
    "ten years a day later": ("2015-01-01", "2024-12-31", "2018-01-01"),
    # the term of periodic dues: over before the new law, or to the end of its year
    "three years over before the new law": ("2015-07-08", "2024-12-31", "2018-07-08"),
    "three years running on its first day": ("2015-07-09", "2024-12-31", "2018-12-31"),
    "three years to the end of 2018": ("2015-12-31", "2024-12-31", "2018-12-31"),
    "three years to the end of 2019": ("2016-01-01", "2024-12-31", "2019-12-31"),
    "three years from 29 February": ("2016-02-29", "2024-12-31", "2019-12-31"),
    "the last day of the former law": ("2018-07-08", "2024-12-31", "2021-12-31"),
}


@pytest.mark.parametrize("name", SURE)
def test_kc_118_a_term_ends_with_its_year(name):
    start, six, three = (date.fromisoformat(day) for day in SURE[name])
    terms = limitation(start)
    assert (terms.six_years.last, terms.three_years.last) == (six, three)
    for term in (terms.six_years, terms.three_years):
        assert term.sure
        assert term.reason is None


@pytest.mark.parametrize("name", UNSURE)
def test_a5_of_2018_claims_from_before_follow_a_transitional_rule_and_are_marked(name):
    start, six, three = (date.fromisoformat(day) for day in UNSURE[name])
    terms = limitation(start)
    assert (terms.six_years.last, terms.three_years.last) == (six, three)
    for term in (terms.six_years, terms.three_years):
        assert not term.sure
        assert "przed 09.07.2018" in term.reason["pl"]
        assert "before 9 July 2018" in term.reason["en"]
        assert "art. 5 ust. 1–2 ustawy z 13.04.2018" in term.reason["pl"]


DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@given(DAYS, DAYS)
def test_a_later_claim_is_never_limited_earlier(one, other):
    earlier, later = (limitation(day) for day in sorted((one, other)))
    assert earlier.six_years.last <= later.six_years.last
    assert earlier.three_years.last <= later.three_years.last


@given(DAYS)
def test_the_general_term_is_the_longer_one_and_both_last_their_years(start):
    terms = limitation(start)
    assert terms.three_years.last <= terms.six_years.last
    for term, years, former in ((terms.six_years, 6, 10), (terms.three_years, 3, 3)):
        assert term.sure == (start >= NEW_LAW)
        if term.sure:
            assert term.last == date(start.year + years, 12, 31)
        else:
            assert start.year + years <= term.last.year <= start.year + former

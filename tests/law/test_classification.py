"""The budget classification by month and form: what is in the data, and its first day."""

from typing import get_args

import pytest

from piecza import Month
from piecza.case.child import FacilityForm, Form
from piecza.law.budget_classification import Classification, budget_classifications

SINCE_2017 = {
    "section": "855",
    "families": "85508",
    "preadoption_centres": "85509",
    "facilities": "85510",
    "paragraph": "4330",
}
BEFORE_2017 = {
    "section": "852",
    "families": "85204",
    "preadoption_centres": None,
    "facilities": "85201",
    "paragraph": "4330",
}


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2099-12", SINCE_2017),
        ("2025-03", SINCE_2017),
        ("2017-01", SINCE_2017),
        ("2016-12", BEFORE_2017),
        ("2012-01", BEFORE_2017),
        ("2011-12", dict.fromkeys(SINCE_2017)),
        ("1990-01", dict.fromkeys(SINCE_2017)),
    ],
)
def test_the_classification_of_a_month(month, expected):
    assert budget_classifications().of(Month.parse(month)).model_dump() == expected


def test_every_form_of_care_has_its_chapter():
    chapters = Classification(**SINCE_2017)
    assert {form: chapters.chapter(form) for group in get_args(Form) for form in (get_args(group) or [group])} == {
        "related_family": "85508",
        "non_professional_family": "85508",
        "professional_family": "85508",
        "specialist_family": "85508",
        "emergency_family": "85508",
        "family_home": "85508",
        "facility": "85510",
        "emergency_facility": "85510",
        "therapeutic_facility": "85510",
        "preadoption_centre": "85509",
    }


@pytest.mark.parametrize("form", get_args(FacilityForm))
def test_before_2017_a_preadoption_centre_has_no_chapter_of_its_own(form):
    chapter = budget_classifications().of(Month(2016, 12)).chapter(form)
    assert chapter == (None if form == "preadoption_centre" else "85201")


def test_where_none_is_named_there_is_none():
    assert Classification().chapter("facility") is None
    assert Classification().chapter("family_home") is None

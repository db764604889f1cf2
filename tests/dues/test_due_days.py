"""The day on which a term ends (KC art. 111 and 115), and how both days are said where it is moved."""

import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piecza import InputError
from piecza.dues import due_day, due_days, moved_day, notice_until
from piecza.dues.due_days import Due, due_said

ON = {
    "Monday": ("2025-03-03", "2025-03-03"),
    "Sunday": ("2025-03-02", "2025-03-03"),
    "Sunday before 2017": ("2016-11-27", "2016-11-28"),
    "Saturday since 2017": ("2025-03-01", "2025-03-03"),
    "the first Saturday since 2017": ("2017-01-07", "2017-01-09"),
    "the last Saturday before 2017": ("2016-12-31", "2016-12-31"),
    "a Saturday of 2016": ("2016-11-26", "2016-11-26"),
    "a Friday of 2016 that is a holiday, before a Saturday": ("2016-01-01", "2016-01-02"),
    "1 November on a Saturday before 2017": ("2014-11-01", "2014-11-03"),
    "the Sunday of the new year of 2017": ("2017-01-01", "2017-01-02"),
    "24 December 2024": ("2024-12-24", "2024-12-24"),
    "24 December 2025": ("2025-12-24", "2025-12-29"),
    "24 December 2026": ("2026-12-24", "2026-12-28"),
    "25 December 2024": ("2024-12-25", "2024-12-27"),
    "the hundred years of independence": ("2018-11-12", "2018-11-13"),
    "the Sunday before it": ("2018-11-11", "2018-11-13"),
    "12 November of another year": ("2019-11-12", "2019-11-12"),
    "11 November": ("2025-11-11", "2025-11-12"),
    "Easter Monday": ("2025-04-21", "2025-04-22"),
    "Holy Saturday": ("2025-04-19", "2025-04-22"),
    "Good Friday": ("2025-04-18", "2025-04-18"),
    "Corpus Christi": ("2025-06-19", "2025-06-20"),
    "the Friday after it": ("2025-06-20", "2025-06-20"),
    "1 May on a Thursday": ("2025-05-01", "2025-05-02"),
    "3 May on a Saturday": ("2025-05-03", "2025-05-05"),
    "1 May on a Saturday": ("2021-05-01", "2021-05-04"),
    "2 May": ("2025-05-02", "2025-05-02"),
    "15 August": ("2025-08-15", "2025-08-18"),
    "Epiphany since 2011": ("2011-01-06", "2011-01-07"),
    "Epiphany before 2011": ("2010-01-06", "2010-01-06"),
    "New Year's Day on a Friday": ("2021-01-01", "2021-01-04"),
    "Saturday the thirty-first of December": ("2022-12-31", "2023-01-02"),
    "Sunday the thirty-first of December": ("2023-12-31", "2024-01-02"),
    "31 December": ("2025-12-31", "2025-12-31"),
}


@pytest.mark.parametrize("name", ON)
def test_kc_115_a_term_that_ends_on_a_free_day_ends_on_the_next_that_is_none(name):
    last, due = (date.fromisoformat(day) for day in ON[name])
    for days in (0, 1, 14, 30, 366):
        assert due_day(last - timedelta(days=days), days) == due
    assert moved_day(last) == due


def test_kc_111_the_day_of_issue_does_not_count():
    assert due_day(date(2025, 3, 3), 14) == date(2025, 3, 17)
    assert due_day(date(2024, 2, 15), 14) == date(2024, 2, 29)
    assert due_day(date(2025, 12, 18), 14) == date(2026, 1, 2)


@given(st.dates(date(2012, 1, 1), date(2060, 12, 31)), st.integers(0, 366))
def test_a_term_never_ends_earlier_nor_more_than_five_days_later(since, days):
    last, due = since + timedelta(days=days), due_day(since, days)
    assert last <= due <= last + timedelta(days=5)
    assert due.weekday() != 6
    assert due.weekday() != 5 or due < date(2017, 1, 1)
    assert due_day(due, 0) == due


@pytest.mark.parametrize(
    ("placed", "last"),
    [
        ("2025-03-13", "2025-03-27"),
        ("2025-03-14", "2025-03-28"),
        ("2025-03-15", "2025-03-31"),  # Saturday 29 March
        ("2025-03-16", "2025-03-31"),  # Sunday 30 March
        ("2025-03-17", "2025-03-31"),
        ("2025-03-18", "2025-04-01"),
        ("2025-04-07", "2025-04-22"),  # Easter Monday
        ("2024-02-15", "2024-02-29"),
        ("2016-02-06", "2016-02-20"),  # a Saturday before 2017
        ("2014-09-19", "2014-10-03"),  # the first day of the provision
    ],
)
def test_ust_13a_the_gmina_is_told_within_14_days_of_the_day_of_placement(placed, last):
    assert notice_until(date.fromisoformat(placed)) == date.fromisoformat(last)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_a_day_that_counts_is_not_moved_again(day):
    counts = moved_day(day)
    assert moved_day(counts) == counts
    assert all(moved_day(day + timedelta(days=between)) == counts for between in range((counts - day).days))


def test_a_day_that_is_moved_is_said_with_the_day_that_counts():
    assert due_said(date(2023, 12, 30)) == {
        "pl": "30.12.2023, a liczy się 02.01.2024 (art. 115 KC)",
        "en": "30 December 2023, moved to 2 January 2024 (KC art. 115)",
    }
    assert due_said(date(2023, 12, 29)) == {"pl": "29.12.2023", "en": "29 December 2023"}


def test_a_nota_says_the_day_as_counted_only_where_it_is_moved():
    moved, unmoved = (Due.of(date(2023, 12, 16), days, "issue") for days in (14, 13))
    assert (moved.day, moved.written) == (date(2024, 1, 2), date(2023, 12, 30))
    assert (unmoved.day, unmoved.written) == (date(2023, 12, 29), None)
    assert moved.model_dump(mode="json") == {
        "days": 14, "counted_from": "issue", "day": "2024-01-02", "written": "2023-12-30",
    }  # fmt: skip
    assert unmoved.model_dump(mode="json") == {"days": 13, "counted_from": "issue", "day": "2023-12-29"}
    received = Due.of(date(2023, 12, 16), 14, "receipt")
    assert received.model_dump(mode="json") == {"days": 14, "counted_from": "receipt", "day": None}
    for due in (moved, unmoved, received):
        assert Due.model_validate_json(due.model_dump_json()) == due


@pytest.mark.parametrize("day", [date(2025, 3, 3), date(2025, 3, 2)])
def test_without_the_extra_it_is_said_what_to_install(day, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    due_days._holidays.cache_clear()
    with pytest.raises(InputError) as caught:
        moved_day(day)
    (error,) = caught.value.errors
    assert error.code == "extra_missing"
    assert all("pip install 'piecza[notes]'" in error.message[lang] for lang in ("pl", "en"))
    assert Due.of(day, 14, "receipt").day is None


def test_ust_13a_was_added_on_19_september_2014():
    with pytest.raises(InputError) as caught:
        notice_until(date(2014, 9, 18))
    assert [(error.code, error.path, error.value) for error in caught.value.errors] == [
        ("no_rule", "placed", "2014-09-18")
    ]

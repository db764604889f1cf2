"""Art. 196: from which day an announced average is in force."""

import csv
import itertools
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from piecza import Announcement, Case, Child, InputError, Placement, Readings, Stay, charges, cost_sheet, problems
from piecza.costs.averages import in_force, out_of_date
from piecza.dates import Span

ROWS = list(csv.DictReader((Path(__file__).parent / "facility_costs.csv").read_text(encoding="utf-8").splitlines()))
BOTH = [row for row in ROWS if row["publication_date"] and row["effective_from"]]
NEITHER = [row for row in ROWS if not row["publication_date"] and not row["effective_from"]]


def day(text):
    return date.fromisoformat(text)


def announced(amount, published=None, effective=None, repealed=None, facility="P-1"):
    days = {"published": published, "effective": effective, "repealed": repealed}
    return Announcement(
        facility=facility, amount=Decimal(amount), **{name: at and day(at) for name, at in days.items()}
    )


def case(*announcements, start="2014-06-10", end=None, form="facility"):
    placement = Placement(
        form=form,
        facility="P-1",
        start=day(start),
        end=end and day(end),
        monthly_cost_from="announcements",
    )
    stay = Stay(gmina="2604043", placements=(placement,))
    return Case(children=(Child(id="D-1", stays=(stay,)),), announcements=announcements)


def rates_of(sheet):
    """From day, to day, amount and announcement of the one placement of a case."""
    (placement,) = sheet.placements
    return [(str(e.start), str(e.end), str(e.amount), e.source) for e in placement.monthly_cost]


def test_the_rows_are_all_here():
    assert (len(ROWS), len(BOTH), len(NEITHER)) == (82, 16, 66)


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row["facility"])
def test_a196_u4_a_published_amount_takes_effect_on_the_day_of_its_row(row):
    announcement = Announcement(
        facility=row["facility"], amount=Decimal(row["amount_pln"]), published=day(row["publication_date"])
    )
    assert announcement.in_force_from == day(row["effective_from"])


@pytest.mark.parametrize("row", NEITHER, ids=lambda row: f"{row['facility']} {row['year']}")
def test_an_amount_without_a_day_needs_one_from_the_caller(row):
    with pytest.raises(ValidationError) as caught:
        Announcement(facility=row["facility"], amount=Decimal(row["amount_pln"]))
    assert [(e.code, e.path) for e in problems(caught.value)] == [("announcement_day_missing", "published")]
    given = Announcement(facility=row["facility"], amount=Decimal(row["amount_pln"]), effective=date(2020, 4, 1))
    assert given.in_force_from == date(2020, 4, 1)


def test_a196_u4_lukow_published_on_23_february_2016_is_charged_from_1_march():
    """pcpr.lukow.pl, information on the cost of 2016. The amounts here are no real ones."""
    lukow = case(
        announced("3000.00", effective="2015-04-01"), announced("3100.00", published="2016-02-23"), start="2015-06-01"
    )
    assert lukow.announcements[1].in_force_from == date(2016, 3, 1)
    assert rates_of(cost_sheet(lukow, "2016-02", "2016-03")) == [
        ("2016-02-01", "2016-02-29", "3000.00", "announcements[0]"),
        ("2016-03-01", "2016-03-31", "3100.00", "announcements[1]"),
    ]
    result = charges(lukow, "2016-02", "2016-03")
    assert [(str(c.month), c.amount) for c in result] == [
        ("2016-02", Decimal("300.00")), ("2016-03", Decimal("310.00")),
    ]  # fmt: skip
    assert [line.source for charge in result for line in charge.lines] == ["announcements[0]", "announcements[1]"]
    assert not result.notices


@pytest.mark.parametrize(
    ("published", "effective"),
    [
        ("2016-01-31", "2016-02-01"),
        ("2016-02-01", "2016-03-01"),
        ("2016-02-29", "2016-03-01"),
        ("2016-12-01", "2017-01-01"),
        ("2016-12-31", "2017-01-01"),
        ("2015-03-31", "2015-04-01"),
    ],
)
def test_a196_u4_the_month_after_publication(published, effective):
    assert announced("1.00", published=published).in_force_from == day(effective)


def test_a_day_beyond_the_last_year_is_no_crash():
    late = announced("1.00", published="2099-12-15")
    assert late.in_force_from == date(2100, 1, 1)
    sheet = cost_sheet(case(announced("2.00", effective="2099-01-01"), late), "2099-12")
    assert rates_of(sheet)[0][3] == "announcements[0]"


def test_a_second_announcement_in_a_year_replaces_the_first_from_its_own_month():
    sheet = cost_sheet(
        case(
            announced("1000.00", effective="2013-04-01"),
            announced("2000.00", published="2014-02-10"),
            announced("2100.00", published="2014-06-05"),
        ),
        "2014-06",
        "2014-08",
    )
    assert rates_of(sheet) == [
        ("2014-06-10", "2014-06-30", "2000.00", "announcements[1]"),
        ("2014-07-01", "2014-08-31", "2100.00", "announcements[2]"),
    ]


def test_the_order_of_the_document_does_not_matter():
    days = [("1000.00", "2013-04-01"), ("2000.00", "2014-03-01"), ("2100.00", "2014-07-01")]
    forward = cost_sheet(case(*(announced(a, effective=d) for a, d in days)), "2014-06", "2014-12")
    backward = cost_sheet(case(*(announced(a, effective=d) for a, d in reversed(days))), "2014-06", "2014-12")
    assert [rate[:3] for rate in rates_of(forward)] == [rate[:3] for rate in rates_of(backward)]


def test_a_repealed_announcement_gives_way_to_the_one_before():
    """Repealed on 11 August; the new one, published on 20 August, is in force from September (art. 196 ust. 4)."""
    sheet = cost_sheet(
        case(
            announced("1000.00", effective="2013-04-01"),
            announced("2000.00", published="2014-06-20", repealed="2014-08-11"),
            announced("2200.00", published="2014-08-20"),
        ),
        "2014-07",
        "2014-09",
    )
    assert rates_of(sheet) == [
        ("2014-07-01", "2014-08-10", "2000.00", "announcements[1]"),
        ("2014-08-11", "2014-08-31", "1000.00", "announcements[0]"),
        ("2014-09-01", "2014-09-30", "2200.00", "announcements[2]"),
    ]
    said = [cost.explanation["en"] for cost in sheet.placements[0].monthly_cost]
    assert ["repealed" in text for text in said] == [False, True, False]
    assert said[1].endswith("; a later one, from 1 July 2014, was repealed with effect from 11 August 2014.")


def test_an_announcement_repealed_before_its_day_is_never_in_force():
    sheet = cost_sheet(
        case(
            announced("1000.00", effective="2013-04-01"),
            announced("2000.00", published="2014-02-27", repealed="2014-03-01"),
            announced("2200.00", published="2014-02-28"),
        ),
        "2014-06",
    )
    assert [rate[2] for rate in rates_of(sheet)] == ["2200.00"]


def test_an_explicit_day_counts_and_one_that_the_rule_does_not_give_is_said():
    sheet = cost_sheet(
        case(
            announced("1000.00", effective="2013-04-01"),
            announced("2000.00", published="2014-06-15", effective="2014-06-20"),
        ),
        "2014-06",
    )
    assert rates_of(sheet) == [
        ("2014-06-10", "2014-06-19", "1000.00", "announcements[0]"),
        ("2014-06-20", "2014-06-30", "2000.00", "announcements[1]"),
    ]
    assert [(n["code"], n["path"]) for n in sheet.notices] == [
        ("announcement_out_of_date", "announcements[0]"),
        ("announcement_day_differs", "announcements[1].effective"),
    ]
    assert "01.07.2014" in sheet.notices[1]["message"]["pl"]
    same = cost_sheet(case(announced("1.00", published="2014-03-15", effective="2014-04-01")), "2014-06")
    assert not same.notices


@pytest.mark.parametrize(
    ("month", "since"), [("2014-12", None), ("2015-03", None), ("2015-04", "01.04.2015"), ("2016-01", "01.01.2016")]
)
def test_a196_u3_an_announcement_that_should_have_been_replaced_is_said(month, since):
    sheet = cost_sheet(case(announced("1000.00", published="2014-02-10")), month)
    said = [n["message"]["pl"] for n in sheet.notices if n["code"] == "announcement_out_of_date"]
    assert bool(said) == (since is not None)
    assert all(f"Od {since} " in text for text in said)


def test_every_gap_without_an_announcement_is_said():
    gaps = case(announced("1.00", effective="2014-08-01", repealed="2014-10-01"))
    with pytest.raises(InputError) as caught:
        charges(gaps, "2014-06", "2014-12")
    assert [(e.code, e.value) for e in caught.value.errors] == [("announcement_missing", "P-1")] * 2
    first, second = (e.message["en"] for e in caught.value.errors)
    assert first.startswith("From 2014-06-10 to 2014-07-31 ")
    assert second.startswith("From 2014-10-01 to 2014-12-31 ")


def test_a196_u3_one_published_in_december_is_of_that_year():
    days = Span(day("2024-04-01").toordinal(), day("2024-04-30").toordinal())
    assert out_of_date(announced("1.00", published="2023-12-20"), days) == day("2024-04-01")
    assert out_of_date(announced("1.00", published="2024-01-20"), days) is None


def test_in_force_covers_every_day_once():
    days = Span(day("2014-01-01").toordinal(), day("2016-12-31").toordinal())
    known = [
        announced("1.00", published="2014-05-05", repealed="2015-02-02"),
        announced("2.00", published="2015-07-07"),
    ]
    never = announced("3.00", published="2015-08-08", repealed="2015-08-20")
    parts = list(in_force(list(enumerate([*known, never])), days))
    assert [part.place for part in parts] == [None, 0, None, 1]
    assert parts[0].days.first == days.first
    assert parts[-1].days.last == days.last
    for before, after in itertools.pairwise(parts):
        assert before.days.last + 1 == after.days.first


@pytest.mark.parametrize("transfer_day", ["receiving", "leaving", "both"])
def test_a_move_between_two_facilities_goes_by_each_ones_announcement(transfer_day):
    one, other = (
        Placement(
            form="facility", facility=name, start=day(start), end=end and day(end), monthly_cost_from="announcements"
        )
        for name, start, end in (("P-1", "2014-06-10", "2014-07-11"), ("P-2", "2014-07-11", None))
    )
    moved = Case(
        children=(Child(id="D-1", stays=(Stay(gmina="2604043", placements=(one, other)),)),),
        announcements=(
            announced("3100.00", effective="2014-01-01"), announced("6200.00", effective="2014-01-01", facility="P-2"),
        ),
        readings=Readings(transfer_day=transfer_day),
    )  # fmt: skip
    (charge,) = charges(moved, "2014-07")
    days = {"receiving": (10, 21), "leaving": (11, 20), "both": (11, 21)}[transfer_day]
    assert [line.days for line in charge.lines] == list(days)
    assert [line.base for line in charge.lines] == [days[0] * 100, days[1] * 200]


def test_a_change_on_the_last_day_of_a_placement_counts():
    changes = announced("1000.00", effective="2014-01-01"), announced("2000.00", effective="2014-07-11")
    assert rates_of(cost_sheet(case(*changes, end="2014-07-11"), "2014-07")) == [
        ("2014-07-01", "2014-07-10", "1000.00", "announcements[0]"),
        ("2014-07-11", "2014-07-11", "2000.00", "announcements[1]"),
    ]


@pytest.mark.parametrize(
    ("effective", "last", "since"),
    [
        ("2014-03-01", "2015-03-31", None),
        ("2014-03-01", "2015-04-01", "2015-04-01"),
        ("2098-03-01", "2099-12-31", "2099-04-01"),
        ("2099-03-01", "2099-12-31", None),
    ],
)
def test_a196_u3_the_first_day_on_which_a_newer_one_should_be_in_force(effective, last, since):
    days = Span(day(effective).toordinal(), day(last).toordinal())
    assert out_of_date(announced("1.00", effective=effective), days) == (since and day(since))

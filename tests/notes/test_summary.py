"""A month at a glance: who came, left, moved or reached another band, and what every gmina owed a month before."""

from datetime import date

import pytest
from agreements import PLAIN, agreed
from small_cases import case, child, family, placement, stay

from piecza.notes.issuing import notas
from piecza.notes.summary import month_summary

ISSUED = date(2025, 4, 7)
FIRST, SECOND, OTHER, CITY = "2604043", "2808011", "3001012", "2861011"


def summary(of, month="2025-03", agreement=None, **more):
    return month_summary(of, notas(of, month, agreement or agreed(), issued=ISSUED, **more))


def changes(of, month="2025-03", **more):
    return [
        (change.child, change.gmina, change.what, change.day and str(change.day), change.was, change.became)
        for change in summary(of, month, **more).changes
    ]


def amounts(of, month="2025-03"):
    return [(change.what, change.before, change.amount) for change in summary(of, month).changes]


def test_a_month_in_which_nothing_changed():
    result = summary(case(family("D-1", FIRST), family("D-2", SECOND, cost="500.00")))
    assert (result.month, result.issued, result.amount, result.before) == ("2025-03", ISSUED, 150, 150)
    assert result.changes == ()
    assert result.notices == ()
    assert [gmina.model_dump() for gmina in result.gminas] == [
        {
            "gmina": FIRST,
            "name": "Gmina Zmyślona Pierwsza",
            "number": "1/PZ/03/2025",
            "without": None,
            "children": 1,
            "base": "1000.00",
            "amount": "100.00",
            "before": "100.00",
        },
        {
            "gmina": SECOND,
            "name": "Gmina Zmyślona Druga",
            "number": "2/PZ/03/2025",
            "without": None,
            "children": 1,
            "base": "500.00",
            "amount": "50.00",
            "before": "50.00",
        },
    ]


def test_who_gets_no_nota_and_why():
    of = case(family("D-1", CITY), family("D-2", FIRST, cost="0.00"), family("D-3", SECOND))
    result = summary(of, first_number=8)
    assert [(gmina.gmina, gmina.name, gmina.number, gmina.without) for gmina in result.gminas] == [
        (FIRST, "Gmina Zmyślona Pierwsza", None, "nothing_due"),
        (SECOND, "Gmina Zmyślona Druga", "8/PZ/03/2025", None),
        (CITY, None, None, "city"),
    ]
    assert result.amount == 100, "a city that gets no nota is not in the sum"


def test_a_gmina_that_owed_only_in_the_month_before():
    of = case(family("D-1", OTHER, end="2025-02-28"), family("D-2", FIRST), family("D-3", CITY, end="2025-02-28"))
    result = summary(of)
    assert [(g.gmina, g.number, g.without, g.children, g.base, g.amount, g.before) for g in result.gminas] == [
        (FIRST, "1/PZ/03/2025", None, 1, 1000, 100, 100),
        (CITY, None, "city", 0, 0, 0, 100),
        (OTHER, None, "nothing_due", 0, 0, 0, 100),
    ]
    assert (result.amount, result.before) == (100, 200)


def test_children_are_counted_once():
    of = case(
        child(
            "D-1",
            stay(FIRST, placement("related_family", "2025-01-01", "2025-03-10")),
            stay("2604045", placement("related_family", "2025-03-11")),
        ),
        family("D-2", FIRST),
        readings={"after_return": "sum"},
    )
    assert [gmina.children for gmina in summary(of).gminas] == [2]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2025-03-01", None, [("new", "2025-03-01", None, "related_family")]),
        ("2025-03-31", None, [("new", "2025-03-31", None, "related_family")]),
        ("2025-02-28", None, [("amount", None, None, None)]),
        ("2025-04-01", None, []),
        ("2025-01-01", "2025-03-30", [("left", "2025-03-31", "related_family", None)]),
        ("2025-01-01", "2025-03-31", []),
        ("2025-01-01", "2025-02-28", [("left", "2025-03-01", "related_family", None)]),
        ("2025-01-01", "2025-02-27", [("amount", None, None, None)]),
        (
            "2025-03-05",
            "2025-03-07",
            [("new", "2025-03-05", None, "related_family"), ("left", "2025-03-08", "related_family", None)],
        ),
    ],
)
def test_who_came_and_who_left(start, end, expected):
    result = changes(case(family("D-1", FIRST, start=start, end=end), family("D-9", FIRST)))
    assert [change[2:] for change in result if change[0] == "D-1"] == expected


def test_who_left_on_the_last_day_stands_in_the_next_month():
    of = case(family("D-1", FIRST, end="2025-03-31"), family("D-2", FIRST))
    assert changes(of) == []
    assert changes(of, "2025-04") == [("D-1", FIRST, "left", "2025-04-01", "related_family", None)]
    assert amounts(of, "2025-04") == [("left", 100, 0)]


def test_who_moved():
    of = case(
        child(
            "D-1",
            stay(
                FIRST,
                placement("related_family", "2025-01-01", "2025-03-11"),
                placement("facility", "2025-03-11", "2025-03-20", "5000.00"),
                placement("family_home", "2025-03-21"),
            ),
        )
    )
    assert changes(of) == [
        ("D-1", FIRST, "moved", "2025-03-11", "related_family", "facility"),
        ("D-1", FIRST, "moved", "2025-03-21", "facility", "family_home"),
    ]
    assert changes(of, "2025-02") == []


def test_who_reached_another_band():
    of = case(family("D-1", FIRST, start="2024-03-11", cost="310.00"))
    assert changes(of) == [("D-1", FIRST, "band", "2025-03-11", "10", "30")]
    assert changes(of, "2025-04") == [("D-1", FIRST, "amount", None, None, None)]
    assert changes(of, "2026-03", agreement=agreed()) == [("D-1", FIRST, "band", "2026-03-11", "30", "50")]
    assert changes(of, "2027-03") == []
    assert amounts(of) == [("band", 31, 73)]


def test_a_return_is_new_and_no_other_band():
    of = case(
        child(
            "D-1",
            stay(FIRST, placement("related_family", "2023-01-01", "2024-10-31"), ended_by="return_home"),
            stay(FIRST, placement("related_family", "2025-03-05")),
        ),
        readings={"after_return": "reset"},
    )
    assert [change[2] for change in changes(of)] == ["new"]


def test_a_band_that_is_agreed_otherwise_changes_on_its_own_day():
    of = case(family("D-1", FIRST, start="2024-03-11"), family("D-2", SECOND, start="2024-03-11"))
    gminas = [{**PLAIN["gmina"][0], "readings": {"year_boundary": "kc112"}}, PLAIN["gmina"][1]]
    assert [change[3] for change in changes(of, agreement=agreed(("gmina", gminas)))] == ["2025-03-12", "2025-03-11"]


def test_a_band_of_the_months_first_and_last_day():
    assert [change[2] for change in changes(case(family("D-1", FIRST, start="2024-03-01")))] == ["band"]
    assert [change[2] for change in changes(case(family("D-1", FIRST, start="2024-03-31")))] == ["band"]
    assert [change[2] for change in changes(case(family("D-1", FIRST, start="2024-04-01")), "2025-03")] == []


def test_another_gmina_pays_from_a_day_on():
    of = case(
        child(
            "D-1",
            stay(FIRST, placement("related_family", "2025-01-01", "2025-03-10"), ended_by="other"),
            stay(SECOND, placement("related_family", "2025-03-11")),
        ),
    )
    result = summary(of)
    assert [
        (change.what, change.gmina, str(change.day), change.before > change.amount) for change in result.changes
    ] == [
        ("left", FIRST, "2025-03-11", True),
        ("new", SECOND, "2025-03-11", False),
    ]


def test_only_another_amount():
    grant = {"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}
    of = case(family("D-1", FIRST, expenses=[grant]), family("D-2", FIRST))
    assert changes(of) == [("D-1", FIRST, "amount", None, None, None)]
    assert amounts(of) == [("amount", 100, 105)]
    assert amounts(of, "2025-04") == [("amount", 105, 100)]


def test_a_change_is_told_once_with_both_amounts():
    grant = {"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}
    of = case(family("D-1", FIRST, start="2025-03-01", expenses=[grant]))
    assert amounts(of) == [("new", 0, 105)]


def unknown_before():
    """A child whose average is unknown in the month before."""
    return child(
        "D-1",
        stay(FIRST, placement("facility", "2023-03-01", cost=None, monthly_cost_from="announcements", facility="P-1")),
    )


def test_a_month_before_that_cannot_be_worked_out():
    announcement = {"facility": "P-1", "amount": "1000.00", "effective": "2025-03-01"}
    of = case(unknown_before(), family("D-2", FIRST, start="2025-03-04"), announcements=[announcement])
    result = summary(of)
    assert result.before is None
    assert [gmina.before for gmina in result.gminas] == [None]
    assert [(change.child, change.what, change.before) for change in result.changes] == [
        ("D-1", "band", None),
        ("D-2", "new", None),
    ]
    assert summary(of, "2025-04").before == result.amount


def test_a_reading_that_only_the_month_before_needs():
    of = case(
        child(
            "D-1",
            stay(FIRST, placement("related_family", "2023-01-01", "2024-06-30"), ended_by="return_home"),
            stay(FIRST, placement("related_family", "2024-12-01", "2025-02-28")),
        ),
        family("D-2", FIRST),
    )
    assert summary(case(family("D-2", FIRST))).before == 100
    result = summary(of)
    assert (result.amount, result.before) == (100, None)


def test_the_first_month_of_all_has_none_before():
    of = case(family("D-1", FIRST, start="1990-01-01"))
    assert summary(of, "1990-01").before is None
    assert summary(of, "1990-02").before == 0


def test_notices_are_those_of_all_gminas_once():
    without = child("D-1", stay(FIRST, placement("family_home", "2030-01-01", cost=None)))
    of = case(without, family("D-2", SECOND, start="2030-01-01"))
    gminas = [{**PLAIN["gmina"][0], "readings": {"divisor": "thirty"}}, PLAIN["gmina"][1]]
    for agreement in (agreed(), agreed(("gmina", gminas))):
        result = summary(of, "2030-03", agreement=agreement)
        assert [(notice.code, notice.child) for notice in result.notices] == [
            ("law_not_verified", None),
            ("no_cost", "D-1"),
        ]


def test_a_child_of_another_gmina_in_the_same_family_is_no_notice_of_a_missing_cost():
    """Of it only that it lives there belongs to the part of the case that a gmina with its own readings has."""

    def home(name, gmina):
        return child(name, stay(gmina, placement("professional_family", "2024-01-10", family="R-1")))

    cost = {"family": "R-1", "kind": "wages", "start": "2025-04-01", "end": "2025-04-30", "amount": "3000.00"}
    of = case(
        home("D-1", FIRST), home("D-2", SECOND), family_costs=[cost], readings={"wage_apportionment": "child_days"}
    )
    gminas = [
        {"code": code, "name": f"Gmina {code}", "address": "Zmyślona 1", "readings": {"mid_month": option}}
        for code, option in ((FIRST, "first_day"), (SECOND, "last_day"))
    ]
    agreement = agreed(("gmina", gminas))
    assert month_summary(of, notas(of, "2025-03", agreement, issued=ISSUED)).notices == ()


def test_the_band_of_an_exempt_child_is_no_change():
    exempt = {**family("D-1", FIRST, "2024-03-10"), "exemptions": [{"ground": "unknown_parents"}]}
    assert changes(case(exempt, family("D-2", FIRST, "2024-03-10"))) == [
        ("D-2", FIRST, "band", "2025-03-10", "10", "30")
    ]


def test_years_of_a_gmina_under_two_codes_count_on():
    stays = [
        stay(SECOND, placement("related_family", "2023-03-10", "2023-12-31")),  # 297 days
        stay(FIRST, placement("related_family", "2025-01-01")),
    ]
    own = {"readings": {"after_return": "reset_if_gmina_changes"}}
    apart, one = case(child("D-1", *stays), **own), case(child("D-1", *stays), same_gmina=[[FIRST, SECOND]], **own)
    assert changes(apart) == []
    assert changes(one) == [("D-1", FIRST, "band", "2025-03-10", "10", "30")]

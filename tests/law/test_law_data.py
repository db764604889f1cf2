"""The law data: every value with its source, every day covered once, and what happens where none is."""

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from importlib.resources import files

import pytest
from documents import RIGHT, changed

from piecza import InputError, Month, charges, read_case
from piecza.law.act import Act, art_191
from piecza.law.dated import LawError, parsed
from piecza.law.law_in_force import shipped_law


def under(case, first, last, act):
    return charges(case, first, last, law=replace(shipped_law(), act=act))


TEXT = files("piecza.law").joinpath("art-191.toml").read_text(encoding="utf-8")
SECOND = """
[[bands]]
from = {day}
percent = [20, 40, 60]
family = "art. 191 ust. 9"
facility = "art. 191 ust. 10"
certainty = "inferred"
source = {{ act = "invented", url = "https://example.org" }}
"""


def test_the_law_says_what_it_is():
    act = art_191()
    assert act.id == "art-191"
    assert act.sha256 == sha256(TEXT.encode()).hexdigest()
    assert parsed(TEXT.replace("\n", "\r\n").encode(), Act).sha256 == act.sha256
    assert (act.verified_on, act.verified_until) == (date(2026, 11, 22), date(2025, 12, 31))
    assert art_191() is act
    for entry in (act.duty, *act.bands, *act.exemptions, act.emergency):
        assert entry.source.url.startswith("https://api.sejm.gov.pl/eli/acts/DU/")


def test_the_rules_of_a_family_cost_leave_no_gap():
    act = art_191()
    assert [rule.since for rule in act.family_rules("wages")] == [date(2012, 1, 1), date(2014, 9, 19)]
    assert act.family_rule("wages", date(2014, 9, 18)).certainty == "inferred"
    assert act.family_rule("wages", date(2014, 9, 19)).certainty == "read"
    with pytest.raises(LawError, match="the rules of wages"):
        parsed(TEXT.replace("until = 2014-09-18", "until = 2014-09-17").encode(), Act)
    for entry in (*act.family_costs, *act.outside, act.coordinator):
        assert entry.source.url.startswith("https://api.sejm.gov.pl/eli/acts/DU/")


def test_every_day_from_the_duty_on_has_its_share():
    act = art_191()
    for year in range(2012, 2100):
        for day in (date(year, 1, 1), date(year, 12, 31)):
            for facility in (False, True):
                assert [act.share(day.toordinal(), band, facility=facility).percent for band in (1, 2, 3)] == [
                    10,
                    30,
                    50,
                ]


def test_a_day_that_no_rule_covers_is_a_declared_answer():
    with pytest.raises(InputError) as caught:
        art_191().share(date(2011, 12, 31).toordinal(), 1, facility=False)
    (error,) = caught.value.errors
    assert (error.code, error.value) == ("no_rule", "2011-12-31")
    ended = parsed(TEXT.replace("percent = [10, 30, 50]", "until = 2026-06-30\npercent = [10, 30, 50]").encode(), Act)
    case = read_case(json.dumps(RIGHT))
    assert len(under(case, Month(2026, 6), Month(2026, 6), ended)) == 2
    with pytest.raises(InputError) as caught:
        under(case, Month(2026, 7), Month(2026, 7), ended)
    assert caught.value.errors[0].code == "no_rule"


def test_a_new_version_of_the_bands_holds_from_its_day_on():
    text = TEXT.replace("percent = [10, 30, 50]", "until = 2025-03-09\npercent = [10, 30, 50]")
    act = parsed((text + SECOND.format(day="2025-03-10")).encode(), Act)
    case = read_case(json.dumps(RIGHT))
    second = under(case, Month(2025, 3), Month(2025, 3), act).charges[0]
    assert [(s.start.day, s.end.day, s.percent, s.band) for s in second.lines[0].segments] == [
        (1, 9, 30, 2), (10, 31, 40, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TEXT + SECOND.format(day="2025-01-01"), "gap or overlap"),
        (
            TEXT.replace("percent =", "until = 2024-12-31\npercent =") + SECOND.format(day="2025-01-02"),
            "gap or overlap",
        ),
        (
            TEXT.replace("percent =", "until = 2024-12-31\npercent =") + SECOND.format(day="2024-12-31"),
            "gap or overlap",
        ),
        (TEXT.replace("percent =", "until = 2024-12-31\npercent ="), "the bands end on 2024-12-31"),
        (TEXT.replace("percent =", "until = 2011-12-31\npercent ="), "ends before"),
        (TEXT.replace("from = 2012-01-01\npercent", "from = 2012-01-02\npercent"), "its bands on 2012-01-02"),
        (TEXT.replace('"no_residence_in_poland", ', '"unknown_parents", '), "a ground stands in two exemptions"),
        (TEXT.replace("certainty =", "sure ="), "sure"),
        (TEXT.replace('"read"', '"sure"'), "certainty"),
        (TEXT.replace("2014-09-19", '"2014-09-31"'), "from"),
        (TEXT + "\n[", "Invalid"),
    ],
)
def test_law_data_that_are_wrong_are_refused(text, says):
    with pytest.raises(LawError) as caught:
        parsed(text.encode(), Act)
    assert says in str(caught.value)


@pytest.mark.parametrize(("last", "codes"), [("2025-12", []), ("2026-01", ["law_not_verified"])])
def test_months_beyond_what_was_verified_get_a_notice(last, codes):
    notices = charges(read_case(json.dumps(RIGHT)), "2025-11", last).notices
    assert [notice["code"] for notice in notices if notice["code"] != "no_cost"] == codes
    assert all(notice["path"] == "--month" for notice in notices if notice["code"] == "law_not_verified")


@pytest.mark.parametrize(
    ("until", "months", "says"),
    [
        ("2026-06-30", ((2026, 6), (2026, 7)), "2026-07-01"),
        ("2026-06-30", ((2026, 1), (2026, 12)), "2026-07-01"),
        ("2026-06-15", ((2026, 6), (2026, 6)), "2026-06-16"),
    ],
)
def test_a_law_that_ends_is_not_charged_a_day_longer(until, months, says):
    act = parsed(TEXT.replace("percent = [10, 30, 50]", f"until = {until}\npercent = [10, 30, 50]").encode(), Act)
    with pytest.raises(InputError) as caught:
        under(read_case(json.dumps(RIGHT)), *(Month(*month) for month in months), act)
    assert [(error.code, error.value) for error in caught.value.errors] == [("no_rule", says)]


def test_an_exemption_that_ends_exempts_to_its_last_day():
    text = TEXT.replace('grounds = ["left_after_birth"', 'until = 2024-10-10\ngrounds = ["left_after_birth"')
    case = read_case(json.dumps(changed(("children[0].exemptions[0]", {"ground": "unknown_parents"}))))
    (charge, _) = under(case, Month(2024, 9), Month(2024, 10), parsed(text.encode(), Act)).charges
    family = under(case, Month(2024, 10), Month(2024, 10), parsed(text.encode(), Act)).charges[0].lines[0]
    assert charge.amount_grosze == 0
    assert [(s.end.day, s.percent, s.exempt) for s in family.segments] == [(10, 0, "unknown_parents"), (16, 30, None)]


def test_a_law_verified_to_the_middle_of_a_month_gives_a_notice_for_that_month():
    act = parsed(TEXT.replace("verified_until = 2025-12-31", "verified_until = 2025-12-15").encode(), Act)
    case = read_case(json.dumps(changed(("children", RIGHT["children"][:1]))))
    codes = [[n["code"] for n in under(case, m, m, act).notices] for m in (Month(2025, 11), Month(2025, 12))]
    assert codes == [[], ["law_not_verified"]]

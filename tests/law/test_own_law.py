"""A law of one's own: what it fills, follows and replaces, what is refused, and what it never changes."""

import json
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from documents import RIGHT
from hypothesis import given
from hypothesis import strategies as st

from piecza import InputError, Month, band_changes, charges, explain, law_document, own_law, rate, read_case
from piecza.case.child import Child
from piecza.dues import interest
from piecza.law.benefit_rates import OwnAmount
from piecza.law.dated import Source
from piecza.law.law_document import own_document
from piecza.law.law_in_force import shipped_law

DAY = timedelta(days=1)
SOURCE = 'source = { act = "M.P. 2026 poz. 1" }\n'
AMOUNT = f'[[amounts]]\nbenefit = "allowance_related"\nfrom = 2026-06-01\namount = "1076.00"\n{SOURCE}'
FOUR_BANDS = """
[[bands]]
from = 2027-01-01
percent = [10, 20, 40, 60]
family = "art. 191 ust. 9"
facility = "art. 191 ust. 10"
source = { act = "Dz.U. 2026 poz. 1 (zmyślona)" }
"""
END_OF_17 = """
[[exemptions]]
reading = "ust_17_before_2018_08_27"
grounds = ["no_residence_in_poland", "foreign_court", "foreign_minor"]
from = 2018-08-27
until = 2027-06-30
basis = "art. 191 ust. 17"
source = { act = "Dz.U. 2026 poz. 1 (zmyślona)" }
"""
CLASSIFICATION = """
[[classifications]]
from = 2027-01-01
section = "855"
families = "85599"
facilities = "85510"
paragraph = "4330"
source = { act = "Dz.U. 2026 poz. 2 (zmyślona)" }
"""
TEXT = """
[[texts]]
from = 2026-10-01
act = "t.j. Dz.U. 2026 poz. 3 ze zm."
source = { act = "Dz.U. 2026 poz. 3 (zmyślona)" }
"""


def interest_entry(day, percent, more=""):
    return f'[[interest]]\nfrom = {day}\npercent_per_year = "{percent}"\n{SOURCE}{more}'


def amount_entry(day, amount, more="", benefit="allowance_related"):
    return AMOUNT.replace("2026-06-01", day).replace("1076.00", amount).replace("allowance_related", benefit) + more


def refused(*texts, **files):
    with pytest.raises(InputError) as caught:
        own_law(files or {f"{number}.toml": text for number, text in enumerate(texts)})
    return caught.value.errors


def one_refused(*texts):
    (error,) = refused(*texts)
    return error


# What it adds


def test_an_amount_follows_what_is_known_and_holds_to_the_next_31_may():
    law = own_law({"prawo.toml": AMOUNT})
    for day, expected in (
        (date(2026, 5, 31), "1002.00"),
        (date(2026, 6, 1), "1076.00"),
        (date(2027, 5, 31), "1076.00"),
    ):
        assert str(rate("allowance_related", day, law=law).amount) == expected
    known = rate("allowance_related", date(2026, 6, 1), law=law)
    assert (known.act, known.url, known.certainty, known.basis) == (
        "M.P. 2026 poz. 1", None, "given", "art. 80 ust. 1 pkt 1",
    )  # fmt: skip
    with pytest.raises(InputError) as caught:
        rate("allowance_related", date(2027, 6, 1), law=law)
    (error,) = caught.value.errors
    assert "holds until 31 May 2027, and amounts may change then" in error.advice["en"]
    assert "from = 2027-06-01" in error.advice["en"]
    with pytest.raises(InputError):
        rate("allowance_other", date(2026, 6, 1), law=law)


def test_an_amount_with_an_end_of_its_own_and_one_that_follows_it():
    law = own_law({"a.toml": amount_entry("2026-06-01", "1076.00", "until = 2028-05-31\n")})
    assert rate("allowance_related", date(2028, 5, 31), law=law).end == date(2028, 5, 31)
    both = own_law({"a.toml": AMOUNT + amount_entry("2027-06-01", "1100.00")})
    assert rate("allowance_related", date(2027, 5, 31), law=both).amount == 1076
    assert rate("allowance_related", date(2027, 6, 1), law=both).amount == 1100


def test_a_sources_table_spares_repeating_an_act():
    text = '[sources]\nm = { act = "M.P. 2026 poz. 1" }\n' + AMOUNT.replace('{ act = "M.P. 2026 poz. 1" }', '"m"')
    assert own_law({"a.toml": text}) == own_law({"b.toml": AMOUNT})


def test_a_gap_of_the_library_is_filled():
    wages = amount_entry("2022-06-01", "2168.76", "until = 2023-01-31\n", "minimum_wage_professional")
    law = own_law({"a.toml": wages})
    assert rate("minimum_wage_professional", date(2022, 6, 1), law=law).amount == Decimal("2168.76")
    for day in (date(2022, 5, 31), date(2012, 1, 1)):
        with pytest.raises(InputError):
            rate("minimum_wage_professional", day, law=law)
    assert rate("minimum_wage_professional", date(2023, 2, 1), law=law).amount == 4100


def test_an_equal_value_changes_nothing():
    equal = [
        amount_entry("2024-06-01", "1002.00", "until = 2026-05-31\n"),
        interest_entry("2025-12-10", "9.50"),
        interest_entry("2026-03-05", "9.25", "until = 2026-03-05\n"),
    ]
    law = own_law({"a.toml": "".join(equal)})
    assert law.rates.history == shipped_law().rates.history
    assert law.interest.history == shipped_law().interest.history
    case = read_case(json.dumps(RIGHT))
    first, other = charges(case, "2025-01", "2025-12"), charges(case, "2025-01", "2025-12", law=law)
    assert first.charges == other.charges
    assert "own" not in first.law
    assert other.law == {**first.law, "own": law.own.sha256}


def test_nothing_of_ones_own_is_the_librarys_law():
    assert own_law({}) is shipped_law()
    assert own_law({"a.toml": "# jeszcze nic\n"}) is shipped_law()


def test_another_value_for_known_days_says_why():
    error = one_refused(amount_entry("2025-06-01", "1050.00"))
    assert (error.code, error.path, error.place.file) == ("own_law_contradicts", "amounts[0]", "0.toml")
    assert "Na dzień 01.06.2025 biblioteka zna co innego: 1002.00, a wpis mówi: 1050.00." in error.message["pl"]
    assert 'replaces = "…"' in error.message["en"]
    assert "kolumnie „dlaczego inaczej”" in error.message["pl"]
    assert one_refused(amount_entry("2025-06-01", "1050.00", 'replaces = " "\n')).code == "own_law_contradicts"
    law = own_law({"a.toml": amount_entry("2025-06-01", "1050.00", 'replaces = "obwieszczenie z 2025 r."\n')})
    for day, expected in ((date(2025, 5, 31), 1002), (date(2025, 6, 1), 1050), (date(2026, 5, 31), 1050)):
        assert rate("allowance_related", day, law=law).amount == expected
    assert "otherwise than the library" in rate("allowance_related", date(2025, 6, 1), law=law).note["en"]


@pytest.mark.parametrize(("day", "code"), [("2026-05-31", "own_law_contradicts"), ("2026-06-01", None)])
def test_inferred_days_are_known_days(day, code):
    entry = amount_entry(day, "1050.00", "until = 2026-06-30\n")
    assert (one_refused(entry).code if code else own_law({"a": entry}).own and None) == code


@pytest.mark.parametrize(("day", "known"), [("2025-12-31", True), ("2026-01-01", False)])
def test_bands_are_known_to_the_day_to_which_they_were_verified(day, known):
    entry = FOUR_BANDS.replace("2027-01-01", day)
    assert (one_refused(entry).code == "own_law_contradicts") if known else own_law({"a": entry}).own


# What is refused


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        ("[[rates]]\nfrom = 2026-06-01\n", "own_law_table", "rates"),
        ("[amonts]\n", "own_law_table", "amonts"),
        (AMOUNT.replace(SOURCE, ""), "own_law_without_act", "amounts[0].source"),
        (AMOUNT.replace('act = "M.P. 2026 poz. 1"', 'url = "x"'), "own_law_without_act", "amounts[0].source.act"),
        (AMOUNT.replace("M.P. 2026 poz. 1", " "), "own_law_without_act", "amounts[0].source.act"),
        (AMOUNT.replace('"1076.00"', "1076.00"), "amount_not_text", "amounts[0].amount"),
        (AMOUNT.replace("1076.00", "1 076,00"), "amount_format", "amounts[0].amount"),
        (AMOUNT.replace("allowance_related", "allowance_relatd"), "unknown_benefit", "amounts[0].benefit"),
        (AMOUNT.replace("from", "form"), "missing_field", "amounts[0].from"),
        (AMOUNT.replace("2026-06-01", '"2026-06-31"'), "day_does_not_exist", "amounts[0].from"),
        (AMOUNT + "until = 2026-05-31\n", "end_before_start", "amounts[0].until"),
        (AMOUNT + amount_entry("2026-05-01", "1002.00"), "own_law_day_back", "amounts[1].from"),
        (AMOUNT + amount_entry("2026-06-01", "1077.00"), "own_law_twice", "amounts[1].from"),
        (AMOUNT.replace('{ act = "M.P. 2026 poz. 1" }', '"notice"'), "own_law_without_act", "amounts[0].source"),
        (amount_entry("2011-06-01", "600.00", "until = 2011-12-31\n"), "own_law_too_early", "amounts[0].from"),
        (amount_entry("2026-06-02", "1076.00"), "own_law_gap", "amounts[0].from"),
        (AMOUNT + amount_entry("2028-06-01", "1100.00"), "own_law_gap", "amounts[1].from"),
        (interest_entry("2099-01-01", "9.00"), "own_law_gap", "interest[0].from"),
        (
            amount_entry("2024-06-01", "5663.58", benefit="minimum_wage_emergency")
            + amount_entry("2026-07-01", "6000.00", benefit="minimum_wage_emergency"),
            "own_law_gap",
            "amounts[1].from",
        ),
        (interest_entry("2025-11-06", "9.00"), "own_law_contradicts", "interest[0]"),
        (interest_entry("2030-01-01", "101"), "own_law_percent", "interest[0].percent_per_year"),
        (FOUR_BANDS.replace("2027", "2025"), "own_law_contradicts", "bands[0]"),
        (FOUR_BANDS.replace("[10, 20, 40, 60]", "[]"), "empty_list", "bands[0].percent"),
        (FOUR_BANDS.replace("60", "101"), "own_law_percent", "bands[0].percent[3]"),
        (END_OF_17.replace("2027-06-30", "2025-06-30"), "own_law_contradicts", "exemptions[0]"),
        (END_OF_17.replace("2018-08-27\n", "2018-08-28\n"), "own_law_contradicts", "exemptions[0]"),
        (END_OF_17.replace("foreign_minor", "foreign_child"), "unknown_ground", "exemptions[0].grounds"),
        (END_OF_17.replace(', "foreign_minor"', ""), "own_law_exemption", "exemptions[0].grounds"),
        (END_OF_17.replace("ust_17_before", "ust_10a_before"), "own_law_exemption", "exemptions[0].grounds"),
        (FOUR_BANDS.replace("60", '"60"'), "own_law_percent", "bands[0].percent[3]"),
        (
            interest_entry("2030-01-01", "9.25").replace('"9.25"', "9.25"),
            "own_law_percent",
            "interest[0].percent_per_year",
        ),
        (AMOUNT + "untill = 2027-05-31\n", "unknown_field", "amounts[0].untill"),
        (AMOUNT + "replaces = 1\n", "wrong_type", "amounts[0].replaces"),
        (CLASSIFICATION.replace("2027", "2025"), "own_law_contradicts", "classifications[0]"),
        (TEXT.replace("2026-10-01", "2025-10-01"), "own_law_contradicts", "texts[0]"),
        ("[[amounts", "not_toml", ""),
    ],
)
def test_what_is_wrong_with_entries_of_ones_own(text, code, path):
    errors = [error for error in refused(text) if error.code == code]
    assert [(error.path, error.place.file) for error in errors] == [(path, "0.toml")] * len(errors)
    assert errors
    assert all(error.message["pl"] != error.message["en"] for error in errors)


def test_bytes_that_are_no_utf_8():
    assert [error.code for error in refused(**{"a.toml": b"\xff"})] == ["encoding"]


def test_all_that_is_wrong_is_said_at_once_file_by_file():
    errors = refused(
        AMOUNT.replace(SOURCE, ""), "[x]\n", AMOUNT.replace("1076.00", "x") + FOUR_BANDS.replace("60", "x")
    )
    assert [(error.place.file, error.code) for error in errors] == [
        ("0.toml", "own_law_without_act"),
        ("1.toml", "own_law_table"),
        ("2.toml", "not_toml"),
    ]
    both = refused(amount_entry("2025-06-01", "1.00"), FOUR_BANDS.replace("2027", "2020"))
    assert [(error.place.file, error.code) for error in both] == [
        ("0.toml", "own_law_contradicts"),
        ("1.toml", "own_law_contradicts"),
    ]


def test_the_same_entry_twice_is_one_entry():
    own = OwnAmount.model_validate(
        {
            "benefit": "allowance_related",
            "from": date(2026, 6, 1),
            "amount": "1076.00",
            "source": {"act": "M.P. 2026 poz. 1"},
        }
    )
    once = own_law({"a.toml": AMOUNT})
    assert own_law({"a.toml": AMOUNT, "b.toml": AMOUNT}, [own]) == once
    other_act = own_law({"a.toml": AMOUNT}, [own.model_copy(update={"source": Source(act="inny akt")})])
    assert rate("allowance_related", date(2026, 6, 1), law=other_act).amount == 1076


def test_gaps_and_contradictions_are_said_together():
    errors = refused(amount_entry("2026-07-01", "1076.00"), FOUR_BANDS.replace("2027", "2020"))
    assert [(error.place.file, error.code) for error in errors] == [
        ("1.toml", "own_law_contradicts"),
        ("0.toml", "own_law_gap"),
    ]


def test_bands_of_ones_own_are_named_in_a_notice():
    case = read_case(json.dumps(stay_since("2020-03-15")))
    law = own_law({"a.toml": FOUR_BANDS + 'until = 2027-12-31\nreplaces = "próba"\n'})
    for month, told in (("2026-12", 0), ("2027-01", 1), ("2027-12", 1), ("2028-01", 0)):
        notices = [notice for notice in charges(case, month, law=law).notices if notice["code"] == "own_law_holds"]
        assert len(notices) == told
        assert all(notice["path"] == "law" for notice in notices)
    (notice,) = [n for n in charges(case, "2027-03", law=law).notices if n["code"] == "own_law_holds"]
    assert notice["message"]["en"] == (
        "By your own entries of the law, from 1 January 2027 until 31 December 2027: bands – "
        "10/20/40/60 % (art. 191 ust. 9; art. 191 ust. 10) (Dz.U. 2026 poz. 1 (zmyślona); próba)."
    )


def test_two_files_that_speak_of_the_same_days():
    error = one_refused(AMOUNT, amount_entry("2026-06-01", "1077.00"))
    assert (error.code, error.place.file) == ("own_law_twice", "1.toml")
    assert "(allowance_related: 0.toml, amounts[0])" in error.message["en"]
    overlapping = one_refused(AMOUNT + "until = 2027-05-31\n", amount_entry("2027-05-31", "1077.00"))
    assert overlapping.code == "own_law_twice"
    # The order of files does not matter, only that of the days.
    assert own_law({"b": AMOUNT, "a": amount_entry("2027-06-01", "1077.00")}).own


# What names it


def test_the_hash_is_that_of_what_the_entries_say():
    law = own_law({"a.toml": AMOUNT + FOUR_BANDS})
    again = own_law({"z.toml": FOUR_BANDS + "# uwaga\n", "y.toml": AMOUNT.replace("\n", "\r\n")})
    sheet = own_law(
        {"x.toml": FOUR_BANDS},
        [OwnAmount.model_validate({"benefit": "allowance_related", "from": date(2026, 6, 1), "amount": "1076.00",
                                   "source": Source(act="M.P. 2026 poz. 1")})],
    )  # fmt: skip
    assert law.own.sha256 == again.own.sha256 == sheet.own.sha256
    assert own_law({"a.toml": AMOUNT.replace("poz. 1", "poz. 2") + FOUR_BANDS}).own.sha256 != law.own.sha256


def test_amounts_that_are_given_as_objects_are_checked_too():
    own = OwnAmount.model_validate(
        {"benefit": "allowance_related", "from": date(2025, 1, 1), "amount": "1.00", "source": {"act": "x"}}
    )
    with pytest.raises(InputError) as caught:
        own_law({}, [own])
    assert [(e.code, e.path, e.place) for e in caught.value.errors] == [("own_law_contradicts", "amounts[0]", None)]


# A dry run of an amendment: no line of code, only entries


def stay_since(start, **more):
    return {
        "schema": "piecza.case/1",
        "children": [{
            "id": "D-1",
            "stays": [{"gmina": "2808011", "placements": [
                {"form": "related_family", "start": start, "monthly_cost": [{"amount": "1000.00"}]}]}],
            **more,
        }],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "month", "amount", "segments"),
    [
        ("2020-03-15", "2026-12", "500.00", [(3, 50)]),
        ("2020-03-15", "2027-01", "600.00", [(4, 60)]),
        ("2024-02-01", "2026-12", "500.00", [(3, 50)]),
        ("2024-02-01", "2027-01", "400.00", [(3, 40)]),
        ("2024-02-01", "2027-02", "600.00", [(4, 60)]),
        ("2025-06-01", "2026-12", "300.00", [(2, 30)]),
        ("2025-06-01", "2027-01", "200.00", [(2, 20)]),
        ("2026-11-10", "2027-01", "100.00", [(1, 10)]),
        ("2026-01-16", "2027-01", "151.62", [(1, 10), (2, 20)]),
    ],
)
def test_bands_in_four_years_from_2027(start, month, amount, segments):
    law = own_law({"a.toml": FOUR_BANDS})
    case = read_case(json.dumps(stay_since(start)))
    (charge,) = charges(case, month, law=law)
    assert str(charge.amount) == amount
    assert [(s.band, s.percent) for line in charge.lines for s in line.segments] == segments
    explanation = explain(case, charge, law=law)
    assert f"{segments[-1][1]}\u00a0%" in " ".join(explanation.sentences("pl"))
    assert all(
        f"pkt {band}" in s.basis for line in charge.lines for s, (band, _) in zip(line.segments, segments, strict=True)
    )


def test_the_days_on_which_a_band_begins_know_the_amendment():
    child = Child.model_validate(stay_since("2020-03-15")["children"][0])
    law = own_law({"a.toml": FOUR_BANDS})
    assert [(str(c.day), c.year, c.band, c.percent) for c in band_changes(child, law=law)] == [
        ("2020-03-15", 1, 1, 10), ("2021-03-15", 2, 2, 30), ("2022-03-15", 3, 3, 50), ("2027-01-01", 7, 4, 60),
    ]  # fmt: skip
    assert len(band_changes(child)) == 3


@pytest.mark.parametrize(("month", "amount"), [("2027-06", "0.00"), ("2027-07", "100.00")])
def test_ust_17_ends_on_a_day(month, amount):
    case = read_case(json.dumps(stay_since("2026-08-01", exemptions=[{"ground": "foreign_minor"}])))
    (charge,) = charges(case, month, law=own_law({"a.toml": END_OF_17}))
    assert str(charge.amount) == amount
    (of_library,) = charges(case, month)
    assert of_library.amount == 0


def test_what_an_exemption_that_ends_changes_is_shown():
    law = own_law({"a.toml": END_OF_17})
    (table,) = own_document(law).tables
    assert {(entry.name, str(entry.start), entry.value) for entry in table.entries} == {
        (ground, "2027-07-01", "–") for ground in ("no_residence_in_poland", "foreign_court", "foreign_minor")
    }
    (table,) = law_document(date(2027, 7, 1), "foreign_minor", law=law).tables
    assert [entry.value for entry in table.entries] == ["–"]


@given(start=st.dates(date(2013, 1, 1), date(2027, 12, 31)), month=st.sampled_from(["2026-11", "2026-12"]))
def test_own_law_from_a_day_changes_no_amount_before_it(start, month):
    case = read_case(json.dumps(stay_since(str(start))))
    law = own_law({"a.toml": FOUR_BANDS + AMOUNT + END_OF_17})
    assert charges(case, month, law=law).charges == charges(case, month).charges


@given(
    st.permutations([FOUR_BANDS, AMOUNT, END_OF_17, CLASSIFICATION, TEXT]),
    st.dates(date(2020, 1, 1), date(2027, 6, 1)),
)
def test_what_a_result_names_as_its_law_reproduces_it(texts, start):
    case = read_case(json.dumps(stay_since(str(start))))
    law = own_law({f"{number}.toml": text for number, text in enumerate(texts)})
    again = own_law({"one.toml": "".join(texts)})
    first, second = (charges(case, "2027-01", "2027-03", law=under).to_dict() for under in (law, again))
    assert first == second
    assert first["law"]["own"] == law.own.sha256


def test_a_case_with_a_rate_that_nobody_knows_works_with_the_amount_of_a_notice():
    document = stay_since("2025-03-15")
    (placement,) = document["children"][0]["stays"][0]["placements"]
    placement |= {"monthly_cost": None, "monthly_cost_from": "rates"}
    case = read_case(json.dumps(document))
    law = own_law({"a.toml": AMOUNT})
    result = charges(case, "2026-06", law=law)
    assert "rates_inferred" not in [notice["code"] for notice in result.notices]
    rates = [line.rate for charge in result for line in charge.lines if line.kind == "monthly_cost"]
    assert rates == [Decimal("1076.00")]
    sentences = [s for charge in result for s in explain(case, charge, law=law).sentences("pl")]
    assert any("M.P. 2026 poz. 1; podane" in sentence and "art. 80" in sentence for sentence in sentences)
    assert not any("art. 91" in sentence for sentence in sentences)


def day_by_day(start, month, versions):
    """The share of 1 000.00 zł in a month, each day at the percentage of its year in the version of its day."""
    days = [month.start + number * DAY for number in range((month.end - month.start).days + 1)]
    due, run, last = 0, 0, None
    for day in [*days, None]:
        told = None
        if day and day >= start:
            year = day.year - start.year + ((day.month, day.day) >= (start.month, start.day))
            percents = next(percents for since, percents in reversed(versions) if since <= day)
            told = min(year, len(percents)), percents[min(year, len(percents)) - 1]
        if told != last and last:
            lasting = len([day for day in days if day >= start])
            base = (Decimal(100000) * lasting / len(days)).quantize(Decimal(1), ROUND_HALF_UP)
            due += int((base * run * last[1] / lasting / 100).quantize(Decimal(1), ROUND_HALF_UP))
            run = 0
        run, last = run + bool(told), told
    return due


@given(
    start=st.dates(date(2022, 1, 1), date(2027, 6, 30)).filter(lambda day: (day.month, day.day) != (2, 29)),
    turns=st.lists(
        st.tuples(st.dates(date(2026, 1, 1), date(2028, 3, 31)), st.lists(st.integers(0, 100), min_size=1, max_size=5)),
        min_size=1,
        max_size=3,
        unique_by=lambda turn: turn[0],
    ),
    month=st.sampled_from([Month(2026, 7), Month(2027, 1), Month(2027, 2), Month(2028, 2)]),
)
def test_any_bands_of_ones_own_are_those_of_a_day_by_day_walk(start, turns, month):
    texts = [
        FOUR_BANDS.replace("2027-01-01", str(day)).replace("[10, 20, 40, 60]", str(of)) for day, of in sorted(turns)
    ]
    due = charges(read_case(json.dumps(stay_since(str(start)))), month, law=own_law({"a.toml": "".join(texts)}))
    versions = [(date(2012, 1, 1), (10, 30, 50)), *sorted(turns)]
    assert sum(charge.amount_grosze for charge in due) == day_by_day(start, month, versions)


# Interest, texts and the classification


def test_interest_goes_on_at_a_rate_of_ones_own():
    since = shipped_law().interest.verified_until + DAY
    law = own_law({"a.toml": interest_entry(since, "9.25")})
    with pytest.raises(InputError):
        interest(Decimal(1000), since, since + 30 * DAY)
    (period,) = interest(Decimal(1000), since, since + 30 * DAY, law=law).periods
    assert (str(period.percent), period.certainty, period.days) == ("9.25", "given", 31)
    (given_by_caller,) = interest(Decimal(1000), since, since + DAY, {since: Decimal("8.00")}, law=law).periods
    assert str(given_by_caller.percent) == "8.00"
    ended = own_law({"a.toml": interest_entry(since, "9.25", f"until = {since + DAY}\n")})
    with pytest.raises(InputError):
        interest(Decimal(1000), since, since + 2 * DAY, law=ended)


def test_texts_and_classification_from_their_day_on():
    law = own_law({"a.toml": TEXT + CLASSIFICATION})
    assert law.texts.cited(date(2026, 9, 30)) == "t.j. Dz.U. 2025 poz. 49 ze zm."
    assert law.texts.cited(date(2026, 10, 1)) == "t.j. Dz.U. 2026 poz. 3 ze zm."
    worth = [entry.value for entry in law_document(date(2027, 1, 1), "classifications", law=law).tables[0].entries]
    assert worth == ["855, 85599, 85510, § 4330"]


@pytest.mark.parametrize(("day", "text"), [("2026-12-31", "poz. 3"), ("2027-01-01", "poz. 49")])
def test_a_text_with_an_end_of_its_own(day, text):
    law = own_law({"a.toml": TEXT + "until = 2026-12-31\n" + CLASSIFICATION + "until = 2027-12-31\n"})
    assert text in law.texts.cited(date.fromisoformat(day))
    assert law.classifications.of(Month(2027, 12)).families == "85599"
    assert law.classifications.of(Month(2028, 1)).families == "85508"


@pytest.mark.parametrize(
    ("until", "day", "percent"),
    [
        ("", "2025-05-07", "12.00"),
        ("", "2025-05-08", "10.75"),
        ("until = 2025-06-30\n", "2025-06-30", "12.00"),
        ("until = 2025-06-30\n", "2025-07-01", "10.75"),
    ],
)
def test_a_rate_that_replaces_one_holds_to_its_end_or_to_the_librarys_next(until, day, percent):
    law = own_law({"a.toml": interest_entry("2025-01-01", "12.00", f'{until}replaces = "bo tak"\n')})
    (period,) = interest(Decimal(1000), date.fromisoformat(day), date.fromisoformat(day), law=law).periods
    assert str(period.percent) == percent


def test_a_certainty_of_ones_own_brings_no_notice_of_the_library():
    document = stay_since("2025-03-15")
    (placement,) = document["children"][0]["stays"][0]["placements"]
    placement |= {"monthly_cost": None, "monthly_cost_from": "rates"}
    for certainty in ("read", "inferred", "weak"):
        law = own_law({"a.toml": AMOUNT + f'certainty = "{certainty}"\n'})
        notices = charges(read_case(json.dumps(document)), "2026-06", law=law).notices
        assert "rates_inferred" not in [notice["code"] for notice in notices]
        assert rate("allowance_related", date(2026, 6, 1), law=law).certainty == certainty


# As a document


def test_what_holds_on_a_day_table_by_table():
    document = law_document(date(2026, 5, 31)).to_dict()
    assert (document["schema"], document["day"]) == ("piecza.law/1", "2026-05-31")
    tables = {table["table"]: table for table in document["tables"]}
    assert list(tables) == ["amounts", "interest", "texts", "classifications", "bands", "exemptions"]
    amounts = {entry["name"]: entry for entry in tables["amounts"]["entries"]}
    assert (amounts["allowance_other"]["value"], amounts["allowance_other"]["certainty"]) == ("1517.00", "inferred")
    assert amounts["minimum_wage_professional"]["certainty"] == "weak"
    assert amounts["minimum_wage_emergency"]["value"] is None
    assert tables["amounts"]["inferred"]["until"] == "2026-05-31"
    assert tables["amounts"]["expected"]["from"] == "2026-06-01"
    assert tables["bands"]["entries"][0]["value"] == "10/30/50 % (art. 191 ust. 9; art. 191 ust. 10)"
    assert all(table["look_up"]["pl"] and table["verified_until"] for table in document["tables"])


def test_a_value_that_is_read_and_then_inferred_is_one_value():
    values = shipped_law().values(date(2025, 12, 1), date(2026, 6, 30))
    assert [(str(v.first), str(v.last), v.worth) for v in values if v.name == "allowance_other"] == [
        ("2025-12-01", "2026-05-31", "1517.00"),
        ("2026-06-01", "2026-06-30", None),
    ]


def test_one_name_of_the_law():
    (table,) = law_document(name="allowance_related").tables
    assert {entry.name for entry in table.entries} == {"allowance_related"}
    assert (table.entries[0].start, table.entries[-1].end) == (date(1990, 1, 1), None)
    with pytest.raises(InputError) as caught:
        law_document(name="allowance_relatd")
    (error,) = caught.value.errors
    assert (error.code, error.path) == ("law_name", "name")
    assert "perhaps “allowance_related”" in error.message["en"]


def test_what_own_entries_change():
    law = own_law({"a.toml": AMOUNT + FOUR_BANDS + amount_entry("2024-06-01", "1517.00", benefit="allowance_other")})
    entries = [(table.table, entry.name, entry.value) for table in own_document(law).tables for entry in table.entries]
    assert entries == [
        ("amounts", "allowance_related", "1076.00"),
        ("bands", "percent", "10/20/40/60 % (art. 191 ust. 9; art. 191 ust. 10)"),
    ]

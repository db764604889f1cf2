"""Which gmina pays (art. 191 ust. 2–4): each step and provision, both sides of each day, and what settles nothing."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piecza import DatedGmina, EarlierStay, GminaFacts, InputError, PayingGmina, which_gmina

A, B, C = "2604043", "2604053", "2604062"
PLACED = "2025-03-15"

FIRST = "art. 191 ust. 9 i 10"
RENEWED = "art. 191 ust. 4 w zw. z ust. 9 i 10"
NOT_ESTABLISHED = {"residence_not_established": True}
NEITHER = {**NOT_ESTABLISHED, "registration_not_established": True}


def at(gmina, start="2020-01-01", end=None):
    return {"gmina": gmina, "start": start, "end": end}


def stay(start, ended_by=None):
    return {"start": start, "ended_by": ended_by}


def paying(placed=PLACED, earlier=(), **facts):
    return which_gmina({"placed": placed, "earlier": list(earlier), **facts})


def settled(result, gmina, basis, certainty="read"):
    assert result.settled
    assert (result.gmina, result.basis, result.certainty, result.missing) == (gmina, basis, certainty, None)
    assert gmina in result.reason["pl"]
    assert gmina in result.reason["en"]
    return result


def not_settled(result, missing, basis, said):
    """``said`` is a part of the Polish sentence."""
    assert not result.settled
    assert (result.gmina, result.certainty) == (None, None)
    assert (result.missing, result.basis) == (missing, basis)
    assert said in result.reason["pl"]
    return result


# Which placement decides


def test_ust_9_and_10_where_the_child_lived_before_it_was_first_placed():
    result = settled(paying(residences=[at(A)]), A, FIRST)
    assert result.day == date(2025, 3, 14)
    assert result.reason == {
        "pl": "Rozstrzyga umieszczenie w pieczy zastępczej po raz pierwszy (15.03.2025). "
        "W przeddzień (14.03.2025) miejsce zamieszkania dziecka było w gminie o kodzie 2604043.",
        "en": "What decides is the first placement in foster care (15 March 2025). "
        "On the day before (14 March 2025) the child's place of residence was in the gmina with the code 2604043.",
    }


TWO_HOMES = [at(A, "2015-01-01", "2020-12-31"), at(B, "2021-01-01")]


def test_ust_4_after_a_return_to_the_family_where_it_lived_before_the_renewed_placement():
    result = settled(paying(earlier=[stay("2019-06-01", "return_home")], residences=TWO_HOMES), B, RENEWED)
    assert result.day == date(2025, 3, 14)
    assert "zostało ponownie umieszczone w pieczy zastępczej (15.03.2025)" in result.reason["pl"]


@pytest.mark.parametrize("ended_by", ["other", "adulthood"])
def test_without_a_return_to_the_family_the_first_placement_decides_which_is_inferred(ended_by):
    result = settled(paying(earlier=[stay("2019-06-01", ended_by)], residences=TWO_HOMES), A, FIRST, "inferred")
    assert result.day == date(2019, 5, 31)
    assert "po raz pierwszy (01.06.2019). Potem dziecko nie wróciło do rodziny" in result.reason["pl"]


def test_after_the_last_return_to_the_family_the_placement_that_followed_it_decides():
    homes = [at(A, "2010-01-01", "2014-12-31"), at(B, "2015-01-01", "2019-12-31"), at(C, "2020-01-01")]
    earlier = [stay("2012-06-01", "return_home"), stay("2016-06-01", "other")]
    result = settled(paying(earlier=earlier, residences=homes), B, RENEWED, "inferred")
    assert result.day == date(2016, 5, 31)
    earlier = [stay("2012-06-01"), stay("2016-06-01", "return_home")]  # what was before a return does not matter
    settled(paying(earlier=earlier, residences=homes), C, RENEWED)
    earlier = [stay("2012-06-01", "other"), stay("2016-06-01", "other")]
    settled(paying(earlier=earlier, residences=homes), A, FIRST, "inferred")


def test_art_238_no_gmina_pays_for_a_stay_that_began_before_2012():
    for facts in ({}, {"residences": [at(A, "2005-01-01")]}, {"earlier": [stay("2010-06-01")]}):
        result = paying("2011-12-31", **facts)
        assert (result.settled, result.gmina, result.day, result.certainty) == (True, None, None, "read")
        assert (result.basis, result.missing) == ("art. 238 ust. 1", None)
        assert result.reason == {
            "pl": "Dziecko umieszczono przed 01.01.2012, więc za ten pobyt nie płaci żadna gmina: art. 191 ust. 9–11 "
            "nie stosuje się.",
            "en": "The child was placed before 1 January 2012, so no gmina pays for this stay: art. 191 ust. 9–11 are "
            "not applied.",
        }
    settled(paying("2012-01-01", residences=[at(A, "2005-01-01")]), A, FIRST)


@pytest.mark.parametrize(("first", "certainty"), [("2011-12-31", "inferred"), ("2012-01-01", "read")])
def test_whether_a_gmina_pays_for_a_child_first_placed_before_2012_is_a_reading(first, certainty):
    result = settled(paying(earlier=[stay(first, "return_home")], residences=[at(A)]), A, RENEWED, certainty)
    for lang, said in (
        ("pl", "po raz pierwszy dziecko umieszczono przed 01.01.2012"),
        ("en", "placed before 1 January"),
    ):
        assert (said in result.reason[lang].replace("Po raz", "po raz")) == (certainty == "inferred")
        assert ("pre_2012_return" in result.reason[lang]) == (certainty == "inferred")
    earlier = [stay(first, "other")]
    assert paying(earlier=earlier, residences=[at(A, "2010-01-01")]).certainty == "inferred"


def test_whether_it_was_the_first_placement_is_not_taken_for_granted():
    result = which_gmina({"placed": PLACED, "residences": [at(A)]})
    not_settled(result, "earlier", RENEWED, "Nie podano, czy dziecko było już wcześniej w pieczy zastępczej.")
    assert result.day is None
    assert which_gmina({"placed": PLACED, "earlier": None, "residences": [at(A)]}) == result


def test_how_an_earlier_stay_ended_is_not_taken_for_granted():
    earlier = [stay("2012-06-01", "other"), stay("2016-06-01")]
    result = paying(earlier=earlier, residences=[at(A, "2010-01-01")])
    not_settled(
        result, "earlier[1].ended_by", RENEWED, "jak skończył się pobyt w pieczy zastępczej rozpoczęty 01.06.2016"
    )
    result = paying(earlier=[stay("2012-06-01"), stay("2016-06-01", "other")], residences=[at(A, "2010-01-01")])
    not_settled(result, "earlier[0].ended_by", RENEWED, "rozpoczęty 01.06.2012")


def test_after_an_adoption_no_provision_decides():
    earlier = [stay("2012-06-01", "return_home"), stay("2016-06-01", "adoption")]
    result = paying(earlier=earlier, residences=[at(A, "2010-01-01")])
    not_settled(result, None, RENEWED, "rozpoczęty 01.06.2016 zakończyło przysposobienie")
    assert "No provision" in result.reason["en"]


# Where the child lived


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        ("2025-03-14", None, True),
        ("2025-03-15", None, False),
        ("2020-01-01", "2025-03-14", True),
        ("2020-01-01", "2025-03-13", False),
        ("2025-03-14", "2025-03-14", True),
        ("2020-01-01", "2025-03-15", True),
        ("2025-03-15", "2025-03-15", False),
    ],
)
def test_the_day_before_the_placement_decides(start, end, holds):
    result = paying(residences=[at(A, start, end)])
    if holds:
        settled(result, A, FIRST)
    else:
        not_settled(result, "residences", FIRST, "Nie podano miejsca zamieszkania dziecka w przeddzień (14.03.2025).")


def test_a_residence_that_is_not_known_leads_to_no_later_step():
    result = paying(registrations=[at(B)], court=C)
    not_settled(
        result, "residences", FIRST, "dopiero wtedy, gdy miejsca zamieszkania nie można ustalić (art. 191 ust. 2)"
    )


@pytest.mark.parametrize(
    ("moved", "certainty"), [("2025-03-14", None), ("2025-03-15", "inferred"), ("2025-03-16", "read")]
)
def test_a_residence_that_changes_on_the_day_of_the_placement_is_one_after_it_which_is_inferred(moved, certainty):
    last = date.fromisoformat(moved) - timedelta(days=1)
    result = paying(residences=[at(A, end=last.isoformat()), at(B, moved)])
    if certainty is None:
        settled(result, B, FIRST)
    else:
        settled(result, A, FIRST, certainty)
        assert ("miejsce zamieszkania się zmieniło" in result.reason["pl"]) == (certainty == "inferred")


def test_a_new_kind_of_the_gmina_on_the_day_of_the_placement_is_no_change_of_residence():
    settled(paying(residences=[at("2604042", end="2025-03-14"), at(A, "2025-03-15")]), "2604042", FIRST)


def test_two_residences_on_the_day_settle_nothing():
    result = paying(residences=[at(B), at(A, "2021-01-01"), at(C, "2020-01-01", "2025-03-13")])
    not_settled(result, "residences", FIRST, "podano kilka gmin (2604043, 2604053)")
    assert "art. 25–28 KC (wiedza ogólna)" in result.reason["pl"]
    assert "(known, not read)" in result.reason["en"]


def test_two_codes_that_are_one_gmina_are_one_residence_under_the_later_code():
    for residences in ([at("2604042"), at(A, "2021-01-01")], [at(A, "2021-01-01"), at("2604042")]):
        settled(paying(residences=residences), A, FIRST)


# Registration


def test_ust_2_where_the_residence_cannot_be_established_the_last_registration_decides():
    registrations = [at(B, "2021-01-01"), at(A, "2015-01-01", "2020-12-31")]
    result = settled(paying(**NOT_ESTABLISHED, registrations=registrations), B, "art. 191 ust. 2 w zw. z ust. 9 i 10")
    assert "ostatnie miejsce jego zameldowania na pobyt stały przed umieszczeniem" in result.reason["pl"]
    earlier = [stay("2019-06-01", "return_home")]
    result = paying(earlier=earlier, **NOT_ESTABLISHED, registrations=registrations)
    settled(result, B, "art. 191 ust. 2 i 4 w zw. z ust. 9 i 10")
    result = paying(earlier=[stay("2019-06-01", "other")], **NOT_ESTABLISHED, registrations=registrations)
    settled(result, A, "art. 191 ust. 2 w zw. z ust. 9 i 10", "inferred")


def test_a_registration_that_has_ended_is_still_the_last():
    registrations = [at(A, "2010-01-01", "2012-12-31"), at(B, "2008-01-01", "2013-01-01")]
    settled(paying(**NOT_ESTABLISHED, registrations=registrations), B, "art. 191 ust. 2 w zw. z ust. 9 i 10")


@pytest.mark.parametrize(("start", "gmina", "certainty"), [("2025-03-14", B, "read"), ("2025-03-15", A, "inferred")])
def test_a_registration_from_the_day_of_the_placement_on_is_left_aside_which_is_inferred(start, gmina, certainty):
    result = paying(**NOT_ESTABLISHED, registrations=[at(A, end="2025-03-13"), at(B, start)])
    settled(result, gmina, "art. 191 ust. 2 w zw. z ust. 9 i 10", certainty)
    assert ("Późniejszego zameldowania nie uwzględniono" in result.reason["pl"]) == (certainty == "inferred")


def test_a_registration_that_ended_after_the_placement_counts_to_the_day_before_it():
    basis = "art. 191 ust. 2 w zw. z ust. 9 i 10"
    result = paying(**NOT_ESTABLISHED, registrations=[at(A, end="2025-12-31"), at(B, "2025-06-01")])
    settled(result, A, basis, "inferred")
    result = paying(**NOT_ESTABLISHED, registrations=[at(A, end="2025-06-01"), at(B, end="2025-12-31")])
    not_settled(result, "registrations", basis, "w kilku gminach naraz")


def test_a_later_registration_in_the_same_gmina_changes_nothing():
    registrations = [at(A, end="2025-03-14"), at("2604042", "2025-03-20")]
    settled(paying(**NOT_ESTABLISHED, registrations=registrations), A, "art. 191 ust. 2 w zw. z ust. 9 i 10")


@pytest.mark.parametrize("registrations", [[], [at(A, "2025-03-15")]])
def test_a_registration_that_is_not_known_leads_to_no_later_step(registrations):
    result = paying(**NOT_ESTABLISHED, registrations=registrations, court=C)
    not_settled(
        result, "registrations", "art. 191 ust. 2 w zw. z ust. 9 i 10", "zameldowania na pobyt stały przed umie"
    )
    assert "(art. 191 ust. 3)" in result.reason["pl"]


@pytest.mark.parametrize("end", [None, "2024-12-31"])
def test_two_last_registrations_settle_nothing(end):
    result = paying(**NOT_ESTABLISHED, registrations=[at(B, "2021-01-01", end), at(A, end=end)])
    not_settled(
        result, "registrations", "art. 191 ust. 2 w zw. z ust. 9 i 10", "w kilku gminach naraz (2604043, 2604053)"
    )


# The court


def test_ust_3_where_neither_can_be_established_the_seat_of_the_court_decides():
    result = settled(paying(**NEITHER, court=C), C, "art. 191 ust. 3 w zw. z ust. 9 i 10")
    assert "sąd, który orzekł o umieszczeniu, ma siedzibę w gminie" in result.reason["pl"]
    renewed = paying(earlier=[stay("2019-06-01", "return_home")], **NEITHER, court=C)
    settled(renewed, C, "art. 191 ust. 3 i 4 w zw. z ust. 9 i 10")
    moved = paying(earlier=[stay("2019-06-01", "other")], **NEITHER, court=C)
    settled(moved, C, "art. 191 ust. 3 w zw. z ust. 9 i 10", "inferred")


def test_without_a_court_nothing_is_settled():
    result = paying(**NEITHER)
    not_settled(
        result, "court", "art. 191 ust. 3 w zw. z ust. 9 i 10", "Jeżeli sąd o nim nie orzekał, przepis nie wskazuje"
    )


def test_that_a_registration_cannot_be_established_matters_only_after_residence():
    settled(paying(residences=[at(A)], registration_not_established=True, court=C), A, FIRST)


# What goes in, what comes out


def test_the_facts_as_an_object_and_as_json():
    facts = GminaFacts(
        placed=date(2025, 3, 15),
        earlier=(EarlierStay(start=date(2019, 6, 1), ended_by="return_home"),),
        residences=(DatedGmina(gmina=A, start=date(2020, 1, 1)),),
    )
    result = settled(which_gmina(facts), A, RENEWED)
    assert which_gmina(json.loads(facts.model_dump_json())) == result
    first = GminaFacts(placed=date(2025, 3, 15), earlier=(), residences=facts.residences)
    settled(which_gmina(json.loads(first.model_dump_json())), A, FIRST)


def test_the_result_as_json():
    result = paying(residences=[at(A)])
    document = result.to_dict()
    assert json.loads(json.dumps(document)) == document
    assert document == {
        "gmina": A,
        "day": "2025-03-14",
        "basis": FIRST,
        "certainty": "read",
        "missing": None,
        "reason": dict(result.reason),
    }
    unknown = which_gmina({"placed": PLACED}).to_dict()
    assert (unknown["gmina"], unknown["day"], unknown["certainty"], unknown["missing"]) == (None, None, None, "earlier")


def wrong(facts):
    with pytest.raises(InputError) as refused:
        which_gmina(facts)
    return [(error.code, error.path, error.value) for error in refused.value.errors]


def test_all_that_is_wrong_in_shape_at_once():
    facts = {
        "placed": "2025-02-29",
        "earlier": [{"start": "2019-06-01", "ended_by": "death"}, {"ended_by": None}],
        "residences": [at("26040", "1989-12-31")],
        "residence_not_established": "yes",
        "registration": [],
        "court": 2604043,
    }
    assert wrong(facts) == [
        ("day_does_not_exist", "placed", "2025-02-29"),
        ("unknown_ended_by", "earlier[0].ended_by", "death"),
        ("missing_field", "earlier[1].start", None),
        ("gmina_code", "residences[0].gmina", "26040"),
        ("day_out_of_range", "residences[0].start", "1989-12-31"),
        ("wrong_type", "residence_not_established", "yes"),
        ("wrong_type", "court", 2604043),
        ("unknown_field", "registration", None),
    ]
    assert wrong({}) == [("missing_field", "placed", None)]
    assert wrong([]) == [("wrong_type", "", [])]


def test_an_unknown_field_gets_a_hint_at_a_field_of_the_facts():
    with pytest.raises(InputError) as refused:
        which_gmina({"placed": PLACED, "residence": []})
    assert "„residences”" in refused.value.errors[0].message["pl"]


def test_all_that_is_wrong_in_meaning_at_once():
    facts = {
        "placed": PLACED,
        "earlier": [stay("2019-06-02"), stay("2019-06-02"), stay("2025-03-15")],
        "residences": [at(A), at(A, "2020-01-02", "2020-01-01")],
        "registrations": [at(A, "2020-01-02", "2020-01-01"), at(A, "2020-01-02", "2020-01-02")],
        **NEITHER,
    }
    assert wrong(facts) == [
        ("stays_out_of_order", "earlier[1].start", "2019-06-02"),
        ("stays_out_of_order", "placed", "2025-03-15"),
        ("end_before_start", "residences[1].end", "2020-01-01"),
        ("end_before_start", "registrations[0].end", "2020-01-01"),
    ]
    settled(paying(earlier=[stay("2025-03-14", "return_home")], residences=[at(A)]), A, RENEWED)


def test_what_is_given_cannot_be_said_not_to_be_established():
    given_both = {"residences": [at(B, end="2024-12-31"), at(A)], "registrations": [at(B), at(A, end="2024-12-31")]}
    with pytest.raises(InputError) as refused:
        paying(**given_both, **NEITHER)
    errors = refused.value.errors
    assert [(error.code, error.path) for error in errors] == [
        ("residence_established", "residences[1]"),
        ("registration_established", "registrations[0]"),
    ]
    assert "podano je tu na dzień przed umieszczeniem (2025-03-14)" in errors[0].message["pl"]
    assert "podano tu zameldowanie sprzed umieszczenia (2025-03-15)" in errors[1].message["pl"]
    assert wrong({"placed": PLACED, "earlier": [], "registrations": [at(A, end="2021-01-01")], **NEITHER}) == [
        ("registration_established", "registrations[0]", None)
    ]


def test_what_lies_beside_the_deciding_days_contradicts_nothing():
    facts = {"residences": [at(A, end="2025-03-13"), at(B, PLACED)], "registrations": [at(A, PLACED)], "court": C}
    settled(paying(**facts, **NEITHER), C, "art. 191 ust. 3 w zw. z ust. 9 i 10")
    unknown = which_gmina({"placed": PLACED, "residences": [at(A)], **NEITHER})
    not_settled(unknown, "earlier", RENEWED, "Nie podano")


def test_the_first_day_that_a_document_may_hold():
    assert paying(earlier=[stay("1990-01-01", "other")]).day == date(1989, 12, 31)


DAYS = st.dates(date(2024, 1, 1), date(2024, 1, 12))
LIVED = st.builds(
    lambda gmina, days: DatedGmina(gmina=gmina, start=min(days), end=max(days)),
    st.sampled_from([A, "2604042", B]),
    st.tuples(DAYS, DAYS),
)


@given(DAYS, st.lists(LIVED, max_size=4), st.permutations(range(4)))
def test_by_days_one_by_one_and_in_any_order(placed, residences, order):
    """A child lives in a gmina on each of its days; the one gmina of the day before, if any, pays."""
    result = which_gmina(GminaFacts(placed=placed, earlier=(), residences=tuple(residences)))
    before = date.fromordinal(placed.toordinal() - 1)
    days = {(r.start.toordinal() + n, r.gmina[:6]) for r in residences for n in range((r.end - r.start).days + 1)}
    gminas = {gmina for day, gmina in days if day == before.toordinal()}
    assert {result.gmina[:6]} == gminas if result.settled else len(gminas) != 1
    shuffled = tuple(residences[index] for index in order if index < len(residences))
    again = which_gmina(GminaFacts(placed=placed, earlier=(), residences=shuffled))
    assert isinstance(again, PayingGmina)
    assert (again.settled, again.certainty) == (result.settled, result.certainty)

"""Stored noty against a later case: what is corrected, by how much and why, and which noty do not fit together."""

import json
import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
import small_cases
from agreements import PLAIN, RIGHT, agreed
from small_cases import case, child, family, placement, stay

from piecza import InputError, ReadingNeeded
from piecza.errors import TEXTS
from piecza.notes.correcting import chains, corrections
from piecza.notes.issuing import notas
from piecza.notes.nota import CorrectingNota, read_nota

ISSUED, LATER = date(2025, 4, 7), date(2025, 6, 2)
FIRST, SECOND, OTHER, CITY = "2604043", "2808011", "3001012", "2861011"


def issue(of, month="2025-03", agreement=None, first_number=1):
    return list(notas(of, month, agreement or agreed(), issued=ISSUED, first_number=first_number))


def correct(stored, of, **more):
    return corrections(stored, of, issued=LATER, **more)


def only(stored, of, **more):
    (correction,) = correct(stored, of, **more)
    return correction


def between(before, after, month="2025-03", **more):
    """The one correction of one nota, and that nothing is left to correct after it."""
    stored = issue(before, month, more.get("agreement"))
    correction = only(stored, after, **more)
    again = correct([*stored, correction], after, first_number=9, **more)
    assert (len(again), again.right) == (0, len(stored))
    assert read_nota(correction.to_json()) == correction
    assert (
        correction.amount
        == correction.after - correction.before
        == sum(change.difference for change in correction.changes)
    )
    return correction


def said(correction, lang="en"):
    return [[reason[lang].replace("\u00a0", " ") for reason in change.reasons] for change in correction.changes]


def test_where_nothing_changed_nothing_is_corrected():
    of = case(family("D-1", FIRST), family("D-2", SECOND))
    made = correct(issue(of), of)
    assert (len(made), list(made), made.right, made.uncharged) == (0, [], 2, [])
    assert len(correct([], of)) == 0


def test_what_stands_on_a_correction():
    agreement = agreed(of=RIGHT)
    stored = issue(case(family("D-1", FIRST), family("D-2", FIRST)), agreement=agreement, first_number=7)
    correction = only(
        stored, case(family("D-1", FIRST, cost="1200.00"), family("D-2", FIRST)), first_number=3, reason="Pomyłka"
    )
    assert correction.kind == "correction"
    assert (correction.number, correction.issued, correction.month) == ("3/ZM/K/03/2025", LATER, "2025-03")
    assert (correction.before, correction.after, correction.amount) == (200, 220, 20)
    assert correction.in_words == "dwadzieścia złotych zero groszy"
    assert correction.reason == "Pomyłka"
    assert correction.corrects == correction.follows
    assert (correction.corrects.number, correction.corrects.issued) == ("7/ZM/03/2025", ISSUED)
    for name in ("powiat", "gmina", "agreement", "terms", "law", "rates", "readings", "version"):
        assert getattr(correction, name) == getattr(stored[0], name)
    assert (correction.due.days, correction.due.counted_from, correction.due.day) == (21, "receipt", None)
    assert [(total.chapter, total.amount) for total in correction.totals] == [("90001", 20)]
    (change,) = correction.changes
    assert (change.child, change.gmina, change.difference) == ("D-1", FIRST, 20)
    assert (change.before.amount, change.after.amount) == (100, 120)
    assert change.before == stored[0].charges[0]
    assert any("PLN 1,200.00" in sentence["en"].replace("\u00a0", " ") for sentence in change.after.explanation)


def test_a_term_counted_from_issue_is_counted_from_that_of_the_correction():
    agreement = agreed(("terms", {"due_from": "issue", "due_days": 5}))
    correction = between(case(family("D-1", FIRST)), case(family("D-1", FIRST, cost="1.00")), agreement=agreement)
    assert correction.due.day == date(2025, 6, 9)  # 7 June is a Saturday, 8 June is Pentecost


REASONS = {
    "the first day of the stay": (
        family("D-1", FIRST),
        family("D-1", FIRST, start="2024-11-09"),
        ["Monthly cost (related foster family): first day of stay – was 10 November 2024, should be 9 November 2024."],
        0,
    ),
    "the cost": (
        family("D-1", FIRST),
        family("D-1", FIRST, cost="1200.00"),
        [
            "Monthly cost (related foster family): cost of a full month – was PLN 1,000.00, should be PLN 1,200.00.",
            "Monthly cost (related foster family): base – was PLN 1,000.00, should be PLN 1,200.00.",
        ],
        20,
    ),
    "the last day": (
        family("D-1", FIRST, cost="310.00"),
        family("D-1", FIRST, cost="310.00", end="2025-03-10"),
        [
            "Monthly cost (related foster family): days – was 31 (1 March 2025 – 31 March 2025), "
            "should be 10 (1 March 2025 – 10 March 2025).",
            "Monthly cost (related foster family): base – was PLN 310.00, should be PLN 100.00.",
        ],
        -21,
    ),
    "the band": (
        family("D-1", FIRST),
        family("D-1", FIRST, start="2023-11-10"),
        [
            "Monthly cost (related foster family): first day of stay – was 10 November 2024, "
            "should be 10 November 2023.",
            "Monthly cost (related foster family): percent – was 10%, should be 30%.",
        ],
        200,
    ),
    "the band in the month": (
        family("D-1", FIRST, cost="310.00"),
        family("D-1", FIRST, cost="310.00", start="2024-03-11"),
        [
            "Monthly cost (related foster family): first day of stay – was 10 November 2024, should be 11 March 2024.",
            "Monthly cost (related foster family): percent – was 10%, should be 10% (10 days), 30% (21 days).",
        ],
        42,
    ),
    "the form": (
        family("D-1", FIRST),
        child("D-1", stay(FIRST, placement("facility", "2024-11-10"))),
        [
            "Monthly cost (care facility): form of care – was related foster family, should be care facility.",
            "Monthly cost (care facility): chapter – was 85508, should be 85510.",
        ],
        0,
    ),
    "an expense more": (
        family("D-1", FIRST),
        family("D-1", FIRST, expenses=[{"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}]),
        ["Holiday grant (related foster family): was missing, base PLN 50.00."],
        5,
    ),
    "an expense less": (
        family("D-1", FIRST, expenses=[{"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}]),
        family("D-1", FIRST),
        ["Holiday grant (related foster family): should not be there, base PLN 50.00."],
        -5,
    ),
    "another expense": (
        family("D-1", FIRST, expenses=[{"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}]),
        family("D-1", FIRST, expenses=[{"kind": "random_event", "day": "2025-03-05", "amount": "50.00"}]),
        [
            "Grant for a random event (related foster family): was missing, base PLN 50.00.",
            "Holiday grant (related foster family): should not be there, base PLN 50.00.",
        ],
        0,
    ),
    "one of two expenses less": (
        family(
            "D-1",
            FIRST,
            expenses=[
                {"kind": "holiday_grant", "day": "2025-03-05", "amount": amount} for amount in ("50.00", "60.00")
            ],
        ),
        family("D-1", FIRST, expenses=[{"kind": "holiday_grant", "day": "2025-03-05", "amount": "60.00"}]),
        ["Holiday grant (related foster family), on 5 March 2025: should not be there, base PLN 50.00."],
        -5,
    ),
    "the cost of a full month alone": (
        family("D-1", FIRST, end="2025-03-01"),
        family("D-1", FIRST, end="2025-03-01", cost="1000.01"),
        [
            "Monthly cost (related foster family): cost of a full month – was PLN 1,000.00, should be PLN 1,000.01.",
        ],
        0,
    ),
    "the child paid elsewhere for a part": (
        family("D-1", FIRST),
        child(
            "D-1",
            stay("3001012", placement("related_family", "2024-11-10", "2025-02-28"), ended_by="other"),
            stay(SECOND, placement("related_family", "2025-03-01", "2025-03-01"), ended_by="other"),
            stay("1001011", placement("related_family", "2025-03-31", "2025-03-31"), ended_by="other"),
            stay("1001022", placement("related_family", "2025-04-01")),
        ),
        ["By the register the gmina does not pay for this child in the month; it is paid by 2808011, 1001011."],
        -100,
    ),
    "the child is gone": (
        family("D-1", FIRST),
        family("D-1", FIRST, end="2025-02-20"),
        ["By the register the gmina does not pay for this child in the month."],
        -100,
    ),
    "the child pays elsewhere": (
        family("D-1", FIRST),
        family("D-1", SECOND),
        ["By the register the gmina does not pay for this child in the month; it is paid by 2808011."],
        -100,
    ),
    "a ground of exemption": (
        {**family("D-1", FIRST), "exemptions": [{"ground": "unknown_parents"}]},
        {**family("D-1", FIRST), "exemptions": [{"ground": "foreign_court"}]},
        [
            "Monthly cost (related foster family): exemption – was the parents' identity is unknown, "
            "should be the child was placed on a foreign court's order."
        ],
        0,
    ),
}


@pytest.mark.parametrize("name", REASONS)
def test_why_a_childs_month_is_otherwise(name):
    before, after, expected, difference = REASONS[name]
    beside = family("D-2", FIRST, cost="2.00")
    correction = between(case(before, beside), case(after, beside))
    assert said(correction) == [expected]
    assert correction.amount == difference
    for change in correction.changes:
        assert len(change.reasons) == len({reason["pl"] for reason in change.reasons}) == len(expected)
        for reason in change.reasons:
            assert reason["pl"][0].isupper()
            assert reason["pl"].endswith(".")
            assert reason["pl"] != reason["en"]


def test_what_differs_in_every_line_is_said_once():
    def of(start):
        grant = {"kind": "holiday_grant", "day": "2025-03-05", "amount": "50.00"}
        return case(family("D-1", FIRST, start=start, expenses=[grant]))

    correction = between(of("2024-11-10"), of("2023-11-10"))
    assert said(correction) == [
        [
            "First day of stay – was 10 November 2024, should be 10 November 2023.",
            "Percent – was 10%, should be 30%.",
        ]
    ]
    assert said(correction, "pl")[0][1] == "Procent – było 10 %, powinno być 30 %."


def test_what_differs_in_some_lines_names_them():
    def of(*amounts):
        grants = [
            {"kind": kind, "day": "2025-03-05", "amount": amount}
            for kind, amount in zip(["holiday_grant", "random_event", "supplement"], amounts, strict=True)
        ]
        return case(family("D-1", FIRST, expenses=grants))

    correction = between(of("50.00", "50.00", "50.00"), of("60.00", "60.00", "50.00"))
    assert said(correction) == [
        [
            "Holiday grant (related foster family), Grant for a random event (related foster family): "
            "base – was PLN 50.00, should be PLN 60.00."
        ]
    ]


def test_a_child_that_was_missing():
    correction = between(case(family("D-1", FIRST)), case(family("D-1", FIRST), family("D-2", FIRST)))
    assert said(correction) == [["The child is not in what stands for the month."]]
    assert (correction.changes[0].before, correction.changes[0].difference) == (None, 100)


def test_another_kind_of_the_same_gmina_alone_needs_no_correction():
    """The seventh digit says what kind a gmina is, and no more."""
    stored = issue(case(family("D-1", SECOND)))
    assert len(correct(stored, case(family("D-1", "2808013")))) == 0
    correction = between(case(family("D-1", SECOND)), case(family("D-1", "2808013", cost="1200.00")))
    (change,) = correction.changes
    assert (change.gmina, change.after.gmina, change.difference) == (SECOND, "2808013", 20)
    assert "does not pay" not in str(said(correction))


def test_lines_in_another_order_are_no_correction():
    grants = [{"kind": "holiday_grant", "day": "2025-03-05", "amount": amount} for amount in ("50.00", "60.00")]
    stored = issue(case(family("D-1", FIRST, expenses=grants)))
    assert len(correct(stored, case(family("D-1", FIRST, expenses=grants[::-1])))) == 0


def test_children_in_another_order_are_no_correction():
    children = [family("D-1", FIRST), family("D-2", FIRST)]
    assert len(correct(issue(case(*children)), case(*children[::-1]))) == 0


def test_another_powiat_terms_or_later_costs_are_no_correction():
    stored = issue(case(family("D-1", FIRST)))
    agreement = agreed(("powiat.place", "Gdzie Indziej"), ("terms", {"due_days": 3, "in_words": "fraction"}))
    assert len(correct(stored, case(family("D-1", FIRST, end="2025-04-01")), agreement=agreement)) == 0


def test_errors_of_two_children_that_cancel_out_are_corrected_with_zero():
    correction = between(
        case(family("D-1", FIRST, cost="1000.00"), family("D-2", FIRST, cost="2000.00")),
        case(family("D-1", FIRST, cost="2000.00"), family("D-2", FIRST, cost="1000.00")),
    )
    assert (correction.amount, [change.difference for change in correction.changes]) == (0, [100, -100])
    assert correction.in_words == "zero złotych zero groszy"
    assert (correction.before, correction.after) == (300, 300)


def test_another_chapter_alone_is_corrected_with_zero():
    correction = between(
        case(family("D-1", FIRST)), case(child("D-1", stay(FIRST, placement("facility", "2024-11-10", None))))
    )
    assert [(total.chapter, total.amount) for total in correction.totals] == [("85508", -100), ("85510", 100)]


def test_the_gmina_that_pays_now_has_the_child_on_its_own_nota():
    before = case(family("D-1", FIRST), family("D-2", FIRST), family("D-3", SECOND))
    after = case(family("D-1", SECOND), family("D-2", FIRST), family("D-3", SECOND))
    stored = issue(before)
    first, second = correct(stored, after)
    assert [first.number, second.number] == ["1/PZ/K/03/2025", "2/PZ/K/03/2025"]
    assert said(first, "pl") == [["Według rejestru gmina w tym miesiącu za to dziecko nie płaci; płaci 2808011."]]
    assert said(second, "pl") == [["W dotychczasowym rozliczeniu miesiąca nie ma tego dziecka."]]
    assert (first.amount, second.amount) == (-100, 100)


def test_a_gmina_without_any_child_left_is_corrected_to_nothing():
    stored = issue(case(family("D-1", FIRST), family("D-2", SECOND)))
    made = correct(stored, case(family("D-1", SECOND), family("D-2", SECOND)))
    first = next(iter(made))
    assert (first.before, first.after, first.amount) == (100, 0, -100)
    assert first.gmina == stored[0].gmina
    assert first.readings == stored[0].readings
    assert [(total.chapter, total.amount) for total in first.totals] == [("85508", -100)]


def test_a_gmina_without_any_child_left_is_named_as_agreed_today():
    stored = issue(case(family("D-1", FIRST), family("D-2", SECOND)))
    today = agreed(("powiat.place", "Nowy Zmyślów"), ("gmina[0].name", "Gmina Przemianowana"))
    first, _ = correct(stored, case(family("D-1", SECOND), family("D-2", SECOND)), agreement=today)
    assert (first.powiat.place, first.gmina.name) == ("Nowy Zmyślów", "Gmina Przemianowana")


def test_who_owes_and_has_no_nota_is_named():
    stored = issue(case(family("D-1", FIRST), family("D-2", SECOND, cost="0.00"), family("D-5", CITY)))
    after = case(
        family("D-1", FIRST),
        family("D-2", SECOND),
        family("D-3", OTHER, start="2025-04-01"),
        family("D-4", "1001011", cost="0.00"),
        family("D-5", CITY),
    )
    made = correct(stored, after)
    assert [(str(gmina.month), gmina.gmina[:6], gmina.amount) for gmina in made.uncharged] == [
        ("2025-03", "280801", Decimal("100.00"))
    ]
    assert (len(made), made.right) == (0, 1)
    city = agreed(("gmina[1].code", CITY))
    assert [gmina.gmina[:6] for gmina in correct(stored, after, agreement=city).uncharged] == ["280801", "286101"]


def test_several_months_are_corrected_in_order():
    before, after = case(family("D-1", FIRST)), case(family("D-1", FIRST, cost="10.00"))
    stored = [*issue(before, "2025-03"), *issue(before, "2025-01", first_number=2)]
    made = list(correct(stored, after, first_number=5))
    assert [(correction.number, correction.month, correction.corrects.number) for correction in made] == [
        ("5/PZ/K/01/2025", "2025-01", "2/PZ/01/2025"),
        ("5/PZ/K/03/2025", "2025-03", "1/PZ/03/2025"),
    ]


def chain_of_three():
    """A nota, three corrections each of which follows the one before, and the cases they are of."""
    cases = [case(family("D-1", FIRST, cost=cost), family("D-2", FIRST)) for cost in ("100.00", "200.00", "50.00")]
    cases.append(cases[0])
    documents = issue(cases[0])
    for number, of in enumerate(cases[1:], start=1):
        documents.append(only(documents, of, first_number=number))
    return documents, cases


def test_corrections_chain_on_and_lead_back():
    documents, cases = chain_of_three()
    assert [document.amount for document in documents] == [110, 10, -15, 5]
    assert [document.follows.number for document in documents[1:]] == [
        "1/PZ/03/2025",
        "1/PZ/K/03/2025",
        "2/PZ/K/03/2025",
    ]
    assert {document.corrects.number for document in documents[1:]} == {"1/PZ/03/2025"}
    assert [(document.before, document.after) for document in documents[1:]] == [(110, 120), (120, 105), (105, 110)]
    assert len(correct(documents, cases[0])) == 0
    assert len(correct(documents[::-1], cases[0])) == 0
    (chain,) = chains(documents[::-1])
    assert [correction.number for correction in chain.corrections] == [document.number for document in documents[1:]]
    assert (chain.last, chain.amount_grosze) == (documents[-1], 11000)
    assert [charge.amount for charge in chain.standing.values()] == [10, 100]


def test_a_child_that_came_by_a_correction_goes_by_one():
    first, second = case(family("D-1", FIRST)), case(family("D-1", FIRST), family("D-2", FIRST))
    documents = issue(first)
    documents.append(only(documents, second))
    assert [key[0] for key in chains(documents)[0].standing] == ["D-1", "D-2"]
    documents.append(only(documents, first, first_number=2))
    assert [key[0] for key in chains(documents)[0].standing] == ["D-1"]
    assert [document.amount for document in documents] == [100, 100, -100]
    assert len(correct(documents, first)) == 0


def test_stored_documents_are_not_altered():
    documents, cases = chain_of_three()
    texts = [document.to_json() for document in documents]
    list(correct(documents, cases[1], first_number=4, agreement=agreed(of=RIGHT)))
    assert [document.to_json() for document in documents] == texts


def test_two_runs_are_the_same_to_the_byte():
    documents, cases = chain_of_three()
    made = correct(documents, cases[1], first_number=4)
    again = correct([read_nota(document.to_json()) for document in documents], cases[1], first_number=4)
    assert [correction.to_json() for correction in made] == [correction.to_json() for correction in made]
    assert [correction.to_json() for correction in made] == [correction.to_json() for correction in again]


def problems_of(stored):
    with pytest.raises(InputError) as caught:
        chains(stored)
    for error in caught.value.errors:
        assert error.message["pl"] != error.message["en"]
    return [(e.code, e.path, e.value) for e in caught.value.errors]


def test_two_stored_noty_of_one_number():
    first, second = issue(case(family("D-1", FIRST), family("D-2", SECOND)))
    second = second.model_copy(update={"number": first.number})
    assert problems_of([first, second]) == [("number_twice", "number", first.number)]
    (correction,) = correct([first], case(family("D-1", FIRST, cost="1.00")))
    correction = correction.model_copy(update={"number": first.number})
    assert ("number_twice", "number", first.number) in problems_of([first, correction])


def test_two_noty_of_one_gmina_and_month():
    (first,) = issue(case(family("D-1", SECOND)))
    (second,) = issue(case(family("D-1", "2808013")), first_number=2)
    assert problems_of([first, second]) == [("nota_twice", "number", "2/PZ/03/2025")]
    with pytest.raises(InputError) as caught:
        correct([first, second], case(family("D-1", SECOND)))
    assert "1/PZ/03/2025" in caught.value.errors[0].message["en"]
    assert "2025-03" in caught.value.errors[0].message["pl"]
    (other_month,) = issue(case(family("D-1", SECOND)), "2025-04", first_number=3)
    assert len(chains([first, other_month])) == 2


def test_a_correction_whose_nota_is_not_there():
    documents, _ = chain_of_three()
    for missing, adrift in ((0, 3), (1, 2), (2, 1), (3, 0)):
        left = [document for index, document in enumerate(documents) if index != missing]
        if adrift:
            expected = [
                ("correction_adrift", "follows.number", document.follows.number) for document in documents[-adrift:]
            ]
            assert problems_of(left) == expected
        else:
            assert len(chains(left)) == 1


@pytest.mark.parametrize("altered", [0, 1, 2])
def test_a_stored_amount_that_was_altered(altered):
    documents, _ = chain_of_three()
    changed = documents[altered].model_copy(update={"amount": documents[altered].amount + Decimal("0.01")})
    problems = problems_of([*documents[:altered], changed, *documents[altered + 1 :]])
    assert [code for code, _, _ in problems] == ["amount_altered", *["correction_adrift"] * (3 - altered)]
    assert problems[0][1:] == ("amount", str(changed.amount))
    assert problems[1][2] == documents[altered].number


def test_an_amount_that_was_altered_where_nothing_follows():
    (nota,) = issue(case(family("D-1", FIRST)))
    altered = nota.model_copy(update={"amount": Decimal("99.99")})
    assert problems_of([altered]) == [("amount_altered", "amount", "99.99")]


def test_a_correction_that_begins_from_another_amount():
    documents, _ = chain_of_three()
    (charge, *others) = documents[0].charges
    charge = charge.model_copy(update={"amount": charge.amount + 1})
    nota = documents[0].model_copy(update={"amount": documents[0].amount + 1, "charges": (charge, *others)})
    assert "correction_adrift" in {code for code, _, _ in problems_of([nota, *documents[1:]])}


def test_a_correction_of_another_day_month_or_gmina_is_adrift():
    documents, _ = chain_of_three()
    moved = documents[0].gmina.model_copy(update={"code": SECOND})
    for update in ({"issued": date(2025, 4, 8)}, {"month": "2025-04"}, {"gmina": moved}):
        assert {code for code, _, _ in problems_of([documents[0].model_copy(update=update), documents[1]])} == {
            "correction_adrift"
        }


def test_two_corrections_of_the_same_document():
    documents, _ = chain_of_three()
    twin = documents[1].model_copy(update={"number": "99"})
    assert problems_of([*documents, twin]) == [("correction_adrift", "follows.number", documents[0].number)]


def test_all_that_does_not_fit_is_said_at_once():
    documents, _ = chain_of_three()
    problems = problems_of([documents[0], documents[0], documents[3]])
    assert [code for code, _, _ in problems] == ["number_twice", "nota_twice", "correction_adrift"]


def test_a_number_that_is_taken():
    documents, cases = chain_of_three()
    with pytest.raises(InputError) as caught:
        correct(documents, cases[1], first_number=3)
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [
        ("number_taken", "first_number", "3/PZ/K/03/2025")
    ]


HALF = {"divisor": "thirty"}
LEAVING = family("D-1", FIRST, cost="310.00", end="2025-03-15")


def test_without_an_agreement_the_readings_and_terms_are_those_of_the_nota():
    stored = issue(case(LEAVING, readings=HALF), agreement=agreed(of=RIGHT))
    assert stored[0].amount == Decimal("15.50")
    assert len(correct(stored, case(LEAVING))) == 0
    longer = family("D-1", FIRST, cost="310.00", end="2025-03-18")
    correction = only(stored, case(longer))
    assert correction.after == Decimal("18.60")
    assert (correction.readings, correction.terms, correction.number) == (
        stored[0].readings,
        stored[0].terms,
        "1/ZM/K/03/2025",
    )


def test_with_an_agreement_the_readings_and_terms_are_those_of_today():
    stored = issue(case(LEAVING), agreement=agreed())
    today = agreed(("readings", HALF), ("terms", {"symbol": "X", "in_words": "fraction"}))
    correction = only(stored, case(LEAVING), agreement=today)
    assert (correction.before, correction.after, correction.number) == (15, Decimal("15.50"), "1/X/K/03/2025")
    assert correction.in_words == "zero złotych 50/100"
    assert correction.readings.divisor == "thirty"
    assert said(correction) == [
        [
            "Monthly cost (related foster family): base – was PLN 150.00, should be PLN 155.00.",
            "Another reading (divisor): was – a part of a month is divided by its days, is – in a month that is not "
            "wholly days of this stay the divisor is 30.",
        ]
    ]
    assert len(correct([*stored, correction], case(LEAVING), agreement=today, first_number=2)) == 0
    assert len(correct([*stored, correction], case(LEAVING))) == 0
    back = only([*stored, correction], case(LEAVING), agreement=agreed(), first_number=2)
    assert back.amount == Decimal("-0.50")
    assert said(back)[0][-1].startswith("Another reading (divisor): was – in a month")


def test_a_gmina_that_the_agreement_does_not_name_keeps_the_readings_of_its_nota():
    stored = issue(case(LEAVING))
    others = agreed(("gmina", PLAIN["gmina"][1:]), ("readings", HALF), ("powiat.place", "Nowy Zmyślów"))
    assert len(correct(stored, case(LEAVING), agreement=others)) == 0


def test_another_chapter_in_the_agreement_is_a_reason():
    stored = issue(case(family("D-1", FIRST)))
    today = agreed(("terms", {"classification": {"families": "90001"}}))
    correction = only(stored, case(family("D-1", FIRST)), agreement=today)
    assert said(correction) == [["Monthly cost (related foster family): chapter – was 85508, should be 90001."]]
    assert [(total.chapter, total.amount) for total in correction.totals] == [("85508", -100), ("90001", 100)]


def test_another_rounding_alone_names_the_reading():
    stored = issue(case(family("D-1", FIRST)))
    correction = only(stored, case(family("D-1", FIRST)), agreement=agreed(("readings", {"rounding": "child_month"})))
    assert correction.amount == 0
    assert said(correction) == [
        [
            "Monthly cost (related foster family): share – was PLN 100.00, should be –.",
            "Another reading (rounding): was – each segment is rounded, is – the child's month is rounded.",
        ]
    ]


RETURNED = child(
    "D-1",
    stay(FIRST, placement("related_family", "2023-01-01", "2024-10-31"), ended_by="return_home"),
    stay(FIRST, placement("related_family", "2024-11-10")),
)


def test_a_reading_that_the_nota_did_not_need_is_the_cases_and_stands_on_the_correction():
    stored = issue(case(family("D-1", FIRST)))
    assert stored[0].readings.after_return is None
    correction = only(stored, case(RETURNED, readings={"after_return": "sum"}))
    assert (correction.after, correction.readings.after_return) == (500, "sum")
    assert "None" not in str(said(correction))
    assert len(correct([*stored, correction], case(RETURNED, readings={"after_return": "reset"}), first_number=2)) == 0


def test_a_reading_that_is_needed_now_is_asked_for():
    with pytest.raises(ReadingNeeded) as caught:
        correct(issue(case(family("D-1", FIRST))), case(RETURNED))
    assert [(error.reading, error.children) for error in caught.value.errors] == [("after_return", ("D-1",))]


def test_other_law_data_are_a_notice_of_the_correction():
    (nota,) = issue(case(family("D-1", FIRST)))
    older = nota.model_copy(update={"law": nota.law.model_copy(update={"sha256": "0" * 64})})
    assert len(correct([older], case(family("D-1", FIRST)))) == 0
    correction = only([older], case(family("D-1", FIRST, cost="1.00")))
    assert [(notice.code, notice.child) for notice in correction.notices] == [("law_changed", None)]
    assert "art-191" in correction.notices[0].message["pl"]
    assert correction.notices[0].message["en"] == TEXTS["law_changed"]["en"].format(law="art-191")
    same = only([nota], case(family("D-1", FIRST, cost="1.00")))
    assert same.notices == ()


def test_notices_of_a_correction_are_those_of_its_gmina():
    stored = issue(case(family("D-1", FIRST), family("D-2", SECOND)))
    without = child("D-1", stay(FIRST, placement("related_family", "2024-11-10", cost=None)))
    correction = only(stored, case(without, family("D-2", SECOND)))
    assert [(notice.code, notice.child) for notice in correction.notices] == [("no_cost", "D-1")]


def test_a_correction_is_read_back_as_what_it_is():
    documents, _ = chain_of_three()
    text = documents[1].to_json()
    assert isinstance(read_nota(text), CorrectingNota)
    assert json.loads(text)["kind"] == "correction"
    with pytest.raises(InputError) as caught:
        read_nota(re.sub(r'"before": "110.00",\n', "", text))
    assert [(e.code, e.path) for e in caught.value.errors] == [("missing_field", "before")]


def test_another_section_or_paragraph_alone_is_corrected_with_zero():
    stored = issue(case(family("D-1", FIRST)))
    agreement = agreed(("terms", {"classification": {"paragraph": "2900"}}))
    correction = only(stored, case(family("D-1", FIRST)), agreement=agreement)
    assert (correction.amount, correction.classification.paragraph, stored[0].classification.paragraph) == (
        0,
        "2900",
        "4330",
    )
    assert said(correction) == [["Classification: was 855 § 4330, should be 855 § 2900."]]
    assert len(correct([*stored, correction], case(family("D-1", FIRST)), agreement=agreement)) == 0
    assert len(correct(stored, case(family("D-1", FIRST)))) == 0


def test_another_year_of_stay_of_the_same_band_is_corrected_with_zero():
    def again(start):
        first = stay(FIRST, placement("related_family", start, "2020-01-01"))
        return case(
            child("D-1", first, stay(FIRST, placement("related_family", "2022-01-01"))),
            readings={"after_return": "sum"},
        )

    stored = issue(again("2017-01-01"))
    correction = only(stored, again("2014-01-01"))
    assert correction.amount == 0
    assert (
        correction.changes[0].before.lines[0].segments[0].years
        != correction.changes[0].after.lines[0].segments[0].years
    )


@pytest.mark.parametrize("change", ["in_words", "base", "totals", "line"])
def test_a_stored_nota_in_which_anything_was_altered_is_refused(change):
    (nota,) = issue(case(family("D-1", FIRST)))
    (charge,) = nota.charges
    line = charge.lines[0].model_copy(update={"amount": charge.amount + 1})
    update = {
        "in_words": {"in_words": "sto dwa złote"},
        "base": {"base": nota.base + 1},
        "totals": {"totals": ()},
        "line": {"charges": (charge.model_copy(update={"lines": (line,)}),)},
    }[change]
    assert problems_of([nota.model_copy(update=update)])[0][0] == "amount_altered"


def test_a_stored_correction_that_does_not_begin_from_what_stands_is_adrift():
    stored = issue(case(family("D-1", FIRST)))
    correction = only(stored, case(family("D-1", FIRST, cost="2000.00")))
    (change,) = correction.changes
    earlier = change.before.model_copy(update={"explanation": ()})
    for update in (
        {"changes": (change.model_copy(update={"before": earlier}),)},
        {"corrects": correction.follows.model_copy(update={"number": "x"})},
    ):
        assert "correction_adrift" in {
            code for code, _, _ in problems_of([*stored, correction.model_copy(update=update)])
        }


def test_another_year_of_stay_of_the_same_band_is_the_reason():
    def back(start):
        early = small_cases.stay(
            "2604043", small_cases.placement("related_family", start, "2024-01-31"), ended_by="return_home"
        )
        return small_cases.case(
            small_cases.child(
                "D-1", early, small_cases.stay("2604043", small_cases.placement("related_family", "2024-02-20"))
            ),
            readings={"after_return": "sum"},
        )

    stored = list(notas(back("2021-01-31"), "2024-04", agreed(), issued=date(2024, 5, 7)))
    (correction,) = corrections(stored, back("2020-01-31"), issued=date(2024, 6, 7))
    (change,) = correction.changes
    assert "rok pobytu – było 4, powinno być 5" in change.reasons[0]["pl"].casefold()


def test_a_correction_is_not_issued_before_what_it_corrects_nor_for_a_reason_with_a_pesel():
    stored, dearer = issue(case(family("D-1", FIRST))), case(family("D-1", FIRST, cost="1200.00"))
    with pytest.raises(InputError) as early:
        corrections(stored, dearer, issued=ISSUED - timedelta(days=1))
    assert [(e.code, e.path) for e in early.value.errors] == [("issued_early", "issued")]
    assert len(corrections(stored, dearer, issued=ISSUED)) == 1
    with pytest.raises(InputError) as told:
        corrections(stored, dearer, issued=LATER, reason="dziecko " + "82" + "010" + "1" * 6)
    assert [(e.code, e.path, e.value) for e in told.value.errors] == [("reason_pesel", "reason", None)]

"""How noty read: what stands where, and that it adds up whatever the caller's decimal context is."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from agreements import agreed
from documents import LEAVE_OUT
from small_cases import case, family

from piecza import InputError
from piecza.notes import page, read_nota, summary_page
from piecza.notes.correcting import corrections
from piecza.notes.issuing import notas
from piecza.notes.summary import month_summary

FIRST = "2604043"
ISSUED = date(2025, 4, 7)


def two(start="2024-01-10", cost="1234567.89"):
    return case(family("D-1", FIRST, start, cost=cost), family("D-2", FIRST))


def issue(of):
    return list(notas(of, "2025-03", agreed(), issued=ISSUED))


def values(table):
    return [[cell and cell.value for cell in row] for row in table.rows]


def test_a_correction_shows_the_children_that_do_not_change_in_one_row():
    stored = issue(two())
    with localcontext(prec=3):
        (correction,) = corrections(stored, two(cost="1234500.00"), issued=ISSUED)
        sheet = page(correction)
        summary = summary_page(month_summary(two(), notas(two(), "2025-03", agreed(), issued=ISSUED)))
    rows = values(sheet.tables[0])
    unchanged = stored[0].charges[1].amount
    assert rows[-1] == [2, "pozostałe dzieci", "bez zmian", "–", unchanged, "–", unchanged, Decimal("0.00")]
    before, _, after, difference = sheet.tables[0].sums[0][1]
    assert (before, after, difference) == (correction.before, correction.after, correction.amount)
    assert [sum(row[at] for row in rows) for at in (4, 6, 7)] == [before, after, difference]
    assert summary.tables[0].sums[0][1][1] == sum(charge.base for charge in stored[0].charges)


def test_a_chain_names_the_nota_and_the_correction_before():
    stored = issue(two())
    (first,) = corrections(stored, two(cost="1.00"), issued=ISSUED)
    (second,) = corrections([*stored, first], two(cost="2.00"), issued=date(2025, 5, 5), first_number=2)
    facts = dict(page(second).facts)
    assert facts["Koryguje notę"] == f"{stored[0].number} z dnia 7 kwietnia 2025 r."
    assert facts["Ostatnia korekta"] == f"{first.number} z dnia 7 kwietnia 2025 r."
    assert "Ostatnia korekta" not in dict(page(first).facts)


def test_what_is_to_the_gminas_credit_is_not_asked_to_be_paid():
    stored = issue(two())
    (correction,) = corrections(stored, two(cost="1.00"), issued=ISSUED)
    sheet = page(correction)
    assert sheet.amount[0] == "Różnica na korzyść gminy"
    assert [name for name, _ in sheet.payment] == ["Tytuł rozliczenia"]
    assert {name for name, _ in page(stored[0]).payment} == {"Termin płatności", "Rachunek bankowy", "Tytuł przelewu"}
    assert page(stored[0]).amount[0] == "Do zapłaty"


def test_a_case_that_is_wrong_under_what_was_agreed_is_told():
    """The expense lies on the day a stay ends, which is no day of stay with this gmina."""
    expense = {"kind": "holiday_grant", "day": "2025-03-20", "amount": "5.00"}
    left = case(family("D-1", FIRST, end="2025-03-20", expenses=[expense]))
    assert issue(left)
    with pytest.raises(InputError) as caught:
        notas(left, "2025-03", agreed(("readings", {"leaving_day": "not_counted"})), issued=ISSUED)
    assert [error.code for error in caught.value.errors] == ["expense_outside_stay"]


def test_a_difference_of_zero_is_neither_to_pay_nor_to_anybodys_credit():
    swapped = case(family("D-1", FIRST, cost="1000.00"), family("D-2", FIRST, cost="2000.00"))
    stored = issue(case(family("D-1", FIRST, cost="2000.00"), family("D-2", FIRST, cost="1000.00")))
    (correction,) = corrections(stored, swapped, issued=ISSUED)
    assert page(correction).amount[:2] == ("Różnica", Decimal("0.00"))
    assert [name for name, _ in page(correction).payment] == ["Tytuł rozliczenia"]


def test_a_powiat_without_an_account_asks_for_none():
    (nota,) = notas(two(), "2025-03", agreed(("powiat.account", LEAVE_OUT)), issued=ISSUED)
    assert [name for name, _ in page(nota).payment] == ["Termin płatności", "Tytuł przelewu"]


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (4, "11 kwietnia 2025 r. (4 dni od wystawienia)"),
        (5, "14 kwietnia 2025 r. (5 dni od wystawienia, tj. 12 kwietnia 2025 r.; termin przesunięty: art. 115 KC)"),
        (7, "14 kwietnia 2025 r. (7 dni od wystawienia)"),
    ],
)
def test_kc_115_a_term_that_is_moved_shows_both_its_days(days, shown):
    agreement = agreed(("terms", {"due_from": "issue", "due_days": days}))
    (nota,) = notas(two(), "2025-03", agreement, issued=ISSUED)
    assert page(nota).payment[0] == ("Termin płatności", shown)
    assert page(read_nota(nota.to_json())) == page(nota)


def test_a_nota_of_money_that_was_recovered_charges_nobody():
    recovered = {"kind": "recovered", "day": "2025-03-05", "amount": "-5000.00"}
    (nota,) = issue(case(family("D-1", FIRST, expenses=[recovered])))
    sheet = page(nota)
    assert sheet.opening.startswith("Uznajemy Państwa")
    assert sheet.amount[0] == "Na korzyść gminy"
    assert page(issue(two())[0]).opening.startswith("Obciążamy Państwa")


def test_a_month_in_which_another_year_of_the_same_band_begins_names_both():
    (nota,) = issue(case(family("D-1", FIRST, "2019-03-11")))
    assert values(page(nota).tables[0])[0][7] == "6.–7. (3)"

"""Noty under a law of one's own: what they keep of it, and under which law they are corrected and audited."""

from datetime import date

import pytest
from agreements import PLAIN, agreed
from small_cases import case, child, placement, stay

from piecza import InputError, own_law
from piecza.audit import audit
from piecza.notes import charged_of, corrections, given_notas, joined, notas, read_agreement, read_nota
from piecza.notes.layout import page
from piecza.render.html import to_html

FIRST, SECOND = "2604043", "2808011"
ISSUED = date(2026, 7, 6)
AMOUNT = (
    '[[amounts]]\nbenefit = "allowance_related"\nfrom = 2026-06-01\namount = "{}"\n'
    'source = {{ act = "M.P. 2026 poz. 1" }}\n'
)
LAW = own_law({"a.toml": AMOUNT.format("1076.00")})
OTHER = own_law({"a.toml": AMOUNT.format("1077.00")})
LATER = own_law({"a.toml": AMOUNT.format("1076.00") + AMOUNT.format("1100.00").replace("2026-06-01", "2027-06-01")})
BANDS = """
[[bands]]
from = 2027-01-01
percent = [10, 20, 40, 60]
family = "art. 191 ust. 9"
facility = "art. 191 ust. 10"
source = { act = "Dz.U. 2026 poz. 1 (zmyślona)" }
"""


def of_rates(name="D-1", gmina=FIRST, start="2025-03-15"):
    return child(name, stay(gmina, placement("related_family", start, cost=None, monthly_cost_from="rates")))


def issue(of, month="2026-06", **more):
    return list(notas(of, month, agreed(of=PLAIN), issued=ISSUED, **more))


def refused(work):
    with pytest.raises(InputError) as caught:
        work()
    return caught.value.errors


def test_a_nota_keeps_what_its_own_entries_said():
    (nota,) = issue(case(of_rates()), law=LAW)
    assert nota.law.own == nota.rates.own == LAW.own.sha256
    assert str(nota.rates.inferred_until) == "2026-05-31"
    assert [own.model_dump(mode="json") for own in nota.own_law] == [
        {
            "table": "amounts",
            "name": "allowance_related",
            "start": "2026-06-01",
            "end": "2026-06-30",
            "value": "1076.00",
        }
    ]
    assert read_nota(nota.to_json()) == nota
    shown = to_html(page(nota))
    assert f"własne wpisy, sha256 {LAW.own.sha256[:12]}…" in shown
    assert "M.P. 2026 poz. 1; podane" in shown
    assert "wniosek do 31.05.2026" in shown.replace("\u00a0", " ")


def test_without_entries_a_nota_says_nothing_of_them():
    (nota,) = issue(case(of_rates()), "2026-05")
    document = nota.to_json()
    assert '"own' not in document
    assert [notice.code for notice in nota.notices] == ["law_not_verified", "rates_inferred"]
    # A law with entries for other days only is the same for this nota.
    (other,) = issue(case(of_rates()), "2026-05", law=LAW)
    assert (other.own_law, other.amount) == ((), nota.amount)


def test_the_consolidated_text_is_that_of_the_day_of_issue():
    of = case(of_rates())
    for day, text in (
        (date(2023, 12, 31), "(Dz.U. 2011 nr 149 poz. 887 ze zm.)"),
        (date(2024, 1, 31), "(t.j. Dz.U. 2023 poz. 1426 ze zm.)"),
        (date(2024, 2, 1), "(t.j. Dz.U. 2024 poz. 177 ze zm.)"),
        (date(2024, 12, 31), "(t.j. Dz.U. 2024 poz. 177 ze zm.)"),
        (date(2025, 1, 1), "(t.j. Dz.U. 2025 poz. 49 ze zm.)"),
    ):
        (nota,) = notas(of, "2025-04", agreed(of=PLAIN), issued=day)
        assert text in to_html(page(nota)), day
    old = nota.model_copy(update={"consolidated_text": None})
    assert "(Dz.U. 2011 nr 149 poz. 887 ze zm.)" in to_html(page(old))


@pytest.mark.parametrize(("law", "works"), [(LAW, True), (LATER, True), (OTHER, False), (None, False)])
def test_corrections_and_audits_need_the_law_of_the_nota(law, works):
    of = case(of_rates())
    noty = issue(of, law=LAW)
    tries = [
        lambda: corrections(noty, of, issued=ISSUED, law=law).right,
        lambda: len(charged_of(noty, law=law)),
        lambda: len(issue(case(of_rates(), of_rates("D-2", SECOND)), stored=noty, law=law, first_number=5)),
    ]
    for work in tries:
        if works:
            assert work() == 1
            continue
        (error,) = refused(work)
        assert (error.code, error.path) == ("own_law_differs", "law")
        assert (
            f"Nota 1/PZ/06/2026 was issued under a law (own entries: {LAW.own.sha256[:12]}) that says: "
            in (error.message["en"])
        )
        now = f"own entries: {law.own.sha256[:12]}) says: 1077.00" if law else "own entries: –) says: –"
        assert "świadczenie na dziecko w rodzinie spokrewnionej, 01.06.2026: 1076.00" in error.message["pl"]
        assert now in error.message["en"]


def test_an_audit_of_noty_under_their_law_finds_them_right():
    of = case(of_rates())
    noty = issue(of, law=LAW)
    result = audit(of, charged_of(noty, law=LAW), law=LAW)
    assert [checked.difference_grosze for checked in result] == [0]
    assert result.law["own"] == LAW.own.sha256


def test_a_correction_is_worked_out_under_that_law_and_keeps_it():
    noty = issue(case(of_rates()), law=LAW)
    (made,) = corrections(noty, case(of_rates(start="2024-06-15")), issued=ISSUED, law=LAW)
    assert made.own_law == noty[0].own_law
    assert made.law.own == LAW.own.sha256
    assert made.consolidated_text == "t.j. Dz.U. 2025 poz. 49 ze zm."
    again = corrections([*noty, made], case(of_rates(start="2024-06-15")), issued=ISSUED, law=LAW)
    assert (again.right, len(again)) == (1, 0)
    # Nobody pays for the child any more: the correction keeps what the nota said of the law.
    (gone,) = corrections(noty, case(of_rates("D-2", SECOND)), issued=ISSUED, law=LAW)
    assert (gone.own_law, gone.law) == (noty[0].own_law, noty[0].law)


def test_what_the_librarys_law_made_wrong_is_corrected_under_a_law_that_replaces_it():
    of = case(of_rates())
    noty = issue(of, "2025-06")
    replaced = own_law(
        {"a.toml": AMOUNT.format("1050.00").replace("2026", "2025") + 'replaces = "inne obwieszczenie"\n'}
    )
    (made,) = corrections(noty, of, issued=ISSUED, law=replaced)
    assert (made.before, made.after) == (noty[0].amount, noty[0].amount * 1050 / 1002)
    assert [(notice.code, notice.message["pl"][-40:]) for notice in made.notices if notice.code == "law_changed"]
    assert "inaczej niż w bibliotece, bo: inne obwieszczenie" in made.to_json()
    (found,) = audit(of, charged_of(noty, law=replaced), law=replaced)
    assert found.difference_grosze == int((made.before - made.after) * 100)
    # Beside a nota of the month that stands, no other one is issued under another law.
    both = case(of_rates(), of_rates("D-2", SECOND))
    (error,) = refused(lambda: issue(both, "2025-06", stored=noty, law=replaced, first_number=5))
    assert error.code == "own_law_differs"
    assert "świadczenie na dziecko w rodzinie spokrewnionej, 01.06.2025: 1002.00" in error.message["pl"]


def test_an_entry_that_fills_what_nobody_knew_changes_no_nota():
    given = child("D-1", stay(FIRST, placement("related_family", "2025-03-15", cost="1000.00")))
    noty = issue(case(given))
    assert corrections(noty, case(given), issued=ISSUED, law=LAW).right == 1


def test_bands_of_ones_own_stand_on_a_nota_from_their_first_day():
    law = own_law({"a.toml": BANDS})
    of = case(child("D-1", stay(FIRST, placement("related_family", "2020-03-15", cost="1000.00"))))
    before, after = (notas(of, month, agreed(of=PLAIN), issued=ISSUED, law=law) for month in ("2026-12", "2027-01"))
    (old,), (new,) = list(before), list(after)
    assert ((old.amount, old.own_law), new.amount) == ((500, ()), 600)
    assert [(own.table, own.name, own.value[:11]) for own in new.own_law] == [("bands", "percent", "10/20/40/60")]
    (error,) = refused(lambda: corrections([new], of, issued=ISSUED))
    assert "10/30/50" in error.message["en"]


EXEMPTION = """
[[exemptions]]
reading = "ust_17_before_2018_08_27"
grounds = ["no_residence_in_poland", "foreign_court", "foreign_minor"]
from = 2018-08-27
until = 2026-12-31
basis = "art. 191 ust. 17"
source = { act = "Dz.U. 2026 poz. 1 (zmyślona)" }
"""


def test_an_exemption_that_ends_is_a_value_of_a_nota():
    law = own_law({"a.toml": EXEMPTION})
    placed = placement("related_family", "2025-03-15", cost="1000.00")
    exempt = child("D-1", stay(FIRST, placed), exemptions=[{"ground": "foreign_minor"}])
    of = case(exempt, child("D-2", stay(FIRST, placed)))
    (under_it,) = notas(of, "2027-01", agreed(of=PLAIN), issued=ISSUED, law=law)
    (of_library,) = notas(of, "2027-01", agreed(of=PLAIN), issued=ISSUED)
    assert (under_it.amount, of_library.amount) == (600, 300)
    assert {(own.name, own.value) for own in under_it.own_law} == {
        (ground, "–") for ground in ("no_residence_in_poland", "foreign_court", "foreign_minor")
    }
    for work in (lambda: corrections([under_it], of, issued=ISSUED), lambda: charged_of([under_it])):
        assert [error.code for error in refused(work)] == ["own_law_differs"]
    both = case(exempt, child("D-2", stay(FIRST, placed)), child("D-3", stay(SECOND, placed)))
    more = {"issued": ISSUED, "first_number": 7}
    for stored, other in ((under_it, None), (of_library, law)):
        again = refused(
            lambda stored=stored, other=other: notas(
                both, "2027-01", agreed(of=PLAIN), stored=[stored], law=other, **more
            )
        )
        assert [error.code for error in again] == ["own_law_differs"]
    assert [notice.code for notice in under_it.notices] == ["law_not_verified", "own_law_holds"]
    assert "od 27.08.2018 do 31.12.2026: no_residence_in_poland, " in under_it.notices[1].message["pl"]


def test_only_the_days_that_entries_change_are_kept():
    law = own_law({"a.toml": BANDS.replace("2027-01-01", "2027-01-15")})
    of = case(child("D-1", stay(FIRST, placement("related_family", "2020-03-15", cost="1000.00"))))
    (nota,) = notas(of, "2027-01", agreed(of=PLAIN), issued=ISSUED, law=law)
    assert [(str(own.start), str(own.end), own.value[:11]) for own in nota.own_law] == [
        ("2027-01-15", "2027-01-31", "10/20/40/60")
    ]


def test_another_chapter_is_a_correction_and_no_other_law():
    own = (
        '[[classifications]]\nfrom = 2026-01-01\nsection = "855"\nfamilies = "85599"\nfacilities = "85510"\n'
        'paragraph = "4330"\nsource = { act = "Dz.U. 2026 poz. 2 (zmyślona)" }\n'
    )
    given = child("D-1", stay(FIRST, placement("related_family", "2025-03-15", cost="1000.00")))
    noty = issue(case(given))
    law = own_law({"a.toml": own})
    assert len(corrections(noty, case(given), issued=ISSUED, law=law)) == 0  # as it stands on the nota
    again = corrections(noty, case(given), issued=ISSUED, law=law, agreement=agreed(of=PLAIN))
    assert [made.classification.families for made in again] == ["85599"]


def test_an_agreement_that_names_a_law_is_not_gone_by_without_it():
    with_law = agreed(("law", "prawo"), of=PLAIN)
    of = case(of_rates())
    noty = issue(of, law=LAW)
    for work in (
        lambda: notas(of, "2026-05", with_law, issued=ISSUED),
        lambda: corrections(noty, of, issued=ISSUED, agreement=with_law),
        lambda: given_notas(charged_of(noty, law=LAW), with_law),
    ):
        (error,) = refused(work)
        assert (error.code, error.path) == ("own_law_not_given", "law")
        assert "„prawo”" in error.message["pl"]
    assert list(notas(of, "2026-06", with_law, issued=ISSUED, law=LAW))


def test_charges_given_by_others_become_noty_that_cite_the_text_of_their_day():
    of = case(of_rates())
    (nota,) = given_notas(charged_of(issue(of, law=LAW), law=LAW), agreed(of=PLAIN), law=LAW)
    assert nota.consolidated_text == "t.j. Dz.U. 2025 poz. 49 ze zm."
    assert nota.law.own == LAW.own.sha256
    assert [own.value for own in nota.own_law] == ["1076.00"]


def test_agreements_that_name_two_folders_are_refused():
    with_law = agreed(("law", "prawo"), of=PLAIN)
    assert joined([with_law]).law == "prawo"
    (error,) = refused(lambda: joined([with_law, agreed(of=PLAIN)]))
    assert (error.code, error.path) == ("own_law_two_folders", "law")
    assert "prawo i –" in error.message["pl"]
    (blank,) = refused(lambda: read_agreement('law = " "\n' + "[powiat]\n"))[:1]
    assert blank.path == "law"


def test_an_amount_that_nobody_knows_is_asked_for_in_every_part_of_a_case():
    """Gminas with which other readings were agreed are worked out apart; the errors name the places of the whole."""
    whole = case(of_rates("D-0", FIRST), of_rates("D-1", SECOND), of_rates("D-2", FIRST))
    other = agreed(("gmina[1].readings", {"divisor": "thirty"}), of=PLAIN)
    found = refused(lambda: notas(whole, "2026-06", other, issued=ISSUED))
    assert sorted((error.child, error.path) for error in found) == [
        (f"D-{place}", f"children[{place}].stays[0].placements[0].monthly_cost_from") for place in range(3)
    ]

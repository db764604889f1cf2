"""Noty as files: which there are and under which names, what an earlier issue leaves, and that they are made lazily."""

from datetime import date

import pytest
from agreements import agreed
from small_cases import case, family

from piecza import InputError
from piecza.notes import name_of, page, read_nota, summary_page, to_html, to_xlsx
from piecza.notes.correcting import corrections
from piecza.notes.nota_files import NotaFormat, files_of, issue_month, nota_files

ISSUED, LATER = date(2025, 4, 7), date(2025, 6, 2)
FIRST, SECOND = "2604043", "2808011"
BOTH = case(family("D-1", FIRST), family("D-2", SECOND))
STEMS = [f"nota-2025-03-{FIRST}", f"nota-2025-03-{SECOND}"]


def issue(of=BOTH, **more):
    return issue_month(of, "2025-03", agreed(), issued=ISSUED, **more)


def test_a_month_is_its_noty_its_summary_and_their_files():
    month = issue(formats=[NotaFormat.html, NotaFormat.html, NotaFormat.xlsx])
    noty = list(month.noty)
    for nota, stem, files in zip(noty, STEMS, files_of(month.noty, month.formats), strict=True):
        assert files == {
            f"{stem}.json": nota.to_json().encode(),
            f"{stem}.html": to_html(page(nota)).encode(),
            f"{stem}.xlsx": to_xlsx(page(nota)),
        }
    assert month.summary_files() == {
        "zestawienie-2025-03.json": month.summary.to_json().encode(),
        "zestawienie-2025-03.html": to_html(summary_page(month.summary)).encode(),
        "zestawienie-2025-03.xlsx": to_xlsx(summary_page(month.summary)),
    }
    assert month.names == [f"{stem}.{form}" for stem in STEMS for form in ("json", "html", "pdf", "xlsx")]
    assert month.superseded == [f"{stem}.pdf" for stem in ("zestawienie-2025-03", *STEMS)]


def test_json_is_always_one_of_the_formats():
    (nota, _) = issue().noty
    assert nota_files(nota, []) == nota_files(nota, ["json"]) == {f"{name_of(nota)}.json": nota.to_json().encode()}
    assert list(nota_files(nota)) == [f"{STEMS[0]}.{form}" for form in NotaFormat]


def test_a_nota_is_made_when_it_is_asked_for(monkeypatch):
    made = []
    monkeypatch.setattr("piecza.notes.nota_files.page", lambda nota: made.append(nota.number))
    files = files_of(issue(formats=[]).noty, [])
    assert made == []
    next(files)
    assert made == ["1/PZ/03/2025"]


def test_a_stored_month_is_issued_anew_only_where_it_is_replaced():
    stored = list(issue().noty)
    assert not issue(stored=stored).names
    assert issue(stored=stored, replace=True).names == issue().names
    assert len(issue(stored=[read_nota(stored[0].to_json())], first_number=2).noty) == 1


def test_a_nota_that_would_stay_beside_new_ones_is_refused():
    stored = list(issue().noty)
    with pytest.raises(InputError) as caught:
        issue(case(family("D-1", FIRST)), stored=stored, replace=True)
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [("nota_twice", "stored", "2/PZ/03/2025")]


def test_corrections_are_files_too():
    dearer = case(family("D-1", FIRST, cost="1100.00"), family("D-2", SECOND))
    made = corrections(issue().noty, dearer, issued=LATER, reason="Błąd.")
    (nota,) = made
    (files,) = files_of(made, ["html"])
    assert nota.reason == "Błąd."
    stem = f"korekta-2025-03-{FIRST}-1-PZ-K-03-2025"
    assert files == {f"{stem}.json": nota.to_json().encode(), f"{stem}.html": to_html(page(nota)).encode()}

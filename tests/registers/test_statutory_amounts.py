"""The sheet stawki ustawowe of a register: amounts of notices that the library does not know yet."""

import pytest

from piecza import InputError, charges, own_law
from piecza.registers import check_register, read_register

PLACED = (
    "dziecko;gmina;forma;od;koszt z\n"
    "D-1;2604043;rodzina zastępcza spokrewniona;15.03.2025;stawki ustawowe\n"
    "D-2;2604043;rodzina zastępcza zawodowa;15.03.2025;stawki ustawowe\n"
)
HEADER = "świadczenie;od;do;kwota;akt;dlaczego inaczej\n"
RELATED = "świadczenie na dziecko w rodzinie spokrewnionej"
OTHER = "allowance_other"
OF_BOTH = f"{RELATED};01.06.2026;;1076,00;M.P. 2026 poz. 1;\n{OTHER};2026-06-01;;1 629,00;M.P. 2026 poz. 1;\n"


def register(tmp_path, amounts=None):
    folder = tmp_path / "rejestr"
    folder.mkdir(exist_ok=True)
    (folder / "pobyty.csv").write_text(PLACED, "utf-8")
    if amounts is not None:
        (folder / "stawki ustawowe.csv").write_text(HEADER + amounts, "utf-8")
    return check_register(str(folder))


def refused(work):
    with pytest.raises(InputError) as caught:
        work()
    return caught.value.errors


def test_its_amounts_go_on_top_of_the_law(tmp_path):
    kept = register(tmp_path, OF_BOTH)
    assert (kept.errors, kept.notices) == ((), ())
    law = kept.law()
    assert [(a.benefit, str(a.amount), a.source.act) for a in law.own.tables.amounts] == [
        ("allowance_other", "1629.00", "M.P. 2026 poz. 1"),
        ("allowance_related", "1076.00", "M.P. 2026 poz. 1"),
    ]
    assert [str(charge.amount) for charge in charges(kept.case, "2026-06", law=law)] == ["322.80", "488.70"]
    files = {
        "a.toml": "".join(
            f'[[amounts]]\nbenefit = "{benefit}"\nfrom = 2026-06-01\namount = "{amount}"\n'
            'source = { act = "M.P. 2026 poz. 1" }\n'
            for benefit, amount in (("allowance_related", "1076.00"), ("allowance_other", "1629.00"))
        )
    }
    assert own_law(files).own.sha256 == law.own.sha256


def test_what_is_wrong_is_said_by_row(tmp_path):
    kept = register(tmp_path, f"{RELATED};01.06.2025;;1076,00;M.P. 2025 poz. 1;\n{OTHER};01.06.2026;;x;;\n")
    assert [(e.code, e.place.sheet, e.place.row, e.place.column) for e in kept.errors] == [
        ("own_law_contradicts", "stawki ustawowe", 2, None),
        ("amount_format_register", "stawki ustawowe", 3, "kwota"),
        ("cell_empty", "stawki ustawowe", 3, "akt"),
    ]


def test_another_amount_for_known_days_says_why(tmp_path):
    kept = register(tmp_path, f"{RELATED};01.06.2025;;1076,00;M.P. 2025 poz. 1;\n")
    (error,) = kept.errors
    assert (error.code, error.place.sheet, error.place.row) == ("own_law_contradicts", "stawki ustawowe", 2)
    assert kept.case is None
    mended = register(tmp_path, f"{RELATED};01.06.2025;;1076,00;M.P. 2025 poz. 1;pominięto je\n")
    assert mended.errors == ()
    assert mended.law().rates.own[0].replaces == "pominięto je"


def test_an_amount_that_nobody_knows_names_the_row_of_its_placement(tmp_path):
    kept = register(tmp_path, f"{RELATED};01.06.2026;;1076,00;M.P. 2026 poz. 1;\n")

    def work():
        with kept.placing():
            charges(kept.case, "2026-06", law=kept.law())

    (error,) = refused(work)
    assert (error.code, error.child, error.path) == ("rate_unknown", "D-2", "pobyty[3].koszt z")
    assert (error.place.file, error.place.sheet, error.place.row, error.place.expected) == (
        "pobyty.csv",
        "pobyty",
        3,
        None,
    )
    assert "dziecko D-2, umieszczenie od 15.03.2025" in error.message["pl"]
    assert "from = 2026-06-01" in error.advice["pl"]


def test_errors_of_other_things_are_left_as_they_are(tmp_path):
    kept = register(tmp_path)

    def work():
        with kept.placing():
            charges(kept.case, "2026-13")

    (error,) = refused(work)
    assert (error.code, error.place) == ("month_invalid", None)


def test_a_case_alone_holds_none_of_them(tmp_path):
    register(tmp_path, OF_BOTH)
    case = read_register(str(tmp_path / "rejestr"))
    assert {error.code for error in refused(lambda: charges(case, "2026-06"))} == {"rate_unknown"}


def test_the_sheet_may_follow_what_a_folder_says(tmp_path):
    kept = register(tmp_path, f"{RELATED};01.06.2027;;1100,00;M.P. 2027 poz. 1;\n")
    assert kept.errors == ()
    folder = (
        '[[amounts]]\nbenefit = "allowance_related"\nfrom = 2026-06-01\namount = "1076.00"\nsource = { act = "x" }\n'
    )
    assert len(kept.law({"a.toml": folder}).own.tables.amounts) == 2
    (error,) = refused(kept.law)
    assert (error.code, error.place.sheet, error.place.row) == ("own_law_gap", "stawki ustawowe", 2)

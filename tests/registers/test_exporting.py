"""A case as the rows of a register, and as CSV files that programs and people can read."""

import json

import pytest
from documents import FACTS, RIGHT, changed

from piecza import InputError, read_case
from piecza.registers.exporting import guarded, in_one_cell, rows_of, to_csv, unguarded


def case_of(document, *changes):
    return read_case(json.dumps(changed(*changes, of=document)))


def test_the_rows_of_a_case():
    rows = rows_of(case_of(RIGHT))
    assert [
        (row["child"], row["stay"], row["placement"], row["gmina"], row.get("ended_by"), str(row["start"]))
        for row in rows["placements"]
    ] == [
        ("D-17", 1, 1, "2808011", "return_home", "2023-03-15"),
        ("D-17", 2, 2, "2808011", None, "2024-03-01"),
        ("D-17", 2, 3, "2808011", None, "2024-10-17"),
        ("D-18", 1, 1, "2604043", None, "2025-01-07"),
    ]
    assert [(row["placement"], str(row["start"])) for row in rows["monthly_costs"]] == [(2, "2024-06-01")]
    assert len(rows["expenses"]) == 3
    assert len(rows["exemptions"]) == 1
    assert not rows["family_costs"]


def test_excel_pl():
    files = to_csv(case_of(FACTS))
    assert set(files) == {"pobyty.csv", "dodatki.csv", "koszty rodzin.csv", "ogłoszenia.csv", "stawki powiatu.csv"}
    assert files["koszty rodzin.csv"].decode("utf-8") == (
        "\ufeffrodzina;rodzaj;od;do;kwota;dzieci\r\n"
        "R-1;wynagrodzenie z pochodnymi;01.08.2024;31.08.2024;5600,00;\r\n"
        'R-1;koordynator rodzinnej pieczy zastępczej;01.07.2024;30.09.2024;1350,00;"D-1;D-2"\r\n'
    )
    assert b"uwagi" not in files["pobyty.csv"]
    assert "rodzina zastępcza zawodowa;10.01.2024;15.09.2024;;;stawki ustawowe;R-1;" in files["pobyty.csv"].decode()


def test_rfc():
    files = to_csv(case_of(FACTS), "rfc")
    assert set(files) == {"placements.csv", "supplements.csv", "family_costs.csv", "announcements.csv",
                          "powiat_rates.csv"}  # fmt: skip
    assert files["family_costs.csv"].decode("utf-8") == (
        "family,kind,start,end,amount,children\r\n"
        "R-1,wages,2024-08-01,2024-08-31,5600.00,\r\n"
        "R-1,coordinator,2024-07-01,2024-09-30,1350.00,D-1;D-2\r\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        *((f"{sign}1", f"'{sign}1") for sign in "=+-@"),
        ("'=1", "''=1"),
        *((text, text) for text in ("'a", "'", "a=1", "1-2", "", " =1")),
    ],
)
def test_what_looks_like_a_formula_is_guarded(text, written):
    assert guarded(text) == written
    assert unguarded(written) == text


def test_identifiers_that_look_like_formulas_are_guarded_in_every_column():
    names = {"D-1": "=1+1", "D-2": "+2", "R-1": "@sum", "P-1": "-3"}
    text = json.dumps(FACTS)
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    for profile in ("excel-pl", "rfc"):
        written = b"".join(to_csv(read_case(text), profile).values()).decode("utf-8-sig")
        for name in names.values():
            assert f"'{name}" in written
            assert f";{name};" not in written
            assert f",{name}," not in written
            assert f"\n{name}" not in written


def test_a_list_of_identifiers():
    assert in_one_cell(["D-1", "a;b", 'c"d']) == 'D-1;"a;b";"c""d"'


@pytest.mark.parametrize("old", ["D-1", "D-2", "R-1", "P-1"])
def test_every_identifier_is_looked_at(old):
    text = json.dumps(FACTS).replace(f'"{old}"', '" x"')
    for write in (rows_of, to_csv):
        with pytest.raises(InputError) as caught:
            write(read_case(text))
        assert [(error.code, error.value) for error in caught.value.errors] == [("id_not_for_register", " x")]


def test_each_identifier_that_cannot_be_written_is_said_once_in_order():
    text = json.dumps(FACTS).replace('"D-1"', '"b\\n"').replace('"R-1"', '"a\\u0000"').replace('"P-1"', '"#N/A"')
    with pytest.raises(InputError) as caught:
        rows_of(read_case(text))
    assert [error.value for error in caught.value.errors] == ["#N/A", "a\0", "b\n"]


STATE = ("children[0].exemptions[0]", {"ground": "state_financed", "basis": "art. 27 ustawy o pomocy"})


def test_the_provision_of_an_exemption_has_a_column():
    assert rows_of(case_of(RIGHT, STATE))["exemptions"][0]["basis"] == "art. 27 ustawy o pomocy"
    written = to_csv(case_of(RIGHT, STATE))["zwolnienia.csv"].decode("utf-8-sig")
    assert written == ("dziecko;podstawa;od;do;przepis\r\nD-17;finansuje budżet państwa;;;art. 27 ustawy o pomocy\r\n")


@pytest.mark.parametrize("basis", [" art. 27", "art. 27\nustawy", "x" * 201])
def test_a_provision_that_would_not_come_back_is_refused(basis):
    with pytest.raises(InputError) as refused:
        rows_of(case_of(RIGHT, (f"{STATE[0]}", {**STATE[1], "basis": basis})))
    assert [error.code for error in refused.value.errors] == ["basis_not_for_register"]
    assert rows_of(case_of(RIGHT, (f"{STATE[0]}", {**STATE[1], "basis": "x" * 200})))


def test_codes_of_one_gmina_are_rows_of_two():
    same = [["2808011", "2604043", "2604053"], ["2604062", "2604071"], ["2604082"], []]
    assert rows_of(case_of(RIGHT, ("same_gmina", same)))["same_gmina"] == [
        {"gmina": "2808011", "same_as": "2604043"},
        {"gmina": "2808011", "same_as": "2604053"},
        {"gmina": "2604062", "same_as": "2604071"},
    ]

"""A register becomes a case, or all that is wrong with it: sheets, headers, and which row belongs to what."""

import csv
import io
import json
from collections import Counter
from datetime import date, timedelta

import pytest
import xlsxwriter
from documents import FACTS

from piecza import InputError, Readings, read_case
from piecza.registers.exporting import to_csv
from piecza.registers.register import check_register, read_register
from piecza.registers.sheets import faulty_rows
from piecza.registers.tables import register_tables

STAYS = "dziecko;gmina;forma;od;do;zakończenie;koszt miesięczny;koszt z;rodzina;placówka;pobyt;umieszczenie"
ONE = "D-1;2604043;rodzina zastępcza zawodowa;01.01.2024;;;1000,00;;R-1"


def pesel():
    return "82" + "010" + "1" * 6


def check(tmp_path, rows=ONE, header=STAYS, readings=None, **others):
    """What is found in a folder of CSV files: placements, and other tables by their sheets."""
    files = {"pobyty": f"{header}\n{rows}", **{name.replace("_", " "): text for name, text in others.items()}}
    for name, text in files.items():
        if text:
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return check_register(str(tmp_path), readings)


def said(register):
    return [(error.code, error.place.sheet, error.place.row, error.place.column) for error in register.errors]


def stays_of(register, child=0):
    """The stays of a child as the days of their placements."""
    assert not register.errors
    return [
        [(str(placement.start), placement.end and str(placement.end)) for placement in stay.placements]
        for stay in register.case.children[child].stays
    ]


# Sheets and headers.


def test_headers_in_other_words(tmp_path):
    for header in (
        "dziecko;gmina;forma;od;koszt miesięczny",
        "child;gmina;form;start;monthly_cost",
        "ID; kod TERYT;Forma pieczy;DATA UMIESZCZENIA;Koszt",
        "Nr dziecka;TERC;rodzaj  pieczy;poczatek;KOSZT MIESIECZNY",
    ):
        register = check(tmp_path, "D-1;2604043;RDD;1.1.2024;5", header)
        assert not register.errors
        assert register.case.children[0].stays[0].placements[0].monthly_cost[0].amount == 5


def test_a_table_without_headers_is_told_without_quoting_a_row(tmp_path):
    for text in (f"Rejestr dzieci 2025\n{STAYS}\n{ONE}", "Imię Nazwisko;2604043;RDD;1.1.2024\n"):
        (tmp_path / "pobyty.csv").write_text(text, encoding="utf-8")
        register = check_register(str(tmp_path))
        assert said(register) == [("header_missing", "pobyty", 1, None)]
        assert "Nazwisko" not in json.dumps(register.to_dict())


def test_a_file_that_cannot_be_read_is_told_with_what_is_wrong_elsewhere(tmp_path):
    (tmp_path / "wydatki.csv").write_bytes(b"dziecko;rodzaj\0")
    register = check(tmp_path, f"D-1;2604043;RDD;31.02.2024\n{ONE};;;;#N/A", f"{STAYS};uwagi")
    assert sorted((error.code, error.place.file) for error in register.errors) == [
        ("day_does_not_exist", "pobyty.csv"),
        ("nul_bytes", "wydatki.csv"),
    ]
    assert register.case is None


def test_a_sheet_that_only_ends_like_a_table_is_none(tmp_path):
    """Of a CSV the name of the table may end that of the file; a sheet is named as it is."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    for name in ("pobyty", "stare pobyty"):
        sheet = book.add_worksheet(name)
        for number, line in enumerate((STAYS, ONE)):
            sheet.write_row(number, 0, line.split(";"))
    book.close()
    assert said(check_register(str(tmp_path / "a.xlsx"))) == [("sheet_unknown", "stare pobyty", None, None)]


def test_an_error_in_a_column_that_is_not_read_is_none(tmp_path):
    assert not check(tmp_path, f"{ONE};;;;#N/A", f"{STAYS};uwagi").errors
    assert said(check(tmp_path, f"{ONE};#N/A;;;x", f"{STAYS};uwagi")) == [("cell_error", "pobyty", 2, "J")]


def test_a_table_that_stands_twice_is_not_joined(tmp_path):
    for name in ("pobyty", "stare-pobyty"):
        (tmp_path / f"{name}.csv").write_text(f"{STAYS}\n{ONE}", encoding="utf-8")
    register = check_register(str(tmp_path))
    assert said(register) == [("table_doubled", "stare-pobyty", None, None)]
    assert "pobyty.csv" in register.errors[0].message["pl"]


def test_a_pesel_in_the_name_of_a_file_or_a_sheet_is_hidden(tmp_path):
    (tmp_path / f"{pesel()}-wydatkii.csv").write_text("a;b\n1;2", encoding="utf-8")
    register = check(tmp_path)
    assert pesel() not in json.dumps(register.to_dict()) + str(register.errors)
    assert [error.code for error in register.errors] == ["sheet_unknown"]


def test_a_row_of_a_child_is_not_taken_for_headers(tmp_path):
    """One word of it is the name of a column."""
    (tmp_path / "pobyty.csv").write_text("Imię Nazwisko;2604043;placówka;15.03.2023;;899,00\n", encoding="utf-8")
    register = check_register(str(tmp_path))
    assert said(register) == [("header_missing", "pobyty", 1, None)]
    assert "Nazwisko" not in json.dumps(register.to_dict())


HEADERS = {
    "doubled": (f"{STAYS};TERC", ONE + ";;;;2604043", [("column_doubled", 1, "TERC", None)]),
    "missing": ("dziecko;gmina;forma", "D-1;2604043;RDD", [("column_missing", 1, "od", None)]),
    "missing, the gmina": ("dziecko;forma;od", "D-1;RDD;01.01.2024", [("column_missing", 1, "gmina", None)]),
    "missing, the child": ("gmina;forma;od", "2604043;RDD;01.01.2024", [("column_missing", 1, "dziecko", None)]),
    "unknown, with a guess": (f"{STAYS};rodzinka", ONE, [("column_unknown", 1, "rodzinka", "rodzina")]),
    "unknown": (f"{STAYS};Imię i nazwisko", ONE, [("column_unknown", 1, "Imię i nazwisko", None)]),
    "content without a header": (f"{STAYS};;", f"{ONE};;;;x", [("column_without_header", 1, None, None)]),
    "a long one": (f"{STAYS};{'x' * 99}", ONE, [("column_unknown", 1, "x" * 59 + "…", None)]),
    "a PESEL": (f"{STAYS};{pesel()}", ONE, [("column_unknown", 1, "*" * 11, None)]),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_that_is_wrong(case, tmp_path):
    header, rows, expected = HEADERS[case]
    register = check(tmp_path, rows, header)
    errors = [(error.code, error.place.row, error.place.column, error.place.suggestion) for error in register.errors]
    assert sorted(errors, key=str) == sorted(expected, key=str)
    assert [error[1:3] for error in errors] == sorted(error[1:3] for error in errors), "in the order of sheets and rows"
    assert register.case is None


def test_a_missing_column_is_said_once_and_not_row_by_row(tmp_path):
    costs = "dziecko;od\n" + "D-1;01.02.2024\n" * 3
    assert said(check(tmp_path, koszty_miesięczne=costs)) == [("column_missing", "koszty miesięczne", 1, "kwota")]


def test_the_letter_of_a_column_without_a_header_is_named(tmp_path):
    (error,) = check(tmp_path, f"{ONE};;;;x", f"{STAYS};;").errors
    assert "Kolumna M ma" in error.message["pl"]


def test_trailing_empty_rows_and_columns_are_nothing(tmp_path):
    assert not check(tmp_path, f"{ONE};;;;;;\n;;;\n\n;;;;;;;\n", f"{STAYS};;;;").errors


def test_a_csv_that_stands_alone_may_have_any_name(tmp_path):
    file = tmp_path / "eksport 2025.csv"
    file.write_text(f"{STAYS}\n{ONE}", encoding="utf-8")
    register = check_register(str(file))
    assert register.case
    assert [(table.table, table.sheet, table.rows) for table in register.tables] == [("placements", "eksport 2025", 1)]
    assert read_register(str(file)) == register.case


@pytest.mark.parametrize("name", ["rejestr-pobyty", "2025_Umieszczenia", "PCPR Dzieci", "placements", "x-stays"])
def test_a_file_is_the_table_with_whose_name_it_ends(name, tmp_path):
    (tmp_path / f"{name}.csv").write_text(f"{STAYS}\n{ONE}", encoding="utf-8")
    (tmp_path / "a-koszty miesięczne.csv").write_text("dziecko;od;kwota\nD-1;01.02.2024;5\n", encoding="utf-8")
    register = check_register(str(tmp_path))
    assert not register.errors
    assert {table.table for table in register.tables} == {"placements", "monthly_costs"}


def test_sheets_that_are_no_table(tmp_path):
    register = check(tmp_path, wydatkii="a;b\n1;2", Arkusz1="x\n1", uwagi="x\n#N/A", **{"rejestr-Słowniki": "x\ny"})
    by_sheet = {error.place.sheet: (error.code, error.place.suggestion) for error in register.errors}
    assert by_sheet == {"wydatkii": ("sheet_unknown", "wydatki"), "Arkusz1": ("sheet_unknown", None)}


def test_what_is_wrong_with_a_sheet_that_is_not_read_does_not_matter(tmp_path):
    for name in ("uwagi", "rejestr-uwagi", "przykłady", "objaśnienia"):
        (tmp_path / f"{name}.csv").write_text("a;b\n1;2;3\n#N/A;\n", encoding="utf-8")
    assert check(tmp_path).case
    (tmp_path / "wydatki.csv").write_text("dziecko;rodzaj;kwota;dzień\n1;2;3;4;5\n", encoding="utf-8")
    assert [code for code, *_ in said(check(tmp_path))] == ["too_many_cells"]


def test_a_sheet_of_notes_that_stands_alone_is_the_table(tmp_path):
    (tmp_path / "uwagi.csv").write_text(f"{STAYS}\n{ONE};;;;;x", encoding="utf-8")
    assert [code for code, *_ in said(check_register(str(tmp_path / "uwagi.csv")))] == ["too_many_cells"]


@pytest.mark.parametrize("rows", ["", "\n;;;"])
def test_a_register_without_a_child(rows, tmp_path):
    register = check(tmp_path, rows)
    (error,) = register.errors
    assert (error.code, error.place.file) == ("register_empty", tmp_path.name)
    (error,) = check_register(f"{tmp_path}/").errors
    assert error.place.file == tmp_path.name
    with pytest.raises(InputError):
        read_register(str(tmp_path))


# Which row belongs to what.


def row(start, end="", ended_by="", stay="", child="D-1", gmina="2604043", cost="", number="", family="R-1"):
    return f"{child};{gmina};RDD;{start};{end};{ended_by};{cost};;{family};;{stay};{number}"


STRUCTURE = {
    "a gap begins a stay": (
        [row("01.01.2024", "31.01.2024"), row("02.02.2024")],
        [[("2024-01-01", "2024-01-31")], [("2024-02-02", None)]],
    ),
    "the day after does not": (
        [row("01.01.2024", "31.01.2024"), row("01.02.2024")],
        [[("2024-01-01", "2024-01-31"), ("2024-02-01", None)]],
    ),
    "nor the same day": (
        [row("01.01.2024", "31.01.2024"), row("31.01.2024")],
        [[("2024-01-01", "2024-01-31"), ("2024-01-31", None)]],
    ),
    "an end begins a stay": (
        [row("01.01.2024", "31.01.2024", "adopcja"), row("01.02.2024")],
        [[("2024-01-01", "2024-01-31")], [("2024-02-01", None)]],
    ),
    "a number begins a stay": (
        [row("01.01.2024", "31.01.2024", stay=1), row("01.02.2024", stay=2)],
        [[("2024-01-01", "2024-01-31")], [("2024-02-01", None)]],
    ),
    "rows out of order": (
        [row("02.02.2024"), row("15.01.2024", "31.01.2024"), row("01.01.2024", "15.01.2024")],
        [[("2024-01-01", "2024-01-15"), ("2024-01-15", "2024-01-31")], [("2024-02-02", None)]],
    ),
    "numbers out of order": (
        [row("02.02.2024", "03.02.2024", stay=10), row("03.02.2025", stay=11), row("01.01.2024", "31.01.2024", stay=9)],
        [[("2024-01-01", "2024-01-31")], [("2024-02-02", "2024-02-03")], [("2025-02-03", None)]],
    ),
    "placements of one day": (
        [row("01.01.2024", "31.01.2024"), row("31.01.2024"), row("31.01.2024", "31.01.2024")],
        [[("2024-01-01", "2024-01-31"), ("2024-01-31", "2024-01-31"), ("2024-01-31", None)]],
    ),
}


@pytest.mark.parametrize("case", STRUCTURE)
def test_stays(case, tmp_path):
    rows, expected = STRUCTURE[case]
    assert stays_of(check(tmp_path, "\n".join(rows))) == expected


WRONG = {
    "one stay, two gminas": (
        [row("01.01.2024", "31.01.2024"), row("01.02.2024", gmina="2808011")], "",
        [("stay_gmina_differs", "pobyty", 3, "gmina")],
    ),
    "an end named too early": (
        [row("01.01.2024", "31.01.2024", "zgon", stay=1), row("01.02.2024", stay=1)], "",
        [("ended_by_too_early", "pobyty", 2, "zakończenie")],
    ),
    "a number missing": (
        [row("01.01.2024", "31.01.2024", stay=1), row("01.02.2024")], "",
        [("stay_number_missing", "pobyty", 3, "pobyt")],
    ),
    "a placement twice": (
        [row("01.01.2024", "31.01.2024", number=1), row("01.02.2024", number=1)], "",
        [("placement_number_twice", "pobyty", 3, "umieszczenie")],
    ),
    "two places": (
        [row("01.01.2024", "10.02.2024"), row("01.02.2024")], "", [("placements_overlap", "pobyty", 3, "od")],
    ),
    "two places without an end": (
        [row("01.01.2024"), row("01.02.2024")], "", [("open_placement_not_last", "pobyty", 2, "do")],
    ),
    "an end before the start": ([row("01.02.2024", "01.01.2024")], "", [("end_before_start", "pobyty", 2, "do")]),
    "no end of time": ([row("01.01.2024", "31.12.9999"), row("01.02.2024")], "",
                       [("day_out_of_range", "pobyty", 2, "do")]),
    "an end of what lasts": (
        [row("01.02.2024", "", "zgon")], "", [("ended_by_of_open_stay", "pobyty", 2, "zakończenie")],
    ),
    "an end of what lasts, in the last row": (
        [row("01.01.2024", "31.01.2024"), row("01.02.2024", "", "zgon")],
        "",
        [("ended_by_of_open_stay", "pobyty", 3, "zakończenie")],
    ),
    "an unknown placement": (
        [row("01.01.2024")], "koszty miesięczne;dziecko;umieszczenie;od;kwota\nD-1;2;01.02.2024;5",
        [("placement_number_unknown", "koszty miesięczne", 2, "umieszczenie")],
    ),
    "a cost outside": (
        [row("01.01.2024", "31.01.2024"), row("01.02.2024")], "koszty miesięczne;dziecko;od;kwota\nD-1;31.12.2023;5",
        [("day_outside_placements", "koszty miesięczne", 2, "od")],
    ),
    "a cost outside the only placement": (
        [row("01.01.2024", "31.01.2024")], "koszty miesięczne;dziecko;od;kwota\nD-1;01.02.2024;5",
        [("monthly_cost_outside_placement", "koszty miesięczne", 2, "od")],
    ),
    "a supplement without a day": (
        [row("01.01.2024", "31.01.2024"), row("01.02.2024")], "dodatki;dziecko;dodatek\nD-1;nieletni",
        [("placement_unclear", "dodatki", 2, "umieszczenie")],
    ),
    "an expense outside": (
        [row("01.01.2024", "31.01.2024")], "wydatki;dziecko;rodzaj;kwota;dzień\nD-1;remont;5;01.02.2024",
        [("expense_outside_stay", "wydatki", 2, "dzień")],
    ),
    "an expense before every stay": (
        [row("01.01.2024", "31.01.2024"), row("01.03.2024")],
        "wydatki;dziecko;rodzaj;kwota;dzień\nD-1;remont;5;01.12.2023\nD-1;remont;5;01.02.2024",
        [("expense_outside_stay", "wydatki", 2, "dzień"), ("expense_outside_stay", "wydatki", 3, "dzień")],
    ),
    "half a period": (
        [row("01.01.2024")], "wydatki;dziecko;rodzaj;kwota;od\nD-1;remont;5;01.02.2024",
        [("expense_period_incomplete", "wydatki", 2, "do")],
    ),
    "a negative amount": (
        [row("01.01.2024", cost="-1")], "koszty miesięczne;dziecko;od;kwota\nD-1;01.02.2024;5",
        [("amount_negative", "pobyty", 2, "koszt miesięczny")],
    ),
    "a negative expense": (
        [row("01.01.2024")], "wydatki;dziecko;rodzaj;kwota;dzień\nD-1;remont;-5;01.02.2024\nD-1;zwrot;5;01.02.2024",
        [("amount_negative", "wydatki", 2, "kwota"), ],
    ),
    "an unknown child": (
        [row("01.01.2024")], "zwolnienia;dziecko;podstawa\nD1;rodzice nieznani\n;rodzice nieznani",
        [("cell_empty", "zwolnienia", 3, "dziecko"), ("child_unknown", "zwolnienia", 2, "dziecko")],
    ),
    "one announcement twice": (
        [row("01.01.2024")], "ogłoszenia;placówka;kwota;opublikowano\nP;1;11.03.2024\nP;2;12.03.2024",
        [("announcements_same_day", "ogłoszenia", 3, "opublikowano")],
    ),
    "an announcement that cannot be read is not incomplete as well": (
        [row("01.01.2024")],
        "ogłoszenia;placówka;kwota;opublikowano\nP;abc;11.03.2024\nP;2;12.03.2024",
        [("amount_format_register", "ogłoszenia", 2, "kwota")],
    ),
    "two rates": (
        [row("01.01.2024")], "stawki powiatu;benefit;od;kwota\n"
        "allowance_other;01.03.2024;1\nallowance_other;01.03.2024;2",
        [("powiat_rates_overlap", "stawki powiatu", 3, "od")],
    ),
    "a cost of nobody's family": (
        [row("01.01.2024")], "koszty rodzin;rodzina;rodzaj;od;do;kwota\nR-2;remont;01.02.2024;29.02.2024;1",
        [("family_unknown", "koszty rodzin", 2, "rodzina")],
    ),
    "a cost of a child who is not there": (
        [row("01.01.2024")],
        "koszty rodzin;rodzina;rodzaj;od;do;kwota;dzieci\nR-1;remont;01.02.2024;29.02.2024;1;D-1;\n"
        'R-1;remont;01.02.2024;29.02.2024;1;"D-1;D-2"',
        [("family_cost_child_unknown", "koszty rodzin", 3, "dzieci")],
    ),
    "errors of formulas": (
        [row("01.01.2024", cost="#N/A"), row("#ADR!", child="D-2")], "",
        [("cell_error", "pobyty", 2, "G"), ("cell_error", "pobyty", 3, "D")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_structure_that_is_wrong(case, tmp_path):
    rows, other, expected = WRONG[case]
    sheet, _, text = other.partition(";")
    register = check(tmp_path, "\n".join(rows), **({sheet.replace(" ", "_"): text} if other else {}))
    wrong = said(register)
    if case == "a negative expense":  # of one child the first thing that is wrong with its shape hides nothing
        assert wrong.pop() == ("recovered_positive", "wydatki", 3, "kwota")
    assert sorted(wrong, key=str) == sorted(expected, key=str)
    assert register.case is None
    for error in register.errors:
        for lang in ("pl", "en"):
            assert "[" not in error.message[lang]
            assert not any(f"„{name}”" in error.message["pl"] for name in ("day", "start", "recovered", "repealed"))


def test_costs_by_day_and_by_number_on_the_day_of_a_move(tmp_path):
    rows = f"{row('01.01.2024', '31.01.2024', cost=1)}\n{row('31.01.2024', cost=2)}"
    by_day = "dziecko;od;kwota\nD-1;31.01.2024;3"
    register = check(tmp_path, rows, koszty_miesięczne=by_day)  # the last placement that holds the day
    assert said(register) == [("monthly_cost_doubled", "koszty miesięczne", 2, "od")]
    by_number = "dziecko;od;kwota;umieszczenie\nD-1;31.01.2024;3;1\nD-1;15.01.2024;4;"
    (stay,) = check(tmp_path, rows, koszty_miesięczne=by_number).case.children[0].stays
    amounts = [[int(cost.amount) for cost in placement.monthly_cost] for placement in stay.placements]
    assert amounts == [[1, 4, 3], [2]]


def test_numbers_of_placements_are_the_writers(tmp_path):
    rows = f"{row('01.01.2024', '31.01.2024', number=7)}\n{row('01.02.2024', number=3)}"
    costs = "dziecko;od;kwota;umieszczenie\nD-1;01.02.2024;3;3\nD-1;01.01.2024;4;7"
    (stay,) = check(tmp_path, rows, koszty_miesięczne=costs).case.children[0].stays
    assert [[int(cost.amount) for cost in placement.monthly_cost] for placement in stay.placements] == [[4], [3]]


def test_a_supplement_without_a_day_belongs_to_the_only_placement(tmp_path):
    header = "dziecko;gmina;forma;od;koszt z"
    register = check(
        tmp_path, "D-1;2604043;zawodowa;01.01.2024;stawki", header, dodatki="dziecko;dodatek\nD-1;nieletni"
    )
    assert [supplement.benefit for supplement in register.case.children[0].stays[0].placements[0].supplements] == [
        "supplement_minor_offender"
    ]
    both = "dziecko;dodatek;od\nD-1;nieletni;\nD-1;nieletni;01.02.2024"
    (error,) = check(tmp_path, "D-1;2604043;zawodowa;01.01.2024;stawki", header, dodatki=both).errors
    assert (error.code, error.path) == ("supplements_overlap", "dodatki[3]")
    assert "(„dodatek na nieletniego”)" in error.message["pl"]
    assert "(pierwszy raz: dodatki, wiersz 2)" in error.message["pl"]


def test_expenses_belong_to_the_stay_of_their_day(tmp_path):
    rows = f"{row('01.01.2024', '31.01.2024')}\n{row('01.03.2024')}"
    expenses = "dziecko;rodzaj;kwota;dzień;od;do\n"
    expenses += "D-1;remont;1;01.03.2024;;\nD-1;remont;2;31.01.2024;;\nD-1;remont;3;;02.01.2024;05.01.2024\n"
    register = check(tmp_path, rows, wydatki=expenses)
    assert [[int(expense.amount) for expense in stay.expenses] for stay in register.case.children[0].stays] == [
        [2, 3],
        [1],
    ]


def test_what_is_wrong_with_one_child_is_placed_though_another_was_dropped(tmp_path):
    """The first child is wrong in shape and gives its place in the case to the second."""
    rows = f"{row('01.01.2024', cost=-1)}\n{row('01.01.2024', child='D-2', family='R-2')}"
    costs = "dziecko;od;kwota\nD-2;01.01.2024;-5\n"
    register = check(tmp_path, rows, koszty_miesięczne=costs)
    assert said(register) == [
        ("amount_negative", "koszty miesięczne", 2, "kwota"),
        ("amount_negative", "pobyty", 2, "koszt miesięczny"),
    ]
    assert [error.value for error in register.errors] == ["-5", "-1"]


def test_who_is_in_a_family_is_not_asked_while_a_child_is_missing(tmp_path):
    costs = "rodzina;rodzaj;od;do;kwota\nR-2;remont;01.02.2024;29.02.2024;1"
    rows = f"{row('01.01.2024')}\n{row('x', child='D-2', family='R-2')}"
    assert said(check(tmp_path, rows, koszty_rodzin=costs)) == [("day_format_register", "pobyty", 3, "od")]


def test_the_meaning_of_one_child_is_looked_at_though_another_is_unreadable(tmp_path):
    rows = f"{row('x', child='D-2')}\n{row('01.02.2024', '01.01.2024')}"
    assert said(check(tmp_path, rows)) == [
        ("day_format_register", "pobyty", 2, "od"),
        ("end_before_start", "pobyty", 3, "do"),
    ]


def test_a_guess_at_a_child_shows_no_pesel(tmp_path):
    rows = f"{row('01.01.2024', child='dziecko-1')}\n{row('01.01.2024', child='x' + pesel())}"
    register = check(
        tmp_path, rows, zwolnienia=f"dziecko;podstawa\ndziecko1;rodzice nieznani\nxx{pesel()};foreign_court"
    )
    first, second = register.errors
    assert "(może „dziecko-1”?)" in first.message["pl"]
    assert pesel() not in str(second)


def test_of_many_unknown_children_only_the_first_are_guessed_at(tmp_path):
    unknown = [f"D1{chr(ord('a') + number)}" for number in range(25)]
    rows = "\n".join(f"{name};rodzice nieznani\n{name};foreign_court" for name in unknown)
    register = check(tmp_path, zwolnienia=f"dziecko;podstawa\n{rows}")
    assert ["(może „D-1”?)" in error.message["pl"] for error in register.errors] == [True] * 40 + [False] * 10


def test_the_days_of_a_sentence_are_written_as_people_write_them(tmp_path):
    (error,) = check(tmp_path, "\n".join(WRONG["two places"][0])).errors
    assert "10.02.2024" in error.message["pl"]
    (error,) = check(tmp_path, row("01.01.1899")).errors
    assert "między 01.01.1990 a 31.12.2099" in error.message["pl"]


def test_the_headers_of_a_sentence_are_those_of_the_file(tmp_path):
    (error,) = check(tmp_path, wydatki="child;kind;amount;day\nD-1;remont;5;\n").errors
    assert "(„day”)" in error.message["pl"]
    (error,) = check(tmp_path, wydatki="dziecko;rodzaj;kwota;data wydatku\nD-1;remont;5;\n").errors
    assert "(„data wydatku”)" in error.message["pl"]
    assert "(“data wydatku”)" in error.message["en"]
    assert error.code == "expense_day_missing"


def test_the_row_of_another_table_is_named(tmp_path):
    _, other, _ = WRONG["one announcement twice"]
    (error,) = check(tmp_path, ogłoszenia=other.partition(";")[2]).errors
    assert "pierwsze: ogłoszenia, wiersz 2" in error.message["pl"]
    assert "the first: ogłoszenia, row 2" in error.message["en"]


def test_readings_are_those_of_the_caller(tmp_path):
    expense = "dziecko;rodzaj;kwota;dzień\nD-1;remont;5;31.01.2024"
    rows = row("01.01.2024", "31.01.2024")
    assert check(tmp_path, rows, wydatki=expense).case.readings == Readings()
    register = check(tmp_path, rows, wydatki=expense, readings=Readings(leaving_day="not_counted"))
    assert said(register) == [("expense_outside_stay", "wydatki", 2, "dzień")]


# Personal data.


def test_a_pesel_is_never_shown(tmp_path):
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as made:
        sheet = made.add_worksheet("pobyty")
        for at, header in enumerate([*STAYS.split(";"), "PESEL", pesel()]):
            sheet.write_string(0, at, header)
        for number, value in enumerate((pesel(), f"{pesel()[:6]}-{pesel()[6:]}", int(pesel()), "D-1"), 1):
            sheet.write_row(number, 0, [value, "2604043", "RDD", "x", "", "", "", "", pesel(), "", pesel(), pesel()])
            sheet.write_string(number, 12, "Anna Zmyślony")
        other = made.add_worksheet("koszty rodzin")
        other.write_row(0, 0, ["rodzina", "rodzaj", "od", "do", "kwota", "dzieci"])
        other.write_row(1, 0, ["R", pesel(), pesel(), pesel(), pesel(), f"D-1; {pesel()}"])
    file = tmp_path / "rejestr.xlsx"
    file.write_bytes(book.getvalue())
    register = check_register(str(file))
    with pytest.raises(InputError) as caught:
        read_register(str(file))
    document = json.dumps(caught.value.to_dict(), ensure_ascii=False)
    assert Counter(error.code for error in register.errors)["id_pesel"] == 8
    shown = "".join(str(error[:4]) + str(error.place) for error in register.errors)
    for text in (document, str(caught.value), shown):
        assert pesel() not in text.replace("-", "")
        assert "Zmyślony" not in text
    (tmp_path / "faults.xlsx").write_bytes(faulty_rows(register))
    from python_calamine import load_workbook

    mended = load_workbook(tmp_path / "faults.xlsx")
    cells = [
        str(cell) for name in mended.sheet_names for line in mended.get_sheet_by_name(name).to_python() for cell in line
    ]
    assert not [cell for cell in cells if pesel() in cell.replace("-", "") or "Zmyślony" in cell]


# Notices.


def test_notices_say_the_same_once(tmp_path):
    rows = "\n".join(row("01.01.2024", child=f"D-{number}", gmina=202011, cost="5 zl") for number in range(3))
    register = check(tmp_path, f"{rows}\n{row('01.01.2024', child='X', gmina=203011)}")
    assert [(notice.code, notice.value) for notice in register.notices] == [
        ("gmina_code_padded", "202011"), ("amount_currency", "5 zl"), ("gmina_code_padded", "203011"),
    ]  # fmt: skip
    assert "przyjęto 0202011" in register.notices[0].message["pl"]
    assert "jako złote: 5,00" in register.notices[1].message["pl"]
    assert register.case


# All at once.


KINDS_OF_MISTAKES = {
    "dziecko": [("", "cell_empty"), (pesel(), "id_pesel")],
    "gmina": [("28080", "gmina_code"), ("Osiek", "gmina_code"), ("", "cell_empty")],
    "forma": [("hotel", "word_unknown"), ("", "cell_empty")],
    "od": [
        ("31.02.2025", "day_does_not_exist"), ("15.03.25", "day_two_digit_year"), ("45731", "day_as_number"),
        ("15.03.", "day_without_year"), ("jutro", "day_format_register"), ("01.01.1900", "day_out_of_range"),
        ("#N/A", "cell_error"), ("", "cell_empty"),
    ],
    "do": [("01.01.2001", "end_before_start"), ("15.03", "day_without_year")],
    "zakończenie": [("urlop", "word_unknown"), ("zgon", "ended_by_of_open_stay")],
    "koszt miesięczny": [
        ("1.234", "amount_ambiguous"), ("12,345", "amount_places"), ("abc", "amount_format_register"),
        ("999999999", "amount_out_of_range"), ("-5", "amount_negative"),
    ],
    "koszt z": [
        ("nieba", "word_unknown"), ("stawki", "monthly_cost_twice"), ("ogłoszenia", "form_without_announcements"),
    ],
    "rodzina": [(pesel(), "id_pesel")],
    "placówka": [("P-1", "place_of_other_form")],
    "pobyt": [("I", "number_format")],
    "umieszczenie": [("pierwsze", "number_format")],
}  # fmt: skip
OF_EXPENSES = {
    "dziecko": [("nikt", "child_unknown"), ("", "cell_empty")],
    "rodzaj": [("prezent", "word_unknown")],
    "kwota": [("-5,00", "amount_negative"), ("1.000", "amount_ambiguous")],
    "dzień": [("01.01.2001", "expense_outside_stay"), ("", "expense_day_missing")],
}
PLANTED, CHILDREN, EXPENSES = 500, 7_000, 3_000


def large():
    """Ten thousand rows with five hundred mistakes, each in the row of another child, and what is said of them."""
    stays = [ONE.replace("D-1", f"D-{number}").replace("R-1", f"R-{number}").split(";") for number in range(CHILDREN)]
    stays = [[*stay, "", "", ""] for stay in stays]
    expenses = [[f"D-{number + 3000}", "remont", "5,00", "02.02.2024"] for number in range(EXPENSES)]
    planted = set()
    for rows, header, kinds, sheet, count in (
        (stays, STAYS.split(";"), KINDS_OF_MISTAKES, "pobyty", PLANTED - 100),
        (expenses, ["dziecko", "rodzaj", "kwota", "dzień"], OF_EXPENSES, "wydatki", 100),
    ):
        mistakes = [(column, *cell) for column, cells in kinds.items() for cell in cells]
        for number in range(count):
            column, value, code = mistakes[number % len(mistakes)]
            at = 7 * number + 11 if sheet == "pobyty" else 29 * number + 3
            rows[at][header.index(column)] = value
            shown = "D" if code == "cell_error" else column  # of a cell that failed the letter is said
            planted.add((code, sheet, at + 2, shown))
            if value == "ogłoszenia":  # beside a monthly cost it is one source too many as well
                planted.add(("monthly_cost_twice", sheet, at + 2, column))
    return {
        "pobyty": [STAYS.split(";"), *stays],
        "wydatki": [["dziecko", "rodzaj", "kwota", "dzień"], *expenses],
    }, planted


def as_csv(sheets, folder):
    for name, rows in sheets.items():
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows(rows)
        (folder / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8")
    return folder


def as_xlsx(sheets, folder):
    with xlsxwriter.Workbook(folder / "rejestr.xlsx", {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                for at, cell in enumerate(cells):
                    if cell == "#N/A":
                        sheet.write_formula(number, at, "=NA()", None, "#N/A")
                    elif cell:
                        sheet.write_string(number, at, cell)
    return folder / "rejestr.xlsx"


@pytest.mark.slow
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_all_that_is_wrong_with_ten_thousand_rows_is_said(write, tmp_path):
    sheets, planted = large()
    assert len(planted) >= PLANTED
    assert len({code for code, *_ in planted}) >= 20
    register = check_register(str(write(sheets, tmp_path)))
    assert set(said(register)) == planted
    assert len(register.errors) == len(planted)
    assert register.case is None
    assert [(table.sheet, table.rows) for table in register.tables] == [("pobyty", CHILDREN), ("wydatki", EXPENSES)]
    for error in register.errors:
        place = error.place
        assert error.path == place.path
        assert place.file == ("rejestr.xlsx" if write is as_xlsx else f"{place.sheet}.csv")
        if error.code != "cell_error":
            assert place.expected == next(
                column.expected
                for table in register_tables().tables
                if table.sheet == place.sheet
                for column in table.columns
                if column.header == place.column
            )
            empty = error.code in ("cell_empty", "expense_day_missing", "id_pesel")
            assert (error.value is None) == empty


@pytest.mark.slow
def test_ten_thousand_rows_are_right(tmp_path):
    start = date(2024, 1, 1)
    rows = [
        row(f"{start + timedelta(days=at % 300):%d.%m.%Y}", child=f"D-{at}", family=f"R-{at}") for at in range(10_000)
    ]
    register = check(tmp_path, "\n".join(rows))
    assert not register.errors
    assert len(register.case.children) == 10_000


def test_facts_of_every_kind_are_written_and_read(tmp_path):
    case = read_case(json.dumps(FACTS))
    for name, content in to_csv(case).items():
        (tmp_path / name).write_bytes(content)
    register = check_register(str(tmp_path), case.readings)
    assert register.case == case
    assert {table.table for table in register.tables} == {
        "placements", "supplements", "family_costs", "announcements", "powiat_rates"
    }  # fmt: skip


def test_a_row_with_something_only_in_an_unknown_column_is_no_row(tmp_path):
    register = check(tmp_path, f"{ONE}\n{';' * 13}x", f"{STAYS};;zzz")
    assert said(register) == [("column_unknown", "pobyty", 1, "zzz")]


# What another act lets the state budget bear, and the child of each problem

EXEMPT = "dziecko;podstawa;od;do;przepis"


def test_a_provision_of_another_act_is_read(tmp_path):
    register = check(tmp_path, zwolnienia=f"{EXEMPT}\nD-1;finansuje budżet państwa;01.03.2024;;art. 27 ustawy")
    (exemption,) = register.case.children[0].exemptions
    assert (exemption.ground, exemption.basis) == ("state_financed", "art. 27 ustawy")


@pytest.mark.parametrize(
    ("row", "header", "code"),
    [
        ("D-1;budżet państwa;;;", EXEMPT, "basis_missing"),
        ("D-1;budżet państwa", "dziecko;podstawa", "basis_missing"),
        ("D-1;rodzice nieznani;;;art. 27", EXEMPT, "basis_of_other_ground"),
        (f"D-1;budżet państwa;;;wniosek {pesel()}", EXEMPT, "text_pesel"),
        (f"D-1;budżet państwa;;;wniosek {pesel()[:5]}-{pesel()[5:]}", EXEMPT, "basis_pesel"),
    ],
)
def test_a_provision_that_is_missing_or_too_much(tmp_path, row, header, code):
    register = check(tmp_path, zwolnienia=f"{header}\n{row}")
    assert said(register) == [(code, "zwolnienia", 2, "przepis")]
    assert register.errors[0].child == "D-1"
    assert "basis" not in register.errors[0].message["pl"]
    assert pesel() not in json.dumps(register.to_dict())


def test_problems_name_the_child_of_their_row(tmp_path):
    rows = "D-1;2604043;RDD;31.02.2024\nD-2;260404;RDD;01.01.2024\nD-3;2604043;RDD;02.01.2024;01.01.2024"
    register = check(tmp_path, rows)
    assert [(error.code, error.child) for error in register.errors] == [
        ("day_does_not_exist", "D-1"), ("gmina_code", "D-2"), ("end_before_start", "D-3"),
    ]  # fmt: skip
    assert [error["child"] for error in register.to_dict()["errors"]] == ["D-1", "D-2", "D-3"]


def test_problems_of_nobody_name_none(tmp_path):
    rows = f"{pesel()};2604043;RDD;31.02.2024\n;2604043;RDD;01.01.2024\nD-1;2604043;RDD;01.01.2024"
    register = check(tmp_path, rows, wydatki="dziecko;rodzaj;dzień;kwota\nD-9;remont;01.01.2024;5", koszty_rodzin="x")
    codes = Counter(error.code for error in register.errors)
    assert codes["id_pesel"] == codes["cell_empty"] == codes["child_unknown"] == codes["header_missing"] == 1
    assert {error.child for error in register.errors} == {None}


def test_a_notice_names_the_child_of_its_row(tmp_path):
    register = check(tmp_path, "D-1;208011;RDD;01.01.2024", "dziecko;gmina;forma;od")
    assert [(notice.code, notice.child) for notice in register.notices] == [("gmina_code_padded", "D-1")]


SAME = "gmina;ta sama co"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["2604043;2604053"], [("2604043", "2604053")]),
        (["2604043;2604053", "2604043;2604063"], [("2604043", "2604053", "2604063")]),
        (["2604043;2604053", "2604063;2604053"], [("2604043", "2604053", "2604063")]),
        (["2604043;2604053", "2604063;2604073"], [("2604043", "2604053"), ("2604063", "2604073")]),
        (["2604043;2604053", "2604063;2604073", "2604053;2604073"], [("2604043", "2604053", "2604063", "2604073")]),
        (["2604043;2604053", "2604041;2604052"], [("2604043", "2604053")]),  # the seventh digit does not matter
        (["2604043;2604042"], [("2604043",)]),
    ],
)
def test_codes_that_are_one_gmina(tmp_path, rows, expected):
    register = check(tmp_path, ta_sama_gmina="\n".join([SAME, *rows]))
    assert not register.errors
    assert register.case.same_gmina == tuple(expected)


def test_a_code_that_is_none_among_codes_of_one_gmina(tmp_path):
    register = check(tmp_path, ta_sama_gmina=f"{SAME}\n2604043;260405\n;2604053")
    assert said(register) == [
        ("gmina_code", "ta sama gmina", 2, "ta sama co"), ("cell_empty", "ta sama gmina", 3, "gmina"),
    ]  # fmt: skip

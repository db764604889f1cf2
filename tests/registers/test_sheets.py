"""Workbooks as people get them: a register, an empty one, and the rows that must be mended."""

import io
import json
import re
import zipfile
from datetime import date

import pytest
import xlsxwriter
from documents import FACTS, RIGHT
from python_calamine import load_workbook

from piecza import charges, read_case
from piecza.language.writing import plainly
from piecza.registers.exporting import rows_of
from piecza.registers.register import check_register
from piecza.registers.sheets import faulty_rows, template, to_workbook
from piecza.registers.tables import NOT_READ, charged_tables, register_tables, words_of
from piecza.render import workbook

TABLES = register_tables().tables
BESIDE = ["objaśnienia", "przykłady", "słowniki"]


def sheets_of(data):
    """The sheets of a workbook as rows of cells."""
    book = load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def facts():
    return read_case(json.dumps(FACTS))


# The template.


def test_the_template_reads_back_as_an_empty_register(tmp_path):
    file = tmp_path / "rejestr.xlsx"
    file.write_bytes(template())
    register = check_register(str(file))
    assert [(error.code, error.place.file) for error in register.errors] == [("register_empty", "rejestr.xlsx")]
    assert [sheet.table for sheet in register.tables] == [table.name for table in TABLES]
    assert not register.notices


def test_every_sheet_and_header_of_the_template_is_understood():
    sheets = sheets_of(template())
    assert list(sheets) == [*(table.sheet for table in TABLES), *BESIDE]
    for table in TABLES:
        assert sheets[table.sheet] == [[column.header for column in table.columns]]


def test_drop_down_lists_refer_to_the_words():
    parts = parts_of(template())
    words = sheets_of(template())["słowniki"]
    for number, table in enumerate(TABLES, 1):
        text = parts[f"xl/worksheets/sheet{number}.xml"]
        lists = re.findall(r'<dataValidation ([^>]*)sqref="([A-Z]+)2:\2(\d+)"><formula1>(.*?)</formula1>', text)
        expected = {at: column for at, column in enumerate(table.columns) if column.words}
        assert len(lists) == len(expected) == text.count("<dataValidation ")
        for attributes, letter, last, source in lists:
            column = expected[ord(letter) - ord("A")]
            assert 'errorStyle="warning"' in attributes
            assert int(last) == 10_001
            at, until = re.fullmatch(r"'słowniki'!\$([A-Z])\$2:\$\1\$(\d+)", source).groups()
            listed = [row[ord(at) - ord("A")] for row in words]
            assert listed[0] == column.words
            assert listed[1 : int(until)] == list(words_of(column.words).written.values())
            assert not any(listed[int(until) :])


def test_every_column_is_explained():
    head, *lines = (line for line in sheets_of(template())["objaśnienia"] if any(line))
    assert head == ["arkusz", "kolumna", "column", "wymagana", "co w niej stoi", "what stands in it"]
    assert len(lines) == sum(1 + len(table.columns) for table in TABLES)
    explained = {(line[0], line[1]): line for line in lines}
    for table in TABLES:
        assert explained[table.sheet, ""][4:] == [table.what["pl"], table.what["en"]]
        for column in table.columns:
            line = explained[table.sheet, column.header]
            assert line[2:4] == [column.field, "tak" if column.required else "nie"]
            assert line[4].startswith(column.what["pl"])
            assert line[5] == column.what["en"]
            for said in (*column.also, *(words_of(column.words).written.values() if column.words else ())):
                assert said in line[4]


def test_the_examples_are_right_where_they_are_put_into_their_tables(tmp_path):
    rows = sheets_of(template())["przykłady"]
    with xlsxwriter.Workbook(tmp_path / "rejestr.xlsx") as book:
        for table in TABLES:
            at = next(number for number, row in enumerate(rows) if row[0] == table.sheet)
            many = max(len(column.example) for column in table.columns)
            head, *examples = rows[at + 1 : at + 2 + many]
            assert [cell for cell in head if cell] == [column.header for column in table.columns]
            sheet = book.add_worksheet(table.sheet)
            for number, row in enumerate((head, *examples)):
                for place, cell in enumerate(row):
                    if cell:
                        sheet.write_string(number, place, str(cell))
    register = check_register(str(tmp_path / "rejestr.xlsx"))
    assert (register.errors, register.notices) == ((), ())
    assert {sheet.table: sheet.rows for sheet in register.tables} == {
        table.name: 2 if table.name == "placements" else 1 for table in TABLES
    }
    assert charges(register.case.with_readings(wage_apportionment="child_days"), "2025-03").total


def test_all_sheets_are_frozen_and_required_headers_stand_out():
    parts = parts_of(template())
    for number, table in enumerate(TABLES, 1):
        text = parts[f"xl/worksheets/sheet{number}.xml"]
        assert 'state="frozen"' in text
        styles = re.findall(r'<c r="[A-Z]+1" s="(\d+)"', text)
        required = {style for style, column in zip(styles, table.columns, strict=True) if column.required}
        others = {style for style, column in zip(styles, table.columns, strict=True) if not column.required}
        assert len(required) == 1
        assert not required & others


# A register.


@pytest.mark.parametrize("make", [template, lambda: to_workbook(facts())])
def test_the_bytes_are_the_same_twice(make):
    assert make() == make()


def test_cells_are_what_they_are():
    sheets = sheets_of(to_workbook(facts()))
    head, row, *_ = sheets["pobyty"]
    cells = dict(zip(head, row, strict=True))
    assert (cells["od"], cells["gmina"], cells["pobyt"]) == (date(2024, 1, 10), "2604043", 1.0)
    assert sheets["koszty rodzin"][1][4] == 5600.0
    assert sheets["koszty rodzin"][2][5] == "D-1;D-2"
    assert len(sheets["zwolnienia"]) == 1


def test_nothing_becomes_a_formula_or_a_link():
    for odd in ("=1+1", "{=1}", "http://a.pl", "+1", "@a"):
        case = read_case(json.dumps(RIGHT).replace("D-17", odd))
        parts = parts_of(to_workbook(case))
        assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())
        assert sheets_of(to_workbook(case))["pobyty"][1][0] == odd


@pytest.mark.slow
def test_a_large_register_has_lists_in_every_row():
    case = read_case(json.dumps(RIGHT))
    child = case.children[1]
    many = tuple(child.model_copy(update={"id": f"D-{number}"}) for number in range(10_100))
    large = type(case).model_construct(None, **{**dict(case), "children": many})
    assert len(rows_of(large)["placements"]) == 10_100
    assert 'sqref="D2:D10101"' in parts_of(to_workbook(large))["xl/worksheets/sheet1.xml"]


def test_rows_that_do_not_fit_are_counted_in_the_last_row(monkeypatch):
    monkeypatch.setattr(workbook, "SHEET_ROWS", 5)
    child = read_case(json.dumps(RIGHT)).children[1]
    many = tuple(child.model_copy(update={"id": f"D-{number}"}) for number in range(7))
    case = read_case(json.dumps(RIGHT))
    rows = sheets_of(to_workbook(type(case).model_construct(None, **{**dict(case), "children": many})))["pobyty"]
    assert [row[0] for row in rows[1:3]] == ["D-0", "D-1"]
    assert [row[0] for row in rows[3:]] == ["Dalsze wiersze (5) nie zmieściły się w arkuszu; są w dokumencie JSON."]


# The rows that must be mended.


def faulty(tmp_path, lang="pl"):
    """A register with two faulty rows of placements, one of exemptions, and more that is wrong with no row."""
    with xlsxwriter.Workbook(
        tmp_path / "rejestr.xlsx", {"strings_to_formulas": False, "default_date_format": "d.m.yyyy"}
    ) as book:
        sheet = book.add_worksheet("Dzieci")
        sheet.write_row(0, 0, ["ID", "gmina", "forma", "od", "do", "uwagi", "nazwisko"])
        sheet.write_row(1, 0, ["D-1", "2604043", "RDD", "01.01.2024", "", "tajne", "Zmyślony"])
        sheet.write_row(2, 0, ["=D-2", "26", "RDD", "15.03.25", "", "tajne", "Zmyślony"])
        sheet.write_row(3, 0, ["82" + "010" + "1" * 6, "2604043", "RDD", "01.01.2024", "", "tajne", "Zmyślony"])
        sheet.write_datetime(4, 3, date(2024, 5, 6))
        sheet.write_row(4, 0, ["D-4", 2604043.5, "RDD"])
        other = book.add_worksheet("zwolnienia")
        other.write_row(0, 0, ["dziecko", "podstawa"])
        other.write_row(1, 0, ["D-9", "rodzice nieznani"])
        book.add_worksheet("Arkusz3").write_string(0, 0, "x")
    register = check_register(str(tmp_path / "rejestr.xlsx"))
    return register, faulty_rows(register, lang)


def test_the_faulty_rows_with_their_reasons(tmp_path):
    register, data = faulty(tmp_path)
    sheets = sheets_of(data)
    assert list(sheets) == ["pobyty", "zwolnienia", "pozostałe"]
    head, *rows = sheets["pobyty"]
    columns = [column.header for column in TABLES[0].columns if column.kind != "label"]
    assert head == ["plik", "arkusz", "wiersz", "co poprawić", *columns]
    assert [row[:3] for row in rows] == [["rejestr.xlsx", "Dzieci", number] for number in (3.0, 4.0, 5.0)]
    assert [row[4] for row in rows] == ["=D-2", "", "D-4"]
    assert rows[0][5:8] == ["26", "RDD", "15.03.25"]
    assert rows[2][5:8] == ["2604043.5", "RDD", "06.05.2024"]
    reasons = rows[0][3].split("\n")
    assert reasons[0].startswith("gmina: Kod TERC gminy to dokładnie 7 cyfr")
    assert reasons[1] == "od: Rok ma tylko dwie cyfry; zapisz wszystkie cztery. (może: 15.03.2025)"
    assert len(reasons) == 2
    assert rows[1][3].startswith("ID: Identyfikator z jedenastu cyfr")
    assert sheets["zwolnienia"][1][:3] == ["rejestr.xlsx", "zwolnienia", 2.0]
    assert [row[:2] for row in sheets["pozostałe"][1:]] == [
        ["rejestr.xlsx", "Arkusz3"], ["rejestr.xlsx", "Dzieci[1].nazwisko"],
    ]  # fmt: skip
    said = sum(row[3].count("\n") + 1 for name in ("pobyty", "zwolnienia") for row in sheets[name][1:])
    assert said + 2 == len(register.errors)


def test_the_faulty_rows_hold_nothing_that_was_not_to_be_read(tmp_path):
    _, data = faulty(tmp_path)
    text = json.dumps(sheets_of(data), default=str, ensure_ascii=False)
    assert "tajne" not in text
    assert "Zmyślony" not in text
    assert "82" + "010" not in text
    assert not any("<f>" in part for part in parts_of(data).values())


def test_the_faulty_rows_are_the_same_twice_and_in_english(tmp_path):
    register, data = faulty(tmp_path)
    assert faulty_rows(register) == data
    sheets = sheets_of(faulty(tmp_path, "en")[1])
    assert list(sheets) == ["pobyty", "zwolnienia", "others"]
    assert sheets["pobyty"][0][:4] == ["file", "sheet", "row", "what to mend"]
    assert "(perhaps: 15.03.2025)" in sheets["pobyty"][1][3]


def test_faulty_rows_stand_in_order(tmp_path):
    head = "dziecko;gmina;forma;od\n"
    rows = "".join(f"D-{number};26;RDD;01.01.2024\n" for number in range(12))
    (tmp_path / "pobyty.csv").write_text(head + rows, encoding="utf-8")
    (_, *rows) = sheets_of(faulty_rows(check_register(str(tmp_path))))["pobyty"]
    assert [(row[0], row[2]) for row in rows] == [("pobyty.csv", float(number)) for number in range(2, 14)]


def test_a_row_whose_meaning_is_wrong_stands_before_a_later_one_that_cannot_be_read(tmp_path):
    rows = "D-1;2604043;RDD;01.02.2024;01.01.2024\nD-2;26;RDD;01.01.2024;\n"
    (tmp_path / "pobyty.csv").write_text(f"dziecko;gmina;forma;od;do\n{rows}", encoding="utf-8")
    register = check_register(str(tmp_path))
    assert [error.place.row for error in register.errors] == [2, 3]
    assert [row[2] for row in sheets_of(faulty_rows(register))["pobyty"][1:]] == [2.0, 3.0]


def test_sheets_that_are_not_read_are_known_by_name():
    assert set(NOT_READ) == {"uwagi", *BESIDE}
    for tables in (register_tables(), charged_tables()):
        assert not set(map(plainly, NOT_READ)) & set(tables.by_sheet)


def test_a_family_cost_for_some_children_names_them_in_one_cell():
    document = {**FACTS, "family_costs": [{**FACTS["family_costs"][0], "children": ["D-1", "D-2"]}]}
    rows = sheets_of(to_workbook(read_case(json.dumps(document))))["koszty rodzin"]
    assert "D-1;D-2" in rows[1]

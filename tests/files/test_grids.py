"""Files as people have them become grids; what is wrong with them is said with a code and a place, and hurts nobody."""

import csv
import io
import os
import pathlib
import shutil
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
import xlsxwriter
from books import MAIN, ods, ods_empty, ods_row, ods_text, xlsx, xlsx_parts, zipped
from hypothesis import assume, given
from hypothesis import strategies as st

from piecza import InputError
from piecza.files import cells, delimited, workbook_scans, workbooks
from piecza.files.grids import read_grids

CSV = "dziecko;od;kwota\nD-1;2024-01-03;1,50\n"
HEADER = ["dziecko", "od", "kwota"]
CONTENT = [[*HEADER], ["D-1", "2024-01-03", "1,50"]]
ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHARED = f'<sst {MAIN} count="{{0}}" uniqueCount="{{0}}"><si><t>{{1}}</t></si></sst>'


def read(tmp_path, data, name="pobyty.csv"):
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_grids(str(file))


def rows_of(result):
    """The rows of the only grid, where nothing is wrong."""
    assert not result.problems
    (grid,) = result.grids
    return [row.cells for row in grid.rows]


def said(result):
    return [(problem.code, problem.place.sheet, problem.place.row, problem.place.column) for problem in result.problems]


def lie(data, part):
    """A zip whose headers claim that a part is one byte long."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        info = source.getinfo(part)
    changed = bytearray(data)
    for signature, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        start = -1
        while (start := data.find(signature, start + 1)) >= 0:
            if data[start : start + 100].count(part.encode()):
                changed[start + at : start + at + 4] = (1).to_bytes(4, "little")
    assert bytes(changed) != data
    assert info.file_size > 1
    return bytes(changed)


def locked():
    """A zip whose first part needs a password."""
    data = bytearray(xlsx(ONE))
    data[6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
ENCRYPTED = "<manifest:encryption-data/>"
FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c {}><v>1</v></c></row>'
PREFIXED = (
    f'<x:worksheet {MAIN.replace("xmlns", "xmlns:x")}><x:sheetData><x:row r="9"><x:c s="1" r="XFD1048576"><x:v>1</x:v>'
    "</x:c></x:row></x:sheetData></x:worksheet>"
)
UTF_16 = f"<worksheet {MAIN}><sheetData>{ONE}</sheetData></worksheet>"
WORD = {"_rels/.rels": xlsx_parts("", main="word/document.xml")["_rels/.rels"], "word/document.xml": "<x/>"}
XLSB = xlsx_parts("", main="xl/workbook.bin") | {"xl/workbook.bin": "x"}
MANY = {str(number): "" for number in range(10_001)}

# What a file holds, and the code of what is wrong with all of it.
WHOLE = {
    "nothing": (b"", "file_empty"),
    "blanks": (b" \r\n\t\n", "file_empty"),
    "only a mark": (b"\xef\xbb\xbf", "file_empty"),
    "separators": (b";;;\n;;;\n", "file_empty"),
    "an empty sheet": (xlsx(""), "file_empty"),
    "a formatted sheet": (xlsx('<row r="1"><c r="A1" s="0"/></row>'), "file_empty"),
    "an empty table": (ods(ods_row(ods_empty())), "file_empty"),
    "a PDF": (b"%PDF-1.7\n1 0 obj", "not_a_table"),
    "an image": (b"\x89PNG\r\n\x1a\n\0", "not_a_table"),
    "HTML": (b"<html><table><tr><td>x", "not_a_table"),
    "XML": (b'\xef\xbb\xbf <?xml version="1.0"?><Workbook/>', "not_a_table"),
    "control characters": (b"a;b\n\x01\x02;c\n", "not_a_table"),
    "control characters that no encoding has": (b"a;b\n\x81\x82;\x01\n", "not_a_table"),
    "NUL": (b"a;b\n1;2\r\n3;\0\n", "nul_bytes"),
    "NUL in UTF-16": ("a;b\n\0;1".encode("utf-16"), "nul_bytes"),
    "UTF-16 without a mark": ("a;b\n".encode("utf-16-le"), "nul_bytes"),
    "half of UTF-16": (b"\xff\xfea\0;", "encoding_broken"),
    "a mark of UTF-8 before cp1250": (b"\xef\xbb\xbf" + "imię".encode("cp1250"), "encoding_broken"),
    "UTF-8 and cp1250": ("imię;kwota\n".encode() + "Żółw;1\n".encode("cp1250"), "encoding_broken"),
    "a long line": (b"a;b\n" + b"x" * 1_000_001 + b"\nc;d\n", "line_too_long"),
    "an old workbook": (OLE, "workbook_old"),
    "a binary workbook": (zipped(XLSB), "workbook_old"),
    "an encrypted workbook": (OLE + "EncryptedPackage".encode("utf-16-le") + OLE, "workbook_encrypted"),
    "an encrypted ods": (ods("", ENCRYPTED), "workbook_encrypted"),
    "an encrypted zip": (locked(), "workbook_encrypted"),
    "a document": (zipped(WORD), "not_a_workbook"),
    "a text of LibreOffice": (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "not_a_workbook"),
    "a zip": (zipped({"a.csv": CSV}), "not_a_workbook"),
    "an empty zip": (zipped({}), "not_a_workbook"),
    "half a workbook": (xlsx(ONE)[:400], "workbook_broken"),
    "a workbook without its end": (xlsx(ONE)[:-10], "workbook_broken"),
    "only the start of a zip": (b"PK\3\4 and nothing", "workbook_broken"),
    "a header that lies": (lie(xlsx(ONE), "xl/worksheets/sheet1.xml"), "workbook_broken"),
    "a sheet that is not there": (zipped(dict(list(xlsx_parts(ONE).items())[:-1])), "workbook_broken"),
    "a sheet cut off": (xlsx("", sheet=f"<worksheet {MAIN}><sheetData>"), "workbook_broken"),
    "an unpacker without bounds": (zipped(xlsx_parts(ONE), zipfile.ZIP_BZIP2), "workbook_broken"),
    "a document type": (xlsx("", sheet="<!DOCTYPE worksheet><worksheet/>"), "workbook_broken"),
    "a part that is there twice": (zipped(xlsx_parts(ONE) | {"xl/worksheets/SHEET1.xml": UTF_16}), "workbook_broken"),
    "a reference that is none": (xlsx('<row r="1"><c r="Ą1"><v>1</v></c></row>'), "workbook_broken"),
    "a text that is not there": (xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), "workbook_broken"),
    "a cell of no known kind": (xlsx('<row r="1"><c r="B1" t="?"><v>x</v></c></row>'), "workbook_broken"),
    "texts that are only claimed": (xlsx(ONE, strings=SHARED.format(4_000_000_000, "x")), "workbook_broken"),
    "a sheet that calamine does not understand": (
        xlsx("", sheet=('<?xml version="1.0" encoding="UTF-16"?>' + UTF_16).encode("utf-16")),
        "workbook_broken",
    ),
    "two tables of one name": (ods("", after='<table:table table:name="pobyty"/>'), "workbook_broken"),
    "a table within a table": (ods(ods_row("<table:table-cell><table:table/></table:table-cell>")), "workbook_broken"),
    "a cell within a cell": (ods(ods_row(f"<table:table-cell>{ods_text('x')}</table:table-cell>")), "workbook_broken"),
    "fewer than none": (ods(ods_row(ods_text("x"), repeated=-1)), "workbook_broken"),
    "many parts": (zipped(MANY), "workbook_too_large"),
    "cells far apart": (xlsx(FAR.format('r="XFD1048576"')), "sheet_too_large"),
    "cells far apart, other attributes first": (xlsx(FAR.format('s="1" t="n" r="XFD1048576"')), "sheet_too_large"),
    "cells far apart, with a prefix": (xlsx("", sheet=PREFIXED), "sheet_too_large"),
    "cells beyond any sheet": (xlsx('<row r="1"><c r="ZZZZZZZZZ99999999999"><v>1</v></c></row>'), "sheet_too_large"),
    "one text a million times": (
        xlsx('<row r="1">' + '<c t="s"><v>0</v></c>' * 4_000 + "</row>", strings=SHARED.format(1, "x" * 100_000)),
        "sheet_too_large",
    ),
    "ods: rows and columns repeated": (
        ods(ods_row(ods_text("", number_columns_repeated=16384), repeated=1048576)), "sheet_too_large"
    ),
    "ods: cells far apart": (
        ods(ods_row(ods_text("x")) + ods_row(repeated=1_000_000) + ods_row(ods_empty(16_000), ods_text("y"))),
        "sheet_too_large",
    ),
    "ods: a formula far away": (
        ods(ods_row(ods_empty(6_000_000), '<table:table-cell table:formula="of:=1"/>')), "sheet_too_large"
    ),
    "ods: a thousand million spaces": (ods(ods_row(ods_text('a<text:s text:c="1000000000"/>b'))), "sheet_too_large"),
    "ods: a long text repeated": (ods(ods_row(ods_text("x" * 100_000), repeated=4_000)), "sheet_too_large"),
}  # fmt: skip


@pytest.mark.parametrize("case", WHOLE)
def test_a_file_that_is_wrong_as_a_whole(case, tmp_path):
    data, code = WHOLE[case]
    result = read(tmp_path, data, "pobyty.dane")
    assert [(problem.code, problem.place.file, problem.stage) for problem in result.problems] == [
        (code, "pobyty.dane", "file")
    ]
    assert not result.grids


def test_the_line_is_named(tmp_path):
    for case, line in (("NUL", 3), ("NUL in UTF-16", 2), ("UTF-8 and cp1250", 2), ("a long line", 2)):
        (problem,) = read(tmp_path, WHOLE[case][0]).problems
        assert f"Line {line} holds" in problem.message["en"] or f"Line {line} has" in problem.message["en"]


# A CSV in which a row or a cell is wrong, and what is said of it.
PARTS = {
    "another separator": ("a;b;c\n1,2,3\n4;5;6\n", [("mixed_separators", "pobyty", 2, None)]),
    "another separator, amounts": ("a,b,c\n1,5;2,5;3,5\n", [("mixed_separators", "pobyty", 2, None)]),
    "a tab": ("a;b\n\n1\t2\n", [("mixed_separators", "pobyty", 3, None)]),
    "too many": ("a;b\n1;2;3\n4;5;;;\n", [("too_many_cells", "pobyty", 2, None)]),
    "an amount without quotes": ("a,b\n1,2,50\n", [("too_many_cells", "pobyty", 2, None)]),
    "a quote": ('a;b\n1;2\n3;"4\n5;6\n', [("quote_not_closed", "pobyty", 3, None)]),
    "a quote at the end": ('a;b\n1;2;3\n3;"', [("too_many_cells", "pobyty", 2, None),
                                              ("quote_not_closed", "pobyty", 3, None)]),
    "a quote after a cell of two lines": ('a;b\n"1\n1";"2\n', [("quote_not_closed", "pobyty", 3, None)]),
    "errors of formulas": ("a\n#N/D!\nErr:522\n", [("cell_error", "pobyty", n, "A") for n in (2, 3)]),
}  # fmt: skip


@pytest.mark.parametrize("case", PARTS)
def test_a_row_or_a_cell_that_is_wrong(case, tmp_path):
    text, expected = PARTS[case]
    result = read(tmp_path, text)
    assert said(result) == expected
    assert bool(result.grids) == all(code != "quote_not_closed" for code, *_ in expected)


def test_the_rows_that_are_right_are_there(tmp_path):
    (grid,) = read(tmp_path, PARTS["another separator"][0]).grids
    assert grid.rows == [(1, ["a", "b", "c"]), (3, ["4", "5", "6"])]


@pytest.mark.parametrize(
    ("encoding", "name", "guessed"),
    [
        ("utf-8", "UTF-8", False),
        ("utf-8-sig", "UTF-8 (BOM)", False),
        ("utf-16", "UTF-16", False),
        ("cp1250", "cp1250", True),
        ("iso8859-2", "ISO-8859-2", True),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_ends(encoding, name, guessed, separator, end, tmp_path):
    text = 'imię;kwota;"uwagi, a; także\tinne"\nŁucja Ąść;7;źdźbło\n'.replace(";", separator).replace("\n", end)
    result = read(tmp_path, text.encode(encoding))
    other = "uwagi, a; także\tinne".replace(";", separator)
    assert rows_of(result) == [["imię", "kwota", other], ["Łucja Ąść", "7", "źdźbło"]]
    assert result.grids[0].form == f"csv, {name}, {'tab' if separator == chr(9) else separator}"
    assert [(notice.code, notice.stage) for notice in result.notices] == [("encoding_detected", "notice")] * guessed
    assert all(name in notice.message["pl"] for notice in result.notices)


def test_two_old_encodings_that_say_the_same_are_cp1250(tmp_path):
    assert read(tmp_path, "ćęłńó;ż\n".encode("cp1250")).grids[0].form == "csv, cp1250, ;"


def test_what_would_be_a_polish_letter_beside_control_characters_is_none(tmp_path):
    assert rows_of(read(tmp_path, "5±1;„x”\n".encode("cp1250"))) == [["5±1", "„x”"]]


def test_the_separator_is_found_below_empty_lines(tmp_path):
    assert rows_of(read(tmp_path, "\n\na,b\n1,2\n")) == [["a", "b"], ["1", "2"]]


def test_a_quote_within_a_cell_is_no_other_separator(tmp_path):
    assert rows_of(read(tmp_path, 'a;b\n1,2,"3\n')) == [["a", "b"], ['1,2,"3', None]]


def test_quotes(tmp_path):
    text = 'a;b\n"x;y";"z ""q"" z"\n"1\n2";3\n5" rura;"w"x\n;y\n'
    result = read(tmp_path, text)
    assert rows_of(result) == [["a", "b"], ["x;y", 'z "q" z'], ["1\n2", "3"], ['5" rura', "wx"], [None, "y"]]
    assert [row.number for row in result.grids[0].rows] == [1, 2, 3, 5, 6]


def test_blanks_empty_rows_and_columns(tmp_path):
    text = ";;;\n\u00a0a\u00a0; b ;;\n\n;;;\n1;\u200b;;\n2\n"
    (grid,) = read(tmp_path, text).grids
    assert grid.rows == [(2, ["a", "b"]), (5, ["1", None]), (6, ["2", None])]
    assert (grid.file, grid.sheet) == ("pobyty.csv", "pobyty")


def test_a_line_that_names_the_separator(tmp_path):
    (grid,) = read(tmp_path, "SEP=|\r\na|b;c;d\r\n1|2\r\n").grids
    assert grid.rows == [(2, ["a", "b;c;d"]), (3, ["1", "2"])]
    (grid,) = read(tmp_path, b"\xef\xbb\xbfsep=,\na;b,c\n").grids
    assert (grid.rows, grid.form) == ([(2, ["a;b", "c"])], "csv, UTF-8 (BOM), ,")


def test_a_table_of_one_column(tmp_path):
    assert rows_of(read(tmp_path, "dziecko\nD-1\n1,5\n")) == [["dziecko"], ["D-1"], ["1,5"]]


def test_a_folder(tmp_path):
    for name in ("b.csv", "A.TXT", ".ukryty.csv", "~$b.csv", "c.doc"):
        (tmp_path / name).write_text(CSV, encoding="utf-8")
    (tmp_path / "d.csv").mkdir()
    result = read_grids(str(tmp_path))
    assert [(grid.file, grid.sheet) for grid in result.grids] == [("A.TXT", "A"), ("b.csv", "b")]
    assert not result.problems


def test_the_problems_of_all_files_come_at_once(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"")
    (tmp_path / "b.csv").write_bytes(b"%PDF")
    (tmp_path / "c.csv").write_bytes("ż;ó\n".encode("cp1250"))
    (tmp_path / "d.csv").write_text("a;b\n1;2;3\n", encoding="utf-8")
    result = read_grids(str(tmp_path))
    assert [(problem.code, problem.place.file) for problem in result.problems] == [
        ("file_empty", "a.csv"), ("not_a_table", "b.csv"), ("too_many_cells", "d.csv"),
    ]  # fmt: skip
    assert [grid.file for grid in result.grids] == ["c.csv", "d.csv"]
    assert [notice.place.file for notice in result.notices] == ["c.csv"]


def test_what_is_not_there(tmp_path):
    (problem,) = read_grids(str(tmp_path)).problems
    assert (problem.code, problem.place.file) == ("folder_empty", tmp_path.name)
    (problem,) = read_grids(str(tmp_path / "brak.xlsx")).problems
    assert (problem.code, problem.place.file) == ("file_not_found", "brak.xlsx")
    (problem,) = read_grids("a\0b").problems
    assert problem.code == "file_unreadable"


def test_a_folder_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(_):
        raise PermissionError

    monkeypatch.setattr(pathlib.Path, "iterdir", refuse)
    (problem,) = read_grids(str(tmp_path)).problems
    assert (problem.code, problem.place.file) == ("file_unreadable", tmp_path.name)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything may be read here")
def test_what_may_not_be_read(tmp_path):
    (tmp_path / "a.csv").write_text(CSV, encoding="utf-8")
    (tmp_path / "a.csv").chmod(0)
    assert [problem.code for problem in read_grids(str(tmp_path)).problems] == ["file_unreadable"]


def test_a_huge_file_is_not_read(tmp_path):
    with (tmp_path / "a.csv").open("wb") as file:
        file.write(b"a;b\n")
        file.seek(200_000_000)
        file.write(b"x")
    tracemalloc.start()
    result = read_grids(str(tmp_path / "a.csv"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in result.problems] == ["file_too_large"]
    assert peak < 120_000_000


def test_a_long_line_is_found_before_it_is_divided(tmp_path):
    result = read(tmp_path, b"a;b\n" + b";" * 45_000_000)
    assert [problem.code for problem in result.problems] == ["line_too_long"]


def test_a_csv_of_too_many_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(delimited, "MAX_CELLS", 6)
    assert rows_of(read(tmp_path, CSV)) == CONTENT
    assert said(read(tmp_path, CSV + "x\n")) == [("sheet_too_large", None, None, None)]


def test_too_many_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_scans, "MAX_CELLS", 1)
    result = read(tmp_path, xlsx(ONE, strings=f"<sst {MAIN}><si/><si/></sst>"))
    assert [problem.code for problem in result.problems] == ["sheet_too_large"]


@pytest.mark.slow
def test_what_unpacks_to_too_much(tmp_path, monkeypatch):
    bomb = zipped(xlsx_parts(ONE) | {"xl/media/a.png": b"\0" * 310_000_000})
    assert len(bomb) < 400_000
    tracemalloc.start()
    result = read(tmp_path, bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in result.problems] == ["workbook_too_large"]
    assert peak < 60_000_000
    monkeypatch.setattr(workbooks, "_MAX_BYTES", 100)
    assert [problem.code for problem in read(tmp_path, xlsx(ONE)).problems] == ["workbook_too_large"]


@pytest.mark.slow
def test_a_header_that_hides_how_much_there_is(tmp_path):
    bomb = lie(xlsx("", sheet=b" " * 310_000_000), "xl/worksheets/sheet1.xml")
    tracemalloc.start()
    result = read(tmp_path, bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in result.problems] == ["workbook_broken"]
    assert peak < 60_000_000


def test_without_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(InputError) as caught:
        read(tmp_path, xlsx(ONE), "a.xlsx")
    (problem,) = caught.value.errors
    assert problem.code == "extra_missing"
    assert "piecza[files]" in problem.message["pl"]
    assert rows_of(read(tmp_path, CSV)) == CONTENT


def test_a_bug_in_calamine_is_a_broken_workbook(tmp_path, monkeypatch):
    class PanicException(BaseException):
        pass

    for error, code in ((PanicException, "workbook_broken"), (RuntimeError, "workbook_broken")):
        monkeypatch.setattr("python_calamine.load_workbook", lambda _, error=error: (_ for _ in ()).throw(error()))
        assert [problem.code for problem in read(tmp_path, xlsx(ONE)).problems] == [code]
    monkeypatch.setattr("python_calamine.load_workbook", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        read(tmp_path, xlsx(ONE))


def workbook(file):
    """A workbook as a clerk has it: a title's empty rows, formats far out, a hidden sheet, errors."""
    book = xlsxwriter.Workbook(file)
    day, hour, moment, bold = (
        book.add_format(look)
        for look in ({"num_format": "dd.mm.yyyy"}, {"num_format": "hh:mm"}, {"num_format": "dd.mm.yyyy hh:mm"},
                     {"bold": True})
    )  # fmt: skip
    sheet = book.add_worksheet("pobyty")
    sheet.write_row(2, 1, ["dziecko", "od", "kwota", "uwagi"], bold)
    sheet.write_row(3, 1, ["\u00a0D-1 "])
    sheet.write_datetime(3, 2, datetime(2024, 1, 3), day)
    sheet.write_number(3, 3, 899)
    sheet.write_datetime(5, 2, datetime(2024, 1, 3, 12, 30), moment)
    sheet.write_number(5, 3, 0.07)
    sheet.write_boolean(5, 4, True)
    sheet.write_formula(6, 1, "=NA()", None, "#N/A")
    sheet.write_formula(6, 2, "=#REF!", None, "#REF!")
    sheet.write_formula(6, 3, "=3+4", None, 7)
    sheet.write_number(7, 2, 0.5, hour)
    sheet.write_string(7, 1, "D-2")
    sheet.write_blank(1048575, 16383, None, bold)
    book.add_worksheet("pusty")
    hidden = book.add_worksheet("ukryty")
    hidden.hide()
    hidden.write(0, 0, "x")
    book.close()


EXPECTED = [
    (3, [None, "dziecko", "od", "kwota", "uwagi"]),
    (4, [None, "D-1", date(2024, 1, 3), 899.0, None]),
    (6, [None, None, datetime(2024, 1, 3, 12, 30), 0.07, True]),
    (7, [None, None, None, 7.0, None]),
    (8, [None, "D-2", None, None, None]),
]
WRONG = [("cell_error", "pobyty", 7, "B"), ("cell_error", "pobyty", 7, "C"), ("cell_error", "pobyty", 8, "C")]


def test_a_workbook_of_excel(tmp_path):
    workbook(tmp_path / "a.xlsx")
    result = read_grids(str(tmp_path / "a.xlsx"))
    assert [(grid.sheet, grid.form) for grid in result.grids] == [("pobyty", "xlsx"), ("ukryty", "xlsx")]
    assert result.grids[0].rows == EXPECTED
    assert [type(cell) for cell in result.grids[0].rows[1].cells] == [type(None), str, date, float, type(None)]
    assert said(result) == WRONG
    assert [problem.value for problem in result.problems] == ["#N/A", "#REF!", None]


@pytest.mark.slow
def test_a_workbook_of_libreoffice(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not on the PATH")
    workbook(tmp_path / "a.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=120)
    result = read_grids(str(tmp_path / "a.ods"))
    assert [(grid.sheet, grid.form) for grid in result.grids] == [("pobyty", "ods"), ("ukryty", "ods")]
    assert result.grids[0].rows == EXPECTED
    assert said(result) == WRONG


def test_midnight_is_a_day_and_problems_go_by_rows(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("pobyty")
    sheet.write_datetime(0, 0, datetime(2024, 1, 3), book.add_format({"num_format": "dd.mm.yyyy hh:mm"}))
    sheet.write_number(1, 0, 0.5, book.add_format({"num_format": "hh:mm"}))
    sheet.write_formula(2, 0, "=NA()", None, "#N/A")
    book.close()
    result = read_grids(str(tmp_path / "a.xlsx"))
    assert [(row, type(row.cells[0])) for row in result.grids[0].rows] == [((1, [date(2024, 1, 3)]), date)]
    assert said(result) == [("cell_error", "pobyty", row, "A") for row in (2, 3)]


def test_an_error_that_calamine_does_not_know(tmp_path):
    result = read(tmp_path, xlsx('<row r="2"><c r="C2" t="e"><v>#SPILL!</v></c></row>'))
    assert said(result) == [("cell_error", "pobyty", 2, "C")]
    assert not result.grids


def test_cells_without_references(tmp_path):
    rows = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row r="5"><c><v>2</v></c></row><row><c r="AB6" t="e">'
    result = read(tmp_path, xlsx(f"{rows}<v>#REF!</v></c></row>"))
    assert [(row.number, row.cells) for row in result.grids[0].rows] == [(1, [1.0]), (5, [2.0])]
    assert said(result) == [("cell_error", "pobyty", 1, "B"), ("cell_error", "pobyty", 6, "AB")]


def test_a_sheet_that_claims_to_be_large_is_read(tmp_path):
    result = read(tmp_path, xlsx(ONE, before='<dimension ref="A1:XFD1048576"/>'))
    assert rows_of(result) == [[1.0]]


def test_repeated_rows_and_cells_of_an_ods(tmp_path):
    table = (
        ods_row(repeated=2) + ods_row(ods_empty(2), ods_text("a", number_columns_repeated=2)) + ods_row(repeated=3)
        + ods_row(ods_text("b"), repeated=2) + ods_row(ods_empty(16384)) + ods_row(ods_text("c"))
        + ods_row(ods_empty(16384), repeated=1048000)
    )  # fmt: skip
    (grid,) = read(tmp_path, ods(table)).grids
    assert [(row.number, row.cells) for row in grid.rows] == [
        (3, [None, None, "a", "a"]), (7, ["b", None, None, None]), (8, ["b", None, None, None]),
        (10, ["c", None, None, None]),
    ]  # fmt: skip


def test_what_an_ods_keeps_of_another_file_is_no_sheet(tmp_path):
    row = ods_row(ods_text("x"))
    after = f"<table:table table:name=\"'file:///inny.ods'#$Arkusz1\">{row}</table:table>"
    assert [grid.sheet for grid in read(tmp_path, ods(row, after=after)).grids] == ["pobyty"]


def test_a_day_that_is_none_and_a_span_of_time_in_an_ods(tmp_path):
    cell = '<table:table-cell office:value-type="{0}" office:{0}-value="{1}"><text:p>x</text:p></table:table-cell>'
    cells = [("date", "10113-09-19"), ("date", "2024-02-03"), ("time", "PT36H00M00S"), ("boolean", "true")]
    result = read(tmp_path, ods(ods_row(*(cell.format(*value) for value in cells))))
    assert said(result) == [("cell_error", "pobyty", 1, "A"), ("cell_error", "pobyty", 1, "C")]
    assert result.grids[0].rows == [(1, [None, date(2024, 2, 3), None, True])]


def test_a_list_of_errors_ends(tmp_path, monkeypatch):
    for room in (workbook_scans, delimited, cells):
        monkeypatch.setattr(room, "MAX_FAULTS", 2)
    result = read(tmp_path, "a;b\n1;2;3\n1;2;3\n1;2;3\n4;5\n6;#N/A\n")
    assert said(result) == [("too_many_cells", "pobyty", row, None) for row in (2, 3)]
    assert [row.cells for row in result.grids[0].rows] == [["a", "b"], ["4", "5"], ["6", None]]
    row = "".join(f'<c r="{cells.letters(column)}1" t="e"><v>#N/A</v></c>' for column in range(1, 6))
    assert len(read(tmp_path, xlsx(f'<row r="1">{row}</row>')).problems) == 2


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_letters_of_columns(column, name):
    assert cells.letters(column) == name


@pytest.mark.slow
def test_ten_thousand_rows_are_read(tmp_path):
    rows = [[f"kolumna {column}" for column in range(12)]]
    rows += [[f"tekst {number} {column}" for column in range(12)] for number in range(10_000)]
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    for name in ("a.csv", "a.xlsx"):
        assert rows_of(read_grids(str(tmp_path / name))) == rows


LETTERS = "aBząćęłńóśźżĄĆĘŁŃÓŚŹŻ0189 .-/'\"\n;,\t"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"]


@st.composite
def tables(draw):
    """A table of text with a header, an encoding that can hold it, and a separator."""
    encoding = draw(st.sampled_from(ENCODINGS))
    is_wide = encoding.startswith("utf")
    letters = st.characters(exclude_categories=["Cs", "Cc"]) if is_wide else st.sampled_from(LETTERS)
    text = st.text(letters | st.sampled_from(LETTERS), max_size=6).filter(lambda cell: cells.as_cell(cell)[1])
    names = st.text(st.sampled_from("abcąęłźż"), min_size=1, max_size=5)
    width = draw(st.integers(2, 5))
    header = draw(st.lists(names, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(text, min_size=width, max_size=width), max_size=6))
    return [header, *rows], encoding, draw(st.sampled_from(";,\t"))


def is_utf_8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@given(tables(), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_as_csv_reads_back_the_same(tmp_path_factory, table, quoting, end):
    rows, encoding, separator = table
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=end).writerows(rows)
    data = out.getvalue().encode(encoding)
    assume(
        encoding.startswith("utf") or data.isascii() or not is_utf_8(data)
    )  # what is UTF-8 by chance is read as such
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    file.write_bytes(data)
    result = read_grids(str(file))
    strip = cells._BLANKS
    wanted = [[cell.strip(strip) or None for cell in row] for row in rows]
    assert rows_of(result) == [row for row in wanted if any(row)]


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\3\4", b"\xff\xfe", b"a;b\n"]))
def test_no_bytes_raise(tmp_path_factory, data, start):
    file = tmp_path_factory.mktemp("bytes") / "a.csv"
    file.write_bytes(start + data)
    result = read_grids(str(file))
    assert result.grids or result.problems


@given(st.data(), st.sampled_from([xlsx(ONE, strings=SHARED.format(1, "x")), ods(ods_row(ods_text("x")))]))
def test_no_damaged_workbook_raises(tmp_path_factory, data, whole):
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :]
    file = tmp_path_factory.mktemp("damaged") / "a.xlsx"
    file.write_bytes(damaged)
    result = read_grids(str(file))
    assert result.grids or result.problems

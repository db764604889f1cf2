"""Noty as HTML, PDF and workbooks: nothing is lost, nothing of the caller acts, and the printed figures add up."""

import re
import shutil
import subprocess
import sys
import zipfile
from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from papers import MARKUP, pages, papers
from python_calamine import CalamineWorkbook

from piecza.errors.problems import InputError
from piecza.notes.layout import page
from piecza.notes.nota import read_nota
from piecza.render.grid import blocks, shown, widths, written
from piecza.render.html import to_html
from piecza.render.page import Page
from piecza.render.pdf import to_pdf
from piecza.render.terminal import working
from piecza.render.xlsx import to_xlsx

NOTY = papers()
PAGES = pages()
every = pytest.mark.parametrize("name", list(PAGES))
VOID = {"meta", "col"}


class Read(HTMLParser):
    """The elements of a document in order, its tables as rows of cells, and its text."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts, self.tables, self.cell = [], [], [], [], None
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self.open.append(tag)
        if tag == "table":
            self.tables.append({"thead": [], "tbody": [], "tfoot": [], "bodies": []})
        elif tag in ("thead", "tbody", "tfoot"):
            self.part = tag
            self.tables[-1]["bodies"] += [len(self.tables[-1]["tbody"])] if tag == "tbody" else []
        elif tag == "tr":
            self.tables[-1][self.part].append([])
        elif tag in ("td", "th"):
            self.cell = {"tag": tag, "text": "", **dict(attrs)}
            self.tables[-1][self.part][-1].append(self.cell)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        if tag in ("td", "th"):
            self.cell = None

    def handle_data(self, data):
        self.texts.append(data)
        if self.cell is not None:
            self.cell["text"] += data


def grid(rows, width):
    """The cells of a part of a table at their places; a taller or broader one at each of its own."""
    taken = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            for down in range(int(cell.get("rowspan", 1))):
                for right in range(int(cell.get("colspan", 1))):
                    assert (number + down, column + right) not in taken
                    taken[number + down, column + right] = cell
    assert sorted(taken) == [(row, column) for row in range(len(rows)) for column in range(width)]
    return taken


def amount(text):
    assert re.fullmatch("−?[0-9]{1,3}(\u00a0[0-9]{3})*,[0-9]{2}", text), text
    return Decimal(text.replace("\u00a0", "").replace(",", ".").replace("−", "-"))


def texts_of(paper):
    """All texts of a page."""
    yield from (
        paper.title,
        paper.opening,
        paper.assignment,
        paper.annex_title,
        paper.amount[0],
        paper.amount[2],
        *paper.signatures,
    )
    for pair in (*paper.facts, *paper.payment):
        yield from pair
    for section in (*paper.parties, *paper.footer, *paper.annex):
        yield from (section.heading, *section.paragraphs)
    for table in paper.tables:
        yield from (table.title, *(column.heading for column in table.columns), *(label for label, _ in table.sums))
        yield from (cell.value for row in table.rows for cell in row if cell and isinstance(cell.value, str))


# Layout


@every
def test_the_sums_of_a_page_are_sums_of_what_stands_above_them(name):
    for table in PAGES[name].tables:
        for _, values in table.sums:
            for index, value in enumerate(values, len(table.columns) - len(values)):
                if value is not None:
                    assert value == sum(row[index].value or 0 for row in table.rows if row[index])


def test_the_noty_are_of_many_kinds():
    assert any(cell.rows > 1 for row in PAGES["line"].tables[0].rows for cell in row[-1:] if cell)
    assert any(cell.rows > 1 for row in PAGES["child_month"].tables[0].rows for cell in row[-1:] if cell)
    assert len(blocks(PAGES["sixty"].tables[0])) == 60
    correction = NOTY["correction"]
    assert {(change.before is None, change.after is None) for change in correction.changes} == {
        (False, False), (True, False), (False, True),
    }  # fmt: skip
    assert Decimal("0.00") in {change.difference for change in correction.changes}
    assert correction.amount < 0


@every
def test_columns_are_as_wide_as_their_numbers(name):
    for table in PAGES[name].tables:
        for index, (column, width) in enumerate(zip(table.columns, widths(table), strict=True)):
            if column.right:
                assert all(len(written(row[index].value)) <= width for row in table.rows if row[index])


def test_what_no_page_shows_is_made_visible():
    assert shown("a\u202eb\x1b\x00\nc\u00a0d") == "a\\u202eb\\x1b\\x00 c\u00a0d"


# HTML


@every
def test_html_says_everything_and_its_figures_add_up(name):
    paper, read = PAGES[name], Read(to_html(PAGES[name]))
    whole = "\n".join(read.texts)
    for text in texts_of(paper):
        assert shown(text) in whole
    for table, parts in zip(paper.tables, read.tables, strict=True):
        width = len(table.columns)
        grid(parts["thead"], width)
        body, foot = grid(parts["tbody"], width), grid(parts["tfoot"], width)
        right = {index for index, column in enumerate(table.columns) if column.right}
        for (number, column), cell in body.items():
            if value := table.rows[number][column]:
                assert cell["text"] == written(value.value)
            assert ("right" in cell.get("class", "").split()) == (column in right)
        for column in {column for _, column in foot}:
            cell = foot[0, column]
            if "colspan" in cell or not cell["text"]:
                continue
            above = {id(upper): upper["text"] for (_, at), upper in body.items() if at == column}
            assert amount(cell["text"]) == sum(amount(text) for text in above.values() if text)
    assert f"{amount(written(paper.amount[1])):,}".replace(",", "\u00a0").replace(".", ",").replace("-", "−") in whole


@every
def test_html_is_accessible_and_self_contained(name):
    text = to_html(PAGES[name])
    read = Read(text)
    tags = [tag for tag, _ in read.tags]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert text.startswith("<!DOCTYPE html>\n")
    assert ("html", {"lang": "pl"}) in read.tags
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert {"header", "main"} <= set(tags)
    assert tags.count("caption") == tags.count("table")
    assert not {"script", "link", "img", "iframe", "b"} & set(tags)
    assert not re.search(
        r"https?:|//|@import|url\(", re.sub("/\\*.*?\\*/", "", text.split("<body>")[0]).replace("</", "")
    )
    assert all(not {"src", "href", "onload", "onclick"} & set(attrs) for _, attrs in read.tags)
    assert all(attrs.get("scope") for tag, attrs in read.tags if tag == "th")
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for _, attrs in read.tags if "aria-labelledby" in attrs} <= set(ids)


def test_the_rows_of_a_child_are_one_body():
    table = Read(to_html(PAGES["strange"])).tables[0]
    assert len(table["bodies"]) == len(NOTY["strange"].charges)


def test_html_lets_nothing_of_the_caller_act():
    text = to_html(PAGES["strange"])
    assert "<b>" not in text
    assert text.count("</style>") == 1
    assert "&lt;b&gt;&amp;&quot;&#x27;=1+1 #$@*_[" in text
    assert "</style>" not in text.split("<style>")[1].split("</style>\n</head>")[0]


# PDF


def pdf_text(pdf):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on PATH")
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@every
def test_pdf_says_what_the_page_says(name):
    paper, text = PAGES[name], pdf_text(to_pdf(PAGES[name]))
    whole = re.sub(r"\s", "", text)
    figures = [written(cell.value) for table in paper.tables for row in table.rows for cell in row if cell]
    figures += [written(value) for table in paper.tables for _, values in table.sums for value in values]
    for figure in (number for number in figures if re.fullmatch("−?[0-9\u00a0]+,[0-9]{2}", number)):
        assert re.sub(r"\s", "", figure) in whole
    # Sentences of the annex stand in one column; a line break may add the hyphen that Polish repeats.
    without = whole.replace("-", "")
    for section in paper.annex:
        assert re.sub(r"\s|-", "", shown(section.heading)) in without
    footer = re.findall(r"strona (\d+) z (\d+)", text)
    assert [int(number) for number, _ in footer] == list(range(1, len(footer) + 1))
    assert {int(last) for _, last in footer} == {len(footer)}
    assert text.count("Nota księgowa") >= len(footer)


def test_pdf_has_polish_letters_and_shows_markup_as_it_is():
    text = pdf_text(to_pdf(PAGES["strange"]))
    assert MARKUP in text
    assert "Sporządził(a)" in text
    assert "Główny księgowy" in text
    assert "słownie: trzy tysiące siedemdziesiąt cztery złote czterdzieści" in text
    assert "−270,08" in text


@pytest.mark.slow
def test_the_same_page_gives_the_same_bytes_in_another_process():
    code = f"""if True:
        import hashlib, sys, time
        sys.path.insert(0, {str(Path(__file__).parents[1] / "builders")!r})
        from papers import pages
        from piecza.notes import to_html, to_pdf, to_xlsx
        time.sleep(1.1)
        its = pages()["correction"]
        print(*(hashlib.sha256(made).hexdigest() for made in (to_html(its).encode(), to_pdf(its), to_xlsx(its))))
    """
    run = [sys.executable, "-c", code]
    first, second = (subprocess.run(run, capture_output=True, text=True, check=True).stdout for _ in range(2))
    assert first == second
    assert len(set(first.split())) == 3


def test_pdf_has_a_title_a_language_and_tags_and_no_day_of_making():
    pdf = to_pdf(PAGES["powiat"])
    assert pdf.startswith(b"%PDF-")
    assert b"/Lang (pl" in pdf.replace(b"/Lang(pl", b"/Lang (pl")
    assert b"/StructTreeRoot" in pdf
    assert b"CreationDate" not in pdf
    assert b"CreateDate" not in pdf


# Workbook

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def formulas(xlsx):
    """Formulas of the first sheet with their cached values, and the values of its plain cells, by their place."""
    sheet = ElementTree.fromstring(zipfile.ZipFile(BytesIO(xlsx)).read("xl/worksheets/sheet1.xml"))
    computed, plain = {}, {}
    for cell in sheet.iterfind(".//m:c", NS):
        formula, value = cell.find("m:f", NS), cell.find("m:v", NS)
        if formula is not None:
            computed[cell.get("r")] = formula.text, value.text
        elif value is not None and cell.get("t") is None:
            plain[cell.get("r")] = value.text
    return computed, plain


def place(name):
    letters, number = re.fullmatch("([A-Z]+)([0-9]+)", name).groups()
    return letters, int(number)


@every
def test_workbook_holds_the_texts_and_exact_amounts(name):
    paper, xlsx = PAGES[name], to_xlsx(PAGES[name])
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx))
    assert book.sheet_names == ["Nota", "Załącznik"]
    cells = [cell for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python() for cell in row]
    texts = {cell for cell in cells if isinstance(cell, str)}
    whole = "\n".join(texts)
    for text in texts_of(paper):
        assert shown(text) in whole
    _, plain = formulas(xlsx)
    values = [c.value for table in paper.tables for row in table.rows for c in row if c]
    wanted = sorted(str(value) for value in values if isinstance(value, (int, Decimal)))
    assert sorted(plain.values()) == wanted


@every
def test_workbook_adds_up_by_formulas(name):
    paper, (computed, plain) = PAGES[name], formulas(to_xlsx(PAGES[name]))
    sums = [value for table in paper.tables for _, values in table.sums for value in values if value is not None]
    assert sorted(value for _, value in computed.values()) == sorted([*map(str, sums), str(paper.amount[1])])
    pointing = 0
    for formula, cached in computed.values():
        if span := re.fullmatch(r"SUM\(([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)\)", formula):
            column, first, same, last = span.groups()
            assert column == same
            above = [v for at, v in plain.items() if place(at)[0] == column and int(first) <= place(at)[1] <= int(last)]
            assert sum(map(Decimal, above)) == Decimal(cached)
        else:
            pointing += 1
            assert computed[formula][1] == cached
    assert pointing == 1


def test_a_text_never_becomes_a_formula():
    xlsx = to_xlsx(PAGES["strange"])
    rows = CalamineWorkbook.from_filelike(BytesIO(xlsx)).get_sheet_by_name("Nota").to_python()
    names = [row[1] for row in rows]
    assert {MARKUP, "=1+1", "@x", "-5", "+7", "tab here\\x1b[31m\\u202eodwrotnie"} <= set(names)
    assert not {formula for formula, _ in formulas(xlsx)[0].values()} & {"1+1", "=1+1"}


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["powiat", "child_month", "strange", "correction"])
def test_libreoffice_works_out_the_same_sums(name, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("soffice is not on PATH")
    xlsx = to_xlsx(PAGES[name])
    expected = sorted(Decimal(value) for _, value in formulas(xlsx)[0].values())
    spoilt = tmp_path / "nota.xlsx"
    with zipfile.ZipFile(BytesIO(xlsx)) as source, zipfile.ZipFile(spoilt, "w") as target:
        for member in source.namelist():
            data = source.read(member)
            if member == "xl/worksheets/sheet1.xml":  # without what was worked out, LibreOffice has to do it
                data, times = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                assert times == len(expected)
            target.writestr(member, data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "fods", "--outdir", str(tmp_path), str(spoilt)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    text = (tmp_path / "nota.fods").read_text(encoding="utf-8")
    cells = re.findall(r"<table:table-cell[^>]*table:formula=[^>]*>", text)
    worked_out = sorted(Decimal(re.search('office:value="([^"]*)"', cell)[1]) for cell in cells)
    assert [round(value, 2) for value in worked_out] == expected


# Extras


@pytest.mark.parametrize(("render", "module", "extra"), [(to_pdf, "typst", "notes"), (to_xlsx, "xlsxwriter", "files")])
def test_a_missing_extra_is_named(render, module, extra, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as caught:
        render(PAGES["powiat"])
    (error,) = caught.value.errors
    assert error.code == "extra_missing"
    assert f"pip install 'piecza[{extra}]'" in error.message["pl"]


def test_html_needs_no_extra(monkeypatch):
    for module in ("typst", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, module, None)
    assert to_html(PAGES["powiat"])


def test_a_nota_looks_the_same_after_it_was_kept():
    for nota in NOTY.values():
        assert to_html(page(read_nota(nota.to_json()))) == to_html(page(nota))


def test_a_page_may_have_neither_amount_nor_annex_nor_signatures():
    """The summary of a month is one."""
    page = Page("Zestawienie", (("Miesiąc", "marzec"),), (), "", PAGES["powiat"].tables, None, (), (), "", (), "", ())
    assert CalamineWorkbook.from_filelike(BytesIO(to_xlsx(page))).sheet_names == ["Nota"]
    assert to_pdf(page).startswith(b"%PDF")
    assert "do zapłaty" not in to_html(page)


def test_a_sign_of_work_is_said_in_both_languages():
    assert [working(lang).status for lang in ("pl", "en")] == ["Liczę…", "Working…"]

"""An audit as a workbook: every amount is there and read back, formulas come to what is written, no text is one."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import pairwise

import pytest
from planted import FORMULA, MARKUP, by_reading, planted, totals
from python_calamine import CalamineWorkbook

from piecza.audit import report_xlsx
from piecza.audit.finding_codes import CODES, FINDINGS
from piecza.audit.finding_figures import Evidence, Slip, Step
from piecza.audit.report import step_sheet
from piecza.audit.report.calculations import products
from piecza.dates import Month
from piecza.dues import moved_day
from piecza.errors.problems import InputError
from piecza.money import half_up
from piecza.render import workbook

LANGS = ("pl", "en")
ITS = planted(issuer=FORMULA)
BOOKS = {lang: report_xlsx(ITS.audit, ITS.money, lang) for lang in LANGS}
in_both = pytest.mark.parametrize("lang", LANGS)


def read(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


MOVED = {"pl": "Termin, który się liczy (art. 115 KC)", "en": "Payment due, as moved (KC art. 115)"}


def findings(book, code, lang):
    """The rows of a kind of finding, without the days to which last days of payment are moved."""
    rows = book[FINDINGS[code][lang]]
    left_out = [at for at, name in enumerate(rows[0]) if name == MOVED[lang]]
    return [[cell for at, cell in enumerate(row) if at not in left_out] for row in rows]


def amount(value):
    return Decimal(str(value)).quantize(Decimal("0.01"))


@in_both
def test_a_sheet_for_every_kind_of_finding_and_one_of_what_is_right(lang):
    book = read(BOOKS[lang])
    first, last = {"pl": ("Podsumowanie", "kroki"), "en": ("Summary", "steps")}[lang]
    assert list(book) == [first, *(FINDINGS[code][lang] for code in (*CODES[1:], CODES[0])), last]
    for code in CODES:
        head, *rows, foot = findings(book, code, lang)
        numbered = [(number, checked) for number, checked in enumerate(ITS.audit, 1) if checked.finding.code == code]
        assert [int(row[0]) for row in rows] == [number for number, _ in numbered]
        assert [row[1] for row in rows] == [checked.child for _, checked in numbered]
        for at, name in ((10, "due"), (11, "amount"), (12, "difference")):
            assert [amount(row[at]) for row in rows] == [getattr(checked, name) for _, checked in numbered]
            assert amount(foot[at]) == sum(getattr(checked, name) for _, checked in numbered)
        if code != "correct":
            assert [row[14] for row in rows] == [checked.finding.message[lang] for _, checked in numbered]
        assert (len(head) == 14) == (code == "correct")


def test_claims_are_there_with_both_days_and_days_are_days():
    book = read(BOOKS["pl"])
    claims = {id(claim.checked): claim for claim in ITS.money.claims}
    for code in CODES[1:]:
        rows = findings(book, code, "pl")[1:-1]
        audited = [checked for checked in ITS.audit if checked.finding.code == code]
        for row, checked in zip(rows, audited, strict=True):
            if code == "no_cost":
                assert id(checked) not in claims
                continue
            claim = claims[id(checked)]
            assert row[17] == claim.by
            assert row[18] == claim.start
            assert row[20:22] == [claim.limitation.six_years.last, claim.limitation.three_years.last]
            if checked.charged and checked.charged[0].due:
                assert row[7:10] == [checked.charged[0].issued, checked.charged[0].due, checked.charged[0].paid]
                assert all(isinstance(day, date) for day in row[7:10])


@in_both
def test_kc_115_where_a_last_day_of_payment_is_moved_the_day_that_counts_stands_beside_it(lang):
    book = read(BOOKS[lang])
    seen = set()
    for code in CODES:
        head, *rows, _ = book[FINDINGS[code][lang]]
        audited = [checked for checked in ITS.audit if checked.finding.code == code]
        days = [{charge.due for charge in checked.charged if charge.due} for checked in audited]
        moved = any(moved_day(day) != day for of_row in days for day in of_row)
        assert (MOVED[lang] in head) == moved
        seen.add(moved)
        if moved:
            at = head.index(MOVED[lang])
            assert head[at - 1] == {"pl": "Termin płatności", "en": "Payment due"}[lang]
            for row, of_row in zip(rows, days, strict=True):
                assert row[at - 1 : at + 1] == ([*of_row, *map(moved_day, of_row)] or ["", ""])
    assert seen == {True, False}


def test_interest_adds_up_over_the_sheets():
    book = read(BOOKS["en"])
    feet = [findings(book, code, "en")[-1] for code in CODES]
    assert sum(amount(foot[13] or 0) for foot in feet) == ITS.money.late_interest
    assert sum(amount(foot[23] or 0) for foot in feet[1:]) == ITS.money.refund_interest


@in_both
def test_the_summary_says_the_sums_first(lang):
    rows = read(BOOKS[lang])[{"pl": "Podsumowanie", "en": "Summary"}[lang]]
    assert [amount(rows[at][1]) for at in (2, 3)] == [ITS.audit.sums.over, ITS.audit.sums.under]
    total = {"pl": "Razem", "en": "Total"}[lang]
    sums = [row for row in rows if row[0] == total]
    assert len(sums) == 5
    for row in sums:
        assert int(row[1]) == ITS.audit.sums.charges
        assert [amount(cell) for cell in row[2:4]] == [ITS.audit.sums.over, ITS.audit.sums.under]
        assert amount(row[4]) == ITS.audit.sums.over - ITS.audit.sums.under
    firsts = [row[0] for row in rows]
    assert all(series.message[lang] in " ".join(map(str, firsts)) for series in ITS.audit.series)
    assert all(name in firsts for name in ITS.audit.by_child())


def formulas(data):
    """The formulas of a workbook, with the values that are kept beside them."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        text = "".join(book.read(name).decode() for name in names)
        everything = {name: book.read(name) for name in book.namelist()}
    return re.findall("<f>(.*?)</f><v>(.*?)</v>", text), everything


def test_no_text_is_a_formula():
    written, parts = formulas(BOOKS["pl"])
    assert written
    assert all(re.match(r"(SUM|ROUND|ROUNDDOWN|ROUNDUP)\(", text) for text, _ in written)
    cells = [cell for rows in read(BOOKS["pl"]).values() for row in rows for cell in row]
    assert any(FORMULA in cell for cell in cells if isinstance(cell, str))
    assert MARKUP in cells
    assert not [name for name in parts if "external" in name.lower()]


@pytest.mark.slow
def test_bytes_are_the_same_again():
    assert report_xlsx(ITS.audit, ITS.money) == BOOKS["pl"]
    example = planted(issuer=FORMULA)
    assert report_xlsx(example.audit, example.money) == BOOKS["pl"]


def test_amounts_have_exactly_their_digits():
    with zipfile.ZipFile(BytesIO(BOOKS["pl"])) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
    figures = re.findall("<v>(-?[0-9.]+)</v>", text)
    assert all(len(figure.partition(".")[2]) <= 2 for figure in figures)


# The steps


@in_both
def test_every_step_is_there_and_adds_up_to_what_was_charged(lang):
    _, _, *rows = read(BOOKS[lang])[{"pl": "kroki", "en": "steps"}[lang]]
    steps = [
        (number, place, step, finding.evidence)
        for number, checked in enumerate(ITS.audit, 1)
        for place, finding in enumerate(checked.findings, 1)
        if finding.evidence
        for step in finding.evidence.steps
    ]
    assert [(int(row[0]), int(row[1])) for row in rows] == [(number, place) for number, place, *_ in steps]
    for row, (_, _, step, _) in zip(rows, steps, strict=True):
        assert row[3:5] == [step.child, str(step.month)]
        assert amount(row[6]) * 100 == step.base_grosze
        assert [int(cell) for cell in row[7:10]] == [step.days, step.of, step.percent]
    results = [amount(row[12]) for row in rows if row[12] != ""]
    assert results == [f.evidence.amount for checked in ITS.audit for f in checked.findings if f.evidence]
    for one, other in pairwise(rows):
        if one[12] == "":
            assert one[:2] == other[:2]


def value(formula, cells):
    """What a formula of the sheet of steps comes to: another way to work it out, in exact fractions."""

    def half(number, places=0):
        scaled = abs(number) * 10**places
        whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
        return Fraction(whole * (1 if number >= 0 else -1), 10**places)

    def down(number, _):
        return Fraction(abs(number).__floor__() * (1 if number >= 0 else -1))

    def up(number, _):
        return Fraction(-((-abs(number)).__floor__()) * (1 if number >= 0 else -1))

    class Column(list):
        def __mul__(self, other):
            return Column(
                a * b for a, b in zip(self, other if isinstance(other, Column) else [other] * len(self), strict=True)
            )

        def __truediv__(self, other):
            return Column(a / b for a, b in zip(self, other, strict=True))

    def rounded(number, places):
        return Column(half(item, places) for item in number) if isinstance(number, Column) else half(number, places)

    def of(match):
        name, top, bottom = match.groups()
        if bottom is None:
            return f"at('{name}',{top})"
        return f"column('{name}',{top},{bottom})"

    exact = re.sub(r"(?<![A-Z0-9])([0-9]+)", r"Fraction(\1)", formula.removeprefix("="))
    text = re.sub(r"([A-Z])([0-9]+)(?::[A-Z]([0-9]+))?(?![0-9(])", of, exact)
    names = {
        "Fraction": Fraction,
        "ROUND": rounded, "ROUNDDOWN": down, "ROUNDUP": up, "SUMPRODUCT": sum, "SUM": sum,
        "at": lambda name, row: cells[name, row],
        "column": lambda name, top, bottom: Column(cells[name, row] for row in range(top, bottom + 1)),
    }  # fmt: skip
    return eval(text, names)


JUNE = Month(2025, 6)


def step(base, days, of, percent, amount=None, line=1):
    return Step("D", JUNE, line, "monthly_cost", base, days, of, percent, amount)


TWO = (step(100200, 14, 31, 30), step(100200, 17, 31, 50), step(33333, 1, 7, 10, line=2))


@pytest.mark.parametrize("level", ["line", "child_month"])
@pytest.mark.parametrize("mode", ["half_up", "down", "up", "whole_zloty", "half_even"])
def test_formulas_recompute_the_products(level, mode):
    evidence = Evidence(TWO, level, mode, None, 0)
    rows = list(step_sheet.step_rows(evidence, 5))
    check(evidence, rows, mode)


@pytest.mark.parametrize("base", [1, 5, 15, 333, -5, -15, 99_999_999_99])
@pytest.mark.parametrize("percent", [10, 50])
def test_formulas_recompute_halves(base, percent):
    evidence = Evidence((step(base, 1, 1, percent, half_up(base * percent, 100)),), "segment", "half_up", None, 0)
    check(evidence, list(step_sheet.step_rows(evidence, 5)), "half_up")


def check(evidence, rows, mode):
    cells = {}
    for number, row in enumerate(rows, 5):
        for name, at in (("G", 3), ("H", 4), ("I", 5), ("J", 6)):
            cells[name, number] = Fraction(str(row[at]))
    written = [row[7] for row in rows if row[7] is not None]
    expected = list(products(evidence))
    assert len(written) == len(expected)
    for cell, product in zip(written, expected, strict=True):
        if mode == "half_even":
            assert cell * 100 == product.grosze
        else:
            assert cell.result * 100 == product.grosze == value(cell.text, cells) * 100


@pytest.mark.parametrize(
    ("slip", "amount", "said"),
    [
        (Slip("times", 3), 30015, "× 3"),
        (Slip("off", -2), 10003, "− 2 gr"),
        (Slip("off", 2), 10007, "+ 2 gr"),
        (Slip("shifted", 2), 1000500, "przesunięty przecinek"),
        (Slip("shifted", -1), 1001, "przesunięty przecinek"),
        (Slip("swapped", 4), 1005, "zamienione cyfry"),
    ],
)
def test_formulas_recompute_what_happened_to_the_sum(slip, amount, said):
    evidence = Evidence((step(20010, 30, 30, 50, 10005),), "segment", "half_up", slip, amount)
    ((*_, result, told),) = step_sheet.step_rows(evidence, 5)
    assert (told if isinstance(told, str) else told["pl"]) == said
    if slip.kind == "swapped":
        assert result * 100 == amount
    else:
        assert result.result * 100 == amount
        assert value(result.text, {("K", 5): Fraction(10005, 100)}) * 100 == amount


# What is cut, and what else there is


def test_what_does_not_fit_is_said(monkeypatch):
    example = by_reading(many=True)
    right = sum(checked.finding.code == "correct" for checked in example.audit)
    monkeypatch.setattr(workbook, "SHEET_ROWS", 13)
    rows = read(report_xlsx(example.audit, example.money))["zgodne"]
    assert len(rows) == 13
    assert rows[-1][0] == f"Dalsze wiersze ({right - 10}) nie zmieściły się w arkuszu; są w dokumencie JSON."
    monkeypatch.setattr(workbook, "SHEET_ROWS", right + 3)
    rows = read(report_xlsx(example.audit, example.money))["zgodne"]
    assert rows[-1][0] == "Razem"
    monkeypatch.setattr(step_sheet, "SHEET_ROWS", 6)
    rows = read(report_xlsx(example.audit, example.money, "en"))["steps"]
    assert rows[-1][0].startswith("Further rows (")


def test_totals_of_noty_are_named():
    example = totals()
    book = read(report_xlsx(example.audit, example.money))
    assert "wszystkie dzieci noty" in [row[1] for row in book["zgodne"]]
    assert "(noty łączne)" in [row[0] for row in book["Podsumowanie"]]


def test_without_the_extra_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    with pytest.raises(InputError) as caught:
        report_xlsx(ITS.audit, ITS.money)
    assert caught.value.errors[0].code == "extra_missing"


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_a_spreadsheet_recomputes_every_formula(tmp_path):
    """What LibreOffice works out anew is what was written beside the formulas."""
    with zipfile.ZipFile(BytesIO(BOOKS["en"])) as book, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as bare:
        for name in book.namelist():
            text = book.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"</f><v>.*?</v>", b"</f>", text)
            bare.writestr(name, text)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation={tmp_path.as_uri()}/profile",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    again, before = read((tmp_path / "out" / "a.xlsx").read_bytes()), read(BOOKS["en"])
    assert list(again) == list(before)
    for name, rows in before.items():
        for row, other in zip(rows, again[name], strict=True):
            for one, two in zip(row, other, strict=False):
                assert one == two or amount(one) == amount(two)

"""Past charges as people keep them: periods, percentages, several sheets and files, noty, and what is left out."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import books
import pytest
import xlsxwriter
from hypothesis import example, given
from hypothesis import strategies as st
from offices import converted
from python_calamine import load_workbook

from piecza import InputError, Month, read_case
from piecza.dates import FIRST_DAY, LAST_DAY
from piecza.errors import TEXTS
from piecza.errors.shown import is_pesel, lost_zeros
from piecza.files.cells import as_cell
from piecza.law.act import art_191
from piecza.notes.agreement import read_agreement
from piecza.notes.correcting import corrections
from piecza.notes.issuing import notas
from piecza.notes.stored import name_of
from piecza.registers.cell_values import Unreadable, read_cell
from piecza.registers.charged import LeftOut, check_charged, read_charged
from piecza.registers.days_and_months import Period, read_period
from piecza.registers.exporting import charged_rows, charged_to_csv
from piecza.registers.register import check_register
from piecza.registers.sheets import charged_template, faulty_rows
from piecza.registers.tables import charged_tables, plainly, register_tables, words_of
from piecza.rule.past_charge import PastCharge

EXAMPLES = Path(__file__).parents[2] / "examples"
(TABLE,) = charged_tables().tables
HEAD = "dziecko;gmina;miesiąc;kwota"
ONE = "D-1;2604043;2025-01;300,60"


def pesel():
    return "82" + "010" + "1" * 6


def column(field):
    return TABLE.column(field)


def refused(kind, cell):
    """The code and the suggestion with which a cell is refused; its sentences can be filled in, in both languages."""
    with pytest.raises(Unreadable) as caught:
        read_cell(kind, cell)
    filled = TEXTS[caught.value.code].fill(**caught.value.details)
    assert set(filled) == {"pl", "en"}
    assert all(filled.values())
    return caught.value.code, caught.value.suggestion


def check(folder, *rows, head=HEAD, name="naliczenia", **options):
    """What is found in a CSV file."""
    file = folder / f"{name}.csv"
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    return check_charged(str(file), **options)


def said(charged):
    return [
        (error.code, error.place and error.place.row, error.place and error.place.column) for error in charged.errors
    ]


# Periods.

MARCH = [
    *("2024-03", "2024-3", "2024.03", "2024/03", "03.2024", "3.2024", "03/2024", "3/2024", "03-2024", "03. 2024"),
    *("marzec 2024", "MARZEC 2024 r.", "marzec 2024r.", "marca 2024 roku", "marzec, 2024", "mar 2024", "mar.2024"),
    *("March 2024", "mar-2024", "01.03.2024", "1.3.2024 r.", "2024-03-01", "2024-03-01 00:00:00", date(2024, 3, 1)),
    *(3.2024, 2024.03, "2024-03..2024-03", "01.03.2024-31.03.2024", "od 01.03.2024 do 31.03.2024"),
]  # fmt: skip
FIRST_QUARTER = [
    *("I kw. 2024", "I kwartał 2024 r.", "1 kwartał 2024", "1. kwartał 2024", "1kw 2024", "kwartał I 2024"),
    *("i KW 2024", "2024-Q1", "2024 Q1", "2024Q1", "Q1 2024", "q1/2024", "2024-01..2024-03", "2024-01 .. 2024-03"),
    *("1..3.2024", "01–03.2024", "01 - 03.2024", "styczeń–marzec 2024", "styczeń - marca 2024 r.", "01.2024 do 3/2024"),
    *("01.2024-03.2024", "Od stycznia do marca 2024", "01.01.2024–31.03.2024", "2024-01-01..2024-03-31"),
    "grudzień 2023..marzec 2024",
]  # fmt: skip
OTHERS = {
    "1990-01": ("1990-01", "1990-01"), "2099-12": ("2099-12", "2099-12"), "12.1999": ("1999-12", "1999-12"),
    "V 2024": ("2024-05", "2024-05"), "xii 2024": ("2024-12", "2024-12"), "październik 2024": ("2024-10", "2024-10"),
    "pazdziernika 2024": ("2024-10", "2024-10"), "II kw. 2024": ("2024-04", "2024-06"),
    "3 kw. 2024": ("2024-07", "2024-09"), "IV kwartał 2024": ("2024-10", "2024-12"),
    "2023-12..2024-01": ("2023-12", "2024-01"), "I kw. 2024 – II kw. 2024": ("2024-01", "2024-06"),
    "01.02.2024-29.02.2024": ("2024-02", "2024-02"), "01.02.2023-28.02.2023": ("2023-02", "2023-02"),
}  # fmt: skip


@pytest.mark.parametrize("cell", MARCH, ids=str)
def test_a_month(cell):
    assert read_period(cell) == Period(Month(2024, 3), Month(2024, 3))


@pytest.mark.parametrize("cell", FIRST_QUARTER, ids=str)
def test_months_of_a_quarter(cell):
    first = Month(2023, 12) if "2023" in cell else Month(2024, 1)
    assert read_period(cell) == Period(first, Month(2024, 3))


@pytest.mark.parametrize("cell", OTHERS)
def test_other_months(cell):
    period = read_period(cell)
    assert (str(period.first), str(period.last)) == OTHERS[cell]


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_by_every_name(number):
    names = {
        1: "styczeń stycznia sty January jan", 2: "luty lutego lut February feb", 3: "marzec marca mar March mar",
        4: "kwiecień kwietnia kwi April apr", 5: "maj maja maj May may", 6: "czerwiec czerwca cze June jun",
        7: "lipiec lipca lip July jul", 8: "sierpień sierpnia sie August aug",
        9: "wrzesień września wrz September sep", 10: "październik października paź October oct",
        11: "listopad listopada lis November nov", 12: "grudzień grudnia gru December dec",
    }  # fmt: skip
    for name in names[number].split():
        assert read_period(f"{name} 2025").first == Month(2025, number)


REFUSED_PERIODS = {
    "03.24": ("period_two_digit_year", "2024-03"),
    "mar.24": ("period_two_digit_year", "2024-03"),
    "I kw. 24": ("period_two_digit_year", "2024-01..2024-03"),
    "01.03.24": ("period_two_digit_year", "2024-03"),
    "24-03": ("period_two_digit_year", None),
    "13.24": ("period_two_digit_year", None),
    "2024": ("period_without_month", "2024-01..2024-12"),
    "2024 r.": ("period_without_month", "2024-01..2024-12"),
    2024.0: ("period_without_month", "2024-01..2024-12"),
    "1989": ("period_without_month", None),
    "marzec": ("period_without_year", None),
    "I kwartał": ("period_without_year", None),
    "3": ("period_without_year", None),
    "12": ("period_without_year", None),
    "13": ("period_format", None),
    "01-03.2024": ("period_ambiguous", "2024-01..2024-03"),
    "12-03.2024": ("period_format", None),
    "III 2024": ("period_ambiguous", "2024-03"),
    "IV 2024": ("period_ambiguous", "2024-04"),
    "I–III 2024": ("period_ambiguous", None),
    "02.03.2024": ("period_not_first_day", "2024-03"),
    "31.03.2024": ("period_not_first_day", "2024-03"),
    date(2024, 3, 2): ("period_not_first_day", "2024-03"),
    "31.12.9999": ("period_not_first_day", None),
    "02.03.2024-31.03.2024": ("period_not_first_day", None),
    "01.03.2024-30.03.2024": ("period_not_last_day", None),
    "01.02.2024-28.02.2024": ("period_not_last_day", None),
    "01.03.2024-01.04.2024": ("period_not_last_day", None),
    "31.02.2024": ("day_does_not_exist", None),
    "13.2024": ("period_out_of_range", None),
    "00.2024": ("period_out_of_range", None),
    "2024-13": ("period_out_of_range", None),
    "1989-12": ("period_out_of_range", None),
    "01.2100": ("period_out_of_range", None),
    "01.2024-31.12.9999": ("period_out_of_range", None),
    "2024-02..2024-01": ("months_out_of_order", None),
    "marzec–styczeń 2024": ("months_out_of_order", None),
    45352.0: ("day_as_number", "2024-03"),
    45383.0: ("day_as_number", "2024-04"),
    datetime(2024, 3, 1, 12): ("day_with_time", "2024-03"),
    **dict.fromkeys(
        ["0 kw. 2024", "5 kw. 2024", "V kw. 2024", "2024-Q5", "2024-01..2024-02..2024-03", "2024-01..", "..2024-01",
         "-", "x y", "01/03/2024", "15.03.24", "2024-01-2024-03", "2024.1", 2024.1, 3.202, True, "03 2024",
         "1 marca 2024", "２０２４-03", "m" * 61, "202403"],
        ("period_format", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("cell", REFUSED_PERIODS, ids=lambda cell: str(cell)[:30])
def test_a_period_that_is_refused(cell):
    assert refused(column("first"), cell) == REFUSED_PERIODS[cell]


@pytest.mark.parametrize("cell", [cell for cell, (_, meant) in REFUSED_PERIODS.items() if meant], ids=str)
def test_a_suggested_period_can_be_written(cell):
    assert str(read_period(REFUSED_PERIODS[cell][1])) == REFUSED_PERIODS[cell][1]


@given(st.integers(1990, 2099), st.integers(1, 12), st.integers(0, 30))
def test_every_period_reads_back(year, month, more):
    number = year * 12 + month - 1 + more
    last = min(Month(number // 12, number % 12 + 1), Month(2099, 12)) if number < 2100 * 12 else Month(2099, 12)
    period = Period(Month(year, month), last)
    assert read_period(str(period)) == period


@given(st.text("0123456789 .,-–/Qqkwr IVXmarzecod", max_size=20) | st.floats(allow_nan=False) | st.text(max_size=8))
def test_no_cell_breaks_a_column_of_charges(cell):
    for kind in TABLE.columns:
        try:
            read_cell(kind, cell)
        except Unreadable as error:
            TEXTS[error.code].fill(**error.details)


# Percentages, days, texts, kinds.


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("30", 30), ("30 %", 30), ("30%", 30), ("30,00", 30), ("30.0 %", 30), ("0", 0), ("100", 100), ("100 %", 100),
     ("1", 1), ("1 %", 1), (30.0, 30), (10, 10), (0.0, 0), (100, 100), (2.0, 2)],
)  # fmt: skip
def test_a_percentage(cell, percent):
    assert read_cell(column("percent"), cell) == (percent, ())


@pytest.mark.parametrize(("cell", "percent"), [(0.3, 30), (0.1, 10), (0.05, 5), (0.29, 29), (0.99, 99), (0.01, 1)])
def test_a_percentage_as_a_spreadsheet_keeps_it(cell, percent):
    assert read_cell(column("percent"), cell) == (percent, ("percent_fraction",))


REFUSED_PERCENTS = {
    1.0: ("percent_ambiguous", None),
    "0,3": ("percent_format", "30 %"),
    "0.05": ("percent_format", "5 %"),
    **dict.fromkeys(
        ["101", 101.0, "-1", -0.3, 0.305, "30,5", 30.5, "1000", "trzydzieści", "%", "30 %%", date(2025, 3, 1),
         "٣٠", 1e-9, 1e300],
        ("percent_format", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("cell", REFUSED_PERCENTS, ids=str)
def test_a_percentage_that_is_refused(cell):
    assert refused(column("percent"), cell) == REFUSED_PERCENTS[cell]


def test_a_truth_value_is_no_percentage():
    assert refused(column("percent"), True) == ("percent_format", None)


@pytest.mark.parametrize(
    ("cell", "days"), [("0", 0), ("366", 366), ("31 dni", 31), ("1 dzień", 1), (31.0, 31), (7, 7), ("5dni", 5)]
)
def test_a_number_of_days(cell, days):
    assert read_cell(column("days"), cell).value == days


@pytest.mark.parametrize("cell", ["367", 367.0, "-1", -1.0, "1,5", 1.5, "31,00", "dni", True, date(2025, 3, 1), "٣"])
def test_a_number_of_days_that_is_none(cell):
    assert refused(column("days"), cell) == ("days_format", None)


@pytest.mark.parametrize(
    ("cell", "text"),
    [("12/PZ/2025", "12/PZ/2025"), (12.0, "12"), (12, "12"), ("x" * 200, "x" * 200),
     ("3111.12.2025.1", "3111.12.2025.1"), ("123456789012", "123456789012"),
     ("Powiat \n Zmyślony", "Powiat \n Zmyślony")],
)  # fmt: skip
def test_a_short_text(cell, text):
    assert read_cell(column("nota"), cell).value == read_cell(column("issuer"), cell).value == text


@pytest.mark.parametrize(
    ("cell", "code"),
    [("x" * 201, "text_too_long"), (date(2025, 3, 1), "text_not_text"), (True, "text_not_text"),
     (pesel(), "text_pesel"), (float(pesel()), "text_pesel"), (f"{pesel()[:6]} {pesel()[6:]}", "text_pesel"),
     (f"nota za {pesel()}", "text_pesel"), (f"{pesel()}/2025", "text_pesel")],
)  # fmt: skip
def test_a_short_text_that_is_refused(cell, code):
    assert refused(column("issuer"), cell) == (code, None)


def test_what_a_gmina_never_shares_is_a_kind_of_charge():
    words = words_of("charged_kind")
    of = art_191().outside_of
    for word, entry in of.items():
        assert of[words.understood[plainly(word)]] is entry
    for code in words.written:
        PastCharge(gmina="2604043", first="2025-01", amount="1.00", kind=code)
    assert set(words_of("kind").written) < set(words.written)
    assert "monthly_cost" in words.written


# A table.

WHOLE = (
    "dziecko;gmina;nazwa gminy;miesiąc;rodzaj kosztu;kwota;procent;podstawa;dni;nr noty;data noty;wystawca;"
    "termin płatności;zapłacono;uwagi\r\n"
    "D-1;2604043;Gmina;marzec 2024;;1 234,50 zł;30 %;-4115,00;31;1/PZ/03/2024;05.04.2024;Powiat Łąkowy;19.04.2024;"
    "4.04.2024;tajne\r\n"
    ";201011;;I kw. 2024;wypoczynek;-0,01;;;;;;;;;\r\n"
)
FOUND = (
    PastCharge(
        gmina="2604043", first="2024-03", amount="1234.50", child="D-1", percent=30, base="-4115.00", days=31,
        nota="1/PZ/03/2024", issued="2024-04-05", issuer="Powiat Łąkowy", due="2024-04-19", paid="2024-04-04",
        place="naliczenia[2]",
    ),
    PastCharge(
        gmina="0201011", first="2024-01", last="2024-03", amount="-0.01", kind="holiday_grant", place="naliczenia[3]"
    ),
)  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1250", "iso8859-2", "utf-16"])
def test_a_table_of_polish_excel(encoding, tmp_path):
    (tmp_path / "naliczenia.csv").write_bytes(WHOLE.encode(encoding))
    charged = check_charged(str(tmp_path / "naliczenia.csv"))
    assert charged.errors == charged.left_out == ()
    assert charged.charges == FOUND == read_charged(str(tmp_path / "naliczenia.csv"))
    guessed = ["encoding_detected"] if encoding in ("cp1250", "iso8859-2") else []
    assert [notice.code for notice in charged.notices] == [*guessed, "gmina_code_padded"]
    (read,) = charged.tables
    assert (read.table, read.file, read.sheet, read.rows) == ("charged", "naliczenia.csv", "naliczenia", 2)


def test_headers_in_other_words(tmp_path):
    for head in (
        "child;gmina;first;amount",
        "ID;TERC;Okres;Kwota zł",
        "Nr dziecka;kod gminy;ZA MIESIAC;naliczono",
        "identyfikator;kod TERYT;month;kwota obciążenia",
    ):
        (charge,) = check(tmp_path, ONE, head=head).charges
        assert (charge.child, charge.gmina, charge.first, charge.amount) == (
            "D-1", "2604043", Month(2025, 1), Decimal("300.60"),
        )  # fmt: skip


def test_zero_and_a_row_twice_and_a_total_without_a_nota_are_right(tmp_path):
    charged = check(tmp_path, ONE, ONE, ";2604043;2025-01;0")
    assert [(charge.child, str(charge.amount)) for charge in charged.charges] == [
        ("D-1", "300.60"), ("D-1", "300.60"), (None, "0.00"),
    ]  # fmt: skip
    assert [charge.place for charge in charged.charges] == [f"naliczenia[{row}]" for row in (2, 3, 4)]


WRONG = {
    "no gmina": ("D-1;;2025-01;1", [("cell_empty", 2, "gmina")]),
    "no month": ("D-1;2604043;;1", [("cell_empty", 2, "miesiąc")]),
    "no amount": ("D-1;2604043;2025-01;", [("cell_empty", 2, "kwota")]),
    "a gmina of six digits": ("D-1;260404;2025-01;1", [("gmina_code", 2, "gmina")]),
    "thousands or grosze": ("D-1;2604043;2025-01;1.234", [("amount_ambiguous", 2, "kwota")]),
    "a PESEL": (f"{pesel()};2604043;2025-01;1", [("id_pesel", 2, "dziecko")]),
    "two cells": ("D-1;2604043;2025;x",
                  [("period_without_month", 2, "miesiąc"), ("amount_format_register", 2, "kwota")]),
    "an error of a formula": ("D-1;2604043;2025-01;#N/A", [("cell_error", 2, "D")]),
    "too many cells": ("D-1;2604043;2025-01;1;2", [("too_many_cells", 2, None)]),
    "months the wrong way round": ("D-1;2604043;2025-02..2025-01;1", [("months_out_of_order", 2, "miesiąc")]),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_row_that_is_wrong(case, tmp_path):
    row, expected = WRONG[case]
    charged = check(tmp_path, row, ONE)
    assert charged.charges is None
    assert sorted(said(charged), key=str) == sorted(expected, key=str)
    assert all(set(error.message) == {"pl", "en"} for error in charged.errors)
    assert pesel() not in str(charged.errors)
    with pytest.raises(InputError) as caught:
        read_charged(str(tmp_path / "naliczenia.csv"))
    assert caught.value.errors == charged.errors


MORE = {
    "rodzaj kosztu": ("wypoczynekk", "word_unknown", "dofinansowanie wypoczynku"),
    "procent": ("0,3", "percent_format", "30 %"),
    "dni": ("367", "days_format", None),
    "nr noty": (pesel(), "text_pesel", None),
    "wystawca": ("x" * 201, "text_too_long", None),
    "data noty": ("5.04.24", "day_two_digit_year", "05.04.2024"),
    "termin płatności": ("14 dni", "day_format_register", None),
    "zapłacono": ("31.12.1989", "day_out_of_range", None),
    "podstawa": ("12,345", "amount_places", None),
}


def test_every_other_cell_that_is_wrong_is_said_at_once(tmp_path):
    row = ";".join([ONE, *(cell for cell, *_ in MORE.values())])
    charged = check(tmp_path, row, ONE, head=";".join([HEAD, *MORE]))
    of_cells = {error.place.column: (error.code, error.place.suggestion) for error in charged.errors}
    # What the days mean is only looked at where every cell of the row can be read.
    assert of_cells == {name: wrong[1:] for name, wrong in MORE.items() if name != "zapłacono"}
    charged = check(tmp_path, f"{ONE};31.12.1989", f"{ONE};01.01.2100", f"{ONE};01.01.1990", head=f"{HEAD};zapłacono")
    assert [(error.code, error.path, error.value) for error in charged.errors] == [
        ("day_out_of_range", "naliczenia[2].zapłacono", "31.12.1989"),
        ("day_out_of_range", "naliczenia[3].zapłacono", "01.01.2100"),
    ]
    assert charged.errors[0].place.expected == column("paid").expected


def test_a_missing_and_an_unknown_column(tmp_path):
    charged = check(tmp_path, "D-1;2604043;2025-01;1", head="dziecko;gmina;miesiąc;nazwisko")
    assert said(charged) == [("column_unknown", 1, "nazwisko"), ("column_missing", 1, "kwota")]


@pytest.mark.parametrize("rows", [[], [";;;"]])
def test_a_table_without_a_charge(rows, tmp_path):
    charged = check(tmp_path, *rows)
    assert [(error.code, error.place.file) for error in charged.errors] == [("charged_empty", "naliczenia.csv")]
    assert charged.charges is None


def test_what_is_not_there(tmp_path):
    for name, code in (("x.csv", "file_not_found"), ("x.xlsx", "file_not_found"), ("x.json", "file_not_found")):
        assert [error.code for error in check_charged(str(tmp_path / name)).errors] == [code]
    assert [error.code for error in check_charged(str(tmp_path)).errors] == ["folder_empty"]


# Several sheets and files.


def workbook(file, **sheets):
    """An xlsx of sheets, each of rows of cells."""
    with xlsxwriter.Workbook(file, {"default_date_format": "d.m.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return str(file)


HEADERS = HEAD.split(";")


def row(child, month="2025-01", amount=1):
    return [child, "2604043", month, amount]


def test_sheets_with_the_headers_are_one_table(tmp_path):
    file = workbook(
        tmp_path / "a.xlsx",
        Osiek_2024=[HEADERS, row("D-1", date(2024, 3, 1), 1.5), row("D-2", "2024-04", -2)],
        Osiek_2025=[["uwagi", *reversed(HEADERS)], ["x", 3, "I kw. 2025", 2604043, "D-1"]],
        naliczenia=[HEADERS, row("D-3")],
        uwagi=[["cokolwiek"], ["#N/A"]],
        przykłady=[HEADERS, row("D-99")],
    )
    charged = check_charged(file)
    assert [(charge.place, charge.child, str(charge.first), str(charge.amount)) for charge in charged.charges] == [
        ("Osiek 2024[2]", "D-1", "2024-03", "1.50"),
        ("Osiek 2024[3]", "D-2", "2024-04", "-2.00"),
        ("Osiek 2025[2]", "D-1", "2025-01", "3.00"),
        ("naliczenia[2]", "D-3", "2025-01", "1.00"),
    ]
    assert [(table.sheet, table.rows) for table in charged.tables] == [
        ("Osiek 2024", 2),
        ("Osiek 2025", 1),
        ("naliczenia", 1),
    ]


def test_a_sheet_of_another_kind_is_an_error_unless_left_out(tmp_path):
    file = workbook(tmp_path / "a.xlsx", Osiek=[HEADERS, row("D-1")], Zestawienie=[["razem", "rok"], [1, 2]])
    assert [(error.code, error.path) for error in check_charged(file).errors] == [("sheet_unknown", "Zestawienie")]
    charged = check_charged(file, leave_out=["Zestawienie"])
    assert len(charged.charges) == 1
    assert charged.left_out == (LeftOut("Zestawienie", "Zestawienie", 1),)


def test_half_of_the_headers_make_a_sheet_a_part(tmp_path):
    """On the other side it is a sheet of another kind, of which nothing but its name is said."""
    for head, codes in {
        ("dziecko", "gmina", "miesiąc", "kwota", "a", "b", "c", "d"): ["column_unknown"] * 4,
        ("dziecko", "gmina", "miesiąc", "kwota", "a", "b", "c", "d", "e"): ["sheet_unknown"],
    }.items():
        file = workbook(tmp_path / "a.xlsx", Osiek=[HEADERS, row("D-1")], inne=[head, row("D-2")])
        assert [error.code for error in check_charged(file).errors] == codes


def test_a_sheet_by_its_name_alone_must_have_headers(tmp_path):
    file = workbook(tmp_path / "a.xlsx", Osiek=[HEADERS, row("D-1")], noty=[["Noty 2024"], HEADERS, row("D-2")])
    charged = check_charged(file)
    assert [(error.code, error.path) for error in charged.errors] == [("header_missing", "noty[1]")]


def test_files_of_a_folder_are_one_table(tmp_path):
    for name, rows in {"2024": [row("D-1")], "2025 noty": [row("D-2"), row("D-3")], "2025-uwagi": [["x"]]}.items():
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=";").writerows([HEADERS, *rows])
        (tmp_path / f"{name}.csv").write_text(out.getvalue(), encoding="utf-8")
    charged = check_charged(str(tmp_path))
    assert [(charge.place, charge.child) for charge in charged.charges] == [
        ("2024.csv: 2024[2]", "D-1"), ("2025 noty.csv: 2025 noty[2]", "D-2"), ("2025 noty.csv: 2025 noty[3]", "D-3"),
    ]  # fmt: skip
    for place in ("2025 noty[2]", "2025 noty.csv: 2025 noty[2]"):
        charged = check_charged(str(tmp_path), leave_out=[place])
        assert [charge.child for charge in charged.charges] == ["D-1", "D-3"]
        assert charged.left_out == (LeftOut("2025 noty.csv: 2025 noty[2]", place, 1, "D-2"),)


def test_an_ods(tmp_path):
    cells = [[books.ods_text(cell) for cell in line] for line in (HEADERS, row("D-1", "marzec 2024", "1,5"))]
    (tmp_path / "a.ods").write_bytes(books.ods("".join(books.ods_row(*line) for line in cells)))
    (charge,) = check_charged(str(tmp_path / "a.ods")).charges
    assert (charge.child, charge.first, str(charge.amount), charge.place) == (
        "D-1",
        Month(2024, 3),
        "1.50",
        "pobyty[2]",
    )


def test_a_percentage_of_a_spreadsheet_is_read_and_said(tmp_path):
    file = workbook(
        tmp_path / "a.xlsx", a=[[*HEADERS, "procent"], *([*row(f"D-{number}"), 0.3] for number in range(3))]
    )
    charged = check_charged(file)
    assert [charge.percent for charge in charged.charges] == [30, 30, 30]
    assert [(notice.code, notice.path) for notice in charged.notices] == [("percent_fraction", "a[2].procent")]
    assert "30 %" in charged.notices[0].message["pl"]


def test_a_register_still_refuses_a_second_sheet_of_a_table(tmp_path):
    head = ["dziecko", "gmina", "forma", "od"]
    rows = [head, ["D-1", "2604043", "RDD", "01.01.2024"]]
    register = check_register(workbook(tmp_path / "a.xlsx", pobyty=rows, dzieci=rows))
    assert [error.code for error in register.errors] == ["table_doubled"]
    register = check_register(workbook(tmp_path / "b.xlsx", pobyty=rows, Osiek=rows))
    assert [error.code for error in register.errors] == ["sheet_unknown"]
    assert register_tables().only is None


# Children that the register knows.


def test_a_child_that_the_register_does_not_know(tmp_path):
    rows = [ONE, "D-17;2604043;2025-01;1", "d17;2604043;2025-01;1", ";2604043;2025-01;1"]
    charged = check(tmp_path, *rows, known=["D-1", "D-17"])
    assert [(error.code, error.path, error.value) for error in charged.errors] == [
        ("charged_child_unknown", "naliczenia[4].dziecko", "d17")
    ]
    assert charged.charges is None
    assert check(tmp_path, *rows, known=None).charges
    charged = check(tmp_path, "D-171;2604043;2025-01;1", known=["D-1", "D-17"])
    assert "(może „D-17”?)" in charged.errors[0].message["pl"]
    assert "(perhaps “D-17”?)" in charged.errors[0].message["en"]
    assert said(check(tmp_path, ONE, known=[])) == [("charged_child_unknown", 2, "dziecko")]


def test_hints_are_bounded_and_hold_no_pesel(tmp_path):
    rows = [f"D-{number}x;2604043;2025-01;1" for number in range(30)]
    known = [f"D-{number}" for number in range(30)]
    charged = check(tmp_path, *rows, known=[*known, f"D-30 {pesel()}"])
    hinted = [error for error in charged.errors if "może" in error.message["pl"]]
    assert (len(charged.errors), len(hinted)) == (30, 20)
    assert pesel() not in str(check(tmp_path, f"{pesel()[:10]};2604043;2025-01;1", known=[f"x{pesel()}"]).errors)


# What is left out.

FAULTY = [
    ONE,
    "D-99;2604043;2025-01;1",
    "D-2;2604043;2025;1",
    "D-3;2604043;2025-01;1;2",
    "D-4;2604043;2025-01;#N/A",
    "D-99;x;y;z",
]


def test_rows_and_children_that_are_left_out_are_not_looked_at(tmp_path):
    names = ["D-99", "naliczenia[4]", "naliczenia[5]", "naliczenia[6]"]
    charged = check(tmp_path, *FAULTY, known=["D-1"], leave_out=names)
    assert (charged.errors, charged.notices) == ((), ())
    assert [charge.child for charge in charged.charges] == ["D-1"]
    assert sorted(charged.left_out) == [
        LeftOut("naliczenia[3]", "D-99", 1, "D-99"),
        LeftOut("naliczenia[4]", "naliczenia[4]", 1, "D-2"),
        LeftOut("naliczenia[5]", "naliczenia[5]", 1),
        LeftOut("naliczenia[6]", "naliczenia[6]", 1),
        LeftOut("naliczenia[7]", "D-99", 1, "D-99"),
    ]
    for name, code in zip(names[1:], ["period_without_month", "too_many_cells", "cell_error"], strict=True):
        charged = check(tmp_path, *FAULTY, known=["D-1"], leave_out=[other for other in names if other != name])
        assert [error.code for error in charged.errors if error.code != "charged_child_unknown"] == [code]


def test_a_known_child_without_any_row_may_be_left_out(tmp_path):
    charged = check(tmp_path, ONE, known=["D-1", "D-5"], leave_out=["D-5"])
    assert (charged.errors, charged.left_out) == ((), (LeftOut("D-5", "D-5", 0, "D-5"),))
    assert check(tmp_path, ONE, known=["D-1"], leave_out=["D-5"]).errors[0].code == "leave_out_unknown"


def test_a_row_is_named_as_an_error_prints_it(tmp_path):
    charged = check(tmp_path, ONE, "D-2;2604043;2025;x")
    names = [error.path for error in charged.errors]
    assert names == ["naliczenia[3].miesiąc", "naliczenia[3].kwota"]
    for leave_out in (
        [names[0]],
        names,
        [*names, "naliczenia[3]"],
        ["naliczenia.csv: naliczenia[3]"],
        ["naliczenia[3]", "D-2"],
    ):
        charged = check(tmp_path, ONE, "D-2;2604043;2025;x", leave_out=leave_out)
        assert charged.charges
        assert [(left.place, left.rows) for left in charged.left_out] == [("naliczenia[3]", 1)]
    assert check(tmp_path, ONE, "D-2;2604043;2025;x", leave_out=names[1:]).charges


def test_a_whole_sheet_is_left_out(tmp_path):
    file = workbook(tmp_path / "a.xlsx", Osiek=[HEADERS, row("D-1")], Lipa=[HEADERS, row("D-2", "x"), row("D-3")])
    charged = check_charged(file, leave_out=["Lipa"])
    assert [charge.child for charge in charged.charges] == ["D-1"]
    assert charged.left_out == (LeftOut("Lipa", "Lipa", 2),)
    assert [table.sheet for table in charged.tables] == ["Osiek"]


def test_all_that_is_left_out_is_no_error(tmp_path):
    charged = check(tmp_path, ONE, leave_out=["D-1"])
    assert (charged.charges, charged.errors) == ((), ())


def test_the_headers_of_a_table_are_no_row_to_leave_out(tmp_path):
    charged = check(tmp_path, ONE, head=f"{HEAD};nazwisko", leave_out=["naliczenia[1]"])
    assert [error.code for error in charged.errors] == ["leave_out_unknown", "column_unknown"]
    charged = check(tmp_path, f"{ONE};x", head=f"{HEAD};#N/A", leave_out=["naliczenia[1]"])
    assert {error.code for error in charged.errors} == {"leave_out_unknown", "cell_error", "column_without_header"}


def test_a_name_to_leave_out_that_matches_nothing(tmp_path):
    names = ["naliczenai[2]", "naliczenia[9]", "D-11", "zzz", pesel()]
    charged = check(tmp_path, ONE, "D-99;2604043;2025-01;1", leave_out=[*names, "D-99"])
    assert [(error.code, error.path, error.value) for error in charged.errors] == [
        *(("leave_out_unknown", "leave_out", name) for name in names[:-1]),
        ("leave_out_unknown", "leave_out", None),
    ]
    hints = [error.message["pl"].partition("(może „")[2].partition("”")[0] for error in charged.errors]
    assert hints[:1] + hints[2:] == ["naliczenia[2]", "D-1", "", ""]
    assert hints[1] != "naliczenia[9]"
    assert pesel() not in str(charged.errors)
    assert len(charged.left_out) == 1


def test_a_number_that_a_spreadsheet_keeps_names_its_child(tmp_path):
    file = workbook(tmp_path / "a.xlsx", a=[HEADERS, row(17), row("D-1")])
    assert [charge.child for charge in check_charged(file, leave_out=["17"]).charges] == ["D-1"]


def test_a_pesel_in_the_name_of_a_file_is_hidden_in_places(tmp_path):
    charged = check(tmp_path, ONE, "D-2;2604043;2025;1", name=pesel(), leave_out=[f"{'*' * 11}[3]"])
    assert [charge.place for charge in charged.charges] == [f"{'*' * 11}[2]"]


# Stored noty.


@pytest.fixture(scope="module")
def stored():
    """Noty of two months, and the corrections of one of them after a child's rate has changed."""
    agreement = read_agreement((EXAMPLES / "porozumienie.toml").read_bytes())
    text = (EXAMPLES / "powiat.json").read_text(encoding="utf-8")
    case = read_case(text)
    noty = [nota for month in ("2025-02", "2025-03") for nota in notas(case, month, agreement, issued=date(2025, 4, 4))]
    changed = json.loads(text)
    changed["children"][0]["stays"][0]["placements"][0]["monthly_cost"][0]["amount"] = "1100.00"
    return [*noty, *corrections(noty, read_case(json.dumps(changed)), issued=date(2025, 5, 5))]


def folder_of(folder, noty):
    for nota in noty:
        (folder / f"{name_of(nota)}.json").write_text(nota.to_json(), encoding="utf-8")
    return str(folder)


def test_stored_noty_are_past_charges(stored, tmp_path):
    (tmp_path / "powiat.json").write_bytes((EXAMPLES / "powiat.json").read_bytes())
    charged = check_charged(folder_of(tmp_path, stored))
    assert charged.errors == ()
    assert sum(charge.amount for charge in charged.charges) == sum(nota.amount for nota in stored)
    assert {charge.place for charge in charged.charges} == {nota.number for nota in stored}
    assert [(table.form, table.rows) for table in charged.tables] == [("json", len(charged.charges))]
    assert len(stored) == 4
    first = next(charge for charge in charged.charges if charge.place == stored[0].number)
    assert (first.gmina, first.first, first.last, first.issued) == ("2604043", Month(2025, 2), None, date(2025, 4, 4))
    assert first.amount == stored[0].charges[0].amount
    assert read_charged(str(tmp_path)) == charged.charges


def test_a_nota_by_itself(stored, tmp_path):
    folder_of(tmp_path, stored)
    file = str(tmp_path / f"{name_of(stored[0])}.json")
    assert {charge.nota for charge in read_charged(file)} == {stored[0].number}
    charged = check_charged(str(tmp_path / f"{name_of(stored[2])}.json"))
    assert [error.code for error in charged.errors] == ["correction_adrift"]
    (tmp_path / "x.json").write_bytes((EXAMPLES / "powiat.json").read_bytes())
    assert [error.code for error in check_charged(str(tmp_path / "x.json")).errors] == ["unknown_schema"]


def test_noty_must_fit_together(stored, tmp_path):
    altered = stored[0].model_copy(update={"amount": stored[0].amount + 1})
    charged = check_charged(folder_of(tmp_path, [altered, *stored[1:2]]))
    assert (charged.charges, [error.code for error in charged.errors]) == (None, ["amount_altered"])
    charged = check_charged(str(tmp_path), leave_out=[altered.number])
    assert {charge.nota for charge in charged.charges} == {stored[1].number}
    assert charged.left_out == (LeftOut(altered.number, altered.number, len(altered.charges)),)


def test_children_of_noty(stored, tmp_path):
    name = folder_of(tmp_path, stored)
    children = sorted({charge.child for charge in read_charged(name)})
    assert check_charged(name, known=children).charges
    charged = check_charged(name, known=children[1:])
    assert {(error.code, error.path, error.value) for error in charged.errors} == {
        ("charged_child_unknown", nota.number, children[0]) for nota in stored
    }
    charged = check_charged(name, known=children[1:], leave_out=[children[0]])
    assert sorted({charge.child for charge in charged.charges}) == children[1:]
    assert sorted(charged.left_out) == sorted(
        LeftOut(f"{nota.number}: {children[0]}", children[0], 1, children[0]) for nota in stored
    )
    charged = check_charged(name, leave_out=[stored[1].number[:-1]])
    assert [(error.code, error.path) for error in charged.errors] == [("leave_out_unknown", "leave_out")]
    assert "„" in charged.errors[0].message["pl"]


def test_noty_and_tables_in_one_folder_are_not_mixed(stored, tmp_path):
    name = folder_of(tmp_path, stored[:1])
    (tmp_path / "naliczenia.csv").write_text(f"{HEAD}\n{ONE}", encoding="utf-8")
    assert [error.code for error in check_charged(name).errors] == ["charged_mixed"]
    (tmp_path / f"{name_of(stored[0])}.json").unlink()
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    assert len(read_charged(name)) == 1


# Written back.


def without_place(charges):
    return [
        PastCharge(**{name: getattr(charge, name) for name in PastCharge.__dataclass_fields__ if name != "place"})
        for charge in charges
    ]


AMOUNTS = st.integers(-99_999_999_99, 99_999_999_99).map(lambda grosze: Decimal(grosze).scaleb(-2))
DAYS = st.dates(FIRST_DAY, LAST_DAY)
TEXTS_KEPT = st.sampled_from(["=1+1", "'=x", "a;b", '"a"', "007", "1,5", "2025-01-01", "Powiat Łąkowy, „Ź”"]) | st.text(
    "abŁó019 ;,\"'=+-@._#/\u00a0", min_size=1, max_size=10
).filter(lambda text: not is_pesel(text) and not lost_zeros(text) and as_cell(text) == (text, True))


@st.composite
def charges(draw):
    first = draw(DAYS.map(lambda day: Month(day.year, day.month)))
    last = draw(st.none() | DAYS.map(lambda day: Month(day.year, day.month)))
    optional = {
        "child": TEXTS_KEPT, "kind": st.sampled_from(list(words_of("charged_kind").written)),
        "percent": st.integers(0, 100), "base": AMOUNTS, "days": st.integers(0, 366), "nota": TEXTS_KEPT,
        "issued": DAYS, "issuer": TEXTS_KEPT, "due": DAYS, "paid": DAYS,
    }  # fmt: skip
    values = {name: draw(st.none() | strategy) for name, strategy in optional.items()}
    return PastCharge(
        gmina=draw(st.sampled_from(["0201011", "2604043"])), first=first, amount=draw(AMOUNTS),
        last=last if last and last > first else None, **values,
    )  # fmt: skip


@pytest.mark.slow
@given(st.lists(charges(), min_size=1, max_size=5))
@example([PastCharge(gmina="0201011", first="1990-01", last="2099-12", amount="-99999999.99", days=0, percent=0)])
def test_what_is_written_reads_back(tmp_path_factory, given_charges):
    file = tmp_path_factory.mktemp("charged") / "a.csv"
    for profile in ("excel-pl", "rfc"):
        file.write_bytes(charged_to_csv(given_charges, profile))
        charged = check_charged(str(file))
        assert charged.errors == charged.notices == ()
        assert without_place(charged.charges) == given_charges


def test_the_two_profiles():
    past = FOUND[0], FOUND[1]
    text = charged_to_csv(past).decode("utf-8")
    assert text.startswith("\ufeffdziecko;gmina;miesiąc;rodzaj kosztu;kwota;procent;")
    assert ";0201011;2024-01..2024-03;dofinansowanie wypoczynku;-0,01;" in text
    assert "D-1;2604043;2024-03;;1234,50;30;-4115,00;31;1/PZ/03/2024;05.04.2024;Powiat Łąkowy;19.04.2024;" in text
    text = charged_to_csv(past, "rfc").decode("utf-8")
    assert text.startswith("child,gmina,first,kind,amount,percent,")
    assert ",0201011,2024-01..2024-03,holiday_grant,-0.01," in text


def test_a_kind_by_another_of_its_names_is_written_as_the_same_kind():
    (one,) = charged_rows([PastCharge(gmina="2604043", first="2025-01", amount="1.00", kind="kontynuowanie_nauki")])
    assert one["kind"] == "continued_education"


@pytest.mark.parametrize(
    ("field", "text"),
    [("child", " x"), ("nota", "a\nb"), ("issuer", pesel()), ("issuer", "x" * 201), ("nota", "#N/A"), ("nota", "")],
)
def test_what_would_not_come_back_is_refused(field, text):
    of = PastCharge(gmina="2604043", first="2025-01", amount="1.00", **{field: text})
    with pytest.raises(InputError) as caught:
        charged_to_csv([of])
    assert [error.code for error in caught.value.errors] == ["id_not_for_register"]
    assert pesel() not in str(caught.value.errors)


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("form", ["csv", "csv as shown", "ods"])
def test_libreoffice_keeps_past_charges(form, tmp_path):
    rows = [
        [*HEADERS, "procent", "data noty", "nr noty"],
        ["D-1", "2604043", date(2024, 3, 1), 1234.5, 30, date(2024, 4, 5), "1/PZ/03/2024"],
        ["007", "0201011", "2024-01..2024-03", -0.01, 100, date(2024, 4, 30), "=1"],
    ]
    (tmp_path / "in").mkdir()
    with xlsxwriter.Workbook(
        tmp_path / "in" / "a.xlsx", {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet("naliczenia")
        for number, line in enumerate(rows):
            sheet.write_row(number, 0, line)
    (file,) = converted(tmp_path / "in", tmp_path, form).iterdir()
    charged = check_charged(str(file))
    assert charged.errors == ()
    assert [(charge.child, charge.gmina, charge.first, charge.last, str(charge.amount), charge.percent, charge.issued,
             charge.nota)
            for charge in charged.charges] == [
        ("D-1", "2604043", Month(2024, 3), None, "1234.50", 30, date(2024, 4, 5), "1/PZ/03/2024"),
        ("007", "0201011", Month(2024, 1), Month(2024, 3), "-0.01", 100, date(2024, 4, 30), "=1"),
    ]  # fmt: skip


# Workbooks.


def sheets_of(data):
    book = load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_template(tmp_path):
    sheets = sheets_of(charged_template())
    assert list(sheets) == ["naliczenia", "objaśnienia", "przykłady", "słowniki"]
    assert sheets["naliczenia"] == [[column.header for column in TABLE.columns]]
    assert [line[0] for line in sheets["słowniki"]] == ["charged_kind", *words_of("charged_kind").written.values()]
    assert charged_template() == charged_template()
    (tmp_path / "a.xlsx").write_bytes(charged_template())
    assert [error.code for error in check_charged(str(tmp_path / "a.xlsx")).errors] == ["charged_empty"]


def test_the_examples_of_the_template_are_right(tmp_path):
    lines = sheets_of(charged_template())["przykłady"]
    at = next(number for number, line in enumerate(lines) if line[0] == "naliczenia")
    charged = check_charged(workbook(tmp_path / "a.xlsx", naliczenia=lines[at + 1 :]))
    assert (charged.errors, charged.notices) == ((), ())
    assert [(charge.child, str(charge.first), str(charge.until)) for charge in charged.charges] == [
        ("D-17", "2025-01", "2025-01"), ("D-17", "2025-02", "2025-02"), (None, "2025-01", "2025-03"),
        ("D-18", "2025-01", "2025-03"), ("D-18", "2025-07", "2025-07"),
    ]  # fmt: skip


def test_the_faulty_rows(tmp_path):
    charged = check(tmp_path, f"{ONE};tajne", "D-2;2604043;03.24;x;tajne", head=f"{HEAD};uwagi", leave_out=["D-9"])
    sheets = sheets_of(faulty_rows(charged))
    assert list(sheets) == ["naliczenia", "pozostałe"]
    (line,) = sheets["naliczenia"][1:]
    assert line[:3] == ["naliczenia.csv", "naliczenia", 3.0]
    reasons = line[3].split("\n")
    assert reasons[0] == "miesiąc: Rok ma tylko dwie cyfry; zapisz wszystkie cztery. (może: 2024-03)"
    assert reasons[1].startswith("kwota: To nie jest kwota")
    assert line[4:6] == ["D-2", "2604043"]
    assert sheets["pozostałe"][1][1] == "leave_out"
    assert "tajne" not in str(sheets)


def test_a_fault_in_a_sheet_that_is_left_out_does_not_matter(tmp_path):
    check(tmp_path, "D-2;2604043;2025-01;#N/A", name="stare")
    check(tmp_path, ONE)
    assert [e.code for e in check_charged(str(tmp_path)).errors][:1] == ["cell_error"]
    charged = check_charged(str(tmp_path), leave_out=["stare.csv: stare"])
    assert [charge.child for charge in charged.charges] == ["D-1"]


def test_a_row_without_a_child_can_be_left_out_by_its_number_alone(tmp_path):
    charged = check(tmp_path, ONE, ";2604043;2025-01;300,60", leave_out=["naliczenia[9]"])
    assert [(e.code, e.value) for e in charged.errors] == [("leave_out_unknown", "naliczenia[9]")]
    assert len(check(tmp_path, ONE, ";2604043;2025-01;300,60", leave_out=["naliczenia[3]"]).charges) == 1

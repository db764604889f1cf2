"""What stands in a cell, as people write it, becomes a value – or is refused, with what was probably meant."""

import tomllib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piecza.errors import TEXTS
from piecza.language.writing import plainly
from piecza.money import MAX_GROSZE, to_decimal
from piecza.registers import tables
from piecza.registers.cell_values import Unreadable, read_cell
from piecza.registers.tables import NOT_READ, charged_tables, polish, register_tables, vocabulary

TABLES = {table.name: table for table in (*register_tables().tables, *charged_tables().tables)}


def column(table, field):
    return TABLES[table].column(field)


AMOUNT = column("expenses", "amount")
DAY = column("placements", "start")
CODE = column("placements", "gmina")
ID = column("placements", "child")
IDS = column("family_costs", "children")
NUMBER = column("placements", "stay")
FORM = column("placements", "form")
SPACES = {"plain": " ", "no-break": "\u00a0", "narrow no-break": "\u202f", "thin": "\u2009"}


def refused(column, cell):
    """The code and the suggestion with which a cell is refused; its sentences can be filled in."""
    with pytest.raises(Unreadable) as caught:
        read_cell(column, cell)
    assert TEXTS[caught.value.code].fill(**caught.value.details)["pl"]
    return caught.value.code, caught.value.suggestion


READ_AMOUNTS = {
    "1234": "1234.00", "1234,5": "1234.50", "1234,56": "1234.56", "1234.56": "1234.56", "0": "0.00", "0,05": "0.05",
    "00012,10": "12.10", "1.234,56": "1234.56", "1,234.56": "1234.56", "1.234,5": "1234.50", "1.234.567": "1234567.00",
    "1,234,567.5": "1234567.50", "12.345.678,90": "12345678.90", "99999999,99": "99999999.99", "-0,01": "-0.01",
    "-1234,56": "-1234.56", "−1234,56": "-1234.56", "-1 234,56 zł": "-1234.56", "5 zł": "5.00", "5zł.": "5.00",
    "5 ZŁ": "5.00", "5,00 PLN": "5.00", "0" * 5000 + "7": "7.00", 1234.5: "1234.50", 1234: "1234.00", 0.1: "0.10",
    -75.25: "-75.25", 99999999.99: "99999999.99", 1e7: "10000000.00", -0.0: "0.00",
}  # fmt: skip


@pytest.mark.parametrize("cell", READ_AMOUNTS, ids=lambda cell: str(cell)[-20:])
def test_an_amount(cell):
    result = read_cell(AMOUNT, cell)
    assert (str(result.value), result.noted) == (READ_AMOUNTS[cell], ())


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_an_amount_with_spaces(space):
    for text, value in {"67~622,57~zł": "67622.57", "1~234~567": "1234567.00", "1~234.5": "1234.50"}.items():
        assert read_cell(AMOUNT, text.replace("~", space)) == (Decimal(value), ())


@pytest.mark.parametrize("text", ["1 234,5 zl", "1234,50zl.", "1234,5 ZL"])
def test_zl_is_read_and_said(text):
    assert read_cell(AMOUNT, text) == (Decimal("1234.50"), ("amount_currency",))


REFUSED_AMOUNTS = {
    "1.234": ("amount_ambiguous", "1234,00"),
    "-1.234 zł": ("amount_ambiguous", "-1234,00"),
    "123.456": ("amount_ambiguous", "123456,00"),
    "1.234.56": ("amount_ambiguous", "1234,56"),
    "0.123": ("amount_ambiguous", None),
    "12,345": ("amount_places", None),
    "1234.567": ("amount_places", None),
    "1234,5678": ("amount_places", None),
    "1 234,567": ("amount_places", None),
    "1,234,56": ("amount_places", None),
    **dict.fromkeys(
        ["1 23", "1  234", "1 234\u00a0567", "12 34,5", "1 234 56", "1.23.456", "1,2,3", "abc", "zł", "zł 5", "5 zł 10",
         "1234,-", "+5", "--5", "5-", "(5)", ",5", "5,", "1e3", "1_000", "٣", "1'234,56", True, False,
         date(2025, 3, 15), datetime(2025, 3, 15, 12)],
        ("amount_format_register", None),
    ),
    **dict.fromkeys(["100000000", "-100 000 000,00", "9" * 40, "999.999.999,00", 1e8, 1e300, 10**30, -1e8],
                    ("amount_out_of_range", None)),
    1234.567: ("amount_places", "1\u00a0234,57"),
    float("inf"): ("amount_format_register", None),
    100.10000000000001: ("amount_places", "100,10"),
    0.005: ("amount_places", "0,01"),
    -1.005: ("amount_places", "−1,01"),
    1e-300: ("amount_places", "0,00"),
}  # fmt: skip


@pytest.mark.parametrize("cell", REFUSED_AMOUNTS, ids=lambda cell: str(cell)[:20])
def test_an_amount_that_is_refused(cell):
    assert refused(AMOUNT, cell) == REFUSED_AMOUNTS[cell]


@pytest.mark.parametrize("cell", [cell for cell, (_, meant) in REFUSED_AMOUNTS.items() if meant], ids=str)
def test_a_suggested_amount_can_be_written(cell):
    assert read_cell(AMOUNT, REFUSED_AMOUNTS[cell][1]).noted == ()


@given(st.integers(-MAX_GROSZE, MAX_GROSZE))
def test_every_float_of_whole_grosze_is_read(grosze):
    assert read_cell(AMOUNT, grosze / 100).value == to_decimal(grosze)


@pytest.mark.slow
@given(st.text("0123456789 ,.-−złl\u00a0\u202f", max_size=14) | st.floats() | st.text(max_size=6))
def test_no_cell_breaks_an_amount_or_a_day(cell):
    if isinstance(cell, float) and cell != cell:
        return
    for kind in (AMOUNT, DAY, CODE, NUMBER, FORM, ID, IDS):
        try:
            result = read_cell(kind, cell)
        except Unreadable as error:
            TEXTS[error.code].fill(**error.details)
        else:
            assert isinstance(result.value, (Decimal, date, str, int, tuple))


READ_DAYS = [
    *("15.03.2025", "15.3.2025", "15.03.2025 r.", "15.03.2025r.", "15.03.2025 r", "15. 03. 2025", "2025-03-15"),
    *("2025-3-15", "2025-03-15T00:00:00", "2025-03-15 00:00:00.000", "2025-03-15 00:00", date(2025, 3, 15)),
]


@pytest.mark.parametrize("cell", READ_DAYS, ids=str)
def test_a_day(cell):
    assert read_cell(DAY, cell) == (date(2025, 3, 15), ())


def test_a_day_of_one_digit():
    assert read_cell(DAY, "1.4.2025").value == date(2025, 4, 1)


REFUSED_DAYS = {
    "31.02.2025": ("day_does_not_exist", None),
    "2025-02-30": ("day_does_not_exist", None),
    "00.01.2025": ("day_does_not_exist", None),
    "01.01.0000": ("day_does_not_exist", None),
    "31.02.": ("day_without_year", None),
    "31.02": ("day_without_year", None),
    "1.4": ("day_without_year", None),
    "15.03.25": ("day_two_digit_year", "15.03.2025"),
    "15/3/25": ("day_two_digit_year", "15.03.2025"),
    "31.04.25": ("day_two_digit_year", None),
    "15/03/2025": ("day_format_register", "15.03.2025"),
    "15-03-2025": ("day_format_register", "15.03.2025"),
    "31/02/2025": ("day_format_register", None),
    45731.0: ("day_as_number", "15.03.2025"),
    "45731": ("day_as_number", "15.03.2025"),
    45731.75: ("day_as_number", "15.03.2025"),
    datetime(2025, 3, 15, 12, 30): ("day_with_time", "15.03.2025"),
    **dict.fromkeys(
        ["15 marca 2025", "marzec 2025", "03.2025", "2025", 2025.0, "2025.03.15", "20250315", "jutro", "r.", True,
         "15.03.2025-", "15.03.02025", "99999", "2025-03-15 12:00", "１５.03.2025"],
        ("day_format_register", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize("cell", REFUSED_DAYS, ids=str)
def test_a_day_that_is_refused(cell):
    assert refused(DAY, cell) == REFUSED_DAYS[cell]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2808011", ("2808011", ())),
        ("0201011", ("0201011", ())),
        (2808011.0, ("2808011", ())),
        (2808011, ("2808011", ())),
        ("28 08 011", ("2808011", ())),
        ("201011", ("0201011", ("gmina_code_padded",))),
        (201011.0, ("0201011", ("gmina_code_padded",))),
        (401011.0, ("0401011", ("gmina_code_padded",))),
        (602033, ("0602033", ("gmina_code_padded",))),
        ("801011", ("0801011", ("gmina_code_padded",))),
        ("265011", ("0265011", ("gmina_code_padded", "gmina_city"))),
        ("2862011", ("2862011", ("gmina_city",))),
        ("1465011", ("1465011", ("gmina_city",))),
        ("1438011", ("1438011", ())),
        ("1461011", ("1461011", ("gmina_city",))),
        ("3402011", ("3402011", ("gmina_code_impossible",))),
        ("2502011", ("2502011", ("gmina_code_impossible",))),
        ("0002011", ("0002011", ("gmina_code_impossible",))),
        ("2800011", ("2800011", ("gmina_code_impossible",))),
        ("2808001", ("2808001", ("gmina_code_impossible",))),
        ("3201011", ("3201011", ())),
    ],
)
def test_a_code(cell, expected):
    assert read_cell(CODE, cell) == expected


@pytest.mark.parametrize(
    "cell",
    ["280801", 280801.0, "020101", "260404",
     "101011", "301011", "28080111", "2808", "Osiek", "280801a", 2808011.5, True,
     "２８０８０１１", "2808-011", date(2025, 3, 15)],
)  # fmt: skip
def test_a_code_that_is_none(cell):
    assert refused(CODE, cell) == ("gmina_code", None)


WORDS = [
    ("form", "rodzina zastępcza spokrewniona", "related_family"),
    ("form", "RODZINA  ZASTEPCZA SPOKREWNIONA", "related_family"),
    ("form", "Rodzina zastępcza-spokrewniona.", "related_family"),
    ("form", "related foster family", "related_family"),
    ("form", "related_family", "related_family"),
    ("form", "Related family", "related_family"),
    ("form", "rdd", "family_home"),
    ("form", "POW", "facility"),
    ("form", "placowka opiekunczo wychowawcza", "facility"),
    ("ended_by", "powrót do domu", "return_home"),
    ("ended_by", "ZGON", "death"),
    ("ended_by", "smierc", "death"),
    ("kind", "zwrot", "recovered"),
    ("family_kind", "wynagrodzenie", "wages"),
    ("supplement", "niepełnosprawność", "supplement_disability"),
    ("benefit", "allowance_other", "allowance_other"),
    ("monthly_cost_from", "stawki", "rates"),
    ("ground", "rodzice nieznani", "unknown_parents"),
    ("ground", "MALOLETNI cudzoziemiec", "foreign_minor"),
]
BY_WORDS = {column.words: column for table in TABLES.values() for column in table.columns if column.words}


@pytest.mark.parametrize(("words", "cell", "code"), WORDS)
def test_a_word(words, cell, code):
    assert read_cell(BY_WORDS[words], cell) == (code, ())


@pytest.mark.parametrize(
    ("words", "cell", "suggestion"),
    [
        ("form", "rodzina zastepcza spokrewnina", "rodzina zastępcza spokrewniona"),
        ("form", "plac\u00f3wka opiekuncza", "placówka opiekuńczo-wychowawcza"),
        ("form", "hotel", None),
        ("ended_by", "śmiercc", "śmierć"),
        ("family_kind", "dodatek", None),
        ("supplement", "allowance_other", None),
        ("ground", "…", None),
        ("form", 7.0, None),
        ("form", True, None),
    ],
)
def test_a_word_that_is_unknown(words, cell, suggestion):
    code, meant = refused(BY_WORDS[words], cell)
    assert (code, meant) == ("word_unknown", suggestion)


def test_every_word_is_understood_as_itself_and_as_no_other():
    lists = tomllib.loads((Path(tables.__file__).parent / "cell_words.toml").read_text(encoding="utf-8"))
    lists["charged_kind"] |= {"monthly_cost": [], **lists["kind"]}
    for part, whole in {"family_kind": "kind", "supplement": "benefit"}.items():
        lists[part] = {code: said for code, said in lists[whole].items() if code in vocabulary()[part].written}
    assert set(vocabulary()) == set(lists) == {*register_tables().lists, *charged_tables().lists}
    for name, words in lists.items():
        assert set(vocabulary()[name].written) == set(words)
        for code, others in words.items():
            for word in (code, vocabulary()[name].written[code], *others):
                assert vocabulary()[name].understood[plainly(word)] == code
                assert read_cell(BY_WORDS[name], word).value == code
    assert polish()["recovered"] == "odzyskane nienależnie pobrane świadczenie"


def test_every_name_of_a_sheet_and_a_header_is_of_one():
    for all_tables in (register_tables(), charged_tables()):
        for table in all_tables.tables:
            names = [plainly(name) for column in table.columns for name in {column.header, column.field, *column.also}]
            assert len(names) == len(set(names))
            for name in {table.sheet, table.name, *table.also}:
                assert all_tables.by_sheet[plainly(name)] == table
                assert plainly(name) not in map(plainly, NOT_READ)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(1.0, 1), ("12", 12), (999999, 999999)],
)
def test_a_number(cell, number):
    assert read_cell(NUMBER, cell).value == number


@pytest.mark.parametrize("cell", ["0", "-1", "1.", "1,0", "01", "1000000", "I", 1.5, True, date(2025, 3, 15)])
def test_a_number_that_is_none(cell):
    assert refused(NUMBER, cell) == ("number_format", None)


def pesel():
    return "82" + "010" + "1" * 6


def born_after_1999(year, serial):
    """The PESEL of somebody born on 4 March of a year, with the digit that checks it."""
    digits = f"{year % 100:02d}2304{serial:04d}"
    return digits + str(-sum(w * int(d) for w, d in zip((1, 3, 7, 9) * 3, digits, strict=False)) % 10)


@pytest.mark.parametrize("year", [2000, 2005, 2009])
def test_a_pesel_whose_leading_zeros_a_spreadsheet_dropped_is_no_identifier(year):
    lost = str(int(born_after_1999(year, 1234)))
    assert len(lost) < 11
    for cell in (lost, float(lost)):
        assert refused(ID, cell) == ("id_pesel", None)
    for plain in (f"{lost[:-1]}{(int(lost[-1]) + 1) % 10}", lost[:-2], f"D{lost}", "2024000123"):
        assert read_cell(ID, plain).value == plain
    assert read_cell(ID, str(int(born_after_1999(2010, 1234)))[:10]).value


@pytest.mark.parametrize("cell", [pesel(), float(pesel()), int(pesel()), f"{pesel()[:6]} {pesel()[6:]}"])
def test_a_pesel_is_no_identifier(cell):
    assert refused(ID, cell) == ("id_pesel", None)
    assert refused(IDS, cell) == ("id_pesel", None)
    if isinstance(cell, str):
        assert refused(IDS, f"D-1; {cell}") == ("id_pesel", None)


@pytest.mark.parametrize(
    ("cell", "identifier"), [("D-17", "D-17"), (17.0, "17"), (17, "17"), (1.5, "1.5"), ("007", "007")]
)
def test_an_identifier(cell, identifier):
    assert read_cell(ID, cell).value == identifier
    assert read_cell(IDS, cell).value == (identifier,)


@pytest.mark.parametrize("cell", [True, date(2025, 3, 15), datetime(2025, 3, 15, 12)])
def test_what_a_spreadsheet_made_of_an_identifier(cell):
    assert refused(ID, cell) == refused(IDS, cell) == ("id_not_text", None)


@pytest.mark.parametrize(
    ("cell", "identifiers"),
    [
        ("D-17; D-18", ("D-17", "D-18")),
        ("D-17;D-18;", ("D-17", "D-18")),
        ("D-17\nD-18\r\nD-19;\n", ("D-17", "D-18", "D-19")),
        ('"a;b"; c', ("a;b", "c")),
        ('a; "b;c"', ("a", "b;c")),
        ('"a""b"', ('a"b',)),
        ("a\u2028b", ("a\u2028b",)),
    ],
)
def test_identifiers_in_a_list(cell, identifiers):
    assert read_cell(IDS, cell).value == identifiers


def test_a_list_of_no_identifiers():
    assert refused(IDS, " ; ;") == ("id_empty", None)
    assert refused(IDS, "x" * 200_000) == ("ids_format", None)


def test_an_empty_cell_is_nothing_and_a_label_is_not_read():
    for kind in (AMOUNT, DAY, CODE, NUMBER, FORM, ID, IDS):
        assert read_cell(kind, None) == (None, ())
    assert read_cell(column("placements", "notes"), pesel()).value is None

"""What stands in a cell of a register, as people write it: a day, an amount, a code, a word – or why it cannot be told.

What can be read in two ways is refused, with a suggestion where one comes close; what is unusual but plain is read, and
a notice says how.
"""

import csv
import difflib
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from piecza.errors.shown import is_pesel, lost_zeros
from piecza.files.cells import CellValue, text_of
from piecza.language.writing import plainly, zlote
from piecza.model import could_exist, is_city
from piecza.money import MAX_GROSZE, from_decimal, half_up, to_decimal
from piecza.registers.days_and_months import Period, read_day, read_period
from piecza.registers.tables import RegisterColumn, Unreadable, words_of

FieldValue = str | int | Decimal | date | Period | tuple[str, ...] | None
"""What was read; None: the cell is empty."""


class Found(NamedTuple):
    """What was read; ``noted`` are the codes of notices where it was read from something unusual."""

    value: FieldValue
    noted: tuple[str, ...] = ()


def read_cell(column: RegisterColumn, cell: CellValue) -> Found:
    """What stands in a cell of a column. `Unreadable` where it cannot be told."""
    if cell is None or column.kind == "label":
        return Found(None)
    match column.kind:
        case "id":
            return Found(_identifier(cell))
        case "ids":
            return Found(_identifiers(cell))
        case "code":
            return _code(cell)
        case "day":
            return Found(read_day(cell))
        case "amount" | "signed":
            return _amount(cell)
        case "number":
            return Found(_number(cell))
        case "word":
            return Found(_word(cell, column.words))
        case "period":
            return Found(read_period(cell))
        case "percent":
            return _percent(cell)
        case "days":
            return Found(_days(cell))
        case _:  # text
            return Found(_short_text(cell))


def _identifier(cell: CellValue) -> str:
    if isinstance(cell, bool | date):
        raise Unreadable("id_not_text")
    text = text_of(cell)
    if is_pesel(text) or lost_zeros(text):
        raise Unreadable("id_pesel")
    return text


def _identifiers(cell: CellValue) -> tuple[str, ...]:
    if not isinstance(cell, str):
        return (_identifier(cell),)
    try:
        names = [
            name
            for line in csv.reader(re.split("\r\n|\r|\n", cell), delimiter=";", skipinitialspace=True)
            for name in line
        ]
    except csv.Error:
        raise Unreadable("ids_format") from None
    identifiers = tuple(_identifier(name.strip()) for name in names if name.strip())
    if not identifiers:
        raise Unreadable("id_empty")
    return identifiers


def _code(cell: CellValue) -> Found:
    digits = re.sub(r"\s", "", text_of(cell))
    # Voivodeships 02 to 08; their powiats are below 40, their cities with powiat rights from 61 on, and a powiat has
    # less than 30 gminas. A code that fits none of these lacks its last digit, not its first.
    is_padded = re.fullmatch("[2468](0[1-9]|[1-3][0-9]|6[1-9])[0-2][0-9][1-589]", digits) is not None
    code = f"0{digits}" if is_padded else digits
    if re.fullmatch("[0-9]{7}", code) is None:
        raise Unreadable("gmina_code")
    noted = ["gmina_code_padded"] if is_padded else []
    noted += ["gmina_city"] if is_city(code) else [] if could_exist(code) else ["gmina_code_impossible"]
    return Found(code, tuple(noted))


def _number(cell: CellValue) -> int:
    text = text_of(cell)
    if isinstance(cell, bool) or re.fullmatch("[1-9][0-9]{0,5}", text) is None:
        raise Unreadable("number_format")
    return int(text)


def _percent(cell: CellValue) -> Found:
    text = text_of(cell)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        if cell == 1:
            raise Unreadable("percent_ambiguous")
        if 0 < cell < 1 and (match := re.fullmatch(r"0\.([0-9]{1,2})", text)):  # a cell in the form of a percentage
            return Found(int(match[1].ljust(2, "0")), ("percent_fraction",))
    if (match := re.fullmatch(r"([0-9]{1,3})(?:[.,]0{1,2})?\s*%?", text)) and int(match[1]) <= 100:
        return Found(int(match[1]))
    match = re.fullmatch(r"0[.,]([0-9]{1,2})", text)
    raise Unreadable("percent_format", f"{int(match[1].ljust(2, '0'))} %" if match else None)


def _days(cell: CellValue) -> int:
    match = re.fullmatch(r"([0-9]{1,3})(?:\s*(?:dzień|dni|days?))?", text_of(cell))
    if isinstance(cell, date) or match is None or int(match[1]) > _MOST_DAYS:
        raise Unreadable("days_format")
    return int(match[1])


_MOST_DAYS = 366
_LONGEST_TEXT = 200


def _short_text(cell: CellValue) -> str:
    if isinstance(cell, bool | date):
        raise Unreadable("text_not_text")
    text = text_of(cell)
    if is_pesel(text) or lost_zeros(text) or re.search(r"(?<![0-9])[0-9]{11}(?![0-9])", text):
        raise Unreadable("text_pesel")
    if len(text) > _LONGEST_TEXT:
        raise Unreadable("text_too_long", longest=_LONGEST_TEXT)
    return text


def _word(cell: CellValue, words: str) -> str:
    vocabulary = words_of(words)
    said = plainly(text_of(cell))
    if said in vocabulary.understood:
        return vocabulary.understood[said]
    close = _closest(said, vocabulary.understood)
    raise Unreadable("word_unknown", vocabulary.written[close] if close else None)


def _closest(said: str, understood: Mapping[str, str]) -> str | None:
    close = difflib.get_close_matches(said[:80], understood, n=1)
    return understood[close[0]] if close else None


# Amounts

_SPACES = "[ \u00a0\u202f\u2009]"
_CURRENCY = re.compile(rf"{_SPACES}*(zł|zl|PLN)\.?$", re.IGNORECASE)
_PLAIN = re.compile(r"([-−]?)([0-9]+)(?:[.,]([0-9]{1,2}))?")
_GROUPED = re.compile(rf"([-−]?)([0-9]{{1,3}}(?:({_SPACES}|[.,])[0-9]{{3}})(?:\3[0-9]{{3}})*)(?:([.,])([0-9]{{1,2}}))?")


def _amount(cell: CellValue) -> Found:
    if isinstance(cell, bool | date):
        raise Unreadable("amount_format_register")
    if isinstance(cell, float | int):
        return Found(_from_number(cell))
    text = text_of(cell)
    currency = _CURRENCY.search(text)
    bare = text[: currency.start()] if currency else text
    noted = ("amount_currency",) if currency and currency[1].lower() == "zl" else ()
    if match := _PLAIN.fullmatch(bare):
        return Found(_checked(match[1], match[2], match[3]), noted)
    if match := _GROUPED.fullmatch(bare):
        sign, whole, separator, point, places = match.groups()
        digits = re.sub(r"\D", "", whole)
        if separator == point or (separator in ".," and point is None and len(digits) < 7):
            raise _unclear(bare, sign, digits, places or "00")
        return Found(_checked(sign, digits, places), noted)
    if re.fullmatch(rf"[-−]?[0-9](?:{_SPACES}?[0-9])*+[.,][0-9]{{3,}}", bare):
        raise Unreadable("amount_places")
    raise Unreadable("amount_format_register")


def _unclear(text: str, sign: str, digits: str, places: str) -> Unreadable:
    """``1.234`` may be thousands or a decimal point; ``12,345`` has too many places, or is meant to be thousands."""
    if "," in text:
        return Unreadable("amount_places")
    return Unreadable("amount_ambiguous", None if digits.startswith("0") else f"{sign}{digits},{places}")


def _from_number(number: float | int) -> Decimal:
    """A number of a spreadsheet: whole grosze, or refused."""
    exact = Decimal(repr(number))
    if not exact.is_finite():
        raise Unreadable("amount_format_register")
    grosze = from_decimal(Decimal(f"{exact:f}"))
    if grosze is None:
        near = half_up(*(exact * 100).as_integer_ratio())
        raise Unreadable("amount_places", zlote(near)["pl"].removesuffix("\u00a0zł"))
    return _bounded(grosze)


def _checked(sign: str, whole: str, places: str | None) -> Decimal:
    if len(whole.lstrip("0")) > 12:
        raise Unreadable("amount_out_of_range")
    grosze = int(whole.lstrip("0") or "0") * 100 + int((places or "").ljust(2, "0"))
    return _bounded(-grosze if sign else grosze)


def _bounded(grosze: int) -> Decimal:
    if abs(grosze) > MAX_GROSZE:
        raise Unreadable("amount_out_of_range")
    return to_decimal(grosze)

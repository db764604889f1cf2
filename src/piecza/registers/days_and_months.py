"""Days, and the months of a charge, as people write them – or why it cannot be told which are meant."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from piecza.dates import Month
from piecza.files.cells import CellValue, text_of
from piecza.language.writing import GENITIVE, MONTHS, plainly
from piecza.registers.tables import Unreadable


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """Months from ``first`` to ``last``, both inclusive; in text ``2025-01..2025-03``, of one month ``2025-01``."""

    first: Month
    last: Month

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"


_EPOCH = date(1899, 12, 30)
"""The day that a spreadsheet counts as 0."""


def read_day(cell: CellValue) -> date:
    """The day of a cell, or of a text as people write one. `Unreadable` where it is none, or not sure."""
    if isinstance(cell, datetime):
        raise Unreadable("day_with_time", _written(cell.date()))
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        raise Unreadable("day_format_register")
    return _day(re.sub(r"\s*r\.?$", "", text_of(cell)).strip())


@lru_cache(maxsize=1 << 12)
def _day(text: str) -> date:
    if re.fullmatch(r"[1-7][0-9]{4}(\.[0-9]+)?", text):
        raise Unreadable("day_as_number", _written(_EPOCH + timedelta(days=int(text.partition(".")[0]))))
    if match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([ T]00:00(:00(\.0+)?)?)?", text):
        return _date(match[3], match[2], match[1])
    if match := re.fullmatch(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})", text):
        return _date(match[1], match[2], match[3])
    if match := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{2})", text):
        raise Unreadable("day_two_digit_year", _suggested(match[1], match[2], f"20{match[3]}"))
    if match := re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", text):
        raise Unreadable("day_format_register", _suggested(match[1], match[2], match[3]))
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.?", text):
        raise Unreadable("day_without_year")
    raise Unreadable("day_format_register")


def _date(day: str, month: str, year: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unreadable("day_does_not_exist") from None


def _suggested(day: str, month: str, year: str) -> str | None:
    try:
        return _written(_date(day, month, year))
    except Unreadable:
        return None


def _written(day: date) -> str:
    return f"{day:%d.%m.%Y}"


# Months and quarters

_NUMBERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_SHORT = ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paz", "lis", "gru"]
_QUARTERS = (
    re.compile("(?P<quarter>i|ii|iii|iv|[1-4]) ?(?:kw|kwartal|kwartalu) (?P<year>[0-9]{4})"),
    re.compile("(?:kw|kwartal) (?P<quarter>i|ii|iii|iv|[1-4]) (?P<year>[0-9]{4})"),
    re.compile("q(?P<quarter>[1-4]) (?P<year>[0-9]{4})"),
    re.compile("(?P<year>[0-9]{4}) ?q(?P<quarter>[1-4])"),
)
# Between two months: two points, a dash, a hyphen with blanks around it or between whole days, a word.
_FROM_TO = re.compile(r"\s*\.{2,3}\s*|\s*[–—]\s*|\s+-\s+|(?<=[./][0-9]{4})-(?=[0-9]{1,2}[./])|\s+do\s+", re.IGNORECASE)


def read_period(cell: CellValue) -> Period:
    """The months of a cell, or of a text as people write them. `Unreadable` where they cannot be told.

    A whole quarter is three months, and the first day of a month that month: so spreadsheets keep one.
    """
    if isinstance(cell, datetime):
        raise Unreadable("day_with_time", _of_year(cell.year, cell.month))
    if isinstance(cell, date):
        return _from_first_day(cell)
    if isinstance(cell, bool):
        raise Unreadable("period_format")
    return _period(re.sub(r"(?<=[0-9])\s*(r\.?|roku)$", "", text_of(cell), flags=re.IGNORECASE))


@lru_cache(maxsize=1 << 10)
def _period(text: str) -> Period:
    if len(text) > 60:
        raise Unreadable("period_format")
    if match := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})([./][0-9]{4})", text):
        meant = _meant(f"{match[1]}..{match[2]}{match[3]}")
        raise Unreadable("period_ambiguous" if meant else "period_format", meant)
    parts = _FROM_TO.split(re.sub(r"^od\s+", "", text, flags=re.IGNORECASE))
    if len(parts) == 1:
        return _single(text, _from_first_day)
    if len(parts) > 2:
        raise Unreadable("period_format")
    try:
        return _from_to(*parts)
    except Unreadable as refused:  # a suggestion for one of the two months is none for both
        raise Unreadable(refused.code, None, **refused.details) from None


def _from_to(begins: str, ends: str) -> Period:
    """From one month to another; the first may leave the year to the last."""
    last = _single(ends, _to_last_day)
    if re.fullmatch("[0-9]{1,2}", begins):
        begins = f"{begins}.{last.last.year}"
    elif plainly(begins) in _months():
        begins = f"{begins} {last.last.year}"
    first = _single(begins, _from_first_day)
    if first.first > last.last:
        raise Unreadable("months_out_of_order", first=first.first, last=last.last)
    return Period(first.first, last.last)


def _single(text: str, of_day: Callable[[date], Period]) -> Period:
    """A month, a quarter, or a day that stands for its month."""
    if period := _whole(text):
        return period
    if match := re.fullmatch(r"(i|ii|iii|iv) ([0-9]{4})", plainly(text)):
        raise Unreadable("period_ambiguous", _of_year(int(match[2]), _NUMBERS[match[1]]))
    if re.fullmatch("[0-9]{4}", text):
        raise Unreadable("period_without_month", _meant(f"{text}-01..{text}-12"))
    if match := re.fullmatch("(.*[^0-9])([0-9]{2})", text):
        meant = _meant(f"{match[1]}20{match[2]}")
        if meant or re.fullmatch(r"[0-9]{1,2}\s?[./-]", match[1]):
            raise Unreadable("period_two_digit_year", meant)
    if re.fullmatch("0?[1-9]|1[0-2]", text) or _whole(f"{text} 2000"):
        raise Unreadable("period_without_year")
    try:
        day = read_day(text)
    except Unreadable as refused:
        if refused.code == "day_as_number" and refused.suggestion:
            near = read_day(refused.suggestion)
            raise Unreadable(refused.code, _of_year(near.year, near.month)) from None
        raise Unreadable("day_does_not_exist" if refused.code == "day_does_not_exist" else "period_format") from None
    return of_day(day)


def _whole(text: str) -> Period | None:
    """The months of a text that names a month or a quarter in full; None for any other text."""
    if match := re.fullmatch(r"([0-9]{4})(?:-([0-9]{1,2})|[./]([0-9]{2}))", text):  # 2024.1 may have been 2024.10
        return _checked(int(match[1]), int(match[2] or match[3]))
    if match := re.fullmatch(r"([0-9]{1,2})\s?[./-]\s?([0-9]{4})", text):
        return _checked(int(match[2]), int(match[1]))
    said = plainly(text)
    if (match := re.fullmatch(r"([a-z]+) ([0-9]{4})", said)) and match[1] in _months():
        return _checked(int(match[2]), _months()[match[1]])
    for quarter in _QUARTERS:
        if match := quarter.fullmatch(said):
            number = _NUMBERS.get(match["quarter"]) or int(match["quarter"])
            return _checked(int(match["year"]), 3 * number - 2, 3 * number)
    return None


@cache
def _months() -> dict[str, int]:
    """The names of the months as `plainly` gives them; Roman numbers from five on, since no quarter has those."""
    numbers = {
        plainly(name): number
        for number, (month, *others) in enumerate(zip(MONTHS, GENITIVE, _SHORT, strict=True), 1)
        for name in (*month.values(), month["en"][:3], *others)
    }
    return numbers | {name: number for name, number in _NUMBERS.items() if number > 4}


def _checked(year: int, first: int, last: int | None = None) -> Period:
    try:
        return Period(Month(year, first), Month(year, last or first))
    except ValueError:
        raise Unreadable("period_out_of_range") from None


def _from_first_day(day: date) -> Period:
    if day.day != 1:
        raise Unreadable("period_not_first_day", _of_year(day.year, day.month))
    return _checked(day.year, day.month)


def _to_last_day(day: date) -> Period:
    period = _checked(day.year, day.month)
    if day != period.last.end:
        raise Unreadable("period_not_last_day")
    return period


def _meant(text: str) -> str | None:
    """What was probably meant, if that can be read."""
    try:
        return str(_period(text))
    except Unreadable:
        return None


def _of_year(year: int, month: int) -> str | None:
    return _meant(f"{year}-{month:02d}")

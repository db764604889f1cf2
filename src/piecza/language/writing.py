"""How amounts, percentages, days, months and counts are written in Polish and English, and words compared."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from piecza.dates import Month
from piecza.language.text import Text

MONTHS = (
    Text(pl="styczeń", en="January"),
    Text(pl="luty", en="February"),
    Text(pl="marzec", en="March"),
    Text(pl="kwiecień", en="April"),
    Text(pl="maj", en="May"),
    Text(pl="czerwiec", en="June"),
    Text(pl="lipiec", en="July"),
    Text(pl="sierpień", en="August"),
    Text(pl="wrzesień", en="September"),
    Text(pl="październik", en="October"),
    Text(pl="listopad", en="November"),
    Text(pl="grudzień", en="December"),
)
"""The names of the months."""

GENITIVE = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
"""The months as a Polish day has them: 15 marca."""

_NO_BREAK = "\u00a0"


@lru_cache(maxsize=1 << 12)
def zlote(grosze: int) -> Text:
    """``1 002,00 zł`` or ``PLN 1,002.00``, with no-break spaces."""
    sign = "−" if grosze < 0 else ""
    whole, rest = divmod(abs(grosze), 100)
    thousands = f"{whole:,}"
    return Text(
        pl=f"{sign}{thousands.replace(',', _NO_BREAK)},{rest:02d}{_NO_BREAK}zł",
        en=f"{sign}PLN{_NO_BREAK}{thousands}.{rest:02d}",
    )


def added(amounts: Sequence[int]) -> Text:
    """``135,75 zł + 274,74 zł − 0,01 zł = 410,48 zł``; the amounts are grosze."""
    text = zlote(amounts[0])
    for amount in amounts[1:]:
        text += (" − " if amount < 0 else " + ") + zlote(abs(amount))
    return text + " = " + zlote(sum(amounts))


@lru_cache(maxsize=1 << 7)
def percent(value: int) -> Text:
    """``30 %`` or ``30%``."""
    return Text(pl=f"{value}{_NO_BREAK}%", en=f"{value}%")


def days(count: int) -> Text:
    """``1 dzień``, ``31 dni``."""
    return Text(pl=f"{count} {'dzień' if count == 1 else 'dni'}", en=f"{count} {'day' if count == 1 else 'days'}")


@lru_cache(maxsize=1 << 12)
def written_day(day: date) -> Text:
    """``15.03.2025`` or ``15 March 2025``."""
    return Text(
        pl=f"{day.day:02d}.{day.month:02d}.{day.year}", en=f"{day.day} {MONTHS[day.month - 1]['en']} {day.year}"
    )


def written_date(day: date) -> str:
    """``15 marca 2025 r.``, as it stands in a Polish sentence."""
    return f"{day.day} {GENITIVE[day.month - 1]} {day.year} r."


@lru_cache(maxsize=1 << 9)
def written_month(month: Month) -> Text:
    """``marzec 2025`` or ``March 2025``."""
    return MONTHS[month.month - 1] + f" {month.year}"


def ordinal(number: int) -> Text:
    """``3.`` or ``3rd``."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return Text(pl=f"{number}.", en=f"{number}{ending}")


def capital(text: Text) -> Text:
    """A text with a capital at its beginning."""
    return text.map(lambda words: words[0].upper() + words[1:])


def period(start: date, end: date) -> Text:
    """``od 01.03.2025 do 31.03.2025``, or ``w dniu 01.03.2025``."""
    if start == end:
        return Text(pl="w dniu ", en="on ") + written_day(start)
    return Text(pl="od ", en="from ") + written_day(start) + Text(pl=" do ", en=" to ") + written_day(end)


def options(chosen: object) -> str:
    """Readings with their options, as they are written in an agreement."""
    assert isinstance(chosen, Mapping)
    return ", ".join(f"{name} = {option}" for name, option in chosen.items())


def months_said(first: Month, last: Month) -> Text:
    """``marzec 2025``, or ``styczeń 2025 – marzec 2025``."""
    if first == last:
        return written_month(first)
    return written_month(first) + " – " + written_month(last)


def count_said(count: int, one: Text, few: Text, many: Text) -> Text:
    """A number with its noun: one of a thing, two to four of them in Polish, or more; English has two forms."""
    if count == 1:
        return f"{count} " + one
    polish = few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many
    return Text(pl=f"{count} {polish['pl']}", en=f"{count} {few['en']}")


def plainly(text: str) -> str:
    """A header or a word for comparison: lower case, without accents, single spaces instead of all other characters."""
    whole = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return re.sub(r"[\W_]+", " ", "".join(letter for letter in whole if not unicodedata.combining(letter))).strip()

"""How amounts, percentages, days, months and counts are written in Polish and English."""

from collections.abc import Mapping
from datetime import date

from piecza.dates import Month
from piecza.language.messages import in_lang
from piecza.language.text import Lang, Text

MONTHS: dict[Lang, list[str]] = dict(
    pl=[
        "styczeń",
        "luty",
        "marzec",
        "kwiecień",
        "maj",
        "czerwiec",
        "lipiec",
        "sierpień",
        "wrzesień",
        "październik",
        "listopad",
        "grudzień",
    ],
    en=[
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
)
"""The names of the months."""

GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
"""The months as a Polish day has them: 15 marca."""

_NO_BREAK = "\u00a0"


def zlote(grosze: int, lang: Lang) -> str:
    """``1 002,00 zł`` or ``PLN 1,002.00``, with no-break spaces."""
    sign = "−" if grosze < 0 else ""
    whole, rest = divmod(abs(grosze), 100)
    if lang == "pl":
        return f"{sign}{whole:,}".replace(",", _NO_BREAK) + f",{rest:02d}{_NO_BREAK}zł"
    return f"{sign}PLN{_NO_BREAK}{whole:,}.{rest:02d}"


def percent(value: int, lang: Lang) -> str:
    """``30 %`` or ``30%``."""
    return f"{value}{_NO_BREAK}%" if lang == "pl" else f"{value}%"


def days(count: int, lang: Lang) -> str:
    """``1 dzień``, ``31 dni``."""
    if lang == "pl":
        return f"{count} {'dzień' if count == 1 else 'dni'}"
    return f"{count} {'day' if count == 1 else 'days'}"


def written_day(day: date, lang: Lang) -> str:
    """``15.03.2025`` or ``15 March 2025``."""
    return f"{day:%d.%m.%Y}" if lang == "pl" else f"{day.day} {MONTHS['en'][day.month - 1]} {day.year}"


def written_date(day: date) -> str:
    """``15 marca 2025 r.``, as it stands in a Polish sentence."""
    return f"{day.day} {GENITIVE[day.month - 1]} {day.year} r."


def written_month(month: Month, lang: Lang) -> str:
    """``marzec 2025`` or ``March 2025``."""
    return f"{MONTHS[lang][month.month - 1]} {month.year}"


def ordinal(number: int, lang: Lang) -> str:
    """``3.`` or ``3rd``."""
    if lang == "pl":
        return f"{number}."
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[0].upper() + text[1:]


def period(start: date, end: date, lang: Lang) -> str:
    """``od 01.03.2025 do 31.03.2025``, or ``w dniu 01.03.2025``."""
    if start == end:
        return f"{in_lang(lang, 'w dniu', 'on')} {written_day(start, lang)}"
    first, last = written_day(start, lang), written_day(end, lang)
    return f"{in_lang(lang, 'od', 'from')} {first} {in_lang(lang, 'do', 'to')} {last}"


def options(chosen: object) -> str:
    """Readings with their options, as they are written in an agreement."""
    assert isinstance(chosen, Mapping)
    return ", ".join(f"{name} = {option}" for name, option in chosen.items())


def months_said(first: Month, last: Month, lang: Lang) -> str:
    """``marzec 2025``, or ``styczeń 2025 – marzec 2025``."""
    if first == last:
        return written_month(first, lang)
    return f"{written_month(first, lang)} – {written_month(last, lang)}"


def count_said(count: int, lang: Lang, one: Text, few: Text, many: Text) -> str:
    """A number with its noun: one of a thing, two to four of them in Polish, or more; English has two forms."""
    if count == 1:
        word = one
    elif lang == "en" or (count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)):
        word = few
    else:
        word = many
    return f"{count} {word[lang]}"

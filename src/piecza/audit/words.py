"""The words of audits in Polish and English: the findings in short, of what sort they are, the days of claims."""

from typing import Literal, get_args

from piecza.audit.claims import Basis
from piecza.audit.codes import Code
from piecza.dates import Month
from piecza.language.messages import Lang, Message
from piecza.language.writing import capital, written_month

CODES: tuple[Code, ...] = get_args(Code)
"""The kinds of findings, in the order in which they are told."""

FINDINGS: dict[Code, Message] = {
    "correct": {"pl": "zgodne", "en": "correct"},
    "other_reading": {"pl": "inna wykładnia", "en": "another reading"},
    "other_band": {"pl": "inny próg", "en": "another band"},
    "other_days": {"pl": "inne dni", "en": "other days"},
    "other_base": {"pl": "inna podstawa", "en": "another base"},
    "rounding": {"pl": "inne zaokrąglenie", "en": "another rounding"},
    "arithmetic": {"pl": "błąd rachunkowy", "en": "slip of arithmetic"},
    "charged_twice": {"pl": "naliczono wielokrotnie", "en": "charged several times"},
    "before_arrival": {"pl": "przed umieszczeniem", "en": "before arrival"},
    "after_leaving": {"pl": "po zakończeniu pobytu", "en": "after leaving"},
    "other_gmina": {"pl": "płaci inna gmina", "en": "another gmina pays"},
    "exempt": {"pl": "gmina nie płaci", "en": "the gmina is exempt"},
    "outside_base": {"pl": "spoza podstawy", "en": "outside the base"},
    "not_charged": {"pl": "nie naliczono", "en": "not charged"},
    "no_cost": {"pl": "brak kosztu w rejestrze", "en": "no cost in the register"},
    "unexplained": {"pl": "niewyjaśnione", "en": "unexplained"},
}
"""The kinds of findings in short, as headings and names of sheets."""

Sort = Literal["mistake", "reading", "unexplained"]
"""Of what sort a finding is: a mistake under any reading that was tried, only another reading of the Act, or neither is
known."""

SORTS: dict[Sort, Message] = {
    "mistake": {"pl": "błędy", "en": "mistakes"},
    "reading": {"pl": "tylko inna wykładnia ustawy", "en": "only another reading of the Act"},
    "unexplained": {"pl": "niewyjaśnione", "en": "unexplained"},
}

BASES: dict[Basis, Message] = {
    "paid": {"pl": "dzień po zapłacie", "en": "the day after payment"},
    "due": {"pl": "dzień po terminie płatności", "en": "the day after the last day of payment"},
    "issued": {"pl": "dzień po wystawieniu noty", "en": "the day after the nota was issued"},
    "month": {"pl": "dzień po końcu miesiąca", "en": "the day after the end of the month"},
}
"""The first day on which a claim could be enforced."""

CLAIMANTS: dict[Literal["gmina", "powiat"], Message] = {
    "gmina": {"pl": "gmina", "en": "the gmina"},
    "powiat": {"pl": "powiat", "en": "the powiat"},
}

LIMITATION: dict[Literal["six_years", "three_years"], Message] = {
    "six_years": {"pl": "termin ogólny (6 lat)", "en": "general term (6 years)"},
    "three_years": {"pl": "świadczenia okresowe (3 lata)", "en": "periodic dues (3 years)"},
}
"""The two terms by which a claim may be limited, of which the library chooses none."""


def sort_of(code: Code) -> Sort:
    """Of what sort a finding is that is not `correct`."""
    if code == "other_reading":
        return "reading"
    return "unexplained" if code in ("no_cost", "unexplained") else "mistake"


def heading(code: Code, lang: Lang) -> str:
    """A kind of finding as a heading."""
    return capital(FINDINGS[code][lang])


def months_said(first: Month, last: Month, lang: Lang) -> str:
    """``marzec 2025``, or ``styczeń 2025 – marzec 2025``."""
    if first == last:
        return written_month(first, lang)
    return f"{written_month(first, lang)} – {written_month(last, lang)}"


def count_said(count: int, lang: Lang, one: Message, few: Message, many: Message) -> str:
    """A number with its noun: one of a thing, two to four of them in Polish, or more; English has two forms."""
    if count == 1:
        word = one
    elif lang == "en" or (count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)):
        word = few
    else:
        word = many
    return f"{count} {word[lang]}"

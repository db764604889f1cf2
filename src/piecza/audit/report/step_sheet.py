"""The steps of the figures as a sheet in which every amount is a formula that recomputes it to the grosz.

A quotient of whole grosze is exact enough for a spreadsheet: halves are halves there, and nothing else comes so close
to one that rounding could go wrong.
"""

from collections.abc import Iterator

from piecza.audit.audit_result import Audit
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.finding_figures import Evidence, Mode, Slip
from piecza.audit.report.calculations import MODES, Product, kind_said, products
from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.money import to_decimal
from piecza.render.workbook import MONEY, NUMBER, SHEET_ROWS, TEXT, Book, Field, Formula, SheetCell

_ROUNDED: dict[Mode, str] = {
    "half_up": "ROUND({0},0)/100",
    "down": "ROUNDDOWN({0},0)/100",
    "up": "ROUNDUP({0},0)/100",
    "whole_zloty": "ROUND(({0})/100,0)",
}
"""How a number of grosze becomes złote; halves to the even grosz have no function that all spreadsheets know."""

_BASE, _DAYS, _OF, _PERCENT, _AMOUNT = "G", "H", "I", "J", "K"


def step_sheet(book: Book, audit: Audit, lang: Lang) -> None:
    """A row for every step of every finding that has figures, the likeliest first; no sheet if none has any."""
    figures = [
        (number, place, finding.code, finding.evidence)
        for number, checked in enumerate(audit, 1)
        for place, finding in enumerate(checked.findings, 1)
        if finding.evidence
    ]
    if not figures:
        return
    fields = _fields(lang)
    sheet = book.sheet(in_lang(lang, "kroki", "steps"), [field.width for field in fields])
    sheet.line(in_lang(lang, _HOW_PL, _HOW_EN))
    sheet.heads(fields)
    sheet.freeze(2)
    count = sum(len(evidence.steps) for *_, evidence in figures)
    written = 0
    for number, place, code, evidence in figures:
        if sheet.next_row + len(evidence.steps) > SHEET_ROWS - 1:
            break
        for row in step_rows(evidence, sheet.next_row, lang):
            sheet.put(fields, (number, place, FINDINGS[code][lang], *row))
            written += 1
    sheet.left(count - written, lang)


_HOW_PL = (
    "Kwota = podstawa × dni ÷ z dni × procent, liczona w całych groszach; kwoty zaokrąglane razem stoją w ostatnim "
    "wierszu. „Nr” i „ustalenie” prowadzą do arkuszy ustaleń (1: najbardziej prawdopodobne)."
)
_HOW_EN = (
    "Amount = base × days ÷ of days × percent, in whole grosze; what is rounded together stands in the last row. “No.” "
    "and “finding” lead to the sheets of the findings (1: the likeliest)."
)


def _fields(lang: Lang) -> tuple[Field, ...]:
    texts = in_lang(
        lang,
        "Nr;Które;Ustalenie;Dziecko;Miesiąc;Koszt;Podstawa;Dni;Z dni;Procent;Kwota;Zaokrąglenie;Wynik;Co z sumą",
        "No.;Which;Finding;Child;Month;Cost;Base;Days;Of days;Percent;Amount;Rounding;Result;What happened to the sum",
    ).split(";")
    looks = (
        (NUMBER, 7), (NUMBER, 7), (TEXT, 20), (TEXT, 16), (TEXT, 10), (TEXT, 22), (MONEY, 13), (NUMBER, 7),
        (NUMBER, 7), (NUMBER, 9), (MONEY, 13), (TEXT, 26), (MONEY, 13), (TEXT, 24),
    )  # fmt: skip
    return tuple(Field(text, look, width) for text, (look, width) in zip(texts, looks, strict=True))


def step_rows(evidence: Evidence, first: int, lang: Lang) -> Iterator[tuple[SheetCell, ...]]:
    """The steps of a finding; ``first`` is the row of its first step."""
    row, last = first, first + len(evidence.steps) - 1
    for product in products(evidence):
        top, end = row, row + len(product.steps) - 1
        for step in product.steps:
            yield (
                step.child,
                str(step.month),
                kind_said(step.kind)[lang],
                to_decimal(step.base_grosze),
                step.days,
                step.of,
                step.percent,
                _amount(product, top, end, evidence.mode) if row == end else None,
                MODES[evidence.mode][lang],
                _result(evidence, first, last) if row == last else None,
                _slip(evidence.slip, lang) if row == last else None,
            )
            row += 1


def _amount(product: Product, top: int, end: int, mode: Mode) -> SheetCell:
    """What the steps from one row to another come to together."""
    if mode not in _ROUNDED:
        return to_decimal(product.grosze)
    if top == end:
        grosze = f"ROUND({_BASE}{top}*100,0)*{_DAYS}{top}*{_PERCENT}{top}/({_OF}{top}*100)"
    else:
        base, days, of, percent = (f"{column}{top}:{column}{end}" for column in (_BASE, _DAYS, _OF, _PERCENT))
        # The quotients are added before they are rounded: ROUND(…,7) restores a half that their sum may just miss.
        grosze = f"ROUND(SUMPRODUCT(ROUND({base}*100,0)*{days}*{percent}/{of})/100,7)"
    return Formula(f"={_ROUNDED[mode].format(grosze)}", product.grosze)


def _result(evidence: Evidence, first: int, last: int) -> SheetCell:
    """What all steps of a finding come to, after what happened to their sum."""
    whole = f"ROUND(SUM({_AMOUNT}{first}:{_AMOUNT}{last}),2)"
    match evidence.slip:
        case None:
            text = whole
        case Slip("times", number):
            text = f"{whole}*{number}"
        case Slip("off", number):
            text = f"ROUND({whole}{number:+d}/100,2)"
        case Slip("shifted", number) if number > 0:
            text = f"ROUND({whole}*{10**number},2)"
        case Slip("shifted", number):
            text = f"ROUND(ROUND({whole}*100,0)/{10**-number},0)/100"
        case _:
            return to_decimal(evidence.grosze)
    return Formula(f"={text}", evidence.grosze)


def _slip(slip: Slip | None, lang: Lang) -> str | None:
    """What happened to a sum, in short."""
    match slip:
        case None:
            return None
        case Slip("times", number):
            return f"× {number}"
        case Slip("off", number):
            return f"{'−' if number < 0 else '+'} {abs(number)} gr"
        case Slip("shifted", _):
            return in_lang(lang, "przesunięty przecinek", "the decimal point moved")
        case _:
            return in_lang(lang, "zamienione cyfry", "digits swapped")

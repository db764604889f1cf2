"""The steps of the figures as a sheet in which every amount is a formula that recomputes it to the grosz.

A quotient of whole grosze is exact enough for a spreadsheet: halves are halves there, and nothing else comes so close
to one that rounding could go wrong.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from piecza.audit.audit_result import Audit
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.finding_figures import Evidence, Mode, Slip
from piecza.audit.report.calculations import MODES, Product, kind_said, products, slip_said
from piecza.language.text import Text
from piecza.money import to_decimal
from piecza.render.workbook import (
    MONEY,
    NUMBER,
    SHEET_ROWS,
    TEXT,
    Field,
    Sheet,
    SheetTable,
    SheetValue,
    sentence_line,
)
from piecza.render.xlsx_writer import Formula

_ROUNDED: dict[Mode, str] = {
    "half_up": "ROUND({0},0)/100",
    "down": "ROUNDDOWN({0},0)/100",
    "up": "ROUNDUP({0},0)/100",
    "whole_zloty": "ROUND(({0})/100,0)",
}
"""How a number of grosze becomes złote; halves to the even grosz have no function that all spreadsheets know."""

_FIELDS = (
    Field(Text(pl="Nr", en="No."), NUMBER, 7),
    Field(Text(pl="Które", en="Which"), NUMBER, 7),
    Field(Text(pl="Ustalenie", en="Finding"), TEXT, 20),
    Field(Text(pl="Dziecko", en="Child"), TEXT, 16),
    Field(Text(pl="Miesiąc", en="Month"), TEXT, 10),
    Field(Text(pl="Koszt", en="Cost"), TEXT, 22),
    Field(Text(pl="Podstawa", en="Base"), MONEY, 13),
    Field(Text(pl="Dni", en="Days"), NUMBER, 7),
    Field(Text(pl="Z dni", en="Of days"), NUMBER, 7),
    Field(Text(pl="Procent", en="Percent"), NUMBER, 9),
    Field(Text(pl="Kwota", en="Amount"), MONEY, 13),
    Field(Text(pl="Zaokrąglenie", en="Rounding"), TEXT, 26),
    Field(Text(pl="Wynik", en="Result"), MONEY, 13),
    Field(Text(pl="Co z sumą", en="What happened to the sum"), TEXT, 24),
)
_BASE, _DAYS, _OF, _PERCENT, _AMOUNT = "G", "H", "I", "J", "K"
_ABOVE = 2
"""How many rows stand above the steps: a sentence and the heads."""
_HOW = Text(
    pl="Kwota = podstawa × dni ÷ z dni × procent, liczona w całych groszach; kwoty zaokrąglane razem stoją w ostatnim "
    "wierszu. „Nr” i „ustalenie” prowadzą do arkuszy ustaleń (1: najbardziej prawdopodobne).",
    en="Amount = base × days ÷ of days × percent, in whole grosze; what is rounded together stands in the last row. "
    "“No.” and “finding” lead to the sheets of the findings (1: the likeliest).",
)


def step_sheet(audit: Audit) -> Iterator[Sheet]:
    """A row for every step of every finding that has figures, the likeliest first; no sheet if none has any.

    The steps of a finding stand together, or do not fit.
    """
    figures = [
        (number, place, finding.code, finding.evidence)
        for number, checked in enumerate(audit, 1)
        for place, finding in enumerate(checked.findings, 1)
        if finding.evidence
    ]
    if not figures:
        return
    lasts = list(accumulate((len(evidence.steps) for *_, evidence in figures), initial=_ABOVE))
    fitting = bisect_right(lasts, SHEET_ROWS - 2) - 1
    rows = (
        (number, place, FINDINGS[code], *row)
        for (number, place, code, evidence), last in zip(figures[:fitting], lasts, strict=False)
        for row in step_rows(evidence, last + 1)
    )
    table = SheetTable(_FIELDS, rows, frozen=2, left=lasts[-1] - lasts[fitting])
    yield Sheet(Text(pl="kroki", en="steps"), (sentence_line(_HOW), table))


def step_rows(evidence: Evidence, first: int) -> Iterator[tuple[SheetValue, ...]]:
    """The steps of a finding; ``first`` is the row of its first step."""
    row, last = first, first + len(evidence.steps) - 1
    for product in products(evidence):
        top, end = row, row + len(product.steps) - 1
        for step in product.steps:
            yield (
                step.child,
                str(step.month),
                kind_said(step.kind),
                to_decimal(step.base_grosze),
                step.days,
                step.of,
                step.percent,
                _amount(product, top, end, evidence.mode) if row == end else None,
                MODES[evidence.mode],
                _result(evidence, first, last) if row == last else None,
                slip_said(evidence.slip) if evidence.slip and row == last else None,
            )
            row += 1


def _amount(product: Product, top: int, end: int, mode: Mode) -> SheetValue:
    """What the steps from one row to another come to together."""
    if mode not in _ROUNDED:
        return to_decimal(product.grosze)
    if top == end:
        grosze = f"ROUND({_BASE}{top}*100,0)*{_DAYS}{top}*{_PERCENT}{top}/({_OF}{top}*100)"
    else:
        base, days, of, percent = (f"{column}{top}:{column}{end}" for column in (_BASE, _DAYS, _OF, _PERCENT))
        # The quotients are added before they are rounded: ROUND(…,7) restores a half that their sum may just miss.
        grosze = f"ROUND(SUMPRODUCT(ROUND({base}*100,0)*{days}*{percent}/{of})/100,7)"
    return Formula(f"={_ROUNDED[mode].format(grosze)}", to_decimal(product.grosze))


def _result(evidence: Evidence, first: int, last: int) -> SheetValue:
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
    return Formula(f"={text}", to_decimal(evidence.grosze))

"""An audit as a terminal shows it."""

from collections.abc import Iterable

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import answer, issuer_said
from piecza.language.text import Lang, Text, Words
from piecza.language.writing import months_said, zlote
from piecza.money import to_grosze
from piecza.render.terminal import (
    TerminalColumn,
    TerminalRow,
    new_console,
    plain,
    print_heading,
    print_note,
    print_table,
    print_text,
)

_MOST_ROWS = 40
"""How many wrong charges are shown; all of them stand in the report."""


def print_audit(audit: Audit, money: Claims, lang: Lang) -> None:
    """The answer first: how much in how many charges, and by which readings; then kinds of findings, and every one."""
    console = new_console()
    whole = Text(
        pl="Audyt, {months}: naliczono za dużo {over}, za mało {under}.",
        en="Audit, {months}: charged too much {over}, too little {under}.",
    )
    months, sums = months_said(audit.first, audit.last), audit.sums
    print_text(console, whole.fill(months=months, over=zlote(sums.over_grosze), under=zlote(sums.under_grosze)), lang)
    for sentence in answer(audit):
        print_text(console, sentence, lang)
    for series in audit.series:
        print_text(console, series.message.map(plain), lang)
    if sums.charges:
        _print_all_sums(audit, lang)
        _print_wrong(audit, lang)
    if money.late:
        late = Text(pl="Odsetki za opóźnienie w zapłacie: ", en="Interest on payments that came late: ")
        print_text(console, late + zlote(to_grosze(money.late_interest)) + f" ({len(money.late)}).", lang)
    if money.refunds:
        refunds = Text(pl="Odsetki od zwrotów: ", en="Interest on refunds: ")
        print_text(console, refunds + zlote(to_grosze(money.refund_interest)) + f" ({len(money.refunds)}).", lang)
    for notice in audit.notices:
        print_note(console, notice["path"], notice["message"], lang)
    if audit.left_out:
        left_out = Text(pl="Pominięto: ", en="Left out: ") + ", ".join(map(plain, audit.left_out)) + "."
        print_text(console, left_out, lang)


def _print_all_sums(audit: Audit, lang: Lang) -> None:
    by_code = ((FINDINGS[code], sums) for code, sums in audit.by_code().items())
    _print_sums(Text(pl="Co się stało", en="What happened"), by_code, audit.sums, lang)
    _print_sums(Text(pl="Rok", en="Year"), audit.by_year().items(), audit.sums, lang)
    by_issuer = [(issuer_said(plain(name)), sums) for name, sums in audit.by_issuer().items()]
    if len(by_issuer) > 1:
        _print_sums(Text(pl="Wystawca", en="Issuer"), by_issuer, audit.sums, lang)


def _print_sums(heading: Text, rows: Iterable[tuple[Words, Sums]], whole: Sums, lang: Lang) -> None:
    columns = {
        "name": TerminalColumn(heading, folds=True),
        "charges": TerminalColumn(Text(pl="Naliczenia", en="Charges"), right=True),
        "over": TerminalColumn(Text(pl="Za dużo", en="Too much"), right=True),
        "under": TerminalColumn(Text(pl="Za mało", en="Too little"), right=True),
    }
    total = _sums_row(Text(pl="Razem", en="Total"), whole)
    print_table(new_console(), "", columns, [[_sums_row(name, sums) for name, sums in rows]], [total], lang)


def _sums_row(name: Words, sums: Sums) -> TerminalRow:
    over, under = zlote(sums.over_grosze), zlote(sums.under_grosze)
    return {"name": name, "charges": str(sums.charges), "over": over, "under": under}


def _print_wrong(audit: Audit, lang: Lang) -> None:
    """The wrong charges, one by one, as far as a terminal holds them."""
    columns = {
        "child": TerminalColumn(Text(pl="Dziecko", en="Child"), folds=True),
        "months": TerminalColumn(Text(pl="Za miesiąc", en="Month")),
        "nota": TerminalColumn("Nota", folds=True),
        "due": TerminalColumn(Text(pl="Należało", en="Due"), right=True),
        "charged": TerminalColumn(Text(pl="Naliczono", en="Charged"), right=True),
        "difference": TerminalColumn(Text(pl="Różnica", en="Difference"), right=True),
        "why": TerminalColumn(Text(pl="Dlaczego", en="Why"), folds=True),
    }
    title = Text(pl="Niezgodne naliczenia", en="Wrong charges")
    rows = [_wrong_row(checked) for checked in audit.wrong[:_MOST_ROWS]]
    print_table(new_console(), title, columns, [rows], (), lang)
    if (more := len(audit.wrong) - len(rows)) > 0:
        text = Text(
            pl="Dalszych {more} niezgodnych naliczeń jest w sprawozdaniu.",
            en="{more} more wrong charges stand in the report.",
        )
        print_heading(new_console(), text.fill(more=more), lang)


def _wrong_row(checked: Checked) -> TerminalRow:
    numbers = dict.fromkeys(charge.nota for charge in checked.charged if charge.nota)
    return {
        "child": plain(checked.child) if checked.child else Text(pl="wszystkie", en="all"),
        "months": months_said(checked.first, checked.last),
        "nota": plain(", ".join(numbers) or "–"),
        "due": zlote(checked.due_grosze),
        "charged": zlote(checked.charged_grosze),
        "difference": zlote(checked.difference_grosze),
        "why": checked.finding.message.map(plain),
    }

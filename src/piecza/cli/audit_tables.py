"""An audit as a terminal shows it."""

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import answer, issuer_said, issuers
from piecza.language.messages import in_lang
from piecza.language.old_writing import written_month, zlote
from piecza.language.text import Lang, said
from piecza.money import to_grosze
from piecza.render.terminal import TerminalColumn, new_console, plain, print_heading, print_table, print_text

_MOST_ROWS = 40
"""How many wrong charges are shown; all of them stand in the report."""


def print_audit(audit: Audit, money: Claims, lang: Lang) -> None:
    """The answer first: how much in how many charges, and by which readings; then kinds of findings, and every one."""
    console = new_console()
    sums = audit.sums
    months = " – ".join(written_month(month, lang) for month in dict.fromkeys((audit.first, audit.last)))
    print_text(
        console,
        in_lang(
            lang,
            f"Audyt, {months}: naliczono za dużo {zlote(sums.over_grosze, lang)}, za mało "
            f"{zlote(sums.under_grosze, lang)}.",
            f"Audit, {months}: charged too much {zlote(sums.over_grosze, lang)}, too little "
            f"{zlote(sums.under_grosze, lang)}.",
        ),
    )
    for sentence in (text[lang] for text in answer(audit)):
        print_text(console, sentence)
    for series in audit.series:
        print_text(console, plain(series.message[lang]))
    if sums.charges:
        by_code = {FINDINGS[code][lang]: of_code for code, of_code in audit.by_code().items()}
        _print_sums(in_lang(lang, "Co się stało", "What happened"), by_code, sums, lang)
        _print_sums(in_lang(lang, "Rok", "Year"), audit.by_year(), sums, lang)
        if len(by_issuer := {said(issuer_said(name), lang): sums for name, sums in issuers(audit).items()}) > 1:
            by_issuer = {plain(name): of_issuer for name, of_issuer in by_issuer.items()}
            _print_sums(in_lang(lang, "Wystawca", "Issuer"), by_issuer, sums, lang)
        _print_wrong(audit, lang)
    if money.late:
        text = in_lang(lang, "Odsetki za opóźnienie w zapłacie", "Interest on payments that came late")
        print_text(console, f"{text}: {zlote(to_grosze(money.late_interest), lang)} ({len(money.late)}).")
    if money.refunds:
        text = in_lang(lang, "Odsetki od zwrotów", "Interest on refunds")
        print_text(console, f"{text}: {zlote(to_grosze(money.refund_interest), lang)} ({len(money.refunds)}).")
    for notice in audit.notices:
        print_text(
            console, f"{in_lang(lang, 'Uwaga', 'Note')} ({plain(notice['path'])}): {plain(notice['message'][lang])}"
        )
    if audit.left_out:
        print_text(console, f"{in_lang(lang, 'Pominięto', 'Left out')}: {', '.join(map(plain, audit.left_out))}.")


def _print_sums(heading: str, rows: dict[str, Sums], sums: Sums, lang: Lang) -> None:
    columns = {
        "name": TerminalColumn(heading, folds=True),
        "charges": TerminalColumn(in_lang(lang, "Naliczenia", "Charges"), right=True),
        "over": TerminalColumn(in_lang(lang, "Za dużo", "Too much"), right=True),
        "under": TerminalColumn(in_lang(lang, "Za mało", "Too little"), right=True),
    }
    made = [_sums(name, of_name, lang) for name, of_name in rows.items()]
    print_table(new_console(), "", columns, [made], [_sums(in_lang(lang, "Razem", "Total"), sums, lang)])


def _sums(name: str, sums: Sums, lang: Lang) -> dict[str, str]:
    over, under = zlote(sums.over_grosze, lang), zlote(sums.under_grosze, lang)
    return {"name": name, "charges": str(sums.charges), "over": over, "under": under}


def _print_wrong(audit: Audit, lang: Lang) -> None:
    """The wrong charges, one by one, as far as a terminal holds them."""
    columns = {
        "child": TerminalColumn(in_lang(lang, "Dziecko", "Child"), folds=True),
        "months": TerminalColumn(in_lang(lang, "Za miesiąc", "Month")),
        "nota": TerminalColumn("Nota", folds=True),
        "due": TerminalColumn(in_lang(lang, "Należało", "Due"), right=True),
        "charged": TerminalColumn(in_lang(lang, "Naliczono", "Charged"), right=True),
        "difference": TerminalColumn(in_lang(lang, "Różnica", "Difference"), right=True),
        "why": TerminalColumn(in_lang(lang, "Dlaczego", "Why"), folds=True),
    }
    wrong = audit.wrong
    title = in_lang(lang, "Niezgodne naliczenia", "Wrong charges")
    print_table(new_console(), title, columns, [[_wrong(checked, lang) for checked in wrong[:_MOST_ROWS]]])
    if len(wrong) > _MOST_ROWS:
        print_heading(
            new_console(),
            in_lang(
                lang,
                f"Dalszych {len(wrong) - _MOST_ROWS} niezgodnych naliczeń jest w sprawozdaniu.",
                f"{len(wrong) - _MOST_ROWS} more wrong charges stand in the report.",
            ),
        )


def _wrong(checked: Checked, lang: Lang) -> dict[str, str]:
    months = [written_month(month, lang) for month in dict.fromkeys((checked.first, checked.last))]
    numbers = dict.fromkeys(charge.nota for charge in checked.charged if charge.nota)
    return {
        "child": plain(checked.child or in_lang(lang, "wszystkie", "all")),
        "months": " – ".join(months),
        "nota": plain(", ".join(numbers) or "–"),
        "due": zlote(checked.due_grosze, lang),
        "charged": zlote(checked.charged_grosze, lang),
        "difference": zlote(checked.difference_grosze, lang),
        "why": plain(checked.finding.message[lang]),
    }

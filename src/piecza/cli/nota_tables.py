"""The noty of a month and corrections as a terminal shows them."""

from piecza.dates import Month
from piecza.language.glossary import CHANGES, FORMS, WITHOUT_NOTA
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import written_day, written_month, zlote
from piecza.money import to_grosze
from piecza.notes.correcting import Corrections
from piecza.notes.summary import Changed, GminaSummary, MonthSummary
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

_NAME = TerminalColumn(Text(pl="Nazwa", en="Name"), folds=True)
_NOTA = TerminalColumn("Nota", folds=True)
_TOTAL = Text(pl="Razem", en="Total")


def print_month(summary: MonthSummary, lang: Lang) -> None:
    """A row for each gmina with its nota, and what changed since the month before."""
    console = new_console()
    columns = {
        "gmina": TerminalColumn("Gmina"),
        "name": _NAME,
        "nota": _NOTA,
        "children": TerminalColumn(Text(pl="Dzieci", en="Children"), right=True),
        "amount": TerminalColumn(Text(pl="Udział gminy", en="Share"), right=True),
        "before": TerminalColumn(Text(pl="Miesiąc wcześniej", en="Month before"), right=True),
    }
    before = "–" if summary.before is None else zlote(to_grosze(summary.before))
    total = {"gmina": _TOTAL, "amount": zlote(to_grosze(summary.amount)), "before": before}
    title = "Noty, " + written_month(Month.parse(summary.month))
    print_table(console, title, columns, [list(map(_gmina_row, summary.gminas))], [total], lang)
    if summary.changes:
        changes = Text(pl="Zmiany od poprzedniego miesiąca", en="Changes since the month before")
        print_heading(console, changes, lang)
    for change in summary.changes:
        print_text(console, f"• {plain(change.child)}, {change.gmina}: " + _changed(change), lang)
    for notice in summary.notices:
        print_note(console, notice.child or "", notice.message, lang)


def _gmina_row(gmina: GminaSummary) -> TerminalRow:
    return {
        "gmina": gmina.gmina,
        "name": plain(gmina.name or "–"),
        "nota": _number(gmina),
        "children": str(gmina.children),
        "amount": zlote(to_grosze(gmina.amount)),
        "before": "–" if gmina.before is None else zlote(to_grosze(gmina.before)),
    }


def _number(gmina: GminaSummary) -> Words:
    """The number of a gmina's nota, or why it has none."""
    if gmina.number is None:
        return WITHOUT_NOTA[gmina.without or "nothing_due"]
    number = plain(gmina.number)
    if gmina.without != "issued":
        return number
    return number + Text(pl=" (wystawiona wcześniej)", en=" (issued before)")


def _changed(change: Changed) -> Text:
    values = [value for value in (change.was, change.became) if value]
    text = CHANGES[change.what]
    if change.day:
        text += Text(pl=" od ", en=" from ") + written_day(change.day)
    if values:
        text += ": " + joined((f"{value} %" if change.what == "band" else FORMS[value] for value in values), " → ")
    before = "–" if change.before is None else zlote(to_grosze(change.before))
    return text + " (" + before + " → " + zlote(to_grosze(change.amount)) + ")"


def print_corrections(corrections: Corrections, lang: Lang) -> None:
    """A row for each nota that today's register makes wrong, and the gminas that lack one."""
    console = new_console()
    if corrections.wrong:
        _print_wrong_noty(corrections, lang)
    counts = Text(
        pl="Not zgodnych z rejestrem: {right}; do skorygowania: {wrong}.",
        en="Noty that agree with the register: {right}; to be corrected: {wrong}.",
    )
    print_text(console, counts.fill(right=corrections.right, wrong=len(corrections)), lang)
    missing = Text(
        pl="Uwaga: gmina {gmina} nie ma noty za {month}, a jej udział to {amount}.",
        en="Note: the gmina {gmina} has no nota for {month}, and its share is {amount}.",
    )
    for uncharged in corrections.uncharged:
        month, amount = written_month(Month.parse(uncharged.month)), zlote(to_grosze(uncharged.amount))
        print_text(console, missing.fill(gmina=uncharged.gmina, month=month, amount=amount), lang)


def _print_wrong_noty(corrections: Corrections, lang: Lang) -> None:
    columns = {
        "nota": _NOTA,
        "month": TerminalColumn(Text(pl="Miesiąc", en="Month")),
        "gmina": TerminalColumn("Gmina"),
        "name": _NAME,
        "before": TerminalColumn(Text(pl="Było", en="Was"), right=True),
        "after": TerminalColumn(Text(pl="Powinno być", en="Should be"), right=True),
        "difference": TerminalColumn(Text(pl="Różnica", en="Difference"), right=True),
        "number": TerminalColumn(Text(pl="Korekta", en="Correction"), folds=True),
    }
    rows: list[TerminalRow] = [
        {
            "nota": plain(wrong.chain.last.number),
            "month": wrong.chain.nota.month,
            "gmina": wrong.chain.nota.gmina.code,
            "name": plain(wrong.gmina.name),
            "before": zlote(wrong.before_grosze),
            "after": zlote(wrong.after_grosze),
            "difference": zlote(wrong.difference_grosze),
            "number": plain(number),
        }
        for number, wrong in corrections.wrong
    ]
    total = zlote(sum(wrong.difference_grosze for _, wrong in corrections.wrong))
    title = Text(pl="Noty, które rejestr zmienia", en="Noty that the register makes wrong")
    print_table(new_console(), title, columns, [rows], [{"nota": _TOTAL, "difference": total}], lang)

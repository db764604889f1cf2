"""What a person sees on a terminal of registers, noty and corrections."""

import json
from collections.abc import Sequence

from rich.console import Console

from piecza.dates import Month
from piecza.errors.problems import Problem
from piecza.language.glossary import CHANGES, FORMS, WITHOUT_NOTA
from piecza.language.messages import Lang, in_lang
from piecza.language.writing import written_day, written_month, zlote
from piecza.money import to_grosze
from piecza.notes.correcting import Corrections
from piecza.notes.nota import NotaNotice
from piecza.notes.summary import Changed, GminaSummary, MonthSummary
from piecza.registers.register import Register
from piecza.registers.tables import register_tables
from piecza.render.terminal import TerminalColumn, new_console, plain, print_heading, print_table, print_text


def print_problems(problems: Sequence[Problem], lang: Lang, *, on_stdout: bool = False) -> None:
    """A row for each problem of a register: where it stands, what stands there, what is wrong, what was meant."""
    console = new_console() if on_stdout else Console(stderr=True)
    columns = {
        "file": TerminalColumn(in_lang(lang, "Plik", "File"), folds=True),
        "sheet": TerminalColumn(in_lang(lang, "Arkusz", "Sheet"), folds=True),
        "row": TerminalColumn(in_lang(lang, "Wiersz", "Row"), right=True),
        "column": TerminalColumn(in_lang(lang, "Kolumna", "Column"), folds=True),
        "value": TerminalColumn(in_lang(lang, "Jest", "There is"), folds=True),
        "message": TerminalColumn(in_lang(lang, "Co jest nie tak", "What is wrong"), folds=True),
        "suggestion": TerminalColumn(in_lang(lang, "Może", "Perhaps"), folds=True),
    }
    rows = []
    for each in problems:
        place = each.place
        value = "" if each.value is None else each.value if isinstance(each.value, str) else json.dumps(each.value)
        rows.append(
            {
                "file": plain(place.file) if place else "",
                "sheet": plain(place.sheet or "") if place else "",
                "row": str(place.row or "") if place else "",
                "column": plain(place.column or "") if place else plain(each.path),
                "value": plain(value),
                "message": f"{plain(each.message[lang])} [{each.code}]{_expected(each, lang)}",
                "suggestion": plain(place.suggestion or "") if place else "",
            }
        )
    if len({row["file"] for row in rows}) == 1:
        del columns["file"]
    if not any(row["suggestion"] for row in rows):
        del columns["suggestion"]
    title = f"{in_lang(lang, 'Do poprawienia', 'To be mended')}: {len(rows)}"
    print_table(console, title, columns, [rows])


def _expected(each: Problem, lang: Lang) -> str:
    """What stands in the column, on a line of its own, unless a suggestion says enough."""
    expected = each.place.expected if each.place and not each.place.suggestion else None
    return f"\n{in_lang(lang, 'oczekiwano', 'expected')}: {expected[lang]}." if expected else ""


def print_register(register: Register, lang: Lang) -> None:
    """What a register holds, or what is wrong with it; then its notices."""
    console = new_console()
    columns = {
        "sheet": TerminalColumn(in_lang(lang, "Arkusz", "Sheet"), folds=True),
        "table": TerminalColumn(in_lang(lang, "Co zawiera", "What it holds"), folds=True),
        "rows": TerminalColumn(in_lang(lang, "Wiersze", "Rows"), right=True),
        "form": TerminalColumn(in_lang(lang, "Odczytano jako", "Read as"), folds=True),
    }
    what = {table.name: table.what for table in register_tables().tables}
    rows = [
        {"sheet": plain(each.sheet), "table": what[each.table][lang], "rows": str(each.rows), "form": each.form}
        for each in register.tables
    ]
    print_table(console, in_lang(lang, "Rejestr", "Register"), columns, [rows])
    if register.errors:
        print_problems(register.errors, lang, on_stdout=True)
    if register.case:
        children = register.case.children
        stays = [stay for child in children for stay in child.stays]
        placements = sum(len(stay.placements) for stay in stays)
        print_text(
            console,
            in_lang(
                lang,
                f"Rejestr jest poprawny: dzieci {len(children)}, pobytów {len(stays)}, umieszczeń {placements}.",
                f"The register is right: children {len(children)}, stays {len(stays)}, placements {placements}.",
            ),
        )
    print_register_notices(register.notices, lang, console)


def print_register_notices(notices: Sequence[Problem], lang: Lang, console: Console) -> None:
    """What a reader of a register must know, each with its place."""
    for each in notices:
        place = " ".join(filter(None, (each.place.file, each.path))) if each.place else each.path
        print_text(console, f"{in_lang(lang, 'Uwaga', 'Note')} ({plain(place)}): {plain(each.message[lang])}")


def print_month(summary: MonthSummary, lang: Lang) -> None:
    """A row for each gmina with its nota, and what changed since the month before."""
    console = new_console()
    columns = {
        "gmina": TerminalColumn("Gmina"),
        "name": TerminalColumn(in_lang(lang, "Nazwa", "Name"), folds=True),
        "nota": TerminalColumn("Nota", folds=True),
        "children": TerminalColumn(in_lang(lang, "Dzieci", "Children"), right=True),
        "amount": TerminalColumn(in_lang(lang, "Udział gminy", "Share"), right=True),
        "before": TerminalColumn(in_lang(lang, "Miesiąc wcześniej", "Month before"), right=True),
    }
    rows = [
        {
            "gmina": each.gmina,
            "name": plain(each.name or "–"),
            "nota": _nota(each, lang),
            "children": str(each.children),
            "amount": zlote(to_grosze(each.amount), lang),
            "before": "–" if each.before is None else zlote(to_grosze(each.before), lang),
        }
        for each in summary.gminas
    ]
    total = {"gmina": in_lang(lang, "Razem", "Total"), "amount": zlote(to_grosze(summary.amount), lang)}
    total["before"] = "–" if summary.before is None else zlote(to_grosze(summary.before), lang)
    month = written_month(Month.parse(summary.month), lang)
    print_table(console, f"{in_lang(lang, 'Noty', 'Noty')}, {month}", columns, [rows], [total])
    if summary.changes:
        print_heading(console, in_lang(lang, "Zmiany od poprzedniego miesiąca", "Changes since the month before"))
    for change in summary.changes:
        print_text(console, f"• {plain(change.child)}, {change.gmina}: {_changed(change, lang)}")
    print_notices(summary.notices, lang, console)


def _nota(each: GminaSummary, lang: Lang) -> str:
    """The number of a gmina's nota, or why it has none."""
    if each.number:
        stored = f" ({in_lang(lang, 'wystawiona wcześniej', 'issued before')})" if each.without == "issued" else ""
        return f"{plain(each.number)}{stored}"
    return WITHOUT_NOTA[each.without or "nothing_due"][lang]


def _changed(change: Changed, lang: Lang) -> str:
    forms = change.what != "band"
    names = [FORMS[each][lang] if forms else f"{each} %" for each in (change.was, change.became) if each]
    text = CHANGES[change.what][lang]
    text += f" {in_lang(lang, 'od', 'from')} {written_day(change.day, lang)}" if change.day else ""
    text += f": {' → '.join(names)}" if names else ""
    before = "–" if change.before is None else zlote(to_grosze(change.before), lang)
    return f"{text} ({before} → {zlote(to_grosze(change.amount), lang)})"


def print_notices(notices: Sequence[NotaNotice], lang: Lang, console: Console) -> None:
    """What a reader of noty must know, each with its child."""
    for each in notices:
        child = f" ({plain(each.child)})" if each.child else ""
        print_text(console, f"{in_lang(lang, 'Uwaga', 'Note')}{child}: {each.message[lang]}")


def print_corrections(found: Corrections, lang: Lang) -> None:
    """A row for each nota that today's register makes wrong, and the gminas that lack one."""
    console = new_console()
    columns = {
        "nota": TerminalColumn("Nota", folds=True),
        "month": TerminalColumn(in_lang(lang, "Miesiąc", "Month")),
        "gmina": TerminalColumn("Gmina"),
        "name": TerminalColumn(in_lang(lang, "Nazwa", "Name"), folds=True),
        "before": TerminalColumn(in_lang(lang, "Było", "Was"), right=True),
        "after": TerminalColumn(in_lang(lang, "Powinno być", "Should be"), right=True),
        "difference": TerminalColumn(in_lang(lang, "Różnica", "Difference"), right=True),
        "number": TerminalColumn(in_lang(lang, "Korekta", "Correction"), folds=True),
    }
    rows = [
        {
            "nota": plain(each.chain.last.number),
            "month": each.chain.nota.month,
            "gmina": each.chain.nota.gmina.code,
            "name": plain(each.gmina.name),
            "before": zlote(each.before_grosze, lang),
            "after": zlote(each.after_grosze, lang),
            "difference": zlote(each.difference_grosze, lang),
            "number": plain(number),
        }
        for number, each in found.wrong
    ]
    total = sum(each.difference_grosze for _, each in found.wrong)
    if rows:
        sums = [{"nota": in_lang(lang, "Razem", "Total"), "difference": zlote(total, lang)}]
        title = in_lang(lang, "Noty, które rejestr zmienia", "Noty that the register makes wrong")
        print_table(console, title, columns, [rows], sums)
    print_text(
        console,
        in_lang(
            lang,
            f"Not zgodnych z rejestrem: {found.right}; do skorygowania: {len(rows)}.",
            f"Noty that agree with the register: {found.right}; to be corrected: {len(rows)}.",
        ),
    )
    for missing in found.uncharged:
        month, amount = written_month(missing.month, lang), zlote(missing.amount_grosze, lang)
        print_text(
            console,
            in_lang(
                lang,
                f"Uwaga: gmina {missing.gmina} nie ma noty za {month}, a jej udział to {amount}.",
                f"Note: the gmina {missing.gmina} has no nota for {month}, and its share is {amount}.",
            ),
        )

"""Registers, noty and corrections as a terminal shows them."""

import json
from collections.abc import Sequence

from rich.console import Console

from piecza.dates import Month
from piecza.errors.problems import Problem
from piecza.language.glossary import CHANGES, FORMS, WITHOUT_NOTA
from piecza.language.messages import in_lang
from piecza.language.old_writing import written_day, written_month, zlote
from piecza.language.text import Lang
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
    for problem in problems:
        place = problem.place
        value = (
            ""
            if problem.value is None
            else problem.value
            if isinstance(problem.value, str)
            else json.dumps(problem.value)
        )
        rows.append(
            {
                "file": plain(place.file) if place else "",
                "sheet": plain(place.sheet or "") if place else "",
                "row": str(place.row or "") if place else "",
                "column": plain(place.column or "") if place else plain(problem.path),
                "value": plain(value),
                "message": f"{plain(problem.message[lang])} [{problem.code}]{_expected(problem, lang)}",
                "suggestion": plain(place.suggestion or "") if place else "",
            }
        )
    if len({row["file"] for row in rows}) == 1:
        del columns["file"]
    if not any(row["suggestion"] for row in rows):
        del columns["suggestion"]
    title = f"{in_lang(lang, 'Do poprawienia', 'To be mended')}: {len(rows)}"
    print_table(console, title, columns, [rows])


def _expected(problem: Problem, lang: Lang) -> str:
    """What the column should hold, on a line of its own, unless there is a suggestion."""
    expected = problem.place.expected if problem.place and not problem.place.suggestion else None
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
        {"sheet": plain(table.sheet), "table": what[table.table][lang], "rows": str(table.rows), "form": table.form}
        for table in register.tables
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
    for notice in notices:
        place = " ".join(filter(None, (notice.place.file, notice.path))) if notice.place else notice.path
        print_text(console, f"{in_lang(lang, 'Uwaga', 'Note')} ({plain(place)}): {plain(notice.message[lang])}")


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
            "gmina": row.gmina,
            "name": plain(row.name or "–"),
            "nota": _nota(row, lang),
            "children": str(row.children),
            "amount": zlote(to_grosze(row.amount), lang),
            "before": "–" if row.before is None else zlote(to_grosze(row.before), lang),
        }
        for row in summary.gminas
    ]
    total = {"gmina": in_lang(lang, "Razem", "Total"), "amount": zlote(to_grosze(summary.amount), lang)}
    total["before"] = "–" if summary.before is None else zlote(to_grosze(summary.before), lang)
    month = written_month(Month.parse(summary.month), lang)
    print_table(console, f"{in_lang(lang, 'Noty', 'Noty')}, {month}", columns, [rows], [total])
    if summary.changes:
        print_heading(console, in_lang(lang, "Zmiany od poprzedniego miesiąca", "Changes since the month before"))
    for change in summary.changes:
        print_text(console, f"• {plain(change.child)}, {change.gmina}: {_changed(change, lang)}")
    _print_notices(summary.notices, lang, console)


def _nota(row: GminaSummary, lang: Lang) -> str:
    """The number of a gmina's nota, or why it has none."""
    if row.number:
        stored = f" ({in_lang(lang, 'wystawiona wcześniej', 'issued before')})" if row.without == "issued" else ""
        return f"{plain(row.number)}{stored}"
    return WITHOUT_NOTA[row.without or "nothing_due"][lang]


def _changed(change: Changed, lang: Lang) -> str:
    forms = change.what != "band"
    names = [FORMS[value][lang] if forms else f"{value} %" for value in (change.was, change.became) if value]
    text = CHANGES[change.what][lang]
    text += f" {in_lang(lang, 'od', 'from')} {written_day(change.day, lang)}" if change.day else ""
    text += f": {' → '.join(names)}" if names else ""
    before = "–" if change.before is None else zlote(to_grosze(change.before), lang)
    return f"{text} ({before} → {zlote(to_grosze(change.amount), lang)})"


def _print_notices(notices: Sequence[NotaNotice], lang: Lang, console: Console) -> None:
    """What a reader of noty must know, each with its child."""
    for notice in notices:
        child = f" ({plain(notice.child)})" if notice.child else ""
        print_text(console, f"{in_lang(lang, 'Uwaga', 'Note')}{child}: {notice.message[lang]}")


def print_corrections(corrections: Corrections, lang: Lang) -> None:
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
            "nota": plain(wrong.chain.last.number),
            "month": wrong.chain.nota.month,
            "gmina": wrong.chain.nota.gmina.code,
            "name": plain(wrong.gmina.name),
            "before": zlote(wrong.before_grosze, lang),
            "after": zlote(wrong.after_grosze, lang),
            "difference": zlote(wrong.difference_grosze, lang),
            "number": plain(number),
        }
        for number, wrong in corrections.wrong
    ]
    total = sum(wrong.difference_grosze for _, wrong in corrections.wrong)
    if rows:
        sums = [{"nota": in_lang(lang, "Razem", "Total"), "difference": zlote(total, lang)}]
        title = in_lang(lang, "Noty, które rejestr zmienia", "Noty that the register makes wrong")
        print_table(console, title, columns, [rows], sums)
    print_text(
        console,
        in_lang(
            lang,
            f"Not zgodnych z rejestrem: {corrections.right}; do skorygowania: {len(rows)}.",
            f"Noty that agree with the register: {corrections.right}; to be corrected: {len(rows)}.",
        ),
    )
    for missing in corrections.uncharged:
        month, amount = written_month(missing.month, lang), zlote(missing.amount_grosze, lang)
        print_text(
            console,
            in_lang(
                lang,
                f"Uwaga: gmina {missing.gmina} nie ma noty za {month}, a jej udział to {amount}.",
                f"Note: the gmina {missing.gmina} has no nota for {month}, and its share is {amount}.",
            ),
        )

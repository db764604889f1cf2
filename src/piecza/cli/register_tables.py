"""Registers, and what is wrong with them, as a terminal shows them."""

import json
from collections.abc import Sequence

from rich.console import Console

from piecza.errors.problems import Problem
from piecza.language.text import Lang, Text
from piecza.registers.register import Register
from piecza.registers.tables import register_tables
from piecza.render.terminal import TerminalColumn, TerminalRow, new_console, plain, print_note, print_table, print_text


def print_problems(problems: Sequence[Problem], lang: Lang, *, on_stdout: bool = False) -> None:
    """A row for each problem of a register: where it stands, what stands there, what is wrong, what was meant."""
    columns = {
        "file": TerminalColumn(Text(pl="Plik", en="File"), folds=True),
        "sheet": TerminalColumn(Text(pl="Arkusz", en="Sheet"), folds=True),
        "row": TerminalColumn(Text(pl="Wiersz", en="Row"), right=True),
        "column": TerminalColumn(Text(pl="Kolumna", en="Column"), folds=True),
        "value": TerminalColumn(Text(pl="Jest", en="There is"), folds=True),
        "message": TerminalColumn(Text(pl="Co jest nie tak", en="What is wrong"), folds=True),
        "suggestion": TerminalColumn(Text(pl="Może", en="Perhaps"), folds=True),
    }
    rows = list(map(_problem_row, problems))
    files = {str(row["file"]) for row in rows}
    where = Text(pl="", en="")
    if len(files) == 1:
        del columns["file"]
        where = Text(pl=" w pliku ", en=" in the file ") + files.pop()
    if not any(row["suggestion"] for row in rows):
        del columns["suggestion"]
    title = Text(pl="Do poprawienia", en="To be mended") + where + f": {len(rows)}"
    print_table(new_console() if on_stdout else Console(stderr=True), title, columns, [rows], (), lang)


def _problem_row(problem: Problem) -> TerminalRow:
    place, value = problem.place, problem.value
    row: TerminalRow = {
        "value": plain(value if isinstance(value, str) else "" if value is None else json.dumps(value)),
        "message": problem.message.map(plain) + f" [{problem.code}]" + _expected(problem),
    }
    if place is None:
        return {"file": "", "column": plain(problem.path), "suggestion": "", **row}
    return {
        "file": plain(place.file),
        "sheet": plain(place.sheet or ""),
        "row": str(place.row or ""),
        "column": plain(place.column or ""),
        "suggestion": plain(place.suggestion or ""),
        **row,
    }


def _expected(problem: Problem) -> Text:
    """What the column should hold, on a line of its own, unless there is a suggestion."""
    expected = problem.place.expected if problem.place and not problem.place.suggestion else None
    return Text(pl="\noczekiwano: ", en="\nexpected: ") + expected + "." if expected else Text(pl="", en="")


def print_register(register: Register, lang: Lang) -> None:
    """What a register holds, or what is wrong with it; then its notices."""
    console = new_console()
    columns = {
        "sheet": TerminalColumn(Text(pl="Arkusz", en="Sheet"), folds=True),
        "table": TerminalColumn(Text(pl="Co zawiera", en="What it holds"), folds=True),
        "rows": TerminalColumn(Text(pl="Wiersze", en="Rows"), right=True),
        "form": TerminalColumn(Text(pl="Odczytano jako", en="Read as"), folds=True),
    }
    what = {table.name: table.what for table in register_tables().tables}
    rows: list[TerminalRow] = [
        {"sheet": plain(table.sheet), "table": what[table.table], "rows": str(table.rows), "form": table.form}
        for table in register.tables
    ]
    print_table(console, Text(pl="Rejestr", en="Register"), columns, [rows], (), lang)
    if register.errors:
        print_problems(register.errors, lang, on_stdout=True)
    if register.case:
        children = register.case.children
        stays = [stay for child in children for stay in child.stays]
        right = Text(
            pl="Rejestr jest poprawny: dzieci {children}, pobytów {stays}, umieszczeń {placements}.",
            en="The register is right: children {children}, stays {stays}, placements {placements}.",
        )
        placements = sum(len(stay.placements) for stay in stays)
        print_text(console, right.fill(children=len(children), stays=len(stays), placements=placements), lang)
    print_register_notices(register.notices, lang, console)


def print_register_notices(notices: Sequence[Problem], lang: Lang, console: Console) -> None:
    """What a reader of a register must know, each with its place."""
    for notice in notices:
        place = " ".join(filter(None, (notice.place.file, notice.path))) if notice.place else notice.path
        print_note(console, place, notice.message, lang)

"""The command line: `piecza charge` and `piecza schema`.

Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.
"""

import codecs
import json
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import TextIOWrapper
from itertools import groupby
from typing import Annotated, Any, NoReturn

try:
    import typer
    from rich.console import Console, JustifyMethod
    from rich.table import Table
    from rich.text import Text
except ImportError as missing:
    sys.exit(f"The command line needs the extra “cli” ({missing.name} is missing): pip install 'piecza[cli]'")

from piecza import (
    Case,
    Charge,
    Charges,
    InputError,
    OpenReading,
    Problem,
    ReadingNeeded,
    __version__,
    charges,
    explain,
    explained,
    read_case,
    schemas,
)
from piecza._texts import Lang
from piecza._words import FORMS, percent, written_day, written_month, zlote
from piecza.charging import month_range
from piecza.files import read_bytes
from piecza.money import to_grosze
from piecza.readings import READINGS

WRONG_INPUT, READING_NEEDED = 2, 3

app = typer.Typer(
    name="piecza",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,  # they hold the case
    help="Udział gminy w kosztach pieczy zastępczej (art. 191 ust. 9–11 u.w.r.), co do grosza. "
    "[dim]The gmina's share of the cost of foster care, exact to the grosz.[/dim]",
)


class Language(StrEnum):
    """The languages of texts for people."""

    pl = "pl"
    en = "en"


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"piecza {__version__}")
        raise typer.Exit


@app.callback(epilog="Przykład (example): [bold]piecza charge examples/powiat.json --month 2025-03[/bold]")
def _piecza(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Podaj wersję. [dim]The version.[/dim]"),
    ] = False,
) -> None:
    pass


@app.command(
    epilog="Przykład (example): [bold]piecza charge CASE.json --month 2025-03 --explain[/bold]. "
    "Kod wyjścia: 0 – policzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def charge(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE.json",
            help="Dokument piecza.case/1; - to wejście standardowe. [dim]A document; - is standard input.[/dim]",
        ),
    ],
    month: Annotated[
        str,
        typer.Option(
            metavar="MONTH",
            help="2025-03 albo od pierwszego do ostatniego miesiąca: 2024-01..2024-12. [dim]A month, or several.[/dim]",
        ),
    ],
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.charges/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    explanations: Annotated[
        bool,
        typer.Option("--explain", help="Wyjaśnij każdą kwotę, z przepisem. [dim]Explain every amount.[/dim]"),
    ] = False,
    lang: Annotated[
        Language, typer.Option(help="Język tabel, wyjaśnień i błędów. [dim]Language of what is printed.[/dim]")
    ] = Language.pl,
) -> None:
    """Policz udział każdej gminy za każde dziecko i miesiąc. [dim]Work out what each gmina owes.[/dim]"""
    first, last = month.split("..", 1) if ".." in month else (month, month)
    try:
        document = _read(case, first, last)
        with Console(stderr=True).status(_say(lang.value, "Liczę…", "Working…")):
            found = charges(document, first, last)
            if as_json:
                _print_json(explained(document, found) if explanations else found.to_dict())
                return
    except (InputError, ReadingNeeded) as error:
        _fail(error, lang.value, as_json=as_json)
    _print_table(found, lang.value)
    if explanations:
        _print_explanations(document, found, lang.value)


@app.command(epilog="Przykład (example): [bold]piecza schema piecza.case/1 > case.schema.json[/bold]")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(metavar="DOCUMENT", help="piecza.case/1, piecza.charges/1, piecza.errors/1"),
    ] = None,
) -> None:
    """Drukuj schemat JSON dokumentu albo wszystkich. [dim]Print the JSON Schema of a document, or of all.[/dim]"""
    made = schemas()
    if name is None:
        _print_json(made)
    elif name in made:
        _print_json(made[name])
    else:
        raise typer.BadParameter(f"{name} – {', '.join(made)}", param_hint="DOCUMENT")


def _read(name: str, first: str, last: str) -> Case:
    """The case of a file, if the months asked for are right too; InputError with what is wrong in either.

    Months are a matter of shape, so a wrong one comes before errors of meaning.
    """
    wrong: list[Problem] = []
    try:
        month_range(first, last)
    except InputError as error:
        wrong += error.errors
    try:
        document = read_case(read_bytes(name))
    except InputError as error:
        raise InputError([*wrong, *(e for e in error.errors if not (wrong and e.stage == "meaning"))]) from None
    if wrong:
        raise InputError(wrong)
    return document


def _fail(error: InputError | ReadingNeeded, lang: Lang, *, as_json: bool) -> NoReturn:
    status = WRONG_INPUT if isinstance(error, InputError) else READING_NEEDED
    if as_json:
        _print_json(error.to_dict())
        raise typer.Exit(status)
    console = Console(stderr=True, soft_wrap=True)
    for each in error.to_dict()["errors"]:
        where = Text(_plain(each["path"]), style="bold")
        if each["value"] is not None:
            where.append(f"{' = ' if each['path'] else ''}{_plain(json.dumps(each['value'], ensure_ascii=False))}")
        console.print(Text.assemble(where or "–", f": {each['message'][lang]} [{each['code']}]"))
    if isinstance(error, ReadingNeeded):
        for reading in error.errors:
            console.print(Text("\n".join(_how_to_choose(reading, lang))))
    raise typer.Exit(status)


def _how_to_choose(reading: OpenReading, lang: Lang) -> Iterator[str]:
    """What a person needs to choose a reading: its options with their totals, whom it concerns, and what to write."""
    yield f"{reading.reading}:"
    texts = READINGS[reading.reading].texts
    for option in reading.options:
        total = zlote(to_grosze(Decimal(option["total"] or 0)), lang)
        yield f"  {option['option']} – {texts[option['option']][lang]}: {_say(lang, 'razem', 'total')} {total}"
    yield f"  {_say(lang, 'dzieci', 'children')}: {', '.join(_plain(child) for child in reading.children)}"
    example = f'"readings": {{"{reading.reading}": "{reading.options[0]["option"]}"}}'
    yield f"  {_say(lang, 'wpisz w dokumencie, np.', 'write in the document, for example')} {example}"


def _print_json(document: Any) -> None:
    # Half a character, which JSON can hold and UTF-8 cannot, is written as the escape that it was read from.
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


# For a person


def _say(lang: Lang, pl: str, en: str) -> str:
    return pl if lang == "pl" else en


def _plain(text: str) -> str:
    """A text of the caller's, with what a terminal would act on made visible."""
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def _console() -> Console:
    """A terminal has its width; a pipe or a file gets what a table needs."""
    return Console() if sys.stdout.isatty() else Console(width=120)


def _print_table(found: Charges, lang: Lang) -> None:
    """A row for each charge, a row for each gmina, and the sum of all.

    No amount is ever cut: where the terminal is too narrow the forms of care are left out, and then lines wrap.
    """
    console = _console()
    several = found.first != found.last
    months = [found.first, found.last] if several else [found.first]
    columns = {
        "child": _say(lang, "Dziecko", "Child"),
        "gmina": "Gmina",
        "month": _say(lang, "Miesiąc", "Month"),
        "form": _say(lang, "Forma pieczy", "Form of care"),
        "percent": _say(lang, "Procent", "Percent"),
        "base": _say(lang, "Podstawa", "Base"),
        "share": _say(lang, "Udział gminy", "Share"),
    }
    if not several:
        del columns["month"]
    if console.width < 100:
        del columns["form"]
    rows = [
        {
            "child": _plain(each.child),
            "gmina": each.gmina,
            "month": str(each.month),
            "form": _forms(each, lang),
            "percent": _percents(each, lang),
            "base": zlote(each.base_grosze, lang),
            "share": zlote(each.amount_grosze, lang),
        }
        for each in found
    ]
    total, totals = _say(lang, "Razem", "Total"), found.totals
    sums = [{"child": total, "gmina": gmina, "share": zlote(to_grosze(each), lang)} for gmina, each in totals.items()]
    if len(totals) != 1:
        sums.append({"child": total, "share": zlote(to_grosze(found.total), lang)})
    when = " – ".join(written_month(month, lang) for month in months)
    table = Table(title=f"{_say(lang, 'Udział gmin', 'Shares of gminas')}, {when}", title_justify="left")
    for name, heading in columns.items():
        widest = max(len(row.get(name, "")) for row in [*rows, *sums])
        justify: JustifyMethod = "right" if name in ("base", "share") else "left"
        whole = max(widest, len(heading)) if name not in ("child", "form", "percent") else None
        table.add_column(heading, justify=justify, min_width=whole, overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[name]) for name in columns))
    table.add_section()
    for row in sums:
        table.add_row(*(Text(row.get(name, "")) for name in columns), style="bold")
    unbounded = console.options.update(max_width=10_000)
    console.width = max(console.width, console.measure(table, options=unbounded).minimum)
    console.print(table)
    for text in _beneath(found, lang):
        console.print(Text(text), soft_wrap=True)


def _forms(found: Charge, lang: Lang) -> str:
    """The forms of care of a month, in order."""
    return ", ".join(FORMS[form][lang] for form, _ in groupby(line.form for line in found.lines))


def _percents(found: Charge, lang: Lang) -> str:
    """The percentages of a month in order, a zero with its provision."""
    segments = sorted((s.start, s.percent, s.basis if s.exempt else "") for line in found.lines for s in line.segments)
    parts = [
        f"{percent(value, lang)} ({basis})" if basis else percent(value, lang)
        for (value, basis), _ in groupby(segments, key=lambda each: each[1:])
    ]
    return " → ".join(parts)


def _beneath(found: Charges, lang: Lang) -> Iterator[str]:
    """What stands under the table: notices, the law and the readings."""
    if not found.charges:
        yield _say(lang, "W tych miesiącach nikt nie jest w pieczy.", "Nobody is in care in these months.")
    for notice in found.notices:
        yield f"{_say(lang, 'Uwaga', 'Note')} ({notice['path']}): {notice['message'][lang]}"
    until = written_day(date.fromisoformat(found.law["verified_until"]), lang)
    law = f"{found.law['id']}, sha256 {found.law['sha256'][:12]}…"
    yield _say(lang, f"Stan prawny: {law}, sprawdzony do {until}.", f"Law: {law}, verified until {until}.")
    chosen = [f"{name} = {option}" for name in READINGS if (option := getattr(found.readings, name))]
    yield f"{_say(lang, 'Wykładnie', 'Readings')}: {', '.join(chosen)}."


def _print_explanations(case: Case, found: Charges, lang: Lang) -> None:
    console = _console()
    for each in found:
        console.print()
        heading = f"{_plain(each.child)}, {each.gmina}, {written_month(each.month, lang)}"
        console.print(Text(heading, style="bold"), soft_wrap=True)
        for sentence in explain(case, each).sentences(lang):
            console.print(Text(f"• {sentence}"), soft_wrap=True)


def main() -> None:
    """Run the command line."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plainer")
    try:
        app()
    except OSError as error:  # a full disk, a closed pipe
        sys.exit(f"piecza: {error.strerror}")


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What to print where the encoding of a terminal lacks a character: a sign keeps its meaning."""
    assert isinstance(error, UnicodeEncodeError)
    signs = {"−": "-", "–": "-", "→": "->", "…": "...", "\u00a0": " ", "•": "*", "×": "x", "÷": ":"}
    return "".join(signs.get(each, "?") for each in error.object[error.start : error.end]), error.end

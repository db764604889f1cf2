"""The command line: `piecza charge`, `piecza cost`, `piecza rates` and `piecza schema`.

Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.
"""

import codecs
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from io import TextIOWrapper
from typing import Annotated, Any, NoReturn

try:
    import typer
    from rich.console import Console
    from rich.text import Text

    from piecza._tables import plain, print_charges, print_costs, print_explanations, print_rates
except ImportError as missing:
    sys.exit(f"The command line needs the extra “cli” ({missing.name} is missing): pip install 'piecza[cli]'")

from piecza import (
    Case,
    InputError,
    OpenReading,
    Problem,
    ReadingNeeded,
    UnknownRate,
    __version__,
    charges,
    cost_sheet,
    explained,
    rate,
    rates,
    read_case,
    schemas,
)
from piecza._messages import Lang
from piecza._sentences import in_lang
from piecza._words import zlote
from piecza.charging import month_range
from piecza.dates import day_from_text
from piecza.errors import problem
from piecza.explain import explanations
from piecza.files.disk import read_bytes
from piecza.law.rates import Rate, known_benefit, rates_document, statutory_rates
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


CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE.json",
        help="Dokument piecza.case/1; - to wejście standardowe. [dim]A document; - is standard input.[/dim]",
    ),
]
MonthOption = Annotated[
    str,
    typer.Option(
        metavar="MONTH",
        help="2025-03 albo od pierwszego do ostatniego miesiąca: 2024-01..2024-12. [dim]A month, or several.[/dim]",
    ),
]
LangOption = Annotated[
    Language, typer.Option(help="Język tabel, wyjaśnień i błędów. [dim]Language of what is printed.[/dim]")
]


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
    case: CaseArgument,
    month: MonthOption,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.charges/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Wyjaśnij każdą kwotę, z przepisem. [dim]Explain every amount.[/dim]"),
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Policz udział każdej gminy za każde dziecko i miesiąc. [dim]Work out what each gmina owes.[/dim]"""
    first, last = month.split("..", 1) if ".." in month else (month, month)
    try:
        document = _read(case, first, last)
        with Console(stderr=True).status(in_lang(lang.value, "Liczę…", "Working…")):
            found = charges(document, first, last)
            if as_json:
                _print_json(explained(document, found) if explain else found.to_dict())
                return
    except (InputError, ReadingNeeded) as error:
        _fail(error, lang.value, as_json=as_json)
    print_charges(found, lang.value)
    if explain:
        print_explanations(explanations(document, found.charges), lang.value)


@app.command(
    epilog="Przykład (example): [bold]piecza cost examples/family.json --month 2025-03[/bold]. "
    "Kod wyjścia: 0 – policzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def cost(
    case: CaseArgument,
    month: MonthOption,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.costs/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Wylicz i wyjaśnij koszty: świadczenia, średnie placówek, koszty rodzin. [dim]Work costs out, explained.[/dim]"""
    first, last = month.split("..", 1) if ".." in month else (month, month)
    try:
        document = _read(case, first, last)
        with Console(stderr=True).status(in_lang(lang.value, "Liczę…", "Working…")):
            sheet = cost_sheet(document, first, last)
    except (InputError, ReadingNeeded) as error:
        _fail(error, lang.value, as_json=as_json)
    if as_json:
        _print_json(sheet.to_dict())
    else:
        print_costs(sheet, lang.value)


@app.command(
    name="rates",
    epilog="Przykład (example): [bold]piecza rates allowance_related --day 2025-03-01[/bold]. "
    "Kod wyjścia: 0 – jest kwota; 2 – nie ma takiego świadczenia albo kwoty nie znamy. "
    "[dim]Exit status: 0 there is an amount; 2 no such benefit, or the amount is not known.[/dim]",
)
def print_statutory_rates(
    benefit: Annotated[
        str | None,
        typer.Argument(
            metavar="BENEFIT", help=f"{', '.join(statutory_rates().history)}. [dim]All of them without it.[/dim]"
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Kwoty z tego dnia, np. 2025-03-01. [dim]The amounts of that day.[/dim]"),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.rates/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Kwoty minimalne z ustawy (art. 80, 81, 85): historia albo jeden dzień. [dim]The statutory minimums.[/dim]"""
    try:
        found = _rates(benefit, day)
    except InputError as error:
        _fail(error, lang.value, as_json=as_json)
    if as_json:
        _print_json(rates_document(found).model_dump(mode="json"))
    else:
        print_rates(found, statutory_rates(), lang.value)


def _rates(benefit: str | None, day: str | None) -> list[Rate | UnknownRate]:
    """The history of a benefit, or of all; or what is known of it on a day."""
    wrong: list[Problem] = []
    names, at = list(statutory_rates().history), None
    try:
        names = [known_benefit(benefit)] if benefit else names
    except InputError as error:
        wrong += error.errors
    try:
        at = day_from_text(day) if day else None
        if day and at is None:
            wrong.append(problem("day_does_not_exist", "--day", day))
    except ValueError:
        wrong.append(problem("day_format", "--day", day))
    if wrong:
        raise InputError(wrong)
    if at is None:
        return [each for each in rates() if each.benefit in names]
    return [rate(benefit, at)] if benefit else [statutory_rates().at(name, at) for name in names]


@app.command(epilog="Przykład (example): [bold]piecza schema piecza.case/1 > case.schema.json[/bold]")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="DOCUMENT", help="piecza.case/1, piecza.charges/1, piecza.costs/1, piecza.rates/1, piecza.errors/1"
        ),
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
        where = Text(plain(each["path"]), style="bold")
        if each["value"] is not None:
            where.append(f"{' = ' if each['path'] else ''}{plain(json.dumps(each['value'], ensure_ascii=False))}")
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
        total = option["total"]
        sum_of = f": {in_lang(lang, 'razem', 'total')} {zlote(to_grosze(Decimal(total)), lang)}" if total else ""
        if not total and any(each["total"] for each in reading.options):
            sum_of = in_lang(
                lang,
                ": tu nie do przyjęcia, koszt nie przypadłby na nikogo",
                ": not possible here, a cost would fall to nobody",
            )
        yield f"  {option['option']} – {texts[option['option']][lang]}{sum_of}"
    yield f"  {in_lang(lang, 'dzieci', 'children')}: {', '.join(plain(child) for child in reading.children)}"
    example = f'"readings": {{"{reading.reading}": "{reading.options[0]["option"]}"}}'
    yield f"  {in_lang(lang, 'wpisz w dokumencie, np.', 'write in the document, for example')} {example}"


def _print_json(document: Any) -> None:
    # Half a character, which JSON can hold and UTF-8 cannot, is written as the escape that it was read from.
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


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

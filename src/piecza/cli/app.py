"""What every command has in common: the application, its options, and how errors are printed."""

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
    from rich.text import Text as RichText

    from piecza.cli.nota_tables import print_problems
    from piecza.render.terminal import plain
except ImportError as missing:
    sys.exit(f"The command line needs the extra “cli” ({missing.name} is missing): pip install 'piecza[cli]'")

from piecza._version import __version__
from piecza.errors.problems import InputError, OpenReading, ReadingNeeded
from piecza.language.messages import in_lang
from piecza.language.old_writing import zlote
from piecza.language.text import Lang
from piecza.money import to_grosze
from piecza.readings import READINGS

WRONG_INPUT, READING_NEEDED = 2, 3
"""Exit statuses."""

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


def fail(error: InputError | ReadingNeeded, lang: Lang, *, as_json: bool, choose_in: str = "") -> NoReturn:
    """Print all errors, as a document or in words, and exit; ``choose_in`` is where readings are chosen."""
    status = WRONG_INPUT if isinstance(error, InputError) else READING_NEEDED
    if as_json:
        print_json(error.to_dict())
        raise typer.Exit(status)
    if isinstance(error, InputError) and any(problem.place and problem.place.sheet for problem in error.errors):
        print_problems(error.errors, lang)
        raise typer.Exit(status)
    console = Console(stderr=True, soft_wrap=True)
    for problem in error.to_dict()["errors"]:
        place = ": ".join(filter(None, (problem.get("file"), problem["path"])))
        where = RichText(plain(place), style="bold")
        if problem["value"] is not None:
            where.append(f"{' = ' if place else ''}{plain(json.dumps(problem['value'], ensure_ascii=False))}")
        console.print(RichText.assemble(where or "–", f": {problem['message'][lang]} [{problem['code']}]"))
    if isinstance(error, ReadingNeeded):
        for reading in error.errors:
            console.print(RichText("\n".join(_how_to_choose(reading, lang, choose_in))))
    raise typer.Exit(status)


def _how_to_choose(reading: OpenReading, lang: Lang, choose_in: str) -> Iterator[str]:
    """What a person needs to choose a reading: its options with their totals, whom it concerns, and what to write."""
    yield f"{reading.reading}:"
    texts = READINGS[reading.reading].texts
    for option in reading.options:
        total = option["total"]
        sum_of = f": {in_lang(lang, 'razem', 'total')} {zlote(to_grosze(Decimal(total)), lang)}" if total else ""
        if not total and any(other["total"] for other in reading.options):
            sum_of = in_lang(
                lang,
                ": tu nie do przyjęcia, koszt nie przypadłby na nikogo",
                ": not possible here, a cost would fall to nobody",
            )
        yield f"  {option['option']} – {texts[option['option']][lang]}{sum_of}"
    yield f"  {in_lang(lang, 'dzieci', 'children')}: {', '.join(plain(child) for child in reading.children)}"
    first = reading.options[0]["option"]
    if choose_in == "--reading":
        where = in_lang(lang, "wybierz opcją, np.", "choose it with")
        yield f"  {where} --reading {reading.reading}={first}"
        return
    if choose_in:
        where = in_lang(lang, "wpisz w pliku", "write in the file")
        yield f'  {where} {choose_in}: [readings] {reading.reading} = "{first}"'
        return
    example = f'"readings": {{"{reading.reading}": "{first}"}}'
    yield f"  {in_lang(lang, 'wpisz w dokumencie, np.', 'write in the document, for example')} {example}"


def print_json(document: Any) -> None:
    """A document on standard output, and nothing else."""
    # Half a surrogate pair, which JSON can hold and UTF-8 cannot, is written as the escape that it was read from.
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
    return "".join(signs.get(character, "?") for character in error.object[error.start : error.end]), error.end

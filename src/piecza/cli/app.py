"""What every command has in common: the application, how it ends, and how errors are printed."""

import codecs
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import TextIOWrapper
from typing import Annotated, Any

try:
    import typer
    from rich.console import Console
    from rich.text import Text as RichText

    from piecza.cli.register_tables import print_problems
    from piecza.render.terminal import plain, print_text
except ImportError as missing:
    sys.exit(f"The command line needs the extra “cli” ({missing.name} is missing): pip install 'piecza[cli]'")

from piecza._version import __version__
from piecza.errors.problems import ErrorEntry, InputError, OpenReading, Option, ReadingNeeded, advice_of
from piecza.language.text import Lang, Text
from piecza.language.writing import zlote
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


def print_json(document: Any) -> None:
    """A document on standard output, and nothing else."""
    # Half a surrogate pair, which JSON can hold and UTF-8 cannot, is written as the escape that it was read from.
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


# Errors


@contextmanager
def failing(lang: Lang, *, as_json: bool = False, choose_in: str = "") -> Iterator[None]:
    """Around what may be refused: all errors are printed, as a document or in words, and the command exits.

    ``choose_in`` is where readings are chosen.
    """
    try:
        yield
    except (InputError, ReadingNeeded) as error:
        _print_refusal(error, lang, as_json=as_json, choose_in=choose_in)
        raise typer.Exit(WRONG_INPUT if isinstance(error, InputError) else READING_NEEDED) from None


def _print_refusal(error: InputError | ReadingNeeded, lang: Lang, *, as_json: bool, choose_in: str) -> None:
    if as_json:
        print_json(error.to_dict())
    elif isinstance(error, InputError) and any(problem.place and problem.place.sheet for problem in error.errors):
        print_problems(error.errors, lang)
    else:
        _print_errors(error.to_dict()["errors"], lang)
        if isinstance(error, ReadingNeeded):
            _print_choices(error.errors, lang, choose_in)
    if isinstance(error, InputError) and not as_json:
        for advice in advice_of(error.errors):
            print_text(Console(stderr=True, soft_wrap=True), advice, lang)


def _print_errors(errors: Iterable[ErrorEntry], lang: Lang) -> None:
    """A line for each error: where it is, what stands there, and what is wrong."""
    console = Console(stderr=True, soft_wrap=True)
    for entry in errors:
        place = ": ".join(filter(None, (entry.get("file"), entry["path"])))
        where = RichText(plain(place), style="bold")
        if entry["value"] is not None:
            where.append(f"{' = ' if place else ''}{plain(json.dumps(entry['value'], ensure_ascii=False))}")
        console.print(RichText.assemble(where or "–", f": {entry['message'][lang]} [{entry['code']}]"))


def _print_choices(readings: Iterable[OpenReading], lang: Lang, choose_in: str) -> None:
    """What a person needs to choose readings: their options with totals, whom they concern, and what to write."""
    console = Console(stderr=True)
    for reading in readings:
        print_text(console, f"{reading.reading}:", lang)
        has_totals = any(option["total"] for option in reading.options)
        for option in reading.options:
            text = READINGS[reading.reading].texts[option["option"]]
            print_text(console, f"  {option['option']} – " + text + _total_said(option, has_totals=has_totals), lang)
        children = ", ".join(plain(child) for child in reading.children)
        print_text(console, Text(pl="  dzieci: ", en="  children: ") + children, lang)
        print_text(console, _how_to_choose(reading.reading, reading.options[0]["option"], choose_in), lang)


def _total_said(option: Option, *, has_totals: bool) -> Text:
    if option["total"]:
        return Text(pl=": razem ", en=": total ") + zlote(to_grosze(Decimal(option["total"])))
    if has_totals:
        return Text(
            pl=": tu nie do przyjęcia, koszt nie przypadłby na nikogo",
            en=": not possible here, a cost would fall to nobody",
        )
    return Text(pl="", en="")


def _how_to_choose(reading: str, option: str, choose_in: str) -> Text:
    if choose_in == "--reading":
        return Text(pl="  wybierz opcją, np.", en="  choose it with") + f" --reading {reading}={option}"
    if choose_in:
        return Text(pl="  wpisz w pliku", en="  write in the file") + f' {choose_in}: [readings] {reading} = "{option}"'
    example = f' "readings": {{"{reading}": "{option}"}}'
    return Text(pl="  wpisz w dokumencie, np.", en="  write in the document, for example") + example


# The end


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

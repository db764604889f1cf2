"""What every command has in common: the application, how it ends, and how errors are printed.

It imports little, and the commands what they need: who pipes a document waits for no table. What draws something is
imported in functions, here and in the commands.
"""

import codecs
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated, Any

try:
    import typer
    from typer.core import TyperGroup
    from typer.main import get_group

    import_module("rich")  # its parts take long, and are imported where something is drawn
except ImportError as missing:
    sys.exit(f"The command line needs the extra “cli” ({missing.name} is missing): pip install 'piecza[cli]'")

from piecza._version import __version__
from piecza.collector import collected_rarely
from piecza.errors.problems import InputError, ReadingNeeded
from piecza.language.text import Lang

WRONG_INPUT, READING_NEEDED = 2, 3
"""Exit statuses."""

ROOMS = {
    "notes": "nota_commands",
    "correct": "nota_commands",
    "check": "register_commands",
    "template": "register_commands",
    "audit": "audit_commands",
    "charge": "charge_commands",
    "cost": "charge_commands",
    "rates": "charge_commands",
    "schema": "charge_commands",
    "law": "law_commands",
}
"""Where each command stands, in the order of the help."""


class Commands(TyperGroup):
    """The commands, each imported with its room when it is asked for; all of them for a help, or for a wrong name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of all, in the order of the help."""
        return list(ROOMS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command; None where there is none of that name."""
        if cmd_name not in self.commands:
            rooms = [ROOMS[cmd_name]] if cmd_name in ROOMS else dict.fromkeys(ROOMS.values())
            for room in rooms:
                import_module(f"piecza.cli.{room}")
            self.commands.update(get_group(app).commands)
        return super().get_command(ctx, cmd_name)


app = typer.Typer(
    name="piecza",
    cls=Commands,
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
    print_json_text(json.dumps(document, ensure_ascii=False, indent=2))


def print_json_text(text: str) -> None:
    """A document that is written already, on standard output, and nothing else."""
    # Half a surrogate pair, which JSON can hold and UTF-8 cannot, is written as the escape that it was read from.
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def at_work(lang: Lang) -> AbstractContextManager[object]:
    """A sign on a terminal that something is worked out, while it is."""
    if not sys.stderr.isatty():
        return nullcontext()
    from piecza.render.terminal import working

    return working(lang)


# Errors


@contextmanager
def failing(lang: Lang, *, as_json: bool = False, choose_in: str = "") -> Iterator[None]:
    """Around what may be refused: all errors are printed, as a document or in words, and the command exits.

    ``choose_in`` is where readings are chosen.
    """
    try:
        yield
    except (InputError, ReadingNeeded) as error:
        if as_json:
            print_json(error.to_dict())
        else:
            from piecza.cli.refusals import print_refusal  # what is right needs no words for what is wrong

            print_refusal(error, lang, choose_in)
        raise typer.Exit(WRONG_INPUT if isinstance(error, InputError) else READING_NEEDED) from None


# The end


def main() -> None:
    """Run the command line."""
    codecs.register_error("plainer", _plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plainer")
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) == signal.SIG_DFL:  # one that is to be ignored stays so
            signal.signal(number, _stop)
    try:
        with collected_rarely():
            app()
    except OSError as error:  # a full disk, a closed pipe
        sys.exit(f"piecza: {error.strerror}")


def _stop(number: int, _: Any) -> None:
    """End as after an interrupt from the keyboard: what is half written goes."""
    sys.exit(128 + number)


def _plainer(error: UnicodeError) -> tuple[str, int]:
    """What to print where the encoding of a terminal lacks a character: a sign keeps its meaning."""
    assert isinstance(error, UnicodeEncodeError)
    signs = {"−": "-", "–": "-", "→": "->", "…": "...", "\u00a0": " ", "•": "*", "×": "x", "÷": ":"}
    return "".join(signs.get(character, "?") for character in error.object[error.start : error.end]), error.end

"""The commands that show the law: what holds, how sure it is and what to look up; and check entries of one's own."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from piecza.cli.app import app, failing, print_json
from piecza.cli.options import LangOption, Language, LawOption, options_named
from piecza.cli.readers import day_of, law_files, law_of
from piecza.language.text import Text
from piecza.law.law_document import LawDocument, law_document, own_document
from piecza.law.own_law import own_law

law_app = typer.Typer(rich_markup_mode="rich", pretty_exceptions_show_locals=False)
app.add_typer(law_app, name="law")

DayOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Dzień, np. 2026-05-01; domyślnie dziś. [dim]The day; today by default.[/dim]"),
]
HistoryDayOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Tylko ten dzień; bez niego cała historia. [dim]That day only.[/dim]"),
]
LawJsonOption = Annotated[
    bool, typer.Option("--json", help="Drukuj dokument piecza.law/1 albo piecza.errors/1. [dim]As JSON.[/dim]")
]


@law_app.callback(
    invoke_without_command=True,
    epilog="Przykład (example): [bold]piecza law --day 2026-05-01[/bold]; "
    "[bold]piecza law show allowance_related[/bold]; [bold]piecza law check prawo[/bold]. "
    "Kod wyjścia: 0 – pokazano; 2 – błędne dane. [dim]Exit status: 0 done; 2 the input is wrong.[/dim]",
)
def law_of_day(
    context: typer.Context,
    day: DayOption = None,
    law: LawOption = None,
    as_json: LawJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Co obowiązuje danego dnia, jak pewnie i co sprawdzić. [dim]What holds on a day, and what to look up.[/dim]"""
    if context.invoked_subcommand is None:
        with failing(lang.value, as_json=as_json):
            document = law_document(day_of(day, "--day"), law=law_of(law))
        _show(document, lang, as_json=as_json)


@law_app.command(
    epilog="Przykład (example): [bold]piecza law show allowance_related --day 2026-05-01[/bold]. "
    "Kod wyjścia: 0 – pokazano; 2 – nie ma takiej nazwy. [dim]Exit status: 0 done; 2 there is no such name.[/dim]"
)
def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="Tabela (amounts, interest, texts, classifications, bands, exemptions) albo to, o czym mówi, np. "
            "allowance_related. [dim]A table, or what it speaks of.[/dim]",
        ),
    ],
    day: HistoryDayOption = None,
    law: LawOption = None,
    as_json: LawJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Pokaż jedną tabelę prawa albo jedną wartość: historię lub dzień. [dim]Show one table or value.[/dim]"""
    with failing(lang.value, as_json=as_json), options_named():
        at: date | None = day_of(day, "--day") if day else None
        document = law_document(at, name, law=law_of(law))
    _show(document, lang, as_json=as_json)


@law_app.command(
    name="check",
    epilog="Przykład (example): [bold]piecza law check prawo[/bold] – prawo to folder z plikami TOML. "
    "Kod wyjścia: 0 – wpisy są poprawne; 2 – nie są. [dim]Exit status: 0 they are right; 2 they are not.[/dim]",
)
def check_own(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Folder z własnymi wpisami (TOML). [dim]Your own entries.[/dim]")
    ],
    as_json: LawJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź własne wpisy prawa i pokaż, co zmieniają. [dim]Check your own entries, show what they change.[/dim]"""
    with failing(lang.value, as_json=as_json):
        document = own_document(own_law(law_files(folder)))
    _show(document, lang, as_json=as_json)
    if not as_json and not document.tables:
        from piecza.render.terminal import new_console, print_text

        nothing = Text(pl="Wpisy niczego nie zmieniają.", en="The entries change nothing.")
        print_text(new_console(), nothing, lang.value)


def _show(document: LawDocument, lang: Language, *, as_json: bool) -> None:
    if as_json:
        print_json(document.to_dict())
    else:
        from piecza.cli.law_tables import print_law

        print_law(document, lang.value)

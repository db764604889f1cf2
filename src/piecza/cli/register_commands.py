"""The commands that work on a register alone: check and template."""

import os
from typing import Annotated

import typer

from piecza.cli.app import WRONG_INPUT, app, failing, print_json
from piecza.cli.options import (
    AgreementOption,
    FaultyOption,
    LangOption,
    Language,
    LawOption,
    OverwriteOption,
    RegisterArgument,
)
from piecza.cli.register_readers import agreed_law, agreement_of
from piecza.errors.problems import InputError, problem
from piecza.files.disk import write_file
from piecza.language.text import Text
from piecza.registers.register import check_register
from piecza.registers.sheets import charged_template, faulty_rows
from piecza.registers.sheets import template as empty_register


@app.command(
    epilog="Przykład (example): [bold]piecza check examples/rejestr.xlsx --faulty do-poprawy.xlsx[/bold]. "
    "Kod wyjścia: 0 – rejestr jest poprawny; 2 – nie jest. [dim]Exit status: 0 it is right; 2 it is not.[/dim]"
)
def check(
    register: RegisterArgument,
    agreement: AgreementOption = None,
    faulty: FaultyOption = None,
    law: LawOption = None,
    overwrite: OverwriteOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Drukuj dokument piecza.register/1. [dim]As JSON.[/dim]")
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź rejestr i pokaż wszystko, co w nim jest nie tak. [dim]Check a register, report all at once.[/dim]"""
    with failing(lang.value, as_json=as_json):
        agreed = agreement_of(agreement) if agreement else None
        result = check_register(register, agreed.readings if agreed else None)
        if not result.errors:
            agreed_law(law, agreement, agreed, result)
        if faulty and os.path.realpath(faulty) == os.path.realpath(register):
            raise InputError([problem("same_file", "--faulty", str(faulty))])
        if faulty and result.errors:
            write_file(str(faulty), faulty_rows(result, lang.value), overwrite=overwrite)
    if as_json:
        print_json(result.to_dict())
    else:
        from piecza.cli.register_tables import print_register

        print_register(result, lang.value)
    if result.errors:
        raise typer.Exit(WRONG_INPUT)


@app.command(
    epilog="Przykład (example): [bold]piecza template rejestr.xlsx[/bold]. "
    "Kod wyjścia: 0 – zapisano; 2 – nie można zapisać. [dim]Exit status: 0 done; 2 it cannot be written.[/dim]"
)
def template(
    file: Annotated[str, typer.Argument(metavar="FILE.xlsx", help="Nowy skoroszyt. [dim]The new workbook.[/dim]")],
    charged: Annotated[
        bool, typer.Option("--charged", help="Tabela naliczeń dla piecza audit. [dim]A table of past charges.[/dim]")
    ] = False,
    overwrite: OverwriteOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Zapisz pusty rejestr z objaśnieniami, listami i przykładami. [dim]Write an empty register, explained.[/dim]"""
    with failing(lang.value):
        write_file(file, charged_template() if charged else empty_register(), overwrite=overwrite)
    from piecza.render.terminal import new_console, print_text

    print_text(new_console(), Text(pl="Zapisano: ", en="Written: ") + file, lang.value)

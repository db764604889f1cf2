"""The commands that go from a register to noty: notes and correct."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from piecza.cli.app import app, at_work, failing, print_json
from piecza.cli.nota_tables import print_corrections, print_month
from piecza.cli.options import (
    AGREEMENT,
    AgreementOption,
    IssuedOption,
    LangOption,
    Language,
    LawOption,
    OverwriteOption,
    RegisterArgument,
    options_named,
)
from piecza.cli.readers import day_of
from piecza.cli.register_readers import agreed_law, agreement_of, noty_of, register_of
from piecza.cli.register_tables import print_register_notices
from piecza.files.disk import writing
from piecza.language.text import Lang, Text
from piecza.notes.correcting import corrections
from piecza.notes.nota_files import IssuedMonth, NotaFormat, files_of, issue_month
from piecza.notes.stored import read_notas
from piecza.render.terminal import bar_of, new_console, print_text

NotaFormatOption = Annotated[
    list[NotaFormat],
    typer.Option(
        "--format", help="W jakiej postaci; JSON, który trzeba zachować, powstaje zawsze. [dim]JSON always.[/dim]"
    ),
]
OneMonthOption = Annotated[str, typer.Option(metavar="MONTH", help="Miesiąc, np. 2025-03. [dim]The month.[/dim]")]
NotyFolderOption = Annotated[Path, typer.Option(metavar="DIR", help="Folder na noty. [dim]Folder for the noty.[/dim]")]
FirstNumberOption = Annotated[
    int, typer.Option(min=1, metavar="N", help="Numer, od którego zaczynają się noty. [dim]The first number.[/dim]")
]
MonthJsonOption = Annotated[
    bool, typer.Option("--json", help="Drukuj zestawienie piecza.month/1. [dim]Print the summary.[/dim]")
]
StoredArgument = Annotated[
    Path, typer.Argument(metavar="STORED", help="Folder z zapisanymi notami (JSON). [dim]Stored noty.[/dim]")
]
CorrectionsFolderOption = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Folder na korekty; bez niego tylko sprawdź. [dim]Where to write them.[/dim]"),
]
FreeNumberOption = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Pierwszy numer; domyślnie pierwszy wolny. [dim]The first number.[/dim]"),
]
ReasonOption = Annotated[
    str | None, typer.Option(help="Przyczyna, która stanie na korektach. [dim]The reason, in words.[/dim]")
]
CorrectionsJsonOption = Annotated[
    bool, typer.Option("--json", help="Drukuj dokument piecza.corrections/1. [dim]As JSON.[/dim]")
]
ALL = list(NotaFormat)


@app.command(
    epilog="Przykład (example): [bold]piecza notes examples/rejestr.xlsx --month 2025-03 "
    "--agreement examples/porozumienie.toml --out noty[/bold]. "
    "Kod wyjścia: 0 – noty zapisano; 2 – błędne dane; 3 – trzeba wybrać wykładnię; przy 2 i 3 niczego nie zapisano. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen; then nothing is written.[/dim]"
)
def notes(
    register: RegisterArgument,
    month: OneMonthOption,
    agreement: Annotated[Path, AGREEMENT],
    out: NotyFolderOption,
    issued: IssuedOption = None,
    first_number: FirstNumberOption = 1,
    formats: NotaFormatOption = ALL,
    law: LawOption = None,
    overwrite: OverwriteOption = False,
    as_json: MonthJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Wystaw noty za miesiąc: po jednej dla każdej gminy. [dim]One nota for each gmina.[/dim]"""
    with failing(lang.value, as_json=as_json, choose_in=str(agreement)):
        agreed = agreement_of(agreement)
        case, kept = register_of(register, agreed)
        under = agreed_law(law, agreement, agreed, kept)
        stored = read_notas(str(out)) if out.is_dir() else []
        with at_work(lang.value), options_named(), kept.placing():
            made = issue_month(
                case,
                month,
                agreed,
                issued=day_of(issued, "--issued"),
                first_number=first_number,
                stored=stored,
                replace=overwrite,
                formats=formats,
                law=under,
            )
        _write_month(out, made, overwrite=overwrite)
    if as_json:
        print_register_notices(kept.notices, lang.value, Console(stderr=True))
        print_json(made.summary.model_dump(mode="json"))
    else:
        print_month(made.summary, lang.value)
        print_register_notices(kept.notices, lang.value, new_console())
        _say_where(out, len(made.noty), lang.value)


@app.command(
    epilog="Przykład (example): [bold]piecza correct noty examples/rejestr.xlsx[/bold] – co się nie zgadza; "
    "[bold]piecza correct noty rejestr.xlsx --out noty --reason 'Błąd w dacie umieszczenia.'[/bold] – wystaw korekty. "
    "Kod wyjścia: 0 – sprawdzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def correct(
    stored: StoredArgument,
    register: RegisterArgument,
    agreement: AgreementOption = None,
    out: CorrectionsFolderOption = None,
    issued: IssuedOption = None,
    first_number: FreeNumberOption = None,
    reason: ReasonOption = None,
    law: LawOption = None,
    formats: NotaFormatOption = ALL,
    overwrite: OverwriteOption = False,
    as_json: CorrectionsJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź, które zapisane noty zmienia dzisiejszy rejestr, i wystaw noty korygujące. [dim]Correct noty.[/dim]"""
    with failing(lang.value, as_json=as_json, choose_in=str(agreement or "A.toml (--agreement)")):
        agreed = agreement_of(agreement) if agreement else None
        noty = noty_of(stored)
        case, kept = register_of(register, agreed, noty)
        under = agreed_law(law, agreement, agreed, kept)
        with at_work(lang.value), options_named(), kept.placing():
            made = corrections(
                noty,
                case,
                issued=day_of(issued, "--issued"),
                first_number=first_number,
                agreement=agreed,
                reason=reason,
                law=under,
            )
        if out and made.wrong:
            with writing(str(out), overwrite=overwrite) as stage:
                for files in bar_of(files_of(made, formats), len(made), "Noty"):
                    stage.write_all(files)
    print_register_notices(kept.notices, lang.value, Console(stderr=True))
    if as_json:
        print_json(made.summary().model_dump(mode="json"))
        return
    print_corrections(made, lang.value)
    if out and made.wrong:
        _say_where(out, len(made), lang.value)


# What is written, and where


def _write_month(out: Path, made: IssuedMonth, *, overwrite: bool) -> None:
    """The noty of a month and its summary, which replaces an earlier one; other formats of them disappear."""
    with writing(str(out), overwrite=overwrite) as stage:
        stage.refuse(made.names)
        for files in bar_of(files_of(made.noty, made.formats), len(made.noty), "Noty"):
            stage.write_all(files)
        stage.write_all(made.summary_files(), replace=True)
        for name in made.superseded:
            stage.drop(name)


def _say_where(out: Path, count: int, lang: Lang) -> None:
    """Where noty were written, or why there are none."""
    written = Text(pl="Zapisano noty: {count}, w folderze ", en="Noty written: {count}, to the folder ")
    nothing = Text(
        pl="Nie ma czego wystawić: noty za ten miesiąc są już w folderze albo nikt nic nie płaci. Czy rejestr je "
        "zmienił, mówi piecza correct.",
        en="There is nothing to issue: the noty of the month are in the folder, or nobody owes anything. Whether the "
        "register makes them wrong, piecza correct says.",
    )
    print_text(new_console(), written.fill(count=count) + str(out) if count else nothing, lang)

"""The commands that go from a register to noty: template, check, notes and correct."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from piecza.case.case import Case
from piecza.cli.app import WRONG_INPUT, LangOption, Language, app, fail, print_json
from piecza.cli.nota_tables import print_corrections, print_month, print_register, print_register_notices
from piecza.errors.problems import InputError, Problem, ReadingNeeded, problem
from piecza.files.disk import read_bytes, write_file, writing
from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.notes.agreement import Agreement, joined, read_agreement
from piecza.notes.correcting import corrections
from piecza.notes.issuing import notas
from piecza.notes.layout import page
from piecza.notes.nota import AnyNota, Nota
from piecza.notes.stored import name_of, read_notas
from piecza.notes.summary import month_summary, summary_page
from piecza.registers.days_and_months import read_day
from piecza.registers.register import check_register
from piecza.registers.sheets import charged_template, faulty_rows
from piecza.registers.sheets import template as empty_register
from piecza.registers.tables import Unreadable
from piecza.render.html import to_html
from piecza.render.page import Page
from piecza.render.pdf import to_pdf
from piecza.render.terminal import new_console, print_text
from piecza.render.xlsx import to_xlsx


class Format(StrEnum):
    """What noty are written as."""

    json = "json"
    html = "html"
    pdf = "pdf"
    xlsx = "xlsx"


_RENDER: dict[Format, Callable[[Page], bytes]] = {
    Format.html: lambda document: to_html(document).encode(),
    Format.pdf: to_pdf,
    Format.xlsx: to_xlsx,
}

RegisterArgument = Annotated[
    str,
    typer.Argument(
        metavar="REGISTER",
        help="Rejestr: skoroszyt .xlsx lub .ods, plik .csv albo folder z plikami .csv. [dim]A workbook or CSV.[/dim]",
    ),
]
AgreementOption = Annotated[
    Path | None,
    typer.Option(
        metavar="A.toml", help="Porozumienie: plik TOML albo folder z plikami, po jednym na gminę. [dim]TOML.[/dim]"
    ),
]
IssuedOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Dzień wystawienia, np. 2025-04-04; domyślnie dziś. [dim]Day of issue.[/dim]"),
]
NumberOption = Annotated[
    int, typer.Option(min=1, metavar="N", help="Numer, od którego zaczynają się noty. [dim]The first number.[/dim]")
]
FormatOption = Annotated[
    list[Format],
    typer.Option(
        "--format", help="W jakiej postaci; JSON, który trzeba zachować, powstaje zawsze. [dim]JSON always.[/dim]"
    ),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Zastąp pliki, które już są. [dim]Replace files that are there.[/dim]")
]
ALL = [Format.json, Format.html, Format.pdf, Format.xlsx]


@app.command(
    epilog="Przykład (example): [bold]piecza notes examples/rejestr.xlsx --month 2025-03 "
    "--agreement examples/porozumienie.toml --out noty[/bold]. "
    "Kod wyjścia: 0 – noty zapisano; 2 – błędne dane; 3 – trzeba wybrać wykładnię; przy 2 i 3 niczego nie zapisano. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen; then nothing is written.[/dim]"
)
def notes(
    register: RegisterArgument,
    month: Annotated[str, typer.Option(metavar="MONTH", help="Miesiąc, np. 2025-03. [dim]The month.[/dim]")],
    agreement: Annotated[
        Path,
        typer.Option(
            metavar="A.toml", help="Porozumienie: plik TOML albo folder z plikami, po jednym na gminę. [dim]TOML.[/dim]"
        ),
    ],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder na noty. [dim]Folder for the noty.[/dim]")],
    issued: IssuedOption = None,
    first_number: NumberOption = 1,
    formats: FormatOption = ALL,
    overwrite: OverwriteOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Drukuj zestawienie piecza.month/1. [dim]Print the summary.[/dim]")
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Wystaw noty za miesiąc: po jednej dla każdej gminy. [dim]One nota for each gmina.[/dim]"""
    try:
        agreed = agreement_of(agreement)
        case, notices = register_of(register, agreed)
        stored = read_notas(str(out)) if out.is_dir() else []
        old = [nota for nota in stored if overwrite and isinstance(nota, Nota) and nota.month == month]
        # A correction of one that is replaced then lacks its nota, and is refused.
        stored = [nota for nota in stored if nota not in old]
        with Console(stderr=True).status(in_lang(lang.value, "Liczę…", "Working…")):
            noty = notas(
                case, month, agreed, issued=day_of(issued, "--issued"), first_number=first_number, stored=stored
            )
            summary = month_summary(case, noty)
        name = f"zestawienie-{summary.month}"
        with writing(str(out), overwrite=overwrite) as stage:
            stems = [f"nota-{summary.month}-{planned.gmina.code}" for planned in noty.planned]
            if left := [nota for nota in old if name_of(nota) not in stems]:
                raise InputError(
                    problem("nota_twice", "--out", n.number, other=n.number, month=summary.month) for n in left
                )
            stage.refuse(f"{stem}.{kind}" for stem in stems for kind in Format)
            for nota in _progress(noty, len(noty), lang.value):
                for suffix, content in _files(nota, formats):
                    stage.write(f"{name_of(nota)}.{suffix}", content)
            stage.write(f"{name}.json", summary.to_json().encode(), replace=True)
            for kind in (form for form in formats if form in _RENDER):
                stage.write(f"{name}.{kind}", _RENDER[kind](summary_page(summary)), replace=True)
            for stale in (f"{stem}.{kind}" for stem in (name, *stems) for kind in Format):
                if stale not in stage.names:
                    stage.drop(stale)
    except (InputError, ReadingNeeded) as error:
        fail(error, lang.value, as_json=as_json, choose_in=str(agreement))
    if as_json:
        print_register_notices(notices, lang.value, Console(stderr=True))
        print_json(summary.model_dump(mode="json"))
        return
    print_month(summary, lang.value)
    print_register_notices(notices, lang.value, new_console())
    if noty.planned:
        _say_where(out, len(noty), lang.value)
    else:
        print_text(
            new_console(),
            in_lang(
                lang.value,
                "Nie ma czego wystawić: noty za ten miesiąc są już w folderze albo nikt nic nie płaci. Czy rejestr je "
                "zmienił, mówi piecza correct.",
                "There is nothing to issue: the noty of the month are in the folder, or nobody owes anything. Whether "
                "the register makes them wrong, piecza correct says.",
            ),
        )


@app.command(
    epilog="Przykład (example): [bold]piecza correct noty examples/rejestr.xlsx[/bold] – co się nie zgadza; "
    "[bold]piecza correct noty rejestr.xlsx --out noty --reason 'Błąd w dacie umieszczenia.'[/bold] – wystaw korekty. "
    "Kod wyjścia: 0 – sprawdzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def correct(
    stored: Annotated[
        Path, typer.Argument(metavar="STORED", help="Folder z zapisanymi notami (JSON). [dim]Stored noty.[/dim]")
    ],
    register: RegisterArgument,
    agreement: AgreementOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder na korekty; bez niego tylko sprawdź. [dim]Where to write them.[/dim]"),
    ] = None,
    issued: IssuedOption = None,
    first_number: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Pierwszy numer; domyślnie pierwszy wolny. [dim]The first number.[/dim]"),
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help="Przyczyna, która stanie na korektach. [dim]The reason, in words.[/dim]")
    ] = None,
    formats: FormatOption = ALL,
    overwrite: OverwriteOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Drukuj dokument piecza.corrections/1. [dim]As JSON.[/dim]")
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź, które zapisane noty zmienia dzisiejszy rejestr, i wystaw noty korygujące. [dim]Correct noty.[/dim]"""
    try:
        agreed = agreement_of(agreement) if agreement else None
        kept = read_notas(str(stored))
        if not kept:
            raise InputError([problem("no_notas", value=str(stored))])
        case, notices = register_of(register, agreed, kept)
        with Console(stderr=True).status(in_lang(lang.value, "Liczę…", "Working…")):
            correcting = corrections(
                kept,
                case,
                issued=day_of(issued, "--issued"),
                first_number=first_number,
                agreement=agreed,
                reason=reason,
            )
        if out and correcting.wrong:
            with writing(str(out), overwrite=overwrite) as stage:
                for nota in _progress(correcting, len(correcting), lang.value):
                    for suffix, content in _files(nota, formats):
                        stage.write(f"{name_of(nota)}.{suffix}", content)
    except (InputError, ReadingNeeded) as error:
        fail(error, lang.value, as_json=as_json, choose_in=str(agreement or "A.toml (--agreement)"))
    print_register_notices(notices, lang.value, Console(stderr=True))
    if as_json:
        print_json(correcting.summary().model_dump(mode="json"))
        return
    print_corrections(correcting, lang.value)
    if out and correcting.wrong:
        _say_where(out, len(correcting), lang.value)


@app.command(
    epilog="Przykład (example): [bold]piecza check examples/rejestr.xlsx --faulty do-poprawy.xlsx[/bold]. "
    "Kod wyjścia: 0 – rejestr jest poprawny; 2 – nie jest. [dim]Exit status: 0 it is right; 2 it is not.[/dim]"
)
def check(
    register: RegisterArgument,
    agreement: AgreementOption = None,
    faulty: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Zapisz wiersze do poprawy z przyczyną. [dim]The faulty rows.[/dim]"),
    ] = None,
    overwrite: OverwriteOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Drukuj dokument piecza.register/1. [dim]As JSON.[/dim]")
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź rejestr i pokaż wszystko, co w nim jest nie tak. [dim]Check a register, report all at once.[/dim]"""
    try:
        agreed = agreement_of(agreement) if agreement else None
        result = check_register(register, agreed.readings if agreed else None)
        if faulty and os.path.realpath(faulty) == os.path.realpath(register):
            raise InputError([problem("same_file", "--faulty", str(faulty))])
        if faulty and result.errors:
            write_file(str(faulty), faulty_rows(result, lang.value), overwrite=overwrite)
    except InputError as error:
        fail(error, lang.value, as_json=as_json)
    if as_json:
        print_json(result.to_dict())
    else:
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
    try:
        write_file(file, charged_template() if charged else empty_register(), overwrite=overwrite)
    except InputError as error:
        fail(error, lang.value, as_json=False)
    print_text(new_console(), f"{in_lang(lang.value, 'Zapisano', 'Written')}: {file}")


# What commands share


def agreement_of(path: Path) -> Agreement:
    """The agreement of a file, or of all TOML files in a folder."""
    names = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not names:
        raise InputError([problem("file_not_found", "--agreement", str(path))])
    agreements, wrong = [], []
    for name in names:
        try:
            agreements.append(read_agreement(read_bytes(str(name))))
        except InputError as error:
            wrong += [fault._replace(path=f"{name.name}: {fault.path}".rstrip(": ")) for fault in error.errors]
    if wrong:
        raise InputError(wrong)
    return joined(agreements)


def register_of(name: str, agreed: Agreement | None, stored: Iterable[AnyNota] = ()) -> tuple[Case, Sequence[Problem]]:
    """The case of a register and its notices, under the readings agreed with all gminas or those of the last nota."""
    latest = max(stored, key=lambda nota: (nota.month, nota.issued), default=None)
    readings = agreed.readings if agreed else latest.readings if latest else None
    register = check_register(name, readings)
    if register.case is None:
        raise InputError(register.errors)
    return register.case, register.notices


def day_of(text: str | None, option: str) -> date:
    """The day of an option; today if it is not given."""
    if text is None:
        return date.today()
    try:
        return read_day(text)
    except Unreadable as refused:
        raise InputError([problem(refused.code, option, text)]) from None


def _files(nota: AnyNota, formats: Iterable[Format]) -> Iterator[tuple[str, bytes]]:
    """The documents of a nota with their suffixes; JSON is always one of them."""
    yield "json", nota.to_json().encode()
    drawn = page(nota)
    for form in dict.fromkeys(formats):
        if form in _RENDER:
            yield form.value, _RENDER[form](drawn)


def _progress(noty: Iterable[AnyNota], count: int, lang: Lang) -> Iterator[AnyNota]:
    """Noty one by one, with a bar on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(noty, total=count, description=in_lang(lang, "Noty", "Noty"))


def _say_where(out: Path, count: int, lang: Lang) -> None:
    text = in_lang(lang, f"Zapisano noty: {count}, w folderze {out}", f"Noty written: {count}, to the folder {out}")
    print_text(new_console(), text)

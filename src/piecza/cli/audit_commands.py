"""The command that audits past charges."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from piecza.audit.audit_document import document, document_json
from piecza.audit.auditing import audit as audited
from piecza.audit.claim import claims
from piecza.audit.report.dossier import dossier_html
from piecza.audit.report.report_page import report_html
from piecza.audit.report.report_workbook import report_xlsx
from piecza.case.case import Case
from piecza.case.documents import problems
from piecza.cli.app import LangOption, Language, app, fail, print_json
from piecza.cli.audit_tables import print_audit
from piecza.cli.nota_tables import print_register_notices
from piecza.cli.register_commands import (
    AgreementOption,
    OverwriteOption,
    RegisterArgument,
    agreement_of,
    day_of,
    register_of,
)
from piecza.dues.delay_interest import parse_rates
from piecza.errors.problems import InputError, ReadingNeeded, problem
from piecza.files.disk import write_file, writing
from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.notes.given_noty import given_notas
from piecza.notes.issuing import agreed_readings
from piecza.notes.stored import name_of
from piecza.registers.charged import LeftOut, check_charged
from piecza.registers.sheets import faulty_rows
from piecza.registers.tables import plainly
from piecza.render.terminal import new_console, print_text

FOUND = 1
"""The exit status of an audit with a finding other than `correct`."""


class ReportForm(StrEnum):
    """What an audit is written as."""

    json = "json"
    html = "html"
    xlsx = "xlsx"


@app.command(
    epilog="Przykład (example): [bold]piecza audit examples/naliczenia.csv examples/rejestr.xlsx "
    "--agreement examples/porozumienie.toml --out audyt[/bold]. "
    "Kod wyjścia: 0 – wszystko się zgadza; 1 – są inne ustalenia; 2 – błędne dane; 3 – trzeba wybrać wykładnię; "
    "przy 2 i 3 niczego nie zapisano. [dim]Exit status: 0 all is right; 1 there are other findings; 2 the input is "
    "wrong; 3 a reading must be chosen; then nothing is written.[/dim]"
)
def audit(
    charged: Annotated[
        str,
        typer.Argument(
            metavar="CHARGED",
            help="Naliczenia: .csv, .xlsx, .ods albo folder z plikami .csv lub z zapisanymi notami (JSON). "
            "[dim]Past charges.[/dim]",
        ),
    ],
    register: RegisterArgument,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder na sprawozdanie. [dim]Folder for the report.[/dim]")],
    agreement: AgreementOption = None,
    month: Annotated[
        str | None,
        typer.Option(
            metavar="MONTH",
            help="Tylko te miesiące, np. 2024-01..2024-12; domyślnie wszystkie z naliczeń. [dim]Only these.[/dim]",
        ),
    ] = None,
    leave_out: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Pomiń wiersz, np. naliczenia\\[17], arkusz albo dziecko; można powtarzać. [dim]Leave out a row, a "
            "sheet or a child.[/dim]",
        ),
    ] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=OPTION",
            help="Wybierz wykładnię, np. after_return=sum, gdy nie ma porozumienia; można powtarzać. "
            "[dim]A reading, where there is no agreement.[/dim]",
        ),
    ] = None,
    dossier: Annotated[
        list[str] | None,
        typer.Option(metavar="CHILD", help="Zapisz też teczkę dziecka; można powtarzać. [dim]A child's dossier.[/dim]"),
    ] = None,
    refund_since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY",
            help="Policz odsetki od nadpłat od tego dnia (pierwszy dzień opóźnienia). [dim]Interest on refunds.[/dim]",
        ),
    ] = None,
    refund_until: Annotated[
        str | None, typer.Option(metavar="DAY", help="… do tego dnia włącznie; domyślnie do dziś. [dim]Until.[/dim]")
    ] = None,
    interest_rate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DAY=RATE",
            help="Stopa odsetek od dnia, np. 2026-02-05=9.50; można powtarzać. [dim]A rate of interest.[/dim]",
        ),
    ] = None,
    faulty: Annotated[
        Path | None,
        typer.Option(metavar="FILE.xlsx", help="Zapisz wiersze do poprawy z przyczyną. [dim]The faulty rows.[/dim]"),
    ] = None,
    noty: Annotated[
        Path | None,
        typer.Option(
            metavar="STORED",
            help="Zapisz naliczenia jako noty (JSON), które skoryguje piecza correct; wymaga porozumienia. "
            "[dim]The charges as noty to correct.[/dim]",
        ),
    ] = None,
    formats: Annotated[
        list[ReportForm], typer.Option("--format", help="W jakiej postaci sprawozdanie. [dim]Of the report.[/dim]")
    ] = [ReportForm.json, ReportForm.html, ReportForm.xlsx],  # noqa: B006  typer only reads it
    overwrite: OverwriteOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Drukuj dokument piecza.audit/1. [dim]As JSON.[/dim]")
    ] = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź wcześniejsze naliczenia i wyjaśnij każdą różnicę. [dim]Audit past charges, explain differences.[/dim]"""
    said: Lang = lang.value
    try:
        rates = parse_rates(interest_rate or ())
        since, until = _refund_days(refund_since, refund_until)
        first, last = (month.split("..", 1) if ".." in month else (month, month)) if month else (None, None)
        agreed = agreement_of(agreement) if agreement else None
        case, register_notices = register_of(register, agreed)
        case = _chosen(case, reading or ())
        rows = check_charged(charged, known=[child.id for child in case.children], leave_out=leave_out or ())
        if rows.charges is None:
            if faulty:
                write_file(str(faulty), faulty_rows(rows, said), overwrite=overwrite)
            raise InputError(rows.errors)
        if noty and agreed is None:
            raise InputError([problem("agreement_missing", "--noty", str(noty))])
        papers = given_notas(rows.charges, agreed) if noty and agreed else []
        names = dossier_names(dossier or ())
        with ExitStack() as stages:
            stage = stages.enter_context(writing(str(out), overwrite=overwrite))
            if noty:
                stored = stages.enter_context(writing(str(noty), overwrite=overwrite))
                for nota in papers:
                    stored.write(f"{name_of(nota)}.json", nota.to_json().encode())
            stage.refuse([*(f"audyt.{form}" for form in formats), *names])
            with _progress(said) as told:
                result = audited(
                    case,
                    rows.charges,
                    first,
                    last,
                    readings_of=(lambda code: agreed_readings(case.readings, agreed, code)) if agreed else None,
                    left_out=[_left_out(left) for left in rows.left_out],
                    without={left.child for left in rows.left_out if left.child},
                    progress=told,
                )
            money = claims(result, refund_since=since, refund_until=until, rates=rates)
            for name, child in names.items():
                stage.write(name, dossier_html(case, result, money, child, said).encode())
            for form in dict.fromkeys(formats):
                match form:
                    case ReportForm.json:
                        stage.write("audyt.json", document_json(result, money))
                    case ReportForm.html:
                        stage.write("audyt.html", report_html(result, money, said).encode())
                    case ReportForm.xlsx:
                        stage.write("audyt.xlsx", report_xlsx(result, money, said))
    except (InputError, ReadingNeeded) as error:
        fail(error, said, as_json=as_json, choose_in=str(agreement) if agreement else "--reading")
    console = Console(stderr=True) if as_json else new_console()
    if as_json:
        print_json(document(result, money))
    else:
        print_audit(result, money, said)
    print_register_notices([*register_notices, *rows.notices], said, console)
    if not as_json:
        print_text(console, f"{in_lang(said, 'Sprawozdanie zapisano w folderze', 'The report is in the folder')} {out}")
    if result.wrong:
        raise typer.Exit(FOUND)


def _chosen(case: Case, texts: Sequence[str]) -> Case:
    """A case under readings given as ``after_return=sum``. InputError if there is no such reading or option."""
    chosen = {name.strip(): option.strip() for name, _, option in (text.partition("=") for text in texts)}
    try:
        return case.with_readings(**chosen) if chosen else case
    except ValidationError as error:
        raise InputError(fault._replace(path="--reading") for fault in problems(error)) from None


def _left_out(left: LeftOut) -> str:
    """What was left out, with the number of rows unless it is a single one."""
    return left.place if left.rows == 1 else f"{left.name} ({left.place}: {left.rows})"


def _refund_days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of interest on refunds."""
    if since is None and until is not None:
        raise InputError([problem("refund_since_missing", "--refund-since")])
    first = day_of(since, "--refund-since") if since else None
    return first, day_of(until, "--refund-until") if first else None


def dossier_names(children: Iterable[str]) -> dict[str, str]:
    """The file names of dossiers with their children; names that would be the same get a number."""
    names: dict[str, str] = {}
    for child in dict.fromkeys(children):
        stem = f"teczka-{plainly(child).replace(' ', '-') or 'dziecko'}"
        alike = sum(name.startswith((f"{stem}.", f"{stem}--")) for name in names)
        names[f"{stem}--{alike + 1}.html" if alike else f"{stem}.html"] = child
    return names


@contextmanager
def _progress(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, and the function that moves it."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(in_lang(lang, "Sprawdzam naliczenia", "Auditing"), total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)

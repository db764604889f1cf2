"""The command that audits past charges."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from piecza.audit.audit_document import document
from piecza.audit.audit_files import AuditReport, ReportFormat, audit_report, report_names
from piecza.cli.app import app, failing, print_json
from piecza.cli.audit_tables import print_audit
from piecza.cli.options import (
    AgreementOption,
    FaultyOption,
    LangOption,
    Language,
    LawOption,
    OverwriteOption,
    RegisterArgument,
    options_named,
)
from piecza.cli.readers import months_of
from piecza.cli.register_readers import (
    agreed_law,
    agreement_of,
    charged_of,
    rates_of,
    refund_days,
    register_of,
    under_readings,
)
from piecza.cli.register_tables import print_register_notices
from piecza.errors.problems import InputError, Problem, problem
from piecza.files.disk import Staging, write_file, writing
from piecza.language.text import Lang, Text
from piecza.law.law_in_force import Law
from piecza.notes.agreement import Agreement
from piecza.notes.given_noty import given_notas
from piecza.notes.issuing import agreed_readings
from piecza.notes.nota import Nota
from piecza.notes.nota_files import NotaFormat, nota_files
from piecza.registers.charged import Charged
from piecza.registers.sheets import faulty_rows
from piecza.render.terminal import bar_for, new_console, print_text
from piecza.rule.past_charge import PastCharge

FOUND = 1
"""The exit status of an audit with a finding other than `correct`."""

ChargedArgument = Annotated[
    str,
    typer.Argument(
        metavar="CHARGED",
        help="Naliczenia: .csv, .xlsx, .ods albo folder z plikami .csv lub z zapisanymi notami (JSON). "
        "[dim]Past charges.[/dim]",
    ),
]
ReportFolderOption = Annotated[
    Path, typer.Option(metavar="DIR", help="Folder na sprawozdanie. [dim]Folder for the report.[/dim]")
]
OnlyMonthsOption = Annotated[
    str | None,
    typer.Option(
        metavar="MONTH",
        help="Tylko te miesiące, np. 2024-01..2024-12; domyślnie wszystkie z naliczeń. [dim]Only these.[/dim]",
    ),
]
LeaveOutOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        help="Pomiń wiersz, np. naliczenia\\[17], arkusz albo dziecko; można powtarzać. [dim]Leave out a row, a "
        "sheet or a child.[/dim]",
    ),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=OPTION",
        help="Wybierz wykładnię, np. after_return=sum, gdy nie ma porozumienia; można powtarzać. "
        "[dim]A reading, where there is no agreement.[/dim]",
    ),
]
DossierOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CHILD", help="Zapisz też teczkę dziecka; można powtarzać. [dim]A child's dossier.[/dim]"),
]
RefundSinceOption = Annotated[
    str | None,
    typer.Option(
        metavar="DAY",
        help="Policz odsetki od nadpłat od tego dnia (pierwszy dzień opóźnienia). [dim]Interest on refunds.[/dim]",
    ),
]
RefundUntilOption = Annotated[
    str | None, typer.Option(metavar="DAY", help="… do tego dnia włącznie; domyślnie do dziś. [dim]Until.[/dim]")
]
InterestRateOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="DAY=RATE",
        help="Stopa odsetek od dnia, np. 2026-03-06=9.25; można powtarzać. [dim]A rate of interest.[/dim]",
    ),
]
NotyOption = Annotated[
    Path | None,
    typer.Option(
        metavar="STORED",
        help="Zapisz naliczenia jako noty (JSON), które skoryguje piecza correct; wymaga porozumienia. "
        "[dim]The charges as noty to correct.[/dim]",
    ),
]
ReportFormatOption = Annotated[
    list[ReportFormat], typer.Option("--format", help="W jakiej postaci sprawozdanie. [dim]Of the report.[/dim]")
]
AuditJsonOption = Annotated[bool, typer.Option("--json", help="Drukuj dokument piecza.audit/1. [dim]As JSON.[/dim]")]
ALL = list(ReportFormat)
AUDITING = Text(pl="Sprawdzam naliczenia", en="Auditing")
_EPILOG = (
    "Przykład (example): [bold]piecza audit examples/naliczenia.csv examples/rejestr.xlsx "
    "--agreement examples/porozumienie.toml --out audyt[/bold]. "
    "Kod wyjścia: 0 – wszystko się zgadza; 1 – są inne ustalenia; 2 – błędne dane; 3 – trzeba wybrać wykładnię; "
    "przy 2 i 3 niczego nie zapisano. [dim]Exit status: 0 all is right; 1 there are other findings; 2 the input is "
    "wrong; 3 a reading must be chosen; then nothing is written.[/dim]"
)


@app.command(epilog=_EPILOG)
def audit(
    charged: ChargedArgument,
    register: RegisterArgument,
    out: ReportFolderOption,
    agreement: AgreementOption = None,
    month: OnlyMonthsOption = None,
    leave_out: LeaveOutOption = None,
    reading: ReadingOption = None,
    dossier: DossierOption = None,
    refund_since: RefundSinceOption = None,
    refund_until: RefundUntilOption = None,
    interest_rate: InterestRateOption = None,
    law: LawOption = None,
    faulty: FaultyOption = None,
    noty: NotyOption = None,
    formats: ReportFormatOption = ALL,
    overwrite: OverwriteOption = False,
    as_json: AuditJsonOption = False,
    lang: LangOption = Language.pl,
) -> None:
    """Sprawdź wcześniejsze naliczenia i wyjaśnij każdą różnicę. [dim]Audit past charges, explain differences.[/dim]"""
    with failing(lang.value, as_json=as_json, choose_in=str(agreement or "--reading")):
        rates, (since, until) = rates_of(interest_rate or ()), refund_days(refund_since, refund_until)
        months = months_of(month) if month else ()
        agreed = agreement_of(agreement) if agreement else None
        case, kept = register_of(register, agreed)
        case, under = under_readings(case, reading or ()), agreed_law(law, agreement, agreed, kept)
        past = charged_of(charged, case, leave_out or (), under)
        charges = _charges(past, faulty, lang.value, overwrite=overwrite)
        papers = _papers(noty, charges, agreed, under)
        names = report_names(formats, dossier or ())
        with _writing(out, names, noty, papers, overwrite=overwrite) as stage, options_named(), kept.placing():
            with bar_for(AUDITING, lang.value) as progress:
                report = audit_report(
                    case,
                    charges,
                    *months,
                    readings_of=partial(agreed_readings, case.readings, agreed) if agreed else None,
                    left_out=[left.said for left in past.left_out],
                    without={left.child for left in past.left_out if left.child},
                    progress=progress,
                    refund_since=since,
                    refund_until=until,
                    rates=rates,
                    law=under,
                )
            for name, content in report.files(formats, dossier or (), lang.value):
                stage.write(name, content)
    _end(report, [*kept.notices, *past.notices], out, lang.value, as_json=as_json)


# What is read


def _charges(past: Charged, faulty: Path | None, lang: Lang, *, overwrite: bool) -> Sequence[PastCharge]:
    """The charges; where some cannot be read, InputError, and a workbook of the faulty rows if it was asked for."""
    if past.charges is None:
        if faulty:
            write_file(str(faulty), faulty_rows(past, lang), overwrite=overwrite)
        raise InputError(past.errors)
    return past.charges


def _papers(noty: Path | None, charges: Sequence[PastCharge], agreed: Agreement | None, law: Law) -> list[Nota]:
    """The noty of the charges, if they were asked for."""
    if noty is None:
        return []
    if agreed is None:
        raise InputError([problem("agreement_missing", "--agreement")])
    return given_notas(charges, agreed, law=law)


# What is written


@contextmanager
def _writing(
    out: Path, names: Sequence[str], noty: Path | None, papers: Sequence[Nota], *, overwrite: bool
) -> Iterator[Staging]:
    """Where the report waits, and the noty of the charges beside it, until all of it is there."""
    with ExitStack() as folders:
        stage = folders.enter_context(writing(str(out), overwrite=overwrite))
        if noty:
            stored = folders.enter_context(writing(str(noty), overwrite=overwrite))
            for nota in papers:
                stored.write_all(nota_files(nota, [NotaFormat.json]))
        stage.refuse(names)
        yield stage


def _end(report: AuditReport, notices: Sequence[Problem], out: Path, lang: Lang, *, as_json: bool) -> None:
    """The answer, what a reader must know, and where the report is; as JSON the document alone. Then the end."""
    if as_json:
        print_json(document(report.audit, report.claims))
        print_register_notices(notices, lang, Console(stderr=True))
    else:
        print_audit(report.audit, report.claims, lang)
        print_register_notices(notices, lang, new_console())
        where = Text(pl="Sprawozdanie zapisano w folderze ", en="The report is in the folder ")
        print_text(new_console(), where + str(out), lang)
    if report.audit.wrong:
        raise typer.Exit(FOUND)

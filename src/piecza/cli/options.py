"""The arguments and options that commands share, and what the parameters of the library are called among them."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from piecza.errors.problems import InputError, Problem


class Language(StrEnum):
    """The languages of texts for people."""

    pl = "pl"
    en = "en"


CaseOrFolderArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE.json|FOLDER",
        help="Dokument piecza.case/1 (- to wejście standardowe) albo folder z plikami children.parquet, stays.parquet, "
        "placements.parquet oraz, jeśli są, monthly_costs.parquet, expenses.parquet i exemptions.parquet. "
        "[dim]A document, or a folder of Parquet files, in the order of the children.[/dim]",
    ),
]
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE.json",
        help="Dokument piecza.case/1; - to wejście standardowe. [dim]A document; - is standard input.[/dim]",
    ),
]
RegisterArgument = Annotated[
    str,
    typer.Argument(
        metavar="REGISTER",
        help="Rejestr: skoroszyt .xlsx lub .ods, plik .csv albo folder z plikami .csv. [dim]A workbook or CSV.[/dim]",
    ),
]
MonthOption = Annotated[
    str,
    typer.Option(
        metavar="MONTH",
        help="2025-03 albo od pierwszego do ostatniego miesiąca: 2024-01..2024-12. [dim]A month, or several.[/dim]",
    ),
]
AGREEMENT = typer.Option(
    metavar="A.toml", help="Porozumienie: plik TOML albo folder z plikami, po jednym na gminę. [dim]TOML.[/dim]"
)
AgreementOption = Annotated[Path | None, AGREEMENT]
IssuedOption = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Dzień wystawienia, np. 2025-04-04; domyślnie dziś. [dim]Day of issue.[/dim]"),
]
FaultyOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE.xlsx", help="Zapisz wiersze do poprawy z przyczyną. [dim]The faulty rows.[/dim]"),
]
ChargesFileOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.parquet", help="Przy folderze: plik na naliczenia. [dim]For a folder: the file of charges.[/dim]"
    ),
]
DetailOption = Annotated[
    str | None,
    typer.Option(
        metavar="DETAIL",
        help="Przy folderze: charges, lines (także pozycje) albo segments (także odcinki), w plikach obok. "
        "[dim]For a folder: lines and segments as well.[/dim]",
    ),
]
FolderReadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reading",
        metavar="NAME=OPTION",
        help="Przy folderze: wybierz wykładnię, np. after_return=sum; można powtarzać. "
        "[dim]For a folder: a reading.[/dim]",
    ),
]
SameGminaOption = Annotated[
    list[str] | None,
    typer.Option(
        "--same-gmina",
        metavar="CODE,CODE",
        help="Przy folderze: kody jednej gminy, po przecinku; można powtarzać. "
        "[dim]For a folder: codes that are one gmina.[/dim]",
    ),
]
LawOption = Annotated[
    Path | None,
    typer.Option(
        "--law",
        metavar="FOLDER",
        help="Folder z własnymi wpisami prawa (TOML), np. z kwotą nowego obwieszczenia; zob. piecza law. "
        "[dim]Entries of your own law.[/dim]",
    ),
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Zastąp pliki, które już są. [dim]Replace files that are there.[/dim]")
]
LangOption = Annotated[
    Language, typer.Option(help="Język tabel, wyjaśnień i błędów. [dim]Language of what is printed.[/dim]")
]

OPTIONS = {
    "dossier": "--dossier",
    "first_number": "--first-number",
    "issued": "--issued",
    "law": "--law",
    "out": "--out",
    "leave_out": "--leave-out",
    "rates": "--interest-rate",
    "reason": "--reason",
    "refund_until": "--refund-until",
    "stored": "--out",
}
"""The options by the parameters of the library to which they are given."""


def by_option(problems: Iterable[Problem], parameters: Collection[str] = OPTIONS.keys()) -> tuple[Problem, ...]:
    """Problems of what was asked, with the option in the place of the parameter."""
    return tuple(fault._replace(path=OPTIONS[fault.path]) if fault.path in parameters else fault for fault in problems)


@contextmanager
def options_named() -> Iterator[None]:
    """Around what works by options: an InputError names the option in the place of the parameter.

    Files are read elsewhere, since a field of a document may be called as a parameter is.
    """
    try:
        yield
    except InputError as error:
        raise InputError(by_option(error.errors)) from None

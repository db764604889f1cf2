"""The commands that work on a case: charge, cost, rates and schema."""

from typing import Annotated

import typer

from piecza.cli.app import app, at_work, failing, print_json, print_json_text
from piecza.cli.folder_charging import FolderOptions, charge_case_folder
from piecza.cli.options import (
    CaseArgument,
    CaseOrFolderArgument,
    ChargesFileOption,
    DetailOption,
    FolderReadingOption,
    LangOption,
    Language,
    LawOption,
    MonthOption,
    OverwriteOption,
    SameGminaOption,
)
from piecza.cli.readers import case_of, coming_from, law_of, months_of
from piecza.costs.sheet import cost_sheet
from piecza.dates import day_from_text
from piecza.errors.problems import InputError, Problem, problem
from piecza.files.disk import is_folder
from piecza.json_schemas import schemas
from piecza.law.benefit_rates import Known, statutory_rates
from piecza.law.known_rates import known_benefit, rate, rates, rates_document
from piecza.law.law_in_force import Law
from piecza.rule.case_charges import charges
from piecza.rule.explanation import explained, explanations


@app.command(
    epilog="Przykład (example): [bold]piecza charge CASE.json --month 2025-03 --explain[/bold]; "
    "[bold]piecza charge FOLDER --month 2012-01..2025-12 --out charges.parquet[/bold]. "
    "Kod wyjścia: 0 – policzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def charge(
    case: CaseOrFolderArgument,
    month: MonthOption,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.charges/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Wyjaśnij każdą kwotę, z przepisem. [dim]Explain every amount.[/dim]"),
    ] = False,
    out: ChargesFileOption = None,
    detail: DetailOption = None,
    reading: FolderReadingOption = None,
    same_gmina: SameGminaOption = None,
    overwrite: OverwriteOption = False,
    law: LawOption = None,
    lang: LangOption = Language.pl,
) -> None:
    """Policz udział każdej gminy za każde dziecko i miesiąc. [dim]Work out what each gmina owes.[/dim]"""
    for_folder = FolderOptions(out, detail, reading, same_gmina, overwrite)
    if is_folder(case):
        charge_case_folder(case, month, for_folder, law, lang.value, as_json=as_json, explain=explain)
        return
    first, last = months_of(month)
    with failing(lang.value, as_json=as_json):
        for_folder.refuse(case)
        document, under = case_of(case, first, last), law_of(law)
        with at_work(lang.value), coming_from(case):
            charged = charges(document, first, last, law=under)
            if as_json and explain:
                print_json(explained(document, charged, law=under))
            elif as_json:
                print_json_text(charged.to_json())
    if as_json:
        return
    from piecza.cli.charge_tables import print_charges, print_explanations

    print_charges(charged, lang.value)
    if explain:
        print_explanations(explanations(document, charged.charges, law=under), lang.value)


@app.command(
    epilog="Przykład (example): [bold]piecza cost examples/family.json --month 2025-03[/bold]. "
    "Kod wyjścia: 0 – policzono; 2 – błędne dane; 3 – trzeba wybrać wykładnię. "
    "[dim]Exit status: 0 done; 2 the input is wrong; 3 a reading must be chosen.[/dim]"
)
def cost(
    case: CaseArgument,
    month: MonthOption,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.costs/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    law: LawOption = None,
    lang: LangOption = Language.pl,
) -> None:
    """Wylicz i wyjaśnij koszty: świadczenia, średnie placówek, koszty rodzin. [dim]Work costs out, explained.[/dim]"""
    first, last = months_of(month)
    with failing(lang.value, as_json=as_json):
        document, under = case_of(case, first, last), law_of(law)
        with at_work(lang.value), coming_from(case):
            sheet = cost_sheet(document, first, last, law=under)
    if as_json:
        print_json(sheet.to_dict())
    else:
        from piecza.cli.charge_tables import print_costs

        print_costs(sheet, lang.value)


@app.command(
    name="rates",
    epilog="Przykład (example): [bold]piecza rates allowance_related --day 2025-03-01[/bold]. "
    "Kod wyjścia: 0 – jest kwota; 2 – nie ma takiego świadczenia albo kwoty nie znamy. "
    "[dim]Exit status: 0 there is an amount; 2 no such benefit, or the amount is not known.[/dim]",
)
def print_statutory_rates(
    benefit: Annotated[
        str | None,
        typer.Argument(
            metavar="BENEFIT", help=f"{', '.join(statutory_rates().history)}. [dim]All of them without it.[/dim]"
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Kwoty z tego dnia, np. 2025-03-01. [dim]The amounts of that day.[/dim]"),
    ] = None,
    as_json: Annotated[
        bool,
        typer.Option("--json", help="Drukuj dokument piecza.rates/1 albo piecza.errors/1. [dim]As JSON.[/dim]"),
    ] = False,
    law: LawOption = None,
    lang: LangOption = Language.pl,
) -> None:
    """Kwoty minimalne z ustawy (art. 80, 81, 85): historia albo jeden dzień. [dim]The statutory minimums.[/dim]"""
    with failing(lang.value, as_json=as_json):
        under = law_of(law)
        entries = _rates(benefit, day, under)
    if as_json:
        print_json(rates_document(entries, under).model_dump(mode="json"))
    else:
        from piecza.cli.charge_tables import print_rates

        print_rates(entries, under, lang.value)


def _rates(benefit: str | None, day: str | None, law: Law) -> list[Known]:
    """The history of a benefit, or of all; or what is known of it on a day."""
    wrong: list[Problem] = []
    names, at = list(law.rates.history), None
    try:
        names = [known_benefit(benefit, law.rates)] if benefit else names
    except InputError as error:
        wrong += error.errors
    try:
        at = day_from_text(day) if day else None
        if day and at is None:
            wrong.append(problem("day_does_not_exist", "--day", day))
    except ValueError:
        wrong.append(problem("day_format", "--day", day))
    if wrong:
        raise InputError(wrong)
    if at is None:
        return [entry for entry in rates(law=law) if entry.benefit in names]
    return [rate(benefit, at, law=law)] if benefit else [law.rates.at(name, at) for name in names]


@app.command(epilog="Przykład (example): [bold]piecza schema piecza.case/1 > case.schema.json[/bold]")
def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="DOCUMENT",
            help="piecza.case/1, piecza.charges/1, piecza.costs/1, piecza.rates/1, piecza.errors/1, piecza.register/1, "
            "piecza.agreement/1, piecza.nota/1, piecza.month/1, piecza.corrections/1, piecza.law/1. "
            "[dim]All without it.[/dim]",
        ),
    ] = None,
) -> None:
    """Drukuj schemat JSON dokumentu albo wszystkich. [dim]Print the JSON Schema of a document, or of all.[/dim]"""
    made = schemas()
    if name is None:
        print_json(made)
    elif name in made:
        print_json(made[name])
    else:
        raise typer.BadParameter(f"{name} – {', '.join(made)}", param_hint="DOCUMENT")

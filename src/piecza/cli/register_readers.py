"""What was asked of registers is read: agreements, registers, stored noty, past charges, and the law of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from piecza.case.case import Case
from piecza.case.documents import problems
from piecza.cli.options import by_option, options_named
from piecza.cli.readers import chosen_readings, day_of, law_files
from piecza.dues.delay_interest import parse_rates
from piecza.errors.problems import InputError, problem
from piecza.files.disk import read_bytes
from piecza.law.law_in_force import Law
from piecza.notes.agreement import Agreement, joined, read_agreement
from piecza.notes.nota import AnyNota
from piecza.notes.stored import latest_readings, read_notas
from piecza.registers.charged import Charged, check_charged
from piecza.registers.register import Register, check_register


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


def agreed_law(folder: Path | None, agreement: Path | None, agreed: Agreement | None, register: Register) -> Law:
    """The law with the entries of a folder, which an agreement may name instead, and the amounts of a register."""
    if agreement and agreed and agreed.law:
        named = (agreement if agreement.is_dir() else agreement.parent) / agreed.law
        if folder and folder.resolve() != named.resolve():
            raise InputError([problem("own_law_two_folders", "--law", first=named, other=folder)])
        folder = named
    return register.law(law_files(folder) if folder else {})


def register_of(name: str, agreed: Agreement | None, stored: Iterable[AnyNota] = ()) -> tuple[Case, Register]:
    """The case of a register and the register, under the readings agreed with all gminas or of the last nota."""
    register = check_register(name, agreed.readings if agreed else latest_readings(stored))
    if register.case is None:
        raise InputError(register.errors)
    return register.case, register


def noty_of(folder: Path) -> list[AnyNota]:
    """The noty stored in a folder. InputError where there are none."""
    stored = read_notas(str(folder))
    if not stored:
        raise InputError([problem("no_notas", value=str(folder))])
    return stored


def charged_of(name: str, case: Case, leave_out: Sequence[str], law: Law) -> Charged:
    """Past charges of the children of a case, or what is wrong with them."""
    past = check_charged(name, known=[child.id for child in case.children], leave_out=leave_out, law=law)
    return replace(past, errors=by_option(past.errors, ["law", "leave_out"]))


# What is asked of an audit


def under_readings(case: Case, texts: Sequence[str]) -> Case:
    """A case under readings given as ``after_return=sum``. InputError if there is no such reading or option."""
    chosen = chosen_readings(texts)
    try:
        return case.with_readings(**chosen) if chosen else case
    except ValidationError as error:
        raise InputError(fault._replace(path="--reading") for fault in problems(error)) from None


def refund_days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """The first and the last day of interest on refunds."""
    if since is None and until is not None:
        raise InputError([problem("refund_since_missing", "--refund-since")])
    first = day_of(since, "--refund-since") if since else None
    return first, day_of(until, "--refund-until") if first else None


def rates_of(texts: Iterable[str]) -> dict[date, Decimal]:
    """Rates of interest given as ``2026-03-06=9.25``."""
    with options_named():
        return parse_rates(texts)

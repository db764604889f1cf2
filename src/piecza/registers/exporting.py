"""A case or past charges become tables again: rows of values, and CSV files in the two profiles that people have."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from piecza.case.case import Case
from piecza.case.child import Child
from piecza.errors.problems import InputError, problem
from piecza.errors.shown import lost_zeros
from piecza.files.cells import as_cell
from piecza.language.writing import plainly
from piecza.model import Model
from piecza.registers.cell_values import FieldValue, read_cell
from piecza.registers.days_and_months import Period
from piecza.registers.tables import (
    RegisterColumn,
    RegisterTable,
    Unreadable,
    charged_tables,
    register_tables,
    words_of,
)
from piecza.rule.past_charge import PastCharge

Profile = Literal["excel-pl", "rfc"]
"""``excel-pl``: as Polish Excel writes it (semicolons, decimal commas, a byte order mark, days dd.mm.rrrr, Polish
words); ``rfc``: for programs (commas, decimal points, ISO days, the contract's names)."""

FieldRow = dict[str, FieldValue]
"""What stands in a row, by field."""
FieldRows = dict[str, list[FieldRow]]
"""The rows of a register, by table."""


def rows_of(case: Case) -> FieldRows:
    """The rows of a register that holds a case; its readings are not in them.

    InputError where an identifier, or the provision of an exemption, would not come back from a register as it is: with
    blanks around it, for one.
    """
    rows: FieldRows = {table.name: [] for table in register_tables().tables}
    for child in case.children:
        _add_child(child, rows)
    for name in ("announcements", "powiat_rates", "family_costs"):
        rows[name] = [_fields(entry) for entry in getattr(case, name)]
    rows["same_gmina"] = [{"gmina": codes[0], "same_as": other} for codes in case.same_gmina for other in codes[1:]]
    wrong = {
        value for entries in rows.values() for row in entries for value in _identifiers(row) if not _comes_back(value)
    }
    column = next(table for table in register_tables().tables if table.name == "exemptions").column("basis")
    bases = {str(row["basis"]) for row in rows["exemptions"] if row["basis"] is not None}
    lost = {basis for basis in bases if not (_comes_back(basis) and _is_read(column, basis))}
    problems = [problem("id_not_for_register", value=value) for value in sorted(wrong)]
    problems += [problem("basis_not_for_register", value=basis) for basis in sorted(lost)]
    if problems:
        raise InputError(problems)
    return rows


_LONGEST = 32_767
"""The longest text of a spreadsheet's cell."""
_LOST = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that some of the forms of a register cannot hold, or change."""


def _comes_back(identifier: str) -> bool:
    """Whether an identifier is read from a register as it was written."""
    is_cell = as_cell(identifier) == (identifier, True)
    return is_cell and len(identifier) < _LONGEST and not _LOST.search(identifier) and not lost_zeros(identifier)


def _identifiers(row: FieldRow) -> Iterator[str]:
    for name in ("child", "family", "facility"):
        if isinstance(value := row.get(name), str):
            yield value  # the children of a family cost are in the case as well


def _add_child(child: Child, rows: FieldRows) -> None:
    number = 0
    for stay_number, stay in enumerate(child.stays, 1):
        for place in stay.placements:
            number += 1
            own: FieldRow = {"child": child.id, "placement": number}
            first, later = place.monthly_cost[:1], place.monthly_cost
            row: FieldRow = {**_fields(place, "form", "start", "end", "monthly_cost_from", "family", "facility"), **own}
            row |= {"gmina": stay.gmina, "stay": stay_number}
            if first and first[0].start is None:
                row["monthly_cost"], later = first[0].amount, later[1:]
            if place is stay.placements[-1]:
                row["ended_by"] = stay.ended_by
            rows["placements"].append(row)
            rows["monthly_costs"] += [{**own, **_fields(cost)} for cost in later]
            rows["supplements"] += [{**own, **_fields(supplement)} for supplement in place.supplements]
        rows["expenses"] += [{"child": child.id, **_fields(expense)} for expense in stay.expenses]
    rows["exemptions"] += [{"child": child.id, **_fields(exemption)} for exemption in child.exemptions]


def _fields(part: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(part, name) for name in names or type(part).model_fields}


def to_csv(case: Case, profile: Profile = "excel-pl") -> dict[str, bytes]:
    """A register as CSV files, by name; tables without rows are left out."""
    rows = rows_of(case)
    return {
        f"{table.name if profile == 'rfc' else table.sheet}.csv": _csv(table, rows[table.name], profile)
        for table in register_tables().tables
        if rows[table.name]
    }


def charged_rows(charges: Iterable[PastCharge]) -> list[FieldRow]:
    """The rows of past charges; where they stood is not in them.

    InputError where an identifier, a number or an issuer would not come back from a table as it is.
    """
    (table,) = charged_tables().tables
    words = words_of(table.column("kind").words)
    rows: list[FieldRow] = []
    for charge in charges:
        row: FieldRow = {
            column.field: getattr(charge, column.field) for column in table.columns if column.kind != "label"
        }
        kind = charge.kind and words.understood[plainly(charge.kind)]
        rows.append({**row, "first": Period(charge.first, charge.until), "kind": kind})
    texts = {(name, str(row[name])) for row in rows for name in ("child", "nota", "issuer") if row[name] is not None}
    wrong = {text for name, text in texts if not (_comes_back(text) and _is_read(table.column(name), text))}
    if wrong:
        raise InputError(problem("id_not_for_register", value=text) for text in sorted(wrong))
    return rows


def _is_read(column: RegisterColumn, text: str) -> bool:
    try:
        return read_cell(column, text).value == text
    except Unreadable:
        return False


def charged_to_csv(charges: Iterable[PastCharge], profile: Profile = "excel-pl") -> bytes:
    """Past charges as a CSV file."""
    (table,) = charged_tables().tables
    return _csv(table, charged_rows(charges), profile)


def _csv(table: RegisterTable, rows: Sequence[FieldRow], profile: Profile) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter="," if profile == "rfc" else ";", lineterminator="\r\n")
    columns = [column for column in table.columns if column.kind != "label"]
    writer.writerow([column.field if profile == "rfc" else column.header for column in columns])
    for row in rows:
        writer.writerow([_written(row.get(column.field), column.words, profile) for column in columns])
    return text.getvalue().encode("utf-8" if profile == "rfc" else "utf-8-sig")


def _written(value: FieldValue, words: str, profile: Profile) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat() if profile == "rfc" else f"{value:%d.%m.%Y}"
        case Decimal():
            return str(value) if profile == "rfc" else str(value).replace(".", ",")
        case Period():
            return str(value)
        case tuple():
            return guarded(in_one_cell(value))
        case str() if words:
            return value if profile == "rfc" else words_of(words).written[value]
        case str():
            return guarded(value)
        case _:
            return str(value)


def in_one_cell(names: Sequence[str]) -> str:
    """Identifiers in one cell, separated by semicolons; one that holds a semicolon stands in quotation marks."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="").writerow(names)
    return text.getvalue()


def guarded(text: str) -> str:
    """A text of a CSV file that a spreadsheet does not take for a formula: an apostrophe stands before it."""
    return f"'{text}" if re.match("'*[=+@-]", text) else text


def unguarded(text: str) -> str:
    """A text without that apostrophe."""
    return text[1:] if text.startswith("'") and re.match("'+[=+@-]", text) else text

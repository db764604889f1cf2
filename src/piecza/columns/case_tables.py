"""A case as six tables, the names those of the contract: which columns they have, and what stands in them."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from piecza.errors.problems import InputError, problem
from piecza.errors.shown import path_of

Holds = Literal["id", "child", "number", "gmina", "ended_by", "form", "kind", "ground", "basis", "day", "grosze"]
"""What a column holds: text of its kind, whole numbers, a day, an amount in grosze (or in złote, see `AMOUNT`)."""


class ContractColumn(NamedTuple):
    """A column of a table: what it holds, and whether each row must have it."""

    holds: Holds
    required: bool = True


AMOUNT = "amount"
"""The column that may stand in place of ``amount_grosze``: złote as decimals or text, as in the contract."""

_STAY = {"child": ContractColumn("child"), "stay": ContractColumn("number")}
_PLACEMENT = {**_STAY, "placement": ContractColumn("number")}
_DAYS = {"start": ContractColumn("day", required=False), "end": ContractColumn("day", required=False)}

TABLES: Mapping[str, Mapping[str, ContractColumn]] = {
    "children": {"id": ContractColumn("id")},
    "stays": {**_STAY, "gmina": ContractColumn("gmina"), "ended_by": ContractColumn("ended_by", required=False)},
    "placements": {
        **_PLACEMENT,
        "form": ContractColumn("form"),
        "start": ContractColumn("day"),
        "end": ContractColumn("day", required=False),
    },
    "monthly_costs": {
        **_PLACEMENT,
        "start": ContractColumn("day", required=False),
        "amount_grosze": ContractColumn("grosze"),
    },
    "expenses": {
        **_STAY,
        "kind": ContractColumn("kind"),
        "day": ContractColumn("day", required=False),
        **_DAYS,
        "amount_grosze": ContractColumn("grosze"),
    },
    "exemptions": {
        "child": ContractColumn("child"),
        "ground": ContractColumn("ground"),
        **_DAYS,
        "basis": ContractColumn("basis", required=False),
    },
}
"""The columns of each table."""


class CaseTables(NamedTuple):
    """Children in care in six tables: frames of pandas or polars, or pyarrow tables.

    ``children`` have their ``id``; every other table says by ``child`` whose row it is. ``stay`` numbers the stays of
    a child, ``placement`` the placements of a stay: whole numbers that rise with time, from wherever they begin; the
    monthly costs of a placement and the expenses of a stay name them. Rows may stand in any order, but for monthly
    costs (in order of time) and exemptions (the first that exempts a day counts). Days are inclusive. An amount is
    whole grosze in ``amount_grosze``, or złote in ``amount``: decimals or text, never floats.
    """

    children: Any
    stays: Any
    placements: Any
    monthly_costs: Any = None
    expenses: Any = None
    exemptions: Any = None

    @classmethod
    def of(cls, tables: Mapping[str, Any]) -> "CaseTables":
        """Tables by their names. InputError where a name is none of theirs, or one that must be there is missing."""
        unknown = [
            problem("table_unknown", path_of((name,)), options=", ".join(TABLES))
            for name in tables
            if name not in TABLES
        ]
        missing = [problem("table_missing", name) for name in ("children", "stays", "placements") if name not in tables]
        if unknown or missing:
            raise InputError([*unknown, *missing])
        return cls(**tables)

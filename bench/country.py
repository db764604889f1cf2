"""The children of a country as six tables, drawn from a seed: what the rule over columns is measured on.

`tables` gives pyarrow Tables with the contract's names. They are valid by the library's own rules, and hold what is
hard as well as what is common: moves on the same day and on the day after, placements of one day, rates that change
within a month, stays that meet in a month, returns, adoptions, adulthood, starts before 2012 and on 29 February,
expenses over months, money recovered, and exemptions that overlap. `case_of` makes a document of some of them,
`numbered` replaces names by numbers.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import country_money as money
import numpy as np
import pyarrow as pa
from country_money import Days, Rows, dates, day_number

FAMILY_FORMS = (
    "related_family",
    "non_professional_family",
    "professional_family",
    "specialist_family",
    "emergency_family",
    "family_home",
)
FACILITY_FORMS = ("facility", "emergency_facility", "therapeutic_facility", "preadoption_centre")
FORMS = (*FAMILY_FORMS, *FACILITY_FORMS)
FORM_SHARES = (0.42, 0.20, 0.06, 0.02, 0.03, 0.06, 0.15, 0.03, 0.02, 0.01)
ENDS = ("return_home", "adoption", "adulthood", "other", "death")
NO_END = -1
GROUNDS = (
    "left_after_birth",
    "unknown_parents",
    "no_residence_in_poland",
    "foreign_court",
    "foreign_minor",
    "state_financed",
)
TABLES = ("children", "stays", "placements", "monthly_costs", "expenses", "exemptions")
FIRST, LAST = date(2012, 1, 1), date(2025, 12, 31)
"""The days between which most things are measured."""
MOST_STAYS, MOST_PLACEMENTS = 4, 4
OPEN = day_number(date(2099, 12, 31))
"""The last day of what has no end."""


def tables(children: int, first: date, last: date, seed: int) -> dict[str, pa.Table]:
    """The six tables of so many children who come into care between two days, most in the first year, a few before.

    Rows of a child stand together, in the order of the children.
    """
    draw = np.random.default_rng(seed)
    from_day, to_day = day_number(first), day_number(last)
    ids = pa.array(np.char.add("D-", np.arange(children).astype(str)).astype(object), pa.string())
    stays = _stays(draw, children, from_day, to_day)
    placements = _placements(draw, stays, to_day)
    monthly = money.monthly_costs(draw, placements, len(FAMILY_FORMS), OPEN)
    expenses = money.expenses(draw, placements, stays["start"], to_day, len(FAMILY_FORMS))
    exempt = _exemptions(draw, children, from_day, to_day)
    key = {"child": ids.take(pa.array(stays["child"])), "stay": pa.array(stays["stay"])}
    return {
        "children": pa.table({"id": ids}),
        "stays": pa.table(key | {"gmina": _gminas(stays["gmina"]), "ended_by": _words(ENDS, stays["ended_by"])}),
        "placements": _placements_table(placements, key),
        "monthly_costs": _monthly_table(monthly, key),
        "expenses": _expenses_table(expenses, key),
        "exemptions": pa.table(
            {
                "child": ids.take(pa.array(exempt["child"])),
                "ground": _words(GROUNDS, exempt["ground"]),
                "start": dates(exempt["start"], exempt["start"] < 0),
                "end": dates(exempt["end"], exempt["end"] < 0),
                "basis": _words(
                    ("art. 63 ustawy o udzielaniu cudzoziemcom ochrony",),
                    exempt["ground"] - GROUNDS.index("state_financed"),
                ),
            }
        ),
    }


Key = dict[str, pa.Array]
"""Child and number of each stay."""


def _of(rows: Rows, key: Key) -> Key:
    """Child and number of the stay of each row."""
    at = pa.array(rows["row"])
    return {name: column.take(at) for name, column in key.items()}


def _placements_table(rows: Rows, key: Key) -> pa.Table:
    facts = {
        "placement": pa.array(rows["placement"]),
        "form": _words(FORMS, rows["form"]),
        "start": dates(rows["start"]),
        "end": dates(rows["end"], rows["end"] == OPEN),
    }
    return pa.table(_of(rows, key) | facts)


def _monthly_table(rows: Rows, key: Key) -> pa.Table:
    facts = {
        "placement": pa.array(rows["placement"]),
        "start": dates(rows["start"], rows["unsaid"] == 1),
        "amount_grosze": pa.array(rows["amount"]),
    }
    return pa.table(_of(rows, key) | facts)


def _expenses_table(rows: Rows, key: Key) -> pa.Table:
    facts = {
        "kind": _words(money.KINDS, rows["kind"]),
        "day": dates(rows["start"], rows["one_day"] == 0),
        "start": dates(rows["start"], rows["one_day"] == 1),
        "end": dates(rows["end"], rows["one_day"] == 1),
        "amount_grosze": pa.array(rows["amount"]),
    }
    return pa.table(_of(rows, key) | facts)


def _words(words: Sequence[str], at: Days) -> pa.Array:
    """The words at some places; null where a place is below zero."""
    return pa.array(words, pa.string()).take(pa.array(at, mask=at < 0))


def _gminas(numbers: Days) -> pa.Array:
    """Codes of seven digits of numbers that may have lost a leading zero."""
    return pa.array(np.char.zfill(numbers.astype(str), 7).astype(object), pa.string())


def _first_days(draw: np.random.Generator, children: int, first: int, last: int) -> Days:
    """First days in care: most soon after the first day, some before it, others until the last; some that are hard."""
    kind = draw.random(children)
    before, soon = draw.integers(first - 400, first, children), draw.integers(first, first + 400, children)
    later = draw.integers(first, last + 1, children)
    start = np.where(kind < 0.05, before, np.where(kind < 0.7, soon, later))
    leap_days = [day_number(date(year, 2, 29)) for year in (2008, 2012, 2016, 2020, 2024)]
    hard = [day_number(date(2011, 12, 31)), day_number(date(2012, 1, 1)), first, last]
    for days, share in ((leap_days, 0.01), (hard, 0.004)):
        known = np.array([day for day in days if first - 400 <= day <= last])
        chosen = draw.random(children) < share
        start[chosen] = draw.choice(known, chosen.sum())
    whole = draw.random(children) < 0.05  # from the first of a month on
    start[whole] = start[whole].astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return start


def _stays(draw: np.random.Generator, children: int, first: int, last: int) -> Rows:
    """The stays of all children: one in ten comes back, one in a hundred several times within weeks."""
    start = _first_days(draw, children, first, last)
    hasty = draw.random(children) < 0.012
    how_many = np.where(hasty, draw.integers(2, MOST_STAYS + 1, children), 1 + (draw.random(children) < 0.1))
    how_many += draw.random(children) < 0.01
    how_many = np.minimum(how_many, MOST_STAYS)
    home = money.gmina_codes(draw, children)
    kept = []
    for number in range(MOST_STAYS):
        there = how_many > number
        ends = how_many > number + 1
        short, long = draw.integers(0, 21, children), draw.integers(5, 1500, children)
        leaves = (draw.random(children) < 0.3) & ~hasty
        at_last = np.where(leaves, start + draw.exponential(2500, children).astype(np.int64), OPEN)
        end = np.where(ends, start + np.where(hasty, short, long), np.minimum(at_last, OPEN))
        reason = draw.choice([NO_END, 0, 0, 0, 0, 0, 1, 2, 2, 3], children)
        reason = np.where(ends, reason, np.where(end == OPEN, NO_END, draw.choice([NO_END, 0, 1, 2, 2, 4], children)))
        gmina = np.where(draw.random(children) < 0.7, home, money.gmina_codes(draw, children))
        columns = {"start": start, "end": end, "ended_by": reason, "gmina": home if number == 0 else gmina}
        kept.append({name: column[there] for name, column in columns.items()})
        kept[-1] |= {"child": np.flatnonzero(there), "stay": np.full(there.sum(), number)}
        start = end + np.where(hasty, draw.integers(1, 14, children), draw.integers(1, 400, children))
    stays = {name: np.concatenate([rows[name] for rows in kept]) for name in kept[0]}
    order = np.lexsort((stays["stay"], stays["child"]))
    return {name: column[order] for name, column in stays.items()}


def _placements(draw: np.random.Generator, stays: Rows, last: int) -> Rows:
    """The placements of all stays: moves on any of their days, the first and the last among them."""
    count = len(stays["start"])
    moves = draw.choice(MOST_PLACEMENTS, count, p=(0.55, 0.27, 0.12, 0.06))
    until = np.minimum(stays["end"], np.maximum(stays["start"], last))
    days = stays["start"][:, None] + np.floor(
        draw.random((count, MOST_PLACEMENTS - 1)) ** 1.5 * (until - stays["start"] + 1)[:, None]
    ).astype(np.int64)
    days[np.arange(MOST_PLACEMENTS - 1)[None, :] >= moves[:, None]] = OPEN + 1
    days.sort(axis=1)
    starts = np.column_stack([stays["start"], days])
    there = np.arange(MOST_PLACEMENTS)[None, :] <= moves[:, None]
    same_day = (draw.random((count, MOST_PLACEMENTS)) < 0.6) | (
        starts == np.column_stack([starts[:, 1:], np.zeros(count, np.int64)])
    )
    after = np.column_stack([starts[:, 1:], np.full(count, OPEN + 1)]) - ~same_day
    is_last = np.arange(MOST_PLACEMENTS)[None, :] == moves[:, None]
    ends = np.where(is_last, stays["end"][:, None], after)
    row, number = np.nonzero(there)
    form = draw.choice(len(FORMS), len(row), p=FORM_SHARES)
    next_start = np.where(is_last, OPEN + 1, np.column_stack([starts[:, 1:], np.zeros(count, np.int64)]))
    return {
        "row": row,
        "placement": number,
        "form": form,
        "start": starts[there],
        "end": ends[there],
        "last_borne": np.minimum(ends, next_start - 1)[there],
    }


def _exemptions(draw: np.random.Generator, children: int, first: int, last: int) -> Rows:
    """Exemptions of one child in thirty, one to three of them, about days of the law among others; -1 is no day."""
    how_many = np.where(draw.random(children) < 0.033, draw.choice([1, 1, 1, 2, 3], children), 0)
    child = np.repeat(np.arange(children), how_many)
    count = len(child)
    start = draw.integers(first - 100, last, count)
    end = start + draw.integers(0, 1500, count)
    law = np.array([day_number(date(2014, 9, 19)), day_number(date(2018, 8, 27))])
    near = draw.random(count) < 0.15
    start = np.where(near, draw.choice(law, count) + draw.integers(-1, 2, count), start)
    end = np.where(near & (draw.random(count) < 0.5), start + draw.integers(0, 3, count), np.maximum(start, end))
    return {
        "child": child,
        "ground": draw.choice(len(GROUNDS), count, p=(0.3, 0.15, 0.1, 0.1, 0.15, 0.2)),
        "start": np.where(draw.random(count) < 0.35, -1, start),
        "end": np.where(draw.random(count) < 0.35, -1, end),
    }


def of_children(all_tables: dict[str, pa.Table], ids: Sequence[str]) -> dict[str, pa.Table]:
    """The tables of some children alone."""
    keys = pa.array(ids, pa.string())
    return {
        name: table.filter(pa.compute.is_in(table["id" if name == "children" else "child"], value_set=keys))
        for name, table in all_tables.items()
    }


def numbered(all_tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The same tables with int64 in place of a child's id (its row in the table of children) and of a gmina's code."""
    ids = all_tables["children"]["id"]
    made = {"children": pa.table({"id": pa.array(np.arange(len(ids)))})}
    for name, table in all_tables.items():
        if name != "children":
            row = pa.compute.index_in(table["child"], value_set=ids).cast(pa.int64())
            made[name] = table.set_column(0, "child", row)
    stays = made["stays"]
    made["stays"] = stays.set_column(stays.schema.get_field_index("gmina"), "gmina", stays["gmina"].cast(pa.int64()))
    return made


def case_of(all_tables: dict[str, pa.Table], readings: dict[str, str]) -> dict[str, Any]:
    """The document of all children of the tables, as ``piecza.case/1``."""
    children: dict[str, dict[str, Any]] = {
        id_: {"id": id_, "stays": [], "exemptions": []} for id_ in all_tables["children"]["id"].to_pylist()
    }
    for row in all_tables["stays"].to_pylist():
        facts = {"gmina": row["gmina"], "ended_by": row["ended_by"], "placements": [], "expenses": []}
        children[row["child"]]["stays"].append(facts)
    for name, part in (("placements", _placement), ("monthly_costs", _monthly_cost), ("expenses", _expense)):
        for row in all_tables[name].to_pylist():
            stay = children[row["child"]]["stays"][row["stay"]]
            place = stay["placements"][row["placement"]]["monthly_cost"] if name == "monthly_costs" else stay[name]
            place.append(part(row))
    for row in all_tables["exemptions"].to_pylist():
        facts = {"ground": row["ground"], "start": _iso(row["start"]), "end": _iso(row["end"]), "basis": row["basis"]}
        children[row["child"]]["exemptions"].append(facts)
    return {"schema": "piecza.case/1", "readings": readings, "children": list(children.values())}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _amount(grosze: int) -> str:
    return f"{'-' if grosze < 0 else ''}{abs(grosze) // 100}.{abs(grosze) % 100:02d}"


def _placement(row: dict[str, Any]) -> dict[str, Any]:
    return {"form": row["form"], "start": _iso(row["start"]), "end": _iso(row["end"]), "monthly_cost": []}


def _monthly_cost(row: dict[str, Any]) -> dict[str, Any]:
    return {"start": _iso(row["start"]), "amount": _amount(row["amount_grosze"])}


def _expense(row: dict[str, Any]) -> dict[str, Any]:
    days = {name: _iso(row[name]) for name in ("day", "start", "end") if row[name] is not None}
    return {"kind": row["kind"], "amount": _amount(row["amount_grosze"])} | days

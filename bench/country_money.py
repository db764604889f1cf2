"""What the children of `country` cost: monthly costs that follow the rates, and expenses; and how days are written."""

from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Days = npt.NDArray[np.int64]
Rows = dict[str, Days]
"""Columns of one table, as whole numbers; days are counted from 1970."""

KINDS = (
    "holiday_grant",
    "allowance",
    "supplement",
    "reception_grant",
    "random_event",
    "unforeseen",
    "lodging",
    "renovation",
    "wages",
    "relief_family",
    "coordinator",
    "recovered",
)
RATES = (
    (date(1990, 1, 1), 66000, 100000),
    (date(2018, 6, 1), 69400, 105200),
    (date(2021, 6, 1), 74600, 113100),
    (date(2022, 6, 1), 78500, 118900),
    (date(2023, 6, 1), 89900, 136100),
    (date(2024, 6, 1), 100200, 151700),
    (date(2025, 6, 1), 105800, 160200),
)
"""For the benchmark only: the day, and a month of a child with relatives and elsewhere, in grosze."""
MOST = 9_999_999_999


def day_number(day: date) -> int:
    """A day as counted from 1970."""
    return (day - date(1970, 1, 1)).days


def dates(days: Days, null: npt.NDArray[np.bool_] | None = None) -> pa.Array:
    """A column of dates, some of them null."""
    return pa.array(days.astype(np.int32), mask=null).cast(pa.date32())


def gmina_codes(draw: np.random.Generator, count: int) -> Days:
    """Codes of gminas as numbers, about as many as there are; some are of one gmina but for the last digit."""
    voivodeship, powiat, gmina = (
        draw.integers(1, 17, count) * 2,
        draw.integers(1, 21, count),
        draw.integers(1, 5, count),
    )
    return np.asarray(((voivodeship * 100 + powiat) * 100 + gmina) * 10 + draw.integers(2, 4, count))


def spread(how_many: Days) -> tuple[Days, Days]:
    """Of each row so many: the row of every one, and its number within the row."""
    row = np.repeat(np.arange(len(how_many)), how_many)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(how_many) - how_many, how_many)


def monthly_costs(draw: np.random.Generator, placements: Rows, first_facility: int, open_day: int) -> Rows:
    """The monthly costs of all placements but few: by the rates, with a change on any day now and then."""
    starts, ends, form = placements["start"], placements["end"], placements["form"]
    facility = form >= first_facility
    rate_days = np.array([day_number(day) for day, _, _ in RATES])
    average_days = np.array(
        [day_number(date(1990, 1, 1)), *(day_number(date(year, 4, 1)) for year in range(2010, 2027))]
    )
    until = np.minimum(ends, day_number(date(2026, 12, 31)))
    until = np.maximum(until, starts)
    parts = []
    for chosen, days in ((~facility, rate_days), (facility, average_days)):
        of = np.flatnonzero(chosen & (draw.random(len(starts)) > 0.03))
        first = np.searchsorted(days, starts[of], "right") - 1
        last = np.searchsorted(days, until[of], "right") - 1
        row, number = spread(last - first + 1)
        parts.append((of[row], np.maximum(days[first[row] + number], starts[of[row]])))
    changed = np.flatnonzero(draw.random(len(starts)) < 0.1)
    any_day = starts[changed] + np.floor(draw.random(len(changed)) * (until[changed] - starts[changed] + 1))
    placement = np.concatenate([parts[0][0], parts[1][0], changed])
    start = np.concatenate([parts[0][1], parts[1][1], any_day.astype(np.int64)])
    placement, start = np.unique(np.column_stack([placement, start]), axis=0).T
    has_first = np.zeros(len(starts), bool)
    has_first[placement[start == starts[placement]]] = True
    placement, start = placement[has_first[placement]], start[has_first[placement]]
    first_entry = start == starts[placement]
    return {
        "row": placements["row"][placement],
        "placement": placements["placement"][placement],
        "start": start,
        "unsaid": (first_entry & (draw.random(len(start)) < 0.3)).astype(np.int64),
        "amount": _monthly_amounts(draw, placement, start, form[placement], facility[placement], rate_days),
    }


def _monthly_amounts(
    draw: np.random.Generator, placement: Days, start: Days, form: Days, facility: Any, rate_days: Days
) -> Days:
    """What a full month costs, in grosze: by the table, with supplements; rarely nothing, or the most there may be."""
    rate = np.searchsorted(rate_days, start, "right") - 1
    table = np.array([row[1:] for row in RATES])
    family = table[rate, (form > 0).astype(np.int64)] + draw.choice([0, 0, 0, 0, 21_100, 22_455, 7_777], len(start))
    year = start.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    own = (placement * 7919) % 150_037
    amount = np.where(facility, 400_000 + 47_001 * np.maximum(0, year - 2010) + own, family)
    rare = draw.random(len(start))
    return np.where(rare < 0.002, 0, np.where(rare > 0.9998, MOST, amount))


def expenses(draw: np.random.Generator, placements: Rows, stay_start: Days, last: int, first_facility: int) -> Rows:
    """Expenses on days that families bear: of a day, or over days that may reach through moves between families."""
    borne = placements["last_borne"] >= placements["start"]
    row, facility = placements["row"][borne], placements["form"][borne] >= first_facility
    start, end = placements["start"][borne], placements["last_borne"][borne]
    begins = np.ones(len(row), bool)
    begins[1:] = (row[1:] != row[:-1]) | facility[1:] | facility[:-1]
    run = np.flatnonzero(begins)
    run_last = np.append(run[1:], len(row)) - 1
    run = run[~facility[run]]
    run_last = run_last[~np.asarray(facility[run_last])]
    first_day, last_day = start[run], np.maximum(np.minimum(end[run_last], last + 60), start[run])
    how_many = np.minimum(draw.poisson((last_day - first_day + 1) / 900.0 + 0.05), 40)
    at, _ = spread(how_many)
    begin = first_day[at] + np.floor(draw.random(len(at)) * (last_day - first_day + 1)[at]).astype(np.int64)
    length = draw.choice([1, 1, 1, 7, 14, 31, 61, 92, 365, 800], len(at)) * draw.random(len(at))
    kind = draw.integers(0, len(KINDS), len(at))
    one_day = (draw.random(len(at)) < 0.5).astype(np.int64)
    amount = np.where(draw.random(len(at)) < 0.3, 65_000, draw.integers(0, 300_000, len(at)))
    amount = np.where(draw.random(len(at)) > 0.999, MOST, amount)
    return {
        "row": row[run][at],
        "kind": kind,
        "one_day": one_day,
        "start": begin,
        "end": np.where(one_day == 1, begin, np.minimum(begin + length.astype(np.int64), end[run_last][at])),
        "amount": np.where(kind == KINDS.index("recovered"), -amount, amount),
    }

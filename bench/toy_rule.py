"""The toy rule: what is left of the rule where nothing ever happens, in five tools.

One stay a child, from a first day on; one monthly cost; whole months alone; each day of a month at 10, 30 or 50 percent
by its year of stay; rounded once, half up. Every tool works out every month by the same formula, in int64 but for
pandas, whose złote are floats. Results have the columns child, month (year × 12 + month - 1) and amount_grosze.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import duckdb
import numba
import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl
import pyarrow as pa
from country_money import Days, day_number

DAY0 = date(1970, 1, 1)
CHUNK = 512
"""Children whose months numpy works out at once: what the nearest cache holds."""


def toy_table(children: int, first: date, last: date, seed: int) -> pa.Table:
    """So many children with a first day and a monthly cost; nine in ten come in the first year."""
    draw = np.random.default_rng(seed)
    start = day_number(first) + draw.integers(0, 366, children)
    late = draw.random(children) < 0.1
    start[late] = draw.integers(day_number(first), day_number(last), late.sum())
    rate = draw.choice([66_000, 69_400, 100_000, 105_255, 152_333, 399_514], children) + draw.integers(0, 500, children)
    return pa.table({"child": np.arange(children), "start": start, "rate": rate})


def month_starts(first: date, last: date) -> tuple[int, Days]:
    """The number of the first month, and the first days of all months and of the one after them."""
    begin, after = first.year * 12 + first.month - 1, last.year * 12 + last.month
    days = [day_number(date(m // 12, m % 12 + 1, 1)) for m in range(begin, after + 1)]
    return begin, np.array(days, np.int64)


def anniversaries(first_day: int, last_day: int) -> Days:
    """For each day from the first to the last: that day, and one and two years after; 1 March after 29 February."""
    days = np.arange(first_day, last_day + 1)
    month = days.astype("datetime64[D]").astype("datetime64[M]")
    day_of_month = days - month.astype("datetime64[D]").astype(np.int64)
    later = [(month + 12 * years).astype("datetime64[D]").astype(np.int64) + day_of_month for years in (1, 2)]
    return np.column_stack([days, *later])


def by_duckdb(table: pa.Table, first: date, last: date) -> pa.Table:
    """In SQL, on two threads."""
    query = """
    WITH asked AS (
      SELECT m, (s - DATE '1970-01-01') AS mfirst, (s + INTERVAL 1 MONTH)::DATE - DATE '1970-01-01' AS mafter,
      mafter - mfirst AS days
      FROM (SELECT m, make_date(m // 12, m % 12 + 1, 1) AS s FROM range($first::BIGINT, $last::BIGINT) t(m))),
    clock AS (
      SELECT child, rate, start, (DATE '1970-01-01' + start::INTEGER) AS d, month(d) = 2 AND dayofmonth(d) = 29 AS leap,
        (d + to_years(1))::DATE - DATE '1970-01-01' + leap::BIGINT AS y2,
        (d + to_years(2))::DATE - DATE '1970-01-01' + leap::BIGINT AS y3,
        greatest($first, (year(d) * 12 + month(d) - 1) + (dayofmonth(d) > 1)::BIGINT) AS begin
      FROM given)
    SELECT child, m AS month,
      (2 * rate * (50 * days - 20 * greatest(0, least(y2 - mfirst, days)) - 20 * greatest(0, least(y3 - mfirst, days)))
        + 100 * days) // (200 * days) AS amount_grosze
    FROM (SELECT *, unnest(range(begin, $last::BIGINT)) AS m FROM clock) JOIN asked USING (m)
    """
    with duckdb.connect() as connection:
        connection.execute("SET threads=2")
        connection.register("given", table)
        months = {"first": first.year * 12 + first.month - 1, "last": last.year * 12 + last.month}
        return connection.sql(query, params=months).to_arrow_table()


def by_polars(table: pa.Table, first: date, last: date) -> pa.Table:
    """As a lazy query on the streaming engine."""
    begin, starts = month_starts(first, last)
    asked = pl.LazyFrame(
        {"month": np.arange(begin, begin + len(starts) - 1), "mfirst": starts[:-1], "days": np.diff(starts)}
    )
    at = pl.col("start").cast(pl.Int32).cast(pl.Date)
    leap = ((at.dt.month() == 2) & (at.dt.day() == 29)).cast(pl.Int64)
    own_first = at.dt.year().cast(pl.Int64) * 12 + at.dt.month() - 1 + (at.dt.day() > 1).cast(pl.Int64)
    days, mfirst, zero = pl.col("days"), pl.col("mfirst"), pl.lit(0, pl.Int64)
    before_y2, before_y3 = (pl.max_horizontal(zero, pl.min_horizontal(pl.col(y) - mfirst, days)) for y in ("y2", "y3"))
    return (
        pl.LazyFrame(pl.from_arrow(table))
        .select(
            "child",
            "rate",
            y2=at.dt.offset_by("1y").cast(pl.Int32).cast(pl.Int64) + leap,
            y3=at.dt.offset_by("2y").cast(pl.Int32).cast(pl.Int64) + leap,
            month=pl.int_ranges(pl.max_horizontal(own_first, pl.lit(begin, pl.Int64)), begin + len(starts) - 1),
        )
        .explode("month", empty_as_null=False)
        .join(asked, on="month")
        .select(
            "child",
            "month",
            amount_grosze=(2 * pl.col("rate") * (50 * days - 20 * before_y2 - 20 * before_y3) + 100 * days)
            // (200 * days),
        )
        .collect(engine="streaming")
        .to_arrow()
    )


def by_numpy(table: pa.Table, first: date, last: date) -> pa.Table:
    """With a table of anniversaries, some hundred children at once; one thread."""
    begin, starts = month_starts(first, last)
    child, start, rate = (table[name].to_numpy() for name in ("child", "start", "rate"))
    years = anniversaries(start.min(), start.max())
    whole = np.searchsorted(starts[:-1], start)
    count = len(starts) - 1 - whole
    days, mfirst = np.diff(starts), starts[:-1]
    amounts = np.empty(count.sum(), np.int64)
    filled = 0
    for at in range(0, len(child), CHUNK):
        rows = slice(at, at + CHUNK)
        y2, y3 = (years[start[rows] - years[0, 0], column][:, None] for column in (1, 2))
        weight = 50 * days - 20 * np.clip(y2 - mfirst, 0, days) - 20 * np.clip(y3 - mfirst, 0, days)
        amount = (2 * rate[rows][:, None] * weight + 100 * days) // (200 * days)
        kept = amount[np.arange(len(days)) >= whole[rows][:, None]]
        amounts[filled : filled + len(kept)] = kept
        filled += len(kept)
    ends = np.cumsum(count)
    month = np.arange(len(amounts)) - np.repeat(ends - count, count) + np.repeat(whole + begin, count)
    return pa.table({"child": np.repeat(child, count), "month": month, "amount_grosze": amounts})


@numba.njit(cache=False)
def _loop(
    child: Days, start: Days, rate: Days, years: Days, starts: Days, begin: int, out: tuple[Days, Days, Days]
) -> int:
    """Fill the three columns; how many rows they have."""
    out_child, out_month, out_amount = out
    row = 0
    for at in range(len(child)):
        place = start[at] - years[0, 0]
        y2, y3, doubled = years[place, 1], years[place, 2], 2 * rate[at]
        month = np.searchsorted(starts[:-1], start[at])
        while month < len(starts) - 1:
            first, days = starts[month], starts[month + 1] - starts[month]
            weight = 50 * days - 20 * max(0, min(y2 - first, days)) - 20 * max(0, min(y3 - first, days))
            out_child[row] = child[at]
            out_month[row] = begin + month
            out_amount[row] = (doubled * weight + 100 * days) // (200 * days)
            row += 1
            month += 1
    return row


def by_numba(table: pa.Table, first: date, last: date) -> pa.Table:
    """As a plain loop, compiled; one thread."""
    begin, starts = month_starts(first, last)
    child, start, rate = (table[name].to_numpy() for name in ("child", "start", "rate"))
    count = int((len(starts) - 1 - np.searchsorted(starts[:-1], start)).sum())
    out = (np.empty(count, np.int64), np.empty(count, np.int64), np.empty(count, np.int64))
    _loop(child, start, rate, anniversaries(start.min(), start.max()), starts, begin, out)
    return pa.table({"child": out[0], "month": out[1], "amount_grosze": out[2]})


def by_pandas(table: pa.Table, first: date, last: date) -> pa.Table:
    """With złote as floats, as one would without a thought."""
    begin, starts = month_starts(first, last)
    children: Any = table.to_pandas()
    asked = pd.DataFrame({"month": begin + np.arange(len(starts) - 1), "mfirst": starts[:-1], "days": np.diff(starts)})
    at = pd.to_datetime(children["start"], unit="D")
    leap = (at.dt.month == 2) & (at.dt.day == 29)
    for name, years in (("y2", 1), ("y3", 2)):
        children[name] = ((at + pd.DateOffset(years=years)) - pd.Timestamp(DAY0)).dt.days + leap
    children["zlote"] = children["rate"] / 100
    rows = children.merge(asked, how="cross")
    rows = rows[rows["mfirst"] >= rows["start"]]
    before_y2 = (rows["y2"] - rows["mfirst"]).clip(0, rows["days"])
    before_y3 = (rows["y3"] - rows["mfirst"]).clip(0, rows["days"])
    weight = 0.1 * before_y2 + 0.3 * (before_y3 - before_y2) + 0.5 * (rows["days"] - before_y3)
    amount = (rows["zlote"] * weight / rows["days"]).round(2)
    return pa.table(
        {"child": rows["child"], "month": rows["month"], "amount_grosze": (amount * 100).round().astype("int64")}
    )


def in_fractions(start: int, rate: int, month: int) -> int:
    """The amount of one child and month, day by day."""
    first_day = DAY0 + timedelta(start)
    day, total, days = date(month // 12, month % 12 + 1, 1), Fraction(0), 0
    while day.month == month % 12 + 1:
        years = day.year - first_day.year - ((day.month, day.day) < (first_day.month, first_day.day))
        total += Fraction(rate * (10, 30, 50)[min(years, 2)], 100)
        day, days = day + timedelta(1), days + 1
    return int(total / days + Fraction(1, 2))


def in_order(result: pa.Table) -> npt.NDArray[np.int64]:
    """The columns of a result in the order of children and months, for a comparison of all rows."""
    child, month, amount = (result[name].to_numpy() for name in ("child", "month", "amount_grosze"))
    order = np.argsort(child * 65_536 + month, kind="stable")
    return np.stack([child[order], month[order], amount[order]])


TOOLS = {"duckdb": by_duckdb, "polars": by_polars, "numpy": by_numpy, "numba": by_numba, "pandas, floats": by_pandas}

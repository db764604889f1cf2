"""The full rule in polars over the six tables, in int64: one lazy query on the streaming engine, on two threads.

Readings: ``after_return`` sum, ``pre_2012_return`` exempt, the days before ust. 10a and 17 pay, else the defaults.

It goes the way of `duckdb_rule`, where tiles and runs are explained. Where rows of a child stand together a neighbour
is asked by `shift`, which is faster than a window. POLARS_MAX_THREADS is read when polars is imported.
"""

from datetime import date
from typing import Literal

import polars as pl
import pyarrow as pa

ENGINE: Literal["streaming", "in-memory"] = "streaming"
"""The other is slower."""
DAY0 = date(1970, 1, 1)
OPEN = (date(2099, 12, 31) - DAY0).days
NEVER, EVER = -100_000, 100_000
"""Days before and after all others."""
DUTY = (date(2012, 1, 1) - DAY0).days
UST_10A = (date(2014, 9, 19) - DAY0).days
UST_17 = (date(2018, 8, 27) - DAY0).days


def half_up(numerator: pl.Expr, denominator: pl.Expr) -> pl.Expr:
    """Rounded half up, away from zero."""
    below = -((denominator - 2 * numerator) // (2 * denominator))
    return pl.when(numerator < 0).then(below).otherwise((2 * numerator + denominator) // (2 * denominator))


def percent_of(base: pl.Expr, percent: pl.Expr) -> pl.Expr:
    """A percentage of a base that is not negative."""
    return (base * percent + 50) // 100


def day(name: str) -> pl.Expr:
    """A date as a number from 1970."""
    return pl.col(name).cast(pl.Int32).cast(pl.Int64)


def as_date(number: pl.Expr) -> pl.Expr:
    """The date of a day's number."""
    return number.cast(pl.Int32).cast(pl.Date)


def month_no(number: pl.Expr) -> pl.Expr:
    """Year × 12 + month - 1 of a day's number."""
    at = as_date(number)
    return at.dt.year().cast(pl.Int64) * 12 + at.dt.month() - 1


def anniversary(years: int) -> pl.Expr:
    """The day one or two years after the first; for 29 February 1 March, as those are common years."""
    at = as_date(pl.col("first"))
    leap_day = (at.dt.month() == 2) & (at.dt.day() == 29)
    return at.dt.offset_by(f"{years}y").cast(pl.Int32).cast(pl.Int64) + leap_day.cast(pl.Int64)


def asked_months(first: date, last: date) -> pl.DataFrame:
    """The months asked for with their first and last days."""
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [(date(m // 12, m % 12 + 1, 1) - DAY0).days for m in (*numbers, numbers[-1] + 1)]
    return pl.DataFrame({"m": list(numbers), "mfirst": starts[:-1], "mlast": [start - 1 for start in starts[1:]]})


def timed_stays(stays: pl.LazyFrame, placements: pl.LazyFrame) -> pl.LazyFrame:
    """The stays with a number, their days, and the first days of their second and third year.

    ``g`` is the number of the child's first stay under that gmina.
    """
    span = placements.group_by("child", "stay").agg(first=day("start").min(), last=day("end").fill_null(OPEN).max())
    first, days = pl.col("first"), pl.col("last") - pl.col("first") + 1
    new_child = (pl.col("child") != pl.col("child").shift()).fill_null(value=True)
    new_clock = new_child | (pl.col("ended_by").shift() == "adoption").fill_null(value=False)
    earlier = days.cum_sum() - days
    before = pl.col("before")
    return (
        stays.with_row_index("s")
        .join(span, on=["child", "stay"], how="left", maintain_order="left")
        .with_columns(
            g=pl.col("s").first().over("child", "gmina").cast(pl.Int64),
            placed_before=pl.when(new_child).then(first).forward_fill() < DUTY,
            before=earlier - pl.when(new_clock).then(earlier).forward_fill(),
        )
        .with_columns(
            y2=pl.when(before == 0).then(anniversary(1)).otherwise(first + 365 - before),
            y3=pl.when(before == 0).then(anniversary(2)).otherwise(first + 730 - before),
        )
        .select("s", "child", "stay", "gmina", "g", "first", "last", "placed_before", "y2", "y3")
    )


def exempt_days(exemptions: pl.LazyFrame) -> pl.LazyFrame:
    """The days of exemptions; what overlaps or meets is one."""
    since = (
        pl.when(pl.col("ground") == "state_financed")
        .then(NEVER)
        .when(pl.col("ground").is_in(["left_after_birth", "unknown_parents"]))
        .then(UST_10A)
        .otherwise(UST_17)
    )
    return (
        exemptions.select(
            "child", f=pl.max_horizontal(day("start").fill_null(NEVER), since), l=day("end").fill_null(OPEN)
        )
        .filter(pl.col("f") <= pl.col("l"))
        .sort("child", "f", "l")
        .with_columns(until=pl.col("l").cum_max().shift().over("child"))
        .with_columns(run=(pl.col("f") > pl.col("until") + 1).fill_null(value=True).cum_sum())
        .group_by("child", "run")
        .agg(pl.col("f").min(), pl.col("l").max())
        .sort("child", "f")
    )


def parts(timed: pl.LazyFrame, exempt: pl.LazyFrame) -> pl.LazyFrame:
    """Every day of every stay, at one percentage."""
    first, last, y2, y3 = (pl.col(name) for name in ("first", "last", "y2", "y3"))
    duty = timed.filter(~pl.col("placed_before"))
    bands = pl.concat(
        [
            duty.select("s", "child", pct=pl.lit(10, pl.Int64), f=first, l=pl.min_horizontal(y2 - 1, last)),
            duty.select(
                "s",
                "child",
                pct=pl.lit(30, pl.Int64),
                f=pl.max_horizontal(y2, first),
                l=pl.min_horizontal(y3 - 1, last),
            ),
            duty.select("s", "child", pct=pl.lit(50, pl.Int64), f=pl.max_horizontal(y3, first), l=last),
            timed.filter("placed_before").select("s", "child", pct=pl.lit(0, pl.Int64), f=first, l=last),
        ]
    )
    free = pl.concat(
        [
            exempt.select("child", ff=pl.col("l").shift().over("child").fill_null(NEVER - 1) + 1, fl=pl.col("f") - 1),
            exempt.group_by("child").agg(ff=pl.col("l").max() + 1, fl=pl.lit(EVER, pl.Int64)),
        ]
    )
    paid = bands.join(free, on="child", how="left").select(
        "s", "pct", pf=pl.max_horizontal("f", "ff"), pl=pl.min_horizontal("l", "fl")
    )
    unpaid = timed.join(exempt, on="child").select(
        "s", pct=pl.lit(0, pl.Int64), pf=pl.max_horizontal("f", "first"), pl=pl.min_horizontal("l", "last")
    )
    return pl.concat([paid, unpaid]).filter(pl.col("pf") <= pl.col("pl"))


def monthly(tables: dict[str, pl.LazyFrame], timed: pl.LazyFrame, window: tuple[int, int]) -> pl.LazyFrame:
    """The monthly costs with the days that bear them; those of a placement without any are 0."""
    same_stay = (pl.col("child") == pl.col("child").shift(-1)) & (pl.col("stay") == pl.col("stay").shift(-1))
    same = same_stay & (pl.col("placement") == pl.col("placement").shift(-1))
    until = day("end").fill_null(OPEN)
    borne = tables["placements"].select(
        "child",
        "stay",
        "placement",
        borne_first=day("start"),
        borne_last=pl.when(same_stay).then(pl.min_horizontal(until, day("start").shift(-1) - 1)).otherwise(until),
    )
    given = tables["monthly_costs"].select(
        "child",
        "stay",
        "placement",
        rate="amount_grosze",
        f=day("start"),
        l=pl.when(same).then(day("start").shift(-1) - 1).otherwise(OPEN),
    )
    return (
        borne.join(given, on=["child", "stay", "placement"], how="left")
        .join(timed.select("s", "g", "child", "stay", "gmina"), on=["child", "stay"])
        .select(
            "s",
            "g",
            "child",
            "gmina",
            rate=pl.col("rate").fill_null(0),
            cf=pl.max_horizontal("f", "borne_first", pl.lit(window[0], pl.Int64)),
            cl=pl.min_horizontal("l", "borne_last", pl.lit(window[1], pl.Int64)),
        )
        .filter(pl.col("cf") <= pl.col("cl"))
    )


def tiles(cost: pl.LazyFrame, part: pl.LazyFrame) -> pl.LazyFrame:
    """Days at one cost and one percentage; the whole months among them are m0 to before m1."""
    f, l = pl.col("f"), pl.col("l")  # noqa: E741
    return (
        cost.join(part, on="s")
        .filter((pl.col("pf") <= pl.col("cl")) & (pl.col("pl") >= pl.col("cf")))
        .with_columns(f=pl.max_horizontal("cf", "pf"), l=pl.min_horizontal("cl", "pl"))
        .select("s", "g", "child", "gmina", "rate", "pct", "cf", "cl", "f", "l", fm=month_no(f), lm=month_no(l))
        .with_columns(
            m0=pl.col("fm") + (as_date(f).dt.day() > 1).cast(pl.Int64),
            m1=pl.col("lm") + (as_date(l + 1).dt.day() == 1).cast(pl.Int64),
        )
        .with_columns(t=pl.col("s").cast(pl.Int64) * 200_000 + pl.col("f") + 100_000)
    )


def spent_lines(
    expenses: pl.LazyFrame, timed: pl.LazyFrame, months: pl.DataFrame, window: tuple[int, int]
) -> pl.LazyFrame:
    """The expenses over the months in which they have days, with what has accrued in each."""
    ef, el, lf, ll, amount = (pl.col(name) for name in ("ef", "el", "lf", "ll", "amount"))
    days = el - ef + 1
    return (
        expenses.select(
            "child",
            "stay",
            amount="amount_grosze",
            ef=day("day").fill_null(day("start")),
            el=day("day").fill_null(day("end")),
        )
        .filter((ef <= window[1]) & (el >= window[0]))
        .join(timed.select("s", "g", "child", "stay"), on=["child", "stay"])
        .select("s", "g", "amount", "ef", "el", m=pl.int_ranges(month_no(ef), month_no(el) + 1))
        .explode("m")
        .join(months.lazy(), on="m")
        .with_columns(lf=pl.max_horizontal("ef", "mfirst"), ll=pl.min_horizontal("el", "mlast"))
        .select(
            "s", "g", "m", "lf", "ll", base=half_up(amount * (ll - ef + 1), days) - half_up(amount * (lf - ef), days)
        )
    )


def edges(tile: pl.LazyFrame, months: pl.DataFrame) -> pl.LazyFrame:
    """The months that a tile has only a part of; the base of a line once, where its first day is."""
    fm, lm, m0, m1 = (pl.col(name) for name in ("fm", "lm", "m0", "m1"))
    columns = ("g", "rate", "pct", "cf", "cl", "f", "l")
    begun = tile.filter(fm < m0).select(*columns, m=fm)
    ended = tile.filter((lm >= m1) & ((lm > fm) | (m0 == fm))).select(*columns, m=lm)
    days, base = pl.col("ll") - pl.col("lf") + 1, pl.col("base")
    month_days = pl.col("mlast") - pl.col("mfirst") + 1
    own = pl.min_horizontal("l", "ll") - pl.max_horizontal("f", "lf") + 1
    return (
        pl.concat([begun, ended])
        .join(months.lazy(), on="m")
        .with_columns(lf=pl.max_horizontal("cf", "mfirst"), ll=pl.min_horizontal("cl", "mlast"))
        .with_columns(base=(2 * pl.col("rate") * days + month_days) // (2 * month_days))
        .select(
            "g",
            "m",
            base=pl.when(pl.col("f") <= pl.col("lf")).then(base).otherwise(0),
            amount=(2 * base * own * pl.col("pct") + days * 100) // (days * 200),
        )
    )


def shares_of_spent(spent: pl.LazyFrame, part: pl.LazyFrame) -> pl.LazyFrame:
    """The shares of the segments of expenses."""
    own = pl.min_horizontal("ll", "pl") - pl.max_horizontal("lf", "pf") + 1
    days = pl.col("ll") - pl.col("lf") + 1
    return (
        spent.join(part.filter(pl.col("pct") > 0), on="s")
        .filter((pl.col("pf") <= pl.col("ll")) & (pl.col("pl") >= pl.col("lf")))
        .select("g", "m", base=pl.lit(0, pl.Int64), amount=half_up(pl.col("base") * own * pl.col("pct"), days * 100))
    )


def once(frame: pl.LazyFrame) -> pl.LazyFrame:
    """A frame worked out now; what is used in several places is worked out in each otherwise."""
    return frame.collect(engine=ENGINE).lazy()


def query(tables: dict[str, pl.LazyFrame], first: date, last: date) -> pl.LazyFrame:
    """The charges as one lazy query."""
    months = asked_months(first, last)
    window = (months["mfirst"][0], months["mlast"][-1])
    timed = once(timed_stays(tables["stays"], tables["placements"]))
    part = once(parts(timed, exempt_days(tables["exemptions"])))
    tile = once(tiles(monthly(tables, timed, window), part))
    spent = once(spent_lines(tables["expenses"], timed, months, window))
    m, m0, m1 = pl.col("m"), pl.col("m0"), pl.col("m1")
    whole = tile.filter(m0 < m1)
    hit = once(spent.select("s", "m").unique().join(whole, on="s").filter((m0 <= m) & (m < m1)))
    columns = ("t", "child", "gmina", "rate", "pct", "m0", "m")
    runs = (
        pl.concat([hit.select(columns), whole.with_columns(m=m1).select(columns)])
        .sort("t", "m")
        .with_columns(r0=pl.when(pl.col("t") == pl.col("t").shift()).then(m.shift() + 1).otherwise(m0))
        .filter(pl.col("r0") < m)
        .select(
            "child",
            "gmina",
            month=pl.int_ranges("r0", "m"),
            base_grosze="rate",
            amount_grosze=percent_of(pl.col("rate"), pl.col("pct")),
        )
        .explode("month")
    )
    pieces = pl.concat(
        [
            edges(tile, months),
            hit.select("g", "m", base="rate", amount=percent_of(pl.col("rate"), pl.col("pct"))),
            spent.select("g", "m", "base", amount=pl.lit(0, pl.Int64)),
            shares_of_spent(spent, part),
        ]
    )
    rest = (
        pieces.group_by(key=pl.col("g") * 65_536 + m)
        .agg(base_grosze=pl.col("base").sum(), amount_grosze=pl.col("amount").sum())
        .with_columns(s=(pl.col("key") // 65_536).cast(pl.UInt32), month=pl.col("key") % 65_536)
        .join(timed.select("s", "child", "gmina"), on="s")
        .select("child", "gmina", "month", "base_grosze", "amount_grosze")
    )
    return pl.concat([runs, rest])


def run(tables: dict[str, pa.Table], first: date, last: date) -> pa.Table:
    """The charges of all months from that of ``first`` to that of ``last``, in no order.

    Columns: child and gmina as in the tables, month (year × 12 + month - 1), base_grosze, amount_grosze.
    """
    frames = {name: pl.LazyFrame(pl.from_arrow(table)) for name, table in tables.items()}
    return query(frames, first, last).collect(engine=ENGINE).to_arrow()

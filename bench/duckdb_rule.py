"""The full rule as one statement of DuckDB SQL over the six tables, in int64, on two threads.

Readings: ``after_return`` sum, ``pre_2012_return`` exempt, the days before ust. 10a and 17 pay, else the defaults.

The fastest of the forms that were tried. A stay is laid out in *tiles*, days at one monthly cost and one percentage.
The whole months of a tile cost the same each, so that its amount is worked out once for a run of them; only the months
at its edges and those in which an expense has days are added up one by one. Laying every cost over every month, and
adding up all, took five times as long.

Inside, days are numbers from 1970 and months year × 12 + month - 1. What is NULL never stands for a number.
"""

from datetime import date

import duckdb
import pyarrow as pa

MACROS = (
    "half_up(n, d) AS (2 * n + CASE WHEN n < 0 THEN -d ELSE d END) // (2 * d)",  # // cuts off towards zero
    "day_no(d) AS (d - DATE '1970-01-01')",
    "of_no(d) AS (DATE '1970-01-01' + d::INTEGER)",
    "month_no(d) AS (year(of_no(d)) * 12 + month(of_no(d)) - 1)",
    # one and two years after 29 February are common years: 1 March takes its place
    "anniversary(d, n) AS day_no((of_no(d) + to_years(n))::DATE)"
    " + (month(of_no(d)) = 2 AND dayofmonth(of_no(d)) = 29)::BIGINT",
)

ASKED = """
WITH
asked AS MATERIALIZED (
  SELECT m, day_no(start) AS mfirst, day_no(last_day(start)) AS mlast, mlast - mfirst + 1 AS mdays
  FROM (SELECT m, make_date(m // 12, m % 12 + 1, 1) AS start FROM range($first::BIGINT, $last::BIGINT + 1) t(m))),
win AS (SELECT min(mfirst) AS wf, max(mlast) AS wl FROM asked),
"""

CLOCK = """
span AS (
  SELECT child, stay, min(day_no(start)) AS first, max(coalesce(day_no("end"), day_no(DATE '2099-12-31'))) AS last
  FROM placements GROUP BY ALL),
stay AS (  -- a clock begins anew after an adoption
  SELECT *, min(first) OVER (PARTITION BY child) < day_no(DATE '2012-01-01') AS placed_before,
    coalesce(sum((earlier = 'adoption')::BIGINT) OVER (PARTITION BY child ORDER BY stay), 0)::BIGINT AS clock
  FROM (
    SELECT child, stay, gmina, first, last, lag(ended_by) OVER (PARTITION BY child ORDER BY stay) AS earlier
    FROM stays JOIN span USING (child, stay))),
timed AS MATERIALIZED (  -- s: a number for the stay, g: that of the child's first stay under that gmina
  SELECT *, min(s) OVER (PARTITION BY child, gmina) AS g FROM (
    SELECT row_number() OVER () AS s, *, sum(last - first + 1) OVER (
        PARTITION BY child, clock ORDER BY stay ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)::BIGINT AS before
    FROM stay)),
years AS (
  SELECT *, CASE WHEN before IS NULL THEN anniversary(first, 1) ELSE first + 365 - before END AS y2,
    CASE WHEN before IS NULL THEN anniversary(first, 2) ELSE first + 730 - before END AS y3
  FROM timed WHERE NOT placed_before),
"""

PERCENT = """
bands AS (
  SELECT s, child, 10 AS pct, first AS f, least(y2 - 1, last) AS l FROM years
  UNION ALL SELECT s, child, 30, greatest(y2, first), least(y3 - 1, last) FROM years
  UNION ALL SELECT s, child, 50, greatest(y3, first), last FROM years
  UNION ALL SELECT s, child, 0, first, last FROM timed WHERE placed_before),
ground AS (
  SELECT child, greatest(coalesce(day_no(start), -100000), CASE
      WHEN ground = 'state_financed' THEN -100000
      WHEN ground IN ('left_after_birth', 'unknown_parents') THEN day_no(DATE '2014-09-19')
      ELSE day_no(DATE '2018-08-27') END) AS f,
    coalesce(day_no("end"), day_no(DATE '2099-12-31')) AS l
  FROM exemptions),
exempt AS (  -- what overlaps or meets made one
  SELECT child, min(f) AS f, max(l) AS l FROM (
    SELECT *, sum(new) OVER (PARTITION BY child ORDER BY f, l) AS run FROM (
      SELECT *, coalesce(f > 1 + max(l) OVER (
          PARTITION BY child ORDER BY f, l ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)::INT AS new
      FROM ground WHERE f <= l))
  GROUP BY child, run),
free AS (
  SELECT child, coalesce(lag(l) OVER (PARTITION BY child ORDER BY f) + 1, -100000) AS ff, f - 1 AS fl FROM exempt
  UNION ALL SELECT child, max(l) + 1, 100000 FROM exempt GROUP BY child),
part AS MATERIALIZED (  -- every day of every stay, at one percentage
  SELECT s, pct, greatest(f, coalesce(ff, f)) AS pf, least(l, coalesce(fl, l)) AS pl
  FROM bands LEFT JOIN free USING (child) WHERE pf <= pl
  UNION ALL
  SELECT s, 0, greatest(f, first) AS pf, least(l, last) AS pl FROM timed JOIN exempt USING (child) WHERE pf <= pl),
"""

COSTS = """
borne AS (
  SELECT child, stay, placement, day_no(start) AS f, coalesce(
      least(day_no("end"), lead(day_no(start)) OVER (PARTITION BY child, stay ORDER BY placement) - 1),
      day_no("end"), day_no(DATE '2099-12-31')) AS l
  FROM placements),
given AS (  -- an entry ends where the next row begins, if that is of the same placement
  SELECT child, stay, rate, coalesce(c.f, b.f) AS f, least(b.l, coalesce(after - 1, b.l)) AS l
  FROM (
    SELECT child, stay, placement, amount_grosze AS rate, day_no(start) AS f, CASE
        WHEN lead(child) OVER () = child AND lead(stay) OVER () = stay AND lead(placement) OVER () = placement
        THEN lead(day_no(start)) OVER () END AS after
    FROM monthly_costs) c
  JOIN borne b USING (child, stay, placement)
  UNION ALL
  SELECT child, stay, 0, f, l FROM borne ANTI JOIN monthly_costs USING (child, stay, placement)),
cost AS (
  SELECT child, gmina, s, g, rate, greatest(f, wf) AS cf, least(l, wl) AS cl
  FROM given JOIN timed USING (child, stay), win WHERE cf <= cl),
tile AS MATERIALIZED (  -- its whole months are m0 to before m1
  SELECT row_number() OVER () AS t, child, gmina, s, g, rate, pct, cf, cl, greatest(cf, pf) AS f, least(cl, pl) AS l,
    month_no(f) AS fm, month_no(l) AS lm,
    fm + (dayofmonth(of_no(f)) > 1)::BIGINT AS m0, lm + (dayofmonth(of_no(l + 1)) = 1)::BIGINT AS m1
  FROM cost JOIN part USING (s) WHERE pf <= cl AND pl >= cf),
spent AS (
  SELECT s, g, amount_grosze AS amount, coalesce(day_no(day), day_no(start)) AS ef,
    coalesce(day_no(day), day_no("end")) AS el, el - ef + 1 AS days
  FROM expenses JOIN timed USING (child, stay), win WHERE ef <= wl AND el >= wf),
spent_line AS MATERIALIZED (
  SELECT s, g, m, greatest(ef, mfirst) AS lf, least(el, mlast) AS ll,
    half_up(amount * (ll - ef + 1), days) - half_up(amount * (lf - ef), days) AS base
  FROM (SELECT *, unnest(range(month_no(ef), month_no(el) + 1)) AS m FROM spent) JOIN asked USING (m)),
"""

MONTHS = """
hit AS MATERIALIZED (
  SELECT tile.*, m FROM (SELECT DISTINCT s, m FROM spent_line) JOIN tile USING (s) WHERE m0 <= m AND m < m1),
run AS (  -- lag over rows as they come, which are sorted: faster than a window that sorts
  SELECT child, gmina, rate, pct, CASE WHEN lag(t) OVER () = t THEN lag(m) OVER () + 1 ELSE m0 END AS r0, m AS r1 FROM (
    SELECT child, gmina, rate, pct, t, m0, m FROM hit
    UNION ALL SELECT child, gmina, rate, pct, t, m0, m1 FROM tile WHERE m0 < m1
    ORDER BY t, m)),
edge AS (
  SELECT g, m, pct, f, l, greatest(cf, mfirst) AS lf, least(cl, mlast) AS ll, half_up(rate * (ll - lf + 1), mdays) AS b
  FROM (
    SELECT *, fm AS m FROM tile WHERE fm < m0
    UNION ALL SELECT *, lm FROM tile WHERE lm >= m1 AND (lm > fm OR m0 = fm))
  JOIN asked USING (m)),
piece AS (  -- the base of a line once, where its first day is
  SELECT g, m, CASE WHEN f <= lf THEN b ELSE 0 END AS base,
    half_up(b * (least(ll, l) - greatest(lf, f) + 1) * pct, (ll - lf + 1) * 100) AS amount FROM edge
  UNION ALL SELECT g, m, rate, half_up(rate * pct, 100) FROM hit
  UNION ALL SELECT g, m, base, 0 FROM spent_line
  UNION ALL
  SELECT g, m, 0, half_up(base * (least(ll, pl) - greatest(lf, pf) + 1) * pct, (ll - lf + 1) * 100)
  FROM spent_line JOIN part USING (s) WHERE pf <= ll AND pl >= lf AND pct > 0)
SELECT child, gmina, unnest(range(r0, r1)) AS month, rate AS base_grosze, half_up(rate * pct, 100) AS amount_grosze
FROM run WHERE r0 < r1
UNION ALL
SELECT child, gmina, key % 65536, base, amount FROM (
  SELECT g * 65536 + m AS key, key // 65536 AS s, sum(base)::BIGINT AS base, sum(amount)::BIGINT AS amount
  FROM piece GROUP BY key)
JOIN timed USING (s)
"""

RULE = ASKED + CLOCK + PERCENT + COSTS + MONTHS


def run(tables: dict[str, pa.Table], first: date, last: date) -> pa.Table:
    """The charges of all months from that of ``first`` to that of ``last``, in no order.

    Columns: child and gmina as in the tables, month (year × 12 + month - 1), base_grosze, amount_grosze.
    """
    months = {"first": first.year * 12 + first.month - 1, "last": last.year * 12 + last.month - 1}
    with duckdb.connect() as connection:
        connection.execute("SET threads=2")
        for macro in MACROS:
            connection.execute(f"CREATE MACRO {macro}")
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(RULE, params=months).to_arrow_table()

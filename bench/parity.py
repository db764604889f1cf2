"""Columns, objects and the day-by-day walk on the same children under drawn readings: every row must be equal.

    python bench/parity.py --child-months 10000000 --walk 100000

Every round draws children (`country.tables`), months and an option of every reading, charges them in columns with lines
and segments, and as objects; of some children the walk of the tests works the charges out again, in exact fractions.
Children that are wrong under the readings drawn must be so for both, and are left out. Ends with exit status 1 where
something differs.
"""

import argparse
import itertools
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from datetime import date
from pathlib import Path
from typing import Any

import country
import pyarrow as pa

import piecza
from piecza import Readings
from piecza.columns import CaseTables, ChargeTables, charge_tables
from piecza.readings import READINGS

sys.path.append(str(Path(__file__).parents[1] / "tests" / "builders"))

import reference  # type: ignore[import-not-found]

AT_ONCE = 1_000
"""How many children a round has."""
MONTHS_A_CHILD = 110
"""About how many child-months a child of a round has."""
MONTHS_WALKED = 15
"""The walk visits every day of every stay, so it looks at some months of each child it is asked for."""


def drawn(draw: random.Random) -> dict[str, str]:
    """An option of every reading that can matter to costs that are given."""
    left_out = ("wage_apportionment", "lodging_split")
    return {name: draw.choice(READINGS[name].options) for name in READINGS if name not in left_out}


def right_children(
    tables: dict[str, pa.Table], readings: dict[str, str], first: str, last: str
) -> tuple[dict[str, pa.Table], ChargeTables]:
    """The children that are right under the readings, and their charges in columns.

    SystemExit where objects do not refuse what columns refuse.
    """
    chosen = Readings(**readings)  # type: ignore[arg-type]
    try:
        return tables, charge_tables(CaseTables.of(tables), first, last, readings=chosen, detail="segments")
    except piecza.InputError as error:
        columns_say = sorted({(str(fault.child), fault.code) for fault in error.errors})
    try:
        piecza.Case.model_validate(country.case_of(tables, readings))
        objects_say = []
    except ValueError as refused:
        objects_say = sorted({(str(fault.child), fault.code) for fault in piecza.problems(refused)})  # type: ignore[arg-type]
    if columns_say != objects_say:
        raise SystemExit(f"refused differently under {readings}: {columns_say[:3]}, {objects_say[:3]}")
    wrong = {child for child, _ in columns_say}
    rest = [child for child in tables["children"]["id"].to_pylist() if child not in wrong]
    return right_children(country.of_children(tables, rest), readings, first, last)


def rows_of_objects(charges: piecza.Charges) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Charges, lines and segments, each row with the name of its table."""
    for charge in charges:
        yield "charges", (charge.child, charge.gmina, str(charge.month), charge.base_grosze, charge.amount_grosze)
        for line in charge.lines:
            yield (
                "lines",
                (
                    line.kind,
                    line.form,
                    line.rate_grosze,
                    line.day_rate_grosze,
                    line.start,
                    line.end,
                    line.days,
                    line.base_grosze,
                    line.amount_grosze,
                ),
            )
            for s in line.segments:
                yield "segments", (s.start, s.end, s.days, s.band, s.percent, s.basis, s.exempt, s.amount_grosze)


def rows_of(table: pa.Table, leaving_out: int) -> list[tuple[Any, ...]]:
    """The rows of a table without the columns that say to what they belong."""
    return list(zip(*(column.to_pylist() for column in table.columns[leaving_out:]), strict=True))


def compared(seed: int, walk: int) -> tuple[int, int]:
    """How many child-months one round compared, and how many of them were walked. SystemExit where a row differs."""
    draw = random.Random(seed)
    first_year, last_year = draw.choice([(2012, 2025), (2010, 2019), (2018, 2027)])
    first, last = f"{first_year}-{draw.randint(1, 12):02d}", f"{last_year}-{draw.randint(1, 12):02d}"
    tables = country.tables(AT_ONCE, date(first_year, 1, 1), date(last_year, 12, 31), seed)
    readings = drawn(draw)
    tables, columns = right_children(tables, readings, first, last)
    document = country.case_of(tables, readings)
    objects = piecza.charges(piecza.Case.model_validate(document), first, last)
    rows: dict[str, list[tuple[Any, ...]]] = {"charges": [], "lines": [], "segments": []}
    for name, row in rows_of_objects(objects):
        rows[name].append(row)
    for name, leaving_out in (("charges", 0), ("lines", 2), ("segments", 1)):
        if rows[name] != rows_of(getattr(columns, name), leaving_out):
            raise SystemExit(f"{name} differ: seed {seed}, {first}..{last}, {readings}")
    walked = walked_rows(document, objects, walk, draw) if walk else 0
    return len(rows["charges"]), walked


def walked_rows(document: dict[str, Any], objects: piecza.Charges, walk: int, draw: random.Random) -> int:
    """How many charges of some children the walk was held against. SystemExit where one differs."""
    by_child: dict[str, list[piecza.Charge]] = {}
    for charge in objects:
        by_child.setdefault(charge.child, []).append(charge)
    done = 0
    for child in draw.sample(document["children"], len(document["children"])):
        if done >= walk:
            break
        months = sorted({charge.month for charge in by_child.get(child["id"], [])})
        if not months:
            continue
        at = draw.randrange(len(months))
        months = months[at : at + MONTHS_WALKED]
        theirs = reference.charges(document | {"children": [child]}, str(months[0]), str(months[-1]))
        ours = [charge for charge in by_child[child["id"]] if months[0] <= charge.month <= months[-1]]
        said = [(charge["gmina"], charge["month"], charge["base"], charge["amount"]) for charge in theirs]
        if said != [(due.gmina, str(due.month), str(due.base), str(due.amount)) for due in ours]:
            raise SystemExit(f"the walk differs for {child['id']}: {document['readings']}")
        done += len(said)
    return done


def main() -> None:
    """Run rounds until there are as many child-months as were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--child-months", type=int, default=200_000)
    parser.add_argument("--walk", type=int, default=2_000, help="how many of them are walked day by day")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    begun, count, walked, ended = time.perf_counter(), 0, 0, 0
    share = -(-arguments.walk * AT_ONCE * MONTHS_A_CHILD // max(arguments.child_months, AT_ONCE * MONTHS_A_CHILD))
    seeds = itertools.count(arguments.seed)
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        rounds = {pool.submit(compared, next(seeds), share)}  # the first one compiles for all
        while rounds:
            done, rounds = wait(rounds, return_when=FIRST_COMPLETED)
            ended += len(done)
            count += sum(one.result()[0] for one in done)
            walked += sum(one.result()[1] for one in done)
            print(f"\r{count:,} child-months equal, {walked:,} of them walked, {ended} sets of readings", end="")
            while count < arguments.child_months and len(rounds) < (os.cpu_count() or 1):
                rounds.add(pool.submit(compared, next(seeds), share))
    print(f"\nall equal, {time.perf_counter() - begun:,.0f} s")


if __name__ == "__main__":
    main()

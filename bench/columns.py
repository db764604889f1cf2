"""The rule over columns and what it is measured against, on the same rows in one run; every row is checked.

    python bench/columns.py --child-months 12000000 --before ../piecza-before

`--before` is a checkout of an earlier commit, whose objects are timed beside those of this one and are 1 in the ratios.
All contenders take turns; figures are medians. The machine may be busy, so processor time stands beside wall time.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "2")  # read when polars is imported

import argparse
import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import country
import duckdb_rule
import numpy as np
import objects_rule
import ours
import polars_rule
import pyarrow as pa
import pyarrow.parquet as pq
import toy_rule
from country import FIRST, LAST, TABLES
from country_money import Days
from speed import peak_memory

READINGS = {
    "after_return": "sum",
    "pre_2012_return": "exempt",
    "ust_10a_before_2014_09_19": "pays",
    "ust_17_before_2018_08_27": "pays",
}
MONTHS_A_CHILD = 115
"""About how many child-months a child of `country.tables` has from FIRST to LAST."""
BYTES = 48
"""What a child-month moves at least: five columns of a charge and its part of the tables."""
HERE = Path(__file__).parent


def _as_they_are(tables: dict[str, pa.Table], first: date, last: date) -> tuple[dict[str, pa.Table], date, date]:
    return tables, first, last


class Contender(NamedTuple):
    """Something that works out all charges: how many threads it may use, and whether it takes ids and codes as text.

    What is made ready from the tables before the clock starts, what is timed, and how its result is read afterwards.
    """

    threads: int
    text: bool
    run: Callable[[Any], Any]
    ready: Callable[[dict[str, pa.Table], date, date], Any] = _as_they_are
    rows: Callable[[Any], pa.Table] = lambda result: result


def ours_as(kind: ours.Kind, threads: int) -> Contender:
    """A contender of this library."""
    ready, run, rows = kind
    return Contender(threads, True, run, ready, rows)


CONTENDERS = {
    "DuckDB": Contender(2, False, lambda asked: duckdb_rule.run(*asked)),
    "DuckDB, ids and codes as text": Contender(2, True, lambda asked: duckdb_rule.run(*asked)),
    "polars": Contender(2, False, lambda asked: polars_rule.run(*asked)),
    "polars, ids and codes as text": Contender(2, True, lambda asked: polars_rule.run(*asked)),
    "columns: the compiled rule": ours_as(ours.KERNEL[1], 1),
    "columns: the compiled rule, 2": ours_as(ours.KERNEL[2], 2),
    **{f"columns: {kind} in and out": ours_as(ours.FRAMES[kind], 1) for kind in ours.FRAMES},
}


class Taken(NamedTuple):
    """The seconds of some runs, by the clock and of the processor."""

    wall: float
    processor: float


def timed(work: Callable[[], Any]) -> tuple[Any, Taken]:
    """What some work gives, and what it takes."""
    begun, begun_processor = time.perf_counter(), time.process_time()
    result = work()
    return result, Taken(time.perf_counter() - begun, time.process_time() - begun_processor)


def median(taken: list[Taken]) -> Taken:
    """The medians of some runs."""
    return Taken(*(statistics.median(times) for times in zip(*taken, strict=True)))


def row(name: str, threads: int, count: int, taken: Taken, objects: Taken | None, mark: str = "") -> None:
    """Print a line: speeds in child-months a second, and the ratios to the objects by either time."""
    ratios = f"{objects.wall / taken.wall:>8.1f} {objects.processor / taken.processor:>8.1f}" if objects else ""
    speed = f"{count / taken.wall:>13,.0f} {count / taken.processor:>13,.0f}"
    print(f"{name:<34} {threads:>2} {taken.wall:>9.2f} {taken.processor:>9.2f} {speed} {ratios} {mark}", flush=True)


def numbers(result: pa.Table, tables: dict[str, pa.Table]) -> Days:
    """Key, base and amount of all rows in the order of the keys, which are made of child, month and gmina."""
    child, gmina = result["child"], result["gmina"]
    if not pa.types.is_integer(child.type):
        child = pa.compute.index_in(child.cast(pa.string()), value_set=tables["children"]["id"])
        gmina = gmina.cast(pa.string())
    child, gmina = (column.cast(pa.int64()).to_numpy() for column in (child, gmina))
    key = (child << 40) + (result["month"].to_numpy() << 24) + gmina  # a gmina's code is below 2 to the 24th
    order = np.argsort(key)
    return np.stack([key[order], *(result[name].to_numpy()[order] for name in ("base_grosze", "amount_grosze"))])


def sample_of(tables: dict[str, pa.Table], child_months: int) -> dict[str, pa.Table]:
    """Children from all over the tables, with about so many child-months."""
    ids = tables["children"]["id"].to_pylist()
    return country.of_children(tables, ids[:: max(1, len(ids) * MONTHS_A_CHILD // child_months)])


def same_as_objects(charges: list[list[Any]], tables: dict[str, pa.Table], checked: Days) -> int:
    """How many charges of objects were compared with the rows; SystemExit where one differs or is missing."""
    columns = ("child", "gmina", "month", "base_grosze", "amount_grosze")
    rows = pa.table({name: list(values) for name, values in zip(columns, zip(*charges, strict=True), strict=True)})
    theirs = numbers(rows, tables)
    children = np.unique(theirs[0] >> 40)
    ours = checked[:, np.isin(checked[0] >> 40, children)]
    if not np.array_equal(theirs, ours):
        raise SystemExit("the objects and the columns differ")
    return theirs.shape[1]


def full_rule(arguments: argparse.Namespace, folder: Path) -> int:
    """Time and check everything that works out the full rule; how many child-months there are."""
    tables, making = timed(
        lambda: country.tables(arguments.child_months // MONTHS_A_CHILD, FIRST, LAST, arguments.seed)
    )
    tables_of = {True: tables, False: country.numbered(tables)}
    for text, kept in tables_of.items():
        (folder / str(text)).mkdir()
        for name in TABLES:
            pq.write_table(kept[name], folder / str(text) / f"{name}.parquet")
    print("made in", round(making.wall, 1), "s:", ", ".join(f"{tables[name].num_rows:,} {name}" for name in TABLES))
    few = sample_of(tables, 1_000)
    for contender in CONTENDERS.values():  # compiled and imported
        if contender.text:
            contender.run(contender.ready(few, FIRST, LAST))
    taken: dict[str, list[Taken]] = {name: [] for name in CONTENDERS}
    checked: Days | None = None
    for number in range(arguments.runs):
        for name, contender in CONTENDERS.items():
            asked = contender.ready(tables_of[contender.text], FIRST, LAST)
            result, once = timed(partial(contender.run, asked))
            taken[name].append(once)
            if number == 0:
                rows = numbers(contender.rows(result), tables)
                if checked is None:
                    checked = rows
                if not (np.array_equal(rows, checked) and (np.diff(rows[0]) > 0).all()):
                    raise SystemExit(f"{name} differs from {next(iter(CONTENDERS))}, or has a row twice")
            del result, asked
    assert checked is not None, "there are contenders and runs"
    count = checked.shape[1]
    print(f"the same {count:,} rows from all; {(checked[2] != 0).mean():.0%} of them above zero")
    before = objects_rows(arguments, folder, tables, checked)
    for name, contender in CONTENDERS.items():
        peak = memory(name, folder)
        row(
            name, contender.threads, count, median(taken[name]), before, f"{peak / 2**20:>6.0f} MB {peak / count:.0f} B"
        )
    return count


def objects_rows(arguments: argparse.Namespace, folder: Path, tables: dict[str, pa.Table], checked: Days) -> Taken:
    """Print what the objects of this and of an earlier commit take, scaled to all rows, and check their charges."""
    document = folder / "case.json"
    document.write_text(json.dumps(country.case_of(sample_of(tables, arguments.sample), READINGS)), encoding="utf-8")
    heads, widths = ("wall s", "cpu s", "a second", "a cpu second", "× wall", "× cpu"), (9, 9, 13, 13, 8, 8)
    print(f"\n{'threads':>37}", *(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)), "memory")
    scaled = Taken(0, 0)
    checkouts = {"objects": HERE.parent} | ({"objects before": arguments.before} if arguments.before else {})
    for name, checkout in checkouts.items():
        said = objects_rule.objects(document, FIRST.isoformat()[:7], LAST.isoformat()[:7], checkout)
        compared = same_as_objects(said["charges"], tables, checked)
        share = checked.shape[1] / compared
        scaled = Taken(*(statistics.median(said[times]) * share for times in ("wall", "processor")))
        row(name, 1, checked.shape[1], scaled, None, f"scaled from {compared:,}, all equal")
    return scaled


def memory(name: str, folder: Path) -> int:
    """The peak memory of a contender above the tables, in bytes, in a process of its own."""
    command = [sys.executable, __file__, "--memory-of", name, "--folder", str(folder)]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def print_memory(name: str, folder: Path) -> None:
    """Print by how many bytes the process grows while a contender works, its result among them."""
    contender = CONTENDERS[name]
    tables = {table: pq.read_table(folder / str(contender.text) / f"{table}.parquet") for table in TABLES}
    asked = contender.ready(tables, FIRST, LAST)
    few = {name: table.slice(0, 0) for name, table in tables.items()}
    if contender.text:  # ours refuses a case without children
        few = country.of_children(tables, tables["children"]["id"][:1].to_pylist())
    contender.run(contender.ready(few, FIRST, LAST))
    before = peak_memory()
    result = contender.run(asked)
    print(peak_memory() - before)
    del result


def toys(arguments: argparse.Namespace, count: int) -> None:
    """Time and check the toy rule: DuckDB's time is 1."""
    table = toy_rule.toy_table(count // 154, FIRST, LAST, arguments.seed)
    taken: dict[str, list[Taken]] = {name: [] for name in toy_rule.TOOLS}
    wrong: dict[str, int] = {}
    right: Days | None = None
    toy_rule.by_numba(table.slice(0, 2), FIRST, LAST)  # compiled once
    for number in range(arguments.runs):
        for name, work in toy_rule.TOOLS.items():
            result, once = timed(lambda w=work: w(table, FIRST, LAST))  # type: ignore[misc]
            taken[name].append(once)
            if number == 0:
                rows = toy_rule.in_order(result)
                right = rows if right is None else right
                if not np.array_equal(rows[:2], right[:2]):
                    raise SystemExit(f"{name} has other rows than DuckDB")
                wrong[name] = int((rows[2] != right[2]).sum())
            del result
    assert right is not None, "there are tools and runs"
    start, rate = (table[name].to_pylist() for name in ("start", "rate"))
    places = np.random.default_rng(arguments.seed).integers(0, right.shape[1], 20_000)
    for child, month, amount in right[:, places].T.tolist():
        if toy_rule.in_fractions(start[child], rate[child], month) != amount:
            raise SystemExit("the toy rule differs from the walk in fractions")
    print(f"\nthe toy rule, {right.shape[1]:,} child-months, 20 000 of them walked day by day in fractions; × DuckDB")
    base = median(taken["duckdb"])
    for name in toy_rule.TOOLS:
        part = wrong[name] / right.shape[1]
        threads = 2 if name in ("duckdb", "polars") else 1
        row(name, threads, right.shape[1], median(taken[name]), base, f"{part:.1%} wrong" if part else "all equal")


def copy_limit() -> None:
    """Print how fast one core copies int64, and how many child-months a second that would be."""
    source = np.arange(20_000_000)
    target = np.empty_like(source)
    speeds = []
    for _ in range(9):
        begun = time.perf_counter()
        np.copyto(target, source)
        speeds.append(source.nbytes / (time.perf_counter() - begun))
    best = max(speeds)
    print(f"\ncopying int64: {best / 1e9:.1f} GB/s, {best / BYTES / 1e6:.0f} M child-months a second at {BYTES} bytes")


def machine() -> str:
    """What this ran on, and when."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("numpy", "numba", "pyarrow", "polars", "duckdb", "pandas")
    )
    load = os.getloadavg()[0]
    return (
        f"{date.today()}, {model}, {os.cpu_count()} cores (load {load:.1f}), {platform.system()},"
        f" CPython {platform.python_version()}, {libraries}"
    )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--child-months", type=int, default=1_000_000, help="about how many")
    parser.add_argument("--sample", type=int, default=50_000, help="about how many of them the objects work out")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--before", type=Path, help="a checkout of an earlier commit, to time its objects")
    parser.add_argument("--memory-of", choices=CONTENDERS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.memory_of:
        print_memory(arguments.memory_of, arguments.folder)
        return
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        count = full_rule(arguments, Path(folder))
    toys(arguments, count)
    copy_limit()
    print(f"peak memory of this process: {peak_memory() / 2**20:,.0f} MB")


if __name__ == "__main__":
    main()

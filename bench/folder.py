"""Folders of Parquet files charged: time and memory as the country grows.

    python bench/folder.py [CHILDREN ...]

Every folder holds the six tables of so many children of `country.tables`, over fourteen years; it is charged on two
threads by a process of its own, into one more Parquet file. Prints rows of charges, time, and the peak memory of that
process, in which nothing else is done.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq
from country import FIRST, LAST, TABLES, tables
from ours import READINGS
from speed import peak_memory

from piecza.columns import charge_folder

CHILDREN = (8_600, 34_400, 103_000, 137_500, 430_000)
"""About 1, 4, 12, 16 and 50 million child-months."""


def write(folder: Path, children: int) -> None:
    """Six Parquet files of so many children."""
    made = tables(children, FIRST, LAST, seed=1)
    for name in TABLES:
        pq.write_table(made[name], folder / f"{name}.parquet")


def charge(folder: Path) -> None:
    """Charge a folder and print what it took."""
    months = FIRST.isoformat()[:7], LAST.isoformat()[:7]
    begun, begun_processor = time.perf_counter(), time.process_time()
    done = charge_folder(str(folder), str(folder / "charges.parquet"), *months, readings=READINGS, threads=2)
    wall, processor = time.perf_counter() - begun, time.process_time() - begun_processor
    print(
        f"{done.rows['charges']:>12,} rows {done.children:>9,} children {processor:>8.1f} s of the processor"
        f" {wall:>8.1f} s {peak_memory() / 2**20:>7,.0f} MB",
        flush=True,
    )


def main() -> None:
    """Print a line for every folder."""
    if sys.argv[1:2] in (["--write"], ["--charge"]):
        folder = Path(sys.argv[2])
        write(folder, int(sys.argv[3])) if sys.argv[1] == "--write" else charge(folder)
        return
    for children in map(int, sys.argv[1:] or CHILDREN):
        with tempfile.TemporaryDirectory() as kept:
            for step in (("--write", kept, str(children)), ("--charge", kept)):
                subprocess.run([sys.executable, __file__, *step], check=True)


if __name__ == "__main__":
    main()

"""The charges of one document by the library's objects, timed in a process of its own.

    python bench/objects_rule.py CASE.json 2012-01 2025-12 OUT.json

`columns` starts it, with the library of this checkout or of another. OUT.json holds the seconds of wall and of
processor time of every run, and all charges: child, gmina, month (year × 12 + month - 1), base and amount in grosze.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

RUNS = 3


def objects(document: Path, first: str, last: str, checkout: Path) -> dict[str, Any]:
    """What a process with the library of a checkout says of a document."""
    out = document.with_suffix(".charges.json")
    command = [sys.executable, __file__, str(document), first, last, str(out)]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(checkout / "src")}, check=True)
    read: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return read


def main(document: str, first: str, last: str, out: str) -> None:
    """Work out the charges some times; the reading of the document is not timed."""
    import piecza

    case = piecza.read_case(Path(document).read_text(encoding="utf-8"))
    wall, processor = [], []
    for _ in range(RUNS):
        begun, begun_processor = time.perf_counter(), time.process_time()
        charges = piecza.charges(case, first, last)
        processor.append(time.process_time() - begun_processor)
        wall.append(time.perf_counter() - begun)
    rows = [
        (due.child, due.gmina, due.month.year * 12 + due.month.month - 1, due.base_grosze, due.amount_grosze)
        for due in charges.charges
    ]
    Path(out).write_text(json.dumps({"wall": wall, "processor": processor, "charges": rows}), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

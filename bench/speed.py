"""Child-months per second with full results, and the time of an import.

    python bench/speed.py
    python bench/speed.py --against CHECKOUT    # how many times as fast as another checkout of it

One process, one core. Each figure is the median of several runs; reading the document is not in it and stands beside.
Against another checkout both take turns, each time in a process of its own, and the time of the processor counts.
"""

import gc
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import powiat

import piecza

RUNS = 5
HERE = Path(__file__).resolve().parent.parent
POWIAT = HERE / "examples" / "powiat.json"
READ = "import gc, sys, pathlib, piecza; text = pathlib.Path(sys.argv[1]).read_bytes(); "
CHARGE = READ + "case = piecza.read_case(text); "
WRITE = CHARGE + "made = piecza.charges(case, *sys.argv[2:]); "
CLOCK = "import time; {}gc.collect(); begun = time.process_time(); {}; print(time.process_time() - begun)"
WORKS = {
    "reading": CLOCK.format(READ, "piecza.read_case(text)"),
    "charges": CLOCK.format(CHARGE, "piecza.charges(case, *sys.argv[2:])"),
    "writing": CLOCK.format(WRITE, "made.to_json()"),
}
LIBRARY = f"{WRITE}print(made.to_json())"
COMMAND = "import sys; from piecza.cli import main; sys.argv[2:] = ['--month', sys.argv[2], '--json']; "
COMMAND += "sys.argv.insert(1, 'charge'); main()"


def median(work: Callable[[], object]) -> float:
    """The median time of some runs, in seconds."""
    taken = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def charge(name: str, document: dict[str, object], first: str, last: str, repeat: int = 1) -> None:
    """Print how fast the charges of a document are worked out, as it is and with the collector of garbage paused."""
    text = json.dumps(document)
    case = piecza.read_case(text)
    count = len(piecza.charges(case, first, last))

    def work() -> None:
        for _ in range(repeat):
            piecza.charges(case, first, last)

    reading, taken = median(lambda: piecza.read_case(text)), median(work)
    writing = median(lambda: piecza.charges(case, first, last).to_json()) - taken / repeat
    gc.collect()
    gc.disable()
    paused = median(work)
    gc.enable()
    speeds = f"{count * repeat / taken:>9,.0f} a second, {count * repeat / paused:>9,.0f} with gc paused"
    print(f"{name:<40} {count * repeat:>9,} child-months {speeds}")
    print(f"{'  reading / writing the documents':<40} {reading:>9.3f} s / {writing:.3f} s")


def explain(name: str, document: dict[str, object], first: str, last: str) -> None:
    """Print how long the explanations of a document's charges take."""
    case = piecza.read_case(json.dumps(document))
    charges = piecza.charges(case, first, last)
    taken = median(lambda: piecza.explained(case, charges))
    print(f"{name:<40} {len(charges):>9,} charges {taken / len(charges) * 1000:>9.2f} ms each")


def open_readings(first: str, last: str, document: dict[str, Any] | None = None) -> None:
    """Print how many times as long charges take with four readings open as with none.

    Without a document, for children to whom all four matter. Both take turns in short runs; the shortest counts, as
    nothing makes one shorter.
    """
    children = document or powiat.returning(20)
    case = piecza.read_case(json.dumps({**children, "readings": {}}))
    chosen = case.with_readings(
        after_return="sum",
        pre_2012_return="exempt",
        ust_10a_before_2014_09_19="pays",
        ust_17_before_2018_08_27="pays",
    )
    least = [math.inf, math.inf]
    for _ in range(RUNS if document else 20 * RUNS):
        for at, either in enumerate((chosen, case)):
            begun = time.process_time()
            with suppress(piecza.ReadingNeeded):
                piecza.charges(either, first, last)
            least[at] = min(least[at], time.process_time() - begun)
    name = f"{'the same, ordinary' if document else 'four readings open'}, {first} to {last}"
    print(f"{name:<40} {least[1] / least[0]:>9.1f} × the time of none")


def imported(statement: str) -> float:
    """The median time of a statement in a fresh interpreter, less that of an empty one, in milliseconds."""
    clock = "import time; begun = time.perf_counter(); {}; print(time.perf_counter() - begun)"
    taken = [
        float(subprocess.run([sys.executable, "-c", clock.format(statement)], capture_output=True, check=True).stdout)
        for _ in range(2 * RUNS + 1)
    ]
    return statistics.median(taken) * 1000


def peak_memory() -> int:
    """The most memory of this process so far, in bytes, without that of the process that started it (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


# Against another checkout


def process(root: Path, code: str, *arguments: object) -> tuple[float, str]:
    """The time of the processor that a process takes in a checkout, in seconds, and what it prints.

    What is compiled is kept apart from the checkout: the first process of each is not counted by whoever calls.
    """
    kept = Path(tempfile.gettempdir()) / "piecza-speed"
    environment = {**os.environ, "PYTHONPATH": str(root / "src"), "PYTHONPYCACHEPREFIX": str(kept)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def whole(root: Path, code: str, case: Path) -> float:
    """The time of a process for one month."""
    return process(root, code, case, "2025-03")[0]


def clocked(root: Path, code: str, case: Path) -> float:
    """The time that a process tells of a part of its work for one year."""
    return float(process(root, code, case, "2025-01", "2025-12")[1])


def turns(*works: Callable[[], float]) -> list[float]:
    """The median times of works that take turns, in seconds."""
    taken = list(zip(*([work() for work in works] for _ in range(RUNS + 1)), strict=True))
    return [statistics.median(times[1:]) for times in taken]


def against(other: Path) -> None:
    """Print how many times as fast this checkout is, and how long its command takes against the same work in Python."""
    with tempfile.TemporaryDirectory() as folder:
        many, small = Path(folder) / "many.json", Path(folder) / "small.json"
        many.write_text(json.dumps(powiat.case(10_000, 1, date(2010, 1, 1), date(2024, 12, 31))))
        small.write_text(json.dumps(powiat.case(1, 7, date(2012, 1, 15), date(2012, 1, 20))))
        for name, code in WORKS.items():
            old, new = turns(*(partial(clocked, root, code, many) for root in (other, HERE)))
            print(
                f"{name + ', 10 000 children over 12 months':<44} {old:6.2f} s {new:6.2f} s {old / new:5.2f} ×",
                flush=True,
            )
        old, new = turns(*(partial(whole, root, "import piecza", POWIAT) for root in (other, HERE)))
        print(f"{'import piecza':<44} {old:6.2f} s {new:6.2f} s {old / new:5.2f} ×")
        for name, case in (("small.json", small), ("examples/powiat.json", POWIAT)):
            pairs = [(root, code) for root in (other, HERE) for code in (COMMAND, LIBRARY)]
            taken = turns(*(partial(whole, *pair, case) for pair in pairs))
            said = [f"{one:.2f} s / {two:.2f} s = {one / two:.2f}" for one, two in (taken[:2], taken[2:])]
            print(f"{'charge --json / Python, ' + name:<44} {said[0]} before, {said[1]} now", flush=True)


def main() -> None:
    """Print everything."""
    print(f"piecza {piecza.__version__}, {platform.python_implementation()} {platform.python_version()}, {RUNS} runs")
    one = powiat.case(1, 7, date(2012, 1, 15), date(2012, 1, 20))
    charge("1 child over 14 years", one, "2012-01", "2025-12", repeat=50)
    many = powiat.case(10_000, 1, date(2010, 1, 1), date(2024, 12, 31))
    charge("10 000 children over 12 months", many, "2025-01", "2025-12")
    charge("10 000 children, one month", many, "2025-03", "2025-03")
    facts = powiat.by_facts(many, 2025)
    charge("the same, every cost worked out", facts, "2025-01", "2025-11")
    few = powiat.case(500, 1, date(2010, 1, 1), date(2024, 12, 31))
    explain("explained, 500 children, one month", few, "2025-03", "2025-03")
    explain("explained, 500 children, eleven months", few, "2025-01", "2025-11")
    explain("the same, every cost worked out", powiat.by_facts(few, 2025), "2025-01", "2025-11")
    for first, last in (("2014-01", "2014-01"), ("2014-04", "2014-04"), ("2014-01", "2014-12")):
        open_readings(first, last)
    ordinary = powiat.case(2_000, 1, date(2010, 1, 1), date(2024, 12, 31))
    for first, last in (("2014-04", "2014-04"), ("2014-01", "2014-12"), ("2024-01", "2024-12")):
        open_readings(first, last, ordinary)
    ours, pydantic = imported("import piecza"), imported("from pydantic import BaseModel")
    print(f"{'import piecza':<40} {ours:>9.0f} ms (of which pydantic {pydantic:.0f} ms)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--against"]:
        against(Path(sys.argv[2]).resolve())
    else:
        main()

"""Child-months per second with full results, and the time of an import.

    python bench/speed.py

One process, one core. Each figure is the median of several runs; reading the document is not in it and stands beside.
"""

import gc
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

import powiat

import piecza

RUNS = 5


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


def imported(statement: str) -> float:
    """The median time of a statement in a fresh interpreter, less that of an empty one, in milliseconds."""
    clock = "import time; begun = time.perf_counter(); {}; print(time.perf_counter() - begun)"
    taken = [
        float(subprocess.run([sys.executable, "-c", clock.format(statement)], capture_output=True, check=True).stdout)
        for _ in range(2 * RUNS + 1)
    ]
    return statistics.median(taken) * 1000


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
    ours, pydantic = imported("import piecza"), imported("from pydantic import BaseModel")
    print(f"{'import piecza':<40} {ours:>9.0f} ms (of which pydantic {pydantic:.0f} ms)")


if __name__ == "__main__":
    main()

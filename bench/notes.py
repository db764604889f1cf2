"""Noty of a whole voivodeship: a month of many gminas to JSON and HTML, with time and memory.

    python bench/notes.py [gminas]
    python bench/notes.py --against CHECKOUT [gminas]    # how many times as fast as another checkout

Every gmina has thirty children; each nota is written to disk and forgotten. Prints seconds for reading the register,
working the month out, and making the noty; peak memory at a tenth of the gminas and at all of them. Against another
checkout both take turns, each time in a process of its own that keeps nothing of the noty but a hash, and the time of
the processor counts.
"""

import hashlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import powiat
from speed import HERE, process

import piecza
from piecza.files.disk import writing
from piecza.notes import month_summary, name_of, notas, page, read_agreement, to_html

CHILDREN = 30
TURNS = 3


def codes(count: int) -> list[str]:
    """The codes of so many gminas, none of them a city."""
    all_codes = (f"{v:02d}{p:02d}{g:02d}2" for v in range(2, 34, 2) for p in range(1, 20) for g in range(1, 20))
    return [code for _, code in zip(range(count), all_codes, strict=False)]


def agreement(gminas: list[str]) -> str:
    """An agreement with all of them; the parties are invented."""
    text = '[powiat]\nname = "Powiat Przykładowy"\naddress = "ul. Powiatowa 1"\nplace = "Przykładowo"\n'
    text += '[readings]\nafter_return = "sum"\npre_2012_return = "exempt"\n'
    text += 'ust_10a_before_2014_09_19 = "pays"\nust_17_before_2018_08_27 = "pays"\n'
    for code in gminas:
        text += f'[[gmina]]\ncode = "{code}"\nname = "Gmina {code}"\naddress = "ul. Długa 5"\n'
    return text


def register(gminas: list[str]) -> dict[str, object]:
    """A document with thirty children of each gmina."""
    document = powiat.case(len(gminas) * CHILDREN, 7, date(2016, 1, 1), date(2025, 2, 28))
    for number, child in enumerate(document["children"]):
        for stay in child["stays"]:
            stay["gmina"] = gminas[number % len(gminas)]
    return document


def run(count: int) -> None:
    """One measurement."""
    gminas = codes(count)
    document = register(gminas)
    started = time.perf_counter()
    case = piecza.Case.model_validate(document)
    del document
    agreed = read_agreement(agreement(gminas))
    read = time.perf_counter()
    noty = notas(case, "2025-03", agreed, issued=date(2025, 4, 4))
    worked_out = time.perf_counter()
    summary = month_summary(case, noty)
    summed = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = 0
    with tempfile.TemporaryDirectory() as folder, writing(str(Path(folder) / "noty")) as stage:
        for nota in noty:
            for suffix, text in (("json", nota.to_json()), ("html", to_html(page(nota)))):
                content = text.encode()
                size += len(content)
                stage.write(f"{name_of(nota)}.{suffix}", content)
    done = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{len(noty)} noty, {sum(gmina.children for gmina in summary.gminas)} children: case {read - started:.1f} s, "
        f"month {worked_out - read:.1f} s, summary {summed - worked_out:.1f} s, noty {done - summed:.1f} s "
        f"({size / 1e6:.0f} MB written); {before:.0f} MB at most before the noty, {memory:.0f} MB with them",
        flush=True,
    )


def timed(count: int) -> None:
    """Print seconds for reading the case, seconds for the noty, and their hash, as `against` asks for."""
    gminas = codes(count)
    text = json.dumps(register(gminas))
    begun = time.process_time()
    case = piecza.read_case(text)
    read = time.process_time()
    made = hashlib.sha256()
    for nota in notas(case, "2025-03", read_agreement(agreement(gminas)), issued=date(2025, 4, 4)):
        made.update(nota.to_json().encode())
        made.update(to_html(page(nota)).encode())
    print(read - begun, time.process_time() - read, made.hexdigest())


def against(other: Path, count: int) -> None:
    """Print how many times as fast this checkout makes the noty, and whether they are the same."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parent)!r}); import notes; notes.timed({count})"
    )
    taken: dict[Path, list[tuple[float, ...]]] = {other: [], HERE: []}
    hashes = set()
    for _ in range(TURNS):
        for root, times in taken.items():
            reading, making, made = process(root, code)[1].split()
            times.append((float(reading), float(making), float(reading) + float(making)))
            hashes.add(made)
    for at, name in enumerate(("reading the case", "noty, JSON and HTML", "both")):
        old, new = (statistics.median(times[at] for times in taken[root]) for root in taken)
        print(f"{name + f', {count} gminas':<44} {old:6.2f} s {new:6.2f} s {old / new:5.2f} ×")
    print("the same bytes" if len(hashes) == 1 else "NOT the same bytes")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--against"]:
        against(Path(sys.argv[2]).resolve(), int(sys.argv[3]) if len(sys.argv) > 3 else 1000)
    elif len(sys.argv) > 2:
        run(int(sys.argv[1]))
    else:
        gminas = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
        for count in (gminas // 10, gminas):  # each in its own process, so that peak memory is its own
            subprocess.run([sys.executable, __file__, str(count), "one"], check=True)

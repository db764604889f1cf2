"""Noty of a whole voivodeship: a month of many gminas to JSON and HTML, with time and memory.

    python bench/notes.py [gminas]

Every gmina has thirty children; each nota is written to disk and forgotten. Prints seconds for reading the register,
working the month out, and making the noty; peak memory at a tenth of the gminas and at all of them.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import powiat

import piecza
from piecza.files.disk import writing
from piecza.notes import month_summary, name_of, notas, page, read_agreement, to_html

CHILDREN = 30


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


def run(count: int) -> None:
    """One measurement."""
    gminas = codes(count)
    document = powiat.case(count * CHILDREN, 7, date(2016, 1, 1), date(2025, 2, 28))
    for number, child in enumerate(document["children"]):
        for stay in child["stays"]:
            stay["gmina"] = gminas[number % count]
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


if __name__ == "__main__":
    if len(sys.argv) > 2:
        run(int(sys.argv[1]))
    else:
        gminas = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
        for count in (gminas // 10, gminas):  # each in its own process, so that peak memory is its own
            subprocess.run([sys.executable, __file__, str(count), "one"], check=True)

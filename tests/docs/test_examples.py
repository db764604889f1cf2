"""The examples and the README: what they say is so."""

import contextlib
import csv
import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

import piecza
from piecza import notes, registers
from piecza.cli.app import app

ROOT = Path(__file__).parents[2]
POWIAT = ROOT / "examples" / "powiat.json"
READMES = [ROOT / "README.md", ROOT / "README.pl.md"]


def blocks(path, language):
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


def test_the_shape_of_the_example():
    case = piecza.read_case(POWIAT.read_bytes())
    charges = piecza.charges(case, "2025-09")
    assert Counter(s.percent for c in charges for line in c.lines for s in line.segments) == {10: 4, 50: 10}
    assert {stay.gmina for child in case.children for stay in child.stays} == {"2604043"}
    assert all(child.id.startswith("zmyślone-") for child in case.children)
    forms = {p.form for child in case.children for stay in child.stays for p in stay.placements}
    assert forms >= {"related_family", "non_professional_family", "professional_family", "family_home", "facility"}
    assert not charges.notices


def test_every_amount_has_its_source_and_holds_from_its_day():
    with (ROOT / "examples" / "sources.csv").open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    for row in sources:
        assert row["act"]
        assert row["url"].startswith("http")
        assert row["certainty"] == "read"
    used = set()
    for child in json.loads(POWIAT.read_text(encoding="utf-8"))["children"]:
        for placement in (p for stay in child["stays"] for p in stay["placements"]):
            for entry in placement["monthly_cost"]:
                day = entry.get("start", placement["start"])
                rows = [r for r in sources if r["amount"] == entry["amount"] and r["from"] <= day]
                assert rows, (child["id"], entry)
                used |= {(r["amount"], r["from"]) for r in rows}
    assert used == {(r["amount"], r["from"]) for r in sources}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_commands_of_the_readme(readme):
    first, second = (block.strip() for block in blocks(readme, "sh"))
    assert [block.strip() for block in blocks(READMES[0], "sh")] == [first, second]
    assert "piecza charge examples/powiat.json --month 2025-09" in first
    assert second.endswith('pytest -n auto -m "not slow"')
    (table,) = [block for block in blocks(readme, "text") if "2604043" in block and "┃" in block]
    with contextlib.chdir(ROOT):
        arguments = first.split("piecza ")[-1].split()
        printed = CliRunner().invoke(app, arguments).stdout.replace("\u00a0", " ")
    assert [line.strip() for line in printed.splitlines()] == [line.strip() for line in table.splitlines()]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_python_of_the_readme(readme):
    (code,) = blocks(readme, "python")
    (output,) = [block for block in blocks(readme, "text") if "┃" not in block]
    assert len(code.strip().splitlines()) <= 10
    printed = io.StringIO()
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(printed):
        exec(compile(code, readme.name, "exec"), {})
    assert printed.getvalue().replace("\u00a0", " ") == output.replace("\u00a0", " ")


def test_the_example_register_is_the_same_as_a_workbook_and_as_csv():
    agreement = notes.read_agreement((ROOT / "examples" / "porozumienie.toml").read_bytes())
    names = ("rejestr.xlsx", "rejestr")
    cases = [registers.read_register(str(ROOT / "examples" / name), agreement.readings) for name in names]
    assert cases[0] == cases[1]
    assert all(child.id.startswith("zmyślone-") for child in cases[0].children)
    known = [piecza.read_case((ROOT / "examples" / f"{name}.json").read_bytes()) for name in ("powiat", "family")]
    assert [child.id for child in cases[0].children] == [child.id for case in known for child in case.children]


@pytest.mark.slow
def test_the_python_of_the_page_on_noty(tmp_path):
    (code,) = blocks(ROOT / "docs" / "notes.md", "python")
    with contextlib.chdir(tmp_path):
        shutil.copytree(ROOT / "examples", "examples")
        names: dict = {}
        exec(compile(code, "notes.md", "exec"), names)
        assert len(list(Path("noty").iterdir())) == 8
        assert str(names["summary"].amount) == "9967.44"


def test_the_example_of_past_charges_has_three_mistakes():
    agreement = notes.read_agreement((ROOT / "examples" / "porozumienie.toml").read_bytes())
    case = registers.read_register(str(ROOT / "examples" / "rejestr.xlsx"), agreement.readings)
    charged = registers.read_charged(
        str(ROOT / "examples" / "naliczenia.csv"), known=[child.id for child in case.children]
    )
    due = {
        (charge.child, charge.gmina, charge.month): charge.amount
        for charge in piecza.charges(case, "2025-01", "2025-06")
    }
    counts = Counter((charge.child, charge.gmina, charge.first) for charge in charged)
    assert set(counts) == set(due)
    assert {key: count for key, count in counts.items() if count > 1} == {
        ("zmyślone-06", "2604043", piecza.Month(2025, 2)): 2
    }
    wrong = {
        (charge.child, str(charge.first), str(charge.amount), str(due[charge.child, charge.gmina, charge.first]))
        for charge in charged
        if charge.amount != due[charge.child, charge.gmina, charge.first]
    }
    assert wrong == {
        ("zmyślone-01", "2025-01", "100.20", "38.79"),  # the whole month, though the child came on the 20th
        ("zmyślone-12", "2025-04", "911.50", "546.90"),  # 50 % instead of 30 %
    }

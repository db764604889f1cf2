"""What the pages on tables show works, and they name every column and option, in both languages."""

import contextlib
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piecza.cli.app import app
from piecza.columns.case_tables import TABLES
from piecza.columns.folder_rows import INPUT_FILES

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("columns", "kolumny")}


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_examples_of_the_page(capsys):
    names: dict = {}
    with contextlib.chdir(ROOT):
        for code, output in zip(blocks(PAGES["columns"], "python"), blocks(PAGES["columns"], "text"), strict=True):
            exec(compile(code, "columns.md", "exec"), names)
            assert capsys.readouterr().out == output


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_names_every_column(page):
    rows = [re.findall(r"`(\w+)`", row) for row in page.splitlines() if re.match(r"\| `(\w+)` \| `", row)]
    expected = []
    for name, columns in TABLES.items():
        needed = [column for column, spec in columns.items() if spec.required]
        expected.append([name, *needed, *(column for column in columns if column not in needed)])
    assert rows == expected
    for file in INPUT_FILES.values():
        assert f"`{file}`" in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_page_names_the_options_for_a_folder(page):
    table = set(re.findall(r"^\| `(--[\w-]+)", page, re.MULTILINE))
    assert table == {"--out", "--detail", "--reading", "--same-gmina", "--law", "--overwrite", "--json"}
    shown = CliRunner().invoke(app, ["charge", "--help"], env={"COLUMNS": "200"}).stdout
    assert all(option in shown for option in table)
    assert all(file in shown for file in INPUT_FILES.values())


def test_the_recipes_of_the_page_are_there():
    recipes = set(re.findall(r"`(examples/columns/\w+\.py)`", PAGES["columns"]))
    there = {str(path.relative_to(ROOT)) for path in (ROOT / "examples" / "columns").glob("*.py")}
    assert recipes == there - {"examples/columns/charge_columns.py"}
    for name in there:
        assert len((ROOT / name).read_text(encoding="utf-8").splitlines()) <= 45

"""What the documentation takes from the code, and what it says of it, is not stale."""

import importlib.util
import re
import tomllib
from pathlib import Path

import piecza
from piecza.readings import READINGS

ROOT = Path(__file__).parents[2]


def test_what_the_documentation_takes_from_the_code_is_not_stale():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    for path, text in generate.generated().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: python docs/generate.py"


def test_the_documentation_names_every_reading_and_option():
    page = (ROOT / "docs" / "readings.md").read_text(encoding="utf-8")
    for name, reading in READINGS.items():
        assert f"## `{name}`" in page
        section = page.split(f"## `{name}`")[1].split("\n## ")[0]
        assert f"* {reading.provision[0].upper()}{reading.provision[1:]}.\n" in section
        for option in reading.options:
            assert f"`{option}`" in section


def test_the_version_stands_in_the_changelog():
    assert f"## {piecza.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_core_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [re.match(r"[\w-]+", name)[0] for name in project["dependencies"]] == ["pydantic", "python-dateutil"]
    assert not [name for name in project["dependencies"] if "<" in name]


def test_the_places_of_the_contributors_table_are_there():
    """“Where do I change …” names files; each stands where it is said to."""
    table = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Where do I change")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 20
    for row in rows:
        names = re.findall(r"`([^`]+)`", row.split("|")[2])
        assert names, row
        for name in names:
            assert (ROOT / name).is_file(), row

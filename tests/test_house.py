"""The house: the arrows between its rooms, its public names, its documentation."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

import piecza
from piecza import audit, files, notes, registers, testing
from piecza.case.child import Form, Ground, Kind
from piecza.language.glossary import BENEFITS, EXEMPT, FORMS, KINDS
from piecza.law.benefit_rates import statutory_rates
from piecza.readings import READINGS, Readings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "piecza"

FLOORS = [
    ["_version", "dates", "money"],
    ["language"],
    ["errors"],
    ["files", "model", "render"],
    ["law", "readings"],
    ["case", "dues"],
    ["costs"],
    ["rule"],
    ["audit", "notes"],
    ["registers", "testing"],
    ["json_schemas"],
    ["cli"],
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def files_of(room):
    """A room is a file, or a folder with all that is in it."""
    path = SOURCE / f"{room}.py"
    return [path] if path.exists() else sorted((SOURCE / room).rglob("*.py"))


def rooms():
    names = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in SOURCE.rglob("*.py")}
    return sorted(names - {"__init__"})


def nodes(room):
    for path in files_of(room):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def imports(room):
    """The other rooms that a room imports from."""
    for node in nodes(room):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "piecza":
                yield from (alias.name if alias.name in FLOOR else "piecza" for alias in node.names)
            elif node.module.startswith(f"piecza.{room}.") or node.module == f"piecza.{room}":
                continue
            elif node.module.startswith("piecza."):
                yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            assert not any(alias.name.startswith("piecza") for alias in node.names)


def test_every_room_has_a_floor():
    assert sorted(FLOOR) == rooms()


@pytest.mark.parametrize("room", sorted(FLOOR))
def test_arrows_point_down(room):
    for below in set(imports(room)):
        if below == "piecza":
            assert room == "cli", "only a door may use the public names"
        else:
            assert FLOOR[below] < FLOOR[room], f"{room} → {below}"


def used(room):
    """The names and attributes that a room uses, and the modules it imports."""
    for node in nodes(room):
        match node:
            case ast.Name(name):
                yield name
            case ast.Attribute(_, name):
                yield name
            case ast.ImportFrom(module) if node.module:
                yield module
            case ast.Import(names):
                yield from (alias.name for alias in names)


def test_the_core_is_pure():
    """One room touches dateutil, one touches files, none reads a clock, and no float becomes anything but an error."""
    for room in FLOOR:
        names = set(used(room))
        assert ("dateutil.relativedelta" in names) == (room == "dates")
        assert bool(names & {"Path", "open"}) <= (room in ("files", "cli")), room
        assert "read_text" not in names or room in ("cli", "registers")  # registers read a table of their own
        assert ("importlib.resources" in names) == (room in ("law", "registers", "render"))
        assert "today" not in names or room == "cli", "the day of issue that nobody gives"
        assert not names & {"now", "time", "environ", "getenv", "logging", "socket"}
        assert "print" not in names or room in ("cli", "render")
        assert "float" not in names or room in ("errors", "case", "files", "registers")


def test_public_names_are_sorted_and_there():
    assert piecza.__all__ == sorted(piecza.__all__)
    for name in piecza.__all__:
        assert getattr(piecza, name).__doc__
    wanted = {
        "read_case", "charges", "year_of_stay", "band_changes", "Case", "Child", "Stay", "Placement", "MonthlyCost",
        "Expense", "Month", "Readings", "Charge", "InputError", "ReadingNeeded",
    }  # fmt: skip
    assert wanted <= set(piecza.__all__)


def test_importing_the_library_imports_neither_typer_nor_rich_nor_what_is_used_later():
    code = "import sys, piecza; print([m for m in ('typer', 'rich', 'dateutil', 'tomllib') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_registers_and_noty_imports_no_extra():
    extras = ("typer", "rich", "xlsxwriter", "python_calamine", "num2words", "holidays", "typst", "hypothesis")
    code = f"import sys, piecza.audit, piecza.notes, piecza.registers; print([m for m in {extras} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_testing_says_what_to_install_where_hypothesis_is_missing():
    code = "import sys; sys.modules['hypothesis'] = None; import piecza; import piecza.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ImportError: piecza.testing needs" in done.stderr
    assert "pip install 'piecza[testing]'" in done.stderr


def test_nothing_of_the_library_imports_what_tests_other_systems():
    assert not [room for room in FLOOR if room != "testing" and "testing" in imports(room)]


def test_planting_works_without_drawing():
    """A benchmark plants errors by a random number alone."""
    for name in ("planting", "mistaken"):
        assert "hypothesis" not in (SOURCE / "testing" / f"{name}.py").read_text(encoding="utf-8").casefold()


def test_public_names_of_registers_and_noty_are_sorted_and_there():
    for room in (audit, files, notes, registers, testing):
        assert room.__all__ == sorted(room.__all__)
        for name in room.__all__:
            assert getattr(room, name).__doc__


def test_rooms_are_not_larger_than_a_room():
    for path in SOURCE.rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path


def test_the_words_cover_the_contract():
    assert set(FORMS) == {form for group in get_args(Form) for form in (get_args(group) or [group])}
    assert set(KINDS) == {"monthly_cost", *get_args(Kind)}
    emergency = {"emergency_care", "emergency_family", "emergency_facility"}
    assert set(EXEMPT) == {"placed_before_2012", "coordinator", *emergency, *get_args(Ground)}
    assert set(BENEFITS) == set(statutory_rates().history)


def test_every_reading_stands_with_its_default_first():
    assert list(READINGS) == list(Readings.model_fields)
    for name, reading in READINGS.items():
        assert reading.default in (None, reading.options[0])
        for option in reading.options:
            assert getattr(Readings().choose(**{name: option}), name) == option
        annotation = Readings.model_fields[name].annotation
        options = {o for group in get_args(annotation) for o in (get_args(group) or [group])} - {type(None)}
        assert options == set(reading.options)


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
        for option in reading.options:
            assert f"`{option}`" in page.split(f"## `{name}`")[1].split("\n## ")[0]


def test_the_version_stands_in_the_changelog():
    assert f"## {piecza.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_core_dependencies():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [re.match(r"[\w-]+", name)[0] for name in project["dependencies"]] == ["pydantic", "python-dateutil"]
    assert not [name for name in project["dependencies"] if "<" in name]

"""The house: its floors and arrows, the names of its rooms, its public names. This is the only list of floors.

A wing is an entry on the root of the package, a file or a folder; a room is a file. ADR 8 draws them, and
``docs/generate.py`` writes the floors below into it.
"""

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import get_args

import pytest

import piecza
from piecza import audit, columns, dues, files, notes, registers, testing
from piecza.case.child import Form, Ground, Kind
from piecza.language.glossary import BENEFITS, EXEMPT, FORMS, KINDS
from piecza.law.benefit_rates import statutory_rates
from piecza.readings import READINGS, Readings

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "piecza"

FLOORS = [
    ["_version", "money", "dates", "collector"],
    ["language"],
    ["errors"],
    ["model", "render", "files"],
    ["law", "readings"],
    ["case", "dues"],
    ["costs"],
    ["rule"],
    ["columns"],
    ["notes", "audit"],
    ["registers", "testing"],
    ["json_schemas"],
    ["cli"],
]
"""The wings from the ground up: each imports from lower floors alone."""
FLOOR = {wing: number for number, wings in enumerate(FLOORS) for wing in wings}
PUBLIC = (piecza, audit, columns, dues, files, notes, registers, testing)
"""What the documentation calls public: every name in their ``__all__``, and each by this one path."""


def rooms(wing=""):
    """The rooms of a wing, of all without one, by the names of their modules."""
    folder = SOURCE / wing
    paths = sorted(folder.rglob("*.py")) if folder.is_dir() else [SOURCE / f"{wing}.py"]
    return {".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path for path in paths}


@cache
def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    """The modules of this library that a room imports from, wherever in it."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            assert not any(alias.name.startswith("piecza") for alias in node.names), path
        elif isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "piecza":
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            inside = [name for name in names if name in ROOMS or f"{name}.__init__" in ROOMS]
            yield from inside
            if len(inside) < len(names):
                yield node.module


ROOMS = rooms()
WINGS = sorted({name.split(".")[1] for name in ROOMS} - {"__init__"})


def test_every_wing_has_a_floor():
    assert sorted(FLOOR) == WINGS
    assert len(FLOORS) <= 15


@pytest.mark.parametrize("wing", WINGS)
def test_arrows_point_down(wing):
    for room, path in rooms(wing).items():
        for module in imported(path):
            assert module != "piecza", f"{room} imports what the whole library shows"
            below = module.split(".")[1]
            assert below == wing or FLOOR[below] < FLOOR[wing], f"{room} → {module}"


def test_there_is_no_circle():
    """A package's face stands for what it hands on, and is no room of its own."""
    faces = {name.removesuffix(".__init__"): name for name in ROOMS if name.endswith(".__init__")}
    arrows = {
        room: {faces.get(module, module) for module in imported(path)} - {room}
        for room, path in ROOMS.items()
        if room != "piecza.__init__"
    }
    assert list(TopologicalSorter(arrows).static_order())


def test_the_root_holds_what_all_share():
    entries = [path for path in SOURCE.iterdir() if path.name != "__pycache__"]
    assert len(entries) <= 24


def test_a_room_is_no_splinter_and_no_giant():
    for room, path in ROOMS.items():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, room
        assert lines >= 40 or path.name in ("__init__.py", "_version.py"), room


def test_a_folder_holds_three_rooms_at_least():
    for folder in {path.parent for path in ROOMS.values()}:
        assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) >= 3, folder


def test_no_two_rooms_have_one_name():
    names = Counter(path.stem for path in ROOMS.values() if path.name != "__init__.py")
    names.update(path.parent.name for path in ROOMS.values() if path.name == "__init__.py")
    assert {name for name, count in names.items() if count > 1} <= {"case"}, "the wing and the document in it"


def test_no_two_public_classes_have_one_name():
    """Nor do the types that are defined as another; a class and such a type neither."""
    names = Counter()
    for path in ROOMS.values():
        for node in tree_of(path).body:
            if isinstance(node, ast.ClassDef):
                names[node.name] += 1
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                names[name] += len(name) > 1 and name[0].isupper() and not name.isupper()
    assert not {name for name, count in names.items() if count > 1 and not name.startswith("_")}


def test_no_module_hides_a_public_function():
    """What ``import piecza.x`` gives is a module."""
    for public in PUBLIC:
        modules = {module.name for module in pkgutil.iter_modules(public.__path__)}
        assert not modules & set(public.__all__), public.__name__


def test_names_are_nouns_of_the_field():
    """A loop over charges has a charge; what was worked out is called by what it is."""
    riddles = {"each", "its", "found"}
    for room, path in ROOMS.items():
        names = {getattr(node, "id", getattr(node, "arg", None)) for node in ast.walk(tree_of(path))}
        assert not riddles & names, room


def used(wing):
    """The names and attributes that a wing uses, and the modules it imports."""
    for path in rooms(wing).values():
        for node in ast.walk(tree_of(path)):
            match node:
                case ast.Name(name):
                    yield name
                case ast.Attribute(_, name):
                    yield name
                case ast.ImportFrom(module) if node.module:
                    yield module
                case ast.Import(names):
                    yield from (alias.name for alias in names)


@pytest.mark.parametrize("wing", WINGS)
def test_the_core_is_pure(wing):
    """One wing touches dateutil, one touches files, none reads a clock, and no float becomes anything but an error."""
    names = set(used(wing))
    assert ("dateutil.relativedelta" in names) == (wing == "dates")
    assert not names & {"Path", "open", "write_text", "write_bytes"} or wing in ("files", "cli")
    # law, registers and render read their own data out of the package
    assert ("importlib.resources" in names) == (wing in ("law", "registers", "render"))
    assert "today" not in names or wing == "cli", "the day of issue that nobody gives"
    assert not names & {"now", "time", "environ", "getenv", "logging", "socket"}
    assert "print" not in names or wing in ("cli", "render")
    assert "float" not in names or wing in ("errors", "case", "files", "registers", "columns")


def test_no_word_of_the_command_line_stands_below_it():
    """A path is the name of a parameter; only the months asked for have one by the contract."""
    for room, path in ROOMS.items():
        texts = [node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant)]
        said = re.compile(r"--[a-z][a-z-]*|command line|wiersz\w* poleceń")
        words = {word for text in texts if isinstance(text, str) for word in said.findall(text)}
        assert room.startswith("piecza.cli.") or words <= {"--month"}, room


def test_a_command_fits_on_a_screen():
    for room, path in rooms("cli").items():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                assert node.end_lineno - first < 50, f"{room}: {node.name}"


def test_drawing_and_files_know_nothing_of_the_domain():
    for wing in ("render", "files"):
        below = {module.split(".")[1] for path in rooms(wing).values() for module in imported(path)}
        assert below <= {"_version", "money", "dates", "language", "errors", wing}, wing


def test_one_room_writes_workbooks():
    imports = (ast.Import, ast.ImportFrom)
    writers = {
        room
        for room, path in ROOMS.items()
        for node in ast.walk(tree_of(path))
        if isinstance(node, imports) and "xlsxwriter" in ast.unparse(node)
    }
    assert writers == {"piecza.render.xlsx_writer"}


def test_an_audit_knows_no_nota():
    assert not [path for path in rooms("audit").values() for module in imported(path) if "notes" in module.split(".")]


@pytest.mark.parametrize("public", PUBLIC, ids=lambda public: public.__name__)
def test_public_names_are_sorted_and_there(public):
    assert public.__all__ == sorted(public.__all__)
    for name in public.__all__:
        assert getattr(public, name).__doc__


def test_what_is_public_has_one_path():
    paths = Counter(id(getattr(public, name)) for public in PUBLIC for name in public.__all__)
    assert set(paths.values()) == {1}


def test_the_contracts_names_are_public():
    wanted = {
        "read_case", "charges", "year_of_stay", "band_changes", "Case", "Child", "Stay", "Placement", "MonthlyCost",
        "Expense", "Month", "Readings", "Charge", "InputError", "ReadingNeeded",
    }  # fmt: skip
    assert wanted <= set(piecza.__all__)


def test_every_module_can_be_imported_by_itself():
    for room in ROOMS:
        importlib.import_module(room.removesuffix(".__init__"))


LATE = ("rich.console", "xlsxwriter", "python_calamine", "num2words", "holidays", "typst", "hypothesis")


@pytest.mark.parametrize(
    ("command", "without"),
    [
        ("charge examples/powiat.json --month 2025-03 --json", (*LATE, "piecza.registers", "piecza.notes")),
        ("cost examples/family.json --month 2025-03 --json", (*LATE, "piecza.registers", "piecza.notes")),
        ("rates --json", (*LATE, "piecza.registers", "piecza.notes")),
        ("law --json", ("rich.console", "piecza.registers", "piecza.notes", "piecza.audit")),
        ("charge examples/powiat.json --month 2025-03", ("piecza.registers", "piecza.notes", "piecza.audit")),
        ("check examples/rejestr --json", ("rich.console", "piecza.audit", "piecza.cli.audit_commands")),
        ("--version", ("rich.console", "piecza.cli.charge_commands", "piecza.registers")),
    ],
)
def test_a_command_imports_what_it_needs(command, without):
    code = (
        "import sys\nimport typer.core, typer.main\n"  # older releases import all of rich themselves
        "of_typer = {*sys.modules}\nfrom piecza.cli import main\n"
        f"sys.argv = ['piecza', *{command.split()}]\n"
        "try:\n    main()\n"
        f"finally:\n    print([name for name in {without} if name in {{*sys.modules}} - of_typer], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == "[]\n"


def test_every_command_stands_where_the_table_says():
    module = importlib.import_module("piecza.cli.app")
    for room in dict.fromkeys(module.ROOMS.values()):
        importlib.import_module(f"piecza.cli.{room}")
    commands = importlib.import_module("typer.main").get_group(module.app).commands
    rooms_of = {name: command.callback.__module__ for name, command in commands.items()}
    assert rooms_of == {name: f"piecza.cli.{room}" for name, room in module.ROOMS.items()}


@pytest.mark.parametrize(
    ("imports", "without"),
    [
        ("piecza", ("typer", "rich", "dateutil", "tomllib")),
        (
            "piecza.audit, piecza.notes, piecza.registers",
            ("typer", "rich", "xlsxwriter", "python_calamine", "num2words", "holidays", "typst", "hypothesis"),
        ),
    ],
)
def test_importing_imports_no_extra_and_nothing_that_is_used_later(imports, without):
    code = f"import sys, {imports}; print([name for name in {without} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_testing_says_what_to_install_where_hypothesis_is_missing():
    code = "import sys; sys.modules['hypothesis'] = None; import piecza; import piecza.testing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ImportError: piecza.testing needs" in done.stderr
    assert "pip install 'piecza[testing]'" in done.stderr


def test_planting_works_without_drawing():
    """A benchmark plants errors by a random number alone."""
    for name in ("planting", "planted_mistakes"):
        assert "hypothesis" not in (SOURCE / "testing" / f"{name}.py").read_text(encoding="utf-8").casefold()


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


def test_no_test_imports_another():
    """What tests share stands in ``tests/builders``."""
    tests = ROOT / "tests"
    shared = {path.stem for path in (tests / "builders").glob("*.py")}
    assert not {path.stem for path in tests.rglob("test_*.py")} & shared
    for path in tests.rglob("*.py"):
        for node in ast.walk(tree_of(path)):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [module for module in modules if module.split(".")[-1].startswith("test_")], path

"""What a user installs: the built wheel, with the core dependencies alone."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

COMPUTE = """
import json, sys
import piecza
case = piecza.read_case(open(sys.argv[1], "rb").read())
result = piecza.charges(case, "2025-03")
installed = {name for name in ("typer", "rich", "click", "dateutil", "pydantic") if name in sys.modules}
print(json.dumps([str(result.total), sorted(installed), piecza.__file__]))
"""


AUDIT = """
import json, sys
import piecza
from piecza.audit import PastCharge, audit, claims
case = piecza.read_case(open(sys.argv[1], "rb").read())
paper = {"child": case.children[0].id, "gmina": case.children[0].stays[0].gmina, "first": "2025-03"}
for more in ({}, {"due": "2025-04-18"}):
    try:
        claims(audit(case, [PastCharge(amount="0.01", **paper, **more)], "2025-03", "2025-03"))
        print("claims")
    except piecza.InputError as error:
        print(*(problem.code + ": " + problem.message["en"] for problem in error.errors))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The interpreter of an environment with the wheel and no extra."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False)
    interpreter = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check", "--python", str(interpreter)]
    subprocess.run([*pip, "install", str(wheel)], check=True, capture_output=True)
    return interpreter


def test_the_wheel_holds_the_library_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {
        "piecza/py.typed",
        "piecza/law/art-191.toml",
        "piecza/cli/__init__.py",
        "piecza/registers/charged_columns.toml",
        "piecza/registers/register_columns.toml",
        "piecza/registers/cell_words.toml",
        "piecza/law/interest_rates.toml",
        "piecza/law/limitation_terms.toml",
        "piecza/law/budget_classification.toml",
    } <= set(names)
    assert {"piecza/render/page.typ", "piecza/render/page.css", "piecza/render/report.css"} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"piecza"}


def test_it_computes_a_charge_with_the_core_dependencies_alone(python, tmp_path):
    example = json.loads((ROOT / "tests" / "golden" / "04_leap_day.json").read_text(encoding="utf-8"))
    case = tmp_path / "case.json"
    case.write_text(json.dumps(example["case"]), encoding="utf-8")
    done = subprocess.run(
        [str(python), "-I", "-W", "error", "-c", COMPUTE, str(case)],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        text=True,
    )
    total, modules, file = json.loads(done.stdout)
    assert total == example["expected"]["2025-03"]
    assert modules == ["dateutil", "pydantic"]
    assert str(ROOT) not in file


def test_a_last_day_of_payment_says_which_extra_it_needs(python, tmp_path):
    example = json.loads((ROOT / "tests" / "golden" / "01_band_change.json").read_text(encoding="utf-8"))
    case = tmp_path / "case.json"
    case.write_text(json.dumps(example["case"]), encoding="utf-8")
    done = subprocess.run(
        [str(python), "-I", "-c", AUDIT, str(case)], check=True, capture_output=True, cwd=tmp_path, text=True
    )
    without_term, with_term = done.stdout.splitlines()
    assert without_term == "claims"
    assert with_term.startswith("extra_missing: ")
    assert "pip install 'piecza[notes]'" in with_term


def test_the_command_says_which_extra_it_needs(python):
    done = subprocess.run([str(python.parent / "piecza"), "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "pip install 'piecza[cli]'" in done.stderr
    assert "Traceback" not in done.stderr

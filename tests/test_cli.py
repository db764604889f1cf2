"""The command line as its users see it: tables, errors, exit statuses, help."""

import io
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console
from typer.testing import CliRunner

import piecza
from documents import EXPENSE, RIGHT, changed
from piecza._words import zlote
from piecza.cli import _print_table, app

GOLDEN = Path(__file__).parent / "golden"
POWIAT = Path(__file__).parent.parent / "examples" / "powiat.json"


def run(*arguments, stdin=None):
    return CliRunner().invoke(app, list(arguments), input=stdin, catch_exceptions=False)


@pytest.fixture
def file(tmp_path):
    def write(document):
        path = tmp_path / "case.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return str(path)

    return write


def plain(text):
    return text.replace("\u00a0", " ")


def test_version():
    assert run("--version").stdout == f"piecza {piecza.__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["charge", "--help"], ["schema", "--help"]])
def test_every_help_has_an_example(arguments):
    done = run(*arguments)
    assert done.exit_code == 0
    assert "Przykład (example): piecza" in done.stdout


def test_a_table_for_a_person(file):
    done = run("charge", file(RIGHT), "--month", "2024-10..2024-11")
    assert done.exit_code == 0
    text = plain(done.stdout)
    assert "Udział gmin, październik 2024 – listopad 2024" in text
    row = next(line for line in text.splitlines() if "2024-10" in line)
    assert re.split(r"\s*│\s*", row.strip("│ ")) == [
        "D-17", "2808011", "2024-10", "rodzina zastępcza zawodowa, placówka", "30 %", "5 592,81 zł", "1 677,84 zł",
    ]  # fmt: skip
    assert "Razem" in text
    assert "sprawdzony do 31.12.2025" in text
    assert "after_return = sum" in text
    assert "pre_2012_return" not in text


def test_a_table_of_several_gminas_says_exemptions_and_notices(file):
    document = changed(("children[0].exemptions[0]", {"ground": "unknown_parents"}))
    done = run("charge", file(document), "--month", "2026-01", "--lang", "en")
    text = plain(done.stdout)
    assert "0% (art. 191 ust. 10a)" in text
    assert "Note (--month): The law (art-191) was verified until 31 December 2025" in text
    assert "Note (children[1].stays[0].placements[0]): The child is in care here from 1 January 2026" in text
    totals = [line for line in text.splitlines() if "Total" in line]
    assert [re.findall(r"\d{7}", line) for line in totals] == [["2604043"], ["2808011"], []]


def test_explanations_for_a_person(file):
    document = json.loads((GOLDEN / "01_band_change.json").read_text(encoding="utf-8"))["case"]
    text = plain(run("charge", file(document), "--month", "2025-03", "--explain").stdout)
    assert "D-01, 2808011, marzec 2025" in text
    assert "• Od 15.03.2025 do 31.03.2025 trwa 3. rok pobytu – 50 % (art. 191 ust. 9 pkt 3): 1 002,00 zł" in text


@pytest.mark.parametrize("flags", [[], ["--explain"]])
def test_json_and_nothing_else(file, flags):
    path = file(RIGHT)
    done = run("charge", path, "--month", "2024-10", "--json", *flags)
    assert done.exit_code == 0
    assert done.stderr == ""
    document = json.loads(done.stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.charges/1"])
    assert document["total"] == "1677.84"
    assert ("explanation" in document["charges"][0]) == bool(flags)


def test_standard_input():
    done = run("charge", "-", "--month", "2024-10", "--json", stdin=json.dumps(RIGHT))
    assert json.loads(done.stdout)["total"] == "1677.84"


WRONG = {
    "a wrong month": (RIGHT, "2024-1", ["month_invalid"]),
    "a month and nothing after it": (RIGHT, "2024-01..", ["month_invalid"]),
    "three months": (RIGHT, "2024-01..2024-02..2024-03", ["month_invalid"]),
    "months out of order": (RIGHT, "2024-02..2024-01", ["months_out_of_order"]),
    "no JSON": ("{", "2024-01", ["not_json"]),
    "both": (changed(("children[0].id", 5)), "2024", ["month_invalid", "wrong_type"]),
    "a wrong month comes before meaning": (changed(("children[1].id", "D-17")), "2024-13", ["month_invalid"]),
    "meaning": (changed(("children[1].id", "D-17")), "2024-12", ["duplicate_child"]),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_gives_2(file, name):
    document, month, codes = WRONG[name]
    path = file(document)
    done = run("charge", path, "--month", month, "--json")
    assert done.exit_code == 2
    found = json.loads(done.stdout)
    jsonschema.validate(found, piecza.schemas()["piecza.errors/1"])
    assert [error["code"] for error in found["errors"]] == codes
    assert [error["path"] for error in found["errors"] if error["code"].startswith("month")] == ["--month"] * (
        "month" in codes[0]
    )
    for lang in ("pl", "en"):
        done = run("charge", path, "--month", month, "--lang", lang)
        assert (done.exit_code, done.stdout) == (2, "")
        for error in found["errors"]:
            value = "" if error["value"] is None else f" = {json.dumps(error['value'])}"
            assert f"{error['path'] or '–'}{value}: {error['message'][lang]} [{error['code']}]" in done.stderr


@pytest.mark.parametrize(
    ("name", "code"), [("nowhere.json", "file_not_found"), (".", "file_unreadable"), ("a\0b", "file_unreadable")]
)
def test_a_file_that_cannot_be_read(name, code, tmp_path):
    done = run("charge", name if "\0" in name else str(tmp_path / name), "--month", "2024-01", "--json")
    assert done.exit_code == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["code"], error["path"]) == (code, "")
    done = run("charge", str(tmp_path / "nowhere.json"), "--month", "2024-01")
    assert 'nowhere.json": Nie ma takiego pliku. [file_not_found]' in done.stderr


def test_half_a_character_in_the_name_of_a_file_is_printed_as_json_writes_it():
    done = run("charge", "\udcff.json", "--month", "2024-01", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["errors"][0]["value"] == "\udcff.json"


@pytest.mark.parametrize("encoding", ["ascii", "cp1250", "utf-8"])
def test_a_table_is_printed_in_any_encoding(encoding):
    command = [sys.executable, "-c", "from piecza.cli import main; main()"]
    arguments = ["charge", str(POWIAT), "--month", "2025-11", "--explain"]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    done = subprocess.run([*command, *arguments], capture_output=True, env=environment, check=True)
    text = done.stdout.decode(encoding)
    assert {"utf-8": "10\u00a0% → 30\u00a0%", "cp1250": "10\u00a0% -> 30\u00a0%", "ascii": "10 % -> 30 %"}[
        encoding
    ] in text
    assert ("?" in text) == (encoding == "ascii")


def test_a_negative_amount_keeps_its_sign_in_any_encoding(file):
    back = {"kind": "recovered", "day": "2024-07-07", "amount": "-9999.99"}
    document = changed((f"{EXPENSE}", back))
    command = [sys.executable, "-c", "from piecza.cli import main; main()", "charge", file(document)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1250", "PYTHONUTF8": "0"}
    done = subprocess.run([*command, "--month", "2024-07"], capture_output=True, env=environment, check=True)
    assert re.search(r" -\d", done.stdout.decode("cp1250"))


def test_without_standard_input_or_room_there_is_a_sentence(file):
    command = [sys.executable, "-c", "from piecza.cli import main; main()", "charge"]
    shell = f"{shlex.join([*command, '-', '--month', '2025-01', '--json'])} <&-"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert json.loads(done.stdout)["errors"][0]["code"] == "file_unreadable"
    shell = f"{shlex.join([*command, file(RIGHT), '--month', '2024-10', '--json'])} > /dev/full"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("piecza: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("columns", [30, 60, 80, 99, 100, 200])
def test_no_amount_is_cut_however_narrow_the_terminal(columns, monkeypatch):
    printed = io.StringIO()
    monkeypatch.setattr("piecza.cli._console", lambda: Console(file=printed, width=columns))
    case = piecza.read_case(POWIAT.read_bytes())
    found = piecza.charges(case, "2025-10", "2025-11")
    _print_table(found, "pl")
    text = plain(printed.getvalue())
    assert "…" not in text.split("Stan prawny")[0]
    for charge in found:
        assert f" {zlote(charge.base_grosze, 'pl')} ".replace("\u00a0", " ") in text
    assert "25 658,79 zł" in text
    assert ("spokrewniona" in text) == (columns >= 100)


def test_a_month_with_nobody_in_care_says_so():
    assert "nikt nie jest w pieczy" in run("charge", str(POWIAT), "--month", "2010-01").stdout


def test_a_reading_that_must_be_chosen_gives_3(file):
    document = json.loads((GOLDEN / "08_return_sum.json").read_text(encoding="utf-8"))["case"]
    del document["readings"]
    path = file(document)
    done = run("charge", path, "--month", "2023-03", "--json")
    assert done.exit_code == 3
    found = json.loads(done.stdout)
    jsonschema.validate(found, piecza.schemas()["piecza.errors/1"])
    (error,) = found["errors"]
    message = error.pop("message")
    assert error == {
        "code": "reading_needed", "path": "readings.after_return", "value": None, "children": ["D-08"],
        "options": [
            {"option": "sum", "total": "356.70"},
            {"option": "reset", "total": "118.90"},
            {"option": "reset_if_gmina_changes", "total": "356.70"},
        ],
    }  # fmt: skip
    done = run("charge", path, "--month", "2023-03")
    assert (done.exit_code, done.stdout) == (3, "")
    assert f"readings.after_return: {message['pl']}" in done.stderr
    assert "reset – ponowne umieszczenie zaczyna pierwszy rok: razem 118,90 zł" in plain(done.stderr)
    assert 'wpisz w dokumencie, np. "readings": {"after_return": "sum"}' in done.stderr


def test_an_identifier_cannot_act_on_the_terminal(file):
    document = changed(("children[0].id", "[red]D\x1b[2J\n1"))
    text = run("charge", file(document), "--month", "2024-10").stdout
    assert "\x1b" not in text
    assert "[red]D\\x1b[2J\\n1" in text


def test_a_field_s_name_cannot_act_on_the_terminal_either(file):
    done = run("charge", file(changed(("children[0].\x1bc", 1))), "--month", "2024-10")
    assert "\x1b" not in done.stderr
    assert "children[0].\\x1bc: " in done.stderr


def test_percentages_stand_in_order_and_forms_once(file):
    document = json.loads((GOLDEN / "09_expenses.json").read_text(encoding="utf-8"))["case"]
    text = plain(run("charge", file(document), "--month", "2025-07").stdout)
    assert re.search(r"│ rodzina zastępcza zawodowa\s+│ 30 % → 50 %\s+│", text)


def test_a_crash_does_not_print_the_case(file):
    code = "import piecza.cli as c; c.charges = lambda *_: 1 / 0; c.main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "charge", file(RIGHT), "--month", "2024-10"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "D-17" not in done.stderr


def test_schema():
    assert json.loads(run("schema").stdout) == piecza.schemas()
    assert json.loads(run("schema", "piecza.case/1").stdout) == piecza.schemas()["piecza.case/1"]
    assert run("schema", "piecza.case/9").exit_code == 2

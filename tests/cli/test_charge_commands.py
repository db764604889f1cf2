"""The command line as its users see it: tables, errors, exit statuses, help."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from documents import EXPENSE, FACTS, LEAVE_OUT, RIGHT, changed
from rich.console import Console
from typer.testing import CliRunner

import piecza
from piecza.cli.app import app
from piecza.cli.charge_tables import print_charges
from piecza.language.writing import zlote

GOLDEN = Path(__file__).parents[1] / "golden"
POWIAT = Path(__file__).parents[2] / "examples" / "powiat.json"
FAMILY = POWIAT.with_name("family.json")


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


@pytest.mark.parametrize(
    "arguments", [["--help"], ["charge", "--help"], ["cost", "--help"], ["rates", "--help"], ["schema", "--help"]]
)
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
    assert "sprawdzono do 31.12.2025" in text
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


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_gives_2(file, name):
    document, month, codes = WRONG[name]
    path = file(document)
    done = run("charge", path, "--month", month, "--json")
    assert done.exit_code == 2
    output = json.loads(done.stdout)
    jsonschema.validate(output, piecza.schemas()["piecza.errors/1"])
    assert [error["code"] for error in output["errors"]] == codes
    assert [error["path"] for error in output["errors"] if error["code"].startswith("month")] == ["--month"] * (
        "month" in codes[0]
    )
    for lang in ("pl", "en"):
        done = run("charge", path, "--month", month, "--lang", lang)
        assert (done.exit_code, done.stdout) == (2, "")
        for error in output["errors"]:
            value = "" if error["value"] is None else f" = {json.dumps(error['value'])}"
            assert f"{error['path'] or '–'}{value}: {error['message'][lang]} [{error['code']}]" in done.stderr


@pytest.mark.parametrize(
    ("command", "name", "code"),
    [
        ("charge", "nowhere.json", "file_not_found"),
        ("cost", ".", "file_unreadable"),  # a folder can be charged, see tests/columns
        ("charge", "a\0b", "file_unreadable"),
    ],
)
def test_a_file_that_cannot_be_read(command, name, code, tmp_path):
    done = run(command, name if "\0" in name else str(tmp_path / name), "--month", "2024-01", "--json")
    assert done.exit_code == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["code"], error["path"]) == (code, "")
    done = run("charge", str(tmp_path / "nowhere.json"), "--month", "2024-01")
    assert 'nowhere.json": Nie ma takiego pliku. [file_not_found]' in done.stderr


def test_half_a_character_in_the_name_of_a_file_is_printed_as_json_writes_it():
    done = run("charge", "\udcff.json", "--month", "2024-01", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["errors"][0]["value"] == "\udcff.json"


@pytest.mark.slow
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


@pytest.mark.slow
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
    monkeypatch.setattr("piecza.cli.charge_tables.new_console", lambda: Console(file=printed, width=columns))
    case = piecza.read_case(POWIAT.read_bytes())
    charges = piecza.charges(case, "2025-10", "2025-11")
    print_charges(charges, "pl")
    text = plain(printed.getvalue())
    assert "…" not in text.split("Stan prawny")[0]
    for charge in charges:
        assert f" {zlote(charge.base_grosze)['pl']} ".replace("\u00a0", " ") in text
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
    output = json.loads(done.stdout)
    jsonschema.validate(output, piecza.schemas()["piecza.errors/1"])
    (error,) = output["errors"]
    message = error.pop("message")
    assert error == {
        "code": "reading_needed", "path": "readings.after_return", "child": None, "value": None, "children": ["D-08"],
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


@pytest.mark.slow
def test_a_crash_does_not_print_the_case(file):
    code = "from piecza.cli import charge_commands as c, main; c.charges = lambda *_, **__: 1 / 0; main()"
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


def cells(text):
    """The rows of the tables in a text."""
    return [re.split(r"\s*│\s*", line.strip("│ ")) for line in plain(text).splitlines() if line.startswith("│")]


def test_costs_for_a_person():
    done = run("cost", str(FAMILY), "--month", "2025-03")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = cells(done.stdout)
    assert ["zmyślone-C", "rodzina zastępcza zawodowa", "15.03.2025", "31.03.2025", "1 517,00 zł"] in rows
    wages = [row for row in rows if row[1:2] == ["wynagrodzenie z pochodnymi"]]
    assert [row[2:4] + row[6:] for row in wages] == [
        ["zmyślone-A", "2604043", "31", "2 197,47 zł"],
        ["zmyślone-B", "2604043", "31", "2 197,47 zł"],
        ["zmyślone-C", "2808011", "17", "1 205,06 zł"],
    ]
    assert ["rodzina-zmyślona", "razem", "", "", "01.01.2025", "31.03.2025", "", "1 350,00 zł"] in rows
    text = plain(done.stdout)
    assert "• zmyślone-C, 2808011: Część dziecka: 5 600,00 zł × 17/79 dni = 1 205,06 zł." in text
    assert "Stawki: rates, sha256 " in text
    assert "lodging_split = equal_per_child" in text


def test_costs_in_english_with_given_and_announced_ones(file):
    document = changed(("children[1].stays[0].placements[0].monthly_cost", []), of=FACTS)
    text = plain(run("cost", file(document), "--month", "2024-09..2024-10", "--lang", "en").stdout)
    assert "Monthly costs, September 2024 – October 2024" in text
    assert "Average monthly cost of the facility P-1: PLN 8,305.63, published on 11 March 2024" in text
    assert "• No monthly cost is given." in text
    document = changed(("family_costs", []), of=FACTS)
    assert "Costs of families" not in run("cost", file(document), "--month", "2024-09", "--lang", "en").stdout


def test_a_month_without_costs_has_no_empty_table():
    done = run("cost", str(FAMILY), "--month", "2020-01")
    assert done.exit_code == 0
    assert not cells(done.stdout)
    assert "Stan prawny" in done.stdout


def test_costs_as_json(file):
    done = run("cost", file(FACTS), "--month", "2024-09", "--json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.costs/1"])
    assert [entry["amount"] for entry in document["placements"][0]["monthly_cost"]] == ["1906.00"]


def test_costs_that_cannot_be_worked_out(file):
    path = file(
        changed(("family_costs", LEAVE_OUT), ("children[0].stays[0].placements[1].end", "2026-03-31"), of=FACTS)
    )
    assert run("cost", path, "--month", "2023-13", "--json").exit_code == 2
    document = changed(("readings", {}), of=FACTS)
    done = run("cost", file(document), "--month", "2024-09")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "child_days – każde dziecko liczy się dniami w rodzinie\n" in done.stderr
    assert "razem" not in done.stderr
    document = changed(("announcements", []), of=FACTS)
    done = run("cost", file(document), "--month", "2024-09", "--json")
    assert done.exit_code == 2
    assert [error["code"] for error in json.loads(done.stdout)["errors"]] == ["announcement_missing"]


def test_an_identifier_in_a_cost_cannot_act_on_the_terminal(file):
    document = json.loads(json.dumps(FACTS).replace("R-1", "R\\u001b[2J").replace("P-1", "P\\u001b[2J"))
    for command in (["cost"], ["charge", "--explain"]):
        done = run(command[0], file(document), "--month", "2024-09", *command[1:])
        assert "\x1b" not in done.stdout
        assert "R\\x1b[2J" in done.stdout


def test_both_what_is_wrong_with_a_benefit_and_a_day_is_said():
    done = run("rates", "allowance", "--day", "x", "--json")
    assert [error["code"] for error in json.loads(done.stdout)["errors"]] == ["unknown_benefit", "day_format"]


def test_an_option_that_is_not_possible_says_why(file):
    cost = {**FACTS["family_costs"][0], "start": "2024-02-01", "end": "2024-02-29"}
    document = changed(("readings", {}), ("family_costs", [cost, {**cost, "children": ["D-2"]}]), of=FACTS)
    done = run("charge", file(document), "--month", "2024-02", "--lang", "en")
    assert "head_count_first_day – the children in the family on the first day of the period count: not possible" in (
        done.stderr
    )


def test_the_table_of_rates():
    rows = cells(run("rates").stdout)
    starts = {row[0] for row in rows if row[0]}
    assert {"allowance_related", "minimum_wage_emergency"} <= starts
    assert ["allowance_other", "01.06.2024", "29.12.2025", "1 517,00 zł"] in [row[:4] for row in rows]
    assert ["allowance_other", "30.12.2025", "31.05.2026", "1 517,00 zł"] in [row[:4] for row in rows]
    assert ["allowance_other", "01.06.2026", "…", "–"] in [row[:4] for row in rows]
    text = plain(run("rates", "minimum_wage_professional", "--lang", "en").stdout)
    where_from = " ".join(row[-1] for row in cells(text))
    assert "weak source" in where_from
    assert "not known: the earlier amounts were not read" in where_from
    assert "allowance" not in text
    assert "Rates: rates, sha256" in text
    assert "verified until 29 December 2025, inferred until 31 May 2026." in text


def test_one_benefit_on_one_day():
    rows = cells(run("rates", "allowance_related", "--day", "2018-05-31").stdout)
    assert rows[0][:4] == ["allowance_related", "01.01.2012", "31.05.2018", "660,00 zł"]
    document = json.loads(run("rates", "allowance_related", "--day", "2018-06-01", "--json").stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.rates/1"])
    assert [(entry["amount"], entry["end"]) for entry in document["rates"]] == [("694.00", "2021-05-31")]


def test_all_benefits_on_one_day():
    document = json.loads(run("rates", "--day", "2024-06-01", "--json").stdout)
    assert [entry["amount"] for entry in document["rates"]] == ["1002.00", "1517.00", "306.00", "306.00", "4567.40"]
    assert [entry["benefit"] for entry in document["unknown"]] == ["minimum_wage_emergency"]
    document = json.loads(run("rates", "--json").stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.rates/1"])
    assert len(document["rates"]) == 32


@pytest.mark.parametrize(
    ("arguments", "code", "path"),
    [
        (["allowance_related", "--day", "2026-06-01"], "rate_unknown", ""),
        (["minimum_wage_professional", "--day", "2023-01-31"], "rate_unknown", ""),
        (["allowance"], "unknown_benefit", ""),
        (["allowance", "--day", "2025-01-01"], "unknown_benefit", ""),
        (["--day", "1.06.2024"], "day_format", "--day"),
        (["--day", "2025-02-29"], "day_does_not_exist", "--day"),
    ],
)
def test_a_rate_that_cannot_be_given(arguments, code, path):
    done = run("rates", *arguments, "--json")
    assert done.exit_code == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["code"], error["path"]) == (code, path)
    done = run("rates", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"[{code}]" in done.stderr


STOPPED = """import sys, time
from piecza.cli import app as unused, main
from piecza.files.disk import writing
room = sys.modules["piecza.cli.app"]

def work():
    with writing(sys.argv[1]) as stage:
        stage.write("half", b"")
        print("at work", flush=True)
        time.sleep(60)

room.app = work
main()"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_is_half_written_goes_when_the_command_is_stopped(tmp_path, name):
    number = signal.Signals[name]
    command = [sys.executable, "-c", STOPPED, str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(number)
        assert process.wait(30) in (128 + number, -number)  # python itself ends by the interrupt of a keyboard
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_what_is_to_be_ignored_is_ignored(tmp_path):
    """As under nohup: the terminal closes, and the command goes on."""
    code = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); " + "exec(sys.argv.pop(1))"
    command = [sys.executable, "-c", "import sys; " + code, STOPPED.replace("60", "1"), str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"at work\n"
        process.send_signal(signal.SIGHUP)
        assert process.wait(30) == 0
    assert (tmp_path / "out" / "half").exists()

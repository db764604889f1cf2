"""From a register to noty on the command line: what is written, what is said, and what is left alone."""

import json
import shutil
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import piecza
from piecza.cli.app import app
from piecza.notes import read_nota

EXAMPLES = Path(__file__).parents[2] / "examples"
REGISTER, AGREEMENT = EXAMPLES / "rejestr.xlsx", EXAMPLES / "porozumienie.toml"
ISSUED = ("--issued", "2025-04-04")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def notes(out, *more, register=REGISTER, agreement=AGREEMENT, formats=("json",)):
    chosen = [part for form in formats for part in ("--format", form)]
    month = () if "--month" in more else ("--month", "2025-03")
    issued = () if "--issued" in more else ISSUED
    return run("notes", register, "--agreement", agreement, "--out", out, *month, *issued, *chosen, *more)


def plain(text):
    return text.replace("\u00a0", " ")


def contents(folder):
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


@pytest.fixture
def csv_register(tmp_path):
    """The example register as CSV files that a test may change."""
    return Path(shutil.copytree(EXAMPLES / "rejestr", tmp_path / "rejestr"))


def change(register, sheet, old, new):
    path = register / f"{sheet}.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8-sig")


@pytest.mark.parametrize("command", ["notes", "correct", "check", "template"])
def test_every_help_has_an_example_and_its_exit_status(command):
    done = run(command, "--help")
    assert done.exit_code == 0
    assert f"Przykład (example): piecza {command}" in " ".join(done.stdout.split())
    assert "Exit status: 0" in " ".join(done.stdout.split())


@pytest.mark.slow
def test_one_command_from_either_register_to_noty_in_four_formats(tmp_path):
    formats = ("json", "html", "pdf", "xlsx")
    for name, register in (("xlsx", REGISTER), ("csv", EXAMPLES / "rejestr")):
        done = notes(tmp_path / name, register=register, formats=formats)
        assert done.exit_code == 0, done.stderr
        assert "1/PZ/03/2025" in done.stdout
        assert "9 967,44 zł" in plain(done.stdout)
        assert "zmyślone-C, 2808011: przybyło od 15.03.2025" in plain(done.stdout)
    files = contents(tmp_path / "xlsx")
    stems = ("nota-2025-03-2604043", "nota-2025-03-2808011", "zestawienie-2025-03")
    assert sorted(files) == sorted(f"{stem}.{suffix}" for stem in stems for suffix in formats)
    assert files == contents(tmp_path / "csv"), "the same facts and the same day give the same bytes"
    total = sum(read_nota(files[f"{stem}.json"]).amount for stem in stems[:2])
    summary = json.loads(files["zestawienie-2025-03.json"])
    assert summary["amount"] == str(total) == "9967.44"
    jsonschema.validate(summary, piecza.schemas()["piecza.month/1"])
    for stem in stems[:2]:
        jsonschema.validate(json.loads(files[f"{stem}.json"]), piecza.schemas()["piecza.nota/1"])


def test_json_is_always_written_and_printed_where_asked(tmp_path):
    done = notes(tmp_path / "noty", "--json", formats=("html",))
    assert {path.rpartition(".")[2] for path in contents(tmp_path / "noty")} == {"json", "html"}
    assert json.loads(done.stdout) == json.loads(contents(tmp_path / "noty")["zestawienie-2025-03.json"])


def test_a_month_is_not_issued_twice(tmp_path, csv_register):
    """What was sent stays: neither a second time, nor with other amounts."""
    out = tmp_path / "noty"
    assert notes(out, formats=("json", "html")).exit_code == 0
    before = contents(out)
    change(csv_register, "pobyty", "05.11.2024", "05.11.2023")
    done = notes(out, "--issued", "2025-04-05", register=csv_register)
    assert done.exit_code == 0
    assert "Nie ma czego wystawić" in " ".join(done.stdout.split())
    assert "wystawiona wcześniej" in " ".join(done.stdout.split())
    after = contents(out)
    assert all(after[name] == content for name, content in before.items() if name.startswith("nota"))
    assert len(after) == len(before) - 1, "the summary is written anew, and no other form of it is left"


@pytest.mark.slow
def test_only_the_nota_that_is_missing_is_issued(tmp_path):
    out = tmp_path / "noty"
    notes(out, formats=("json", "pdf"))
    whole = contents(out)
    for name in [name for name in whole if "2808011" in name]:
        (out / name).unlink()
    done = notes(out)
    assert done.exit_code == 2
    assert "number_taken" in done.stderr
    done = notes(out, "--first-number", "2")
    assert done.exit_code == 0
    after = contents(out)
    assert after["nota-2025-03-2604043.pdf"] == whole["nota-2025-03-2604043.pdf"]
    assert after["nota-2025-03-2808011.json"] == whole["nota-2025-03-2808011.json"]


def test_a_nota_that_is_replaced_leaves_no_other_form_of_itself(tmp_path):
    out = tmp_path / "noty"
    notes(out, formats=("json", "html"))
    done = notes(out, "--issued", "2025-04-05", "--overwrite", formats=("json",))
    assert done.exit_code == 0
    assert not [name for name in contents(out) if name.endswith(".html")]
    assert json.loads(contents(out)["nota-2025-03-2604043.json"])["issued"] == "2025-04-05"


def test_a_nota_that_was_corrected_is_not_replaced(tmp_path, csv_register):
    out = tmp_path / "noty"
    notes(out)
    change(csv_register, "pobyty", "05.11.2024", "05.11.2023")
    assert run("correct", out, csv_register, "--out", out, "--format", "json").exit_code == 0
    before = contents(out)
    done = notes(out, "--overwrite", register=csv_register)
    assert done.exit_code == 2
    assert "correction_adrift" in done.stderr
    assert contents(out) == before


def test_a_month_is_not_replaced_where_a_nota_of_it_would_be_left(tmp_path, csv_register):
    """The second gmina owes nothing any more: its nota is corrected, and does not stay beside new ones."""
    out = tmp_path / "noty"
    notes(out)
    before = contents(out)
    change(csv_register, "pobyty", "2808011", "2604043")
    done = notes(out, "--overwrite", register=csv_register)
    assert done.exit_code == 2
    assert "nota_twice" in done.stderr
    assert done.stderr.startswith('--out = "2/PZ/03/2025": ')
    assert contents(out) == before


def test_files_of_somebody_else_are_not_written_over(tmp_path):
    out = tmp_path / "noty"
    out.mkdir()
    (out / "nota-2025-03-2604043.pdf").write_bytes(b"theirs")
    done = notes(out)
    assert done.exit_code == 2
    assert "file_exists" in done.stderr
    assert contents(out) == {"nota-2025-03-2604043.pdf": b"theirs"}


def test_a_number_that_a_stored_nota_has_is_refused(tmp_path):
    agreement = tmp_path / "a.toml"
    agreement.write_text(AGREEMENT.read_text("utf-8").replace("{nr}/{symbol}/{mm}/{rrrr}", "{nr}/{rrrr}"), "utf-8")
    assert notes(tmp_path / "noty", agreement=agreement).exit_code == 0
    done = notes(tmp_path / "noty", "--month", "2025-04", agreement=agreement)
    assert done.exit_code == 2
    assert "number_taken" in done.stderr
    done = notes(tmp_path / "noty", "--month", "2025-04", "--first-number", "3", agreement=agreement)
    assert done.exit_code == 0
    assert "3/2025" in done.stdout


def test_nothing_is_written_from_a_register_with_an_error(tmp_path, csv_register):
    change(csv_register, "pobyty", "05.11.2024", "31.02.2024")
    change(csv_register, "ogłoszenia", "8305,63", "8.305")
    done = notes(tmp_path / "noty", register=csv_register)
    assert done.exit_code == 2
    said = " ".join(done.stderr.split())
    for word in ("day_does_not_exist", "amount_ambiguous", "31.02.2024", "8305,00", "pobyty"):
        assert word in said
    assert not (tmp_path / "noty").exists()
    done = notes(tmp_path / "noty", "--json", register=csv_register)
    document = json.loads(done.stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.errors/1"])
    assert {"file": "pobyty.csv", "sheet": "pobyty", "row": 3, "column": "od"}.items() <= document["errors"][1].items()


def test_nothing_is_written_where_a_reading_must_be_chosen(tmp_path):
    agreement = tmp_path / "a.toml"
    agreement.write_text(AGREEMENT.read_text("utf-8").replace('lodging_split = "equal_per_child"\n', ""), "utf-8")
    done = notes(tmp_path / "noty", agreement=agreement)
    assert done.exit_code == 3
    assert f'wpisz w pliku {agreement}: [readings] lodging_split = "equal_per_child"' in done.stderr
    assert not (tmp_path / "noty").exists()


def test_an_agreement_in_one_file_for_each_gmina(tmp_path):
    whole = AGREEMENT.read_text("utf-8")
    head, first, second = whole.split("[[gmina]]")
    folder = tmp_path / "porozumienia"
    folder.mkdir()
    for name, gmina in (("a", first), ("b", second)):
        (folder / f"{name}.toml").write_text(f"{head}[[gmina]]{gmina}", "utf-8")
    for name, agreement in (("one", AGREEMENT), ("two", folder)):
        assert notes(tmp_path / name, agreement=agreement).exit_code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    (folder / "b.toml").write_text("gmina = 5\n[powiat", "utf-8")
    done = notes(tmp_path / "three", agreement=folder)
    assert done.exit_code == 2
    assert "b.toml" in done.stderr
    (tmp_path / "empty").mkdir()
    assert "--agreement" in notes(tmp_path / "three", agreement=tmp_path / "empty").stderr


@pytest.mark.parametrize(
    ("day", "code"),
    [("4.4.25", "day_two_digit_year"), ("2025-02-30", "day_does_not_exist"), ("x", "day_format_register")],
)
def test_the_day_of_issue_is_a_day(tmp_path, day, code):
    done = notes(tmp_path / "noty", "--issued", day)
    assert done.exit_code == 2
    assert code in done.stderr


def test_the_day_of_issue_is_todays_unless_told(tmp_path, monkeypatch):
    class Fixed(__import__("datetime").date):
        @classmethod
        def today(cls):
            return cls(2025, 4, 7)

    monkeypatch.setattr("piecza.cli.readers.date", Fixed)
    done = run(
        "notes", REGISTER, "--agreement", AGREEMENT, "--out", tmp_path / "n", "--month", "2025-03", "--format", "json"
    )
    assert done.exit_code == 0
    assert json.loads(contents(tmp_path / "n")["nota-2025-03-2604043.json"])["issued"] == "2025-04-07"


@pytest.mark.slow
def test_a_changed_register_makes_noty_wrong_and_they_are_corrected(tmp_path, csv_register):
    out = tmp_path / "noty"
    notes(out)
    assert "zgodnych z rejestrem: 2; do skorygowania: 0" in run("correct", out, csv_register).stdout
    change(csv_register, "pobyty", "05.11.2024", "05.11.2023")
    done = run("correct", out, csv_register)
    assert done.exit_code == 0
    said = plain(done.stdout)
    assert "303,40 zł" in said  # 1 517,00 zł at 30 % instead of 10 %
    assert len(contents(out)) == 3, "without --out it only looks"
    before = contents(out)
    done = run(
        "correct", out, csv_register, "--out", out, "--issued", "2025-06-02", "--reason", "Błąd w dacie.",
        "--format", "json", "--format", "html",
    )  # fmt: skip
    assert done.exit_code == 0
    after = contents(out)
    assert {name: after[name] for name in before} == before, "what was sent stays as it is"
    assert sorted(after.keys() - before.keys()) == [
        f"korekta-2025-03-2604043-1-PZ-K-03-2025.{s}" for s in ("html", "json")
    ]
    correction = read_nota(after["korekta-2025-03-2604043-1-PZ-K-03-2025.json"])
    assert (str(correction.amount), correction.reason) == ("303.40", "Błąd w dacie.")
    jsonschema.validate(json.loads(correction.to_json()), piecza.schemas()["piecza.nota/1"])
    assert "do skorygowania: 0" in run("correct", out, csv_register).stdout
    change(csv_register, "pobyty", "05.11.2023", "05.11.2024")
    done = run("correct", out, csv_register, "--out", out, "--first-number", "1")
    assert done.exit_code == 2, "the number is taken"
    assert "number_taken" in done.stderr
    done = run("correct", out, csv_register, "--issued", "2025-06-01")
    assert done.exit_code == 2, "a correction comes after what it follows"
    assert "issued_early" in done.stderr
    done = run("correct", out, csv_register, "--reason", "82" + "010" + "1" * 6)
    assert done.exit_code == 2
    assert "reason_pesel" in done.stderr
    document = json.loads(run("correct", out, csv_register, "--json").stdout)
    assert document["wrong"][0]["correction"] == "2/PZ/K/03/2025", "the first number that is free"
    jsonschema.validate(document, piecza.schemas()["piecza.corrections/1"])
    assert [(nota["number"], nota["difference"]) for nota in document["wrong"]] == [("1/PZ/K/03/2025", "-303.40")]


def test_correct_says_what_is_wrong_with_the_stored_noty(tmp_path):
    done = run("correct", tmp_path / "nothing", REGISTER)
    assert done.exit_code == 2
    assert "file_not_found" in done.stderr
    (tmp_path / "empty").mkdir()
    done = run("correct", tmp_path / "empty", REGISTER)
    assert done.exit_code == 2
    assert "no_notas" in done.stderr
    out = tmp_path / "noty"
    notes(out)
    (out / "kopia.json").write_bytes(contents(out)["nota-2025-03-2604043.json"])
    done = run("correct", out, REGISTER)
    assert done.exit_code == 2
    assert "number_twice" in done.stderr


def test_an_error_names_the_option(tmp_path, csv_register):
    out = tmp_path / "noty"
    notes(out)
    change(csv_register, "pobyty", "05.11.2024", "05.11.2023")
    for option, value, code in (
        ("--issued", "2025-04-03", "issued_early"),
        ("--reason", "82" + "010" + "1" * 6, "reason_pesel"),
        ("--issued", "31.12.1989", "day_out_of_range"),
    ):
        (error,) = json.loads(run("correct", out, csv_register, option, value, "--json").stdout)["errors"]
        assert (error["code"], error["path"]) == (code, option)
        assert run("correct", out, csv_register, option, value).stderr.startswith(option)
    (out / "nota-2025-03-2808011.json").unlink()
    (error,) = json.loads(notes(out, "--json").stdout)["errors"]
    assert (error["code"], error["path"]) == ("number_taken", "--first-number")


def test_check_reports_everything_as_a_table_as_json_and_as_a_workbook(tmp_path, csv_register):
    done = run("check", csv_register)
    assert done.exit_code == 0
    assert "Rejestr jest poprawny: dzieci 17" in done.stdout
    change(csv_register, "pobyty", "zmyślone-05;2604043", "zmyślone-05;26040")
    change(csv_register, "wydatki", "dofinansowanie wypoczynku", "wypoczynekk")
    faulty = tmp_path / "do-poprawy.xlsx"
    done = run("check", csv_register, "--faulty", faulty)
    assert done.exit_code == 2
    said = " ".join(done.stdout.split())
    for word in ("gmina_code", "word_unknown", "dofinansowanie", "Do poprawienia: 2"):
        assert word in said
    assert faulty.read_bytes().startswith(b"PK")
    done = run("check", csv_register, "--json", "--faulty", faulty, "--lang", "en")
    assert done.exit_code == 2, "the workbook is there already"
    assert "file_exists" in done.stdout
    done = run("check", csv_register, "--json")
    assert done.exit_code == 2
    document = json.loads(done.stdout)
    jsonschema.validate(document, piecza.schemas()["piecza.register/1"])
    assert len(document["errors"]) == 2


def test_the_faulty_rows_never_replace_the_register(tmp_path):
    register = tmp_path / "rejestr.csv"
    register.write_text("dziecko;gmina;forma;od\nD-1;26;RDD;1.1.2024\n", "utf-8")
    before = register.read_bytes()
    done = run("check", register, "--faulty", register, "--overwrite")
    assert done.exit_code == 2
    assert "same_file" in done.stderr
    assert register.read_bytes() == before


def test_the_readings_of_an_agreement_hold_for_the_check(tmp_path, csv_register):
    """An expense on the day a stay ends is one of the stay only where that day counts."""
    change(csv_register, "pobyty", "zmyślone-01;2604043;rodzina zastępcza spokrewniona;20.01.2025;;",
           "zmyślone-01;2604043;rodzina zastępcza spokrewniona;20.01.2025;20.07.2025;")  # fmt: skip
    agreement = tmp_path / "a.toml"
    text = AGREEMENT.read_text("utf-8")
    agreement.write_text(text.replace('after_return = "sum"', 'leaving_day = "not_counted"', 1), "utf-8")
    assert run("check", csv_register).exit_code == 0
    done = run("check", csv_register, "--agreement", agreement)
    assert done.exit_code == 2
    assert "expense_outside_stay" in done.stdout


def test_the_template_is_written_once(tmp_path):
    file = tmp_path / "rejestr.xlsx"
    assert run("template", file).exit_code == 0
    first = file.read_bytes()
    done = run("template", file)
    assert done.exit_code == 2
    assert "file_exists" in done.stderr
    assert file.read_bytes() == first
    assert run("template", file, "--overwrite").exit_code == 0
    done = run("check", file)
    assert done.exit_code == 2
    assert "register_empty" in done.stdout


@pytest.mark.parametrize(
    ("module", "extra", "formats"),
    [
        ("python_calamine", "files", ["json"]),
        ("xlsxwriter", "files", ["xlsx"]),
        ("num2words", "notes", ["json"]),
        ("typst", "notes", ["pdf"]),
    ],
)
def test_a_missing_extra_says_what_to_install_and_nothing_is_written(tmp_path, monkeypatch, module, extra, formats):
    monkeypatch.setitem(sys.modules, module, None)
    done = notes(tmp_path / "noty", formats=formats)
    assert done.exit_code == 2
    assert f"pip install 'piecza[{extra}]'" in done.stderr
    assert not (tmp_path / "noty").exists()


def test_csv_and_html_need_no_workbook(tmp_path, monkeypatch):
    for module in ("python_calamine", "xlsxwriter", "typst"):
        monkeypatch.setitem(sys.modules, module, None)
    assert notes(tmp_path / "noty", register=EXAMPLES / "rejestr", formats=["html"]).exit_code == 0

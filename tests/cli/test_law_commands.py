"""The law on the command line: what is shown, what is refused, and --law on every command that works by it."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import piecza
from piecza.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"
REGISTER, AGREEMENT = EXAMPLES / "rejestr.xlsx", EXAMPLES / "porozumienie.toml"
OWN = EXAMPLES / "prawo"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def plain(text):
    return text.replace("\u00a0", " ")


def documents(*arguments):
    document = json.loads(run(*arguments, "--json").stdout)
    jsonschema.validate(document, piecza.schemas()[document["schema"]])
    return document


def errors(*arguments):
    done = run(*arguments, "--json")
    assert done.exit_code == 2
    return json.loads(done.stdout)["errors"]


def test_what_holds_on_a_day():
    said = plain(run("law", "--day", "2026-05-31").stdout)
    for text in (
        "allowance_related", "wniosek", "Wniosek do 31.05.2026", "Oczekiwane od 01.06.2026",
        "Co sprawdzić: obwieszczenie w Monitorze Polskim", "nie wiadomo: kwota po waloryzacji jest wątpliwa",
    ):  # fmt: skip
        assert text in said
    english = plain(run("law", "--day", "2026-05-31", "--lang", "en").stdout)
    assert "Inferred until 31 May 2026" in english
    assert "What to look up:" in english
    assert documents("law", "--day", "2026-05-31")["day"] == "2026-05-31"
    assert run("law").exit_code == 0
    assert [error["path"] for error in errors("law", "--day", "2026-02-30")] == ["--day"]


def test_one_name():
    said = plain(run("law", "show", "allowance_other", "--day", "2026-06-01").stdout)
    assert "–" in said
    assert "supplement" not in said
    history = documents("law", "show", "interest")
    assert [table["table"] for table in history["tables"]] == ["interest"]
    assert len(history["tables"][0]["entries"]) > 20
    (error,) = errors("law", "show", "allowance")
    assert error["code"] == "law_name"


def test_own_entries_are_checked_and_shown(tmp_path):
    said = plain(run("law", "check", OWN).stdout)
    assert "1076.00" in said
    assert (
        "podane; M.P. 2026 poz. … (kwota przykładowa)" in " ".join(said.split()).replace(" │ │ │ │ │ ", " ")
        or "podane" in said
    )
    assert "własne wpisy, sha256" in said
    assert {table["table"] for table in documents("law", "check", OWN)["tables"]} == {"amounts"}
    (tmp_path / "a.toml").write_text("# nic\n", "utf-8")
    assert "Wpisy niczego nie zmieniają." in run("law", "check", tmp_path).stdout
    (tmp_path / "a.toml").write_text("[[rates]]\n", "utf-8")
    (error,) = errors("law", "check", tmp_path)
    assert (error["code"], error["file"]) == ("own_law_table", "a.toml")
    done = run("law", "check", tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "a.toml: rates: Takiej tabeli prawo nie ma (może" in done.stderr
    assert [error["code"] for error in errors("law", "check", tmp_path / "nie-ma")] == ["own_law_missing"]


def test_noty_of_december_2025_and_of_may_2026(tmp_path):
    notes = ("notes", REGISTER, "--agreement", AGREEMENT, "--out", tmp_path, "--format", "json")
    december = plain(run(*notes, "--month", "2025-12").stdout)
    assert december.count("Kwoty ustawowe odczytano do 29.12.2025") == 1
    may = plain(run(*notes, "--month", "2026-05").stdout)
    assert may.count("Kwoty ustawowe odczytano do 29.12.2025") == 1


def test_june_2026_asks_and_works_with_an_own_amount(tmp_path):
    notes = ("notes", REGISTER, "--agreement", AGREEMENT, "--month", "2026-06", "--out", tmp_path / "noty")
    asked = errors(*notes)
    assert {(error["code"], error["sheet"]) for error in asked} == {("rate_unknown", "pobyty")}
    assert {error["child"] for error in asked} == {"zmyślone-A", "zmyślone-B", "zmyślone-C"}
    assert not (tmp_path / "noty").exists()
    done = run(*notes)
    assert done.stderr.count("[[amounts]]") == 2
    assert run(*notes, "--law", OWN, "--issued", "2026-07-06").exit_code == 0
    nota = (tmp_path / "noty" / "nota-2026-06-2604043.json").read_text("utf-8")
    for text in ("1 958,00", "1 629,00", "329,00", "art. 80 ust. 1 pkt 2; M.P. 2026 poz. … (kwota przykładowa)"):
        assert text in plain(nota)
    assert "art. 91" not in nota
    kept = ("correct", tmp_path / "noty", REGISTER)
    assert {error["code"] for error in errors(*kept)} == {"own_law_differs"}
    assert "Not zgodnych z rejestrem: 2; do skorygowania: 0." in run(*kept, "--law", OWN).stdout
    audit = ("audit", tmp_path / "noty", REGISTER, "--agreement", AGREEMENT, "--out", tmp_path / "audyt")
    assert {error["code"] for error in errors(*audit)} == {"own_law_differs"}
    assert run(*audit, "--law", OWN).exit_code == 0


def test_an_agreement_names_the_folder(tmp_path):
    shutil.copytree(OWN, tmp_path / "prawo")
    agreement = tmp_path / "porozumienie.toml"
    agreement.write_text(AGREEMENT.read_text("utf-8").replace("[powiat]", 'law = "prawo"\n\n[powiat]', 1), "utf-8")
    notes = ("notes", REGISTER, "--agreement", agreement, "--month", "2026-06", "--out", tmp_path / "noty")
    assert run(*notes, "--format", "json").exit_code == 0
    assert run("check", REGISTER, "--agreement", agreement).exit_code == 0
    assert run("check", REGISTER, "--agreement", agreement, "--law", tmp_path / "prawo").exit_code == 0
    (error,) = errors(*notes, "--law", OWN)
    assert (error["code"], error["path"]) == ("own_law_two_folders", "--law")
    both = tmp_path / "porozumienia"
    both.mkdir()
    one, other = agreement.read_text("utf-8").rsplit("[[gmina]]", 1)
    head = one.split("[[gmina]]")[0]
    (both / "a.toml").write_text(one, "utf-8")
    (both / "b.toml").write_text(head.replace('law = "prawo"', "") + "[[gmina]]" + other, "utf-8")
    (error,) = errors("check", REGISTER, "--agreement", both)
    assert error["code"] == "own_law_two_folders"


@pytest.mark.parametrize("command", ["charge", "cost"])
def test_law_of_a_case(tmp_path, command):
    document = json.loads((EXAMPLES / "family.json").read_text("utf-8"))
    (tmp_path / "case.json").write_text(json.dumps(document), "utf-8")
    asked = errors(command, tmp_path / "case.json", "--month", "2026-06")
    assert {error["file"] for error in asked if error["code"] == "rate_unknown"} == {"case.json"}
    assert all(error["child"] for error in asked if error["code"] == "rate_unknown")
    done = run(command, tmp_path / "case.json", "--month", "2026-06", "--law", OWN, "--json")
    assert "rate_unknown" not in done.stdout


def test_rates_know_own_amounts():
    document = documents("rates", "allowance_other", "--day", "2026-06-01", "--law", OWN)
    assert [entry["amount"] for entry in document["rates"]] == ["1629.00"]
    assert document["own"]

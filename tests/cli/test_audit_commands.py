"""The command that audits: what is said and written, how it ends, and what is left alone."""

import json
import re
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import piecza
from piecza import registers
from piecza.cli.app import app
from piecza.dues import due_days
from piecza.notes import read_nota

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CHARGED, REGISTER, AGREEMENT = EXAMPLES / "naliczenia.csv", EXAMPLES / "rejestr.xlsx", EXAMPLES / "porozumienie.toml"
MISTAKES = ("zmyślone-01;2604043;2025-01;", "zmyślone-06;2604043;2025-02;", "zmyślone-12;2604043;2025-04;")


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments], catch_exceptions=False)


def audit(out, *more, charged=CHARGED, register=REGISTER, agreement=AGREEMENT):
    return run("audit", charged, register, *(["--agreement", agreement] if agreement else []), "--out", out, *more)


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def rows():
    return CHARGED.read_text(encoding="utf-8-sig").splitlines()


@pytest.fixture
def right(tmp_path):
    """The charges of the example without the three mistakes, and without what a gmina agreed otherwise."""
    kept = [line for line in rows() if not line.startswith(MISTAKES) and ";2808011;" not in line]
    path = tmp_path / "naliczenia.csv"
    path.write_text("\n".join(kept), encoding="utf-8")
    return path


def test_the_help_has_an_example_and_the_exit_status():
    done = run("audit", "--help")
    assert done.exit_code == 0
    assert "Przykład (example): piecza audit" in plain(done.stdout)
    assert "Exit status: 0" in plain(done.stdout)
    for option in ("leave-out", "dossier", "refund-since", "interest-rate", "faulty", "noty"):
        assert f"--{option}" in done.stdout


def test_the_answer_comes_first_and_the_report_is_written(tmp_path):
    out = tmp_path / "audyt"
    done = audit(out, "--dossier", "zmyślone-12")
    assert done.exit_code == 1
    said = plain(done.stdout)
    assert said.startswith(
        "Audyt, styczeń 2025 – czerwiec 2025: naliczono za dużo 938,66 zł, za mało 0,00 zł. Porównano: 90 naliczeń."
    )
    assert "Powiat Przykładowy (gmina 2604043): niezgodnych naliczeń jest 3 z 86" in said
    assert "Powiat Przykładowy (gmina 2808011) liczy według coordinator = percent; niezgodnych pozostaje 0 z 4" in said
    assert sorted(path.name for path in out.iterdir()) == [
        "audyt.html",
        "audyt.json",
        "audyt.xlsx",
        "teczka-zmyslone-12.html",
    ]
    document = json.loads((out / "audyt.json").read_bytes())
    jsonschema.validate(document, piecza.schemas()["piecza.audit/1"])
    wrong = {
        charge["child"]: charge["findings"][0]["code"]
        for charge in document["checked"]
        if charge["findings"][0]["code"] != "correct"
    }
    assert wrong == {
        "zmyślone-01": "other_days",
        "zmyślone-06": "charged_twice",
        "zmyślone-12": "other_band",
        "zmyślone-C": "other_reading",
    }
    assert document["over"] == "938.66"
    assert document["agreed"]["2808011"]["coordinator"] == "excluded"
    assert "938,66" in plain((out / "audyt.html").read_text(encoding="utf-8"))
    assert "zmyślone-12" in (out / "teczka-zmyslone-12.html").read_text(encoding="utf-8")


def test_the_same_audit_gives_the_same_bytes(tmp_path):
    audit(tmp_path / "one")
    audit(tmp_path / "two")
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_json_is_the_document_and_nothing_else(tmp_path):
    done = audit(tmp_path / "audyt", "--json", "--format", "html", "--lang", "en")
    assert json.loads(done.stdout)["schema"] == "piecza.audit/1"
    assert [path.name for path in (tmp_path / "audyt").iterdir()] == ["audyt.html"]
    assert '<html lang="en">' in (tmp_path / "audyt" / "audyt.html").read_text(encoding="utf-8")


def test_where_all_is_right_the_status_is_0(tmp_path, right):
    done = audit(tmp_path / "audyt", "--month", "2025-03..2025-03", charged=right)
    assert done.exit_code == 0, done.stdout
    assert "Wszystkie są zgodne" in plain(done.stdout)


def test_english(tmp_path):
    done = audit(tmp_path / "audyt", "--lang", "en")
    assert plain(done.stdout).startswith("Audit, January 2025 – June 2025: charged too much PLN 938.66")
    assert "Naliczono" not in done.stdout


def test_faulty_rows_are_reported_and_nothing_is_audited(tmp_path):
    broken = tmp_path / "naliczenia.csv"
    lines = rows()
    lines[3] = lines[3].replace("501,00", "1.234")
    lines[5] = lines[5].replace("zmyślone-", "zmyśIone-")
    broken.write_text("\n".join(lines), encoding="utf-8")
    faulty = tmp_path / "popraw.xlsx"
    done = audit(tmp_path / "audyt", "--faulty", faulty, charged=broken)
    assert done.exit_code == 2
    assert "amount_ambiguous" in done.stderr
    assert "charged_child_unknown" in done.stderr
    assert not (tmp_path / "audyt").exists()
    assert faulty.read_bytes().startswith(b"PK")
    left = audit(tmp_path / "audyt", "--leave-out", "naliczenia[4]", "--leave-out", "naliczenia[6]", charged=broken)
    assert left.exit_code == 1
    assert "Pominięto: naliczenia[4], naliczenia[6]." in left.stdout
    document = json.loads((tmp_path / "audyt" / "audyt.json").read_bytes())
    assert document["left_out"] == ["naliczenia[4]", "naliczenia[6]"]


def test_a_child_left_out_by_name_is_not_missed(tmp_path):
    audit(tmp_path / "audyt", "--leave-out", "zmyślone-06", "--leave-out", "zmyślone-14")
    document = json.loads((tmp_path / "audyt" / "audyt.json").read_bytes())
    assert {charge["child"] for charge in document["checked"]}.isdisjoint({"zmyślone-06", "zmyślone-14"})


def test_what_is_there_is_not_replaced_unless_told(tmp_path):
    out = tmp_path / "audyt"
    audit(out)
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    done = audit(out)
    assert done.exit_code == 2
    assert "file_exists" in done.stderr
    assert before == {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert audit(out, "--overwrite").exit_code == 1


def test_a_reading_that_must_be_chosen(tmp_path):
    done = audit(tmp_path / "audyt", agreement=None)
    assert done.exit_code == 3
    assert "wage_apportionment" in done.stderr
    assert "--reading wage_apportionment=child_days" in done.stderr
    chosen = ("coordinator=percent", "wage_apportionment=child_days", "lodging_split=equal_per_child")
    options = [part for reading in chosen for part in ("--reading", reading)]
    assert audit(tmp_path / "chosen", *options, agreement=None).exit_code == 1
    assert not list((tmp_path / "audyt").glob("*")) if (tmp_path / "audyt").exists() else True


ERRORS = {
    "a month that is none": (("--month", "2025-13"), "month_invalid"),
    "a month without an end": (("--month", "2025-02.."), "month_invalid"),
    "a dossier of nobody": (("--dossier", "zmyślone-99"), "dossier_child_unknown"),
    "a reading that is none": (("--reading", "rounding=grosz"), "unknown_option"),
    "a reading with two options": (("--reading", "rounding=line", "--reading", "rounding=segment"), "reading_twice"),
    "a reading of another name": (("--reading", "zaokrąglenie=segment"), "unknown_reading"),
    "interest backwards": (
        ("--refund-since", "2025-12-02", "--refund-until", "2025-12-01"),
        "refund_days_out_of_order",
    ),
    "a rate that is none": (("--interest-rate", "9.50"), "interest_rate_format"),
    "an end without a start": (("--refund-until", "2025-12-31"), "refund_since_missing"),
    "a day that is none": (("--refund-since", "31.02.2025"), "day_does_not_exist"),
    "a row that is not there": (("--leave-out", "naliczenia[999]"), "leave_out_unknown"),
    "nothing left": (("--leave-out", "naliczenia"), "nothing_charged"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_errors(name, tmp_path):
    options, code = ERRORS[name]
    done = audit(tmp_path / "audyt", *options)
    assert done.exit_code == 2
    assert code in done.stderr
    as_json = audit(tmp_path / "audyt", *options, "--json")
    assert code in {error["code"] for error in json.loads(as_json.stdout)["errors"]}
    assert not (tmp_path / "audyt").exists()


@pytest.mark.parametrize(
    ("options", "path"),
    [
        (("--dossier", "zmyślone-99"), "--dossier"),
        (("--refund-since", "2025-12-02", "--refund-until", "2025-12-01"), "--refund-until"),
        (("--refund-since", "2025-12-02", "--refund-until", "2026-04-01"), "--interest-rate"),
        (("--interest-rate", "9.50"), "--interest-rate"),
        (("--leave-out", "naliczenia[999]"), "--leave-out"),
        (("--refund-until", "2025-12-31"), "--refund-since"),
    ],
)
def test_an_error_names_the_option(options, path, tmp_path):
    (error,) = json.loads(audit(tmp_path / "audyt", *options, "--json").stdout)["errors"]
    assert error["path"] == path
    assert audit(tmp_path / "audyt", *options).stderr.splitlines()[-1].startswith(path)


def test_a_field_of_a_nota_is_no_option(tmp_path):
    """A nota has `rates` and `issued`, too."""
    run("notes", REGISTER, "--agreement", AGREEMENT, "--out", tmp_path, "--month", "2025-03", "--format", "json")
    nota = tmp_path / "nota-2025-03-2604043.json"
    nota.write_text(json.dumps({**json.loads(nota.read_bytes()), "rates": "x", "issued": "x"}), encoding="utf-8")
    errors = json.loads(audit(tmp_path / "audyt", "--json", charged=nota).stdout)["errors"]
    assert {error["path"] for error in errors} == {"rates", "issued"}


def test_interest_on_refunds(tmp_path):
    options = ("--refund-since", "2025-10-01", "--refund-until", "31.10.2025")
    done = audit(tmp_path / "audyt", *options)
    # 938.66 zł in four amounts at 10.25 % to 8.10. (8 days) and 10.00 % to 31.10. (23 days).
    document = json.loads((tmp_path / "audyt" / "audyt.json").read_bytes())
    refunds = [
        interest for c in document["checked"] for interest in c.get("interest", ()) if interest["of"] == "refund"
    ]
    assert len(refunds) == 4
    assert {(p["start"], p["end"], p["percent"]) for refund in refunds for p in refund["periods"]} == {
        ("2025-10-01", "2025-10-08", "10.25"),
        ("2025-10-09", "2025-10-31", "10.00"),
    }
    assert "Odsetki od zwrotów" in done.stdout
    beyond = audit(tmp_path / "dalej", "--refund-since", "2025-10-01", "--refund-until", "2026-04-01")
    assert beyond.exit_code == 2
    assert "interest_rate_unknown" in beyond.stderr
    given = ("--refund-since", "2025-10-01", "--refund-until", "2026-04-01", "--interest-rate", "2026-03-06=9.25")
    assert audit(tmp_path / "dalej", *given).exit_code == 1


def test_without_the_extra_notes_last_days_of_payment_say_what_to_install_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "holidays", None)
    due_days._holidays.cache_clear()
    done = audit(tmp_path / "audyt")
    assert done.exit_code == 2
    assert "pip install 'piecza[notes]'" in done.stderr
    assert not (tmp_path / "audyt").exists()
    head, *charges = (line.split(";") for line in rows())
    at = head.index("termin płatności")
    kept = tmp_path / "kept.csv"
    kept.write_text("\n".join(";".join(cells[:at] + cells[at + 1 :]) for cells in (head, *charges)), encoding="utf-8")
    assert audit(tmp_path / "audyt", charged=kept).exit_code == 1


def test_charges_become_noty_that_are_corrected(tmp_path):
    noty = tmp_path / "noty"
    kept = tmp_path / "kept.csv"
    kept.write_text("\n".join(line for line in rows() if ";2808011;" not in line), encoding="utf-8")
    assert audit(tmp_path / "audyt", "--noty", noty, charged=kept).exit_code == 1
    stored = [read_nota(path.read_bytes()) for path in sorted(noty.iterdir())]
    assert [nota.month for nota in stored] == [f"2025-0{month}" for month in range(1, 7)]
    done = run("correct", noty, REGISTER, "--agreement", AGREEMENT, "--out", noty, "--issued", "2025-12-05", "--json")
    assert done.exit_code == 0, done.stderr
    wrong = {nota["month"]: nota["difference"] for nota in json.loads(done.stdout)["wrong"]}
    document = json.loads((tmp_path / "audyt" / "audyt.json").read_bytes())
    audited = {
        c["first"]: c["difference"]
        for c in document["checked"]
        if c["difference"] != "0.00" and c["gmina"] == "2604043"
    }
    assert {month: f"-{difference}" for month, difference in audited.items()} == wrong
    again = audit(tmp_path / "po", charged=noty)
    document = json.loads((tmp_path / "po" / "audyt.json").read_bytes())
    assert {c["findings"][0]["code"] for c in document["checked"] if c["gmina"] == "2604043"} == {"correct"}
    assert again.exit_code == 0


def test_noty_need_an_agreement_and_a_nota_needs_its_number(tmp_path):
    done = audit(tmp_path / "audyt", "--noty", tmp_path / "noty", agreement=None)
    assert "agreement_missing" in done.stderr
    lines = [line.replace("1/PZ/01/2025", "") for line in rows()]
    broken = tmp_path / "naliczenia.csv"
    broken.write_text("\n".join(lines), encoding="utf-8")
    done = audit(tmp_path / "audyt", "--noty", tmp_path / "noty", charged=broken)
    assert done.exit_code == 2
    assert "charge_without_nota" in done.stderr
    assert not (tmp_path / "noty").exists()


def test_an_empty_table_of_charges(tmp_path):
    path = tmp_path / "naliczenia.xlsx"
    assert run("template", path, "--charged").exit_code == 0
    assert registers.check_charged(str(path)).errors[0].code == "charged_empty"


def test_the_page_of_audits_shows_what_comes_out(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    shown = re.findall(r"```python\n((?:(?!```).)*)```\n\n```text\n(.*?)```", page, re.DOTALL)
    assert len(shown) == 2
    for code, text in shown:
        exec(compile(code, "audit.md", "exec"), {})
        assert capsys.readouterr().out == text

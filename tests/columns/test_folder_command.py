"""`piecza charge FOLDER`: what it writes and says, what it refuses, and what a person sees meanwhile."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys

import pyarrow.parquet as pq
import pytest
from folders import CHOSEN, FIRST, LAST, folder_of, some_tables
from typer.testing import CliRunner

from piecza import columns
from piecza.cli.app import app

TABLES = some_tables()
MONTHS = ("--month", f"{FIRST}..{LAST}")
SUM = ("--reading", "after_return=sum")


def run(*arguments):
    return CliRunner().invoke(app, ["charge", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path):
    return folder_of(TABLES, tmp_path / "in")


def refused(done, status=2):
    assert done.exit_code == status
    return [(error["code"], error["path"]) for error in json.loads(done.stdout)["errors"]]


def test_a_person_is_told_where_it_stands_and_what_it_comes_to(folder, tmp_path):
    out = tmp_path / "charges.parquet"
    done = run(folder, *MONTHS, *SUM, "--out", out, "--lang", "en")
    assert (done.exit_code, done.stderr) == (0, "")
    whole = columns.charge_tables(TABLES, FIRST, LAST, readings=CHOSEN)
    said = done.stdout.replace("\u00a0", " ")
    assert f"Children: 23; charges: {len(whole.charges)}; gminas: 5." in said
    assert f"Total: PLN {whole.total:,.2f}\n" in said
    assert f"Written: {out}\n" in said
    assert "after_return = sum" in said
    assert pq.read_table(out).num_rows == len(whole.charges)


def test_notices_are_said_with_how_many_there_are(tmp_path):
    folder = folder_of(TABLES._replace(monthly_costs=TABLES.monthly_costs.slice(30)), tmp_path / "in")
    done = run(folder, *MONTHS, *SUM, "--out", tmp_path / "charges.parquet", "--lang", "en")
    counts = re.search(
        r"Notices about rows \(all of gminas are given, of other kinds the first\): no_cost (\d+)\.", done.stdout
    )
    assert int(counts[1]) > 1
    assert done.stdout.count("Note (placements[0]): ") == done.stdout.count("Note (placements[") == 1


def test_a_document_for_a_program(folder, tmp_path):
    done = run(folder, *MONTHS, *SUM, "--out", tmp_path / "c.parquet", "--detail", "segments", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert document["schema"] == "piecza.folder_charges/1"
    assert list(document["rows"]) == ["charges", "lines", "segments"]
    for file, rows in zip(document["files"], document["rows"].values(), strict=True):
        assert pq.read_metadata(file).num_rows == rows


def test_codes_that_are_one_gmina(folder, tmp_path):
    """Under the other reading a stay in the same gmina goes on counting."""
    chosen = CHOSEN.choose(after_return="reset_if_gmina_changes")
    asked = (folder, *MONTHS, "--reading", "after_return=reset_if_gmina_changes", "--json")
    totals = []
    for same in ([], [["1201012", "0201011"], ["1465011", "1465021"]]):
        options = [part for codes in same for part in ("--same-gmina", ", ".join(codes))]
        done = run(*asked, *options, "--out", tmp_path / f"{len(same)}.parquet")
        totals.append(json.loads(done.stdout)["total"])
        due = columns.charge_tables(TABLES, FIRST, LAST, readings=chosen, same_gmina=same)
        assert totals[-1] == str(due.total)
    assert totals[0] != totals[1]


def test_a_reading_must_be_chosen(folder, tmp_path):
    asked = (folder, *MONTHS, "--out", tmp_path / "c.parquet")
    assert refused(run(*asked, "--json"), status=3) == [("reading_needed", "readings.after_return")]
    done = run(*asked)
    assert done.exit_code == 3
    assert "--reading after_return=sum" in done.stderr
    assert not (tmp_path / "c.parquet").exists()


def test_what_does_not_go_together(folder, tmp_path):
    assert refused(run(folder, *MONTHS, "--explain", "--detail", "all", "--json")) == [
        ("output_missing", "--out"),
        ("only_for_document", "--explain"),
        ("detail_unknown", "--detail"),
    ]
    case = tmp_path / "case.json"
    case.write_text("{}", encoding="utf-8")
    given = ("--out", "x.parquet", "--detail", "lines", *SUM, "--same-gmina", "0201011", "--overwrite", "--json")
    assert refused(run(case, *MONTHS, *given)) == [
        ("only_for_folder", option) for option in ("--out", "--detail", "--reading", "--same-gmina", "--overwrite")
    ]


def test_neither_a_folder_nor_a_document(tmp_path):
    gone = tmp_path / "gone"
    done = run(gone, *MONTHS, "--out", "x.parquet", *SUM, "--json")
    assert refused(done) == [("file_not_found", "")]
    assert json.loads(done.stdout)["errors"][0]["value"] == str(gone)


def test_options_that_are_wrong_are_said_at_once(folder, tmp_path):
    wrong = ("--month", "2025-02..2025-01", "--reading", "after_return", "--same-gmina", "12", "--law", tmp_path)
    done = run(folder, *wrong, "--out", tmp_path / "c.parquet", "--detail", "all", "--json")
    assert refused(done) == [
        ("detail_unknown", "--detail"),
        ("months_out_of_order", "--month"),
        ("unknown_option", "--reading"),
        ("gmina_code", "--same-gmina"),
        ("own_law_missing", "--law"),
    ]
    assert json.loads(done.stdout)["errors"][2]["value"] == "after_return"


@pytest.mark.parametrize(
    ("option", "code"),
    [
        (("--reading", "after_return=never"), "unknown_option"),
        (("--reading", "nothing=sum"), "unknown_reading"),
        (("--reading", "after_return=sum", "--reading", " after_return=reset_if_gmina_changes"), "reading_twice"),
        (("--same-gmina", "0201011,12"), "gmina_code"),
        (("--same-gmina", "0201011,0201012"), "same_gmina_doubled"),
    ],
)
def test_options_that_are_wrong(folder, tmp_path, option, code):
    done = run(folder, *MONTHS, "--out", tmp_path / "c.parquet", *option, "--json")
    assert refused(done) == [(code, option[0])]


def test_a_reading_may_be_said_twice_and_all_that_is_wrong_is_said(folder, tmp_path):
    asked = (folder, *MONTHS, "--out", tmp_path / "c.parquet", "--json", *SUM)
    assert run(*asked, *SUM).exit_code == 0
    other = ("--reading", "after_return=x", "--reading", "leap_day=x")
    assert refused(run(*asked, *other)) == [("reading_twice", "--reading"), ("unknown_option", "--reading")]


def test_errors_name_file_row_and_option(folder, tmp_path):
    assert refused(run(folder, "--month", "2025-13", "--out", tmp_path / "c.parquet", *SUM, "--json")) == [
        ("month_invalid", "--month")
    ]
    out = f"{folder}/stays.parquet"
    assert refused(run(folder, *MONTHS, *SUM, "--out", out, "--overwrite", "--json")) == [("output_is_input", "--out")]
    stays = TABLES.stays.set_column(2, "gmina", TABLES.stays["child"])
    folder_of(TABLES._replace(stays=stays), tmp_path / "in")
    done = run(folder, *MONTHS, *SUM, "--out", tmp_path / "c.parquet", "--lang", "en")
    assert done.exit_code == 2
    assert 'stays.parquet: stays[0].gmina = "d-000": ' in done.stderr


def test_what_is_there_is_replaced_when_asked(folder, tmp_path):
    asked = (folder, *MONTHS, *SUM, "--out", tmp_path / "c.parquet", "--json")
    assert run(*asked).exit_code == 0
    assert refused(run(*asked)) == [("file_exists", "")]
    assert run(*asked, "--overwrite").exit_code == 0


def everything(terminal):
    """What is written to a terminal until nobody can write any more; reading then fails."""
    written = b""
    with contextlib.suppress(OSError):
        while part := os.read(terminal, 10_000):
            written += part
    return written.decode()


@pytest.mark.slow
def test_a_terminal_says_what_takes_long(folder, tmp_path):
    """The bar says that the rule is compiled at first; the result alone goes to standard output."""
    main, terminal = pty.openpty()
    command = [sys.executable, "-c", "from piecza.cli import main; main()", "charge", folder, *MONTHS, *SUM]
    environment = {**os.environ, "COLUMNS": "200", "TERM": "xterm"}
    out = str(tmp_path / "c.parquet")
    with subprocess.Popen(
        [*command, "--out", out], stdout=subprocess.PIPE, stderr=terminal, env=environment
    ) as running:
        os.close(terminal)
        shown = everything(main)
        said = running.stdout.read().decode()
    os.close(main)
    assert "program kompiluje regułę" in shown
    assert "kompiluje" not in said
    assert "Razem: " in said

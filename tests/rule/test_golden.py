"""The worked examples of the contract, from Python and from the command line, and whole documents checked by hand."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from piecza import charges, read_case
from piecza.cli.app import app

HERE = Path(__file__).parents[1] / "golden"
EXAMPLES = sorted(path.stem for path in HERE.glob("*.json"))
WHOLE = sorted(path.stem for path in (HERE / "full").glob("*.json"))


def example(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


def by_month(entries):
    amounts = {}
    for month, amount in entries:
        amounts[month] = amounts.get(month, 0) + amount
    return amounts


def test_all_examples_are_here():
    assert len(EXAMPLES) == 36


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_from_python(name):
    given = example(name)
    result = charges(read_case(json.dumps(given["case"])), given["first"], given["last"])
    amounts = by_month((str(charge.month), charge.amount) for charge in result)
    assert {month: amounts.pop(month, 0) for month in given["expected"]} == {
        month: Decimal(amount) for month, amount in given["expected"].items()
    }
    assert not amounts
    assert result.total == sum(map(Decimal, given["expected"].values()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_from_the_command_line(name, tmp_path):
    given = example(name)
    case = tmp_path / "case.json"
    case.write_text(json.dumps(given["case"]), encoding="utf-8")
    done = CliRunner().invoke(app, ["charge", str(case), "--month", f"{given['first']}..{given['last']}", "--json"])
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    amounts = by_month((charge["month"], Decimal(charge["amount"])) for charge in document["charges"])
    assert {month: amounts.get(month, 0) for month in given["expected"]} == {
        month: Decimal(amount) for month, amount in given["expected"].items()
    }


@pytest.mark.parametrize("name", WHOLE)
def test_whole_document(name):
    """Every field; only the version and the hash of the law are taken as they are."""
    given = json.loads((HERE / "full" / f"{name}.json").read_text(encoding="utf-8"))
    case = read_case(json.dumps(example(name)["case"]))
    expected = given["document"]
    document = charges(case, expected["first"], expected["last"]).to_dict()
    assert document.pop("version")
    assert len(document["law"].pop("sha256")) == 64
    assert json.dumps(document) == json.dumps(expected)

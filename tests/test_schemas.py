"""The JSON Schemas say what the library accepts, and what it prints."""

import json

import jsonschema
import pytest
import strategies
from documents import EXPENSE, RIGHT, changed
from hypothesis import given, settings
from hypothesis import strategies as st
from wrong_cases import EXPENSE_SHAPES, MEANING, SHAPE, WRONG_TYPE

import piecza

CASE = jsonschema.Draft202012Validator(piecza.schemas()["piecza.case/1"])
CHARGES = jsonschema.Draft202012Validator(piecza.schemas()["piecza.charges/1"])
# What only reading can tell: days that no calendar has.
ONLY_READING = {"day_does_not_exist"}


def test_they_are_schemas():
    for schema in piecza.schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.slow
@given(strategies.cases())
def test_a_right_case_is_right_by_the_schema(case):
    CASE.validate(case)
    CASE.validate(json.loads(piecza.read_case(json.dumps(case)).model_dump_json()))


@pytest.mark.parametrize(("path", "code", "value"), [*WRONG_TYPE, *SHAPE])
def test_an_error_of_shape_is_one_by_the_schema(path, code, value):
    document = changed((path, value)) if path else value
    if value == "5\n":
        return  # the pattern ends before a last line feed in Python, though not in JSON Schema
    assert CASE.is_valid(document) == (code in ONLY_READING)


@pytest.mark.parametrize(("expense", "_codes"), EXPENSE_SHAPES)
def test_an_expense_of_wrong_shape_is_one_by_the_schema(expense, _codes):
    assert not CASE.is_valid(changed((EXPENSE, expense)))


@pytest.mark.parametrize("change", [c for c, _, _ in MEANING.values()])
def test_an_error_of_meaning_is_right_by_the_schema(change):
    CASE.validate(changed(change))


@pytest.mark.parametrize(
    ("exemption", "right"),
    [
        ({"ground": "state_financed", "basis": "art. 27"}, True),
        ({"ground": "state_financed"}, False),
        ({"ground": "state_financed", "basis": None}, False),
        ({"ground": "state_financed", "basis": " "}, False),
        ({"ground": "unknown_parents", "basis": None}, True),
        ({"ground": "unknown_parents", "basis": "art. 27"}, False),
    ],
)
def test_the_provision_of_an_exemption_by_the_schema(exemption, right):
    assert CASE.is_valid(changed(("children[0].exemptions[0]", exemption))) == right


def test_a_pesel_is_none_by_the_schema():
    assert not CASE.is_valid(changed(("children[0].id", "123 456-78901")))
    assert CASE.is_valid(RIGHT)


@settings(max_examples=30)  # the schema is walked in Python, slowly
@given(strategies.cases(), st.data())
def test_a_result_is_right_by_its_schema(case, data):
    first, last = data.draw(strategies.months(case))
    document = piecza.read_case(json.dumps(case))
    CHARGES.validate(piecza.charges(document, first, last).to_dict())
    CHARGES.validate(piecza.explained(document, piecza.charges(document, first, first)))

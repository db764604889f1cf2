"""The JSON text of charges, held byte for byte to what their model gives."""

import json
from dataclasses import replace
from datetime import date

import pytest
import strategies
from documents import RIGHT
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticSerializationError, to_json
from typer.testing import CliRunner

import piecza
from piecza import Charge, Charges, InputError, Line, Month, ReadingNeeded, Segment
from piecza.cli.app import app
from piecza.errors.problems import notice
from piecza.rule import charges_writer

AWKWARD = ['"', "\\", "/", "\b\f\n\r\t", "\x00\x1f\x7f\x9f", "\u2028\u2029", "\ufeff", "ąż", "🏠", "{}", '": [', "[]"]
AWKWARD += ['\n  "charges": []']
TEXTS = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
GROSZE = st.one_of(st.integers(-150, 150), st.integers(-(10**14), 10**14))
DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))
NUMBERS = st.integers(0, 400)
MONTHS = st.builds(Month, st.integers(1990, 2099), st.integers(1, 12))
SOMETIMES = GROSZE | st.none()
SEGMENTS = st.builds(Segment, DAYS, DAYS, NUMBERS, NUMBERS | st.none(), NUMBERS, TEXTS, TEXTS | st.none(), SOMETIMES)
LINES = st.builds(
    Line,
    *(TEXTS, TEXTS, TEXTS, SOMETIMES, SOMETIMES, DAYS, DAYS, NUMBERS, GROSZE, SOMETIMES),
    st.lists(SEGMENTS, max_size=3).map(tuple),
)
CHARGES = st.builds(Charge, TEXTS, TEXTS, MONTHS, GROSZE, GROSZE, st.lists(LINES, max_size=3).map(tuple))
CASE = piecza.read_case(json.dumps(RIGHT))
RESULT = piecza.charges(CASE, "2024-07", "2025-01")
EXPLAINED = [piecza.explain(CASE, charge).charge for charge in RESULT]


def by_the_model(result):
    return to_json(result.to_dict(), indent=2).decode()


@given(strategies.cases(), st.data())
def test_what_is_worked_out_is_written_as_the_model_writes_it(document, data):
    first, last = data.draw(strategies.months(document))
    try:
        result = piecza.charges(piecza.read_case(json.dumps(document)), first, last)
    except (InputError, ReadingNeeded):
        return
    assert result.to_json() == by_the_model(result)


@given(st.lists(CHARGES, max_size=3), TEXTS)
def test_whatever_stands_in_charges_is_written_as_the_model_writes_it(made, text):
    told = notice("gmina_city", text, read=text)
    result = replace(RESULT, charges=tuple(made), notices=(told,), version=text)
    assert result.to_json() == by_the_model(result)


@given(st.lists(st.sampled_from([*RESULT, *EXPLAINED]), max_size=4))
def test_explained_charges_stand_beside_others(made):
    result = replace(RESULT, charges=tuple(made))
    assert result.to_json() == by_the_model(result)


def test_one_explained_part_is_enough():
    plain, whole = RESULT.charges[0], piecza.explain(CASE, RESULT.charges[0])
    line, explained = plain.lines[0], whole.lines[0]
    segments = [replace(line.segments[0], years=[1, 2]), replace(line.segments[0], explanation=whole.amount)]
    for changed in (
        replace(plain, explanation=whole),
        replace(plain, lines=(replace(line, explanation=explained.explanation), *plain.lines[1:])),
        *(replace(plain, lines=(replace(line, segments=(segment,)), *plain.lines[1:])) for segment in segments),
    ):
        result = replace(RESULT, charges=(plain, changed, plain))
        assert result.to_json() == by_the_model(result) != by_the_model(replace(RESULT, charges=(plain,) * 3))


@pytest.mark.parametrize("place", ["child", "gmina"])
def test_half_a_character_is_refused_in_the_same_words(place):
    result = replace(RESULT, charges=(replace(RESULT.charges[0], **{place: "x\ud800"}),))
    with pytest.raises(PydanticSerializationError) as model:
        by_the_model(result)
    with pytest.raises(PydanticSerializationError) as direct:
        result.to_json()
    assert str(direct.value) == str(model.value)


@pytest.mark.parametrize("text", AWKWARD[:-1])
def test_the_command_prints_the_bytes_it_always_printed(text, tmp_path):
    document = json.loads(json.dumps(RIGHT))
    document["children"][0]["id"] = f"D{text}"
    file = tmp_path / "case.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    done = CliRunner().invoke(app, ["charge", str(file), "--month", "2024-07..2025-01", "--json"])
    result = piecza.charges(piecza.read_case(file.read_bytes()), "2024-07", "2025-01")
    assert done.stdout_bytes == (json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n").encode()


def test_what_is_remembered_has_a_bound():
    remembered = [part for part in vars(charges_writer).values() if hasattr(part, "cache_info")]
    assert len(remembered) == 6
    assert {part.cache_info().maxsize for part in remembered} == {4096}


def test_a_result_without_charges():
    empty: Charges = replace(RESULT, charges=())
    assert empty.to_json() == by_the_model(empty)

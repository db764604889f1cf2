"""A text in two languages: whole or not at all, and the same object in JSON, in a pickle and in a model."""

import copy
import json
import pickle

import pytest
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from piecza.language.text import LANGS, Text, joined, said

DUE = Text(pl="należało {due}", en="due {due}")
AMOUNT = Text(pl="1,00 zł", en="PLN 1.00")


@pytest.mark.parametrize("words", [{"pl": "tak"}, {"en": "yes"}, {}])
def test_a_text_without_one_of_its_languages_cannot_be_made(words):
    with pytest.raises(TypeError):
        Text(**words)


@pytest.mark.parametrize("words", [{"pl": "tak", "en": ""}, {"pl": "", "en": "yes"}])
def test_nor_one_with_nothing_in_one_of_them(words):
    with pytest.raises(ValueError, match="both its languages"):
        Text(**words)
    assert Text(pl="", en="") == {"pl": "", "en": ""}


def test_a_detail_that_is_a_text_is_filled_in_by_language():
    assert DUE.fill(due=AMOUNT) == {"pl": "należało 1,00 zł", "en": "due PLN 1.00"}
    assert DUE.fill(due=7) == {"pl": "należało 7", "en": "due 7"}
    assert DUE.fill(due="{due}") == {"pl": "należało {due}", "en": "due {due}"}
    with pytest.raises(KeyError):
        DUE.fill()


def test_texts_are_added_to_texts_and_to_what_is_the_same_in_both():
    assert AMOUNT + "!" == {"pl": "1,00 zł!", "en": "PLN 1.00!"}
    assert "= " + AMOUNT == {"pl": "= 1,00 zł", "en": "= PLN 1.00"}
    assert AMOUNT + Text(pl=" razem", en=" together") == {"pl": "1,00 zł razem", "en": "PLN 1.00 together"}
    assert joined([AMOUNT, "x", AMOUNT]) == {"pl": "1,00 zł, x, 1,00 zł", "en": "PLN 1.00, x, PLN 1.00"}
    assert joined(["a", "b"], Text(pl=" i ", en=" and ")) == {"pl": "a i b", "en": "a and b"}
    assert joined([]) == {"pl": "", "en": ""}
    assert [said(words, "en") for words in (AMOUNT, "x", 5)] == ["PLN 1.00", "x", 5]
    assert AMOUNT.map(str.upper) == {"pl": "1,00 ZŁ", "en": "PLN 1.00"}


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda text: pickle.loads(pickle.dumps(text))])
def test_a_copy_is_a_text(copied):
    assert copied(AMOUNT) == AMOUNT
    assert type(copied(AMOUNT)) is Text


def test_a_text_is_not_changed():
    with pytest.raises(TypeError):
        AMOUNT["pl"] = "2,00 zł"
    assert {AMOUNT: 1}[Text(pl="1,00 zł", en="PLN 1.00")] == 1


class Part(BaseModel):
    model_config = ConfigDict(strict=True)

    text: Text


def test_a_text_is_an_object_in_a_document():
    part = Part.model_validate({"text": {"pl": "tak", "en": "yes"}})
    assert type(part.text) is Text
    assert Part(text=part.text) == part
    assert part.model_dump(mode="json") == {"text": {"pl": "tak", "en": "yes"}}
    assert json.loads(json.dumps(part.text)) == part.text
    schema = TypeAdapter(Text).json_schema()
    assert set(schema["properties"]) == set(schema["required"]) == set(LANGS)
    for wrong in ({"pl": "tak"}, {"pl": "tak", "en": 1}, "tak"):
        with pytest.raises(ValidationError):
            Part.model_validate({"text": wrong})

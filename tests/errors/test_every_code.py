"""Every error code has its sentences, and a test that asks for it by name."""

import ast
import re
from pathlib import Path

import pytest

from piecza import errors
from piecza.errors import TEXTS
from piecza.language.text import LANGS

TESTS = Path(__file__).parents[1]


def texts_of(path):
    """The texts in a file of tests that may be codes."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_code_stands_in_a_test():
    named = {text for path in TESTS.rglob("*.py") for text in texts_of(path)}
    assert not set(TEXTS) - named


def test_no_code_stands_in_two_wings():
    """The sentence of one would be said for the other."""
    codes = [code for wing in errors._WINGS for texts in wing.values() for code in texts]
    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("code", TEXTS)
def test_both_sentences_of_a_code_fill_in_the_same_details(code):
    text = TEXTS[code]
    polish, english = (set(re.findall(r"\{(\w+)\}", text[lang])) for lang in LANGS)
    assert polish == english
    assert text["pl"] != text["en"]

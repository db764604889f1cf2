"""A text in two languages is written in one way, and its language is picked in one way, everywhere in the library."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "piecza"
ROOMS = {path.relative_to(SOURCE).as_posix(): path for path in SOURCE.rglob("*.py")}
LANGUAGES = {"pl", "en"}
GONE = {"in_lang", "both", "say", "Message"}


def nodes(path):
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def is_language(node):
    return isinstance(node, ast.Constant) and node.value in LANGUAGES


def old_idioms(path):
    """Whatever picks or pairs languages in another way than ``Text(pl=…, en=…)[lang]``."""
    for node in nodes(path):
        called = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else getattr(node, "name", None)
        if called in GONE:
            yield called
        if isinstance(node, ast.Compare) and any(map(is_language, [node.left, *node.comparators])):
            yield ast.unparse(node)
        if isinstance(node, ast.Dict) and {getattr(key, "value", None) for key in node.keys} & LANGUAGES:
            yield ast.unparse(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            halves = [node.func.value, *(getattr(node.func.value, "args", ()))]
            if any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in halves):
                yield ast.unparse(node)
        if (
            isinstance(node, ast.Call)
            and called == "Text"
            and (node.args or {keyword.arg for keyword in node.keywords} != LANGUAGES)
        ):
            yield ast.unparse(node)


@pytest.mark.parametrize("room", sorted(ROOMS.keys() - {"language/text.py"}))
def test_no_old_idiom_is_left(room):
    assert not list(old_idioms(ROOMS[room]))


@pytest.mark.parametrize("room", ROOMS)
def test_only_what_the_program_says_is_filled_in(room):
    """A caller may write braces, so no text that holds a caller's words is a template."""
    for node in nodes(ROOMS[room]):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fill":
            template = node.func.value
            parts = template.keywords if isinstance(template, ast.Call) else []
            assert not isinstance(template, ast.Call) or ast.unparse(template.func) == "Text", ast.unparse(node)
            assert all(isinstance(part.value, ast.Constant) for part in parts), ast.unparse(node)

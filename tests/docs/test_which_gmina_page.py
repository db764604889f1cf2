"""What the pages on the paying gmina show is what comes out, in both languages, and they say the same."""

import re
from pathlib import Path

import pytest

from piecza import DatedGmina, EarlierStay, GminaFacts

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {name: (DOCS / f"{name}.md").read_text(encoding="utf-8") for name in ("which-gmina", "ktora-gmina")}


def block(page, language):
    return re.search(rf"```{language}\n(.*?)```", page, re.DOTALL)[1]


@pytest.mark.parametrize("name", PAGES)
def test_the_example_of_the_page(name, capsys):
    exec(compile(block(PAGES[name], "python"), f"{name}.md", "exec"), {})
    assert capsys.readouterr().out == block(PAGES[name], "text")


def test_the_example_is_the_same_in_both_languages():
    polish, english = (block(PAGES[name], "python") for name in ("ktora-gmina", "which-gmina"))
    assert polish == english.replace('reason["en"]', 'reason["pl"]')
    assert polish != english


@pytest.mark.parametrize("name", PAGES)
def test_the_page_names_every_fact_and_provision(name):
    rows = re.findall(r"^\| `(\w+)` \|", PAGES[name], re.MULTILINE)
    assert rows == list(GminaFacts.model_fields)
    parts = {*DatedGmina.model_fields, *EarlierStay.model_fields} - {"gmina"}
    assert {part for part in parts if f"`{part}`" not in PAGES[name]} == set()
    for provision in ("ust. 2", "ust. 3", "ust. 4", "ust. 13a", "ust. 16", "190a", "238", "10a"):
        assert provision in PAGES[name]

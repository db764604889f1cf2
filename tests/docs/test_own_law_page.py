"""What the pages on a law of one's own show works, and they say the same in both languages."""

import contextlib
import re
from pathlib import Path

import pytest

from piecza import own_law
from piecza.law.own_entries import OwnTables

ROOT = Path(__file__).parents[2]
PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8") for name in ("own-law", "wlasne-prawo")}


def blocks(page, language):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


def test_the_example_of_the_page(capsys):
    with contextlib.chdir(ROOT):
        exec(compile(blocks(PAGES["own-law"], "python")[0], "own-law.md", "exec"), {})
    assert capsys.readouterr().out == blocks(PAGES["own-law"], "text")[0]


@pytest.mark.parametrize("name", PAGES)
def test_the_entries_of_the_page_are_right(name):
    texts = blocks(PAGES[name], "toml")
    assert texts
    for text in texts:
        assert own_law({"a.toml": text}).own
    assert own_law({f"{number}.toml": text for number, text in enumerate(texts)}).own


@pytest.mark.parametrize("name", PAGES)
def test_the_page_names_every_table_with_its_fields(name):
    rows = dict(re.findall(r"^\| `\[\[(\w+)\]\]` \| [^|]+ \| (.+) \|$", PAGES[name], re.MULTILINE))
    assert list(rows) == list(OwnTables.model_fields)
    for table, field in OwnTables.model_fields.items():
        entry = field.annotation.__args__[0]
        names = {kind.alias or own for own, kind in entry.model_fields.items()}
        of_all = {"from", "until", "certainty", "source", "replaces"}
        assert set(re.findall(r"`(\w+)`", rows[table])) == names - of_all

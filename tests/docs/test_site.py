"""The site: headings that its script can find, nothing from another host, each page in its language and in the menu."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

MISSING = "the site is built with mkdocs and mkdocstrings: pip install 'piecza[dev]'"
load_config = pytest.importorskip("mkdocs.config", reason=MISSING).load_config
build = pytest.importorskip("mkdocs.commands.build", reason=MISSING).build
pytest.importorskip("mkdocstrings", reason=MISSING)

DOCS = Path(__file__).parents[2] / "docs"
CONFIG = str(DOCS.parent / "mkdocs.yml")
ELSEWHERE = re.compile(r"\s*(https?:)?//")
FETCHED = re.compile(r"(?:@import|url\(|fetch\(|importScripts\(|import\()\s*[\"'`]?(?:https?:)?//[^\"'`)\s]+")


class Html(HTMLParser):
    """What a page is written in, the ids of its headings, and what a browser loads with it unasked."""

    def __init__(self, path):
        super().__init__()
        self.lang, self.ids, self.loaded = None, [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.lang = attributes["lang"]
        elif re.fullmatch("h[1-6]", tag):
            self.ids.append(attributes.get("id", ""))
        elif tag not in ("a", "form") and attributes.get("rel") != "canonical":
            self.loaded += [attributes[name] for name in ("src", "href", "srcset", "data") if name in attributes]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    build(load_config(CONFIG, site_dir=str(folder), strict=True))
    return folder


@pytest.fixture(scope="module")
def pages(site):
    return {path.relative_to(site).as_posix(): Html(path) for path in site.rglob("*.html")}


def entries(menu):
    """The pages of a menu or of a group of it."""
    for entry in menu:
        for content in entry.values():
            yield from [content] if isinstance(content, str) else entries(content)


@pytest.mark.slow
def test_no_id_of_a_heading_begins_with_a_digit(pages):
    ids = [(page, name) for page, html in pages.items() for name in html.ids]
    assert len(ids) > 100
    assert not [(page, name) for page, name in ids if name[:1].isdigit()]


def test_nothing_is_loaded_from_another_host(site, pages):
    loaded = [(page, address) for page, html in pages.items() for address in html.loaded]
    assert len(loaded) > 100
    assert not [(page, address) for page, address in loaded if ELSEWHERE.match(address)]
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            assert not FETCHED.findall(path.read_text(encoding="utf-8")), path


def test_pages_say_their_language(pages):
    group = entries(entry for entry in load_config(CONFIG).nav if "Po polsku" in entry)
    polish = {f"{name.removesuffix('.md')}/index.html" for name in group}
    assert len(polish) >= 4
    for page, html in pages.items():
        assert html.lang == ("pl" if page in polish else "en"), page


def test_the_menu_has_every_page_once():
    names = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert sorted(entries(load_config(CONFIG).nav)) == sorted(names)

"""An HTML document in the making, for a screen and for paper: no scripts, and nothing that is loaded from elsewhere."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from piecza.language.messages import Lang, in_lang
from piecza.notes.html import escaped, pairs, running, scrolled, style, to_table
from piecza.notes.layout import Table


@cache
def _style() -> str:
    return style() + files("piecza.audit").joinpath("report.css").read_bytes().decode()


class Html:
    """A document that is filled from top to bottom; every table and picture in it gets a name of its own."""

    def __init__(self, title: str, lang: Lang) -> None:
        self.lang = lang
        self._count = 0
        self._lines = [
            "<!DOCTYPE html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escaped(title)}</title>",
            f"<style>\n{_style()}{running(title, *self.say('strona z', 'page of').split())}</style>",
            "</head>",
            '<body class="report">',
        ]
        self._title = title

    def say(self, pl: str, en: str) -> str:
        """The one of two texts that is in the language of the document."""
        return in_lang(self.lang, pl, en)

    def name(self) -> str:
        """A name that nothing in the document has yet."""
        self._count += 1
        return f"n{self._count}"

    def head(self, facts: Iterable[tuple[str, str]]) -> None:
        """The title, and beneath it what the document is about."""
        self.raw(f"<header><h1>{escaped(self._title)}</h1>\n{pairs(facts)}</header>", "<main>")

    def raw(self, *lines: str) -> None:
        """Lines of HTML as they are."""
        self._lines += lines

    def heading(self, text: str, level: int = 2, name: str = "") -> None:
        """A heading; ``name`` is one that others refer to."""
        its = f' id="{name}"' if name else ""
        self.raw(f"<h{level}{its}>{escaped(text)}</h{level}>")

    def text(self, text: str, look: str = "") -> None:
        """A paragraph, in a look that the style sheet knows."""
        self.raw(paragraph(text, look))

    def items(self, texts: Iterable[str]) -> None:
        """Sentences one beneath the other; nothing where there are none."""
        its = [f"<li>{escaped(text)}</li>" for text in texts]
        if its:
            self.raw("<ul>", *its, "</ul>")

    def pairs(self, its: Iterable[tuple[str, str]]) -> None:
        """What something is, and beside it what it is here."""
        self.raw(pairs(its))

    def table(self, table: Table) -> None:
        """A table that can be scrolled."""
        name = self.name()
        self.raw(scrolled(name), *to_table(table, name, self.lang), "</div>")

    def chart(self, picture: str, said: str, table: Table) -> None:
        """A picture, and beside it the same in words and in figures."""
        self.raw('<div class="chart">', f"<figure>{picture}", f"<figcaption>{escaped(said)}</figcaption></figure>")
        self.table(table)
        self.raw("</div>")

    def html(self) -> str:
        """The whole document."""
        return "\n".join([*self._lines, "</main>", "</body>", "</html>"]) + "\n"


def paragraph(text: str, look: str = "") -> str:
    """A paragraph, in a look that the style sheet knows."""
    return f'<p class="{look}">{escaped(text)}</p>' if look else f"<p>{escaped(text)}</p>"

"""Pages and reports, each as one HTML document for a screen and for paper.

They have no scripts, and nothing in them is loaded from elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from piecza.language.messages import in_lang
from piecza.language.old_writing import zlote
from piecza.language.text import Lang
from piecza.money import to_grosze
from piecza.render.grid import CellRow, blocks, shown, widths, written
from piecza.render.page import Column, Page, Section, Table


def to_html(page: Page) -> str:
    """A page as an HTML5 document."""
    return "\n".join(_document(page)) + "\n"


def _document(page: Page) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="pl">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escaped(page.title)}</title>"
    yield f"<style>\n{style()}{running(page.title)}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<header class="head"><h1>{escaped(page.title)}</h1>'
    yield f"{pairs(page.facts)}</header>"
    yield "<main>"
    if page.parties:
        yield '<div class="parties">'
        yield from _sections(page.parties, "h2")
        yield "</div>"
    if page.opening:
        yield f"<p>{escaped(page.opening)}</p>"
    for number, table in enumerate(page.tables, 1):
        if page.assignment and number == len(page.tables):
            yield '<div class="beside">'
            yield from to_table(table, f"t{number}")
            yield f'<section><h2>{escaped(page.assignment)}</h2><div class="field"></div></section>'
        else:
            yield scrolled(f"t{number}")
            yield from to_table(table, f"t{number}")
        yield "</div>"
    if page.amount:
        label, amount, words = page.amount
        yield f'<section class="amount"><div><h2>{escaped(label)}</h2>'
        yield f'<p class="sum">{escaped(zlote(to_grosze(amount), "pl"))}</p><p>{escaped(words)}</p></div>'
        yield f"{pairs(page.payment)}</section>"
    yield '<div class="small">'
    yield from _sections(page.footer[:-1], "h2")
    yield "</div>"
    # The last section stays with the signatures, so that nobody signs an empty page.
    yield '<div class="last"><div class="small">'
    yield from _sections(page.footer[-1:], "h2")
    yield "</div>"
    if page.signatures:
        signatures = "".join(f"<li>{escaped(signature)}</li>" for signature in page.signatures)
        yield f'<ul class="signatures">{signatures}</ul>'
    yield "</div>"
    if page.annex:
        yield f'<section class="annex"><h2>{escaped(page.annex_title)}</h2>'
        yield from _sections(page.annex, "h3")
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


@cache
def style() -> str:
    """The style sheet of pages, on which that of reports builds."""
    return files("piecza.render").joinpath("page.css").read_bytes().decode()


def running(title: str, page: str = "strona", of: str = "z") -> str:
    """The CSS that puts the title and the page number at the foot of every printed page."""
    left = f'@bottom-left {{ content: "{_in_css(shown(title))}"; {_FOOT} }}'
    right = f'@bottom-right {{ content: "{page} " counter(page) " {of} " counter(pages); {_FOOT} }}'
    return f"@page {{\n  {left}\n  {right}\n}}\n"


_FOOT = "font: 7.5pt serif; border-top: 0.15mm solid #000; vertical-align: top; padding-top: 1mm"


def _in_css(text: str) -> str:
    """A text as the inside of a CSS string, in which no character can end it or the style sheet."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):06x}" for character in text
    )


def escaped(text: str) -> str:
    """A text that is safe in HTML and XML, with invisible characters as escapes."""
    return escape(shown(text))


def pairs(facts: Iterable[tuple[str, str]]) -> str:
    """A list of names with their values."""
    return f"<dl>{''.join(f'<dt>{escaped(name)}</dt><dd>{escaped(said)}</dd>' for name, said in facts)}</dl>"


def _sections(sections: Iterable[Section], heading: str) -> Iterator[str]:
    for section in sections:
        yield f"<section><{heading}>{escaped(section.heading)}</{heading}>"
        yield from (f"<p>{escaped(said)}</p>" for said in section.paragraphs)
        yield "</section>"


def scrolled(name: str) -> str:
    """The start of a region that can be scrolled on a narrow screen, also with the keyboard."""
    return f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">'


def to_table(table: Table, name: str, lang: Lang = "pl") -> Iterator[str]:
    """A table; ``name`` is the id of its caption, and amounts are written as the language writes them."""
    yield "<table>"
    yield f'<caption id="{name}">{escaped(table.title)}</caption>'
    column_widths = widths(table)
    whole = sum(column_widths) + 2 * len(column_widths)
    columns = "".join(f'<col style="width: {100 * (width + 2) // whole}%">' for width in column_widths)
    yield f"<colgroup>{columns}</colgroup>"
    headings = "".join(
        _cell("th", column.heading, column, 'scope="col"', *([f'style="min-width: {width}ch"'] if column.names else []))
        for column, width in zip(table.columns, column_widths, strict=True)
    )
    yield f"<thead><tr>{headings}</tr></thead>"
    for block in blocks(table):
        yield "<tbody>"
        yield from (_row(row, table.columns, lang) for row in block)
        yield "</tbody>"
    if table.sums:
        yield "<tfoot>"
        for label, values in table.sums:
            before = len(table.columns) - len(values)
            cells = "".join(
                _cell("td", written(value, lang), column)
                for column, value in zip(table.columns[before:], values, strict=True)
            )
            yield f'<tr><th scope="row" colspan="{before}">{escaped(label)}</th>{cells}</tr>'
        yield "</tfoot>"
    yield "</table>"


def _row(row: CellRow, columns: tuple[Column, ...], lang: Lang) -> str:
    cells = []
    for column, cell in zip(columns, row, strict=True):
        if cell:
            rows = [f'rowspan="{cell.rows}"'] if cell.rows > 1 else []
            scope = [f'scope="{"rowgroup" if cell.rows > 1 else "row"}"'] if column.names else []
            cells.append(_cell("th" if column.names else "td", written(cell.value, lang), column, *scope, *rows))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, text: str, column: Column, *attributes: str) -> str:
    body = 'scope="col"' not in attributes
    classes = [
        *(["right"] if column.right else []),
        *(["name"] if column.names and body else []),
        *(["whole"] if body and not column.names and not re.search("[^\\W\\d_]|–", text) else []),
    ]
    opening = " ".join([tag, *attributes, *([f'class="{" ".join(classes)}"'] if classes else [])])
    return f"<{opening}>{escaped(text)}</{tag}>"


@cache
def _style() -> str:
    return style() + files("piecza.render").joinpath("report.css").read_bytes().decode()


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
        """Whichever of the two texts is in the language of the document."""
        return in_lang(self.lang, pl, en)

    def name(self) -> str:
        """A name that is not yet used in the document."""
        self._count += 1
        return f"n{self._count}"

    def head(self, facts: Iterable[tuple[str, str]]) -> None:
        """The title, and beneath it what the document is about."""
        self.raw(f"<header><h1>{escaped(self._title)}</h1>\n{pairs(facts)}</header>", "<main>")

    def raw(self, *lines: str) -> None:
        """Lines of HTML as they are."""
        self._lines += lines

    def heading(self, text: str, level: int = 2, name: str = "") -> None:
        """A heading; ``name`` is the id by which other elements refer to it."""
        attribute = f' id="{name}"' if name else ""
        self.raw(f"<h{level}{attribute}>{escaped(text)}</h{level}>")

    def text(self, text: str, look: str = "") -> None:
        """A paragraph, in a look that the style sheet knows."""
        self.raw(paragraph(text, look))

    def items(self, texts: Iterable[str]) -> None:
        """A list of sentences; nothing if there are none."""
        items = [f"<li>{escaped(text)}</li>" for text in texts]
        if items:
            self.raw("<ul>", *items, "</ul>")

    def pairs(self, facts: Iterable[tuple[str, str]]) -> None:
        """A list of names with their values."""
        self.raw(pairs(facts))

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

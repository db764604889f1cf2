"""A nota as one HTML document, for a screen and for paper: no scripts, and nothing that is loaded from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from piecza._words import zlote
from piecza.money import to_grosze
from piecza.notes.grid import Row, blocks, shown, widths, written
from piecza.notes.layout import Column, Page, Section, Table


def to_html(page: Page) -> str:
    """A page as an HTML5 document."""
    return "\n".join(_document(page)) + "\n"


def _document(page: Page) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="pl">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{_text(page.title)}</title>"
    yield f"<style>\n{_style()}{_running(page.title)}</style>"
    yield "</head>"
    yield "<body>"
    yield f'<header class="head"><h1>{_text(page.title)}</h1>'
    yield f"{_pairs(page.facts)}</header>"
    yield "<main>"
    if page.parties:
        yield '<div class="parties">'
        yield from _sections(page.parties, "h2")
        yield "</div>"
    if page.opening:
        yield f"<p>{_text(page.opening)}</p>"
    for number, table in enumerate(page.tables, 1):
        if page.assignment and number == len(page.tables):
            yield '<div class="beside">'
            yield from _table(table, number)
            yield f'<section><h2>{_text(page.assignment)}</h2><div class="field"></div></section>'
        else:
            # Where a screen is too narrow the table can be scrolled, also with the keyboard.
            yield f'<div class="wide" role="region" tabindex="0" aria-labelledby="t{number}">'
            yield from _table(table, number)
        yield "</div>"
    if page.amount:
        label, amount, words = page.amount
        yield f'<section class="amount"><div><h2>{_text(label)}</h2>'
        yield f'<p class="sum">{_text(zlote(to_grosze(amount), "pl"))}</p><p>{_text(words)}</p></div>'
        yield f"{_pairs(page.payment)}</section>"
    yield '<div class="small">'
    yield from _sections(page.footer[:-1], "h2")
    yield "</div>"
    # Nobody signs an empty page: the last words go with the signatures.
    yield '<div class="last"><div class="small">'
    yield from _sections(page.footer[-1:], "h2")
    yield "</div>"
    if page.signatures:
        signatures = "".join(f"<li>{_text(each)}</li>" for each in page.signatures)
        yield f'<ul class="signatures">{signatures}</ul>'
    yield "</div>"
    if page.annex:
        yield f'<section class="annex"><h2>{_text(page.annex_title)}</h2>'
        yield from _sections(page.annex, "h3")
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


@cache
def _style() -> str:
    return files("piecza.notes").joinpath("nota.css").read_bytes().decode()


def _running(title: str) -> str:
    """At the foot of every printed page the title and the number of the page."""
    left = f'@bottom-left {{ content: "{_in_css(shown(title))}"; {_FOOT} }}'
    right = f'@bottom-right {{ content: "strona " counter(page) " z " counter(pages); {_FOOT} }}'
    return f"@page {{\n  {left}\n  {right}\n}}\n"


_FOOT = "font: 7.5pt serif; border-top: 0.15mm solid #000; vertical-align: top; padding-top: 1mm"


def _in_css(text: str) -> str:
    """A text as the inside of a CSS string, in which no character can end it or the style sheet."""
    return "".join(each if each.isascii() and each.isalnum() else f"\\{ord(each):06x}" for each in text)


def _text(text: str) -> str:
    return escape(shown(text))


def _pairs(its: Iterable[tuple[str, str]]) -> str:
    return f"<dl>{''.join(f'<dt>{_text(name)}</dt><dd>{_text(said)}</dd>' for name, said in its)}</dl>"


def _sections(its: Iterable[Section], heading: str) -> Iterator[str]:
    for each in its:
        yield f"<section><{heading}>{_text(each.heading)}</{heading}>"
        yield from (f"<p>{_text(said)}</p>" for said in each.paragraphs)
        yield "</section>"


def _table(table: Table, number: int) -> Iterator[str]:
    yield "<table>"
    yield f'<caption id="t{number}">{_text(table.title)}</caption>'
    its = widths(table)
    whole = sum(its) + 2 * len(its)
    columns = "".join(f'<col style="width: {100 * (each + 2) // whole}%">' for each in its)
    yield f"<colgroup>{columns}</colgroup>"
    headings = "".join(
        _cell("th", column.heading, column, 'scope="col"', *([f'style="min-width: {width}ch"'] if column.names else []))
        for column, width in zip(table.columns, its, strict=True)
    )
    yield f"<thead><tr>{headings}</tr></thead>"
    for block in blocks(table):
        yield "<tbody>"
        yield from (_row(row, table.columns) for row in block)
        yield "</tbody>"
    if table.sums:
        yield "<tfoot>"
        for label, values in table.sums:
            before = len(table.columns) - len(values)
            cells = "".join(
                _cell("td", written(value), column)
                for column, value in zip(table.columns[before:], values, strict=True)
            )
            yield f'<tr><th scope="row" colspan="{before}">{_text(label)}</th>{cells}</tr>'
        yield "</tfoot>"
    yield "</table>"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    cells = []
    for column, cell in zip(columns, row, strict=True):
        if cell:
            rows = [f'rowspan="{cell.rows}"'] if cell.rows > 1 else []
            scope = [f'scope="{"rowgroup" if cell.rows > 1 else "row"}"'] if column.names else []
            cells.append(_cell("th" if column.names else "td", written(cell.value), column, *scope, *rows))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(tag: str, text: str, column: Column, *attributes: str) -> str:
    body = 'scope="col"' not in attributes
    classes = [
        *(["right"] if column.right else []),
        *(["name"] if column.names and body else []),
        *(["whole"] if body and not column.names and not re.search("[^\\W\\d_]|–", text) else []),
    ]
    its = " ".join([tag, *attributes, *([f'class="{" ".join(classes)}"'] if classes else [])])
    return f"<{its}>{_text(text)}</{tag}>"

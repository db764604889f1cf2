"""Pages and reports as HTML: documents for a screen and for paper.

They have no scripts, and nothing in them is loaded from elsewhere.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import count

from piecza.language.text import Lang, Text, Words
from piecza.language.writing import zlote
from piecza.money import to_grosze
from piecza.render.grid import CellRow, blocks, escaped, widths, written
from piecza.render.page import Column, Page, Section, Table
from piecza.render.report_parts import (
    Chart,
    Heading,
    Pairs,
    Paragraph,
    Part,
    ReasonedTable,
    Report,
    Sentences,
    TimeLine,
)
from piecza.render.svg import bar_chart, timeline


def to_html(page: Page) -> str:
    """A page as an HTML5 document."""
    return "\n".join(_document(page)) + "\n"


def _document(page: Page) -> Iterator[str]:
    yield head(page.title, style("page"))
    yield f'<body>\n<header class="head"><h1>{escaped(page.title)}</h1>\n{pairs(page.facts)}</header>\n<main>'
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
            yield f'<section><h2>{escaped(page.assignment)}</h2><div class="field"></div></section>\n</div>'
        else:
            yield from scrolled(table, f"t{number}")
    if page.amount:
        label, amount, words = page.amount
        yield (
            f'<section class="amount"><div><h2>{escaped(label)}</h2>\n'
            f'<p class="sum">{escaped(zlote(to_grosze(amount)))}</p><p>{escaped(words)}</p></div>\n'
            f"{pairs(page.payment)}</section>"
        )
    yield '<div class="small">'
    yield from _sections(page.footer[:-1], "h2")
    # The last section stays with the signatures, so that nobody signs an empty page.
    yield '</div>\n<div class="last"><div class="small">'
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
    yield END


@cache
def style(*names: str) -> str:
    """The style sheets of these names, each of which builds on those before."""
    return "".join(files("piecza.render").joinpath(f"{name}.css").read_bytes().decode() for name in names)


END = "</main>\n</body>\n</html>"
"""The end of a document."""


def head(title: Words, styles: str, lang: Lang = "pl") -> str:
    """The beginning of a document, up to its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title, lang)}</title>\n"
        f"<style>\n{styles}{_running(written(title, lang), lang)}</style>\n</head>"
    )


_FOOT = "font: 7.5pt serif; border-top: 0.15mm solid #000; vertical-align: top; padding-top: 1mm"
_PAGE, _OF = Text(pl="strona", en="page"), Text(pl="z", en="of")


def _running(title: str, lang: Lang) -> str:
    """The CSS that puts the title and the page number at the foot of every printed page."""
    left = f'@bottom-left {{ content: "{_in_css(title)}"; {_FOOT} }}'
    number = f'"{_PAGE[lang]} " counter(page) " {_OF[lang]} " counter(pages)'
    return f"@page {{\n  {left}\n  @bottom-right {{ content: {number}; {_FOOT} }}\n}}\n"


def _in_css(text: str) -> str:
    """A text as the inside of a CSS string, in which no character can end it or the style sheet."""
    return "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):06x}" for character in text
    )


def pairs(facts: Iterable[tuple[Words, Words]], lang: Lang = "pl") -> str:
    """A list of names with their values."""
    items = (f"<dt>{escaped(name, lang)}</dt><dd>{escaped(value, lang)}</dd>" for name, value in facts)
    return f"<dl>{''.join(items)}</dl>"


def _sections(sections: Iterable[Section], heading: str) -> Iterator[str]:
    for section in sections:
        yield f"<section><{heading}>{escaped(section.heading)}</{heading}>"
        yield from (f"<p>{escaped(said)}</p>" for said in section.paragraphs)
        yield "</section>"


def scrolling(name: str) -> str:
    """The start of a region that can be scrolled on a narrow screen, also with the keyboard."""
    return f'<div class="wide" role="region" tabindex="0" aria-labelledby="{name}">'


def scrolled(table: Table, name: str, lang: Lang = "pl") -> Iterator[str]:
    """A table that can be scrolled."""
    yield scrolling(name)
    yield from to_table(table, name, lang)
    yield "</div>"


def to_table(table: Table, name: str, lang: Lang = "pl") -> Iterator[str]:
    """A table; ``name`` is the id of its caption, and amounts are written as the language writes them."""
    yield f'<table>\n<caption id="{name}">{escaped(table.title, lang)}</caption>'
    column_widths = widths(table, lang)
    whole = sum(column_widths) + 2 * len(column_widths)
    columns = "".join(f'<col style="width: {100 * (width + 2) // whole}%">' for width in column_widths)
    headings = "".join(
        column_heading(column, lang, f'style="min-width: {width}ch"' if column.names else "")
        for column, width in zip(table.columns, column_widths, strict=True)
    )
    yield f"<colgroup>{columns}</colgroup>\n<thead><tr>{headings}</tr></thead>"
    for block in blocks(table):
        yield "<tbody>"
        yield from (_row(row, table.columns, lang) for row in block)
        yield "</tbody>"
    yield from table_foot(table, lang)
    yield "</table>"


def _row(row: CellRow, columns: tuple[Column, ...], lang: Lang) -> str:
    cells = []
    for column, held in zip(columns, row, strict=True):
        if held:
            cells.append(_table_cell(written(held.value, lang), held.rows, column))
    return f"<tr>{''.join(cells)}</tr>"


@lru_cache(maxsize=1 << 12)
def _table_cell(text: str, rows: int, column: Column) -> str:
    """A cell of a table; the same ones stand in row after row."""
    scope = f'scope="{"rowgroup" if rows > 1 else "row"}"' if column.names else ""
    height = f'rowspan="{rows}"' if rows > 1 else ""
    return cell("th" if column.names else "td", text, column, _look(text, column), scope, height)


def _look(text: str, column: Column) -> str:
    if column.names:
        return "name"
    return "" if re.search("[^\\W\\d_]|–", text) else "whole"


def column_heading(column: Column, lang: Lang, *attributes: str) -> str:
    """What stands above a column."""
    return cell("th", written(column.heading, lang), column, "", 'scope="col"', *attributes)


def table_foot(table: Table, lang: Lang) -> Iterator[str]:
    """The sums of a table."""
    if not table.sums:
        return
    yield "<tfoot>"
    for label, values in table.sums:
        before = len(table.columns) - len(values)
        texts = [written(value, lang) for value in values]
        columns = table.columns[before:]
        cells = "".join(
            cell("td", text, column, _look(text, column)) for column, text in zip(columns, texts, strict=True)
        )
        yield f'<tr><th scope="row" colspan="{before}">{escaped(label, lang)}</th>{cells}</tr>'
    yield "</tfoot>"


def cell(tag: str, text: str, column: Column, look: str, *attributes: str) -> str:
    """A cell of a column, in a look that the style sheet knows."""
    classes = [*(["right"] if column.right else []), *([look] if look else [])]
    opening = [tag, *filter(None, attributes), *([f'class="{" ".join(classes)}"'] if classes else [])]
    return f"<{' '.join(opening)}>{escaped(text)}</{tag}>"


# Reports

_ELEMENTS = {"answer": "div", "month": "section"}


def report_to_html(report: Report, lang: Lang) -> str:
    """A report as an HTML5 document. Its tables and pictures are named ``n1``, ``n2`` … in order."""
    names = (f"n{number}" for number in count(1))
    return "\n".join([*_report(report, names, lang), ""])


def _report(report: Report, names: Iterator[str], lang: Lang) -> Iterator[str]:
    yield head(report.title, style("page", "report"), lang)
    title = escaped(report.title, lang)
    yield f'<body class="report">\n<header><h1>{title}</h1>\n{pairs(report.facts, lang)}</header>\n<main>'
    yield from _drawn(report.parts, names, lang)
    yield END


def _drawn(parts: Iterable[Part], names: Iterator[str], lang: Lang) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading(text, level):
                yield f"<h{level}>{escaped(text, lang)}</h{level}>"
            case Paragraph():
                yield _paragraph(part, lang)
            case Sentences(texts):
                yield from _sentences(texts, lang)
            case Pairs(facts):
                yield pairs(facts, lang)
            case Table():
                yield from scrolled(part, next(names), lang)
            case ReasonedTable():
                yield from _reasoned(part, next(names), lang)
            case Chart():
                yield from _chart(part, next(names), next(names), lang)
            case TimeLine():
                name = next(names)
                scene = f'<div class="scene" role="region" tabindex="0" aria-labelledby="{name}-title">'
                yield f"{scene}\n{timeline(name, part, lang)}\n</div>"
            case _:  # a group
                element = _ELEMENTS[part.look]
                yield f'<{element} class="{part.look}">'
                yield from _drawn(part.parts, names, lang)
                yield f"</{element}>"


def _paragraph(part: Paragraph, lang: Lang) -> str:
    look = f' class="{part.look}"' if part.look else ""
    return f"<p{look}>{escaped(part.text, lang)}</p>"


def _sentences(texts: Sequence[Words], lang: Lang) -> Iterator[str]:
    if texts:
        yield "<ul>"
        yield from (f"<li>{escaped(text, lang)}</li>" for text in texts)
        yield "</ul>"


def _chart(chart: Chart, name: str, table_name: str, lang: Lang) -> Iterator[str]:
    picture, words = bar_chart(name, chart, lang), escaped(chart.words, lang)
    yield f'<div class="chart">\n<figure>{picture}\n<figcaption>{words}</figcaption></figure>'
    yield from scrolled(chart.table, table_name, lang)
    yield "</div>"


def _reasoned(part: ReasonedTable, name: str, lang: Lang) -> Iterator[str]:
    table = part.table
    yield f'<h3 id="{name}">{escaped(part.heading, lang)}</h3>\n{scrolling(name)}\n<table class="found">'
    headings = "".join(column_heading(column, lang) for column in table.columns)
    yield f"<caption>{escaped(table.title, lang)}</caption>\n<thead><tr>{headings}</tr></thead>"
    for row, reasons in zip(table.rows, part.reasons, strict=True):
        yield f"<tbody>\n<tr>{''.join(_figures(row, table.columns, lang))}</tr>"
        yield f'<tr class="why"><td colspan="{len(table.columns)}"><div>'
        yield from (_paragraph(reason, lang) for reason in reasons)
        yield "</div></td></tr>\n</tbody>"
    yield from table_foot(table, lang)
    yield "</table>\n</div>"


def _figures(row: CellRow, columns: Sequence[Column], lang: Lang) -> Iterator[str]:
    for column, held in zip(columns, row, strict=True):
        value = held.value if held else None
        if column.names:
            yield cell("th", written(value, lang), column, "name", 'scope="rowgroup"')
        else:
            yield cell("td", written(value, lang), column, "whole" if isinstance(value, Decimal) else "")

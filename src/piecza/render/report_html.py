"""Reports as HTML: every part as it looks, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count

from piecza.language.text import Lang, Words
from piecza.render.grid import CellRow, written
from piecza.render.html import cell, column_heading, escaped, head, pairs, scrolled, style, table_foot, to_table
from piecza.render.page import Column, Table
from piecza.render.report_parts import (
    Chart,
    Group,
    Heading,
    Pairs,
    Paragraph,
    Part,
    ReasonedTable,
    Report,
    Sentences,
    TimeLine,
)
from piecza.render.svg import bar_chart
from piecza.render.timeline import timeline

_ELEMENTS = {"answer": "div", "month": "section"}


def report_to_html(report: Report, lang: Lang) -> str:
    """A report as an HTML5 document. Its tables and pictures are named ``n1``, ``n2`` … in order."""
    names = (f"n{number}" for number in count(1))
    return "\n".join([*_document(report, names, lang), ""])


def _document(report: Report, names: Iterator[str], lang: Lang) -> Iterator[str]:
    yield from head(report.title, style("page", "report"), lang)
    yield '<body class="report">'
    yield f"<header><h1>{escaped(report.title, lang)}</h1>"
    yield f"{pairs(report.facts, lang)}</header>"
    yield "<main>"
    yield from _drawn(report.parts, names, lang)
    yield "</main>"
    yield "</body>"
    yield "</html>"


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
                yield from _table(part, next(names), lang)
            case ReasonedTable():
                yield from _reasoned(part, next(names), lang)
            case Chart():
                yield from _chart(part, next(names), next(names), lang)
            case TimeLine():
                name = next(names)
                yield f'<div class="scene" role="region" tabindex="0" aria-labelledby="{name}-title">'
                yield timeline(name, part, lang)
                yield "</div>"
            case Group(look, inner):
                yield f'<{_ELEMENTS[look]} class="{look}">'
                yield from _drawn(inner, names, lang)
                yield f"</{_ELEMENTS[look]}>"


def _paragraph(part: Paragraph, lang: Lang) -> str:
    look = f' class="{part.look}"' if part.look else ""
    return f"<p{look}>{escaped(part.text, lang)}</p>"


def _sentences(texts: Sequence[Words], lang: Lang) -> Iterator[str]:
    if texts:
        yield "<ul>"
        yield from (f"<li>{escaped(text, lang)}</li>" for text in texts)
        yield "</ul>"


def _table(table: Table, name: str, lang: Lang) -> Iterator[str]:
    yield scrolled(name)
    yield from to_table(table, name, lang)
    yield "</div>"


def _chart(chart: Chart, name: str, table_name: str, lang: Lang) -> Iterator[str]:
    yield '<div class="chart">'
    yield f"<figure>{bar_chart(name, chart, lang)}"
    yield f"<figcaption>{escaped(chart.words, lang)}</figcaption></figure>"
    yield from _table(chart.table, table_name, lang)
    yield "</div>"


def _reasoned(part: ReasonedTable, name: str, lang: Lang) -> Iterator[str]:
    table = part.table
    yield f'<h3 id="{name}">{escaped(part.heading, lang)}</h3>'
    yield scrolled(name)
    yield '<table class="found">'
    yield f"<caption>{escaped(table.title, lang)}</caption>"
    yield f"<thead><tr>{''.join(column_heading(column, lang) for column in table.columns)}</tr></thead>"
    for row, reasons in zip(table.rows, part.reasons, strict=True):
        yield "<tbody>"
        yield f"<tr>{''.join(_figures(row, table.columns, lang))}</tr>"
        yield f'<tr class="why"><td colspan="{len(table.columns)}"><div>'
        yield from (_paragraph(reason, lang) for reason in reasons)
        yield "</div></td></tr>"
        yield "</tbody>"
    yield from table_foot(table, lang)
    yield "</table>"
    yield "</div>"


def _figures(row: CellRow, columns: Sequence[Column], lang: Lang) -> Iterator[str]:
    for column, held in zip(columns, row, strict=True):
        value = held.value if held else None
        if column.names:
            yield cell("th", written(value, lang), column, "name", 'scope="rowgroup"')
        else:
            yield cell("td", written(value, lang), column, "whole" if isinstance(value, Decimal) else "")

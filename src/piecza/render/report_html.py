"""Reports as HTML: every part as it looks, in one language."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import count

from piecza.language.text import Lang, Words
from piecza.render.grid import CellRow, written
from piecza.render.html import END, cell, column_heading, escaped, head, pairs, scrolled, scrolling, style, table_foot
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

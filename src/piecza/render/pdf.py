"""A page as PDF, set by typst from `page.typ`.

With one version of typst the same page gives the same bytes on any machine: only the fonts that come with it are used,
and no date of creation is written. The fonts have Latin, Greek and Cyrillic letters; others appear as empty boxes.
"""

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from piecza.errors.problems import needs
from piecza.language.writing import zlote
from piecza.money import to_grosze
from piecza.render.grid import CellRow, blocks, shown, widths, written
from piecza.render.page import Page, Section, Table

if TYPE_CHECKING:
    from typst import Fonts


def to_pdf(page: Page) -> bytes:
    """A page as a PDF. Needs the extra ``notes``."""
    with needs("notes"):
        from typst import Compiler
    # A compiler holds one document at a time: each call has its own, so threads do not collide. Fonts are shared.
    data = json.dumps(_data(page), ensure_ascii=False)
    compiler = Compiler(_template(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"page": data})
    made = compiler.compile(format="pdf")
    assert isinstance(made, bytes), "one document, and no file to write it to"
    return made


@cache
def _template() -> bytes:
    return files("piecza.render").joinpath("page.typ").read_bytes()


@cache
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False)


def _data(page: Page) -> dict[str, Any]:
    """The data of a page for the template."""
    return {
        "title": shown(page.title),
        "facts": _pairs(page.facts),
        "parties": _sections(page.parties),
        "opening": shown(page.opening),
        "tables": [_table(table) for table in page.tables],
        "amount": _amount(page),
        "payment": _pairs(page.payment),
        "footer": _sections(page.footer),
        "assignment": page.assignment,
        "signatures": page.signatures,
        "annex_title": shown(page.annex_title),
        "annex": _sections(page.annex),
    }


def _amount(page: Page) -> dict[str, str] | None:
    if page.amount is None:
        return None
    label, amount, words = page.amount
    return {"label": label, "amount": zlote(to_grosze(amount))["pl"], "words": words}


def _pairs(pairs: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [[shown(name), shown(said)] for name, said in pairs]


def _sections(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    return [
        {"heading": shown(section.heading), "paragraphs": [shown(text) for text in section.paragraphs]}
        for section in sections
    ]


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": written(table.title),
        "widths": widths(table),
        "columns": [
            {"heading": written(column.heading), "right": column.right, "names": column.names}
            for column in table.columns
        ],
        "blocks": [[_row(row) for row in block] for block in blocks(table)],
        "sums": [
            {"label": written(label), "values": [written(value) for value in values]} for label, values in table.sums
        ],
    }


def _row(row: CellRow) -> list[dict[str, Any]]:
    return [
        {"column": column, "text": written(cell.value), "rows": cell.rows} for column, cell in enumerate(row) if cell
    ]

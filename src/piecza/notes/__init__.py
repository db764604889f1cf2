"""Noty księgowe: what each gmina owes for a month becomes a document, and later changes become correcting noty.

Amounts in words and PDF need the extra ``notes``, xlsx the extra ``files``.
"""

from piecza.notes.agreement import Agreement, joined, read_agreement
from piecza.notes.correcting import Corrections, corrections
from piecza.notes.given_noty import charged_of, given_notas
from piecza.notes.issuing import Notas, notas
from piecza.notes.layout import page
from piecza.notes.nota import CorrectingNota, Nota, in_words, read_nota
from piecza.notes.stored import name_of, read_notas
from piecza.notes.summary import MonthSummary, month_summary, summary_page
from piecza.render.html import to_html
from piecza.render.page import Page
from piecza.render.pdf import to_pdf
from piecza.render.xlsx import to_xlsx

__all__ = [
    "Agreement",
    "CorrectingNota",
    "Corrections",
    "MonthSummary",
    "Nota",
    "Notas",
    "Page",
    "charged_of",
    "corrections",
    "given_notas",
    "in_words",
    "joined",
    "month_summary",
    "name_of",
    "notas",
    "page",
    "read_agreement",
    "read_nota",
    "read_notas",
    "summary_page",
    "to_html",
    "to_pdf",
    "to_xlsx",
]

"""Noty księgowe: what each gmina owes for a month becomes a document, and later changes become correcting noty.

Amounts in words, due days and PDF need the extra ``notes``, xlsx the extra ``files``.
"""

from piecza.dues.due_days import due_day
from piecza.notes.agreement import Agreement, joined, read_agreement
from piecza.notes.correcting import Corrections, corrections
from piecza.notes.html import to_html
from piecza.notes.issuing import Notas, notas
from piecza.notes.layout import Page, page
from piecza.notes.nota import CorrectingNota, Nota, read_nota
from piecza.notes.pdf import to_pdf
from piecza.notes.summary import MonthSummary, month_summary
from piecza.notes.summary_page import summary_page
from piecza.notes.words import in_words
from piecza.notes.xlsx import to_xlsx

__all__ = [
    "Agreement",
    "CorrectingNota",
    "Corrections",
    "MonthSummary",
    "Nota",
    "Notas",
    "Page",
    "corrections",
    "due_day",
    "in_words",
    "joined",
    "month_summary",
    "notas",
    "page",
    "read_agreement",
    "read_nota",
    "summary_page",
    "to_html",
    "to_pdf",
    "to_xlsx",
]

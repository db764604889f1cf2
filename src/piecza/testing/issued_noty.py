"""Noty as they are stored: made from drawn cases, under an agreement made for them. They need the extra ``notes``."""

from datetime import timedelta
from typing import NamedTuple

from hypothesis import reject
from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.dates import Month
from piecza.notes.agreement import Agreement, GminaTerms, Powiat
from piecza.notes.issuing import notas as made
from piecza.notes.nota import Nota
from piecza.rule.case_charges import charges
from piecza.testing.strategies import cases as any_cases
from piecza.testing.strategies import marked_months


class Issued(NamedTuple):
    """A nota with the case and the month from which it was made."""

    case: Case
    month: Month
    nota: Nota


def issued(cases: st.SearchStrategy[Case] | None = None) -> st.SearchStrategy[Issued]:
    """Noty with the cases they were made from; ``cases`` choose every reading that matters."""
    return _issued(any_cases() if cases is None else cases)


def notas(cases: st.SearchStrategy[Case] | None = None) -> st.SearchStrategy[Nota]:
    """Noty, each made from one of the ``cases``; they choose every reading that matters."""
    return issued(cases).map(lambda drawn: drawn.nota)


@st.composite
def _issued(draw: st.DrawFn, cases: st.SearchStrategy[Case]) -> Issued:
    case = draw(cases)
    due = [
        (month, code)
        for month in marked_months(case)
        for code in dict.fromkeys(charge.gmina[:6] for charge in charges(case, month))
    ]
    worth = [
        (month, code)
        for month, code in due
        if sum(charge.amount_grosze for charge in charges(case, month) if charge.gmina[:6] == code)
    ]
    if not worth:
        reject()
    month, code = draw(st.sampled_from(worth))
    noty = made(case, month, _agreement_of(case), issued=month.end + timedelta(days=draw(st.integers(1, 60))))
    return Issued(case, month, next(nota for nota in noty if nota.gmina.code[:6] == code))


def _agreement_of(case: Case) -> Agreement:
    """An agreement with every gmina of a case, with nothing agreed: the terms and readings are the defaults."""
    codes = sorted({stay.gmina[:6]: stay.gmina for child in case.children for stay in child.stays}.values())
    return Agreement(
        powiat=Powiat(name="Powiat", address="–", place="–"),
        gmina=tuple(GminaTerms(code=code, name=f"Gmina {code}", address="–") for code in codes),
    )

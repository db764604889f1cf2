"""Noty as files, made one by one as they are asked for, and the noty of a month with its summary."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from piecza.case.case import Case
from piecza.case.documents import month_range
from piecza.dates import Month
from piecza.errors.problems import InputError, problem
from piecza.law.law_in_force import Law
from piecza.notes.agreement import Agreement
from piecza.notes.issuing import Notas, notas
from piecza.notes.layout import page
from piecza.notes.nota import AnyNota, Nota
from piecza.notes.stored import name_of
from piecza.notes.summary import MonthSummary, month_summary, summary_page
from piecza.render.html import to_html
from piecza.render.page import Page
from piecza.render.pdf import to_pdf
from piecza.render.xlsx import to_xlsx

Files = dict[str, bytes]
"""Documents by the names of their files."""


class NotaFormat(StrEnum):
    """What noty are written as."""

    json = "json"
    html = "html"
    pdf = "pdf"
    xlsx = "xlsx"


_DRAWN: dict[NotaFormat, Callable[[Page], bytes]] = {
    NotaFormat.html: lambda drawn: to_html(drawn).encode(),
    NotaFormat.pdf: to_pdf,
    NotaFormat.xlsx: to_xlsx,
}


def nota_files(nota: AnyNota, formats: Iterable[NotaFormat] = NotaFormat) -> Files:
    """A nota in several formats; JSON, which is to be kept, is always one of them."""
    return _files(name_of(nota), nota.to_json(), page(nota), formats)


def files_of(noty: Iterable[AnyNota], formats: Iterable[NotaFormat] = NotaFormat) -> Iterator[Files]:
    """The files of one nota after the other; nothing is kept of a nota that is done."""
    return (nota_files(nota, formats) for nota in noty)


def _files(stem: str, json: str, drawn: Page, formats: Iterable[NotaFormat]) -> Files:
    return {
        f"{stem}.json": json.encode(),
        **{f"{stem}.{form}": _DRAWN[form](drawn) for form in formats if form in _DRAWN},
    }


@dataclass(frozen=True, slots=True)
class IssuedMonth:
    """The noty of a month, its summary, and the files of both."""

    noty: Notas
    summary: MonthSummary
    formats: tuple[NotaFormat, ...]

    @property
    def names(self) -> list[str]:
        """The names that the noty may have in any format; none of them may be another file's."""
        return [f"{stem}.{form}" for stem in self._stems for form in NotaFormat]

    @property
    def superseded(self) -> list[str]:
        """The names of other formats than those written: such a file would not say what the noty and summary say."""
        left_out = [form for form in NotaFormat if form not in (NotaFormat.json, *self.formats)]
        return [f"{stem}.{form}" for stem in (self._summary_stem, *self._stems) for form in left_out]

    @property
    def _stems(self) -> list[str]:
        return [f"nota-{self.summary.month}-{planned.gmina.code}" for planned in self.noty.planned]

    @property
    def _summary_stem(self) -> str:
        return f"zestawienie-{self.summary.month}"

    def summary_files(self) -> Files:
        """The summary in the same formats."""
        return _files(self._summary_stem, self.summary.to_json(), summary_page(self.summary), self.formats)


def issue_month(
    case: Case,
    month: Month | str,
    agreement: Agreement,
    *,
    issued: date,
    first_number: int = 1,
    stored: Iterable[AnyNota] = (),
    replace: bool = False,
    formats: Iterable[NotaFormat] = NotaFormat,
    law: Law | None = None,
) -> IssuedMonth:
    """The noty of a month as `notas` has them, with its summary and their files.

    ``stored`` are the noty that are kept already. With ``replace`` those of the month are issued anew, in place of the
    stored ones.

    InputError and ReadingNeeded as `notas`; InputError also where a nota would be replaced by none, because its gmina
    owes nothing any more, or by one that a stored correction does not follow.
    """
    of_month, _ = month_range(month, month)
    kept: list[AnyNota] = []
    replaced: list[Nota] = []
    for nota in stored:
        if replace and isinstance(nota, Nota) and nota.of_month == of_month:
            replaced.append(nota)
        else:
            kept.append(nota)
    noty = notas(case, of_month, agreement, issued=issued, first_number=first_number, stored=kept, law=law)
    month_issued = IssuedMonth(noty, month_summary(case, noty), tuple(formats))
    left = [nota for nota in replaced if f"{name_of(nota)}.json" not in month_issued.names]
    if left:
        raise InputError(problem("nota_twice", "stored", n.number, other=n.number, month=n.month) for n in left)
    return month_issued

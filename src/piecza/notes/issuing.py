"""A month's charges become noty: one for each gmina, worked out under what was agreed with it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from piecza._version import __version__
from piecza.case.case import Case
from piecza.case.documents import month_range
from piecza.collector import collected_rarely
from piecza.dates import FIRST_DAY, LAST_DAY, Month
from piecza.dues.due_days import Due
from piecza.errors.problems import InputError, problem
from piecza.law.law_in_force import Law
from piecza.money import to_decimal
from piecza.notes.agreement import Agreement, GminaTerms, Powiat, Recipient
from piecza.notes.gmina_months import GminaMonth, months_by_gmina, noted, notices_of, stamped
from piecza.notes.nota import AnyNota, ChapterTotal, Nota, by_chapter, in_words
from piecza.notes.nota_law import own_values, refuse_other_law
from piecza.notes.numbering import refuse_taken
from piecza.notes.stored import chains
from piecza.readings import Readings


class WithoutNota(NamedTuple):
    """A gmina with charges that gets no nota, and why.

    ``nothing_due``: its share is 0.00 zł. ``city``: a city with powiat rights, which is its own powiat, so that there
    is no gmina's share to settle. ``issued``: its nota for the month is stored, under ``number``.
    """

    code: str
    amount_grosze: int
    reason: Literal["nothing_due", "city", "issued"]
    number: str | None = None


class Planned(NamedTuple):
    """A nota that is to be issued: its number, its gmina, and what that owes."""

    number: str
    gmina: GminaTerms
    month: GminaMonth


class Notas:
    """The noty of a month. Iterating makes them one by one, in the order of the gminas' codes.

    ``months`` holds what each gmina with charges owes, by the first six digits of its code; ``planned`` says which noty
    there will be, ``without`` which of the gminas get none.
    """

    def __init__(
        self,
        month: Month,
        issued: date,
        agreement: Agreement,
        months: dict[str, GminaMonth],
        planned: Sequence[Planned],
        without: Sequence[WithoutNota],
        law: Law,
    ) -> None:
        self.month, self.issued, self.agreement, self.law = month, issued, agreement, law
        self.months, self.planned, self.without = months, tuple(planned), tuple(without)

    def __len__(self) -> int:
        return len(self.planned)

    def __iter__(self) -> Iterator[Nota]:
        by_code = {planned.month.code: planned.gmina.terms.classified(self.month, self.law) for planned in self.planned}
        charged = noted([planned.month for planned in self.planned], by_code.__getitem__)
        for planned in self.planned:
            with collected_rarely():
                charges = next(charged)
            totals = by_chapter((charge, 1) for charge in charges)
            amount = planned.month.amount_grosze
            yield Nota(
                **parties(planned.gmina, self.agreement.powiat),
                **basis(planned.month, self.month, self.issued),
                classification=by_code[planned.month.code],
                number=planned.number,
                issued=self.issued,
                month=str(self.month),
                totals=tuple(ChapterTotal(chapter=name, amount=to_decimal(grosze)) for name, grosze in totals),
                base=to_decimal(planned.month.base_grosze),
                amount=to_decimal(amount),
                in_words=in_words(amount, planned.gmina.terms.in_words),
                due=Due.of(self.issued, planned.gmina.terms.due_days, planned.gmina.terms.due_from),
                charges=tuple(charges),
            )


def notas(
    case: Case,
    month: Month | str,
    agreement: Agreement,
    *,
    issued: date,
    first_number: int = 1,
    stored: Iterable[AnyNota] = (),
    law: Law | None = None,
) -> Notas:
    """The noty of a month of a case, one for each gmina that owes something.

    ``issued`` is the day that stands on them; they are numbered from ``first_number`` on, without gaps. The readings
    are the case's, with what the agreement chooses for all and for each gmina. A gmina of which a nota for the month is
    among the ``stored`` ones gets no second one: `corrections` is for that. Without ``law`` that of the library holds.
    Needs the extra ``notes``.

    InputError where the month is none, the stored noty do not fit together or were issued under another law, a number
    is taken, a gmina that owes something is not in the agreement, or the charges cannot be worked out; ReadingNeeded
    where amounts depend on a reading that was not chosen.
    """
    of_month, _ = month_range(month, month)
    refuse_wrong(issued, first_number)
    documents = list(stored)
    under_law = agreement.law_given(law)
    refuse_other_law((nota for nota in documents if nota.of_month == of_month), under_law)
    there = {chain.code: chain.nota.number for chain in chains(documents) if chain.nota.of_month == of_month}
    months = months_by_gmina(case, of_month, lambda code: agreed_readings(case.readings, agreement, code), under_law)
    planned: list[Planned] = []
    without: list[WithoutNota] = []
    missing = []
    for code, owed in months.items():
        gmina = agreement.of(code)
        if code in there:
            without.append(WithoutNota(code, owed.amount_grosze, "issued", there[code]))
        elif not agreement.settles_with(code):
            without.append(WithoutNota(code, owed.amount_grosze, "city"))
        elif not owed.amount_grosze:
            without.append(WithoutNota(code, 0, "nothing_due"))
        elif gmina is None:
            missing.append(problem("gmina_not_agreed", "gmina", owed.charges[0].gmina, gmina=owed.charges[0].gmina))
        else:
            number = gmina.terms.numbered(first_number + len(planned), of_month)
            planned.append(Planned(number, gmina, owed))
    if missing:
        raise InputError(missing)
    refuse_taken((nota.number for nota in planned), {stored.number for stored in documents})
    return Notas(of_month, issued, agreement, months, planned, without, under_law)


def agreed_readings(readings: Readings, agreement: Agreement, code: str) -> Readings:
    """The readings of a case with what was agreed with all gminas and with this one."""
    agreed = gmina.readings if (gmina := agreement.of(code)) else agreement.readings
    return readings.choose(**agreed.model_dump(include=agreed.model_fields_set))


def refuse_wrong(issued: date, first_number: int) -> None:
    """InputError where noty cannot be issued on a day, or numbered from a number on."""
    wrong = [] if first_number > 0 else [problem("number_format", "first_number", first_number)]
    if not FIRST_DAY <= issued <= LAST_DAY:
        wrong.append(problem("day_out_of_range", "issued", issued))
    if wrong:
        raise InputError(wrong)


def parties(gmina: GminaTerms, powiat: Powiat) -> dict[str, Any]:
    """What a nota says of its parties and their terms."""
    return {
        "powiat": powiat,
        "gmina": Recipient(**{name: getattr(gmina, name) for name in Recipient.model_fields}),
        "agreement": gmina.agreement,
        "terms": gmina.terms,
    }


def basis(month: GminaMonth, of_month: Month, issued: date) -> dict[str, Any]:
    """What a nota says of the law and the readings by which it was worked out."""
    charges, readings, law = month.run.charges, month.run.readings, month.run.law
    return {
        "version": __version__,
        "law": stamped(charges.law),
        "rates": stamped(charges.rates) if charges.rates else None,
        "own_law": own_values(law, of_month),
        "consolidated_text": law.texts.cited(issued),
        "readings": readings,
        "notices": tuple(notices_of(month)),
    }

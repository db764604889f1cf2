"""Past charges and noty: what stored noty charge, and past charges as noty that can be corrected."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from piecza._version import __version__
from piecza.dates import Month
from piecza.dues.due_days import Due
from piecza.errors.problems import InputError, Problem, problem
from piecza.law.law_in_force import Law, shipped_law
from piecza.money import to_decimal, to_grosze
from piecza.notes.agreement import Agreement, GminaTerms
from piecza.notes.gmina_months import stamped
from piecza.notes.issuing import parties
from piecza.notes.nota import AnyNota, ChapterTotal, Nota, NotaCharge, in_words
from piecza.notes.nota_law import own_values, refuse_law_not_of_noty
from piecza.rule.past_charge import PastCharge


def given_notas(charged: Iterable[PastCharge], agreement: Agreement, *, law: Law | None = None) -> list[Nota]:
    """The noty on which charges stand, one for each gmina and month, so that `piecza.notes.corrections` can take over.

    Each has the number and day of its first nota; what later noty and corrections of the month charged is added up.
    Parties, terms and readings are those of the agreement. Needs the extra ``notes``.

    InputError with every charge that no nota can be made of: without a child, a number or a day, for several months,
    for one kind of cost or of another issuer, of a gmina that is not in the agreement, or of a number that is taken.
    """
    by_nota: dict[tuple[str, Month], list[PastCharge]] = {}
    wrong: list[Problem] = []
    past = list(charged)
    for charge in past:
        lacking = [name for name in ("child", "nota", "issued") if getattr(charge, name) is None]
        lacking += ["last"] if charge.until != charge.first else []
        lacking += ["kind"] if charge.kind else []
        lacking += ["issuer"] if charge.issuer != past[0].issuer else []
        if lacking:
            wrong.append(problem("charge_without_nota", charge.place or "", fields=", ".join(lacking)))
        elif agreement.of(charge.gmina[:6]) is None:
            wrong.append(problem("gmina_not_agreed", charge.place or "", charge.gmina, gmina=charge.gmina))
        else:
            by_nota.setdefault((charge.gmina[:6], charge.first), []).append(charge)
    numbers: dict[str, tuple[str, Month]] = {}
    for key, charges in by_nota.items():
        number = str(min((charge.issued, charge.nota) for charge in charges)[1])
        if numbers.setdefault(number, key) != key:
            wrong.append(problem("number_twice", charges[0].place or "", number))
    if wrong:
        raise InputError(wrong)
    under = agreement.law_given(law)
    return [_nota(own, gmina, agreement, under) for (code, _), own in by_nota.items() if (gmina := agreement.of(code))]


def _nota(charges: list[PastCharge], gmina: GminaTerms, agreement: Agreement, law: Law) -> Nota:
    charges = sorted(charges, key=lambda charge: (charge.issued, charge.nota))
    first = charges[0]
    assert first.issued, "a charge of a nota has its day"
    assert first.nota, "a charge of a nota has its number"
    amounts: dict[tuple[str, str], int] = {}
    for charge in charges:
        assert charge.child, "a charge of a nota has its child"
        key = charge.child, charge.gmina
        amounts[key] = amounts.get(key, 0) + to_grosze(charge.amount)
    whole = sum(amounts.values())
    return Nota(
        **parties(gmina, agreement.powiat),
        version=__version__,
        number=first.nota,
        issued=first.issued,
        month=str(first.first),
        classification=gmina.terms.classified(first.first, law),
        law=stamped(law.stamp),
        rates=None,
        own_law=own_values(law, first.first),
        consolidated_text=law.texts.cited(first.issued),
        readings=gmina.readings,
        totals=(ChapterTotal(chapter=None, amount=to_decimal(whole)),),
        base=to_decimal(0),
        amount=to_decimal(whole),
        in_words=in_words(whole, gmina.terms.in_words),
        due=Due.of(first.issued, gmina.terms.due_days, gmina.terms.due_from),
        notices=(),
        charges=tuple(
            NotaCharge(
                child=child,
                gmina=code,
                base=to_decimal(0),
                amount=to_decimal(grosze),
                chapters=(ChapterTotal(chapter=None, amount=to_decimal(grosze)),),
                lines=(),
                explanation=(),
                given=True,
            )
            for (child, code), grosze in amounts.items()
        ),
    )


def charged_of(stored: Iterable[AnyNota], *, law: Law | None = None) -> list[PastCharge]:
    """What stored noty charge, child by child; of a correction the differences.

    InputError where they were issued under other values for the days of their months than the law gives under which
    they are to be audited (that of the library where none is given).
    """
    noty = list(stored)
    refuse_law_not_of_noty(noty, law or shipped_law())
    charges = []
    for nota in noty:
        paper: dict[str, Any] = {
            "first": nota.of_month,
            "nota": nota.number,
            "issued": nota.issued,
            "issuer": nota.powiat.name,
            "due": nota.due.written or nota.due.day,
            "place": nota.number,
        }
        amounts: list[tuple[str, str, Decimal]] = (
            [(charge.child, charge.gmina, charge.amount) for charge in nota.charges]
            if isinstance(nota, Nota)
            else [(change.child, change.gmina, change.difference) for change in nota.changes]
        )
        charges += [PastCharge(child=child, gmina=gmina, amount=amount, **paper) for child, gmina, amount in amounts]
    return charges

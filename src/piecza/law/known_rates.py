"""What is known of the statutory amounts, for whoever asks: of a day, the whole history, and as a document."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from piecza.errors.problems import InputError, hint, problem
from piecza.law.benefit_rates import Known, Rate, Rates, UnknownRate
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import Day, Model


class RatesDocument(Model):
    """The document `piecza.rates/1`: amounts, and the days for which none is known.

    What was read holds to ``verified_until``, what is inferred to ``inferred_until``; ``own`` is the hash of the
    caller's own law, where there is one.
    """

    schema_: Annotated[Literal["piecza.rates/1"], Field(alias="schema")] = "piecza.rates/1"
    id: str
    sha256: str
    verified_on: Day
    verified_until: Day
    inferred_until: Day
    own: str | None
    rates: tuple[Rate, ...]
    unknown: tuple[UnknownRate, ...]


def rates(*, law: Law | None = None) -> tuple[Known, ...]:
    """The whole history of the statutory monthly minimums (art. 80, 81 and 85), and the days for which none is known.

    Benefit by benefit, in order of time; every day since 1 January 2012 stands in exactly one entry of each. Without
    ``law`` that of the library holds.
    """
    return tuple(entry for history in (law or shipped_law()).rates.history.values() for entry in history[1:])


def rate(benefit: str, day: date, *, law: Law | None = None) -> Rate:
    """The statutory monthly minimum of a benefit on a day (art. 80, 81 or 85).

    Benefits are ``allowance_related``, ``allowance_other``, ``supplement_disability``, ``supplement_minor_offender``,
    ``minimum_wage_professional`` and ``minimum_wage_emergency``. Without ``law`` that of the library holds. InputError
    where there is no such benefit, and where no amount of that day is known: it is then asked for, and never the last
    one that was known is given.
    """
    statute = (law or shipped_law()).rates
    at = statute.at(known_benefit(benefit, statute), day)
    if isinstance(at, UnknownRate):
        raise InputError([at.problem(day, day, value=day)])
    return at


def known_benefit(name: str, statute: Rates) -> str:
    """The name of a benefit. InputError where there is no such benefit."""
    options = statute.history
    if name not in options:
        raise InputError([problem("unknown_benefit", "", name, options=", ".join(options), hint=hint(name, options))])
    return name


def rates_document(entries: Sequence[Known], law: Law) -> RatesDocument:
    """Amounts and gaps of a law as the document `piecza.rates/1`."""
    statute = law.rates
    return RatesDocument(
        id=statute.id,
        sha256=statute.sha256,
        verified_on=statute.verified_on,
        verified_until=statute.verified_until,
        inferred_until=statute.inferred.until,
        own=law.own.sha256 if law.own else None,
        rates=tuple(entry for entry in entries if isinstance(entry, Rate)),
        unknown=tuple(entry for entry in entries if isinstance(entry, UnknownRate)),
    )

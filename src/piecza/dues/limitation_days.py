"""When a claim is limited (przedawnienie, KC art. 118): by the general term and by that of periodic dues.

No source says which of them holds for a gmina's monthly share, so both days are given and nothing is decided.
"""

from dataclasses import dataclass
from datetime import date

from piecza.dates import anniversary
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.law.limitation_terms import LimitationRules, limitation_rules
from piecza.model import PrintedDay


@dataclass(frozen=True, slots=True)
class Term:
    """The last day on which a claim is not yet limited, by one term; where it is not ``sure``, the ``reason``."""

    last: PrintedDay
    sure: bool
    reason: Text | None


@dataclass(frozen=True, slots=True)
class Limitation:
    """Both terms of a claim, by the options of the reading ``limitation``."""

    six_years: Term
    three_years: Term


def limitation(start: date) -> Limitation:
    """When a claim is limited that became due on ``start``, the first day on which it could be enforced (KC art. 120).

    Since 9 July 2018 a term ends on 31 December of the year in which its years end. A claim that became due before has
    a day worked out by the transitional rule, or by the former terms of 10 and 3 years where they had ended before:
    such a day is not sure, and says why. Whatever stops or breaks a term (KC art. 121–124) is not looked at.
    """
    rules = limitation_rules()
    current, former = rules.current, rules.former
    return Limitation(
        six_years=_term(start, current.general, former.general, rules),
        three_years=_term(start, current.periodic, former.periodic, rules),
    )


def _term(start: date, years: int, former_years: int, rules: LimitationRules) -> Term:
    since = rules.current.since
    if start >= since:
        return Term(_end_of_year(_after(start, years)), True, None)
    former_end = _after(start, former_years)
    if former_end < since:
        last = former_end
    elif years < former_years:
        last = min(former_end, _end_of_year(_after(since, years)))
    else:
        last = _end_of_year(_after(start, years))
    return Term(last, False, _unsure(since, rules))


def _after(start: date, years: int) -> date:
    """The day with whose lapse a term of some years ends: the matching one, or the last of February (KC art. 112)."""
    return date.fromordinal(anniversary(start.toordinal(), years, leap_day_on_march_1=False))


def _end_of_year(day: date) -> date:
    return date(day.year, 12, 31)


def _unsure(since: date, rules: LimitationRules) -> Text:
    return Text(
        pl="roszczenie stało się wymagalne przed {day}: termin wynika z przepisów dawnych i przejściowych ({basis}), "
        "których biblioteka nie sprawdziła u źródła",
        en="the claim became due before {day}: its term follows from the former law and a transitional rule ({basis}) "
        "that were not read in the acts themselves",
    ).fill(day=written_day(since), basis=rules.transition.basis)

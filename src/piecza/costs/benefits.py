"""What a family gets for a child each month (art. 80 and 81), by the statutory rates or the powiat's own.

The statutory rates are minimums; a powiat may pay more (art. 91), and then its own amounts are what is spent. Where the
library knows no amount and the powiat gives none, there is none: the day is said, and nothing is guessed.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from piecza.case.child import Placement
from piecza.case.cost_facts import PowiatRate
from piecza.dates import FOREVER, Span
from piecza.law.benefit_rates import Rate, Rates, UnknownRate
from piecza.money import to_grosze


class PaidRate(NamedTuple):
    """What is paid for a benefit on some days: the powiat's own amount (its place in the document) or the statute's.

    ``minimum`` is the statutory amount where it is known, ``grosze`` None where nothing is.
    """

    benefit: str
    grosze: int | None
    powiat: int | None
    minimum: Rate | UnknownRate


class PaidDays(NamedTuple):
    """Days on which a family gets the same for a child, benefit by benefit."""

    days: Span
    paid: tuple[PaidRate, ...]


class PowiatRates:
    """The amounts of a powiat by benefit, in order of time, each with its place in the document."""

    def __init__(self, given: Sequence[PowiatRate]) -> None:
        self.by_benefit: dict[str, list[tuple[Span, int, int]]] = {}
        for index, rate in sorted(enumerate(given), key=lambda entry: entry[1].start):
            entries = self.by_benefit.setdefault(rate.benefit, [])
            days = Span(rate.start.toordinal(), rate.end.toordinal() if rate.end else FOREVER)
            if entries:
                before, place, grosze = entries[-1]
                entries[-1] = (Span(before.first, min(before.last, days.first - 1)), place, grosze)
            entries.append((days, index, to_grosze(rate.amount)))

    def edges(self, benefit: str) -> Iterator[int]:
        """The days on which what the powiat pays may change."""
        for days, _, _ in self.by_benefit.get(benefit, ()):
            yield from (days.first, days.last + 1)

    def at(self, benefit: str, day: int) -> tuple[int, int] | None:
        """The place in the document and the amount of a day, in grosze."""
        for days, index, grosze in self.by_benefit.get(benefit, ()):
            if days.first <= day <= days.last:
                return index, grosze
        return None


def benefits(placement: Placement, days: Span, powiat: PowiatRates, statute: Rates) -> list[PaidDays]:
    """What a family gets for a child over some days of a placement, cut where it changes, without gaps."""
    allowance = statute.benefit_of_form[placement.form]
    supplements = [(supplement.benefit, supplement.span(placement.span)) for supplement in placement.supplements]
    names = dict.fromkeys([allowance, *(name for name, _ in supplements)])
    edges = {edge for name in names for edge in powiat.edges(name)}
    edges |= {rate.start.toordinal() for name in names for rate in statute.history[name]}
    edges |= {edge for _, span in supplements for edge in (span.first, span.last + 1)}
    cuts = [days.first, *sorted(edge for edge in edges if days.first < edge <= days.last), days.last + 1]
    periods: list[PaidDays] = []
    for first, after in pairwise(cuts):
        due = [allowance, *(name for name, span in supplements if span.first <= first <= span.last)]
        paid = tuple(_paid(name, first, powiat, statute) for name in due)
        if periods and periods[-1].paid == paid:
            first = periods.pop().days.first
        periods.append(PaidDays(Span(first, after - 1), paid))
    return periods


def _paid(benefit: str, day: int, powiat: PowiatRates, statute: Rates) -> PaidRate:
    minimum = statute.at(benefit, date.fromordinal(day))
    own = powiat.at(benefit, day)
    if own:
        return PaidRate(benefit, own[1], own[0], minimum)
    return PaidRate(benefit, to_grosze(minimum.amount) if isinstance(minimum, Rate) else None, None, minimum)

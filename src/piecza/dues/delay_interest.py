"""Interest for delay on an amount (KC art. 481 § 2): the days of delay, cut where the rate changes.

Each period is amount × percent × days ÷ 365, rounded half up to a grosz, and the total is the sum of the periods: what
is printed adds up. That every year has 365 days, leap years too, is general knowledge; that every period is rounded is
the library's choice, and moves the total by up to half a grosz a period.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, NamedTuple

from pydantic import Field

from piecza.dates import FIRST_DAY, LAST_DAY, day_from_text
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.law.dated import Certainty
from piecza.law.interest_rates import WHOLE, InterestRates, UnknownInterestRate, hundredths
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import Grosze, PrintedDay, Sum
from piecza.money import from_decimal, half_up, to_decimal

DAYS_OF_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class InterestPeriod:
    """Days of delay, both ends inclusive, at one rate, and the interest for them in grosze.

    ``percent`` is of a year. ``certainty`` says how sure it is; ``given``: the caller gave it.
    """

    start: PrintedDay
    end: PrintedDay
    days: int
    percent: Sum
    certainty: Certainty
    grosze: Annotated[Grosze, Field(serialization_alias="amount")]

    @property
    def amount(self) -> Decimal:
        """The interest in złote."""
        return to_decimal(self.grosze)


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest for delay: the periods of constant rate in order of time; none where there is no delay."""

    periods: tuple[InterestPeriod, ...]

    @property
    def days(self) -> int:
        """How many days of delay there are."""
        return sum(period.days for period in self.periods)

    @property
    def grosze(self) -> int:
        """The total in grosze, the sum of the periods."""
        return sum(period.grosze for period in self.periods)

    @property
    def amount(self) -> Decimal:
        """The total in złote."""
        return to_decimal(self.grosze)


class _Rate(NamedTuple):
    hundredths: int
    certainty: Certainty


def interest(
    amount: Decimal,
    start: date,
    end: date,
    rates: Mapping[date, Decimal] | None = None,
    *,
    law: Law | None = None,
) -> Interest:
    """Interest for delay on an amount in złote, for the days from ``start`` to ``end``, both inclusive.

    ``start`` is the first day of delay, ``end`` the day of payment; every day counts, of a year of 365. No days, or an
    amount of 0, give no interest. ``rates`` are yearly percents that the caller gives, each from its day on: until the
    caller's next or the library's next, whichever comes first, and beyond what the library knows until the caller's
    next. On one day the caller's stands before the library's. Without ``law`` that of the library holds.

    Days without a rate, before 2016 and after the last day verified, are an InputError `interest_rate_unknown` that
    says the first of them; a given rate that is none is an `interest_rate_format`. ValueError for an amount below zero
    or of more than two places.
    """
    grosze = from_decimal(amount)
    if grosze is None or grosze < 0:
        raise ValueError("interest is worked out on an amount of whole grosze that is not negative")
    known = (law or shipped_law()).interest
    in_force = _in_force(_checked(rates or {}), known)
    first, last = start.toordinal(), end.toordinal()
    if grosze == 0 or last < first:
        return Interest(())
    changes = sorted(in_force)
    cuts = [first, *(day for day in changes if first < day <= last), last + 1]
    periods = []
    for day, after in pairwise(cuts):
        rate = in_force[changes[bisect_right(changes, day) - 1]]
        if rate is None:
            raise InputError([_unknown(date.fromordinal(day), known)])
        days = after - day
        periods.append(
            InterestPeriod(
                start=date.fromordinal(day),
                end=date.fromordinal(after - 1),
                days=days,
                percent=to_decimal(rate.hundredths),
                certainty=rate.certainty,
                grosze=half_up(grosze * rate.hundredths * days, WHOLE * DAYS_OF_A_YEAR),
            )
        )
    return Interest(tuple(periods))


def _in_force(given: Mapping[int, int], known: InterestRates) -> dict[int, _Rate | None]:
    """The rate from each day (an ordinal) on; None where it is not known, and the newest one given does not hold."""
    in_force: dict[int, _Rate | None] = {}
    for first, _, rate in known.history:
        known_rate = None if isinstance(rate, UnknownInterestRate) else _Rate(rate.hundredths, rate.certainty)
        in_force[first.toordinal()] = known_rate
    # Where only how sure a rate is changes, or where none is known any more, one that was given holds on.
    goes_on = {after.first.toordinal() for before, after in pairwise(known.history) if after.worth == before.worth}
    goes_on |= {day for day, rate in in_force.items() if rate is None}
    in_force |= {day: _Rate(rate, "given") for day, rate in given.items()}
    for day in sorted(goes_on - given.keys()):
        if max((other for other in in_force if other < day), default=day) in given:
            in_force.pop(day)
    return in_force


def _unknown(day: date, known: InterestRates) -> Problem:
    since = known.interest[0].since
    if day < since:
        reason = Text(
            pl="zna stopy od {since}, wcześniej były to odsetki ustawowe dawnego prawa",
            en="it knows those since {since}; before, it was the statutory interest of the old law",
        ).fill(since=written_day(since))
    else:
        unknown = next(held.first for held in known.history if held.first <= day <= held.last)
        until = date.fromordinal(unknown.toordinal() - 1)
        reason = Text(pl="stopy sprawdzono do ", en="the rates were verified until ") + written_day(until)
    return problem("interest_rate_unknown", "rates", day, day=day, reason=reason)


def parse_rates(texts: Iterable[str]) -> dict[date, Decimal]:
    """Rates as they are written, ``2026-03-06=9.25`` or with a decimal comma: from which day on, what percent a year.

    InputError `interest_rate_format` for each text that is not one, and for a day that is given a second time.
    """
    rates: dict[date, Decimal] = {}
    wrong = []
    for text in texts:
        day, rate = _written(text)
        if day is None or rate is None or day in rates:
            wrong.append(problem("interest_rate_format", "rates", text))
        else:
            rates[day] = to_decimal(rate)
    if wrong:
        raise InputError(wrong)
    return rates


def _written(text: str) -> tuple[date | None, int | None]:
    day, _, rate = text.partition("=")
    try:
        at = day_from_text(day.strip())
    except ValueError:
        at = None
    inside = at is not None and FIRST_DAY <= at <= LAST_DAY
    return at if inside else None, hundredths(rate.strip().replace(",", "."))


def _checked(rates: Mapping[date, Decimal]) -> dict[int, int]:
    """Given rates by the ordinal of their day, in hundredths of a percent."""
    given = {day.toordinal(): (day, rate, hundredths(str(rate))) for day, rate in rates.items()}
    wrong = [
        problem("interest_rate_format", "rates", f"{day}={rate}")
        for day, rate, number in given.values()
        if number is None
    ]
    if wrong:
        raise InputError(wrong)
    return {at: number for at, (_, _, number) in given.items() if number is not None}

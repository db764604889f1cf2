"""Interest for delay as dated data (KC art. 481 § 2): the rate of a year, from which day on, and how sure it is.

The newest rate ends with the day to which it is known to hold. Days before the first fall under the old law, whose
statutory interest is not known here.
"""

from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, model_validator

from piecza.language.text import Text
from piecza.law.dated import Certainty, DatedLaw, Entry, Source, shipped
from piecza.law.held import Held, in_order, of_entries, overlaid
from piecza.model import Model
from piecza.money import from_text, to_text

_DAY = timedelta(days=1)

WHOLE = 100_00
"""100 % in hundredths of a percent; no higher rate is taken for one."""


def hundredths(text: str) -> int | None:
    """A yearly rate in hundredths of a percent: ``"9.50"`` is 950. None for what is not from 0 to 100 %, or finer."""
    rate = from_text(text)
    return rate if rate is not None and 0 <= rate <= WHOLE else None


def _rate(value: object) -> int:
    rate = hundredths(value) if isinstance(value, str) else None
    if rate is None:
        raise ValueError("a rate is a decimal string from 0 to 100 percent a year")
    return rate


Percent = Annotated[int, BeforeValidator(_rate)]
"""A yearly rate in hundredths of a percent, written as a decimal string."""


class InterestRate(Model):
    """A rate of a year, in hundredths of a percent, from a day until the next rate."""

    since: date = Field(alias="from")
    hundredths: Percent = Field(alias="percent_per_year")
    certainty: Certainty
    source: Source | None = None
    note: Text | None = None

    @property
    def worth(self) -> str:
        """The percent of a year."""
        return to_text(self.hundredths)


class OwnInterestRate(Entry):
    """A rate of a year that the caller adds: from a day until the caller's next one, or its ``until``."""

    hundredths: Percent = Field(alias="percent_per_year")

    @property
    def worth(self) -> str:
        """The percent of a year."""
        return to_text(self.hundredths)


class UnknownInterestRate(NamedTuple):
    """That the rate of some days is not known."""

    worth: None = None


KnownInterest = InterestRate | OwnInterestRate | UnknownInterestRate
"""What is known of the interest of some days."""


class InterestRates(DatedLaw):
    """All rates of interest for delay that the library knows, and ``own``: those of the caller, in order of time."""

    basis: str
    source: Source
    interest: tuple[InterestRate, ...] = Field(min_length=1)
    own: tuple[OwnInterestRate, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [rate.since for rate in self.interest]
        for before, after in pairwise(days):
            if after <= before:
                raise ValueError(f"{after} does not come after {before}")
        if self.verified_until < days[-1]:
            raise ValueError(f"verified until {self.verified_until}, but a rate begins on {days[-1]}")
        for rate in self.interest:
            if rate.certainty != "read" and rate.note is None:
                raise ValueError(f"the rate from {rate.since} was not read and does not say why it is known")
        return self

    @cached_property
    def history(self) -> tuple[Held[KnownInterest], ...]:
        """The rate of every day, or that it is not known; the newest own one holds on and on."""
        return tuple(overlaid(self.shipped_days, self.own_days))

    @property
    def shipped_days(self) -> list[Held[KnownInterest]]:
        """What the library knows, to the last day to which it does."""
        unknown = UnknownInterestRate()
        since: list[tuple[date, KnownInterest]] = [(rate.since, rate) for rate in self.interest]
        return in_order([(date.min, unknown), *since, (self.verified_until + _DAY, unknown)], date.max)

    @property
    def own_days(self) -> list[Held[KnownInterest]]:
        """The rates that the caller adds, with the days of each: without ``until`` to the library's next one."""
        return [Held(*held) for held in of_entries(self.own, self._end)]

    def _end(self, own: OwnInterestRate) -> date:
        turns = (after.since for before, after in pairwise(self.interest) if after.hundredths != before.hundredths)
        return own.until or min((day - _DAY for day in turns if day > own.since), default=date.max)


@cache
def interest_rates() -> InterestRates:
    """The rates of interest for delay as shipped with the library, loaded once."""
    return shipped("interest_rates.toml", InterestRates)

"""Interest for delay as dated data (KC art. 481 § 2): the rate of a year, from which day on, and how sure it is.

The newest rate ends with the day to which it is known to hold. Days before the first fall under the old law, whose
statutory interest is not known here.
"""

from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from piecza.language.text import Text
from piecza.law.dated import Certainty, DatedLaw, Source, shipped
from piecza.model import Model
from piecza.money import from_text

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


class RateNotice(Model):
    """The notice by which a rate was announced."""

    act: str


class InterestRate(Model):
    """A rate of a year, in hundredths of a percent, from a day until the next rate."""

    since: date = Field(alias="from")
    hundredths: Annotated[int, BeforeValidator(_rate)] = Field(alias="percent_per_year")
    certainty: Certainty
    source: RateNotice | None = None
    note: Text | None = None


class InterestRates(DatedLaw):
    """All rates of interest for delay that the library knows, in order of time."""

    basis: str
    source: Source
    rates: tuple[InterestRate, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [rate.since for rate in self.rates]
        for before, after in pairwise(days):
            if after <= before:
                raise ValueError(f"{after} does not come after {before}")
        if self.verified_until < days[-1]:
            raise ValueError(f"verified until {self.verified_until}, but a rate begins on {days[-1]}")
        for rate in self.rates:
            if rate.certainty != "read" and rate.note is None:
                raise ValueError(f"the rate from {rate.since} was not read and does not say why it is known")
        return self


@cache
def interest_rates() -> InterestRates:
    """The rates of interest for delay as shipped with the library, loaded once."""
    return shipped("interest_rates.toml", InterestRates)

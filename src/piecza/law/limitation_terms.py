"""The terms of limitation as dated data (KC art. 118): how many years, for claims due from which day on."""

from datetime import date, timedelta
from functools import cache
from typing import Self

from pydantic import Field, model_validator

from piecza.law.dated import Certainty, Entry, Source, shipped
from piecza.model import Model


class CurrentTerms(Entry):
    """The terms in years of claims due since a day; they end with the year in which they would end."""

    general: int = Field(ge=2)
    periodic: int = Field(ge=2)
    basis: str


class FormerTerms(Model):
    """The terms in years of claims due until a day; they end on the day that matches the first one."""

    until: date
    general: int = Field(ge=1)
    periodic: int = Field(ge=1)
    basis: str
    certainty: Certainty
    source: Source


class Transition(Model):
    """The rule for claims that were due under the former terms and not yet limited when the current ones began."""

    basis: str
    certainty: Certainty
    source: Source


class LimitationRules(Model):
    """Limitation as the library knows it."""

    id: str
    sha256: str
    title: str
    verified_on: date
    current: CurrentTerms
    former: FormerTerms
    transition: Transition

    @model_validator(mode="after")
    def _without_gap(self) -> Self:
        if self.former.until + timedelta(days=1) != self.current.since:
            raise ValueError(f"terms until {self.former.until} and from {self.current.since} leave a gap or overlap")
        return self


@cache
def limitation_rules() -> LimitationRules:
    """The terms of limitation as shipped with the library, loaded once."""
    return shipped("limitation_terms.toml", LimitationRules)

"""The facts from which costs are worked out: announced averages, the powiat's own rates, costs of families."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from piecza.dates import Span, month_of
from piecza.law.benefit_rates import MonthlyBenefit
from piecza.model import Amount, Day, Identifier, Model, refuse

BASIS = "art. 196 ust. 4"

LAST_MONTH_TO_PUBLISH = 3
"""Averages are published by 31 March (art. 196 ust. 3), so those of the year are in force from April at the latest."""


class Announcement(Model):
    """What a month in a facility costs on average, as announced in the official journal (art. 196 ust. 3).

    ``published`` is the day of publication, from which the day it takes effect follows; ``effective`` is that day where
    it is known otherwise, and then counts. One of them is given. From ``repealed`` on it is not in force, if ever it
    was.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": [name], "properties": {name: {"type": "string"}}} for name in ("published", "effective")
            ]
        }
    )

    facility: Identifier
    amount: Amount
    effective: Day | None = None
    published: Annotated[Day | None, Field(validate_default=True)] = None
    repealed: Day | None = None

    @field_validator("published")
    @classmethod
    def _some_day(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day is None and info.data.get("effective", ...) is None:
            raise refuse("announcement_day_missing")
        return day

    @property
    def in_force_from(self) -> date:
        """The day from which it counts: the one given, or the first of the month after its publication."""
        if self.effective:
            return self.effective
        assert self.published, "an announcement has a day"
        return by_rule(self.published)


def by_rule(published: date) -> date:
    """The day on which an announcement takes effect: the first of the month after its publication (art. 196 ust. 4)."""
    return date.fromordinal(month_of(published.toordinal()).span.last + 1)


class PowiatRate(Model):
    """What a powiat pays for a benefit in its own right (art. 91), from ``start`` to ``end``.

    Without ``end`` it holds until the powiat's next amount for the benefit. It also stands for a statutory amount that
    the library does not know.
    """

    benefit: MonthlyBenefit
    start: Day
    end: Day | None = None
    amount: Amount


FamilyKind = Literal["wages", "lodging", "renovation", "relief_family", "coordinator"]


class FamilyCost(Model):
    """One amount spent on a family for the days from ``start`` to ``end``.

    It is divided among the children who were in the family on those days, or among those of them that ``children``
    names by their identifiers.
    """

    family: Identifier
    kind: FamilyKind
    start: Day
    end: Day
    amount: Amount
    children: Annotated[tuple[Identifier, ...], Field(min_length=1)] | None = None

    @property
    def span(self) -> Span:
        """The days it is for."""
        return Span(self.start.toordinal(), self.end.toordinal())

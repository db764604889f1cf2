"""The monthly amounts of art. 80, 81 and 85 as dated data: what is known of them, from when, and how surely.

They are minimums (art. 91). A day for which no amount is known has an answer of its own, which says why; the newest
amounts end with the day to which they are known to hold.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from piecza.dates import FIRST_DAY
from piecza.errors.problems import InputError, Problem, hint, problem
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.law.dated import Certainty, DatedLaw, Source, shipped
from piecza.model import Amount, Day, Model

Allowance = Literal["allowance_related", "allowance_other"]
"""What a family gets for every child (art. 80 ust. 1)."""
SupplementBenefit = Literal["supplement_disability", "supplement_minor_offender"]
"""What it gets besides for some children (art. 81)."""
Wage = Literal["minimum_wage_professional", "minimum_wage_emergency"]
"""What a professional family earns at least (art. 85)."""
MonthlyBenefit = Literal[Allowance, SupplementBenefit]
Benefit = Literal[MonthlyBenefit, Wage]

ACT_IN_FORCE = date(2012, 1, 1)


class Rate(Model):
    """A statutory monthly minimum, from ``start`` to ``end``, both inclusive.

    ``end`` is the day before the next amount, and of the newest the last day to which it is known to hold.
    ``certainty`` says how sure the amount is, ``act`` and ``url`` where it was read.
    """

    benefit: Benefit
    basis: str
    start: Day
    end: Day
    amount: Amount
    certainty: Certainty
    act: str
    url: str
    note: Text | None = None


class UnknownRate(Model):
    """Days from ``start`` to ``end`` (None: on and on) for which the library knows no amount, and why."""

    benefit: Benefit
    start: Day
    end: Day | None = None
    reason: Text

    def problem(self, day: date, path: str = "", value: object = None) -> Problem:
        """The error that asks for the amount of a day of it."""
        where = f" ({path})" if path else ""
        return problem("rate_unknown", path, value, benefit=self.benefit, day=day, where=where, reason=self.reason)


class _DatedAmount(Model):
    since: date = Field(alias="from")
    amount: Amount | None = None
    unknown: Text | None = None
    certainty: Certainty | None = None
    source: str | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _known_or_not(self) -> Self:
        known = (self.amount, self.certainty, self.source)
        if any(part is None for part in known) if self.unknown is None else any(known):
            raise ValueError(f"the entry from {self.since} is neither an amount with its source nor unknown")
        return self


class _Benefit(Model):
    name: Benefit
    basis: str
    forms: tuple[str, ...] = ()
    amounts: tuple[_DatedAmount, ...] = Field(min_length=1)


class Rates(DatedLaw):
    """All statutory amounts that the library knows."""

    sources: dict[str, Source]
    benefits: tuple[_Benefit, ...]

    @model_validator(mode="after")
    def _covers_every_day_once(self) -> Self:
        forms = [form for benefit in self.benefits for form in benefit.forms]
        if len(forms) != len(set(forms)):
            raise ValueError("a form stands in two benefits")
        for benefit in self.benefits:
            days = [entry.since for entry in benefit.amounts]
            if days[0] != ACT_IN_FORCE:
                raise ValueError(f"{benefit.name} begins on {days[0]}, the Act on {ACT_IN_FORCE}")
            for before, after in pairwise([*days, self.verified_until + timedelta(days=1)]):
                if before >= after:
                    raise ValueError(f"{benefit.name}: {after} does not come after {before}")
            missing = {entry.source for entry in benefit.amounts if entry.source} - self.sources.keys()
            if missing:
                raise ValueError(f"{benefit.name}: no source {missing}")
        return self

    @cached_property
    def benefit_of_form(self) -> dict[str, str]:
        """The allowance that a form of family care gets; a form that gets none is missing."""
        return {form: benefit.name for benefit in self.benefits for form in benefit.forms}

    @cached_property
    def history(self) -> dict[str, tuple[Rate | UnknownRate, ...]]:
        """By benefit, in order: every amount and every gap, from before the Act to days without end."""
        return {benefit.name: tuple(self._of(benefit)) for benefit in self.benefits}

    def _of(self, benefit: _Benefit) -> list[Rate | UnknownRate]:
        day = timedelta(days=1)
        before = UnknownRate(benefit=benefit.name, start=FIRST_DAY, end=ACT_IN_FORCE - day, reason=_BEFORE_THE_ACT)
        history: list[Rate | UnknownRate] = [before]
        ends = [*(entry.since - day for entry in benefit.amounts[1:]), self.verified_until]
        for entry, end in zip(benefit.amounts, ends, strict=True):
            if entry.unknown:
                gap = UnknownRate(benefit=benefit.name, start=entry.since, end=end, reason=entry.unknown)
                history.append(gap)
            else:
                assert entry.amount is not None, "an entry says that it is unknown or has an amount"
                assert entry.certainty, "an amount says how sure it is"
                assert entry.source, "an amount names its source"
                source = self.sources[entry.source]
                history.append(
                    Rate(
                        benefit=benefit.name,
                        start=entry.since,
                        end=end,
                        basis=benefit.basis,
                        amount=entry.amount,
                        certainty=entry.certainty,
                        act=source.act,
                        url=source.url,
                        note=entry.note,
                    )
                )
        later = UnknownRate(benefit=benefit.name, start=self.verified_until + day, reason=self._not_verified)
        return [*history, later]

    @cached_property
    def _not_verified(self) -> Text:
        return Text(pl="kwoty sprawdzono do ", en="the amounts were verified until ") + written_day(self.verified_until)

    def at(self, benefit: str, day: date) -> Rate | UnknownRate:
        """What is known of a benefit on a day."""
        history = self.history[benefit]
        return next((entry for entry in reversed(history) if entry.start <= day), history[0])


_BEFORE_THE_ACT = Text(pl="ustawa obowiązuje od 01.01.2012", en="the Act has been in force since 1 January 2012")


class RatesDocument(Model):
    """The document `piecza.rates/1`: amounts, and the days for which none is known."""

    schema_: Annotated[Literal["piecza.rates/1"], Field(alias="schema")] = "piecza.rates/1"
    id: str
    sha256: str
    verified_on: Day
    verified_until: Day
    rates: tuple[Rate, ...]
    unknown: tuple[UnknownRate, ...]


@cache
def statutory_rates() -> Rates:
    """The statutory rates as shipped with the library, loaded once."""
    return shipped("benefit_rates.toml", Rates)


def rates() -> tuple[Rate | UnknownRate, ...]:
    """The whole history of the statutory monthly minimums (art. 80, 81 and 85), and the days for which none is known.

    Benefit by benefit, in order of time; every day since 1 January 2012 stands in exactly one entry of each.
    """
    return tuple(entry for history in statutory_rates().history.values() for entry in history[1:])


def rate(benefit: str, day: date) -> Rate:
    """The statutory monthly minimum of a benefit on a day (art. 80, 81 or 85).

    Benefits are ``allowance_related``, ``allowance_other``, ``supplement_disability``, ``supplement_minor_offender``,
    ``minimum_wage_professional`` and ``minimum_wage_emergency``. InputError where there is no such benefit, and where
    the library does not know the amount of that day: it then asks for it and never gives the last one it knew.
    """
    at = statutory_rates().at(known_benefit(benefit), day)
    if isinstance(at, UnknownRate):
        raise InputError([at.problem(day, value=day)])
    return at


def known_benefit(name: str) -> str:
    """The name of a benefit. InputError where there is no such benefit."""
    options = statutory_rates().history
    if name not in options:
        raise InputError([problem("unknown_benefit", "", name, options=", ".join(options), hint=hint(name, options))])
    return name


def rates_document(entries: Sequence[Rate | UnknownRate]) -> RatesDocument:
    """Amounts and gaps as the document `piecza.rates/1`."""
    data = statutory_rates()
    return RatesDocument(
        id=data.id,
        sha256=data.sha256,
        verified_on=data.verified_on,
        verified_until=data.verified_until,
        rates=tuple(entry for entry in entries if isinstance(entry, Rate)),
        unknown=tuple(entry for entry in entries if isinstance(entry, UnknownRate)),
    )

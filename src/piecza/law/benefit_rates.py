"""The monthly amounts of art. 80, 81 and 85 as dated data: what is known of them, from when, and how surely.

They are minimums (art. 91). A day for which no amount is known has an answer of its own, which says why. The newest
amounts hold to one day as they were read, to another as inferred; from the day after it another amount is expected.
"""

from datetime import date, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from piecza.dates import FIRST_DAY, LAST_DAY
from piecza.errors.law_texts import RATE_ADVICE
from piecza.errors.problems import Problem, problem
from piecza.language.glossary import BENEFITS
from piecza.language.text import Text, Words
from piecza.language.writing import capital, period, written_day
from piecza.law.dated import Certainty, DatedLaw, Entry, Expectation, Inference, Source, shipped
from piecza.law.held import Held, of_entries, overlaid
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

    The newest amounts hold to one day as they were read and to another as inferred, in an entry each. ``certainty``
    says how sure the amount is, ``act`` and ``url`` where it was read.
    """

    benefit: Benefit
    basis: str
    start: Day
    end: Day
    amount: Amount
    certainty: Certainty
    act: str
    url: str | None = None
    note: Text | None = None

    @property
    def worth(self) -> str:
        """Its amount."""
        return str(self.amount)


class UnknownRate(Model):
    """Days from ``start`` to ``end`` (None: on and on) for which the library knows no amount, and why.

    ``expected``: another amount should exist since, and is not known.
    """

    benefit: Benefit
    start: Day
    end: Day | None = None
    reason: Text
    expected: bool = False

    @property
    def worth(self) -> None:
        """It has none."""
        return

    def problem(self, first: date, last: date, path: str = "", value: object = None, whom: Words = "") -> Problem:
        """The error that asks for the amount of days of it; ``whom`` says for which child and placement."""
        since = self.start if self.expected else first
        entry = f'[[amounts]]\nbenefit = "{self.benefit}"\nfrom = {since}\namount = "…"\n'
        expected = Text(pl="oczekiwana jest nowa kwota", en="a new amount is expected")
        fault = problem(
            "rate_unknown",
            path,
            value,
            benefit=self.benefit,
            what=BENEFITS[self.benefit],
            days=written_day(first) if first == last else period(first, last),
            whom=whom,
            reason=expected if self.expected else self.reason,
        )
        entry += 'source = { act = "M.P. … poz. …" }'
        if self.start < ACT_IN_FORCE:
            return fault
        return fault._replace(advice=RATE_ADVICE.fill(reason=capital(self.reason), entry=entry))


Known = Rate | UnknownRate
"""What is known of a benefit on some days: its amount, or that there is none and why."""


class DatedAmount(Model):
    """An amount from a day until the next one, and where it was read; or that it is unknown, and why."""

    benefit: Benefit
    since: Day = Field(alias="from")
    amount: Amount | None = None
    unknown: Text | None = None
    certainty: Certainty | None = None
    source: Source | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _known_or_not(self) -> Self:
        known = (self.amount, self.certainty, self.source)
        if any(part is None for part in known) if self.unknown is None else any(known):
            raise ValueError(f"the entry from {self.since} is neither an amount with its source nor unknown")
        return self


class OwnAmount(Entry):
    """An amount that the caller adds (art. 80, 81, 85), from a day on.

    Without ``until`` it holds until the caller's next one, and no longer than amounts can: to 31 May (art. 86).
    """

    benefit: Benefit
    amount: Amount

    @property
    def worth(self) -> str:
        """Its amount."""
        return str(self.amount)

    @property
    def end(self) -> date:
        """The last day on which it holds, unless the next one begins before."""
        may = date(self.since.year, 5, 31)
        return self.until or (may if self.since <= may else date(self.since.year + 1, 5, 31))


class _Benefit(Model):
    name: Benefit
    basis: str
    forms: tuple[str, ...] = ()


class Rates(DatedLaw):
    """All statutory amounts that the library knows, and ``own``: those that the caller adds, in order of time."""

    inferred: Inference
    expected: Expectation
    benefits: tuple[_Benefit, ...]
    amounts: tuple[DatedAmount, ...]
    own: tuple[OwnAmount, ...] = ()

    @model_validator(mode="after")
    def _covers_every_day_once(self) -> Self:
        forms = [form for benefit in self.benefits for form in benefit.forms]
        if len(forms) != len(set(forms)):
            raise ValueError("a form stands in two benefits")
        if self.inferred.until <= self.verified_until or self.expected.since != self.inferred.until + _DAY:
            raise ValueError("what is expected does not follow what is inferred, or that not what was read")
        for benefit in self.benefits:
            days = [entry.since for entry in self.amounts if entry.benefit == benefit.name]
            if days[:1] != [ACT_IN_FORCE]:
                raise ValueError(f"{benefit.name} begins on {days[:1]}, the Act on {ACT_IN_FORCE}")
            for before, after in pairwise([*days, self.verified_until + _DAY]):
                if before >= after:
                    raise ValueError(f"{benefit.name}: {after} does not come after {before}")
        return self

    @cached_property
    def benefit_of_form(self) -> dict[str, str]:
        """The allowance that a form of family care gets; a form that gets none is missing."""
        return {form: benefit.name for benefit in self.benefits for form in benefit.forms}

    @cached_property
    def history(self) -> dict[str, tuple[Known, ...]]:
        """By benefit, in order: every amount and every gap, from before the Act to days without end."""
        return {benefit.name: tuple(self._with_own(benefit)) for benefit in self.benefits}

    def _with_own(self, benefit: _Benefit) -> list[Known]:
        """What the library knows, and over it the caller's amounts where they say otherwise or fill a gap."""
        known = [Held(entry.start, entry.end or LAST_DAY, entry) for entry in self._shipped(benefit)]
        history = [_cut(*held) for held in overlaid(known, self.own_days(benefit.name))]
        for before, after in pairwise(history):
            if isinstance(after, UnknownRate) and after.expected and before.end and before.end > self.inferred.until:
                history[-1] = after.model_copy(update={"reason": _AFTER_OWN.fill(day=written_day(before.end))})
        return history

    def own_days(self, benefit: str) -> list[Held[Known]]:
        """The amounts that the caller adds to a benefit, with the days of each."""
        basis = next(known.basis for known in self.benefits if known.name == benefit)
        own = of_entries([entry for entry in self.own if entry.benefit == benefit], lambda entry: entry.end)
        return [Held(since, until, _rate(entry, basis, until)) for since, until, entry in own]

    def _shipped(self, benefit: _Benefit) -> list[Known]:
        name, amounts = benefit.name, [entry for entry in self.amounts if entry.benefit == benefit.name]
        history: list[Known] = [
            UnknownRate(benefit=name, start=FIRST_DAY, end=ACT_IN_FORCE - _DAY, reason=_BEFORE_THE_ACT)
        ]
        ends = [*(entry.since - _DAY for entry in amounts[1:]), self.verified_until]
        history += [_known(benefit, entry, end) for entry, end in zip(amounts, ends, strict=True)]
        newest = history[-1]
        if isinstance(newest, Rate):
            sure = newest.certainty if newest.certainty == "weak" else "inferred"
            days = {"start": self.verified_until + _DAY, "end": self.inferred.until}
            history.append(newest.model_copy(update={**days, "certainty": sure, "note": self.inferred.reason}))
        else:
            history[-1] = newest.model_copy(update={"end": self.inferred.until})
        expected = self.expected
        return [*history, UnknownRate(benefit=name, start=expected.since, reason=expected.reason, expected=True)]

    def at(self, benefit: str, day: date) -> Known:
        """What is known of a benefit on a day."""
        history = self.history[benefit]
        return next((entry for entry in reversed(history) if entry.start <= day), history[0])


def _known(benefit: _Benefit, entry: DatedAmount, end: date) -> Known:
    if entry.unknown:
        return UnknownRate(benefit=benefit.name, start=entry.since, end=end, reason=entry.unknown)
    assert entry.amount is not None, "an entry says that it is unknown or has an amount"
    assert entry.certainty, "an amount says how sure it is"
    assert entry.source, "an amount names its source"
    return Rate(
        benefit=benefit.name,
        start=entry.since,
        end=end,
        basis=benefit.basis,
        amount=entry.amount,
        certainty=entry.certainty,
        act=entry.source.act,
        url=entry.source.url,
        note=entry.note,
    )


def _rate(own: OwnAmount, basis: str, end: date) -> Rate:
    """An amount of the caller's as it is known."""
    return Rate(
        benefit=own.benefit,
        start=own.since,
        end=end,
        basis=basis,
        amount=own.amount,
        certainty=own.certainty,
        act=own.source.act,
        url=own.source.url,
        note=_REPLACES.fill(reason=own.replaces) if own.replaces else None,
    )


def _cut(first: date, last: date, known: Known) -> Known:
    """What is known, for as many of its days as are left."""
    if isinstance(known, Rate):
        return known.model_copy(update={"start": first, "end": last})
    return known.model_copy(update={"start": first, "end": None if last == LAST_DAY else last})


_DAY = timedelta(days=1)
_AFTER_OWN = Text(
    pl="kwota z własnego prawa obowiązuje do {day}, a potem kwoty mogą być inne (art. 86 ust. 2–3)",
    en="the amount of your own law holds until {day}, and amounts may change then (art. 86 ust. 2–3)",
)
_REPLACES = Text(pl="inaczej niż w bibliotece, bo: {reason}", en="otherwise than the library, because: {reason}")
_BEFORE_THE_ACT = Text(pl="ustawa obowiązuje od 01.01.2012", en="the Act has been in force since 1 January 2012")


@cache
def statutory_rates() -> Rates:
    """The statutory rates as shipped with the library, loaded once."""
    return shipped("benefit_rates.toml", Rates)

"""What is known of a child's residence before it was placed: the facts by which the paying gmina is told.

Codes and days, no addresses. Where a child resides is for whoever gives the facts to say (KC art. 25–28).
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from piecza.case.documents import fields_of
from piecza.errors.problems import Problem, problem
from piecza.model import Day, GminaCode, Model


class DatedGmina(Model):
    """A gmina by its TERC code and the days on which a child resided, or was registered, there; both are inclusive.

    Without ``end`` it has not ended.
    """

    gmina: GminaCode
    start: Day
    end: Day | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.start <= day and (self.end is None or day <= self.end)


class EarlierStay(Model):
    """A stay before the one asked about: its first day, and how it ended; without ``ended_by`` that is not known."""

    start: Day
    ended_by: Literal["return_home", "adoption", "adulthood", "other"] | None = None


class GminaFacts(Model):
    """What is known of a child placed on ``placed``, the first day of the stay asked about.

    ``earlier`` are all its stays before, in order of time: empty where ``placed`` is the first placement, left out
    where that is not known. ``residences`` and ``registrations`` (for permanent stay) are those that are known;
    ``residence_not_established`` and ``registration_not_established`` say that the one which matters cannot be
    established, which is more than that it is not known yet. ``court`` is the gmina of the seat of the court that
    ordered the placement which decides.
    """

    placed: Day
    earlier: tuple[EarlierStay, ...] | None = None
    residences: tuple[DatedGmina, ...] = ()
    residence_not_established: bool = False
    registrations: tuple[DatedGmina, ...] = ()
    registration_not_established: bool = False
    court: GminaCode | None = None


FACT_FIELDS = fields_of(GminaFacts, EarlierStay, DatedGmina)
"""The names of their fields."""


def flaws_of_facts(facts: GminaFacts) -> Iterator[Problem]:
    """All that is wrong in the order of the days: stays out of order, what ends before it starts."""
    starts = [(f"earlier[{index}].start", stay.start) for index, stay in enumerate(facts.earlier or ())]
    before: date | None = None
    for path, start in [*starts, ("placed", facts.placed)]:
        if before and start <= before:
            yield problem("stays_out_of_order", path, start, previous_start=before)
        before = start
    for name, gminas in (("residences", facts.residences), ("registrations", facts.registrations)):
        for index, dated in enumerate(gminas):
            if dated.end and dated.end < dated.start:
                yield problem("end_before_start", f"{name}[{index}].end", dated.end, start=dated.start)

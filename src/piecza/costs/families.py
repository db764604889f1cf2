"""A family's costs: what is spent on a family as a whole, divided among the children in it (art. 191 ust. 7, art. 192).

Wages with on-costs, a relief family and a coordinator are divided "proporcjonalnie do liczby dzieci"; the Act does not
say on which day the children are counted, or whether each counts by its days (``wage_apportionment``). It does not say
at all how lodging and renovation are split (``lodging_split``). A child's part is an expense of its own over its days
in that family, and the parts add up to the whole to the grosz.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from piecza.case.cost_facts import FamilyCost
from piecza.case.presence import Presence, runs_by_child, weight_of
from piecza.dates import Span
from piecza.law.act import Act
from piecza.money import shared, to_grosze
from piecza.readings import READINGS, Readings


class ChildPart(NamedTuple):
    """A child's part of a family's cost: its days in the family, and the amount of each run of them in grosze."""

    child: int
    weight: int
    grosze: int
    runs: tuple[tuple[int, Span, int], ...]
    """The stay, the days and their amount."""

    @property
    def days_there(self) -> int:
        """How many days of the cost the child is in the family."""
        return sum(days.days for _, days, _ in self.runs)


class Division(NamedTuple):
    """How one cost of a family falls to the children in it, in the order of the document."""

    option: str
    parts: tuple[ChildPart, ...]

    @property
    def weight(self) -> int:
        """What the children's weights add up to: heads, or days."""
        return sum(part.weight for part in self.parts)


def option_of(cost: FamilyCost, readings: Readings, act: Act) -> str:
    """The option by which a cost is divided; of a reading that was not chosen the first."""
    name = act.dividing_reading(cost.kind)
    return getattr(readings, name) or READINGS[name].options[0]


def divide(cost: FamilyCost, there: Sequence[Presence], option: str) -> Division | None:
    """A cost divided among who is there (see `there_for`); None where one it is for is missing, or nobody counts."""
    by_child = runs_by_child(there)
    weights = [weight_of(runs, cost, option) for runs in by_child.values()]
    if not any(weights) or len(by_child) < len(set(cost.children or ())):
        return None
    amounts = shared(to_grosze(cost.amount), weights)
    return Division(
        option,
        tuple(
            ChildPart(child, weight, grosze, tuple(_over_days(runs, grosze)))
            for (child, runs), weight, grosze in zip(by_child.items(), weights, amounts, strict=True)
        ),
    )


def _over_days(runs: Sequence[Presence], grosze: int) -> Iterator[tuple[int, Span, int]]:
    """A child's part over the runs of its days, in proportion to them."""
    amounts = shared(grosze, [run.days.days for run in runs])
    for run, amount in zip(runs, amounts, strict=True):
        yield run.stay, run.days, amount


def idle_days(cost: FamilyCost, there: Sequence[Presence]) -> int:
    """How many days of a cost have nobody of `there_for` in the family."""
    count, reached = 0, cost.span.first - 1
    for days in sorted(presence.days for presence in there):
        count += max(0, days.first - reached - 1)
        reached = max(reached, days.last)
    return count + cost.span.last - reached

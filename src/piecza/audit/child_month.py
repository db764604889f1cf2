"""A child's month whose charge is to be explained, what a guess at the reason is, and its facts as they are written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import FigurePart, Item, Items, Level, Mode, Slip
from piecza.case.child import Child
from piecza.costs.costing import Costing
from piecza.dates import Month, Span
from piecza.language.text import Text
from piecza.language.writing import percent, written_day, zlote
from piecza.money import from_text
from piecza.readings import Readings
from piecza.rule.base import monthly_base
from piecza.rule.clock import Timed
from piecza.rule.share import MonthDays, divisor_of

Facts = Mapping[str, object]
"""The named figures of a finding or of a guess at one."""


class Guess(NamedTuple):
    """A possible reason for a month's amount: the costs as somebody may have worked them out.

    ``facts`` are the named figures of the code.
    """

    code: Code
    facts: Facts
    items: Items


class Slipped(NamedTuple):
    """A possible reason that lies in how the sum was rounded or written, not in the costs."""

    code: Code
    facts: Facts
    mode: Mode = "half_up"
    slip: Slip | None = None


@dataclass(frozen=True)
class ChildMonth:
    """A month of a child under some settled readings: what the gmina owes for it, and the facts behind that.

    ``items`` are the costs that are compared; ``stays`` are the child's stays with their clocks.
    """

    costing: Costing
    index: int
    month: Month
    readings: Readings
    stays: list[Timed]
    items: Items

    @property
    def child(self) -> Child:
        """The child."""
        return self.costing.case.children[self.index]

    @cached_property
    def _month_days(self) -> MonthDays:
        return MonthDays.of(self.month)

    @cached_property
    def days(self) -> Span:
        """The days of the month."""
        return self.month.span

    @cached_property
    def percents(self) -> tuple[int, ...]:
        """The percentages of the bands, in order (art. 191 ust. 9 pkt 1–3)."""
        return self.costing.law.act.percents(self.days.last)

    def percent(self, day: int, band: int) -> int:
        """The percentage of a band on a day (an ordinal), of the last one where there are fewer."""
        percents = self.costing.law.act.percents(day)
        return percents[min(band, len(percents)) - 1]

    @property
    def level(self) -> Level:
        """Where amounts are rounded."""
        return self.readings.rounding

    def stay_on(self, day: int) -> Timed | None:
        """The stay that includes a day."""
        return next((stay for stay in self.stays if stay.days.first <= day <= stay.days.last), None)

    def divisor(self, item: Item) -> int:
        """The number of days by which a part of the month is divided."""
        stay = self.stay_on(item.first)
        return divisor_of(self._month_days, stay.days if stay else self.days, self.readings)

    def with_base(self, item: Item, rate: int, first: int, last: int, parts: tuple[FigurePart, ...]) -> Item:
        """A monthly cost over other days or at another rate, under the readings (see `monthly_base`)."""
        days, month_days, divisor = last - first + 1, self.days.days, self.divisor(item)
        base = monthly_base(rate, item.form, days, month_days=month_days, divisor=divisor, readings=self.readings)
        return item._replace(rate=rate, base=base.grosze, parts=parts, exact=base.exact)

    def with_items(self, items: Items) -> "ChildMonth":
        """The same month with other costs."""
        return replace(self, items=items)

    def replaced(self, at: int, item: Item | None) -> Items:
        """The items with the one at a place replaced or (None) left out."""
        return (*self.items[:at], *((item,) if item else ()), *self.items[at + 1 :])


def written(day: int) -> str:
    """A day (an ordinal) as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def day_of(facts: Facts, name: str) -> Text:
    """A day among the facts, as it stands in a sentence."""
    return written_day(date.fromisoformat(str(facts[name])))


def money_of(facts: Facts, name: str) -> Text:
    """An amount among the facts, as it stands in a sentence."""
    return zlote(from_text(str(facts[name])) or 0)


def percent_of(facts: Facts, name: str) -> Text:
    """A percentage among the facts, as it stands in a sentence."""
    return percent(int(str(facts[name])))

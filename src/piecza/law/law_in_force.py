"""The law under which something is worked out: all dated data together, an argument of whatever depends on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from piecza.dates import FIRST_DAY, LAST_DAY
from piecza.law.act import Act, ExemptionRule, NoExemption, art_191
from piecza.law.benefit_rates import Rates, statutory_rates
from piecza.law.budget_classification import Classifications, budget_classifications
from piecza.law.consolidated_texts import ConsolidatedTexts, consolidated_texts
from piecza.law.dated import LawStamp
from piecza.law.held import Held, in_order
from piecza.law.interest_rates import InterestRates, interest_rates
from piecza.law.own_entries import OwnLaw

_DAY = timedelta(days=1)


class LawValue(NamedTuple):
    """What the law says on some days, both inclusive: in which table, of what, and in short (None: nothing)."""

    table: str
    name: str
    first: date
    last: date
    worth: str | None


@dataclass(frozen=True, slots=True)
class Law:
    """The dated data of the Act and of what stands beside it; ``own`` are the entries that a caller added."""

    act: Act
    rates: Rates
    interest: InterestRates
    classifications: Classifications
    texts: ConsolidatedTexts
    own: OwnLaw | None = None

    @property
    def stamp(self) -> LawStamp:
        """What names it in a result: art. 191, and the hash of the caller's entries."""
        return self._with_own(self.act.stamp)

    @property
    def rates_stamp(self) -> LawStamp:
        """What names the statutory rates in a result, likewise."""
        return self._with_own(self.rates.stamp)

    def _with_own(self, stamp: LawStamp) -> LawStamp:
        return {**stamp, "own": self.own.sha256} if self.own else stamp

    def histories(self) -> Iterator[tuple[str, str, list[Held[Any]]]]:
        """What holds on which days, table by table: the table, of what it speaks, and its values in order of time."""
        for benefit, history in self.rates.history.items():
            yield "amounts", benefit, [Held(entry.start, entry.end or LAST_DAY, entry) for entry in history]
        yield "interest", "interest_for_delay", list(self.interest.history)
        yield "texts", "act", list(self.texts.history)
        yield "classifications", "classification", list(self.classifications.history)
        yield "bands", "percent", [Held(bands.since, bands.until or LAST_DAY, bands) for bands in self.act.bands]
        for rule in self.act.exemptions:
            none = NoExemption(rule.certainty, rule.source)
            turns: list[tuple[date, ExemptionRule | NoExemption]] = [(FIRST_DAY, none), (rule.since, rule)]
            days = in_order(turns, rule.until or LAST_DAY)
            days += [Held(rule.until + _DAY, LAST_DAY, none)] if rule.until else []
            for ground in rule.grounds:
                yield "exemptions", ground, days

    def values(self, first: date, last: date) -> list[LawValue]:
        """What it says on some days, table by table, each value once for the days on which it does not change."""
        values: list[LawValue] = []
        for table, name, history in self.histories():
            for held in history:
                days = held.within(first, last)
                if days.first > days.last:
                    continue
                if values and values[-1][:2] == (table, name) and values[-1].worth == held.worth:
                    values[-1] = values[-1]._replace(last=days.last)
                else:
                    values.append(LawValue(table, name, days.first, days.last, held.worth))
        return values


@cache
def shipped_law() -> Law:
    """The law as shipped with the library, loaded once."""
    return Law(art_191(), statutory_rates(), interest_rates(), budget_classifications(), consolidated_texts())

"""The law under which something is worked out: all dated data together, an argument of whatever depends on them."""

from dataclasses import dataclass
from functools import cache

from piecza.law.act import Act, art_191
from piecza.law.benefit_rates import Rates, statutory_rates
from piecza.law.interest_rates import InterestRates, interest_rates


@dataclass(frozen=True, slots=True)
class Law:
    """The dated data of the Act and of what stands beside it: art. 191, the statutory rates, interest for delay."""

    act: Act
    rates: Rates
    interest: InterestRates


@cache
def shipped_law() -> Law:
    """The law as shipped with the library, loaded once."""
    return Law(art_191(), statutory_rates(), interest_rates())

"""What an audit says of a charge: due, charged, the difference, and findings that reproduce what was charged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from piecza.audit.codes import Code
from piecza.audit.sentences import said
from piecza.dates import Month
from piecza.language.messages import Message
from piecza.money import half_up, to_decimal
from piecza.rule.past_charge import PastCharge

Level = Literal["segment", "line", "child_month"]
"""Where an amount is rounded, as the reading ``rounding`` has it."""

Mode = Literal["half_up", "half_even", "down", "up", "whole_zloty"]
"""How an amount was rounded: half up to a grosz as it should be; halves to the even grosz; down or up to a grosz; half
up to a whole złoty."""


class Slip(NamedTuple):
    """What happened to a sum on its way to the paper.

    ``swapped``: the digit at ``number``, counted from the last grosz on, changed places with the one before it;
    ``shifted``: the decimal point moved ``number`` places to the right; ``times``: it was counted ``number`` times;
    ``off``: it is ``number`` grosze more, or less.
    """

    kind: Literal["swapped", "shifted", "times", "off"]
    number: int


class Step(NamedTuple):
    """A part of the figures: base × days ÷ of × percent, in grosze.

    ``line`` numbers the costs of a child and month: under ``line`` rounding the steps of a line are rounded together,
    under ``child_month`` all of the child and month. ``grosze`` is what the step comes to where it is rounded itself.
    """

    child: str
    month: Month
    line: int
    kind: str
    base_grosze: int
    days: int
    of: int
    percent: int
    grosze: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Figures that reproduce an amount: the steps, where and how they are rounded, and what it is in grosze.

    ``slip`` says what then happened to the sum; None: nothing.
    """

    steps: tuple[Step, ...]
    level: Level
    mode: Mode
    slip: Slip | None
    grosze: int

    @property
    def amount(self) -> Decimal:
        """What the steps come to, in złote."""
        return to_decimal(self.grosze)


@dataclass(frozen=True, slots=True)
class Finding:
    """Why an amount is what it is: a stable code, and the evidence.

    ``facts`` are the named figures of the code (see the documentation of audits): the percentage and the day from which
    it was counted, the days, the rate, the readings, the other gmina. ``evidence`` is None where there is nothing to
    reproduce: `not_charged`, `unexplained`, and an amount for days without any stay that follows from no figures.
    """

    code: Code
    facts: Mapping[str, object] = field(default_factory=dict)
    evidence: Evidence | None = None

    @property
    def message(self) -> Message:
        """Its sentence."""
        return said(self.code, self.facts)


@dataclass(slots=True)
class Checked:
    """One thing that was compared: what a gmina owed for a child and some months, and what it was charged for them.

    ``child`` is None of totals of noty; then what it owed for all children that were not charged singly. ``kind`` is
    None where the costs are those of every kind that was not charged by itself. ``findings``: the likeliest first;
    those after it explain the amount as well.
    """

    child: str | None
    gmina: str
    first: Month
    last: Month
    kind: str | None
    due_grosze: int
    charged_grosze: int
    charged: tuple[PastCharge, ...]
    findings: tuple[Finding, ...]

    @property
    def due(self) -> Decimal:
        """What was owed, in złote."""
        return to_decimal(self.due_grosze)

    @property
    def amount(self) -> Decimal:
        """What was charged, in złote."""
        return to_decimal(self.charged_grosze)

    @property
    def difference_grosze(self) -> int:
        """Charged less due: above zero the gmina was charged too much. 0 where the register gives no cost."""
        return 0 if self.finding.code == "no_cost" else self.charged_grosze - self.due_grosze

    @property
    def difference(self) -> Decimal:
        """Charged less due, in złote."""
        return to_decimal(self.difference_grosze)

    @property
    def finding(self) -> Finding:
        """The likeliest finding."""
        return self.findings[0]


def rounded(numerator: int, denominator: int, mode: Mode) -> int:
    """A quotient as a number of grosze, rounded in some way; what is below zero as what is above it."""
    if numerator < 0:
        return -rounded(-numerator, denominator, mode)
    if mode == "half_up":
        return half_up(numerator, denominator)
    if mode == "whole_zloty":
        return half_up(numerator, denominator * 100) * 100
    down, rest = divmod(numerator, denominator)
    if mode == "half_even":
        return down + (2 * rest > denominator or (2 * rest == denominator and down % 2 == 1))
    return down + (mode == "up" and rest > 0)


def slipped(grosze: int, slip: Slip | None) -> int:
    """A sum after what happened to it. It has as many digits as the slip needs."""
    match slip:
        case None:
            return grosze
        case Slip("times", number):
            return grosze * number
        case Slip("off", number):
            return grosze + number
        case Slip("shifted", number):
            return grosze * 10**number if number > 0 else rounded(grosze, 10**-number, "half_up")
        case _:  # swapped
            digits = list(str(abs(grosze)).zfill(3))
            one, other = len(digits) - slip.number, len(digits) - slip.number - 1
            digits[one], digits[other] = digits[other], digits[one]
            return int("".join(digits)) * (-1 if grosze < 0 else 1)

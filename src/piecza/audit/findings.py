"""What an audit says of a charge: due, charged, the difference, and findings that reproduce what was charged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import Evidence
from piecza.audit.finding_kinds.finding_sentences import said
from piecza.dates import Month
from piecza.language.text import Text
from piecza.money import to_decimal
from piecza.rule.past_charge import PastCharge


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
    def message(self) -> Text:
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

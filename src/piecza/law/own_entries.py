"""What a caller may add to the law, in the grammar of the library's own files, and what names it in a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import to_json

from piecza.law.act import Bands, ExemptionRule
from piecza.law.benefit_rates import OwnAmount
from piecza.law.budget_classification import DatedClassification
from piecza.law.consolidated_texts import ConsolidatedText
from piecza.law.dated import hash_of
from piecza.law.interest_rates import OwnInterestRate
from piecza.model import Model

AnyEntry = OwnAmount | OwnInterestRate | ConsolidatedText | DatedClassification | Bands | ExemptionRule
"""An entry of any table."""


class OwnTables(Model):
    """The tables of a law of one's own, each as it stands in a file of the library.

    ``amounts`` are those of art. 80, 81 and 85, ``interest`` the rates of interest for delay, ``texts`` the
    consolidated texts of the Act, ``classifications`` the budget classification; ``bands`` the percentages by year of
    stay, and ``exemptions`` the days on which a ground exempts.
    """

    amounts: tuple[OwnAmount, ...] = ()
    interest: tuple[OwnInterestRate, ...] = ()
    texts: tuple[ConsolidatedText, ...] = ()
    classifications: tuple[DatedClassification, ...] = ()
    bands: tuple[Bands, ...] = ()
    exemptions: tuple[ExemptionRule, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """The entries that a caller adds to the law, of every table in order of time."""

    tables: OwnTables

    @property
    def sha256(self) -> str:
        """The hash of what they say: the same, however it is written down."""
        return hash_of(to_json(self.tables.model_dump(mode="json")))


def in_time(entries: Mapping[str, Sequence[AnyEntry]]) -> OwnLaw:
    """Entries by the names of their tables, each once, with every table in the order of time."""
    in_order = {
        name: sorted(dict.fromkeys(table), key=lambda entry: (entry.since, repr(entry)))
        for name, table in entries.items()
    }
    return OwnLaw(OwnTables.model_validate(in_order))

"""The result of an audit: what was compared, what was found, and what it comes to."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Annotated, NamedTuple, TypeVar

from pydantic import Field, computed_field

from piecza.audit.finding_codes import Code
from piecza.audit.findings import Checked
from piecza.dates import Month
from piecza.errors.problems import Notice
from piecza.language.text import Text
from piecza.language.writing import options
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law
from piecza.money import to_decimal
from piecza.readings import Readings

K = TypeVar("K", bound=str)


@dataclass(frozen=True, slots=True)
class Series:
    """All that one issuer charged (None: those that name none), and the readings that explain most of it.

    ``gminas`` are the codes of those that are charged at all under the same readings of the audit; none where all are.
    ``changes`` are the readings that its charges follow instead of those of the audit; empty where no others explain
    more. Of ``charges`` compared ``right`` are right as they are, ``right_then`` under the changes.
    """

    issuer: str | None
    gminas: tuple[str, ...]
    changes: Annotated[dict[str, str], Field(serialization_alias="readings")]
    charges: int
    right: int
    right_then: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def message(self) -> Text:
        """What that says."""
        text = Text(
            pl="{issuer}{gminas}: niezgodnych naliczeń jest {wrong} z {charges}; żadne inne wykładnie nie wyjaśniają "
            "ich więcej.",
            en="{issuer}{gminas}: {wrong} of {charges} charges are wrong; no other readings explain more of them.",
        )
        if self.changes:
            text = Text(
                pl="{issuer}{gminas} liczy według {readings}; niezgodnych pozostaje {wrong} z {charges} naliczeń.",
                en="{issuer}{gminas} works by {readings}; {wrong} of {charges} charges remain wrong.",
            )
        return text.fill(
            issuer=self.issuer or Text(pl="Wystawca", en="The issuer"),
            gminas=f" (gmina {', '.join(self.gminas)})" if self.gminas else "",
            readings=options(self.changes),
            wrong=self.charges - (self.right_then if self.changes else self.right),
            charges=self.charges,
        )


class Sums(NamedTuple):
    """How many charges were too high or too low, and by how much, in grosze."""

    charges: int = 0
    over_grosze: int = 0
    under_grosze: int = 0

    @classmethod
    def of(cls, wrong: Iterable[Checked]) -> "Sums":
        """The sums of some charges that are wrong."""
        differences = [checked.difference_grosze for checked in wrong]
        over = sum(max(difference, 0) for difference in differences)
        return cls(len(differences), over, over - sum(differences))

    @property
    def over(self) -> Decimal:
        """What was charged too much, in złote."""
        return to_decimal(self.over_grosze)

    @property
    def under(self) -> Decimal:
        """What was charged too little, in złote."""
        return to_decimal(self.under_grosze)


@dataclass(frozen=True, slots=True)
class Audit:
    """Past charges against what was due from ``first`` to ``last``: iterating gives every comparison.

    They stand in the order of children, gminas and months, totals of noty last. ``whole_law`` is the law under which
    they were audited. ``series`` says by which readings each issuer seems to work. ``readings`` are those of the audit,
    ``agreed`` those of the gminas with which others were agreed, by their codes. ``left_out`` names what was not looked
    at.
    """

    version: str
    whole_law: Law
    rates: LawStamp | None
    readings: Readings
    first: Month
    last: Month
    checked: tuple[Checked, ...]
    series: tuple[Series, ...]
    notices: tuple[Notice, ...]
    left_out: tuple[str, ...] = ()
    agreed: Mapping[str, Readings] = field(default_factory=dict)

    @property
    def law(self) -> LawStamp:
        """What names the law under which it was audited."""
        return self.whole_law.stamp

    def __iter__(self) -> Iterator[Checked]:
        return iter(self.checked)

    def __len__(self) -> int:
        return len(self.checked)

    def readings_for(self, code: str) -> Readings:
        """The readings under which a gmina's charges were audited, by its code or the first six digits of it."""
        return next((readings for gmina, readings in self.agreed.items() if gmina[:6] == code[:6]), self.readings)

    @property
    def wrong(self) -> tuple[Checked, ...]:
        """The comparisons with a finding other than `correct`."""
        return tuple(checked for checked in self.checked if checked.finding.code != "correct")

    @property
    def sums(self) -> Sums:
        """What was charged too much and too little in all."""
        return Sums.of(self.wrong)

    def by_year(self) -> dict[str, Sums]:
        """The same by the calendar year of the (first) month charged."""
        return self._by(lambda checked: str(checked.first.year))

    def by_child(self) -> dict[str, Sums]:
        """The same by child; totals of noty under an empty name."""
        return self._by(lambda checked: checked.child or "")

    def by_issuer(self) -> dict[str, Sums]:
        """The same by who charged it; what was not charged, and who is not named, under an empty name."""
        return self._by(lambda checked: next((charge.issuer for charge in checked.charged if charge.issuer), ""))

    def by_code(self) -> dict[Code, Sums]:
        """The same by the code of the likeliest finding."""
        return self._by(lambda checked: checked.finding.code)

    def _by(self, key: Callable[[Checked], K]) -> dict[K, Sums]:
        wrong = sorted(self.wrong, key=key)
        return {name: Sums.of(of_name) for name, of_name in groupby(wrong, key)}

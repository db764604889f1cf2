"""What comes out: charges with their lines and segments, and the document `piecza.charges/1`.

Amounts are kept in whole grosze and read as złote: ``charge.amount_grosze`` is an int, ``charge.amount`` the same as a
Decimal. Days are dates, both ends inclusive. An amount is None where a reading rounds at a level above it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NotRequired

from pydantic_core import to_json
from typing_extensions import TypedDict

from piecza.dates import Month
from piecza.errors.problems import Notice
from piecza.language.text import Text
from piecza.law.dated import LawStamp
from piecza.model import AmountText, IsoDay, IsoMonth
from piecza.money import to_decimal, to_text
from piecza.readings import Readings


@dataclass(slots=True)
class Segment:
    """Consecutive days of a line at one percent, band and provision (art. 191 ust. 9 or 10 pkt 1–3).

    At 0 % ``exempt`` says why: ``placed_before_2012`` (then ``band`` is None), a ground, ``emergency_care``, or
    ``coordinator`` under the reading that excludes it. Under ``coordinator: full`` the percent is 100 and ``band``
    None: the child's whole part is charged, whatever its year of stay.
    """

    start: date
    end: date
    days: int
    band: int | None
    percent: int
    basis: str
    exempt: str | None
    amount_grosze: int | None

    @property
    def amount(self) -> Decimal | None:
        """The gmina's share in złote; None where it is rounded above the segment."""
        return None if self.amount_grosze is None else to_decimal(self.amount_grosze)


@dataclass(slots=True)
class Line:
    """One monthly cost, or one expense, over its days in a month.

    ``source`` is its path in the case: what is given, or what it was worked out from. ``rate`` is the cost of a full
    month, None for an expense. ``base`` is the money spent for these days.
    """

    source: str
    kind: str
    form: str
    rate_grosze: int | None
    start: date
    end: date
    days: int
    base_grosze: int
    amount_grosze: int | None
    segments: tuple[Segment, ...]

    @property
    def rate(self) -> Decimal | None:
        """The cost of a full month in złote; None for an expense."""
        return None if self.rate_grosze is None else to_decimal(self.rate_grosze)

    @property
    def base(self) -> Decimal:
        """The money spent for these days in złote, rounded half up to a grosz."""
        return to_decimal(self.base_grosze)

    @property
    def amount(self) -> Decimal | None:
        """The gmina's share in złote; None where it is rounded above the line."""
        return None if self.amount_grosze is None else to_decimal(self.amount_grosze)


@dataclass(slots=True)
class Charge:
    """What a gmina owes for one child and month (*udział gminy*): the sum of its segments' shares."""

    child: str
    gmina: str
    month: Month
    base_grosze: int
    amount_grosze: int
    lines: tuple[Line, ...]

    @property
    def base(self) -> Decimal:
        """The money spent on the child in the month in złote: the sum of the lines' bases."""
        return to_decimal(self.base_grosze)

    @property
    def amount(self) -> Decimal:
        """The gmina's share in złote."""
        return to_decimal(self.amount_grosze)


class Total(TypedDict):
    """What one gmina owes for the months asked for."""

    gmina: str
    amount: str


class LineExplained(TypedDict):
    """How a line's base came about, and how its segments add up; ``origin`` where its cost was worked out."""

    origin: NotRequired[Text]
    base: Text
    amount: Text | None


class OtherOption(TypedDict):
    """What a charge would be under another option of a reading."""

    option: str
    amount: AmountText


class ReadingExplained(TypedDict):
    """A reading under which another option would give the charge another amount."""

    reading: str
    option: str
    instead: list[OtherOption]
    message: Text


class ChargeExplanation(TypedDict):
    """Since when a charge's stays run, how its lines add up, and the readings that mattered."""

    stays: list[Text]
    amount: Text
    readings: list[ReadingExplained]


class SegmentDocument(TypedDict):
    """A `Segment` in `piecza.charges/1`; where explained, with the years of stay of its first and last day."""

    start: IsoDay
    end: IsoDay
    days: int
    band: int | None
    percent: int
    basis: str
    exempt: str | None
    amount: AmountText | None
    years: NotRequired[list[int]]
    explanation: NotRequired[Text]


class LineDocument(TypedDict):
    """A `Line` in `piecza.charges/1`."""

    source: str
    kind: str
    form: str
    rate: AmountText | None
    start: IsoDay
    end: IsoDay
    days: int
    base: AmountText
    amount: AmountText | None
    segments: list[SegmentDocument]
    explanation: NotRequired[LineExplained]


class ChargeDocument(TypedDict):
    """A `Charge` in `piecza.charges/1`."""

    child: str
    gmina: str
    month: IsoMonth
    base: AmountText
    amount: AmountText
    lines: list[LineDocument]
    explanation: NotRequired[ChargeExplanation]


class ChargesDocument(TypedDict):
    """The document `piecza.charges/1`."""

    schema: Literal["piecza.charges/1"]
    version: str
    law: LawStamp
    readings: dict[str, str | None]
    first: IsoMonth
    last: IsoMonth
    charges: list[ChargeDocument]
    totals: list[Total]
    total: AmountText
    notices: list[Notice]
    rates: NotRequired[LawStamp]


@dataclass(slots=True)
class Charges:
    """All charges of a case for the months from ``first`` to ``last``, and how they came about.

    ``readings`` holds what was chosen and the defaults, and None for what was neither chosen nor needed. Charges stand
    in the order of children, months and stays. ``rates`` names the statutory rates, None where no cost was worked out
    from them. Iterating gives the charges.
    """

    version: str
    law: LawStamp
    readings: Readings
    first: Month
    last: Month
    charges: tuple[Charge, ...]
    notices: tuple[Notice, ...]
    rates: LawStamp | None = None

    def __iter__(self) -> Iterator[Charge]:
        return iter(self.charges)

    def __len__(self) -> int:
        return len(self.charges)

    @property
    def totals(self) -> dict[str, Decimal]:
        """What each gmina owes, in złote, by its code in the order of codes."""
        return {gmina: to_decimal(grosze) for gmina, grosze in self._totals().items()}

    @property
    def total(self) -> Decimal:
        """What all gminas owe, in złote."""
        return to_decimal(sum(charge.amount_grosze for charge in self.charges))

    def _totals(self) -> dict[str, int]:
        totals: dict[str, int] = {}
        for charge in self.charges:
            totals[charge.gmina] = totals.get(charge.gmina, 0) + charge.amount_grosze
        return dict(sorted(totals.items()))

    def to_dict(self) -> ChargesDocument:
        """The document `piecza.charges/1`, ready for JSON."""
        document: ChargesDocument = {
            "schema": "piecza.charges/1",
            "version": self.version,
            "law": {**self.law},
            "readings": self.readings.model_dump(),
            "first": str(self.first),
            "last": str(self.last),
            "charges": [_charge(charge) for charge in self.charges],
            "totals": [{"gmina": g, "amount": to_text(grosze)} for g, grosze in self._totals().items()],
            "total": to_text(sum(charge.amount_grosze for charge in self.charges)),
            "notices": [{**notice} for notice in self.notices],
        }
        if self.rates:
            document["rates"] = {**self.rates}
        return document

    def to_json(self) -> str:
        """The document `piecza.charges/1` as JSON text."""
        return to_json(self.to_dict(), indent=2).decode()


def _charge(charge: Charge) -> ChargeDocument:
    return {
        "child": charge.child,
        "gmina": charge.gmina,
        "month": str(charge.month),
        "base": to_text(charge.base_grosze),
        "amount": to_text(charge.amount_grosze),
        "lines": [_line(line) for line in charge.lines],
    }


def _line(line: Line) -> LineDocument:
    return {
        "source": line.source,
        "kind": line.kind,
        "form": line.form,
        "rate": _text(line.rate_grosze),
        "start": line.start.isoformat(),
        "end": line.end.isoformat(),
        "days": line.days,
        "base": to_text(line.base_grosze),
        "amount": _text(line.amount_grosze),
        "segments": [_segment(segment) for segment in line.segments],
    }


def _segment(segment: Segment) -> SegmentDocument:
    return {
        "start": segment.start.isoformat(),
        "end": segment.end.isoformat(),
        "days": segment.days,
        "band": segment.band,
        "percent": segment.percent,
        "basis": segment.basis,
        "exempt": segment.exempt,
        "amount": _text(segment.amount_grosze),
    }


def _text(grosze: int | None) -> str | None:
    return None if grosze is None else to_text(grosze)

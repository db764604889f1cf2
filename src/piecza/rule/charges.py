"""What comes out: charges with their lines and segments, and the document `piecza.charges/1`.

Amounts are kept in whole grosze and read as złote: ``charge.amount_grosze`` is an int, ``charge.amount`` the same as a
Decimal. Days are dates, both ends inclusive. An amount is None where a reading rounds at a level above it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, NotRequired

from pydantic import Field, PlainSerializer
from pydantic_core import to_json
from typing_extensions import TypedDict

from piecza.dates import Month
from piecza.errors.problems import Notice
from piecza.language.text import Lang, Text
from piecza.law.dated import LawStamp
from piecza.model import AmountText, Grosze, IsoMonth, PrintedAs, PrintedDay, PrintedMonth, WhereKnown, printed
from piecza.money import to_decimal, to_text
from piecza.readings import Readings
from piecza.rule import charges_writer as writer
from piecza.rule.base import ShareBase


@dataclass(slots=True, unsafe_hash=True)
class Segment:
    """Consecutive days of a line at one percent, band and provision (art. 191 ust. 9 or 10 pkt 1–3).

    At 0 % ``exempt`` says why: ``placed_before_2012`` (then ``band`` is None), a ground, ``emergency_care``, or
    ``coordinator`` under the reading that excludes it. Under ``coordinator: full`` the percent is 100 and ``band``
    None: the child's whole part is charged, whatever its year of stay. ``years`` are the years of stay of its first and
    last day, ``explanation`` is its sentence, where it is explained.
    """

    start: PrintedDay
    end: PrintedDay
    days: int
    band: int | None
    percent: int
    basis: str
    exempt: str | None
    amount_grosze: Annotated[Grosze | None, Field(serialization_alias="amount")]
    years: WhereKnown[list[int]] = field(default=None, compare=False)
    explanation: WhereKnown[Text] = field(default=None, compare=False)

    @property
    def amount(self) -> Decimal | None:
        """The gmina's share in złote; None where it is rounded above the segment."""
        return None if self.amount_grosze is None else to_decimal(self.amount_grosze)

    def explained(self, years: list[int], sentence: Text) -> "Segment":
        """The same segment with the years of its first and last day and its sentence."""
        return Segment(
            self.start,
            self.end,
            self.days,
            self.band,
            self.percent,
            self.basis,
            self.exempt,
            self.amount_grosze,
            years,
            sentence,
        )


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """How a line's base came about, and how its segments add up (None: there is nothing to add).

    ``origin`` says where a cost that was worked out comes from; it is None of one that the case gives. ``stay_start``
    is the first day of the line's stay.
    """

    base: Text
    amount: Text | None
    origin: WhereKnown[Text]
    stay_start: Annotated[date, Field(exclude=True)]


@dataclass(slots=True)
class Line:
    """One monthly cost, or one expense, over its days in a month.

    ``source`` is its path in the case: what is given, or what it was worked out from. ``rate`` is the cost of a full
    month, None for an expense; ``day_rate`` what a day in a facility costs under ``facility_days: day_rate``, None in
    all other lines. ``base`` is the money spent for these days; ``exact`` is what the share is taken of under
    ``base_rounding: exact`` where that is a fraction (see `share_base`), None elsewhere.
    """

    source: str
    kind: str
    form: str
    rate_grosze: Annotated[Grosze | None, Field(serialization_alias="rate")]
    day_rate_grosze: Annotated[Grosze | None, Field(serialization_alias="day_rate")]
    start: PrintedDay
    end: PrintedDay
    days: int
    base_grosze: Annotated[Grosze, Field(serialization_alias="base")]
    amount_grosze: Annotated[Grosze | None, Field(serialization_alias="amount")]
    segments: tuple[Segment, ...]
    exact: Annotated[ShareBase | None, Field(exclude=True)] = None
    explanation: WhereKnown[LineExplanation] = field(default=None, compare=False)

    @property
    def rate(self) -> Decimal | None:
        """The cost of a full month in złote; None for an expense."""
        return None if self.rate_grosze is None else to_decimal(self.rate_grosze)

    @property
    def day_rate(self) -> Decimal | None:
        """What a day in a facility costs in złote, under ``facility_days: day_rate``; None in all other lines."""
        return None if self.day_rate_grosze is None else to_decimal(self.day_rate_grosze)

    def explained(self, segments: tuple[Segment, ...], explanation: LineExplanation) -> "Line":
        """The same line with its segments explained and its own explanation."""
        return Line(
            self.source,
            self.kind,
            self.form,
            self.rate_grosze,
            self.day_rate_grosze,
            self.start,
            self.end,
            self.days,
            self.base_grosze,
            self.amount_grosze,
            segments,
            self.exact,
            explanation,
        )

    @property
    def share_base(self) -> ShareBase:
        """What the share is taken of: the base over the line's days, or an exact fraction of a larger amount."""
        return self.exact or ShareBase(self.base_grosze, self.days)

    @property
    def base(self) -> Decimal:
        """The money spent for these days in złote, rounded half up to a grosz."""
        return to_decimal(self.base_grosze)

    @property
    def amount(self) -> Decimal | None:
        """The gmina's share in złote; None where it is rounded above the line."""
        return None if self.amount_grosze is None else to_decimal(self.amount_grosze)


class OtherOption(TypedDict):
    """What a charge would be under another option of a reading."""

    option: str
    amount: AmountText


def _other_options(instead_grosze: dict[str, int]) -> list[OtherOption]:
    return [{"option": option, "amount": to_text(grosze)} for option, grosze in instead_grosze.items()]


@dataclass(frozen=True, slots=True)
class ReadingThatMattered:
    """A reading under which another option would give the charge another amount (in grosze, by option)."""

    reading: str
    option: str
    instead_grosze: Annotated[
        dict[str, int],
        PlainSerializer(_other_options, return_type=list[OtherOption]),
        Field(serialization_alias="instead"),
    ]
    sentence: Annotated[Text, Field(serialization_alias="message")]

    @property
    def instead(self) -> dict[str, Decimal]:
        """What the charge would be under the other options that change it, in złote."""
        return {option: to_decimal(grosze) for option, grosze in self.instead_grosze.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Why a charge is what it is: since when its stays run, how its lines add up, and the readings that mattered.

    ``charge`` is the charge with its lines and segments explained. ``stays`` also says which readings were not chosen,
    since no amount depends on them, though a year of stay does.
    """

    charge: Annotated["Charge", Field(exclude=True)]
    stays: tuple[Text, ...]
    amount: Text
    readings: tuple[ReadingThatMattered, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and (self.charge, self.texts) == (other.charge, other.texts)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the charge, explained."""
        return self.charge.lines

    @property
    def texts(self) -> list[Text]:
        """All of it as sentences, in order."""
        texts = list(self.stays)
        for line in self.lines:
            explanation = line.explanation
            assert explanation, "the lines of an explanation are explained"
            of_segments = (segment.explanation for segment in line.segments)
            of_line = (explanation.origin, explanation.base, *of_segments, explanation.amount)
            texts += [text for text in of_line if text]
        return [*texts, self.amount, *(reading.sentence for reading in self.readings)]

    def sentences(self, lang: Lang) -> list[str]:
        """All of it as sentences in ``pl`` or ``en``, in order."""
        return [text[lang] for text in self.texts]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as data: what `explained` adds to a charge."""
        return dict(printed(Explanation, self))


@dataclass(slots=True)
class Charge:
    """What a gmina owes for one child and month (*udział gminy*): the sum of its segments' shares."""

    child: str
    gmina: str
    month: PrintedMonth
    base_grosze: Annotated[Grosze, Field(serialization_alias="base")]
    amount_grosze: Annotated[Grosze, Field(serialization_alias="amount")]
    lines: tuple[Line, ...]
    explanation: WhereKnown[Explanation] = field(default=None, compare=False)

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


class ChargesDocument(TypedDict):
    """The document `piecza.charges/1`."""

    schema: Literal["piecza.charges/1"]
    version: str
    law: LawStamp
    readings: dict[str, str | None]
    first: IsoMonth
    last: IsoMonth
    charges: Annotated[list[dict[str, Any]], PrintedAs(list[Charge])]
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
        return self._document(printed(tuple[Charge, ...], self.charges))

    def to_json(self) -> str:
        """The document `piecza.charges/1` as JSON text. ValueError where a text in it holds half a character."""
        document = to_json(self._document([]), indent=2).decode()
        if not self.charges:
            return document
        before, name, after = document.partition('\n  "charges": [')
        return "".join((before, name, "\n    ", *_written(self.charges), "\n  ", after))

    def _document(self, charges: list[dict[str, Any]]) -> ChargesDocument:
        document: ChargesDocument = {
            "schema": "piecza.charges/1",
            "version": self.version,
            "law": {**self.law},
            "readings": self.readings.model_dump(),
            "first": str(self.first),
            "last": str(self.last),
            "charges": charges,
            "totals": [{"gmina": g, "amount": to_text(grosze)} for g, grosze in self._totals().items()],
            "total": to_text(sum(charge.amount_grosze for charge in self.charges)),
            "notices": printed(tuple[Notice, ...], self.notices),
        }
        if self.rates:
            document["rates"] = {**self.rates}
        return document


def _written(charges: Iterable[Charge]) -> Iterator[str]:
    """Charges as they stand in the JSON text, piece by piece; one that is not plain is written by its model."""
    for number, charge in enumerate(charges):
        if number:
            yield writer.BETWEEN_CHARGES
        if not _is_plain(charge):
            yield to_json(printed(Charge, charge), indent=2).decode().replace("\n", "\n    ")
            continue
        month = charge.month
        yield writer.charge_start(
            charge.child, charge.gmina, month.year, month.month, charge.base_grosze, charge.amount_grosze
        )
        for place, line in enumerate(charge.lines):
            if place:
                yield writer.BETWEEN_LINES
            yield writer.line_start(line.source)
            yield writer.line_facts(
                line.kind,
                line.form,
                line.rate_grosze,
                line.day_rate_grosze,
                line.start,
                line.end,
                line.days,
                line.base_grosze,
                line.amount_grosze,
            )
            for index, s in enumerate(line.segments):
                if index:
                    yield writer.BETWEEN_SEGMENTS
                yield writer.segment(s.start, s.end, s.days, s.band, s.percent, s.basis, s.exempt, s.amount_grosze)
            yield writer.AFTER_SEGMENTS
        yield writer.AFTER_LINES


def _is_plain(charge: Charge) -> bool:
    """Whether a charge has lines and these have segments, none of them explained: what `charges` gives."""
    for line in charge.lines:
        if line.explanation or not line.segments:
            return False
        for segment in line.segments:
            if segment.years or segment.explanation:
                return False
    return bool(charge.lines) and not charge.explanation

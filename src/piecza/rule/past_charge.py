"""What a gmina was charged in the past, as people have it."""

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass

from piecza.dates import Month
from piecza.language.glossary import KINDS
from piecza.law.act import art_191
from piecza.model import Day, GminaCode, Identifier, SignedAmount, refuse


def _month(value: Any) -> Month:
    if isinstance(value, Month):
        return value
    try:
        return Month.parse(str(value))
    except ValueError:
        raise refuse("month_invalid") from None


def _kind(value: Any) -> str:
    if value in KINDS or value in art_191().outside_of:
        return str(value)
    raise refuse("charged_kind_unknown")


MonthOf = Annotated[Month, BeforeValidator(_month)]
"""A month, as `Month` or as text YYYY-MM."""


@dataclass(
    frozen=True,
    slots=True,
    kw_only=True,
    config=ConfigDict(strict=True, arbitrary_types_allowed=True, hide_input_in_errors=True),
)
class PastCharge:
    """An amount that a gmina was charged: for a child and a month, for several months, or for all its children.

    ``amount`` is in złote, negative on a correction. ``first`` and ``last`` are months, both inclusive; without
    ``last`` it is the one month ``first``. Without ``child`` it is the total of a nota. ``kind`` says that it is for
    costs of one kind only. What is known besides of how it came about: ``percent``, ``base`` in złote, ``days``; and of
    the paper: the number ``nota``, the day ``issued``, the ``issuer``, the last day of payment ``due``, the day
    ``paid``. ``place`` is where it stands, for whoever looks it up.
    """

    gmina: GminaCode
    first: MonthOf
    amount: SignedAmount
    last: MonthOf | None = None
    child: Identifier | None = None
    kind: Annotated[str, BeforeValidator(_kind)] | None = None
    percent: Annotated[int, Field(ge=0, le=100)] | None = None
    base: SignedAmount | None = None
    days: Annotated[int, Field(ge=0, le=366)] | None = None
    nota: str | None = None
    issued: Day | None = None
    issuer: str | None = None
    due: Day | None = None
    paid: Day | None = None
    place: str | None = None

    @property
    def until(self) -> Month:
        """The last month that it is for."""
        return self.last or self.first

"""Who was in care where, since when, and what it cost: a child and its parts as frozen, strict models.

Names are the contract's. Days are inclusive; amounts are złote as Decimals with at most two places. A model refuses
what is wrong in shape; a `Case` (see `case`) also what is wrong in meaning, all of it at once.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator
from pydantic.config import JsonDict

from piecza.dates import FOREVER, Month, Span
from piecza.errors.shown import holds_pesel
from piecza.law.benefit_rates import SupplementBenefit
from piecza.model import (
    NOT_NEGATIVE,
    NOT_POSITIVE,
    Amount,
    Day,
    GminaCode,
    Identifier,
    Model,
    SignedAmount,
    not_negative,
    refuse,
)

FamilyForm = Literal[
    "related_family",
    "non_professional_family",
    "professional_family",
    "specialist_family",
    "emergency_family",
    "family_home",
]
FacilityForm = Literal["facility", "emergency_facility", "therapeutic_facility", "preadoption_centre"]
Form = Literal[FamilyForm, FacilityForm]
EndedBy = Literal["return_home", "adoption", "adulthood", "death", "other"]
Kind = Literal[
    "allowance",
    "supplement",
    "holiday_grant",
    "reception_grant",
    "random_event",
    "unforeseen",
    "lodging",
    "renovation",
    "wages",
    "relief_family",
    "coordinator",
    "recovered",
]
MonthlyCostFrom = Literal["rates", "announcements"]
StateFinanced = Literal["state_financed"]
Ground = Literal[
    "left_after_birth",
    "unknown_parents",
    "no_residence_in_poland",
    "foreign_court",
    "foreign_minor",
    StateFinanced,
]

FACILITY_FORMS = frozenset(get_args(FacilityForm))
"""The forms of care that art. 191 ust. 10 governs, and not ust. 9."""


def _given(*names: str) -> dict[str, JsonDict]:
    """JSON Schema for an expense in which only these of its day, start and end are given."""
    return {"properties": {n: {"type": "string" if n in names else "null"} for n in ("day", "start", "end")}}


class MonthlyCost(Model):
    """What a full month of a placement costs from ``start`` on; the first entry may leave ``start`` out."""

    start: Day | None = None
    amount: Amount


class Expense(Model):
    """An amount that belongs to a ``day``, or to the days from ``start`` to ``end``; only ``recovered`` is negative."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["day"], **_given("day")},
                {"required": ["start", "end"], **_given("start", "end")},
            ],
            "if": {"properties": {"kind": {"const": "recovered"}}},
            "then": {"properties": {"amount": {"pattern": NOT_POSITIVE}}},
            "else": {"properties": {"amount": {"pattern": NOT_NEGATIVE}}},
        }
    )

    kind: Kind
    start: Day | None = None
    end: Day | None = None
    day: Annotated[Day | None, Field(validate_default=True)] = None
    amount: SignedAmount

    # A wrong value is missing from `info.data`; a field that was left out is None there.

    @model_validator(mode="before")
    @classmethod
    def _mark_what_a_period_lacks(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("day") is None:
            given = [name for name in ("start", "end") if data.get(name) is not None]
            if len(given) == 1:
                return {**data, "end" if given == ["start"] else "start": ...}
        return data

    @field_validator("start", "end", mode="before")
    @classmethod
    def _whole_period(cls, day: Any) -> Any:
        if day is ...:
            raise refuse("expense_period_incomplete")
        return day

    @field_validator("day")
    @classmethod
    def _day_or_period(cls, day: date | None, info: ValidationInfo) -> date | None:
        has_period = any(info.data.get(name, ...) is not None for name in ("start", "end"))
        if day is not None and has_period:
            raise refuse("expense_day_and_period")
        if day is None and not has_period:
            raise refuse("expense_day_missing")
        return day

    @field_validator("amount")
    @classmethod
    def _sign(cls, amount: Decimal, info: ValidationInfo) -> Decimal:
        kind = info.data.get("kind")
        if kind == "recovered" and amount > 0:
            raise refuse("recovered_positive")
        return amount if kind in ("recovered", None) else not_negative(amount)

    @property
    def span(self) -> Span:
        """The days it belongs to."""
        if self.day:
            return Span(self.day.toordinal(), self.day.toordinal())
        assert self.start, "an expense has a day or a period"
        assert self.end, "an expense has a day or a period"
        return Span(self.start.toordinal(), self.end.toordinal())


class Supplement(Model):
    """A supplement to the allowance (art. 81), from ``start`` to ``end``; without them as long as the placement."""

    benefit: SupplementBenefit
    start: Day | None = None
    end: Day | None = None

    def span(self, placement: Span) -> Span:
        """Its days, given those of its placement."""
        return Span(
            self.start.toordinal() if self.start else placement.first,
            self.end.toordinal() if self.end else placement.last,
        )


class Placement(Model):
    """One family or facility within a stay: ``start`` the first day of care there, ``end`` the day of departure.

    ``family`` or ``facility`` name it, for the costs that a case gives by that name. What a month costs is given in
    ``monthly_cost``, or worked out: ``monthly_cost_from`` the statutory ``rates`` with the placement's
    ``supplements``, or from the ``announcements`` of its facility.
    """

    form: Form
    start: Day
    end: Day | None = None
    monthly_cost: tuple[MonthlyCost, ...] = ()
    monthly_cost_from: MonthlyCostFrom | None = None
    supplements: tuple[Supplement, ...] = ()
    family: Identifier | None = None
    facility: Identifier | None = None

    @property
    def span(self) -> Span:
        """Its days, to the end of time while it lasts."""
        return Span(self.start.toordinal(), self.end.toordinal() if self.end else FOREVER)

    @property
    def in_facility(self) -> bool:
        """Whether art. 191 ust. 10 governs it, and not ust. 9."""
        return self.form in FACILITY_FORMS


class Stay(Model):
    """One continuous time in care, across families and facilities; ``gmina`` is the TERC code of who pays for it."""

    gmina: GminaCode
    placements: Annotated[tuple[Placement, ...], Field(min_length=1)]
    ended_by: EndedBy | None = None
    expenses: tuple[Expense, ...] = ()

    @property
    def start(self) -> date:
        """Its first day."""
        return self.placements[0].start

    @property
    def end(self) -> date | None:
        """Its last day; None while it lasts."""
        return self.placements[-1].end

    def in_month(self, month: Month) -> bool:
        """Whether it has a day in a month."""
        return self.start <= month.end and (self.end is None or self.end >= month.start)


class Exemption(Model):
    """A ground on which the gmina owes nothing (art. 191 ust. 10a and 17), from ``start`` to ``end`` where given.

    ``state_financed``: another act lets the state budget bear the cost; ``basis`` names its provision in the caller's
    words, and no other ground has one.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"ground": {"const": "state_financed"}}},
            "then": {"required": ["basis"], "properties": {"basis": {"type": "string"}}},
            "else": {"properties": {"basis": {"type": "null"}}},
        }
    )

    ground: Ground
    start: Day | None = None
    end: Day | None = None
    basis: Annotated[
        Annotated[str, WithJsonSchema({"type": "string", "pattern": r"\S"})] | None, Field(validate_default=True)
    ] = None

    @field_validator("basis")
    @classmethod
    def _of_state_financed(cls, basis: str | None, info: ValidationInfo) -> str | None:
        ground = info.data.get("ground")
        if basis is None:
            if ground in get_args(StateFinanced):
                raise refuse("basis_missing")
            return None
        if not basis.strip():
            raise refuse("basis_empty")
        if holds_pesel(basis):
            raise refuse("basis_pesel")
        if ground not in (None, *get_args(StateFinanced)):
            raise refuse("basis_of_other_ground")
        return basis


class Child(Model):
    """A child by an opaque identifier: its stays in order of time, and its exemptions."""

    id: Identifier
    stays: Annotated[tuple[Stay, ...], Field(min_length=1)]
    exemptions: tuple[Exemption, ...] = ()

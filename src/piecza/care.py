"""Who was in care where, since when, and what it cost: the document `piecza.case/1` as frozen, strict models.

Names are the contract's. Days are inclusive; amounts are złote as Decimals with at most two places. A model refuses
what is wrong in shape; a `Case` also what is wrong in meaning, all of it at once (see `flaws`).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import ConfigDict, Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic.config import JsonDict
from pydantic_core import InitErrorDetails, PydanticCustomError

from piecza._model import Model
from piecza._scalars import (
    NOT_NEGATIVE,
    NOT_POSITIVE,
    Amount,
    Day,
    GminaCode,
    Identifier,
    SignedAmount,
    not_negative,
    refuse,
)
from piecza.bearing import days_of_stay, expense_bearers
from piecza.dates import FOREVER, Span
from piecza.errors import Problem, problem
from piecza.readings import Readings

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
Ground = Literal["left_after_birth", "unknown_parents", "no_residence_in_poland", "foreign_court", "foreign_minor"]

_FACILITIES = frozenset(get_args(FacilityForm))


def _given(*names: str) -> dict[str, JsonDict]:
    """Of the days of an expense these are given and the others are not, as JSON Schema."""
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

    # What is given but wrong is missing from `info.data`, what was left out is None there.

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


class Placement(Model):
    """One family or facility within a stay: ``start`` the first day of care there, ``end`` the day of departure."""

    form: Form
    start: Day
    end: Day | None = None
    monthly_cost: tuple[MonthlyCost, ...] = ()

    @property
    def span(self) -> Span:
        """Its days, to the end of time while it lasts."""
        return Span(self.start.toordinal(), self.end.toordinal() if self.end else FOREVER)

    @property
    def in_facility(self) -> bool:
        """Whether art. 191 ust. 10 governs it, and not ust. 9."""
        return self.form in _FACILITIES


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


class Exemption(Model):
    """A ground on which the gmina owes nothing (art. 191 ust. 10a and 17), from ``start`` to ``end`` where given."""

    ground: Ground
    start: Day | None = None
    end: Day | None = None


class Child(Model):
    """A child by an opaque identifier: its stays in order of time, and its exemptions."""

    id: Identifier
    stays: Annotated[tuple[Stay, ...], Field(min_length=1)]
    exemptions: tuple[Exemption, ...] = ()


class Case(Model):
    """The document: children in care and the readings under which their charges are worked out."""

    schema_: Annotated[Literal["piecza.case/1"], Field(alias="schema")] = "piecza.case/1"
    readings: Readings = Field(default_factory=Readings)
    children: Annotated[tuple[Child, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        found = [
            InitErrorDetails(
                type=PydanticCustomError(flaw.code, f"{flaw.path}: {flaw.message['en']}", {"problem": flaw}),
                input=flaw.value,
            )
            for flaw in flaws(self)
        ]
        if found:
            raise ValidationError.from_exception_data("Case", found)
        return self

    def with_readings(self, **options: str) -> "Case":
        """This case with some readings chosen otherwise.

        ValidationError where there is no such option, or an expense then lies outside its stay.
        """
        return Case(children=self.children, readings=self.readings.choose(**options))


def flaws(case: Case) -> Iterator[Problem]:
    """All that is wrong in the meaning of a case that is right in shape, in the order of the document."""
    seen: dict[str, str] = {}
    for index, child in enumerate(case.children):
        path = f"children[{index}]"
        first = seen.setdefault(child.id, path)
        if first != path:
            yield problem("duplicate_child", f"{path}.id", child.id, first=first)
        yield from flaws_of_child(child, f"{path}.", case.readings)


def flaws_of_child(child: Child, path: str, readings: Readings) -> Iterator[Problem]:
    """All that is wrong in one child; ``path`` stands before every path."""
    for index, exemption in enumerate(child.exemptions):
        yield from _ends_before(exemption, f"{path}exemptions[{index}]")
    before: Stay | None = None
    for index, stay in enumerate(child.stays):
        at = f"{path}stays[{index}]"
        if before:
            yield from _after(before, stay, at, f"{path}stays[{index - 1}]")
        yield from _flaws_of_stay(stay, at, readings)
        before = stay


def _ends_before(dated: Exemption | Placement | Expense, path: str) -> Iterator[Problem]:
    if dated.start and dated.end and dated.end < dated.start:
        yield problem("end_before_start", f"{path}.end", dated.end, start=dated.start)


def _after(before: Stay, stay: Stay, path: str, path_before: str) -> Iterator[Problem]:
    start = f"{path}.placements[0].start"
    if before.ended_by == "death":
        yield problem("stay_after_death", start, stay.start)
    if stay.start < before.start:
        yield problem("stays_out_of_order", start, stay.start, previous_start=before.start)
    elif before.end is None:
        yield problem("open_stay_not_last", f"{path_before}.placements[{len(before.placements) - 1}].end")
    elif stay.start <= before.end:
        yield problem("stays_overlap", start, stay.start, previous_end=before.end)


def _flaws_of_stay(stay: Stay, path: str, readings: Readings) -> Iterator[Problem]:
    if stay.ended_by and stay.end is None:
        yield problem("ended_by_of_open_stay", f"{path}.ended_by", stay.ended_by)
    broken = False
    before: Placement | None = None
    for index, placement in enumerate(stay.placements):
        at = f"{path}.placements[{index}]"
        found = list(_ends_before(placement, at))
        if before:
            found += _follows(before, placement, at, f"{path}.placements[{index - 1}]")
        yield from found
        if placement.span.days:
            yield from _flaws_of_monthly_cost(placement, at)
        broken = broken or bool(found)
        before = placement
    yield from _flaws_of_expenses(stay, path, readings, broken=broken)


def _follows(before: Placement, placement: Placement, path: str, path_before: str) -> Iterator[Problem]:
    start = f"{path}.start"
    if placement.start < before.start:
        yield problem("placements_out_of_order", start, placement.start, previous_start=before.start)
    elif before.end is None:
        yield problem("open_placement_not_last", f"{path_before}.end")
    elif placement.start < before.end:
        yield problem("placements_overlap", start, placement.start, previous_end=before.end)
    elif placement.start > before.end + timedelta(days=1):
        yield problem("placements_gap", start, placement.start, previous_end=before.end)


def _flaws_of_monthly_cost(placement: Placement, path: str) -> Iterator[Problem]:
    previous = placement.start
    for index, entry in enumerate(placement.monthly_cost):
        at = f"{path}.monthly_cost[{index}].start"
        start = entry.start
        if start is None:
            if index:
                yield problem("monthly_cost_start_missing", at)
            continue
        if start < placement.start or (placement.end and start > placement.end):
            bounds = {"start": placement.start, "end": placement.end or "…"}
            yield problem("monthly_cost_outside_placement", at, start, **bounds)
        elif index == 0 and start != placement.start:
            yield problem("monthly_cost_first_start", at, start, start=placement.start)
        if index and start == previous:
            yield problem("monthly_cost_doubled", at, start)
        elif index and start < previous:
            yield problem("monthly_cost_out_of_order", at, start, previous_start=previous)
        previous = start


def _flaws_of_expenses(stay: Stay, path: str, readings: Readings, *, broken: bool) -> Iterator[Problem]:
    """Where the placements are ``broken``, which days are days of stay cannot be told, and is not asked."""
    spans = [placement.span for placement in stay.placements]
    facilities = [placement.in_facility for placement in stay.placements]
    days = days_of_stay(spans, readings, ended=stay.end is not None)
    bearers = [] if broken else expense_bearers(spans, facilities, days, readings.transfer_day)
    in_facility = [borne for borne, facility in zip(bearers, facilities, strict=not broken) if facility]
    first, last = (date.fromordinal(day) for day in days) if days.days else ("–", "–")
    stay_days = {"start": first, "end": last if stay.end else "…", "leaving_day": readings.leaving_day}
    for index, expense in enumerate(stay.expenses):
        at = f"{path}.expenses[{index}]"
        yield from _ends_before(expense, at)
        if broken or not expense.span.days:
            continue
        for name, day in (("day", expense.day), ("start", expense.start), ("end", expense.end)):
            if day and not days.first <= day.toordinal() <= days.last:
                yield problem("expense_outside_stay", f"{at}.{name}", day, **stay_days)
        shared = next((both for borne in in_facility if (both := borne.within(expense.span)).days), None)
        if shared:
            name = "day" if expense.day else "start"
            details = {"day": date.fromordinal(shared.first), "transfer_day": readings.transfer_day}
            yield problem("expense_in_facility", f"{at}.{name}", getattr(expense, name), **details)

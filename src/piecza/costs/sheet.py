"""What the children of a case cost each month, worked out and explained, without anybody's share of it.

Monthly costs stand placement by placement, family costs one by one with the parts of the children.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from piecza._version import __version__
from piecza.case.bearing_days import cost_bearers, days_of_stay
from piecza.case.case import Case
from piecza.case.child import Placement
from piecza.case.documents import month_range
from piecza.costs.averages import day_rate_of
from piecza.costs.child_facts import ChildFacts
from piecza.costs.cost_entries import given
from piecza.costs.cost_notices import cost_notices
from piecza.costs.cost_origins import by_day_rate, by_document, origin_of_month, part_of_family_cost, whole_family_cost
from piecza.costs.costing import DIVIDING_READINGS, Costing, Monthly, rates_used
from piecza.costs.families import ChildPart, Division
from piecza.costs.open_readings import decisive, needed
from piecza.dates import Month, Span
from piecza.errors.problems import InputError, Notice, ReadingNeeded
from piecza.language.text import Text
from piecza.law.benefit_rates import Rate
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import Amount, Day, Model, Sum
from piecza.money import to_decimal, to_grosze
from piecza.readings import READINGS, Readings


class BenefitPaid(Model):
    """A benefit that a monthly cost adds up from.

    ``source`` is the path of the powiat's own amount, None where the statutory ``rate`` is paid; that is None where it
    is not known.
    """

    benefit: str
    amount: Amount
    source: str | None
    rate: Rate | None


class MonthlyCostSheet(Model):
    """What a full month of a placement costs from ``start`` to ``end``, both inclusive.

    ``source`` is the path in the case of what says so; ``benefits`` are what it adds up from, where it was worked out
    from rates. ``day_rate`` is what a day in a facility costs under ``facility_days: day_rate``, None elsewhere.
    """

    start: Day
    end: Day
    amount: Sum
    day_rate: Sum | None
    source: str
    benefits: tuple[BenefitPaid, ...]
    explanation: Text


class PlacementSheet(Model):
    """The monthly costs of a placement on the days asked for, in order of time; ``path`` is its place in the case."""

    child: str
    path: str
    form: str
    monthly_cost: tuple[MonthlyCostSheet, ...]


class FamilyPart(Model):
    """What of a family's cost falls to a child, over days on which it was in the family."""

    child: str
    gmina: str
    start: Day
    end: Day
    days: int
    amount: Amount
    explanation: Text


class FamilySheet(Model):
    """A cost of a family and the parts of the children, which add up to it.

    ``option`` is None where the ``reading`` was not chosen, since it changes nothing.
    """

    path: str
    family: str
    kind: str
    start: Day
    end: Day
    amount: Amount
    basis: str
    reading: str
    option: str | None
    parts: tuple[FamilyPart, ...]
    explanation: Text


class CostSheet(Model):
    """What the children of a case cost in the months from ``first`` to ``last``, and how that came about.

    It holds the placements that bear a day in those months, in the order of the case, and the family costs with one.
    ``rates`` names the statutory rates, None where no cost was worked out from them.
    """

    schema_: Annotated[Literal["piecza.costs/1"], Field(alias="schema")] = "piecza.costs/1"
    version: str
    law: LawStamp
    rates: LawStamp | None
    readings: Readings
    first: str
    last: str
    placements: tuple[PlacementSheet, ...]
    family_costs: tuple[FamilySheet, ...]
    notices: tuple[Notice, ...]

    def to_dict(self) -> dict[str, Any]:
        """The document `piecza.costs/1`, ready for JSON."""
        return self.model_dump(mode="json")


def cost_sheet(case: Case, first: Month | str, last: Month | str | None = None, *, law: Law | None = None) -> CostSheet:
    """What the children of a case cost in some months: by rates (art. 80, 81), averages (art. 196) and family costs.

    Months and ``law`` are as for `charges`. InputError where a month is none, or where a rate or an announcement is
    needed that is not known. ReadingNeeded where the parts of a family cost depend on a reading that the case does not
    choose.
    """
    months = month_range(first, first if last is None else last)
    asked = Span(months[0].span.first, months[1].span.last)
    costing = Costing(case, asked, law or shipped_law())
    settled = case.readings.settled()
    flaws = costing.flaws(settled)
    if flaws:
        raise InputError(flaws)
    _ask(case, costing)
    return CostSheet(
        version=__version__,
        law=costing.law.stamp,
        rates=rates_used(costing, settled),
        readings=case.readings,
        first=str(months[0]),
        last=str(months[1]),
        placements=tuple(_placements(costing, settled)),
        family_costs=tuple(
            _family_cost(costing, place, division)
            for place in costing.places
            if (division := costing.division(place, settled))
        ),
        notices=tuple(cost_notices(costing, settled)),
    )


def _ask(case: Case, costing: Costing) -> None:
    """ReadingNeeded where the parts of a family cost depend on readings that were not chosen."""
    names = [name for name in case.readings.unchosen if name in DIVIDING_READINGS]
    asked: dict[str, list[str]] = {}
    for index, child in enumerate(case.children):
        for name in _deciding(costing, index, ChildFacts(costing, index).concerning(names)):
            asked.setdefault(name, []).append(child.id)
    if asked:
        raise ReadingNeeded(
            needed(name, asked[name], dict.fromkeys(READINGS[name].options))
            for name in DIVIDING_READINGS
            if name in asked
        )


def _deciding(costing: Costing, index: int, names: Sequence[str]) -> tuple[str, ...]:
    """The readings among some open ones on which what a child costs depends."""
    made = costing.choices(index, costing.case.readings, names)
    costs = {choice: costing.of_child(index, chosen) for choice, chosen in made.items()}
    return decisive(names, [*made], lambda one, other: costs[one] != costs[other])


def _placements(costing: Costing, readings: Readings) -> Iterator[PlacementSheet]:
    for index, child in enumerate(costing.case.children):
        worked_out = costing.monthly(index, readings)
        for number, stay in enumerate(child.stays):
            spans = [placement.span for placement in stay.placements]
            days = days_of_stay(spans, readings, ended=stay.end is not None)
            for place, borne in enumerate(cost_bearers(spans, days, readings.transfer_day)):
                path = f"children[{index}].stays[{number}].placements[{place}]"
                placement, asked = stay.placements[place], borne.within(costing.asked)
                if not asked.days:
                    continue
                if placement.monthly_cost_from:
                    entries = [_worked_out(entry, costing) for entry in worked_out[number, place]]
                else:
                    entries = list(_given(placement, path, asked))
                if placement.in_facility and readings.facility_days == "day_rate":
                    entries = [_by_days(entry) for entry in entries]
                yield PlacementSheet(child=child.id, path=path, form=placement.form, monthly_cost=tuple(entries))


def _worked_out(entry: Monthly, costing: Costing) -> MonthlyCostSheet:
    start, end = (date.fromordinal(day) for day in entry.days)
    paid = entry.paid
    return MonthlyCostSheet(
        start=start,
        end=end,
        amount=to_decimal(entry.grosze or 0),
        day_rate=None,
        source=entry.source,
        benefits=tuple(
            BenefitPaid(
                benefit=rate.benefit,
                amount=to_decimal(rate.grosze or 0),
                source=None if rate.powiat is None else f"powiat_rates[{rate.powiat}]",
                rate=rate.minimum if isinstance(rate.minimum, Rate) else None,
            )
            for rate in paid
        ),
        explanation=origin_of_month(paid, costing.case, entry.announcement, entry.days.first),
    )


def _by_days(entry: MonthlyCostSheet) -> MonthlyCostSheet:
    """The monthly cost of a facility with the rate for a day that is charged instead of it."""
    average = to_grosze(entry.amount)
    explanation = entry.explanation + " " + by_day_rate(average)
    return entry.model_copy(update={"day_rate": to_decimal(day_rate_of(average)), "explanation": explanation})


def _given(placement: Placement, path: str, days: Span) -> Iterator[MonthlyCostSheet]:
    for run, grosze, source in given(placement, f"{path}.monthly_cost", days):
        start, end = (date.fromordinal(day) for day in run.within(days))
        yield MonthlyCostSheet(
            start=start,
            end=end,
            amount=to_decimal(grosze),
            day_rate=None,
            source=source,
            benefits=(),
            explanation=by_document(grosze),
        )


def _family_cost(costing: Costing, index: int, division: Division) -> FamilySheet:
    cost = costing.case.family_costs[index]
    rule = costing.law.act.family_rule(cost.kind, cost.start)
    return FamilySheet(
        path=f"family_costs[{index}]",
        family=cost.family,
        kind=cost.kind,
        start=cost.start,
        end=cost.end,
        amount=cost.amount,
        basis=rule.basis,
        reading=rule.reading,
        option=getattr(costing.case.readings, rule.reading),
        parts=tuple(family_part for part in division.parts for family_part in _parts(costing, index, division, part)),
        explanation=whole_family_cost(cost, rule, division),
    )


def _parts(costing: Costing, index: int, division: Division, part: ChildPart) -> Iterator[FamilyPart]:
    cost, child = costing.case.family_costs[index], costing.case.children[part.child]
    for stay, days, grosze in part.runs:
        start, end = (date.fromordinal(day) for day in days)
        yield FamilyPart(
            child=child.id,
            gmina=child.stays[stay].gmina,
            start=start,
            end=end,
            days=days.days,
            amount=to_decimal(grosze),
            explanation=part_of_family_cost(cost, division, part, days),
        )

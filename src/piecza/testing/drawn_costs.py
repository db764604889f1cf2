"""Cases whose costs are worked out: from rates, announcements, and the costs of families that children share."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast, get_args

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.case.child import Child, Placement, Supplement
from piecza.case.cost_facts import Announcement, FamilyCost, FamilyKind, PowiatRate
from piecza.case.presence import presences
from piecza.dates import FIRST_DAY, FOREVER, Span
from piecza.law.act import art_191
from piecza.law.benefit_rates import MonthlyBenefit, SupplementBenefit, UnknownRate, statutory_rates
from piecza.readings import Readings
from piecza.testing.boundary_days import LAST, amounts, days, days_after

_FAMILIES, _FACILITIES = ("R-1", "R-2"), ("P-1", "P-2")
_LONGEST_COST = 95


@st.composite
def with_costs(draw: st.DrawFn, case: Case) -> Case:
    """A case of the same children in which some costs are worked out from what it gives."""
    readings, placed = case.readings, tuple(draw(_placed(child)) for child in case.children)
    return Case(
        readings=readings,
        same_gmina=case.same_gmina,
        children=placed,
        announcements=tuple(draw(_announcements(placed))),
        powiat_rates=tuple(draw(_powiat_rates(placed))),
        family_costs=tuple(draw(_family_costs(placed, readings))),
    )


def _placements(children: Sequence[Child]) -> Iterator[Placement]:
    yield from (placement for child in children for stay in child.stays for placement in stay.placements)


@st.composite
def _placed(draw: st.DrawFn, child: Child) -> Child:
    """The child in named families and facilities, some of its monthly costs to be worked out."""

    def moved(placement: Placement) -> Placement:
        name, names = ("facility", _FACILITIES) if placement.in_facility else ("family", _FAMILIES)
        update: dict[str, object] = {name: draw(st.sampled_from(names))}
        if draw(st.booleans()):
            source = "announcements" if placement.in_facility else "rates"
            update |= {"monthly_cost": (), "monthly_cost_from": source}
            if not placement.in_facility and draw(st.booleans()):
                benefit = draw(st.sampled_from(get_args(SupplementBenefit)))
                update["supplements"] = (Supplement(benefit=benefit),)
        return placement.model_copy(update=update)

    stays = [
        stay.model_copy(update={"placements": tuple(moved(placement) for placement in stay.placements)})
        for stay in child.stays
    ]
    return child.model_copy(update={"stays": tuple(stays)})


@st.composite
def _announcements(draw: st.DrawFn, children: Sequence[Child]) -> list[Announcement]:
    """For each facility that needs announcements, one that has always been in force, and later ones."""
    announcements = []
    needed = {
        placement.facility for placement in _placements(children) if placement.monthly_cost_from == "announcements"
    }
    for facility in (name for name in _FACILITIES if name in needed):
        announcements.append(Announcement(facility=facility, amount=draw(amounts()), effective=FIRST_DAY))
        for day in draw(st.lists(days(), max_size=2, unique_by=lambda day: (day.year, day.month))):
            announcements.append(Announcement(facility=facility, amount=draw(amounts()), published=day))
    return announcements


@st.composite
def _powiat_rates(draw: st.DrawFn, children: Sequence[Child]) -> list[PowiatRate]:
    """What the powiat pays where no statutory amount is known."""
    statute = statutory_rates()
    rates = []
    paid = [placement for placement in _placements(children) if placement.monthly_cost_from == "rates"]
    benefits: dict[MonthlyBenefit, None] = {}
    for placement in paid:
        own = cast("MonthlyBenefit", statute.benefit_of_form[placement.form])
        benefits |= dict.fromkeys([own, *(supplement.benefit for supplement in placement.supplements)])
    for benefit in benefits:
        history = statute.history[benefit]
        unknown = [Span(FIRST_DAY.toordinal(), history[0].start.toordinal() - 1)]
        unknown += [
            Span(entry.start.toordinal(), entry.end.toordinal() if entry.end else FOREVER)
            for entry in history
            if isinstance(entry, UnknownRate)
        ]
        for span in unknown:
            if any(span.meets(placement.span) for placement in paid):
                start, end = (date.fromordinal(day) for day in span)
                rates.append(PowiatRate(benefit=benefit, start=start, end=end, amount=draw(amounts())))
    return rates


@st.composite
def _family_costs(draw: st.DrawFn, children: Sequence[Child], readings: Readings) -> list[FamilyCost]:
    """Costs of families, each for days on which one child is there throughout."""
    act, costs = art_191(), []
    there = [
        (family, presence)
        for family, members in presences(enumerate(children), readings).items()
        for presence in members
    ]
    for _ in range(draw(st.sampled_from((0, 1, 2))) if there else 0):
        family, presence = draw(st.sampled_from(there))
        kind: FamilyKind = draw(st.sampled_from(get_args(FamilyKind)))
        first = max(presence.days.first, act.family_rules(kind)[0].since.toordinal())
        last = min(presence.days.last, max(first, LAST.toordinal()))
        if first <= last:
            start = draw(days(date.fromordinal(first), date.fromordinal(last)))
            longest = date.fromordinal(min(last, start.toordinal() + _LONGEST_COST))
            named = draw(st.sampled_from((None, (children[presence.child].id,))))
            end = draw(days_after(start, longest))
            amount = draw(amounts())
            costs.append(FamilyCost(family=family, kind=kind, start=start, end=end, amount=amount, children=named))
    return costs

"""As much of a case as the charges of some gminas depend on."""

from collections.abc import Set as AbstractSet

from piecza.case.case import Case
from piecza.case.child import Child
from piecza.dates import Month


def part_of_gminas(case: Case, month: Month, codes: AbstractSet[str]) -> Case | None:
    """The part of a case on which the charges of some gminas for a month depend; None where they owe for nobody.

    ``codes`` are the first six digits of theirs. The part holds the children for whom they pay in the month, and the
    mere presence of other children in the same families: what was spent on those, and when their years began, matters
    to other gminas, under other readings.
    """
    own = {
        child.id: child
        for child in case.children
        if any(stay.gmina[:6] in codes and stay.in_month(month) for stay in child.stays)
    }
    if not own:
        return None
    families = {
        placement.family
        for child in own.values()
        for stay in child.stays
        for placement in stay.placements
        if placement.family
    }
    children = (own.get(child.id) or _presence(child, families) for child in case.children)
    family_costs = tuple(cost for cost in case.family_costs if cost.family in families)
    return case.model_copy(update={"children": tuple(filter(None, children)), "family_costs": family_costs})


def _presence(child: Child, families: AbstractSet[str]) -> Child | None:
    """A child with only its stays in some families: no costs, no exemptions. None where it has none there."""
    stays = [
        stay.model_copy(
            update={
                "ended_by": "adoption" if stay.end else None,  # after which no reading asks how years count on
                "expenses": (),
                "placements": tuple(
                    placement.model_copy(update={"monthly_cost": (), "monthly_cost_from": None, "supplements": ()})
                    for placement in stay.placements
                ),
            }
        )
        for stay in child.stays
        if any(placement.family in families for placement in stay.placements)
    ]
    return child.model_copy(update={"stays": tuple(stays), "exemptions": ()}) if stays else None

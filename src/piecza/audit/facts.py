"""Charges that the child's facts speak against: no stay in the month, another gmina's, an exemption, a foreign cost."""

from collections.abc import Iterator

from piecza.audit.codes import Code
from piecza.audit.figures import Item, Items, Part, items_of, joined
from piecza.audit.scenes import Guess, Scene, written
from piecza.costs.costing import Costing
from piecza.dates import Month, month_of
from piecza.errors.problems import InputError
from piecza.law.act import Law
from piecza.money import half_up, to_grosze, to_text
from piecza.rule.charging import charges_of
from piecza.rule.clock import Timed
from piecza.rule.share import MONTHLY_COST, MonthDays

READINGS_EXEMPT = ("emergency_care", "coordinator")
"""What a reading exempts: another option of it says otherwise."""


def as_if_due(scene: Scene) -> Iterator[Guess]:
    """The month without the exemptions of the child, and as if its stay had not begun before the gmina's duty."""
    grounds = {part.exempt for item in scene.items for part in item.parts if part.exempt} - {*READINGS_EXEMPT}
    if grounds:
        facts: dict[str, object] = {"exempt": sorted(grounds)}
        for band, percent in enumerate(scene.percents, 1):
            items = tuple(_due(scene, item, band) for item in scene.items)
            yield Guess("exempt", {**facts, "percent": percent}, items)
        yield Guess("exempt", facts, tuple(_due(scene, item, None) for item in scene.items))


def _due(scene: Scene, item: Item, band: int | None) -> Item:
    """A cost without what exempts it: at this band, or (None) at its own, the last where it has none."""

    def part(each: Part) -> Part:
        if not each.exempt or each.exempt in READINGS_EXEMPT:
            return each
        its = band or each.band or len(scene.percents)
        return each._replace(percent=scene.percents[its - 1], band=its, exempt=None)

    return item._replace(parts=joined(map(part, item.parts)))


# No stay in the month


def absence(scene: Scene) -> tuple[Code, dict[str, object], Timed] | None:
    """The code and the facts of a month without any day of stay, and the closest stay; None where it has a day."""
    if any(stay.days.meets(scene.days) for stay in scene.stays):
        return None
    before = [stay for stay in scene.stays if stay.days.last < scene.days.first]
    if before:
        return "after_leaving", {"left": written(before[-1].days.last)}, before[-1]
    return "before_arrival", {"arrived": written(scene.stays[0].days.first)}, scene.stays[0]


def full_months(scene: Scene, stay: Timed) -> Iterator[tuple[Items, int]]:
    """A month without a stay as if it belonged to one: at the rate of its nearest month, in each band.

    Each comes with its percentage. Where that month has several rates, each of them may be the one.
    """
    after = stay.days.last < scene.days.first
    nearest = month_of(stay.days.last if after else stay.days.first)
    # What is worked out is so for the months that are audited, to which the nearest need not belong.
    costing = Costing(scene.costing.case, nearest.span, scene.costing.law, scene.costing.statute)
    try:
        found = charges_of(costing, scene.index, [MonthDays.of(nearest)], scene.readings)
    except InputError:  # what it cost then is not known
        return
    rates = {(each.rate, each.form, each.source) for each in items_of(found) if each.rate is not None}
    days = scene.days
    for rate, form, source in sorted(rates):
        for band, percent in enumerate(scene.percents, 1):
            parts = (Part(days.first, days.last, percent, band, None),)
            yield (Item(MONTHLY_COST, form, source, rate, rate, parts),), percent


# Another gmina


def elsewhere(scene: Scene, code: str) -> list[tuple[str, Items]]:
    """The gminas that owe for the child in the month instead of this one, those that owe most first, and the costs."""
    found = charges_of(scene.costing, scene.index, [MonthDays.of(scene.month)], scene.readings)
    others = sorted((each for each in found if each.gmina[:6] != code), key=lambda each: -each.amount_grosze)
    return [(charge.gmina, items_of([charge])) for charge in others]


# Outside the base


def with_outside(scene: Scene) -> Iterator[Guess]:
    """The month with money beside it that a gmina never shares, whole or for the days of the month."""
    for at, item in enumerate(scene.items):
        if item.rate is None:
            continue
        for name, grosze in amounts_outside(scene.costing.law, scene.month):
            part = half_up(grosze * item.days, scene.days.days)
            for base in dict.fromkeys((grosze, part)):
                items = scene.replaced(at, item._replace(base=item.base + base))
                facts: dict[str, object] = {"kind": name, "amount": to_text(base)}
                yield Guess("outside_base", facts, items)
                yield Guess("outside_base", facts, (*scene.items, Item(name, item.form, "", None, base, item.parts)))


def amounts_outside(law: Law, month: Month) -> Iterator[tuple[str, int]]:
    """The monthly amounts that the state pays for a child in a month, by their word."""
    for outside in law.outside:
        for each in outside.amounts:
            if each.since <= month.end and (each.until is None or each.until >= month.start):
                yield outside.kinds[0], to_grosze(each.amount)

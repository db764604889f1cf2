"""Absence: months before arrival, after leaving, or of another gmina."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, day_of, money_of, percent_of, written
from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import FigurePart, Item, Items, items_of
from piecza.costs.costing import Costing
from piecza.dates import month_of
from piecza.errors.problems import InputError
from piecza.language.text import Text, Words
from piecza.rule.base import MONTHLY_COST
from piecza.rule.clock import Timed
from piecza.rule.share import MonthDays
from piecza.rule.under_readings import charges_of


def absence(scene: ChildMonth) -> tuple[Code, dict[str, object], Timed] | None:
    """The code, the facts and the closest stay for a month without any day of stay; None where it has one."""
    if any(stay.days.meets(scene.days) for stay in scene.stays):
        return None
    before = [stay for stay in scene.stays if stay.days.last < scene.days.first]
    if before:
        return "after_leaving", {"left": written(before[-1].days.last)}, before[-1]
    return "before_arrival", {"arrived": written(scene.stays[0].days.first)}, scene.stays[0]


def full_months(scene: ChildMonth, stay: Timed) -> Iterator[tuple[Items, int]]:
    """A month without a stay as if it belonged to one: at the rate of the stay's nearest month, in each band.

    The percentage of the band comes with it. Where the nearest month has several rates, all of them are tried.
    """
    after = stay.days.last < scene.days.first
    nearest = month_of(stay.days.last if after else stay.days.first)
    # The costing of the audit holds only the months audited, and the nearest month need not be one of them.
    costing = Costing(scene.costing.case, nearest.span, scene.costing.law)
    try:
        charges = charges_of(costing, scene.index, [MonthDays.of(nearest)], scene.readings)
    except InputError:  # the cost of that month is not known
        return
    rates = {(item.rate, item.form, item.source) for item in items_of(charges) if item.rate is not None}
    days = scene.days
    for rate, form, source in sorted(rates):
        for band, percent in enumerate(scene.percents, 1):
            parts = (FigurePart(days.first, days.last, percent, band, None),)
            whole = Item(MONTHLY_COST, form, source, rate, rate, parts)
            yield (scene.with_base(whole, rate, days.first, days.last, parts),), percent


def elsewhere(scene: ChildMonth, code: str) -> list[tuple[str, Items]]:
    """The other gminas that owe for the child in the month, those that owe most first, with the costs."""
    charges = charges_of(scene.costing, scene.index, [MonthDays.of(scene.month)], scene.readings)
    others = sorted(
        (charge for charge in charges if charge.gmina[:6] != code), key=lambda charge: -charge.amount_grosze
    )
    return [(charge.gmina, items_of([charge])) for charge in others]


def before_arrival_said(facts: Facts) -> Text:
    """Since when the child has been in care."""
    return Text(
        pl="Dziecko jest w pieczy dopiero od {arrived}{full_month}",
        en="The child has been in care only since {arrived}{full_month}",
    ).fill(arrived=day_of(facts, "arrived"), full_month=_full_month_said(facts))


def after_leaving_said(facts: Facts) -> Text:
    """The last day of stay."""
    return Text(
        pl="Ostatnim dniem pobytu był {left}{full_month}",
        en="The last day of stay was {left}{full_month}",
    ).fill(left=day_of(facts, "left"), full_month=_full_month_said(facts))


def _full_month_said(facts: Facts) -> Words:
    """At which percentage of a full month the amount is, where it is one."""
    if "percent" not in facts:
        return ""
    return Text(
        pl="; kwota jak za pełny miesiąc po {percent}",
        en="; the amount is that of a full month at {percent}",
    ).fill(percent=percent_of(facts, "percent"))


def other_gmina_said(facts: Facts) -> Text:
    """Which gmina owes for the month, and how much."""
    return Text(
        pl="Za ten miesiąc płaci gmina {gmina} ({due})",
        en="Gmina {gmina} owes for this month ({due})",
    ).fill(gmina=facts["gmina"], due=money_of(facts, "due"))

"""Absence: months before arrival, after leaving, of another gmina, or without a cost."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, day_of, money_of, percent_of, written
from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import FigurePart, Item, Items, items_of
from piecza.costs.costing import Costing
from piecza.dates import month_of
from piecza.errors.problems import InputError
from piecza.language.glossary import KINDS
from piecza.language.messages import in_lang
from piecza.language.text import Lang
from piecza.rule.case_charges import charges_of
from piecza.rule.clock import Timed
from piecza.rule.share import MONTHLY_COST, MonthDays


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
    costing = Costing(scene.costing.case, nearest.span, scene.costing.law, scene.costing.statute)
    try:
        charges = charges_of(costing, scene.index, [MonthDays.of(nearest)], scene.readings)
    except InputError:  # the cost of that month is not known
        return
    rates = {(item.rate, item.form, item.source) for item in items_of(charges) if item.rate is not None}
    days = scene.days
    for rate, form, source in sorted(rates):
        for band, percent in enumerate(scene.percents, 1):
            parts = (FigurePart(days.first, days.last, percent, band, None),)
            yield (Item(MONTHLY_COST, form, source, rate, rate, parts),), percent


def elsewhere(scene: ChildMonth, code: str) -> list[tuple[str, Items]]:
    """The other gminas that owe for the child in the month, those that owe most first, with the costs."""
    charges = charges_of(scene.costing, scene.index, [MonthDays.of(scene.month)], scene.readings)
    others = sorted(
        (charge for charge in charges if charge.gmina[:6] != code), key=lambda charge: -charge.amount_grosze
    )
    return [(charge.gmina, items_of([charge])) for charge in others]


def _at_percent(facts: Facts, lang: Lang) -> str:
    if "percent" not in facts:
        return ""
    rate = percent_of(facts, "percent", lang)
    return in_lang(lang, f"; kwota jak za pełny miesiąc po {rate}", f"; the amount is that of a full month at {rate}")


def before_arrival_said(facts: Facts, lang: Lang) -> str:
    """Since when the child has been in care."""
    day = day_of(facts, "arrived", lang)
    text = in_lang(lang, f"Dziecko jest w pieczy dopiero od {day}", f"The child has been in care only since {day}")
    return text + _at_percent(facts, lang)


def after_leaving_said(facts: Facts, lang: Lang) -> str:
    """The last day of stay."""
    day = day_of(facts, "left", lang)
    text = in_lang(lang, f"Ostatnim dniem pobytu był {day}", f"The last day of stay was {day}")
    return text + _at_percent(facts, lang)


def other_gmina_said(facts: Facts, lang: Lang) -> str:
    """Which gmina owes for the month, and how much."""
    due = money_of(facts, "due", lang)
    return in_lang(
        lang,
        f"Za ten miesiąc płaci gmina {facts['gmina']} ({due})",
        f"Gmina {facts['gmina']} owes for this month ({due})",
    )


def not_charged_said(facts: Facts, lang: Lang) -> str:
    """That nothing was charged."""
    return in_lang(lang, "Nie naliczono", "Not charged")


def no_cost_said(facts: Facts, lang: Lang) -> str:
    """That the register has no cost to judge the charge by."""
    if "kind" in facts:
        kind = KINDS[str(facts["kind"])][lang]
        return in_lang(
            lang,
            f"W rejestrze nie ma za ten czas takiego kosztu ({kind}), więc naliczenia nie można ocenić",
            f"The register has no such cost for the time ({kind}), so the charge cannot be judged",
        )
    return in_lang(
        lang,
        "W rejestrze nie ma kosztu za ten czas, więc naliczenia nie można ocenić",
        "The register has no cost for the time, so the charge cannot be judged",
    )

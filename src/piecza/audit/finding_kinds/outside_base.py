"""Outside the base: something a gmina never shares, but was charged for."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess, money_of
from piecza.audit.finding_figures import Item
from piecza.dates import Month
from piecza.language.text import Text
from piecza.law.act import Act, art_191
from piecza.money import half_up, to_grosze, to_text


def with_outside(scene: ChildMonth) -> Iterator[Guess]:
    """The month with an amount added that a gmina never shares, whole or for the days of the cost."""
    for at, item in enumerate(scene.items):
        if item.rate is None:
            continue
        for name, grosze in amounts_outside(scene.costing.law.act, scene.month):
            part = half_up(grosze * item.days, scene.days.days)
            for base in dict.fromkeys((grosze, part)):
                items = scene.replaced(at, item.at_base(item.base + base))
                facts: dict[str, object] = {"kind": name, "amount": to_text(base)}
                yield Guess("outside_base", facts, items)
                yield Guess("outside_base", facts, (*scene.items, Item(name, item.form, "", None, base, item.parts)))


def amounts_outside(act: Act, month: Month) -> Iterator[tuple[str, int]]:
    """The monthly amounts that the state pays for a child in a month, each with the name of its kind."""
    for outside in act.outside:
        for amount in outside.amounts:
            if amount.since <= month.end and (amount.until is None or amount.until >= month.start):
                yield outside.kinds[0], to_grosze(amount.amount)


def outside_base_said(facts: Facts) -> Text:
    """What was charged that a gmina does not share, and why not."""
    outside = art_191().outside_of[str(facts["kind"])]
    return Text(
        pl="Doliczono to, czego gmina nie współfinansuje: {kind}{amount} ({basis}: {reason})",
        en="Charged was what a gmina does not share: {kind}{amount} ({basis}: {reason})",
    ).fill(
        kind=Text(pl=outside.kinds[1], en=outside.kinds[0]).map(lambda kind: kind.replace("_", " ")),
        amount=", " + money_of(facts, "amount") if "amount" in facts else "",
        basis=outside.basis,
        reason=outside.reason,
    )

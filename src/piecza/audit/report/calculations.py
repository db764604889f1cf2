"""The figures of a finding as they are written: what stands left of an equals sign gives what stands right of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from piecza.audit.finding_figures import ROUNDINGS, Evidence, Mode, Slip, Step
from piecza.language.glossary import KINDS
from piecza.language.text import Text, Words, joined
from piecza.language.writing import added, days, percent, written_month, zlote
from piecza.law.act import art_191
from piecza.rule.share import gmina_share

MOST_LINES = 12
"""How many products of a finding are written out; the others stand in the workbook, and here as one sum."""

MODES: dict[Mode, Text] = {
    "half_up": Text(pl="do grosza, połówki w górę", en="half up to a grosz"),
    "half_even": Text(pl="do grosza, połówki do parzystego", en="to a grosz, halves to the even one"),
    "down": Text(pl="w dół do grosza", en="down to a grosz"),
    "up": Text(pl="w górę do grosza", en="up to a grosz"),
    "whole_zloty": Text(pl="do pełnych złotych", en="to whole złote"),
}
"""How amounts are rounded."""


class Product(NamedTuple):
    """Steps that are rounded together, and what they come to in grosze."""

    steps: tuple[Step, ...]
    grosze: int


def products(evidence: Evidence) -> Iterator[Product]:
    """The steps of some figures, grouped as they are rounded; the amounts add up to the sum before any slip."""
    if evidence.level == "segment":
        yield from (Product((step,), _worth((step,), evidence.mode)) for step in evidence.steps)
        return
    together = ("child", "month", "line") if evidence.level == "line" else ("child", "month")
    for _, group in groupby(evidence.steps, attrgetter(*together)):
        steps = tuple(group)
        yield Product(steps, _worth(steps, evidence.mode))


def _worth(steps: Sequence[Step], mode: Mode) -> int:
    terms = ((step.base_grosze, step.days * step.percent, step.of) for step in steps)
    return gmina_share(*terms, rounded=ROUNDINGS[mode])


def workings(evidence: Evidence) -> list[Text]:
    """The figures line by line: a product each, what they add up to, and what then happened to the sum."""
    all_products = list(products(evidence))
    months = len({(step.child, step.month) for step in evidence.steps}) > 1
    several = len({(step.child, step.month, step.line) for step in evidence.steps}) > 1
    lines = []
    for product in all_products[:MOST_LINES]:
        about: list[Words] = [_about(product.steps[0], evidence)] if months else []
        about += [kind_said(product.steps[0].kind)] if several and evidence.level != "child_month" else []
        before = joined(about) + ": " if about else ""
        lines.append(before + _left(product.steps) + " = " + zlote(product.grosze))
    amounts = [product.grosze for product in all_products]
    if len(all_products) > MOST_LINES:
        rest = amounts[MOST_LINES:]
        amounts = [*amounts[:MOST_LINES], sum(rest)]
        more = Text(pl=f"dalsze pozycje ({len(rest)}): ", en=f"further items ({len(rest)}): ")
        lines.append(more + zlote(sum(rest)))
    if len(amounts) > 1:
        lines.append(added(amounts))
    if evidence.mode != "half_up":
        lines[-1] += Text(pl=" (zaokrąglono ", en=" (rounded ") + MODES[evidence.mode] + ")"
    if evidence.slip:
        lines.append(_slipped(sum(amounts), evidence.grosze, evidence.slip))
    return lines


def _about(step: Step, evidence: Evidence) -> Text:
    month = written_month(step.month)
    return f"{step.child}, " + month if len({other.child for other in evidence.steps}) > 1 else month


def kind_said(kind: str) -> Text:
    """A kind of cost in words; for costs that a gmina never shares, the words of the law."""
    if kind in KINDS:
        return KINDS[kind]
    english, polish, *_ = art_191().outside_of[kind].kinds
    return Text(pl=polish, en=english).map(lambda name: name.replace("_", " "))


def _left(steps: Sequence[Step]) -> Text:
    """``1 002,00 zł × 17/31 dni × 50 %``; several steps are grouped by cost and added."""
    parts = [_of_line(list(group)) for _, group in groupby(steps, attrgetter("line"))]
    return joined(parts, " + ").map(lambda text: text.replace("+ −", "− "))


def _of_line(steps: Sequence[Step]) -> Text:
    base = zlote(steps[0].base_grosze)
    if len(steps) > 1:
        terms = joined((f"{step.days} × " + percent(step.percent) for step in steps), " + ")
        return base + " × (" + terms + f") ÷ {steps[0].of}"
    step = steps[0]
    part = "" if step.days == step.of else f"{step.days}/" + days(step.of) + " × "
    return base + " × " + part + percent(step.percent)


def _slipped(grosze: int, amount: int, slip: Slip) -> Text:
    before, after, number = zlote(grosze), zlote(amount), slip.number
    match slip.kind:
        case "times":
            return before + f" × {number} = " + after
        case "off":
            return before + f" {'−' if number < 0 else '+'} " + zlote(abs(number)) + " = " + after
        case _:
            return before + " → " + after + " (" + slip_said(slip) + ")"


def slip_said(slip: Slip) -> Words:
    """What happened to a sum, in short."""
    match slip.kind:
        case "times":
            return f"× {slip.number}"
        case "off":
            return f"{'−' if slip.number < 0 else '+'} {abs(slip.number)} gr"
        case "shifted":
            return Text(pl="przesunięty przecinek", en="the decimal point moved")
        case _:
            return Text(pl="zamienione cyfry", en="digits swapped")

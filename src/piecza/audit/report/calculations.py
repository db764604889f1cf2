"""The figures of a finding as they are written: what stands left of an equals sign gives what stands right of it."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from piecza.audit.finding_figures import Evidence, Mode, Slip, Step, rounded
from piecza.language.glossary import KINDS
from piecza.language.messages import in_lang
from piecza.language.old_writing import days, percent, written_month, zlote
from piecza.language.text import Lang, Text
from piecza.law.act import art_191

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
    if steps[0].grosze is not None:
        return steps[0].grosze
    denominator = 1
    for step in steps:
        denominator *= step.of * 100
    numerator = sum(step.base_grosze * step.days * step.percent * denominator // (step.of * 100) for step in steps)
    return rounded(numerator, denominator, mode)


def workings(evidence: Evidence, lang: Lang) -> list[str]:
    """The figures line by line: a product each, what they add up to, and what then happened to the sum."""
    all_products = list(products(evidence))
    months = len({(step.child, step.month) for step in evidence.steps}) > 1
    several = len({(step.child, step.month, step.line) for step in evidence.steps}) > 1
    lines = []
    for product in all_products[:MOST_LINES]:
        about = [_about(product.steps[0], evidence, lang)] if months else []
        about += [kind_said(product.steps[0].kind, lang)] if several and evidence.level != "child_month" else []
        before = f"{', '.join(about)}: " if about else ""
        lines.append(f"{before}{_left(product.steps, lang)} = {zlote(product.grosze, lang)}")
    amounts = [product.grosze for product in all_products]
    if len(all_products) > MOST_LINES:
        rest = amounts[MOST_LINES:]
        amounts = [*amounts[:MOST_LINES], sum(rest)]
        more = in_lang(lang, f"dalsze pozycje ({len(rest)})", f"further items ({len(rest)})")
        lines.append(f"{more}: {zlote(sum(rest), lang)}")
    if len(amounts) > 1:
        lines.append(f"{_added(amounts, lang)} = {zlote(sum(amounts), lang)}")
    if evidence.mode != "half_up":
        lines[-1] += f" ({in_lang(lang, 'zaokrąglono', 'rounded')} {MODES[evidence.mode][lang]})"
    if evidence.slip:
        lines.append(_slipped(sum(amounts), evidence.grosze, evidence.slip, lang))
    return lines


def _about(step: Step, evidence: Evidence, lang: Lang) -> str:
    month = written_month(step.month, lang)
    return f"{step.child}, {month}" if len({other.child for other in evidence.steps}) > 1 else month


def kind_said(kind: str, lang: Lang) -> str:
    """A kind of cost in words; for costs that a gmina never shares, the words of the law."""
    if kind in KINDS:
        return KINDS[kind][lang]
    return art_191().outside_of[kind].kinds[1 if lang == "pl" else 0].replace("_", " ")


def _left(steps: Sequence[Step], lang: Lang) -> str:
    """``1 002,00 zł × 17/31 dni × 50 %``; several steps are grouped by cost and added."""
    parts = [_of_line(list(group), lang) for _, group in groupby(steps, attrgetter("line"))]
    return " + ".join(parts).replace("+ −", "− ")


def _of_line(steps: Sequence[Step], lang: Lang) -> str:
    base = zlote(steps[0].base_grosze, lang)
    if len(steps) > 1:
        terms = " + ".join(f"{step.days} × {percent(step.percent, lang)}" for step in steps)
        return f"{base} × ({terms}) ÷ {steps[0].of}"
    step = steps[0]
    part = "" if step.days == step.of else f"{step.days}/{days(step.of, lang)} × "
    return f"{base} × {part}{percent(step.percent, lang)}"


def _added(amounts: Sequence[int], lang: Lang) -> str:
    text = zlote(amounts[0], lang)
    for amount in amounts[1:]:
        text += f" {'−' if amount < 0 else '+'} {zlote(abs(amount), lang)}"
    return text


def _slipped(grosze: int, amount: int, slip: Slip, lang: Lang) -> str:
    before, after, number = zlote(grosze, lang), zlote(amount, lang), slip.number
    match slip.kind:
        case "times":
            return f"{before} × {number} = {after}"
        case "off":
            return f"{before} {'−' if number < 0 else '+'} {zlote(abs(number), lang)} = {after}"
        case "shifted":
            what = in_lang(lang, "przesunięty przecinek", "the decimal point moved")
        case _:
            what = in_lang(lang, "zamienione cyfry", "digits swapped")
    return f"{before} → {after} ({what})"

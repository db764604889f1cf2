"""Why a past charge differs from what was due: every reason whose figures come to exactly what was charged."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from piecza.audit.child_month import ChildMonth, Guess
from piecza.audit.comparison import ComparedCharges
from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import Evidence, Items, Mode, MonthItems, Slip, evidence, slipped, worth
from piecza.audit.finding_kinds.arithmetic import forgotten, modes, off_by, other_roundings, written_wrongly
from piecza.audit.finding_kinds.exempt import as_if_due
from piecza.audit.finding_kinds.other_band import other_bands
from piecza.audit.finding_kinds.other_base import other_bases
from piecza.audit.finding_kinds.other_days import other_days
from piecza.audit.finding_kinds.outside_base import with_outside
from piecza.audit.finding_kinds.outside_stay import absence, elsewhere, full_months
from piecza.audit.findings import Finding
from piecza.money import half_up, to_grosze, to_text
from piecza.rule.clock import Timed
from piecza.rule.share import gmina_share

MOST_ALIKE = 3
"""How many findings of one code are kept for a charge."""

_LIKELIEST: tuple[Code, ...] = (
    "charged_twice",
    "before_arrival",
    "after_leaving",
    "other_gmina",
    "exempt",
    "not_charged",
    "other_reading",
    "no_cost",
    "other_band",
    "other_days",
    "other_base",
    "rounding",
    "outside_base",
    "arithmetic",
)
"""The codes that may explain an amount, the likeliest first: what the facts support, then another reading, then
mistakes, in an order that is the library's choice.
"""
_BY_MONTH: tuple[Callable[[ChildMonth], Iterator[Guess]], ...] = (
    other_bands,
    other_days,
    other_bases,
    other_roundings,
    as_if_due,
    with_outside,
    forgotten,
)


class _Target(NamedTuple):
    """An amount to be explained: the months of children that it is for, and what they should come to, in grosze.

    ``times`` is how often it was charged.
    """

    scenes: Sequence[ChildMonth]
    grosze: int
    times: int = 1


def explained(unit: ComparedCharges, scenes: Sequence[ChildMonth]) -> list[Finding]:
    """The findings for wrong charges, the likeliest first; empty where nothing comes to what was charged.

    ``scenes`` are the months of the child, or of all children, that the charges are for, in one set of readings.
    """
    if not unit.charged_grosze:
        return [Finding("not_charged")]
    if _without_cost(unit, scenes):
        return [Finding("no_cost", {"kind": unit.kind} if unit.kind else {})]
    amounts = [to_grosze(charge.amount) for charge in unit.charges]
    findings = list(_overlapping(unit, scenes, amounts))
    is_doubled = len(amounts) > 1 and len(set(amounts)) == 1 and len({(c.first, c.until) for c in unit.charges}) == 1
    if is_doubled and amounts[0]:
        findings += _doubled(unit, scenes, amounts)
    findings += _of_target(unit, _Target(scenes, unit.charged_grosze))
    findings += _stated(unit, scenes, findings)
    return ranked(findings, unit)


def outside_by_name(unit: ComparedCharges) -> Finding:
    """The finding for a charge that by its own kind is for something a gmina never shares."""
    facts: dict[str, object] = {"kind": str(unit.kind), "stated": True}
    return Finding("outside_base", facts)


def evidence_of(scenes: Sequence[ChildMonth]) -> Evidence:
    """The figures of what is due for some months."""
    months = [MonthItems(scene.child.id, scene.month, scene.items) for scene in scenes]
    return evidence(months, scenes[0].level)


def _without_cost(unit: ComparedCharges, scenes: Sequence[ChildMonth]) -> bool:
    """Whether the child was in care at the gmina's cost, but the register gives no cost."""
    return (
        unit.child is not None
        and not any(scene.items for scene in scenes)
        and any(
            stay.stay.gmina[:6] == unit.code and stay.days.meets(scene.days) and not unit.apart.get(scene.month)
            for scene in scenes
            for stay in scene.stays
        )
    )


def _overlapping(unit: ComparedCharges, scenes: Sequence[ChildMonth], amounts: Sequence[int]) -> Iterator[Finding]:
    """Charges whose months overlap, each of them right in itself."""
    by_charge = [[scene for scene in scenes if charge.first <= scene.month <= charge.until] for charge in unit.charges]
    differ = len({(charge.first, charge.until) for charge in unit.charges}) > 1
    right = differ and all(amount == _due(own) for amount, own in zip(amounts, by_charge, strict=True))
    together = [scene for own in by_charge for scene in own]
    # Where months are rounded as a whole, one counted twice may differ by a grosz from two rounded separately.
    if right and evidence_of(together).grosze == unit.charged_grosze:
        yield _finding("charged_twice", {"overlap": True}, together)


def ranked(findings: Iterable[Finding], unit: ComparedCharges) -> list[Finding]:
    """Findings in order, without repetition and only a few of each code; those that fit the nota's percentage first."""
    said_percent = {charge.percent for charge in unit.charges} - {None}
    alike: dict[Code, int] = {}
    kept: list[Finding] = []

    def order(finding: Finding) -> tuple[bool, int, bool]:
        return not _fits(finding, said_percent), _LIKELIEST.index(finding.code), finding.evidence is None

    for finding in sorted(findings, key=order):
        is_vague = finding.evidence is None and any(other.code == finding.code for other in kept)
        if (
            alike.get(finding.code, 0) < MOST_ALIKE
            and not is_vague
            and not any(_same(finding, other) for other in kept)
        ):
            alike[finding.code] = alike.get(finding.code, 0) + 1
            kept.append(finding)
    return kept


def _same(one: Finding, other: Finding) -> bool:
    return one.code == other.code and (one.evidence == other.evidence or one.facts == other.facts)


def _fits(finding: Finding, percents: set[int | None]) -> bool:
    """Whether the percentage stated on the nota agrees with the figures of a finding."""
    if not percents or finding.evidence is None:
        return True
    return {step.percent for step in finding.evidence.steps} == percents


def _doubled(unit: ComparedCharges, scenes: Sequence[ChildMonth], amounts: Sequence[int]) -> Iterator[Finding]:
    """The same charge made several times, right in itself or not."""
    times = len(amounts)
    places = [charge.place for charge in unit.charges if charge.place]
    facts: dict[str, object] = {"times": times, **({"places": places} if places else {})}
    due = _due(scenes)
    if amounts[0] == due:
        yield _finding("charged_twice", facts, scenes, slip=Slip("times", times))
        return
    for finding in _of_target(unit, _Target(scenes, amounts[0], times)):
        yield Finding("charged_twice", facts, finding.evidence)
        yield finding


def _due(scenes: Sequence[ChildMonth]) -> int:
    return sum(worth(scene.items, scene.level) for scene in scenes)


def _of_target(unit: ComparedCharges, target: _Target) -> Iterator[Finding]:
    scenes = target.scenes
    if not scenes:
        return
    yield from _facts(unit, target)
    if any(scene.items for scene in scenes):
        yield from _guessed(target)


# Guesses


def _guessed(target: _Target) -> Iterator[Finding]:
    """Every guess that comes to the target: about one month, about all months alike, and about their sum."""
    scenes = target.scenes
    level = scenes[0].level
    dues = [worth(scene.items, level) for scene in scenes]
    total = sum(dues)
    many = len(scenes) > 1
    told: Counter[Code] = Counter()

    def is_told(code: Code) -> bool:
        """Whether a code has enough findings: with hundreds of months, more figures would be made for nothing."""
        told[code] += many
        return told[code] > MOST_ALIKE

    for guesses in _BY_MONTH:
        alike: dict[object, list[tuple[int, Guess, int]]] = {}
        for at, scene in enumerate(scenes):
            for guess in guesses(scene) if scene.items else ():
                grosze = worth(guess.items, level)
                if total - dues[at] + grosze == target.grosze and not is_told(guess.code):
                    yield _about(target, {at: guess})
                if len(scenes) > 1:
                    alike.setdefault(_key(guess), []).append((at, guess, grosze))
        for group in alike.values():
            is_once = 1 < len(group) == len({at for at, _, _ in group})
            if is_once and total + sum(grosze - dues[at] for at, _, grosze in group) == target.grosze:
                yield _about(target, {at: guess for at, guess, _ in group})
    for at, scene in enumerate(scenes) if len(scenes) > 1 else ():
        for guess in (Guess("charged_twice", {"times": 2}, scene.items * 2), Guess("not_charged", {}, ())):
            fits = scene.items and total - dues[at] + worth(guess.items, level) == target.grosze
            if fits and not is_told(guess.code):
                yield _about(target, {at: guess})
    months = [MonthItems(scene.child.id, scene.month, scene.items) for scene in scenes]
    parts = sum(len(item.parts) for scene in scenes for item in scene.items)
    slipping = (*written_wrongly(total), *off_by(total, target.grosze, parts)) if target.times == 1 else ()
    for mistake in (*modes(), *slipping):
        whole = sum(worth(month.items, level, mistake.mode) for month in months)
        if slipped(whole, mistake.slip) == target.grosze and (whole, mistake.slip) != (total, None):
            yield _finding(mistake.code, mistake.facts, scenes, mistake.mode, mistake.slip, times=target.times)


def _key(guess: Guess) -> object:
    """What guesses about different months have in common."""
    own = ("day", "instead_of", "start", "end", "days", "base", "exempt")
    return guess.code, tuple((name, str(value)) for name, value in guess.facts.items() if name not in own)


def _about(target: _Target, guesses: Mapping[int, Guess]) -> Finding:
    """The finding of guesses about some of the months."""
    scenes = target.scenes
    first = next(iter(guesses.values()))
    facts = dict(first.facts)
    if len(scenes) > len(guesses):
        only = scenes[next(iter(guesses))]
        facts |= {"child": only.child.id} if len({scene.index for scene in scenes}) > 1 else {}
        facts |= {"month": str(only.month)} if len({scene.month for scene in scenes}) > 1 else {}
    items = {at: guess.items for at, guess in guesses.items()}
    return _finding(first.code, facts, scenes, items=items, times=target.times)


def _finding(
    code: Code,
    facts: Mapping[str, object],
    scenes: Sequence[ChildMonth],
    mode: Mode = "half_up",
    slip: Slip | None = None,
    *,
    items: Mapping[int, Items] | None = None,
    times: int = 1,
) -> Finding:
    """A finding with its figures; what was charged several times is counted as often in the figures."""
    months = [
        MonthItems(scene.child.id, scene.month, (items or {}).get(at, scene.items)) for at, scene in enumerate(scenes)
    ]
    if times > 1 and slip is None:
        slip = Slip("times", times)
    return Finding(code, facts, evidence(months, scenes[0].level, mode, slip))


# What the facts show


def _facts(unit: ComparedCharges, target: _Target) -> Iterator[Finding]:
    """Findings for months without a stay, or with a stay that another gmina pays for."""
    scenes = target.scenes
    if unit.child is None:
        return
    away = [absence(scene) for scene in scenes]
    if all(away):
        yield from _absent(target, [absent for absent in away if absent])
    elif not any(away):
        yield from _elsewhere(unit, target)


def _absent(target: _Target, away: Sequence[tuple[Code, dict[str, object], Timed]]) -> Iterator[Finding]:
    """Months without any day of stay: full months of the nearest stay, all in one band, or an unknown amount."""
    scenes = target.scenes
    code, facts, _ = away[0]
    options = [list(full_months(scene, stay)) for scene, (_, _, stay) in zip(scenes, away, strict=True)]
    for percent in dict.fromkeys(percent for option in options for _, percent in option):
        by_month = [[items for items, option_percent in option if option_percent == percent] for option in options]
        alone = [{0: items} for items in by_month[0]]
        for items in (
            alone if len(scenes) == 1 else [{at: fitting[0] for at, fitting in enumerate(by_month) if fitting}]
        ):
            if sum(worth(month_items, scenes[at].level) for at, month_items in items.items()) == target.grosze:
                yield _finding(code, {**facts, "percent": percent}, scenes, items=items, times=target.times)
    yield Finding(code, facts)


def _elsewhere(unit: ComparedCharges, target: _Target) -> Iterator[Finding]:
    """Months that another gmina pays for, alone or together with this one."""
    scenes = target.scenes
    if all(sum(stay.days.meets(scene.days) for stay in scene.stays) < 2 and scene.items for scene in scenes):
        return
    by_gmina: dict[str, dict[int, Items]] = {}
    for at, scene in enumerate(scenes):
        for gmina, items in elsewhere(scene, unit.code):
            by_gmina.setdefault(gmina, {})[at] = items
    exact = False
    for gmina, by_month in by_gmina.items():
        due = sum(worth(items, scenes[at].level) for at, items in by_month.items())
        facts: dict[str, object] = {"gmina": gmina, "due": to_text(due)}
        alone = {at: by_month.get(at, ()) for at in range(len(scenes))}
        both = {at: (*scene.items, *by_month.get(at, ())) for at, scene in enumerate(scenes)}
        for items_by_month in (alone, both) if due else ():
            if sum(worth(items, scenes[at].level) for at, items in items_by_month.items()) == target.grosze:
                exact = True
                yield _finding("other_gmina", facts, scenes, items=items_by_month, times=target.times)
    if not exact and not any(scene.items for scene in scenes):
        for gmina, by_month in by_gmina.items():
            due = sum(worth(items, scenes[at].level) for at, items in by_month.items())
            facts = {"gmina": gmina, "due": to_text(due)}
            moved = [scenes[at].with_items(items) for at, items in by_month.items()]
            for finding in _guessed(_Target(moved, target.grosze, target.times)):
                yield Finding("other_gmina", facts, finding.evidence)
                yield finding
            yield Finding("other_gmina", facts)


def _stated(unit: ComparedCharges, scenes: Sequence[ChildMonth], findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings from the figures stated on the nota: another base or percentage, or a wrong product of the two.

    Where a finding already has the same figures, it says why they are so, and nothing is added.
    """
    if len(unit.charges) != 1 or len(scenes) != 1:
        return
    charge, scene = unit.charges[0], scenes[0]
    if charge.base is None or charge.percent is None or not scene.items:
        return
    base, due_base = to_grosze(charge.base), sum(item.base for item in scene.items)
    percents = {part.percent for item in scene.items for part in item.parts}
    product = gmina_share((base, charge.percent, 1))
    figures: Evidence | None = None
    if product == unit.charged_grosze:
        item = scene.items[0]
        whole = item.parts[0]._replace(first=scene.days.first, last=scene.days.last, percent=charge.percent)
        if any(finding.evidence and _figures(finding.evidence) == (base, {charge.percent}) for finding in findings):
            return
        items = (item.at_base(base)._replace(parts=(whole,)),)
        figures = evidence([MonthItems(scene.child.id, scene.month, items)], scene.level)
        if base != due_base:
            facts: dict[str, object] = {"base": to_text(base), "instead_of": to_text(due_base), "source": "stated"}
            yield Finding("other_base", facts, figures)
        if percents != {charge.percent}:
            facts = {"percent": charge.percent}
            yield Finding("other_band", facts, figures)
    elif abs(product - unit.charged_grosze) > sum(len(item.parts) for item in scene.items):  # each part is rounded
        facts = {"slip": "product", "base": to_text(base), "percent": charge.percent, "product": to_text(product)}
        yield Finding("arithmetic", facts)


def _figures(figures: Evidence) -> tuple[int, set[int]]:
    """The base and the percentages in the figures of a finding."""
    bases: dict[object, tuple[int, int, int]] = {}
    for step in figures.steps:
        line = step.child, step.month, step.line
        bases[line] = step.base_grosze, bases.get(line, (0, 0, 0))[1] + step.days, step.of
    base = sum(half_up(grosze * days, of) for grosze, days, of in bases.values())
    return base, {step.percent for step in figures.steps}

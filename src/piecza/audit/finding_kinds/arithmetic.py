"""Rounding and slips of arithmetic: what may go wrong when a right sum is written down."""

from collections.abc import Callable, Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess, Slipped, money_of, percent_of
from piecza.audit.finding_figures import Items, Mode, Slip, slipped
from piecza.language.glossary import KINDS
from piecza.language.text import Text, joined
from piecza.language.writing import days, zlote
from piecza.money import half_up, to_text

_MODES: tuple[Mode, ...] = ("down", "up", "half_even", "whole_zloty")
_SHIFTS = (-2, -1, 1, 2)


def other_roundings(scene: ChildMonth) -> Iterator[Guess]:
    """The daily rate rounded before it is multiplied, or the base rounded to a whole złoty."""
    daily = tuple(
        item.at_base(half_up(item.rate, scene.divisor(item)) * item.days)
        if item.rate is not None and item.days < scene.days.days
        else item
        for item in scene.items
    )
    yield Guess("rounding", {"mode": "daily_rate"}, daily)
    whole = tuple(item.at_base(half_up(item.base, 100) * 100) for item in scene.items)
    yield Guess("rounding", {"mode": "whole_zloty_base"}, whole)


def modes() -> Iterator[Slipped]:
    """Other ways of rounding the shares."""
    for mode in _MODES:
        yield Slipped("rounding", {"mode": mode}, mode)


def forgotten(scene: ChildMonth) -> Iterator[Guess]:
    """A cost, or a part of one, left out or counted twice; money that came back added; the powiat's share charged."""
    items = scene.items
    for at, item in enumerate(items):
        facts: dict[str, object] = {"kind": item.kind, "base": to_text(item.base)}
        if len(items) > 1:
            yield Guess("arithmetic", {"slip": "left_out", **facts}, scene.replaced(at, None))
            yield Guess("arithmetic", {"slip": "twice", **facts}, (*items, item))
        if item.base < 0:
            yield Guess("arithmetic", {"slip": "added", **facts}, scene.replaced(at, item.negated()))
        for number, left in enumerate(item.parts) if len(item.parts) > 1 else ():
            parts = tuple(part._replace(percent=0) if n == number else part for n, part in enumerate(item.parts))
            about = {"slip": "part_left_out", "kind": item.kind, "days": left.days, "percent": left.percent}
            yield Guess("arithmetic", about, scene.replaced(at, item._replace(parts=parts)))
    yield Guess("arithmetic", {"slip": "powiat_share"}, _shares(items, lambda percent: 100 - percent))
    yield Guess("arithmetic", {"slip": "whole_base"}, _shares(items, lambda _: 100))


def _shares(items: Items, percent: Callable[[int], int]) -> Items:
    """The items at other percentages, where they are not exempt."""
    return tuple(
        item._replace(
            parts=tuple(part if part.exempt else part._replace(percent=percent(part.percent)) for part in item.parts)
        )
        for item in items
    )


def written_wrongly(due: int) -> Iterator[Slipped]:
    """A right sum written wrongly: charged twice over, two digits swapped, the decimal point moved."""
    yield Slipped("charged_twice", {"times": 2}, slip=Slip("times", 2))
    for number in range(1, max(3, len(str(abs(due))))):
        slip = Slip("swapped", number)
        if slipped(due, slip) != due:
            yield Slipped("arithmetic", {"slip": "swapped", "meant": to_text(due)}, slip=slip)
    for places in _SHIFTS:
        yield Slipped("arithmetic", {"slip": "shifted", "meant": to_text(due)}, slip=Slip("shifted", places))


def off_by(due: int, target: int, parts: int) -> Iterator[Slipped]:
    """A difference of no more grosze than there are parts: each part may have been rounded otherwise."""
    if 0 < abs(target - due) <= parts:
        yield Slipped("rounding", {"mode": "off", "grosze": target - due}, slip=Slip("off", target - due))


_MODES_SAID: dict[str, Text] = {
    "down": Text(pl="Udział zaokrąglono w dół do grosza", en="The share was rounded down to a grosz"),
    "up": Text(pl="Udział zaokrąglono w górę do grosza", en="The share was rounded up to a grosz"),
    "half_even": Text(pl="Połówki grosza zaokrąglono do parzystego", en="Half a grosz was rounded to the even one"),
    "whole_zloty": Text(pl="Udział zaokrąglono do pełnych złotych", en="The share was rounded to whole złote"),
    "daily_rate": Text(
        pl="Stawkę dzienną zaokrąglono do grosza przed pomnożeniem przez dni",
        en="The day's rate was rounded to a grosz before it was multiplied by the days",
    ),
    "whole_zloty_base": Text(pl="Podstawę zaokrąglono do pełnych złotych", en="The base was rounded to whole złote"),
}


def rounding_said(facts: Facts) -> Text:
    """How the share was rounded."""
    if facts["mode"] != "off":
        return _MODES_SAID[str(facts["mode"])]
    grosze = int(str(facts["grosze"]))
    return Text(
        pl="O {amount} {more}, nie więcej niż grosz na każdy składnik: inne zaokrąglenie",
        en="{amount} {more}, no more than a grosz for each part: another rounding",
    ).fill(
        amount=zlote(abs(grosze)),
        more=Text(pl="za dużo", en="too much") if grosze > 0 else Text(pl="za mało", en="too little"),
    )


_SLIPS_SAID: dict[str, Text] = {
    "left_out": Text(pl="Pominięto pozycję: {kind}, {base}", en="A cost was left out: {kind}, {base}"),
    "twice": Text(pl="Pozycję doliczono dwa razy: {kind}, {base}", en="A cost was counted twice: {kind}, {base}"),
    "added": Text(
        pl="Kwotę dodano zamiast odjąć: {kind}, {base}", en="An amount was added, not subtracted: {kind}, {base}"
    ),
    "part_left_out": Text(
        pl="Pominięto część miesiąca: {kind}, {days} po {percent}",
        en="A part of the month was left out: {kind}, {days} at {percent}",
    ),
    "powiat_share": Text(
        pl="Naliczono udział powiatu zamiast udziału gminy",
        en="Charged was the powiat's share, not the gmina's",
    ),
    "whole_base": Text(
        pl="Naliczono całą podstawę, bez procentu", en="Charged was the whole base, without a percentage"
    ),
    "swapped": Text(pl="Zamieniono miejscami dwie cyfry w kwocie {meant}", en="Two digits of {meant} changed places"),
    "shifted": Text(pl="Przesunięto przecinek w kwocie {meant}", en="The decimal point of {meant} was moved"),
    "product": Text(
        pl="{base} × {percent} to {product}, a nie kwota noty",
        en="{base} × {percent} is {product}, not the nota's amount",
    ),
}


def arithmetic_said(facts: Facts) -> Text:
    """What happened to a right sum."""
    figures = {name: money_of(facts, name) for name in ("base", "meant", "product") if name in facts}
    if "kind" in facts:
        figures["kind"] = KINDS[str(facts["kind"])]
    if "days" in facts:
        figures["days"] = days(int(str(facts["days"])))
    if "percent" in facts:
        figures["percent"] = percent_of(facts, "percent")
    return _SLIPS_SAID[str(facts["slip"])].fill(**figures)


def charged_twice_said(facts: Facts) -> Text:
    """What was charged more than once, and how often."""
    if "apart" in facts:
        kinds = facts["apart"]
        assert isinstance(kinds, list)
        return Text(
            pl="Naliczono dwa razy: wszystkie koszty razem, a osobno jeszcze {kinds}",
            en="Charged twice: all costs together, and by themselves once more: {kinds}",
        ).fill(kinds=joined(KINDS[kind] for kind in kinds))
    if "singly" in facts:
        return Text(
            pl="Naliczono dwa razy: w sumie noty i osobno (dziecko {child})",
            en="Charged twice: in the total of the nota, and singly (child {child})",
        ).fill(child=facts["singly"])
    if "overlap" in facts:
        return Text(
            pl="Naliczono dwa razy: każde naliczenie jest samo w sobie prawidłowe, ale ich miesiące się pokrywają",
            en="Charged twice: every charge is right in itself, but their months overlap",
        )
    if facts["times"] == 2:
        return Text(pl="Naliczono dwa razy", en="Charged twice")
    return Text(pl="Naliczono {times} razy", en="Charged {times} times").fill(times=facts["times"])

"""The slips of arithmetic by which a right month may be charged wrongly: rounding, a part forgotten, digits swapped."""

from collections.abc import Callable, Iterator

from piecza.audit.figures import Items
from piecza.audit.findings import Mode, Slip, slipped
from piecza.audit.scenes import Guess, Scene, Slipped
from piecza.money import half_up, to_text

_MODES: tuple[Mode, ...] = ("down", "up", "half_even", "whole_zloty")
_SHIFTS = (-2, -1, 1, 2)


def other_roundings(scene: Scene) -> Iterator[Guess]:
    """The day's rate rounded before it is multiplied, or the base rounded to a whole złoty."""
    daily = tuple(
        item._replace(base=half_up(item.rate, scene.divisor(item)) * item.days)
        if item.rate is not None and item.days < scene.days.days
        else item
        for item in scene.items
    )
    yield Guess("rounding", {"mode": "daily_rate"}, daily)
    whole = tuple(item._replace(base=half_up(item.base, 100) * 100) for item in scene.items)
    yield Guess("rounding", {"mode": "whole_zloty_base"}, whole)


def modes() -> Iterator[Slipped]:
    """Other ways of rounding the shares."""
    for mode in _MODES:
        yield Slipped("rounding", {"mode": mode}, mode)


def forgotten(scene: Scene) -> Iterator[Guess]:
    """A cost, or a part of one, left out or counted twice; money that came back added; the powiat's share charged."""
    items = scene.items
    for at, item in enumerate(items):
        facts: dict[str, object] = {"kind": item.kind, "base": to_text(item.base)}
        if len(items) > 1:
            yield Guess("arithmetic", {"slip": "left_out", **facts}, scene.replaced(at, None))
            yield Guess("arithmetic", {"slip": "twice", **facts}, (*items, item))
        if item.base < 0:
            yield Guess("arithmetic", {"slip": "added", **facts}, scene.replaced(at, item._replace(base=-item.base)))
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
    """Some grosze more or less, not more than there are parts: each may have been rounded otherwise."""
    if 0 < abs(target - due) <= parts:
        yield Slipped("rounding", {"mode": "off", "grosze": target - due}, slip=Slip("off", target - due))

"""Other days: a part of a month counted wrongly, or a change of cost on a wrong day."""

from collections.abc import Iterator
from itertools import pairwise

from piecza.audit.child_month import ChildMonth, Facts, Guess, day_of, written
from piecza.audit.finding_figures import Item, Items, spread
from piecza.language.text import Text
from piecza.language.writing import days


def other_days(scene: ChildMonth) -> Iterator[Guess]:
    """A full month for a part of one, another first or last day, and another day on which one cost follows another."""
    month = scene.days
    monthly = [at for at, item in enumerate(scene.items) if item.rate is not None]
    full = tuple(
        _moved(scene, item, month.first, month.last) if item.rate is not None else item for item in scene.items
    )
    options: list[tuple[dict[str, object], Items]] = []
    for at, after in pairwise(monthly):
        one, other = scene.items[at], scene.items[after]
        if one.last + 1 >= other.first:
            for day in range(one.first + 1, other.last + 1):
                items = scene.replaced(at, _moved(scene, one, one.first, day - 1))
                items = (*items[:after], _moved(scene, other, day, other.last), *items[after + 1 :])
                options.append(({"day": written(day), "instead_of": written(other.first)}, items))
    if len(monthly) > 1:
        options.append(({"days": month.days, "full_month": True}, full))
    for at in monthly:
        item = scene.items[at]
        spans = [(month.first, month.last)]
        # At one percentage only the number of days counts: only an end that lies within the month is moved.
        if len(item.parts) > 1 or item.first > month.first:
            spans += [(first, item.last) for first in range(month.first, item.last + 1)]
        if len(item.parts) > 1 or item.first == month.first or item.last < month.last:
            spans += [(item.first, last) for last in range(item.first, month.last + 1)]
        for first, last in spans:
            days = last - first + 1
            facts: dict[str, object] = {"days": days, "instead_of": item.days}
            facts |= {"full_month": True} if days == month.days else {"start": written(first), "end": written(last)}
            options.append((facts, scene.replaced(at, _moved(scene, item, first, last))))
        options += [(facts, scene.replaced(at, counted)) for facts, counted in _counted(scene, item)]
    for facts, items in options:
        if items != scene.items:
            yield Guess("other_days", facts, items)


def _counted(scene: ChildMonth, item: Item) -> Iterator[tuple[dict[str, object], Item]]:
    """A cost at several percentages, with the days of one of them counted wrongly."""
    for number, part in enumerate(item.parts) if len(item.parts) > 1 else ():
        for length in range(1, scene.days.days - item.days + part.days + 1):
            lengths = [length if n == number else piece.days for n, piece in enumerate(item.parts)]
            starts = [item.first + sum(lengths[:n]) for n in range(len(lengths))]
            parts = tuple(
                piece._replace(first=start, last=start + count - 1)
                for piece, start, count in zip(item.parts, starts, lengths, strict=True)
            )
            if length != part.days and item.rate is not None:
                facts: dict[str, object] = {"days": sum(lengths), "instead_of": item.days}
                yield facts, scene.with_base(item, item.rate, item.first, item.first + sum(lengths) - 1, parts)


def _moved(scene: ChildMonth, item: Item, first: int, last: int) -> Item:
    """A monthly cost over other days."""
    assert item.rate is not None, "only a monthly cost has days that can be mistaken"
    if (first, last) == (item.first, item.last):
        return item
    return scene.with_base(item, item.rate, first, last, spread(item.parts, first, last))


def other_days_said(facts: Facts) -> Text:
    """Which days were charged instead of the right ones."""
    if "day" in facts:
        return Text(
            pl="Zmianę kosztu (przeniesienie albo kwotę) policzono od {day} zamiast od {right}",
            en="The change of cost (a move or an amount) was counted from {day} instead of {right}",
        ).fill(day=day_of(facts, "day"), right=day_of(facts, "instead_of"))
    if "full_month" in facts:
        return Text(pl="Naliczono pełny miesiąc zamiast jego części", en="A full month was charged for a part of one")
    charged = days(int(str(facts["days"])))
    if "start" in facts:
        charged += Text(pl=" (od {start} do {end})", en=" (from {start} to {end})").fill(
            start=day_of(facts, "start"), end=day_of(facts, "end")
        )
    return Text(pl="Naliczono {charged} zamiast {right}", en="Charged {charged} instead of {right}").fill(
        charged=charged, right=facts["instead_of"]
    )

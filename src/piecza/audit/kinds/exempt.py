"""Exempt days, charged as if the gmina paid for them."""

from collections.abc import Iterator

from piecza.audit.figures import FigurePart, Item, joined
from piecza.audit.month import ChildMonth, Facts, Guess
from piecza.language.glossary import EXEMPT
from piecza.language.messages import Lang, in_lang

READINGS_EXEMPT = ("emergency_care", "coordinator")
"""What a reading exempts: another option of it says otherwise."""


def as_if_due(scene: ChildMonth) -> Iterator[Guess]:
    """The month without the exemptions of the child, and as if its stay had not begun before the gmina's duty."""
    grounds = {part.exempt for item in scene.items for part in item.parts if part.exempt} - {*READINGS_EXEMPT}
    if grounds:
        facts: dict[str, object] = {"exempt": sorted(grounds)}
        for band, percent in enumerate(scene.percents, 1):
            items = tuple(_due(scene, item, band) for item in scene.items)
            yield Guess("exempt", {**facts, "percent": percent}, items)
        yield Guess("exempt", facts, tuple(_due(scene, item, None) for item in scene.items))


def _due(scene: ChildMonth, item: Item, band: int | None) -> Item:
    """A cost without what exempts it: at this band, or (None) at its own, the last where it has none."""

    def part(each: FigurePart) -> FigurePart:
        if not each.exempt or each.exempt in READINGS_EXEMPT:
            return each
        its = band or each.band or len(scene.percents)
        return each._replace(percent=scene.percents[its - 1], band=its, exempt=None)

    return item._replace(parts=joined(map(part, item.parts)))


def exempt_said(facts: Facts, lang: Lang) -> str:
    """Why the gmina does not pay."""
    grounds = facts["exempt"]
    assert isinstance(grounds, list)
    why = "; ".join(EXEMPT[ground][lang] for ground in grounds)
    return in_lang(
        lang,
        f"Gmina nie płaci, bo {why}; naliczono tak, jakby płaciła",
        f"The gmina does not pay, because {why}; it was charged as if it did",
    )

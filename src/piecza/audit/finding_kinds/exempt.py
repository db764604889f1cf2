"""Exempt days, charged as if the gmina paid for them."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess
from piecza.audit.finding_figures import FigurePart, Item, merged
from piecza.language.glossary import EXEMPT
from piecza.language.text import Text, joined

_READINGS_EXEMPT = ("emergency_care", "coordinator")
"""What is exempt by a reading: another option of that reading charges it."""


def as_if_due(scene: ChildMonth) -> Iterator[Guess]:
    """The month without exemptions (a stay from before the gmina's duty is one): in each band, then in its own."""
    grounds = {part.exempt for item in scene.items for part in item.parts if part.exempt} - {*_READINGS_EXEMPT}
    if grounds:
        facts: dict[str, object] = {"exempt": sorted(grounds)}
        for band, percent in enumerate(scene.percents, 1):
            items = tuple(_due(scene, item, band) for item in scene.items)
            yield Guess("exempt", {**facts, "percent": percent}, items)
        yield Guess("exempt", facts, tuple(_due(scene, item, None) for item in scene.items))


def _due(scene: ChildMonth, item: Item, band: int | None) -> Item:
    """A cost without its exemptions: in the given band, or (None) in its own band, the last one where it has none."""

    def due(part: FigurePart) -> FigurePart:
        if not part.exempt or part.exempt in _READINGS_EXEMPT:
            return part
        due_band = band or part.band or len(scene.percents)
        return part._replace(percent=scene.percent(part.first, due_band), band=due_band, exempt=None)

    return item._replace(parts=merged(map(due, item.parts)))


def exempt_said(facts: Facts) -> Text:
    """Why the gmina does not pay."""
    grounds = facts["exempt"]
    assert isinstance(grounds, list)
    return Text(
        pl="Gmina nie płaci, bo {grounds}; naliczono tak, jakby płaciła",
        en="The gmina does not pay, because {grounds}; it was charged as if it did",
    ).fill(grounds=joined((EXEMPT[ground] for ground in grounds), "; "))

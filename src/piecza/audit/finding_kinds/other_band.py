"""Another band: a charge at the percentage of another year of stay."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess, day_of, percent_of, written
from piecza.audit.finding_figures import FigurePart, Items, merged
from piecza.language.text import Text, Words


def other_bands(scene: ChildMonth) -> Iterator[Guess]:
    """Another band in the whole month, a change of band on another day, and years counted anew from a move."""
    seen = {scene.items}
    percents = scene.percents
    for band, percent in enumerate(percents, 1):
        items = _banded(scene, scene.days.first, None, band)
        if items not in seen:
            seen.add(items)
            yield Guess("other_band", {"percent": percent}, items)
    first, last = min(item.first for item in scene.items), max(item.last for item in scene.items)
    for day in range(first + 1, last + 1):
        for before in range(1, len(percents)):
            items = _banded(scene, day, before, before + 1)
            if items not in seen:
                seen.add(items)
                facts = {"percent": percents[before], "before": percents[before - 1], "day": written(day)}
                yield Guess("other_band", facts, items)
    for day in (p.start.toordinal() for stay in scene.child.stays for p in stay.placements[1:]):
        if first < day <= last:
            items = _banded(scene, day, None, 1)
            if items not in seen:
                seen.add(items)
                yield Guess("other_band", {"percent": percents[0], "day": written(day)}, items)


def _banded(scene: ChildMonth, day: int, before: int | None, after: int) -> Items:
    """The items with one band before a day (None: unchanged) and another from that day on, where a band decides."""

    def parts(part: FigurePart) -> Iterator[FigurePart]:
        if part.band is None or part.exempt:
            yield part
            return
        if part.first < day:
            band = before or part.band
            yield part._replace(last=min(part.last, day - 1), percent=scene.percent(part.first, band), band=band)
        if part.last >= day:
            first = max(part.first, day)
            yield part._replace(first=first, percent=scene.percent(first, after), band=after)

    return tuple(
        item._replace(parts=merged(piece for part in item.parts for piece in parts(part))) for item in scene.items
    )


def other_band_said(facts: Facts) -> Text:
    """At which percentage it was charged, and from which day."""
    figures = {name: percent_of(facts, name) for name in ("percent", "before") if name in facts}
    if "day" in facts:
        text = Text(pl="Naliczono {percent} od dnia {day}", en="Charged at {percent} from {day}")
        if "before" in facts:
            text += Text(pl=", a wcześniej {before}", en=", and {before} before")
        figures["day"] = day_of(facts, "day")
    else:
        text = Text(
            pl="Naliczono {percent} zamiast procentu z roku pobytu",
            en="Charged at {percent}, not at the percentage of the year of stay",
        )
    return text.fill(**figures) + _counted_said(facts)


def _counted_said(facts: Facts) -> Words:
    """From which day years of stay seem to have been counted."""
    if "counted_from" not in facts:
        return ""
    day = day_of(facts, "counted_to")
    if facts["counted_from"] is None:
        day = Text(pl="{last} albo wcześniej", en="{last} or earlier").fill(last=day)
    elif facts["counted_from"] != facts["counted_to"]:
        between = Text(pl="dnia między {first} a {last}", en="a day between {first} and {last}")
        day = between.fill(first=day_of(facts, "counted_from"), last=day)
    text = Text(pl="; lata pobytu liczono jakby od {day}", en="; years of stay as if counted from {day}").fill(day=day)
    if "placement" in facts:
        began = day_of(facts, "placement")
        text += Text(pl=" (umieszczenie trwa od {began})", en=" (a placement began on {began})").fill(began=began)
    return text

"""Another band: a charge at the percentage of another year of stay."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess, day_of, percent_of, written
from piecza.audit.finding_figures import FigurePart, Items, joined
from piecza.language.messages import in_lang
from piecza.language.text import Lang


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
            yield part._replace(last=min(part.last, day - 1), percent=scene.percents[band - 1], band=band)
        if part.last >= day:
            yield part._replace(first=max(part.first, day), percent=scene.percents[after - 1], band=after)

    return tuple(
        item._replace(parts=joined(piece for part in item.parts for piece in parts(part))) for item in scene.items
    )


def other_band_said(facts: Facts, lang: Lang) -> str:
    """At which percentage it was charged, and from which day."""
    rate = percent_of(facts, "percent", lang)
    if "day" in facts:
        day = day_of(facts, "day", lang)
        text = in_lang(lang, f"Naliczono {rate} od dnia {day}", f"Charged at {rate} from {day}")
        if "before" in facts:
            before = percent_of(facts, "before", lang)
            text += in_lang(lang, f", a wcześniej {before}", f", and {before} before")
    else:
        text = in_lang(
            lang,
            f"Naliczono {rate} zamiast procentu z roku pobytu",
            f"Charged at {rate}, not at the percentage of the year of stay",
        )
    return text + _counted_said(facts, lang)


def _counted_said(facts: Facts, lang: Lang) -> str:
    """From which day years of stay seem to have been counted."""
    if "counted_from" not in facts:
        return ""
    first, last = facts["counted_from"], facts["counted_to"]
    if first == last:
        day = day_of(facts, "counted_from", lang)
        text = in_lang(lang, f"; lata pobytu liczono jakby od {day}", f"; years of stay as if counted from {day}")
    elif first is None:
        day = day_of(facts, "counted_to", lang)
        text = in_lang(
            lang,
            f"; lata pobytu liczono jakby od {day} albo wcześniej",
            f"; years of stay as if counted from {day} or earlier",
        )
    else:
        one, other = day_of(facts, "counted_from", lang), day_of(facts, "counted_to", lang)
        text = in_lang(
            lang,
            f"; lata pobytu liczono jakby od dnia między {one} a {other}",
            f"; years of stay as if counted from a day between {one} and {other}",
        )
    if "placement" in facts:
        day = day_of(facts, "placement", lang)
        text += in_lang(lang, f" (umieszczenie trwa od {day})", f" (a placement began on {day})")
    return text

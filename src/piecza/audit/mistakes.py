"""The mistakes by which a month of a child that is in care may be charged wrongly: the band, the days, the base.

Each guess is a month as somebody may have worked it out; whether it comes to what was charged is seen elsewhere. There
are some 200 for each cost of a month.
"""

from collections.abc import Iterator
from itertools import pairwise

from piecza.audit.figures import Item, Items, Part, joined, spread
from piecza.audit.scenes import Guess, Scene, written
from piecza.dates import month_of, months_apart
from piecza.law.benefit_rates import Rate
from piecza.money import half_up, to_grosze, to_text

# The band


def other_bands(scene: Scene) -> Iterator[Guess]:
    """Another band in the whole month, another day on which it changes, and a clock that began anew with a move."""
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


def _banded(scene: Scene, day: int, before: int | None, after: int) -> Items:
    """The items with one band before a day (None: as they are) and another from it on, where a band decides."""

    def parts(each: Part) -> Iterator[Part]:
        if each.band is None or each.exempt:
            yield each
            return
        if each.first < day:
            band = before or each.band
            yield each._replace(last=min(each.last, day - 1), percent=scene.percents[band - 1], band=band)
        if each.last >= day:
            yield each._replace(first=max(each.first, day), percent=scene.percents[after - 1], band=after)

    return tuple(
        item._replace(parts=joined(each for part in item.parts for each in parts(part))) for item in scene.items
    )


# The days


def other_days(scene: Scene) -> Iterator[Guess]:
    """A full month for a part of one, another first or last day, and another day on which one cost follows another."""
    month = scene.days
    monthly = [at for at, item in enumerate(scene.items) if item.rate is not None]
    full = tuple(
        _moved(scene, item, month.first, month.last) if item.rate is not None else item for item in scene.items
    )
    found: list[tuple[dict[str, object], Items]] = []
    for at, after in pairwise(monthly):
        one, other = scene.items[at], scene.items[after]
        if one.last + 1 >= other.first:
            for day in range(one.first + 1, other.last + 1):
                items = scene.replaced(at, _moved(scene, one, one.first, day - 1))
                items = (*items[:after], _moved(scene, other, day, other.last), *items[after + 1 :])
                found.append(({"day": written(day), "instead_of": written(other.first)}, items))
    if len(monthly) > 1:
        found.append(({"days": month.days, "full_month": True}, full))
    for at in monthly:
        item = scene.items[at]
        spans = [(month.first, month.last)]
        # At one percentage it is only the number of days that counts: the end is moved that lies within the month.
        if len(item.parts) > 1 or item.first > month.first:
            spans += [(first, item.last) for first in range(month.first, item.last + 1)]
        if len(item.parts) > 1 or item.first == month.first or item.last < month.last:
            spans += [(item.first, last) for last in range(item.first, month.last + 1)]
        for first, last in spans:
            days = last - first + 1
            facts: dict[str, object] = {"days": days, "instead_of": item.days}
            facts |= {"full_month": True} if days == month.days else {"start": written(first), "end": written(last)}
            found.append((facts, scene.replaced(at, _moved(scene, item, first, last))))
        found += [(facts, scene.replaced(at, counted)) for facts, counted in _counted(scene, item)]
    for facts, items in found:
        if items != scene.items:
            yield Guess("other_days", facts, items)


def _counted(scene: Scene, item: Item) -> Iterator[tuple[dict[str, object], Item]]:
    """A cost of several percentages, the days of one of them counted wrongly."""
    for number, part in enumerate(item.parts) if len(item.parts) > 1 else ():
        for length in range(1, scene.days.days - item.days + part.days + 1):
            lengths = [length if n == number else each.days for n, each in enumerate(item.parts)]
            starts = [item.first + sum(lengths[:n]) for n in range(len(lengths))]
            parts = tuple(
                each._replace(first=start, last=start + its - 1)
                for each, start, its in zip(item.parts, starts, lengths, strict=True)
            )
            if length != part.days and item.rate is not None:
                facts: dict[str, object] = {"days": sum(lengths), "instead_of": item.days}
                yield facts, scene.with_base(item, item.rate, item.first, item.first + sum(lengths) - 1, parts)


def _moved(scene: Scene, item: Item, first: int, last: int) -> Item:
    """A monthly cost over other days."""
    assert item.rate is not None, "only a monthly cost has days that can be mistaken"
    if (first, last) == (item.first, item.last):
        return item
    return scene.with_base(item, item.rate, first, last, spread(item.parts, first, last))


# The base


def other_bases(scene: Scene) -> Iterator[Guess]:
    """Another monthly cost than that of the days, or more of an expense than falls to the month."""
    seen = {scene.items}
    monthly = [at for at, item in enumerate(scene.items) if item.rate is not None]
    for grosze, why in _rates(scene):
        targets = [[at] for at in monthly] + ([monthly] if len(monthly) > 1 else [])
        for places in targets:
            items = tuple(
                scene.with_base(item, grosze, item.first, item.last, item.parts) if at in places else item
                for at, item in enumerate(scene.items)
            )
            if items not in seen:
                seen.add(items)
                was = scene.items[places[0]].rate or 0
                yield Guess("other_base", {"rate": to_text(grosze), "instead_of": to_text(was), **why}, items)
    for at, item in enumerate(scene.items):
        for grosze, what in _expenses(scene, item):
            items = scene.replaced(at, item._replace(base=grosze))
            if items not in seen:
                seen.add(items)
                facts = {"expense": to_text(grosze), "instead_of": to_text(item.base), "of": what, "kind": item.kind}
                yield Guess("other_base", facts, items)


def _rates(scene: Scene) -> Iterator[tuple[int, dict[str, object]]]:
    """Amounts that may have been taken for the monthly cost, each once, the closest first."""
    found: dict[int, dict[str, object]] = {}
    for grosze, why in (*_given(scene), *_announced(scene), *_statutory(scene)):
        found.setdefault(grosze, why)
    yield from found.items()


def _given(scene: Scene) -> Iterator[tuple[int, dict[str, object]]]:
    """What the child's placements cost on other days, those closest to the month first."""
    entries = [
        (entry.start or placement.start, to_grosze(entry.amount), placement.form)
        for stay in scene.child.stays
        for placement in stay.placements
        for entry in placement.monthly_cost
    ]
    entries.sort(key=lambda each: abs(each[0].toordinal() - scene.days.first))
    for start, grosze, form in entries:
        yield grosze, {"source": "monthly_cost", "since": start.isoformat(), "form": form}


def _announced(scene: Scene) -> Iterator[tuple[int, dict[str, object]]]:
    """Other announcements of the child's facilities, last year's first."""
    names = {p.facility for stay in scene.child.stays for p in stay.placements if p.facility}
    its = [each for each in scene.costing.case.announcements if each.facility in names]
    its.sort(key=lambda each: abs(each.in_force_from.toordinal() - scene.days.first))
    for each in its:
        why: dict[str, object] = {"source": "announcement", "since": each.in_force_from.isoformat()}
        yield to_grosze(each.amount), {**why, "facility": each.facility}


def _statutory(scene: Scene) -> Iterator[tuple[int, dict[str, object]]]:
    """The allowances of either form on other days, with and without the supplements that the child has."""
    case, statute = scene.costing.case, scene.costing.statute
    amounts = [
        (rate.benefit, rate.start, to_grosze(rate.amount))
        for name in dict.fromkeys(statute.benefit_of_form.values())
        for rate in statute.history[name]
        if isinstance(rate, Rate)
    ]
    amounts += [(each.benefit, each.start, to_grosze(each.amount)) for each in case.powiat_rates]
    amounts.sort(key=lambda each: abs(each[1].toordinal() - scene.days.first))
    besides = {0, *_supplements(scene)}
    for benefit, start, grosze in amounts:
        if benefit.startswith("allowance"):
            for more in sorted(besides):
                why: dict[str, object] = {"source": "rate", "benefit": benefit, "since": start.isoformat()}
                yield grosze + more, {**why, **({"supplements": to_text(more)} if more else {})}


def _supplements(scene: Scene) -> set[int]:
    """What the supplements of the month come to."""
    found = set()
    for its in scene.costing.monthly(scene.index, scene.readings).values():
        for entry in its:
            if entry.paid and entry.days.meets(scene.days):
                found.add(sum(each.grosze or 0 for each in entry.paid[1:]))
    return found


def _expenses(scene: Scene, item: Item) -> Iterator[tuple[int, str]]:
    """What of an expense may have been charged instead of the month's part: all of it, or the whole family's cost."""
    if item.rate is not None:
        return
    place = int(item.source[:-1].rpartition("[")[2])
    if not item.source.startswith("family_costs"):
        stay = scene.stay_on(item.first)
        assert stay, "an expense lies within its stay"
        yield to_grosze(stay.stay.expenses[place].amount), "expense"
        return
    share = scene.costing.share(scene.index, item.source, item.first, scene.readings)
    yield share.grosze, "child"
    whole = to_grosze(scene.costing.case.family_costs[place].amount)
    yield whole, "family"
    its = scene.costing.case.family_costs[place].span
    months = months_apart(month_of(its.first), month_of(its.last)) + 1
    if months > 1:
        yield half_up(whole, months), "family_month"

"""Another base: an amount of another time, form, announcement, supplement, or a whole expense."""

from collections.abc import Iterator

from piecza.audit.child_month import ChildMonth, Facts, Guess, day_of, money_of
from piecza.audit.finding_figures import Item
from piecza.dates import month_of, months_apart
from piecza.language.glossary import BENEFITS, FORMS, KINDS
from piecza.language.text import Text
from piecza.law.benefit_rates import Rate
from piecza.money import half_up, to_grosze, to_text


def other_bases(scene: ChildMonth) -> Iterator[Guess]:
    """A monthly cost other than the right one, or more of an expense than falls to the month."""
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
            items = scene.replaced(at, item.at_base(grosze))
            if items not in seen:
                seen.add(items)
                facts = {"expense": to_text(grosze), "instead_of": to_text(item.base), "of": what, "kind": item.kind}
                yield Guess("other_base", facts, items)


def _rates(scene: ChildMonth) -> Iterator[tuple[int, dict[str, object]]]:
    """Amounts that may have been taken as the monthly cost, each once, the closest in time first."""
    reasons: dict[int, dict[str, object]] = {}
    for grosze, why in (*_given(scene), *_announced(scene), *_statutory(scene)):
        reasons.setdefault(grosze, why)
    yield from reasons.items()


def _given(scene: ChildMonth) -> Iterator[tuple[int, dict[str, object]]]:
    """What the child's placements cost on other days, those closest to the month first."""
    entries = [
        (entry.start or placement.start, to_grosze(entry.amount), placement.form)
        for stay in scene.child.stays
        for placement in stay.placements
        for entry in placement.monthly_cost
    ]
    entries.sort(key=lambda entry: abs(entry[0].toordinal() - scene.days.first))
    for start, grosze, form in entries:
        yield grosze, {"source": "monthly_cost", "since": start.isoformat(), "form": form}


def _announced(scene: ChildMonth) -> Iterator[tuple[int, dict[str, object]]]:
    """The announcements of the child's facilities, those closest to the month first."""
    names = {p.facility for stay in scene.child.stays for p in stay.placements if p.facility}
    announcements = [
        announcement for announcement in scene.costing.case.announcements if announcement.facility in names
    ]
    announcements.sort(key=lambda announcement: abs(announcement.in_force_from.toordinal() - scene.days.first))
    for announcement in announcements:
        why: dict[str, object] = {"source": "announcement", "since": announcement.in_force_from.isoformat()}
        yield to_grosze(announcement.amount), {**why, "facility": announcement.facility}


def _statutory(scene: ChildMonth) -> Iterator[tuple[int, dict[str, object]]]:
    """The allowances of either form on other days, with and without the supplements that the child has."""
    case, statute = scene.costing.case, scene.costing.law.rates
    amounts = [
        (rate.benefit, rate.start, to_grosze(rate.amount))
        for name in dict.fromkeys(statute.benefit_of_form.values())
        for rate in statute.history[name]
        if isinstance(rate, Rate)
    ]
    amounts += [(rate.benefit, rate.start, to_grosze(rate.amount)) for rate in case.powiat_rates]
    amounts.sort(key=lambda amount: abs(amount[1].toordinal() - scene.days.first))
    besides = {0, *_supplements(scene)}
    for benefit, start, grosze in amounts:
        if benefit.startswith("allowance"):
            for more in sorted(besides):
                why: dict[str, object] = {"source": "rate", "benefit": benefit, "since": start.isoformat()}
                yield grosze + more, {**why, **({"supplements": to_text(more)} if more else {})}


def _supplements(scene: ChildMonth) -> set[int]:
    """The sums of the supplements paid in the month."""
    sums = set()
    for entries in scene.costing.monthly(scene.index, scene.readings).values():
        for entry in entries:
            if entry.paid and entry.days.meets(scene.days):
                sums.add(sum(amount.grosze or 0 for amount in entry.paid[1:]))
    return sums


def _expenses(scene: ChildMonth, item: Item) -> Iterator[tuple[int, str]]:
    """What may have been charged instead of the month's part of an expense: all of it, or the whole family's cost."""
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
    span = scene.costing.case.family_costs[place].span
    months = months_apart(month_of(span.first), month_of(span.last)) + 1
    if months > 1:
        yield half_up(whole, months), "family_month"


_EXPENSES_SAID: dict[str, Text] = {
    "expense": Text(
        pl="cały wydatek zamiast części przypadającej na miesiąc",
        en="the whole expense, not the month's part",
    ),
    "child": Text(
        pl="całą część dziecka zamiast części przypadającej na miesiąc",
        en="the child's whole part, not the month's",
    ),
    "family": Text(
        pl="wydatek całej rodziny zamiast części dziecka",
        en="the whole family's cost, not the child's part",
    ),
    "family_month": Text(
        pl="miesięczny wydatek całej rodziny zamiast części dziecka",
        en="the whole family's cost of a month, not the child's part",
    ),
}


def other_base_said(facts: Facts) -> Text:
    """Which base was taken instead of the right one."""
    was = money_of(facts, "instead_of")
    if "expense" in facts:
        return Text(
            pl="Naliczono {what}: {kind}, {amount} zamiast {was}",
            en="Charged was {what}: {kind}, {amount} instead of {was}",
        ).fill(
            what=_EXPENSES_SAID[str(facts["of"])],
            kind=KINDS[str(facts["kind"])],
            amount=money_of(facts, "expense"),
            was=was,
        )
    if facts["source"] == "stated":
        return Text(
            pl="Podstawą na nocie jest {base}, a powinno być {was}",
            en="The base on the nota is {base}, and should be {was}",
        ).fill(base=money_of(facts, "base"), was=was)
    return Text(
        pl="Za podstawę wzięto {rate} ({what}) zamiast {was}",
        en="The base was {rate} ({what}) instead of {was}",
    ).fill(rate=money_of(facts, "rate"), what=_rate_said(facts), was=was)


def _rate_said(facts: Facts) -> Text:
    """What the amount is that was taken, and since when it holds."""
    since = day_of(facts, "since")
    match facts["source"]:
        case "announcement":
            text = Text(pl="ogłoszenie obowiązujące od {since}", en="the announcement in force from {since}")
            return text.fill(since=since)
        case "rate":
            text = Text(pl="{benefit}, stawka od {since}", en="{benefit}, the rate since {since}")
            return text.fill(benefit=BENEFITS[str(facts["benefit"])], since=since)
        case _:
            text = Text(pl="{form}, kwota od {since}", en="{form}, the amount since {since}")
            return text.fill(form=FORMS[str(facts["form"])], since=since)

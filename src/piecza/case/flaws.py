"""What is wrong in the meaning of a case whose shape is right: order, overlaps, days outside a stay or placement."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from piecza.case.bearing_days import days_of_stay, expense_bearers
from piecza.case.child import Child, Exemption, Expense, Placement, Stay, Supplement
from piecza.case.cost_facts import Announcement, FamilyCost, PowiatRate
from piecza.case.presence import Presences, presences, runs_by_child, there_for, weight_of
from piecza.errors.problems import Problem, problem
from piecza.errors.shown import shown_name
from piecza.law.act import Act
from piecza.readings import Readings


def in_order(child: Child) -> bool:
    """Whether a child's placements follow each other: none ends before it starts, none overlap or leave a gap."""
    last: int | None = None
    for stay in child.stays:
        for index, placement in enumerate(stay.placements):
            days = placement.span
            follows = last is None or (days.first - last in (0, 1) if index else days.first > last)
            if not days.days or not follows:
                return False
            last = days.last
    return True


def flaws_of_child(child: Child, path: str, readings: Readings) -> Iterator[Problem]:
    """All that is wrong in one child, which is named in each problem; ``path`` stands before every path."""
    name = shown_name(child.id)
    yield from (flaw._replace(child=name) for flaw in _flaws_of_child(child, path, readings))


def _flaws_of_child(child: Child, path: str, readings: Readings) -> Iterator[Problem]:
    for index, exemption in enumerate(child.exemptions):
        yield from _ends_before(exemption, f"{path}exemptions[{index}]")
    before: Stay | None = None
    for index, stay in enumerate(child.stays):
        at = f"{path}stays[{index}]"
        if before:
            yield from _after(before, stay, at, f"{path}stays[{index - 1}]")
        yield from _flaws_of_stay(stay, at, readings)
        before = stay


def _ends_before(dated: Exemption | Placement | Expense | Supplement, path: str) -> Iterator[Problem]:
    if dated.start and dated.end and dated.end < dated.start:
        yield problem("end_before_start", f"{path}.end", dated.end, start=dated.start)


def _after(before: Stay, stay: Stay, path: str, path_before: str) -> Iterator[Problem]:
    start = f"{path}.placements[0].start"
    if before.ended_by == "death":
        yield problem("stay_after_death", start, stay.start)
    if stay.start < before.start:
        yield problem("stays_out_of_order", start, stay.start, previous_start=before.start)
    elif before.end is None:
        yield problem("open_stay_not_last", f"{path_before}.placements[{len(before.placements) - 1}].end")
    elif stay.start <= before.end:
        yield problem("stays_overlap", start, stay.start, previous_end=before.end)


def _flaws_of_stay(stay: Stay, path: str, readings: Readings) -> Iterator[Problem]:
    if stay.ended_by and stay.end is None:
        yield problem("ended_by_of_open_stay", f"{path}.ended_by", stay.ended_by)
    broken = False
    before: Placement | None = None
    for index, placement in enumerate(stay.placements):
        at = f"{path}.placements[{index}]"
        problems = list(_ends_before(placement, at))
        if before:
            problems += _follows(before, placement, at, f"{path}.placements[{index - 1}]")
        yield from problems
        if placement.span.days:
            yield from _flaws_of_monthly_cost(placement, at)
            yield from _flaws_of_supplements(placement, at)
        yield from _flaws_of_cost_source(placement, at)
        broken = broken or bool(problems)
        before = placement
    yield from _flaws_of_expenses(stay, path, readings, broken=broken)


def _follows(before: Placement, placement: Placement, path: str, path_before: str) -> Iterator[Problem]:
    start = f"{path}.start"
    if placement.start < before.start:
        yield problem("placements_out_of_order", start, placement.start, previous_start=before.start)
    elif before.end is None:
        yield problem("open_placement_not_last", f"{path_before}.end")
    elif placement.start < before.end:
        yield problem("placements_overlap", start, placement.start, previous_end=before.end)
    elif placement.start > before.end + timedelta(days=1):
        yield problem("placements_gap", start, placement.start, previous_end=before.end)


def _flaws_of_monthly_cost(placement: Placement, path: str) -> Iterator[Problem]:
    previous = placement.start
    for index, entry in enumerate(placement.monthly_cost):
        at = f"{path}.monthly_cost[{index}].start"
        start = entry.start
        if start is None:
            if index:
                yield problem("monthly_cost_start_missing", at)
            continue
        if start < placement.start or (placement.end and start > placement.end):
            bounds = {"start": placement.start, "end": placement.end or "…"}
            yield problem("monthly_cost_outside_placement", at, start, **bounds)
        elif index == 0 and start != placement.start:
            yield problem("monthly_cost_first_start", at, start, start=placement.start)
        if index and start == previous:
            yield problem("monthly_cost_doubled", at, start)
        elif index and start < previous:
            yield problem("monthly_cost_out_of_order", at, start, previous_start=previous)
        previous = start


def _flaws_of_cost_source(placement: Placement, path: str) -> Iterator[Problem]:
    """Whether a placement has what its monthly cost is worked out from, and nothing that would go unused."""
    other = "family" if placement.in_facility else "facility"
    if getattr(placement, other) is not None:
        yield problem("place_of_other_form", f"{path}.{other}", getattr(placement, other), form=placement.form)
    source = placement.monthly_cost_from
    at = f"{path}.monthly_cost_from"
    if source and placement.monthly_cost:
        yield problem("monthly_cost_twice", at, source)
    if source == "rates" and placement.in_facility:
        yield problem("form_without_rates", at, source, form=placement.form)
    if source == "announcements":
        if not placement.in_facility:
            yield problem("form_without_announcements", at, source, form=placement.form)
        elif placement.facility is None:
            yield problem("facility_missing", f"{path}.facility")
    if placement.supplements and source != "rates":
        yield problem("supplements_without_rates", f"{path}.supplements")


def _flaws_of_supplements(placement: Placement, path: str) -> Iterator[Problem]:
    days = placement.span
    bounds = {"start": placement.start, "end": placement.end or "…"}
    for index, supplement in enumerate(placement.supplements):
        at = f"{path}.supplements[{index}]"
        yield from _ends_before(supplement, at)
        for name, day in (("start", supplement.start), ("end", supplement.end)):
            if day and not days.first <= day.toordinal() <= days.last:
                yield problem("supplement_outside_placement", f"{at}.{name}", day, **bounds)
        for number, earlier in enumerate(placement.supplements[:index]):
            if earlier.benefit == supplement.benefit and earlier.span(days).meets(supplement.span(days)):
                first = f"{path}.supplements[{number}]"
                yield problem("supplements_overlap", at, None, benefit=supplement.benefit, first=first)
                break


def _flaws_of_expenses(stay: Stay, path: str, readings: Readings, *, broken: bool) -> Iterator[Problem]:
    """Where the placements are ``broken`` it is not known which days are days of stay, and they are not checked."""
    spans = [placement.span for placement in stay.placements]
    facilities = [placement.in_facility for placement in stay.placements]
    days = days_of_stay(spans, readings, ended=stay.end is not None)
    bearers = [] if broken else expense_bearers(spans, facilities, days, readings.transfer_day)
    in_facility = [borne for borne, facility in zip(bearers, facilities, strict=not broken) if facility]
    first, last = (date.fromordinal(day) for day in days) if days.days else ("–", "–")
    stay_days = {"start": first, "end": last if stay.end else "…", "leaving_day": readings.leaving_day}
    for index, expense in enumerate(stay.expenses):
        at = f"{path}.expenses[{index}]"
        yield from _ends_before(expense, at)
        if broken or not expense.span.days:
            continue
        for name, day in (("day", expense.day), ("start", expense.start), ("end", expense.end)):
            if day and not days.first <= day.toordinal() <= days.last:
                yield problem("expense_outside_stay", f"{at}.{name}", day, **stay_days)
        shared = next((both for borne in in_facility if (both := borne.within(expense.span)).days), None)
        if shared:
            name = "day" if expense.day else "start"
            details = {"day": date.fromordinal(shared.first), "transfer_day": readings.transfer_day}
            yield problem("expense_in_facility", f"{at}.{name}", getattr(expense, name), **details)


def flaws_of_announcements(announcements: Sequence[Announcement]) -> Iterator[Problem]:
    """All that is wrong with the announcements of a case."""
    first: dict[tuple[str, date], list[int]] = {}
    for index, announcement in enumerate(announcements):
        path = f"announcements[{index}]"
        if announcement.published and announcement.effective and announcement.effective < announcement.published:
            yield problem(
                "announcement_effective_early",
                f"{path}.effective",
                announcement.effective,
                published=announcement.published,
            )
        known_since = announcement.published or announcement.effective
        if announcement.repealed and known_since and announcement.repealed < known_since:
            yield problem("announcement_repealed_early", f"{path}.repealed", announcement.repealed, start=known_since)
        since = announcement.in_force_from
        if announcement.repealed is None or announcement.repealed > since:
            earlier = first.setdefault((announcement.facility, since), [])
            if earlier:
                field = "effective" if announcement.effective else "published"
                other = f"announcements[{earlier[0]}]"
                yield problem(
                    "announcements_same_day", f"{path}.{field}", getattr(announcement, field), day=since, first=other
                )
            earlier.append(index)


def flaws_of_powiat_rates(given: Sequence[PowiatRate]) -> Iterator[Problem]:
    """All that is wrong with the powiat's own amounts: ends before starts, and two for one day."""
    for index, rate in enumerate(given):
        if rate.end and rate.end < rate.start:
            yield problem("end_before_start", f"powiat_rates[{index}].end", rate.end, start=rate.start)
    in_order = sorted(range(len(given)), key=lambda index: (given[index].benefit, given[index].start))
    for before, after in pairwise(in_order):
        one, other = given[before], given[after]
        if one.benefit == other.benefit and (one.start == other.start or (one.end and one.end >= other.start)):
            yield problem(
                "powiat_rates_overlap", f"powiat_rates[{after}].start", other.start, first=f"powiat_rates[{before}]"
            )


def flaws_of_family_costs(
    costs: Sequence[FamilyCost], children: Sequence[Child], readings: Readings, act: Act, *, broken: bool
) -> Iterator[Problem]:
    """All that is wrong with the family costs of a case.

    Where the placements are ``broken`` it is not known who was in which family, and that is not checked.
    """
    there = {} if broken else presences(enumerate(children), readings)
    placements = [placement for child in children for stay in child.stays for placement in stay.placements]
    families = {placement.family for placement in placements}
    facilities = {placement.facility for placement in placements}
    by_id = {child.id: child for child in children}
    for index, cost in enumerate(costs):
        path = f"family_costs[{index}]"
        first = act.family_rules(cost.kind)[0]
        if cost.start < first.since:
            yield problem("family_cost_too_early", f"{path}.start", cost.start, day=first.since, basis=first.basis)
        if cost.family not in families:
            code = "family_cost_of_facility" if cost.family in facilities else "family_unknown"
            yield problem(code, f"{path}.family", cost.family)
        if cost.end < cost.start:
            yield problem("end_before_start", f"{path}.end", cost.end, start=cost.start)
        elif not broken and cost.family in families:
            yield from _flaws_of_presence(cost, path, children, by_id, there, readings, act)


def _flaws_of_presence(
    cost: FamilyCost,
    path: str,
    children: Sequence[Child],
    by_id: Mapping[str, Child],
    there: Presences,
    readings: Readings,
    act: Act,
) -> Iterator[Problem]:
    """Children whom a cost names and who were not in the family, or nobody there to whom it could fall."""
    by = {"transfer_day": readings.transfer_day, "leaving_day": readings.leaving_day}
    present = there_for(cost, there.get(cost.family, ()), children)
    present_ids = {children[presence.child].id for presence in present}
    ids = [child.id for child in children] if cost.children else []
    for index, name in enumerate(cost.children or ()):
        at = f"{path}.children[{index}]"
        named = shown_name(name) if ids.count(name) == 1 else None
        if name in (cost.children or ())[:index]:
            yield problem("family_cost_child_doubled", at, name)._replace(child=named)
        elif name not in by_id:
            yield problem("family_cost_child_unknown", at, name)
        elif name not in present_ids:
            in_facility = any(
                placement.in_facility and placement.span.meets(cost.span)
                for stay in by_id[name].stays
                for placement in stay.placements
            )
            code = "family_cost_child_in_facility" if in_facility else "family_cost_child_elsewhere"
            yield problem(code, at, name, start=cost.start, end=cost.end, **by)._replace(child=named)
    name = act.dividing_reading(cost.kind)
    option = getattr(readings, name)
    counted = any(weight_of(runs, cost, option) for runs in runs_by_child(present).values())
    if not present and not cost.children:
        yield problem("family_cost_without_children", f"{path}.start", cost.start, end=cost.end, **by)
    elif option and present_ids.issuperset(cost.children or ()) and not counted:
        day = cost.end if option == "head_count_last_day" else cost.start
        details = {"day": day, "reading": name, "option": option}
        yield problem("family_cost_nobody_counted", f"{path}.start", cost.start, **details)

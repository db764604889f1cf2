"""What a reader must know of the rates, announcements and family costs from which costs were worked out."""

from collections.abc import Iterator, Sequence
from datetime import date

from piecza.case.presence import there_for
from piecza.costs.averages import differs_from_rule, out_of_date
from piecza.costs.costing import Costing
from piecza.costs.families import idle_days
from piecza.dates import Span
from piecza.errors.problems import Notice, notice
from piecza.language.glossary import FORMS
from piecza.language.writing import zlote
from piecza.law.benefit_rates import Rate, UnknownRate
from piecza.money import to_grosze
from piecza.readings import Readings


def cost_notices(costing: Costing, readings: Readings) -> Iterator[Notice]:
    """The notices of a case's costs: the rates, the powiat's own, announcements, family costs, each in order."""
    used: dict[tuple[int, date], Rate | UnknownRate] = {}
    statute, inferred = costing.law.rates, False
    announced: dict[int, list[Span]] = {}
    for _, entry in costing.entries(readings):
        for rate in entry.paid:
            if rate.powiat is not None:
                used[rate.powiat, rate.minimum.start] = rate.minimum
            else:
                assert isinstance(rate.minimum, Rate), "what is paid by the statute is known"
                inferred = inferred or rate.minimum.note == statute.inferred.reason
        if entry.announcement is not None:
            announced.setdefault(entry.announcement, []).append(entry.days)
    if inferred:
        days = {"day": statute.verified_until, "until": statute.inferred.until}
        yield notice("rates_inferred", "rates", **days, reason=statute.inferred.reason)
    for index, since in sorted(used):
        yield from _of_powiat_rate(costing, index, used[index, since])
    for index in sorted(announced):
        yield from _of_announcement(costing, index, announced[index])
    for index in costing.places:
        yield from _of_family_cost(costing, index, readings)


def _of_powiat_rate(costing: Costing, index: int, minimum: Rate | UnknownRate) -> Iterator[Notice]:
    rate = costing.case.powiat_rates[index]
    path, given, since = f"powiat_rates[{index}].amount", to_grosze(rate.amount), max(minimum.start, rate.start)
    if isinstance(minimum, UnknownRate):
        yield notice("rate_not_compared", path, start=since, reason=minimum.reason)
    elif given < to_grosze(minimum.amount):
        amounts = {"amount": zlote(given), "minimum": zlote(to_grosze(minimum.amount))}
        yield notice("rate_below_minimum", path, start=since, basis=minimum.basis, **amounts)


def _of_announcement(costing: Costing, index: int, days: Sequence[Span]) -> Iterator[Notice]:
    path, announcement = f"announcements[{index}]", costing.case.announcements[index]
    rule = differs_from_rule(announcement)
    if rule:
        yield notice("announcement_day_differs", f"{path}.effective", effective=announcement.effective, rule=rule)
    late = [day for run in days if (day := out_of_date(announcement, run))]
    if late:
        yield notice("announcement_out_of_date", path, start=min(late))


def _of_family_cost(costing: Costing, index: int, readings: Readings) -> Iterator[Notice]:
    path, cost, children = f"family_costs[{index}]", costing.case.family_costs[index], costing.case.children
    there = there_for(cost, costing.there(cost.family, readings), children)
    idle = idle_days(cost, there)
    if idle:
        yield notice("family_cost_idle_days", path, days=idle)
    rule = costing.law.act.family_rule(cost.kind, cost.start)
    forms = {
        placement.form
        for presence in there
        for placement in children[presence.child].stays[presence.stay].placements
        if placement.family == cost.family and placement.span.meets(presence.days)
    }
    for form in sorted(forms.difference(rule.forms) if rule.forms else ()):
        yield notice("family_cost_of_other_form", path, basis=rule.basis, form=FORMS[form])
    express = costing.law.act.family_rules(cost.kind)[-1].since
    if cost.start < express:
        yield notice("wages_before_2014_09_19", path, day=express)

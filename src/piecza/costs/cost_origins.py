"""The sentences that say where a worked-out cost comes from, in Polish and English.

What stands left of an equals sign gives what stands right of it; where parts of one amount had to add up to it and a
part was rounded otherwise than half up for that, the sentence says so.
"""

from collections.abc import Sequence

from piecza.case.case import Case
from piecza.case.cost_facts import BASIS, Announcement, FamilyCost
from piecza.costs.averages import day_rate_of, gave_way
from piecza.costs.benefits import PaidRate
from piecza.costs.families import ChildPart, Division
from piecza.dates import Span
from piecza.language.glossary import BENEFITS, CERTAINTY, KINDS
from piecza.language.text import Text, joined
from piecza.language.writing import capital, period, written_day, zlote
from piecza.law.act import FamilyCostRule
from piecza.law.benefit_rates import Rate
from piecza.money import half_up, to_grosze
from piecza.readings import READINGS


def origin_of_month(paid: Sequence[PaidRate], case: Case, announcement: int | None, day: int) -> Text:
    """What the monthly cost from a day on was worked out from: benefits, or an announcement (its place in the case)."""
    if announcement is None:
        return by_benefits(paid)
    in_force = case.announcements[announcement]
    return by_announcement(in_force, [other for other in case.announcements if gave_way(other, in_force, day)])


def by_benefits(paid: Sequence[PaidRate]) -> Text:
    """The benefits that a monthly cost adds up from."""
    benefits = joined(map(_benefit, paid), " + ")
    if len(paid) > 1:
        benefits += " = " + zlote(sum(rate.grosze or 0 for rate in paid))
    return capital(benefits) + "."


def _benefit(paid: PaidRate) -> Text:
    """``świadczenie … 1 002,00 zł (art. 80 ust. 1 pkt 1; M.P. 2024 poz. 230)``."""
    minimum = paid.minimum
    benefit = BENEFITS[paid.benefit] + " " + zlote(paid.grosze or 0)
    if paid.powiat is not None:
        least = Text(pl="minimum nie jest znane", en="the minimum is not known")
        if isinstance(minimum, Rate):
            least = Text(pl="minimum ", en="the minimum is ") + zlote(to_grosze(minimum.amount))
        return Text(
            pl="{benefit} (kwota powiatu, powiat_rates[{place}], art. 91; {least})",
            en="{benefit} (the powiat's own amount, powiat_rates[{place}], art. 91; {least})",
        ).fill(benefit=benefit, place=paid.powiat, least=least)
    assert isinstance(minimum, Rate), "what is paid by the statute is known"
    sure = "" if minimum.certainty == "read" else "; " + CERTAINTY[minimum.certainty]
    why = "; " + minimum.note if minimum.certainty == "given" and minimum.note else ""
    return benefit + f" ({minimum.basis}; {minimum.act}" + sure + why + ")"


def by_announcement(announcement: Announcement, repealed: Sequence[Announcement]) -> Text:
    """Which announcement a facility's monthly cost comes from, since when it is in force, and which gave way to it."""
    sentence = Text(
        pl="Średnie miesięczne wydatki placówki {facility}: {amount}",
        en="Average monthly cost of the facility {facility}: {amount}",
    ).fill(facility=announcement.facility, amount=zlote(to_grosze(announcement.amount)))
    if announcement.published:
        sentence += Text(pl=", ogłoszone ", en=", published on ") + written_day(announcement.published)
    if announcement.effective:
        since = Text(
            pl=", obowiązują od {day} (dzień podany; {basis}, co do gminy wniosek)",
            en=", in force from {day} (the day is given; {basis}, for the gmina inferred)",
        )
    else:
        since = Text(
            pl=", obowiązują od {day}, pierwszego dnia miesiąca po publikacji ({basis}, co do gminy wniosek)",
            en=", in force from {day}, the first day of the month after publication ({basis}, for the gmina inferred)",
        )
    sentence += since.fill(day=written_day(announcement.in_force_from), basis=BASIS)
    for other in repealed:
        assert other.repealed, "what gave way was repealed"
        sentence += Text(
            pl="; późniejsze, od {day}, uchylono z dniem {repealed}",
            en="; a later one, from {day}, was repealed with effect from {repealed}",
        ).fill(day=written_day(other.in_force_from), repealed=written_day(other.repealed))
    return sentence + "."


def by_document(grosze: int) -> Text:
    """That a monthly cost is given and was not worked out."""
    return Text(pl="Podany w dokumencie: {cost}.", en="Given in the document: {cost}.").fill(cost=zlote(grosze))


def by_day_rate(average: int) -> Text:
    """What a day in a facility costs by an average (in grosze), where days are charged and not months."""
    return Text(
        pl="Za dzień: {rate} (wniosek: ustawa zna tylko średnią miesięczną).",
        en="A day: {rate} (inferred: the Act knows a monthly average only).",
    ).fill(rate=day_rate_said(average))


def day_rate_said(average: int) -> Text:
    """``8 786,28 zł × 12 ÷ 365 = 288,86 zł``."""
    return zlote(average) + " × 12 ÷ 365 = " + zlote(day_rate_of(average))


def whole_family_cost(cost: FamilyCost, rule: FamilyCostRule, division: Division) -> Text:
    """What a family's cost is, and by which reading it falls to whom."""
    return Text(
        pl="{cost} ({basis}). Podział: {meaning} ({reading} = {option}).",
        en="{cost} ({basis}). Divided: {meaning} ({reading} = {option}).",
    ).fill(
        cost=_family_cost(cost),
        basis=rule.basis,
        meaning=READINGS[rule.reading].texts[division.option],
        reading=rule.reading,
        option=division.option,
    )


def origin_of_part(cost: FamilyCost, rule: FamilyCostRule, division: Division, part: ChildPart, days: Span) -> Text:
    """Which cost of a family an expense is a child's part of, and how it came about."""
    law = f" ({rule.basis}; {rule.reading} = {division.option}). "
    return _family_cost(cost) + law + part_of_family_cost(cost, division, part, days)


def part_of_family_cost(cost: FamilyCost, division: Division, part: ChildPart, days: Span) -> Text:
    """How a child's part of a family's cost came about, and how much of it falls to one run of its days there."""
    unit = _DAYS if division.option == "child_days" else Text(pl="dzieci", en="children")
    whole = _fraction(to_grosze(cost.amount), part.weight, division.weight, unit, part.grosze)
    sentence = Text(pl="Część dziecka: ", en="The child's part: ") + whole
    if len(part.runs) > 1:
        grosze = next(grosze for _, run, grosze in part.runs if run == days)
        of_run = _fraction(part.grosze, days.days, part.days_there, _DAYS, grosze)
        sentence += Text(pl="; z tego na te dni: ", en="; of it for these days: ") + of_run
    return sentence + "."


_DAYS = Text(pl="dni", en="days")


def _fraction(whole: int, weight: int, weights: int, unit: Text, grosze: int) -> Text:
    """``7 150,00 zł × 31/79 dni = 2 805,70 zł``, and what it was rounded to instead, where the parts demand it."""
    exact = half_up(whole * weight, weights)
    fraction = zlote(whole) + f" × {weight}/{weights} " + unit + " = " + zlote(exact)
    if exact != grosze:
        fraction += Text(pl=", a żeby części dały całość, ", en=", and for the parts to add up, ") + zlote(grosze)
    return fraction


def _family_cost(cost: FamilyCost) -> Text:
    return Text(
        pl="{kind}, rodzina {family}, {period}: {amount}", en="{kind}, family {family}, {period}: {amount}"
    ).fill(
        kind=capital(KINDS[cost.kind]),
        family=cost.family,
        period=period(cost.start, cost.end),
        amount=zlote(to_grosze(cost.amount)),
    )

"""The sentences that say where a worked-out cost comes from, in Polish and English.

What stands left of an equals sign gives what stands right of it; where parts of one amount had to add up to it and a
part was rounded otherwise than half up for that, the sentence says so.
"""

from collections.abc import Sequence

from piecza.case.case import Case
from piecza.case.cost_facts import BASIS, Announcement, FamilyCost
from piecza.costs.averages import gave_way
from piecza.costs.benefits import PaidRate
from piecza.costs.families import ChildPart, Division
from piecza.dates import Span
from piecza.language.glossary import BENEFITS, CERTAINTY, KINDS
from piecza.language.messages import both, in_lang
from piecza.language.old_writing import capital, period, written_day, zlote
from piecza.language.text import Lang, Text
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
    amounts = [rate.grosze or 0 for rate in paid]

    def write(lang: Lang) -> str:
        text = " + ".join(_benefit(rate, lang) for rate in paid)
        if len(paid) > 1:
            text += f" = {zlote(sum(amounts), lang)}"
        return f"{capital(text)}."

    return both(write)


def _benefit(paid: PaidRate, lang: Lang) -> str:
    """``świadczenie … 1 002,00 zł (art. 80 ust. 1 pkt 1; M.P. 2024 poz. 230)``."""
    minimum = paid.minimum
    text = f"{BENEFITS[paid.benefit][lang]} {zlote(paid.grosze or 0, lang)}"
    if paid.powiat is not None:
        own = in_lang(lang, "kwota powiatu", "the powiat's own amount")
        least = in_lang(lang, "minimum nie jest znane", "the minimum is not known")
        if isinstance(minimum, Rate):
            least = f"{in_lang(lang, 'minimum', 'the minimum is')} {zlote(to_grosze(minimum.amount), lang)}"
        return f"{text} ({own}, powiat_rates[{paid.powiat}], art. 91; {least})"
    assert isinstance(minimum, Rate), "what is paid by the statute is known"
    sure = "" if minimum.certainty == "read" else f"; {CERTAINTY[minimum.certainty][lang]}"
    return f"{text} ({minimum.basis}; {minimum.act}{sure})"


def by_announcement(announcement: Announcement, repealed: Sequence[Announcement]) -> Text:
    """Which announcement a facility's monthly cost comes from, since when it is in force, and which gave way to it."""

    def write(lang: Lang) -> str:
        amount, since = zlote(to_grosze(announcement.amount), lang), written_day(announcement.in_force_from, lang)
        basis = f"{BASIS}, {in_lang(lang, 'co do gminy wniosek', 'for the gmina inferred')}"
        what = in_lang(lang, "Średnie miesięczne wydatki placówki", "Average monthly cost of the facility")
        text = f"{what} {announcement.facility}: {amount}"
        if announcement.published:
            day = written_day(announcement.published, lang)
            text += in_lang(lang, f", ogłoszone {day}", f", published on {day}")
        text += in_lang(lang, f", obowiązują od {since}", f", in force from {since}")
        if announcement.effective:
            text += f" ({in_lang(lang, 'dzień podany', 'the day is given')}; {basis})"
        else:
            rule = "pierwszego dnia miesiąca po publikacji", "the first day of the month after publication"
            text += f", {in_lang(lang, *rule)} ({basis})"
        for other in repealed:
            assert other.repealed, "what gave way was repealed"
            later, gone = (written_day(day, lang) for day in (other.in_force_from, other.repealed))
            text += in_lang(
                lang,
                f"; późniejsze, od {later}, uchylono z dniem {gone}",
                f"; a later one, from {later}, was repealed with effect from {gone}",
            )
        return f"{text}."

    return both(write)


def by_document(grosze: int) -> Text:
    """That a monthly cost is given and was not worked out."""
    return both(lambda lang: f"{in_lang(lang, 'Podany w dokumencie', 'Given in the document')}: {zlote(grosze, lang)}.")


def whole_family_cost(cost: FamilyCost, rule: FamilyCostRule, division: Division) -> Text:
    """What a family's cost is, and by which reading it falls to whom."""
    option = division.option

    def write(lang: Lang) -> str:
        how = f"{READINGS[rule.reading].texts[option][lang]} ({rule.reading} = {option})"
        return f"{_family_cost(cost, lang)} ({rule.basis}). {in_lang(lang, 'Podział', 'Divided')}: {how}."

    return both(write)


def origin_of_part(cost: FamilyCost, rule: FamilyCostRule, division: Division, part: ChildPart, days: Span) -> Text:
    """Which cost of a family an expense is a child's part of, and how it came about."""
    sentence = part_of_family_cost(cost, division, part, days)
    option = f"{rule.reading} = {division.option}"
    return both(lambda lang: f"{_family_cost(cost, lang)} ({rule.basis}; {option}). {sentence[lang]}")


def part_of_family_cost(cost: FamilyCost, division: Division, part: ChildPart, days: Span) -> Text:
    """How a child's part of a family's cost came about, and how much of it falls to one run of its days there."""

    def write(lang: Lang) -> str:
        by_days = division.option == "child_days"
        unit = in_lang(lang, "dni" if by_days else "dzieci", "days" if by_days else "children")
        text = in_lang(lang, "Część dziecka", "The child's part")
        text += f": {_fraction(to_grosze(cost.amount), part.weight, division.weight, unit, part.grosze, lang)}"
        if len(part.runs) > 1:
            grosze = next(grosze for _, run, grosze in part.runs if run == days)
            unit = in_lang(lang, "dni", "days")
            text += in_lang(lang, "; z tego na te dni: ", "; of it for these days: ")
            text += _fraction(part.grosze, days.days, part.days_there, unit, grosze, lang)
        return f"{text}."

    return both(write)


def _fraction(whole: int, weight: int, weights: int, unit: str, grosze: int, lang: Lang) -> str:
    """``7 150,00 zł × 31/79 dni = 2 805,70 zł``, and what it was rounded to instead, where the parts demand it."""
    exact = half_up(whole * weight, weights)
    text = f"{zlote(whole, lang)} × {weight}/{weights} {unit} = {zlote(exact, lang)}"
    if exact != grosze:
        why = in_lang(lang, "a żeby części dały całość", "and for the parts to add up")
        text += f", {why}, {zlote(grosze, lang)}"
    return text


def _family_cost(cost: FamilyCost, lang: Lang) -> str:
    family = in_lang(lang, "rodzina", "family")
    days = period(cost.start, cost.end, lang)
    return f"{capital(KINDS[cost.kind][lang])}, {family} {cost.family}, {days}: {zlote(to_grosze(cost.amount), lang)}"

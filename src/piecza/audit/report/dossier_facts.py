"""Tables of what a case says about one child, and of the law of its months."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from piecza.case.case import Case
from piecza.case.child import Child, Placement
from piecza.dates import Span
from piecza.language.glossary import BENEFITS, CERTAINTY, COSTS_FROM, ENDED_BY, EXEMPT, FORMS, KINDS
from piecza.language.old_writing import written_day, zlote
from piecza.language.text import Lang
from piecza.law.act import Law
from piecza.law.benefit_rates import Rate, Rates
from piecza.law.dated import Entry
from piecza.money import to_decimal, to_grosze
from piecza.render.html import Html
from piecza.render.page import Cell, Column, Table, day_said, row, total


def facts_section(page: Html, case: Case, child: Child) -> None:
    """The facts of a child as the case gives them."""
    page.heading(page.say("Fakty, tak jak je podano", "The facts as they were given"))
    page.table(_placements(page, child))
    for table in (_expenses(page, child), _family_costs(page, case, child), _announcements(page, case, child)):
        if table.rows:
            page.table(table)
    page.items(_exemptions(child, page.lang))


def _placements(page: Html, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Nr", "No."), right=True),
        Column(say("Gmina", "Gmina")),
        Column(say("Forma pieczy", "Form of care"), names=True),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Koszt miesięczny", "Monthly cost"), wide=True),
        Column(say("Jak skończył się pobyt", "How the stay ended")),
    )
    rows: list[tuple[Cell | None, ...]] = []
    for stay in child.stays:
        for placement in stay.placements:
            ended = ENDED_BY[stay.ended_by][lang] if stay.ended_by and placement is stay.placements[-1] else "–"
            end = day_said(placement.end, lang) if placement.end else say("trwa", "goes on")
            days = written_day(placement.start, lang), end
            rows.append(row((len(rows) + 1, stay.gmina, _form(placement, lang), *days, _cost(placement, lang), ended)))
    return Table(say("Pobyty i umieszczenia", "Stays and placements"), columns, tuple(rows))


def _form(placement: Placement, lang: Lang) -> str:
    name = placement.family or placement.facility
    return f"{FORMS[placement.form][lang]}{f' ({name})' if name else ''}"


def _cost(placement: Placement, lang: Lang) -> str:
    if placement.monthly_cost_from:
        parts = [COSTS_FROM[placement.monthly_cost_from][lang]]
        parts += [BENEFITS[supplement.benefit][lang] for supplement in placement.supplements]
        return ", ".join(parts)
    parts = []
    for cost in placement.monthly_cost:
        amount = zlote(to_grosze(cost.amount), lang)
        since = f"{'od' if lang == 'pl' else 'from'} {written_day(cost.start, lang)}: " if cost.start else ""
        parts.append(f"{since}{amount}")
    return "; ".join(parts) or "–"


def _expenses(page: Html, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Wydatek", "Expense"), names=True),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Kwota (zł)", "Amount (PLN)"), right=True),
    )
    expenses = [expense for stay in child.stays for expense in stay.expenses]
    rows = tuple(row((KINDS[expense.kind][lang], *_days(expense.span, lang), expense.amount)) for expense in expenses)
    return Table(
        say("Wydatki", "Expenses"), columns, rows, ((total(lang), (_sum(expense.amount for expense in expenses),)),)
    )


def _days(span: Span, lang: Lang) -> tuple[str, str]:
    first, last = (written_day(date.fromordinal(day), lang) for day in span)
    return first, last


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return to_decimal(sum(to_grosze(amount) for amount in amounts))


def _family_costs(page: Html, case: Case, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Koszt rodziny", "Cost of the family"), names=True),
        Column(say("Rodzina", "Family")),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Kwota za całą rodzinę (zł)", "Amount of the whole family (PLN)"), right=True),
    )
    there = [
        (placement.family, placement.span) for stay in child.stays for placement in stay.placements if placement.family
    ]
    costs = [
        cost
        for cost in case.family_costs
        if any(cost.family == family and cost.span.meets(span) for family, span in there)
        and (cost.children is None or child.id in cost.children)
    ]
    rows = tuple(row((KINDS[cost.kind][lang], cost.family, *_days(cost.span, lang), cost.amount)) for cost in costs)
    title = say("Koszty rodzin, w których było dziecko", "Costs of the families in which the child was")
    return Table(title, columns, rows, ((total(lang), (_sum(cost.amount for cost in costs),)),))


def _announcements(page: Html, case: Case, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Placówka", "Facility"), names=True),
        Column(say("Obowiązuje od", "In force from")),
        Column(say("Uchylone", "Repealed")),
        Column(say("Średni miesięczny wydatek (zł)", "Average monthly cost (PLN)"), right=True),
    )
    names = {placement.facility for stay in child.stays for placement in stay.placements if placement.facility}
    announcements = [announcement for announcement in case.announcements if announcement.facility in names]
    rows = tuple(
        row(
            (
                announcement.facility,
                written_day(announcement.in_force_from, lang),
                day_said(announcement.repealed, lang),
                announcement.amount,
            )
        )
        for announcement in announcements
    )
    return Table(say("Ogłoszenia placówek", "Announcements of the facilities"), columns, rows)


def _exemptions(child: Child, lang: Lang) -> Iterator[str]:
    for exemption in child.exemptions:
        text = f"{'Zwolnienie' if lang == 'pl' else 'Exemption'}: {EXEMPT[exemption.ground][lang]}"
        if exemption.start:
            text += f", {'od' if lang == 'pl' else 'from'} {written_day(exemption.start, lang)}"
        if exemption.end:
            text += f", {'do' if lang == 'pl' else 'to'} {written_day(exemption.end, lang)}"
        yield f"{text}."


# The law of the months


def law_of_months(page: Html, child: Child, days: Span, law: Law, statute: Rates | None) -> None:
    """The entries of the law that hold on some days, with source and certainty; rates if they were used."""
    say, lang = page.say, page.lang
    page.heading(say("Prawo obowiązujące w tych miesiącach", "The law in force in these months"))
    verified = written_day(law.verified_until, lang)
    page.text(
        say(
            f"Art. 191 ustawy o wspieraniu rodziny i systemie pieczy zastępczej, tekst: {law.text_read}. Sprawdzono do "
            f"{verified}; późniejsze dni nie są sprawdzone.",
            f"Art. 191 of the Act on family support and the foster care system, Dz.U. 2011 nr 149 poz. 887, as "
            f"amended. Verified until {verified}; later days are not verified.",
        )
    )
    columns = (
        Column(say("Przepis", "Provision"), names=True),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Co stanowi", "What it says"), wide=True),
        Column(say("Pewność", "Certainty")),
        Column(say("Źródło", "Source"), wide=True),
    )
    rows = []
    for bands in law.bands:
        if _entry_days(bands).meets(days):
            said = "; ".join(
                say(f"próg {band}: {percent}\u00a0%", f"band {band}: {percent}%")
                for band, percent in enumerate(bands.percent, 1)
            )
            rows += [
                row((paragraph, *_entry(bands, lang), said, *_source(bands, lang)))
                for paragraph in _paragraphs(child, bands)
            ]
    for rule in law.exemptions:
        grounds = [exemption.ground for exemption in child.exemptions if exemption.ground in rule.grounds]
        if grounds and _entry_days(rule).meets(days):
            said = "; ".join(EXEMPT[ground][lang] for ground in grounds)
            rows.append(row((rule.basis, *_entry(rule, lang), f"0\u00a0%: {said}", *_source(rule, lang))))
    rows += [_rate(rate, lang) for rate in (_rates(child, days, statute) if statute else ())]
    page.table(Table(say("Przepisy i stawki", "Provisions and rates"), columns, tuple(rows)))


def _paragraphs(child: Child, bands: object) -> list[str]:
    """Art. 191 ust. 9 if the child was in a family, ust. 10 if it was in a facility."""
    in_facility = {placement.in_facility for stay in child.stays for placement in stay.placements}
    return [getattr(bands, name) for name, which in (("family", False), ("facility", True)) if which in in_facility]


def _entry_days(entry: Entry) -> Span:
    return Span(entry.since.toordinal(), (entry.until or date.max).toordinal())


def _entry(entry: Entry, lang: Lang) -> tuple[str, str]:
    return written_day(entry.since, lang), day_said(entry.until, lang)


def _source(entry: Entry, lang: Lang) -> tuple[str, str]:
    return CERTAINTY[entry.certainty][lang], entry.source.act


def _rates(child: Child, days: Span, statute: Rates) -> list[Rate]:
    """The rates in force on the given days of the benefits that the child's families get."""
    placements: Sequence[Placement] = [
        placement for stay in child.stays for placement in stay.placements if placement.monthly_cost_from == "rates"
    ]
    names = dict.fromkeys(
        statute.benefit_of_form[placement.form] for placement in placements if placement.form in statute.benefit_of_form
    )
    names |= dict.fromkeys(supplement.benefit for placement in placements for supplement in placement.supplements)
    return [
        rate
        for name in names
        for rate in statute.history[name]
        if isinstance(rate, Rate) and Span(rate.start.toordinal(), rate.end.toordinal()).meets(days)
    ]


def _rate(rate: Rate, lang: Lang) -> tuple[Cell | None, ...]:
    said = f"{BENEFITS[rate.benefit][lang]}: {zlote(to_grosze(rate.amount), lang)}"
    days = written_day(rate.start, lang), written_day(rate.end, lang)
    return row((rate.basis, *days, said, CERTAINTY[rate.certainty][lang], rate.act))

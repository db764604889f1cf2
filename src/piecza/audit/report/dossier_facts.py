"""What a case says of one child, and the law of its months, as tables."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from piecza.case.case import Case
from piecza.case.child import Child, Placement
from piecza.dates import Span
from piecza.language.glossary import BENEFITS, CERTAINTY, COSTS_FROM, ENDED_BY, EXEMPT, FORMS, KINDS
from piecza.language.messages import Lang
from piecza.language.writing import written_day, zlote
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
        its = [COSTS_FROM[placement.monthly_cost_from][lang]]
        its += [BENEFITS[each.benefit][lang] for each in placement.supplements]
        return ", ".join(its)
    its = []
    for each in placement.monthly_cost:
        amount = zlote(to_grosze(each.amount), lang)
        since = f"{'od' if lang == 'pl' else 'from'} {written_day(each.start, lang)}: " if each.start else ""
        its.append(f"{since}{amount}")
    return "; ".join(its) or "–"


def _expenses(page: Html, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Wydatek", "Expense"), names=True),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Kwota (zł)", "Amount (PLN)"), right=True),
    )
    its = [each for stay in child.stays for each in stay.expenses]
    rows = tuple(row((KINDS[each.kind][lang], *_days(each.span, lang), each.amount)) for each in its)
    return Table(say("Wydatki", "Expenses"), columns, rows, ((total(lang), (_sum(each.amount for each in its),)),))


def _days(span: Span, lang: Lang) -> tuple[str, str]:
    first, last = (written_day(date.fromordinal(day), lang) for day in span)
    return first, last


def _sum(amounts: Iterator[Decimal]) -> Decimal:
    return to_decimal(sum(to_grosze(each) for each in amounts))


def _family_costs(page: Html, case: Case, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Koszt rodziny", "Cost of the family"), names=True),
        Column(say("Rodzina", "Family")),
        Column(say("Od", "From")),
        Column(say("Do", "To")),
        Column(say("Kwota za całą rodzinę (zł)", "Amount of the whole family (PLN)"), right=True),
    )
    there = [(each.family, each.span) for stay in child.stays for each in stay.placements if each.family]
    its = [
        each
        for each in case.family_costs
        if any(each.family == family and each.span.meets(span) for family, span in there)
        and (each.children is None or child.id in each.children)
    ]
    rows = tuple(row((KINDS[each.kind][lang], each.family, *_days(each.span, lang), each.amount)) for each in its)
    title = say("Koszty rodzin, w których było dziecko", "Costs of the families in which the child was")
    return Table(title, columns, rows, ((total(lang), (_sum(each.amount for each in its),)),))


def _announcements(page: Html, case: Case, child: Child) -> Table:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Placówka", "Facility"), names=True),
        Column(say("Obowiązuje od", "In force from")),
        Column(say("Uchylone", "Repealed")),
        Column(say("Średni miesięczny wydatek (zł)", "Average monthly cost (PLN)"), right=True),
    )
    names = {each.facility for stay in child.stays for each in stay.placements if each.facility}
    its = [each for each in case.announcements if each.facility in names]
    rows = tuple(
        row((each.facility, written_day(each.in_force_from, lang), day_said(each.repealed, lang), each.amount))
        for each in its
    )
    return Table(say("Ogłoszenia placówek", "Announcements of the facilities"), columns, rows)


def _exemptions(child: Child, lang: Lang) -> Iterator[str]:
    for each in child.exemptions:
        text = f"{'Zwolnienie' if lang == 'pl' else 'Exemption'}: {EXEMPT[each.ground][lang]}"
        if each.start:
            text += f", {'od' if lang == 'pl' else 'from'} {written_day(each.start, lang)}"
        if each.end:
            text += f", {'do' if lang == 'pl' else 'to'} {written_day(each.end, lang)}"
        yield f"{text}."


# The law of the months


def law_of_months(page: Html, child: Child, days: Span, law: Law, statute: Rates | None) -> None:
    """The entries of the law that hold on some days, with their source and how sure they are; rates where used."""
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
                row((each, *_entry(bands, lang), said, *_source(bands, lang))) for each in _paragraphs(child, bands)
            ]
    for rule in law.exemptions:
        grounds = [each.ground for each in child.exemptions if each.ground in rule.grounds]
        if grounds and _entry_days(rule).meets(days):
            said = "; ".join(EXEMPT[ground][lang] for ground in grounds)
            rows.append(row((rule.basis, *_entry(rule, lang), f"0\u00a0%: {said}", *_source(rule, lang))))
    rows += [_rate(each, lang) for each in (_rates(child, days, statute) if statute else ())]
    page.table(Table(say("Przepisy i stawki", "Provisions and rates"), columns, tuple(rows)))


def _paragraphs(child: Child, bands: object) -> list[str]:
    """Ust. 9 of a family, ust. 10 of a facility, as the child was in them."""
    in_facility = {placement.in_facility for stay in child.stays for placement in stay.placements}
    return [getattr(bands, name) for name, which in (("family", False), ("facility", True)) if which in in_facility]


def _entry_days(entry: Entry) -> Span:
    return Span(entry.since.toordinal(), (entry.until or date.max).toordinal())


def _entry(entry: Entry, lang: Lang) -> tuple[str, str]:
    return written_day(entry.since, lang), day_said(entry.until, lang)


def _source(entry: Entry, lang: Lang) -> tuple[str, str]:
    return CERTAINTY[entry.certainty][lang], entry.source.act


def _rates(child: Child, days: Span, statute: Rates) -> list[Rate]:
    """The rates of the benefits that the child's families get, as they hold on some days."""
    placements: Sequence[Placement] = [
        each for stay in child.stays for each in stay.placements if each.monthly_cost_from == "rates"
    ]
    names = dict.fromkeys(
        statute.benefit_of_form[each.form] for each in placements if each.form in statute.benefit_of_form
    )
    names |= dict.fromkeys(each.benefit for placement in placements for each in placement.supplements)
    return [
        each
        for name in names
        for each in statute.history[name]
        if isinstance(each, Rate) and Span(each.start.toordinal(), each.end.toordinal()).meets(days)
    ]


def _rate(rate: Rate, lang: Lang) -> tuple[Cell | None, ...]:
    said = f"{BENEFITS[rate.benefit][lang]}: {zlote(to_grosze(rate.amount), lang)}"
    days = written_day(rate.start, lang), written_day(rate.end, lang)
    return row((rate.basis, *days, said, CERTAINTY[rate.certainty][lang], rate.act))

"""Tables of what a case says about one child, and of the law of its months."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from piecza.audit.report.child_story import GOES_ON
from piecza.case.case import Case
from piecza.case.child import Child, Placement
from piecza.dates import Span
from piecza.language.glossary import BENEFITS, CERTAINTY, COSTS_FROM, ENDED_BY, EXEMPT, FORMS, KINDS
from piecza.language.text import Text, Words, joined
from piecza.language.writing import percent, written_day, zlote
from piecza.law.act import Act, Bands
from piecza.law.benefit_rates import Rate, Rates
from piecza.law.dated import Entry
from piecza.law.law_in_force import Law
from piecza.money import to_decimal, to_grosze
from piecza.render.page import TOTAL, Cell, Column, Table, Value, day_said, row
from piecza.render.report_parts import Heading, Paragraph, Part, Sentences

_FROM, _TO = Column(Text(pl="Od", en="From")), Column(Text(pl="Do", en="To"))
_SINCE, _UNTIL = Text(pl="od {day}", en="from {day}"), Text(pl="do {day}", en="to {day}")


def facts_section(case: Case, child: Child) -> Iterator[Part]:
    """The facts of a child as the case gives them."""
    yield Heading(Text(pl="Fakty, tak jak je podano", en="The facts as they were given"))
    yield _placements(child)
    tables = _expenses(child), _family_costs(case, child), _announcements(case, child)
    yield from (table for table in tables if table.rows)
    yield Sentences(tuple(_exemptions(child)))


def _placements(child: Child) -> Table:
    columns = (
        Column(Text(pl="Nr", en="No."), right=True),
        Column("Gmina"),
        Column(Text(pl="Forma pieczy", en="Form of care"), names=True),
        _FROM,
        _TO,
        Column(Text(pl="Koszt miesięczny", en="Monthly cost"), wide=True),
        Column(Text(pl="Jak skończył się pobyt", en="How the stay ended")),
    )
    rows: list[tuple[Cell | None, ...]] = []
    for stay in child.stays:
        for placement in stay.placements:
            ended = ENDED_BY[stay.ended_by] if stay.ended_by and placement is stay.placements[-1] else "–"
            end = written_day(placement.end) if placement.end else GOES_ON
            days = written_day(placement.start), end
            rows.append(row((len(rows) + 1, stay.gmina, _form(placement), *days, _cost(placement), ended)))
    return Table(Text(pl="Pobyty i umieszczenia", en="Stays and placements"), columns, tuple(rows))


def _form(placement: Placement) -> Text:
    name = placement.family or placement.facility
    return FORMS[placement.form] + (f" ({name})" if name else "")


def _cost(placement: Placement) -> Words:
    if placement.monthly_cost_from:
        benefits = (BENEFITS[supplement.benefit] for supplement in placement.supplements)
        return joined([COSTS_FROM[placement.monthly_cost_from], *benefits])
    costs = []
    for cost in placement.monthly_cost:
        since: Words = _SINCE.fill(day=written_day(cost.start)) + ": " if cost.start else ""
        costs.append(since + zlote(to_grosze(cost.amount)))
    return joined(costs, "; ") if costs else "–"


def _expenses(child: Child) -> Table:
    columns = (
        Column(Text(pl="Wydatek", en="Expense"), names=True),
        _FROM,
        _TO,
        Column(Text(pl="Kwota (zł)", en="Amount (PLN)"), right=True),
    )
    expenses = [expense for stay in child.stays for expense in stay.expenses]
    rows = tuple(row((KINDS[expense.kind], *_days(expense.span), expense.amount)) for expense in expenses)
    sums = ((TOTAL, (_sum(expense.amount for expense in expenses),)),)
    return Table(Text(pl="Wydatki", en="Expenses"), columns, rows, sums)


def _days(span: Span) -> tuple[Text, Text]:
    first, last = (written_day(date.fromordinal(day)) for day in span)
    return first, last


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return to_decimal(sum(to_grosze(amount) for amount in amounts))


def _family_costs(case: Case, child: Child) -> Table:
    columns = (
        Column(Text(pl="Koszt rodziny", en="Cost of the family"), names=True),
        Column(Text(pl="Rodzina", en="Family")),
        _FROM,
        _TO,
        Column(Text(pl="Kwota za całą rodzinę (zł)", en="Amount of the whole family (PLN)"), right=True),
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
    rows = tuple(row((KINDS[cost.kind], cost.family, *_days(cost.span), cost.amount)) for cost in costs)
    title = Text(pl="Koszty rodzin, w których było dziecko", en="Costs of the families in which the child was")
    return Table(title, columns, rows, ((TOTAL, (_sum(cost.amount for cost in costs),)),))


def _announcements(case: Case, child: Child) -> Table:
    columns = (
        Column(Text(pl="Placówka", en="Facility"), names=True),
        Column(Text(pl="Obowiązuje od", en="In force from")),
        Column(Text(pl="Uchylone", en="Repealed")),
        Column(Text(pl="Średni miesięczny wydatek (zł)", en="Average monthly cost (PLN)"), right=True),
    )
    names = {placement.facility for stay in child.stays for placement in stay.placements if placement.facility}
    announcements = [announcement for announcement in case.announcements if announcement.facility in names]
    rows = tuple(
        row(
            (
                announcement.facility,
                written_day(announcement.in_force_from),
                day_said(announcement.repealed),
                announcement.amount,
            )
        )
        for announcement in announcements
    )
    return Table(Text(pl="Ogłoszenia placówek", en="Announcements of the facilities"), columns, rows)


def _exemptions(child: Child) -> Iterator[Text]:
    for exemption in child.exemptions:
        basis = f" ({exemption.basis})" if exemption.basis else ""
        parts = [Text(pl="Zwolnienie: ", en="Exemption: ") + EXEMPT[exemption.ground] + basis]
        parts += [_SINCE.fill(day=written_day(exemption.start))] if exemption.start else []
        parts += [_UNTIL.fill(day=written_day(exemption.end))] if exemption.end else []
        yield joined(parts) + "."


# The law of the months


def law_of_months(child: Child, days: Span, law: Law, *, with_rates: bool) -> tuple[Part, ...]:
    """The entries of the law that hold on some days, with source and certainty; rates where they were used."""
    verified = Text(
        pl="Art. 191 ustawy o wspieraniu rodziny i systemie pieczy zastępczej, tekst: {text}. Sprawdzono do {day}; "
        "późniejsze dni nie są sprawdzone.",
        en="Art. 191 of the Act on family support and the foster care system, Dz.U. 2011 nr 149 poz. 887, as amended. "
        "Verified until {day}; later days are not verified.",
    ).fill(text=law.act.text_read, day=written_day(law.act.verified_until))
    columns = (
        Column(Text(pl="Przepis", en="Provision"), names=True),
        _FROM,
        _TO,
        Column(Text(pl="Co stanowi", en="What it says"), wide=True),
        Column(Text(pl="Pewność", en="Certainty")),
        Column(Text(pl="Źródło", en="Source"), wide=True),
    )
    rows = [*_provisions(child, days, law.act), *(_rates(child, days, law.rates) if with_rates else ())]
    return (
        Heading(Text(pl="Prawo obowiązujące w tych miesiącach", en="The law in force in these months")),
        Paragraph(verified),
        Table(Text(pl="Przepisy i stawki", en="Provisions and rates"), columns, tuple(map(row, rows))),
    )


def _provisions(child: Child, days: Span, act: Act) -> Iterator[tuple[Value, ...]]:
    """The bands and exemptions that hold on some days."""
    for bands in act.bands:
        if _entry_days(bands).meets(days):
            band_said = Text(pl="próg {band}: {percent}", en="band {band}: {percent}")
            shares = (band_said.fill(band=band, percent=percent(share)) for band, share in enumerate(bands.percent, 1))
            said = joined(shares, "; ")
            yield from (_entry(paragraph, said, bands) for paragraph in _paragraphs(child, bands))
    for rule in act.exemptions:
        grounds = [EXEMPT[exemption.ground] for exemption in child.exemptions if exemption.ground in rule.grounds]
        if grounds and _entry_days(rule).meets(days):
            yield _entry(rule.basis, "0\u00a0%: " + joined(grounds, "; "), rule)


def _paragraphs(child: Child, bands: Bands) -> list[str]:
    """Art. 191 ust. 9 if the child was in a family, ust. 10 if it was in a facility."""
    in_facility = {placement.in_facility for stay in child.stays for placement in stay.placements}
    return [basis for basis, which in ((bands.family, False), (bands.facility, True)) if which in in_facility]


def _entry_days(entry: Entry) -> Span:
    return Span(entry.since.toordinal(), (entry.until or date.max).toordinal())


def _entry(basis: str, said: Words, entry: Entry) -> tuple[Value, ...]:
    days = written_day(entry.since), day_said(entry.until)
    return basis, *days, said, CERTAINTY[entry.certainty], entry.source.act


def _rates(child: Child, days: Span, statute: Rates) -> Iterator[tuple[Value, ...]]:
    """The rates in force on the given days of the benefits that the child's families get."""
    placements: Sequence[Placement] = [
        placement for stay in child.stays for placement in stay.placements if placement.monthly_cost_from == "rates"
    ]
    names = dict.fromkeys(
        statute.benefit_of_form[placement.form] for placement in placements if placement.form in statute.benefit_of_form
    )
    names |= dict.fromkeys(supplement.benefit for placement in placements for supplement in placement.supplements)
    for rate in (rate for name in names for rate in statute.history[name]):
        if isinstance(rate, Rate) and Span(rate.start.toordinal(), rate.end.toordinal()).meets(days):
            said = BENEFITS[rate.benefit] + ": " + zlote(to_grosze(rate.amount))
            yield rate.basis, written_day(rate.start), written_day(rate.end), said, CERTAINTY[rate.certainty], rate.act

"""Cases and their parts, right by construction; the simplest is one child in one family at one small monthly cost.

What is drawn are the library's frozen models. A strategy draws one of what it is named after.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import get_args

from hypothesis import strategies as st

from piecza.case.bearing_days import days_of_stay, expense_bearers
from piecza.case.case import Case
from piecza.case.child import (
    Child,
    EndedBy,
    Exemption,
    Expense,
    Form,
    Ground,
    Kind,
    MonthlyCost,
    Placement,
    Stay,
)
from piecza.dates import Month, Span, month_of
from piecza.readings import READINGS, Readings
from piecza.rule.clock import band_changes
from piecza.testing.boundary_days import LAST, among, amounts, days, days_after, next_day
from piecza.testing.drawn_costs import with_costs

DRAWN_FORMS: tuple[Form, ...] = get_args(Form)
GMINAS = ("2808011", "2604043", "2808013")
"""The codes of gminas; the first and the last differ in nothing but the seventh digit."""
SAME_GMINA = (GMINAS[:2],)
"""The codes of two gminas that were merged."""
BASIS = "art. 27 ustawy z dnia 12 marca 2022 r."
"""The provision of an exemption that another act gives."""
_KINDS: tuple[Kind, ...] = get_args(Kind)
_GROUNDS: tuple[Ground, ...] = get_args(Ground)
_ENDED_BY: tuple[EndedBy | None, ...] = (None, "return_home", "adulthood", "adoption", "other")
_LONGEST_EXPENSE = 95
_EITHER, _PERHAPS_A_DAY = st.booleans(), st.none() | days()
SETTLED = Readings().settled()
"""The defaults, with every reading that has none at its first option."""


def readings(*, unchosen: bool = False) -> st.SearchStrategy[Readings]:
    """Readings in every combination, the simplest being the first option of each: the defaults.

    Those without a default are chosen too, so that nothing has to be asked; under ``unchosen`` they may be left open.
    """

    def options(name: str) -> st.SearchStrategy[str | None]:
        chosen = st.sampled_from(READINGS[name].options)
        return st.none() | chosen if unchosen and not READINGS[name].default else chosen

    return st.fixed_dictionaries({name: options(name) for name in READINGS}).map(lambda drawn: Readings(**drawn))  # type: ignore[arg-type]


def monthly_costs(start: date | None = None) -> st.SearchStrategy[MonthlyCost]:
    """What a full month of a placement costs from ``start`` on."""
    return amounts().map(lambda amount: MonthlyCost(start=start, amount=amount))


@st.composite
def exemptions(draw: st.DrawFn) -> Exemption:
    """An exemption on any ground, its first and last day perhaps left open."""
    ground = draw(among(_GROUNDS))
    start = draw(_PERHAPS_A_DAY)
    end = draw(st.none() | days_after(start) if start else _PERHAPS_A_DAY)
    return Exemption(ground=ground, start=start, end=end, basis=BASIS if ground == "state_financed" else None)


@st.composite
def expenses(draw: st.DrawFn, stay: Stay | None = None, readings: Readings = SETTLED) -> Expense:
    """An expense of one day or some days; of a ``stay`` one that a family bears under some readings.

    Nothing can be drawn of a stay without such days.
    """
    if stay is None:
        first, last = draw(days()), LAST
    else:
        spans = _family_days(stay, readings)
        span = draw(st.sampled_from(spans) if spans else st.nothing())
        latest = date.fromordinal(min(span.last, max(span.first, LAST.toordinal())))
        first, last = draw(days(date.fromordinal(span.first), latest)), latest
    kind = draw(among(_KINDS))
    amount = draw(amounts())
    amount = -amount if kind == "recovered" else amount
    longest = date.fromordinal(min(max(first, last).toordinal(), first.toordinal() + _LONGEST_EXPENSE))
    if draw(_EITHER):
        return Expense(kind=kind, start=first, end=draw(days_after(first, longest)), amount=amount)
    return Expense(kind=kind, day=first, amount=amount)


def _family_days(stay: Stay, readings: Readings) -> list[Span]:
    """The days whose expenses families bear, in runs."""
    spans = [placement.span for placement in stay.placements]
    facilities = [placement.in_facility for placement in stay.placements]
    days = days_of_stay(spans, readings, ended=stay.end is not None)
    runs: list[Span] = []
    for borne, facility in zip(
        expense_bearers(spans, facilities, days, readings.transfer_day), facilities, strict=True
    ):
        if facility or not borne.days:
            continue
        if runs and runs[-1].last + 1 == borne.first:
            borne = Span(runs.pop().first, borne.last)
        runs.append(borne)
    return runs


@st.composite
def placements(
    draw: st.DrawFn,
    *,
    forms: Sequence[Form] = DRAWN_FORMS,
    start: date | None = None,
    ends: bool | None = None,
) -> Placement:
    """A placement of some of the ``forms``, from ``start`` or any day on, with up to three monthly costs.

    ``ends`` says whether it has a last day; None: either.
    """
    form = draw(among(tuple(forms)))
    first = start or draw(days())
    end = draw(days_after(first)) if (draw(_EITHER) if ends is None else ends) else None
    costs, since = [], first
    for number in range(draw(among((1, 1, 1, 2, 2, 3, 0)))):
        if number:
            since = draw(days_after(next_day(since), end or LAST))
        if end and since > end:
            break
        costs.append(draw(monthly_costs(since if number else None)))
    return Placement(form=form, start=first, end=end, monthly_cost=tuple(costs))


@st.composite
def stays(
    draw: st.DrawFn,
    *,
    readings: Readings = SETTLED,
    forms: Sequence[Form] = DRAWN_FORMS,
    expenses: bool = True,
    start: date | None = None,
    ends: bool | None = None,
) -> Stay:
    """A stay of up to three placements, without expenses or with up to two that are right under some ``readings``."""
    drawn: list[Placement] = []
    count = draw(among((1, 1, 2, 3)))
    for number in range(count):
        drawn.append(draw(placements(forms=forms, start=start, ends=ends if number == count - 1 else True)))
        end = drawn[-1].end
        start = next_day(end) if end and draw(_EITHER) else end
    gmina = draw(among(GMINAS))
    stay = Stay(gmina=gmina, placements=tuple(drawn), ended_by=draw(among(_ENDED_BY)) if end else None)
    if expenses and _family_days(stay, readings):
        count = draw(among((0, 0, 1, 2)))
        return stay.model_copy(update={"expenses": tuple(draw(_expenses_of(stay, readings)) for _ in range(count))})
    return stay


_expenses_of = expenses  # `expenses` is an option where stays are drawn


@st.composite
def children(
    draw: st.DrawFn,
    *,
    id: str = "D-1",  # noqa: A002  the contract's name
    readings: Readings = SETTLED,
    forms: Sequence[Form] = DRAWN_FORMS,
    expenses: bool = True,
    exemptions: bool = True,
    max_stays: int = 3,
) -> Child:
    """A child of up to ``max_stays`` stays that follow each other after a return home, adulthood or anything else."""
    drawn: list[Stay] = []
    start = None
    count = draw(among(tuple(count for count in (1, 1, 1, 2, 2, 3) if count <= max_stays)))
    for number in range(count):
        ends = None if number == count - 1 else True
        stay = draw(stays(readings=readings, forms=forms, expenses=expenses, start=start, ends=ends))
        drawn.append(stay)
        if stay.end:
            start = draw(days_after(next_day(stay.end)))
    if drawn[-1].end and draw(among((False, False, False, True))):
        drawn[-1] = drawn[-1].model_copy(update={"ended_by": "death"})
    count = draw(among((0, 0, 0, 1, 2))) if exemptions else 0
    return Child(id=id, stays=tuple(drawn), exemptions=tuple(draw(_exemptions()) for _ in range(count)))


_exemptions = exemptions  # likewise


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    readings: Readings | st.SearchStrategy[Readings] = SETTLED,
    min_children: int = 1,
    max_children: int = 2,
    forms: Sequence[Form] = DRAWN_FORMS,
    expenses: bool = True,
    exemptions: bool = True,
    max_stays: int = 3,
    costs: bool = False,
) -> Case:
    """A case of some children, under some readings, or under any of a strategy: ``cases(readings=readings())``.

    Without ``readings`` they are the defaults, with every open one at its first option.

    The options leave out what a system does not know: ``forms`` of care, ``expenses``, ``exemptions``, later stays.
    Where the readings compare gminas, two of the codes may be those of one gmina. Under ``costs`` children share
    families and facilities, and costs are worked out from rates, announcements and the families' costs as well.
    """
    chosen = readings if isinstance(readings, Readings) else draw(readings)
    drawn = [
        draw(
            children(
                id=f"D-{number}",
                readings=chosen,
                forms=forms,
                expenses=expenses,
                exemptions=exemptions,
                max_stays=max_stays,
            )
        )
        for number in range(1, draw(st.integers(min_children, max_children)) + 1)
    ]
    merged = chosen.after_return == "reset_if_gmina_changes" and draw(_EITHER)
    case = Case(readings=chosen, children=tuple(drawn), same_gmina=SAME_GMINA if merged else ())
    return draw(with_costs(case)) if costs else case


def _marks(case: Case) -> Iterator[Sequence[date | None]]:
    """The days on which stays begin, bands change, stays end, and anything else begins, ends or changes."""
    stays = [stay for child in case.children for stay in child.stays]
    yield [stay.start for stay in stays]
    settled, same = case.readings.settled(), case.same_gmina
    changes = (change for child in case.children for change in band_changes(child, settled, same_gmina=same))
    yield [change.day for change in changes if change.band > 1]
    yield [stay.end for stay in stays]
    spans: list[tuple[date | None, date | None]] = []
    spans += [(placement.start, placement.end) for stay in stays for placement in stay.placements]
    spans += [
        (entry.start, None) for stay in stays for placement in stay.placements for entry in placement.monthly_cost
    ]
    spans += [(expense.day or expense.start, expense.end) for stay in stays for expense in stay.expenses]
    spans += [(exemption.start, exemption.end) for child in case.children for exemption in child.exemptions]
    spans += [(cost.start, cost.end) for cost in case.family_costs]
    yield [day for span in spans for day in span]


def _marked(case: Case) -> list[list[Month]]:
    """The months of those days, group by group, and last the months before and after them.

    None begins after the last day for which the law is known, or after the earliest first stay where that is later.
    """
    latest = max(LAST, min(child.stays[0].start for child in case.children)).toordinal()
    groups = [[month_of(day.toordinal()) for day in days if day] for days in _marks(case)]
    spans = [month.span for month in dict.fromkeys(month for group in groups for month in group)]
    groups.append([month_of(day) for span in spans for day in (span.last + 1, span.first - 1)])
    within = [[month for month in group if month.span.first <= latest] for group in groups]
    return [list(dict.fromkeys(group)) for group in within if group]


def marked_months(case: Case) -> list[Month]:
    """The months in which something begins, ends or changes, and those around: the simplest first."""
    return list(dict.fromkeys(month for group in _marked(case) for month in group))


def months_of(case: Case) -> st.SearchStrategy[Month]:
    """Months in which a stay of a case begins, a band changes, a stay ends or anything else begins, ends or changes,
    and those before and after; the simplest is that in which the first child's first stay begins.
    """
    return st.one_of(*(st.sampled_from(group) for group in _marked(case)))


def asked(cases: st.SearchStrategy[Case]) -> st.SearchStrategy[tuple[Case, Month]]:
    """Cases, each with one of its `months_of`."""
    return cases.flatmap(lambda case: st.tuples(st.just(case), months_of(case)))

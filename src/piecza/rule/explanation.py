"""A charge in words, in Polish and English: why this amount, with the article, and the readings that mattered.

Every number in a sentence recomputes: what stands left of an equals sign gives what stands right of it, rounded half up
to a grosz. The same is there as data, for whoever writes sentences of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from piecza.case.case import Case
from piecza.costs.cost_origins import origin_of_month, origin_of_part
from piecza.costs.costing import Costing
from piecza.costs.open_readings import Choice, choices, decisive, other_options
from piecza.dates import Month, Span, months
from piecza.language.text import Text
from piecza.law.act import Act
from piecza.law.law_in_force import Law, shipped_law
from piecza.money import to_grosze
from piecza.readings import READINGS, Readings
from piecza.rule.charges import (
    Charge,
    Charges,
    ChargesDocument,
    Explanation,
    Line,
    LineExplanation,
    ReadingThatMattered,
    Segment,
)
from piecza.rule.clock import Timed
from piecza.rule.explanation_wording import (
    base_of_expense,
    base_of_monthly_cost,
    not_chosen,
    one_gmina,
    reading_sentence,
    segment_sentence,
    stay_runs,
    sum_of_lines,
    sum_of_segments,
)
from piecza.rule.share import MonthDays, divisor_of
from piecza.rule.under_readings import UnderReadings

DueByMonth = Mapping[tuple[str, Month], int]
"""What a child owes by gmina and month, in grosze."""


def explain(case: Case, charge: Charge, *, law: Law | None = None) -> Explanation:
    """Why a charge of a case is what it is (art. 191 ust. 9–11), in words and as data.

    ValueError where it is no charge of this case under its readings and the law (that of the library where none is
    given).
    """
    return next(explanations(case, [charge], law=law))


def explanations(case: Case, charges: Sequence[Charge], *, law: Law | None = None) -> Iterator[Explanation]:
    """The explanations of charges of a case, in their order; those of one child are best together.

    ValueError where one is no charge of this case under its readings and the law.
    """
    return _by_child(case, charges, law or shipped_law(), {})


def explanations_of_month(case: Case, charges: Sequence[Charge], made: Charges, *, law: Law) -> Iterator[Explanation]:
    """The explanations of some charges of those ``made`` of a case for one month, which are not worked out again."""
    due: dict[str, list[Charge]] = {}
    for charge in made:
        due.setdefault(charge.child, []).append(charge)
    return _by_child(case, charges, law, due)


def _by_child(
    case: Case, charges: Sequence[Charge], law: Law, made: Mapping[str, list[Charge]]
) -> Iterator[Explanation]:
    """The explanations of charges; ``made`` are those of all its months by child, where known."""
    if not charges:
        return
    asked = [charge.month for charge in charges]
    days = Span(min(asked).span.first, max(asked).span.last)
    costing = Costing(case, days, law)
    names = {charge.child for charge in charges}
    positions = {child.id: index for index, child in enumerate(case.children) if child.id in names}
    for name, group in groupby(charges, key=attrgetter("child")):
        if name not in positions:
            raise ValueError("the case has no such child")
        yield from _explanations(costing, positions[name], list(group), made.get(name))


def explained(case: Case, charges: Charges, *, law: Law | None = None) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it.

    ValueError where they are no charges of this case under its readings and the law.
    """
    all_explanations = explanations(case, charges.charges, law=law)
    whole = tuple(replace(explanation.charge, explanation=explanation) for explanation in all_explanations)
    return replace(charges, charges=whole).to_dict()


def _explanations(
    costing: Costing, index: int, charges: Sequence[Charge], made: list[Charge] | None
) -> Iterator[Explanation]:
    """The explanations of charges of one child; what it would owe under other readings is worked out once for all."""
    case, readings = costing.case, costing.readings
    asked = [charge.month for charge in charges]
    under = UnderReadings(costing, index, [MonthDays.of(month) for month in months(min(asked), max(asked))])
    if made is not None:
        under.know(readings, made)
    unchosen = under.facts.concerning(costing.open_readings(case.readings))
    clocks = {choice: under.stays(chosen) for choice, chosen in choices(case.readings, tuple(unchosen)).items()}
    due = under.charges(readings)
    other = dict(_under_other_readings(under, unchosen, due))
    stays = under.stays(readings)
    for charge in charges:
        if charge not in due:
            raise ValueError("this is no charge of the case under its readings")
        month = MonthDays.of(charge.month)
        numbers = [
            n for n, stay in enumerate(stays) if stay.stay.gmina == charge.gmina and stay.days.meets(month.month.span)
        ]
        shown = _deciding_years(clocks, unchosen, numbers)
        lines = tuple(_line(line, month, stays, index, readings, costing) for line in charge.lines)
        yield Explanation(
            replace(charge, lines=lines),
            (
                *(sentence for number in numbers for sentence in _runs(stays, number, readings)),
                *(not_chosen(name, READINGS[name].options[0]) for name in shown),
            ),
            sum_of_lines(charge),
            tuple(_readings_that_mattered(case.readings, charge, other)),
        )


def _deciding_years(
    clocks: Mapping[Choice, Sequence[Timed]], unchosen: Sequence[str], numbers: Sequence[int]
) -> Sequence[str]:
    """The unchosen readings on which the years of some stays depend."""

    def differ(one: Choice, other: Choice) -> bool:
        return any(clocks[one][number] != clocks[other][number] for number in numbers)

    return decisive(unchosen, [*clocks], differ)


def _runs(stays: Sequence[Timed], number: int, readings: Readings) -> Iterator[Text]:
    """Since when a stay runs, and that another code is the same gmina's where its clock goes on for that reason."""
    stay = stays[number]
    yield stay_runs(stay.stay.start, stay.clock.before)
    if stay.clock.before is not None and readings.after_return == "reset_if_gmina_changes":
        before = stays[number - 1].stay
        if before.gmina[:6] != stay.stay.gmina[:6] and before.ended_by != "adulthood":
            yield one_gmina(before.gmina, stay.stay.gmina)


def _line(
    line: Line, month: MonthDays, stays: Sequence[Timed], child: int, readings: Readings, costing: Costing
) -> Line:
    day = line.start.toordinal()
    stay = next(stay for stay in stays if stay.days.first <= day <= stay.days.last)
    if line.rate_grosze is not None:
        entry = costing.origin(child, line.source, day, readings)
        origin = origin_of_month(entry.paid, costing.case, entry.announcement, day) if entry else None
        base = base_of_monthly_cost(line, line.rate_grosze, divisor_of(month, stay.days, readings), month.days)
    elif line.source.startswith("family_costs"):
        share = costing.share(child, line.source, day, readings)
        cost = costing.case.family_costs[share.place]
        rule = costing.law.act.family_rule(cost.kind, cost.start)
        origin = origin_of_part(cost, rule, share.division, share.part, share.days)
        base = base_of_expense(line, share.grosze, share.days)
    else:
        expense = stay.stay.expenses[int(line.source[:-1].rpartition("[")[2])]
        origin = None
        base = base_of_expense(line, to_grosze(expense.amount), expense.span)
    segments = tuple(_segment(segment, line, stay, readings, costing.law.act) for segment in line.segments)
    return line.explained(segments, LineExplanation(base, sum_of_segments(line), origin, stay.stay.start))


def _segment(segment: Segment, line: Line, stay: Timed, readings: Readings, act: Act) -> Segment:
    first, last = (stay.clock.year(day.toordinal(), readings) for day in (segment.start, segment.end))
    bands = [act.band(day.toordinal(), year) for day, year in ((segment.start, first), (segment.end, last))]
    own_band = segment.band is None or bands == [segment.band, segment.band]
    turn = date.fromordinal(stay.clock.year_start(last, readings)) if first < last else segment.start
    of_month = "" if own_band else readings.mid_month
    sentence = segment_sentence(segment, line.form, line.share_base, first, last, turn, of_month)
    return segment.explained([first, last], sentence)


def _under_other_readings(
    under: UnderReadings, unchosen: Sequence[str], due: Sequence[Charge]
) -> Iterator[tuple[tuple[str, str], list[DueByMonth]]]:
    """What a child would owe under every other option of the readings that gives it other charges than what is ``due``.

    The amounts stand by reading and option, once for each choice of the ``unchosen`` readings. An option is passed over
    where it gives no amounts: an expense would lie outside its stay, a family's cost would fall to nobody, or an amount
    is not known. A reading that was neither chosen nor needed has no option that could matter.
    """
    readings = under.costing.case.readings
    single_segments = not unchosen and all(sum(len(line.segments) for line in charge.lines) < 2 for charge in due)
    options = other_options(readings)
    for name in replace(under.facts, single_segments=single_segments).concerning(options):
        for option, chosen in options[name].items():
            if under.refused(chosen):
                continue
            others = [under.charges(made) for made in under.choices(unchosen, chosen).values()]
            if any(other is not due for other in others):
                yield (name, option), [_due_by_month(other) for other in others]


def _due_by_month(charges: Sequence[Charge]) -> DueByMonth:
    return {(charge.gmina, charge.month): charge.amount_grosze for charge in charges}


def _readings_that_mattered(
    readings: Readings, charge: Charge, other: Mapping[tuple[str, str], Sequence[DueByMonth]]
) -> Iterator[ReadingThatMattered]:
    """The readings of which another option gives this charge another amount.

    An option is passed over where its amount depends on a reading that was not chosen.
    """
    instead: dict[str, dict[str, int]] = {}
    for (name, option), dues in other.items():
        amounts = {due.get((charge.gmina, charge.month), 0) for due in dues}
        if len(amounts) == 1 and amounts != {charge.amount_grosze}:
            instead.setdefault(name, {})[option] = amounts.pop()
    for name, grosze in instead.items():
        option = getattr(readings, name)
        yield ReadingThatMattered(name, option, grosze, reading_sentence(name, option, grosze))

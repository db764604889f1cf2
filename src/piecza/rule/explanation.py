"""A charge in words, in Polish and English: why this amount, with the article, and the readings that mattered.

Every number in a sentence recomputes: what stands left of an equals sign gives what stands right of it, rounded half up
to a grosz. The same is there as data, for whoever writes sentences of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from piecza.case.case import Case
from piecza.case.flaws import flaws_of_child
from piecza.costs.cost_entries import COORDINATOR
from piecza.costs.cost_origins import origin_of_month, origin_of_part
from piecza.costs.costing import Costing, concerned
from piecza.dates import Month, Span, months
from piecza.language.text import Lang, Text
from piecza.law.act import Law, art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.money import to_decimal, to_grosze, to_text
from piecza.readings import READINGS, Readings, decisive, outcomes
from piecza.rule.case_charges import charges_of
from piecza.rule.charges import Charge, ChargeExplanation, Charges, ChargesDocument, Line, Segment
from piecza.rule.clock import Timed, timed
from piecza.rule.explanation_wording import (
    base_of_expense,
    base_of_monthly_cost,
    not_chosen,
    reading_sentence,
    segment_sentence,
    stay_runs,
    sum_of_lines,
    sum_of_segments,
)
from piecza.rule.share import MonthDays, divisor_of

DueByMonth = Mapping[tuple[str, Month], int]
"""What a child owes by gmina and month, in grosze."""


@dataclass(frozen=True, slots=True)
class SegmentExplanation:
    """A segment with the years of stay of its first and last day, and its sentence."""

    segment: Segment
    first_year: int
    last_year: int
    sentence: Text


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """A line: the first day of its stay, how its base came about, its segments, and how they add up (None: there is
    nothing to add).

    ``origin`` says where a cost that was worked out comes from; it is None of one that the case gives.
    """

    line: Line
    stay_start: date
    origin: Text | None
    base: Text
    segments: tuple[SegmentExplanation, ...]
    amount: Text | None


@dataclass(frozen=True, slots=True)
class ReadingThatMattered:
    """A reading under which another option would give the charge another amount (in grosze, by option)."""

    reading: str
    option: str
    instead_grosze: dict[str, int]
    sentence: Text

    @property
    def instead(self) -> dict[str, Decimal]:
        """What the charge would be under the other options that change it, in złote."""
        return {option: to_decimal(grosze) for option, grosze in self.instead_grosze.items()}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a charge is what it is: since when its stays run, its lines, their sum, and the readings that mattered.

    ``stays`` also says which readings were not chosen, since no amount depends on them, though a year of stay does.
    """

    charge: Charge
    stays: tuple[Text, ...]
    lines: tuple[LineExplanation, ...]
    amount: Text
    readings: tuple[ReadingThatMattered, ...]

    @property
    def texts(self) -> list[Text]:
        """All of it as sentences in both languages, in order."""
        texts = list(self.stays)
        for line in self.lines:
            texts += [line.origin] if line.origin else []
            texts += [line.base, *(segment.sentence for segment in line.segments)]
            texts += [line.amount] if line.amount else []
        return [*texts, self.amount, *(reading.sentence for reading in self.readings)]

    def sentences(self, lang: Lang) -> list[str]:
        """All of it as sentences in ``pl`` or ``en``, in order."""
        return [text[lang] for text in self.texts]

    def to_dict(self) -> ChargeExplanation:
        """The explanation as data: what `piecza charge --explain --json` adds to a charge."""
        return {
            "stays": list(self.stays),
            "amount": self.amount,
            "readings": [
                {
                    "reading": reading.reading,
                    "option": reading.option,
                    "instead": [
                        {"option": option, "amount": to_text(grosze)}
                        for option, grosze in reading.instead_grosze.items()
                    ],
                    "message": reading.sentence,
                }
                for reading in self.readings
            ],
        }


def explain(case: Case, charge: Charge) -> Explanation:
    """Why a charge of a case is what it is (art. 191 ust. 9–11), in words and as data.

    ValueError where it is no charge of this case under its readings.
    """
    return next(explanations(case, [charge]))


def explanations(case: Case, charges: Sequence[Charge]) -> Iterator[Explanation]:
    """The explanations of charges of a case, in their order; those of one child are best together.

    ValueError where one is no charge of this case under its readings.
    """
    if not charges:
        return
    asked = [charge.month for charge in charges]
    days = Span(min(asked).span.first, max(asked).span.last)
    costing = Costing(case, days, art_191(), statutory_rates())
    names = {charge.child for charge in charges}
    positions = {child.id: index for index, child in enumerate(case.children) if child.id in names}
    for name, group in groupby(charges, key=attrgetter("child")):
        if name not in positions:
            raise ValueError("the case has no such child")
        yield from _explanations(costing, positions[name], list(group))


def explained(case: Case, charges: Charges) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it.

    ValueError where they are no charges of this case under its readings.
    """
    document = charges.to_dict()
    for explanation, entry in zip(explanations(case, charges.charges), document["charges"], strict=True):
        entry["explanation"] = explanation.to_dict()
        for line, line_entry in zip(explanation.lines, entry["lines"], strict=True):
            line_entry["explanation"] = {"base": line.base, "amount": line.amount}
            if line.origin:
                line_entry["explanation"]["origin"] = line.origin
            for segment, segment_entry in zip(line.segments, line_entry["segments"], strict=True):
                segment_entry["years"] = [segment.first_year, segment.last_year]
                segment_entry["explanation"] = segment.sentence
    return document


def _explanations(costing: Costing, index: int, charges: Sequence[Charge]) -> Iterator[Explanation]:
    """The explanations of charges of one child; what it would owe under other readings is worked out once for all."""
    case, law = costing.case, costing.law
    readings, child = case.readings.settled(), case.children[index]
    unchosen = concerned(case.readings.unchosen, index, costing)
    clocks = outcomes(case.readings, unchosen, lambda chosen: timed(child, chosen, law))
    asked = [charge.month for charge in charges]
    window = [MonthDays.of(month) for month in months(min(asked), max(asked))]
    due = charges_of(costing, index, window, readings)
    other = dict(_under_other_readings(costing, index, unchosen, window, due))
    stays = timed(child, readings, law)
    for charge in charges:
        if charge not in due:
            raise ValueError("this is no charge of the case under its readings")
        month = MonthDays.of(charge.month)
        numbers = [
            n for n, stay in enumerate(stays) if stay.stay.gmina == charge.gmina and stay.days.meets(month.month.span)
        ]
        present = [stays[number] for number in numbers]
        shown = decisive(
            unchosen, {choice: [timed_stays[number] for number in numbers] for choice, timed_stays in clocks.items()}
        )
        yield Explanation(
            charge,
            (
                *(stay_runs(stay.stay.start, stay.clock.before) for stay in present),
                *(not_chosen(name, READINGS[name].options[0]) for name in shown),
            ),
            tuple(_line(line, month, stays, index, readings, costing) for line in charge.lines),
            sum_of_lines(charge),
            tuple(_readings_that_mattered(case.readings, charge, other)),
        )


def _line(
    line: Line, month: MonthDays, stays: Sequence[Timed], child: int, readings: Readings, costing: Costing
) -> LineExplanation:
    day = line.start.toordinal()
    stay = next(stay for stay in stays if stay.days.first <= day <= stay.days.last)
    if line.rate_grosze is not None:
        entry = costing.origin(child, line.source, day, readings)
        origin = origin_of_month(entry.paid, costing.case, entry.announcement, day) if entry else None
        base = base_of_monthly_cost(line, line.rate_grosze, divisor_of(month, stay.days, readings), month.days)
    elif line.source.startswith("family_costs"):
        share = costing.share(child, line.source, day, readings)
        cost = costing.case.family_costs[share.place]
        rule = costing.law.family_rule(cost.kind, cost.start)
        origin = origin_of_part(cost, rule, share.division, share.part, share.days)
        base = base_of_expense(line, share.grosze, share.days)
    else:
        expense = stay.stay.expenses[int(line.source[:-1].rpartition("[")[2])]
        origin = None
        base = base_of_expense(line, to_grosze(expense.amount), expense.span)
    segments = tuple(_segment(segment, line, stay, readings, costing.law) for segment in line.segments)
    return LineExplanation(line, stay.stay.start, origin, base, segments, sum_of_segments(line))


def _segment(segment: Segment, line: Line, stay: Timed, readings: Readings, law: Law) -> SegmentExplanation:
    first, last = (stay.clock.year(day.toordinal(), readings) for day in (segment.start, segment.end))
    own_band = segment.band is None or segment.band == min(first, law.last_band) == min(last, law.last_band)
    turn = date.fromordinal(stay.clock.year_start(last, readings))
    sentence = segment_sentence(segment, line, first, last, turn, "" if own_band else readings.mid_month)
    return SegmentExplanation(segment, first, last, sentence)


def _under_other_readings(
    costing: Costing, index: int, unchosen: Sequence[str], window: Sequence[MonthDays], charges: Sequence[Charge]
) -> Iterator[tuple[tuple[str, str], list[DueByMonth]]]:
    """What a child would owe under every other option of the readings that may matter to it, given its ``charges``.

    The amounts stand by reading and option, once for each choice of the ``unchosen`` readings. An option is passed over
    where it gives no amounts: an expense would lie outside its stay, a family's cost would fall to nobody, or an amount
    is not known. A reading that was neither chosen nor needed has no option that could matter.
    """
    readings, child = costing.case.readings, costing.case.children[index]

    def due(chosen: Readings) -> DueByMonth:
        others = charges_of(costing, index, window, chosen)
        return {(charge.gmina, charge.month): charge.amount_grosze for charge in others}

    for name, reading in READINGS.items():
        holds = getattr(readings, name)
        if holds and may_matter(name, costing, index, window, () if unchosen else charges):
            for option in reading.options:
                chosen = readings.choose(**{name: option})
                if option != holds and not any(flaws_of_child(child, "", chosen)):
                    yield (name, option), list(costing.outcomes(index, chosen, unchosen, due).values())


def may_matter(name: str, costing: Costing, index: int, window: Sequence[MonthDays], charges: Sequence[Charge]) -> bool:
    """Whether another option of a reading can give a child other amounts, judged quickly by its facts.

    Who is in a family on which days, and so each child's part, also depends on when other children move or leave.
    """
    stays = costing.case.children[index].stays
    match name:
        case "leap_day":
            return any((stay.start.month, stay.start.day) == (2, 29) for stay in stays)
        case "transfer_day":
            return any(len(stay.placements) > 1 for stay in stays) or bool(costing.readings_of(index))
        case "leaving_day":
            return any(stay.end for stay in stays) or bool(costing.readings_of(index))
        case "divisor":
            days = Span(window[0].first, window[-1].last)
            edges = [day.toordinal() for stay in stays for day in (stay.start, stay.end) if day]
            return any(days.first <= edge <= days.last for edge in edges)
        case "emergency_care":
            return any(placement.form.startswith("emergency") for stay in stays for placement in stay.placements)
        case "rounding":
            return not charges or any(sum(len(line.segments) for line in charge.lines) > 1 for charge in charges)
        case "coordinator":
            return bool(concerned([name], index, costing)) or any(
                expense.kind == COORDINATOR for stay in stays for expense in stay.expenses
            )
        case "year_boundary" | "mid_month":
            return True
        case _:
            return bool(concerned([name], index, costing))


def _readings_that_mattered(
    readings: Readings, charge: Charge, other: Mapping[tuple[str, str], Sequence[DueByMonth]]
) -> Iterator[ReadingThatMattered]:
    """The readings of which another option gives this charge another amount.

    An option is passed over where its amount depends on a reading that was not chosen.
    """
    for name in READINGS:
        instead: dict[str, int] = {}
        for (reading, option), dues in other.items():
            amounts = {due.get((charge.gmina, charge.month), 0) for due in dues} if reading == name else set()
            if len(amounts) == 1 and amounts != {charge.amount_grosze}:
                instead[option] = amounts.pop()
        if instead:
            option = getattr(readings, name)
            yield ReadingThatMattered(name, option, instead, reading_sentence(name, option, instead))

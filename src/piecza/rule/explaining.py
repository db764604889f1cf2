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
from piecza.costs.costing import Costing, concerned
from piecza.costs.entries import COORDINATOR
from piecza.costs.origins import origin_of_month, origin_of_part
from piecza.dates import Month, Span, months
from piecza.language.messages import Lang, Message
from piecza.law.act import Law, art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.money import to_decimal, to_grosze, to_text
from piecza.readings import READINGS, Readings, decisive, outcomes
from piecza.rule.charges import Charge, ChargeExplanation, Charges, ChargesDocument, Line, Segment
from piecza.rule.charging import charges_of
from piecza.rule.clock import Timed, timed
from piecza.rule.share import MonthDays, divisor_of
from piecza.rule.wording import (
    base_of_expense,
    base_of_monthly_cost,
    not_chosen,
    reading_sentence,
    segment_sentence,
    stay_runs,
    sum_of_lines,
    sum_of_segments,
)

DueByMonth = Mapping[tuple[str, Month], int]
"""What a child owes by gmina and month, in grosze."""


@dataclass(frozen=True, slots=True)
class SegmentExplanation:
    """A segment with the years of stay of its first and last day, and its sentence."""

    segment: Segment
    first_year: int
    last_year: int
    sentence: Message


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """A line: the first day of its stay, how its base came about, its segments, and how they add up (None: there is
    nothing to add).

    ``origin`` says where a cost that was worked out comes from; it is None of one that the case gives.
    """

    line: Line
    stay_start: date
    origin: Message | None
    base: Message
    segments: tuple[SegmentExplanation, ...]
    amount: Message | None


@dataclass(frozen=True, slots=True)
class ReadingThatMattered:
    """A reading under which another option would give the charge another amount (in grosze, by option)."""

    reading: str
    option: str
    instead_grosze: dict[str, int]
    sentence: Message

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
    stays: tuple[Message, ...]
    lines: tuple[LineExplanation, ...]
    amount: Message
    readings: tuple[ReadingThatMattered, ...]

    def sentences(self, lang: Lang) -> list[str]:
        """All of it as sentences in ``pl`` or ``en``, in order."""
        found = list(self.stays)
        for line in self.lines:
            found += [line.origin] if line.origin else []
            found += [line.base, *(segment.sentence for segment in line.segments)]
            found += [line.amount] if line.amount else []
        found += [self.amount, *(reading.sentence for reading in self.readings)]
        return [message[lang] for message in found]

    def to_dict(self) -> ChargeExplanation:
        """The explanation as data: what `piecza charge --explain --json` adds to a charge."""
        return {
            "stays": list(self.stays),
            "amount": self.amount,
            "readings": [
                {
                    "reading": each.reading,
                    "option": each.option,
                    "instead": [
                        {"option": option, "amount": to_text(grosze)} for option, grosze in each.instead_grosze.items()
                    ],
                    "message": each.sentence,
                }
                for each in self.readings
            ],
        }


def explain(case: Case, charge: Charge) -> Explanation:
    """Why a charge of a case is what it is (art. 191 ust. 9–11), in words and as data.

    ValueError where it is no charge of this case under its readings.
    """
    return next(explanations(case, [charge]))


def explanations(case: Case, found: Sequence[Charge]) -> Iterator[Explanation]:
    """The explanations of charges of a case, in their order; those of one child are best together.

    ValueError where one is no charge of this case under its readings.
    """
    if not found:
        return
    asked = [charge.month for charge in found]
    days = Span(min(asked).span.first, max(asked).span.last)
    costing = Costing(case, days, art_191(), statutory_rates())
    names = {charge.child for charge in found}
    positions = {child.id: index for index, child in enumerate(case.children) if child.id in names}
    for name, its_charges in groupby(found, key=attrgetter("child")):
        if name not in positions:
            raise ValueError("the case has no such child")
        yield from _explanations(costing, positions[name], list(its_charges))


def explained(case: Case, found: Charges) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it.

    ValueError where they are no charges of this case under its readings.
    """
    document = found.to_dict()
    for explanation, entry in zip(explanations(case, found.charges), document["charges"], strict=True):
        entry["explanation"] = explanation.to_dict()
        for line, line_entry in zip(explanation.lines, entry["lines"], strict=True):
            line_entry["explanation"] = {"base": line.base, "amount": line.amount}
            if line.origin:
                line_entry["explanation"]["origin"] = line.origin
            for segment, segment_entry in zip(line.segments, line_entry["segments"], strict=True):
                segment_entry["years"] = [segment.first_year, segment.last_year]
                segment_entry["explanation"] = segment.sentence
    return document


def _explanations(costing: Costing, index: int, its_charges: Sequence[Charge]) -> Iterator[Explanation]:
    """The explanations of charges of one child; what it would owe under other readings is worked out once."""
    case, law = costing.case, costing.law
    readings, child = case.readings.settled(), case.children[index]
    unchosen = concerned(case.readings.unchosen, index, costing)
    clocks = outcomes(case.readings, unchosen, lambda chosen: timed(child, chosen, law))
    asked = [charge.month for charge in its_charges]
    window = [MonthDays.of(month) for month in months(min(asked), max(asked))]
    due = charges_of(costing, index, window, readings)
    other = dict(_under_other_readings(costing, index, unchosen, window, due))
    stays = timed(child, readings, law)
    for charge in its_charges:
        if charge not in due:
            raise ValueError("this is no charge of the case under its readings")
        month = MonthDays.of(charge.month)
        numbers = [
            n for n, each in enumerate(stays) if each.stay.gmina == charge.gmina and each.days.meets(month.month.span)
        ]
        present = [stays[number] for number in numbers]
        shown = decisive(unchosen, {choice: [found[number] for number in numbers] for choice, found in clocks.items()})
        yield Explanation(
            charge,
            (
                *(stay_runs(each.stay.start, each.clock.before) for each in present),
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
    stay = next(each for each in stays if each.days.first <= day <= each.days.last)
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
    costing: Costing, index: int, unchosen: Sequence[str], window: Sequence[MonthDays], found: Sequence[Charge]
) -> Iterator[tuple[tuple[str, str], list[DueByMonth]]]:
    """By reading and option, for those that do not hold and may matter to a child whose charges were ``found``: what it
    owes, for each choice of the ``unchosen`` ones.

    An option under which an expense would lie outside its stay, a family's cost would fall to nobody, or an amount is
    not known, gives no amounts, and is passed over. A reading that was neither chosen nor needed has none that could
    matter.
    """
    readings, child = costing.case.readings, costing.case.children[index]

    def due(chosen: Readings) -> DueByMonth:
        charges = charges_of(costing, index, window, chosen)
        return {(each.gmina, each.month): each.amount_grosze for each in charges}

    for name, reading in READINGS.items():
        holds = getattr(readings, name)
        if holds and may_matter(name, costing, index, window, () if unchosen else found):
            for option in reading.options:
                chosen = readings.choose(**{name: option})
                if option != holds and not any(flaws_of_child(child, "", chosen)):
                    yield (name, option), list(costing.outcomes(index, chosen, unchosen, due).values())


def may_matter(name: str, costing: Costing, index: int, window: Sequence[MonthDays], found: Sequence[Charge]) -> bool:
    """Whether another option of a reading can give a child other amounts, as far as its facts tell at a glance.

    Who is in a family on which days, and so what falls to each, depends on other children's moves and ends as well.
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
            return any(each.form.startswith("emergency") for stay in stays for each in stay.placements)
        case "rounding":
            return not found or any(sum(len(line.segments) for line in each.lines) > 1 for each in found)
        case "coordinator":
            return bool(concerned([name], index, costing)) or any(
                each.kind == COORDINATOR for stay in stays for each in stay.expenses
            )
        case "year_boundary" | "mid_month":
            return True
        case _:
            return bool(concerned([name], index, costing))


def _readings_that_mattered(
    readings: Readings, charge: Charge, other: Mapping[tuple[str, str], Sequence[DueByMonth]]
) -> Iterator[ReadingThatMattered]:
    """Those of which another option gives this charge another amount.

    An option under which a reading that was not chosen would have to be chosen first gives no one amount, and is passed
    over.
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

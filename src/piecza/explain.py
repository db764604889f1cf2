"""A charge in words, in Polish and English: why this amount, with the article, and the readings that mattered.

Every number in a sentence recomputes: what stands left of an equals sign gives what stands right of it, rounded half up
to a grosz. The same is there as data, for whoever writes sentences of their own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from piecza._sentences import (
    base_of_expense,
    base_of_monthly_cost,
    not_chosen,
    reading_sentence,
    segment_sentence,
    stay_runs,
    sum_of_lines,
    sum_of_segments,
)
from piecza._texts import Lang, Message
from piecza.care import Case, Child, flaws_of_child
from piecza.charge import MonthDays, child_charges, divisor_of
from piecza.charging import concerns
from piecza.clock import Timed, timed
from piecza.dates import Month, months
from piecza.law import Law, art_191
from piecza.money import to_decimal, to_text
from piecza.readings import READINGS, Readings, decisive, outcomes
from piecza.results import Charge, ChargeExplanation, Charges, ChargesDocument, Line, Segment

Due = Mapping[tuple[str, Month], int]
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
    """A line: how its base came about, its segments, and how they add up (None: there is nothing to add)."""

    line: Line
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
    index = next((index for index, child in enumerate(case.children) if child.id == charge.child), None)
    return next(_explanations(case, index, [charge]))


def explained(case: Case, found: Charges) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it.

    ValueError where they are no charges of this case under its readings.
    """
    document = found.to_dict()
    entries = iter(document["charges"])
    positions = {child.id: index for index, child in enumerate(case.children)}
    for name, its_charges in groupby(found, key=attrgetter("child")):
        for explanation in _explanations(case, positions.get(name), list(its_charges)):
            entry = next(entries)
            entry["explanation"] = explanation.to_dict()
            for line, line_entry in zip(explanation.lines, entry["lines"], strict=True):
                line_entry["explanation"] = {"base": line.base, "amount": line.amount}
                for segment, segment_entry in zip(line.segments, line_entry["segments"], strict=True):
                    segment_entry["years"] = [segment.first_year, segment.last_year]
                    segment_entry["explanation"] = segment.sentence
    return document


def _explanations(case: Case, index: int | None, its_charges: Sequence[Charge]) -> Iterator[Explanation]:
    """The explanations of charges of one child; what it would owe under other readings is worked out once."""
    if index is None:
        raise ValueError("the case has no such child")
    law, readings, child = art_191(), case.readings.settled(), case.children[index]
    unchosen = [name for name in case.readings.unchosen if concerns(name, child, law)]
    clocks = outcomes(case.readings, unchosen, lambda chosen: timed(child, chosen, law))
    asked = [charge.month for charge in its_charges]
    window = [MonthDays.of(month) for month in months(min(asked), max(asked))]
    due = child_charges(child, f"children[{index}]", window, readings, law)
    other = dict(_under_other_readings(case.readings, unchosen, child, window, law))
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
            tuple(_line(line, month, stays, readings, law) for line in charge.lines),
            sum_of_lines(charge),
            tuple(_readings_that_mattered(case.readings, charge, other)),
        )


def _line(line: Line, month: MonthDays, stays: Sequence[Timed], readings: Readings, law: Law) -> LineExplanation:
    _, at_stay, *_, at_cost = map(int, re.findall(r"\[(\d+)\]", line.source))
    stay = stays[at_stay]
    if line.rate_grosze is None:
        base = base_of_expense(line, stay.stay.expenses[at_cost])
    else:
        base = base_of_monthly_cost(line, line.rate_grosze, divisor_of(month, stay.days, readings), month.days)
    segments = tuple(_segment(segment, line, stay, readings, law) for segment in line.segments)
    return LineExplanation(line, base, segments, sum_of_segments(line))


def _segment(segment: Segment, line: Line, stay: Timed, readings: Readings, law: Law) -> SegmentExplanation:
    first, last = (stay.clock.year(day.toordinal(), readings) for day in (segment.start, segment.end))
    own_band = segment.band == min(first, law.last_band) == min(last, law.last_band)
    turn = date.fromordinal(stay.clock.year_start(last, readings))
    sentence = segment_sentence(segment, line, first, last, turn, "" if own_band else readings.mid_month)
    return SegmentExplanation(segment, first, last, sentence)


def _under_other_readings(
    readings: Readings, unchosen: Sequence[str], child: Child, window: Sequence[MonthDays], law: Law
) -> Iterator[tuple[tuple[str, str], list[Due]]]:
    """By reading and option, for those that do not hold: what a child owes, for each choice of the ``unchosen`` ones.

    An option under which an expense would lie outside its stay gives no amounts, and is passed over. A reading that was
    neither chosen nor needed has none that could matter.
    """

    def due(chosen: Readings) -> Due:
        found = child_charges(child, "", window, chosen, law)
        return {(each.gmina, each.month): each.amount_grosze for each in found}

    for name, reading in READINGS.items():
        holds = getattr(readings, name)
        for option in reading.options if holds else ():
            chosen = readings.choose(**{name: option})
            if option != holds and not any(flaws_of_child(child, "", chosen)):
                yield (name, option), list(outcomes(chosen, unchosen, due).values())


def _readings_that_mattered(
    readings: Readings, charge: Charge, other: Mapping[tuple[str, str], Sequence[Due]]
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

"""A charge in words, in Polish and English: why this amount, with the article, and the readings that mattered.

Every number in a sentence recomputes: what stands left of an equals sign gives what stands right of it, rounded half up
to a grosz. The same is there as data, for whoever writes sentences of their own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from piecza._sentences import (
    base_of_expense,
    base_of_monthly_cost,
    reading_sentence,
    segment_sentence,
    stay_runs,
    sum_of_lines,
    sum_of_segments,
)
from piecza._texts import Lang, Message
from piecza.care import Case, flaws_of_child
from piecza.charge import MonthDays, child_charges, divisor_of
from piecza.clock import Timed, timed
from piecza.law import Law, art_191
from piecza.money import to_decimal, to_text
from piecza.readings import READINGS, Readings
from piecza.results import Charge, ChargeExplanation, Charges, ChargesDocument, Line, Segment


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
    """Why a charge is what it is: since when its stays run, its lines, their sum, and the readings that mattered."""

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
    return _explain(case, index, charge)


def _explain(case: Case, index: int | None, charge: Charge) -> Explanation:
    law, readings, month = art_191(), case.readings.settled(), MonthDays.of(charge.month)
    if index is None or charge not in child_charges(case.children[index], f"children[{index}]", [month], readings, law):
        raise ValueError("this is no charge of the case under its readings")
    stays = timed(case.children[index], readings, law)
    present = [stay for stay in stays if stay.stay.gmina == charge.gmina and stay.days.meets(charge.month.span)]
    return Explanation(
        charge,
        tuple(stay_runs(stay.stay.start, stay.clock.before) for stay in present),
        tuple(_line(line, month, stays, readings, law) for line in charge.lines),
        sum_of_lines(charge),
        tuple(_readings_that_mattered(case, index, charge, law)),
    )


def explained(case: Case, found: Charges) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it.

    ValueError where they are no charges of this case under its readings.
    """
    document = found.to_dict()
    positions = {child.id: index for index, child in enumerate(case.children)}
    for charge, entry in zip(found, document["charges"], strict=True):
        explanation = _explain(case, positions.get(charge.child), charge)
        entry["explanation"] = explanation.to_dict()
        for line, line_entry in zip(explanation.lines, entry["lines"], strict=True):
            line_entry["explanation"] = {"base": line.base, "amount": line.amount}
            for segment, segment_entry in zip(line.segments, line_entry["segments"], strict=True):
                segment_entry["years"] = [segment.first_year, segment.last_year]
                segment_entry["explanation"] = segment.sentence
    return document


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


def _readings_that_mattered(case: Case, index: int, charge: Charge, law: Law) -> Iterator[ReadingThatMattered]:
    """Those that were chosen, or hold by default, and of which another option gives this charge another amount.

    An option under which an expense would lie outside its stay gives no amount, and is passed over.
    """
    child, months = case.children[index], [MonthDays.of(charge.month)]
    for name, reading in READINGS.items():
        option = getattr(case.readings, name)
        instead = {}
        for other in reading.options if option else ():
            chosen = case.readings.choose(**{name: other}).settled()
            if other == option or any(flaws_of_child(child, "", chosen)):
                continue
            found = child_charges(child, "", months, chosen, law)
            grosze = sum(each.amount_grosze for each in found if each.gmina == charge.gmina)
            if grosze != charge.amount_grosze:
                instead[other] = grosze
        if instead:
            yield ReadingThatMattered(name, option, instead, reading_sentence(name, option, instead))

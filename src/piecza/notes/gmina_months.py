"""What each gmina owes for a month, under the readings agreed with it, and how that stands on a nota.

The parts of a nota's charges are made of what was worked out, and not validated again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from piecza.case.case import Case
from piecza.case.documents import under
from piecza.case.gmina_part import part_of_gminas
from piecza.dates import Month
from piecza.errors.problems import InputError, OpenReading, Problem, ReadingNeeded
from piecza.language.text import Text
from piecza.law.budget_classification import Classification
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law
from piecza.money import to_decimal
from piecza.notes.nota import ChapterTotal, NotaCharge, NotaLine, NotaNotice, NotaSegment, Stamp
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charge, Charges, Explanation, Line, Segment
from piecza.rule.explanation import explanations_of_month
from piecza.rule.share import gmina_share, term_of


@dataclass(frozen=True, slots=True)
class Run:
    """What was worked out for a month under some readings: a case, or as much of it as those gminas depend on."""

    case: Case
    charges: Charges
    law: Law

    @property
    def readings(self) -> Readings:
        """The readings under which it was worked out."""
        return self.case.readings


@dataclass(frozen=True, slots=True)
class GminaMonth:
    """The charges of a gmina, by the first six digits of its code, for a month; ``run`` is what they are a part of."""

    code: str
    charges: tuple[Charge, ...]
    run: Run

    @property
    def base_grosze(self) -> int:
        """What was spent on its children."""
        return sum(charge.base_grosze for charge in self.charges)

    @property
    def amount_grosze(self) -> int:
        """What it owes."""
        return sum(charge.amount_grosze for charge in self.charges)


def months_by_gmina(
    case: Case, month: Month, readings_of: Callable[[str], Readings], law: Law
) -> dict[str, GminaMonth]:
    """What each gmina of a case owes for a month, by the first six digits of its code, in the order of codes.

    The whole case is worked out once for each different set of readings. InputError and ReadingNeeded as `charges`,
    the latter only for readings on which a gmina depends with which they were not agreed.
    """
    by_readings: dict[Readings, set[str]] = {}
    for code in sorted({stay.gmina[:6] for child in case.children for stay in child.stays}):
        by_readings.setdefault(readings_of(code), set()).add(code)
    needed: list[OpenReading] = []
    wrong: dict[tuple[str, Text], Problem] = {}
    months: dict[str, GminaMonth] = {}
    for readings, codes in by_readings.items():
        part = case if len(by_readings) == 1 else part_of_gminas(case, month, codes)
        if part is None:
            continue
        part = under(part, readings)
        try:
            run = Run(part, charges(part, month, law=law), law)
        except ReadingNeeded as error:
            needed += [
                open_reading
                for open_reading in error.errors
                if open_reading.reading not in {other.reading for other in needed}
            ]
            continue
        except InputError as error:
            wrong |= {(fault.path, fault.message): fault for fault in _of_whole(error.errors, part, case)}
            continue
        by_code: dict[str, list[Charge]] = {}
        for charge in run.charges:
            by_code.setdefault(charge.gmina[:6], []).append(charge)
        for code in codes & by_code.keys():
            months[code] = GminaMonth(code, tuple(by_code[code]), run)
    if wrong:
        raise InputError(wrong.values())
    if needed:
        raise ReadingNeeded(needed)
    return dict(sorted(months.items()))


def _of_whole(problems: Iterable[Problem], part: Case, case: Case) -> Iterator[Problem]:
    """Problems of a part of a case, with the places that its children have in the whole."""
    places = {child.id: index for index, child in enumerate(case.children)}
    for fault in problems:
        match = re.match(r"children\[(\d+)\]", fault.path)
        if match:
            place = places[part.children[int(match[1])].id]
            yield fault._replace(path=f"children[{place}]{fault.path[match.end() :]}")
        else:
            yield fault


def noted(months: Sequence[GminaMonth], classification: Callable[[str], Classification]) -> Iterator[list[NotaCharge]]:
    """The charges of gminas as they stand on their noty, one gmina after the other.

    A run is explained once, however many gminas belong to it, and nothing is kept of a gmina that is done.
    """
    explained = {
        id(run): explanations_of_month(
            run.case,
            [charge for month in months if month.run is run for charge in month.charges],
            run.charges,
            law=run.law,
        )
        for run in {id(month.run): month.run for month in months}.values()
    }
    for month in months:
        booked = classification(month.code)
        yield [_charge(explanation, booked) for explanation in islice(explained[id(month.run)], len(month.charges))]


def _charge(explanation: Explanation, classification: Classification) -> NotaCharge:
    charge = explanation.charge
    return NotaCharge.model_construct(
        child=charge.child,
        gmina=charge.gmina,
        base=charge.base,
        amount=charge.amount,
        chapters=tuple(_total(chapter, grosze) for chapter, grosze in _chapters(charge, classification).items()),
        lines=tuple(_line(line, classification) for line in explanation.lines),
        explanation=tuple(explanation.texts),
    )


@lru_cache(maxsize=1 << 12)
def _total(chapter: str | None, grosze: int) -> ChapterTotal:
    """A chapter with its amount; many children have the same."""
    return ChapterTotal.model_construct(chapter=chapter, amount=to_decimal(grosze))


def _chapters(charge: Charge, classification: Classification) -> dict[str | None, int]:
    """How much of a charge is booked under each chapter.

    Where the child's month is rounded as a whole and has several chapters, the largest one takes the odd grosz.
    """
    chapters: dict[str | None, int] = {}
    for line in charge.lines:
        chapter = classification.chapter(line.form)
        share = gmina_share(term_of(line)) if line.amount_grosze is None else line.amount_grosze
        chapters[chapter] = chapters.get(chapter, 0) + share
    if chapters:
        largest = max(chapters, key=lambda chapter: abs(chapters[chapter]))
        chapters[largest] += charge.amount_grosze - sum(chapters.values())
    return chapters


def _line(line: Line, classification: Classification) -> NotaLine:
    assert line.explanation, "the lines of an explanation are explained"
    return NotaLine.model_construct(
        kind=line.kind,
        form=line.form,
        chapter=classification.chapter(line.form),
        stay_start=line.explanation.stay_start,
        rate=line.rate,
        day_rate=line.day_rate,
        start=line.start,
        end=line.end,
        days=line.days,
        base=line.base,
        amount=line.amount,
        segments=tuple(_segment(segment, *segment.years or ()) for segment in line.segments),
    )


@lru_cache(maxsize=1 << 12)
def _segment(segment: Segment, first_year: int, last_year: int) -> NotaSegment:
    """A segment with all its years of stay; many children have the same."""
    return NotaSegment.model_construct(
        start=segment.start,
        end=segment.end,
        days=segment.days,
        years=tuple(range(first_year, last_year + 1)),
        band=segment.band,
        percent=segment.percent,
        basis=segment.basis,
        exempt=segment.exempt,
        amount=segment.amount,
    )


def stamped(law: LawStamp) -> Stamp:
    """The stamp of dated data as it stands on a nota."""
    return Stamp.model_validate(law)


def notices_of(month: GminaMonth) -> Iterator[NotaNotice]:
    """The notices that the reader of a gmina's nota must see: of the law and the readings, of its children, and of the
    announcements, family costs and rates from which their costs were worked out.
    """
    own = {charge.child for charge in month.charges}
    sources = {line.source for charge in month.charges for line in charge.lines}
    from_rates = any(source.endswith("monthly_cost_from") for source in sources)
    for path, notice in _notices(month.run):
        about = path.partition(".")[0]
        of_costs = about in sources or (from_rates and about.startswith("powiat_rates"))
        of_rates = from_rates and about == "rates"
        if notice.child in own or of_costs or of_rates or about.startswith(("--month", "law", "readings")):
            yield notice


def all_notices(months: Iterable[GminaMonth]) -> list[NotaNotice]:
    """The notices of all gminas of a month, each once."""
    own: dict[int, tuple[Run, set[str | None]]] = {}
    for month in months:
        children = own.setdefault(id(month.run), (month.run, {None}))[1]
        children.update(charge.child for charge in month.charges)
    notices = [notice for run, children in own.values() for _, notice in _notices(run) if notice.child in children]
    return list({(notice.code, notice.child, notice.message): notice for notice in notices}.values())


def _notices(run: Run) -> Iterator[tuple[str, NotaNotice]]:
    """The notices of a run with their paths in the case, each with the child it is about."""
    for notice in run.charges.notices:
        match = re.match(r"children\[(\d+)\]", notice["path"])
        child = run.case.children[int(match[1])].id if match else None
        yield notice["path"], NotaNotice(code=notice["code"], child=child, message=notice["message"])

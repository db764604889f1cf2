"""What each gmina owes for a month, under the readings agreed with it, and how that stands on a nota."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pydantic import ValidationError

from piecza.case import Case
from piecza.charging import charges
from piecza.dates import Month
from piecza.documents import problems
from piecza.errors import InputError, OpenReading, ReadingNeeded
from piecza.explain import Explanation, LineExplanation, SegmentExplanation, explanations
from piecza.law.classification import Classification
from piecza.money import half_up, to_decimal
from piecza.notes.nota import ChapterTotal, NotaCharge, NotaLine, NotaNotice, NotaSegment, Stamp
from piecza.readings import Readings
from piecza.results import Charge, Charges, LawStamp, Line


@dataclass(frozen=True, slots=True)
class Run:
    """A case worked out for a month under some readings.

    ``readings`` are those chosen; ``case`` has the first option for what was not and matters to other gminas only.
    """

    case: Case
    readings: Readings
    found: Charges


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


def months_by_gmina(case: Case, month: Month, readings_of: Callable[[str], Readings]) -> dict[str, GminaMonth]:
    """What each gmina of a case owes for a month, by the first six digits of its code, in the order of codes.

    The whole case is worked out once for each different set of readings. InputError and ReadingNeeded as `charges`,
    the latter only for readings on which a gmina depends with which they were not agreed.
    """
    by_readings: dict[Readings, set[str]] = {}
    for code in {stay.gmina[:6] for child in case.children for stay in child.stays}:
        by_readings.setdefault(readings_of(code), set()).add(code)
    needed: list[OpenReading] = []
    months: dict[str, GminaMonth] = {}
    for readings, codes in by_readings.items():
        try:
            run = _run(case, month, readings, codes)
        except ReadingNeeded as error:
            needed += [each for each in error.errors if each.reading not in {other.reading for other in needed}]
            continue
        by_code: dict[str, list[Charge]] = {}
        for charge in run.found:
            by_code.setdefault(charge.gmina[:6], []).append(charge)
        for code in codes & by_code.keys():
            months[code] = GminaMonth(code, tuple(by_code[code]), run)
    if needed:
        raise ReadingNeeded(needed)
    return dict(sorted(months.items()))


def _run(case: Case, month: Month, readings: Readings, codes: set[str]) -> Run:
    own = {child.id for child in case.children if any(stay.gmina[:6] in codes for stay in child.stays)}
    chosen = readings
    while True:
        its_case = _under(case, chosen)
        try:
            return Run(its_case, readings, charges(its_case, month))
        except ReadingNeeded as error:
            theirs = [each for each in error.errors if own.intersection(each.children)]
            if theirs:
                raise ReadingNeeded(theirs) from None
            possible = {
                each.reading: [o["option"] for o in each.options if o["total"] is not None] for each in error.errors
            }
            chosen = chosen.choose(**{name: options[0] for name, options in possible.items()})


def _under(case: Case, readings: Readings) -> Case:
    if readings == case.readings:
        return case
    try:
        return case.with_readings(**readings.model_dump(exclude_none=True))
    except ValidationError as error:
        raise InputError(problems(error)) from None


def noted(months: Sequence[GminaMonth], classification: Callable[[str], Classification]) -> Iterator[list[NotaCharge]]:
    """The charges of gminas as they stand on their noty, one gmina after the other.

    A run is looked at once, however many gminas are parts of it, and nothing is kept of a gmina that was gone over.
    """
    explained = {
        id(run): explanations(run.case, [c for each in months if each.run is run for c in each.charges])
        for run in {id(each.run): each.run for each in months}.values()
    }
    for each in months:
        its = classification(each.code)
        yield [_charge(found, its) for found in islice(explained[id(each.run)], len(each.charges))]


def _charge(found: Explanation, classification: Classification) -> NotaCharge:
    charge = found.charge
    return NotaCharge(
        child=charge.child,
        gmina=charge.gmina,
        base=charge.base,
        amount=charge.amount,
        chapters=tuple(
            ChapterTotal(chapter=chapter, amount=to_decimal(grosze))
            for chapter, grosze in _chapters(charge, classification).items()
        ),
        lines=tuple(_line(line, classification) for line in found.lines),
        explanation=tuple(
            {"pl": pl, "en": en} for pl, en in zip(found.sentences("pl"), found.sentences("en"), strict=True)
        ),
    )


def _chapters(charge: Charge, classification: Classification) -> dict[str | None, int]:
    """What of a charge is booked under which chapter.

    Where the child's month is rounded as a whole and has several, the last of them bears what the others leave.
    """
    found: dict[str | None, int] = {}
    for line in charge.lines:
        chapter = classification.chapter(line.form)
        found[chapter] = found.get(chapter, 0) + _share(line)
    if found:
        last = list(found)[-1]
        found[last] += charge.amount_grosze - sum(found.values())
    return found


def _share(line: Line) -> int:
    if line.amount_grosze is not None:
        return line.amount_grosze
    return half_up(sum(line.base_grosze * each.days * each.percent for each in line.segments), line.days * 100)


def _line(found: LineExplanation, classification: Classification) -> NotaLine:
    line = found.line
    return NotaLine(
        kind=line.kind,
        form=line.form,
        chapter=classification.chapter(line.form),
        stay_start=found.stay_start,
        rate=line.rate,
        start=line.start,
        end=line.end,
        days=line.days,
        base=line.base,
        amount=line.amount,
        segments=tuple(map(_segment, found.segments)),
    )


def _segment(found: SegmentExplanation) -> NotaSegment:
    segment = found.segment
    return NotaSegment(
        start=segment.start,
        end=segment.end,
        days=segment.days,
        years=tuple(range(found.first_year, found.last_year + 1)),
        band=segment.band,
        percent=segment.percent,
        basis=segment.basis,
        exempt=segment.exempt,
        amount=segment.amount,
    )


def stamped(law: LawStamp) -> Stamp:
    """What names some dated data, as it stands on a nota."""
    return Stamp.model_validate(law)


def notices_of(found: GminaMonth) -> Iterator[NotaNotice]:
    """The notices that the reader of a gmina's nota must see: of the law and the readings, and of its children."""
    own = {charge.child for charge in found.charges}
    for path, each in _told(found.run):
        if each.child in own or path.startswith(("--month", "readings")):
            yield each


def all_notices(months: Iterable[GminaMonth]) -> list[NotaNotice]:
    """The notices of all gminas of a month, each once."""
    runs = {id(each.run): each.run for each in months}.values()
    told = [each for run in runs for _, each in _told(run)]
    return list({(each.code, each.child, each.message["pl"]): each for each in told}.values())


def _told(run: Run) -> Iterator[tuple[str, NotaNotice]]:
    """The notices of a run with their paths in the case, and of which child they are."""
    for each in run.found.notices:
        match = re.match(r"children\[(\d+)\]", each["path"])
        child = run.case.children[int(match[1])].id if match else None
        yield each["path"], NotaNotice(code=each["code"], child=child, message=each["message"])

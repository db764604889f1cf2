"""What each gmina owes for a month, under the readings agreed with it, and how that stands on a nota."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from piecza.case.case import Case, in_month
from piecza.case.child import Child
from piecza.case.documents import under
from piecza.dates import Month
from piecza.errors.problems import OpenReading, ReadingNeeded
from piecza.law.classification import Classification
from piecza.law.dated import LawStamp
from piecza.money import half_up, to_decimal
from piecza.notes.nota import ChapterTotal, NotaCharge, NotaLine, NotaNotice, NotaSegment, Stamp
from piecza.readings import Readings
from piecza.rule.charges import Charge, Charges, Line
from piecza.rule.charging import charges
from piecza.rule.explaining import Explanation, LineExplanation, SegmentExplanation, explanations


@dataclass(frozen=True, slots=True)
class Run:
    """What was worked out for a month under some readings: a case, or as much of it as those gminas depend on."""

    case: Case
    found: Charges

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


def months_by_gmina(case: Case, month: Month, readings_of: Callable[[str], Readings]) -> dict[str, GminaMonth]:
    """What each gmina of a case owes for a month, by the first six digits of its code, in the order of codes.

    The whole case is worked out once for each different set of readings. InputError and ReadingNeeded as `charges`,
    the latter only for readings on which a gmina depends with which they were not agreed.
    """
    by_readings: dict[Readings, set[str]] = {}
    for code in sorted({stay.gmina[:6] for child in case.children for stay in child.stays}):
        by_readings.setdefault(readings_of(code), set()).add(code)
    needed: list[OpenReading] = []
    months: dict[str, GminaMonth] = {}
    for readings, codes in by_readings.items():
        part = case if len(by_readings) == 1 else _part(case, month, codes)
        if part is None:
            continue
        its_case = under(part, readings)
        try:
            run = Run(its_case, charges(its_case, month))
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


def _part(case: Case, month: Month, codes: set[str]) -> Case | None:
    """As much of a case as what some gminas owe for a month depends on; None where they owe for nobody.

    That is the children whom they pay for in the month, and of those who lived in the same families only that they
    were there: what was spent on them, and since when their years run, is other gminas' matter, under other readings.
    """
    own = [
        child
        for child in case.children
        if any(stay.gmina[:6] in codes and in_month(stay, month) for stay in child.stays)
    ]
    if not own:
        return None
    names = {child.id for child in own}
    families = {each.family for child in own for stay in child.stays for each in stay.placements if each.family}
    costs = tuple(each for each in case.family_costs if each.family in families)
    children = [child if child.id in names else _presence(child, families) for child in case.children]
    parts: dict[str, Any] = {
        "announcements": case.announcements,
        "powiat_rates": case.powiat_rates,
        "family_costs": costs,
    }
    return Case.model_construct(None, readings=case.readings, children=tuple(filter(None, children)), **parts)


def _presence(child: Child, families: set[str]) -> Child | None:
    """That a child lives in some families, and nothing that costs or counts."""
    stays = [
        stay.model_copy(
            update={
                "ended_by": "other" if stay.end else None,
                "expenses": (),
                "placements": tuple(
                    each.model_copy(update={"monthly_cost": (), "monthly_cost_from": None, "supplements": ()})
                    for each in stay.placements
                ),
            }
        )
        for stay in child.stays
        if any(each.family in families for each in stay.placements)
    ]
    return child.model_copy(update={"stays": tuple(stays), "exemptions": ()}) if stays else None


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

    Where the child's month is rounded as a whole and has several, the one with the largest share bears the odd grosz.
    """
    found: dict[str | None, int] = {}
    for line in charge.lines:
        chapter = classification.chapter(line.form)
        found[chapter] = found.get(chapter, 0) + _share(line)
    if found:
        largest = max(found, key=lambda chapter: abs(found[chapter]))
        found[largest] += charge.amount_grosze - sum(found.values())
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
    """The notices that the reader of a gmina's nota must see: of the law and the readings, of its children, and of the
    announcements, family costs and rates from which their costs were worked out.
    """
    own = {charge.child for charge in found.charges}
    sources = {line.source for charge in found.charges for line in charge.lines}
    from_rates = any(source.endswith("monthly_cost_from") for source in sources)
    for path, each in _told(found.run):
        about = path.partition(".")[0]
        of_costs = about in sources or (from_rates and about.startswith("powiat_rates"))
        if each.child in own or of_costs or about.startswith(("--month", "readings")):
            yield each


def all_notices(months: Iterable[GminaMonth]) -> list[NotaNotice]:
    """The notices of all gminas of a month, each once."""
    own: dict[int, tuple[Run, set[str | None]]] = {}
    for month in months:
        its = own.setdefault(id(month.run), (month.run, {None}))[1]
        its.update(charge.child for charge in month.charges)
    told = [each for run, its in own.values() for _, each in _told(run) if each.child in its]
    return list({(each.code, each.child, each.message["pl"]): each for each in told}.values())


def _told(run: Run) -> Iterator[tuple[str, NotaNotice]]:
    """The notices of a run with their paths in the case, and of which child they are."""
    for each in run.found.notices:
        match = re.match(r"children\[(\d+)\]", each["path"])
        child = run.case.children[int(match[1])].id if match else None
        yield each["path"], NotaNotice(code=each["code"], child=child, message=each["message"])

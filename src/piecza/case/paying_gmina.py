"""Which gmina pays for a stay (art. 191 ust. 2–4, which ust. 9 and 10 apply), or why the facts do not settle it.

Nothing is taken for granted that was not said: a step of the Act is taken only where the facts say that the one before
it leads nowhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from pydantic import ValidationError

from piecza.case import gmina_reasons as reasons
from piecza.case.documents import problems_of
from piecza.case.gmina_facts import FACT_FIELDS, DatedGmina, GminaFacts, flaws_of_facts
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.text import Text, joined
from piecza.language.writing import written_day
from piecza.law.act import art_191
from piecza.law.dated import Certainty
from piecza.model import PrintedDay, printed


@dataclass(frozen=True, slots=True)
class PayingGmina:
    """The gmina that pays, by its TERC code; None where the facts do not settle it, or settle that none does.

    ``day`` is the one on which residence decides, the day before the placement that does; None where none does.
    ``basis`` is the provision that names the gmina, or at which the facts end. ``certainty`` is None where nothing is
    settled; ``missing`` is then the fact to give, None where no fact would help.
    """

    gmina: str | None
    day: PrintedDay | None
    basis: str
    certainty: Certainty | None
    missing: str | None
    reason: Text

    @property
    def settled(self) -> bool:
        """Whether the facts settle it: which gmina pays, or that none does, as the stay began before 2012."""
        return self.certainty is not None

    def to_dict(self) -> dict[str, Any]:
        """The same as it stands in JSON: the day as text, the reason in both languages."""
        document: dict[str, Any] = printed(PayingGmina, self)
        return document


def which_gmina(facts: GminaFacts | dict[str, Any]) -> PayingGmina:
    """The gmina that pays for a stay, or why the facts do not settle it, with provision, certainty and a sentence.

    That of the child's residence on the day before its first placement (art. 191 ust. 9 and 10), or before the renewed
    one after a return to the family (ust. 4); where that cannot be established, of its last permanent registration
    (ust. 2); where neither can be, of the seat of the court that ordered the placement (ust. 3). For a stay that began
    before 2012 no gmina pays (art. 238 ust. 1). The facts may be the object or what JSON has of it. InputError with all
    that is wrong with them.
    """
    facts = _checked(facts)
    duty = art_191().duty
    if facts.placed < duty.since:
        reason = reasons.BEFORE_THE_DUTY.fill(since=written_day(duty.since))
        return PayingGmina(None, None, duty.basis, duty.certainty, None, reason)
    placement = _deciding_placement(facts)
    if isinstance(placement, PayingGmina):
        return placement
    if not facts.residence_not_established:
        return _by_residence(facts.residences, placement)
    if not facts.registration_not_established:
        return _by_registration(facts.registrations, placement)
    if facts.court is None:
        return placement.unsettled("3", "court", reasons.COURT_UNKNOWN)
    return placement.settled("3", facts.court, "read", reasons.COURT.fill(gmina=facts.court))


def _checked(facts: GminaFacts | dict[str, Any]) -> GminaFacts:
    if not isinstance(facts, GminaFacts):
        try:
            facts = GminaFacts.model_validate(facts)
        except ValidationError as error:
            raise InputError(problems_of(error, FACT_FIELDS)) from None
    wrong = list(flaws_of_facts(facts)) or list(_contradictions(facts))
    if wrong:
        raise InputError(wrong)
    return facts


def _contradictions(facts: GminaFacts) -> Iterator[Problem]:
    """What is said not to be established, and is given."""
    placement = _deciding_placement(facts)
    if isinstance(placement, PayingGmina):
        return
    for index in _holding(facts.residences, placement.day) if facts.residence_not_established else ():
        yield problem("residence_established", f"residences[{index}]", day=placement.day)
    for index in _last(facts.registrations, placement.day) if facts.registration_not_established else ():
        yield problem("registration_established", f"registrations[{index}]", start=placement.start)


class _Placement(NamedTuple):
    """The placement that decides: its first day, whether it is a renewed one (ust. 4), and why it is this one."""

    start: date
    renewed: bool
    certainty: Certainty
    reason: Text

    @property
    def day(self) -> date:
        """The day before it."""
        return self.start - timedelta(days=1)

    def basis(self, step: str) -> str:
        """The provision of ust. 2 or 3, of neither where residence decides."""
        paragraphs = " i ".join(filter(None, (step, "4" if self.renewed else "")))
        return f"art. 191 ust. {paragraphs} w zw. z ust. 9 i 10" if paragraphs else "art. 191 ust. 9 i 10"

    def settled(self, step: str, gmina: str, certainty: Certainty, reason: Text) -> PayingGmina:
        """The gmina of a step, inferred where the placement or the step is."""
        sure = certainty if self.certainty == "read" else self.certainty
        return PayingGmina(gmina, self.day, self.basis(step), sure, None, joined((self.reason, reason), " "))

    def unsettled(self, step: str, missing: str, reason: Text) -> PayingGmina:
        """A step that cannot be taken, as a fact is missing."""
        return PayingGmina(None, self.day, self.basis(step), None, missing, joined((self.reason, reason), " "))


def _deciding_placement(facts: GminaFacts) -> _Placement | PayingGmina:
    """The renewed placement after the last return home, else the first one; the result where that is not known."""
    if facts.earlier is None:
        return _no_placement("earlier", reasons.EARLIER_UNKNOWN)
    start, renewed = facts.placed, False
    for index, stay in reversed(list(enumerate(facts.earlier))):
        if stay.ended_by is None:
            return _no_placement(f"earlier[{index}].ended_by", reasons.END_UNKNOWN.fill(start=written_day(stay.start)))
        if stay.ended_by == "adoption":
            return _no_placement(None, reasons.AFTER_ADOPTION.fill(start=written_day(stay.start)))
        if stay.ended_by == "return_home":
            renewed = True
            break
        start = stay.start
    reason = (reasons.RENEWED_PLACEMENT if renewed else reasons.FIRST_PLACEMENT).fill(start=written_day(start))
    if start != facts.placed:
        reason += reasons.NO_RETURN_SINCE
    since = art_191().duty.since
    first_before = any(stay.start < since for stay in facts.earlier)
    if first_before:
        reason += reasons.FIRST_BEFORE_THE_DUTY.fill(since=written_day(since))
    sure = start == facts.placed and not first_before
    return _Placement(start, renewed, "read" if sure else "inferred", reason)


def _no_placement(missing: str | None, reason: Text) -> PayingGmina:
    return PayingGmina(None, None, "art. 191 ust. 4 w zw. z ust. 9 i 10", None, missing, reason)


def _by_residence(residences: Sequence[DatedGmina], placement: _Placement) -> PayingGmina:
    holding, day = _holding(residences, placement.day), written_day(placement.day)
    if not holding:
        return placement.unsettled("", "residences", reasons.RESIDENCE_UNKNOWN.fill(day=day))
    gmina, several = _gmina(holding.values())
    if several:
        return placement.unsettled("", "residences", reasons.SEVERAL_RESIDENCES.fill(day=day, gminas=several))
    reason = reasons.RESIDENCE.fill(day=day, gmina=gmina)
    if any(r.start == placement.start and not _same(r.gmina, gmina) for r in residences):
        return placement.settled("", gmina, "inferred", reason + reasons.MOVED_ON_THE_DAY)
    return placement.settled("", gmina, "read", reason)


def _by_registration(registrations: Sequence[DatedGmina], placement: _Placement) -> PayingGmina:
    last = _last(registrations, placement.day)
    if not last:
        return placement.unsettled("2", "registrations", reasons.REGISTRATION_UNKNOWN)
    gmina, several = _gmina(last.values())
    if several:
        return placement.unsettled("2", "registrations", reasons.SEVERAL_REGISTRATIONS.fill(gminas=several))
    reason = reasons.REGISTRATION.fill(gmina=gmina)
    if any(r.start >= placement.start and not _same(r.gmina, gmina) for r in registrations):
        return placement.settled("2", gmina, "inferred", reason + reasons.REGISTERED_LATER)
    return placement.settled("2", gmina, "read", reason)


def _holding(gminas: Sequence[DatedGmina], day: date) -> dict[int, DatedGmina]:
    """Those that hold on a day, by their place."""
    return {index: dated for index, dated in enumerate(gminas) if dated.holds_on(day)}


def _last(gminas: Sequence[DatedGmina], day: date) -> dict[int, DatedGmina]:
    """Those that hold on a day; where none does, the last that ended before it."""
    ends = [min(dated.end or day, day) for dated in gminas if dated.start <= day]
    return _holding(gminas, max(ends)) if ends else {}


def _same(code: str, other: str) -> bool:
    """Whether two codes are one gmina; the seventh digit says only what kind it is."""
    return code[:6] == other[:6]


def _gmina(dated: Iterable[DatedGmina]) -> tuple[str, str]:
    """The code of the one gmina that they are, the latest it had; or else all codes, for a sentence."""
    in_order = sorted(dated, key=lambda part: part.start)
    latest = in_order[-1].gmina
    if all(_same(part.gmina, latest) for part in in_order):
        return latest, ""
    return latest, ", ".join(sorted({part.gmina for part in in_order}))

"""Stored noty against today's register: which of them it makes wrong, by how much, and the noty that correct them.

A nota that was sent is never worked out anew in its place (ustawa o rachunkowości art. 22 ust. 2–3): what stands is the
nota with all its corrections, and a further correction says what should stand instead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from piecza._version import __version__
from piecza.case.case import Case
from piecza.case.child import Child
from piecza.dates import Month
from piecza.dues.due_days import Due
from piecza.errors.problems import InputError, notice, problem
from piecza.errors.shown import shown
from piecza.language.text import Text
from piecza.law.budget_classification import Classification
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import GminaCode, Model, MonthText, Sum, is_city
from piecza.money import to_decimal, to_grosze
from piecza.notes.agreement import Agreement, GminaTerms
from piecza.notes.correction_reasons import classification_changed, readings_changed, reasons
from piecza.notes.gmina_months import GminaMonth, Run, months_by_gmina, noted, stamped
from piecza.notes.issuing import agreed_readings, basis, parties, refuse_wrong
from piecza.notes.nota import (
    AnyNota,
    Change,
    ChapterTotal,
    CorrectingNota,
    NotaCharge,
    NotaNotice,
    Stamp,
    by_chapter,
    in_words,
)
from piecza.notes.nota_law import refuse_law_not_of_noty
from piecza.notes.numbering import Numbers, refuse_taken
from piecza.notes.stored import Chain, ChargeKey, chains, reference
from piecza.readings import Readings
from piecza.rule.charges import Charge
from piecza.rule.clock import timed


class Wrong(NamedTuple):
    """A chain that today's register makes wrong: what stands, what should, and for which children they differ."""

    chain: Chain
    gmina: GminaTerms
    month: GminaMonth | None
    keys: tuple[ChargeKey, ...]
    before_grosze: int
    after_grosze: int

    @property
    def difference_grosze(self) -> int:
        """What should stand less what stands; it may be zero."""
        return self.after_grosze - self.before_grosze


class WrongNota(Model):
    """A stored nota that the register makes wrong, by how much, and the number of what corrects it."""

    number: str
    month: MonthText
    gmina: GminaCode
    before: Sum
    after: Sum
    difference: Sum
    correction: str


class UnchargedGmina(Model):
    """A gmina that owes for a month of which noty are stored, and has none itself."""

    month: MonthText
    gmina: GminaCode
    amount: Sum


class CorrectionsSummary(Model):
    """The document `piecza.corrections/1`: which stored noty a register makes wrong, and by how much."""

    schema_: Annotated[Literal["piecza.corrections/1"], Field(alias="schema")] = "piecza.corrections/1"
    version: str
    law: Stamp
    right: int
    wrong: tuple[WrongNota, ...]
    difference: Sum
    uncharged: tuple[UnchargedGmina, ...]


class Corrections:
    """The noty that today's register makes wrong. Iterating makes the correcting noty, one by one.

    ``right`` is how many chains need none, ``uncharged`` which gminas lack a nota for a month of the others.
    """

    def __init__(self, issued: date, reason: str | None, case: Case, agreement: Agreement | None, law: Law) -> None:
        self.issued, self.reason, self.case, self.agreement, self.law = issued, reason, case, agreement, law
        self.wrong: list[tuple[str, Wrong]] = []
        self.uncharged: list[UnchargedGmina] = []
        self.right = 0

    def __len__(self) -> int:
        return len(self.wrong)

    def __iter__(self) -> Iterator[CorrectingNota]:
        for number, wrong in self.wrong:
            yield self._correction(number, wrong)

    def summary(self) -> CorrectionsSummary:
        """Which noty are wrong and by how much, as a document."""
        return CorrectionsSummary(
            version=__version__,
            law=stamped(self.law.stamp),
            right=self.right,
            wrong=tuple(
                WrongNota(
                    number=wrong.chain.last.number,
                    month=wrong.chain.nota.month,
                    gmina=wrong.chain.nota.gmina.code,
                    before=to_decimal(wrong.before_grosze),
                    after=to_decimal(wrong.after_grosze),
                    difference=to_decimal(wrong.difference_grosze),
                    correction=number,
                )
                for number, wrong in self.wrong
            ),
            difference=to_decimal(sum(wrong.difference_grosze for _, wrong in self.wrong)),
            uncharged=tuple(self.uncharged),
        )

    def _correction(self, number: str, wrong: Wrong) -> CorrectingNota:
        chain, terms = wrong.chain, wrong.gmina.terms
        booked = _classification(chain, wrong.gmina, self.agreement, self.law)
        standing, after = chain.standing, _stands(wrong, booked)
        said = list(readings_changed(chain.last.readings, wrong.month.run.readings)) if wrong.month else []
        said += classification_changed(chain.last.classification, booked)
        changes = [self._change(key, standing.get(key), after.get(key), wrong, said) for key in wrong.keys]
        signed = [
            (charge, sign)
            for side, sign in ((after, 1), (standing, -1))
            for key, charge in side.items()
            if key in wrong.keys
        ]
        last = chain.last
        kept = ("law", "rates", "own_law", "readings")
        provenance: dict[str, Any] = {name: getattr(last, name) for name in kept}
        provenance |= {"notices": (), "version": __version__, "consolidated_text": self.law.texts.cited(self.issued)}
        if wrong.month:
            provenance |= basis(wrong.month, chain.nota.of_month, self.issued)
            provenance["notices"] += tuple(_law_changed(last, provenance["law"], provenance["rates"]))
        return CorrectingNota(
            **parties(wrong.gmina, self.agreement.powiat if self.agreement else last.powiat),
            **provenance,
            classification=booked,
            number=number,
            issued=self.issued,
            month=chain.nota.month,
            totals=tuple(ChapterTotal(chapter=name, amount=to_decimal(g)) for name, g in by_chapter(signed)),
            amount=to_decimal(wrong.difference_grosze),
            in_words=in_words(wrong.difference_grosze, terms.in_words),
            due=Due.of(self.issued, terms.due_days, terms.due_from),
            corrects=reference(chain.nota),
            follows=reference(last),
            reason=self.reason,
            before=to_decimal(wrong.before_grosze),
            after=to_decimal(wrong.after_grosze),
            changes=tuple(changes),
        )

    def _change(
        self, key: ChargeKey, before: NotaCharge | None, after: NotaCharge | None, wrong: Wrong, said: Sequence[Text]
    ) -> Change:
        grosze = [to_grosze(charge.amount) if charge else 0 for charge in (before, after)]
        month = wrong.chain.nota.of_month
        elsewhere = [] if after else [code for code in _gminas_of(self.case, key[0], month) if code[:6] != key[1][:6]]
        return Change(
            child=key[0],
            gmina=key[1],
            before=before,
            after=after,
            difference=to_decimal(grosze[1] - grosze[0]),
            reasons=(*reasons(before, after, elsewhere), *said),
        )


def _law_changed(last: AnyNota, *stamps: Stamp | None) -> Iterator[NotaNotice]:
    """A notice for all dated data that differ from those of the previous nota."""
    before = {stamp.id: (stamp.sha256, stamp.own) for stamp in (last.law, last.rates) if stamp}
    for stamp in stamps:
        if stamp and before.get(stamp.id, (stamp.sha256, stamp.own)) != (stamp.sha256, stamp.own):
            made = notice("law_changed", "", law=stamp.id)
            yield NotaNotice(code=made["code"], child=None, message=made["message"])


def _classification(chain: Chain, gmina: GminaTerms, agreement: Agreement | None, law: Law) -> Classification:
    """The classification of a chain: as agreed today, or as it stands on its latest nota."""
    agreed = agreement and agreement.of(chain.code)
    return gmina.terms.classified(chain.nota.of_month, law) if agreed else chain.last.classification


def _gminas_of(case: Case, child_id: str, month: Month) -> list[str]:
    """The gminas of a child's stays in a month."""
    return [
        stay.gmina for child in case.children if child.id == child_id for stay in child.stays if stay.in_month(month)
    ]


def _stands(wrong: Wrong, classification: Classification) -> dict[ChargeKey, NotaCharge]:
    """The charges that should stand, with their explanations, for the children for whom they differ."""
    if wrong.month is None:
        return {}
    due = {key: charge for key, charge in _keyed(wrong.month.charges, wrong.chain).items() if key in wrong.keys}
    ((*charges,),) = noted([replace(wrong.month, charges=tuple(due.values()))], lambda _: classification)
    return dict(zip(due, charges, strict=True))


def _keyed(charges: Iterable[Charge], chain: Chain) -> dict[ChargeKey, Charge]:
    """Charges by child and gmina code as on the noty; only the seventh digit of the code may have changed since."""
    standing = chain.standing
    keyed: dict[ChargeKey, Charge] = {}
    due = list(charges)
    exact = {(charge.child, charge.gmina) for charge in due}
    for charge in due:
        key = charge.child, charge.gmina
        if key not in standing:
            alike = [k for k in standing if k[0] == charge.child and k[1][:6] == charge.gmina[:6] and k not in exact]
            key = alike[0] if alike and alike[0] not in keyed else key
        keyed[key] = charge
    return keyed


def corrections(
    stored: Iterable[AnyNota],
    case: Case,
    *,
    issued: date,
    first_number: int | None = None,
    agreement: Agreement | None = None,
    reason: str | None = None,
    law: Law | None = None,
) -> Corrections:
    """Which stored noty today's case makes wrong, and the correcting noty.

    They are numbered from ``first_number`` on, without it from the first number that is free, each series that the
    pattern makes by itself: one for every month where it names the month.

    Their months are worked out anew under the readings of the noty, or those of the ``agreement`` where it is given;
    parties and terms are taken likewise. ``law`` is that of the library where none is given. Needs the extra ``notes``.

    InputError and ReadingNeeded as `notas`; InputError also where the stored noty do not fit together, were issued
    under another law for their days, or a number is taken.
    """
    refuse_wrong(issued, first_number or 1)
    if reason and shown(reason) is None:
        raise InputError([problem("reason_pesel", "reason")])
    documents = list(stored)
    under_law = agreement.law_given(law) if agreement else law or shipped_law()
    refuse_law_not_of_noty(documents, under_law)
    taken = {nota.number for nota in documents}
    by_month: dict[Month, dict[str, Chain]] = {}
    for chain in chains(documents):
        by_month.setdefault(chain.nota.of_month, {})[chain.code] = chain
    result = Corrections(issued, reason, case, agreement, under_law)
    numbers, early = Numbers(first_number, taken), []
    children = {child.id: child for child in case.children}
    for month, by_code in by_month.items():
        current = months_by_gmina(case, month, _readings_of(case, by_code, agreement), result.law)
        for code, chain in by_code.items():
            gmina = _terms(chain, agreement)
            keys = _differing(chain, current.get(code), children, _classification(chain, gmina, agreement, result.law))
            if not keys:
                result.right += 1
                continue
            if issued < chain.last.issued:
                early.append(problem("issued_early", "issued", issued, day=chain.last.issued))
            number = numbers.next(partial(gmina.terms.numbered, month=month, correction=True))
            after = current[code].amount_grosze if code in current else 0
            result.wrong.append((number, Wrong(chain, gmina, current.get(code), keys, chain.amount_grosze, after)))
        result.uncharged += [
            UnchargedGmina(month=str(month), gmina=owed.charges[0].gmina, amount=to_decimal(owed.amount_grosze))
            for code, owed in current.items()
            if code not in by_code
            and owed.amount_grosze
            and (agreement.settles_with(code) if agreement else not is_city(code))
        ]
    if early:
        raise InputError(early[:1])
    refuse_taken((number for number, _ in result.wrong), taken)
    return result


def _readings_of(case: Case, by_code: dict[str, Chain], agreement: Agreement | None) -> Callable[[str], Readings]:
    """The readings agreed today; without an agreement those of the latest nota, and where it has none, the case's."""

    def readings_of(code: str) -> Readings:
        if agreement and (code not in by_code or agreement.of(code)):
            return agreed_readings(case.readings, agreement, code)
        if code in by_code:
            return case.readings.choose(**by_code[code].last.readings.model_dump(exclude_none=True))
        return case.readings

    return readings_of


def _terms(chain: Chain, agreement: Agreement | None) -> GminaTerms:
    """The gmina and its terms: as agreed today, or as they stand on its latest nota."""
    last = chain.last
    if agreement and (gmina := agreement.of(chain.code)):
        return gmina
    return GminaTerms(**last.gmina.model_dump(), agreement=last.agreement, terms=last.terms, readings=last.readings)


def _differing(
    chain: Chain, current: GminaMonth | None, children: dict[str, Child], classification: Classification
) -> tuple[ChargeKey, ...]:
    """The children whose charge should differ from the one that stands: those on the noty first."""
    booked = chain.last.classification
    stood = {key: (booked.section, booked.paragraph, _figures(charge)) for key, charge in chain.standing.items()}
    stands: dict[ChargeKey, object] = {}
    if current:
        for key, charge in _keyed(current.charges, chain).items():
            figures = _current_figures(charge, children[charge.child], current.run, classification)
            stands[key] = classification.section, classification.paragraph, figures
    given = {key: charge.amount for key, charge in chain.standing.items() if charge.given}
    amounts = {key: charge.amount for key, charge in _keyed(current.charges, chain).items()} if current else {}
    return tuple(
        key
        for key in dict.fromkeys((*stood, *stands))
        if (given[key] != amounts.get(key, _NOTHING) if key in given else stood.get(key) != stands.get(key))
    )


_NOTHING = Decimal("0.00")


def _figures(charge: NotaCharge) -> object:
    """All figures of a charge in the tables of a nota, sorted, so that the order of its costs does not matter."""
    lines = [
        (
            line.chapter,
            line.stay_start,
            [(segment.years[0], segment.years[-1]) for segment in line.segments],
            *_of_line(line),
        )
        for line in charge.lines
    ]
    return charge.amount, sorted(lines, key=repr)


def _current_figures(charge: Charge, child: Child, run: Run, classification: Classification) -> object:
    """The same figures of a charge that is not on a nota yet, of a child of the run's case."""
    settled = run.readings.settled()
    stays = timed(child, settled, run.law.act, run.case.same_gmina)
    lines = []
    for line in charge.lines:
        day = line.start.toordinal()
        timed_stay = next(stay for stay in stays if stay.days.first <= day <= stay.days.last)
        years = [
            tuple(timed_stay.clock.year(day.toordinal(), settled) for day in (segment.start, segment.end))
            for segment in line.segments
        ]
        lines.append((classification.chapter(line.form), timed_stay.stay.start, years, *_of_line(line)))
    return charge.amount, sorted(lines, key=repr)


def _of_line(line: Any) -> tuple[Any, ...]:
    """The figures of a line, of a charge or of a nota: both have them under the same names."""
    segments = [(s.start, s.end, s.days, s.band, s.percent, s.basis, s.exempt, s.amount) for s in line.segments]
    return line.kind, line.form, line.rate, line.start, line.end, line.days, line.base, line.amount, segments

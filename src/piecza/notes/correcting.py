"""Stored noty against today's register: which of them it makes wrong, by how much, and the noty that correct them.

A nota that was sent is never worked out anew in its place (ustawa o rachunkowości art. 22 ust. 2–3): what stands is the
nota with all its corrections, and a further correction says what should stand instead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from piecza._version import __version__
from piecza.care import Child
from piecza.case import Case
from piecza.dates import Month
from piecza.errors import InputError, Problem, problem
from piecza.law.classification import Classification
from piecza.money import to_decimal, to_grosze
from piecza.notes.agreement import Agreement, GminaTerms
from piecza.notes.issuing import agreed_readings, basis, due, is_city, parties, refuse_taken
from piecza.notes.months import GminaMonth, months_by_gmina, noted
from piecza.notes.nota import (
    AnyNota,
    Change,
    ChapterTotal,
    CorrectingNota,
    Nota,
    NotaCharge,
    NotaNotice,
    Reference,
    by_chapter,
)
from piecza.notes.reasons import readings_changed, reasons
from piecza.notes.words import in_words
from piecza.readings import Readings
from piecza.results import Charge, notice

Key = tuple[str, str]
"""A child and the code of the gmina that pays for it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A nota with its corrections in order, and what stands after them."""

    nota: Nota
    corrections: tuple[CorrectingNota, ...]

    @property
    def last(self) -> AnyNota:
        """Its latest document."""
        return self.corrections[-1] if self.corrections else self.nota

    @property
    def code(self) -> str:
        """The first six digits of its gmina's code."""
        return self.nota.gmina.code[:6]

    @property
    def standing(self) -> dict[Key, NotaCharge]:
        """The charges that stand."""
        found = {(each.child, each.gmina): each for each in self.nota.charges}
        for correction in self.corrections:
            for change in correction.changes:
                if change.after:
                    found[change.child, change.gmina] = change.after
                else:
                    found.pop((change.child, change.gmina), None)
        return found

    @property
    def amount_grosze(self) -> int:
        """What stands in all."""
        return sum(to_grosze(each.amount) for each in (self.nota, *self.corrections))


def chains(stored: Iterable[AnyNota]) -> list[Chain]:
    """Stored noty with their corrections, in the order of months and gminas.

    InputError where two documents have one number, an amount is not the sum of its parts, a gmina has two noty for a
    month, or a correction does not follow what is stored before it.
    """
    documents = list(stored)
    wrong: list[Problem] = []
    numbers: set[str] = set()
    for each in documents:
        if each.number in numbers:
            wrong.append(problem("number_twice", "number", each.number))
        numbers.add(each.number)
        if sum(map(to_grosze, _parts(each))) != to_grosze(each.amount):
            wrong.append(problem("amount_altered", "amount", each.amount, number=each.number))
    found: dict[tuple[str, str], Chain] = {}
    for each in documents:
        key = each.month, each.gmina.code[:6]
        if isinstance(each, Nota) and key in found:
            wrong.append(problem("nota_twice", "number", each.number, other=found[key].nota.number, month=each.month))
        elif isinstance(each, Nota):
            found[key] = Chain(each, ())
    left = [each for each in documents if isinstance(each, CorrectingNota)]
    for key, chain in found.items():
        while its := next(
            (each for each in left if (each.month, each.gmina.code[:6]) == key and _follows(each, chain)), None
        ):
            left.remove(its)
            chain = found[key] = Chain(chain.nota, (*chain.corrections, its))
    wrong += [problem("correction_adrift", "follows.number", each.follows.number, number=each.number) for each in left]
    if wrong:
        raise InputError(wrong)
    return [chain for _, chain in sorted(found.items(), key=lambda entry: entry[0])]


def _follows(correction: CorrectingNota, chain: Chain) -> bool:
    """Whether a correction is the next of a chain: of its number, and from the amount that stands."""
    return correction.follows == _reference(chain.last) and to_grosze(correction.before) == chain.amount_grosze


def _parts(nota: AnyNota) -> list[Decimal]:
    """What the amount of a nota or a correction is the sum of."""
    if isinstance(nota, Nota):
        return [each.amount for each in nota.charges]
    return [each.difference for each in nota.changes]


def _reference(nota: AnyNota) -> Reference:
    return Reference(number=nota.number, issued=nota.issued)


class Wrong(NamedTuple):
    """A chain that today's register makes wrong: what stands, what should, and for which children they differ."""

    chain: Chain
    gmina: GminaTerms
    month: GminaMonth | None
    keys: tuple[Key, ...]
    before_grosze: int
    after_grosze: int

    @property
    def difference_grosze(self) -> int:
        """What should stand less what stands; it may be zero."""
        return self.after_grosze - self.before_grosze


class Uncharged(NamedTuple):
    """A gmina that owes for a month of which noty are stored, and has none itself."""

    month: Month
    code: str
    amount_grosze: int


class Corrections:
    """The noty that today's register makes wrong. Iterating makes the correcting noty, one by one.

    ``right`` is how many chains need none, ``uncharged`` which gminas lack a nota for a month of the others.
    """

    def __init__(self, issued: date, reason: str | None, case: Case, agreement: Agreement | None) -> None:
        self.issued, self.reason, self.case, self.agreement = issued, reason, case, agreement
        self.wrong: list[tuple[str, Wrong]] = []
        self.uncharged: list[Uncharged] = []
        self.right = 0

    def __len__(self) -> int:
        return len(self.wrong)

    def __iter__(self) -> Iterator[CorrectingNota]:
        for number, each in self.wrong:
            yield self._correction(number, each)

    def _correction(self, number: str, wrong: Wrong) -> CorrectingNota:
        chain, terms, month = wrong.chain, wrong.gmina.terms, wrong.chain.nota.of_month
        standing, after = chain.standing, _stands(wrong, terms.classified(month))
        said = tuple(readings_changed(chain.last.readings, wrong.month.run.readings)) if wrong.month else ()
        changes = [self._change(key, standing.get(key), after.get(key), wrong, said) for key in wrong.keys]
        signed = [
            (each, sign) for side, sign in ((after, 1), (standing, -1)) for k, each in side.items() if k in wrong.keys
        ]
        last = chain.last
        its: dict[str, Any] = {name: getattr(last, name) for name in ("law", "rates", "readings")}
        its |= {"notices": (), "version": __version__}
        if wrong.month:
            its |= basis(wrong.month)
            if wrong.month.run.found.law["sha256"] != last.law.sha256:
                its["notices"] = (*its["notices"], _law_changed(last))
        return CorrectingNota(
            **parties(wrong.gmina, self.agreement.powiat if self.agreement else last.powiat),
            **its,
            number=number,
            issued=self.issued,
            month=chain.nota.month,
            totals=tuple(ChapterTotal(chapter=name, amount=to_decimal(g)) for name, g in by_chapter(signed)),
            amount=to_decimal(wrong.difference_grosze),
            in_words=in_words(wrong.difference_grosze, terms.in_words),
            due=due(terms, self.issued),
            corrects=_reference(chain.nota),
            follows=_reference(last),
            reason=self.reason,
            before=to_decimal(wrong.before_grosze),
            after=to_decimal(wrong.after_grosze),
            changes=tuple(changes),
        )

    def _change(
        self, key: Key, before: NotaCharge | None, after: NotaCharge | None, wrong: Wrong, said: Sequence[Any]
    ) -> Change:
        grosze = [to_grosze(each.amount) if each else 0 for each in (before, after)]
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


def _law_changed(last: AnyNota) -> NotaNotice:
    made = notice("law_changed", "", law=last.law.id)
    return NotaNotice(code=made["code"], child=None, message=made["message"])


def _gminas_of(case: Case, child: str, month: Month) -> list[str]:
    """The gminas of a child's stays in a month."""
    return [
        stay.gmina
        for each in case.children
        if each.id == child
        for stay in each.stays
        if stay.start <= month.end and (stay.end is None or stay.end >= month.start)
    ]


def _stands(wrong: Wrong, classification: Classification) -> dict[Key, NotaCharge]:
    """What should stand of the children for whom it differs, with the reasons for its amounts."""
    if wrong.month is None:
        return {}
    its = [each for each in wrong.month.charges if (each.child, each.gmina) in wrong.keys]
    ((*charges,),) = noted([replace(wrong.month, charges=tuple(its))], lambda _: classification)
    return {(each.child, each.gmina): each for each in charges}


def corrections(
    stored: Iterable[AnyNota],
    case: Case,
    *,
    issued: date,
    first_number: int = 1,
    agreement: Agreement | None = None,
    reason: str | None = None,
) -> Corrections:
    """Which stored noty today's case makes wrong, and the correcting noty, numbered from ``first_number`` on.

    Their months are worked out anew under the readings of the noty, or those of the ``agreement`` where it is given;
    parties and terms are taken likewise. Needs the extra ``notes``.

    InputError and ReadingNeeded as `notas`; InputError also where the stored noty do not fit together, or a number is
    taken.
    """
    documents = list(stored)
    by_month: dict[Month, dict[str, Chain]] = {}
    for chain in chains(documents):
        by_month.setdefault(chain.nota.of_month, {})[chain.code] = chain
    found = Corrections(issued, reason, case, agreement)
    children = {child.id: child for child in case.children}
    for month, its in by_month.items():
        current = months_by_gmina(case, month, _readings_of(case, its, agreement))
        for code, chain in its.items():
            gmina = _terms(chain, agreement)
            keys = _differing(chain, current.get(code), children, gmina.terms.classified(month))
            if not keys:
                found.right += 1
                continue
            number = gmina.terms.numbered(first_number + len(found.wrong), month, correction=True)
            after = current[code].amount_grosze if code in current else 0
            found.wrong.append((number, Wrong(chain, gmina, current.get(code), keys, chain.amount_grosze, after)))
        found.uncharged += [
            Uncharged(month, code, each.amount_grosze)
            for code, each in current.items()
            if code not in its and each.amount_grosze and not (is_city(code) and not (agreement and agreement.of(code)))
        ]
    refuse_taken((number for number, _ in found.wrong), documents)
    return found


def _readings_of(case: Case, its: dict[str, Chain], agreement: Agreement | None) -> Callable[[str], Readings]:
    """As agreed today; without, those of the latest nota, with the case's where that one needed none."""

    def readings_of(code: str) -> Readings:
        if agreement and (code not in its or agreement.of(code)):
            return agreed_readings(case.readings, agreement, code)
        if code in its:
            return case.readings.choose(**its[code].last.readings.model_dump(exclude_none=True))
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
) -> tuple[Key, ...]:
    """The children whose month should stand otherwise than it stands: those on the noty first."""
    stood = {key: _figures(each) for key, each in chain.standing.items()}
    stands: dict[Key, object] = {}
    for charge in current.charges if current else ():
        stands[charge.child, charge.gmina] = _figures_now(charge, children[charge.child], classification)
    return tuple(key for key in dict.fromkeys((*stood, *stands)) if stood.get(key) != stands.get(key))


def _figures(charge: NotaCharge) -> object:
    """All figures of a charge that a nota prints, for comparison: in whichever order its costs are given."""
    return charge.amount, sorted(((line.chapter, line.stay_start, *_of_line(line)) for line in charge.lines), key=repr)


def _figures_now(charge: Charge, child: Child, classification: Classification) -> object:
    lines = []
    for line in charge.lines:
        stay = next(
            each for each in child.stays if each.start <= line.start and (each.end is None or line.start <= each.end)
        )
        lines.append((classification.chapter(line.form), stay.start, *_of_line(line)))
    return charge.amount, sorted(lines, key=repr)


def _of_line(line: Any) -> tuple[Any, ...]:
    """The figures of a line, of a charge or of a nota: both have them under the same names."""
    segments = [(s.start, s.end, s.days, s.band, s.percent, s.basis, s.exempt, s.amount) for s in line.segments]
    return line.kind, line.form, line.rate, line.start, line.end, line.days, line.base, line.amount, segments

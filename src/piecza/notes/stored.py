"""Stored noty: read back from a folder, put together with their corrections, and checked to fit each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from piecza.case.documents import parse
from piecza.errors.problems import InputError, Place, Problem, problem
from piecza.files.disk import documents_in, read_bytes
from piecza.money import to_grosze
from piecza.notes.nota import (
    SCHEMA,
    AnyNota,
    Change,
    CorrectingNota,
    Nota,
    NotaCharge,
    Reference,
    by_chapter,
    in_words,
    nota_of,
)
from piecza.readings import Readings

ChargeKey = tuple[str, str]
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
    def standing(self) -> dict[ChargeKey, NotaCharge]:
        """The charges that stand."""
        standing = {(charge.child, charge.gmina): charge for charge in self.nota.charges}
        for correction in self.corrections:
            for change in correction.changes:
                if change.after:
                    standing[change.child, change.gmina] = change.after
                else:
                    standing.pop((change.child, change.gmina), None)
        return standing

    @property
    def amount_grosze(self) -> int:
        """What stands in all."""
        return sum(to_grosze(document.amount) for document in (self.nota, *self.corrections))


def chains(stored: Iterable[AnyNota]) -> list[Chain]:
    """Stored noty with their corrections, in the order of months and gminas.

    InputError where two documents have one number, an amount is not the sum of its parts, a gmina has two noty for a
    month, or a correction does not follow what is stored before it.
    """
    documents = list(stored)
    wrong: list[Problem] = []
    numbers: set[str] = set()
    for document in documents:
        if document.number in numbers:
            wrong.append(problem("number_twice", "number", document.number))
        numbers.add(document.number)
        if not _adds_up(document):
            wrong.append(problem("amount_altered", "amount", document.amount, number=document.number))
    chained: dict[tuple[str, str], Chain] = {}
    for document in documents:
        key = document.month, document.gmina.code[:6]
        if isinstance(document, Nota) and key in chained:
            wrong.append(
                problem("nota_twice", "number", document.number, other=chained[key].nota.number, month=document.month)
            )
        elif isinstance(document, Nota):
            chained[key] = Chain(document, ())
    adrift: dict[tuple[str, str], list[CorrectingNota]] = {}
    for document in documents:
        if isinstance(document, CorrectingNota):
            adrift.setdefault((document.month, document.gmina.code[:6]), []).append(document)
    for key, chain in chained.items():
        left = adrift.get(key, [])
        while following := next((correction for correction in left if _follows(correction, chain)), None):
            left.remove(following)
            chain = chained[key] = Chain(chain.nota, (*chain.corrections, following))
    wrong += [
        problem("correction_adrift", "follows.number", correction.follows.number, number=correction.number)
        for left in adrift.values()
        for correction in left
    ]
    if wrong:
        raise InputError(wrong)
    return [chain for _, chain in sorted(chained.items(), key=lambda entry: entry[0])]


def _follows(correction: CorrectingNota, chain: Chain) -> bool:
    """Whether a correction is the next one of a chain: it refers to its noty and starts from the charges that stand."""
    standing = chain.standing
    return (
        correction.corrects == reference(chain.nota)
        and correction.follows == reference(chain.last)
        and to_grosze(correction.before) == chain.amount_grosze
        and all(change.before == standing.get((change.child, change.gmina)) for change in correction.changes)
    )


def _adds_up(nota: AnyNota) -> bool:
    """Whether every figure of a document that follows from others in it is right."""
    amount = to_grosze(nota.amount)
    totals = [(total.chapter, to_grosze(total.amount)) for total in nota.totals]
    if isinstance(nota, Nota):
        signed = [(charge, 1) for charge in nota.charges]
        parts = [to_grosze(charge.amount) for charge in nota.charges]
        whole = to_grosze(nota.base) == sum(to_grosze(charge.base) for charge in nota.charges)
    else:
        sides = [(change.after, 1) for change in nota.changes] + [(change.before, -1) for change in nota.changes]
        signed = [(charge, sign) for charge, sign in sides if charge]
        parts = [to_grosze(change.difference) for change in nota.changes]
        whole = to_grosze(nota.after) - to_grosze(nota.before) == amount and all(map(_difference_fits, nota.changes))
    return (
        whole
        and sum(parts) == amount
        and totals == by_chapter(signed)
        and nota.in_words == in_words(amount, nota.terms.in_words)
        and all(_charge_fits(charge) for charge, _ in signed)
    )


def _difference_fits(change: Change) -> bool:
    after, before = (to_grosze(charge.amount) if charge else 0 for charge in (change.after, change.before))
    return to_grosze(change.difference) == after - before


def _charge_fits(charge: NotaCharge) -> bool:
    """Whether a child's lines and chapters add up to its share."""
    amount = to_grosze(charge.amount)
    if charge.given:
        return not charge.lines and sum(to_grosze(chapter.amount) for chapter in charge.chapters) == amount
    lines = [line.amount for line in charge.lines]
    rounded = [to_grosze(share) for share in lines if share is not None]
    bases = sum(to_grosze(line.base) for line in charge.lines) == to_grosze(charge.base)
    whole = len(rounded) < len(lines) or sum(rounded) == amount
    return bases and whole and sum(to_grosze(chapter.amount) for chapter in charge.chapters) == (amount if lines else 0)


def reference(nota: AnyNota) -> Reference:
    """A nota by its number and day."""
    return Reference(number=nota.number, issued=nota.issued)


def latest_readings(stored: Iterable[AnyNota]) -> Readings | None:
    """The readings of the latest stored nota; None where there is none."""
    latest = max(stored, key=lambda nota: (nota.month, nota.issued), default=None)
    return latest.readings if latest else None


# Files


def read_notas(folder: str) -> list[AnyNota]:
    """The noty and correcting noty stored in a folder as JSON, in the order of their files.

    Other documents are passed over. InputError with all that is wrong with any file, one that is no JSON included.
    """
    stored: list[AnyNota] = []
    wrong: list[Problem] = []
    for path in documents_in(folder):
        try:
            data = parse(read_bytes(str(path)))
            if isinstance(data, dict) and data.get("schema") == SCHEMA:
                stored.append(nota_of(data))
        except InputError as error:
            wrong += [problem._replace(place=Place(path.name)) for problem in error.errors]
    if wrong:
        raise InputError(wrong)
    return stored


def name_of(nota: AnyNota) -> str:
    """The name of a nota's files, without suffix: ``nota-2025-03-2604043``; a correction's ends with its number."""
    if isinstance(nota, CorrectingNota):
        return f"korekta-{nota.month}-{nota.gmina.code}-{re.sub(r'[^0-9A-Za-z]+', '-', nota.number).strip('-')}"
    return f"nota-{nota.month}-{nota.gmina.code}"

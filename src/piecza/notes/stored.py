"""Stored noty: a folder of them is read back, each nota with its corrections, and whether they fit together."""

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
        if not _adds_up(each):
            wrong.append(problem("amount_altered", "amount", each.amount, number=each.number))
    found: dict[tuple[str, str], Chain] = {}
    for each in documents:
        key = each.month, each.gmina.code[:6]
        if isinstance(each, Nota) and key in found:
            wrong.append(problem("nota_twice", "number", each.number, other=found[key].nota.number, month=each.month))
        elif isinstance(each, Nota):
            found[key] = Chain(each, ())
    adrift: dict[tuple[str, str], list[CorrectingNota]] = {}
    for each in documents:
        if isinstance(each, CorrectingNota):
            adrift.setdefault((each.month, each.gmina.code[:6]), []).append(each)
    for key, chain in found.items():
        left = adrift.get(key, [])
        while its := next((each for each in left if _follows(each, chain)), None):
            left.remove(its)
            chain = found[key] = Chain(chain.nota, (*chain.corrections, its))
    wrong += [
        problem("correction_adrift", "follows.number", each.follows.number, number=each.number)
        for left in adrift.values()
        for each in left
    ]
    if wrong:
        raise InputError(wrong)
    return [chain for _, chain in sorted(found.items(), key=lambda entry: entry[0])]


def _follows(correction: CorrectingNota, chain: Chain) -> bool:
    """Whether a correction is the next of a chain: of its numbers, and from the charges that stand."""
    standing = chain.standing
    return (
        correction.corrects == reference(chain.nota)
        and correction.follows == reference(chain.last)
        and to_grosze(correction.before) == chain.amount_grosze
        and all(each.before == standing.get((each.child, each.gmina)) for each in correction.changes)
    )


def _adds_up(nota: AnyNota) -> bool:
    """Whether everything in a document that can be worked out from the rest of it is what it should be."""
    amount = to_grosze(nota.amount)
    totals = [(each.chapter, to_grosze(each.amount)) for each in nota.totals]
    if isinstance(nota, Nota):
        signed = [(each, 1) for each in nota.charges]
        parts = [to_grosze(each.amount) for each in nota.charges]
        whole = to_grosze(nota.base) == sum(to_grosze(each.base) for each in nota.charges)
    else:
        sides = [(each.after, 1) for each in nota.changes] + [(each.before, -1) for each in nota.changes]
        signed = [(charge, sign) for charge, sign in sides if charge]
        parts = [to_grosze(each.difference) for each in nota.changes]
        whole = to_grosze(nota.after) - to_grosze(nota.before) == amount and all(map(_difference_fits, nota.changes))
    return (
        whole
        and sum(parts) == amount
        and totals == by_chapter(signed)
        and nota.in_words == in_words(amount, nota.terms.in_words)
        and all(_charge_fits(charge) for charge, _ in signed)
    )


def _difference_fits(change: Change) -> bool:
    after, before = (to_grosze(each.amount) if each else 0 for each in (change.after, change.before))
    return to_grosze(change.difference) == after - before


def _charge_fits(charge: NotaCharge) -> bool:
    """Whether a child's lines and chapters add up to its share."""
    amount = to_grosze(charge.amount)
    if charge.given:
        return not charge.lines and sum(to_grosze(each.amount) for each in charge.chapters) == amount
    lines = [line.amount for line in charge.lines]
    rounded = [to_grosze(each) for each in lines if each is not None]
    bases = sum(to_grosze(line.base) for line in charge.lines) == to_grosze(charge.base)
    whole = len(rounded) < len(lines) or sum(rounded) == amount
    return bases and whole and sum(to_grosze(each.amount) for each in charge.chapters) == (amount if lines else 0)


def reference(nota: AnyNota) -> Reference:
    """A nota by its number and day."""
    return Reference(number=nota.number, issued=nota.issued)


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

"""A nota with its corrections: what stands after them, and whether stored documents fit together."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from piecza.errors import InputError, Problem, problem
from piecza.money import to_grosze
from piecza.notes.nota import AnyNota, CorrectingNota, Nota, NotaCharge, Reference

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
    """Whether a correction is the next of a chain: of its number, and from the amount that stands."""
    return correction.follows == reference(chain.last) and to_grosze(correction.before) == chain.amount_grosze


def _parts(nota: AnyNota) -> list[Decimal]:
    """What the amount of a nota or a correction is the sum of."""
    if isinstance(nota, Nota):
        return [each.amount for each in nota.charges]
    return [each.difference for each in nota.changes]


def reference(nota: AnyNota) -> Reference:
    """A nota by its number and day."""
    return Reference(number=nota.number, issued=nota.issued)

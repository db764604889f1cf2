"""Gminas under several TERC codes: a merger, a new status. Only the reading ``after_return`` compares gminas.

Gminas are compared by the first six digits of their codes, since the seventh says only what kind a gmina is. Charges
and totals are kept by the code of the stay all the same.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator

from piecza.errors.problems import Problem, problem
from piecza.model import GminaCode

SameGmina = Sequence[Sequence[str]]
"""Lists of codes that are one gmina; a code stands for every one with its first six digits."""


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


CodesOfGmina = Annotated[tuple[GminaCode, ...], BeforeValidator(_tuple)]
"""The codes of one gmina, as a case gives them."""


def one_gmina(one: str, other: str, same_gmina: SameGmina) -> bool:
    """Whether two codes are those of one gmina."""
    return name_of_gmina(one, same_gmina) == name_of_gmina(other, same_gmina)


def name_of_gmina(code: str, same_gmina: SameGmina) -> str:
    """The first six digits by which a gmina is known, whichever of its codes is given."""
    if not same_gmina:
        return code[:6]
    own = next((codes for codes in same_gmina if any(other[:6] == code[:6] for other in codes)), (code,))
    return own[0][:6]


def flaws_of_same_gmina(same_gmina: SameGmina) -> Iterator[Problem]:
    """A problem for each code of which an earlier one has the same first six digits."""
    seen: dict[str, str] = {}
    for index, codes in enumerate(same_gmina):
        for number, code in enumerate(codes):
            path = f"same_gmina[{index}][{number}]"
            first = seen.setdefault(code[:6], path)
            if first != path:
                yield problem("same_gmina_doubled", path, code, first=first)

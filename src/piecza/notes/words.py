"""An amount in words, in the two styles that noty have: groszy in words, or as a fraction."""

from typing import Literal

from piecza.errors.problems import needs

Style = Literal["groszy", "fraction"]
"""``… złotych sześćdziesiąt siedem groszy``, or ``… złotych 67/100``."""


def in_words(grosze: int, style: Style = "groszy") -> str:
    """An amount in Polish words: ``czterysta dziesięć złotych czterdzieści dziewięć groszy``. Needs ``notes``."""
    with needs("notes"):
        from num2words import num2words  # type: ignore[import-untyped]
    words = num2words(abs(grosze), lang="pl", to="currency", currency="PLN", separator="|")
    zlote, _, rest = words.partition("|")
    sign = "minus " if grosze < 0 else ""
    return f"{sign}{zlote.strip()} {rest.strip() if style == 'groszy' else f'{abs(grosze) % 100:02d}/100'}"

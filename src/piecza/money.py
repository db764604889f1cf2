"""Money: whole grosze inside, decimal strings and Decimals outside.

No float ever holds an amount. Every rounding of the library happens in `half_up`, and every division of one amount
among children in `shared`. The Act is silent on rounding; that it is half up to a grosz is the contract's choice;
where it happens is the reading ``rounding``.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

MAX_GROSZE = 99_999_999_99
"""The largest amount of a document, 99999999.99 zł, in grosze."""

_AMOUNT = re.compile(r"(-?)([0-9]+)(?:\.([0-9]{1,2}))?", re.ASCII)


def half_up(numerator: int, denominator: int) -> int:
    """The integer nearest to ``numerator / denominator``, halves away from zero. The denominator is positive."""
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def from_text(text: str) -> int | None:
    """Grosze of a decimal string with at most two places (``"-12.5"`` is -1250); None for any other string.

    An amount of any size is read: its bounds are the caller's matter.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    sign, zlote, places = match.groups()
    digits = zlote.lstrip("0") + (places or "").ljust(2, "0")
    if len(digits) > 18:  # longer than any sum of money; the interpreter refuses to read very long digits
        digits = "9" * 18
    return -int(digits) if sign else int(digits)


def from_decimal(amount: Decimal) -> int | None:
    """Grosze of a Decimal with at most two places; None for one with more, with an exponent, or not finite."""
    return from_text(str(amount))


def to_grosze(zlote: Decimal) -> int:
    """Whole grosze of an amount that has at most two places."""
    grosze = from_text(str(zlote))  # not by arithmetic, which would round to the caller's decimal context
    assert grosze is not None, "an amount has at most two places"
    return grosze


def to_decimal(grosze: int) -> Decimal:
    """Złote with two places: ``to_decimal(41049)`` is ``Decimal("410.49")``."""
    return Decimal(to_text(grosze))  # nor by arithmetic here


def to_text(grosze: int) -> str:
    """Złote as a decimal string with two places: ``to_text(-5)`` is ``"-0.05"``."""
    zlote, rest = divmod(abs(grosze), 100)
    return f"{'-' if grosze < 0 else ''}{zlote}.{rest:02d}"


def shared(grosze: int, weights: Sequence[int]) -> list[int]:
    """An amount divided in proportion to weights, nothing lost: each part rounded down, then a grosz more for those
    that lost the most (the largest remainder), among equals for those that stand first.

    Neither the amount nor a weight is negative, and some weight is above zero. A larger weight never gets less.
    """
    whole = sum(weights)
    parts, remainders = zip(*(divmod(grosze * weight, whole) for weight in weights), strict=True)
    most = set(sorted(range(len(weights)), key=lambda index: -remainders[index])[: grosze - sum(parts)])
    return [part + (index in most) for index, part in enumerate(parts)]

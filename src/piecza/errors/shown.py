"""How much of a value, a name or a path an error may show: nothing long, and nothing that looks like a PESEL."""

import math
import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

Shown = str | int | float | bool | list[object] | dict[str, object] | None
"""A value as an error shows it; a list or an object is empty."""


@lru_cache(maxsize=1 << 10)
def masked(name: str) -> str:
    """The name of a file or a sheet; one that holds what looks like a PESEL is hidden."""
    return "*" * 11 if holds_pesel(name) else name


def path_of(steps: Iterable[str | int]) -> str:
    """``("children", 0, "id")`` as ``children[0].id``. A name that looks like a PESEL is hidden."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{'*' * 11 if holds_pesel(step) else _short(step, _LONGEST_NAME)}"
    return path.removeprefix(".")


def shown_name(identifier: str) -> str | None:
    """The identifier of a child, whole; None of one that holds what looks like a PESEL."""
    return None if holds_pesel(identifier) else identifier


_LONGEST_VALUE, _LONGEST_NAME = 200, 60


def is_pesel(text: str) -> bool:
    """Whether a text is eleven digits, spaces and hyphens of any kind aside."""
    if len(text) < 11 or _LETTER.search(text):
        return False
    return re.fullmatch(r"\d{11}", "".join(character for character in text if not _is_aside(character))) is not None


_LETTER = re.compile("[A-Za-z]")


def _is_aside(character: str) -> bool:
    """Whether a character separates digits: a space, a hyphen, a minus, or one that shows nothing of its own."""
    category = unicodedata.category(character)
    return category[0] in "CZ" or category in ("Pd", "Mn", "Me") or character in "\u2212\u2043\u3164\u115f\u1160"


def holds_pesel(text: str) -> bool:
    """Whether some groups of digits in a text, with nothing but spaces and hyphens between them, make eleven."""
    if len(text) < 11:
        return False
    groups = re.findall(r"\d+|\D", "".join(" " if _is_aside(character) else character for character in text))
    ends = {0}  # how many digits stood before each group of the run
    count = 0
    for group in groups:
        if group.isdecimal():
            count += len(group)
            if count - 11 in ends:
                return True
            ends.add(count)
        elif group != " ":
            ends, count = {0}, 0
    return False


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def shown(value: object) -> Shown:
    """A value as an error may show it: no PESEL, nothing long, no list or object with anything in it."""
    match value:
        case None | bool():
            return value
        case list() | tuple() | dict():
            return None if value else ({} if isinstance(value, dict) else [])
        case date():
            return value.isoformat()
        case int() | float():
            readable = math.isfinite(value) and abs(value) < 10**18
            return value if readable and not holds_pesel(str(int(value))) else None
        case str() | Decimal():
            text = str(value)
            if holds_pesel(text):
                return None
            return _short(text, _LONGEST_VALUE)
        case _:
            return None


_PESEL_WEIGHTS = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)


def lost_zeros(text: str) -> bool:
    """Whether digits are a PESEL of somebody born from 2000 to 2009 whose leading zeros a spreadsheet has dropped."""
    digits = text.zfill(11)
    if re.fullmatch("[0-9]{9,10}", text) is None or not digits.startswith("0"):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]) - 20, int(digits[4:6])
    born = 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]
    return born and (10 - sum(w * int(d) for w, d in zip(_PESEL_WEIGHTS, digits, strict=False))) % 10 == int(digits[10])

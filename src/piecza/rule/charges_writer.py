"""The parts of charges as JSON text, as they stand in the document `piecza.charges/1`.

They are the same bytes that pydantic makes of the classes in `charges`, written without dicts in between; a test holds
them to these. Children of a case have the same rates over the same days, so that most of the parts were written before,
and are remembered.
"""

from datetime import date
from functools import lru_cache

from pydantic_core import to_json

from piecza.money import to_text

_remembered = lru_cache(maxsize=1 << 12)

BETWEEN_CHARGES = ",\n    "
BETWEEN_LINES = ",\n        "
BETWEEN_SEGMENTS = ",\n            "
AFTER_SEGMENTS = "\n          ]\n        }"
AFTER_LINES = "\n      ]\n    }"


@_remembered
def _text(value: str | None) -> str:
    """A text or null; pydantic says what is escaped in it, and refuses half a character."""
    return to_json(value).decode()


@_remembered
def _amount(grosze: int | None) -> str:
    return "null" if grosze is None else f'"{to_text(grosze)}"'


@_remembered
def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


@_remembered
def _child(child: str, gmina: str) -> str:
    return f"""{{
      "child": {_text(child)},
      "gmina": {_text(gmina)}"""


def charge_start(child: str, gmina: str, year: int, month: int, base_grosze: int, amount_grosze: int) -> str:
    """A charge as far as its first line; `AFTER_LINES` ends it."""
    return f"""{_child(child, gmina)},
      "month": "{_month(year, month)}",
      "base": {_amount(base_grosze)},
      "amount": {_amount(amount_grosze)},
      "lines": [
        """


def line_start(source: str) -> str:
    """A line as far as its facts."""
    return f"""{{
          "source": {_text(source)},
          """


@_remembered
def line_facts(
    kind: str,
    form: str,
    rate_grosze: int | None,
    day_rate_grosze: int | None,
    start: date,
    end: date,
    days: int,
    base_grosze: int,
    amount_grosze: int | None,
) -> str:
    """What stands in a line between its source and its first segment; `AFTER_SEGMENTS` ends it."""
    return f""""kind": {_text(kind)},
          "form": {_text(form)},
          "rate": {_amount(rate_grosze)},
          "day_rate": {_amount(day_rate_grosze)},
          "start": "{start}",
          "end": "{end}",
          "days": {days},
          "base": {_amount(base_grosze)},
          "amount": {_amount(amount_grosze)},
          "segments": [
            """


@_remembered
def segment(
    start: date,
    end: date,
    days: int,
    band: int | None,
    percent: int,
    basis: str,
    exempt: str | None,
    amount_grosze: int | None,
) -> str:
    """A segment, whole."""
    return f"""{{
              "start": "{start}",
              "end": "{end}",
              "days": {days},
              "band": {"null" if band is None else band},
              "percent": {percent},
              "basis": {_text(basis)},
              "exempt": {_text(exempt)},
              "amount": {_amount(amount_grosze)}
            }}"""

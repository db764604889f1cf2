"""What every part of a document has in common: strict and frozen models; days, amounts, months and codes.

Each kind of value says what is allowed, and gives the error for what is not.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import not_
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    SkipValidation,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from piecza import money
from piecza.dates import FIRST_DAY, LAST_DAY, Month, day_from_text
from piecza.errors import TEXTS
from piecza.errors.shown import is_pesel


class Model(BaseModel):
    """A frozen, strict part of a document: no unknown fields, no conversions.

    Null for what is optional is the same as leaving it out, and a list becomes a tuple.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", serialize_by_alias=True, hide_input_in_errors=True, defer_build=True
    )

    _optional: ClassVar[frozenset[str]]

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls._optional = frozenset(name for name, field in cls.model_fields.items() if not field.is_required())

    @model_validator(mode="before")
    @classmethod
    def _normal(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in data.items()
            if value is not None or key not in cls._optional
        }

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        json = handler(schema)
        described = handler.resolve_ref_schema(json)
        for name, kind in described.get("properties", {}).items():
            if name not in described.get("required", ()) and name != "schema":
                kind.pop("default", None)
                if "anyOf" not in kind:
                    described["properties"][name] = {"anyOf": [kind, {"type": "null"}]}
        return json


def refuse(code: str) -> PydanticCustomError:
    """The error of a code whose sentences need no details."""
    return PydanticCustomError(code, TEXTS[code]["en"])


def _day(value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value
    elif isinstance(value, str):
        try:
            parsed = day_from_text(value)
        except ValueError:
            raise refuse("day_format") from None
        if parsed is None:
            raise refuse("day_does_not_exist")
        day = parsed
    else:
        raise refuse("day_format")
    if not FIRST_DAY <= day <= LAST_DAY:
        raise refuse("day_out_of_range")
    return day


def _amount(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        grosze = money.from_decimal(value)
    elif isinstance(value, str):
        grosze = money.from_text(value)
    else:
        raise refuse("amount_not_text")
    if grosze is None:
        raise refuse("amount_format")
    if abs(grosze) > money.MAX_GROSZE:
        raise refuse("amount_out_of_range")
    return money.to_decimal(grosze)


def _sum(value: Any) -> Decimal:
    grosze = money.from_text(str(value)) if isinstance(value, (str, Decimal)) else None
    if grosze is None:
        raise refuse("amount_format")
    return money.to_decimal(grosze)


def not_negative(amount: Decimal) -> Decimal:
    """The amount, refused where it is below zero."""
    if amount < 0:
        raise refuse("amount_negative")
    return amount


def is_identifier(text: str) -> bool:
    """Whether a text may be an identifier: not blank, and not eleven digits."""
    return bool(text.strip()) and not is_pesel(text)


def _identifier(text: str) -> str:
    if is_pesel(text):
        raise refuse("id_pesel")
    if not text.strip():
        raise refuse("id_empty")
    return text


def _gmina_code(text: str) -> str:
    if re.fullmatch("[0-9]{7}", text) is None:
        raise refuse("gmina_code")
    return text


Day = Annotated[
    date,
    PlainValidator(_day),
    PlainSerializer(date.isoformat, return_type=str),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^(199[0-9]|20[0-9]{2})-[0-9]{2}-[0-9]{2}$"}),
]
"""A day, as a date or as text YYYY-MM-DD, from 1990-01-01 to 2099-12-31."""

_AMOUNT = r"0*[0-9]{1,8}(\.[0-9]{1,2})?"
_ZERO = r"0+(\.0{1,2})?"
NOT_NEGATIVE = f"^(-{_ZERO}|{_AMOUNT})$"
NOT_POSITIVE = f"^(-{_AMOUNT}|{_ZERO})$"

SignedAmount = Annotated[
    Decimal,
    PlainValidator(_amount),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^-?{_AMOUNT}$"}),
]
"""Złote with at most two places, as a Decimal or as text, up to 99999999.99 either way."""

Sum = Annotated[
    Decimal,
    PlainValidator(_sum),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}),
]
"""Złote that were worked out, as a Decimal or as text, of any size."""

Amount = Annotated[
    SignedAmount,
    AfterValidator(not_negative),
    WithJsonSchema({"type": "string", "pattern": NOT_NEGATIVE}),
]
"""Złote with at most two places that are not negative."""

GminaCode = Annotated[str, AfterValidator(_gmina_code), WithJsonSchema({"type": "string", "pattern": "^[0-9]{7}$"})]
"""The TERC code of a gmina: seven digits."""

Identifier = Annotated[
    str,
    AfterValidator(_identifier),
    WithJsonSchema({"type": "string", "pattern": r"\S", "not": {"pattern": r"^[\s-]*([0-9][\s-]*){11}$"}}),
]
"""An opaque identifier that the caller gives; eleven digits, spaces and hyphens aside, are refused as a PESEL."""


def is_city(code: str) -> bool:
    """Whether a code is that of a city with powiat rights: its powiat is numbered from 61 on.

    Voivodeships have even numbers from 02 to 32; a code outside them belongs to no city.
    """
    return int(code[2:4]) > 60 and int(code[:2]) in range(2, 33, 2)


def could_exist(code: str) -> bool:
    """Whether a TERC code could be that of a gmina: even voivodeships from 02 to 32, and no powiat or gmina 00."""
    return int(code[:2]) in range(2, 33, 2) and code[2:4] != "00" and code[4:6] != "00"


def _month(text: str) -> str:
    try:
        return str(Month.parse(text))
    except ValueError:
        raise refuse("month_invalid") from None


MonthText = Annotated[str, AfterValidator(_month)]
"""A month as text, YYYY-MM."""

# What the library prints, and does not read:

AmountText = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]
"""Złote as text, of any size."""

IsoDay = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
"""A day as text, YYYY-MM-DD."""

IsoMonth = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
"""A month as text, YYYY-MM."""

Grosze = Annotated[
    int,
    PlainSerializer(money.to_text, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{2}$"}),
]
"""Grosze, printed as `AmountText`."""

PrintedDay = Annotated[date, WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})]
"""A day, printed as `IsoDay`."""

PrintedMonth = Annotated[
    SkipValidation[Month],
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$"}),
]
"""A month, printed as `IsoMonth`."""

T = TypeVar("T")


def _not_null(schema: dict[str, Any]) -> None:
    """In a schema: what is not required, and not null where it is there."""
    schema.pop("default", None)
    schema |= next(kind for kind in schema.pop("anyOf") if kind != {"type": "null"})


WhereKnown = Annotated[T | None, Field(exclude_if=not_, json_schema_extra=_not_null)]
"""A part that is left out of a document where there is none."""


class PrintedAs:
    """In the type of a document: what stands there is the printed form of a part of a result."""

    def __init__(self, of: Any) -> None:
        self.of = of

    def __get_pydantic_core_schema__(self, _source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(self.of)


@cache
def _printer(of: Any) -> TypeAdapter[Any]:
    return TypeAdapter(of)


def printed(of: Any, part: Any) -> Any:
    """A part of a result, of a type, as it stands in a document."""
    return _printer(of).dump_python(part, mode="json", by_alias=True)

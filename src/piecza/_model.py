"""What every part of a document has in common."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema


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

"""What pydantic says of a document that is wrong in shape, in the words of `InputError`."""

import re
from collections.abc import Mapping, Sequence

from pydantic_core import ErrorDetails

from piecza.errors import TEXTS
from piecza.errors.problems import Problem, hint, problem
from piecza.errors.shown import path_of
from piecza.language.text import Text

_TYPES = {
    "model_type": Text(pl="obiektu", en="an object"),
    "tuple_type": Text(pl="listy", en="a list"),
    "string_type": Text(pl="tekstu w cudzysłowie", en="text in quotation marks"),
}
_AS_IN_THE_CONTRACT = Text(pl="tego, co mówi kontrakt", en="what the contract says")


def problem_of(details: ErrorDetails, fields: Sequence[str], choices: Mapping[str, str]) -> Problem:
    """One thing that is wrong in shape.

    ``fields`` are the names that a field may have, for a guess at what an unknown one was meant to be; ``choices`` the
    codes of fields that hold none of their words.
    """
    kind, steps, value = details["type"], details["loc"], details["input"]
    path, field = path_of(steps), str(steps[-1]) if steps else ""
    match kind:
        case "missing":
            return problem("missing_field", path)
        case "extra_forbidden":
            return problem("unknown_field", path, hint=hint(field, fields))
        case "too_short":
            return problem("empty_list", path, value)
        case "literal_error" if isinstance(value, str):
            options = re.findall("'([^']*)'", details["ctx"]["expected"])
            code = choices.get(field, "unknown_word")
            return problem(code, path, value, options=", ".join(options), hint=hint(value, options))
        case "literal_error":
            kind = "string_type"
    if kind in TEXTS:
        return problem(kind, path, value)
    return problem("wrong_type", path, value, expected=_TYPES.get(kind, _AS_IN_THE_CONTRACT))

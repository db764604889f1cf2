"""What dated data have in common: where and when they were read, how sure they are, what names them in a result.

Data are loaded once, checked for gaps and overlaps, and carry an identifier and a hash of their content, so that every
result says by which law it was worked out. What was read holds to one day (``verified_until``), what is inferred from
it to a second one; beyond, another value may be expected, which is data as well.
"""

from datetime import date
from typing import Annotated, Any, Literal, NotRequired, TypeVar

from pydantic import AfterValidator, Field, ValidationError
from typing_extensions import TypedDict

from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.model import Day, Model, refuse

Certainty = Literal["read", "known", "inferred", "weak", "given"]
"""How sure a value is: its words were read; general knowledge; a conclusion from words that were read; read only in a
source that nobody vouches for; given by a caller or by a law of the caller's own."""


class LawError(ValueError):
    """The law data are not what they must be: a mistake of the library, never of its caller."""


def _act(text: str) -> str:
    if not text.strip():
        raise refuse("own_law_without_act")
    return text.strip()


class Source(Model):
    """The act in which a value was read, and where that stands."""

    act: Annotated[str, AfterValidator(_act)]
    url: str | None = None


class Entry(Model):
    """What every dated value says of itself: from which day, to which (None: it has not ended), and how sure it is.

    In a law of one's own an entry needs no ``certainty``; one that says otherwise than the library for days that are
    known says why (``replaces``).
    """

    since: Day = Field(alias="from")
    until: Day | None = None
    certainty: Certainty = "given"
    source: Source
    replaces: str | None = None


class Inference(Model):
    """To which day values hold beyond the one to which they were read, and why that is inferred."""

    until: date
    reason: Text


class Expectation(Model):
    """From which day another value should exist, and why, though it is not known."""

    since: date = Field(alias="from")
    reason: Text


class LawStamp(TypedDict):
    """The law under which a result was worked out: identifier, hash of its data, the day it is known to hold to.

    ``inferred_until`` is the day to which it is inferred to hold beyond; ``own`` is the hash of the entries that the
    caller added, where there are any.
    """

    id: str
    sha256: str
    verified_until: str
    inferred_until: NotRequired[str]
    own: NotRequired[str]


def known_until(stamp: LawStamp) -> Text:
    """To which day dated data are known to hold, as read and as inferred, and the hash of the caller's own entries."""
    said = Text(pl="sprawdzono do ", en="verified until ") + written_day(date.fromisoformat(stamp["verified_until"]))
    if "inferred_until" in stamp:
        said += Text(pl=", wniosek do ", en=", inferred until ")
        said += written_day(date.fromisoformat(stamp["inferred_until"]))
    if "own" in stamp:
        said += Text(pl="; własne wpisy, sha256 ", en="; own entries, sha256 ") + f"{stamp['own'][:12]}…"
    return said


class DatedLaw(Model):
    """Dated data of an act: their identifier, who last read them and when, and to which day they are known to hold.

    ``look_up`` says where the next value will stand.
    """

    id: str
    sha256: str
    title: str
    verified_on: date
    verified_until: date
    verified_by: str
    inferred: Inference | None = None
    expected: Expectation | None = None
    look_up: Text

    @property
    def stamp(self) -> LawStamp:
        """What names them in a result."""
        stamp = LawStamp(id=self.id, sha256=self.sha256, verified_until=self.verified_until.isoformat())
        if self.inferred:
            stamp["inferred_until"] = self.inferred.until.isoformat()
        return stamp


M = TypeVar("M", bound=Model)


def with_entries(data: M, **entries: Any) -> M:
    """Dated data with some of their entries replaced, and checked again."""
    kept = {name: getattr(data, name) for name in type(data).model_fields}
    return type(data)(**{**kept, **entries})


def shipped(name: str, model: type[M]) -> M:
    """Dated data as shipped with the library, from the file of that name."""
    from importlib.resources import files

    return parsed(files("piecza.law").joinpath(name).read_bytes(), model)


def parsed(text: bytes, model: type[M]) -> M:
    """The dated data of a TOML text, checked, with the hash of what it holds. LawError where they are wrong."""
    import tomllib

    canonical = text.replace(b"\r\n", b"\n")
    try:
        entries = with_sources(tomllib.loads(canonical.decode()))
        return model.model_validate({**entries, "sha256": hash_of(canonical)})
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LawError(str(error)) from error


def with_sources(tables: dict[str, Any]) -> dict[str, Any]:
    """The tables of a TOML text in which an entry may name one of its ``sources`` instead of repeating it."""
    sources = tables.get("sources")
    if not isinstance(sources, dict):
        return tables

    def resolved(entry: Any) -> Any:
        named = entry.get("source") if isinstance(entry, dict) else None
        return {**entry, "source": sources[named]} if isinstance(named, str) and named in sources else entry

    return {
        name: [resolved(entry) for entry in table] if isinstance(table, list) else table
        for name, table in tables.items()
        if name != "sources"
    }


def hash_of(text: bytes) -> str:
    """The hash that names dated data."""
    import hashlib

    return hashlib.sha256(text).hexdigest()

"""What dated data have in common: where and when they were read, how sure they are, what names them in a result.

Data are loaded once, checked for gaps and overlaps, and carry an identifier and a hash of their content, so that every
result says by which law it was worked out.
"""

from datetime import date
from typing import Literal, TypeVar

from pydantic import Field, ValidationError
from typing_extensions import TypedDict

from piecza.model import Model

Certainty = Literal["read", "known", "inferred", "weak"]
"""How sure a value is: its words were read; general knowledge; a conclusion from words that were read; read only in a
source that nobody vouches for."""


class LawError(ValueError):
    """The law data are not what they must be: a mistake of the library, never of its caller."""


class Source(Model):
    """The act in which a value was read."""

    act: str
    url: str


class Entry(Model):
    """What every dated value says of itself: from which day, to which (None: it has not ended), and how sure it is."""

    since: date = Field(alias="from")
    until: date | None = None
    certainty: Certainty
    source: Source


class LawStamp(TypedDict):
    """The law under which a result was worked out: identifier, hash of its data, the day it is known to hold to."""

    id: str
    sha256: str
    verified_until: str


class DatedLaw(Model):
    """Dated data of an act: their identifier, who last read them and when, and to which day they are known to hold."""

    id: str
    sha256: str
    title: str
    verified_on: date
    verified_until: date
    verified_by: str

    @property
    def stamp(self) -> LawStamp:
        """What names them in a result."""
        return LawStamp(id=self.id, sha256=self.sha256, verified_until=self.verified_until.isoformat())


M = TypeVar("M", bound=Model)


def shipped(name: str, model: type[M]) -> M:
    """Dated data as shipped with the library, from the file of that name."""
    from importlib.resources import files

    return parsed(files("piecza.law").joinpath(name).read_bytes(), model)


def parsed(text: bytes, model: type[M]) -> M:
    """The dated data of a TOML text, checked, with the hash of what it holds. LawError where they are wrong."""
    import hashlib
    import tomllib

    canonical = text.replace(b"\r\n", b"\n")
    try:
        entries = tomllib.loads(canonical.decode())
        return model.model_validate({**entries, "sha256": hashlib.sha256(canonical).hexdigest()})
    except (ValidationError, tomllib.TOMLDecodeError) as error:
        raise LawError(str(error)) from error

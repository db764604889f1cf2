"""What the law says, table by table, as the document `piecza.law/1`: what holds, how surely, what to look up next."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from piecza.dates import FIRST_DAY, LAST_DAY
from piecza.errors.problems import InputError, hint, problem
from piecza.language.text import Text
from piecza.law.benefit_rates import Rate, UnknownRate
from piecza.law.dated import Certainty, DatedLaw, Expectation, Inference, LawStamp
from piecza.law.held import Held, on
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import Day, Model


class LawEntry(Model):
    """What a table says of something on some days, both inclusive; ``value`` is None where that is not known.

    ``end`` is None where it has none. ``replaces`` is why an entry of the caller's own says otherwise than the library.
    """

    name: str
    start: Day
    end: Day | None
    value: str | None
    certainty: Certainty | None
    act: str | None
    note: Text | None
    replaces: str | None


class LawTable(Model):
    """A table: until when it was read and when last, to which day it is inferred, what is expected, where to look."""

    table: str
    id: str
    title: str
    verified_on: Day
    verified_until: Day
    inferred: Inference | None
    expected: Expectation | None
    look_up: Text
    entries: tuple[LawEntry, ...]


class LawDocument(Model):
    """The document `piecza.law/1`: what holds on ``day``, or on all days where it is None; ``law`` names it all."""

    schema_: Annotated[Literal["piecza.law/1"], Field(alias="schema")] = "piecza.law/1"
    day: Day | None
    law: LawStamp
    tables: tuple[LawTable, ...]

    def to_dict(self) -> dict[str, Any]:
        """The document, ready for JSON."""
        return self.model_dump(mode="json")


def law_document(day: date | None = None, name: str | None = None, *, law: Law | None = None) -> LawDocument:
    """What the law says on a day, table by table; without one its whole history.

    ``name`` picks one table, or of a table one of the things of which it speaks: ``amounts`` or ``allowance_related``,
    ``bands``, ``interest`` … Without ``law`` that of the library is shown. InputError where there is no such name.
    """
    under = law or shipped_law()
    names = list(dict.fromkeys([*_DATA, *(name for _, name, _ in under.histories())]))
    if name is not None and name not in names:
        raise InputError([problem("law_name", "name", name, options=", ".join(names), hint=hint(name, names))])

    def asked(table: str, of: str, held: Held[Any]) -> bool:
        return name in (None, table, of) and (day is None or held.first <= day <= held.last)

    return LawDocument(day=day, law=under.stamp, tables=tuple(_tables(under, asked)))


def own_document(law: Law) -> LawDocument:
    """What the caller's own entries change in the library's law, and what they add to it."""
    known = {(table, name): history for table, name, history in shipped_law().histories()}

    def own(table: str, of: str, held: Held[Any]) -> bool:
        before = on(known[table, of], held.first)
        return held.worth is not None and (before is None or before.worth != held.worth)

    return LawDocument(day=None, law=law.stamp, tables=tuple(_tables(law, own)))


_DATA: dict[str, Callable[[Law], DatedLaw]] = {
    "amounts": lambda law: law.rates,
    "interest": lambda law: law.interest,
    "texts": lambda law: law.texts,
    "classifications": lambda law: law.classifications,
    "bands": lambda law: law.act,
    "exemptions": lambda law: law.act,
}
"""The data to which a table belongs."""


def _tables(law: Law, asked: Callable[[str, str, Held[Any]], bool]) -> Iterator[LawTable]:
    for table, data in _DATA.items():
        entries = tuple(
            _entry(name, held)
            for of_table, name, history in law.histories()
            for held in history
            if of_table == table and asked(table, name, held)
        )
        if entries:
            kept = {name: getattr(data(law), name) for name in _OF_DATA}
            yield LawTable(table=table, entries=entries, **kept)


_OF_DATA = ("id", "title", "verified_on", "verified_until", "inferred", "expected", "look_up")


def _entry(name: str, held: Held[Any]) -> LawEntry:
    value = held.value
    of_rate = isinstance(value, Rate)
    source = None if of_rate else getattr(value, "source", None)
    return LawEntry(
        name=name,
        start=max(held.first, FIRST_DAY),
        end=held.last if held.last < LAST_DAY else None,
        value=held.worth,
        certainty=getattr(value, "certainty", None),
        act=value.act if of_rate else source and source.act,
        note=value.reason if isinstance(value, UnknownRate) else getattr(value, "note", None),
        replaces=getattr(value, "replaces", None),
    )

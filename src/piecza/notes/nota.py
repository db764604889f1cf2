"""A nota and a correcting nota as documents: what is kept, printed, and later corrected.

`piecza.nota/1` holds all that a nota was made from, so that it can be printed again and corrected without the register
or the agreement of its day. Amounts are złote as Decimals, days inclusive.
"""

from collections.abc import Iterable
from operator import not_
from typing import Annotated, Literal

from pydantic import Field, ValidationError
from pydantic_core import to_json

from piecza.case.documents import fields_of, parse, problems_of
from piecza.dates import Month
from piecza.dues.due_days import Due
from piecza.errors.problems import InputError, hint, needs, problem
from piecza.language.text import Text
from piecza.law.budget_classification import Classification
from piecza.model import Day, GminaCode, Identifier, Model, MonthText, Sum, WhereKnown
from piecza.money import to_grosze
from piecza.notes.agreement import Concluded, Powiat, Recipient, Style, Terms
from piecza.readings import Readings

SCHEMA = "piecza.nota/1"


class Stamp(Model):
    """Dated data under which a nota was worked out: identifier, hash, and the days to which they are known to hold.

    ``own`` is the hash of the entries that the issuer added to them.
    """

    id: str
    sha256: str
    verified_until: Day
    inferred_until: WhereKnown[Day] = None
    own: WhereKnown[str] = None


class OwnValue(Model):
    """What the issuer's own entries said on some days of the month, both inclusive: of what, and in short."""

    table: str
    name: str
    start: Day
    end: Day
    value: str


class NotaSegment(Model):
    """A `Segment` as a nota keeps it: with all years of stay that its days are in, amounts in złote, and checked when
    it is read.
    """

    start: Day
    end: Day
    days: int
    years: tuple[int, ...]
    band: int | None
    percent: int
    basis: str
    exempt: str | None
    amount: Sum | None


class NotaLine(Model):
    """A `Line` as a nota keeps it: without its source, which is in no nota, and with the chapter under which it is
    booked.

    ``stay_start`` is the first day of the stay; ``day_rate`` what a day in a facility costs, where that is charged by
    days. ``amount`` is None where a reading rounds the child's month as a whole.
    """

    kind: str
    form: str
    chapter: str | None
    stay_start: Day
    rate: Sum | None
    day_rate: Sum | None = None
    start: Day
    end: Day
    days: int
    base: Sum
    amount: Sum | None
    segments: tuple[NotaSegment, ...]


class NotaCharge(Model):
    """A `Charge` as a nota keeps it: for the nota's month, with its chapters and its explanation as sentences.

    ``given``: the amount of a nota that was made elsewhere; there are no lines, and ``base`` is 0.00 if it is not
    known.
    """

    child: Identifier
    gmina: GminaCode
    base: Sum
    amount: Sum
    chapters: tuple["ChapterTotal", ...]
    lines: tuple[NotaLine, ...]
    explanation: tuple[Text, ...]
    given: bool = False


class ChapterTotal(Model):
    """What is booked under one chapter."""

    chapter: str | None
    amount: Sum


class NotaNotice(Model):
    """What the reader of a nota must know; ``child`` where it is about one."""

    code: str
    child: str | None
    message: Text


class Reference(Model):
    """Another nota, by its number and day of issue."""

    number: str
    issued: Day


class _Document(Model):
    """What a nota and a correcting nota have in common.

    ``own_law`` is what the issuer's own entries of the law said in the month, ``consolidated_text`` how the Act is
    cited on the day of issue.
    """

    schema_: Annotated[Literal["piecza.nota/1"], Field(alias="schema")] = "piecza.nota/1"
    version: str
    number: str
    issued: Day
    month: MonthText
    powiat: Powiat
    gmina: Recipient
    agreement: Concluded | None
    terms: Terms
    classification: Classification
    law: Stamp
    rates: Stamp | None
    own_law: Annotated[tuple[OwnValue, ...], Field(exclude_if=not_)] = ()
    consolidated_text: WhereKnown[str] = None
    readings: Readings
    totals: tuple[ChapterTotal, ...]
    amount: Sum
    in_words: str
    due: Due
    notices: tuple[NotaNotice, ...]

    @property
    def of_month(self) -> Month:
        """The month charged."""
        return Month.parse(self.month)

    def to_json(self) -> str:
        """The document `piecza.nota/1` as JSON text; the same nota gives the same text."""
        return to_json(self, by_alias=True, indent=2).decode() + "\n"


class Nota(_Document):
    """A nota księgowa: what one gmina owes for one month, child by child."""

    kind: Literal["nota"] = "nota"
    base: Sum
    charges: tuple[NotaCharge, ...]


class Change(Model):
    """One child's month as it stood and as it should stand; None where it did not, or should not, stand at all."""

    child: Identifier
    gmina: GminaCode
    before: NotaCharge | None
    after: NotaCharge | None
    difference: Sum
    reasons: tuple[Text, ...]


class CorrectingNota(_Document):
    """A correcting nota (*nota korygująca*): *było*, *powinno być* and the signed difference, with the reasons.

    ``corrects`` is the nota it corrects, ``follows`` the latest document of the chain before it: that nota, or the
    correction before this one.
    """

    kind: Literal["correction"] = "correction"
    corrects: Reference
    follows: Reference
    reason: str | None
    before: Sum
    after: Sum
    changes: tuple[Change, ...]


AnyNota = Nota | CorrectingNota

_FIELDS = fields_of(
    Nota, CorrectingNota, NotaCharge, NotaLine, NotaSegment, Change, Powiat, Recipient, Terms, Classification, Due
)

_KINDS: dict[str, type[Nota] | type[CorrectingNota]] = {"nota": Nota, "correction": CorrectingNota}


def read_nota(text: str | bytes) -> AnyNota:
    """The nota or correcting nota of a JSON text `piecza.nota/1`. InputError with all that is wrong with it."""
    return nota_of(parse(text))


def nota_of(data: object) -> AnyNota:
    """The nota or correcting nota of a JSON value."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        value = data.get("schema") if isinstance(data, dict) else None
        raise InputError([problem("unknown_schema", "schema", value, options=SCHEMA)])
    kind = data.get("kind")
    model = _KINDS.get(str(kind))
    if model is None:
        options = ", ".join(_KINDS)
        raise InputError([problem("unknown_word", "kind", kind, options=options, hint=hint(str(kind), _KINDS))])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise InputError(problems_of(error, _FIELDS)) from None


def by_chapter(charges: Iterable[tuple[NotaCharge, int]]) -> list[tuple[str | None, int]]:
    """What charges (each with a sign) come to under each chapter in grosze, in the order of chapters."""
    sums: dict[str | None, int] = {}
    for charge, sign in charges:
        for part in charge.chapters:
            sums[part.chapter] = sums.get(part.chapter, 0) + sign * to_grosze(part.amount)
    return sorted(sums.items(), key=lambda entry: (entry[0] is None, entry[0] or ""))


def in_words(grosze: int, style: Style = "groszy") -> str:
    """An amount in Polish words: ``czterysta dziesięć złotych czterdzieści dziewięć groszy``. Needs ``notes``."""
    with needs("notes"):
        from num2words import num2words  # type: ignore[import-untyped]
    words = num2words(abs(grosze), lang="pl", to="currency", currency="PLN", separator="|")
    zlote, _, rest = words.partition("|")
    sign = "minus " if grosze < 0 else ""
    return f"{sign}{zlote.strip()} {rest.strip() if style == 'groszy' else f'{abs(grosze) % 100:02d}/100'}"

"""Problems, notices and the errors that hold them: a stable code, a path, the value and a sentence in two languages."""

import difflib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, Literal, NamedTuple, NotRequired

from typing_extensions import TypedDict

from piecza.errors import STAGES, TEXTS, Stage
from piecza.errors.shown import Shown, masked, shown
from piecza.language.text import Text
from piecza.language.writing import written_day

_HINTS = 20
"""How many hints are looked for: among thousands of names each takes a while."""


class Place(NamedTuple):
    """Where in a register something stands: its file, and there the sheet, the row and the column.

    ``row`` is counted as a spreadsheet counts it, the first being 1; ``column`` is the header as it stands in the file.
    Each is None where the whole of what stands left of it is meant. ``expected`` says what may stand there,
    ``suggestion`` what was probably meant.
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    expected: Text | None = None
    suggestion: str | None = None

    @property
    def said(self) -> str:
        """File and sheet, for a sentence."""
        return ", ".join(masked(name) for name in (self.file, self.sheet) if name)

    @property
    def path(self) -> str:
        """The place in short, as the path of a problem: ``pobyty[7].od``."""
        row = "" if self.row is None else f"[{self.row}]"
        return f"{self.sheet or ''}{row}{'.' if self.sheet and self.column else ''}{self.column or ''}"


class Problem(NamedTuple):
    """One thing that is wrong.

    ``path`` says where (``children[0].stays[1].placements[0].start``; ``--month`` for the months asked for; the name of
    a parameter, such as ``first_number``, for what else was asked; empty for the document as a whole). ``value`` is
    what stands there: null where there is nothing, where a list or an object stands, in an unknown field, and always
    for what looks like a PESEL. ``place`` is where it stands in a register. ``child`` is the identifier of the child
    that it concerns: null where there is none, where that identifier is itself wrong or stands twice, and where it
    holds what looks like a PESEL. ``advice`` is what to do where that takes more than a change of the value.
    """

    code: str
    path: str
    value: Shown
    message: Text
    place: Place | None = None
    child: str | None = None
    advice: Text | None = None

    @property
    def stage(self) -> Stage:
        """When it was found."""
        return STAGES[self.code]


class Option(TypedDict):
    """One option of an open reading, and the document's total under it.

    It is null where no amount was asked for, or where the option cannot be chosen: a cost of a family would fall to
    nobody.
    """

    option: str
    total: str | None


class OpenReading(NamedTuple):
    """A reading that must be chosen: whom it concerns, and what each option comes to."""

    reading: str
    children: tuple[str, ...]
    options: tuple[Option, ...]
    message: Text


class ErrorEntry(TypedDict):
    """A problem as it stands in `piecza.errors/1`.

    A reading that is needed adds its children and options, a problem of a register its place, some what to do.
    """

    code: str
    path: str
    child: str | None
    value: Shown
    children: NotRequired[list[str]]
    options: NotRequired[list[Option]]
    message: Text
    advice: NotRequired[Text]
    file: NotRequired[str]
    sheet: NotRequired[str | None]
    row: NotRequired[int | None]
    column: NotRequired[str | None]
    expected: NotRequired[Text | None]
    suggestion: NotRequired[str | None]


class ErrorsDocument(TypedDict):
    """The document `piecza.errors/1`."""

    schema: Literal["piecza.errors/1"]
    errors: list[ErrorEntry]


class InputError(ValueError):
    """What was given is wrong; ``errors`` holds all of it, first of shape or, that being right, of meaning."""

    def __init__(self, errors: Iterable[Problem]) -> None:
        self.errors = tuple(errors)
        lines = [f"{e.path or '-'}: {e.message['en']} [{e.code}]" for e in self.errors]
        super().__init__("\n".join([*lines, *(text["en"] for text in advice_of(self.errors))]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.errors,)

    def to_dict(self) -> ErrorsDocument:
        """The document `piecza.errors/1`."""
        return {
            "schema": "piecza.errors/1",
            "errors": [entry(error) for error in self.errors],
        }


class ReadingNeeded(ValueError):  # noqa: N818  the contract's name
    """Amounts depend on readings that were not chosen; ``errors`` holds each of them once."""

    def __init__(self, errors: Iterable[OpenReading]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(e.message["en"] for e in self.errors))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.errors,)

    def to_dict(self) -> ErrorsDocument:
        """The document `piecza.errors/1`."""
        return {
            "schema": "piecza.errors/1",
            "errors": [
                {
                    "code": "reading_needed",
                    "path": f"readings.{e.reading}",
                    "child": None,
                    "value": None,
                    "children": list(e.children),
                    "options": list(e.options),
                    "message": e.message,
                }
                for e in self.errors
            ],
        }


def entry(of: Problem) -> ErrorEntry:
    """A problem as it stands in a document."""
    document: ErrorEntry = {
        "code": of.code,
        "path": of.path,
        "child": of.child,
        "value": of.value,
        "message": of.message,
    }
    if of.advice:
        document["advice"] = of.advice
    if place := of.place:
        document |= {"file": place.file, "sheet": place.sheet, "row": place.row, "column": place.column}
        document |= {"expected": place.expected, "suggestion": place.suggestion}
    return document


def advice_of(problems: Iterable[Problem]) -> list[Text]:
    """What to do about some problems, each advice once."""
    return list({text["pl"]: text for fault in problems if (text := fault.advice)}.values())


def problem(code: str, path: str = "", value: object = None, **details: object) -> Problem:
    """A problem with its sentences filled in; the value is shown only as far as `Problem` promises."""
    return Problem(code, path, shown(value), TEXTS[code].fill(**details))


def problem_at(code: str, place: Place, value: object = None, **details: object) -> Problem:
    """A problem of a register, with its sentences filled in."""
    place = place._replace(file=masked(place.file), sheet=place.sheet and masked(place.sheet))
    return Problem(code, place.path, shown(value), TEXTS[code].fill(**details), place)


def hint(word: str, known: Iterable[str]) -> Text:
    """What the writer may have meant, where something known comes close, as the sentences have it; empty elsewhere."""
    close = difflib.get_close_matches(word[:80], known, n=1)
    return Text(pl=f" (może „{close[0]}”?)", en=f" (perhaps “{close[0]}”?)") if close else Text(pl="", en="")


class Hints:
    """Hints at names that are known, for the first few unknown words only."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = [word for word in known if shown(word)]  # no PESEL within another text
        self.given: dict[str, Text] = {}

    def of(self, word: str) -> Text:
        """What the writer may have meant by a word, as `hint` has it."""
        if word not in self.given:
            self.given[word] = hint(word, self.known if len(self.given) < _HINTS else ())
        return self.given[word]


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Around the imports of an extra: InputError that says what to install where one of them is missing."""
    try:
        yield
    except ImportError as missing:
        raise InputError([problem("extra_missing", extra=extra, module=missing.name)]) from None


class Notice(TypedDict):
    """What a reader must know and what is no error."""

    code: str
    message: Text
    path: str


def notice(code: str, path: str, **details: object) -> Notice:
    """A notice with its sentences filled in; a day stands in them as each language writes it."""
    written = {name: written_day(value) for name, value in details.items() if isinstance(value, date)}
    return {"code": code, "message": TEXTS[code].fill(**{**details, **written}), "path": path}

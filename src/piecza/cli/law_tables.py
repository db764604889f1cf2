"""The law as a terminal shows it: table by table, with how sure it is and what to look up."""

from collections.abc import Iterator

from piecza.cli.charge_tables import stamp_said
from piecza.language.glossary import CERTAINTY
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import written_day
from piecza.law.law_document import LawDocument, LawEntry, LawTable
from piecza.render.terminal import TerminalColumn, new_console, plain, print_table, print_text

_COLUMNS = {
    "name": TerminalColumn(Text(pl="Co", en="What"), folds=True),
    "start": TerminalColumn(Text(pl="Od", en="From")),
    "end": TerminalColumn(Text(pl="Do", en="To")),
    "value": TerminalColumn(Text(pl="Wartość", en="Value"), folds=True),
    "where": TerminalColumn(Text(pl="Pewność i źródło", en="How sure, and where from"), folds=True),
}


def print_law(document: LawDocument, lang: Lang) -> None:
    """A table for each table of the law; beneath it to which day it holds, and what to look up next."""
    console = new_console()
    for table in document.tables:
        rows = [
            {
                "name": entry.name,
                "start": written_day(entry.start),
                "end": written_day(entry.end) if entry.end else "…",
                "value": plain(entry.value or "–"),
                "where": _where_from(entry).map(plain),
            }
            for entry in table.entries
        ]
        print_table(console, f"{table.table}: {table.title}", _COLUMNS, [rows], (), lang)
        for said in _beneath(table):
            print_text(console, said, lang)
        console.print()
    print_text(console, stamp_said(Text(pl="Stan prawny", en="Law"), document.law), lang)


def _where_from(entry: LawEntry) -> Text:
    if entry.value is None:
        unknown = Text(pl="nie wiadomo", en="not known")
        return unknown + ": " + entry.note if entry.note else unknown
    parts: list[Words] = [CERTAINTY[entry.certainty or "read"]]
    parts += [part for part in (entry.act, entry.note) if part]
    if entry.replaces:
        parts.append(
            Text(pl="inaczej niż w bibliotece, bo: ", en="otherwise than the library, because: ") + entry.replaces
        )
    return joined(parts, "; ")


def _beneath(table: LawTable) -> Iterator[Text]:
    """To which day a table was read and inferred, what is expected, and where the next value will stand."""
    said = Text(pl="Odczytano do {day} (sprawdzono {on}).", en="Read until {day} (looked up on {on}).")
    yield said.fill(day=written_day(table.verified_until), on=written_day(table.verified_on))
    if table.inferred:
        text = Text(pl="Wniosek do {day}: {reason}.", en="Inferred until {day}: {reason}.")
        yield text.fill(day=written_day(table.inferred.until), reason=table.inferred.reason)
    if table.expected:
        text = Text(pl="Oczekiwane od {day}: {reason}.", en="Expected from {day}: {reason}.")
        yield text.fill(day=written_day(table.expected.since), reason=table.expected.reason)
    yield Text(pl="Co sprawdzić: ", en="What to look up: ") + table.look_up + "."

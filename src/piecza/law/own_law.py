"""The law with entries of a caller's own: read from TOML in the grammar of the library's files, checked, put on top.

An entry fills a gap or follows what is known. One that says the same as the library changes nothing; one that says
otherwise for days that are known says why (``replaces``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from pydantic import ValidationError

from piecza.dates import LAST_DAY
from piecza.errors.problems import InputError, Place, Problem, hint, problem
from piecza.errors.shown import path_of, shown
from piecza.errors.validation import problem_of
from piecza.language.writing import written_day
from piecza.law.act import Act, Bands, ExemptionRule
from piecza.law.benefit_rates import ACT_IN_FORCE, OwnAmount
from piecza.law.budget_classification import DatedClassification
from piecza.law.consolidated_texts import ConsolidatedText
from piecza.law.dated import Source, with_entries, with_sources
from piecza.law.held import Held, difference, gap, of_entries, overlaid
from piecza.law.interest_rates import OwnInterestRate
from piecza.law.law_in_force import Law, shipped_law
from piecza.law.own_entries import AnyEntry, OwnTables, in_time

_ENTRIES = (OwnAmount, OwnInterestRate, ConsolidatedText, DatedClassification, Bands, ExemptionRule, Source)
_FIELDS = sorted({field.alias or name for kind in _ENTRIES for name, field in kind.model_fields.items()})
_CHOICES = {"benefit": "unknown_benefit"}


class _Placed(NamedTuple):
    """An entry and where it stands: the file, and the path in it."""

    file: str
    path: str
    entry: AnyEntry

    def problem(self, code: str, field: str = "", value: object = None, **details: object) -> Problem:
        """What is wrong with it."""
        fault = problem(code, self.path + field, value, **details)
        return fault._replace(place=Place(self.file)) if self.file else fault


def own_law(files: Mapping[str, str | bytes], amounts: Sequence[OwnAmount] = ()) -> Law:
    """The law of the library with entries of the caller's own, from TOML texts by the names of their files.

    The tables are those of the library's files: ``amounts`` (art. 80, 81, 85), ``interest``, ``texts``,
    ``classifications``, ``bands``, ``exemptions``. ``amounts`` are more of the first, given as objects.

    InputError with all that is wrong: first what is no TOML or has a wrong shape, then what does not fit together or
    with what is known.
    """
    base = shipped_law()
    placed: dict[str, list[_Placed]] = {name: [] for name in OwnTables.model_fields}
    wrong: list[Problem] = []
    for name, text in sorted(files.items()):
        try:
            tables = _tables(text)
        except InputError as error:
            wrong += [fault._replace(place=Place(name)) for fault in error.errors]
            continue
        for table in placed:
            entries = getattr(tables, table)
            placed[table] += [_Placed(name, f"{table}[{index}]", entry) for index, entry in enumerate(entries)]
    placed["amounts"] += [_Placed("", f"amounts[{index}]", entry) for index, entry in enumerate(amounts)]
    wrong = wrong or list(_out_of_order(placed))
    wrong = wrong or [*_contradictions(placed, base), *_gaps(placed, base)]
    if wrong:
        raise InputError(wrong)
    own = in_time({name: [entry.entry for entry in of_table] for name, of_table in placed.items()})
    if own.tables == OwnTables():
        return base
    return replace(_with_own(base, own.tables), own=own)


def _tables(text: str | bytes) -> OwnTables:
    import tomllib

    try:
        text = text.decode() if isinstance(text, bytes) else text
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise InputError([problem("encoding", position=error.start)]) from None
    except (ValueError, RecursionError) as error:
        raise InputError([problem("not_toml", reason=shown(str(error)) or "…")]) from None
    try:
        return OwnTables.model_validate(with_sources(data))
    except ValidationError as error:
        raise InputError(map(_of_shape, error.errors(include_url=False))) from None


def _of_shape(details: Any) -> Problem:
    match details["type"], details["loc"]:
        case "extra_forbidden", (name,):
            tables = list(OwnTables.model_fields)
            return problem("own_law_table", name, options=", ".join(tables), hint=hint(str(name), tables))
        case _, (*_, "percent_per_year") | (*_, "percent", int()):
            return problem("own_law_percent", path_of(details["loc"]), details["input"])
        case "missing", (*_, "source" | "act"):
            return problem("own_law_without_act", path_of(details["loc"]))
        case "model_type", (*_, "source"):
            return problem("own_law_without_act", path_of(details["loc"]))
    return problem_of(details, _FIELDS, _CHOICES)


# What does not fit


def _series(placed: Mapping[str, Sequence[_Placed]]) -> Iterator[tuple[str, str, list[_Placed]]]:
    """The entries that speak of the same: their table, of what, and the entries in order of time."""
    for table, entries in placed.items():
        by_name: dict[str, list[_Placed]] = {}
        for entry in entries:
            for name in _names(entry.entry):
                by_name.setdefault(name, []).append(entry)
        for name, same in by_name.items():
            yield table, name, sorted(same, key=lambda entry: entry.entry.since)


def _names(entry: AnyEntry) -> tuple[str, ...]:
    """Of what an entry speaks, where its table speaks of several things."""
    match entry:
        case OwnAmount():
            return (entry.benefit,)
        case ExemptionRule():
            return tuple(dict.fromkeys(entry.grounds))
        case _:
            return ("",)


def _out_of_order(placed: Mapping[str, Sequence[_Placed]]) -> Iterator[Problem]:
    """Entries that end before they begin, stand in a file before an earlier one, or share days with another one."""
    for entry in (entry for entries in placed.values() for entry in entries):
        since, until = entry.entry.since, entry.entry.until
        if until and until < since:
            yield entry.problem("end_before_start", ".until", until, start=since)
    for table, name, same in _series(placed):
        in_file = [entry for entry in placed[table] if entry in same]
        for before, after in pairwise(in_file):
            if before.file == after.file and after.entry.since < before.entry.since:
                day = written_day(before.entry.since)
                yield after.problem("own_law_day_back", ".from", after.entry.since, day=day)
        for before, after in pairwise(same):
            one, other = before.entry, after.entry
            shares = other.since == one.since or (one.until is not None and one.until >= other.since)
            equal = table != "exemptions" and (one.worth, one.until) == (other.worth, other.until)
            if (shares or table == "exemptions") and not equal:
                where = ", ".join(filter(None, (before.file, before.path)))
                yield after.problem("own_law_twice", ".from", after.entry.since, first=where, name=name or table)


def _contradictions(placed: Mapping[str, Sequence[_Placed]], base: Law) -> Iterator[Problem]:
    """Entries for days before the table, of unknown grounds, or that say otherwise than the library and not why."""
    known = {(table, name): held for table, name, held in base.histories()}
    for table, name, same in _series(placed):
        if table == "exemptions":
            yield from _other_exemption(same[0], name, base.act)
            continue
        for entry, held in zip(same, _days(table, name, same, base), strict=True):
            one = entry.entry
            differs = difference(known[table, name or _NAMES[table]], [held], _known_until(base)[table])
            if table != "interest" and one.since < ACT_IN_FORCE:
                yield entry.problem("own_law_too_early", ".from", one.since, day=written_day(ACT_IN_FORCE))
            elif differs and not (one.replaces or "").strip():
                day, was, becomes = differs
                details = {"day": written_day(day), "was": was.worth, "becomes": becomes.worth}
                yield entry.problem("own_law_contradicts", "", None, **details)


_NAMES = {"interest": "interest_for_delay", "texts": "act", "classifications": "classification", "bands": "percent"}
"""Of what the tables speak that speak of one thing only."""


def _days(table: str, name: str, same: Sequence[_Placed], base: Law) -> Sequence[Held[Any]]:
    """The days on which entries that speak of the same hold, in order of time."""
    entries = tuple(placed.entry for placed in same)
    match table:
        case "amounts":
            return with_entries(base.rates, own=entries).own_days(name)
        case "interest":
            return with_entries(base.interest, own=entries).own_days
        case _:
            return of_entries(entries)


def _known_until(law: Law) -> dict[str, date]:
    return {
        "amounts": law.rates.inferred.until,
        "interest": law.interest.verified_until,
        "texts": law.texts.verified_until,
        "classifications": law.classifications.verified_until,
        "bands": law.act.verified_until,
    }


def _other_exemption(placed: _Placed, ground: str, act: Act) -> Iterator[Problem]:
    """An exemption of one's own has the grounds and the reading of one of the library, and takes its place."""
    own = placed.entry
    assert isinstance(own, ExemptionRule)
    known = next((rule for rule in act.exemptions if ground in rule.grounds), None)
    if known is None:
        grounds = [name for rule in act.exemptions for name in rule.grounds]
        options, close = ", ".join(grounds), hint(ground, grounds)
        yield placed.problem("unknown_ground", ".grounds", ground, options=options, hint=close)
    elif ground == own.grounds[0]:
        if (own.reading, set(own.grounds)) != (known.reading, set(known.grounds)):
            details = {"grounds": ", ".join(known.grounds), "reading": known.reading}
            yield placed.problem("own_law_exemption", ".grounds", ground, **details)
        day = _first_other_day(known, own, act.verified_until)
        if day and not (own.replaces or "").strip():
            said = {"was": _days_said(known), "becomes": _days_said(own)}
            yield placed.problem("own_law_contradicts", "", None, day=written_day(day), **said)


def _first_other_day(one: ExemptionRule, other: ExemptionRule, until: date) -> date | None:
    """The first day until another on which only one of two rules holds, or both and by another provision."""
    ends = [min(rule.until or LAST_DAY, until) for rule in (one, other)]
    if one.basis != other.basis or one.since != other.since:
        return min(one.since, other.since)
    return None if ends[0] == ends[1] else date.fromordinal(min(ends).toordinal() + 1)


def _days_said(rule: ExemptionRule) -> str:
    return f"{rule.basis}, {rule.since} – {rule.until or '…'}"


def _gaps(placed: Mapping[str, Sequence[_Placed]], base: Law) -> Iterator[Problem]:
    """Days between the library's last known value and the caller's, or between two of the caller's, without any."""
    known = {(table, name): held for table, name, held in base.histories()}
    for table, name, same in _series(placed):
        if table not in ("amounts", "interest"):
            continue
        first, last = min(same[0].entry.since, _known_until(base)[table]), same[-1].entry.since
        history = overlaid(known[table, name or _NAMES[table]], _days(table, name, same, base))
        between = gap(held for held in history if held.last >= first and held.first <= last)
        if between:
            entry = next(entry for entry in same if entry.entry.since > between[1])
            days = {"start": written_day(between[0]), "end": written_day(between[1])}
            yield entry.problem("own_law_gap", ".from", entry.entry.since, **days)


# Put on top


def _with_own(base: Law, own: OwnTables) -> Law:
    replaced = {ground: rule for rule in own.exemptions for ground in rule.grounds}
    exemptions = tuple(replaced.get(rule.grounds[0], rule) for rule in base.act.exemptions)
    return replace(
        base,
        act=with_entries(base.act, bands=_bands(base, own), exemptions=exemptions),
        rates=with_entries(base.rates, own=own.amounts),
        interest=with_entries(base.interest, own=own.interest),
        texts=with_entries(base.texts, own=own.texts),
        classifications=with_entries(base.classifications, own=own.classifications),
    )


def _bands(base: Law, own: OwnTables) -> Iterable[Any]:
    known = [Held(bands.since, bands.until or LAST_DAY, bands) for bands in base.act.bands]
    return tuple(
        bands.model_copy(update={"since": first, "until": None if last == LAST_DAY else last})
        for first, last, bands in overlaid(known, of_entries(own.bands))
    )

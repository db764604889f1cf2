"""The rows of one child become a child of a case: its placements in stays, and what belongs to each of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from piecza.dates import LAST_DAY
from piecza.errors.problems import Problem
from piecza.registers.cell_values import FieldValue
from piecza.registers.rows import Record


@dataclass(slots=True)
class Origins:
    """The row from which each part of a case comes, by its path; a field may come from a column with another name."""

    records: dict[str, Record] = field(default_factory=dict)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, path: str, record: Record, **columns: str) -> None:
        """Note that a part comes from a row; ``columns`` gives the column of a field whose name is another."""
        self.records[path] = record
        self.columns[path] = columns

    def of(self, path: str) -> tuple[Record, str | None]:
        """The row from which the value at a path comes, and the field of its column."""
        name = path.rpartition(".")[2] if path.endswith(".ended_by") else None
        at = path
        while at not in self.records:
            at, _, last = at.rpartition(".")
            name = last.partition("[")[0]
        return self.records[at], self.columns[at].get(name or "", name)


@dataclass(slots=True)
class ChildRows:
    """The rows that name a child, by their table."""

    id: str
    tables: dict[str, list[Record]] = field(default_factory=dict)

    def rows(self, table: str) -> list[Record]:
        """Its rows in a table."""
        return self.tables.get(table, [])

    @property
    def in_order(self) -> bool:
        """Whether every placement of the child could be read."""
        return bool(self.rows("placements")) and not any(record.wrong for record in self.rows("placements"))


Document = dict[str, "FieldValue | list[Document]"]
"""A part of a case as the rows give it, before it is checked."""


def build_child(child: ChildRows, path: str, origins: Origins, problems: list[Problem]) -> Document | None:
    """A child as it stands in a case; the origin of each part is noted. None where its stays cannot be told apart."""
    before = len(problems)
    stays = list(_stays(child, problems))
    numbers = _numbers(child, [record for stay in stays for record in stay], problems)
    if len(problems) > before:
        return None
    origins.add(path, stays[0][0], id="child")
    built: list[Document] = []
    places: dict[int, Document] = {}
    paths: dict[int, str] = {}
    for index, stay in enumerate(stays):
        at = f"{path}.stays[{index}]"
        origins.add(at, stay[0])
        origins.add(f"{at}.ended_by", stay[-1])
        placements: list[Document] = []
        for number, record in enumerate(stay):
            placement = _placement(record)
            origins.add(f"{at}.placements[{number}]", record)
            if placement["monthly_cost"]:
                origins.add(f"{at}.placements[{number}].monthly_cost[0]", record, amount="monthly_cost")
            placements.append(placement)
            places[id(record)], paths[id(record)] = placement, f"{at}.placements[{number}]"
        values = {"gmina": stay[0].values["gmina"], "ended_by": stay[-1].values.get("ended_by")}
        built.append({**values, "placements": placements})
    for table, part in (("monthly_costs", "monthly_cost"), ("supplements", "supplements")):
        by_start = sorted(_readable(child, table), key=lambda record: record.values.get("start") or date.min)
        for record in by_start if part == "monthly_cost" else _readable(child, table):
            target = _target(record, numbers, problems)
            if target:
                entries = _entries(places[id(target)], part)
                origins.add(f"{paths[id(target)]}.{part}[{len(entries)}]", record)
                names = ("start", "amount") if part == "monthly_cost" else ("benefit", "start", "end")
                entries.append(_given(record, *names))
    for record in _readable(child, "expenses"):
        index = _stay_of(record, stays)
        expenses = _entries(built[index], "expenses")
        origins.add(f"{path}.stays[{index}].expenses[{len(expenses)}]", record)
        expenses.append(_given(record, "kind", "day", "start", "end", "amount"))
    exemptions = _readable(child, "exemptions")
    for index, record in enumerate(exemptions):
        origins.add(f"{path}.exemptions[{index}]", record)
    given = [_given(record, "ground", "start", "end", "basis") for record in exemptions]
    return {"id": child.id, "stays": built, "exemptions": given}


def _entries(document: Document, name: str) -> list[Document]:
    """The entries of a part of a document, to which more can be added."""
    entries = document.setdefault(name, [])
    assert isinstance(entries, list)
    return entries


def _given(record: Record, *names: str) -> Document:
    return {name: record.values[name] for name in names if record.values.get(name) is not None}


def _readable(child: ChildRows, table: str) -> list[Record]:
    return [record for record in child.rows(table) if not record.wrong]


def _placement(record: Record) -> Document:
    given = _given(record, "form", "start", "end", "monthly_cost_from", "family", "facility")
    cost = record.values.get("monthly_cost")
    return {**given, "monthly_cost": [] if cost is None else [{"amount": cost}]}


def _day(record: Record, name: str, otherwise: date) -> date:
    day = record.values.get(name)
    return day if isinstance(day, date) else otherwise


def _stays(child: ChildRows, problems: list[Problem]) -> Iterator[list[Record]]:
    """The placements of a child in order of time, stay by stay.

    Stays are told apart by their numbers, or by what ends them: a stated end, or a day without any placement.
    """
    records = sorted(
        child.rows("placements"), key=lambda record: (_day(record, "start", date.min), _day(record, "end", LAST_DAY))
    )
    numbered = [record for record in records if record.values.get("stay")]
    if numbered:
        problems += [
            record.problem("stay_number_missing", "stay") for record in records if not record.values.get("stay")
        ]
        records.sort(key=lambda record: str(record.values.get("stay") or "").zfill(6))
        stays = [list(placements) for _, placements in groupby(records, key=lambda record: record.values.get("stay"))]
    else:
        stays = []
        for record in records:
            if stays and not _ends(stays[-1], record):
                stays[-1].append(record)
            else:
                stays.append([record])
    for stay in stays:
        gmina = stay[0].values["gmina"]
        for record in stay[1:]:
            if record.values["gmina"] != gmina:
                problems.append(record.problem("stay_gmina_differs", "gmina", gmina=gmina, row=stay[0].row))
        problems += [
            record.problem("ended_by_too_early", "ended_by") for record in stay[:-1] if record.values.get("ended_by")
        ]
        yield stay


def _ends(stay: Sequence[Record], record: Record) -> bool:
    """Whether a stay has ended before a placement."""
    last = stay[-1]
    gap = _day(record, "start", date.min) - _day(last, "end", LAST_DAY)
    return bool(last.values.get("ended_by")) or gap > timedelta(days=1)


def _numbers(child: ChildRows, in_order: Sequence[Record], problems: list[Problem]) -> Mapping[int, Record]:
    """The placements of a child by their numbers: the numbers given, or else their order."""
    placements: dict[int, Record] = {}
    for index, record in enumerate(in_order, 1):
        number = record.values.get("placement")
        key = number if isinstance(number, int) else index
        if key in placements:
            problems.append(record.problem("placement_number_twice", "placement", number=key, row=placements[key].row))
        placements.setdefault(key, record)
    return placements


def _target(record: Record, numbers: Mapping[int, Record], problems: list[Problem]) -> Record | None:
    """The placement to which a row belongs: the one with its number, or the last one in which its first day falls."""
    number = record.values.get("placement")
    if isinstance(number, int):
        if number not in numbers:
            problems.append(record.problem("placement_number_unknown", "placement"))
        return numbers.get(number)
    placements = list(numbers.values())
    if len(placements) == 1:
        return placements[0]
    start = record.values.get("start")
    if not isinstance(start, date):
        problems.append(record.problem("placement_unclear", "placement", count=len(placements)))
        return None
    holding = [
        placement
        for placement in placements
        if _day(placement, "start", date.min) <= start <= _day(placement, "end", LAST_DAY)
    ]
    if not holding:
        problems.append(record.problem("day_outside_placements", "start"))
        return None
    return holding[-1]


def _stay_of(record: Record, stays: Sequence[Sequence[Record]]) -> int:
    """The stay to which an expense belongs: the last one begun by the first day of the expense, or the first stay."""
    day = _day(record, "day", _day(record, "start", date.min))
    begun = [index for index, stay in enumerate(stays) if _day(stay[0], "start", date.min) <= day]
    return begun[-1] if begun else 0

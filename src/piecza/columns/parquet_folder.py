"""What each gmina owes, from a folder of six Parquet files to Parquet files, however many children there are.

Some thousands of children at a time are read, charged and written; what is read and written stands in no more memory
for a country than for a powiat.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Self, get_args

import pyarrow as pa
import pyarrow.compute as pc

from piecza._version import __version__
from piecza.case.documents import month_range
from piecza.case.same_gmina import SameGmina
from piecza.columns.case_tables import TABLES
from piecza.columns.charged_tables import ChargedPart, ChargeTables, Notices, TableWork, charge_tables
from piecza.columns.charging import Detail
from piecza.columns.folder_rows import INPUT_FILES, FilesOf, FolderPart, FolderRows, PartNotices, in_file
from piecza.dates import Month
from piecza.errors.problems import InputError, Notice, Problem, problem
from piecza.files.disk import Staging, folder_and_name, is_file, one_folder, writing
from piecza.files.parquet_rows import parquet_writer
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law
from piecza.readings import Readings

CHILDREN_AT_ONCE = 4_096
"""How many children are charged at a time: their charges for fourteen years are some 700 000 rows."""
GMINA_NOTICES = ("gmina_city", "gmina_code_impossible")
MOST_PROBLEMS = 1_000
"""After how many problems nothing more is checked."""


@dataclass(frozen=True, slots=True)
class FolderCharges:
    """The charges of a folder, which stand in ``files``, and how they came about.

    ``rows`` are counted by the name of what they are: charges and, where they were asked for, lines and segments.
    """

    version: str
    law: LawStamp
    readings: Readings
    first: Month
    last: Month
    children: int
    rows: dict[str, int]
    files: tuple[str, ...]
    totals: dict[str, Decimal]
    """What each gmina owes, in złote, by its code in the order of codes."""
    notices: tuple[Notice, ...]
    """What a reader must know: of the law, the readings and the gminas, and of rows the first of each other code."""
    notice_counts: dict[str, int]
    """How many notices of rows there are, by their code."""

    @property
    def total(self) -> Decimal:
        """What all gminas owe, in złote."""
        return sum(self.totals.values(), Decimal("0.00"))

    def to_dict(self) -> dict[str, Any]:
        """The document `piecza.folder_charges/1`."""
        return {
            "schema": "piecza.folder_charges/1",
            "version": self.version,
            "law": dict(self.law),
            "readings": self.readings.model_dump(),
            "first": str(self.first),
            "last": str(self.last),
            "children": self.children,
            "rows": self.rows,
            "files": list(self.files),
            "totals": [{"gmina": gmina, "amount": str(amount)} for gmina, amount in self.totals.items()],
            "total": str(self.total),
            "notices": list(self.notices),
            "notice_counts": self.notice_counts,
        }


def folder_parts(folder: str, children_at_once: int = CHILDREN_AT_ONCE) -> list[FolderPart]:
    """A folder of six Parquet files in parts of so many children, to be charged apart, each by `charge_part`.

    InputError with all that is wrong with files and columns, or with the order of rows; TypeError or ValueError where
    ``children_at_once`` is no whole number from 1 on.
    """
    return FolderRows(folder).parts(children_at_once)


def charge_part(
    part: FolderPart,
    first: Month | str,
    last: Month | str | None = None,
    *,
    readings: Readings | None = None,
    same_gmina: SameGmina = (),
    law: Law | None = None,
    detail: Detail = "charges",
) -> ChargeTables:
    """The charges of a part of a folder, as pyarrow tables.

    Rows of charges and lines are counted from the beginning of the part, rows of costs from that of their file.
    InputError with rows of the files, and ReadingNeeded for the part alone.
    """
    if not isinstance(part, FolderPart):
        raise TypeError(f"part is one of folder_parts, not {type(part).__name__}")
    files = FilesOf(part)
    with files.named():
        charged = charge_tables(
            FolderRows(part.folder).read(part),
            first,
            last,
            readings=readings,
            same_gmina=same_gmina,
            law=law,
            detail=detail,
        )
    lines = None if charged.lines is None else files.with_sources(charged.lines)
    return replace(charged, lines=lines, notices=PartNotices(files, charged.notices))


# The whole folder


def charge_folder(
    folder: str,
    out: str,
    first: Month | str,
    last: Month | str | None = None,
    *,
    readings: Readings | None = None,
    same_gmina: SameGmina = (),
    law: Law | None = None,
    detail: Detail = "charges",
    threads: int = 1,
    children_at_once: int = CHILDREN_AT_ONCE,
    overwrite: bool = False,
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> FolderCharges:
    """Charge a folder of six Parquet files into the file ``out``, with the columns of `ChargeTables.charges`.

    The files are called as the tables of `CaseTables`; the last three may be missing. In each of them the rows of a
    child stand together, in the order of children.parquet. Lines and segments, where ``detail`` asks for them, stand in
    files beside ``out``: charges-lines.parquet and charges-segments.parquet beside charges.parquet. Files appear
    together when all of them are written, or not at all. ``progress`` is told how many of the children are done.

    InputError with all that is wrong, by file, row (from 0) and column, or where a file is there already and
    ``overwrite`` does not allow it; ReadingNeeded with the children and totals of the whole folder; TypeError or
    ValueError as of `charge_tables`, and where ``children_at_once`` is none.
    """
    first_month, last_month = month_range(first, first if last is None else last)
    work = TableWork(first_month, last_month, readings, same_gmina, law, detail, threads)
    where, names = _results(out, folder, detail)
    rows = FolderRows(folder)
    checked, done = _Checked(), 0
    with writing(where, overwrite=overwrite) as stage:
        stage.refuse(names.values())
        with _Written(stage, names) as written:
            for part, tables in rows.read_ahead(rows.parts(children_at_once)):
                files = FilesOf(part)
                charged = checked.result_of(files, partial(work.charge, tables))
                if charged is not None:
                    written.add(charged, files)
                done += part.children
                progress(done, rows.children)
                checked.stop_before(done, rows.children)
            checked.refuse()
            work.ask()
            written.finish()
    return FolderCharges(
        __version__,
        work.law.stamp,
        work.readings,
        first_month,
        last_month,
        rows.children,
        dict(written.rows),
        tuple(f"{where}/{name}" for name in names.values()),
        work.totals,
        tuple(Notices(work, [checked.notices])),
        dict(checked.counts),
    )


def _results(out: str, folder: str, detail: Detail) -> tuple[str, dict[str, str]]:
    """The folder of the files that are written, and their names. InputError where one cannot be."""
    where, name = folder_and_name(out)
    if not name:
        raise InputError([problem("output_missing", "out")])
    if one_folder(where, folder) and name in INPUT_FILES.values():
        raise InputError([problem("output_is_input", "out", out)])
    names = {kind: name if kind == "charges" else _beside(name, kind) for kind in get_args(Detail)}
    asked = get_args(Detail)[: get_args(Detail).index(detail) + 1]
    left = [f"{where}/{other}" for kind, other in names.items() if kind not in asked and is_file(f"{where}/{other}")]
    if left:
        raise InputError(problem("rows_left", "out", file) for file in left)
    return where, {kind: names[kind] for kind in asked}


class _Checked:
    """What is wrong in a folder, and what a reader must know of its rows, gathered part by part."""

    def __init__(self) -> None:
        self.wrong: list[Problem] = []
        self.of_gminas: list[Notice] = []
        self.first: dict[str, Notice] = {}
        self.counts: Counter[str] = Counter()

    def result_of(self, files: FilesOf, charge: Callable[[], ChargedPart]) -> ChargedPart | None:
        """The charges of a part; None where they, or those of an earlier part, were refused."""
        try:
            with files.named():
                charged = charge()
        except InputError as error:
            self.wrong += [wrong for wrong in error.errors if wrong.place or wrong not in self.wrong]
            return None
        for note in PartNotices(files, charged.notices):
            self.counts[note["code"]] += 1
            if note["code"] in GMINA_NOTICES:
                self.of_gminas.append(note)
            else:
                self.first.setdefault(note["code"], note)
        return None if self.wrong else charged

    @property
    def notices(self) -> list[Notice]:
        """Those of gminas, of which there are no more than gminas, and the first of each other code."""
        return [*self.of_gminas, *self.first.values()]

    def stop_before(self, row: int, children: int) -> None:
        """InputError where so much is wrong that the children from a row on are not looked at."""
        if len(self.wrong) > MOST_PROBLEMS and row < children:
            rest = problem("checked_in_part", f"children[{row}]", count=MOST_PROBLEMS)
            raise InputError([*self._in_order(), in_file(rest)])

    def refuse(self) -> None:
        """InputError where something is wrong."""
        if self.wrong:
            raise InputError(self._in_order())

    def _in_order(self) -> list[Problem]:
        """The problems of the first stage that has any, in the order in which all tables at once would have them."""
        ranks = [_STAGES.index(wrong.stage) for wrong in self.wrong]
        wrong = [wrong for wrong, rank in zip(self.wrong, ranks, strict=True) if rank == min(ranks)]
        if wrong[0].stage in ("document", "shape"):
            wrong.sort(key=lambda problem: _PLACES.get(re.split(r"[.\[]", problem.path)[0], -1))
        return wrong[:1] if wrong[0].code == "no_rule" else wrong


_STAGES = ("document", "shape", "meaning", "law")
"""The stages in order: columns, the values of rows, what rows mean together, days that no rule covers."""
_PLACES = {name: place for place, name in enumerate(TABLES)}


class _Written:
    """The files of charges, lines and segments, to which parts are added, and what they come to."""

    def __init__(self, stage: Staging, names: Mapping[str, str]) -> None:
        self.stage, self.names = stage, names
        self.files = ExitStack()
        self.writers: dict[str, Any] = {}
        self.rows: Counter[str] = Counter()
        self.pool = ThreadPoolExecutor(1)
        self.last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> None:
        self.pool.shutdown()  # before the files are closed, to which it may be writing
        self.files.__exit__(*error)

    def add(self, charged: ChargedPart, files: FilesOf) -> None:
        """Write a part while the next one is worked out; its rows follow those that are written."""
        tables = {"charges": charged.charges}
        if charged.lines is not None:
            tables["lines"] = _after(files.with_sources(charged.lines), "charge", self.rows["charges"])
        if charged.segments is not None:
            tables["segments"] = _after(charged.segments, "line", self.rows["lines"])
        self.rows.update({kind: len(table) for kind, table in tables.items()})
        self.finish()
        self.last = self.pool.submit(self._write, tables)

    def finish(self) -> None:
        """Wait until everything is written."""
        if self.last is not None:
            self.last.result()

    def _write(self, tables: Mapping[str, pa.Table]) -> None:
        for kind, table in tables.items():
            if kind not in self.writers:
                self._begin(kind, table.schema)
            self.writers[kind].write_table(table)

    def _begin(self, kind: str, schema: pa.Schema) -> None:
        file = self.files.enter_context(self.stage.opened(self.names[kind]))
        self.writers[kind] = self.files.enter_context(parquet_writer(file, schema))


def _after(table: pa.Table, column: str, count: int) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, pc.add(table[column], count))


def _beside(name: str, kind: str) -> str:
    stem, dot, end = name.rpartition(".")
    return f"{stem}-{kind}{dot}{end}" if dot else f"{name}-{kind}"

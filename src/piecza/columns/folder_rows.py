"""A folder of six Parquet files as a case in tables, cut between children: which rows of each file are whose.

Rows of a child stand together in every file, in the order of children.parquet; so some children in a row are a run of
rows of each file, and the folder is read from beginning to end a run at a time. Of a child no more is held than two
numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from piecza.columns.case_tables import TABLES, CaseTables
from piecza.columns.charging import check_count
from piecza.columns.kernel.compiled_numbers import Ints
from piecza.columns.table_columns import flaws_of_encoding, read_columns
from piecza.errors.problems import InputError, Notice, Place, Problem, problem
from piecza.errors.shown import masked
from piecza.files.disk import names_in
from piecza.files.parquet_rows import ParquetRows
from piecza.rule.base import MONTHLY_COST

NEEDED = ("children", "stays", "placements")
"""The tables without which there is no case."""
NO_CHILD = -1
"""In place of the hash of what is missing: Python never gives it; and in place of the place of a child that is none."""


class FolderPart(NamedTuple):
    """Some children of a folder, one after another, and the first row of each table that is theirs and the one after
    the last. It can be sent to another process, or to another machine that sees the folder.
    """

    folder: str
    rows: dict[str, tuple[int, int]]

    @property
    def children(self) -> int:
        """How many children there are in the part."""
        first, after = self.rows["children"]
        return after - first


INPUT_FILES = {name: f"{name}.parquet" for name in TABLES}
"""The file of each table."""
RESULT_COLUMNS = ("base_grosze", "percent")
"""Columns of charges and lines, and of segments, that no table has."""


class FolderRows:
    """The files of a folder. InputError with all that is wrong with the files and with their columns."""

    def __init__(self, folder: str) -> None:
        there = names_in(folder)
        self.folder = folder
        self.children = 0
        """How many children the folder holds."""
        self.files: dict[str, ParquetRows] = {}
        wrong = list(_files_of_no_table(folder, there))
        for name in TABLES:
            if INPUT_FILES[name] in there:
                try:
                    self.files[name] = ParquetRows(f"{folder}/{INPUT_FILES[name]}")
                except InputError as error:
                    wrong += error.errors
            elif name in NEEDED:
                wrong.append(in_file(problem("table_missing", name)))
        if wrong:
            raise InputError(wrong)
        self.children = self.files["children"].count
        try:
            read_columns(CaseTables(**{name: file.schema.empty_table() for name, file in self.files.items()}))
        except InputError as error:
            raise InputError(map(in_file, error.errors)) from None

    def read(self, part: FolderPart) -> CaseTables:
        """The tables of some children."""
        return CaseTables(**{name: file.rows(*part.rows[name]) for name, file in self.files.items()})

    def read_ahead(self, parts: Sequence[FolderPart]) -> Iterator[tuple[FolderPart, CaseTables]]:
        """Parts, one at least, with their tables: each is read while the one before is worked on."""
        with ThreadPoolExecutor(1) as pool:
            coming = pool.submit(self.read, parts[0])
            for part, after in zip(parts, [*parts[1:], None], strict=True):
                tables = coming.result()
                if after is not None:
                    coming = pool.submit(self.read, after)
                yield part, tables

    def parts(self, children_at_once: int) -> list[FolderPart]:
        """The folder in parts of so many children, at least one.

        InputError where rows do not stand in the order of the children.
        """
        check_count("children_at_once", children_at_once)
        cuts = np.array([*range(0, self.children, children_at_once), self.children] if self.children else [0, 0])
        order = _ChildOrder(self.files["children"])
        bounds, wrong = {"children": cuts}, list[Problem]()
        for name, file in self.files.items():
            if name != "children":
                try:
                    bounds[name] = order.bounds(name, file, cuts)
                except InputError as error:
                    wrong += error.errors
        if wrong:
            raise InputError(wrong)
        return [
            FolderPart(self.folder, {name: (int(at[part]), int(at[part + 1])) for name, at in bounds.items()})
            for part in range(len(cuts) - 1)
        ]


_ROW = re.compile(rf"({'|'.join(TABLES)})\[(\d+)\]")


class FilesOf(NamedTuple):
    """The files of which a part has some rows: what is said of rows of the part is said of those of the files."""

    part: FolderPart

    def counted(self, text: str) -> str:
        """A text with rows of the part, with those of the files."""
        return _ROW.sub(lambda row: f"{row[1]}[{int(row[2]) + self.part.rows[row[1]][0]}]", text)

    @contextmanager
    def named(self) -> Iterator[None]:
        """Around what works on the part: an InputError names files and their rows."""
        try:
            yield
        except InputError as error:
            raise InputError(map(self._of_file, error.errors)) from None

    def _of_file(self, wrong: Problem) -> Problem:
        # The only sentence that names another row.
        message = wrong.message.map(self.counted) if wrong.code == "number_doubled" else wrong.message
        return in_file(wrong._replace(path=self.counted(wrong.path), message=message))

    def with_sources(self, lines: pa.Table) -> pa.Table:
        """Lines with the rows of the files in which their costs stand."""
        begins = {table: first for table, (first, _) in self.part.rows.items()}
        is_cost = pc.equal(lines["kind"].cast(pa.string()), MONTHLY_COST)
        before = pc.if_else(is_cost, begins.get("monthly_costs", 0), begins.get("expenses", 0))
        source = pc.add(lines["source"], before)
        return lines.set_column(lines.column_names.index("source"), "source", source)


@dataclass(frozen=True, slots=True)
class PartNotices:
    """The notices of a part, with the rows of the files."""

    files: FilesOf
    notices: Iterable[Notice]

    def __iter__(self) -> Iterator[Notice]:
        for notice in self.notices:
            yield {**notice, "path": self.files.counted(notice["path"])}


def _files_of_no_table(folder: str, names: Iterable[str]) -> Iterator[Problem]:
    """The Parquet files that are neither tables nor results: a misnamed table would be missing from the charges."""
    options = ", ".join(INPUT_FILES.values())
    for name in names:
        if name.lower().endswith(".parquet") and name not in INPUT_FILES.values():
            try:
                is_result = any(column in ParquetRows(f"{folder}/{name}").names for column in RESULT_COLUMNS)
            except InputError:
                is_result = False
            if not is_result:
                yield problem("table_file_unknown", masked(name), options=options)


def in_file(wrong: Problem) -> Problem:
    """A problem of a table, with the file in which the table stands."""
    table = re.split(r"[.\[]", wrong.path)[0]
    return wrong._replace(place=Place(INPUT_FILES[table])) if table in TABLES else wrong


class _ChildOrder:
    """The order of children, by hashes of their identifiers. InputError where one stands twice."""

    def __init__(self, children: ParquetRows) -> None:
        self.children = children
        hashes = np.concatenate([np.empty(0, np.int64), *map(_hashes, _names("children", "id", children))])
        self.order = np.argsort(hashes, kind="stable")
        self.sorted = hashes[self.order]
        self._refuse_doubled()

    def _refuse_doubled(self) -> None:
        again = self.sorted[1:][(self.sorted[1:] == self.sorted[:-1]) & (self.sorted[1:] != NO_CHILD)]
        if not len(again):
            return
        doubled, first = set(again.tolist()), dict[str, int]()
        wrong: list[Problem] = []
        row = 0
        for array in self.children.column("id"):
            for name, number in zip(_texts(array).to_pylist(), _hashes(array).tolist(), strict=True):
                if number in doubled and first.setdefault(name, row) != row:
                    wrong.append(
                        problem("duplicate_child", f"children[{row}].id", name, first=f"children[{first[name]}]")
                    )
                row += 1
        if wrong:  # else different identifiers have one hash
            raise InputError(map(in_file, wrong))

    def bounds(self, table: str, file: ParquetRows, cuts: Ints) -> Ints:
        """The row of a file with which each part begins, and the one after the last row.

        A row of a child that is none belongs to the part of the row before it, where it is said to be wrong. InputError
        with the first row of a child after rows of a later one.
        """
        bounds = np.zeros(len(cuts), np.int64)
        last = row = 0
        for array in _names(table, "child", file):
            places = self._places(array)
            so_far = np.maximum.accumulate(np.concatenate([[last], places]))
            back = np.flatnonzero((places < so_far[:-1]) & (places != NO_CHILD))
            if len(back):
                name = _texts(array)[int(back[0])].as_py()
                raise InputError([in_file(problem("rows_out_of_order", f"{table}[{row + back[0]}].child", name))])
            bounds[:-1] += np.searchsorted(so_far[1:], cuts[:-1])
            last = int(so_far[-1])
            row += len(array)
        bounds[0], bounds[-1] = 0, row
        return bounds

    def _places(self, array: pa.Array) -> Ints:
        """The place of the child of every row among the children."""
        coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
        hashes = np.append(_hashes(coded.dictionary), NO_CHILD)
        at = np.minimum(np.searchsorted(self.sorted, hashes), max(len(self.sorted) - 1, 0))
        is_known = (
            (self.sorted[at] == hashes) & (hashes != NO_CHILD) if len(self.sorted) else np.zeros(len(at), np.bool_)
        )
        places = np.where(is_known, self.order[at] if len(self.sorted) else 0, NO_CHILD)
        indices = coded.indices.cast(pa.int64()).fill_null(len(hashes) - 1)
        return np.asarray(places[indices.to_numpy()])


def _names(table: str, column: str, file: ParquetRows) -> Iterator[pa.Array]:
    """A column of identifiers, batch by batch. InputError with the rows of a batch that are not UTF-8."""
    row = 0
    for array in file.column(column):
        wrong = flaws_of_encoding(array, table, column, row)
        if wrong:
            raise InputError(map(in_file, wrong))
        yield array
        row += len(array)


def _texts(array: pa.Array) -> pa.Array:
    """Identifiers as text, as which they are compared."""
    return array.cast(pa.string())


def _hashes(array: pa.Array) -> Ints:
    names = _texts(array).to_pylist()
    return np.fromiter((NO_CHILD if name is None else hash(name) for name in names), np.int64, len(names))

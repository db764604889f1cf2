"""The rows of a Parquet file, read and written in order and a part at a time: no more of it is held than the part."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from piecza.errors.problems import InputError, Place, problem
from piecza.files.disk import check_readable

BATCH = 65_536
"""How many rows are read at a time."""
BUFFER = 1 << 20
"""How many bytes of a column are read at a time, however large a group of rows is."""


class ParquetRows:
    """A Parquet file. InputError where it is not there, or is none, or is damaged."""

    def __init__(self, name: str) -> None:
        check_readable(name)
        self.name = name
        with self._readable():
            self._file = pq.ParquetFile(name, buffer_size=BUFFER)
            self.schema = pa.schema(map(_without_dictionary, self._file.schema_arrow))
            self.names: list[str] = self.schema.names  # here, as in a damaged file they may be no text
        self.count: int = self._file.metadata.num_rows
        self._ends = [0]
        for group in range(self._file.num_row_groups):
            self._ends.append(self._ends[-1] + self._file.metadata.row_group(group).num_rows)
        self._batches: Iterator[pa.RecordBatch] = iter(())
        self._rest: pa.Table = self.schema.empty_table()
        self._next = -1

    def column(self, name: str) -> Iterator[pa.Array]:
        """A column, batch by batch."""
        with self._readable():
            for batch in self._file.iter_batches(BATCH, columns=[name]):
                yield self._plain(batch).column(0).combine_chunks()

    def rows(self, first: int, after: int) -> pa.Table:
        """The rows from ``first`` until before ``after``; quickest where they come after those asked for last."""
        with self._readable():
            if first != self._next:
                self._seek(first)
            tables = [self._rest]
            while self._next + sum(map(len, tables)) < after:
                tables.append(self._plain(next(self._batches)))
            table = pa.concat_tables(tables)
        self._rest = table.slice(after - first)
        self._next = after
        return table.slice(0, after - first)

    def _seek(self, first: int) -> None:
        """Make ``first`` the next row: the groups of rows before it are not read."""
        group = max(place for place, end in enumerate(self._ends) if end <= first)
        groups = range(group, self._file.num_row_groups)
        self._batches = self._file.iter_batches(BATCH, row_groups=list(groups))
        self._next, before, rest = first, self._ends[group], self.schema.empty_table()
        while before + len(rest) < first:
            before += len(rest)
            rest = self._plain(next(self._batches))
        self._rest = rest.slice(first - before)

    def _plain(self, batch: pa.RecordBatch) -> pa.Table:
        """The rows of a batch, without dictionaries."""
        table = pa.Table.from_batches([batch])
        return table.cast(pa.schema([self.schema.field(name) for name in table.column_names]))

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """Around what reads: InputError where the file is no Parquet file or is damaged."""
        try:
            yield
        except (OSError, pa.ArrowException, StopIteration, UnicodeError):
            raise InputError([problem("parquet_broken")._replace(place=Place(Path(self.name).name))]) from None


def parquet_writer(file: IO[bytes], schema: pa.Schema) -> pq.ParquetWriter:
    """What writes tables of one schema into a file one after the other; text of few different words once for each."""
    of_few = [field.name for field in schema if pa.types.is_dictionary(field.type)]
    return pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=of_few)


def _without_dictionary(field: pa.Field) -> pa.Field:
    """A column with its values in place: a dictionary would hold those of all rows, however few are read."""
    return field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field

"""What each gmina owes, as frames: charges, their lines and segments, of the kind in which the case came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Literal, NamedTuple, cast

import narwhals.stable.v2 as nw
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from piecza._version import __version__
from piecza.case.documents import month_range
from piecza.case.same_gmina import SameGmina
from piecza.columns.case_columns import FORMS, KINDS
from piecza.columns.case_rows import check_meaning
from piecza.columns.case_tables import CaseTables
from piecza.columns.charging import Detail, charge_columns, check_count, check_covered, check_detail, check_type
from piecza.columns.column_notices import RowNotices, gmina_notices
from piecza.columns.column_values import EPOCH
from piecza.columns.kernel.compiled_numbers import Flags, Ints, sums_by_place
from piecza.columns.kernel.compiled_results import (
    AMOUNT,
    BASE,
    CHILD,
    GMINA,
    LINE_AMOUNT,
    LINE_BASE,
    LINE_CHARGE,
    LINE_DAY_RATE,
    LINE_END,
    LINE_IS_EXPENSE,
    LINE_PLACEMENT,
    LINE_SOURCE,
    LINE_START,
    MONTH,
    NONE,
    SEGMENT_AMOUNT,
    SEGMENT_END,
    SEGMENT_LINE,
    SEGMENT_PART,
    SEGMENT_START,
    Results,
)
from piecza.columns.kernel.compiled_share import NO_RATE
from piecza.columns.open_reading_columns import OpenReadingColumns
from piecza.columns.reading_tables import ReadTables, read_tables
from piecza.columns.rule_columns import rule_columns
from piecza.dates import Month, months
from piecza.errors.problems import Notice
from piecza.law.act import Share
from piecza.law.dated import LawStamp
from piecza.law.law_in_force import Law, shipped_law
from piecza.money import to_decimal
from piecza.readings import Readings
from piecza.rule.base import MONTHLY_COST
from piecza.rule.case_charges import notices_of_law


@dataclass(frozen=True, slots=True, eq=False)
class ChargeTables:
    """The charges of a case in tables for the months from ``first`` to ``last``, and how they came about.

    ``charges``: child, gmina, month (YYYY-MM), base_grosze, amount_grosze, a row for each child, gmina and month with
    a day of stay, in the order of children, months and stays; the first three are categories of text. ``lines``:
    ``charge`` is the row of their charge, ``source`` that of their cost in ``monthly_costs`` or, of another kind than
    ``monthly_cost``, in ``expenses``; rate_grosze, day_rate_grosze and amount_grosze are null as in `piecza.charges/1`.
    ``segments``: ``line`` is the row of their line. Rows are counted from 0, days are inclusive. What was not asked for
    is None.
    """

    version: str
    law: LawStamp
    readings: Readings
    first: Month
    last: Month
    charges: Any
    lines: Any
    segments: Any
    totals: dict[str, Decimal]
    """What each gmina owes, in złote, by its code in the order of codes."""
    notices: Iterable[Notice]
    """What a reader must know, of the law, the readings, and the rows of tables; worked out whenever it is iterated."""

    @property
    def total(self) -> Decimal:
        """What all gminas owe, in złote."""
        return sum(self.totals.values(), Decimal("0.00"))


def charge_tables(
    tables: CaseTables,
    first: Month | str,
    last: Month | str | None = None,
    *,
    readings: Readings | None = None,
    same_gmina: SameGmina = (),
    law: Law | None = None,
    detail: Detail = "charges",
    threads: int = 1,
) -> ChargeTables:
    """What each gmina owes for each child and month of a case in tables (art. 191 ust. 9–11).

    The same as `piecza.charges` of the same case, in frames of the kind of ``tables.children``. Months are inclusive;
    without ``last`` it is the one month ``first``. Without ``readings`` the defaults hold, without ``law`` that of the
    library. The first call of a new version compiles the rule, which takes some twenty seconds to a minute, and keeps
    it on disk.

    InputError with all that is wrong, by table, row (from 0) and column; ReadingNeeded as of `piecza.charges`;
    TypeError or ValueError where ``readings``, ``law``, ``detail`` or ``threads`` is none.
    """
    work = TableWork(*month_range(first, first if last is None else last), readings, same_gmina, law, detail, threads)
    charged = work.charge(tables)
    work.ask()
    like = nw.from_native(tables.children, eager_only=True).implementation
    return ChargeTables(
        __version__,
        work.law.stamp,
        work.readings,
        work.first,
        work.last,
        _frame(charged.charges, like),
        _frame(charged.lines, like, some_missing=True),
        _frame(charged.segments, like, some_missing=True),
        work.totals,
        Notices(work, [charged.notices]),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Notices:
    """What a reader must know of some work, and of the rows of its parts. There may be many, so none is kept."""

    work: "TableWork"
    of_rows: Sequence[Iterable[Notice]]

    def __iter__(self) -> Iterator[Notice]:
        work = self.work
        yield from notices_of_law(work.law, work.first, work.last)
        yield from work.unchosen.notices()
        yield from chain.from_iterable(self.of_rows)


def _frame(table: pa.Table | None, like: nw.Implementation, *, some_missing: bool = False) -> Any:
    """A table in the kind that came in; where whole numbers are missing pandas would make floats of all of them."""
    if table is None:
        return None
    if not like.is_pandas():
        return nw.from_arrow(table, backend=cast("Literal['pyarrow']", like)).to_native()
    import pandas as pd

    numbers = {pa.int64(): pd.Int64Dtype()} if some_missing else {}
    return pd.DataFrame({name: _series(table[name], numbers) for name in table.column_names}, copy=False)


def _series(column: pa.ChunkedArray, numbers: Mapping[pa.DataType, Any]) -> Any:
    """A column for pandas, to be written to; it would look at every word of categories that it takes from Arrow."""
    import pandas as pd

    if not pa.types.is_dictionary(column.type):
        return column.to_pandas(types_mapper=numbers.get) if numbers else column.to_numpy().copy()
    whole = column.combine_chunks()
    places = whole.indices.fill_null(-1).to_numpy().copy()
    words = pd.CategoricalDtype(whole.dictionary.to_pandas(), ordered=whole.type.ordered)
    return pd.Categorical.from_codes(places, dtype=words, validate=False)


class ChargedPart(NamedTuple):
    """What comes of some tables, as pyarrow tables; what was not asked for is None."""

    charges: pa.Table
    lines: pa.Table | None
    segments: pa.Table | None
    notices: Iterable[Notice]


class TableWork:
    """The charges of a case in tables, or in several such parts one after the other, each of other children.

    ``totals`` are those of the parts so far. A gmina's code is told of in the first part that has it; what is asked of
    the readings is asked once, at the end.
    """

    def __init__(
        self,
        first: Month,
        last: Month,
        readings: Readings | None = None,
        same_gmina: SameGmina = (),
        law: Law | None = None,
        detail: Detail = "charges",
        threads: int = 1,
    ) -> None:
        check_type("readings", readings, Readings)
        check_type("law", law, Law)
        check_detail(detail)
        check_count("threads", threads)
        self.first, self.last, self.same_gmina = first, last, same_gmina
        self.readings, self.law = readings or Readings(), law or shipped_law()
        self.detail: Detail = detail
        self.threads = threads
        self.children = 0
        self.unchosen = OpenReadingColumns(self.law.act, self.readings, first, last)
        self._sums: dict[str, int] = {}
        self._told: set[str] = set()
        self._months = pa.array([str(month) for month in months(first, last)], pa.string())

    def charge(self, tables: CaseTables) -> ChargedPart:
        """The charges of a part. InputError with all that is wrong with it."""
        read = read_tables(tables, self.same_gmina)
        rule, parts = rule_columns(self.law.act, self.readings.settled(), self.first, self.last, read.bases)
        check_meaning(read, rule, self.readings)
        check_covered(read.columns, rule)
        results = charge_columns(read.columns, rule, self.detail, self.threads)
        self.unchosen.weigh(read, self.children)
        self.children += len(read.children)
        self._add_up(read, results)
        return ChargedPart(
            _charges(read, results, self._months),
            None if self.detail == "charges" else _lines(read, results),
            None if self.detail != "segments" else _segments(results, parts),
            RowNotices(read, rule, self.readings, gmina_notices(read, rule, self._told)),
        )

    def _add_up(self, read: ReadTables, results: Results) -> None:
        sums = np.zeros(len(read.gminas), np.int64)
        charged = np.zeros(len(read.gminas), np.bool_)
        sums_by_place(results.places[GMINA], results.grosze[AMOUNT], sums, charged)
        for gmina, grosze, is_charged in zip(read.gminas, sums.tolist(), charged.tolist(), strict=True):
            if is_charged:
                self._sums[gmina] = self._sums.get(gmina, 0) + grosze

    @property
    def totals(self) -> dict[str, Decimal]:
        """What each gmina owes, in złote, by its code in the order of codes."""
        return {gmina: to_decimal(grosze) for gmina, grosze in sorted(self._sums.items())}

    def ask(self) -> None:
        """ReadingNeeded, where a reading must be chosen for the parts together."""
        self.unchosen.ask(sum(self._sums.values()))


def _charges(read: ReadTables, results: Results, month_names: pa.Array) -> pa.Table:
    child, gmina, month = (results.places[row] for row in (CHILD, GMINA, MONTH))
    return pa.table(
        {
            "child": _words(child, read.children),
            "gmina": _words(gmina, pa.array(read.gminas, pa.string())),
            "month": _words(month, month_names, ordered=True),
            "base_grosze": results.grosze[BASE],
            "amount_grosze": results.grosze[AMOUNT],
        }
    )


def _lines(read: ReadTables, results: Results) -> pa.Table:
    rows = results.lines
    is_expense, source = rows[LINE_IS_EXPENSE] == 1, rows[LINE_SOURCE]
    case = read.columns
    expense, cost = np.where(is_expense, source, 0), np.where(is_expense, 0, source)
    kinds = _taken(case.expenses.kind, expense)
    return pa.table(
        {
            "charge": rows[LINE_CHARGE],
            "source": np.where(
                is_expense, _taken(case.expenses.row, expense), _taken(read.rows["monthly_costs"], cost)
            ),
            "kind": _words(np.where(is_expense, kinds, len(KINDS)), pa.array([*KINDS, MONTHLY_COST])),
            "form": _words(case.placements.form[rows[LINE_PLACEMENT]], pa.array(FORMS)),
            "rate_grosze": _where(~is_expense, _taken(case.costs.grosze, cost)),
            "day_rate_grosze": _where(rows[LINE_DAY_RATE] != NO_RATE, rows[LINE_DAY_RATE]),
            "start": _days(rows[LINE_START]),
            "end": _days(rows[LINE_END]),
            "days": rows[LINE_END] - rows[LINE_START] + 1,
            "base_grosze": rows[LINE_BASE],
            "amount_grosze": _where(rows[LINE_AMOUNT] != NONE, rows[LINE_AMOUNT]),
        }
    )


def _segments(results: Results, parts: Sequence[Share]) -> pa.Table:
    rows = results.segments
    part = rows[SEGMENT_PART]

    def of_part(values: Sequence[int | str | None]) -> pa.Array:
        different = list(dict.fromkeys(value for value in values if value is not None))
        place = np.array([different.index(value) if value is not None else -1 for value in values], np.int64)[part]
        if different and isinstance(different[0], str):
            return pa.DictionaryArray.from_arrays(_where(place >= 0, place.astype(np.int32)), pa.array(different))
        return _where(place >= 0, np.array(different or [0], np.int64)[place])

    return pa.table(
        {
            "line": rows[SEGMENT_LINE],
            "start": _days(rows[SEGMENT_START]),
            "end": _days(rows[SEGMENT_END]),
            "days": rows[SEGMENT_END] - rows[SEGMENT_START] + 1,
            "band": of_part([share.band for share in parts]),
            "percent": of_part([share.percent for share in parts]),
            "basis": of_part([share.basis for share in parts]),
            "exempt": of_part([share.exempt for share in parts]),
            "amount_grosze": _where(rows[SEGMENT_AMOUNT] != NONE, rows[SEGMENT_AMOUNT]),
        }
    )


def _taken(column: Ints, places: Ints) -> Ints:
    """The numbers of a column at some places; of one without rows, where they mean nothing, zeros."""
    return column[places] if len(column) else np.zeros(len(places), np.int64)


def _words(places: npt.NDArray[np.integer[Any]], words: pa.Array, *, ordered: bool = False) -> pa.Array:
    """The words at some places, of which it is known that they are among the words."""
    whole = pa.array(places.astype(np.int32, copy=False))
    return pa.DictionaryArray.from_arrays(whole, words, ordered=ordered, safe=False)


def _where(there: Flags, numbers: Ints) -> pa.Array:
    """Numbers, null where they are not there."""
    return pa.array(numbers, mask=~there)


def _days(ordinals: Ints) -> pa.Array:
    return pa.array((ordinals - EPOCH).astype(np.int32)).cast(pa.date32())

"""What comes out of the compiled rule, and the room in which the charges of a child are worked out."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from piecza.columns.case_columns import PLACE, RowArray
from piecza.columns.kernel.compiled_clock import Clocks, clocks_of
from piecza.columns.kernel.compiled_numbers import Ints

NONE = np.iinfo(np.int64).min
"""In place of an amount or a rate that there is none of."""

CHILD, GMINA, MONTH = range(3)
"""The rows of ``Results.places``: the places of the child, the gmina's code, and the month among those asked for."""
BASE, AMOUNT = range(2)
"""The rows of ``Results.grosze``."""


LINE_CHARGE, LINE_IS_EXPENSE, LINE_SOURCE, LINE_PLACEMENT, LINE_START, LINE_END = range(6)
LINE_DAY_RATE, LINE_BASE, LINE_AMOUNT, LINE_ROWS = range(6, 10)
"""The rows of ``Results.lines``, and how many they are.

The place of the charge, whether it is an expense, the cost's place in its table, the place of the placement that bears
the first day. An amount is ``NONE`` where it is rounded above the line, a rate for a day where there is none.
"""
SEGMENT_LINE, SEGMENT_START, SEGMENT_END, SEGMENT_PART, SEGMENT_AMOUNT, SEGMENT_ROWS = range(6)
"""The rows of ``Results.segments``: the places of the line and of the part of a day; an amount perhaps ``NONE``."""


class Results(NamedTuple):
    """Room for what comes out, a column for each charge, line and segment.

    Lines and segments are only counted where there is no room for them at all.
    """

    places: npt.NDArray[np.int32]
    grosze: Ints
    lines: Ints
    segments: Ints


def room_for(charges: int, lines: int = 0, segments: int = 0) -> Results:
    """Room for so many charges, lines and segments."""
    return Results(
        np.empty((3, charges), np.int32),
        np.empty((2, charges), np.int64),
        np.empty((LINE_ROWS, lines), np.int64),
        np.empty((SEGMENT_ROWS, segments), np.int64),
    )


PROGRESS = np.dtype(
    [
        ("placement", PLACE),
        ("cost", PLACE),
        ("expense", PLACE),
        ("running", PLACE),
        ("part_form", PLACE),
        ("part_first", PLACE),
        ("part_last", PLACE),
        ("part", PLACE),
    ]
)
MONTH_LINE = np.dtype(
    [
        ("is_expense", PLACE),
        ("source", PLACE),
        ("stay", PLACE),
        ("placement", PLACE),
        ("first", PLACE),
        ("last", PLACE),
    ]
)


class Scratch(NamedTuple):
    """Room in which the charges of one child are worked out.

    ``progress`` says by stay how far its months have come: what was before is not looked at again. ``running`` are the
    expenses that have begun and not ended, those of a stay from the place of its first expense on. ``lines`` are those
    of one charge, ``numerators`` and ``denominators`` their shares.
    """

    clocks: Clocks
    progress: RowArray
    running: Ints
    lines: RowArray
    numerators: Ints
    denominators: Ints


def scratch(stays: int, years: int, costs: int, expenses: int) -> Scratch:
    """Room for a child with so many stays, bands, monthly costs and expenses."""
    lines = costs + expenses
    return Scratch(
        clocks_of(stays, years),
        np.recarray(stays, PROGRESS),
        np.empty(expenses, np.int64),
        np.recarray(lines, MONTH_LINE),
        np.empty(lines, np.int64),
        np.empty(lines, np.int64),
    )

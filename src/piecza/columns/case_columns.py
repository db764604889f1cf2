"""A case as columns of whole numbers, ready for the compiled rule: rows of a child together, each table with the place
where the rows of a child, a stay or a placement begin.

Days are ordinals, both ends inclusive, amounts grosze. What is a word in the contract is its place in the contract's
list; what is text that only comes out again (gminas, bases, identifiers) is a place among the different ones.
"""

from typing import Any, NamedTuple, get_args

import numpy as np

from piecza.case.child import EndedBy, FacilityForm, FamilyForm, Ground, Kind, StateFinanced

FORMS: tuple[str, ...] = (*get_args(FamilyForm), *get_args(FacilityForm))
"""The forms of care by number."""
KINDS: tuple[str, ...] = get_args(Kind)
"""The kinds of expense by number."""
ENDED_BY: tuple[str, ...] = get_args(EndedBy)
"""How a stay may end, by number; ``NOT_SAID`` where nothing is said."""
NOT_SAID = len(ENDED_BY)
GROUNDS: tuple[str, ...] = get_args(Ground)
"""The grounds by number; the last, ``state_financed``, stands for the first of its bases, which follow in order."""
STATE_FINANCED = GROUNDS.index(*get_args(StateFinanced))
"""From which number on reasons are bases of ``state_financed``."""


RowArray = np.recarray[Any, Any]
"""Rows of a table, with their columns by name."""

PLACE = np.int64
CHILD = np.dtype([("first_stay", PLACE), ("first_exemption", PLACE)])
STAY = np.dtype(
    [("gmina", PLACE), ("compared", PLACE), ("ended_by", PLACE), ("first_placement", PLACE), ("first_expense", PLACE)]
)
PLACEMENT = np.dtype([("form", PLACE), ("start", PLACE), ("end", PLACE), ("lasts", PLACE), ("first_cost", PLACE)])
COST = np.dtype([("start", PLACE), ("grosze", PLACE)])
EXPENSE = np.dtype([("kind", PLACE), ("start", PLACE), ("end", PLACE), ("grosze", PLACE), ("row", PLACE)])
EXEMPTION = np.dtype([("reason", PLACE), ("start", PLACE), ("end", PLACE)])


class CaseColumns(NamedTuple):
    """Children in care: the rows of six tables, those of one child together, in the order of the document.

    ``children[i].first_stay`` is the place of a child's first stay, ``children[i + 1].first_stay`` comes after its last
    one; so ``children``, ``stays`` and ``placements`` have one row more at the end, of which only that is meant.
    Expenses of a stay stand in order of their first day.
    """

    children: RowArray
    """Where the stays and exemptions of a child begin."""
    stays: RowArray
    """``gmina``: the code's place among the different ones; ``compared``: the number by which gminas are compared (see
    `case.same_gmina`); where the placements and expenses of the stay begin."""
    placements: RowArray
    """``end`` is `dates.FOREVER` of one that ``lasts``; where the monthly costs of the placement begin."""
    costs: RowArray
    expenses: RowArray
    """``row`` is the place in the caller's table."""
    exemptions: RowArray
    """``reason``: the ground's number, or that of the basis of ``state_financed`` after them."""

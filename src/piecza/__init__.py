"""The gmina's share of the cost of foster care in Poland: exact to the grosz, explained by its article."""

from piecza._version import __version__
from piecza.care import Case, Child, Exemption, Expense, MonthlyCost, Placement, Stay
from piecza.charging import charges
from piecza.clock import BandChange, band_changes, year_of_stay
from piecza.dates import Month
from piecza.documents import problems, read_case, schemas
from piecza.errors import InputError, OpenReading, Problem, ReadingNeeded
from piecza.explain import Explanation, explain, explained
from piecza.readings import Readings
from piecza.results import Charge, Charges, Line, Segment

__all__ = [
    "BandChange",
    "Case",
    "Charge",
    "Charges",
    "Child",
    "Exemption",
    "Expense",
    "Explanation",
    "InputError",
    "Line",
    "Month",
    "MonthlyCost",
    "OpenReading",
    "Placement",
    "Problem",
    "ReadingNeeded",
    "Readings",
    "Segment",
    "Stay",
    "__version__",
    "band_changes",
    "charges",
    "explain",
    "explained",
    "problems",
    "read_case",
    "schemas",
    "year_of_stay",
]

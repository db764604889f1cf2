"""The gmina's share of the cost of foster care in Poland: exact to the grosz, explained by its article."""

from piecza._version import __version__
from piecza.care import Child, Exemption, Expense, MonthlyCost, Placement, Stay, Supplement
from piecza.case import Case
from piecza.charging import charges
from piecza.clock import BandChange, band_changes, year_of_stay
from piecza.cost_sheet import CostSheet, cost_sheet
from piecza.costs.averages import Announcement
from piecza.costs.benefits import PowiatRate
from piecza.costs.families import FamilyCost
from piecza.dates import Month
from piecza.documents import problems, read_case
from piecza.errors.problems import InputError, OpenReading, Problem, ReadingNeeded
from piecza.explain import Explanation, explain, explained
from piecza.json_schemas import schemas
from piecza.law.rates import Rate, UnknownRate, rate, rates
from piecza.readings import Readings
from piecza.results import Charge, Charges, Line, Segment

__all__ = [
    "Announcement",
    "BandChange",
    "Case",
    "Charge",
    "Charges",
    "Child",
    "CostSheet",
    "Exemption",
    "Expense",
    "Explanation",
    "FamilyCost",
    "InputError",
    "Line",
    "Month",
    "MonthlyCost",
    "OpenReading",
    "Placement",
    "PowiatRate",
    "Problem",
    "Rate",
    "ReadingNeeded",
    "Readings",
    "Segment",
    "Stay",
    "Supplement",
    "UnknownRate",
    "__version__",
    "band_changes",
    "charges",
    "cost_sheet",
    "explain",
    "explained",
    "problems",
    "rate",
    "rates",
    "read_case",
    "schemas",
    "year_of_stay",
]

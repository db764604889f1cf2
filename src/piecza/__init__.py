"""The gmina's share of the cost of foster care in Poland: exact to the grosz, explained by its article."""

from piecza._version import __version__
from piecza.case.case import Case
from piecza.case.child import Child, Exemption, Expense, MonthlyCost, Placement, Stay, Supplement
from piecza.case.cost_facts import Announcement, FamilyCost, PowiatRate
from piecza.case.documents import problems, read_case
from piecza.case.gmina_facts import DatedGmina, EarlierStay, GminaFacts
from piecza.case.paying_gmina import PayingGmina, which_gmina
from piecza.costs.sheet import CostSheet, cost_sheet
from piecza.dates import Month
from piecza.errors.problems import InputError, OpenReading, Problem, ReadingNeeded
from piecza.json_schemas import schemas
from piecza.law.benefit_rates import Rate, UnknownRate
from piecza.law.known_rates import rate, rates
from piecza.law.law_document import LawDocument, law_document
from piecza.law.law_in_force import Law
from piecza.law.own_law import own_law
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.rule.charges import Charge, Charges, Explanation, Line, Segment
from piecza.rule.clock import BandChange, band_changes, year_of_stay
from piecza.rule.explanation import explain, explained

__all__ = [
    "Announcement",
    "BandChange",
    "Case",
    "Charge",
    "Charges",
    "Child",
    "CostSheet",
    "DatedGmina",
    "EarlierStay",
    "Exemption",
    "Expense",
    "Explanation",
    "FamilyCost",
    "GminaFacts",
    "InputError",
    "Law",
    "LawDocument",
    "Line",
    "Month",
    "MonthlyCost",
    "OpenReading",
    "PayingGmina",
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
    "law_document",
    "own_law",
    "problems",
    "rate",
    "rates",
    "read_case",
    "schemas",
    "which_gmina",
    "year_of_stay",
]

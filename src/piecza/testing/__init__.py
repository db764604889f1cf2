"""Testing a system against this library: strategies that draw what the contract allows, and ready-made properties.

It needs the extra ``testing`` (Hypothesis); noty need ``notes`` besides.
"""

try:
    import hypothesis as _hypothesis  # noqa: F401  first: it says what to install
except ImportError as missing:
    raise ImportError(
        f"piecza.testing needs the extra “testing” ({missing.name} is missing): pip install 'piecza[testing]'",
        name=missing.name,
    ) from None

from piecza.testing.agreeing import agrees
from piecza.testing.boundary_days import days
from piecza.testing.correction_properties import correction_is_the_difference, correction_of_nothing_is_nothing
from piecza.testing.issued_noty import Issued, issued, notas
from piecza.testing.planted_series import charged_series
from piecza.testing.planting import ChargedSeries, Planted, plant, right_series
from piecza.testing.properties import adds_up, never_more_than_cost, order_of_children_does_not_matter
from piecza.testing.strategies import (
    asked,
    cases,
    children,
    exemptions,
    expenses,
    monthly_costs,
    months_of,
    placements,
    readings,
    stays,
)

__all__ = [
    "ChargedSeries",
    "Issued",
    "Planted",
    "adds_up",
    "agrees",
    "asked",
    "cases",
    "charged_series",
    "children",
    "correction_is_the_difference",
    "correction_of_nothing_is_nothing",
    "days",
    "exemptions",
    "expenses",
    "issued",
    "monthly_costs",
    "months_of",
    "never_more_than_cost",
    "notas",
    "order_of_children_does_not_matter",
    "placements",
    "plant",
    "readings",
    "right_series",
    "stays",
]

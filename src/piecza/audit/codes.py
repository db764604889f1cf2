"""The kinds of findings."""

from typing import Literal

Cause = Literal[
    "other_reading",
    "other_band",
    "other_days",
    "other_base",
    "rounding",
    "arithmetic",
    "charged_twice",
    "before_arrival",
    "after_leaving",
    "other_gmina",
    "exempt",
    "outside_base",
    "not_charged",
]
"""The ways in which a charge may have come to another amount."""
Code = Literal["correct", Cause, "no_cost", "unexplained"]
"""The kinds of findings; a code that is here keeps its name and meaning."""

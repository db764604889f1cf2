"""Whether every day of a child has its place."""

from datetime import date

import pytest

from piecza import Child, Placement, Stay
from piecza.case.flaws import in_order


def child(*stays):
    """Stays as placements, placements as first and last day."""

    def placement(first, last):
        return Placement(form="facility", start=date.fromisoformat(first), end=last and date.fromisoformat(last))

    return Child(
        id="D-1", stays=tuple(Stay(gmina="2604043", placements=tuple(placement(*p) for p in s)) for s in stays)
    )


@pytest.mark.parametrize(
    ("stays", "right"),
    [
        ([[("2024-01-01", "2024-01-10"), ("2024-01-10", None)]], True),
        ([[("2024-01-01", "2024-01-10"), ("2024-01-11", None)]], True),
        ([[("2024-01-01", "2024-01-10"), ("2024-01-12", None)]], False),
        ([[("2024-01-01", "2024-01-10"), ("2024-01-09", None)]], False),
        ([[("2024-01-01", None), ("2024-01-11", None)]], False),
        ([[("2024-01-02", "2024-01-01")]], False),
        ([[("2024-01-01", "2024-01-01")]], True),
        ([[("2024-01-01", "2024-01-10")], [("2024-01-11", None)]], True),
        ([[("2024-01-01", "2024-01-10")], [("2024-01-10", None)]], False),
        ([[("2024-01-01", None)], [("2024-01-11", None)]], False),
        ([[("2024-02-01", "2024-02-10")], [("2024-01-11", None)]], False),
    ],
)
def test_days_have_their_place(stays, right):
    assert in_order(child(*stays)) == right

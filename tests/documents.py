"""A small right document, and a way to change one place of it by its path."""

import copy
import re

RIGHT = {
    "schema": "piecza.case/1",
    "readings": {"after_return": "sum"},
    "children": [
        {
            "id": "D-17",
            "exemptions": [{"ground": "unknown_parents", "start": "2023-03-15", "end": "2023-03-31"}],
            "stays": [
                {
                    "gmina": "2808011",
                    "ended_by": "return_home",
                    "placements": [
                        {
                            "form": "related_family",
                            "start": "2023-03-15",
                            "end": "2023-12-31",
                            "monthly_cost": [{"amount": "899.00"}],
                        }
                    ],
                    "expenses": [],
                },
                {
                    "gmina": "2808011",
                    "ended_by": None,
                    "placements": [
                        {
                            "form": "professional_family",
                            "start": "2024-03-01",
                            "end": "2024-10-17",
                            "monthly_cost": [{"amount": "1361.00"}, {"start": "2024-06-01", "amount": "1517.00"}],
                        },
                        {"form": "facility", "start": "2024-10-17", "monthly_cost": [{"amount": "9940.33"}]},
                    ],
                    "expenses": [
                        {"kind": "holiday_grant", "day": "2024-07-07", "amount": "650.00"},
                        {"kind": "lodging", "start": "2024-07-01", "end": "2024-09-30", "amount": "431.17"},
                        {"kind": "recovered", "day": "2024-08-20", "amount": "-75.25"},
                    ],
                },
            ],
        },
        {
            "id": "D-18",
            "stays": [
                {"gmina": "2604043", "placements": [{"form": "family_home", "start": "2025-01-07"}]},
            ],
        },
    ],
}

LEAVE_OUT = object()
STAY = "children[0].stays[1]"
PLACEMENT = f"{STAY}.placements[0]"
EXPENSE = f"{STAY}.expenses[0]"


def steps(path):
    return [int(name[1:-1]) if name[0] == "[" else name for name in re.findall(r"\[\d+\]|[^.\[\]]+", path)]


def changed(*changes):
    """The right document with other values at some paths; LEAVE_OUT removes what is there."""
    document = copy.deepcopy(RIGHT)
    for path, value in changes:
        *way, last = steps(path)
        place = document
        for step in way:
            place = place[step]
        if value is LEAVE_OUT:
            del place[last]
        elif isinstance(last, int) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return document

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

FACTS = {
    "schema": "piecza.case/1",
    "readings": {"wage_apportionment": "child_days", "lodging_split": "equal_per_child", "coordinator": "percent"},
    "children": [
        {
            "id": "D-1",
            "stays": [
                {
                    "gmina": "2604043",
                    "placements": [
                        {
                            "form": "professional_family",
                            "family": "R-1",
                            "start": "2024-01-10",
                            "end": "2024-09-15",
                            "monthly_cost_from": "rates",
                            "supplements": [{"benefit": "supplement_disability", "start": "2024-03-01"}],
                        },
                        {
                            "form": "facility",
                            "facility": "P-1",
                            "start": "2024-09-15",
                            "monthly_cost_from": "announcements",
                        },
                    ],
                }
            ],
        },
        {
            "id": "D-2",
            "stays": [
                {
                    "gmina": "2808011",
                    "placements": [
                        {
                            "form": "professional_family",
                            "family": "R-1",
                            "start": "2024-02-20",
                            "monthly_cost": [{"amount": "1361.00"}],
                        }
                    ],
                }
            ],
        },
    ],
    "announcements": [
        {"facility": "P-1", "amount": "8305.63", "published": "2024-03-11"},
        {"facility": "P-1", "amount": "7939.00", "effective": "2023-04-01"},
    ],
    "powiat_rates": [{"benefit": "allowance_other", "start": "2024-07-01", "end": "2024-12-31", "amount": "1600.00"}],
    "family_costs": [
        {"family": "R-1", "kind": "wages", "start": "2024-08-01", "end": "2024-08-31", "amount": "5600.00"},
        {
            "family": "R-1",
            "kind": "coordinator",
            "start": "2024-07-01",
            "end": "2024-09-30",
            "amount": "1350.00",
            "children": ["D-1", "D-2"],
        },
    ],
}

LEAVE_OUT = object()
STAY = "children[0].stays[1]"
PLACEMENT = f"{STAY}.placements[0]"
EXPENSE = f"{STAY}.expenses[0]"


def steps(path):
    return [int(name[1:-1]) if name[0] == "[" else name for name in re.findall(r"\[\d+\]|[^.\[\]]+", path)]


def changed(*changes, of=RIGHT):
    """The right document with other values at some paths; LEAVE_OUT removes what is there."""
    document = copy.deepcopy(of)
    for path, value in changes:
        *way, last = steps(path)
        place = document
        for step in way:
            place = place[step]
        if value is LEAVE_OUT:
            del place[last]
            continue
        value = copy.deepcopy(value)
        if isinstance(last, int) and last == len(place):
            place.append(value)
        else:
            place[last] = value
    return document

"""Children for the benchmarks: drawn from a seed, with moves, returns, expenses and exemptions."""

import copy
import random
from datetime import date, timedelta
from typing import Any

FAMILIES = ["related_family"] * 12 + ["non_professional_family"] * 6 + ["professional_family", "family_home"] * 2
RATES = [
    (date(2012, 1, 1), "660.00", "1000.00"),
    (date(2018, 6, 1), "694.00", "1052.00"),
    (date(2021, 6, 1), "746.00", "1131.00"),
    (date(2022, 6, 1), "785.00", "1189.00"),
    (date(2023, 6, 1), "899.00", "1361.00"),
    (date(2024, 6, 1), "1002.00", "1517.00"),
]
AVERAGES = [(date(year, 4, 1), f"{4000 + 500 * (year - 2012)}.{year % 100:02d}") for year in range(2012, 2026)]
AVERAGES[0] = (date(1990, 1, 1), AVERAGES[0][1])
RATES[0] = (date(1990, 1, 1), "660.00", "1000.00")


def case(children: int, seed: int, first: date, last: date) -> dict[str, Any]:
    """A document with so many children, placed between two days."""
    draw = random.Random(seed)
    return {
        "schema": "piecza.case/1",
        "readings": {
            "after_return": "sum",
            "pre_2012_return": "exempt",
            "ust_10a_before_2014_09_19": "pays",
            "ust_17_before_2018_08_27": "pays",
        },
        "children": [child(f"D-{number}", draw, first, last) for number in range(children)],
    }


def child(name: str, draw: random.Random, first: date, last: date) -> dict[str, object]:
    """A child: one in ten has come back after a return home, one in fifty is exempt."""
    start = first + timedelta(days=draw.randrange((last - first).days + 1))
    stays = []
    if draw.random() < 0.1:
        home = start + timedelta(days=draw.randrange(30, 900))
        if home < date(2025, 1, 1):
            stays.append(stay(start, home, draw))
            start = home + timedelta(days=draw.randrange(10, 300))
    stays.append(stay(start, None, draw))
    exemptions = [{"ground": "left_after_birth", "end": "2024-06-30"}] if draw.random() < 0.02 else []
    return {"id": name, "stays": stays, "exemptions": exemptions}


def returning(children: int) -> dict[str, Any]:
    """A document of children to whom all four readings without a default matter that are about stays and exemptions.

    Each was placed before 2012, came back twice after, and has days before the rules of ust. 10a and ust. 17.
    """
    made = []
    for number in range(children):
        late = timedelta(days=number % 60)
        days = [
            (date(2011, 3, 1) + late, date(2012, 1, 20)),
            (date(2012, 2, 1) + late, date(2013, 1, 10)),
            (date(2013, 2, 1) + late, None),
        ]
        made.append(
            {
                "id": f"D-{number}",
                "stays": [
                    {
                        "gmina": "1401012",
                        "placements": [
                            {
                                "form": "related_family",
                                "start": start.isoformat(),
                                "end": end and end.isoformat(),
                                "monthly_cost": costs("related_family", start, end),
                            }
                        ],
                    }
                    for start, end in days
                ],
                "exemptions": [
                    {"ground": "left_after_birth", "start": "2014-01-01", "end": "2014-04-10"},
                    {"ground": "foreign_court", "start": "2014-04-20"},
                ],
            }
        )
    return {"schema": "piecza.case/1", "children": made}


def stay(start: date, end: date | None, draw: random.Random) -> dict[str, object]:
    """A stay of one to three placements; a family has an expense now and then."""
    gmina = f"{draw.randrange(2, 34, 2):02d}{draw.randrange(1, 20):02d}{draw.randrange(1, 13):02d}{draw.choice('123')}"
    placements, expenses = [], []
    while True:
        move = start + timedelta(days=draw.randrange(20, 1500)) if draw.random() < 0.35 else end
        until = min(move, end) if move and end else move or end
        in_facility = draw.random() < 0.22
        form = "facility" if in_facility else draw.choice(FAMILIES)
        placements.append(
            {
                "form": form,
                "start": start.isoformat(),
                "end": until and until.isoformat(),
                "monthly_cost": costs(form, start, until),
            }
        )
        for year in range(2024, 2026) if not in_facility and draw.random() < 0.3 else ():
            if start < date(year, 7, 1) and (until is None or until > date(year, 9, 30)):
                expenses += [
                    {"kind": "holiday_grant", "day": f"{year}-07-07", "amount": "650.00"},
                    {"kind": "lodging", "start": f"{year}-07-01", "end": f"{year}-09-30", "amount": "431.17"},
                ]
        if until == end or until is None:
            return {"gmina": gmina, "placements": placements, "expenses": expenses}
        start = until


def costs(form: str, start: date, until: date | None) -> list[dict[str, str]]:
    """The monthly cost of a placement, changing with the rates."""
    rates = [(day, related if form == "related_family" else other) for day, related, other in RATES]
    table = AVERAGES if form == "facility" else rates
    entries = []
    for (day, amount), after in zip(table, [*(row[0] for row in table[1:]), None], strict=True):
        if after and after <= start:
            continue
        if until and day > until:
            break
        entries.append({"start": max(day, start).isoformat(), "amount": amount})
    entries[0]["start"] = start.isoformat()
    return entries


def by_facts(document: dict[str, Any], year: int) -> dict[str, Any]:
    """The same children with the facts their costs follow from: rates, announcements, and costs of families.

    Three children after each other share a family, which has wages and lodging in every month in which one of them is
    there, and a coordinator in every quarter.
    """
    made = copy.deepcopy(document)
    there: dict[str, list[dict[str, Any]]] = {}
    for number, child in enumerate(made["children"]):
        for placement in (placement for stay in child["stays"] for placement in stay["placements"]):
            placement["monthly_cost"] = []
            if placement["form"] == "facility":
                placement |= {"facility": f"P-{number % 40}", "monthly_cost_from": "announcements"}
            else:
                placement |= {"family": f"R-{number // 3}", "monthly_cost_from": "rates"}
                there.setdefault(placement["family"], []).append(placement)
    made["readings"] |= {
        "wage_apportionment": "child_days",
        "lodging_split": "equal_per_child",
        "coordinator": "percent",
    }
    made["announcements"] = [
        {"facility": f"P-{number}", "amount": amount, "effective": day.isoformat()}
        for number in range(40)
        for day, amount in AVERAGES
    ]
    made["family_costs"] = [
        {"family": family, "kind": kind, "start": start.isoformat(), "end": end.isoformat(), "amount": amount}
        for family, placements in there.items()
        for month in range(1, 13)
        for kind, months, amount in (("wages", 1, "5600.00"), ("lodging", 1, "800.00"), ("coordinator", 3, "1350.00"))
        if (month - 1) % months == 0
        for start, end in [(date(year, month, 1), date(year, month + months - 1, 28))]
        if any(p["start"] <= start.isoformat() and (p["end"] or "9999") > start.isoformat() for p in placements)
    ]
    return made

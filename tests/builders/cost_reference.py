"""What costs are worked out from, once more: day by day, from a JSON document to one that gives every cost itself.

Nothing of the library is used here. The amounts of families are typed from the table of law.md, not read from its data.
"""

import copy
from datetime import date, timedelta
from fractions import Fraction

import reference
from reference import DAY, day, grosze, zlote

RATES = [  # from, related family, other family, supplement
    (date(2012, 1, 1), 660, 1000, 200),
    (date(2018, 6, 1), 694, 1052, 211),
    (date(2021, 6, 1), 746, 1131, 227),
    (date(2022, 6, 1), 785, 1189, 239),
    (date(2023, 6, 1), 899, 1361, 274),
    (date(2024, 6, 1), 1002, 1517, 306),
]
LAST_KNOWN = date(2025, 12, 29)


def statutory(benefit, at):
    """Grosze, or None where the amount of a day is not known."""
    if not date(2012, 1, 1) <= at <= LAST_KNOWN:
        return None
    _, related, other, supplement = next(row for row in reversed(RATES) if row[0] <= at)
    return 100 * {"allowance_related": related, "allowance_other": other}.get(benefit, supplement)


def powiat_rate(case, benefit, at):
    """The powiat's own amount of a day, with its place in the document."""
    begun = [
        (day(entry["start"]), number)
        for number, entry in enumerate(case.get("powiat_rates", []))
        if entry["benefit"] == benefit and day(entry["start"]) <= at
    ]
    if not begun:
        return None
    number = max(begun)[1]
    entry = case["powiat_rates"][number]
    if entry.get("end") and at > day(entry["end"]):
        return None
    return grosze(entry["amount"]), number


def benefits(case, placement, at):
    """What a family gets for a child on a day: the sum, and what it comes from."""
    names = ["allowance_related" if placement["form"] == "related_family" else "allowance_other"]
    for entry in placement.get("supplements", []):
        start, end = entry.get("start") or placement["start"], entry.get("end") or placement.get("end")
        if day(start) <= at and (end is None or at <= day(end)):
            names.append(entry["benefit"])
    paid = [powiat_rate(case, name, at) or (statutory(name, at), None) for name in names]
    return sum(amount for amount, _ in paid), [*zip(names, paid, strict=True)]


def effective(announcement):
    if announcement.get("effective"):
        return day(announcement["effective"])
    at = day(announcement["published"])
    month = at.month
    while at.month == month:
        at += DAY
    return at


def announced(case, placement, at):
    """The amount in force in a facility on a day, and which announcement says so."""
    in_force = [
        (effective(announcement), number)
        for number, announcement in enumerate(case["announcements"])
        if announcement["facility"] == placement["facility"]
        and effective(announcement) <= at
        and not (announcement.get("repealed") and at >= day(announcement["repealed"]))
    ]
    number = max(in_force)[1]
    return grosze(case["announcements"][number]["amount"]), number


def given(case, first, last):
    """The same document with every cost of the days asked for given, and nothing left to be worked out."""
    made = copy.deepcopy(case)
    for child in made["children"]:
        for stay in child["stays"]:
            for placement in stay["placements"]:
                if placement.pop("monthly_cost_from", None):
                    placement["monthly_cost"] = months_of(case, placement, first, last)
                for name in ("supplements", "family", "facility"):
                    placement.pop(name, None)
    for cost in case.get("family_costs", []):
        if day(cost["start"]) <= last and day(cost["end"]) >= first:
            for child, stay, start, end, amount in divided(case, cost):
                expense = {"kind": cost["kind"], "start": str(start), "end": str(end), "amount": zlote(amount)}
                made["children"][child]["stays"][stay].setdefault("expenses", []).append(expense)
    for name in ("announcements", "powiat_rates", "family_costs"):
        made.pop(name, None)
    return made


def months_of(case, placement, first, last):
    work_out = announced if placement["form"] in reference.FACILITIES else benefits
    at = max(first, day(placement["start"]))
    until = min(last, day(placement.get("end") or str(last)))
    entries, before = [{"amount": "0.00"}] if at > day(placement["start"]) else [], None
    while at <= until:
        cost = work_out(case, placement, at)
        if cost != before:
            entries.append({"start": str(at), "amount": zlote(cost[0])})
        before, at = cost, at + DAY
    return entries


def present(case, cost):
    """For every child named: the days of a cost on which it is in the family, each with its stay."""
    readings = reference.readings_of(case)
    start, end = day(cost["start"]), day(cost["end"])
    presence = []
    for number, child in enumerate(case["children"]):
        days = []
        if cost.get("children") is None or child["id"] in cost["children"]:
            for place, stay in enumerate(child["stays"]):
                for at in reference.days_of_stay(stay, readings, end):
                    there = at >= start and reference.expense_bearer(stay, at, readings)
                    if there and there.get("family") == cost["family"]:
                        days.append((at, place))
        if days:
            presence.append((number, days))
    return presence


def divided(case, cost):
    """The parts of a cost: child, stay, first and last day, grosze."""
    readings = {"wage_apportionment": "child_days", "lodging_split": "equal_per_child", **reference.readings_of(case)}
    how = readings["lodging_split" if cost["kind"] in ("lodging", "renovation") else "wage_apportionment"]
    there = present(case, cost)
    weights = [
        {
            "child_days": len(days),
            "equal_per_child": 1,
            "head_count_first_day": sum(at == day(cost["start"]) for at, _ in days),
            "head_count_last_day": sum(at == day(cost["end"]) for at, _ in days),
        }[how]
        for _, days in there
    ]
    parts = largest_remainder(grosze(cost["amount"]), weights)
    for (child, days), weight, part in zip(there, weights, parts, strict=True):
        runs = []
        for at, stay in days:
            if runs and runs[-1][0] == stay and runs[-1][1][-1] + timedelta(days=1) == at:
                runs[-1][1].append(at)
            else:
                runs.append((stay, [at]))
        amounts = largest_remainder(part, [len(run) for _, run in runs])
        for (stay, run), amount in zip(runs, amounts, strict=True):
            if weight:
                yield child, stay, run[0], run[-1], amount


def largest_remainder(amount, weights):
    exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
    parts = [int(share) for share in exact]
    while sum(parts) < amount:
        lost = [share - part for share, part in zip(exact, parts, strict=True)]
        parts[lost.index(max(lost))] += 1
    return parts

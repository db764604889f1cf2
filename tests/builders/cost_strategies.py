"""Cases whose costs have to be worked out, drawn so that days fall on and beside every change."""

from datetime import date, timedelta

import cost_reference
import reference
import strategies
from hypothesis import assume
from hypothesis import strategies as st
from reference import day

FAMILIES = ["R-1", "R-2"]
FACILITIES = ["P-1", "P-2"]
CHANGES = [row[0] for row in cost_reference.RATES] + [date(2014, 9, 19), date(2023, 2, 1), date(2025, 1, 31)]
DAYS = st.one_of(
    st.builds(lambda at, off: at + timedelta(days=off), st.sampled_from(CHANGES), st.integers(-2, 2)),
    st.dates(date(2012, 1, 1), date(2025, 11, 30)),
)
BENEFITS = ["allowance_related", "allowance_other", "supplement_disability", "supplement_minor_offender"]
KINDS = ["wages", "lodging", "renovation", "relief_family", "coordinator"]
FIRST_DAY = {kind: date(2023, 2, 1) if kind in ("relief_family", "coordinator") else date(2012, 1, 1) for kind in KINDS}


def amounts(least=0):
    return st.integers(least, 2_000_000).map(reference.zlote)


def beside(case):
    """Days on and beside those on which a placement begins or ends, or any others."""
    placements = [p for child in case["children"] for stay in child["stays"] for p in stay["placements"]]
    days = sorted({day(at) for p in placements for at in (p["start"], p.get("end")) if at})
    return DAYS | st.builds(lambda at, off: at + timedelta(days=off), st.sampled_from(days), st.integers(-1, 1))


@st.composite
def days_within(draw, start, end):
    """Some days of a placement, either of them perhaps left out."""
    last = end or start + timedelta(days=900)
    longest = (last - start).days
    off = st.sampled_from([0, max(0, longest - 1)]) | st.integers(0, longest)
    first, until = sorted(start + timedelta(days=draw(off)) for _ in range(2))
    days = {"start": str(first), "end": str(until)}
    return {name: days[name] for name in draw(st.sets(st.sampled_from(["start", "end"])))}


@st.composite
def supplements(draw, placement):
    start, end = day(placement["start"]), placement.get("end") and day(placement["end"])
    benefits = draw(st.lists(st.sampled_from(BENEFITS[2:]), unique=True, max_size=2))
    return [{"benefit": benefit, **draw(days_within(start, end))} for benefit in benefits]


@st.composite
def announcements(draw, days):
    """For each facility one in force since before every stay, and more; none two from one day."""
    drawn = []
    for name in FACILITIES:
        drawn.append({"facility": name, "amount": draw(amounts()), "effective": "2000-01-01"})
        for at in draw(st.lists(days, max_size=4, unique_by=lambda at: (at.year, at.month))):
            entry = {
                "facility": name,
                "amount": draw(amounts()),
                draw(st.sampled_from(["published", "effective"])): str(at),
            }
            if draw(st.booleans()):
                entry["repealed"] = str(at + timedelta(days=draw(st.integers(0, 500))))
            if cost_reference.effective(entry) not in {
                cost_reference.effective(announcement) for announcement in drawn
            }:
                drawn.append(entry)
    return draw(st.permutations(drawn))


@st.composite
def powiat_rates(draw, days):
    rates = []
    for benefit in draw(st.lists(st.sampled_from(BENEFITS), unique=True)):
        starts = sorted(draw(st.lists(days, min_size=1, max_size=3, unique=True)))
        for index, start in enumerate(starts):
            entry = {"benefit": benefit, "start": str(start), "amount": draw(amounts())}
            longest = (starts[index + 1] - start).days - 1 if index + 1 < len(starts) else 400
            if draw(st.booleans()):
                entry["end"] = str(start + timedelta(days=draw(st.integers(0, longest))))
            rates.append(entry)
    return draw(st.permutations(rates))


@st.composite
def family_costs(draw, case):
    """Costs of families on days on which somebody is there to count."""
    costs = []
    stays = [stay for child in case["children"] for stay in child["stays"]]
    homes = [p for stay in stays for p in stay["placements"] if p.get("family")]
    for _ in range(draw(st.integers(1, 4)) if homes else 0):
        placement = draw(st.sampled_from(homes))
        start = day(placement["start"]) + timedelta(days=draw(st.integers(-20, 60)))
        kind = draw(st.sampled_from([kind for kind in KINDS if FIRST_DAY[kind] <= start] or ["wages"]))
        start = max(start, FIRST_DAY[kind])
        end = start + timedelta(days=draw(st.sampled_from([0, 1, 27, 30, 89, 91, 200])))
        cost = {"family": placement["family"], "kind": kind, "start": str(start), "end": str(end)}
        cost["amount"] = draw(st.sampled_from(["0.00", "0.01", "0.05"]) | amounts())
        there = cost_reference.present(case, cost)
        if not there:
            continue
        if draw(st.booleans()):
            names = [case["children"][number]["id"] for number, _ in there]
            cost["children"] = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        try:
            list(cost_reference.divided(case, cost))
        except ZeroDivisionError:  # nobody is counted on that day
            continue
        costs.append(cost)
    return costs


@st.composite
def cases(draw, **fixed):
    """Cases of up to four children in two families and two facilities, and the months asked for."""
    around = draw(DAYS)
    starts = st.integers(-40, 40).map(lambda off: around + timedelta(days=off))
    case = draw(strategies.cases(max_children=4, starts=starts, **fixed))
    for child in case["children"]:
        for stay in child["stays"]:
            for placement in stay["placements"]:
                facility = placement["form"] in reference.FACILITIES
                placement["facility" if facility else "family"] = draw(
                    st.sampled_from(FACILITIES if facility else FAMILIES)
                )
                if draw(st.sampled_from([True, True, False])):
                    placement["monthly_cost"] = []
                    placement["monthly_cost_from"] = "announcements" if facility else "rates"
                    if not facility:
                        placement["supplements"] = draw(supplements(placement))
    case["announcements"] = draw(announcements(beside(case)))
    case["powiat_rates"] = draw(powiat_rates(beside(case)))
    case["family_costs"] = draw(family_costs(case))
    first, last = draw(months(case))
    assume("2012-01" <= first <= last <= "2025-11")
    return case, first, last


@st.composite
def months(draw, case):
    """Months in which a cost of a family is spent, a placement whose cost is worked out ends, or anything happens."""
    placements = [p for child in case["children"] for stay in child["stays"] for p in stay["placements"]]
    spans = [(cost["start"][:7], min(cost["end"][:7], "2025-11")) for cost in case["family_costs"]]
    spans += [(p["end"][:7], p["end"][:7]) for p in placements if p.get("end") and p.get("monthly_cost_from")]
    if spans and draw(st.sampled_from([True, True, False])):
        return draw(st.sampled_from(spans))
    return draw(strategies.months(case))

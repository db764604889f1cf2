"""Cases as JSON documents, drawn so that days fall on and beside every boundary."""

from datetime import date, timedelta

import reference
from hypothesis import strategies as st

FAMILIES = [
    "related_family",
    "non_professional_family",
    "professional_family",
    "specialist_family",
    "emergency_family",
    "family_home",
]
FORMS = [*FAMILIES, *sorted(reference.FACILITIES)]
GROUNDS = ["left_after_birth", "unknown_parents", "no_residence_in_poland", "foreign_court", "foreign_minor"]
GROUNDS += ["state_financed"]
KINDS = [
    "allowance",
    "supplement",
    "holiday_grant",
    "reception_grant",
    "random_event",
    "unforeseen",
    "lodging",
    "renovation",
    "wages",
    "relief_family",
    "coordinator",
    "recovered",
]
OPTIONS = {
    "year_boundary": ["day_before_anniversary", "kc112", "kc114"],
    "leap_day": ["march_1", "february_28"],
    "after_return": ["sum", "reset", "reset_if_gmina_changes"],
    "pre_2012_return": ["exempt", "pays"],
    "leaving_day": ["counted", "not_counted"],
    "transfer_day": ["receiving", "leaving", "both"],
    "mid_month": ["daily", "first_day", "last_day"],
    "divisor": ["calendar_days", "thirty"],
    "rounding": ["segment", "line", "child_month"],
    "emergency_care": ["pays", "exempt"],
    "facility_days": ["monthly", "day_rate"],
    "base_rounding": ["grosz", "exact"],
    "ust_10a_before_2014_09_19": ["pays", "exempt"],
    "ust_17_before_2018_08_27": ["pays", "exempt"],
    "wage_apportionment": ["child_days", "head_count_first_day", "head_count_last_day"],
    "lodging_split": ["equal_per_child", "child_days"],
    "coordinator": ["percent", "full", "excluded"],
}
OPEN = ["after_return", "pre_2012_return", "ust_10a_before_2014_09_19", "ust_17_before_2018_08_27"]

EDGES = [date(2011, 12, 31), date(2012, 1, 1), date(2012, 2, 29), date(2014, 9, 19), date(2018, 8, 27)]
EDGES += [
    date(2023, 2, 1),
    date(2016, 2, 29),
    date(2024, 2, 29),
    date(2023, 2, 28),
    date(2023, 3, 31),
    date(2023, 1, 1),
]
DAYS = st.one_of(
    st.builds(lambda edge, off: edge + timedelta(days=off), st.sampled_from(EDGES), st.integers(-2, 2)),
    st.dates(date(2010, 1, 1), date(2025, 12, 31)),
)
LENGTHS = st.one_of(st.sampled_from([0, 0, 1, 27, 28, 29, 30, 363, 364, 365, 366, 729, 730, 731]), st.integers(0, 500))
GROSZE = st.one_of(st.sampled_from([0, 1, 5, 100200, 151700, 879628]), st.integers(0, 2_000_000))


def amount(grosze):
    return reference.zlote(grosze)


def readings(**fixed):
    """Every reading chosen, in every combination."""
    options = {name: st.sampled_from(options) for name, options in OPTIONS.items() if name not in fixed}
    return st.fixed_dictionaries(options).map(lambda drawn: {**drawn, **fixed})


@st.composite
def placements(draw, start, open_end):
    drawn = []
    for index in range(count := draw(st.integers(1, 4))):
        end = None if open_end and index == count - 1 else start + timedelta(days=draw(LENGTHS))
        entries = []
        at = start
        for number in range(draw(st.integers(0, 3))):
            entry = {"amount": amount(draw(GROSZE))}
            if number or draw(st.booleans()):
                entry["start"] = at.isoformat()
            entries.append(entry)
            at += timedelta(days=draw(st.integers(1, 200)))
            if end and at > end:
                break
        placement = {"form": draw(st.sampled_from(FORMS)), "start": start.isoformat(), "monthly_cost": entries}
        if end:
            placement["end"] = end.isoformat()
            start = end + timedelta(days=draw(st.integers(0, 1)))
        drawn.append(placement)
    return drawn


@st.composite
def expenses(draw, stay, chosen):
    """Expenses on days that a family bears."""
    drawn = []
    first = date.fromisoformat(stay["placements"][0]["start"])
    end = stay["placements"][-1].get("end")
    reach = (date.fromisoformat(end) - first).days if end else 900
    for _ in range(draw(st.integers(0, 3))):
        start = first + timedelta(days=draw(st.integers(0, reach)))
        until = start + timedelta(days=draw(st.one_of(st.just(0), st.integers(0, 95))))
        if bears_expense(stay, start, until, chosen):
            kind = draw(st.sampled_from(KINDS))
            expense = {"kind": kind, "amount": amount(draw(GROSZE) * (-1 if kind == "recovered" else 1))}
            if start == until and draw(st.booleans()):
                expense["day"] = start.isoformat()
            else:
                expense |= {"start": start.isoformat(), "end": until.isoformat()}
            drawn.append(expense)
    return drawn


def bears_expense(stay, start, until, chosen):
    """Whether all these days are days of stay, and a family bears each of them."""
    days = set(reference.days_of_stay(stay, chosen, until))
    at = start
    while at <= until:
        if at not in days or reference.expense_bearer(stay, at, chosen)["form"] in reference.FACILITIES:
            return False
        at += timedelta(days=1)
    return True


@st.composite
def children(draw, name, chosen, exemptions=True, starts=DAYS):
    stays = []
    start = draw(starts)
    for index in range(count := draw(st.sampled_from([1, 1, 1, 2, 2, 3]))):
        last = index == count - 1
        stay = {
            "gmina": draw(st.sampled_from(["2808011", "2808013", "2604043"])),
            "placements": draw(placements(start, last and draw(st.booleans()))),
        }
        stay["expenses"] = draw(expenses(stay, chosen))
        if not last:
            stay["ended_by"] = draw(
                st.sampled_from([None, "return_home", "return_home", "adulthood", "adoption", "other"])
            )
            end = date.fromisoformat(stay["placements"][-1]["end"])
            start = end + timedelta(days=draw(st.one_of(st.integers(1, 20), st.integers(1, 800))))
        stays.append(stay)
    child = {"id": name, "stays": stays}
    if exemptions:
        child["exemptions"] = [
            {"ground": ground, "start": start, "end": end}
            | ({"basis": "art. 27 ustawy o pomocy"} if ground == "state_financed" else {})
            for ground, start, end in draw(
                st.lists(st.tuples(st.sampled_from(GROUNDS), *[st.none() | DAYS.map(date.isoformat)] * 2), max_size=2)
            )
            if not (start and end) or start <= end
        ]
    return child


@st.composite
def cases(draw, exemptions=True, max_children=2, starts=DAYS, **fixed):
    chosen = draw(readings(**fixed))
    names = [f"D-{number}" for number in range(1, draw(st.integers(1, max_children)) + 1)]
    drawn = [draw(children(name, chosen, exemptions, starts)) for name in names]
    same = draw(st.sampled_from([None, [], [["2808011", "2604043"]], [["2604053", "2604063"], ["2604041", "2808012"]]]))
    return {"schema": "piecza.case/1", "readings": chosen, "same_gmina": same, "children": drawn}


@st.composite
def months(draw, case):
    """A first and a last month at most four months apart, where something happens in the case."""
    happens = [case["children"][0]["stays"][0]["placements"][0]["start"]]
    for child in case["children"]:
        for stay in child["stays"]:
            for placement in stay["placements"]:
                start = date.fromisoformat(placement["start"])
                happens += [start + timedelta(days=days) for days in (0, 365, 366, 730, 731)]
                happens += [placement["end"]] if placement.get("end") else []
            happens += [expense.get("day") or expense["end"] for expense in stay.get("expenses", [])]
        for exemption in child.get("exemptions", []):
            happens += [day for day in (exemption["start"], exemption["end"]) if day]
    at = draw(st.sampled_from(sorted({str(day)[:7] for day in happens})))
    index = int(at[:4]) * 12 + int(at[5:]) - 1 - draw(st.integers(0, 1))
    last = index + draw(st.integers(0, 3))
    return tuple(f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (index, last))

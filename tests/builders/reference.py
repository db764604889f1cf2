"""The rule of the contract once more, day by day and in exact fractions, straight from a JSON document.

Nothing of the library is used here: this is what its fast form is tested against.
"""

from calendar import isleap, monthrange
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
FACILITIES = {"facility", "emergency_facility", "therapeutic_facility", "preadoption_centre"}
EMERGENCY = {"emergency_family", "emergency_facility"}
UST_10A = {"left_after_birth", "unknown_parents"}
PERCENT = {1: 10, 2: 30, 3: 50}
DEFAULTS = {
    "year_boundary": "day_before_anniversary",
    "leap_day": "march_1",
    "leaving_day": "counted",
    "transfer_day": "receiving",
    "mid_month": "daily",
    "divisor": "calendar_days",
    "rounding": "segment",
    "emergency_care": "pays",
    "facility_days": "monthly",
    "base_rounding": "grosz",
}


def day(text):
    return date.fromisoformat(text)


def round_half_up(x):
    """A fraction of a grosz to whole grosze, halves away from zero."""
    whole, rest = divmod(abs(x), 1)
    return int(whole + (rest >= Fraction(1, 2))) * (-1 if x < 0 else 1)


def grosze(text):
    return int(Fraction(text) * 100)


def zlote(amount):
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}{amount // 100}.{amount % 100:02d}"


def readings_of(case):
    return {**DEFAULTS, **{k: v for k, v in (case.get("readings") or {}).items() if v is not None}}


def days_of_stay(stay, readings, until):
    """Every day of stay, none after ``until``."""
    at, end = day(stay["placements"][0]["start"]), stay["placements"][-1].get("end")
    days = []
    while at <= until and (end is None or at <= day(end)):
        if not (end is not None and at == day(end) and readings["leaving_day"] == "not_counted"):
            days.append(at)
        at += DAY
    return days


def covering(stay, at):
    """The placements that a day lies in."""
    return [p for p in stay["placements"] if day(p["start"]) <= at and (not p.get("end") or at <= day(p["end"]))]


def cost_bearers(stay, at, readings):
    there = covering(stay, at)
    return {"receiving": there[-1:], "leaving": there[:1], "both": there}[readings["transfer_day"]]


def expense_bearer(stay, at, readings):
    there = covering(stay, at)
    if readings["transfer_day"] == "leaving":
        return there[0]
    if readings["transfer_day"] == "receiving":
        return there[-1]
    families = [p for p in there if p["form"] not in FACILITIES]
    return families[-1] if families else there[-1]


def begins_a_year(at, first, readings):
    """Whether a new year of stay begins on a day, by the calendar."""
    if readings["year_boundary"] == "kc112":
        ended = at - DAY  # the year ended with the anniversary; in February, where there is none, with its last day
        on_leap_day = (first.month, first.day) == (2, 29) and not isleap(ended.year)
        return ended > first and (ended.month, ended.day) == ((2, 28) if on_leap_day else (first.month, first.day))
    if (first.month, first.day) == (2, 29) and not isleap(at.year):
        return (at.month, at.day) == {"march_1": (3, 1), "february_28": (2, 28)}[readings["leap_day"]]
    return at > first and (at.month, at.day) == (first.month, first.day)


def is_one_gmina(one, other, same_gmina):
    """Whether two codes are those of one gmina: the same but for the seventh digit, or both in one list."""
    if one[:6] == other[:6]:
        return True
    lists = [{code[:6] for code in codes} for codes in same_gmina or []]
    return any({one[:6], other[:6]} <= codes for codes in lists)


def years_of_stays(child, readings, until, same_gmina=()):
    """For each stay: its days with their year of stay, and whether art. 238 ust. 1 takes them out."""
    duty = date(2012, 1, 1)
    stays, by_stay, counted = child["stays"], [], 0
    placed_before = day(stays[0]["placements"][0]["start"]) < duty
    for index, stay in enumerate(stays):
        first = day(stay["placements"][0]["start"])
        goes_on = False
        if index:
            earlier = stays[index - 1]
            ended_by = earlier.get("ended_by") or "return_home"
            if ended_by == "adulthood":
                goes_on = True
            elif ended_by in ("return_home", "other"):
                same = is_one_gmina(earlier["gmina"], stay["gmina"], same_gmina)
                goes_on = {"sum": True, "reset": False, "reset_if_gmina_changes": same}[
                    readings.get("after_return", "sum")
                ]
            first_since = first >= duty and day(earlier["placements"][0]["start"]) < duty
            if first_since and readings.get("pre_2012_return") == "pays":
                goes_on = False
        if not goes_on:
            counted = 0
        days, year = [], 1
        for number, at in enumerate(days_of_stay(stay, readings, until)):
            if goes_on or readings["year_boundary"] == "kc114":
                year = 1 + (counted + number) // 365
            elif begins_a_year(at, first, readings):
                year += 1
            days.append((at, year))
        counted += len(days)
        out = first < duty or (placed_before and readings.get("pre_2012_return", "exempt") == "exempt")
        by_stay.append((days, out))
    return by_stay


def exempt_ground(child, at, readings):
    for exemption in child.get("exemptions") or []:
        start, end = exemption.get("start"), exemption.get("end")
        if (start and at < day(start)) or (end and at > day(end)):
            continue
        if exemption["ground"] == "state_financed":
            return exemption["ground"], exemption["basis"]
        if exemption["ground"] in UST_10A:
            since, reading, basis = date(2014, 9, 19), "ust_10a_before_2014_09_19", "art. 191 ust. 10a"
        else:
            since, reading, basis = date(2018, 8, 27), "ust_17_before_2018_08_27", "art. 191 ust. 17"
        if at >= since or readings.get(reading, "pays") == "exempt":
            return exemption["ground"], basis
    return None


def charges(case, first, last):
    """The charges of a document for the months from first to last, as they stand in piecza.charges/1."""
    readings, made = readings_of(case), []
    (y, m), (last_y, last_m) = (map(int, month.split("-")) for month in (first, last))
    until = date(last_y, last_m, monthrange(last_y, last_m)[1])
    months = []
    while (y, m) <= (last_y, last_m):
        months.append((y, m))
        y, m = (y + 1, 1) if m == 12 else (y, m + 1)
    for i, child in enumerate(case["children"]):
        stays = years_of_stays(child, readings, until, case.get("same_gmina"))
        for y, m in months:
            by_gmina = {}
            for j, (stay, (days, out)) in enumerate(zip(child["stays"], stays, strict=True)):
                here = [(at, year) for at, year in days if (at.year, at.month) == (y, m)]
                if here:
                    source = f"children[{i}].stays[{j}]"
                    lines = lines_of_month(child, stay, here, out, source, readings, monthrange(y, m)[1])
                    by_gmina.setdefault(stay["gmina"], []).extend(lines)
            for gmina, lines in by_gmina.items():
                made.append(charge(child["id"], gmina, f"{y:04d}-{m:02d}", lines, readings))
    return made


def lines_of_month(child, stay, here, out, source, readings, month_days):
    part_month = len(here) < month_days
    divisor = 30 if part_month and readings["divisor"] == "thirty" else month_days
    month_band = {
        "daily": None,
        "first_day": min(here[0][1], 3),
        "last_day": min(here[-1][1], 3),
    }[readings["mid_month"]]

    def share(at, year, placement, kind=None):
        band = month_band or min(year, 3)
        if out:
            return 0, None, "art. 238 ust. 1", "placed_before_2012"
        if ground := exempt_ground(child, at, readings):
            return 0, band, ground[1], ground[0]
        if placement["form"] in EMERGENCY and readings["emergency_care"] == "exempt":
            return 0, band, "art. 191 ust. 8 pkt 1", "emergency_care"
        if kind == "coordinator" and at >= date(2023, 2, 1):
            if readings.get("coordinator") == "full":
                return 100, None, "art. 191 ust. 7 w zw. z ust. 9", None
            if readings.get("coordinator") == "excluded":
                return 0, band, "art. 192", "coordinator"
        paragraph = "10" if placement["form"] in FACILITIES else "9"
        return PERCENT[band], band, f"art. 191 ust. {paragraph} pkt {band}", None

    lines = []
    for k, placement in enumerate(stay["placements"]):
        entries = placement.get("monthly_cost") or []
        starts = [day(e.get("start") or placement["start"]) for e in entries]
        for number, entry in enumerate(entries):
            days = [
                (at, share(at, year, placement))
                for at, year in here
                if any(p is placement for p in cost_bearers(stay, at, readings))
                and sum(start <= at for start in starts) == number + 1
            ]
            if days:
                rate = grosze(entry["amount"])
                exact, day_rate = Fraction(rate * len(days), divisor), None
                if placement["form"] in FACILITIES and readings["facility_days"] == "day_rate":
                    day_rate = round_half_up(Fraction(rate * 12, 365))
                    exact = Fraction(day_rate * len(days))
                base = round_half_up(exact)
                path = f"{source}.placements[{k}].monthly_cost[{number}]"
                lines.append((path, "monthly_cost", placement["form"], rate, day_rate, base, exact, days))
    for number, expense in enumerate(stay.get("expenses") or []):
        start = day(expense.get("day") or expense["start"])
        end = day(expense.get("day") or expense["end"])
        days = [
            (at, share(at, year, expense_bearer(stay, at, readings), expense["kind"]))
            for at, year in here
            if start <= at <= end
        ]
        if days:
            whole = (end - start).days + 1
            before = (days[0][0] - start).days
            accrued = [
                round_half_up(Fraction(grosze(expense["amount"]) * n, whole)) for n in (before, before + len(days))
            ]
            form = expense_bearer(stay, days[0][0], readings)["form"]
            path = f"{source}.expenses[{number}]"
            exact = Fraction(grosze(expense["amount"]) * len(days), whole)
            lines.append((path, expense["kind"], form, None, None, accrued[1] - accrued[0], exact, days))
    return [line(*parts, readings) for parts in lines]


def line(source, kind, form, rate, day_rate, base, exact_base, days, readings):
    runs, shared = [], exact_base if readings["base_rounding"] == "exact" else base
    for at, share in days:
        if runs and runs[-1][0] == share:
            runs[-1][1].append(at)
        else:
            runs.append((share, [at]))
    exact, segments = Fraction(0), []
    for (percent, band, basis, exempt), run in runs:
        part = Fraction(shared * len(run) * percent, len(days) * 100)
        exact += part
        segments.append(
            {
                "start": run[0].isoformat(),
                "end": run[-1].isoformat(),
                "days": len(run),
                "band": band,
                "percent": percent,
                "basis": basis,
                "exempt": exempt,
                "amount": zlote(round_half_up(part)) if readings["rounding"] == "segment" else None,
            }
        )
    amount = {
        "segment": sum(grosze(s["amount"]) for s in segments if s["amount"]),
        "line": round_half_up(exact),
        "child_month": None,
    }[readings["rounding"]]
    return exact, {
        "source": source,
        "kind": kind,
        "form": form,
        "rate": None if rate is None else zlote(rate),
        "day_rate": None if day_rate is None else zlote(day_rate),
        "start": days[0][0].isoformat(),
        "end": days[-1][0].isoformat(),
        "days": len(days),
        "base": zlote(base),
        "amount": None if amount is None else zlote(amount),
        "segments": segments,
    }


def charge(child, gmina, month, lines, readings):
    lines = sorted(lines, key=lambda pair: (pair[1]["start"], pair[1]["kind"] != "monthly_cost"))
    if readings["rounding"] == "child_month":
        amount = round_half_up(sum((exact for exact, _ in lines), Fraction(0)))
    else:
        amount = sum(grosze(line["amount"]) for _, line in lines)
    return {
        "child": child,
        "gmina": gmina,
        "month": month,
        "base": zlote(sum(grosze(line["base"]) for _, line in lines)),
        "amount": zlote(amount),
        "lines": [line for _, line in lines],
    }


def totals(entries):
    by_gmina = Counter()
    for entry in entries:
        by_gmina[entry["gmina"]] += grosze(entry["amount"])
    return [{"gmina": gmina, "amount": zlote(by_gmina[gmina])} for gmina in sorted(by_gmina)]

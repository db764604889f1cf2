"""What an OPS reckons its gmina owes for children in care: a small program with one mistake in it (docs/testing.md).

It knows one stay of a child and its monthly costs, and money as whole grosze.
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby

DUTY = date(2012, 1, 1)


def shares(case, month):
    """What each gmina owes for each child in a month, in złote as text, by child and gmina."""
    year, number = map(int, month.split("-"))
    month_days = monthrange(year, number)[1]
    first, last = date(year, number, 1), date(year, number, month_days)
    found = {}
    for child in case["children"]:
        stay = child["stays"][0]
        arrived = date.fromisoformat(stay["placements"][0]["start"])
        total = 0
        for placement, end in ends(stay["placements"]):
            since = date.fromisoformat(placement["start"])
            for amount, start, until in costs(placement, end):
                days = days_between(max(start, first), min(until, last))
                base = half_up(grosze(amount) * len(days), month_days)
                for rate, held in groupby(days, key=lambda day: percent(since, day)):
                    total += half_up(base * len(list(held)) * rate, len(days) * 100)
        if arrived >= DUTY:
            found[child["id"], stay["gmina"]] = f"{total // 100}.{total % 100:02d}"
    return found


def percent(since, day):
    """The gmina's part in the first, the second, and the third and later years."""
    years = day.year - since.year - ((day.month, day.day) < (since.month, since.day))
    return (10, 30, 50)[min(years, 2)]


def ends(placements):
    """Each placement with its last day; the day of a move is the next family's."""
    for number, placement in enumerate(placements):
        if number + 1 < len(placements):
            yield placement, date.fromisoformat(placements[number + 1]["start"]) - timedelta(days=1)
        else:
            yield placement, date.fromisoformat(placement["end"] or "2099-12-31")


def costs(placement, end):
    """Each monthly cost of a placement with its first and last day."""
    entries = placement["monthly_cost"]
    starts = [date.fromisoformat(entry["start"] or placement["start"]) for entry in entries]
    for entry, start, following in zip(entries, starts, [*starts, date.max][1:], strict=True):
        yield entry["amount"], start, min(end, following - timedelta(days=1))


def days_between(start, end):
    """The days from one to another, both inclusive."""
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def grosze(text):
    """Whole grosze of an amount in złote."""
    zlote, places = text.split(".")
    return int(zlote) * 100 + int(places)


def half_up(numerator, denominator):
    """A quotient to the nearest whole number, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)

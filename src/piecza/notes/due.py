"""When a nota is due: days after its issue or receipt, moved on where the last one is no working day (KC art. 115)."""

from datetime import date, timedelta

from piecza._extras import needs

SATURDAYS_SINCE = date(2017, 1, 1)
"""Since that day a term that ends on a Saturday is moved as well (KC art. 115)."""


def due_day(since: date, days: int) -> date:
    """The last day of a term of some days after ``since``, which itself does not count (KC art. 111 § 2).

    If it falls on a holiday, or since 2017 on a Saturday, it is the next day that is neither (KC art. 115). Needs the
    extra ``notes``.
    """
    with needs("notes"):
        from holidays import country_holidays
    day = since + timedelta(days=days)
    free = country_holidays("PL", years=(day.year, day.year + 1))
    while day.weekday() == 6 or day in free or (day.weekday() == 5 and day >= SATURDAYS_SINCE):
        day += timedelta(days=1)
    return day

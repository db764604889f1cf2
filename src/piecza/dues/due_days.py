"""When a nota is due: days after its issue or receipt, moved on where the last one is no working day (KC art. 115).

And until when a gmina is told of a placement, which is counted in the same way.
"""

from datetime import date, timedelta
from typing import Literal

from piecza.errors.problems import needs
from piecza.model import Day, Model

Origin = Literal["receipt", "issue"]
"""From which day a term of payment is counted: that of the nota's receipt, or of its issue."""

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


class Due(Model):
    """When a nota is due: days after its receipt or its issue, and of the latter the day itself (KC art. 115)."""

    days: int
    counted_from: Origin
    day: Day | None

    @classmethod
    def of(cls, issued: date, days: int, counted_from: Origin) -> "Due":
        """When a nota of a day is due; its day of receipt is not known when it is issued."""
        day = due_day(issued, days) if counted_from == "issue" else None
        return cls(days=days, counted_from=counted_from, day=day)


NOTICE_DAYS = 14
"""Within so many days of the day of placement the powiat informs the gmina that pays (art. 191 ust. 13a)."""


def notice_until(placed: date) -> date:
    """The last day on which the powiat may inform the gmina of a placement of that day (art. 191 ust. 13a).

    That the Civil Code counts it is inferred: the day of placement does not count (art. 111 § 2), and a last day on a
    Saturday or a holiday moves on (art. 115). Needs the extra ``notes``.
    """
    return due_day(placed, NOTICE_DAYS)

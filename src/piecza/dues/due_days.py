"""When a sum is due: days after a nota's issue or receipt, moved on where the last is no working day (KC art. 115).

And until when a gmina is told of a placement, which is counted in the same way.
"""

from datetime import date, timedelta
from functools import cache
from typing import Literal

from piecza.errors.problems import InputError, needs, problem
from piecza.language.text import Text
from piecza.language.writing import written_day
from piecza.model import Day, Model, WhereKnown

Origin = Literal["receipt", "issue"]
"""From which day a term of payment is counted: that of the nota's receipt, or of its issue."""

SATURDAYS_SINCE = date(2017, 1, 1)
"""Since that day a term that ends on a Saturday is moved as well (KC art. 115)."""


def moved_day(day: date) -> date:
    """The day that counts where a term ends on ``day``, a last day of payment for example (KC art. 115).

    From a Sunday or another holiday, and since 2017 from a Saturday, it is the next day that is neither; else ``day``
    itself. Needs the extra ``notes``: without it an InputError `extra_missing`.
    """
    while day.weekday() == 6 or (day.weekday() == 5 and day >= SATURDAYS_SINCE) or day in _holidays(day.year):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> frozenset[date]:
    """The days of a year that are free by statute: making the calendar is slow, and an audit asks for many days."""
    with needs("notes"):
        from holidays import country_holidays
    return frozenset(country_holidays("PL", years=year))


def due_day(since: date, days: int) -> date:
    """The last day of a term of some days after ``since``, which itself does not count (KC art. 111 § 2).

    It is moved as `moved_day` has it. Needs the extra ``notes``.
    """
    return moved_day(since + timedelta(days=days))


def due_said(day: date) -> Text:
    """A last day of payment as it is written, and where that is another one, the day that counts (KC art. 115).

    ``30.12.2023, a liczy się 02.01.2024 (art. 115 KC)``. Needs the extra ``notes``.
    """
    counts = moved_day(day)
    if counts == day:
        return written_day(day)
    return Text(pl="{day}, a liczy się {counts} (art. 115 KC)", en="{day}, moved to {counts} (KC art. 115)").fill(
        day=written_day(day), counts=written_day(counts)
    )


class Due(Model):
    """When a nota is due: days after its receipt or its issue, and of the latter the day that counts (KC art. 115).

    ``written`` is the last of those days where it is another than the ``day`` to which it is moved.
    """

    days: int
    counted_from: Origin
    day: Day | None
    written: WhereKnown[Day] = None

    @classmethod
    def of(cls, issued: date, days: int, counted_from: Origin) -> "Due":
        """When a nota of a day is due; its day of receipt is not known when it is issued."""
        if counted_from == "receipt":
            return cls(days=days, counted_from=counted_from, day=None)
        written, day = issued + timedelta(days=days), due_day(issued, days)
        return cls(days=days, counted_from=counted_from, day=day, written=written if written != day else None)


NOTICE_DAYS, NOTICE_SINCE = 14, date(2014, 9, 19)
"""Within so many days of the day of placement, and for placements since when, the powiat informs the gmina that pays
(art. 191 ust. 13a, added by Dz.U. 2014 poz. 1188)."""


def notice_until(placed: date) -> date:
    """The last day on which the powiat may inform the gmina of a placement of that day (art. 191 ust. 13a).

    That the Civil Code counts it is inferred: the day of placement does not count (art. 111 § 2), and a last day on a
    Saturday or a holiday moves on (art. 115). The term was read as it stood in 2024. InputError `no_rule` for a
    placement before 19 September 2014, when there was none. Needs the extra ``notes``.
    """
    if placed < NOTICE_SINCE:
        raise InputError([problem("no_rule", "placed", placed, day=placed)])
    return due_day(placed, NOTICE_DAYS)

"""The average monthly cost of a facility (art. 196): which announcement is in force on a day, and what a day costs.

An announcement is the basis from the month after the one in which it was published; until then it is the earlier one
(ust. 4). The Act says so of what parents pay; that it holds for the gmina's share as well is inferred, as
there is no other rule.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from piecza.case.cost_facts import LAST_MONTH_TO_PUBLISH, Announcement, by_rule
from piecza.dates import FOREVER, LAST_DAY, Span
from piecza.money import half_up


class InForce(NamedTuple):
    """Days on which one announcement is in force: its ``place`` in the document, None where there is none."""

    days: Span
    place: int | None


def in_force(announcements: Sequence[tuple[int, Announcement]], days: Span) -> Iterator[InForce]:
    """Which announcement of a facility is in force on which days, without gaps.

    It is the one that took effect last and is not repealed. ``announcements`` hold each with its place in the document.
    """
    known = [
        (
            announcement.in_force_from.toordinal(),
            announcement.repealed.toordinal() - 1 if announcement.repealed else FOREVER,
            index,
        )
        for index, announcement in announcements
    ]
    edges = {edge for first, last, _ in known for edge in (first, last + 1) if days.first < edge <= days.last}
    periods: list[InForce] = []
    for first, after in pairwise([days.first, *sorted(edges), days.last + 1]):
        place = max(((since, i) for since, until, i in known if since <= first <= until), default=(0, None))[1]
        if periods and periods[-1].place == place:
            first = periods.pop().days.first
        periods.append(InForce(Span(first, after - 1), place))
    yield from periods


def day_rate_of(average: int) -> int:
    """What a day costs (*osobodzień*) by an average, both in grosze: average × 12 ÷ 365, rounded half up to a grosz.

    It is the rate of the reading ``facility_days``; the Act knows a monthly average only.
    """
    return half_up(average * 12, 365)


def gave_way(other: Announcement, announcement: Announcement, day: int) -> bool:
    """Whether another announcement of the facility would be in force on a day, had it not been repealed."""
    later = announcement.in_force_from < other.in_force_from <= date.fromordinal(day)
    repealed = other.repealed is not None and other.repealed.toordinal() <= day
    return other.facility == announcement.facility and later and repealed


def out_of_date(announcement: Announcement, days: Span) -> date | None:
    """The first of some days on which the announcement of a later year should be in force (art. 196 ust. 3–4)."""
    year = (announcement.published or announcement.in_force_from).year + 1
    if year > LAST_DAY.year:
        return None
    day = max(days.first, by_rule(date(year, LAST_MONTH_TO_PUBLISH, 31)).toordinal())
    return date.fromordinal(day) if day <= days.last else None


def differs_from_rule(announcement: Announcement) -> date | None:
    """The day on which it would take effect by art. 196 ust. 4, where another one is given."""
    if announcement.published is None or announcement.effective is None:
        return None
    rule = by_rule(announcement.published)
    return None if announcement.effective == rule else rule

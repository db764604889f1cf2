"""The average monthly cost of a facility (art. 196): which announcement is in force on a day.

An announcement is the basis from the month after the one in which it was published; until then it is the earlier one
(ust. 4). The Act says so of what parents pay; that the gmina's share follows it is inferred, and the only rule there
is.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, NamedTuple

from pydantic import ConfigDict, Field, ValidationInfo, field_validator

from piecza.dates import FOREVER, LAST_DAY, Span, month_of
from piecza.errors.problems import Problem, problem
from piecza.model import Amount, Day, Identifier, Model, refuse

BASIS = "art. 196 ust. 4"
LAST_MONTH_TO_PUBLISH = 3
"""Averages are published by 31 March (art. 196 ust. 3), so those of the year are in force from April at the latest."""


class Announcement(Model):
    """What a month in a facility costs on average, as announced in the official journal (art. 196 ust. 3).

    ``published`` is the day of publication, from which the day it takes effect follows; ``effective`` is that day where
    it is known otherwise, and then counts. One of them is given. From ``repealed`` on it is not in force, if ever it
    was.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": [name], "properties": {name: {"type": "string"}}} for name in ("published", "effective")
            ]
        }
    )

    facility: Identifier
    amount: Amount
    effective: Day | None = None
    published: Annotated[Day | None, Field(validate_default=True)] = None
    repealed: Day | None = None

    @field_validator("published")
    @classmethod
    def _some_day(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day is None and info.data.get("effective", ...) is None:
            raise refuse("announcement_day_missing")
        return day

    @property
    def in_force_from(self) -> date:
        """The day from which it counts: the one given, or the first of the month after its publication."""
        if self.effective:
            return self.effective
        assert self.published, "an announcement has a day"
        return by_rule(self.published)


def by_rule(published: date) -> date:
    """The day on which an announcement takes effect: the first of the month after its publication (art. 196 ust. 4)."""
    return date.fromordinal(month_of(published.toordinal()).span.last + 1)


class InForce(NamedTuple):
    """Days on which one announcement is in force: its ``place`` in the document, None where there is none."""

    days: Span
    place: int | None


def in_force(announcements: Sequence[tuple[int, Announcement]], days: Span) -> Iterator[InForce]:
    """Which announcement of a facility is in force on which days, without gaps.

    It is the one that took effect last and is not repealed. ``announcements`` hold each with its place in the document.
    """
    known = [
        (each.in_force_from.toordinal(), each.repealed.toordinal() - 1 if each.repealed else FOREVER, index)
        for index, each in announcements
    ]
    edges = {edge for first, last, _ in known for edge in (first, last + 1) if days.first < edge <= days.last}
    found: list[InForce] = []
    for first, after in pairwise([days.first, *sorted(edges), days.last + 1]):
        place = max(((since, i) for since, until, i in known if since <= first <= until), default=(0, None))[1]
        if found and found[-1].place == place:
            first = found.pop().days.first
        found.append(InForce(Span(first, after - 1), place))
    yield from found


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


def flaws_of_announcements(announcements: Sequence[Announcement]) -> Iterator[Problem]:
    """All that is wrong with the announcements of a case."""
    first: dict[tuple[str, date], list[int]] = {}
    for index, each in enumerate(announcements):
        path = f"announcements[{index}]"
        if each.published and each.effective and each.effective < each.published:
            yield problem("announcement_effective_early", f"{path}.effective", each.effective, published=each.published)
        known_since = each.published or each.effective
        if each.repealed and known_since and each.repealed < known_since:
            yield problem("announcement_repealed_early", f"{path}.repealed", each.repealed, start=known_since)
        since = each.in_force_from
        if each.repealed is None or each.repealed > since:
            earlier = first.setdefault((each.facility, since), [])
            if earlier:
                field = "effective" if each.effective else "published"
                other = f"announcements[{earlier[0]}]"
                yield problem("announcements_same_day", f"{path}.{field}", getattr(each, field), day=since, first=other)
            earlier.append(index)


def differs_from_rule(announcement: Announcement) -> date | None:
    """The day on which it would take effect by art. 196 ust. 4, where another one is given."""
    if announcement.published is None or announcement.effective is None:
        return None
    rule = by_rule(announcement.published)
    return None if announcement.effective == rule else rule

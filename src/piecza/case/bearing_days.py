"""Which days are days of stay, and which placement bears each of them.

Two readings decide: ``leaving_day`` whether the last day of a stay is a day of stay, ``transfer_day`` which placement
bears the day of a move. The Act says neither (art. 87 ust. 1 "od dnia … do dnia" can be read both ways).
"""

from collections.abc import Sequence
from itertools import pairwise

from piecza.dates import Span
from piecza.readings import Readings, TransferDay


def days_of_stay(placements: Sequence[Span], readings: Readings, *, ended: bool) -> Span:
    """The days of stay of a stay with these placements; ``ended`` says whether it has a last day."""
    last = placements[-1].last
    return Span(placements[0].first, last - (ended and readings.leaving_day == "not_counted"))


def cost_bearers(placements: Sequence[Span], stay: Span, transfer_day: TransferDay) -> list[Span]:
    """The days whose monthly cost each placement bears, some perhaps none; ``stay`` holds the days of stay.

    The placements are in order and without gaps. Where several of them meet on a day, the last bears it
    (``receiving``), the first (``leaving``), or all of them (``both``).
    """
    if len(placements) == 1:
        return [stay]
    borne = list(placements)
    if transfer_day == "receiving":
        for index, (one, after) in enumerate(pairwise(placements)):
            borne[index] = Span(one.first, after.first - 1)
    elif transfer_day == "leaving":
        for index, (before, one) in enumerate(pairwise(placements), start=1):
            borne[index] = Span(before.last + 1, one.last)
    return [span.within(stay) for span in borne]


def expense_bearers(
    placements: Sequence[Span], facilities: Sequence[bool], stay: Span, transfer_day: TransferDay
) -> list[Span]:
    """The days whose expenses each placement bears: as for monthly costs, but every day has one bearer.

    Under ``both`` an expense on the day of a move goes with the receiving family, or with the leaving one where the
    receiver is a facility.
    """
    if transfer_day != "both":
        return cost_bearers(placements, stay, transfer_day)
    borne = cost_bearers(placements, stay, "receiving")
    for receiver in range(1, len(placements)):
        day = placements[receiver].first
        if not facilities[receiver] or not borne[receiver].days:
            continue
        for family in reversed(range(receiver)):
            if placements[family].last < day:
                break
            if not facilities[family]:
                borne[receiver] = Span(day + 1, borne[receiver].last)
                borne[family] = Span(placements[family].first, day)
                break
    return borne

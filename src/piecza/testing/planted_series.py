"""Past charges with errors in them, for whoever audits them."""

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.case.child import Child
from piecza.dates import FIRST_DAY, Month, month_of, months
from piecza.testing.boundary_days import days_after
from piecza.testing.planting import PLANTED_KINDS, ChargedSeries, PlantedKind, plant, right_series
from piecza.testing.strategies import cases as any_cases
from piecza.testing.strategies import exemptions, marked_months

_LONGEST = 22


@st.composite
def charged_series(
    draw: st.DrawFn,
    kinds: Sequence[PlantedKind] = PLANTED_KINDS,
    max_planted: int = 1,
    cases: st.SearchStrategy[Case] | None = None,
) -> ChargedSeries:
    """What was charged for a case over a few months up to some two years, with errors of some ``kinds`` (see `plant`).

    Where an error of the kind drawn changes nothing, another of the ``kinds`` is tried; ``planted`` is empty where none
    of them changes anything. The months reach before the first stay of a child and after its end.
    """
    turn = draw(st.integers(0, len(kinds) - 1))
    case = draw(any_cases() if cases is None else cases)
    if cases is None and kinds[turn] in _SUITED:
        case = draw(_with_child(case, _SUITED[kinds[turn]]))
    around = draw(st.sampled_from(_where(case, kinds[turn])))
    first = month_of(max(around.start.toordinal() - draw(st.sampled_from((1, 32, 93))), FIRST_DAY.toordinal()))
    last = _later(around, draw(st.integers(1, _LONGEST)))
    series = right_series(case, first, last)
    for _ in range(draw(st.integers(min(1, max_planted), max_planted))):
        for kind in (*kinds[turn:], *kinds[:turn]):
            if changed := plant(series, kind, lambda options: draw(st.sampled_from(options))):
                series = changed
                break
        turn = draw(st.integers(0, len(kinds) - 1))
    return series


@st.composite
def _exempt(draw: st.DrawFn, child: Child) -> Child:
    """The child with one more exemption."""
    return child.model_copy(update={"exemptions": (*child.exemptions, draw(exemptions()))})


@st.composite
def _ended(draw: st.DrawFn, child: Child) -> Child:
    """The child with a last stay that has ended."""
    stay = child.stays[-1]
    placement = stay.placements[-1]
    if placement.end:
        return child
    end = draw(days_after(placement.start))
    costs = tuple(cost for cost in placement.monthly_cost if cost.start is None or cost.start <= end)
    placement = placement.model_copy(update={"end": end, "monthly_cost": costs})
    stay = stay.model_copy(update={"placements": (*stay.placements[:-1], placement), "expenses": ()})
    return child.model_copy(update={"stays": (*child.stays[:-1], stay)})


_SUITED = {"exempt": _exempt, "after_leaving": _ended}
"""By kind, how a child is changed so that an error of the kind changes something."""


@st.composite
def _with_child(draw: st.DrawFn, case: Case, suited: Callable[[Child], st.SearchStrategy[Child]]) -> Case:
    """The case with one child changed so that a kind of error suits it."""
    index = draw(st.integers(0, len(case.children) - 1))
    child = draw(suited(case.children[index]))
    return case.model_copy(update={"children": (*case.children[:index], child, *case.children[index + 1 :])})


def _where(case: Case, kind: PlantedKind) -> list[Month]:
    """The months around which an error of a kind is likely to change something."""
    stays = [stay for child in case.children for stay in child.stays]
    starts = [child.stays[0].start for child in case.children]
    days = {"before_arrival": starts, "after_leaving": [stay.end for stay in stays if stay.end]}.get(kind)
    return [month_of(day.toordinal()) for day in days] if days else marked_months(case)


def _later(month: Month, by: int) -> Month:
    """The month that is some months later, or the last one there is."""
    last = Month(min(month.year + 3, 2099), 12)
    return list(months(month, last))[: by + 1][-1]

"""Past charges with errors in them, for whoever audits them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from piecza.case import Case
from piecza.dates import FIRST_DAY, Month, month_of, months
from piecza.testing.drawing import cases as any_cases
from piecza.testing.drawing import exemptions, marked_months
from piecza.testing.planting import KINDS, Kind, Series, plant, right_series

_LONGEST = 22


@st.composite
def charged_series(
    draw: st.DrawFn,
    kinds: Sequence[Kind] = KINDS,
    max_planted: int = 1,
    cases: st.SearchStrategy[Case] | None = None,
) -> Series:
    """What was charged for a case over a few months up to some two years, with errors of some ``kinds`` (see `plant`).

    Where an error of the kind drawn changes nothing, another of the ``kinds`` is tried; ``planted`` is empty where none
    of them changes anything. The months reach before the first stay of a child and after its end.
    """
    turn = draw(st.integers(0, len(kinds) - 1))
    case = draw(any_cases() if cases is None else cases)
    if kinds[turn] == "exempt" and cases is None:
        case = draw(_exempt(case))
    around = draw(st.sampled_from(_where(case, kinds[turn])))
    first = month_of(max(around.start.toordinal() - draw(st.sampled_from((1, 32, 93))), FIRST_DAY.toordinal()))
    last = _later(around, draw(st.integers(1, _LONGEST)))
    series = right_series(case, first, last)
    for _ in range(draw(st.integers(min(1, max_planted), max_planted))):
        for kind in (*kinds[turn:], *kinds[:turn]):
            if found := plant(series, kind, lambda options: draw(st.sampled_from(options))):
                series = found
                break
        turn = draw(st.integers(0, len(kinds) - 1))
    return series


@st.composite
def _exempt(draw: st.DrawFn, case: Case) -> Case:
    """The case with one child exempt."""
    index = draw(st.integers(0, len(case.children) - 1))
    child = case.children[index]
    child = child.model_copy(update={"exemptions": (*child.exemptions, draw(exemptions()))})
    return case.model_copy(update={"children": (*case.children[:index], child, *case.children[index + 1 :])})


def _where(case: Case, kind: Kind) -> list[Month]:
    """The months around which an error of a kind is likely to change something."""
    stays = [stay for child in case.children for stay in child.stays]
    starts = [child.stays[0].start for child in case.children]
    days = {"before_arrival": starts, "after_leaving": [stay.end for stay in stays if stay.end]}.get(kind)
    return [month_of(day.toordinal()) for day in days] if days else marked_months(case)


def _later(month: Month, by: int) -> Month:
    """The month that is some months later, or the last one there is."""
    last = Month(min(month.year + 3, 2099), 12)
    return list(months(month, last))[: by + 1][-1]

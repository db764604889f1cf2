"""The kinds of findings: their codes, their short names, and the sort of each."""

from typing import Literal, get_args

from piecza.language.text import Text
from piecza.language.writing import capital

Cause = Literal[
    "other_reading",
    "other_band",
    "other_days",
    "other_base",
    "rounding",
    "arithmetic",
    "charged_twice",
    "before_arrival",
    "after_leaving",
    "other_gmina",
    "exempt",
    "outside_base",
    "not_charged",
]
"""The ways in which a charge may have come to another amount."""

Code = Literal["correct", Cause, "no_cost", "unexplained"]
"""The kinds of findings; a code that is here keeps its name and meaning."""

CODES: tuple[Code, ...] = get_args(Code)
"""The kinds of findings, in the order in which they are listed."""

FINDINGS: dict[Code, Text] = {
    "correct": Text(pl="zgodne", en="correct"),
    "other_reading": Text(pl="inna wykładnia", en="another reading"),
    "other_band": Text(pl="inny próg", en="another band"),
    "other_days": Text(pl="inne dni", en="other days"),
    "other_base": Text(pl="inna podstawa", en="another base"),
    "rounding": Text(pl="inne zaokrąglenie", en="another rounding"),
    "arithmetic": Text(pl="błąd rachunkowy", en="slip of arithmetic"),
    "charged_twice": Text(pl="naliczono wielokrotnie", en="charged several times"),
    "before_arrival": Text(pl="przed umieszczeniem", en="before arrival"),
    "after_leaving": Text(pl="po zakończeniu pobytu", en="after leaving"),
    "other_gmina": Text(pl="płaci inna gmina", en="another gmina pays"),
    "exempt": Text(pl="gmina nie płaci", en="the gmina is exempt"),
    "outside_base": Text(pl="spoza podstawy", en="outside the base"),
    "not_charged": Text(pl="nie naliczono", en="not charged"),
    "no_cost": Text(pl="brak kosztu w rejestrze", en="no cost in the register"),
    "unexplained": Text(pl="niewyjaśnione", en="unexplained"),
}
"""Short names of the kinds of findings, for headings and names of sheets."""

Sort = Literal["mistake", "reading", "unexplained"]
"""The sort of a finding: a mistake under every reading that was tried, only another reading of the Act, or unknown."""

SORTS: dict[Sort, Text] = {
    "mistake": Text(pl="błędy", en="mistakes"),
    "reading": Text(pl="tylko inna wykładnia ustawy", en="only another reading of the Act"),
    "unexplained": Text(pl="niewyjaśnione", en="unexplained"),
}


def sort_of(code: Code) -> Sort:
    """The sort of a finding other than `correct`."""
    if code == "other_reading":
        return "reading"
    return "unexplained" if code in ("no_cost", "unexplained") else "mistake"


def heading(code: Code) -> Text:
    """A kind of finding as a heading."""
    return capital(FINDINGS[code])

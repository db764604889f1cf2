"""What must hold of a system's corrections of noty: nothing where nothing changed, and else the difference."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.case.child import Exemption, MonthlyCost
from piecza.language.text import Lang, Text, Words, joined
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.testing.agreeing import GivenAmount, amount, drawn_cases, written
from piecza.testing.boundary_days import amounts
from piecza.testing.failures import document, shown_case, text_of
from piecza.testing.issued_noty import Issued, issued
from piecza.testing.property_runs import MAX_EXAMPLES, Says, holds

Correct = Callable[[dict[str, Any], dict[str, Any]], GivenAmount]
"""A system's own correction: of a stored nota (`piecza.nota/1`) and the case as it stands later (`piecza.case/1`), by
how much the gmina's share for the nota's month changes, in złote."""


class LaterCase(NamedTuple):
    """A nota, and the case as it stands later."""

    issued: Issued
    later: Case


def correction_of_nothing_is_nothing(
    correct: Correct,
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That a nota is corrected by 0.00 zł where the case it was made from has not changed.

    ``correct(nota, case)`` gets the documents `piecza.nota/1` and `piecza.case/1`. The other arguments are those of
    `agrees`. Needs the extra ``notes``.
    """
    __tracebackhide__ = True
    drawn = issued(drawn_cases(readings, cases)).map(lambda made: LaterCase(made, made.case))
    _corrects(correct, drawn, lang, max_examples)


def correction_is_the_difference(
    correct: Correct,
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That a nota is corrected by what is due then less what was due, after a cost or an exemption changed.

    The arguments are those of `correction_of_nothing_is_nothing`.
    """
    __tracebackhide__ = True
    drawn = issued(drawn_cases(readings, cases)).flatmap(
        lambda made: st.builds(LaterCase, st.just(made), _changed(made))
    )
    _corrects(correct, drawn, lang, max_examples)


@st.composite
def _changed(draw: st.DrawFn, made: Issued) -> Case:
    """The case of a nota with another monthly cost of one placement, or an exemption of one child."""
    case = made.case
    index = draw(st.integers(0, len(case.children) - 1))
    child = case.children[index]
    if draw(st.booleans()):
        exempt = Exemption(ground="foreign_court", start=draw(st.sampled_from((None, made.month.start))))
        child = child.model_copy(update={"exemptions": (*child.exemptions, exempt)})
    else:
        number = draw(st.integers(0, len(child.stays) - 1))
        stay = child.stays[number]
        place = draw(st.integers(0, len(stay.placements) - 1))
        update = {"monthly_cost": (MonthlyCost(amount=draw(amounts())),), "monthly_cost_from": None, "supplements": ()}
        changed = stay.placements[place].model_copy(update=update)
        placements = (*stay.placements[:place], changed, *stay.placements[place + 1 :])
        stay = stay.model_copy(update={"placements": placements})
        child = child.model_copy(update={"stays": (*child.stays[:number], stay, *child.stays[number + 1 :])})
    return case.model_copy(update={"children": (*case.children[:index], child, *case.children[index + 1 :])})


def _corrects(correct: Correct, drawn: st.SearchStrategy[LaterCase], lang: Lang, max_examples: int) -> None:
    __tracebackhide__ = True

    def check(example: LaterCase) -> Says | None:
        made, later = example
        nota = made.nota.model_dump(mode="json")
        wrong = amount(correct(nota, document(later)))
        before, after = (_due(case, made) for case in (made.case, later))
        if wrong == after - before:
            return None
        if later == made.case:
            return lambda: Text(
                pl="Nic się nie zmieniło, a korekta wynosi {wrong}.",
                en="Nothing has changed, but the correction is {wrong}.",
            ).fill(wrong=written(wrong))
        return lambda: Text(
            pl="Było {before}, powinno być {after}: korekta {right}, a jest {wrong}.",
            en="It was {before}, it should be {after}: a correction of {right}, but it is {wrong}.",
        ).fill(before=written(before), after=written(after), right=written(after - before), wrong=written(wrong))

    holds(drawn, check, _shown, lang=lang, max_examples=max_examples)


def _due(case: Case, made: Issued) -> Decimal:
    code = made.nota.gmina.code[:6]
    return sum((charge.amount for charge in charges(case, made.month) if charge.gmina[:6] == code), Decimal())


def _shown(example: LaterCase) -> Text:
    made, later = example
    parts: list[Words] = [shown_case(later, made.month, made.month)]
    if later != made.case:
        parts += [Text(pl="Sprawa, z której wystawiono notę:", en="The case from which the nota was made:")]
        parts += [text_of(made.case)]
    nota = Text(pl="Nota {number}, wystawiona z tej sprawy:", en="Nota {number}, made from this case:")
    return joined([*parts, nota.fill(number=made.nota.number), made.nota.to_json()], "\n")

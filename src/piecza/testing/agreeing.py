"""The property that matters most: a system charges what this library charges."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.dates import Month
from piecza.language.old_writing import zlote
from piecza.language.text import Lang
from piecza.money import to_grosze
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.rule.explanation import explain
from piecza.testing.failures import document, say, shown_case
from piecza.testing.property_runs import MAX_EXAMPLES, Says, holds, smaller_month
from piecza.testing.strategies import SETTLED, asked
from piecza.testing.strategies import cases as any_cases

GivenAmount = Decimal | str | int
"""Złote: a Decimal, decimal text, or whole złote."""
GivenKey = tuple[str, str]
"""A child's identifier and the code of a gmina."""
Calculate = Callable[[dict[str, Any], str], Mapping[GivenKey, GivenAmount]]
"""A system's own calculation: of the document `piecza.case/1` and a month ``YYYY-MM``, what each gmina owes for each
child. What is not in it is 0.00 zł."""


def agrees(
    calculate: Calculate,
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That a system charges what this library charges, to the grosz, on many cases; the same ones every time.

    ``calculate(case, month)`` gets the document `piecza.case/1` and a month ``YYYY-MM``, and gives the amounts in złote
    (Decimal, text, or whole złote as int) by child and gmina code. It is asked under ``readings``, the defaults unless
    told otherwise, with every open one at its first option; ``cases`` are any unless told otherwise, and then have
    readings of their own.

    AssertionError with the smallest case found in which they differ: child, month, what it should be and why, in
    ``lang``. TypeError where what is given is neither such a mapping nor such amounts.
    """
    __tracebackhide__ = True
    holds(
        asked(drawn_cases(readings, cases)),
        partial(_differs, calculate, lang),
        partial(_shown, lang),
        max_examples=max_examples,
        smaller=smaller_month,
    )


def drawn_cases(
    readings: Readings | None, cases: st.SearchStrategy[Case] | None, *, min_children: int = 1
) -> st.SearchStrategy[Case]:
    """The cases that a property is tried on, with every open reading at its first option."""
    if cases is None:
        chosen = readings.settled() if readings else SETTLED
        return any_cases(readings=chosen, min_children=min_children, max_children=max(2, min_children))
    if readings:
        raise TypeError("give readings or cases: cases have readings of their own")
    return cases.map(_settled)


def _settled(case: Case) -> Case:
    """The case with every open reading at its first option."""
    open_ones = case.readings.unchosen
    return case.with_readings(**{name: getattr(SETTLED, name) for name in open_ones}) if open_ones else case


def _due(case: Case, month: Month) -> dict[GivenKey, Decimal]:
    """What each gmina owes for each child."""
    return {(charge.child, charge.gmina): charge.amount for charge in charges(case, month)}


def given(amounts: object) -> dict[GivenKey, Decimal]:
    """What a system gives, as Decimals. TypeError where it gives something else."""
    if not isinstance(amounts, Mapping):
        raise TypeError(f"amounts are a mapping by child and gmina code, not {type(amounts).__name__}")
    decimals = {}
    for key, value in amounts.items():
        if not (isinstance(key, tuple) and len(key) == 2 and all(isinstance(part, str) for part in key)):
            raise TypeError(f"an amount stands under (child, gmina code), not {key!r}")
        decimals[key] = amount(value)
    return decimals


def amount(value: object) -> Decimal:
    """An amount that a system gives. TypeError where it is none."""
    if isinstance(value, bool) or not isinstance(value, Decimal | str | int):
        raise TypeError(f"an amount is Decimal, text or int in złote, not {type(value).__name__}")
    try:
        parsed = Decimal(value)
    except InvalidOperation:
        raise TypeError(f"an amount is Decimal, text or int in złote, not {value!r}") from None
    if not parsed.is_finite():
        raise TypeError(f"an amount is Decimal, text or int in złote, not {value!r}")
    return parsed


def written(value: Decimal | None, lang: Lang) -> str:
    """An amount for a person; with more than two places as it is."""
    if value is None:
        return say("missing", lang)
    if value != value.quantize(Decimal("0.01")):
        return str(value)
    return zlote(to_grosze(value.quantize(Decimal("0.01"))), lang).replace("\u00a0", " ")


def differences(right: Mapping[GivenKey, Decimal], wrong: Mapping[GivenKey, Decimal]) -> list[GivenKey]:
    """Where two sets of amounts differ; what is missing is 0.00."""
    return [key for key in {**right, **wrong} if right.get(key, 0) != wrong.get(key, 0)]


def _differs(calculate: Calculate, lang: Lang, example: tuple[Case, Month]) -> Says | None:
    case, month = example
    theirs, ours = given(calculate(document(case), str(month))), _due(case, month)
    if not differences(ours, theirs):
        return None
    return lambda: "\n".join(_sentences(case, month, ours, theirs, lang))


def _sentences(
    case: Case, month: Month, ours: Mapping[GivenKey, Decimal], theirs: Mapping[GivenKey, Decimal], lang: Lang
) -> list[str]:
    """What differs, and why it should be otherwise."""
    sentences = []
    explained = {(charge.child, charge.gmina): explain(case, charge) for charge in charges(case, month)}
    for key in differences(ours, theirs):
        right = written(ours.get(key), lang)
        wrong = written(theirs.get(key), lang)
        sentences.append(say("other", lang, child=key[0], gmina=key[1], month=month, right=right, wrong=wrong))
        if key in explained:
            sentences.append(say("why", lang, right=right))
            sentences += [f"  {sentence}".replace("\u00a0", " ") for sentence in explained[key].sentences(lang)]
        else:
            sentences.append(f"  {say('nothing', lang)}")
    return sentences


def _shown(lang: Lang, example: tuple[Case, Month]) -> str:
    case, month = example
    return shown_case(case, month, month, lang)

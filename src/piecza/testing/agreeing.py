"""The property that matters most: a system charges what this library charges."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.dates import Month
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import zlote
from piecza.money import to_grosze
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.rule.explanation import explain
from piecza.testing.failures import document, shown_case
from piecza.testing.property_runs import MAX_EXAMPLES, Says, holds, smaller_asked
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
        partial(_differs, calculate),
        shown_month,
        lang=lang,
        max_examples=max_examples,
        smaller=smaller_asked,
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


def written(value: Decimal | None) -> Words:
    """An amount for a person; with more than two places as it is."""
    if value is None:
        return Text(pl="nic", en="nothing")
    whole = value.quantize(Decimal("0.01"))
    return _breaking(zlote(to_grosze(whole))) if value == whole else str(value)


def _breaking(text: Text) -> Text:
    """A text with spaces at which a line may break, as they can be typed."""
    return text.map(lambda words: words.replace("\u00a0", " "))


def differences(right: Mapping[GivenKey, Decimal], wrong: Mapping[GivenKey, Decimal]) -> list[GivenKey]:
    """Where two sets of amounts differ; what is missing is 0.00."""
    return [key for key in {**right, **wrong} if right.get(key, 0) != wrong.get(key, 0)]


def _differs(calculate: Calculate, example: tuple[Case, Month]) -> Says | None:
    case, month = example
    theirs = given(calculate(document(case), str(month)))
    ours = {(charge.child, charge.gmina): charge.amount for charge in charges(case, month)}
    if not differences(ours, theirs):
        return None
    return lambda: joined(_sentences(case, month, ours, theirs), "\n")


def _sentences(
    case: Case, month: Month, ours: Mapping[GivenKey, Decimal], theirs: Mapping[GivenKey, Decimal]
) -> Iterator[Text]:
    """What differs, and why it should be otherwise."""
    explained = {(charge.child, charge.gmina): explain(case, charge) for charge in charges(case, month)}
    for key in differences(ours, theirs):
        right = written(ours.get(key))
        yield Text(
            pl="Dziecko {child}, gmina {gmina}, {month}: powinno być {right}, jest {wrong}.",
            en="Child {child}, gmina {gmina}, {month}: expected {right}, got {wrong}.",
        ).fill(child=key[0], gmina=key[1], month=month, right=right, wrong=written(theirs.get(key)))
        if key in explained:
            yield Text(pl="Dlaczego {right}:", en="Why {right}:").fill(right=right)
            yield from ("  " + _breaking(sentence) for sentence in explained[key].texts)
        else:
            yield Text(
                pl="  W tym miesiącu gmina nic za to dziecko nie płaci.",
                en="  In this month the gmina owes nothing for this child.",
            )


def shown_month(example: tuple[Case, Month]) -> Text:
    """A case and a month that show what is wrong."""
    case, month = example
    return shown_case(case, month, month)

"""What must hold of any system's charges, whatever else is right about them."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.dates import Month, months
from piecza.language.text import Lang
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.testing.agreeing import Calculate, GivenKey, amount, differences, drawn_cases, given, written
from piecza.testing.failures import document, say, shown_case
from piecza.testing.property_runs import MAX_EXAMPLES, Says, holds, smaller_month, smaller_range
from piecza.testing.strategies import asked

_LONGEST = 5
"""How many months a range has at most."""
Range = tuple[Case, Month, Month]


def never_more_than_cost(
    calculate: Calculate,
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That no share is more than what was spent on the child in the month, nor less than what was recovered.

    The arguments are those of `agrees`, and so are the errors.
    """
    __tracebackhide__ = True

    def check(example: tuple[Case, Month]) -> Says | None:
        case, month = example
        spent: dict[GivenKey, tuple[Decimal, Decimal]] = {}
        for charge in charges(case, month):
            bases = [line.base for line in charge.lines]
            recovered = sum((base for base in bases if base < 0), Decimal())
            spent[charge.child, charge.gmina] = recovered, sum(bases, Decimal()) - recovered
        for key, value in given(calculate(document(case), str(month))).items():
            least, most = spent.get(key, (Decimal(), Decimal()))
            if not least <= value <= most:
                bound = most if value > most else least
                return partial(_of_key, "more_than_cost", lang, key, month, bound, value)
        return None

    drawn, shown = asked(drawn_cases(readings, cases)), partial(_shown_month, lang)
    holds(drawn, check, shown, max_examples=max_examples, smaller=smaller_month)


def order_of_children_does_not_matter(
    calculate: Calculate,
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That no amount changes with the order in which the children stand in the document.

    The arguments are those of `agrees`, and so are the errors. (Where costs of families are divided, the odd grosz
    falls to those that stand first; ``cases`` with such costs do not have this property.)
    """
    __tracebackhide__ = True

    def shuffled(example: tuple[Case, Month]) -> st.SearchStrategy[tuple[Case, Month, Case]]:
        case, month = example
        others = st.permutations(case.children).map(
            lambda children: case.model_copy(update={"children": tuple(children)})
        )
        return st.tuples(st.just(case), st.just(month), others)

    def check(example: tuple[Case, Month, Case]) -> Says | None:
        case, month, other = example
        one, two = (given(calculate(document(variant), str(month))) for variant in (case, other))
        for key in differences(one, two):
            return partial(_of_key, "order", lang, key, month, one.get(key), two.get(key))
        return None

    drawn = asked(drawn_cases(readings, cases, min_children=2)).flatmap(shuffled)
    holds(drawn, check, lambda example: _shown_month(lang, example[:2]), max_examples=max_examples)


def adds_up(
    charge: Callable[[dict[str, Any], str, str], Mapping[str, Any]],
    *,
    readings: Readings | None = None,
    cases: st.SearchStrategy[Case] | None = None,
    lang: Lang = "pl",
    max_examples: int = MAX_EXAMPLES,
) -> None:
    """That all printed amounts add up, and that months one by one give what they give together.

    ``charge(case, first, last)`` gets the document `piecza.case/1` and two months, and gives a document shaped as
    `piecza.charges/1`: segments add up to lines, lines to charges, charges to totals and the total. What is null is
    passed over. The other arguments are those of `agrees`.
    """
    __tracebackhide__ = True

    def ranges(example: tuple[Case, Month]) -> st.SearchStrategy[Range]:
        case, first = example
        following = list(months(first, Month(min(first.year + 1, 2099), first.month)))[:_LONGEST]
        return st.tuples(st.just(case), st.just(first), st.sampled_from(following))

    def check(example: Range) -> Says | None:
        case, first, last = example
        together = charge(document(case), str(first), str(last))
        for name, details in _not_added(together, lang):
            return partial(say, name, lang, **details)
        alone: dict[tuple[str, GivenKey], Decimal] = {}
        for month in months(first, last) if first < last else ():
            alone |= _by_month(charge(document(case), str(month), str(month)))
        among = _by_month(together) if first < last else {}
        for at, key in {**among, **alone}:
            one, other = among.get((at, key)), alone.get((at, key))
            if one != other:
                return partial(_of_key, "by_month", lang, key, Month.parse(at), one, other)
        return None

    drawn = asked(drawn_cases(readings, cases)).flatmap(ranges)
    holds(drawn, check, lambda example: shown_case(*example, lang), max_examples=max_examples, smaller=smaller_range)


def _by_month(charged: Mapping[str, Any]) -> dict[tuple[str, GivenKey], Decimal]:
    return {
        (charge["month"], (charge["child"], charge["gmina"])): amount(charge["amount"]) for charge in charged["charges"]
    }


def _not_added(charged: Mapping[str, Any], lang: Lang) -> Iterator[tuple[str, dict[str, object]]]:
    """Where the parts do not come to the whole: the name of the sentence and its details."""

    def compare(path: str, parts: list[Any], whole: Any) -> Iterator[tuple[str, dict[str, object]]]:
        if whole is None or any(part is None for part in parts):
            return
        total = sum(map(amount, parts), Decimal())
        if total != amount(whole):
            yield "not_added", {"path": path, "parts": written(total, lang), "whole": written(amount(whole), lang)}

    totals: dict[str, list[Any]] = {total["gmina"]: [] for total in charged["totals"]}
    for index, charge in enumerate(charged["charges"]):
        at = f"charges[{index}]"
        for number, line in enumerate(charge["lines"]):
            line_path, segments = f"{at}.lines[{number}]", line["segments"]
            yield from compare(f"{line_path}.amount", [segment["amount"] for segment in segments], line["amount"])
            held = sum(segment["days"] for segment in segments)
            if held != line["days"]:
                yield "days_not_added", {"path": line_path, "parts": held, "whole": line["days"]}
        for name in ("base", "amount"):
            yield from compare(f"{at}.{name}", [line[name] for line in charge["lines"]], charge[name])
        totals.setdefault(charge["gmina"], []).append(charge["amount"])
    printed = {total["gmina"]: total["amount"] for total in charged["totals"]}
    for gmina, parts in totals.items():
        yield from compare(f"totals.{gmina}", parts, printed.get(gmina, 0))
    yield from compare("total", list(printed.values()), charged["total"])


def _of_key(name: str, lang: Lang, key: GivenKey, month: Month, right: Decimal | None, wrong: Decimal | None) -> str:
    child, gmina = key
    amounts = {"right": written(right, lang), "wrong": written(wrong, lang)}
    return say(name, lang, child=child, gmina=gmina, month=month, **amounts)


def _shown_month(lang: Lang, example: tuple[Case, Month]) -> str:
    case, month = example
    return shown_case(case, month, month, lang)

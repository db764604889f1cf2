"""What must hold of any system's charges, whatever else is right about them."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from hypothesis import strategies as st

from piecza.case.case import Case
from piecza.dates import Month, months
from piecza.language.text import Lang, Text
from piecza.readings import Readings
from piecza.rule.case_charges import charges
from piecza.testing.agreeing import Calculate, GivenKey, amount, differences, drawn_cases, given, shown_month, written
from piecza.testing.failures import document, shown_case
from piecza.testing.property_runs import MAX_EXAMPLES, Says, holds, smaller_asked
from piecza.testing.strategies import asked

_LONGEST = 5
"""How many months a range has at most."""
Range = tuple[Case, Month, Month]

_MORE_THAN_COST = Text(
    pl="Dziecko {child}, gmina {gmina}, {month}: udział {wrong}, a wydano {right}.",
    en="Child {child}, gmina {gmina}, {month}: a share of {wrong} of {right} spent.",
)
_OTHER_ORDER = Text(
    pl="Dziecko {child}, gmina {gmina}, {month}: {right}, a przy innej kolejności dzieci {wrong}.",
    en="Child {child}, gmina {gmina}, {month}: {right}, but with the children in another order {wrong}.",
)
_OTHER_ALONE = Text(
    pl="Dziecko {child}, gmina {gmina}, {month}: w zakresie miesięcy {right}, w samym tym miesiącu {wrong}.",
    en="Child {child}, gmina {gmina}, {month}: {right} among several months, {wrong} when asked for alone.",
)
_NOT_ADDED = Text(
    pl="{path}: suma części to {parts}, a jest {whole}.",
    en="{path}: the parts come to {parts}, but it says {whole}.",
)
_DAYS_NOT_ADDED = Text(
    pl="{path}: części mają {parts} dni, a pozycja {whole}.",
    en="{path}: the parts have {parts} days, the line {whole}.",
)


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
                return partial(_of_key, _MORE_THAN_COST, key, month, bound, value)
        return None

    drawn = asked(drawn_cases(readings, cases))
    holds(drawn, check, shown_month, lang=lang, max_examples=max_examples, smaller=smaller_asked)


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
            return partial(_of_key, _OTHER_ORDER, key, month, one.get(key), two.get(key))
        return None

    drawn = asked(drawn_cases(readings, cases, min_children=2)).flatmap(shuffled)
    holds(drawn, check, lambda example: shown_month(example[:2]), lang=lang, max_examples=max_examples)


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
        for sentence in _not_added(together):
            return lambda: sentence
        alone: dict[tuple[str, GivenKey], Decimal] = {}
        for month in months(first, last) if first < last else ():
            alone |= _by_month(charge(document(case), str(month), str(month)))
        among = _by_month(together) if first < last else {}
        for at, key in {**among, **alone}:
            one, other = among.get((at, key)), alone.get((at, key))
            if one != other:
                return partial(_of_key, _OTHER_ALONE, key, Month.parse(at), one, other)
        return None

    drawn = asked(drawn_cases(readings, cases)).flatmap(ranges)
    holds(
        drawn,
        check,
        lambda example: shown_case(*example),
        lang=lang,
        max_examples=max_examples,
        smaller=smaller_asked,
    )


def _by_month(charged: Mapping[str, Any]) -> dict[tuple[str, GivenKey], Decimal]:
    return {
        (charge["month"], (charge["child"], charge["gmina"])): amount(charge["amount"]) for charge in charged["charges"]
    }


def _not_added(charged: Mapping[str, Any]) -> Iterator[Text]:
    """Where the parts do not come to the whole."""

    def compare(path: str, parts: list[Any], whole: Any) -> Iterator[Text]:
        if whole is None or any(part is None for part in parts):
            return
        total = sum(map(amount, parts), Decimal())
        if total != amount(whole):
            yield _NOT_ADDED.fill(path=path, parts=written(total), whole=written(amount(whole)))

    totals: dict[str, list[Any]] = {total["gmina"]: [] for total in charged["totals"]}
    for index, charge in enumerate(charged["charges"]):
        at = f"charges[{index}]"
        for number, line in enumerate(charge["lines"]):
            line_path, segments = f"{at}.lines[{number}]", line["segments"]
            yield from compare(f"{line_path}.amount", [segment["amount"] for segment in segments], line["amount"])
            held = sum(segment["days"] for segment in segments)
            if held != line["days"]:
                yield _DAYS_NOT_ADDED.fill(path=line_path, parts=held, whole=line["days"])
        for name in ("base", "amount"):
            yield from compare(f"{at}.{name}", [line[name] for line in charge["lines"]], charge[name])
        totals.setdefault(charge["gmina"], []).append(charge["amount"])
    printed = {total["gmina"]: total["amount"] for total in charged["totals"]}
    for gmina, parts in totals.items():
        yield from compare(f"totals.{gmina}", parts, printed.get(gmina, 0))
    yield from compare("total", list(printed.values()), charged["total"])


def _of_key(sentence: Text, key: GivenKey, month: Month, right: Decimal | None, wrong: Decimal | None) -> Text:
    child, gmina = key
    return sentence.fill(child=child, gmina=gmina, month=month, right=written(right), wrong=written(wrong))

"""What must hold of costs that are worked out, under every combination of readings."""

import copy
import json
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

import cost_reference
import cost_strategies
import pytest
import reference
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from piecza import Month, charges, cost_sheet, explained, read_case
from piecza.money import shared
from piecza.rule.explanation import explanations

# A case of families takes ten times as long to draw as any other; half as many are drawn of each.
HALF = settings(max_examples=settings.default.max_examples // 2)


def days_of(first, last):
    return Month.parse(first).start, Month.parse(last).end


def without_source(entries):
    for charge in entries:
        for line in charge["lines"]:
            line.pop("source")
    return entries


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_charges_are_those_of_the_same_case_with_every_cost_given(given_case):
    case, first, last = given_case
    result = charges(read_case(json.dumps(case)), first, last).to_dict()
    expected = reference.charges(cost_reference.given(case, *days_of(first, last)), first, last)
    assert without_source(result["charges"]) == without_source(expected)


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_the_sheet_says_what_is_charged(given_case):
    case, first, last = given_case
    document = read_case(json.dumps(case))
    sheet = cost_sheet(document, first, last)
    monthly = {(p.path, entry.source): [] for p in sheet.placements for entry in p.monthly_cost}
    for placement in sheet.placements:
        for entry in placement.monthly_cost:
            monthly[placement.path, entry.source].append((entry.start, entry.end, entry.amount))
    for charge in charges(document, first, last):
        for line in charge.lines:
            if line.kind == "monthly_cost":
                candidates = [
                    entry for (_, source), entries in monthly.items() if source == line.source for entry in entries
                ]
                assert any(start <= line.start and line.rate == amount for start, _, amount in candidates)
            elif line.source.startswith("family_costs"):
                cost = next(family_cost for family_cost in sheet.family_costs if family_cost.path == line.source)
                parts = [part for part in cost.parts if part.child == charge.child]
                assert any(part.start <= line.start and line.end <= part.end for part in parts)


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_the_parts_of_a_family_cost_add_up_and_none_is_negative(given_case):
    case, first, last = given_case
    for cost in cost_sheet(read_case(json.dumps(case)), first, last).family_costs:
        assert sum(part.amount for part in cost.parts) == cost.amount
        assert all(part.amount >= 0 for part in cost.parts)
        assert all(cost.start <= part.start <= part.end <= cost.end for part in cost.parts)


@pytest.mark.slow
@HALF
@given(cost_strategies.cases(), st.randoms(use_true_random=False))
def test_reordering_children_moves_nobody_by_more_than_a_grosz(given_case, random):
    case, first, last = given_case
    assume(case["family_costs"])
    shuffled = copy.deepcopy(case)
    random.shuffle(shuffled["children"])

    def parts(document):
        amounts = defaultdict(Decimal)
        for cost in cost_sheet(read_case(json.dumps(document)), first, last).family_costs:
            for part in cost.parts:
                amounts[cost.path, part.child] += part.amount
        return amounts

    one, other = parts(case), parts(shuffled)
    assert one.keys() == other.keys()
    assert all(abs(one[key] - other[key]) <= Decimal("0.01") for key in one)


@pytest.mark.slow
@HALF
@given(cost_strategies.cases(wage_apportionment="child_days", lodging_split="child_days"))
def test_under_child_days_a_longer_presence_never_gets_less(given_case):
    case, first, last = given_case
    for cost in cost_sheet(read_case(json.dumps(case)), first, last).family_costs:
        days, amounts = defaultdict(int), defaultdict(Decimal)
        for part in cost.parts:
            days[part.child] += part.days
            amounts[part.child] += part.amount
        by_days = sorted(days, key=lambda child: (days[child], amounts[child]))
        assert [amounts[child] for child in by_days] == sorted(amounts.values())


@pytest.mark.slow
@HALF
@given(cost_strategies.cases(), st.sampled_from(["wages", "lodging"]))
def test_days_split_between_families_count_once(given_case, kind):
    """One cost for each family over the same days: a child's days in them add up to its days of stay in families."""
    case, first, last = given_case
    start, end = days_of(first, last)
    case["readings"]["wage_apportionment"] = "child_days"
    costs = [
        {"family": family, "kind": kind, "start": str(start), "end": str(end), "amount": "100.00"}
        for family in cost_strategies.FAMILIES
    ]
    case["family_costs"] = [cost for cost in costs if cost_reference.present(case, cost)]
    counted = defaultdict(int)
    for cost in cost_sheet(read_case(json.dumps(case)), first, last).family_costs:
        for part in cost.parts:
            counted[part.child] += part.days
    for child in case["children"]:
        in_families = 0
        for stay in child["stays"]:
            for at in reference.days_of_stay(stay, case["readings"], end):
                bearer = reference.expense_bearer(stay, at, case["readings"])
                in_families += at >= start and "family" in bearer
        assert counted[child["id"]] == in_families


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_what_a_family_costs_over_its_months_adds_up_to_it(given_case):
    case, _, _ = given_case
    document = read_case(json.dumps(case))
    for index, cost in enumerate(case["family_costs"]):
        only = document.model_copy(update={"family_costs": (document.family_costs[index],)})
        plain = only.model_copy(
            update={
                "children": tuple(
                    child.model_copy(update={"stays": tuple(bare(s) for s in child.stays)}) for child in only.children
                )
            }
        )
        result = charges(plain, cost["start"][:7], cost["end"][:7])
        assert sum(charge.base for charge in result) == Decimal(cost["amount"])


def bare(stay):
    """A stay without any other cost."""
    placements = tuple(
        placement.model_copy(update={"monthly_cost": (), "monthly_cost_from": None}) for placement in stay.placements
    )
    return stay.model_copy(update={"placements": placements, "expenses": ()})


@pytest.mark.slow
@HALF
@given(cost_strategies.cases(coordinator="full"))
def test_a_whole_coordinator_is_charged_to_the_grosz_where_nothing_is_exempt(given_case):
    case, first, last = given_case
    for charge in charges(read_case(json.dumps(case)), first, last):
        for line in charge.lines:
            exempt = any(segment.exempt for segment in line.segments)
            if line.kind == "coordinator" and line.source.startswith("family_costs") and not exempt:
                (segment,) = line.segments
                assert (segment.percent, segment.band) == (100, None)
                assert line.amount in (line.base, None)


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_every_worked_out_line_is_explained(given_case):
    case, first, _ = given_case
    document = read_case(json.dumps(case))
    made = explained(document, charges(document, first, first))
    for charge in made["charges"]:
        for line in charge["lines"]:
            worked_out = not line["source"].startswith("children") or line["source"].endswith("monthly_cost_from")
            assert ("origin" in line["explanation"]) == worked_out


@given(st.integers(0, 10**11), st.lists(st.integers(0, 400), min_size=1, max_size=30).filter(any))
def test_an_amount_is_shared_without_loss(amount, weights):
    parts = shared(amount, weights)
    assert sum(parts) == amount
    assert parts == cost_reference.largest_remainder(amount, weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - amount * weight) < sum(weights)
        assert weight or not part


@pytest.mark.slow
@HALF
@given(cost_strategies.cases())
def test_a_longer_window_changes_no_month(given_case):
    case, first, last = given_case
    earlier = (Month.parse(first).start - timedelta(days=40)).strftime("%Y-%m")
    assume(earlier >= "2012-01")
    document = read_case(json.dumps(case))
    together = charges(document, earlier, last)
    assert [c for c in together if str(c.month) >= first] == list(charges(document, first, last))


@pytest.mark.slow
def test_the_strategy_draws_what_it_is_for():
    """Otherwise the properties above would hold of nothing."""
    seen = defaultdict(int)

    @given(cost_strategies.cases())
    def look(given_case):
        case, first, last = given_case
        sheet = cost_sheet(read_case(json.dumps(case)), first, last)
        seen["family costs"] += len(sheet.family_costs)
        seen["shared"] += any(len({part.child for part in cost.parts}) > 1 for cost in sheet.family_costs)
        for placement in sheet.placements:
            sources = {entry.source for entry in placement.monthly_cost}
            seen["announcements"] += any(source.startswith("announcements") for source in sources)
            seen["rates"] += any(source.endswith("monthly_cost_from") for source in sources)
            seen["changes"] += len(placement.monthly_cost) > 1
            seen["powiat"] += any(b.source for entry in placement.monthly_cost for b in entry.benefits)
            seen["supplements"] += any(len(entry.benefits) > 1 for entry in placement.monthly_cost)
        assert date(2012, 1, 1) <= days_of(first, last)[0]

    look()
    assert all(seen[name] for name in ("shared", "announcements", "rates", "changes", "powiat", "supplements"))


@pytest.mark.slow
@settings(max_examples=HALF.max_examples // 2)
@given(cost_strategies.cases())
def test_a_reading_mattered_as_it_would_be_charged(given_case):
    """Also where it changes whose a day is, and with it every part of a family's cost."""
    case, first, _ = given_case
    document = read_case(json.dumps(case))
    result = charges(document, first, first)
    for explanation in explanations(document, result.charges):
        for reading in explanation.readings:
            for option, amount in reading.instead.items():
                try:
                    chosen = document.with_readings(**{reading.reading: option})
                except ValidationError:  # something of another child, or a family that it is never in, refuses it
                    continue
                other = charges(chosen, first, first)
                same = [
                    c.amount
                    for c in other
                    if (c.child, c.gmina) == (explanation.charge.child, explanation.charge.gmina)
                ]
                assert sum(same) == amount != explanation.charge.amount

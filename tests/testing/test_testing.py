"""What tests other systems: what is drawn is right and varied, and the properties find what they are there to find."""

import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import piecza
from piecza import testing
from piecza.notes.nota import read_nota
from piecza.testing.failures import shown_case
from piecza.testing.planting import PLANTED_KINDS, Planted, plant, right_series

ROOT = Path(__file__).parents[2]
OPS = ROOT / "examples" / "ops"
PAGE = ROOT / "docs" / "testing.md"
FIXED = settings(max_examples=100, derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])
FEW = settings(max_examples=40, derandomize=True, database=None)
ANY = testing.cases(readings=testing.readings())


def text_of(model):
    return model.model_dump_json(by_alias=True)


# What is drawn


@FEW
@given(ANY | testing.cases(costs=True, readings=testing.readings()))
def test_a_case_is_right_when_it_is_read_again(case):
    assert piecza.read_case(text_of(case)) == case


@FEW
@given(st.data())
def test_every_part_is_right_by_itself(data):
    for strategy, model in (
        (testing.children(), piecza.Child),
        (testing.stays(), piecza.Stay),
        (testing.placements(), piecza.Placement),
        (testing.monthly_costs(), piecza.MonthlyCost),
        (testing.expenses(), piecza.Expense),
        (testing.exemptions(), piecza.Exemption),
        (testing.readings(), piecza.Readings),
        (testing.readings(unchosen=True), piecza.Readings),
    ):
        drawn = data.draw(strategy)
        assert type(drawn) is model
        assert model.model_validate(json.loads(text_of(drawn))) == drawn


@FEW
@given(testing.asked(testing.cases(costs=True, readings=testing.readings())))
def test_nothing_has_to_be_asked_in_the_months_of_a_case(example):
    case, month = example
    piecza.charges(case, month)


@FEW
@given(testing.days(date(2012, 1, 1), date(2012, 3, 1)))
def test_days_are_those_asked_for(day):
    assert date(2012, 1, 1) <= day <= date(2012, 3, 1)


def stays_of(case):
    return [stay for child in case.children for stay in child.stays]


SITUATIONS = {
    "a return home": lambda case: any(len(child.stays) > 1 for child in case.children),
    "an adult": lambda case: any(stay.ended_by == "adulthood" for child in case.children for stay in child.stays[:-1]),
    "an adoption": lambda case: any(stay.ended_by == "adoption" for stay in stays_of(case)),
    "a death": lambda case: any(stay.ended_by == "death" for stay in stays_of(case)),
    "a facility": lambda case: any(p.in_facility for stay in stays_of(case) for p in stay.placements),
    "a move on one day": lambda case: any(
        one.end == after.start
        for s in stays_of(case)
        for one, after in zip(s.placements, s.placements[1:], strict=False)
    ),
    "another cost": lambda case: any(len(p.monthly_cost) > 1 for stay in stays_of(case) for p in stay.placements),
    "an expense of some days": lambda case: any(e.start for stay in stays_of(case) for e in stay.expenses),
    "something recovered": lambda case: any(e.amount < 0 for stay in stays_of(case) for e in stay.expenses),
    "an exemption": lambda case: any(child.exemptions for child in case.children),
    "a leap day": lambda case: any((s.start.month, s.start.day) == (2, 29) for s in stays_of(case)),
    "two children": lambda case: len(case.children) == 2,
    "another gmina": lambda case: len({stay.gmina for stay in case.children[0].stays}) > 1,
    **{
        f"a stay from {day}": lambda case, day=day: any(stay.start == day for stay in stays_of(case))
        for day in (date(2011, 12, 31), date(2012, 1, 1), date(2014, 9, 19), date(2018, 8, 27), date(2023, 2, 1))
    },
}


def counted(strategy, situations, examples):
    """How many of the examples that are drawn show each situation."""
    counts = Counter(dict.fromkeys(situations, 0))

    @settings(max_examples=examples, derandomize=True, database=None)
    @given(strategy)
    def look(drawn):
        counts.update(name for name, shows in situations.items() if shows(drawn))

    look()
    return counts


@pytest.mark.slow
def test_situations_are_drawn():
    counts = counted(testing.cases(), SITUATIONS, 300)
    assert not [name for name, count in counts.items() if not count], counts


@pytest.mark.slow
def test_months_in_which_something_happens_are_drawn():
    def segments(example):
        return [line.segments for charge in piecza.charges(*example) for line in charge.lines]

    situations = {
        "another band": lambda example: any(len({s.band for s in parts}) > 1 for parts in segments(example)),
        "a part of a month": lambda example: any(parts[-1].end.day < 28 for parts in segments(example)),
        "every band": lambda example: {s.band for parts in segments(example) for s in parts} >= {1, 2} or None,
        "exempt": lambda example: any(s.exempt for parts in segments(example) for s in parts),
        "nothing": lambda example: not segments(example),
    }
    counts = counted(testing.asked(testing.cases()), situations, 150)
    assert not [name for name, count in counts.items() if count < 5], counts


COSTS = {
    "rates": lambda case: any(p.monthly_cost_from == "rates" for s in stays_of(case) for p in s.placements),
    "announcements": lambda case: len(case.announcements) > 1,
    "supplements": lambda case: any(p.supplements for s in stays_of(case) for p in s.placements),
    "a family's cost": lambda case: any(cost.amount for cost in case.family_costs),
    "a family's cost of some children": lambda case: any(cost.children for cost in case.family_costs),
}


@pytest.mark.slow
def test_costs_that_are_worked_out_are_drawn():
    counts = counted(testing.cases(costs=True), COSTS, 150)
    assert not [name for name, count in counts.items() if count < 5], counts


def test_the_simplest_case_is_one_child_in_one_family_at_a_small_cost():
    case = find(ANY, lambda case: True, settings=FIXED)
    assert case.readings == piecza.Readings().settled()
    placement = piecza.Placement(
        form="related_family", start=date(2023, 1, 1), monthly_cost=(piecza.MonthlyCost(amount=Decimal("100.00")),)
    )
    assert case.children == (piecza.Child(id="D-1", stays=(piecza.Stay(gmina="2808011", placements=(placement,)),)),)


@pytest.mark.slow
@FEW
@given(testing.issued())
def test_noty_are_those_of_their_cases(made):
    charged = [c.amount for c in piecza.charges(made.case, made.month) if c.gmina[:6] == made.nota.gmina.code[:6]]
    assert made.nota.amount == sum(charged) != 0
    assert read_nota(made.nota.to_json()) == made.nota


# Properties


def by_key(case, month, change=lambda document: document):
    """The library's own amounts of a document, perhaps of another one than was asked for."""
    charges = piecza.charges(piecza.read_case(json.dumps(change(case))), month)
    return {(charge.child, charge.gmina): charge.amount for charge in charges}


def charges_of(case, first, last):
    return piecza.charges(piecza.read_case(json.dumps(case)), first, last).to_dict()


def corrected(nota, case):
    now = sum(a for (_, gmina), a in by_key(case, nota["month"]).items() if gmina[:6] == nota["gmina"]["code"][:6])
    return now - Decimal(nota["amount"])


CASES = testing.cases(costs=True, readings=testing.readings())
RIGHT = {
    "agrees": lambda: testing.agrees(by_key, max_examples=40),
    "agrees anywhere": lambda: testing.agrees(by_key, cases=CASES, max_examples=40),
    "agrees under readings": lambda: testing.agrees(by_key, readings=piecza.Readings(rounding="line"), max_examples=20),
    "adds up": lambda: testing.adds_up(charges_of, cases=CASES, max_examples=40),
    "never more": lambda: testing.never_more_than_cost(by_key, cases=CASES, max_examples=40),
    "any order": lambda: testing.order_of_children_does_not_matter(by_key, max_examples=20),
    "nothing": lambda: testing.correction_of_nothing_is_nothing(corrected, max_examples=20),
    "difference": lambda: testing.correction_is_the_difference(corrected, max_examples=20),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", RIGHT)
def test_the_library_has_its_own_properties(name):
    RIGHT[name]()


def under(**readings):
    return lambda case: {**case, "readings": {**case["readings"], **readings}}


def from_new_year(case):
    """Years counted from 1 January of the year in which a stay began."""
    document = json.loads(json.dumps(case))
    for placement in (s["placements"][0] for child in document["children"] for s in child["stays"]):
        placement["start"] = f"{placement['start'][:4]}-01-01"
        for cost in placement["monthly_cost"][:1]:
            cost["start"] = None
    return document


def whole_month(case, month):
    """A full month for every part of one, at its first band."""
    amounts = {}
    for charge in piecza.charges(piecza.read_case(json.dumps(case)), month):
        rates = [(line.rate_grosze, line.segments[0].percent) for line in charge.lines if line.rate_grosze]
        amounts[charge.child, charge.gmina] = Decimal(sum(r * p for r, p in rates) // 100) / 100
    return amounts


def down(case, month):
    amounts = {}
    for charge in piecza.charges(piecza.read_case(json.dumps(case)), month):
        parts = [
            line.base_grosze * s.days * s.percent // (line.days * 100) for line in charge.lines for s in line.segments
        ]
        amounts[charge.child, charge.gmina] = Decimal(sum(parts)) / 100
    return amounts


def shifted(case, month):
    """30, 50 and 50 percent."""
    amounts = {}
    for charge in piecza.charges(piecza.read_case(json.dumps(case)), month):
        share = sum(
            Decimal(line.base_grosze * s.days * {0: 0, 10: 30, 30: 50, 50: 50}[s.percent]) / line.days
            for line in charge.lines
            for s in line.segments
        )
        amounts[charge.child, charge.gmina] = (share / 10000).quantize(Decimal("0.01"))
    return amounts


BUGS = {
    "years from 1 January": partial(by_key, change=from_new_year),
    "a full month for a part": whole_month,
    "rounded down": down,
    "percentages shifted": shifted,
    "leaving day not counted": partial(by_key, change=under(leaving_day="not_counted")),
    "nothing at all": lambda case, month: {},
    "another child": lambda case, month: {**by_key(case, month), ("D-9", "2808011"): 1},
}
PLAIN = testing.cases(max_stays=1, expenses=False, exemptions=False)


@pytest.mark.slow
@pytest.mark.parametrize("bug", BUGS)
def test_bugs_are_found_and_shown_in_one_child_with_one_stay_and_one_placement(bug):
    with pytest.raises(AssertionError) as caught:
        testing.agrees(BUGS[bug], cases=PLAIN)
    text = str(caught.value)
    case = piecza.read_case(text[text.index("{\n") :])
    month = re.search(r"\((\S+); piecza", text)[1]
    (child,) = case.children
    (stay,) = child.stays
    assert len(stay.placements) == 1
    assert BUGS[bug](json.loads(text_of(case)), month) != by_key(json.loads(text_of(case)), month)
    assert caught.value.__cause__ is None


def one_month_cost(amount="1000.00"):
    return (piecza.MonthlyCost(amount=Decimal(amount)),)


def message_of(property_, *arguments, **options):
    with pytest.raises(AssertionError) as caught:
        property_(*arguments, **options)
    return str(caught.value)


@pytest.mark.slow
def test_what_a_difference_says():
    said = message_of(testing.agrees, down, lang="en", cases=PLAIN)
    case = piecza.read_case(said[said.index("{\n") :])
    month = re.search(r"\((\S+); piecza", said)[1]
    (charge,) = (
        c for c in piecza.charges(case, month) if c.amount != down(json.loads(text_of(case)), month)[c.child, c.gmina]
    )
    assert said.startswith(f"Child D-1, gmina 2808011, {month}: expected PLN {charge.amount}, got PLN ")
    for sentence in piecza.explain(case, charge).sentences("en"):
        assert sentence.replace("\u00a0", " ") in said
    polish = message_of(testing.agrees, down, cases=PLAIN)
    assert polish.startswith(f"Dziecko D-1, gmina 2808011, {month}: powinno być ")
    assert polish[polish.index("{\n") :] == said[said.index("{\n") :]
    assert message_of(testing.agrees, down, cases=PLAIN) == polish


def test_readings_that_decide_nothing_are_left_out_of_what_is_shown():
    placements = [
        piecza.Placement(form="related_family", start=start, end=end, monthly_cost=one_month_cost())
        for start, end in ((date(2022, 1, 1), date(2022, 6, 30)), (date(2022, 9, 1), None))
    ]
    stays = tuple(piecza.Stay(gmina="2808011", placements=(placement,)) for placement in placements)
    readings = piecza.Readings(divisor="thirty").settled()
    case = piecza.Case(children=(piecza.Child(id="D-1", stays=stays),), readings=readings)

    def shown(month):
        said = shown_case(case, month, month)["en"]
        return json.loads(said[said.index("{\n") :])["readings"]

    assert shown(piecza.Month(2022, 9)) == {"divisor": "thirty"}
    assert shown(piecza.Month(2023, 5)) == {"divisor": "thirty", "after_return": "sum"}


def test_what_a_system_raises_goes_through_with_the_case():
    def ours(case, month):
        return {("D-1", "2808011"): Decimal(case["children"][1]["id"])}

    with pytest.raises(IndexError) as caught:
        testing.agrees(ours, lang="en")
    (note,) = caught.value.__notes__
    assert len(piecza.read_case(note[note.index("{\n") :]).children) == 1


@pytest.mark.parametrize(
    "given_back",
    [None, [], {"D-1": 1}, {("D-1", 7): 1}, {("D-1", "2808011"): 1.0}, {("D-1", "2808011"): True}]
    + [{("D-1", "2808011"): value} for value in ("1,00", "NaN", Decimal("Infinity"), None)],
    ids=repr,
)
def test_what_is_no_amount_is_refused(given_back):
    with pytest.raises(TypeError, match=r"mapping|stands under|an amount is"):
        testing.agrees(lambda case, month: given_back, max_examples=5)


def test_amounts_may_be_decimals_text_or_whole_zlote():
    as_text = lambda case, month: {key: str(amount) for key, amount in by_key(case, month).items() if amount}  # noqa: E731
    testing.agrees(as_text, max_examples=20)
    whole = lambda case, month: {k: int(a) if a == int(a) else a for k, a in by_key(case, month).items()}  # noqa: E731
    testing.agrees(whole, max_examples=20)


def test_readings_and_cases_are_not_given_together():
    with pytest.raises(TypeError, match="readings or cases"):
        testing.agrees(by_key, readings=piecza.Readings(), cases=testing.cases())


def test_open_readings_of_cases_are_settled():
    cases = testing.cases(readings=piecza.Readings())
    testing.agrees(by_key, cases=cases, max_examples=40)


def broken(path, value):
    """A document of charges with one value changed, wherever there is one."""

    def charge(case, first, last):
        document = charges_of(case, first, last)
        part = document
        try:
            for step in path[:-1]:
                part = part[step]
            part[path[-1]] = value(part[path[-1]])
        except IndexError:
            pass
        return document

    return charge


def a_grosz_more(text):
    return str(Decimal(text) + Decimal("0.01"))


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("charges", 0, "lines", 0, "segments", 0, "amount"), "charges[0].lines[0].amount"),
        (("charges", 0, "amount"), "charges[0].amount"),
        (("charges", 0, "base"), "charges[0].base"),
        (("totals", 0, "amount"), "totals.2808011"),
        (("total",), "total"),
    ],
)
def test_sums_that_do_not_add_up_are_found(path, said):
    text = message_of(testing.adds_up, broken(path, a_grosz_more), lang="en")
    assert text.startswith(f"{said}: the parts come to PLN ")


def test_days_that_do_not_add_up_are_found():
    more = broken(("charges", 0, "lines", 0, "segments", 0, "days"), lambda days: days + 1)
    assert message_of(testing.adds_up, more).startswith("charges[0].lines[0]: części mają 32 dni, a pozycja 31.")


def test_months_that_depend_on_what_is_asked_beside_them_are_found():
    def charge(case, first, last):
        document = charges_of(case, first, last)
        if first != last:
            document["charges"], document["totals"], document["total"] = document["charges"][1:], [], "0.00"
            for entry in document["charges"]:
                entry.update(amount="0.00", base="0.00", lines=[])
        return document

    said = message_of(testing.adds_up, charge, lang="en")
    assert re.match(r"Child D-1, gmina 2808011, 20..-..: (nothing|PLN 0.00) among several months, PLN .* alone", said)


def test_more_than_the_cost_is_found():
    too_much = lambda case, month: {key: amount * 11 for key, amount in by_key(case, month).items()}  # noqa: E731
    said = message_of(testing.never_more_than_cost, too_much, lang="en")
    assert said.startswith("Child D-1, gmina 2808011, 2023-01: a share of PLN 110.00 of PLN 100.00 spent.")


def test_all_that_was_spent_is_not_more_than_that():
    def everything(case, month):
        charges = piecza.charges(piecza.read_case(json.dumps(case)), month)
        return {(charge.child, charge.gmina): charge.base for charge in charges}

    testing.never_more_than_cost(everything, max_examples=40)


@pytest.mark.slow
def test_an_order_that_matters_is_found():
    def first_pays(case, month):
        amounts = by_key(case, month)
        return {key: amount + (key[0] == case["children"][0]["id"]) for key, amount in amounts.items()}

    said = message_of(testing.order_of_children_does_not_matter, first_pays, lang="en")
    assert "but with the children in another order PLN" in said


@pytest.mark.slow
def test_corrections_that_are_wrong_are_found():
    said = message_of(testing.correction_of_nothing_is_nothing, lambda nota, case: nota["amount"], lang="en")
    assert said.startswith("Nothing has changed, but the correction is PLN 10.00.")
    assert read_nota(said[said.rindex("\n{\n") :]).amount == 10
    said = message_of(testing.correction_is_the_difference, lambda nota, case: 0, lang="en")
    assert re.match(r"It was PLN \S+, it should be PLN \S+: a correction of .?PLN \S+, but it is PLN 0.00.", said)


# Past charges


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLANTED_KINDS)
def test_every_kind_of_error_is_planted(kind):
    """By drawing, and by a random number from the same right series, which gives the same each time."""
    planted = 0

    @settings(max_examples=12, derandomize=True, database=None)
    @given(testing.charged_series(kinds=(kind,)))
    def look(series):
        nonlocal planted
        assert {error.kind for error in series.planted} <= {kind}
        right = right_series(series.case, series.first, series.last)
        chosen = [plant(right, kind, random.Random(1).choice) for _ in range(2)]
        assert chosen[0] == chosen[1]
        assert bool(chosen[0]) == bool(series.planted)
        for item in filter(None, (series, chosen[0])):
            follows(item)
        planted += bool(series.planted)

    look()
    assert planted >= 2


def follows(series):
    """A series is what the library charges but for what is planted, and the figures of that are true."""
    due = {(c.child, c.gmina, c.month): c.amount for c in piecza.charges(series.case, series.first, series.last)}
    charged = {}
    for row in series.charged:
        assert series.first <= row.first <= series.last
        charged.setdefault((row.child, row.gmina, row.first), []).append(row.amount)
    planted: dict = {error.key: error for error in series.planted}
    assert len(planted) == len(series.planted)
    for error in series.planted:
        assert error.right != error.wrong
        assert error.right == due.get(error.key)
        assert error.wrong == (sum(charged[error.key]) if error.key in charged else None)
        assert error.row is None or series.charged[error.row].first == error.month
    moved = {(error.child, error.how, error.month) for error in series.planted if error.kind == "other_gmina"}
    untouched = {key: [amount] for key, amount in due.items() if key not in planted and key not in moved}
    assert {key: amounts for key, amounts in charged.items() if key not in planted} == untouched


@FEW
@given(testing.charged_series(max_planted=4))
def test_what_is_planted_is_what_differs(series):
    follows(series)


@FEW
@given(testing.charged_series(max_planted=4, cases=testing.cases(costs=True, readings=testing.readings())))
def test_errors_are_planted_in_any_case(series):
    follows(series)


@FEW
@given(testing.charged_series(max_planted=0))
def test_nothing_is_planted_where_nothing_is_asked_for(series):
    assert not series.planted
    follows(series)


@pytest.mark.slow
def test_all_kinds_are_drawn_and_most_series_have_an_error():
    kinds, with_error = Counter(), Counter()

    @settings(max_examples=150, derandomize=True, database=None)
    @given(testing.charged_series())
    def draw(series):
        kinds.update({error.kind for error in series.planted})
        with_error[bool(series.planted)] += 1

    draw()
    assert len(kinds) > 9, kinds
    assert with_error[True] > 4 * with_error[False]


def one_month(start=date(2023, 1, 1), **more):
    placement = piecza.Placement(form="related_family", start=start, monthly_cost=one_month_cost("1001.05"))
    case = piecza.Case(
        children=(piecza.Child(id="D-1", stays=(piecza.Stay(gmina="2808011", placements=(placement,)),), **more),)
    )
    return right_series(case, piecza.Month(2023, 1), piecza.Month(2023, 1))


def all_of(series, kind):
    """Every amount that errors of a kind make of a series of one row."""
    amounts = set()

    def choose(options, turns):
        at = next(turns, None)
        return options[at % len(options)] if at is not None else options[0]

    for second in range(60):
        wrong = plant(series, kind, partial(choose, turns=iter([0, second])))
        amounts |= {str(error.wrong) for error in wrong.planted} if wrong else set()
    return amounts


def test_errors_by_hand():
    """1001.05 zł, 10 %: 100.105, so 100.11 zł."""
    series = one_month()
    assert [str(row.amount) for row in series.charged] == ["100.11"]
    assert all_of(series, "other_band") == {"300.32", "500.53"}
    assert all_of(series, "rounding") == {"100.10", "100.00"}
    assert all_of(series, "outside_base") == {"150.11"}
    assert all_of(series, "arithmetic") == {"101.01", "1001.10", "10011.00"}
    assert all_of(series, "charged_twice") == {"200.22"}
    assert all_of(series, "not_charged") == {"None"}
    assert all_of(series, "other_days") == {"96.88", "93.65"}
    assert all_of(series, "other_base") == all_of(series, "exempt") == all_of(series, "after_leaving") == set()
    assert all_of(one_month(start=date(2023, 1, 2)), "other_days") == {"100.11", "90.42", "93.65"}


def test_an_exempt_child_is_charged_as_any_other():
    exempt = piecza.Exemption(ground="foreign_court")
    assert all_of(one_month(exemptions=(exempt,)), "exempt") == {"100.11"}
    assert all_of(one_month(start=date(2011, 12, 31)), "exempt") == {"500.53"}


def test_what_is_planted_stands_where_it_says_when_a_row_before_it_is_left_out():
    case = find(testing.cases(), lambda case: True, settings=FIXED)
    series = right_series(case, piecza.Month(2023, 1), piecza.Month(2023, 3))
    series = plant(series, "arithmetic", lambda options: options[-1])
    series = plant(series, "not_charged", lambda options: options[0])
    assert [(error.kind, error.row, error.month.month) for error in series.planted] == [
        ("arithmetic", 1, 3),
        ("not_charged", None, 1),
    ]
    follows(series)
    assert isinstance(series.planted[0], Planted)


# The example


def run_tests(folder):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_ops.py"],
        cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "PYTEST_ADDOPTS": ""},
    )  # fmt: skip
    return done.returncode, done.stdout


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.slow
def test_the_example_finds_its_bug_and_passes_once_it_is_mended(tmp_path):
    shutil.copytree(OPS, tmp_path, dirs_exist_ok=True)
    status, printed = run_tests(tmp_path)
    assert status == 1
    failure = "\n".join(line[2:] for line in printed.splitlines() if line.startswith("E "))
    assert re.match(
        r"\s*AssertionError: Child D-1, gmina \d+, \S+: expected PLN \S+, got PLN \S+\.\n\s*Why PLN", failure
    )
    (child,) = piecza.read_case(failure[failure.index("{\n") :]).children
    assert [len(stay.placements) for stay in child.stays] == [2]
    (change,) = blocks("diff")
    (before,), (after,) = (re.findall(rf"^\{sign}(.*)$", change, re.MULTILINE) for sign in "-+")
    program = (tmp_path / "ops.py").read_text(encoding="utf-8")
    assert program.count(before) == 1
    (tmp_path / "ops.py").write_text(program.replace(before, after), encoding="utf-8")
    testing.agrees(program_of(tmp_path).shares, cases=PLAIN, max_examples=60)


def program_of(folder):
    spec = importlib.util.spec_from_file_location("ops", folder / "ops.py")
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    return program


def test_what_the_page_prints_is_what_is_said():
    (shown,) = (block for block in blocks("text") if "AssertionError" in block)
    case = piecza.read_case(shown[shown.index("{\n") :])
    said = message_of(testing.agrees, program_of(OPS).shares, cases=st.just(case), lang="en")
    assert f"AssertionError: {said}" == shown.strip()
    (test,) = (block for block in blocks("python") if "from ops import" in block)
    assert test.strip() in (OPS / "test_ops.py").read_text(encoding="utf-8")


def test_errors_are_planted_as_the_page_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    (code,) = (block for block in blocks("python") if "random.Random" in block)
    names: dict = {}
    exec(compile(code, "testing.md", "exec"), names)
    follows(names["wrong"])
    assert [error.kind for error in names["wrong"].planted] == ["rounding"]


def test_the_page_names_everything_public():
    page = PAGE.read_text(encoding="utf-8")
    assert not [name for name in testing.__all__ if f"`{name}" not in page]
    assert not [kind for kind in PLANTED_KINDS if f"`{kind}`" not in page]

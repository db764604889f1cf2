"""Whole numbers of the compiled rule against fractions and the library, to the ends of what the contract allows."""

import json
import os
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import case_frames
import numpy as np
import pytest
import reference
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_cases import child, placement, stay

from piecza import charges, own_law, read_case
from piecza.dates import FIRST_DAY, LAST_DAY
from piecza.dates import anniversary as anniversary_of_objects
from piecza.money import MAX_GROSZE

DAYS = range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1)
LONGEST = len(DAYS)
"""The days of the longest expense: what its share is divided by is a hundred times that."""
MAX = reference.zlote(MAX_GROSZE)

NUMERATORS = st.one_of(st.integers(-(10**14), 10**14), st.integers(-400, 400), st.integers(-(2**60) + 1, 2**60 - 1))
DENOMINATORS = st.one_of(
    st.sampled_from([100 * days for days in (1, 7, 28, 29, 30, 31, 365, LONGEST)]),
    st.integers(1, LONGEST).map(lambda days: 100 * days),
    st.integers(1, 2**22 - 1),
    st.just(4_194_301),  # the largest prime below 2**22
)
FRACTIONS = st.lists(st.tuples(NUMERATORS, DENOMINATORS), min_size=1, max_size=12)


def rounded(package, fractions):
    numerators, denominators = (np.array(numbers, np.int64) for numbers in zip(*fractions, strict=True))
    return package.compiled_numbers.rounded_sum(numerators, denominators, len(fractions))


def completed(fractions, halves):
    """The fractions and one more that makes them so many halves; None where a word cannot hold it."""
    rest = Fraction(halves, 2) - sum(Fraction(*fraction) for fraction in fractions)
    if rest.denominator < 2**22 and abs(rest.numerator) < 2**60:
        return [*fractions, (rest.numerator, rest.denominator)]
    return None


@given(FRACTIONS)
@example([(1, 2)])
@example([(-1, 2)])
@example([(0, 1)])
@example([(1, 3), (1, 6)])
@example([(-1, 3), (-1, 6)])
@example([(1, 3), (2, 3)])
@example([(2**60 - 1, 1)] * 4)
@example([(1 - 2**60, 1)] * 4)
@settings(max_examples=100)
def test_the_sum_of_fractions_is_rounded_once(package, fractions):
    assert rounded(package, fractions) == reference.round_half_up(sum(Fraction(*fraction) for fraction in fractions))


@given(
    st.lists(st.tuples(NUMERATORS, st.sampled_from([2, 3, 7, 29, 30, 31, 100, 2900, 3100, 4_194_301])), max_size=8),
    st.integers(-7, 7),
    st.sampled_from([-1, 0, 1]),
)
@settings(max_examples=100)
def test_halves_and_integers_and_what_comes_next_to_them(package, fractions, halves, beside):
    whole = completed(fractions, halves)
    if whole is None:
        return
    if beside:
        whole.append((beside, 4_194_301))
    assert rounded(package, whole) == reference.round_half_up(sum(Fraction(*fraction) for fraction in whole))


PRIMES = [4_194_301, 4_194_287, 4_194_277, 4_194_271, 4_194_247, 4_194_217, 4_194_199, 4_194_191, 4_194_187, 4_194_181]


@pytest.mark.parametrize("count", range(1, len(PRIMES) + 1))
@pytest.mark.parametrize("sign", [-1, 1])
def test_a_sum_as_near_to_a_half_as_denominators_allow(package, count, sign):
    """With coprime denominators a sum comes within one part of their product of a half: the digits go that deep."""
    product = int(np.prod([Fraction(prime) for prime in PRIMES[:count]]))
    for beside in (-1, 0, 1):
        numerator = (product + 1) // 2 if beside else product  # the sum is numerator / product, beside a half or whole
        numerator = numerator - (beside < 0)
        fractions = []
        for prime in PRIMES[:count]:
            rest = product // prime
            fractions.append((sign * (numerator * pow(rest, -1, prime) % prime), prime))
        exact = sum(Fraction(*fraction) for fraction in fractions)
        assert abs((2 * exact) - round(2 * exact)) <= Fraction(1, product)
        assert rounded(package, fractions) == reference.round_half_up(exact)


def test_many_fractions(compiled):
    chance = np.random.default_rng(1)
    for count in (1_000, 20_000):
        numerators = chance.integers(-(2**40), 2**40, count)
        denominators = 100 * chance.choice([28, 29, 30, 31, 365, 92], count)
        exact = sum(Fraction(int(n), int(d)) for n, d in zip(numerators, denominators, strict=True))
        assert compiled.compiled_numbers.rounded_sum(numerators.copy(), denominators, count) == reference.round_half_up(
            exact
        )


@given(st.integers(-(2**61), 2**61), st.integers(1, 2**22))
@example(1, 2)
@example(-1, 2)
@example(-3, 2)
def test_one_fraction_is_rounded_halves_away_from_zero(package, numerator, denominator):
    got = package.compiled_numbers.half_up(np.int64(numerator), np.int64(denominator))
    assert got == reference.round_half_up(Fraction(numerator, denominator))


def test_days_of_the_calendar(package):
    numbers, days = package.compiled_numbers, DAYS if package.is_compiled else DAYS[::97]
    for day in [*days, LAST_DAY.toordinal() + 1]:
        at = date.fromordinal(day)
        assert numbers.year_month_day(day) == (at.year, at.month, at.day)
        assert numbers.ordinal(at.year, at.month, at.day) == day


def test_anniversaries(package):
    around = [day for day in DAYS if (at := date.fromordinal(day)).month in (2, 3) and (at.day > 27 or at.day < 3)]
    for day in [*around, *DAYS[::101]]:
        for years, on_march_1 in [(1, True), (1, False), (2, True), (4, False), (5, True), (8, False)]:
            expected = anniversary_of_objects(day, years, leap_day_on_march_1=on_march_1)
            assert package.compiled_numbers.anniversary(day, years, on_march_1) == expected


# The largest amounts and the longest expenses

FAMILY = [placement("related_family", "2012-01-01", None, MAX)]
FACILITY = [placement("facility", "2012-01-01", "2024-02-10", MAX), placement("facility", "2024-02-11", None, MAX)]
BOTH_LAWS = {
    "of the library": None,
    "all of it": own_law(
        {
            "a.toml": '[[bands]]\nfrom = 2012-01-01\npercent = [100, 100]\nfamily = "art. 191 ust. 9"\n'
            'facility = "art. 191 ust. 10"\nreplaces = "próba"\nsource = { act = "zmyślony" }\n'
        }
    ),
}


def largest(expenses):
    """Children whose costs are all as large as they may be; the one of 1990 is charged nothing."""
    spent = [
        {
            "kind": "recovered" if number % 5 == 4 else "coordinator" if number % 5 == 3 else "wages",
            "amount": f"-{MAX}" if number % 5 == 4 else MAX,
            "start": f"{2012 + number % 12}-0{1 + number % 9}-0{1 + number % 7}",
            "end": f"{2099 - number % 7 * 5}-1{number % 3}-2{number % 9}",
        }
        for number in range(expenses)
    ]
    whole = [{"kind": "wages", "amount": MAX, "start": "1990-01-01", "end": "2099-12-31"}]
    return [
        child("D-1", stay("2808011", *FAMILY, expenses=spent)),
        child("D-2", stay("2808011", *FACILITY)),
        child("D-3", stay("2808011", placement("family_home", "1990-01-01", None, MAX), expenses=whole)),
    ]


@pytest.mark.parametrize("law", BOTH_LAWS)
@pytest.mark.parametrize("rounding", ["segment", "line", "child_month"])
@pytest.mark.parametrize("base_rounding", ["grosz", "exact"])
def test_the_largest_amounts_do_not_wrap(package, law, rounding, base_rounding):
    for facility_days, divisor, coordinator in (
        ("monthly", "thirty", "full"),
        ("day_rate", "calendar_days", "percent"),
    ):
        readings = {"rounding": rounding, "base_rounding": base_rounding, "facility_days": facility_days}
        readings |= {"divisor": divisor, "coordinator": coordinator}
        document = {"schema": "piecza.case/1", "readings": readings, "children": largest(24)}
        case, known = read_case(json.dumps(document)), {"law": BOTH_LAWS[law]}
        for month in ("2024-02", "2099-12"):
            on_objects = charges(case, month, **known)
            made = package.charge_tables(
                package.to_tables(case), month, readings=case.readings, **known, detail="segments"
            )
            assert case_frames.rows_of_frames(made) == case_frames.rows_of_objects(case, on_objects)
            assert made.total == on_objects.total


def test_the_plain_package_would_tell_of_a_number_that_wraps(plain):
    assert not hasattr(plain.compiled_numbers.half_up, "py_func")
    with pytest.raises(RuntimeWarning, match="overflow"):
        plain.compiled_numbers.half_up(np.int64(2**62), np.int64(3))


def test_the_compiled_package_is_compiled(compiled):
    assert hasattr(compiled.compiled_numbers.rounded_sum, "py_func")


@pytest.mark.slow
def test_no_place_is_out_of_bounds(tmp_path):
    """The tests of parity once more, where every index is checked; the rule is compiled for them apart."""
    checked = {"NUMBA_BOUNDSCHECK": "1", "NUMBA_CACHE_DIR": str(tmp_path), "HYPOTHESIS_PROFILE": "quick"}
    tests = [str(Path(__file__).with_name("test_parity.py")), "-m", "not slow", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *tests], env={**os.environ, **checked}, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout

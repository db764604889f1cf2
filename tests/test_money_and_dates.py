"""The two small files at the bottom of the house."""

import json
from datetime import date, datetime
from decimal import Context, Decimal, Inexact, localcontext
from fractions import Fraction

import pytest
import reference
from documents import RIGHT
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from piecza import Case, Child, Exemption, Expense, Month, MonthlyCost, Placement, Stay, charges, money, read_case
from piecza.dates import Span, anniversary, months
from piecza.language.writing import ordinal


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_away_from_zero(numerator, denominator):
    assert money.half_up(numerator, denominator) == reference.round_half_up(Fraction(numerator, denominator))


@pytest.mark.parametrize(
    ("numerator", "rounded"), [(-15, -2), (-14, -1), (-5, -1), (-4, 0), (4, 0), (5, 1), (14, 1), (15, 2)]
)
def test_half_up_on_both_sides_of_a_half(numerator, rounded):
    assert money.half_up(numerator, 10) == rounded


@given(st.integers(-money.MAX_GROSZE, money.MAX_GROSZE))
def test_amounts_are_read_as_they_are_written(grosze):
    assert money.from_text(money.to_text(grosze)) == grosze
    assert money.from_decimal(money.to_decimal(grosze)) == grosze
    assert money.to_grosze(money.to_decimal(grosze)) == grosze
    assert str(money.to_decimal(grosze)) == money.to_text(grosze)


@pytest.mark.parametrize(
    "amount", [Decimal("1.000"), Decimal("1E+2"), Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity")]
)
def test_decimals_that_are_no_amount(amount):
    with pytest.raises(ValidationError) as caught:
        MonthlyCost(amount=amount)
    assert [error["type"] for error in caught.value.errors()] == ["amount_format"]


@pytest.mark.parametrize("amount", [899, 899.0, True])
def test_no_number_of_python_becomes_an_amount(amount):
    with pytest.raises(ValidationError) as caught:
        MonthlyCost(amount=amount)
    assert [error["type"] for error in caught.value.errors()] == ["amount_not_text"]


def test_objects_are_strict_and_frozen():
    with pytest.raises(ValidationError):
        Placement(form="facility", start=datetime(2024, 1, 1))
    placement = Placement(form="facility", start=date(2024, 1, 1), monthly_cost=[MonthlyCost(amount=Decimal("1.00"))])
    assert placement.monthly_cost == (MonthlyCost(amount="1.00"),)
    with pytest.raises(ValidationError):
        placement.start = date(2024, 1, 2)
    with pytest.raises(ValidationError):
        Stay(gmina="2808011", placements={placement})


def test_a_case_built_in_python_is_checked_like_one_that_was_read():
    placement = Placement(form="facility", start=date(2024, 1, 2), end=date(2024, 1, 1))
    child = Child(
        id="D-1",
        stays=(Stay(gmina="2808011", placements=(placement,)),),
        exemptions=(Exemption(ground="foreign_minor"),),
    )
    with pytest.raises(ValidationError) as caught:
        Case(children=(child,))
    assert [error["type"] for error in caught.value.errors()] == ["end_before_start"]
    assert "children[0].stays[0].placements[0].end" in str(caught.value)


def test_readings_chosen_otherwise_are_checked_again():
    last = Expense(kind="wages", day=date(2024, 1, 9), amount=Decimal("1.00"))
    placement = Placement(form="family_home", start=date(2024, 1, 2), end=date(2024, 1, 9))
    case = Case(children=(Child(id="D-1", stays=(Stay(gmina="2808011", placements=(placement,), expenses=(last,)),)),))
    assert case.with_readings(rounding="line").readings.rounding == "line"
    with pytest.raises(ValidationError):
        case.with_readings(leaving_day="not_counted")
    with pytest.raises(ValidationError):
        case.with_readings(rounding="grosz")


def test_months():
    assert [str(month) for month in months(Month(2024, 11), Month(2025, 2))] == [
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    ]
    assert list(months(Month(2025, 2), Month(2025, 1))) == []
    assert [Month(2024, month).span.days for month in (1, 2, 4)] == [31, 29, 30]
    for wrong in ((2025, 13), (2025, 0), (1989, 12), (2100, 1)):
        with pytest.raises(ValueError, match="not a month"):
            Month(*wrong)
    assert Month.parse("2023-02").end == date(2023, 2, 28)


def test_spans():
    assert Span(5, 4).days == 0
    assert Span(5, 9).days == 5
    assert Span(1, 5).within(Span(5, 9)) == Span(5, 5)
    assert Span(1, 5).meets(Span(5, 9))
    assert not Span(1, 4).meets(Span(5, 9))


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 9), st.booleans())
def test_anniversary(day, years, on_march_1):
    result = date.fromordinal(anniversary(day.toordinal(), years, leap_day_on_march_1=on_march_1))
    try:
        assert result == day.replace(year=day.year + years)
    except ValueError:
        assert result == (date(day.year + years, 3, 1) if on_march_1 else date(day.year + years, 2, 28))


@pytest.mark.parametrize(
    "hostile", [Context(prec=4), Context(prec=6, traps=[Inexact]), Context(prec=2, Emax=1, Emin=-1)]
)
def test_amounts_do_not_depend_on_the_decimal_context_of_the_caller(hostile):
    with localcontext(hostile):
        assert str(MonthlyCost(amount="123456.78").amount) == "123456.78"
        assert money.to_grosze(Decimal("123456.78")) == 12345678
        assert str(money.to_decimal(-12345678)) == "-123456.78"
        result = charges(read_case(json.dumps(RIGHT)), "2024-10")
        assert str(result.total) == "1677.84"


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st")],
)
def test_ordinals(number, written):
    assert ordinal(number)["en"] == written
    assert ordinal(number)["pl"] == f"{number}."

"""The numbers of noty: filled in, continued, and refused where they are taken."""

import pytest

from piecza import InputError, Month
from piecza.notes.numbering import Numbers, number_of, refuse_taken


def numbered(nr):
    return number_of("{nr}/{symbol}/{mm}/{rrrr}", nr, "PZ", Month(2025, 3))


def test_a_pattern_is_filled_in():
    assert numbered(7) == "7/PZ/03/2025"
    assert number_of("{rrrr}-{nr}", 7, "PZ", Month(2025, 12)) == "2025-7"


def test_without_a_first_number_the_free_ones_are_used():
    numbers = Numbers(None, {"1/PZ/03/2025", "3/PZ/03/2025"})
    assert [numbers.next(numbered) for _ in range(3)] == ["2/PZ/03/2025", "4/PZ/03/2025", "5/PZ/03/2025"]


def test_from_a_first_number_on_none_is_left_out():
    numbers = Numbers(3, {"3/PZ/03/2025"})
    assert [numbers.next(numbered) for _ in range(2)] == ["3/PZ/03/2025", "4/PZ/03/2025"]
    with pytest.raises(InputError) as caught:
        refuse_taken(["3/PZ/03/2025", "4/PZ/03/2025"], {"3/PZ/03/2025"})
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [
        ("number_taken", "first_number", "3/PZ/03/2025")
    ]


def test_each_series_has_a_counter_of_its_own():
    numbers = Numbers(None, ())
    assert [numbers.next(numbered), numbers.next(str), numbers.next(numbered)] == ["1/PZ/03/2025", "1", "2/PZ/03/2025"]

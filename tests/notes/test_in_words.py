"""Amounts in words, read back by a routine of the tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polish_numbers import amount_of

from piecza.notes.nota import in_words

WORDS = [
    (0, "zero złotych zero groszy", "zero złotych 00/100"),
    (1, "zero złotych jeden grosz", "zero złotych 01/100"),
    (2, "zero złotych dwa grosze", "zero złotych 02/100"),
    (67, "zero złotych sześćdziesiąt siedem groszy", "zero złotych 67/100"),
    (100, "jeden złoty zero groszy", "jeden złoty 00/100"),
    (200, "dwa złote zero groszy", "dwa złote 00/100"),
    (404, "cztery złote cztery grosze", "cztery złote 04/100"),
    (500, "pięć złotych zero groszy", "pięć złotych 00/100"),
    (1212, "dwanaście złotych dwanaście groszy", "dwanaście złotych 12/100"),
    (1414, "czternaście złotych czternaście groszy", "czternaście złotych 14/100"),
    (2121, "dwadzieścia jeden złotych dwadzieścia jeden groszy", "dwadzieścia jeden złotych 21/100"),
    (2222, "dwadzieścia dwa złote dwadzieścia dwa grosze", "dwadzieścia dwa złote 22/100"),
    (10100, "sto jeden złotych zero groszy", "sto jeden złotych 00/100"),
    (11200, "sto dwanaście złotych zero groszy", "sto dwanaście złotych 00/100"),
    (41049, "czterysta dziesięć złotych czterdzieści dziewięć groszy", "czterysta dziesięć złotych 49/100"),
    (100000, "tysiąc złotych zero groszy", "tysiąc złotych 00/100"),
    (200001, "dwa tysiące złotych jeden grosz", "dwa tysiące złotych 01/100"),
    (500000, "pięć tysięcy złotych zero groszy", "pięć tysięcy złotych 00/100"),
    (1200000, "dwanaście tysięcy złotych zero groszy", "dwanaście tysięcy złotych 00/100"),
    (
        6762257,
        "sześćdziesiąt siedem tysięcy sześćset dwadzieścia dwa złote pięćdziesiąt siedem groszy",
        "sześćdziesiąt siedem tysięcy sześćset dwadzieścia dwa złote 57/100",
    ),
    (100000099, "milion złotych dziewięćdziesiąt dziewięć groszy", "milion złotych 99/100"),
    (500000000, "pięć milionów złotych zero groszy", "pięć milionów złotych 00/100"),
    (-41005, "minus czterysta dziesięć złotych pięć groszy", "minus czterysta dziesięć złotych 05/100"),
]


@pytest.mark.parametrize(("grosze", "groszy", "fraction"), WORDS)
def test_an_amount_in_words(grosze, groszy, fraction):
    assert in_words(grosze) == groszy
    assert in_words(grosze, "fraction") == fraction
    assert amount_of(groszy) == amount_of(fraction) == grosze


GROSZE = st.one_of(
    st.integers(-(10**12), 10**12),
    st.integers(0, 300_000),
    st.builds(lambda z, power, g: z * 10**power * 100 + g, st.integers(0, 25), st.integers(0, 8), st.integers(0, 99)),
)


@given(GROSZE, st.sampled_from(["groszy", "fraction"]))
def test_words_read_back_are_the_amount(grosze, style):
    assert amount_of(in_words(grosze, style)) == grosze


@pytest.mark.parametrize("text", ["dwa złotych zero groszy", "jeden złoty dwa groszy", "dwanaście złote 00/100"])
def test_the_routine_that_reads_words_back_refuses_wrong_endings(text):
    with pytest.raises(ValueError, match="ending"):
        amount_of(text)

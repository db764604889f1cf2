"""What must hold of every charge, under every combination of readings."""

import json

from hypothesis import given
from hypothesis import strategies as st

import reference
import strategies
from piecza import charges, read_case


def worked_out(document, first, last):
    return charges(read_case(json.dumps(document)), first, last).to_dict()


@given(st.data())
def test_fast_form_equals_the_day_by_day_walk(data):
    case = data.draw(strategies.cases())
    first, last = data.draw(strategies.months(case))
    found = worked_out(case, first, last)
    expected = reference.charges(case, first, last)
    assert found["charges"] == expected
    assert found["totals"] == reference.totals(expected)

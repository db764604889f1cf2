"""The kinds of cost that a past charge may be for."""

import pytest
from pydantic import ValidationError

from piecza.errors import STAGES, TEXTS
from piecza.rule.past_charge import PastCharge

CHARGE = {"gmina": "2808011", "first": "2025-03", "amount": "410.49"}


@pytest.mark.parametrize("kind", ["monthly_cost", "wages", "coordinator", "child_benefit", None])
def test_a_kind_of_the_contract_or_one_that_is_never_shared(kind):
    assert PastCharge(**CHARGE, kind=kind).kind == kind


@pytest.mark.parametrize("kind", ["shoes", "", "Wages", 5])
def test_another_kind_is_refused(kind):
    with pytest.raises(ValidationError) as caught:
        PastCharge(**CHARGE, kind=kind)
    (error,) = caught.value.errors()
    assert (error["type"], error["loc"]) == ("charged_kind_unknown", ("kind",))
    assert error["msg"] == TEXTS["charged_kind_unknown"]["en"]
    assert STAGES["charged_kind_unknown"] == "shape"

"""The public types, checked by mypy and not run."""

from datetime import date
from decimal import Decimal
from typing import assert_type

import piecza
from piecza.audit import Audit, PastCharge, audit, claims, document

case = piecza.read_case(b"{}")
assert_type(case, piecza.Case)
assert_type(case.children, tuple[piecza.Child, ...])
assert_type(case.children[0].stays[0].placements[0].end, date | None)
assert_type(case.children[0].stays[0].placements[0].monthly_cost[0].amount, Decimal)

result = piecza.charges(case, "2025-01", piecza.Month(2025, 12))
assert_type(result, piecza.Charges)
assert_type(result.totals, dict[str, Decimal])
for charge in result:
    assert_type(charge, piecza.Charge)
    assert_type(charge.amount, Decimal)
    assert_type(charge.amount_grosze, int)
    for line in charge.lines:
        assert_type(line.amount, Decimal | None)
        assert_type(line.day_rate, Decimal | None)
        assert_type(line.segments, tuple[piecza.Segment, ...])
    assert_type(piecza.explain(case, charge).sentences("pl"), list[str])
assert_type(result.to_dict()["total"], str)

paying = piecza.which_gmina(piecza.GminaFacts(placed=date(2025, 1, 1), earlier=()))
assert_type(paying, piecza.PayingGmina)
assert_type(paying.gmina, str | None)
assert_type(paying.settled, bool)
assert_type(paying.reason["pl"], str)

assert_type(piecza.year_of_stay(case.children[0], date(2025, 1, 1)), int | None)
assert_type(piecza.band_changes(case.children[0], piecza.Readings(after_return="sum")), tuple[piecza.BandChange, ...])

sheet = piecza.cost_sheet(case, "2025-01", piecza.Month(2025, 12))
assert_type(sheet, piecza.CostSheet)
assert_type(sheet.placements[0].monthly_cost[0].amount, Decimal)
assert_type(sheet.family_costs[0].parts[0].start, date)
assert_type(piecza.rate("allowance_related", date(2025, 1, 1)).amount, Decimal)
assert_type(piecza.rates(), tuple[piecza.Rate | piecza.UnknownRate, ...])
announcement = piecza.Announcement(facility="P-1", amount=Decimal("1.00"), published=date(2016, 2, 23))
assert_type(announcement.in_force_from, date)
supplement = piecza.Supplement(benefit="supplement_disability")
own = piecza.PowiatRate(benefit="allowance_other", start=date(2025, 1, 1), amount=Decimal("1700.00"))
wages = piecza.FamilyCost(
    family="R-1", kind="wages", start=date(2025, 1, 1), end=date(2025, 1, 31), amount=Decimal("1.00")
)
piecza.FamilyCost(family="R-1", kind="allowance", start=date(2025, 1, 1), end=date(2025, 1, 1), amount=Decimal(1))  # type: ignore[arg-type]

placement = piecza.Placement(
    form="facility", start=date(2024, 1, 1), monthly_cost=(piecza.MonthlyCost(amount=Decimal("1.00")),)
)
expense = piecza.Expense(kind="wages", day=date(2024, 1, 1), amount=Decimal("1.00"))
stay = piecza.Stay(gmina="2808011", placements=(placement,), expenses=(expense,))
made = piecza.Case(children=(piecza.Child(id="D-1", stays=(stay,)),), readings=piecza.Readings(rounding="line"))
piecza.Placement(form="grandmother", start=date(2024, 1, 1))  # type: ignore[arg-type]
piecza.Placement(form="facility", start="2024-01-01")  # type: ignore[arg-type]
piecza.MonthlyCost(amount=1.5)  # type: ignore[arg-type]
piecza.Readings(rounding="grosz")  # type: ignore[arg-type]

try:
    piecza.charges(made, "2025-13")
except piecza.InputError as error:
    assert_type(error.errors, tuple[piecza.Problem, ...])
except piecza.ReadingNeeded as needed:
    assert_type(needed.errors, tuple[piecza.OpenReading, ...])

charged = PastCharge(child="D-1", gmina="2808011", first=piecza.Month(2025, 3), amount=Decimal("1.00"))
audited = audit(made, [charged], "2025-03")
assert_type(audited, Audit)
assert_type(audited.checked[0].difference, Decimal)
assert_type(audited.wrong[0].finding.message["pl"], str)
assert_type(audited.by_year()["2025"].over, Decimal)
assert_type(claims(audited).claims[0].limitation.six_years.last, date)
assert_type(document(audited, claims(audited))["over"], str)
PastCharge(child="D-1", gmina="2808011", first=piecza.Month(2025, 3), amount=1.5)  # type: ignore[arg-type]

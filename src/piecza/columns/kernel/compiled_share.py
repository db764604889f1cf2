"""The gmina's part of a day, and the base of a line, compiled (see `piecza.rule.share` and `piecza.rule.base`)."""

from piecza.columns.case_columns import CaseColumns
from piecza.columns.kernel.compiled_clock import Clocks
from piecza.columns.kernel.compiled_numbers import compiled, half_up, inlined
from piecza.columns.rule_columns import RuleColumns
from piecza.dates import FOREVER

RECEIVING, LEAVING, BOTH = range(3)
CALENDAR_DAYS, THIRTY = range(2)
EMERGENCY_PAYS, EMERGENCY_EXEMPT = range(2)
MONTHLY, DAY_RATE = range(2)
GROSZ, EXACT = range(2)
PERCENT, FULL, EXCLUDED = range(3)


# Who bears a day


@inlined
def bears_from(case: CaseColumns, rule: RuleColumns, stay: int, placement: int) -> int:
    """The first day whose monthly cost a placement bears, within its stay."""
    if rule.transfer_day == LEAVING and placement > case.stays[stay].first_placement:
        return case.placements[placement - 1].end + 1
    return case.placements[placement].start


@inlined
def bears_until(case: CaseColumns, rule: RuleColumns, stay: int, placement: int) -> int:
    """The last of those days, within its stay."""
    if rule.transfer_day == RECEIVING and placement + 1 < case.stays[stay + 1].first_placement:
        return case.placements[placement + 1].start - 1
    return case.placements[placement].end


@compiled
def expense_bearer(case: CaseColumns, rule: RuleColumns, stay: int, day: int) -> int:
    """The placement that bears an expense of a day of a stay."""
    first, after = case.stays[stay].first_placement, case.stays[stay + 1].first_placement
    if rule.transfer_day == LEAVING:
        bearer = first
        while case.placements[bearer].end < day:
            bearer += 1
        return bearer
    bearer = after - 1
    while case.placements[bearer].start > day:
        bearer -= 1
    if (
        rule.transfer_day == BOTH
        and rule.forms[case.placements[bearer].form].facility
        and day == case.placements[bearer].start
    ):
        other = bearer - 1
        while other >= first and case.placements[other].end >= day:
            if not rule.forms[case.placements[other].form].facility:
                return other
            other -= 1
    return bearer


@compiled
def bears_expenses_until(case: CaseColumns, rule: RuleColumns, stay: int, bearer: int, day: int) -> int:
    """The last day, from a day on, of which it is sure that the same placement bears expenses."""
    if (
        rule.transfer_day == BOTH
        and bearer + 1 < case.stays[stay + 1].first_placement
        and case.placements[bearer + 1].start <= day
    ):
        return day  # the day of a move, which the family left bears
    if rule.transfer_day != LEAVING and bearer + 1 < case.stays[stay + 1].first_placement:
        return case.placements[bearer + 1].start - 1
    return case.placements[bearer].end


# The part of a day


@compiled
def part_of_day(
    case: CaseColumns, rule: RuleColumns, clocks: Clocks, child: int, stay: int, form: int, day: int
) -> tuple[int, int]:
    """The gmina's part of a day of a stay (its place in the child), and the last day, from it on, on which nothing ends
    or begins that could change it.

    Art. 238 ust. 1 comes first, then a ground of an exemption, then ust. 8 pkt 1 where a reading exempts, then the
    percentage of the year of stay.
    """
    if clocks.stays[stay].before_duty:
        return rule.before_duty, FOREVER
    year, until = 0, FOREVER
    for later in range(1, clocks.begins.shape[1]):
        if clocks.begins[stay, later] <= day:
            year = later
        else:
            until = min(until, clocks.begins[stay, later] - 1)
    version = 0
    for change in rule.change_days:
        if change <= day:
            version += 1
        else:
            until = min(until, change - 1)
    band = rule.band_of[version, year]
    emergency_reason = rule.exempt_share.shape[0] - 2
    part = rule.share_of[version, int(rule.forms[form].facility), year]
    if rule.emergency_care == EMERGENCY_EXEMPT and rule.forms[form].emergency:
        part = rule.exempt_share[emergency_reason, band]
    exempt = False
    for exemption in range(case.children[child].first_exemption, case.children[child + 1].first_exemption):
        reason = case.exemptions[exemption].reason
        first = max(case.exemptions[exemption].start, rule.reasons[reason].first)
        last = min(case.exemptions[exemption].end, rule.reasons[reason].last)
        if first <= day <= last:
            until = min(until, last)
            if not exempt:  # the first listed that exempts a day counts
                part, exempt = rule.exempt_share[reason, band], True
        elif day < first <= last:
            until = min(until, first - 1)
    return part, until


@compiled
def part_of_coordinator(rule: RuleColumns, part: int, until: int, day: int) -> tuple[int, int]:
    """The gmina's part of what a coordinator costs on a day, given its part of anything else, and until when."""
    if rule.coordinator == PERCENT:
        return part, until
    if day < rule.coordinator_since:
        return part, min(until, rule.coordinator_since - 1)
    if rule.parts[part].exempt:
        return part, until
    if rule.coordinator == FULL:
        return rule.coordinator_full, until
    return rule.exempt_share[rule.exempt_share.shape[0] - 1, rule.parts[part].band], until


# The base of a line: grosze, the rate for a day where there is one (else NO_RATE), and what the share is taken of

NO_RATE = -1


@inlined
def monthly_base(
    rule: RuleColumns, rate: int, form: int, days: int, month_days: int, wholly: bool
) -> tuple[int, int, int, int]:
    """The base of some days of a month at a monthly cost; ``wholly``: the month is wholly days of the stay."""
    if rule.facility_days == DAY_RATE and rule.forms[form].facility:
        day_rate = half_up(rate * 12, 365)
        return day_rate * days, day_rate, day_rate * days, days
    if days == month_days:
        return rate, NO_RATE, rate, days
    divisor = 30 if rule.divisor == THIRTY and not wholly else month_days
    base = half_up(rate * days, divisor)
    if rule.base_rounding == EXACT:
        return base, NO_RATE, rate, divisor
    return base, NO_RATE, base, days


@inlined
def expense_base(
    rule: RuleColumns, grosze: int, start: int, end: int, first: int, last: int
) -> tuple[int, int, int, int]:
    """The base of some days of an expense: what has accrued to the last of them less what had accrued before."""
    whole = end - start + 1
    days = last - first + 1
    if days == whole:
        return grosze, NO_RATE, grosze, days
    base = half_up(grosze * (last - start + 1), whole) - half_up(grosze * (first - start), whole)
    if rule.base_rounding == EXACT:
        return base, NO_RATE, grosze, whole
    return base, NO_RATE, base, days

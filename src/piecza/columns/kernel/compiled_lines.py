"""The lines of a charge, compiled: the costs that have days in a month, and the gmina's share of them."""

from typing import Any

from piecza.columns.case_columns import CaseColumns, RowArray
from piecza.columns.kernel.compiled_numbers import Ints, compiled, half_up, inlined, rounded_sum, whole
from piecza.columns.kernel.compiled_results import (
    LINE_AMOUNT,
    LINE_BASE,
    LINE_CHARGE,
    LINE_DAY_RATE,
    LINE_END,
    LINE_IS_EXPENSE,
    LINE_PLACEMENT,
    LINE_SOURCE,
    LINE_START,
    NONE,
    SEGMENT_AMOUNT,
    SEGMENT_END,
    SEGMENT_LINE,
    SEGMENT_PART,
    SEGMENT_START,
    Results,
    Scratch,
)
from piecza.columns.kernel.compiled_share import (
    bears_expenses_until,
    bears_from,
    bears_until,
    expense_base,
    expense_bearer,
    monthly_base,
    part_of_coordinator,
    part_of_day,
)
from piecza.columns.rule_columns import RuleColumns

SEGMENT, LINE, CHILD_MONTH = range(3)


@inlined
def add_line(
    room: Scratch, count: int, is_expense: bool, source: int, stay: int, placement: int, first: int, last: int
) -> int:
    """One line more."""
    line = room.lines[count]
    line.is_expense, line.source, line.stay, line.placement = is_expense, source, stay, placement
    line.first, line.last = first, last
    return count + 1


@inlined
def come_to(case: CaseColumns, rule: RuleColumns, begin: int, stay: int, day: int, room: Scratch) -> tuple[int, int]:
    """The first placement of a stay that bears costs from a day on, and the monthly cost that it has then."""
    progress, after = room.progress[stay - begin], case.stays[stay + 1].first_placement
    placement, cost = progress.placement, progress.cost
    while placement + 1 < after and bears_until(case, rule, stay, placement) < day:
        placement += 1
        cost = case.placements[placement].first_cost
    while cost + 1 < case.placements[placement + 1].first_cost and case.costs[cost + 1].start <= day:
        cost += 1
    progress.placement, progress.cost = placement, cost
    return placement, cost


@inlined
def add_monthly_costs(
    case: CaseColumns, rule: RuleColumns, begin: int, stay: int, first: int, last: int, room: Scratch, count: int
) -> int:
    """The monthly costs of a stay that have days between two days of stay of one month."""
    own, after = stay - begin, case.stays[stay + 1].first_placement
    placement, cost = come_to(case, rule, begin, stay, first, room)
    while placement < after and case.placements[placement].start <= last:
        borne_first = max(first, bears_from(case, rule, stay, placement))
        borne_last = min(last, bears_until(case, rule, stay, placement))
        while cost < case.placements[placement + 1].first_cost and case.costs[cost].start <= borne_last:
            line_first, line_last = max(borne_first, case.costs[cost].start), borne_last
            if cost + 1 < case.placements[placement + 1].first_cost:
                line_last = min(borne_last, case.costs[cost + 1].start - 1)
            if line_first <= line_last:
                count = add_line(room, count, False, cost, own, placement, line_first, line_last)
            cost += 1
        placement += 1
        cost = case.placements[placement].first_cost
    return count


@inlined
def add_expenses(case: CaseColumns, begin: int, stay: int, first: int, last: int, room: Scratch, count: int) -> int:
    """The expenses of a stay that have days between two days of stay of one month."""
    own, progress = stay - begin, room.progress[stay - begin]
    running = case.stays[stay].first_expense - case.stays[begin].first_expense
    expense, running_count = progress.expense, progress.running
    while expense < case.stays[stay + 1].first_expense and case.expenses[expense].start <= last:
        room.running[running + running_count] = expense
        running_count += 1
        expense += 1
    progress.expense = expense
    still = 0
    for place in range(running, running + running_count):
        expense = room.running[place]
        line_first, line_last = max(first, case.expenses[expense].start), min(last, case.expenses[expense].end)
        if line_first <= line_last:
            count = add_line(room, count, True, expense, own, case.stays[stay].first_placement, line_first, line_last)
        if case.expenses[expense].end > last:
            room.running[running + still] = expense
            still += 1
    progress.running = still
    return count


@compiled
def in_order(case: CaseColumns, lines: RowArray, count: int) -> None:
    """The lines in the order of their first day, on the same day monthly costs first, then as in the tables."""
    for sorted_before in range(1, count):
        place = sorted_before
        while place > 0 and comes_before(case, lines[place], lines[place - 1]):
            swap(lines[place], lines[place - 1])
            place -= 1


@compiled
def comes_before(case: CaseColumns, line: Any, other: Any) -> bool:
    """Whether a line comes before another one."""
    row = case.expenses[line.source].row if line.is_expense else line.source
    other_row = case.expenses[other.source].row if other.is_expense else other.source
    return bool((line.first, line.is_expense, row) < (other.first, other.is_expense, other_row))


@compiled
def swap(line: Any, other: Any) -> None:
    """Each line where the other one was."""
    line.is_expense, other.is_expense = other.is_expense, line.is_expense
    line.source, other.source = other.source, line.source
    line.stay, other.stay = other.stay, line.stay
    line.placement, other.placement = other.placement, line.placement
    line.first, other.first = other.first, line.first
    line.last, other.last = other.last, line.last


@inlined
def charge_lines(
    case: CaseColumns,
    rule: RuleColumns,
    child: int,
    month: int,
    room: Scratch,
    count: int,
    results: Results,
    written: Ints,
) -> tuple[int, int]:
    """The base and the gmina's share of the lines of a charge."""
    lines, clocks, begin = room.lines, room.clocks, case.children[child].first_stay
    month_first, month_last = rule.months[month].first, rule.months[month].last
    with_lines = results.lines.shape[1] > 0
    if with_lines:
        in_order(case, lines, count)
    base = amount = 0
    for line in range(count):
        first, last, own, source = lines[line].first, lines[line].last, lines[line].stay, lines[line].source
        is_expense, placement = lines[line].is_expense, lines[line].placement
        if is_expense:
            placement = expense_bearer(case, rule, begin + own, first)
            line_base, day_rate, shared, shared_days = expense_base(
                rule, case.expenses[source].grosze, case.expenses[source].start, case.expenses[source].end, first, last
            )
        else:
            wholly = clocks.stays[own].first <= month_first and month_last <= clocks.stays[own].last
            line_base, day_rate, shared, shared_days = monthly_base(
                rule,
                case.costs[source].grosze,
                case.placements[placement].form,
                last - first + 1,
                month_last - month_first + 1,
                wholly,
            )
        base += line_base
        percent_days, rounded = charge_segments(
            case,
            rule,
            child,
            own,
            is_expense,
            source,
            placement,
            first,
            last,
            shared,
            shared_days,
            room,
            results,
            written,
        )
        line_amount = rounded
        if rule.rounding == LINE:
            line_amount = half_up(shared * percent_days, shared_days * 100)
        elif rule.rounding == CHILD_MONTH:
            line_amount = NONE
            room.numerators[line], room.denominators[line] = shared * percent_days, shared_days * 100
        if with_lines:
            place = written[1]
            results.lines[LINE_CHARGE, place] = written[0]
            results.lines[LINE_IS_EXPENSE, place] = is_expense
            results.lines[LINE_SOURCE, place] = source
            results.lines[LINE_PLACEMENT, place] = placement
            results.lines[LINE_START, place], results.lines[LINE_END, place] = first, last
            results.lines[LINE_DAY_RATE, place] = day_rate
            results.lines[LINE_BASE, place], results.lines[LINE_AMOUNT, place] = line_base, line_amount
        written[1] += 1
        if rule.rounding != CHILD_MONTH:
            amount += line_amount
    if rule.rounding == CHILD_MONTH:
        amount = rounded_sum(room.numerators, room.denominators, count)
    return base, amount


@inlined
def known_part(
    case: CaseColumns, rule: RuleColumns, child: int, stay: int, form: int, day: int, room: Scratch
) -> tuple[int, int]:
    """`part_of_day`, which is worked out again only when it may have changed."""
    known = room.progress[stay]
    if known.part_form != form or not known.part_first <= day <= known.part_last:
        known.part, known.part_last = part_of_day(case, rule, room.clocks, child, stay, form, day)
        known.part_form, known.part_first = form, day
    return known.part, known.part_last


@inlined
def charge_segments(
    case: CaseColumns,
    rule: RuleColumns,
    child: int,
    stay: int,
    is_expense: bool,
    source: int,
    placement: int,
    first: int,
    last: int,
    shared: int,
    shared_days: int,
    room: Scratch,
    results: Results,
    written: Ints,
) -> tuple[int, int]:
    """Days × percent of the segments of a line, added up, and their shares, each rounded, added up."""
    coordinator = is_expense and case.expenses[source].kind == rule.coordinator_kind
    percent_days = rounded = 0
    day, segment_first, current = first, first, whole(-1)
    while day <= last:
        part, until = known_part(case, rule, child, stay, case.placements[placement].form, day, room)
        if coordinator:
            part, until = part_of_coordinator(rule, part, until, day)
        if is_expense:
            begin = case.children[child].first_stay
            until = min(until, bears_expenses_until(case, rule, begin + stay, placement, day))
            if until < last:
                placement = expense_bearer(case, rule, begin + stay, until + 1)
        if part != current:
            if current >= 0:
                rounded += add_segment(rule, segment_first, day - 1, current, shared, shared_days, results, written)
                percent_days += (day - segment_first) * rule.parts[current].percent
            segment_first, current = day, part
        day = min(until, last) + 1
    rounded += add_segment(rule, segment_first, last, current, shared, shared_days, results, written)
    percent_days += (last - segment_first + 1) * rule.parts[current].percent
    return percent_days, rounded


@inlined
def add_segment(
    rule: RuleColumns, first: int, last: int, part: int, shared: int, shared_days: int, results: Results, written: Ints
) -> int:
    """One segment more, and the gmina's share of it."""
    share = half_up(shared * (last - first + 1) * rule.parts[part].percent, shared_days * 100)
    if results.segments.shape[1] > 0:
        place = written[2]
        results.segments[SEGMENT_LINE, place] = written[1]
        results.segments[SEGMENT_START, place], results.segments[SEGMENT_END, place] = first, last
        results.segments[SEGMENT_PART, place] = part
        results.segments[SEGMENT_AMOUNT, place] = share if rule.rounding == SEGMENT else NONE
    written[2] += 1
    return share

"""The charges of children, compiled: every month of every child, gmina by gmina (see `piecza.rule.share`)."""

from piecza.columns.case_columns import CaseColumns, RowArray
from piecza.columns.kernel.compiled_clock import Clocks, is_over, month_on, set_clocks
from piecza.columns.kernel.compiled_lines import add_expenses, add_monthly_costs, charge_lines, come_to, known_part
from piecza.columns.kernel.compiled_numbers import Ints, compiled, half_up, inlined, whole
from piecza.columns.kernel.compiled_results import AMOUNT, BASE, CHILD, GMINA, MONTH, Results, Scratch
from piecza.columns.kernel.compiled_share import DAY_RATE, bears_from, bears_until, part_of_day
from piecza.columns.rule_columns import UNCOVERED, RuleColumns


@compiled
def charge_children(
    case: CaseColumns, rule: RuleColumns, first: int, after: int, room: Scratch, results: Results, written: Ints
) -> None:
    """The charges of the children from ``first`` to ``after - 1``, in the order of children, months and stays.

    ``written`` are the places of the next charge, line and segment, and move on.
    """
    clocks = room.clocks
    for child in range(first, after):
        set_clocks(case, rule, child, clocks)
        begin, end = case.children[child].first_stay, case.children[child + 1].first_stay
        start_over(case, room.progress, begin, end)
        stay, month = begin, 0
        while True:
            while stay < end and is_over(clocks, stay - begin, rule.months[month].first):
                stay += 1
            if stay == end:
                break
            if clocks.stays[stay - begin].first > rule.months[month].last:
                month = month_on(rule, clocks.stays[stay - begin].first)
                if month >= len(rule.months):
                    break
            same = charge_whole_months(case, rule, child, stay, month, room, results, written)
            if same == 0:
                charge_month(case, rule, child, stay, month, room, results, written)
                same = 1
            month += same
            if month == len(rule.months):
                break


@compiled
def start_over(case: CaseColumns, progress: RowArray, begin: int, end: int) -> None:
    """Before the first month of a child with the stays from ``begin`` to ``end - 1``."""
    for stay in range(begin, end):
        own, placement = progress[stay - begin], case.stays[stay].first_placement
        own.placement, own.cost = placement, case.placements[placement].first_cost
        own.expense, own.running = case.stays[stay].first_expense, 0
        own.part_first, own.part_last = 1, 0


@inlined
def charge_whole_months(
    case: CaseColumns,
    rule: RuleColumns,
    child: int,
    stay: int,
    month: int,
    room: Scratch,
    results: Results,
    written: Ints,
) -> int:
    """The charges of the months, from one on, that cost the same: wholly days of one placement at one cost and one part
    of the gmina, without an expense. How many there are; 0 where lines are asked for.

    Most months are such, and the first of them says what all come to.
    """
    begin, progress = case.children[child].first_stay, room.progress[stay - case.children[child].first_stay]
    first, days = rule.months[month].first, room.clocks.stays[stay - begin]
    if results.lines.shape[1] > 0 or progress.running > 0 or days.first > first:
        return 0
    placement, cost = come_to(case, rule, begin, stay, first, room)
    there = case.placements[placement]
    if cost == case.placements[placement + 1].first_cost or bears_from(case, rule, stay, placement) > first:
        return 0
    if rule.facility_days == DAY_RATE and rule.forms[there.form].facility:
        return 0
    part, until = known_part(case, rule, child, stay - begin, there.form, first, room)
    until = min(until, days.last, bears_until(case, rule, stay, placement))
    if placement + 1 < case.stays[stay + 1].first_placement:
        until = min(until, case.placements[placement + 1].start - 1)
    if cost + 1 < case.placements[placement + 1].first_cost:
        until = min(until, case.costs[cost + 1].start - 1)
    if progress.expense < case.stays[stay + 1].first_expense:
        until = min(until, case.expenses[progress.expense].start - 1)
    base, after, place = case.costs[cost].grosze, month, written[0]
    amount = half_up(base * rule.parts[part].percent, 100)
    while after < len(rule.months) and rule.months[after].last <= until:
        results.places[CHILD, place], results.places[MONTH, place] = child, after
        results.places[GMINA, place] = case.stays[stay].gmina
        results.grosze[BASE, place], results.grosze[AMOUNT, place] = base, amount
        after, place = after + 1, place + 1
    for counted in range(3):  # each of them a charge of one line with one segment
        written[counted] += after - month
    return after - month


@inlined
def charge_month(
    case: CaseColumns,
    rule: RuleColumns,
    child: int,
    first_stay: int,
    month: int,
    room: Scratch,
    results: Results,
    written: Ints,
) -> None:
    """The charges of a child for a month, one for each gmina; no stay before ``first_stay`` has a day in it."""
    begin, end = case.children[child].first_stay, case.children[child + 1].first_stay
    first, last, clocks = rule.months[month].first, rule.months[month].last, room.clocks
    for stay in range(first_stay, end):
        if clocks.stays[stay - begin].first > last:
            break
        if is_over(clocks, stay - begin, first):
            continue
        gmina, charged = case.stays[stay].gmina, False
        for earlier in range(first_stay, stay):
            charged |= case.stays[earlier].gmina == gmina and not is_over(clocks, earlier - begin, first)
        if charged:
            continue
        count = whole(0)
        for other in range(stay, end):
            if clocks.stays[other - begin].first > last:
                break
            if case.stays[other].gmina == gmina and not is_over(clocks, other - begin, first):
                days_first, days_last = (
                    max(first, clocks.stays[other - begin].first),
                    min(last, clocks.stays[other - begin].last),
                )
                count = add_monthly_costs(case, rule, begin, other, days_first, days_last, room, count)
                count = add_expenses(case, begin, other, days_first, days_last, room, count)
        base, amount = charge_lines(case, rule, child, month, room, count, results, written)
        place = written[0]
        results.places[CHILD, place], results.places[GMINA, place], results.places[MONTH, place] = child, gmina, month
        results.grosze[BASE, place], results.grosze[AMOUNT, place] = base, amount
        written[0] += 1


@compiled
def count_charges(case: CaseColumns, rule: RuleColumns, first: int, after: int, clocks: Clocks) -> int:
    """How many charges some children have: one for every month and gmina with a day of stay."""
    count = 0
    for child in range(first, after):
        set_clocks(case, rule, child, clocks)
        begin = case.children[child].first_stay
        for stay in range(begin, case.children[child + 1].first_stay):
            start, stop = months_of_stay(rule, clocks, stay - begin)
            count += max(0, stop - start + 1)
            for earlier in range(begin, stay):  # a month in which two stays meet is one charge if the gmina is one
                before, until = months_of_stay(rule, clocks, earlier - begin)
                if before <= start <= min(stop, until) and case.stays[earlier].gmina == case.stays[stay].gmina:
                    count -= 1
                    break
    return count


@compiled
def months_of_stay(rule: RuleColumns, clocks: Clocks, stay: int) -> tuple[int, int]:
    """The first and the last month asked for in which a stay has a day; the first after the last where in none."""
    if is_over(clocks, stay, rule.months[0].first):
        return len(rule.months), -1
    first, last = month_on(rule, clocks.stays[stay].first), month_on(rule, clocks.stays[stay].last)
    return max(0, first), min(last, len(rule.months) - 1)


@compiled
def uncovered_day(case: CaseColumns, rule: RuleColumns, clocks: Clocks) -> int:
    """The first day asked for, in the order of children and placements, that no entry of the law covers; 0: none."""
    window_first, window_last = rule.months[0].first, rule.months[len(rule.months) - 1].last
    for child in range(len(case.children) - 1):
        set_clocks(case, rule, child, clocks)
        begin = case.children[child].first_stay
        for stay in range(begin, case.children[child + 1].first_stay):
            days = clocks.stays[stay - begin]
            for placement in range(case.stays[stay].first_placement, case.stays[stay + 1].first_placement):
                there = case.placements[placement]
                day = max(there.start, days.first, window_first)
                last = min(there.end, days.last, window_last)
                while day <= last:
                    part, until = part_of_day(case, rule, clocks, child, stay - begin, there.form, day)
                    if part == UNCOVERED:
                        return day
                    day = until + 1
    return 0

"""What a reader must know of the rows of children, compiled: placements without a cost (see `rule.case_charges`)."""

from piecza.columns.case_columns import CaseColumns
from piecza.columns.kernel.compiled_clock import Clocks, month_on, set_clocks
from piecza.columns.kernel.compiled_numbers import Flags, Ints, compiled
from piecza.columns.kernel.compiled_share import bears_expenses_until, bears_from, bears_until, expense_bearer
from piecza.columns.rule_columns import RuleColumns


@compiled
def months_without_cost(case: CaseColumns, rule: RuleColumns, clocks: Clocks, spent: Flags, runs: Ints) -> int:
    """Days on which placements bear costs in months for which there are none, written to ``runs`` as far as it goes:
    the placement, the first and the last day of months that follow each other. How many there are is given back.

    ``spent`` is room for a flag for each of the months.
    """
    count = 0
    for child in range(len(case.children) - 1):
        begin, after = case.children[child].first_stay, case.children[child + 1].first_stay
        known = False
        for stay in range(begin, after):
            for placement in range(case.stays[stay].first_placement, case.stays[stay + 1].first_placement):
                if case.placements[placement].first_cost == case.placements[placement + 1].first_cost:
                    if not known:
                        set_clocks(case, rule, child, clocks)
                        known = True
                    count = add_runs(case, rule, clocks, stay, stay - begin, placement, spent, runs, count)
    return count


@compiled
def add_runs(
    case: CaseColumns,
    rule: RuleColumns,
    clocks: Clocks,
    stay: int,
    own: int,
    placement: int,
    spent: Flags,
    runs: Ints,
    count: int,
) -> int:
    """Those of one placement."""
    first = max(bears_from(case, rule, stay, placement), clocks.stays[own].first, rule.months[0].first)
    last = min(bears_until(case, rule, stay, placement), clocks.stays[own].last, rule.months[len(rule.months) - 1].last)
    if last < first:
        return count
    mark_spent(case, rule, stay, placement, first, last, spent)
    open_run = False
    for month in range(month_on(rule, first), month_on(rule, last) + 1):
        if spent[month]:
            open_run = False
            continue
        until = min(last, rule.months[month].last)
        if open_run:
            if count <= runs.shape[1]:
                runs[2, count - 1] = until
            continue
        if count < runs.shape[1]:
            runs[0, count], runs[1, count], runs[2, count] = placement, max(first, rule.months[month].first), until
        count, open_run = count + 1, True
    return count


@compiled
def mark_spent(
    case: CaseColumns, rule: RuleColumns, stay: int, placement: int, first: int, last: int, spent: Flags
) -> None:
    """In which months a placement bears an expense between two days."""
    spent[month_on(rule, first) : month_on(rule, last) + 1] = False
    for expense in range(case.stays[stay].first_expense, case.stays[stay + 1].first_expense):
        day, until = max(first, case.expenses[expense].start), min(last, case.expenses[expense].end)
        while day <= until:
            bearer = expense_bearer(case, rule, stay, day)
            to = min(until, bears_expenses_until(case, rule, stay, bearer, day))
            if bearer == placement:
                spent[month_on(rule, day) : month_on(rule, to) + 1] = True
            day = to + 1

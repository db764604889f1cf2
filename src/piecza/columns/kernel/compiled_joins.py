"""Rows joined to the rows they belong to, and whether what a child's rows say is in order, compiled."""

from piecza.columns.case_columns import ENDED_BY, NOT_SAID, CaseColumns
from piecza.columns.kernel.compiled_clock import NOT_COUNTED
from piecza.columns.kernel.compiled_numbers import Flags, Ints, Letters, compiled, whole
from piecza.columns.kernel.compiled_share import bears_expenses_until, expense_bearer
from piecza.columns.rule_columns import RuleColumns

DEATH = ENDED_BY.index("death")


@compiled
def compared(keys: Ints, row: int, others: Ints, other: int) -> int:
    """Whether the keys of a row come before (-1), are (0), or come after (1) those of another; a key is a column."""
    for key in range(keys.shape[1]):
        if keys[row, key] != others[other, key]:
            return -1 if keys[row, key] < others[other, key] else 1
    return 0


@compiled
def in_key_order(keys: Ints) -> bool:
    """Whether the keys of no row come after those of the next one."""
    row = 1
    while row < len(keys) and compared(keys, row - 1, keys, row) <= 0:
        row += 1
    return row >= len(keys)


@compiled
def join(parents: Ints, rows: Ints, first_row: Ints, counts: Ints, orphan: Flags) -> None:
    """For each parent where its rows begin and how many they are, and which rows have no parent.

    Both stand in the order of their keys. Of parents with the same keys the first has all the rows.
    """
    row = whole(0)
    for parent in range(len(parents)):
        while row < len(rows) and compared(rows, row, parents, parent) < 0:
            orphan[row] = True
            row += 1
        first_row[parent] = row
        while row < len(rows) and compared(rows, row, parents, parent) == 0:
            row += 1
        counts[parent] = row - first_row[parent]
    first_row[len(parents)] = row
    orphan[row:] = True


@compiled
def places_in_turn(starts: Ints, letters: Letters, name_starts: Ints, name_letters: Letters, places: Ints) -> bool:
    """The place of every text among names, where the texts come in the order of the names; False where they do not.

    A text is the letters from its start to the next one's.
    """
    place, names = whole(0), len(name_starts) - 1
    for row in range(len(places)):
        length, start = starts[row + 1] - starts[row], starts[row]
        while place < names:
            name, letter = name_starts[place], whole(0)
            if name_starts[place + 1] - name == length:
                while letter < length and letters[start + letter] == name_letters[name + letter]:
                    letter += 1
                if letter == length:
                    break
            place += 1
        if place == names:
            return False
        places[row] = place
    return True


@compiled
def mark_disorder(case: CaseColumns, rule: RuleColumns, disorder: Flags) -> None:
    """Which children have something wrong in the meaning of their rows (see `piecza.case.flaws`)."""
    for child in range(len(case.children) - 1):
        stay, after = case.children[child].first_stay, case.children[child + 1].first_stay
        wrong = exemptions_end_early(case, child)
        while stay < after and not wrong:
            wrong = stays_collide(case, child, stay) or placements_collide(case, stay)
            wrong = wrong or costs_collide(case, stay) or expenses_astray(case, rule, stay)
            stay += 1
        disorder[child] = wrong


@compiled
def exemptions_end_early(case: CaseColumns, child: int) -> bool:
    """Whether an exemption ends before it starts."""
    for exemption in range(case.children[child].first_exemption, case.children[child + 1].first_exemption):
        if case.exemptions[exemption].end < case.exemptions[exemption].start:
            return True
    return False


@compiled
def stays_collide(case: CaseColumns, child: int, stay: int) -> bool:
    """Whether a stay has an end that it has not come to, or does not follow the one before."""
    final = case.placements[case.stays[stay + 1].first_placement - 1]
    if final.lasts and case.stays[stay].ended_by != NOT_SAID:
        return True
    if stay == case.children[child].first_stay:
        return False
    first = case.stays[stay].first_placement
    before = case.placements[first - 1]
    return bool(case.stays[stay - 1].ended_by == DEATH or before.lasts or case.placements[first].start <= before.end)


@compiled
def placements_collide(case: CaseColumns, stay: int) -> bool:
    """Whether a placement of a stay ends before it starts, or does not follow the one before."""
    first, after = case.stays[stay].first_placement, case.stays[stay + 1].first_placement
    for placement in range(first, after):
        there = case.placements[placement]
        if there.end < there.start:
            return True
        if placement > first:
            before = case.placements[placement - 1]
            if before.lasts or not 0 <= there.start - before.end <= 1:
                return True
    return False


@compiled
def costs_collide(case: CaseColumns, stay: int) -> bool:
    """Whether the monthly costs of a placement do not begin with it, are out of order or reach beyond it."""
    for placement in range(case.stays[stay].first_placement, case.stays[stay + 1].first_placement):
        there = case.placements[placement]
        first, after = there.first_cost, case.placements[placement + 1].first_cost
        for cost in range(first, after):
            start = case.costs[cost].start
            if start > there.end or (cost == first and start != there.start):
                return True
            if cost > first and start <= case.costs[cost - 1].start:
                return True
    return False


@compiled
def expenses_astray(case: CaseColumns, rule: RuleColumns, stay: int) -> bool:
    """Whether an expense of a stay ends before it starts, or has a day outside the stay or in a facility."""
    first, final = case.stays[stay].first_placement, case.stays[stay + 1].first_placement - 1
    stay_first = case.placements[first].start
    ended = case.placements[final].lasts == 0
    stay_last = case.placements[final].end - (ended and rule.leaving_day == NOT_COUNTED)
    for expense in range(case.stays[stay].first_expense, case.stays[stay + 1].first_expense):
        day, last = case.expenses[expense].start, case.expenses[expense].end
        if last < day or day < stay_first or last > stay_last:
            return True
        while day <= last:
            bearer = expense_bearer(case, rule, stay, day)
            if rule.forms[case.placements[bearer].form].facility:
                return True
            day = bears_expenses_until(case, rule, stay, bearer, day) + 1
    return False

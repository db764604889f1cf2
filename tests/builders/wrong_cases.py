"""What may be wrong with the right case: the change, the code of the error, and its path or value."""

from documents import EXPENSE, LEAVE_OUT, PLACEMENT, STAY

COST = f"{PLACEMENT}.monthly_cost[0].amount"
START = f"{PLACEMENT}.start"
CHILD = "children[0]"

WRONG_TYPE = [
    ("", "wrong_type", []),
    ("", "wrong_type", 7),
    ("", "wrong_type", None),
    ("children", "wrong_type", {}),
    ("children", "wrong_type", None),
    ("children[0]", "wrong_type", "D-17"),
    ("children[0].id", "wrong_type", 17),
    ("children[0].id", "wrong_type", None),
    ("children[0].stays", "wrong_type", "x"),
    ("children[0].exemptions", "wrong_type", True),
    ("readings", "wrong_type", []),
    ("same_gmina", "wrong_type", "2808011"),
    ("same_gmina", "wrong_type", {}),
    ("children[0].exemptions[0].basis", "wrong_type", 27),
    ("readings.leap_day", "wrong_type", 1),
    (f"{STAY}.gmina", "wrong_type", 2808011),
    (f"{STAY}.ended_by", "wrong_type", 1),
    (f"{PLACEMENT}.form", "wrong_type", 1),
    (f"{PLACEMENT}.monthly_cost[0]", "wrong_type", "899.00"),
    (f"{EXPENSE}.kind", "wrong_type", 5),
]

SHAPE = [
    ("schema", "missing_field", LEAVE_OUT),
    ("schema", "unknown_schema", "piecza.case/2"),
    ("schema", "wrong_type", None),
    ("children", "missing_field", LEAVE_OUT),
    ("children", "empty_list", []),
    ("children[0].stays", "empty_list", []),
    (f"{STAY}.placements", "empty_list", []),
    ("children[0].id", "missing_field", LEAVE_OUT),
    ("children[0].stays", "missing_field", LEAVE_OUT),
    (f"{STAY}.gmina", "missing_field", LEAVE_OUT),
    (f"{PLACEMENT}.form", "missing_field", LEAVE_OUT),
    (START, "missing_field", LEAVE_OUT),
    (COST, "missing_field", LEAVE_OUT),
    (f"{EXPENSE}.kind", "missing_field", LEAVE_OUT),
    (f"{EXPENSE}.amount", "missing_field", LEAVE_OUT),
    ("children[0].exemptions[0].ground", "missing_field", LEAVE_OUT),
    ("children[0].name", "unknown_field", "X"),
    (f"{PLACEMENT}.monthly_cost[0].end", "unknown_field", "2024-01-01"),
    ("version", "unknown_field", 1),
    ("children[0].exemptions[0].basis", "basis_of_other_ground", "art. 27"),
    ("children[0].exemptions[0].basis", "basis_empty", " \t"),
    ("readings.after_returns", "unknown_reading", "sum"),
    ("readings.after_return", "unknown_option", "add"),
    ("readings.rounding", "unknown_option", "grosz"),
    (f"{PLACEMENT}.form", "unknown_form", "grandmother"),
    (f"{EXPENSE}.kind", "unknown_kind", "shoes"),
    ("children[0].exemptions[0].ground", "unknown_ground", "poverty"),
    (f"{STAY}.ended_by", "unknown_ended_by", "ran_away"),
    ("children[0].id", "id_empty", ""),
    ("children[0].id", "id_empty", "  "),
    *(
        (f"{STAY}.gmina", "gmina_code", code)
        for code in ("", "280801", "28080111", "280801A", "2808 11", "２８０８０１１")
    ),
    *(
        (COST, "amount_format", amount)
        for amount in (
            "", " ", "1.234", "1e3", "1E3", "NaN", "Infinity", "1,5", "1 234.50", "1 234.50", "+5", ".5", "5.",
            "1.2.3", "0x10", "1_000", "１２.００", "٣", "5 zł", "--5", " 5", "5\n",
        )
    ),
    *((COST, "amount_out_of_range", amount) for amount in ("100000000", "100000000.00", "9" * 20, "9" * 5000)),
    *((COST, "amount_not_text", amount) for amount in (899, 899.5, True, None, [])),
    (COST, "amount_negative", "-0.01"),
    (f"{EXPENSE}.amount", "amount_negative", "-650.00"),
    (f"{STAY}.expenses[2].amount", "recovered_positive", "0.01"),
    (f"{STAY}.expenses[2].amount", "amount_out_of_range", "-100000000"),
    *(
        (START, "day_format", day)
        for day in (
            "2024-1-1", "20240101", "01.01.2024", "1.1.2024", "2024-01-01T00:00:00", "2024-01-01 00:00",
            "2024-W01-1", "2024-001", "", "2024-01", "２０２４-01-01", "+2024-01-01", 45292, 45292.5, True, None, [],
        )
    ),
    *(
        (START, "day_does_not_exist", day)
        for day in ("2023-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-10")
    ),
    *((START, "day_out_of_range", day) for day in ("1989-12-31", "2100-01-01", "0001-01-01", "9999-12-31")),
    (f"{PLACEMENT}.end", "day_format", 5),
    ("children[0].exemptions[0].start", "day_does_not_exist", "2023-02-29"),
]  # fmt: skip

MEANING = {
    "duplicate child": (("children[1].id", "D-17"), "duplicate_child", "children[1].id"),
    "a gmina in two lists of codes": (
        ("same_gmina", [["2808011", "2604043"], ["2604053", "2808013"]]), "same_gmina_doubled", "same_gmina[1][1]",
    ),
    "a gmina twice in one list of codes": (
        ("same_gmina", [["2808011", "2808011"]]), "same_gmina_doubled", "same_gmina[0][1]",
    ),
    "exemption ends before its start": (
        ("children[0].exemptions[0].end", "2023-03-14"), "end_before_start", "children[0].exemptions[0].end",
    ),
    "placement ends before its start": (
        ("children[1].stays[0].placements[0].end", "2025-01-06"),
        "end_before_start", "children[1].stays[0].placements[0].end",
    ),
    "expense ends before its start": (
        (f"{STAY}.expenses[1].end", "2024-06-30"), "end_before_start", f"{STAY}.expenses[1].end",
    ),
    "placements out of order": (
        (f"{STAY}.placements[1].start", "2024-02-29"), "placements_out_of_order", f"{STAY}.placements[1].start",
    ),
    "placements overlap": (
        (f"{STAY}.placements[1].start", "2024-10-16"), "placements_overlap", f"{STAY}.placements[1].start",
    ),
    "placements leave a gap": (
        (f"{STAY}.placements[1].start", "2024-10-19"), "placements_gap", f"{STAY}.placements[1].start",
    ),
    "an open placement is not the last": (
        (f"{PLACEMENT}.end", LEAVE_OUT), "open_placement_not_last", f"{PLACEMENT}.end",
    ),
    "stays out of order": (
        ("children[0].stays[0].placements[0]", {"form": "family_home", "start": "2024-03-02", "end": "2024-03-03"}),
        "stays_out_of_order", f"{START}",
    ),
    "stays overlap by a day": (
        ("children[0].stays[0].placements[0].end", "2024-03-01"), "stays_overlap", START,
    ),
    "an open stay is not the last": (
        ("children[0].stays[0]", {"gmina": "2808011", "placements": [{"form": "family_home", "start": "2023-03-15"}]}),
        "open_stay_not_last", "children[0].stays[0].placements[0].end",
    ),
    "a stay after death": (("children[0].stays[0].ended_by", "death"), "stay_after_death", START),
    "ended_by of an open stay": ((f"{STAY}.ended_by", "adulthood"), "ended_by_of_open_stay", f"{STAY}.ended_by"),
    "a later monthly cost without a day": (
        (f"{PLACEMENT}.monthly_cost[1].start", LEAVE_OUT),
        "monthly_cost_start_missing", f"{PLACEMENT}.monthly_cost[1].start",
    ),
    "the first monthly cost later than the placement": (
        (f"{PLACEMENT}.monthly_cost[0].start", "2024-03-02"),
        "monthly_cost_first_start", f"{PLACEMENT}.monthly_cost[0].start",
    ),
    "the first monthly cost before the placement": (
        (f"{PLACEMENT}.monthly_cost[0].start", "2024-02-29"),
        "monthly_cost_outside_placement", f"{PLACEMENT}.monthly_cost[0].start",
    ),
    "a monthly cost after the placement": (
        (f"{PLACEMENT}.monthly_cost[1].start", "2024-10-18"),
        "monthly_cost_outside_placement", f"{PLACEMENT}.monthly_cost[1].start",
    ),
    "a monthly cost doubled": (
        (f"{PLACEMENT}.monthly_cost[1].start", "2024-03-01"),
        "monthly_cost_doubled", f"{PLACEMENT}.monthly_cost[1].start",
    ),
    "monthly costs out of order": (
        (f"{PLACEMENT}.monthly_cost[2]", {"start": "2024-05-31", "amount": "1.00"}),
        "monthly_cost_out_of_order", f"{PLACEMENT}.monthly_cost[2].start",
    ),
    "an expense the day before the stay": (
        (f"{EXPENSE}.day", "2024-02-29"), "expense_outside_stay", f"{EXPENSE}.day",
    ),
    "a period that begins before the stay": (
        (f"{STAY}.expenses[1].start", "2024-02-29"), "expense_outside_stay", f"{STAY}.expenses[1].start",
    ),
    "an expense after the stay": (
        ("children[0].stays[0].expenses", [{"kind": "wages", "day": "2024-01-01", "amount": "1.00"}]),
        "expense_outside_stay", "children[0].stays[0].expenses[0].day",
    ),
    "an expense in a facility": ((f"{EXPENSE}.day", "2024-10-18"), "expense_in_facility", f"{EXPENSE}.day"),
    "a period that ends in a facility": (
        (f"{STAY}.expenses[1].end", "2024-10-17"), "expense_in_facility", f"{STAY}.expenses[1].start",
    ),
}  # fmt: skip

EXPENSE_SHAPES = [
    ({"kind": "wages", "amount": "1.00"}, [("expense_day_missing", "day")]),
    ({"kind": "wages", "amount": "1.00", "day": None}, [("expense_day_missing", "day")]),
    (
        {"kind": "wages", "amount": "1.00", "day": "2024-07-01", "start": "2024-07-01", "end": "2024-07-02"},
        [("expense_day_and_period", "day")],
    ),
    ({"kind": "wages", "amount": "1.00", "start": "2024-07-01"}, [("expense_period_incomplete", "end")]),
    ({"kind": "wages", "amount": "1.00", "end": "2024-07-01"}, [("expense_period_incomplete", "start")]),
    (
        {"kind": "wages", "amount": "1.00", "day": "2024-07-01", "end": "x"},
        [("day_format", "end"), ("expense_day_and_period", "day")],
    ),
    (
        {"kind": "wages", "amount": "x", "day": "y", "start": "2024-07-01", "end": "2024-07-02"},
        [("day_format", "day"), ("amount_format", "amount")],
    ),
    ({"kind": "shoes", "amount": "-1.00"}, [("unknown_kind", "kind"), ("expense_day_missing", "day")]),
]

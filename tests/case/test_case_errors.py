"""What bad input gets: a code, a path, a value and a sentence, all errors at once, and nothing computed."""

import json
import pickle
from decimal import Decimal

import pytest
from documents import EXPENSE, LEAVE_OUT, PLACEMENT, RIGHT, STAY, changed
from pydantic import ValidationError
from wrong_cases import CHILD, COST, EXPENSE_SHAPES, MEANING, SHAPE, START, WRONG_TYPE

from piecza import Case, Child, Expense, InputError, Month, Placement, Readings, charges, problems, read_case


def errors_of(text):
    with pytest.raises(InputError) as caught:
        read_case(text if isinstance(text, str | bytes) else json.dumps(text))
    assert all(set(e["message"]) == {"pl", "en"} for e in caught.value.to_dict()["errors"])
    return caught.value.errors


def summaries(text):
    return [(e.code, e.path, e.value) for e in errors_of(text)]


def test_the_right_document_is_right():
    assert len(read_case(json.dumps(RIGHT)).children) == 2


def test_bytes_with_a_byte_order_mark_are_read():
    assert read_case(b"\xef\xbb\xbf" + json.dumps(RIGHT).encode()) == read_case(json.dumps(RIGHT))


DOCUMENT = {
    "nothing": ("", "not_json"),
    "a word": ("piecza", "not_json"),
    "cut off": (json.dumps(RIGHT)[:-3], "not_json"),
    "two documents": ("{} {}", "not_json"),
    "NaN": (json.dumps(changed((COST, float("nan")))), "not_json_number"),
    "Infinity": (json.dumps(changed((COST, float("-inf")))), "not_json_number"),
    "too deep": ('{"children":' + "[" * 200_000, "too_deep"),
    "doubled key": (json.dumps(RIGHT).replace('"id":', '"id": "D-1", "id":', 1), "duplicate_key"),
    "doubled key deep inside": (
        json.dumps(RIGHT).replace('"amount":', '"amount": "1.00", "amount":', 1),
        "duplicate_key",
    ),
    "half a character": (json.dumps(changed((f"{CHILD}.id", "D-\ud800"))), "half_character"),
    "half a character in a key": (json.dumps(changed(("readings.\udc00", 1))), "half_character"),
    "cp1250": (json.dumps(changed((f"{CHILD}.id", "Łódź")), ensure_ascii=False).encode("cp1250"), "encoding"),
    "utf-16": (json.dumps(RIGHT).encode("utf-16"), "encoding"),
}


@pytest.mark.parametrize("name", DOCUMENT)
def test_what_is_no_document(name):
    text, code = DOCUMENT[name]
    assert summaries(text) == [(code, "", None)]


def test_every_doubled_key_is_said_once():
    text = '{"schema": 1, "schema": 2, "x": {"id": 1, "id": 2, "id": 3, "Anna": 1, "Anna": 2}, "readings": NaN}'
    errors = errors_of(text)
    assert sorted(error.code for error in errors) == ["duplicate_key"] * 3 + ["not_json_number"]
    names = {error.message["en"].split("“")[1].split("”")[0] for error in errors if error.code == "duplicate_key"}
    assert names == {"schema", "id", "…"}


def test_whole_characters_beyond_the_first_plane_are_right():
    assert read_case(json.dumps(changed((f"{CHILD}.id", "😀")))).children[0].id == "😀"


def test_where_json_breaks_is_said():
    assert "(wiersz 2, kolumna 3)" in errors_of("{\n  x}")[0].message["pl"]


@pytest.mark.parametrize(("path", "code", "value"), WRONG_TYPE)
def test_wrong_type(path, code, value):
    document = changed((path, value)) if path else value
    assert summaries(json.dumps(document)) == [(code, path, value)]


def test_a_text_is_no_case_and_a_number_without_bounds_no_amount():
    assert summaries('"piecza"') == [("wrong_type", "", "piecza")]
    for number in ("1e400", "-1e400", "9" * 5000):
        text = json.dumps(changed((COST, 123456))).replace("123456", number)
        assert summaries(text) == [("amount_not_text", COST, None)]


@pytest.mark.parametrize(("path", "code", "value"), SHAPE)
def test_shape(path, code, value):
    (error,) = errors_of(changed((path, value)))
    assert (error.code, error.path) == (code, path)
    if error.code in ("missing_field", "unknown_field", "unknown_reading"):
        assert error.value is None
    elif isinstance(value, str) and len(value) <= 20 and value != "9" * 20:
        assert error.value == value


@pytest.mark.parametrize("amount", ["0", "0.5", "00012.50", "99999999.99", "-0", "-0.00", "00000000099999999.99"])
def test_amounts_that_are_right(amount):
    case = read_case(json.dumps(changed((COST, amount))))
    assert case.children[0].stays[1].placements[0].monthly_cost[0].amount == Decimal(amount)


@pytest.mark.parametrize("day", ["1990-01-01", "2024-02-29"])
def test_days_that_are_right(day):
    document = changed((f"{CHILD}.stays[0].placements[0].start", day), (f"{CHILD}.stays[0].placements[0].end", day))
    read_case(json.dumps(document))


def test_the_last_day_of_all():
    read_case(json.dumps(changed((f"{STAY}.placements[1].end", "2099-12-31"))))


def test_what_is_optional_may_be_null():
    optional = [
        ("readings", None),
        ("same_gmina", None),
        ("children[0].exemptions", None),
        (f"{STAY}.expenses", None),
        (f"{STAY}.ended_by", None),
        (f"{PLACEMENT}.monthly_cost", None),
        (f"{STAY}.placements[1].monthly_cost[0].start", None),
        ("children[1].stays[0].placements[0].end", None),
    ]
    nulls = read_case(json.dumps(changed(*optional)))
    assert nulls.children[0].stays[1].expenses == ()
    assert nulls.readings.year_boundary == "day_before_anniversary"
    assert read_case(json.dumps(changed(("readings.rounding", None)))).readings.rounding == "segment"


@pytest.mark.parametrize("name", MEANING)
def test_meaning(name):
    change, code, path = MEANING[name]
    ((got_code, got_path, value),) = summaries(changed(change))
    assert (got_code, got_path) == (code, path)
    assert value is None or isinstance(value, str)


@pytest.mark.parametrize(("expense", "expected"), EXPENSE_SHAPES)
def test_day_or_period(expense, expected):
    got = errors_of(changed((EXPENSE, expense)))
    assert [(e.code, e.path) for e in got] == [(code, f"{EXPENSE}.{field}") for code, field in expected]


def test_the_days_of_the_stay_are_said_as_the_reading_has_them():
    last = {"kind": "wages", "day": "2023-12-31", "amount": "1.00"}
    document = changed(("children[0].stays[0].expenses", [last]), ("readings.leaving_day", "not_counted"))
    assert "od 2023-03-15 do 2023-12-30" in errors_of(document)[0].message["pl"]
    document["children"][0]["stays"][0]["placements"][0]["start"] = "2023-12-31"
    assert "od – do –" in errors_of(document)[0].message["pl"]
    document = changed((f"{EXPENSE}.day", "2024-02-29"))
    assert "(2024-03-01 to …)" in errors_of(document)[0].message["en"]


def test_an_expense_on_the_last_day_depends_on_leaving_day():
    last = {"kind": "wages", "day": "2023-12-31", "amount": "1.00"}
    document = changed(("children[0].stays[0].expenses", [last]))
    read_case(json.dumps(document))
    document["readings"]["leaving_day"] = "not_counted"
    assert summaries(document) == [("expense_outside_stay", "children[0].stays[0].expenses[0].day", "2023-12-31")]


def test_the_day_in_a_facility_is_said():
    (error,) = errors_of(changed((f"{STAY}.expenses[1].end", "2024-10-20")))
    assert "on 2024-10-17 the child is in a facility" in error.message["en"]
    assert error.value == "2024-07-01"


@pytest.mark.parametrize(("reading", "right"), [("receiving", False), ("leaving", True), ("both", True)])
def test_an_expense_on_the_day_of_a_move_into_a_facility_depends_on_transfer_day(reading, right):
    document = changed((f"{EXPENSE}.day", "2024-10-17"), ("readings.transfer_day", reading))
    if right:
        read_case(json.dumps(document))
    else:
        assert summaries(document) == [("expense_in_facility", f"{EXPENSE}.day", "2024-10-17")]


def test_all_errors_of_shape_at_once_and_none_of_meaning():
    document = changed(
        ("children[1].id", "D-17"),  # of meaning
        ("children[0].stays[0].gmina", "1"),
        (START, "2024-02-30"),
        (COST, 899),
        (f"{EXPENSE}.kind", "shoes"),
        ("readings.leap_day", "march"),
        ("schema", LEAVE_OUT),
    )
    assert [code for code, _, _ in summaries(document)] == [
        "missing_field", "unknown_option", "gmina_code", "day_does_not_exist", "amount_not_text", "unknown_kind",
    ]  # fmt: skip


def test_a_missing_schema_comes_before_meaning():
    document = changed(("schema", LEAVE_OUT), ("children[1].id", "D-17"))
    assert summaries(document) == [("missing_field", "schema", None)]


def test_a_placement_that_ends_before_it_starts_is_said_once():
    assert [code for code, _, _ in summaries(changed((f"{STAY}.placements[1].end", "2024-10-16")))] == [
        "end_before_start"
    ]


def test_all_errors_of_meaning_at_once():
    document = changed(
        ("children[1].id", "D-17"),
        ("children[0].exemptions[0].end", "2023-03-14"),
        ("children[0].stays[0].ended_by", "death"),
        (f"{PLACEMENT}.monthly_cost[1].start", "2024-03-01"),
        (f"{STAY}.ended_by", "other"),
        (f"{EXPENSE}.day", "2024-10-18"),
    )
    assert sorted(code for code, _, _ in summaries(document)) == [
        "duplicate_child", "end_before_start", "ended_by_of_open_stay", "expense_in_facility", "monthly_cost_doubled",
        "stay_after_death",
    ]  # fmt: skip


def pesel(digits="4405140135"):
    """A number with a right check digit, made here so that none stands in the project."""
    check = -sum(int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 9) * 3, strict=False)) % 10
    return digits + str(check)


@pytest.mark.parametrize("write", [str, lambda p: f"{p[:6]} {p[6:]}", lambda p: "-".join(p), lambda p: f" {p}\u00a0"])
def test_a_pesel_is_refused_as_identifier_and_never_repeated(write):
    errors = errors_of(changed(("children[0].id", write(pesel()))))
    assert [(e.code, e.path, e.value) for e in errors] == [("id_pesel", "children[0].id", None)]
    assert pesel() not in str(errors)


def test_any_eleven_digits_are_refused_and_ten_or_twelve_are_not():
    assert summaries(changed(("children[0].id", "1" * 11))) == [("id_pesel", "children[0].id", None)]
    for length in (10, 12):
        read_case(json.dumps(changed(("children[0].id", "1" * length))))
    read_case(json.dumps(changed(("children[0].id", f"D-{'1' * 11}"))))


@pytest.mark.parametrize("path", ["children[0].id", f"{STAY}.gmina", COST, START, f"{PLACEMENT}.form", "schema"])
@pytest.mark.parametrize("write", [str, int, float, lambda p: {"pesel": p}])
def test_what_looks_like_a_pesel_is_never_repeated(path, write):
    for error in errors_of(changed((path, write(pesel())))):
        assert error.value is None
        assert pesel() not in json.dumps(error)


@pytest.mark.parametrize(
    "separator",
    [
        " ",
        "\u00a0",
        "\u200b",
        "\u00ad",
        "-",
        "\ufe0f",
        "\x00",
        "\u3164",
        "\u2010",
        "\u2013",
        "\u2212",
        "\ufe63",
        "\uff0d",
    ],
)
def test_a_pesel_is_refused_whatever_separates_its_digits(separator):
    ((code, _, value),) = summaries(changed(("children[0].id", separator.join(pesel()))))
    assert (code, value) == ("id_pesel", None)


@pytest.mark.parametrize(
    "write",
    [
        lambda p: f"{p} 2024-01-01",
        lambda p: f"{p} {p}",
        lambda p: f"PESEL: {p}.",
        lambda p: f"{p[:6]}-{p[6:]} x",
        lambda p: f"1 {p[:6]} {p[6:]} 2",
        lambda p: f"x{p}x",
    ],
)
def test_a_pesel_within_a_text_is_never_repeated(write):
    (error,) = errors_of(changed((START, write(pesel()))))
    assert (error.code, error.value) == ("day_format", None)
    (error,) = errors_of(changed((f"children[0].{write(pesel()).replace('.', '')}", 1)))
    assert error.path == "children[0].***********"
    text = json.dumps(RIGHT).replace('"id":', f'"{write(pesel())}": 1, "{write(pesel())}": 2, "id":', 1)
    assert pesel() not in str(errors_of(text))


@pytest.mark.parametrize("value", ["2024-01-03T00:00", "2024-01-03 12", "1" * 12, "123456 7890"])
def test_other_digits_are_repeated(value):
    ((_, _, shown),) = summaries(changed((START, value)))
    assert shown == value


def test_long_values_and_names_are_cut():
    ((_, _, value),) = summaries(changed((START, "x" * 300)))
    assert value == "x" * 199 + "…"
    ((_, path, _),) = summaries(changed((f"children[0].{'y' * 300}", 1)))
    assert path == f"children[0].{'y' * 59}…"


@pytest.mark.parametrize("write", [str, int])
def test_an_object_made_in_python_does_not_repeat_a_pesel_either(write):
    with pytest.raises(ValidationError) as caught:
        Child(id=write(pesel()), stays=())
    assert pesel() not in str(caught.value)
    errors = problems(caught.value)
    assert {error.path for error in errors} == {"id", "stays"}
    assert pesel() not in json.dumps(errors)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (lambda: Readings(mid_month="foo"), ["unknown_option"]),
        (lambda: Readings(mid_mouth="daily"), ["unknown_reading"]),
        (lambda: read_case(json.dumps(RIGHT)).with_readings(after_return="x"), ["unknown_option"]),
        (lambda: Placement(form="x", start="2024-01-01"), ["unknown_form"]),
        (lambda: Expense(kind="x", amount="1.00"), ["unknown_kind", "expense_day_missing"]),
        (lambda: Case.model_validate({1: 2}), ["missing_field", "wrong_type"]),
        (lambda: Case.model_validate_json("{"), ["wrong_type"]),
        (lambda: Child(id="1", stays=("x",)), ["wrong_type"]),
    ],
)
def test_what_is_wrong_with_an_object_is_said_in_the_same_words(make, codes):
    with pytest.raises(ValidationError) as caught:
        make()
    assert sorted(error.code for error in problems(caught.value)) == sorted(codes)


def test_a_month_does_not_repeat_what_it_is_not():
    for make in (lambda: Month.parse(pesel()), lambda: Month(int(pesel()), 1)):
        with pytest.raises(ValueError, match="not a month") as caught:
            make()
        assert pesel() not in str(caught.value)


def test_an_unknown_field_is_named_but_a_pesel_in_its_name_is_not():
    ((code, path, value),) = summaries(changed((f"children[0].{pesel()}", "Anna")))
    assert (code, path, value) == ("unknown_field", "children[0].***********", None)
    ((_, _, value),) = summaries(changed(("children[0].first_name", "Anna")))
    assert value is None


def test_what_was_meant_is_suggested():
    (error,) = errors_of(changed((f"{PLACEMENT}.form", "profesional_family")))
    assert "może „professional_family”" in error.message["pl"]
    (error,) = errors_of(changed((f"{PLACEMENT}.form", "xyz")))
    assert "may" not in error.message["pl"].split(";")[0].replace("Nieznana", "")
    assert "perhaps" not in error.message["en"]
    (error,) = errors_of(changed((f"{PLACEMENT}.monthly_costs", [])))
    assert "perhaps “monthly_cost”" in error.message["en"]


@pytest.mark.parametrize(
    "month", ["2025-13", "2025-00", "2025-1", "03.2025", "", "1989-12", "2100-01", "２０２５-01", "x"]
)
def test_a_month_that_is_none(month):
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(RIGHT)), month)
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [("month_invalid", "--month", month)]


def test_both_months_are_looked_at():
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(RIGHT)), "x", "y")
    assert [e.value for e in caught.value.errors] == ["x", "y"]


def test_the_first_month_after_the_last():
    with pytest.raises(InputError) as caught:
        charges(read_case(json.dumps(RIGHT)), "2025-02", "2025-01")
    (error,) = caught.value.errors
    assert (error.code, error.path, error.value) == ("months_out_of_order", "--month", "2025-02..2025-01")


def test_an_error_says_all_in_its_text_and_survives_pickling():
    with pytest.raises(InputError) as caught:
        read_case(json.dumps(changed((START, "x"), (COST, "y"))))
    assert str(caught.value).count("\n") == 1
    assert f"{START}: A day must look like" in str(caught.value)
    assert pickle.loads(pickle.dumps(caught.value)).errors == caught.value.errors


# What another act lets the state budget bear

GROUND, BASIS = f"{CHILD}.exemptions[0].ground", f"{CHILD}.exemptions[0].basis"


@pytest.mark.parametrize(("given", "code"), [((), "basis_missing"), ((None,), "basis_missing"), (("",), "basis_empty")])
def test_what_the_state_bears_needs_its_provision(given, code):
    (error,) = errors_of(changed((GROUND, "state_financed"), *((BASIS, basis) for basis in given)))
    assert (error.code, error.path, error.child) == (code, BASIS, "D-17")


def test_a_provision_is_kept_as_it_is_and_none_is_the_same_as_null():
    case = read_case(json.dumps(changed((GROUND, "state_financed"), (BASIS, "art. 27"))))
    assert case.children[0].exemptions[0].basis == "art. 27"
    assert read_case(json.dumps(changed((BASIS, None)))) == read_case(json.dumps(RIGHT))


@pytest.mark.parametrize("ground", ["state_financed", "unknown_parents", "poverty"])
def test_a_pesel_in_a_provision_is_refused_and_not_repeated(ground):
    errors = errors_of(changed((GROUND, ground), (BASIS, f"wniosek {pesel()}")))
    assert "basis_pesel" in [error.code for error in errors]
    assert pesel() not in json.dumps(InputError(errors).to_dict())


# Codes of one gmina


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        (["2808011"], "same_gmina[0]", "wrong_type"),
        ([[2808011]], "same_gmina[0][0]", "wrong_type"),
        ([["2808011", "280801"]], "same_gmina[0][1]", "gmina_code"),
        ([None], "same_gmina[0]", "wrong_type"),
    ],
)
def test_the_shape_of_codes_of_one_gmina(given, path, code):
    (error,) = errors_of(changed(("same_gmina", given)))
    assert (error.code, error.path, error.child) == (code, path, None)


@pytest.mark.parametrize("given", [[], [[]], [["2808011"]], [["2808011", "2604043"], ["2604053", "2604063"]]])
def test_lists_of_codes_that_are_right(given):
    assert read_case(json.dumps(changed(("same_gmina", given)))).same_gmina == tuple(map(tuple, given))


# The child that an error concerns


def children_of(*changes):
    return [(error.code, error.child) for error in errors_of(changed(*changes))]


def test_an_error_of_shape_names_its_child():
    assert children_of((COST, 5), ("children[1].stays", [])) == [("amount_not_text", "D-17"), ("empty_list", "D-18")]


def test_an_error_of_meaning_names_its_child():
    ends = ("children[1].stays[0].placements[0].end", "2025-01-06")
    assert children_of((f"{STAY}.ended_by", "adulthood"), ends) == [
        ("ended_by_of_open_stay", "D-17"), ("end_before_start", "D-18"),
    ]  # fmt: skip


def test_an_error_of_no_child_names_none():
    assert children_of(("readings.rounding", "grosz"), ("name", "x")) == [
        ("unknown_option", None), ("unknown_field", None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["", "  ", 17, None, LEAVE_OUT, pesel()])
def test_errors_of_a_child_whose_identifier_is_wrong_name_none(name):
    errors = children_of((f"{CHILD}.id", name), (COST, 5), ("children[1].stays", []))
    assert sorted({child or "" for _, child in errors}) == ["", "D-18"]
    assert [child for code, child in errors if code == "amount_not_text"] == [None]


@pytest.mark.parametrize("wrong", [(COST, 5), (f"{STAY}.ended_by", "adulthood")])
def test_errors_of_children_with_one_identifier_name_none(wrong):
    errors = children_of(("children[1].id", "D-17"), wrong)
    assert errors
    assert {child for _, child in errors} == {None}


def test_an_identifier_that_holds_a_pesel_is_not_named():
    name = f"syn {pesel()}"
    assert children_of((f"{CHILD}.id", name), (COST, 5)) == [("amount_not_text", None)]
    assert children_of((f"{CHILD}.id", name), (f"{STAY}.ended_by", "other")) == [("ended_by_of_open_stay", None)]


@pytest.mark.parametrize("children", [{}, "D-17", 5, ["D-17"], [[]]])
def test_children_that_are_none_have_no_names(children):
    assert {error.child for error in errors_of(changed(("children", children)))} == {None}


def test_the_child_stands_after_the_path():
    (error,) = InputError(errors_of(changed((COST, 5)))).to_dict()["errors"]
    assert list(error) == ["code", "path", "child", "value", "message"]
    assert error["child"] == "D-17"

"""The agreement: what is wrong with one, what a gmina has otherwise, and several files as one."""

import re
from datetime import date

import agreements
import pytest
from agreements import PLAIN, RIGHT, agreed, toml
from documents import LEAVE_OUT, changed

from piecza import InputError, Month
from piecza.errors import TEXTS
from piecza.law.law_in_force import shipped_law
from piecza.notes.agreement import joined, read_agreement
from piecza.notes.issuing import agreed_readings
from piecza.readings import Readings

FIRST, SECOND = "gmina[0]", "gmina[1]"


def errors_of(text):
    with pytest.raises(InputError) as caught:
        read_agreement(text)
    for error in caught.value.errors:
        assert error.message["pl"] != error.message["en"]
        assert "{" not in re.sub(r"\{(nr|symbol|mm|rrrr)\}", "", error.message["pl"] + error.message["en"])
    return caught.value.errors


def problems(*changes):
    return [(e.code, e.path, e.value) for e in errors_of(toml(changed(*changes, of=RIGHT)))]


def test_the_right_agreement_is_right():
    agreement = read_agreement(toml(RIGHT))
    assert agreement.powiat.account == "04 0000 0000 0000 0000 0000 0000"
    assert agreement.gmina[0].agreement.day == date(2024, 1, 2)
    assert read_agreement(toml(RIGHT).encode()) == agreement


def test_what_an_editor_adds_does_not_matter():
    assert read_agreement(b"\xef\xbb\xbf" + toml(RIGHT).replace("\n", "\r\n").encode()) == read_agreement(toml(RIGHT))


def test_a_day_may_be_one_of_toml():
    text = toml(RIGHT).replace('"2024-01-02"', "2024-01-02")
    assert read_agreement(text).gmina[0].agreement.day == date(2024, 1, 2)


WHOLE = {
    "no TOML": ("powiat", "not_toml"),
    "a key twice": ("a = 1\na = 2", "not_toml"),
    "a day that does not exist": ("day = 2024-02-30", "not_toml"),
    "a number of endless digits": (f"a = {'9' * 5000}", "not_toml"),
    "a list of endless depth": (f"a = {'[' * 100_000}", "not_toml"),
    "cp1250": (toml(RIGHT).encode("cp1250"), "encoding"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_text_that_is_no_agreement(name):
    text, code = WHOLE[name]
    (error,) = errors_of(text)
    assert (error.code, error.path, error.value) == (code, "", None)


def test_where_the_toml_is_wrong_is_said():
    (error,) = errors_of("a = 1\nb = x\n")
    assert "line 2" in error.message["pl"]
    assert "line 2" in error.message["en"]


SHAPE = [
    ("powiat", "missing_field", LEAVE_OUT),
    ("gmina", "missing_field", LEAVE_OUT),
    ("gmina", "empty_list", []),
    ("schema", "unknown_schema", "piecza.agreement/2"),
    ("powiat.name", "missing_field", LEAVE_OUT),
    ("powiat.address", "missing_field", LEAVE_OUT),
    ("powiat.place", "missing_field", LEAVE_OUT),
    ("powiat.place", "text_empty", ""),
    ("powiat.name", "text_empty", " \u00a0"),
    ("powiat.regon", "text_empty", ""),
    ("powiat.nip", "nip_format", "000-000-00-0"),
    ("powiat.nip", "nip_format", "000000000000"),
    ("powiat.nip", "nip_format", "x000000000"),
    ("powiat.nip", "nip_format", "٠٠٠٠٠٠٠٠٠٠"),
    ("powiat.nip", "nip_checksum", "000-000-00-01"),
    ("powiat.nip", "wrong_type", 10),
    ("powiat.account", "account_format", "4" * 25),
    ("powiat.account", "account_format", "DE04000000000000000000000000"),
    ("powiat.account", "account_checksum", "05 0000 0000 0000 0000 0000 0000"),
    ("powiat.pcpr.address", "missing_field", LEAVE_OUT),
    ("powiat.ops", "unknown_field", "x"),
    (f"{FIRST}.code", "gmina_code", "260404"),
    (f"{FIRST}.code", "missing_field", LEAVE_OUT),
    (f"{FIRST}.code", "wrong_type", 2604043),
    (f"{FIRST}.name", "text_empty", ""),
    (f"{FIRST}.nip", "nip_checksum", "0000000001"),
    (f"{FIRST}.agreement.number", "text_empty", " "),
    (f"{FIRST}.agreement.day", "day_format", "2.01.2024"),
    (f"{FIRST}.agreement.day", "missing_field", LEAVE_OUT),
    (f"{FIRST}.ops", "wrong_type", "OPS"),
    (f"{SECOND}.terms.due_days", "due_days", -1),
    ("terms.due_days", "due_days", 367),
    ("terms.due_days", "wrong_type", "14"),
    ("terms.due_days", "wrong_type", 14.5),
    ("terms.due_days", "wrong_type", True),
    ("terms.due_from", "unknown_word", "receit"),
    ("terms.in_words", "unknown_word", "grosze"),
    ("terms.symbol", "text_empty", ""),
    ("terms.number", "number_pattern", "{symbol}/{mm}/{rrrr}"),
    ("terms.number", "number_pattern", "{nr}/{month}"),
    ("terms.number", "number_pattern", "{nr}/{mm"),
    ("terms.number", "number_pattern", "{nr}/mm}"),
    ("terms.number", "number_pattern", "{{nr}}"),
    ("terms.number", "number_pattern", "{nr:05d}"),
    ("terms.number", "number_pattern", "{nr!r}"),
    ("terms.number", "number_pattern", "{nr}{}"),
    ("terms.correction_number", "number_pattern", "{symbol}"),
    ("terms.classification.chapter", "unknown_field", "85508"),
    ("readings.divisor", "unknown_option", "forty"),
    (f"{SECOND}.readings.after_retrun", "unknown_reading", "sum"),
]


@pytest.mark.parametrize(("path", "code", "value"), SHAPE)
def test_an_error_of_shape(path, code, value):
    hidden = value is LEAVE_OUT or code in ("unknown_field", "unknown_reading")
    assert problems((path, value)) == [(code, path, None if hidden else value)]


def test_a_day_of_toml_with_an_hour_is_none():
    (error,) = errors_of(toml(RIGHT).replace('"2024-01-02"', "2024-01-02T10:00:00"))
    assert (error.code, error.path) == ("day_format", f"{FIRST}.agreement.day")


def test_all_that_is_wrong_is_said_at_once():
    assert problems(("powiat.nip", "1"), ("terms.symbol", ""), (f"{SECOND}.name", LEAVE_OUT)) == [
        ("nip_format", "powiat.nip", "1"),
        ("text_empty", "terms.symbol", ""),
        ("missing_field", f"{SECOND}.name", None),
    ]


@pytest.mark.parametrize(
    ("path", "meant"),
    [("terms.due_day", "due_days"), ("powiat.adres", "address"), (f"{FIRST}.classificaton", "classification")],
)
def test_what_an_unknown_field_was_meant_to_be(path, meant):
    (error,) = errors_of(toml(changed((path, 1), of=RIGHT)))
    assert f"może „{meant}”" in error.message["pl"]
    assert f"perhaps “{meant}”" in error.message["en"]


def test_an_unknown_word_names_the_words_and_the_one_that_was_meant():
    (error,) = errors_of(toml(changed(("terms.due_from", "receit"), of=RIGHT)))
    assert "receipt, issue" in error.message["pl"]
    assert "perhaps “receipt”" in error.message["en"]


def test_a_gmina_that_stands_in_it_twice_by_six_digits():
    (error,) = errors_of(toml(changed((f"{SECOND}.code", "2604044"), of=RIGHT)))
    assert (error.code, error.path, error.value) == ("gmina_twice", f"{SECOND}.code", "2604044")
    assert f"{FIRST}.code" in error.message["en"]
    assert f"{FIRST}.code" in error.message["pl"]


def test_a_third_time_is_told_of_the_first():
    gmina = PLAIN["gmina"][0]
    text = toml({**PLAIN, "gmina": [*PLAIN["gmina"], gmina, gmina]})
    assert [(e.path, e.message["en"][-17:]) for e in errors_of(text)] == [
        ("gmina[2].code", "(first: gmina[0].code)."[-17:]),
        ("gmina[3].code", "(first: gmina[0].code)."[-17:]),
    ]


@pytest.mark.parametrize("nine", ["123456786", "912345678", "501020304", "770001112"])
def test_every_check_digit_of_a_nip_but_one_is_wrong(nine):
    right = agreements.nip(nine)
    for digit in "0123456789":
        number = f"PL {nine[:3]}-{nine[3:6]}-{nine[6:8]}-{nine[8:]}{digit}"
        if f"{nine}{digit}" == right:
            assert agreed(("powiat.nip", number)).powiat.nip == number
        else:
            assert problems(("powiat.nip", number)) == [("nip_checksum", "powiat.nip", number)]


def test_the_weights_of_a_nip_are_those_of_the_law():
    for place in range(9):
        nine = "0" * place + "1" + "0" * (8 - place)
        assert agreed(("powiat.nip", agreements.nip(nine)))


@pytest.mark.parametrize("digits", ["1" * 24, "102010260000000000000001", "0" * 23 + "9"])
def test_an_account_has_the_check_digits_of_its_iban(digits):
    right = agreements.account(digits)
    for number in (right, f"PL{right}", f" pl {right[:2]} {right[2:]} "):
        assert agreed(("powiat.account", number)).powiat.account == number.strip()
    other = f"{(int(right[:2]) + 1) % 100:02d}{digits}"
    assert problems(("powiat.account", other))[0][0] == "account_checksum"
    swapped = right[:24] + right[25] + right[24]
    assert swapped == right or problems(("powiat.account", swapped))[0][0] == "account_checksum"


def test_texts_are_kept_without_spaces_at_their_ends():
    assert agreed(("powiat.name", " Powiat Zmyślony ")).powiat.name == "Powiat Zmyślony"


@pytest.mark.parametrize("days", [0, 366])
def test_the_shortest_and_the_longest_term(days):
    assert agreed(("terms", {"due_days": days})).of("260404").terms.due_days == days


def test_what_looks_like_a_pesel_is_not_repeated():
    assert problems(("powiat.nip", "0" * 11)) == [("nip_format", "powiat.nip", None)]


def test_what_nothing_is_said_of_is_the_default():
    terms = agreed().of("2604043").terms
    assert (terms.due_days, terms.due_from, terms.in_words, terms.symbol) == (14, "receipt", "groszy", "PZ")
    assert terms.numbered(7, Month(2025, 3)) == "7/PZ/03/2025"
    assert terms.numbered(7, Month(2025, 12), correction=True) == "7/PZ/K/12/2025"
    assert terms.classification.model_dump(exclude_none=True) == {}


def test_a_gmina_has_otherwise_what_it_names_and_nothing_else():
    agreement = read_agreement(toml(RIGHT))
    first, second = agreement.of("2604043"), agreement.of("2808011")
    assert (first.terms.due_days, first.terms.due_from, first.terms.in_words, first.terms.symbol) == (
        21, "receipt", "groszy", "ZM",
    )  # fmt: skip
    assert (second.terms.due_days, second.terms.due_from, second.terms.in_words, second.terms.symbol) == (
        30, "issue", "fraction", "ZM",
    )  # fmt: skip
    assert first.terms.classification.model_dump(exclude_none=True) == {"section": "900", "families": "90001"}
    assert second.terms.classification.model_dump(exclude_none=True) == {
        "section": "900",
        "families": "90009",
        "facilities": "90003",
    }
    assert second.terms.classified(Month(2025, 3), shipped_law()).model_dump() == {
        "section": "900",
        "families": "90009",
        "preadoption_centres": "85509",
        "facilities": "90003",
        "paragraph": "4330",
    }
    assert first.agreement.number == "1/2024"
    assert second.agreement is None


def test_terms_that_name_no_classification_leave_that_of_all():
    agreement = agreed(
        ("terms", {"classification": {"paragraph": "4300"}}), ("gmina[0].terms", {"due_days": 3}), of=PLAIN
    )
    assert agreement.of("2604043").terms.classified(Month(2025, 1), shipped_law()).paragraph == "4300"


def test_a_default_that_a_gmina_names_stands_against_what_holds_for_all():
    agreement = agreed(("terms", {"due_days": 30}), ("gmina[0].terms", {"due_days": 14}))
    assert [agreement.of(code).terms.due_days for code in ("2604043", "2808011")] == [14, 30]


def test_readings_are_the_cases_then_those_of_all_then_those_of_the_gmina():
    agreement = read_agreement(toml(RIGHT))
    case = Readings(divisor="calendar_days", leaving_day="not_counted", rounding="child_month", after_return="reset")
    first = agreed_readings(case, agreement, "260404")
    second = agreed_readings(case, agreement, "280801")
    assert first == case.choose(after_return="sum", divisor="thirty")
    assert second == case.choose(after_return="sum", divisor="calendar_days", rounding="line")
    assert agreed_readings(case, agreement, "300101") == first


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2604043", "Gmina Zmyślona Pierwsza"),
        ("260404", "Gmina Zmyślona Pierwsza"),
        ("2604045", "Gmina Zmyślona Pierwsza"),
        ("2808013", "Gmina Zmyślona Druga"),
        ("2604053", None),
        ("2808021", None),
    ],
)
def test_a_gmina_is_found_by_its_first_six_digits(code, name):
    gmina = read_agreement(toml(RIGHT)).of(code)
    assert (gmina.name if gmina else None) == name


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{nr}", "12"),
        ("{nr}/{symbol}/{mm}/{rrrr}", "12/ZM/02/2025"),
        ("N {rrrr}-{mm}.{nr}", "N 2025-02.12"),
        ("{nr}/{nr}", "12/12"),
    ],
)
def test_a_pattern_is_filled_in(pattern, number):
    terms = agreed(("terms.number", pattern), of=RIGHT).of("2604043").terms
    assert terms.numbered(12, Month(2025, 2)) == number


def files():
    """The right agreement as one file for each gmina."""
    return [read_agreement(toml({**RIGHT, "gmina": [gmina]})) for gmina in RIGHT["gmina"]]


def test_files_of_each_gmina_say_the_same_as_one_of_all():
    whole, together = read_agreement(toml(RIGHT)), joined(files())
    for code in ("2604043", "2808011"):
        assert together.of(code) == whole.of(code)
        for readings in (Readings(), Readings(divisor="calendar_days", rounding="child_month")):
            assert agreed_readings(readings, together, code) == agreed_readings(readings, whole, code)


def test_what_holds_for_all_in_one_file_does_not_hold_in_another():
    one, other = (
        agreed(("readings", {"divisor": "thirty"}), ("terms", {"due_days": 7}), ("gmina", PLAIN["gmina"][:1])),
        agreed(("gmina", PLAIN["gmina"][1:])),
    )
    together = joined([one, other])
    assert [together.of(code).terms.due_days for code in ("2604043", "2808011")] == [7, 14]
    assert agreed_readings(Readings(), together, "2808011") == Readings()
    assert agreed_readings(Readings(), together, "2604043") == Readings(divisor="thirty")


def test_one_file_is_itself():
    (one, _) = files()
    assert joined([one]) is one


def test_files_of_two_powiats_do_not_join():
    one, other = files()
    other = other.model_copy(update={"powiat": other.powiat.model_copy(update={"place": "Gdzie Indziej"})})
    with pytest.raises(InputError) as caught:
        joined([one, other])
    assert [(e.code, e.path, e.value) for e in caught.value.errors] == [("powiat_differs", "powiat", None)]
    assert caught.value.errors[0].message == {
        "pl": TEXTS["powiat_differs"]["pl"],
        "en": TEXTS["powiat_differs"]["en"],
    }


def test_files_of_one_gmina_do_not_join():
    one, _ = files()
    with pytest.raises(InputError) as caught:
        joined([one, one])
    assert [(e.code, e.path) for e in caught.value.errors] == [("gmina_twice", "gmina[1].code")]

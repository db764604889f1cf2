"""Interest for delay: both sides of every rate, day by day against a reference, and days for which none is known."""

from datetime import date, timedelta
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from itertools import groupby

import pytest
import reference
from hypothesis import given
from hypothesis import strategies as st

from piecza import InputError
from piecza.dues.delay_interest import Interest, interest, parse_rates

DAY = timedelta(days=1)
LAST_KNOWN = date(2026, 3, 5)
TABLE = [  # typed by hand; hundredths of a percent
    ("2016-01-01", 700), ("2020-03-18", 650), ("2020-04-09", 600), ("2020-05-29", 560), ("2021-10-07", 600),
    ("2021-11-04", 675), ("2021-12-09", 725), ("2022-01-05", 775), ("2022-02-09", 825), ("2022-03-09", 900),
    ("2022-04-07", 1000), ("2022-05-06", 1075), ("2022-06-09", 1150), ("2022-07-08", 1200), ("2022-09-08", 1225),
    ("2023-09-07", 1150), ("2023-10-05", 1125), ("2025-05-08", 1075), ("2025-07-03", 1050), ("2025-09-04", 1025),
    ("2025-10-09", 1000), ("2025-11-06", 975), ("2025-12-04", 950), ("2026-03-05", 925),
]  # fmt: skip
TABLE = [(date.fromisoformat(since), rate) for since, rate in TABLE]
FIRST_KNOWN = TABLE[0][0]


def rate_of_day(day, rates):
    """The entry of one day: (its first day, the rate), found by walking back a day at a time from the day itself."""
    library = dict(TABLE)
    while day >= date(2010, 1, 1):
        if day in rates:
            return day, rates[day]
        if day in library:
            return day, Fraction(library[day], 100)
        day -= DAY
    return None


def expected(grosze, start, end, rates):
    """Periods as (start, end, percent, grosze), from a list of all days, each with its entry; or the first unknown."""
    days = [start + DAY * n for n in range((end - start).days + 1)] if grosze else []
    entries = []
    for day in days:
        entry = rate_of_day(day, rates)
        if entry is None or (day > LAST_KNOWN and entry[0] not in rates):
            return day
        entries.append((day, entry))
    result = []
    for (_, percent), group in groupby(entries, key=lambda entry: entry[1]):
        each_day = [day for day, _ in group]
        exact = sum(Fraction(grosze) * percent / 100 / 365 for _ in each_day)
        result.append((each_day[0], each_day[-1], percent, reference.round_half_up(exact)))
    return result


def periods(result):
    return [(period.start, period.end, Fraction(period.percent), period.grosze) for period in result.periods]


def refused(*arguments):
    with pytest.raises(InputError) as caught:
        interest(*arguments)
    (error,) = caught.value.errors
    return error


DAYS = st.dates(date(2015, 6, 1), date(2027, 6, 30))
RATES = st.dictionaries(DAYS, st.integers(0, 10000).map(lambda n: Decimal(n) / 100), max_size=4)


@pytest.mark.slow
@given(st.integers(0, 10**7), DAYS, st.integers(-2, 900), RATES)
def test_kc_481_interest_is_that_of_every_single_day(grosze, start, length, rates):
    end = start + DAY * length
    wanted = expected(grosze, start, end, {day: Fraction(rate) for day, rate in rates.items()})
    if isinstance(wanted, date):
        assert refused(Decimal(grosze) / 100, start, end, rates).value == wanted.isoformat()
    else:
        result = interest(Decimal(grosze) / 100, start, end, rates)
        assert periods(result) == wanted
        assert result.grosze == sum(period.grosze for period in result.periods)
        assert result.days == sum(period.days for period in result.periods) == (max(0, length + 1) if grosze else 0)


@pytest.mark.parametrize("number", range(len(TABLE)))
def test_kc_481_both_sides_of_every_change(number):
    since, rate = TABLE[number]
    (today,) = interest(Decimal("36500.00"), since, since).periods
    assert (today.percent * 100, today.grosze, today.days) == (rate, rate, 1)
    if number:
        before, after = interest(Decimal("36500.00"), since - DAY, since).periods
        assert (before.grosze, after.grosze) == (TABLE[number - 1][1], rate)
        assert (before.end, after.start) == (since - DAY, since)


def test_both_ends_count_and_every_year_has_365_days():
    result = interest(Decimal("1000.00"), date(2024, 1, 1), date(2024, 12, 31))
    assert (result.days, result.amount) == (366, Decimal("112.81"))  # 112.50 × 366/365 = 112.808…
    result = interest(Decimal("1000.00"), date(2023, 12, 31), date(2024, 12, 29))
    assert (result.days, result.amount) == (365, Decimal("112.50"))
    assert interest(Decimal("1000.00"), date(2024, 2, 29), date(2024, 2, 29)).amount == Decimal("0.31")


def test_an_example_by_hand():
    given = parse_rates(["2026-03-06=9.25"])
    result = interest(Decimal("12697.92"), date(2025, 10, 15), date(2026, 4, 20), given)
    assert [(period.days, str(period.percent), period.certainty, str(period.amount)) for period in result.periods] == [
        (22, "10.00", "read", "76.54"),  # 12697.92 × 10.00% × 22/365 = 76.5354…
        (28, "9.75", "inferred", "94.97"),  # × 9.75% × 28/365 = 94.9735…
        (63, "9.50", "read", "208.21"),  # × 9.50% × 63/365 = 208.2110…
        (28, "9.50", "inferred", "92.54"),  # × 9.50% × 28/365 = 92.5382…
        (1, "9.25", "inferred", "3.22"),  # × 9.25% × 1/365 = 3.2179…
        (46, "9.25", "given", "148.03"),  # × 9.25% × 46/365 = 148.0264…
    ]
    assert (result.days, str(result.amount)) == (188, "623.51")


def test_a_large_sum_from_february_to_november_2026_at_the_last_rate_that_is_known():
    ask = (Decimal("68256.44"), date(2026, 2, 15), date(2026, 11, 27))
    result = interest(*ask, {date(2026, 3, 6): Decimal("9.25")})
    assert [(period.days, str(period.percent), period.certainty, str(period.amount)) for period in result.periods] == [
        (18, "9.50", "inferred", "319.78"),  # 68256.44 × 9.50% × 18/365 = 319.7767…
        (1, "9.25", "inferred", "17.30"),  # × 9.25% × 1/365 = 17.2978…
        (267, "9.25", "given", "4618.53"),  # × 9.25% × 267/365 = 4618.5299…
    ]
    assert str(result.amount) == "4955.61"
    assert interest(*ask, {date(2026, 3, 5): Decimal("9.25")}).amount == result.amount  # 319.78 + 4635.83
    assert refused(*ask).value == "2026-03-06"


@pytest.mark.parametrize(("amount", "grosze"), [("18.25", 1), ("18.24", 0), ("54.75", 2), ("54.74", 1)])
def test_half_a_grosz_is_rounded_up(amount, grosze):
    day = parse_rates(["2026-03-06=10"])
    assert interest(Decimal(amount), date(2026, 3, 6), date(2026, 3, 6), day).grosze == grosze


def test_each_period_is_rounded_and_the_total_is_their_sum():
    result = interest(Decimal("18.00"), date(2025, 12, 3), date(2025, 12, 4))
    assert [period.grosze for period in result.periods] == [0, 0]  # 0.4808… and 0.4684…, together almost one
    assert result.grosze == 0


@pytest.mark.parametrize(
    ("amount", "start", "end"),
    [
        ("0.00", "2024-01-01", "2024-12-31"),
        ("0", "1990-01-01", "2099-12-31"),
        ("100.00", "2024-01-02", "2024-01-01"),
        ("100.00", "2015-01-02", "2015-01-01"),
        ("100.00", "2099-12-31", "1990-01-01"),
    ],
)
def test_nothing_owed_or_paid_in_time_gives_no_interest(amount, start, end):
    result = interest(Decimal(amount), date.fromisoformat(start), date.fromisoformat(end))
    assert result == Interest(())
    assert (result.days, result.grosze, result.amount) == (0, 0, Decimal("0.00"))


@pytest.mark.parametrize("amount", ["-0.01", "-100", "1.001", "1E+2", "NaN", "Infinity"])
def test_an_amount_that_is_none_is_refused(amount):
    with pytest.raises(ValueError, match="whole grosze") as caught:
        interest(Decimal(amount), date(2024, 1, 1), date(2024, 1, 1))
    assert not isinstance(caught.value, InputError)


def test_the_callers_decimal_context_changes_nothing():
    with localcontext(prec=2, traps=[Inexact]):
        result = interest(Decimal("12697.92"), date(2025, 1, 1), date(2025, 4, 30))
        assert result.amount == Decimal("469.65")  # 12697.92 × 11.25% × 120/365 = 469.6490…
        assert result.periods[0].percent == Decimal("11.25")


@pytest.mark.parametrize(
    ("start", "end", "first"),
    [
        ("2015-12-31", "2015-12-31", "2015-12-31"),
        ("2015-12-31", "2016-01-01", "2015-12-31"),
        ("2012-03-01", "2027-01-01", "2012-03-01"),
        ("2026-03-05", "2026-03-06", "2026-03-06"),
        ("2016-01-01", "2099-12-31", "2026-03-06"),
        ("2026-03-06", "2026-03-06", "2026-03-06"),
        ("2030-05-01", "2030-05-02", "2030-05-01"),
    ],
)
def test_a_day_without_a_rate_is_asked_for_and_never_guessed(start, end, first):
    error = refused(Decimal("0.01"), date.fromisoformat(start), date.fromisoformat(end))
    assert (error.code, error.path, error.value, error.stage) == (
        "interest_rate_unknown", "rates", first, "law",
    )  # fmt: skip
    assert all(f"{first}=9.25" in error.message[lang] for lang in ("pl", "en"))
    early = "the statutory interest of the old law" in error.message["en"]
    assert early == ("dawnego prawa" in error.message["pl"]) == (first < "2016")
    assert ("verified until 5 March 2026" in error.message["en"]) is not early
    assert ("sprawdzono do 05.03.2026" in error.message["pl"]) is not early
    assert "--interest-rate" not in error.message["pl"] + error.message["en"]


def test_the_first_and_the_last_day_that_are_known():
    assert interest(Decimal("36500"), FIRST_KNOWN, FIRST_KNOWN).grosze == 700
    assert interest(Decimal("36500"), LAST_KNOWN, LAST_KNOWN).grosze == 925


def test_a_given_rate_holds_until_the_next_of_either():
    before = parse_rates(["2014-12-23=8", "2015-07-01=7,5", "2025-11-20=9"])
    result = interest(Decimal("100.00"), date(2015, 6, 30), date(2016, 1, 1), before)
    assert [(str(period.start), str(period.percent), period.certainty) for period in result.periods] == [
        ("2015-06-30", "8.00", "given"), ("2015-07-01", "7.50", "given"), ("2016-01-01", "7.00", "read"),
    ]  # fmt: skip
    result = interest(Decimal("100.00"), date(2025, 11, 19), date(2026, 3, 5), before)
    assert [(str(period.start), str(period.percent)) for period in result.periods] == [
        ("2025-11-19", "9.75"), ("2025-11-20", "9.00"), ("2025-12-04", "9.50"), ("2026-02-05", "9.50"),
        ("2026-03-05", "9.25"),
    ]  # fmt: skip
    # That the same rate is only inferred from a day on ends none that was given.
    result = interest(Decimal("100.00"), date(2026, 1, 9), date(2026, 3, 5), parse_rates(["2026-01-10=9.00"]))
    assert [(str(period.start), str(period.percent)) for period in result.periods] == [
        ("2026-01-09", "9.50"), ("2026-01-10", "9.00"), ("2026-03-05", "9.25"),
    ]  # fmt: skip
    assert refused(Decimal("100.00"), date(2025, 11, 19), date(2026, 3, 6), before).value == "2026-03-06"


@pytest.mark.parametrize(
    ("given", "unknown"),
    [
        ({"2026-03-04": "9.00"}, "2026-03-06"),  # the library's next rate ends it, and that one is not known on
        ({"2026-03-05": "9.00"}, None),
        ({"2026-03-06": "9.00"}, None),
        ({"2026-03-07": "9.00"}, "2026-03-06"),
        ({"2026-03-06": "9.25", "2026-04-05": "9.00"}, None),
    ],
)
def test_beyond_what_is_known_only_given_rates_count_each_until_the_next(given, unknown):
    rates = {date.fromisoformat(day): Decimal(rate) for day, rate in given.items()}
    ask = (Decimal("36500.00"), date(2026, 3, 3), date(2026, 12, 31), rates)
    if unknown:
        assert refused(*ask).value == unknown
    else:
        last = interest(*ask).periods[-1]
        assert (last.end, last.percent, last.certainty) == (date(2026, 12, 31), list(rates.values())[-1], "given")


def test_on_its_own_day_a_given_rate_stands_before_the_known_one():
    (period,) = interest(Decimal("36500"), FIRST_KNOWN, FIRST_KNOWN, {FIRST_KNOWN: Decimal(0)}).periods
    assert (period.percent, period.certainty, period.grosze) == (Decimal("0.00"), "given", 0)


@pytest.mark.parametrize(
    ("text", "day", "rate"),
    [
        ("2026-02-05=9.50", "2026-02-05", "9.50"),
        ("2026-02-05=9,50", "2026-02-05", "9.50"),
        (" 2026-02-05 = 9,5 ", "2026-02-05", "9.50"),
        ("2026-02-05=9", "2026-02-05", "9.00"),
        ("1990-01-01=0", "1990-01-01", "0.00"),
        ("2099-12-31=100", "2099-12-31", "100.00"),
    ],
)
def test_rates_as_they_are_written(text, day, rate):
    assert {str(day): str(rate) for day, rate in parse_rates([text]).items()} == {day: rate}


WRONG = [
    "", "9.50", "2026-02-05", "2026-02-05=", "=9.50", "2026-02-05:9.50", "05.02.2026=9.50", "2026-02-30=9.50",
    "2026-2-5=9.50", "1989-12-31=9.50", "2100-01-01=9.50", "2026-02-05=-1", "2026-02-05=100.01", "2026-02-05=9.505",
    "2026-02-05=9.50%", "2026-02-05=1 0", "2026-02-05=1e1", "2026-02-05=NaN", "2026-02-05=9.50=9.50",
    "2026-02-05=9,5,0",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_rate(text):
    with pytest.raises(InputError) as caught:
        parse_rates(["2025-01-01=9.00", text])
    assert [(e.code, e.path, e.value, e.stage) for e in caught.value.errors] == [
        ("interest_rate_format", "rates", text, "shape")
    ]


def test_all_that_is_wrong_with_rates_is_said_at_once_and_a_day_stands_once():
    with pytest.raises(InputError) as caught:
        parse_rates(["x", "2026-02-05=9.50", "2026-02-05=9.25", "y"])
    assert [e.value for e in caught.value.errors] == ["x", "2026-02-05=9.25", "y"]
    assert parse_rates([]) == {}


@pytest.mark.parametrize("rate", ["-0.01", "100.01", "9.505", "NaN", "1E+1"])
def test_a_rate_that_is_given_as_an_object_is_checked_as_well(rate):
    error = refused(Decimal("1.00"), date(2024, 1, 1), date(2024, 1, 1), {date(2026, 2, 5): Decimal(rate)})
    assert (error.code, error.path, error.value) == (
        "interest_rate_format", "rates", f"2026-02-05={Decimal(rate)}",
    )  # fmt: skip

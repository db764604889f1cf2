"""Readings (*wykładnie*): what the Act leaves open, as named choices.

A reading is chosen for the whole document and printed in every result. Ten have a default. The others, on which the
sources are silent or divided, are asked for exactly where an amount depends on them.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from piecza.language.text import Text
from piecza.model import Model

YearBoundary = Literal["day_before_anniversary", "kc112", "kc114"]
LeapDay = Literal["march_1", "february_28"]
AfterReturn = Literal["sum", "reset", "reset_if_gmina_changes"]
Pre2012Return = Literal["exempt", "pays"]
LeavingDay = Literal["counted", "not_counted"]
TransferDay = Literal["receiving", "leaving", "both"]
MidMonth = Literal["daily", "first_day", "last_day"]
Divisor = Literal["calendar_days", "thirty"]
Rounding = Literal["segment", "line", "child_month"]
EmergencyCare = Literal["pays", "exempt"]
FacilityDays = Literal["monthly", "day_rate"]
BaseRounding = Literal["grosz", "exact"]
BeforeTheRule = Literal["pays", "exempt"]
WageApportionment = Literal["child_days", "head_count_first_day", "head_count_last_day"]
LodgingSplit = Literal["equal_per_child", "child_days"]
Coordinator = Literal["percent", "full", "excluded"]


class Readings(Model):
    """The readings of a document. None: not chosen, which only those without a default can be."""

    year_boundary: YearBoundary = "day_before_anniversary"
    leap_day: LeapDay = "march_1"
    after_return: AfterReturn | None = None
    pre_2012_return: Pre2012Return | None = None
    leaving_day: LeavingDay = "counted"
    transfer_day: TransferDay = "receiving"
    mid_month: MidMonth = "daily"
    divisor: Divisor = "calendar_days"
    rounding: Rounding = "segment"
    emergency_care: EmergencyCare = "pays"
    facility_days: FacilityDays = "monthly"
    base_rounding: BaseRounding = "grosz"
    ust_10a_before_2014_09_19: BeforeTheRule | None = None
    ust_17_before_2018_08_27: BeforeTheRule | None = None
    wage_apportionment: WageApportionment | None = None
    lodging_split: LodgingSplit | None = None
    coordinator: Coordinator | None = None

    @property
    def unchosen(self) -> tuple[str, ...]:
        """The readings without a default that were not chosen."""
        return tuple(name for name in _WITHOUT_DEFAULT if not getattr(self, name))

    def choose(self, **options: str) -> "Readings":
        """These readings with some chosen otherwise."""
        return _chosen(self, tuple(options.items()))

    def settled(self) -> "Readings":
        """These readings with every open one at its first option."""
        return self.choose(**{name: READINGS[name].options[0] for name in self.unchosen}) if self.unchosen else self


@lru_cache(maxsize=1 << 10)
def _chosen(readings: Readings, options: tuple[tuple[str, str], ...]) -> Readings:
    """Readings with some chosen otherwise; the same ones are tried for child after child."""
    return Readings.model_validate({**readings.model_dump(), **dict(options)})


OfStays = Literal[
    "starts_on_29_february", "returns", "returned_after_2012", "moves", "leaves", "part_of_month", "in_facility"
]
OfCosts = Literal[
    "several_segments", "part_of_cost", "emergency_care", "exempt", "family_costs", "divided", "coordinator"
]
Fact = OfStays | OfCosts
"""What may be so of a child in some months; `costs.child_facts` says when it is."""


class Reading(NamedTuple):
    """What a reading decides, the provision that leaves it open, to whom it can matter, and its options with a sentence
    each; a default is the first of them.

    It can matter only to a child of which a fact of ``concerns`` is so; None: to any.
    """

    name: str
    question: Text
    provision: str
    concerns: frozenset[Fact] | None
    texts: dict[str, Text]

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options, in the contract's order."""
        return tuple(self.texts)

    @property
    def default(self) -> str | None:
        """The option that holds where none is chosen; None where one must be."""
        return self.options[0] if Readings.model_fields[self.name].default else None


_ALL = (
    Reading(
        "year_boundary",
        question=Text(pl="kiedy kończy się rok pobytu", en="when a year of stay ends"),
        provision="art. 191 ust. 9 i 10; art. 112 i 114 KC",
        concerns=None,
        texts={
            "day_before_anniversary": Text(
                pl="rok pobytu kończy się w przeddzień rocznicy pierwszego dnia pobytu",
                en="a year of stay ends on the day before the anniversary of the stay's first day",
            ),
            "kc112": Text(
                pl="rok pobytu kończy się z upływem rocznicy pierwszego dnia pobytu (art. 112 KC)",
                en="a year of stay ends with the anniversary of the stay's first day (KC art. 112)",
            ),
            "kc114": Text(
                pl="rok pobytu to 365 dni pobytu (art. 114 KC)", en="a year of stay is 365 days of stay (KC art. 114)"
            ),
        },
    ),
    Reading(
        "leap_day",
        question=Text(pl="rocznica 29 lutego w roku zwykłym", en="the anniversary of 29 February in a common year"),
        provision="art. 191 ust. 9 i 10; art. 112 KC",
        concerns=frozenset({"starts_on_29_february"}),
        texts={
            "march_1": Text(pl="rocznicą 29 lutego jest 1 marca", en="the anniversary of 29 February is 1 March"),
            "february_28": Text(
                pl="rocznicą 29 lutego jest 28 lutego", en="the anniversary of 29 February is 28 February"
            ),
        },
    ),
    Reading(
        "after_return",
        question=Text(
            pl="jak liczyć lata pobytu po powrocie dziecka do domu, albo innym końcu pobytu, i ponownym umieszczeniu",
            en="how years of stay count after a return home, or another end of a stay, and a renewed placement",
        ),
        provision="art. 191 ust. 4, 9 i 11",
        concerns=frozenset({"returns"}),
        texts={
            "sum": Text(pl="dni pobytów się sumują", en="the days of the stays add up"),
            "reset": Text(pl="ponowne umieszczenie zaczyna pierwszy rok", en="a renewed placement begins a first year"),
            "reset_if_gmina_changes": Text(
                pl="pierwszy rok zaczyna się tylko wtedy, gdy płaci inna gmina niż za poprzedni pobyt",
                en="a first year begins only when another gmina pays than for the stay before",
            ),
        },
    ),
    Reading(
        "pre_2012_return",
        question=Text(
            pl="czy gmina płaci za pobyty od 2012 r. dziecka umieszczonego po raz pierwszy przed 1.01.2012",
            en="whether the gmina pays for stays since 2012 of a child first placed before 1 January 2012",
        ),
        provision="art. 238 ust. 1; art. 191 ust. 4",
        concerns=frozenset({"returned_after_2012"}),
        texts={
            "exempt": Text(pl="gmina nie płaci", en="the gmina does not pay"),
            "pays": Text(
                pl="pierwszy pobyt od 2012 r. zaczyna własny pierwszy rok",
                en="the first stay since 2012 begins its own first year",
            ),
        },
    ),
    Reading(
        "leaving_day",
        question=Text(
            pl="czy ostatni dzień pobytu jest dniem pobytu", en="whether the last day of a stay is a day of stay"
        ),
        provision="art. 87 ust. 1",
        concerns=frozenset({"leaves", "family_costs"}),
        texts={
            "counted": Text(
                pl="dzień opuszczenia pieczy jest dniem pobytu", en="the day of leaving care is a day of stay"
            ),
            "not_counted": Text(
                pl="dzień opuszczenia pieczy nie jest dniem pobytu", en="the day of leaving care is not a day of stay"
            ),
        },
    ),
    Reading(
        "transfer_day",
        question=Text(
            pl="które umieszczenie ponosi koszt dnia przeniesienia", en="which placement bears the day of a move"
        ),
        provision="art. 87 ust. 1",
        concerns=frozenset({"moves", "family_costs"}),
        texts={
            "receiving": Text(
                pl="dzień przeniesienia liczy się nowej rodzinie albo placówce",
                en="the receiving placement bears the day of a move",
            ),
            "leaving": Text(
                pl="dzień przeniesienia liczy się dotychczasowej rodzinie albo placówce",
                en="the placement left bears the day of a move",
            ),
            "both": Text(
                pl="dzień przeniesienia liczy się obu rodzinom albo placówkom",
                en="both placements bear the day of a move",
            ),
        },
    ),
    Reading(
        "mid_month",
        question=Text(
            pl="jaki próg obowiązuje w miesiącu, w którym próg się zmienia",
            en="which band holds in a month in which the band changes",
        ),
        provision="art. 191 ust. 9 i 10",
        concerns=None,
        texts={
            "daily": Text(pl="każdy dzień ma własny próg", en="each day has its own band"),
            "first_day": Text(
                pl="cały miesiąc ma próg swojego pierwszego dnia pobytu",
                en="the month has the band of its first day of stay",
            ),
            "last_day": Text(
                pl="cały miesiąc ma próg swojego ostatniego dnia pobytu",
                en="the month has the band of its last day of stay",
            ),
        },
    ),
    Reading(
        "divisor",
        question=Text(pl="przez ile dzieli się część miesiąca", en="what a part of a month is divided by"),
        provision="art. 87 ust. 4",
        concerns=frozenset({"part_of_month"}),
        texts={
            "calendar_days": Text(
                pl="część miesiąca dzieli się przez liczbę jego dni", en="a part of a month is divided by its days"
            ),
            "thirty": Text(
                pl="w miesiącu, którego nie wypełniają dni tego pobytu, dzieli się przez 30",
                en="in a month that is not wholly days of this stay the divisor is 30",
            ),
        },
    ),
    Reading(
        "rounding",
        question=Text(pl="gdzie zaokrągla się udział gminy", en="where the gmina's share is rounded"),
        provision="art. 191 ust. 9 pkt 1–3",
        concerns=frozenset({"several_segments"}),
        texts={
            "segment": Text(pl="zaokrągla się każdy odcinek", en="each segment is rounded"),
            "line": Text(pl="zaokrągla się każdą pozycję", en="each line is rounded"),
            "child_month": Text(pl="zaokrągla się miesiąc dziecka", en="the child's month is rounded"),
        },
    ),
    Reading(
        "emergency_care",
        question=Text(
            pl="czy gmina płaci za pogotowie rodzinne i placówkę interwencyjną",
            en="whether the gmina pays for an emergency family or facility",
        ),
        provision="art. 191 ust. 8 pkt 1",
        concerns=frozenset({"emergency_care"}),
        texts={
            "pays": Text(
                pl="gmina płaci także za pogotowie rodzinne i placówkę interwencyjną",
                en="the gmina pays for emergency care",
            ),
            "exempt": Text(
                pl="gmina nie płaci za pogotowie rodzinne i placówkę interwencyjną",
                en="the gmina does not pay for emergency care",
            ),
        },
    ),
    Reading(
        "facility_days",
        question=Text(
            pl="ile kosztuje miesiąc w placówce: średnią miesięczną czy osobodni",
            en="what a month in a facility costs: the monthly average, or days at a rate for a day",
        ),
        provision="art. 191 ust. 10; art. 196 ust. 1",
        concerns=frozenset({"in_facility"}),
        texts={
            "monthly": Text(
                pl="miesiąc w placówce kosztuje średnią miesięczną",
                en="a month in a facility costs the monthly average",
            ),
            "day_rate": Text(
                pl="miesiąc w placówce kosztuje tyle osobodni, ile jest dni, po średniej × 12 ÷ 365",
                en="a month in a facility costs its days, each at the average × 12 ÷ 365",
            ),
        },
    ),
    Reading(
        "base_rounding",
        question=Text(
            pl="czy podstawę zaokrągla się, zanim weźmie się z niej procent",
            en="whether the base is rounded before the percentage is taken",
        ),
        provision="art. 191 ust. 9 i 10",
        concerns=frozenset({"part_of_cost", "family_costs"}),
        texts={
            "grosz": Text(
                pl="podstawę zaokrągla się do grosza przed wzięciem procentu",
                en="the base is rounded to a grosz before the percentage is taken",
            ),
            "exact": Text(
                pl="udział liczy się od podstawy dokładnej i zaokrągla raz",
                en="the share is worked out from the exact base and rounded once",
            ),
        },
    ),
    Reading(
        "ust_10a_before_2014_09_19",
        question=Text(
            pl="czy gmina płaci za dni przed 19.09.2014 dziecka, którego dotyczy art. 191 ust. 10a",
            en="whether the gmina pays for days before 19 September 2014 of a child of art. 191 ust. 10a",
        ),
        provision="art. 191 ust. 10a",
        concerns=frozenset({"exempt"}),
        texts={
            "pays": Text(pl="gmina płaci za te dni", en="the gmina pays for those days"),
            "exempt": Text(pl="gmina nie płaci za te dni", en="the gmina does not pay for those days"),
        },
    ),
    Reading(
        "ust_17_before_2018_08_27",
        question=Text(
            pl="czy gmina płaci za dni przed 27.08.2018 dziecka, którego dotyczy art. 191 ust. 17",
            en="whether the gmina pays for days before 27 August 2018 of a child of art. 191 ust. 17",
        ),
        provision="art. 191 ust. 17",
        concerns=frozenset({"exempt"}),
        texts={
            "pays": Text(pl="gmina płaci za te dni", en="the gmina pays for those days"),
            "exempt": Text(pl="gmina nie płaci za te dni", en="the gmina does not pay for those days"),
        },
    ),
    Reading(
        "wage_apportionment",
        question=Text(
            pl="jak dzieli się „proporcjonalnie do liczby dzieci” wynagrodzenie, rodzinę pomocową i koordynatora",
            en="how wages, a relief family and a coordinator are divided “in proportion to the number of children”",
        ),
        provision="art. 191 ust. 7",
        concerns=frozenset({"divided"}),
        texts={
            "child_days": Text(
                pl="każde dziecko liczy się dniami w rodzinie", en="each child counts by its days in the family"
            ),
            "head_count_first_day": Text(
                pl="liczą się dzieci, które są w rodzinie pierwszego dnia okresu",
                en="the children in the family on the first day of the period count",
            ),
            "head_count_last_day": Text(
                pl="liczą się dzieci, które są w rodzinie ostatniego dnia okresu",
                en="the children in the family on the last day of the period count",
            ),
        },
    ),
    Reading(
        "lodging_split",
        question=Text(
            pl="jak dzielą się na dzieci koszty lokalu i remontu", en="how lodging and renovation fall to the children"
        ),
        provision="art. 83 i 84; art. 192 pkt 7 i 8",
        concerns=frozenset({"divided"}),
        texts={
            "equal_per_child": Text(
                pl="każde dziecko, które było w rodzinie, ma równą część",
                en="every child that was in the family has an equal part",
            ),
            "child_days": Text(
                pl="każde dziecko liczy się dniami w rodzinie", en="each child counts by its days in the family"
            ),
        },
    ),
    Reading(
        "coordinator",
        question=Text(
            pl="czy i ile gmina płaci za koordynatora", en="whether the gmina pays for a coordinator, and how much"
        ),
        provision="art. 191 ust. 7 w zw. z ust. 9; art. 192",
        concerns=frozenset({"divided", "coordinator"}),
        texts={
            "percent": Text(
                pl="gmina płaci procent części przypadającej na dziecko",
                en="the gmina pays its percentage of the child's part",
            ),
            "full": Text(
                pl="gmina płaci całą część przypadającą na dziecko", en="the gmina pays the child's whole part"
            ),
            "excluded": Text(pl="gmina nie płaci za koordynatora", en="the gmina pays nothing for a coordinator"),
        },
    ),
)

READINGS: dict[str, Reading] = {reading.name: reading for reading in _ALL}
"""Every reading: those of the contract in its order, then those of a family's costs."""
_WITHOUT_DEFAULT = [name for name, reading in READINGS.items() if not reading.default]

"""Readings (*wykładnie*): what the Act leaves open, as named choices.

A reading is chosen for the whole document and printed in every result. Eight have a default. The others, on which the
sources are silent or divided, are asked for exactly where an amount depends on them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Literal, NamedTuple, TypeVar

from piecza.errors import TEXTS
from piecza.errors.problems import OpenReading, Option
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
    ust_10a_before_2014_09_19: BeforeTheRule | None = None
    ust_17_before_2018_08_27: BeforeTheRule | None = None
    wage_apportionment: WageApportionment | None = None
    lodging_split: LodgingSplit | None = None
    coordinator: Coordinator | None = None

    @property
    def unchosen(self) -> tuple[str, ...]:
        """The readings without a default that were not chosen."""
        return tuple(name for name, reading in READINGS.items() if not reading.default and not getattr(self, name))

    def choose(self, **options: str) -> "Readings":
        """These readings with some chosen otherwise."""
        return _chosen(self, tuple(options.items()))

    def settled(self) -> "Readings":
        """These readings with every open one at its first option."""
        return self.choose(**{name: READINGS[name].options[0] for name in self.unchosen})


@lru_cache(maxsize=1 << 10)
def _chosen(readings: Readings, options: tuple[tuple[str, str], ...]) -> Readings:
    """Readings with some chosen otherwise; the same ones are tried for child after child."""
    return Readings.model_validate({**readings.model_dump(), **dict(options)})


class Reading(NamedTuple):
    """What a reading decides, and its options with a sentence each; a default is the first of them."""

    question: Text
    texts: dict[str, Text]
    default: str | None

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options, in the contract's order."""
        return tuple(self.texts)


def _reading(name: str, pl: str, en: str, **texts: tuple[str, str]) -> tuple[str, Reading]:
    field = Readings.model_fields[name]
    named = {option: Text(pl=text[0], en=text[1]) for option, text in texts.items()}
    return name, Reading(Text(pl=pl, en=en), named, field.default)


READINGS: dict[str, Reading] = dict(
    (
        _reading(
            "year_boundary",
            "kiedy kończy się rok pobytu",
            "when a year of stay ends",
            day_before_anniversary=(
                "rok pobytu kończy się w przeddzień rocznicy pierwszego dnia pobytu",
                "a year of stay ends on the day before the anniversary of the stay's first day",
            ),
            kc112=(
                "rok pobytu kończy się z upływem rocznicy pierwszego dnia pobytu (art. 112 KC)",
                "a year of stay ends with the anniversary of the stay's first day (KC art. 112)",
            ),
            kc114=(
                "rok pobytu to 365 dni pobytu (art. 114 KC)",
                "a year of stay is 365 days of stay (KC art. 114)",
            ),
        ),
        _reading(
            "leap_day",
            "rocznica 29 lutego w roku zwykłym",
            "the anniversary of 29 February in a common year",
            march_1=("rocznicą 29 lutego jest 1 marca", "the anniversary of 29 February is 1 March"),
            february_28=(
                "rocznicą 29 lutego jest 28 lutego",
                "the anniversary of 29 February is 28 February",
            ),
        ),
        _reading(
            "after_return",
            "jak liczyć lata pobytu po powrocie dziecka do domu i ponownym umieszczeniu",
            "how years of stay count after a return home and a renewed placement",
            sum=("dni pobytów się sumują", "the days of the stays add up"),
            reset=("ponowne umieszczenie zaczyna pierwszy rok", "a renewed placement begins a first year"),
            reset_if_gmina_changes=(
                "pierwszy rok zaczyna się tylko wtedy, gdy płaci inna gmina niż za poprzedni pobyt",
                "a first year begins only when another gmina pays than for the stay before",
            ),
        ),
        _reading(
            "pre_2012_return",
            "czy gmina płaci za pobyty od 2012 r. dziecka umieszczonego po raz pierwszy przed 1.01.2012",
            "whether the gmina pays for stays since 2012 of a child first placed before 1 January 2012",
            exempt=("gmina nie płaci", "the gmina does not pay"),
            pays=(
                "pierwszy pobyt od 2012 r. zaczyna własny pierwszy rok",
                "the first stay since 2012 begins its own first year",
            ),
        ),
        _reading(
            "leaving_day",
            "czy ostatni dzień pobytu jest dniem pobytu",
            "whether the last day of a stay is a day of stay",
            counted=(
                "dzień opuszczenia pieczy jest dniem pobytu",
                "the day of leaving care is a day of stay",
            ),
            not_counted=(
                "dzień opuszczenia pieczy nie jest dniem pobytu",
                "the day of leaving care is not a day of stay",
            ),
        ),
        _reading(
            "transfer_day",
            "które umieszczenie ponosi koszt dnia przeniesienia",
            "which placement bears the day of a move",
            receiving=(
                "dzień przeniesienia liczy się nowej rodzinie albo placówce",
                "the receiving placement bears the day of a move",
            ),
            leaving=(
                "dzień przeniesienia liczy się dotychczasowej rodzinie albo placówce",
                "the placement left bears the day of a move",
            ),
            both=(
                "dzień przeniesienia liczy się obu rodzinom albo placówkom",
                "both placements bear the day of a move",
            ),
        ),
        _reading(
            "mid_month",
            "jaki próg obowiązuje w miesiącu, w którym próg się zmienia",
            "which band holds in a month in which the band changes",
            daily=("każdy dzień ma własny próg", "each day has its own band"),
            first_day=(
                "cały miesiąc ma próg swojego pierwszego dnia pobytu",
                "the month has the band of its first day of stay",
            ),
            last_day=(
                "cały miesiąc ma próg swojego ostatniego dnia pobytu",
                "the month has the band of its last day of stay",
            ),
        ),
        _reading(
            "divisor",
            "przez ile dzieli się część miesiąca",
            "what a part of a month is divided by",
            calendar_days=(
                "część miesiąca dzieli się przez liczbę jego dni",
                "a part of a month is divided by its days",
            ),
            thirty=(
                "w miesiącu, którego nie wypełniają dni tego pobytu, dzieli się przez 30",
                "in a month that is not wholly days of this stay the divisor is 30",
            ),
        ),
        _reading(
            "rounding",
            "gdzie zaokrągla się udział gminy",
            "where the gmina's share is rounded",
            segment=("zaokrągla się każdy odcinek", "each segment is rounded"),
            line=("zaokrągla się każdą pozycję", "each line is rounded"),
            child_month=("zaokrągla się miesiąc dziecka", "the child's month is rounded"),
        ),
        _reading(
            "emergency_care",
            "czy gmina płaci za pogotowie rodzinne i placówkę interwencyjną",
            "whether the gmina pays for an emergency family or facility",
            pays=(
                "gmina płaci także za pogotowie rodzinne i placówkę interwencyjną",
                "the gmina pays for emergency care",
            ),
            exempt=(
                "gmina nie płaci za pogotowie rodzinne i placówkę interwencyjną",
                "the gmina does not pay for emergency care",
            ),
        ),
        _reading(
            "ust_10a_before_2014_09_19",
            "czy gmina płaci za dni przed 19.09.2014 dziecka, którego dotyczy art. 191 ust. 10a",
            "whether the gmina pays for days before 19 September 2014 of a child of art. 191 ust. 10a",
            pays=("gmina płaci za te dni", "the gmina pays for those days"),
            exempt=("gmina nie płaci za te dni", "the gmina does not pay for those days"),
        ),
        _reading(
            "ust_17_before_2018_08_27",
            "czy gmina płaci za dni przed 27.08.2018 dziecka, którego dotyczy art. 191 ust. 17",
            "whether the gmina pays for days before 27 August 2018 of a child of art. 191 ust. 17",
            pays=("gmina płaci za te dni", "the gmina pays for those days"),
            exempt=("gmina nie płaci za te dni", "the gmina does not pay for those days"),
        ),
        _reading(
            "wage_apportionment",
            "jak dzieli się „proporcjonalnie do liczby dzieci” wynagrodzenie, rodzinę pomocową i koordynatora",
            "how wages, a relief family and a coordinator are divided “in proportion to the number of children”",
            child_days=("każde dziecko liczy się dniami w rodzinie", "each child counts by its days in the family"),
            head_count_first_day=(
                "liczą się dzieci, które są w rodzinie pierwszego dnia okresu",
                "the children in the family on the first day of the period count",
            ),
            head_count_last_day=(
                "liczą się dzieci, które są w rodzinie ostatniego dnia okresu",
                "the children in the family on the last day of the period count",
            ),
        ),
        _reading(
            "lodging_split",
            "jak dzielą się na dzieci koszty lokalu i remontu",
            "how lodging and renovation fall to the children",
            equal_per_child=(
                "każde dziecko, które było w rodzinie, ma równą część",
                "every child that was in the family has an equal part",
            ),
            child_days=("każde dziecko liczy się dniami w rodzinie", "each child counts by its days in the family"),
        ),
        _reading(
            "coordinator",
            "czy i ile gmina płaci za koordynatora",
            "whether the gmina pays for a coordinator, and how much",
            percent=(
                "gmina płaci procent części przypadającej na dziecko",
                "the gmina pays its percentage of the child's part",
            ),
            full=("gmina płaci całą część przypadającą na dziecko", "the gmina pays the child's whole part"),
            excluded=("gmina nie płaci za koordynatora", "the gmina pays nothing for a coordinator"),
        ),
    )
)
"""Every reading: those of the contract in its order, then those of a family's costs."""

T = TypeVar("T")
Choice = tuple[str, ...]
"""Options of some open readings, in the order of their names."""


def outcomes(readings: Readings, names: Sequence[str], work: Callable[[Readings], T]) -> dict[Choice, T]:
    """The result under every choice of the named open readings, first options first."""
    choices = product(*(READINGS[name].options for name in names))
    return {choice: work(readings.choose(**dict(zip(names, choice, strict=True))).settled()) for choice in choices}


def decisive(names: Sequence[str], results: Mapping[Choice, object]) -> tuple[str, ...]:
    """The open readings whose options lead to different results under some choice of the others."""

    def decides(index: int) -> bool:
        by_others: dict[Choice, object] = {}
        return any(
            by_others.setdefault(choice[:index] + choice[index + 1 :], result) != result
            for choice, result in results.items()
        )

    return tuple(name for index, name in enumerate(names) if decides(index))


def needed(name: str, children: Iterable[str], totals: Mapping[str, str | None]) -> OpenReading:
    """A reading that must be chosen: whom it concerns, and the document's total under each option."""
    return OpenReading(
        name,
        tuple(children),
        tuple(Option(option=option, total=total) for option, total in totals.items()),
        TEXTS["reading_needed"].fill(reading=name, question=READINGS[name].question),
    )

"""A charge in words, in Polish and English: why this amount, with the article, and the readings that mattered.

Every number in a sentence recomputes: what stands left of an equals sign gives what stands right of it, rounded half up
to a grosz. The same is there as data, for whoever writes sentences of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from piecza._texts import Lang, Message
from piecza._words import EXEMPT, FORMS, KINDS, ordinal, percent, written_day, written_month, zlote
from piecza.care import Case, Expense, flaws_of_child
from piecza.charge import MonthDays, child_charges, divisor_of
from piecza.clock import Timed, timed
from piecza.law import art_191
from piecza.money import half_up, to_decimal, to_grosze, to_text
from piecza.readings import READINGS, Readings
from piecza.results import Charge, ChargeExplanation, Charges, ChargesDocument, Line, Segment


@dataclass(frozen=True, slots=True)
class SegmentExplanation:
    """A segment with the years of stay of its first and last day, and its sentence."""

    segment: Segment
    first_year: int
    last_year: int
    sentence: Message


@dataclass(frozen=True, slots=True)
class LineExplanation:
    """A line: how its base came about, its segments, and how they add up (None: there is nothing to add)."""

    line: Line
    base: Message
    segments: tuple[SegmentExplanation, ...]
    amount: Message | None


@dataclass(frozen=True, slots=True)
class ReadingThatMattered:
    """A reading under which another option would give the charge another amount (in grosze, by option)."""

    reading: str
    option: str
    instead_grosze: dict[str, int]
    sentence: Message

    @property
    def instead(self) -> dict[str, Decimal]:
        """What the charge would be under the other options that change it, in złote."""
        return {option: to_decimal(grosze) for option, grosze in self.instead_grosze.items()}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a charge is what it is: its lines, their sum, and the readings that mattered."""

    charge: Charge
    lines: tuple[LineExplanation, ...]
    amount: Message
    readings: tuple[ReadingThatMattered, ...]

    def sentences(self, lang: Lang) -> list[str]:
        """All of it as sentences in ``pl`` or ``en``, in order."""
        found: list[Message] = []
        for line in self.lines:
            found += [line.base, *(segment.sentence for segment in line.segments)]
            found += [line.amount] if line.amount else []
        found += [self.amount, *(reading.sentence for reading in self.readings)]
        return [message[lang] for message in found]

    def to_dict(self) -> ChargeExplanation:
        """The explanation as data: what `piecza charge --explain --json` adds to a charge."""
        return {
            "amount": self.amount,
            "readings": [
                {
                    "reading": each.reading,
                    "option": each.option,
                    "instead": [
                        {"option": option, "amount": to_text(grosze)} for option, grosze in each.instead_grosze.items()
                    ],
                    "message": each.sentence,
                }
                for each in self.readings
            ],
        }


def explain(case: Case, charge: Charge) -> Explanation:
    """Why a charge of a case is what it is (art. 191 ust. 9–11), in words and as data.

    The charge must be one that `charges` gave for this very case. KeyError where the case has no such child.
    """
    index = case.positions[charge.child]
    child = case.children[index]
    stays = timed(child, case.readings.settled(), art_191())
    lines = tuple(_line(line, charge, stays, case.readings) for line in charge.lines)
    readings = tuple(_readings_that_mattered(case, index, charge))
    return Explanation(charge, lines, _sum_of_lines(charge), readings)


def explained(case: Case, found: Charges) -> ChargesDocument:
    """The document `piecza.charges/1` with the explanation of every charge, line and segment in it."""
    document = found.to_dict()
    for charge, entry in zip(found, document["charges"], strict=True):
        explanation = explain(case, charge)
        entry["explanation"] = explanation.to_dict()
        for line, line_entry in zip(explanation.lines, entry["lines"], strict=True):
            line_entry["explanation"] = {"base": line.base, "amount": line.amount}
            for segment, segment_entry in zip(line.segments, line_entry["segments"], strict=True):
                segment_entry["years"] = [segment.first_year, segment.last_year]
                segment_entry["explanation"] = segment.sentence
    return document


def _line(line: Line, charge: Charge, stays: Sequence[Timed], readings: Readings) -> LineExplanation:
    stay = stays[int(line.source.split("stays[")[1].split("]")[0])]
    if line.rate_grosze is None:
        number = int(line.source.split("expenses[")[1].rstrip("]"))
        base = _base_of_expense(line, stay.stay.expenses[number])
    else:
        divisor = divisor_of(MonthDays.of(charge.month), stay.days, readings)
        base = _base_of_monthly_cost(line, line.rate_grosze, divisor)
    segments = tuple(_segment(segment, line, stay, readings) for segment in line.segments)
    return LineExplanation(line, base, segments, _sum_of_segments(line))


def _base_of_monthly_cost(line: Line, rate: int, divisor: int) -> Message:
    def write(lang: Lang) -> str:
        what = f"{_capital(KINDS[line.kind][lang])} ({FORMS[line.form][lang]})"
        if line.days == divisor:
            return f"{what}: {zlote(rate, lang)} {_in(lang, 'za cały miesiąc', 'for the whole month')}."
        days = f"{line.days}/{divisor} {_in(lang, 'dni', 'days')}"
        part = f"{zlote(rate, lang)} × {days} = {zlote(line.base_grosze, lang)}"
        return f"{what} {_period(line.start, line.end, lang)}: {part}."

    return _both(write)


def _base_of_expense(line: Line, expense: Expense) -> Message:
    first, last = (date.fromordinal(day) for day in expense.span)
    amount, whole = to_grosze(expense.amount), expense.span.days
    before, through = (line.start - first).days, (line.end - first).days + 1

    def accrued(days: int, lang: Lang) -> str:
        share = f"{days}/{whole} {_in(lang, 'dni', 'days')}"
        return f"{zlote(amount, lang)} × {share} = {zlote(half_up(amount * days, whole), lang)}"

    def write(lang: Lang) -> str:
        what = f"{_capital(KINDS[line.kind][lang])} ({FORMS[line.form][lang]}) {_period(first, last, lang)}"
        text = f"{what}: {zlote(amount, lang)}"
        if line.days < whole:
            until = _in(lang, "do dnia", "until")
            text += f"; {until} {written_day(line.end, lang)}: {accrued(through, lang)}"
        if before:
            text += f"; {_in(lang, 'przed tym miesiącem', 'before this month')}: {accrued(before, lang)}"
            parts = [half_up(amount * through, whole), -half_up(amount * before, whole)]
            text += f"; {_in(lang, 'w tym miesiącu', 'in this month')}: {_added(parts, lang)}"
        return f"{text}."

    return _both(write)


def _segment(segment: Segment, line: Line, stay: Timed, readings: Readings) -> SegmentExplanation:
    readings = readings.settled()
    first, last = (stay.clock.year(day.toordinal(), readings) for day in (segment.start, segment.end))

    def write(lang: Lang) -> str:
        figures = f"{zlote(line.base_grosze, lang)} × {segment.days}/{line.days} {_in(lang, 'dni', 'days')} × "
        figures += percent(segment.percent, lang)
        if segment.amount_grosze is not None:
            figures += f" = {zlote(segment.amount_grosze, lang)}"
        when = _capital(_period(segment.start, segment.end, lang))
        law = f"{percent(segment.percent, lang)} ({segment.basis}): {figures}."
        if segment.exempt:
            why = EXEMPT[segment.exempt][lang]
            return f"{when} {_in(lang, 'gmina nie płaci, bo', 'the gmina does not pay, for')} {why} – {law}"
        years = _years(first, last, stay.clock.year_start(last, readings), lang)
        return f"{when} {years}{_band_of_month(segment, first, last, readings, lang)} – {law}"

    return SegmentExplanation(segment, first, last, _both(write))


def _years(first: int, last: int, change: int, lang: Lang) -> str:
    """``trwa 3. rok pobytu``, or two years and the day on which the second begins."""
    turn = ""
    if last > first:
        day = written_day(date.fromordinal(change), lang)
        turn = _in(lang, f", a od {day} {ordinal(last, lang)}", f", and from {day} the {ordinal(last, lang)},")
    return _in(
        lang, f"trwa {ordinal(first, lang)}{turn} rok pobytu", f"the {ordinal(first, lang)}{turn} year of stay runs"
    )


def _band_of_month(segment: Segment, first: int, last: int, readings: Readings, lang: Lang) -> str:
    """Said where ``mid_month`` gives days another band than their own year has."""
    top = art_191().last_band
    if segment.band == min(first, top) == min(last, top):
        return ""
    which = readings.mid_month
    return _in(
        lang,
        f"; przy wykładni mid_month = {which} cały miesiąc ma próg {segment.band}",
        f"; under mid_month = {which} the month has band {segment.band}",
    )


# Sums


def _sum_of_segments(line: Line) -> Message | None:
    amount = line.amount_grosze
    if amount is None:
        return None
    parts = [segment.amount_grosze for segment in line.segments if segment.amount_grosze is not None]
    if not parts:
        return _both(lambda lang: f"{_once(lang)}: {_weighted(line, lang)} = {zlote(amount, lang)}.")
    if len(parts) == 1:
        return None
    return _both(lambda lang: f"{_in(lang, 'Razem', 'Together')}: {_added(parts, lang)}.")


def _sum_of_lines(charge: Charge) -> Message:
    amounts = [line.amount_grosze for line in charge.lines if line.amount_grosze is not None]

    def write(lang: Lang) -> str:
        what = f"{_in(lang, 'Udział gminy', 'Share of gmina')} {charge.gmina}, {written_month(charge.month, lang)}"
        total = zlote(charge.amount_grosze, lang)
        if not charge.lines:
            return f"{what}: {_in(lang, 'nie podano żadnego kosztu', 'no cost is given')}, {total}."
        if not amounts:
            weighted = " + ".join(_weighted(line, lang) for line in charge.lines).replace("+ −", "− ")
            return f"{what}; {_once(lang).lower()}: {weighted} = {total}."
        return f"{what}: {_added(amounts, lang) if len(amounts) > 1 else total}."

    return _both(write)


def _added(grosze: Sequence[int], lang: Lang) -> str:
    """``135,75 zł + 274,74 zł = 410,49 zł``."""
    text = zlote(grosze[0], lang)
    for amount in grosze[1:]:
        text += f" {'−' if amount < 0 else '+'} {zlote(abs(amount), lang)}"
    return f"{text} = {zlote(sum(grosze), lang)}"


def _weighted(line: Line, lang: Lang) -> str:
    """``1 002,00 zł × (14 × 30 % + 17 × 50 %) ÷ 31``, or ``1 002,00 zł × 30 %`` where there is only one."""
    if len(line.segments) == 1:
        return f"{zlote(line.base_grosze, lang)} × {percent(line.segments[0].percent, lang)}"
    days = " + ".join(f"{segment.days} × {percent(segment.percent, lang)}" for segment in line.segments)
    return f"{zlote(line.base_grosze, lang)} × ({days}) ÷ {line.days}"


def _once(lang: Lang) -> str:
    return _in(lang, "Razem, zaokrąglone raz", "Together, rounded once")


# Readings


def _readings_that_mattered(case: Case, index: int, charge: Charge) -> Iterator[ReadingThatMattered]:
    """Those that were chosen, or hold by default, and of which another option gives this charge another amount.

    An option under which an expense would lie outside its stay gives no amount, and is passed over.
    """
    child, law, months = case.children[index], art_191(), [MonthDays.of(charge.month)]
    for name, reading in READINGS.items():
        option = getattr(case.readings, name)
        instead = {}
        for other in reading.options if option else ():
            chosen = case.readings.choose(**{name: other}).settled()
            if other == option or any(flaws_of_child(child, "", chosen)):
                continue
            found = child_charges(child, "", months, chosen, law)
            grosze = sum(each.amount_grosze for each in found if each.gmina == charge.gmina)
            if grosze != charge.amount_grosze:
                instead[other] = grosze
        if instead:
            yield ReadingThatMattered(name, option, instead, _both(_reading_sentence(name, option, instead)))


def _reading_sentence(name: str, option: str, instead: dict[str, int]) -> Callable[[Lang], str]:
    texts = READINGS[name].texts

    def write(lang: Lang) -> str:
        others = ", ".join(f"{other} – {zlote(grosze, lang)}" for other, grosze in instead.items())
        return (
            f"{_in(lang, 'Wykładnia', 'Reading')} {name} = {option}: {texts[option][lang]}; "
            f"{_in(lang, 'udział przy innej', 'the share under another')}: {others}."
        )

    return write


# Words


def _both(write: Callable[[Lang], str]) -> Message:
    return {"pl": write("pl"), "en": write("en")}


def _in(lang: Lang, pl: str, en: str) -> str:
    return pl if lang == "pl" else en


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _period(start: date, end: date, lang: Lang) -> str:
    if start == end:
        return f"{_in(lang, 'w dniu', 'on')} {written_day(start, lang)}"
    first, last = written_day(start, lang), written_day(end, lang)
    return f"{_in(lang, 'od', 'from')} {first} {_in(lang, 'do', 'to')} {last}"

"""The sentences of an explanation, in Polish and English.

Every number in them recomputes: what stands left of an equals sign gives what stands right of it, rounded half up to a
grosz.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from piecza.dates import Span
from piecza.language.glossary import EXEMPT, FORMS, KINDS
from piecza.language.messages import both, in_lang
from piecza.language.old_writing import capital, ordinal, percent, period, written_day, written_month, zlote
from piecza.language.text import Lang, Text
from piecza.money import half_up
from piecza.readings import READINGS
from piecza.rule.charges import Charge, Line, Segment


def stay_runs(start: date, before: int | None) -> Text:
    """Since when a stay runs, and after how many days of earlier stays it counts on."""

    def write(lang: Lang) -> str:
        since = in_lang(
            lang, f"Pobyt trwa od {written_day(start, lang)}", f"The stay runs from {written_day(start, lang)}"
        )
        if before is None:
            return f"{since}."
        days = in_lang(lang, "dniu" if before == 1 else "dniach", "day" if before == 1 else "days")
        goes_on = in_lang(
            lang,
            f"i liczy się dalej po {before} {days} wcześniejszych pobytów, po 365 na rok (art. 114 KC)",
            f"and counts on after {before} {days} of earlier stays, 365 to a year (KC art. 114)",
        )
        return f"{since} {goes_on}."

    return both(write)


def not_chosen(name: str, option: str) -> Text:
    """By which option the years of stay are counted, where no amount depends on it and none was chosen."""
    texts = READINGS[name].texts
    return both(
        lambda lang: in_lang(
            lang,
            f"Wykładni {name} nie wybrano, bo udział od niej nie zależy; lata pobytu podano tak, jakby przyjąć, że "
            f"{texts[option][lang]} ({option}).",
            f"The reading {name} was not chosen, since the share does not depend on it; the years of stay are those if "
            f"{texts[option][lang]} ({option}).",
        )
    )


def base_of_monthly_cost(line: Line, rate: int, divisor: int, month_days: int) -> Text:
    """What a monthly cost comes to over the days of its line."""

    def write(lang: Lang) -> str:
        if line.days == month_days:
            return (
                f"{_what(line, lang)}: {zlote(rate, lang)} {in_lang(lang, 'za cały miesiąc', 'for the whole month')}."
            )
        days = f"{line.days}/{divisor} {in_lang(lang, 'dni', 'days')}"
        part = f"{zlote(rate, lang)} × {days} = {zlote(line.base_grosze, lang)}"
        return f"{_what(line, lang)} {period(line.start, line.end, lang)}: {part}."

    return both(write)


def base_of_expense(line: Line, amount: int, span: Span) -> Text:
    """How much of an expense (an amount in grosze over some days) falls to the days of its line."""
    first, last = (date.fromordinal(day) for day in span)
    whole = span.days
    days_before, days_through = (line.start - first).days, (line.end - first).days + 1
    before, through = half_up(amount * days_before, whole), half_up(amount * days_through, whole)

    def write(lang: Lang) -> str:
        days = in_lang(lang, "dni", "days")
        text = f"{_what(line, lang)} {period(first, last, lang)}: {zlote(amount, lang)}"
        if line.days < whole:
            until = f"{in_lang(lang, 'do dnia', 'up to and including')} {written_day(line.end, lang)}"
            text += f"; {until}: {zlote(amount, lang)} × {days_through}/{whole} {days} = {zlote(through, lang)}"
        if days_before:
            earlier = in_lang(lang, "przed tym miesiącem", "before this month")
            text += f"; {earlier}: {zlote(amount, lang)} × {days_before}/{whole} {days} = {zlote(before, lang)}"
            less = f"{zlote(through, lang)} {'+' if before < 0 else '−'} {zlote(abs(before), lang)}"
            text += f"; {in_lang(lang, 'w tym miesiącu', 'in this month')}: {less} = {zlote(line.base_grosze, lang)}"
        return f"{text}."

    return both(write)


def segment_sentence(segment: Segment, line: Line, first_year: int, last_year: int, turn: date, band_of: str) -> Text:
    """The sentence of a segment: days, year of stay, percent, provision, and the figures.

    ``turn`` is the first day of the last year. ``band_of`` is the option of ``mid_month`` that gives the segment
    another band than the years of its days, empty where none does.
    """

    def write(lang: Lang) -> str:
        law = f"{percent(segment.percent, lang)} ({segment.basis}): {_figures(segment, line, lang)}."
        when = period(segment.start, segment.end, lang)
        if segment.exempt:
            why = _why_exempt(segment, line, lang)
            return (
                in_lang(
                    lang,
                    f"{capital(when)} gmina nie płaci, bo {why}",
                    f"{capital(when)} the gmina does not pay, because {why}",
                )
                + f" – {law}"
            )
        if segment.band is None:
            whole = in_lang(
                lang,
                "gmina płaci całą część dziecka, bez względu na rok pobytu",
                "the gmina pays the child's whole part, whatever the year of stay",
            )
            return f"{capital(when)} {whole} – {law}"
        years = f"{capital(when)} {_years(first_year, last_year, turn, lang)}"
        if band_of:
            years += in_lang(
                lang,
                f"; przy wykładni mid_month = {band_of} w całym miesiącu obowiązuje próg {segment.band}",
                f"; under mid_month = {band_of} band {segment.band} holds for the whole month",
            )
        return f"{years} – {law}"

    return both(write)


def sum_of_segments(line: Line) -> Text | None:
    """How a line's segments add up; None where there is nothing to add."""
    amount = line.amount_grosze
    if amount is None:
        return None
    parts = [segment.amount_grosze for segment in line.segments if segment.amount_grosze is not None]
    if not parts:
        once = ("Razem, zaokrąglone raz", "Together, rounded once")
        return both(lambda lang: f"{in_lang(lang, *once)}: {_weighted(line, lang)} = {zlote(amount, lang)}.")
    if len(parts) == 1:
        return None
    return both(lambda lang: f"{in_lang(lang, 'Razem', 'Together')}: {_added(parts, lang)}.")


def sum_of_lines(charge: Charge) -> Text:
    """How a charge's lines add up."""
    amounts = [line.amount_grosze for line in charge.lines if line.amount_grosze is not None]

    def write(lang: Lang) -> str:
        what = f"{in_lang(lang, 'Udział gminy', 'Share of gmina')} {charge.gmina}, {written_month(charge.month, lang)}"
        total = zlote(charge.amount_grosze, lang)
        if not charge.lines:
            return f"{what}: {in_lang(lang, 'nie podano żadnego kosztu', 'no cost is given')}, {total}."
        if not amounts:
            weighted = " + ".join(_weighted(line, lang) for line in charge.lines).replace("+ −", "− ")
            return f"{what}, {in_lang(lang, 'zaokrąglony raz', 'rounded once')}: {weighted} = {total}."
        return f"{what}: {_added(amounts, lang) if len(amounts) > 1 else total}."

    return both(write)


def reading_sentence(name: str, option: str, instead: Mapping[str, int]) -> Text:
    """Which option of a reading was taken, and what the share would be under others (in grosze)."""
    texts = READINGS[name].texts

    def write(lang: Lang) -> str:
        taken = f"{texts[option][lang]} ({name} = {option})"
        others = [
            in_lang(
                lang,
                f"gdyby przyjąć, że {texts[other][lang]} ({other}), udział wyniósłby {zlote(grosze, lang)}",
                f"if {texts[other][lang]} ({other}), the share would be {zlote(grosze, lang)}",
            )
            for other, grosze in instead.items()
        ]
        return f"{in_lang(lang, 'Przyjęto, że', 'Taken:')} {taken}; {'; '.join(others)}."

    return both(write)


def _what(line: Line, lang: Lang) -> str:
    return f"{capital(KINDS[line.kind][lang])} ({FORMS[line.form][lang]})"


def _years(first: int, last: int, turn: date, lang: Lang) -> str:
    """``trwa 3. rok pobytu``, or two years and the day on which the second begins."""
    years = in_lang(
        lang, f"trwa {ordinal(first, lang)} rok pobytu", f"the child is in the {ordinal(first, lang)} year of stay"
    )
    if last == first:
        return years
    day, year = written_day(turn, lang), ordinal(last, lang)
    return years + in_lang(lang, f", a od {day} – {year} rok", f", and from {day} in the {year}")


def _why_exempt(segment: Segment, line: Line, lang: Lang) -> str:
    emergency = {"emergency_family", "emergency_facility"}
    key = line.form if segment.exempt == "emergency_care" and line.form in emergency else segment.exempt or ""
    return EXEMPT[key][lang]


def _figures(segment: Segment, line: Line, lang: Lang) -> str:
    """``1 002,00 zł × 17/31 dni × 50 % = 274,74 zł``; of a single day without the fraction."""
    figures = f"{zlote(line.base_grosze, lang)} × "
    if line.days > 1:
        figures += f"{segment.days}/{line.days} {in_lang(lang, 'dni', 'days')} × "
    figures += percent(segment.percent, lang)
    return figures if segment.amount_grosze is None else f"{figures} = {zlote(segment.amount_grosze, lang)}"


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

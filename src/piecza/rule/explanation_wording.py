"""The sentences of an explanation, in Polish and English.

Every number in them recomputes: what stands left of an equals sign gives what stands right of it, rounded half up to a
grosz.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from piecza.case.child import FACILITY_FORMS
from piecza.costs.cost_origins import day_rate_said
from piecza.dates import Span
from piecza.language.glossary import EXEMPT, FORMS, KINDS
from piecza.language.text import Text, Words, joined
from piecza.language.writing import added, capital, days, ordinal, percent, period, written_day, written_month, zlote
from piecza.money import half_up
from piecza.readings import READINGS
from piecza.rule.base import ShareBase
from piecza.rule.charges import Charge, Line, Segment


@lru_cache(maxsize=1 << 12)
def stay_runs(start: date, before: int | None) -> Text:
    """Since when a stay runs, and after how many days of earlier stays it counts on."""
    if before is None:
        return Text(pl="Pobyt trwa od {start}.", en="The stay runs from {start}.").fill(start=written_day(start))
    return Text(
        pl="Pobyt trwa od {start} i liczy się dalej po {before} {days} wcześniejszych pobytów, po 365 na rok "
        "(art. 114 KC; wniosek).",
        en="The stay runs from {start} and counts on after {before} {days} of earlier stays, 365 to a year "
        "(KC art. 114; inferred).",
    ).fill(
        start=written_day(start),
        before=before,
        days=Text(pl="dniu", en="day") if before == 1 else Text(pl="dniach", en="days"),
    )


def one_gmina(before: str, code: str) -> Text:
    """That two codes are one gmina, so that the years of an earlier stay count."""
    return Text(
        pl="Kody {before} i {code} to według danych (same_gmina) jedna gmina.",
        en="The codes {before} and {code} are one gmina, as the case says (same_gmina).",
    ).fill(before=before, code=code)


def not_chosen(name: str, option: str) -> Text:
    """By which option the years of stay are counted, where no amount depends on it and none was chosen."""
    return Text(
        pl="Wykładni {name} nie wybrano, bo udział od niej nie zależy; lata pobytu podano tak, jakby przyjąć, że "
        "{meaning} ({option}).",
        en="The reading {name} was not chosen, since the share does not depend on it; the years of stay are those if "
        "{meaning} ({option}).",
    ).fill(name=name, option=option, meaning=READINGS[name].texts[option])


def base_of_monthly_cost(line: Line, rate: int, divisor: int, month_days: int) -> Text:
    """What a monthly cost comes to over the days of its line.

    That the cost of a facility is divided by days is inferred, and so is its rate for a day: the Act says neither.
    """
    if line.day_rate_grosze is not None:
        return Text(
            pl="{cost} {period}: {rate} za dzień (wniosek: ustawa zna tylko średnią miesięczną); "
            "{day_rate} × {days} = {base}.",
            en="{cost} {period}: {rate} a day (inferred: the Act knows a monthly average only); "
            "{day_rate} × {days} = {base}.",
        ).fill(
            cost=cost_said(line.kind, line.form),
            period=period(line.start, line.end),
            rate=day_rate_said(rate),
            day_rate=zlote(line.day_rate_grosze),
            days=days(line.days),
            base=zlote(line.base_grosze),
        )
    if line.days == month_days:
        return _whole_month(line.kind, line.form, rate)
    inferred = Text(
        pl=" (wniosek: art. 87 ust. 4, o części miesiąca, dotyczy rodzin)",
        en=" (inferred: art. 87 ust. 4, on parts of months, concerns families)",
    )
    sentence = Text(
        pl="{cost} {period}: {rate} × {days}/{divisor} dni = {base}",
        en="{cost} {period}: {rate} × {days}/{divisor} days = {base}",
    ).fill(
        cost=cost_said(line.kind, line.form),
        period=period(line.start, line.end),
        rate=zlote(rate),
        days=line.days,
        divisor=divisor,
        base=zlote(line.base_grosze),
    )
    return sentence + (inferred if line.form in FACILITY_FORMS else "") + _share_of_exact(line) + "."


@lru_cache(maxsize=1 << 12)
def _whole_month(kind: str, form: str, rate: int) -> Text:
    """What a monthly cost comes to over a whole month, as many children have it."""
    return Text(pl="{cost}: {rate} za cały miesiąc.", en="{cost}: {rate} for the whole month.").fill(
        cost=cost_said(kind, form), rate=zlote(rate)
    )


def _share_of_exact(line: Line) -> Words:
    """That the share is not taken of the base as it is printed, where it is not."""
    if line.exact is None:
        return ""
    return Text(
        pl="; udział liczy się od ułamka przed zaokrągleniem",
        en="; the share is taken of the fraction before its rounding",
    )


def base_of_expense(line: Line, amount: int, span: Span) -> Text:
    """How much of an expense (an amount in grosze over some days) falls to the days of its line."""
    first, last = (date.fromordinal(day) for day in span)
    whole = span.days
    days_before, days_through = (line.start - first).days, (line.end - first).days + 1
    before, through = half_up(amount * days_before, whole), half_up(amount * days_through, whole)
    sentence = cost_said(line.kind, line.form) + " " + period(first, last) + ": " + zlote(amount)
    if line.days < whole:
        sentence += Text(
            pl="; do dnia {end}: {amount} × {days}/{whole} dni = {through}",
            en="; up to and including {end}: {amount} × {days}/{whole} days = {through}",
        ).fill(end=written_day(line.end), amount=zlote(amount), days=days_through, whole=whole, through=zlote(through))
    if days_before:
        sentence += Text(
            pl="; przed tym miesiącem: {amount} × {days}/{whole} dni = {before}; "
            "w tym miesiącu: {through} {less} {part} = {base}",
            en="; before this month: {amount} × {days}/{whole} days = {before}; "
            "in this month: {through} {less} {part} = {base}",
        ).fill(
            amount=zlote(amount),
            days=days_before,
            whole=whole,
            before=zlote(before),
            through=zlote(through),
            less="+" if before < 0 else "−",
            part=zlote(abs(before)),
            base=zlote(line.base_grosze),
        )
    return sentence + _share_of_exact(line) + "."


@lru_cache(maxsize=1 << 12)
def segment_sentence(
    segment: Segment, form: str, base: ShareBase, first_year: int, last_year: int, turn: date, band_of: str
) -> Text:
    """The sentence of a segment: days, year of stay, percent, provision, and the figures; many children have the same.

    ``form`` and ``base`` are those of its line, ``turn`` is the first day of the last year where there are
    two. ``band_of`` is the option of ``mid_month`` that gives the segment another band than the years of its days,
    empty where none does.
    """
    if segment.exempt:
        why = Text(pl="gmina nie płaci, bo ", en="the gmina does not pay, because ") + _exemption(segment, form)
    elif segment.band is None:
        why = Text(
            pl="gmina płaci całą część dziecka, bez względu na rok pobytu",
            en="the gmina pays the child's whole part, whatever the year of stay",
        )
    else:
        why = _years(first_year, last_year, turn)
        if band_of:
            why += Text(
                pl="; przy wykładni mid_month = {option} w całym miesiącu obowiązuje próg {band}",
                en="; under mid_month = {option} band {band} holds for the whole month",
            ).fill(option=band_of, band=segment.band)
    return Text(
        pl="{period} {why} – {percent} ({basis}): {figures}.",
        en="{period} {why} – {percent} ({basis}): {figures}.",
    ).fill(
        period=capital(period(segment.start, segment.end)),
        why=why,
        percent=percent(segment.percent),
        basis=segment.basis,
        figures=_figures(segment, base),
    )


def sum_of_segments(line: Line) -> Text | None:
    """How a line's segments add up; None where there is nothing to add."""
    if line.amount_grosze is None:
        return None
    parts = [segment.amount_grosze for segment in line.segments if segment.amount_grosze is not None]
    if not parts:
        once = Text(pl="Razem, zaokrąglone raz: ", en="Together, rounded once: ")
        return once + _weighted(line) + " = " + zlote(line.amount_grosze) + "."
    if len(parts) == 1:
        return None
    return Text(pl="Razem: ", en="Together: ") + added(parts) + "."


def sum_of_lines(charge: Charge) -> Text:
    """How a charge's lines add up."""
    amounts = [line.amount_grosze for line in charge.lines if line.amount_grosze is not None]
    total = zlote(charge.amount_grosze)
    if not charge.lines:
        sentence = Text(
            pl="Udział gminy {gmina}, {month}: nie podano żadnego kosztu, {sum}.",
            en="Share of gmina {gmina}, {month}: no cost is given, {sum}.",
        )
    elif not amounts:
        sentence = Text(
            pl="Udział gminy {gmina}, {month}, zaokrąglony raz: {sum}.",
            en="Share of gmina {gmina}, {month}, rounded once: {sum}.",
        )
        weighted = joined(map(_weighted, charge.lines), " + ").map(lambda words: words.replace("+ −", "− "))
        total = weighted + " = " + total
    else:
        sentence = Text(pl="Udział gminy {gmina}, {month}: {sum}.", en="Share of gmina {gmina}, {month}: {sum}.")
        total = added(amounts) if len(amounts) > 1 else total
    return sentence.fill(gmina=charge.gmina, month=written_month(charge.month), sum=total)


def reading_sentence(name: str, option: str, instead: Mapping[str, int]) -> Text:
    """Which option of a reading was taken, and what the share would be under others (in grosze)."""
    texts = READINGS[name].texts
    others = [
        Text(
            pl="gdyby przyjąć, że {meaning} ({option}), udział wyniósłby {share}",
            en="if {meaning} ({option}), the share would be {share}",
        ).fill(meaning=texts[other], option=other, share=zlote(grosze))
        for other, grosze in instead.items()
    ]
    return Text(
        pl="Przyjęto, że {meaning} ({name} = {option}); {others}.",
        en="Taken: {meaning} ({name} = {option}); {others}.",
    ).fill(meaning=texts[option], name=name, option=option, others=joined(others, "; "))


@lru_cache(maxsize=1 << 8)
def cost_said(kind: str, form: str) -> Text:
    """``Koszt miesięczny (placówka opiekuńczo-wychowawcza)``."""
    return capital(KINDS[kind]) + " (" + FORMS[form] + ")"


def _years(first: int, last: int, turn: date) -> Text:
    """``trwa 3. rok pobytu``, or two years and the day on which the second begins."""
    if last == first:
        return Text(pl="trwa {year} rok pobytu", en="the child is in the {year} year of stay").fill(year=ordinal(first))
    return Text(
        pl="trwa {first} rok pobytu, a od {turn} – {last} rok",
        en="the child is in the {first} year of stay, and from {turn} in the {last}",
    ).fill(first=ordinal(first), turn=written_day(turn), last=ordinal(last))


def _exemption(segment: Segment, form: str) -> Text:
    emergency = {"emergency_family", "emergency_facility"}
    key = form if segment.exempt == "emergency_care" and form in emergency else segment.exempt or ""
    return EXEMPT[key]


def _figures(segment: Segment, base: ShareBase) -> Text:
    """``1 002,00 zł × 17/31 dni × 50 % = 274,74 zł``; of a single day without the fraction."""
    grosze, of = base
    fraction = [f"{segment.days}/" + days(of)] if of > 1 else []
    figures = joined([zlote(grosze), *fraction, percent(segment.percent)], " × ")
    return figures if segment.amount_grosze is None else figures + " = " + zlote(segment.amount_grosze)


def _weighted(line: Line) -> Text:
    """``1 002,00 zł × (14 × 30 % + 17 × 50 %) ÷ 31``, or ``1 002,00 zł × 30 %`` where there is only one.

    Where the share is taken of an exact fraction, a single one has it as well: ``1 002,00 zł × 5/28 dni × 50 %``.
    """
    grosze, of = line.share_base
    base = zlote(grosze) + " × "
    if len(line.segments) == 1:
        fraction = f"{line.days}/" + days(of) + " × " if line.days != of else ""
        return base + fraction + percent(line.segments[0].percent)
    parts = joined((f"{segment.days} × " + percent(segment.percent) for segment in line.segments), " + ")
    return base + "(" + parts + f") ÷ {of}"

"""The time line of a child as SVG: a row for each year with what happened in it, and what was charged month by month.

Placements are bars with a number, plain in a family and hatched in a facility; band changes are lines with their
percentage; what was charged stands beneath as a sign of its own shape. Coordinates are whole hundredths of a unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from piecza.dates import Month, Span
from piecza.language.messages import in_lang
from piecza.language.old_writing import percent
from piecza.language.text import Lang, Text
from piecza.render.html import escaped
from piecza.render.svg import hatching, hundredths, opening

_LEFT, _MONTH = 40, 55
"""Units: where January begins, and the width of a month."""
_YEAR_WIDTH = _LEFT + 12 * _MONTH + 4
_PERCENT = 3000
"""How wide a percentage is, in hundredths of a unit."""
_HEAD, _YEAR, _DULL, _KEY = 18, 58, 20, 20
"""Units: the height of the names of the months, of a year, of years in which nothing happened, and of the key."""

State = Literal["right", "over", "under", "not_charged", "equal"]
"""What was charged in a month: rightly, too much, too little, not at all, or wrongly though it comes to the same."""

_NAMES: dict[Lang, tuple[str, ...]] = dict(
    pl=("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"),
    en=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)

STATES: dict[State, Text] = {
    "right": Text(pl="zgodnie", en="as due"),
    "over": Text(pl="za dużo", en="too much"),
    "under": Text(pl="za mało", en="too little"),
    "not_charged": Text(pl="nie naliczono", en="not charged"),
    "equal": Text(pl="niezgodnie, bez różnicy", en="wrong, no difference"),
}

_SIGNS: dict[State, str] = {
    "right": '<circle cx="0" cy="0" r="4" fill="none" stroke="#000" stroke-width="1.2"/>',
    "over": '<path d="M-5.5 4.5L0 -5.5L5.5 4.5Z" fill="#000"/>',
    "under": '<path d="M-5.5 -4.5L0 5.5L5.5 -4.5Z" fill="#000"/>',
    "not_charged": '<path d="M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5" stroke="#000" stroke-width="2.2"/>',
    "equal": '<path d="M-5 0L0 -5L5 0L0 5Z" fill="none" stroke="#000" stroke-width="1.8"/>',
}


class Held(NamedTuple):
    """Days of a placement (ordinals, both inclusive), and its number, which stands on its bar."""

    days: Span
    label: str
    in_facility: bool


class Turn(NamedTuple):
    """A day (an ordinal) on which a band begins, and its percentage."""

    day: int
    percent: int


class ChargedMark(NamedTuple):
    """What was charged in a month."""

    month: Month
    state: State


class Story(NamedTuple):
    """What a time line shows, each in order of time."""

    held: Sequence[Held]
    turns: Sequence[Turn]
    charged: Sequence[ChargedMark]


def timeline(name: str, title: str, said: str, story: Story, last: int, lang: Lang) -> str:
    """The time line from the first year in which something happened to that of the day ``last`` (an ordinal)."""
    first = min([held.days.first for held in story.held] + [mark.month.span.first for mark in story.charged])
    body: list[str] = []
    top = _HEAD
    for years in _runs(story, date.fromordinal(first).year, date.fromordinal(last).year):
        body += (
            _dull(years, story, last, top, lang) if len(years) > 1 else _year(name, years[0], story, last, top, lang)
        )
        top += _DULL if len(years) > 1 else _YEAR
    heads = (
        f'<text x="{_LEFT + number * _MONTH + _MONTH // 2}" y="12" text-anchor="middle">{text}</text>'
        for number, text in enumerate(_NAMES[lang])
    )
    states = {mark.state for mark in story.charged}
    key = _key([state for state in STATES if state in states], top + 13, lang)
    height = top + (_KEY if states else 0)
    head = [*opening(name, title, said, _YEAR_WIDTH, height), hatching(name, 6, "#888", 2)]
    return "\n".join([*head, *heads, *body, *key, "</svg>"])


def _days_of(year: int) -> Span:
    return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _runs(story: Story, first: int, last: int) -> Iterator[list[int]]:
    """The years in order: consecutive years in which nothing happened together, every other year alone."""
    dull: list[int] = []
    for year in range(first, last + 1):
        days = _days_of(year)
        whole = [held for held in story.held if held.days.first < days.first and held.days.last > days.last]
        meets = [held for held in story.held if held.days.meets(days)]
        is_dull = (
            len(whole) == len(meets)
            and not any(days.first <= turn.day <= days.last for turn in story.turns)
            and not any(mark.month.year == year for mark in story.charged)
        )
        if is_dull and (not dull or _at(story, dull[-1]) == meets):
            dull.append(year)
            continue
        if dull:
            yield dull
        dull = [year] if is_dull else []
        if not is_dull:
            yield [year]
    if dull:
        yield dull


def _at(story: Story, year: int) -> list[Held]:
    return [held for held in story.held if held.days.meets(_days_of(year))]


def _dull(years: Sequence[int], story: Story, last: int, top: int, lang: Lang) -> Iterator[str]:
    """Years in which nothing happened, in one line."""
    labels = ", ".join(held.label for held in _at(story, years[0]))
    where = f"{in_lang(lang, 'umieszczenie', 'placement')} {labels}, " if labels else ""
    nothing = in_lang(lang, "bez zmian progu i bez naliczeń", "no band change and no charges")
    text = f"{years[0]}–{years[-1]}: {where}{nothing}"
    yield f'<text x="0" y="{top + 13}" fill="#444">{escaped(text)}</text>'


def _year(name: str, year: int, story: Story, last: int, top: int, lang: Lang) -> Iterator[str]:
    days = _days_of(year)
    right = _LEFT + 12 * _MONTH
    yield f'<path d="M0 {top + 1}H{right}" stroke="#ccc"/>'
    yield f'<text x="0" y="{top + 32}" font-weight="bold">{year}</text>'
    ticks = "".join(f"M{_LEFT + number * _MONTH} {top + 1}V{top + _YEAR - 1}" for number in range(13))
    yield f'<path d="{ticks}" stroke="#ddd"/>'
    for held in story.held:
        part = held.days.within(Span(days.first, min(days.last, last)))
        if part.days:
            yield from _bar(name, held, part, top + 20)
    free = 0
    for turn in story.turns:
        if days.first <= turn.day <= days.last:
            at = _x(turn.day)
            anchor = "end" if date.fromordinal(turn.day).month == 12 and at - _PERCENT > free else "start"
            label = at - 300 if anchor == "end" else max(at + 300, free)  # not over the one before
            free = label + _PERCENT
            yield f'<path class="turn" d="M{hundredths(at)} {top + 4}V{top + 38}" stroke="#000" stroke-width="2"/>'
            yield (
                f'<text x="{hundredths(label)}" y="{top + 14}" text-anchor="{anchor}" font-weight="bold">'
                f"{escaped(percent(turn.percent, lang))}</text>"
            )
    for charged in story.charged:
        if charged.month.year == year:
            x = _LEFT + (charged.month.month - 1) * _MONTH + _MONTH // 2
            yield f'<g class="{charged.state}" transform="translate({x} {top + 47})">{_SIGNS[charged.state]}</g>'


def _bar(name: str, held: Held, days: Span, top: int) -> Iterator[str]:
    start, end = _x(days.first), _x(days.last, after=True)
    fill = f"url(#{name}-lines)" if held.in_facility else "#e4e4e4"
    yield (
        f'<rect x="{hundredths(start)}" y="{top}" width="{hundredths(end - start)}" height="15" fill="{fill}" '
        'stroke="#000" stroke-width="0.8"/>'
    )
    if end - start >= 1600:
        middle = hundredths((start + end) // 2)
        yield f'<rect x="{hundredths((start + end) // 2 - 700)}" y="{top + 1}" width="14" height="13" fill="#fff"/>'
        yield f'<text x="{middle}" y="{top + 12}" text-anchor="middle">{escaped(held.label)}</text>'


def _x(day: int, *, after: bool = False) -> int:
    """Where a day begins, or where it ends, in hundredths of a unit."""
    at = date.fromordinal(day)
    whole = Month(at.year, at.month).span.days
    return (_LEFT + (at.month - 1) * _MONTH) * 100 + (at.day - 1 + after) * _MONTH * 100 // whole


def _key(states: Iterable[State], top: int, lang: Lang) -> Iterator[str]:
    """The signs with their words."""
    x = _LEFT
    for state in states:
        words = STATES[state][lang]
        yield f'<g transform="translate({x} {top - 4})">{_SIGNS[state]}</g><text x="{x + 10}" y="{top}">{words}</text>'
        x += 40 + 7 * len(words)

"""Pictures as SVG: charts of bars, and time lines with a row for each year.

What they show is told apart by patterns, shapes and words, not by colour. Coordinates are whole hundredths of a unit;
the same figures give the same text.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from piecza.dates import Month, Span
from piecza.language.text import Lang, Text, Words
from piecza.language.writing import zlote
from piecza.money import half_up
from piecza.render.grid import escaped
from piecza.render.report_parts import Bar, BarPair, Chart, Legend, Shape, Sign, TimeLine, Turn

_CHART_WIDTH = 420
_LONGEST = 235
"""Units of the longest bar; what is left of the width is for its amount."""
_BAR, _LABEL, _STEP, _GAP = 12, 17, 17, 8
"""Units: the height of a bar, of the label above, from bar to bar, and between pairs."""


def bar_chart(name: str, chart: Chart, lang: Lang) -> str:
    """At most two bars for each pair, whose length is proportional to the amounts; ``name`` is unique in a document."""
    most = max((max(pair.first, pair.second) for pair in chart.pairs), default=0)
    top, body = 0, []
    for pair in chart.pairs:
        body.append(f'<text x="0" y="{top + 12}" font-weight="bold">{escaped(pair.label, lang)}</text>')
        top += _LABEL
        for bar in _bars(name, pair, chart.legends, most, top, lang):
            body.append(bar)
            top += _STEP
        top += _GAP
    head = opening(name, (chart.table.title, chart.words), (_CHART_WIDTH, max(top - _GAP, 1)), lang)
    return "\n".join([*head, hatching(name, 5, "#000", 3), *body, "</svg>"])


def _bars(name: str, pair: BarPair, legends: tuple[Legend, Legend], most: int, top: int, lang: Lang) -> Iterator[str]:
    """The bars of a pair whose amounts are not zero; if both are zero, the amount 0."""
    fills = ("#333", f"url(#{name}-lines)")
    for legend, grosze, fill in zip(legends, (pair.first, pair.second), fills, strict=True):
        if grosze:
            width = hundredths(half_up(grosze * _LONGEST * 100, most))
            end = hundredths(half_up(grosze * _LONGEST * 100, most) + 600)
            yield (
                f'<g><rect class="{legend.name}" x="0" y="{top}" width="{width}" height="{_BAR}" fill="{fill}" '
                f'stroke="#000" stroke-width="0.8"/><text x="{end}" y="{top + 10}">'
                f"{escaped(legend.text, lang)} {escaped(zlote(grosze), lang)}</text></g>"
            )
            top += _STEP
    if not pair.first and not pair.second:
        yield f'<text x="6" y="{top + 10}">{escaped(zlote(0), lang)}</text>'


def opening(name: str, words: tuple[Words, Words], size: tuple[int, int], lang: Lang) -> list[str]:
    """The beginning of a picture: its title and, for people who do not see it, what it shows; its width and height."""
    title, summary = (escaped(text, lang) for text in words)
    width, height = size
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-said" '
        f'viewBox="0 0 {width} {height}" font-size="12">',
        f'<title id="{name}-title">{title}</title>',
        f'<desc id="{name}-said">{summary}</desc>',
    ]


def hatching(name: str, step: int, colour: str, width: int) -> str:
    """The definition of a hatching that parts of the picture are filled with, as ``url(#…-lines)``."""
    return (
        f'<defs><pattern id="{name}-lines" width="{step}" height="{step}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="{step}" height="{step}" fill="#fff"/>'
        f'<line x1="0" y1="0" x2="0" y2="{step}" stroke="{colour}" stroke-width="{width}"/></pattern></defs>'
    )


def hundredths(number: int) -> str:
    """A coordinate that is given in hundredths of a unit."""
    whole, rest = divmod(number, 100)
    return f"{whole}.{rest:02d}"


# Time lines

_LEFT, _MONTH = 40, 55
"""Units: where January begins, and the width of a month."""
_RIGHT = _LEFT + 12 * _MONTH
_WORDS = 3000
"""How wide the words of a turn are, in hundredths of a unit."""
_HEAD, _YEAR, _QUIET, _KEY = 18, 58, 20, 20
"""Units: the height of the names of the months, of a year, of years in which nothing happened, and of the key."""

_NAMES = (
    Text(pl="I", en="Jan"),
    Text(pl="II", en="Feb"),
    Text(pl="III", en="Mar"),
    Text(pl="IV", en="Apr"),
    Text(pl="V", en="May"),
    Text(pl="VI", en="Jun"),
    Text(pl="VII", en="Jul"),
    Text(pl="VIII", en="Aug"),
    Text(pl="IX", en="Sep"),
    Text(pl="X", en="Oct"),
    Text(pl="XI", en="Nov"),
    Text(pl="XII", en="Dec"),
)

_SHAPES: dict[Shape, str] = {
    "ring": '<circle cx="0" cy="0" r="4" fill="none" stroke="#000" stroke-width="1.2"/>',
    "up": '<path d="M-5.5 4.5L0 -5.5L5.5 4.5Z" fill="#000"/>',
    "down": '<path d="M-5.5 -4.5L0 5.5L5.5 -4.5Z" fill="#000"/>',
    "cross": '<path d="M-4.5 -4.5L4.5 4.5M-4.5 4.5L4.5 -4.5" stroke="#000" stroke-width="2.2"/>',
    "diamond": '<path d="M-5 0L0 -5L5 0L0 5Z" fill="none" stroke="#000" stroke-width="1.8"/>',
}


def timeline(name: str, line: TimeLine, lang: Lang) -> str:
    """The time line from the first year in which something happened; ``name`` is unique in the document."""
    months = [month for sign in line.signs for month in sign.months]
    first = min([bar.days.first for bar in line.bars] + [month.span.first for month in months])
    body: list[str] = []
    top = _HEAD
    for years in _runs(line, date.fromordinal(first).year, date.fromordinal(line.last).year):
        if len(years) > 1:
            body.append(_quiet(years, line, top, lang))
            top += _QUIET
            continue
        (year,) = years
        body += (*_frame(year, top), *_year_bars(name, line, year, top + 20))
        body += (*_turns(line.turns, year, top, lang), *_signs(line.signs, year, top + 47))
        top += _YEAR
    heads = (
        f'<text x="{_LEFT + number * _MONTH + _MONTH // 2}" y="12" text-anchor="middle">{text[lang]}</text>'
        for number, text in enumerate(_NAMES)
    )
    height = top + (_KEY if line.signs else 0)
    head = [*opening(name, (line.title, line.words), (_RIGHT + 4, height), lang), hatching(name, 6, "#888", 2)]
    return "\n".join([*head, *heads, *body, *_key(line.signs, top + 13, lang), "</svg>"])


def _days_of(year: int) -> Span:
    return Span(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal())


def _runs(line: TimeLine, first: int, last: int) -> Iterator[list[int]]:
    """The years in order: consecutive years in which nothing happened together, every other year alone."""
    for _, years in groupby(range(first, last + 1), lambda year: _at(line, year) if _is_quiet(line, year) else year):
        yield list(years)


def _is_quiet(line: TimeLine, year: int) -> bool:
    """Whether no bar begins or ends in a year, nothing turns, and no month has a sign."""
    days = _days_of(year)
    return (
        all(bar.days.first < days.first and bar.days.last > days.last for bar in _at(line, year))
        and not any(date.fromordinal(turn.day).year == year for turn in line.turns)
        and not any(month.year == year for sign in line.signs for month in sign.months)
    )


def _at(line: TimeLine, year: int) -> list[Bar]:
    return [bar for bar in line.bars if bar.days.meets(_days_of(year))]


def _quiet(years: Sequence[int], line: TimeLine, top: int, lang: Lang) -> str:
    """Years in which nothing happened, in one row."""
    labels = ", ".join(bar.label for bar in _at(line, years[0]))
    lasting = f"{line.bar[lang]} {labels}, " if labels else ""
    text = f"{years[0]}–{years[-1]}: {lasting}{line.quiet[lang]}"
    return f'<text x="0" y="{top + 13}" fill="#444">{escaped(text)}</text>'


def _frame(year: int, top: int) -> Iterator[str]:
    """The number of a year, and the lines between its months."""
    ticks = "".join(f"M{_LEFT + number * _MONTH} {top + 1}V{top + _YEAR - 1}" for number in range(13))
    yield f'<path d="M0 {top + 1}H{_RIGHT}" stroke="#ccc"/>'
    yield f'<text x="0" y="{top + 32}" font-weight="bold">{year}</text>\n<path d="{ticks}" stroke="#ddd"/>'


def _year_bars(name: str, line: TimeLine, year: int, top: int) -> Iterator[str]:
    for bar in line.bars:
        days = bar.days.within(_days_of(year)).within(Span(0, line.last))
        if not days.days:
            continue
        start, end = _x(days.first), _x(days.last, after=True)
        fill = f"url(#{name}-lines)" if bar.hatched else "#e4e4e4"
        yield (
            f'<rect x="{hundredths(start)}" y="{top}" width="{hundredths(end - start)}" height="15" fill="{fill}" '
            'stroke="#000" stroke-width="0.8"/>'
        )
        if end - start >= 1600:
            middle = (start + end) // 2
            yield f'<rect x="{hundredths(middle - 700)}" y="{top + 1}" width="14" height="13" fill="#fff"/>'
            yield f'<text x="{hundredths(middle)}" y="{top + 12}" text-anchor="middle">{escaped(bar.label)}</text>'


def _turns(turns: Iterable[Turn], year: int, top: int, lang: Lang) -> Iterator[str]:
    free = 0
    for turn in turns:
        day = date.fromordinal(turn.day)
        if day.year == year:
            at = _x(turn.day)
            anchor = "end" if day.month == 12 and at - _WORDS > free else "start"
            label = at - 300 if anchor == "end" else max(at + 300, free)  # not over the one before
            free = label + _WORDS
            yield f'<path class="turn" d="M{hundredths(at)} {top + 4}V{top + 38}" stroke="#000" stroke-width="2"/>'
            yield (
                f'<text x="{hundredths(label)}" y="{top + 14}" text-anchor="{anchor}" font-weight="bold">'
                f"{escaped(turn.text, lang)}</text>"
            )


def _signs(signs: Iterable[Sign], year: int, top: int) -> Iterator[str]:
    months = sorted((month, sign.name, sign.shape) for sign in signs for month in sign.months if month.year == year)
    for month, name, shape in months:
        x = _LEFT + (month.month - 1) * _MONTH + _MONTH // 2
        yield f'<g class="{name}" transform="translate({x} {top})">{_SHAPES[shape]}</g>'


def _x(day: int, *, after: bool = False) -> int:
    """Where a day begins, or where it ends, in hundredths of a unit."""
    at = date.fromordinal(day)
    whole = Month(at.year, at.month).span.days
    return (_LEFT + (at.month - 1) * _MONTH) * 100 + (at.day - 1 + after) * _MONTH * 100 // whole


def _key(signs: Iterable[Sign], top: int, lang: Lang) -> Iterator[str]:
    """The signs with their words."""
    x = _LEFT
    for sign in signs:
        text = sign.text[lang]
        yield (
            f'<g transform="translate({x} {top - 4})">{_SHAPES[sign.shape]}</g>'
            f'<text x="{x + 10}" y="{top}">{escaped(text)}</text>'
        )
        x += 40 + 7 * len(text)

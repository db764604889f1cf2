"""Pictures as SVG: bars, and the parts of other pictures. They are told apart by patterns and words, not by colour.

Coordinates are whole hundredths of a unit; the same figures give the same text.
"""

from collections.abc import Iterator

from piecza.language.text import Lang, Words
from piecza.language.writing import zlote
from piecza.money import half_up
from piecza.render.html import escaped
from piecza.render.report_parts import BarPair, Chart, Legend

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

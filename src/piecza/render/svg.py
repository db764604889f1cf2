"""Pictures as SVG: bars, and the parts of other pictures. They are told apart by patterns and words, not by colour.

Coordinates are whole hundredths of a unit; the same figures give the same text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from piecza.language.old_writing import zlote
from piecza.language.text import Lang
from piecza.money import half_up
from piecza.render.html import escaped

_CHART_WIDTH = 420
_LONGEST = 235
"""Units of the longest bar; what is left of the width is for its amount."""
_BAR, _LABEL, _STEP, _GAP = 12, 17, 17, 8
"""Units: the height of a bar, of the label above, from bar to bar, and between pairs."""


class BarPair(NamedTuple):
    """Two amounts of one thing, in grosze."""

    label: str
    first: int
    second: int


class Legend(NamedTuple):
    """What a bar of each pair is: its class in the document, and what stands beside its amount."""

    name: str
    text: str


def bar_chart(
    name: str, title: str, said: str, pairs: Sequence[BarPair], legends: tuple[Legend, Legend], lang: Lang
) -> str:
    """A bar chart with at most two bars for each pair; their length is proportional to the amounts.

    ``name`` is unique in the document; ``said`` says the same in words.
    """
    most = max((max(pair.first, pair.second) for pair in pairs), default=0)
    top, body = 0, []
    for pair in pairs:
        body.append(f'<text x="0" y="{top + 12}" font-weight="bold">{escaped(pair.label)}</text>')
        top += _LABEL
        for bar in _bars(name, pair, legends, most, top, lang):
            body.append(bar)
            top += _STEP
        top += _GAP
    height = max(top - _GAP, 1)
    lines = hatching(name, 5, "#000", 3)
    return "\n".join([*opening(name, title, said, _CHART_WIDTH, height), lines, *body, "</svg>"])


def _bars(name: str, pair: BarPair, legends: tuple[Legend, Legend], most: int, top: int, lang: Lang) -> Iterator[str]:
    """The bars of a pair whose amounts are not zero; if both are zero, the amount 0."""
    fills = ("#333", f"url(#{name}-lines)")
    for legend, grosze, fill in zip(legends, (pair.first, pair.second), fills, strict=True):
        if grosze:
            width = hundredths(half_up(grosze * _LONGEST * 100, most))
            end = hundredths(half_up(grosze * _LONGEST * 100, most) + 600)
            yield (
                f'<g><rect class="{legend.name}" x="0" y="{top}" width="{width}" height="{_BAR}" fill="{fill}" '
                f'stroke="#000" stroke-width="0.8"/><text x="{end}" y="{top + 10}">{legend.text} '
                f"{escaped(zlote(grosze, lang))}</text></g>"
            )
            top += _STEP
    if not pair.first and not pair.second:
        yield f'<text x="6" y="{top + 10}">{escaped(zlote(0, lang))}</text>'


def opening(name: str, title: str, said: str, width: int, height: int) -> list[str]:
    """The beginning of a picture, with its title and in words what it shows, for people who do not see it."""
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-said" '
        f'viewBox="0 0 {width} {height}" font-size="12">',
        f'<title id="{name}-title">{escaped(title)}</title>',
        f'<desc id="{name}-said">{escaped(said)}</desc>',
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

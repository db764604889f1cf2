"""Bars as SVG: how much was charged too much and too little. They are told apart by patterns and words, not by colour.

Coordinates are whole hundredths of a unit; the same figures give the same text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from piecza.language.messages import Lang, in_lang
from piecza.language.writing import zlote
from piecza.money import half_up
from piecza.render.html import escaped
from piecza.render.svg import hatching, hundredths, opening

CHART_WIDTH = 420


_LONGEST = 235
"""Units of the longest bar; what is left of the width is for its amount."""


_BAR, _LABEL, _STEP, _GAP = 12, 17, 17, 8
"""Units: the height of a bar, of the label above, from bar to bar, and between groups."""


class BarPair(NamedTuple):
    """What was charged too much and too little, in grosze, of one thing."""

    label: str
    over_grosze: int
    under_grosze: int


def over_and_under(name: str, title: str, said: str, groups: Sequence[BarPair], lang: Lang) -> str:
    """A bar chart with two bars for each group at the most, as long as its figures are large.

    ``name`` is the chart's own in its document; ``said`` the same in words.
    """
    most = max((max(each.over_grosze, each.under_grosze) for each in groups), default=0)
    top, body = 0, []
    for each in groups:
        body.append(f'<text x="0" y="{top + 12}" font-weight="bold">{escaped(each.label)}</text>')
        top += _LABEL
        for bar in _bars(name, each, most, top, lang):
            body.append(bar)
            top += _STEP
        top += _GAP
    height = max(top - _GAP, 1)
    return "\n".join([*opening(name, title, said, CHART_WIDTH, height), hatching(name), *body, "</svg>"])


def _bars(name: str, group: BarPair, most: int, top: int, lang: Lang) -> Iterator[str]:
    """The bars of a group that are not empty; where both are, an amount of nothing."""
    its = (
        ("over", in_lang(lang, "za dużo", "too much"), group.over_grosze, "#333"),
        ("under", in_lang(lang, "za mało", "too little"), group.under_grosze, f"url(#{name}-lines)"),
    )
    for which, words, grosze, fill in its:
        if grosze:
            width = hundredths(half_up(grosze * _LONGEST * 100, most))
            end = hundredths(half_up(grosze * _LONGEST * 100, most) + 600)
            yield (
                f'<g><rect class="{which}" x="0" y="{top}" width="{width}" height="{_BAR}" fill="{fill}" '
                f'stroke="#000" stroke-width="0.8"/><text x="{end}" y="{top + 10}">{words} '
                f"{escaped(zlote(grosze, lang))}</text></g>"
            )
            top += _STEP
    if not group.over_grosze and not group.under_grosze:
        yield f'<text x="6" y="{top + 10}">{escaped(zlote(0, lang))}</text>'

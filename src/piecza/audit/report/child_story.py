"""The time line of a child in a dossier: as a picture, and the same in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from piecza.audit.findings import Checked
from piecza.audit.report.child_audit import ChildAudit
from piecza.case.child import Placement
from piecza.dates import Month, months, months_apart
from piecza.language.glossary import FORMS
from piecza.language.text import Text, joined
from piecza.language.writing import capital, months_said, percent, written_day
from piecza.render.report_parts import Bar, Heading, Part, Sentences, Shape, Sign, TimeLine, Turn

State = Literal["right", "over", "under", "not_charged", "equal"]
"""What was charged in a month: rightly, too much, too little, not at all, or wrongly though it comes to the same."""

STATES: dict[State, tuple[Shape, Text]] = {
    "right": ("ring", Text(pl="zgodnie", en="as due")),
    "over": ("up", Text(pl="za dużo", en="too much")),
    "under": ("down", Text(pl="za mało", en="too little")),
    "not_charged": ("cross", Text(pl="nie naliczono", en="not charged")),
    "equal": ("diamond", Text(pl="niezgodnie, bez różnicy", en="wrong, no difference")),
}
"""The sign of every state, and its words."""

GOES_ON = Text(pl="trwa", en="goes on")
"""What stands for the end of a placement that has none."""


def story(about: ChildAudit) -> tuple[Part, ...]:
    """What happened to a child and what was charged for it, month by month."""
    title = Text(pl="Przebieg pieczy i naliczeń", en="Care and charges over time")
    placements = [placement for stay in about.child.stays for placement in stay.placements]
    turns = [turn for turn in about.turns() if turn.day.toordinal() <= about.days.last]
    signs = _signs(about.checked)
    sentences = [_placed(number, placement) for number, placement in enumerate(placements, 1)]
    if turns:
        since = Text(pl="od {day} {percent}", en="from {day} {percent}")
        parts = [since.fill(day=written_day(turn.day), percent=percent(turn.percent)) for turn in turns]
        sentences.append(Text(pl="Udział gminy: ", en="The gmina’s share: ") + joined(parts, "; ") + ".")
    sentences += [capital(sign.text) + ": " + joined(_runs(sign.months), "; ") + "." for sign in signs]
    picture = TimeLine(
        title=title,
        words=joined(sentences, " "),
        bars=tuple(
            Bar(placement.span, str(number), placement.in_facility) for number, placement in enumerate(placements, 1)
        ),
        turns=tuple(Turn(turn.day.toordinal(), percent(turn.percent)) for turn in turns),
        signs=signs,
        last=max(about.days.last, *((placement.end or placement.start).toordinal() for placement in placements)),
        bar=Text(pl="umieszczenie", en="placement"),
        quiet=Text(pl="bez zmian progu i bez naliczeń", en="no band change and no charges"),
    )
    return Heading(title), picture, Sentences(tuple(sentences))


def _signs(comparisons: Sequence[Checked]) -> tuple[Sign, ...]:
    """The months that were compared, by how they compare."""
    by_month: dict[Month, list[Checked]] = {}
    for checked in comparisons:
        for month in months(checked.first, checked.last):
            by_month.setdefault(month, []).append(checked)
    by_state: dict[State, list[Month]] = {}
    for month, of_month in sorted(by_month.items()):
        by_state.setdefault(_state(of_month), []).append(month)
    return tuple(
        Sign(state, shape, text, tuple(by_state[state])) for state, (shape, text) in STATES.items() if state in by_state
    )


def _state(comparisons: Sequence[Checked]) -> State:
    """How the charges of a month compare in all with what was due."""
    if all(checked.finding.code == "correct" for checked in comparisons):
        return "right"
    if all(checked.finding.code in ("not_charged", "correct") for checked in comparisons):
        return "not_charged"
    difference = sum(checked.difference_grosze for checked in comparisons)
    return "equal" if not difference else "over" if difference > 0 else "under"


def _placed(number: int, placement: Placement) -> Text:
    until = Text(pl="do ", en="to ") + written_day(placement.end) if placement.end else GOES_ON
    return Text(
        pl="Umieszczenie {number}: {form}, od {start}, {until}.",
        en="Placement {number}: {form}, from {start}, {until}.",
    ).fill(number=number, form=FORMS[placement.form], start=written_day(placement.start), until=until)


def _runs(all_months: Sequence[Month]) -> Iterator[Text]:
    """Months in words, consecutive ones as a range."""
    for _, run in groupby(enumerate(all_months), lambda at: months_apart(all_months[0], at[1]) - at[0]):
        in_run = [month for _, month in run]
        yield months_said(in_run[0], in_run[-1])

"""The time line of a child in a dossier: as a picture, and the same in words."""

from collections.abc import Iterator, Sequence

from piecza.audit.findings import Checked
from piecza.audit.report.child_audit import ChildAudit
from piecza.audit.report.timeline import STATES, ChargedMark, Held, State, Story, Turn, timeline
from piecza.dates import Month, months
from piecza.language.glossary import FORMS
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, months_said, percent, written_day
from piecza.language.text import Lang
from piecza.render.html import Html
from piecza.rule.clock import BandChange


def story_section(page: Html, about: ChildAudit) -> None:
    """What happened to a child and what was charged for it, month by month."""
    placements = [placement for stay in about.child.stays for placement in stay.placements]
    held = [Held(placement.span, str(number), placement.in_facility) for number, placement in enumerate(placements, 1)]
    turns = [turn for turn in about.turns() if turn.day.toordinal() <= about.days.last]
    by_month: dict[Month, list[Checked]] = {}
    for checked in about.checked:
        for month in months(checked.first, checked.last):
            by_month.setdefault(month, []).append(checked)
    charged = [ChargedMark(month, _state(of_month)) for month, of_month in sorted(by_month.items())]
    story = Story(held, [Turn(turn.day.toordinal(), turn.percent) for turn in turns], charged)
    title = page.say("Przebieg pieczy i naliczeń", "Care and charges over time")
    said = list(_in_words(about, turns, charged, page.lang))
    page.heading(title)
    name = page.name()
    last = max(about.days.last, *((placement.end or placement.start).toordinal() for placement in placements))
    picture = timeline(name, title, " ".join(said), story, last, page.lang)
    page.raw(f'<div class="scene" role="region" tabindex="0" aria-labelledby="{name}-title">', picture, "</div>")
    page.items(said)


def _state(comparisons: Sequence[Checked]) -> State:
    """How the charges of a month compare in all with what was due."""
    if all(checked.finding.code == "correct" for checked in comparisons):
        return "right"
    if all(checked.finding.code in ("not_charged", "correct") for checked in comparisons):
        return "not_charged"
    difference = sum(checked.difference_grosze for checked in comparisons)
    return "equal" if not difference else "over" if difference > 0 else "under"


def _in_words(
    about: ChildAudit, turns: Sequence[BandChange], charged: Sequence[ChargedMark], lang: Lang
) -> Iterator[str]:
    """The time line in words."""
    number = 0
    for stay in about.child.stays:
        for placement in stay.placements:
            number += 1
            until = (
                f"{in_lang(lang, 'do', 'to')} {written_day(placement.end, lang)}"
                if placement.end
                else in_lang(lang, "trwa", "goes on")
            )
            yield (
                f"{in_lang(lang, 'Umieszczenie', 'Placement')} {number}: {FORMS[placement.form][lang]}, "
                f"{in_lang(lang, 'od', 'from')} {written_day(placement.start, lang)}, {until}."
            )
    if turns:
        text = "; ".join(
            f"{in_lang(lang, 'od', 'from')} {written_day(turn.day, lang)} {percent(turn.percent, lang)}"
            for turn in turns
        )
        yield f"{in_lang(lang, 'Udział gminy', 'The gmina’s share')}: {text}."
    for state, words in STATES.items():
        of_state = [mark.month for mark in charged if mark.state == state]
        if of_state:
            yield f"{capital(words[lang])}: {'; '.join(_runs(of_state, lang))}."


def _runs(all_months: Sequence[Month], lang: Lang) -> Iterator[str]:
    """Months in words, consecutive ones as a range."""
    run: list[Month] = []
    for month in all_months:
        if run and list(months(run[-1], month))[1:] == [month]:
            run.append(month)
            continue
        if run:
            yield months_said(run[0], run[-1], lang)
        run = [month]
    if run:
        yield months_said(run[0], run[-1], lang)

"""The time line of a child in a dossier: as a picture, and the same in words."""

from collections.abc import Iterator, Sequence

from piecza.audit.findings import Checked
from piecza.audit.report.child_audit import ChildAudit
from piecza.audit.report.timeline import STATES, ChargedMark, Held, State, Story, Turn, timeline
from piecza.dates import Month, months
from piecza.language.glossary import FORMS
from piecza.language.messages import Lang, in_lang
from piecza.language.writing import capital, months_said, percent, written_day
from piecza.render.html import Html
from piecza.rule.clock import BandChange


def story_section(page: Html, about: ChildAudit) -> None:
    """What happened to a child and what was charged for it, month by month."""
    placements = [each for stay in about.child.stays for each in stay.placements]
    held = [Held(each.span, str(number), each.in_facility) for number, each in enumerate(placements, 1)]
    turns = [each for each in about.turns() if each.day.toordinal() <= about.days.last]
    by_month: dict[Month, list[Checked]] = {}
    for each in about.checked:
        for month in months(each.first, each.last):
            by_month.setdefault(month, []).append(each)
    charged = [ChargedMark(month, _state(its)) for month, its in sorted(by_month.items())]
    story = Story(held, [Turn(each.day.toordinal(), each.percent) for each in turns], charged)
    title = page.say("Przebieg pieczy i naliczeń", "Care and charges over time")
    said = list(_told(about, turns, charged, page.lang))
    page.heading(title)
    name = page.name()
    last = max(about.days.last, *((each.end or each.start).toordinal() for each in placements))
    picture = timeline(name, title, " ".join(said), story, last, page.lang)
    page.raw(f'<div class="scene" role="region" tabindex="0" aria-labelledby="{name}-title">', picture, "</div>")
    page.items(said)


def _state(its: Sequence[Checked]) -> State:
    """What was charged in a month in all."""
    if all(each.finding.code == "correct" for each in its):
        return "right"
    if all(each.finding.code in ("not_charged", "correct") for each in its):
        return "not_charged"
    difference = sum(each.difference_grosze for each in its)
    return "equal" if not difference else "over" if difference > 0 else "under"


def _told(about: ChildAudit, turns: Sequence[BandChange], charged: Sequence[ChargedMark], lang: Lang) -> Iterator[str]:
    """The time line in words."""
    number = 0
    for stay in about.child.stays:
        for each in stay.placements:
            number += 1
            until = (
                f"{in_lang(lang, 'do', 'to')} {written_day(each.end, lang)}"
                if each.end
                else in_lang(lang, "trwa", "goes on")
            )
            yield (
                f"{in_lang(lang, 'Umieszczenie', 'Placement')} {number}: {FORMS[each.form][lang]}, "
                f"{in_lang(lang, 'od', 'from')} {written_day(each.start, lang)}, {until}."
            )
    if turns:
        its = "; ".join(
            f"{in_lang(lang, 'od', 'from')} {written_day(each.day, lang)} {percent(each.percent, lang)}"
            for each in turns
        )
        yield f"{in_lang(lang, 'Udział gminy', 'The gmina’s share')}: {its}."
    for state, words in STATES.items():
        found = [each.month for each in charged if each.state == state]
        if found:
            yield f"{capital(words[lang])}: {'; '.join(_runs(found, lang))}."


def _runs(its: Sequence[Month], lang: Lang) -> Iterator[str]:
    """Months, those that follow each other as from one to another."""
    run: list[Month] = []
    for month in its:
        if run and list(months(run[-1], month))[1:] == [month]:
            run.append(month)
            continue
        if run:
            yield months_said(run[0], run[-1], lang)
        run = [month]
    if run:
        yield months_said(run[0], run[-1], lang)

"""Why a child's month should stand otherwise than it stood: what differs between the two, in Polish and English."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from piecza.language.glossary import EXEMPT, FORMS
from piecza.language.text import Text, Words, joined
from piecza.language.writing import capital, days, percent, period, written_day, zlote
from piecza.law.budget_classification import Classification
from piecza.money import to_grosze
from piecza.notes.nota import NotaCharge, NotaLine
from piecza.readings import READINGS, Readings
from piecza.rule.explanation_wording import cost_said


def reasons(before: NotaCharge | None, after: NotaCharge | None, elsewhere: Sequence[str] = ()) -> Iterator[Text]:
    """What differs; ``elsewhere`` are the gminas under which the child's month stands now."""
    if before is None:
        yield Text(
            pl="W dotychczasowym rozliczeniu miesiąca nie ma tego dziecka.",
            en="The child is not in what stands for the month.",
        )
    elif after is None and elsewhere:
        yield Text(
            pl="Według rejestru gmina w tym miesiącu za to dziecko nie płaci; płaci {gminas}.",
            en="By the register the gmina does not pay for this child in the month; it is paid by {gminas}.",
        ).fill(gminas=", ".join(elsewhere))
    elif after is None:
        yield Text(
            pl="Według rejestru gmina w tym miesiącu za to dziecko nie płaci.",
            en="By the register the gmina does not pay for this child in the month.",
        )
    elif before.given:
        yield Text(
            pl="Nota podaje samą kwotę {was}; według rejestru gmina płaci {should}.",
            en="The nota gives only the amount, {was}; by the register the gmina owes {should}.",
        ).fill(was=_zlote(before.amount), should=_zlote(after.amount))
    else:
        yield from _differences(pairs(before, after))


class Pair(NamedTuple):
    """A line as it stood and as it should stand; None where it did not, or should not, stand at all."""

    before: NotaLine | None
    after: NotaLine | None

    @property
    def line(self) -> NotaLine:
        """The line as it should stand; one that should not, as it stood."""
        line = self.after or self.before
        assert line, "a pair has a line"
        return line


def _differences(lines: Sequence[Pair]) -> Iterator[Text]:
    """What differs, line by line; a sentence that holds for every line is given once, without naming the lines."""
    differing: dict[Text, list[NotaLine]] = {}
    for pair in lines:
        for what in _of_pair(pair):
            differing.setdefault(what, []).append(pair.line)
    kinds = [(pair.line.kind, pair.line.form) for pair in lines]
    for what, affected in differing.items():
        if len(affected) == len(lines) > 1:
            yield capital(what) + "."
        else:
            alike = any(kinds.count((line.kind, line.form)) > 1 for line in affected)
            yield joined(_cost(line, days_too=alike) for line in affected) + ": " + what + "."


def _cost(line: NotaLine, *, days_too: bool) -> Text:
    """A cost with its form of care, and with its days where several costs are alike."""
    cost = cost_said(line.kind, line.form)
    return cost + ", " + period(line.start, line.end) if days_too else cost


def _of_pair(pair: Pair) -> Iterator[Text]:
    """What differs between a line as it stood and as it should be."""
    stood, stands = pair
    if stood and stands:
        yield from list(_changed(_SHOWN, stood, stands)) or _changed(_BEHIND, stood, stands)
    elif stands:
        yield Text(pl="brakowało wydatku, podstawa ", en="was missing, base ") + _zlote(stands.base)
    else:
        yield Text(pl="wydatku nie powinno być, podstawa ", en="should not be there, base ") + _zlote(pair.line.base)


Figure = tuple[Text, Callable[[NotaLine], Words]]
"""What is compared, and how it is written of a line."""


def _changed(figures: Sequence[Figure], stood: NotaLine, stands: NotaLine) -> Iterator[Text]:
    for name, of in figures:
        was, should = of(stood), of(stands)
        if was != should:
            yield Text(
                pl="{name} – było {was}, powinno być {should}", en="{name} – was {was}, should be {should}"
            ).fill(name=name, was=was, should=should)


def _zlote(amount: Decimal | None) -> Words:
    return "–" if amount is None else zlote(to_grosze(amount))


def _percents(line: NotaLine) -> Text:
    """The only percent of a line, or several with their days."""
    if len(line.segments) == 1:
        return percent(line.segments[0].percent)
    return joined(percent(segment.percent) + " (" + days(segment.days) + ")" for segment in line.segments)


def _exemptions(line: NotaLine) -> Words:
    grounds = dict.fromkeys(segment.exempt for segment in line.segments if segment.exempt)
    return joined(EXEMPT[ground] for ground in grounds) if grounds else "–"


_SHOWN: tuple[Figure, ...] = (
    (Text(pl="pierwszy dzień pobytu", en="first day of stay"), lambda line: written_day(line.stay_start)),
    (Text(pl="forma pieczy", en="form of care"), lambda line: FORMS[line.form]),
    (Text(pl="koszt pełnego miesiąca", en="cost of a full month"), lambda line: _zlote(line.rate)),
    (
        Text(pl="dni", en="days"),
        lambda line: f"{line.days} (" + written_day(line.start) + " – " + written_day(line.end) + ")",
    ),
    (Text(pl="podstawa", en="base"), lambda line: _zlote(line.base)),
    (Text(pl="procent", en="percent"), _percents),
    (Text(pl="zwolnienie", en="exemption"), _exemptions),
    (Text(pl="rozdział", en="chapter"), lambda line: line.chapter or "–"),
)
"""What differs as a rule."""

_BEHIND: tuple[Figure, ...] = (
    (Text(pl="przepis", en="provision"), lambda line: ", ".join(segment.basis or "–" for segment in line.segments)),
    (Text(pl="próg", en="band"), lambda line: ", ".join(f"{segment.band or '–'}" for segment in line.segments)),
    (
        Text(pl="rok pobytu", en="year of stay"),
        lambda line: ", ".join(dict.fromkeys(str(year) for segment in line.segments for year in segment.years)),
    ),
    (Text(pl="udział", en="share"), lambda line: _zlote(line.amount)),  # rounded otherwise
)
"""What differs where nothing of `_SHOWN` does."""


def readings_changed(before: Readings, after: Readings) -> Iterator[Text]:
    """Readings on which the agreement has changed since."""
    for name, reading in READINGS.items():
        was, agreed = getattr(before, name), getattr(after, name)
        if was != agreed and was and agreed:
            yield Text(
                pl="Inna wykładnia ({name}): było – {was}, jest – {agreed}.",
                en="Another reading ({name}): was – {was}, is – {agreed}.",
            ).fill(name=name, was=reading.texts[was], agreed=reading.texts[agreed])


def classification_changed(before: Classification, after: Classification) -> Iterator[Text]:
    """Another section or paragraph of the budget classification."""
    was, should = ((classification.section, classification.paragraph) for classification in (before, after))
    if was != should:
        stood, stands = (" § ".join(part or "–" for part in codes) for codes in (was, should))
        yield Text(
            pl="Klasyfikacja: było {was}, powinno być {should}.", en="Classification: was {was}, should be {should}."
        ).fill(was=stood, should=stands)


_SAME: tuple[Callable[[NotaLine], Hashable], ...] = (
    lambda line: line,
    lambda line: (line.kind, line.form, line.start, line.end),
    lambda line: (line.kind, line.form, line.start),
    lambda line: (line.kind, line.form),
    lambda line: line.kind,
)
"""What two lines have in common, the closest first."""


def pairs(before: NotaCharge | None, after: NotaCharge | None) -> list[Pair]:
    """The lines of a child's month in pairs, in the order in which they should stand; then those that should not."""
    stood = list(before.lines) if before else []
    matched: dict[int, NotaLine] = {}
    lines = after.lines if after else ()
    for same in _SAME:
        for index, line in enumerate(lines):
            if index not in matched:
                partner = next((candidate for candidate in stood if same(candidate) == same(line)), None)
                if partner is not None:
                    matched[index] = partner
                    stood.remove(partner)
    return [
        *(Pair(matched.get(index), line) for index, line in enumerate(lines)),
        *(Pair(line, None) for line in stood),
    ]

"""Why a child's month should stand otherwise than it stood: what differs between the two, in Polish and English."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from piecza.language.glossary import EXEMPT, FORMS, KINDS
from piecza.language.messages import both, in_lang
from piecza.language.old_writing import capital, days, percent, period, written_day, zlote
from piecza.language.text import Lang, Text
from piecza.law.budget_classification import Classification
from piecza.money import to_grosze
from piecza.notes.nota import NotaCharge, NotaLine
from piecza.readings import READINGS, Readings


def reasons(before: NotaCharge | None, after: NotaCharge | None, elsewhere: Sequence[str] = ()) -> Iterator[Text]:
    """What differs; ``elsewhere`` are the gminas under which the child's month stands now."""
    if before is None:
        yield Text(
            pl="W dotychczasowym rozliczeniu miesiąca nie ma tego dziecka.",
            en="The child is not in what stands for the month.",
        )
    elif after is None:
        gminas = ", ".join(elsewhere)
        yield both(
            lambda lang: (
                in_lang(
                    lang,
                    "Według rejestru gmina w tym miesiącu za to dziecko nie płaci",
                    "By the register the gmina does not pay for this child in the month",
                )
                + (f"{in_lang(lang, '; płaci', '; it is paid by')} {gminas}." if gminas else ".")
            )
        )
    elif before.given:
        was, should = to_grosze(before.amount), to_grosze(after.amount)
        yield both(
            lambda lang: in_lang(
                lang,
                f"Nota podaje samą kwotę {zlote(was, lang)}; według rejestru gmina płaci {zlote(should, lang)}.",
                f"The nota gives only the amount, {zlote(was, lang)}; by the register the gmina owes "
                f"{zlote(should, lang)}.",
            )
        )
    else:
        yield from _differences(pairs(before, after))


class Pair(NamedTuple):
    """A line as it stood and as it should stand; None where it did not, or should not, stand at all."""

    before: NotaLine | None
    after: NotaLine | None


def _differences(lines: Sequence[Pair]) -> Iterator[Text]:
    """What differs, line by line; a sentence that holds for every line is given once, without naming the lines."""
    of_lines: dict[tuple[str, str], list[NotaLine]] = {}
    for pair in lines:
        line = pair.after or pair.before
        assert line, "a pair has a line"
        for said in _of_pair(pair):
            of_lines.setdefault((said["pl"], said["en"]), []).append(line)
    kinds = [(line.kind, line.form) for pair in lines for line in [pair.after or pair.before] if line]
    for (pl, en), affected in of_lines.items():
        alike = any(kinds.count((line.kind, line.form)) > 1 for line in affected)
        yield _sentence(
            Text(pl=pl, en=en), affected if len(affected) < len(lines) or len(affected) == 1 else (), days_too=alike
        )


def _sentence(what: Text, lines: Sequence[NotaLine], *, days_too: bool) -> Text:
    """A sentence about some lines, or about all where none are given."""

    def write(lang: Lang) -> str:
        whose = ", ".join(_what(line, lang, days_too=days_too) for line in lines)
        return f"{whose}: {what[lang]}." if lines else f"{capital(what[lang])}."

    return both(write)


def _of_pair(pair: Pair) -> Iterator[Text]:
    """What differs between a line as it stood and as it should be."""
    stood, stands = pair
    if stood is None or stands is None:
        line = stands or stood
        assert line, "a pair has a line"
        yield both(lambda lang: _only(line, lang, new=stood is None))
        return
    differs = False
    for name, was, should in (
        (("pierwszy dzień pobytu", "first day of stay"), _day(stood.stay_start), _day(stands.stay_start)),
        (("forma pieczy", "form of care"), FORMS[stood.form], FORMS[stands.form]),
        (("koszt pełnego miesiąca", "cost of a full month"), _zlote(stood.rate), _zlote(stands.rate)),
        (("dni", "days"), _days(stood), _days(stands)),
        (("podstawa", "base"), _zlote(stood.base), _zlote(stands.base)),
        (("procent", "percent"), _percents(stood), _percents(stands)),
        (("zwolnienie", "exemption"), _exemptions(stood), _exemptions(stands)),
        (("rozdział", "chapter"), _same(stood.chapter or "–"), _same(stands.chapter or "–")),
    ):
        if was != should:
            differs = True
            yield _changed(name, was, should)
    if differs:
        return
    for name, was, should in (
        (("przepis", "provision"), _same(_by_segment(stood, "basis")), _same(_by_segment(stands, "basis"))),
        (("próg", "band"), _same(_by_segment(stood, "band")), _same(_by_segment(stands, "band"))),
        (("rok pobytu", "year of stay"), _years(stood), _years(stands)),
        (("udział", "share"), _zlote(stood.amount), _zlote(stands.amount)),  # rounded otherwise
    ):
        if was != should:
            yield _changed(name, was, should)


def _changed(name: tuple[str, str], was: Text, should: Text) -> Text:
    return both(
        lambda lang: (
            f"{in_lang(lang, *name)} – {in_lang(lang, 'było', 'was')} {was[lang]}, "
            f"{in_lang(lang, 'powinno być', 'should be')} {should[lang]}"
        )
    )


def _what(line: NotaLine, lang: Lang, *, days_too: bool = False) -> str:
    """A cost with its form of care, and with its days where several costs are alike."""
    when = f", {period(line.start, line.end, lang)}" if days_too else ""
    return f"{capital(KINDS[line.kind][lang])} ({FORMS[line.form][lang]}){when}"


def _only(line: NotaLine, lang: Lang, *, new: bool) -> str:
    amount = zlote(to_grosze(line.base), lang)
    if new:
        return in_lang(lang, f"brakowało wydatku, podstawa {amount}", f"was missing, base {amount}")
    return in_lang(lang, f"wydatku nie powinno być, podstawa {amount}", f"should not be there, base {amount}")


def _same(text: str) -> Text:
    return Text(pl=text, en=text)


def _day(day: date) -> Text:
    return both(lambda lang: written_day(day, lang))


def _zlote(amount: Decimal | None) -> Text:
    return both(lambda lang: "–" if amount is None else zlote(to_grosze(amount), lang))


def _days(line: NotaLine) -> Text:
    return both(lambda lang: f"{line.days} ({written_day(line.start, lang)} – {written_day(line.end, lang)})")


def _years(line: NotaLine) -> Text:
    return _same(", ".join(dict.fromkeys(str(year) for segment in line.segments for year in segment.years)))


def _percents(line: NotaLine) -> Text:
    def write(lang: Lang) -> str:
        parts = [f"{percent(segment.percent, lang)} ({days(segment.days, lang)})" for segment in line.segments]
        return ", ".join(parts) if len(parts) > 1 else percent(line.segments[0].percent, lang)

    return both(write)


def _exemptions(line: NotaLine) -> Text:
    grounds = dict.fromkeys(segment.exempt for segment in line.segments if segment.exempt)
    return both(lambda lang: ", ".join(EXEMPT[ground][lang] for ground in grounds) or "–")


def _by_segment(line: NotaLine, name: str) -> str:
    """A field of each segment of a line, in order."""
    return ", ".join(f"{getattr(segment, name) or '–'}" for segment in line.segments)


def readings_changed(before: Readings, after: Readings) -> Iterator[Text]:
    """Readings on which the agreement has changed since."""
    for name, reading in READINGS.items():
        was, agreed = getattr(before, name), getattr(after, name)
        if was != agreed and was and agreed:
            yield _reading(name, reading.texts[was], reading.texts[agreed])


def _reading(name: str, was: Text, agreed: Text) -> Text:
    return both(
        lambda lang: (
            f"{in_lang(lang, 'Inna wykładnia', 'Another reading')} ({name}): "
            f"{in_lang(lang, 'było', 'was')} – {was[lang]}, {in_lang(lang, 'jest', 'is')} – {agreed[lang]}."
        )
    )


def classification_changed(before: Classification, after: Classification) -> Iterator[Text]:
    """Another section or paragraph of the budget classification."""
    was, agreed = ((classification.section, classification.paragraph) for classification in (before, after))
    if was != agreed:
        stood, stands = (" § ".join(part or "–" for part in codes) for codes in (was, agreed))
        yield both(
            lambda lang: (
                f"{in_lang(lang, 'Klasyfikacja', 'Classification')}: {in_lang(lang, 'było', 'was')} {stood}, "
                f"{in_lang(lang, 'powinno być', 'should be')} {stands}."
            )
        )


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

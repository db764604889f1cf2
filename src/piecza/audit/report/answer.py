"""The answer of an audit in a few sentences: how much, of what sort, by whom, and by which law."""

from collections.abc import Iterator

from piecza.audit.audit_result import Audit, Series, Sums
from piecza.audit.finding_codes import SORTS, Sort, sort_of
from piecza.language.text import Text, Words, joined
from piecza.language.writing import count_said, months_said, zlote
from piecza.law.dated import LawStamp, known_until
from piecza.readings import READINGS

TITLE = Text(
    pl="Audyt naliczeń udziału gmin w kosztach pieczy zastępczej",
    en="Audit of charges: the gminas’ share in the cost of foster care",
)
"""What the report is called."""


def facts(audit: Audit) -> Iterator[tuple[Words, Words]]:
    """Which months were audited, by which law and program."""
    yield Text(pl="Miesiące", en="Months"), months_said(audit.first, audit.last)
    yield (
        Text(pl="Stan prawny", en="Law"),
        joined(
            (f"{stamp['id']}, " + known_until(stamp) + f", sha256 {stamp['sha256'][:12]}…" for stamp in stamps(audit)),
            "; ",
        ),
    )
    yield "Program", f"piecza {audit.version}"


def stamps(audit: Audit) -> list[LawStamp]:
    """The law of an audit, and the rates where they were used."""
    return [audit.law, *([audit.rates] if audit.rates else [])]


def answer(audit: Audit) -> Iterator[Text]:
    """In how many of how many charges something is wrong, and what was not charged at all."""
    charged = [checked for checked in audit if checked.charged]
    right = sum(checked.finding.code == "correct" for checked in charged)
    missing = [checked for checked in audit if not checked.charged]
    compared = count_said(len(charged), *_CHARGES)
    if right == len(charged):
        yield Text(
            pl="Porównano: {compared}. Wszystkie są zgodne.", en="{compared} compared. All of them are right."
        ).fill(compared=compared)
    else:
        yield Text(
            pl="Porównano: {compared}. Zgodnych: {right}, niezgodnych: {wrong}.",
            en="{compared} compared. Right: {right}, wrong: {wrong}.",
        ).fill(compared=compared, right=right, wrong=len(charged) - right)
    if missing:
        yield Text(
            pl="Ponadto nie naliczono wcale tego, co się należało: {months}, {due}.",
            en="Besides, what was due was not charged at all: {months}, {due}.",
        ).fill(months=count_said(len(missing), *_MONTHS), due=zlote(sum(checked.due_grosze for checked in missing)))


_CHARGES = (
    Text(pl="naliczenie", en="charge"),
    Text(pl="naliczenia", en="charges"),
    Text(pl="naliczeń", en="charges"),
)

_MONTHS = (
    Text(pl="miesiąc dziecka", en="month of a child"),
    Text(pl="miesiące dzieci", en="months of children"),
    Text(pl="miesięcy dzieci", en="months of children"),
)


def by_sort(audit: Audit) -> dict[Sort, Sums]:
    """What was charged too much and too little by mistake, by another reading of the Act, and for no known reason."""
    by_sort = {sort: [c for c in audit.wrong if sort_of(c.finding.code) == sort] for sort in SORTS}
    return {sort: Sums.of(wrong) for sort, wrong in by_sort.items() if wrong}


def series_said(series: Series, audit: Audit) -> Text:
    """By which readings an issuer seems to work, what they mean, and what the audit goes by."""
    readings = audit.readings_for(series.gminas[0]) if series.gminas else audit.readings
    sentences = [series.message]
    for name, option in series.changes.items():
        own, texts = getattr(readings, name), READINGS[name].texts
        sentence = f"{name} = {option}: " + texts[option]
        if own and own != option:
            sentence += Text(pl="; w audycie: ", en="; in the audit: ") + texts[own] + f" ({own})"
        sentences.append(sentence + ".")
    return joined(sentences, " ")


def issuer_said(name: str) -> Words:
    """An issuer by name, or what stands where there is none."""
    return name or Text(pl="(nie naliczono albo brak wystawcy)", en="(not charged, or nobody named)")

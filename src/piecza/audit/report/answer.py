"""The answer of an audit in a few sentences: how much, of what sort, by whom, and by which law."""

from collections.abc import Iterator

from piecza.audit.audit_result import Audit, Series, Sums
from piecza.audit.finding_codes import SORTS, Sort, sort_of
from piecza.dates import day_from_text
from piecza.language.messages import in_lang
from piecza.language.old_writing import count_said, months_said, written_day, zlote
from piecza.language.text import Lang, Text
from piecza.law.dated import LawStamp
from piecza.readings import READINGS


def title(lang: Lang) -> str:
    """What the report is called."""
    texts: Text = Text(
        pl="Audyt naliczeń udziału gmin w kosztach pieczy zastępczej",
        en="Audit of charges: the gminas’ share in the cost of foster care",
    )
    return texts[lang]


def facts(audit: Audit, lang: Lang) -> Iterator[tuple[str, str]]:
    """Which months were audited, by which law and program."""
    pl = lang == "pl"
    yield "Miesiące" if pl else "Months", months_said(audit.first, audit.last, lang)
    yield "Stan prawny" if pl else "Law", "; ".join(_stamp(stamp, lang) for stamp in stamps(audit))
    yield "Program", f"piecza {audit.version}"


def stamps(audit: Audit) -> list[LawStamp]:
    """The law of an audit, and the rates where they were used."""
    return [audit.law, *([audit.rates] if audit.rates else [])]


def _stamp(stamp: LawStamp, lang: Lang) -> str:
    day = day_from_text(stamp["verified_until"])
    assert day, "the law names the day to which it was verified"
    until = written_day(day, lang)
    verified = "sprawdzono do" if lang == "pl" else "verified until"
    return f"{stamp['id']}, {verified} {until}, sha256 {stamp['sha256'][:12]}…"


def answer(audit: Audit, lang: Lang) -> Iterator[str]:
    """In how many of how many charges something is wrong, and what was not charged at all."""
    charged = [checked for checked in audit if checked.charged]
    right = sum(checked.finding.code == "correct" for checked in charged)
    missing = [checked for checked in audit if not checked.charged]
    compared = count_said(len(charged), lang, *_CHARGES)
    if right == len(charged):
        texts = (f"Porównano: {compared}. Wszystkie są zgodne.", f"{compared} compared. All of them are right.")
    else:
        wrong = len(charged) - right
        texts = (
            f"Porównano: {compared}. Zgodnych: {right}, niezgodnych: {wrong}.",
            f"{compared} compared. Right: {right}, wrong: {wrong}.",
        )
    yield texts[lang == "en"]
    if missing:
        due = zlote(sum(checked.due_grosze for checked in missing), lang)
        pl = f"Ponadto nie naliczono wcale tego, co się należało: {count_said(len(missing), lang, *_MONTHS)}, {due}."
        en = f"Besides, what was due was not charged at all: {count_said(len(missing), lang, *_MONTHS)}, {due}."
        yield en if lang == "en" else pl


_CHARGES: tuple[Text, Text, Text] = (
    Text(pl="naliczenie", en="charge"),
    Text(pl="naliczenia", en="charges"),
    Text(pl="naliczeń", en="charges"),
)

_MONTHS: tuple[Text, Text, Text] = (
    Text(pl="miesiąc dziecka", en="month of a child"),
    Text(pl="miesiące dzieci", en="months of children"),
    Text(pl="miesięcy dzieci", en="months of children"),
)


def by_sort(audit: Audit) -> dict[Sort, Sums]:
    """What was charged too much and too little by mistake, by another reading of the Act, and for no known reason."""
    totals = {sort: Sums() for sort in SORTS}
    for checked in audit.wrong:
        sort = sort_of(checked.finding.code)
        totals[sort] = totals[sort].plus(checked.difference_grosze)
    return {sort: sums for sort, sums in totals.items() if sums.charges}


def series_said(series: Series, audit: Audit, lang: Lang) -> str:
    """By which readings an issuer seems to work, what they mean, and what the audit goes by."""
    readings = audit.readings_for(series.gminas[0]) if series.gminas else audit.readings
    sentences = [series.message[lang]]
    for name, option in series.changes.items():
        own = getattr(readings, name)
        texts = READINGS[name].texts
        said = f"{name} = {option}: {texts[option][lang]}"
        if own and own != option:
            said += f"; {'w audycie' if lang == 'pl' else 'in the audit'}: {texts[own][lang]} ({own})"
        sentences.append(f"{said}.")
    return " ".join(sentences)


def issuers(audit: Audit, lang: Lang) -> dict[str, Sums]:
    """What each issuer charged too much and too little; apart what was not charged or names no issuer."""
    none = in_lang(lang, "(nie naliczono albo brak wystawcy)", "(not charged, or nobody named)")
    return {name or none: sums for name, sums in audit.by_issuer().items()}

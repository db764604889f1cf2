"""The report of an audit for people, in Polish or English: first the answer, then pictures, and then every charge."""

from collections.abc import Iterable, Mapping

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import CODES, FINDINGS, SORTS
from piecza.audit.report.answer import TITLE, answer, by_sort, facts, issuer_said, issuers, series_said
from piecza.audit.report.claim_tables import claims_section, interest_section
from piecza.audit.report.finding_tables import finding_section
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, zlote
from piecza.language.text import Lang, said
from piecza.readings import READINGS, Readings
from piecza.render.html import Html
from piecza.render.page import Column, Table, row, total
from piecza.render.svg import BarPair, Legend, bar_chart

MOST_NOTICES = 100
"""How many notices a document shows."""


def report_html(audit: Audit, money: Claims, lang: Lang = "pl") -> str:
    """An audit and what follows from it in money as one HTML document, for a screen and for paper.

    ``money`` are the claims of this audit (`claims`). The same audit gives the same text.
    """
    page = Html(TITLE[lang], lang)
    page.head((said(name, lang), said(value, lang)) for name, value in facts(audit))
    _answer(page, audit)
    _series(page, audit)
    if audit.wrong:
        _pictures(page, audit)
        _wrong_charges(page, audit, money)
    claims_section(page, money.claims)
    interest_section(page, money)
    _law_section(page, audit)
    return page.html()


# The answer


def _answer(page: Html, audit: Audit) -> None:
    say, sums = page.say, audit.sums
    page.heading(say("Wynik", "The answer"))
    page.raw('<div class="answer">')
    page.pairs(
        (
            (say("Naliczono za dużo", "Charged too much"), zlote(sums.over_grosze, page.lang)),
            (say("Naliczono za mało", "Charged too little"), zlote(sums.under_grosze, page.lang)),
        )
    )
    for sentence in answer(audit):
        page.text(sentence[page.lang])
    page.raw("</div>")
    if audit.wrong:
        page.table(_sorts_table(page, audit))


def _sorts_table(page: Html, audit: Audit) -> Table:
    """A table of mistakes and, apart from them, other readings."""
    by_label = {capital(SORTS[sort][page.lang]): sums for sort, sums in by_sort(audit).items()}
    name = page.say("Co jest przyczyną", "What it comes from")
    return _sums_table(page, page.say("Błędy a inne wykładnie", "Mistakes and other readings"), name, by_label)


def _sums_table(page: Html, caption: str, name: str, by_label: Mapping[str, Sums]) -> Table:
    """How many charges of each thing are wrong, and by how much."""
    say = page.say
    columns = (
        Column(name, names=True, wide=True),
        Column(say("Ile", "Number"), right=True),
        Column(say("Za dużo (zł)", "Too much (PLN)"), right=True),
        Column(say("Za mało (zł)", "Too little (PLN)"), right=True),
    )
    rows = tuple(row((label, sums.charges, sums.over, sums.under)) for label, sums in by_label.items())
    whole = Sums(*(sum(column) for column in zip(*by_label.values(), strict=True))) if by_label else Sums()
    return Table(caption, columns, rows, ((total(page.lang), (whole.charges, whole.over, whole.under)),))


def _series(page: Html, audit: Audit) -> None:
    if not audit.series:
        return
    page.heading(page.say("Według jakich wykładni liczą wystawcy", "By which readings the issuers seem to work"))
    page.items(series_said(series, audit)[page.lang] for series in audit.series)


# Pictures


def _pictures(page: Html, audit: Audit) -> None:
    say = page.say
    page.heading(say("Kwoty na rysunku i w tabeli", "The amounts as pictures and tables"))
    codes = audit.by_code()
    legends = Legend("over", say("za dużo", "too much")), Legend("under", say("za mało", "too little"))
    by_code = {capital(FINDINGS[code][page.lang]): codes[code] for code in CODES if code in codes}
    for caption, name, by_label in (
        (say("Za dużo i za mało według lat", "Too much and too little by year"), say("Rok", "Year"), audit.by_year()),
        (
            say("Za dużo i za mało według rodzaju ustalenia", "Too much and too little by kind of finding"),
            say("Ustalenie", "Finding"),
            by_code,
        ),
    ):
        pairs = [BarPair(label, sums.over_grosze, sums.under_grosze) for label, sums in by_label.items()]
        words = f"{caption}. {'; '.join(_pair_said(pair, page.lang) for pair in pairs)}."
        picture = bar_chart(page.name(), caption, words, pairs, legends, page.lang)
        page.chart(picture, words, _sums_table(page, caption, name, by_label))
    if len(by_issuer := {said(issuer_said(name), page.lang): sums for name, sums in issuers(audit).items()}) > 1:
        caption = say("Za dużo i za mało według wystawców", "Too much and too little by issuer")
        page.table(_sums_table(page, caption, say("Wystawca", "Issuer"), by_issuer))


def _pair_said(pair: BarPair, lang: Lang) -> str:
    over, under = zlote(pair.first, lang), zlote(pair.second, lang)
    parts = [in_lang(lang, f"za dużo {over}", f"{over} too much")] if pair.first else []
    parts += [in_lang(lang, f"za mało {under}", f"{under} too little")] if pair.second else []
    return f"{pair.label}: {', '.join(parts) or in_lang(lang, 'bez różnicy', 'no difference')}"


# Every charge


def _wrong_charges(page: Html, audit: Audit, money: Claims) -> None:
    say = page.say
    page.heading(say("Niezgodne naliczenia", "Charges that are wrong"))
    page.text(
        say(
            "Najpierw stoi ustalenie najbardziej prawdopodobne z wyliczeniem, które daje naliczoną kwotę co do grosza. "
            "Znak „?” znaczy, że kwotę tłumaczą też inne ustalenia albo że wyliczenia nie ma.",
            "The likeliest finding stands first, with a calculation that comes to the charged amount to the grosz. The "
            "sign “?” means that other findings explain the amount as well, or that there is no calculation.",
        )
    )
    numbers = {id(checked): number for number, checked in enumerate(audit, 1)}
    claims = {numbers[id(claim.checked)]: claim for claim in money.claims}
    wrong = [(numbers[id(checked)], checked) for checked in audit.wrong]
    for code in CODES:
        numbered = [(number, checked) for number, checked in wrong if checked.finding.code == code]
        if numbered:
            finding_section(page, code, numbered, claims)


# What the audit goes by


def _law_section(page: Html, audit: Audit) -> None:
    """The readings of an audit, what it did not look at, and what a reader must know."""
    say = page.say
    page.heading(say("Co przyjęto tam, gdzie ustawa milczy (wykładnie)", "What was taken where the Act is silent"))
    page.table(readings_table(page, audit.readings))
    for code, readings in sorted(audit.agreed.items()):
        page.heading(f"Gmina {code}", 3)
        page.table(readings_table(page, readings))
    if audit.left_out:
        page.heading(say("Czego nie zbadano", "What was not looked at"))
        _cut(page, audit.left_out)
    if audit.notices:
        page.heading(say("Uwagi", "Notices"))
        _cut(page, [f"{notice['message'][page.lang]} ({notice['path']})" for notice in audit.notices])


def _cut(page: Html, texts: Iterable[str]) -> None:
    """The first sentences, and how many more there are."""
    sentences = list(texts)
    page.items(sentences[:MOST_NOTICES])
    left = len(sentences) - MOST_NOTICES
    if left > 0:
        page.text(page.say(f"… i dalsze {left} w dokumencie JSON.", f"… and {left} more in the JSON document."))


def readings_table(page: Html, readings: Readings) -> Table:
    """The readings with their options, and what they mean."""
    say = page.say
    columns = (
        Column(say("Wykładnia", "Reading"), names=True),
        Column(say("Wybrano", "Chosen")),
        Column(say("Co to znaczy", "What it means"), wide=True),
    )
    rows = []
    for name, reading in READINGS.items():
        option = getattr(readings, name)
        none = say(
            f"nie wybrano; żadna kwota od tego nie zależy: {reading.question['pl']}",
            f"not chosen; no amount depends on it: {reading.question['en']}",
        )
        rows.append(row((name, option or "–", reading.texts[option][page.lang] if option else none)))
    return Table(say("Wykładnie audytu", "The readings of the audit"), columns, tuple(rows))

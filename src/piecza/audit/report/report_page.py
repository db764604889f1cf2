"""The report of an audit for people: first the answer, then pictures, and then every charge."""

from collections.abc import Iterator, Sequence

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import CODES, SORTS, heading
from piecza.audit.report.answer import TITLE, answer, by_sort, facts, issuer_said, series_said
from piecza.audit.report.claim_tables import claims_section, interest_section
from piecza.audit.report.finding_tables import finding_table
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import capital, zlote
from piecza.readings import READINGS, Readings
from piecza.render.html import report_to_html
from piecza.render.page import TOTAL, Column, Table, row
from piecza.render.report_parts import (
    BarPair,
    Chart,
    Group,
    Heading,
    Legend,
    Pairs,
    Paragraph,
    Part,
    Report,
    Sentences,
)

MOST_NOTICES = 100
"""How many notices a document shows."""

Labelled = Sequence[tuple[Words, Sums]]
"""What was charged too much and too little, by what it is about."""


def report_html(audit: Audit, money: Claims, lang: Lang = "pl") -> str:
    """An audit and what follows from it in money as one HTML document, for a screen and for paper.

    ``money`` are the claims of this audit (`claims`). The same audit gives the same text.
    """
    return report_to_html(report_of(audit, money), lang)


def report_of(audit: Audit, money: Claims) -> Report:
    """What the report of an audit holds."""
    return Report(TITLE, tuple(facts(audit)), tuple(_parts(audit, money)))


def _parts(audit: Audit, money: Claims) -> Iterator[Part]:
    yield from answer_section(audit.sums, *map(Paragraph, answer(audit)))
    if audit.wrong:
        yield _by_sort(audit)
    if audit.series:
        yield Heading(Text(pl="Według jakich wykładni liczą wystawcy", en="By which readings the issuers seem to work"))
        yield Sentences(tuple(series_said(series, audit) for series in audit.series))
    if audit.wrong:
        yield from _pictures(audit)
        yield from _wrong_charges(audit, money)
    yield from claims_section(money.claims)
    yield from interest_section(money)
    yield from _law(audit)


# The answer


def answer_section(sums: Sums, *beneath: Part) -> tuple[Part, ...]:
    """What was charged too much and too little, and sentences beneath."""
    amounts = Pairs(
        (
            (Text(pl="Naliczono za dużo", en="Charged too much"), zlote(sums.over_grosze)),
            (Text(pl="Naliczono za mało", en="Charged too little"), zlote(sums.under_grosze)),
        )
    )
    return Heading(Text(pl="Wynik", en="The answer")), Group("answer", (amounts, *beneath))


def _by_sort(audit: Audit) -> Table:
    """Mistakes and, apart from them, other readings."""
    title = Text(pl="Błędy a inne wykładnie", en="Mistakes and other readings")
    labelled = [(capital(SORTS[sort]), sums) for sort, sums in by_sort(audit).items()]
    return _sums_table(title, Text(pl="Co jest przyczyną", en="What it comes from"), labelled)


def _sums_table(title: Text, name: Text, labelled: Labelled) -> Table:
    """How many charges of each thing are wrong, and by how much."""
    columns = (
        Column(name, names=True, wide=True),
        Column(Text(pl="Ile", en="Number"), right=True),
        Column(Text(pl="Za dużo (zł)", en="Too much (PLN)"), right=True),
        Column(Text(pl="Za mało (zł)", en="Too little (PLN)"), right=True),
    )
    rows = tuple(row((label, sums.charges, sums.over, sums.under)) for label, sums in labelled)
    whole = Sums(*(sum(column) for column in zip(*(sums for _, sums in labelled), strict=True)))
    return Table(title, columns, rows, ((TOTAL, (whole.charges, whole.over, whole.under)),))


# Pictures


def _pictures(audit: Audit) -> Iterator[Part]:
    yield Heading(Text(pl="Kwoty na rysunku i w tabeli", en="The amounts as pictures and tables"))
    title = Text(pl="Za dużo i za mało według lat", en="Too much and too little by year")
    yield _chart(title, Text(pl="Rok", en="Year"), list(audit.by_year().items()))
    title = Text(pl="Za dużo i za mało według rodzaju ustalenia", en="Too much and too little by kind of finding")
    codes = audit.by_code()
    by_code = [(heading(code), codes[code]) for code in CODES if code in codes]
    yield _chart(title, Text(pl="Ustalenie", en="Finding"), by_code)
    by_issuer = [(issuer_said(name), sums) for name, sums in audit.by_issuer().items()]
    if len(by_issuer) > 1:
        title = Text(pl="Za dużo i za mało według wystawców", en="Too much and too little by issuer")
        yield _sums_table(title, Text(pl="Wystawca", en="Issuer"), by_issuer)


_LEGENDS = Legend("over", Text(pl="za dużo", en="too much")), Legend("under", Text(pl="za mało", en="too little"))


def _chart(title: Text, name: Text, labelled: Labelled) -> Chart:
    pairs = tuple(BarPair(label, sums.over_grosze, sums.under_grosze) for label, sums in labelled)
    words = title + ". " + joined(map(_pair_said, pairs), "; ") + "."
    return Chart(_sums_table(title, name, labelled), words, pairs, _LEGENDS)


def _pair_said(pair: BarPair) -> Text:
    parts = []
    if pair.first:
        parts.append(Text(pl="za dużo {amount}", en="{amount} too much").fill(amount=zlote(pair.first)))
    if pair.second:
        parts.append(Text(pl="za mało {amount}", en="{amount} too little").fill(amount=zlote(pair.second)))
    return pair.label + ": " + joined(parts or [Text(pl="bez różnicy", en="no difference")])


# Every charge


def _wrong_charges(audit: Audit, money: Claims) -> Iterator[Part]:
    yield Heading(Text(pl="Niezgodne naliczenia", en="Charges that are wrong"))
    yield Paragraph(
        Text(
            pl="Najpierw stoi ustalenie najbardziej prawdopodobne z wyliczeniem, które daje naliczoną kwotę co do "
            "grosza. Znak „?” znaczy, że kwotę tłumaczą też inne ustalenia albo że wyliczenia nie ma.",
            en="The likeliest finding stands first, with a calculation that comes to the charged amount to the grosz. "
            "The sign “?” means that other findings explain the amount as well, or that there is no calculation.",
        )
    )
    numbers = {id(checked): number for number, checked in enumerate(audit, 1)}
    claims = {numbers[id(claim.checked)]: claim for claim in money.claims}
    wrong = [(numbers[id(checked)], checked) for checked in audit.wrong]
    for code in CODES:
        numbered = [(number, checked) for number, checked in wrong if checked.finding.code == code]
        if numbered:
            yield finding_table(code, numbered, claims)


# What the audit goes by


def _law(audit: Audit) -> Iterator[Part]:
    """The readings of an audit, what it did not look at, and what a reader must know."""
    yield Heading(
        Text(pl="Co przyjęto tam, gdzie ustawa milczy (wykładnie)", en="What was taken where the Act is silent")
    )
    yield readings_table(audit.readings)
    for code, readings in sorted(audit.agreed.items()):
        yield Heading(f"Gmina {code}", 3)
        yield readings_table(readings)
    yield from _cut(Text(pl="Czego nie zbadano", en="What was not looked at"), audit.left_out)
    notices = [notice["message"] + f" ({notice['path']})" for notice in audit.notices]
    yield from _cut(Text(pl="Uwagi", en="Notices"), notices)


def _cut(title: Text, sentences: Sequence[Words]) -> Iterator[Part]:
    """The first sentences beneath a heading, and how many more there are; nothing where there are none."""
    if sentences:
        yield Heading(title)
        yield Sentences(tuple(sentences[:MOST_NOTICES]))
    if (left := len(sentences) - MOST_NOTICES) > 0:
        more = Text(pl="… i dalsze {left} w dokumencie JSON.", en="… and {left} more in the JSON document.")
        yield Paragraph(more.fill(left=left))


def readings_table(readings: Readings) -> Table:
    """The readings with their options, and what they mean."""
    columns = (
        Column(Text(pl="Wykładnia", en="Reading"), names=True),
        Column(Text(pl="Wybrano", en="Chosen")),
        Column(Text(pl="Co to znaczy", en="What it means"), wide=True),
    )
    rows = []
    for name, reading in READINGS.items():
        option = getattr(readings, name)
        none = Text(pl="nie wybrano; żadna kwota od tego nie zależy: ", en="not chosen; no amount depends on it: ")
        rows.append(row((name, option or "–", reading.texts[option] if option else none + reading.question)))
    return Table(Text(pl="Wykładnie audytu", en="The readings of the audit"), columns, tuple(rows))

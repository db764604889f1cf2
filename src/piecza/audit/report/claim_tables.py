"""Claims, their limitation and interest as sentences and tables."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from piecza.audit.claim import BASES, CLAIMANTS, LIMITATION, Claim, Claims, Late, Refund
from piecza.audit.findings import Checked
from piecza.dues.delay_interest import Interest, InterestPeriod
from piecza.dues.limitation_days import Term
from piecza.language.glossary import CERTAINTY
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, months_said, written_day, zlote
from piecza.language.text import Lang
from piecza.money import to_decimal
from piecza.render.html import Html
from piecza.render.page import MOST_ROWS, Cell, Column, Table, Value, more, row, total


def claim_said(claim: Claim, lang: Lang) -> str:
    """Who may claim what, since when, and until when by either term."""
    who, amount = capital(CLAIMANTS[claim.by][lang]), zlote(claim.grosze, lang)
    since, basis = written_day(claim.start, lang), BASES[claim.basis][lang]
    terms = "; ".join(
        f"{_until(term, lang)} – {words[lang]}"
        for term, words in (
            (claim.limitation.six_years, LIMITATION["six_years"]),
            (claim.limitation.three_years, LIMITATION["three_years"]),
        )
    )
    said = in_lang(
        lang,
        f"{who} może żądać {amount}, od {since} ({basis}). Przedawnia się z upływem: {terms}.",
        f"{who} may claim {amount}, from {since} ({basis}). Not limited until the end of: {terms}.",
    )
    if claim.by == "gmina" and claim.paid is False:
        said += in_lang(
            lang,
            " Według pliku nie zapłacono: nie ma czego zwracać, ale i nie trzeba płacić.",
            " By the file it was not paid: there is nothing to give back, and nothing to pay.",
        )
    if claim.checked.finding.code == "unexplained":
        said += in_lang(
            lang,
            " Przyczyny nie znaleziono: najpierw sprawdź rejestr.",
            " No reason was found: check the register first.",
        )
    if claim.checked.finding.code == "other_reading":
        said += in_lang(lang, " Tylko przy wykładni przyjętej w audycie.", " Only under the readings of the audit.")
    return said


def _until(term: Term, lang: Lang) -> str:
    return f"{written_day(term.last, lang)}{'' if term.sure else unsure(lang)}"


def unsure(lang: Lang) -> str:
    """The mark of a day that is not sure."""
    return in_lang(lang, " (niepewne)", " (not sure)")


def claims_section(page: Html, claims: Sequence[Claim]) -> None:
    """Who may claim what, gmina by gmina, with the earliest days of limitation, and why some are not sure."""
    page.heading(page.say("Kto czego może żądać i do kiedy", "Who may claim what, and until when"))
    if not claims:
        page.text(page.say("Nikt niczego: nie ma różnic.", "Nobody may claim anything: there are no differences."))
        return
    page.text(
        page.say(
            "Biblioteka nie rozstrzyga, który termin przedawnienia obowiązuje: żadne źródło tego nie mówi, więc podano "
            "oba (art. 118 KC). Przerwania ani zawieszenia biegu terminu nie badano.",
            "The library does not decide which term of limitation holds: no source says so, and both are given (KC "
            "art. 118). Whatever stops or breaks a term was not looked at.",
        )
    )
    page.table(_by_gmina(page, claims))
    page.items(sorted({_reason(page.lang, term) for claim in claims for term in _terms(claim) if not term.sure}))


def _terms(claim: Claim) -> tuple[Term, Term]:
    return claim.limitation.six_years, claim.limitation.three_years


def _reason(lang: Lang, term: Term) -> str:
    assert term.reason, "a term that is not sure says why"
    return f"{in_lang(lang, 'Niepewne', 'Not sure')}: {term.reason[lang]}."


def _by_gmina(page: Html, claims: Sequence[Claim]) -> Table:
    by_code: dict[str, list[Claim]] = {}
    for claim in claims:
        by_code.setdefault(claim.checked.gmina[:6], []).append(claim)
    say = page.say
    columns = (
        Column(say("Gmina", "Gmina"), names=True),
        Column(say("Najwcześniej: 6 lat", "Earliest: 6 years")),
        Column(say("Najwcześniej: 3 lata", "Earliest: 3 years")),
        Column(say("Roszczeń", "Claims"), right=True),
        Column(say("Gmina może żądać (zł)", "The gmina may claim (PLN)"), right=True),
        Column(say("Powiat może żądać (zł)", "The powiat may claim (PLN)"), right=True),
    )
    rows: list[tuple[Cell | None, ...]] = []
    sums = [0, 0, 0]
    for _, of_gmina in sorted(by_code.items()):
        six, three = (min((_terms(claim)[at] for claim in of_gmina), key=lambda term: term.last) for at in (0, 1))
        amounts = [sum(claim.grosze for claim in of_gmina if claim.by == who) for who in ("gmina", "powiat")]
        sums = [sums[0] + len(of_gmina), *(had + amount for had, amount in zip(sums[1:], amounts, strict=True))]
        values: tuple[Value, ...] = (
            of_gmina[0].checked.gmina,
            _until(six, page.lang),
            _until(three, page.lang),
            len(of_gmina),
            *map(to_decimal, amounts),
        )
        rows.append(row(values))
    title = say("Roszczenia według gmin", "Claims by gmina")
    return Table(title, columns, tuple(rows), ((total(page.lang), (sums[0], *map(to_decimal, sums[1:]))),))


def interest_section(page: Html, money: Claims) -> None:
    """Interest on payments that came late, and on refunds where they were asked for; nothing where there is none."""
    if not money.late and not money.refunds:
        return
    page.heading(page.say("Odsetki za opóźnienie", "Interest for delay"))
    page.text(
        page.say(
            "Każdy okres stałej stopy to kwota × procent × dni ÷ 365, zaokrąglone do grosza (art. 481 § 2 KC).",
            "Each period at one rate is amount × percent × days ÷ 365, rounded to a grosz (KC art. 481 § 2).",
        )
    )
    if money.late:
        title = page.say("Zapłacone po terminie", "Paid late")
        page.table(_interest(page, title, list(_late(money.late, page.lang)), money.late_interest))
    if money.refunds:
        title = page.say("Od zwrotu nadpłat", "On what is to be refunded")
        page.table(_interest(page, title, list(_refunds(money.refunds, page.lang)), money.refund_interest))


def _late(payments: Sequence[Late], lang: Lang) -> Iterator[tuple[Value, ...]]:
    for late in payments:
        charge = late.charge
        months = months_said(charge.first, charge.until, lang)
        paper = "; ".join(text for text in (charge.nota, charge.issuer) if text) or "–"
        yield charge.child or "–", months, paper, *_delay(late.interest, lang), to_decimal(late.grosze)


def _refunds(refunds: Sequence[Refund], lang: Lang) -> Iterator[tuple[Value, ...]]:
    for refund in refunds:
        checked = refund.checked
        months = months_said(checked.first, checked.last, lang)
        yield checked.child or "–", months, papers(checked), *_delay(refund.interest, lang), checked.difference


def _delay(interest: Interest, lang: Lang) -> tuple[Value, Value, Value, Value]:
    """From when to when, at which rates, how many days, and the interest."""
    if not interest.periods:
        return "–", "–", 0, to_decimal(0)
    days = f"{written_day(interest.periods[0].start, lang)} – {written_day(interest.periods[-1].end, lang)}"
    rates = "; ".join(_rate(period, lang) for period in interest.periods)
    return days, rates, interest.days, interest.amount


def _rate(period: InterestPeriod, lang: Lang) -> str:
    """``11,25 %``, with its certainty unless it was read in a source."""
    rate = in_lang(lang, f"{period.percent}\u00a0%".replace(".", ","), f"{period.percent}%")
    return rate if period.certainty == "read" else f"{rate} ({_sure(period.certainty, lang)})"


def _sure(certainty: str, lang: Lang) -> str:
    return in_lang(lang, "podana", "given") if certainty == "given" else CERTAINTY[certainty][lang]


def _interest(page: Html, title: str, lines: Sequence[tuple[Value, ...]], whole: Decimal) -> Table:
    say = page.say
    columns = (
        Column(say("Dziecko", "Child"), names=True),
        Column(say("Miesiące", "Months")),
        Column(say("Nota, wystawca", "Nota, issuer"), wide=True),
        Column(say("Dni opóźnienia", "Days of delay")),
        Column(say("Stopa roczna", "Yearly rate")),
        Column(say("Dni", "Days"), right=True),
        Column(say("Kwota (zł)", "Amount (PLN)"), right=True),
        Column(say("Odsetki (zł)", "Interest (PLN)"), right=True),
    )
    rows = [row((*line[:6], line[7], line[6])) for line in lines[:MOST_ROWS]]
    left = lines[MOST_ROWS:]
    hidden = sum((line[6] for line in left if isinstance(line[6], Decimal)), Decimal(0))
    sums = [(more(len(left), page.lang), (hidden,))] if left else []
    return Table(title, columns, tuple(rows), (*sums, (total(page.lang), (whole,))))


def papers(checked: Checked) -> str:
    """The noty of a charge with their issuers, each once."""
    texts = ("; ".join(text for text in (charge.nota, charge.issuer) if text) for charge in checked.charged)
    return " | ".join(dict.fromkeys(text for text in texts if text)) or "–"

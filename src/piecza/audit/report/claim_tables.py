"""Claims, their limitation and interest as sentences and tables."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from piecza.audit.claim import BASES, CLAIMANTS, LIMITATION, Claim, Claims, Late, Refund
from piecza.audit.findings import Checked
from piecza.dues.delay_interest import Interest, InterestPeriod
from piecza.dues.due_days import due_said
from piecza.dues.limitation_days import Term
from piecza.language.glossary import CERTAINTY
from piecza.language.text import Text, joined
from piecza.language.writing import capital, months_said, written_day, zlote
from piecza.money import to_decimal
from piecza.render.page import MOST_ROWS, TOTAL, Cell, Column, Table, Value, more, row
from piecza.render.report_parts import Heading, Paragraph, Part, Sentences

UNSURE = Text(pl=" (niepewne)", en=" (not sure)")
"""The mark of a day that is not sure."""

_DAY = timedelta(days=1)

_CERTAINTY = {**CERTAINTY, "given": Text(pl="podana", en="given")}


def claim_said(claim: Claim) -> Text:
    """Who may claim what, since when, and until when by either term."""
    six, three = (_until(term) + " – " + words for term, words in zip(_terms(claim), LIMITATION.values(), strict=True))
    said = Text(
        pl="{who} może żądać {amount}, od {since} ({basis}). Przedawnia się z upływem: {six}; {three}.",
        en="{who} may claim {amount}, from {since} ({basis}). Not limited until the end of: {six}; {three}.",
    ).fill(
        who=capital(CLAIMANTS[claim.by]),
        amount=zlote(claim.grosze),
        since=written_day(claim.start),
        basis=BASES[claim.basis],
        six=six,
        three=three,
    )
    if claim.start - claim.day > _DAY:
        said += Text(pl=" Termin płatności: {due}.", en=" Last day of payment: {due}.").fill(due=due_said(claim.day))
    if claim.by == "gmina" and claim.paid is False:
        said += Text(
            pl=" Według pliku nie zapłacono: nie ma czego zwracać, ale i nie trzeba płacić.",
            en=" By the file it was not paid: there is nothing to give back, and nothing to pay.",
        )
    if claim.checked.finding.code == "unexplained":
        said += Text(
            pl=" Przyczyny nie znaleziono: najpierw sprawdź rejestr.",
            en=" No reason was found: check the register first.",
        )
    if claim.checked.finding.code == "other_reading":
        said += Text(
            pl=" Tylko przy wykładni przyjętej w audycie.",
            en=" Only under the readings of the audit.",
        )
    return said


def _until(term: Term) -> Text:
    return written_day(term.last) + ("" if term.sure else UNSURE)


def claims_section(claims: Sequence[Claim]) -> Iterator[Part]:
    """Who may claim what, gmina by gmina, with the earliest days of limitation, and why some are not sure."""
    yield Heading(Text(pl="Kto czego może żądać i do kiedy", en="Who may claim what, and until when"))
    if not claims:
        yield Paragraph(
            Text(pl="Nikt niczego: nie ma różnic.", en="Nobody may claim anything: there are no differences.")
        )
        return
    yield Paragraph(
        Text(
            pl="Biblioteka nie rozstrzyga, który termin przedawnienia obowiązuje: żadne źródło tego nie mówi, więc "
            "podano oba (art. 118 KC). Przerwania ani zawieszenia biegu terminu nie badano.",
            en="The library does not decide which term of limitation holds: no source says so, and both are given (KC "
            "art. 118). Whatever stops or breaks a term was not looked at.",
        )
    )
    yield _by_gmina(claims)
    reasons: list[Text] = []
    for term in (term for claim in claims for term in _terms(claim)):
        if term.reason and term.reason not in reasons:
            reasons.append(term.reason)
    yield Sentences(tuple(Text(pl="Niepewne: ", en="Not sure: ") + reason + "." for reason in reasons))


def _terms(claim: Claim) -> tuple[Term, Term]:
    return claim.limitation.six_years, claim.limitation.three_years


def _by_gmina(claims: Sequence[Claim]) -> Table:
    by_code: dict[str, list[Claim]] = {}
    for claim in claims:
        by_code.setdefault(claim.checked.gmina[:6], []).append(claim)
    columns = (
        Column("Gmina", names=True),
        Column(Text(pl="Najwcześniej: 6 lat", en="Earliest: 6 years")),
        Column(Text(pl="Najwcześniej: 3 lata", en="Earliest: 3 years")),
        Column(Text(pl="Roszczeń", en="Claims"), right=True),
        Column(Text(pl="Gmina może żądać (zł)", en="The gmina may claim (PLN)"), right=True),
        Column(Text(pl="Powiat może żądać (zł)", en="The powiat may claim (PLN)"), right=True),
    )
    rows: list[tuple[Cell | None, ...]] = []
    for _, of_gmina in sorted(by_code.items()):
        six, three = (min((_terms(claim)[at] for claim in of_gmina), key=lambda term: term.last) for at in (0, 1))
        rows.append(row((of_gmina[0].checked.gmina, _until(six), _until(three), *_claimed(of_gmina))))
    return Table(
        Text(pl="Roszczenia według gmin", en="Claims by gmina"), columns, tuple(rows), ((TOTAL, _claimed(claims)),)
    )


def _claimed(claims: Sequence[Claim]) -> tuple[Value, ...]:
    """How many claims there are, and how much the gmina and the powiat may claim in all."""
    amounts = (sum(claim.grosze for claim in claims if claim.by == who) for who in CLAIMANTS)
    return len(claims), *map(to_decimal, amounts)


def interest_section(money: Claims) -> Iterator[Part]:
    """Interest on payments that came late, and on refunds where they were asked for; nothing where there is none."""
    if not money.late and not money.refunds:
        return
    yield Heading(Text(pl="Odsetki za opóźnienie", en="Interest for delay"))
    yield Paragraph(
        Text(
            pl="Każdy okres stałej stopy to kwota × procent × dni ÷ 365, zaokrąglone do grosza (art. 481 § 2 KC).",
            en="Each period at one rate is amount × percent × days ÷ 365, rounded to a grosz (KC art. 481 § 2).",
        )
    )
    if money.late:
        title = Text(pl="Zapłacone po terminie", en="Paid late")
        yield _interest(title, list(map(_late, money.late)), money.late_interest)
    if money.refunds:
        title = Text(pl="Od zwrotu nadpłat", en="On what is to be refunded")
        yield _interest(title, list(map(_refund, money.refunds)), money.refund_interest)


def _late(late: Late) -> tuple[Value, ...]:
    charge = late.charge
    paper = "; ".join(text for text in (charge.nota, charge.issuer) if text) or "–"
    months = months_said(charge.first, charge.until)
    return charge.child or "–", months, paper, *_delay(late.interest, to_decimal(late.grosze), charge.due)


def _refund(refund: Refund) -> tuple[Value, ...]:
    checked = refund.checked
    months = months_said(checked.first, checked.last)
    return checked.child or "–", months, papers(checked), *_delay(refund.interest, checked.difference)


def _delay(interest: Interest, amount: Decimal, due: date | None = None) -> tuple[Value, ...]:
    """From when to when, at which rates, how many days, on which amount, and the interest.

    Where the last day of payment is moved, it stands beside the days of delay with the day that counts.
    """
    if not interest.periods:
        return "–", "–", 0, amount, to_decimal(0)
    first = interest.periods[0].start
    days = written_day(first) + " – " + written_day(interest.periods[-1].end)
    if due and first - due > _DAY:
        days += Text(pl="; termin płatności {due}", en="; last day of payment {due}").fill(due=due_said(due))
    return days, joined(map(_rate, interest.periods), "; "), interest.days, amount, interest.amount


def _rate(period: InterestPeriod) -> Text:
    """``11,25 %``, with its certainty unless it was read in a source."""
    percent = f"{period.percent}"
    rate = Text(pl=percent.replace(".", ",") + "\u00a0%", en=percent + "%")
    return rate if period.certainty == "read" else rate + " (" + _CERTAINTY[period.certainty] + ")"


def _interest(title: Text, lines: Sequence[tuple[Value, ...]], whole: Decimal) -> Table:
    columns = (
        Column(Text(pl="Dziecko", en="Child"), names=True),
        Column(Text(pl="Miesiące", en="Months")),
        Column(Text(pl="Nota, wystawca", en="Nota, issuer"), wide=True),
        Column(Text(pl="Dni opóźnienia", en="Days of delay")),
        Column(Text(pl="Stopa roczna", en="Yearly rate")),
        Column(Text(pl="Dni", en="Days"), right=True),
        Column(Text(pl="Kwota (zł)", en="Amount (PLN)"), right=True),
        Column(Text(pl="Odsetki (zł)", en="Interest (PLN)"), right=True),
    )
    left = lines[MOST_ROWS:]
    hidden = sum((line[-1] for line in left if isinstance(line[-1], Decimal)), Decimal(0))
    sums = [(more(len(left)), (hidden,))] if left else []
    return Table(title, columns, tuple(map(row, lines[:MOST_ROWS])), (*sums, (TOTAL, (whole,))))


def papers(checked: Checked) -> str:
    """The noty of a charge with their issuers, each once."""
    texts = ("; ".join(text for text in (charge.nota, charge.issuer) if text) for charge in checked.charged)
    return " | ".join(dict.fromkeys(text for text in texts if text)) or "–"

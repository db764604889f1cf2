"""The months of a child in a dossier: what was due and charged, why, and what other readings would give."""

from collections.abc import Iterator, Mapping, Sequence

from piecza.audit.audit_result import Audit
from piecza.audit.claim import Claim
from piecza.audit.findings import Checked
from piecza.audit.report.calculations import kind_said
from piecza.audit.report.child_audit import CheckedMonths, ChildAudit
from piecza.audit.report.claim_tables import claim_said, papers
from piecza.audit.report.finding_tables import figures
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, days, months_said, percent, written_day, written_month, zlote
from piecza.language.text import Lang
from piecza.money import to_decimal, to_grosze
from piecza.readings import READINGS, Readings
from piecza.render.html import Html, paragraph
from piecza.render.page import Column, Table, Value, row
from piecza.rule.charges import Explanation
from piecza.rule.past_charge import PastCharge


def months_section(
    page: Html, about: ChildAudit, group: CheckedMonths, claims: Mapping[int, Claim], audit: Audit
) -> None:
    """Some months of a child: what was compared, how the amount due came about, and the same under other readings."""
    lang = page.lang
    months = group.months
    page.raw('<section class="month">')
    page.heading(f"{capital(months_said(months[0], months[-1], lang))}, gmina {group.checked[0].gmina}", 3)
    for checked in group.checked:
        _compared(page, checked, claims)
    by_month = about.explained(group.code)
    explanations = [explanation for month in months for explanation in by_month.get(month, [])]
    page.heading(page.say("Co się należało", "What was due"), 4)
    if not explanations:
        page.text(
            page.say("Nic: gmina nie ma w tym czasie pobytu, za który płaci.", "Nothing: it has no stay to pay for.")
        )
    for explanation in explanations:
        if len(months) > 1:
            page.text(f"{capital(written_month(explanation.charge.month, lang))}:")
        sentences = explanation.sentences(lang)
        page.items(sentences[: len(sentences) - len(explanation.readings)])
    totals = [
        checked
        for checked in audit
        if checked.child is None
        and checked.gmina[:6] == group.code
        and checked.first <= months[-1]
        and months[0] <= checked.last
    ]
    for whole in totals:
        text = (
            f"Te miesiące obejmuje też nota łączna: {papers(whole)}.",
            f"A total covers these months as well: {papers(whole)}.",
        )
        page.text(text[lang == "en"], "note")
    _under_other_readings(page, about.readings_of(group.code), group, explanations)
    page.raw("</section>")


def _compared(page: Html, checked: Checked, claims: Mapping[int, Claim]) -> None:
    say, lang = page.say, page.lang
    what = f"{kind_said(checked.kind)[lang]}: " if checked.kind else ""
    due, amount = zlote(checked.due_grosze, lang), zlote(checked.charged_grosze, lang)
    less = zlote(checked.difference_grosze, lang)
    text = say(
        f"{what}należało {due}, naliczono {amount}, różnica {less}.",
        f"{what}due {due}, charged {amount}, difference {less}.",
    )
    page.text(capital(text))
    for charge in checked.charged:
        page.items(_stated(charge, lang))
    for at, finding in enumerate(checked.findings):
        if finding.code != "correct":
            name = (
                say("Najbardziej prawdopodobne", "The likeliest")
                if not at
                else say(f"Możliwe też ({at})", f"Possible too ({at})")
            )
            page.raw(
                paragraph(f"{name}: {finding.message[lang]}", "also unsure" if at else ""), *figures(finding, lang)
            )
    if claim := claims.get(id(checked)):
        page.text(claim_said(claim, lang), "claim")


def _stated(charge: PastCharge, lang: Lang) -> Iterator[str]:
    """What the nota of a charge says: number, issuer, days, base, percentage and amount."""
    parts = []
    if charge.nota:
        parts.append(f"nota {charge.nota}")
    parts += [text for text in (charge.issuer, charge.place) if text]
    if charge.issued:
        parts.append(f"{in_lang(lang, 'wystawiona', 'issued')} {written_day(charge.issued, lang)}")
    if charge.due:
        parts.append(f"{in_lang(lang, 'termin płatności', 'last day of payment')} {written_day(charge.due, lang)}")
    if charge.paid:
        parts.append(f"{in_lang(lang, 'zapłacono', 'paid')} {written_day(charge.paid, lang)}")
    if charge.base is not None:
        parts.append(f"{in_lang(lang, 'podstawa', 'base')} {zlote(to_grosze(charge.base), lang)}")
    if charge.percent is not None:
        parts.append(percent(charge.percent, lang))
    if charge.days is not None:
        parts.append(days(charge.days, lang))
    amount = zlote(to_grosze(charge.amount), lang)
    months = months_said(charge.first, charge.until, lang)
    yield f"{in_lang(lang, 'Naliczono', 'Charged')} {amount}, {months}{''.join(f'; {part}' for part in parts)}."


def _under_other_readings(
    page: Html, readings: Readings, group: CheckedMonths, explanations: Sequence[Explanation]
) -> None:
    """What would be due under every other option that changes it, and how far that is from what was charged."""
    due = sum(explanation.charge.amount_grosze for explanation in explanations)
    others: dict[tuple[str, str], int] = {}
    for name, reading in READINGS.items():
        for option in reading.options:
            amounts = [_instead(explanation, name, option) for explanation in explanations]
            if any(grosze is not None for grosze in amounts):
                others[name, option] = due + sum(
                    grosze - explanation.charge.amount_grosze
                    for grosze, explanation in zip(amounts, explanations, strict=True)
                    if grosze is not None
                )
    if not others:
        return
    say, lang = page.say, page.lang
    charged = sum(checked.charged_grosze for checked in group.checked)
    # Where part of what is due is charged in a total, it cannot be compared with what was charged for the child.
    whole = due == sum(checked.due_grosze for checked in group.checked)
    columns = (
        Column(say("Wykładnia", "Reading"), names=True, wide=True),
        Column(say("Co znaczy", "What it means"), wide=True),
        Column(say("Należałoby (zł)", "Due then (PLN)"), right=True),
        Column(say("Naliczono inaczej o (zł)", "Charged less due (PLN)"), right=True),
        Column(say("Zgodne", "Agrees")),
    )

    def line(name: str, meaning: str, grosze: int) -> tuple[Value, ...]:
        agrees = say("tak", "yes") if charged == grosze else say("nie", "no")
        return (name, meaning, to_decimal(grosze), *((to_decimal(charged - grosze), agrees) if whole else ("–", "–")))

    rows = [row(line(say("jak w audycie", "as in the audit"), _taken(readings, others, lang), due))]
    for (name, option), grosze in others.items():
        rows.append(row(line(f"{name} = {option}", READINGS[name].texts[option][lang], grosze)))
    title = say("Te same miesiące przy innych wykładniach", "The same months under other readings")
    page.table(Table(title, columns, tuple(rows)))


def _instead(explanation: Explanation, name: str, option: str) -> int | None:
    """What a month comes to under another option; None where it changes nothing."""
    return next(
        (reading.instead_grosze.get(option) for reading in explanation.readings if reading.reading == name), None
    )


def _taken(readings: Readings, others: Mapping[tuple[str, str], int], lang: Lang) -> str:
    """The options of the audit for the readings that matter."""
    options = {name: getattr(readings, name) for name, _ in others}
    return "; ".join(
        f"{name} = {option}: {READINGS[name].texts[option][lang]}" for name, option in options.items() if option
    )

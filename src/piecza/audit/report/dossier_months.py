"""The months of a child in a dossier: what was due and charged, why, and what other readings would give."""

from collections.abc import Iterator, Mapping, Sequence

from piecza.audit.claim import Claim
from piecza.audit.findings import Checked
from piecza.audit.report.child_audit import CheckedMonths, ChildAudit
from piecza.audit.report.claim_tables import claim_said, papers
from piecza.audit.report.finding_tables import figures
from piecza.audit.report.workings import kind_said
from piecza.audit.result import Audit
from piecza.language.messages import Lang, in_lang
from piecza.language.writing import capital, days, months_said, percent, written_day, written_month, zlote
from piecza.money import to_decimal, to_grosze
from piecza.readings import READINGS, Readings
from piecza.render.html import Html, paragraph
from piecza.render.page import Column, Table, Value, row
from piecza.rule.explaining import Explanation
from piecza.rule.past_charge import PastCharge


def months_section(
    page: Html, about: ChildAudit, group: CheckedMonths, claims: Mapping[int, Claim], audit: Audit
) -> None:
    """Some months of a child: what was compared, how what was due came about, and the same under other readings."""
    lang = page.lang
    its = group.months
    page.raw('<section class="month">')
    page.heading(f"{capital(months_said(its[0], its[-1], lang))}, gmina {group.checked[0].gmina}", 3)
    for checked in group.checked:
        _compared(page, checked, claims)
    by_month = about.explained(group.code)
    found = [each for month in its for each in by_month.get(month, [])]
    page.heading(page.say("Co się należało", "What was due"), 4)
    if not found:
        page.text(
            page.say("Nic: gmina nie ma w tym czasie pobytu, za który płaci.", "Nothing: it has no stay to pay for.")
        )
    for each in found:
        if len(its) > 1:
            page.text(f"{capital(written_month(each.charge.month, lang))}:")
        sentences = each.sentences(lang)
        page.items(sentences[: len(sentences) - len(each.readings)])
    totals = [
        each
        for each in audit
        if each.child is None and each.gmina[:6] == group.code and each.first <= its[-1] and its[0] <= each.last
    ]
    for whole in totals:
        text = (
            f"Te miesiące obejmuje też nota łączna: {papers(whole)}.",
            f"A total covers these months as well: {papers(whole)}.",
        )
        page.text(text[lang == "en"], "note")
    _under_other_readings(page, about.readings_of(group.code), group, found)
    page.raw("</section>")


def _compared(page: Html, checked: Checked, claims: Mapping[int, Claim]) -> None:
    say, lang = page.say, page.lang
    what = f"{kind_said(checked.kind, lang)}: " if checked.kind else ""
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
    """What the nota says of itself."""
    its = []
    if charge.nota:
        its.append(f"nota {charge.nota}")
    its += [text for text in (charge.issuer, charge.place) if text]
    if charge.issued:
        its.append(f"{in_lang(lang, 'wystawiona', 'issued')} {written_day(charge.issued, lang)}")
    if charge.due:
        its.append(f"{in_lang(lang, 'termin płatności', 'last day of payment')} {written_day(charge.due, lang)}")
    if charge.paid:
        its.append(f"{in_lang(lang, 'zapłacono', 'paid')} {written_day(charge.paid, lang)}")
    if charge.base is not None:
        its.append(f"{in_lang(lang, 'podstawa', 'base')} {zlote(to_grosze(charge.base), lang)}")
    if charge.percent is not None:
        its.append(percent(charge.percent, lang))
    if charge.days is not None:
        its.append(days(charge.days, lang))
    amount = zlote(to_grosze(charge.amount), lang)
    months = months_said(charge.first, charge.until, lang)
    yield f"{in_lang(lang, 'Naliczono', 'Charged')} {amount}, {months}{''.join(f'; {each}' for each in its)}."


def _under_other_readings(page: Html, readings: Readings, group: CheckedMonths, found: Sequence[Explanation]) -> None:
    """What would be due under every other option that changes it, and how far that is from what was charged."""
    due = sum(each.charge.amount_grosze for each in found)
    others: dict[tuple[str, str], int] = {}
    for name, reading in READINGS.items():
        for option in reading.options:
            its = [_instead(each, name, option) for each in found]
            if any(grosze is not None for grosze in its):
                others[name, option] = due + sum(
                    grosze - each.charge.amount_grosze
                    for grosze, each in zip(its, found, strict=True)
                    if grosze is not None
                )
    if not others:
        return
    say, lang = page.say, page.lang
    charged = sum(each.charged_grosze for each in group.checked)
    # Where a part of what is due is charged in a total, what was charged for the child is no measure.
    whole = due == sum(each.due_grosze for each in group.checked)
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
    return next((each.instead_grosze.get(option) for each in explanation.readings if each.reading == name), None)


def _taken(readings: Readings, others: Mapping[tuple[str, str], int], lang: Lang) -> str:
    """The options of the audit of those readings that matter."""
    its = {name: getattr(readings, name) for name, _ in others}
    return "; ".join(
        f"{name} = {option}: {READINGS[name].texts[option][lang]}" for name, option in its.items() if option
    )

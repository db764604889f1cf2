"""The dossier of one child for the file of a dispute: facts, law, every month, every reading, every finding."""

from collections.abc import Sequence

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import facts
from piecza.audit.report.child_audit import ChildAudit, when
from piecza.audit.report.child_story import story_section
from piecza.audit.report.claim_tables import claims_section, interest_section, papers
from piecza.audit.report.dossier_facts import facts_section, law_of_months
from piecza.audit.report.dossier_months import months_section
from piecza.audit.report.report_page import readings_table
from piecza.case.case import Case
from piecza.errors.problems import InputError, hint, problem
from piecza.language.messages import in_lang
from piecza.language.old_writing import capital, zlote
from piecza.language.text import Lang, said
from piecza.law.act import art_191
from piecza.law.benefit_rates import statutory_rates
from piecza.money import to_decimal
from piecza.render.html import Html
from piecza.render.page import Column, Table, Value, row, total


def dossier_html(case: Case, audit: Audit, money: Claims, child: str, lang: Lang = "pl") -> str:
    """Everything about one child of an audit as one HTML document, for a screen and for paper.

    ``case`` is that of the audit, ``money`` are its claims. The same audit gives the same text. InputError where the
    child is not in the audit.
    """
    comparisons = [checked for checked in audit if checked.child == child]
    index = next((at for at, candidate in enumerate(case.children) if candidate.id == child), None)
    if not comparisons or index is None:
        known = sorted({checked.child for checked in audit if checked.child})
        raise InputError([problem("dossier_child_unknown", "--dossier", child, hint=hint(child, known))])
    about = ChildAudit(case, index, comparisons, audit.readings_for)
    page = Html(in_lang(lang, f"Dziecko {child}: naliczenia udziału gminy", f"Child {child}: the gmina’s share"), lang)
    page.head((said(name, lang), said(value, lang)) for name, value in facts(audit))
    _answer(page, comparisons)
    story_section(page, about)
    _table_of_months(page, comparisons)
    facts_section(page, case, about.child)
    law_of_months(page, about.child, about.days, art_191(), statutory_rates() if audit.rates else None)
    page.heading(page.say("Miesiąc po miesiącu", "Month by month"))
    mine = {id(claim.checked): claim for claim in money.claims if claim.checked.child == child}
    for group in about.groups:
        months_section(page, about, group, mine, audit)
    claims_section(page, list(mine.values()))
    charges = {id(charge) for checked in comparisons for charge in checked.charged}
    interest_section(
        page,
        Claims(
            tuple(mine.values()),
            tuple(late for late in money.late if id(late.charge) in charges),
            tuple(refund for refund in money.refunds if refund.checked.child == child),
        ),
    )
    page.heading(page.say("Wykładnie", "Readings"))
    for code in about.codes if audit.agreed else about.codes[:1]:
        if audit.agreed:
            page.heading(f"Gmina {code}", 3)
        page.table(readings_table(page, about.readings_of(code)))
    return page.html()


def _answer(page: Html, comparisons: Sequence[Checked]) -> None:
    say = page.say
    sums = Sums()
    wrong = [checked for checked in comparisons if checked.finding.code != "correct"]
    for checked in wrong:
        sums = sums.plus(checked.difference_grosze)
    page.heading(say("Wynik", "The answer"))
    page.raw('<div class="answer">')
    page.pairs(
        (
            (say("Naliczono za dużo", "Charged too much"), zlote(sums.over_grosze, page.lang)),
            (say("Naliczono za mało", "Charged too little"), zlote(sums.under_grosze, page.lang)),
        )
    )
    count = len(comparisons) - len(wrong)
    page.text(
        say(f"Porównano: {len(comparisons)}. Zgodnych: {count}.", f"Compared: {len(comparisons)}. Right: {count}.")
    )
    page.items(f"{capital(when(checked, page.lang))}: {checked.finding.message[page.lang]}" for checked in wrong)
    page.raw("</div>")


def _table_of_months(page: Html, comparisons: Sequence[Checked]) -> None:
    say, lang = page.say, page.lang
    columns = (
        Column(say("Za miesiąc", "Month"), names=True),
        Column(say("Gmina", "Gmina")),
        Column(say("Nota, wystawca", "Nota, issuer")),
        Column(say("Ustalenie", "Finding"), wide=True),
        Column(say("Należało (zł)", "Due (PLN)"), right=True),
        Column(say("Naliczono (zł)", "Charged (PLN)"), right=True),
        Column(say("Różnica (zł)", "Difference (PLN)"), right=True),
    )
    rows = [
        row(
            (
                when(checked, lang),
                checked.gmina,
                papers(checked),
                FINDINGS[checked.finding.code][lang],
                checked.due,
                checked.amount,
                checked.difference,
            )
        )
        for checked in comparisons
    ]
    page.table(
        Table(
            say("Należało i naliczono", "Due and charged"), columns, tuple(rows), ((total(lang), _sums(comparisons)),)
        )
    )


def _sums(comparisons: Sequence[Checked]) -> tuple[Value, ...]:
    return (
        to_decimal(sum(checked.due_grosze for checked in comparisons)),
        to_decimal(sum(checked.charged_grosze for checked in comparisons)),
        to_decimal(sum(checked.difference_grosze for checked in comparisons)),
    )

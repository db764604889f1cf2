"""The dossier of one child for the file of a dispute: facts, law, every month, every reading, every finding."""

from collections.abc import Iterator, Sequence

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import Claims
from piecza.audit.finding_codes import FINDINGS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import facts
from piecza.audit.report.child_audit import ChildAudit
from piecza.audit.report.child_story import story
from piecza.audit.report.claim_tables import claims_section, interest_section, papers
from piecza.audit.report.dossier_facts import facts_section, law_of_months
from piecza.audit.report.dossier_months import months_section
from piecza.audit.report.finding_tables import COMPARED, compared, when
from piecza.audit.report.report_page import answer_section, readings_table
from piecza.case.case import Case
from piecza.errors.problems import InputError, hint, problem
from piecza.language.text import Lang, Text
from piecza.language.writing import capital
from piecza.render.html import report_to_html
from piecza.render.page import TOTAL, Column, Table, row
from piecza.render.report_parts import Heading, Paragraph, Part, Report, Sentences


def dossier_html(case: Case, audit: Audit, money: Claims, child: str, lang: Lang = "pl") -> str:
    """Everything about one child of an audit as one HTML document, for a screen and for paper.

    ``case`` is that of the audit, ``money`` are its claims. The same audit gives the same text. InputError where the
    child is not in the audit.
    """
    return report_to_html(dossier(case, audit, money, child), lang)


def dossier(case: Case, audit: Audit, money: Claims, child: str) -> Report:
    """What the dossier of a child holds; InputError where the child is not in the audit."""
    comparisons = [checked for checked in audit if checked.child == child]
    index = next((at for at, candidate in enumerate(case.children) if candidate.id == child), None)
    if not comparisons or index is None:
        known = sorted({checked.child for checked in audit if checked.child})
        raise InputError([problem("dossier_child_unknown", "dossier", child, hint=hint(child, known))])
    about = ChildAudit(case, index, comparisons, audit)
    title = Text(pl="Dziecko {child}: naliczenia udziału gminy", en="Child {child}: the gmina’s share")
    return Report(title.fill(child=child), tuple(facts(audit)), tuple(_parts(about, audit, _claims_of(about, money))))


def _claims_of(about: ChildAudit, money: Claims) -> Claims:
    """The claims and the interest of one child."""
    charges = {id(charge) for checked in about.checked for charge in checked.charged}
    return Claims(
        tuple(claim for claim in money.claims if claim.checked.child == about.child.id),
        tuple(late for late in money.late if id(late.charge) in charges),
        tuple(refund for refund in money.refunds if refund.checked.child == about.child.id),
    )


def _parts(about: ChildAudit, audit: Audit, money: Claims) -> Iterator[Part]:
    yield from _answer(about.checked)
    yield from story(about)
    yield _table_of_months(about.checked)
    yield from facts_section(about.case, about.child)
    yield from law_of_months(about.child, about.days, audit.whole_law, with_rates=bool(audit.rates))
    yield Heading(Text(pl="Miesiąc po miesiącu", en="Month by month"))
    claims = {id(claim.checked): claim for claim in money.claims}
    yield from (months_section(about, group, claims, audit) for group in about.groups)
    yield from claims_section(money.claims)
    yield from interest_section(money)
    yield Heading(Text(pl="Wykładnie", en="Readings"))
    for code in about.codes if audit.agreed else about.codes[:1]:
        if audit.agreed:
            yield Heading(f"Gmina {code}", 3)
        yield readings_table(about.readings_of(code))


def _answer(comparisons: Sequence[Checked]) -> tuple[Part, ...]:
    wrong = [checked for checked in comparisons if checked.finding.code != "correct"]
    counts = Text(pl="Porównano: {all}. Zgodnych: {right}.", en="Compared: {all}. Right: {right}.")
    return answer_section(
        Sums.of(wrong),
        Paragraph(counts.fill(all=len(comparisons), right=len(comparisons) - len(wrong))),
        Sentences(tuple(capital(when(checked)) + ": " + checked.finding.message for checked in wrong)),
    )


def _table_of_months(comparisons: Sequence[Checked]) -> Table:
    columns = (
        Column(Text(pl="Za miesiąc", en="Month"), names=True),
        Column("Gmina"),
        Column(Text(pl="Nota, wystawca", en="Nota, issuer")),
        Column(Text(pl="Ustalenie", en="Finding"), wide=True),
        *COMPARED,
    )
    rows = tuple(
        row(
            (
                when(checked),
                checked.gmina,
                papers(checked),
                FINDINGS[checked.finding.code],
                checked.due,
                checked.amount,
                checked.difference,
            )
        )
        for checked in comparisons
    )
    title = Text(pl="Należało i naliczono", en="Due and charged")
    return Table(title, columns, rows, ((TOTAL, compared(comparisons)),))

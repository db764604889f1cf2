"""The charges of one kind of finding as a table: figures, and below them reason, calculation and what else fits."""

from collections.abc import Iterator, Mapping, Sequence

from piecza.audit.claim import Claim
from piecza.audit.finding_codes import Code, heading
from piecza.audit.findings import Checked, Finding
from piecza.audit.report.calculations import kind_said, workings
from piecza.audit.report.claim_tables import claim_said, papers
from piecza.language.text import Text, Words, joined
from piecza.language.writing import months_said
from piecza.money import to_decimal
from piecza.render.page import MOST_ROWS, TOTAL, Cell, Column, Table, Value, more, row
from piecza.render.report_parts import Paragraph, ReasonedTable

Numbered = tuple[int, Checked]
"""A comparison with its number in the audit, counted from 1."""

COMPARED = (
    Column(Text(pl="Należało (zł)", en="Due (PLN)"), right=True),
    Column(Text(pl="Naliczono (zł)", en="Charged (PLN)"), right=True),
    Column(Text(pl="Różnica (zł)", en="Difference (PLN)"), right=True),
)
"""The columns of what was due, what was charged, and the difference."""

_COLUMNS = (
    Column(Text(pl="Nr", en="No."), right=True),
    Column(Text(pl="Dziecko", en="Child"), names=True),
    Column("Gmina"),
    Column(Text(pl="Za miesiąc", en="Month")),
    Column(Text(pl="Nota, wystawca", en="Nota, issuer")),
    *COMPARED,
)


def finding_table(code: Code, numbered: Sequence[Numbered], claims: Mapping[int, Claim]) -> ReasonedTable:
    """All charges of one kind; ``claims`` are by the number of the charge in the audit."""
    comparisons = [checked for _, checked in numbered]
    sums = [(more(len(comparisons) - MOST_ROWS), compared(comparisons[MOST_ROWS:]))] if comparisons[MOST_ROWS:] else []
    return ReasonedTable(
        heading(code) + f" ({len(numbered)})",
        Table(
            Text(pl="Różnica powyżej zera: naliczono za dużo", en="A difference above zero: charged too much"),
            _COLUMNS,
            tuple(_row(number, checked) for number, checked in numbered[:MOST_ROWS]),
            (*sums, (TOTAL, compared(comparisons))),
        ),
        tuple(tuple(_why(checked, claims.get(number))) for number, checked in numbered[:MOST_ROWS]),
    )


def _row(number: int, checked: Checked) -> tuple[Cell | None, ...]:
    child = checked.child or Text(pl="wszystkie dzieci noty", en="all children of the nota")
    amounts = checked.due, checked.amount, checked.difference
    return row((number, child, checked.gmina, when(checked), papers(checked), *amounts))


def when(checked: Checked) -> Text:
    """The months of a comparison, and the kind of cost if it has one."""
    kind: Words = ", " + kind_said(checked.kind) if checked.kind else ""
    return months_said(checked.first, checked.last) + kind


def compared(comparisons: Sequence[Checked]) -> tuple[Value, ...]:
    """What was due, what was charged and the difference in all, in złote."""
    return (
        to_decimal(sum(checked.due_grosze for checked in comparisons)),
        to_decimal(sum(checked.charged_grosze for checked in comparisons)),
        to_decimal(sum(checked.difference_grosze for checked in comparisons)),
    )


def _why(checked: Checked, claim: Claim | None) -> Iterator[Paragraph]:
    """The likeliest finding with its figures, the others, and who may claim what."""
    yield Paragraph(checked.finding.message)
    yield from figures(checked.finding)
    others = [f"({at}) " + finding.message for at, finding in enumerate(checked.findings[1:], 1)]
    if others:
        also = Text(pl="Kwotę tłumaczy także: ", en="What explains the amount as well: ")
        yield Paragraph(also + joined(others, " "), "also unsure")
    if claim:
        yield Paragraph(claim_said(claim), "claim")


def figures(finding: Finding) -> Iterator[Paragraph]:
    """The calculation of a finding, line by line; where there is none, a sentence that says so."""
    if finding.evidence:
        yield from (Paragraph(text, "figures") for text in workings(finding.evidence))
    elif finding.code not in ("not_charged", "correct", "unexplained"):
        text = Text(pl="Z tych faktów nie wynika żadne wyliczenie kwoty.", en="No calculation of it follows.")
        yield Paragraph(text, "note unsure")

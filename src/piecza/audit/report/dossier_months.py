"""The months of a child in a dossier: what was due and charged, why, and what other readings would give."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from piecza.audit.audit_result import Audit
from piecza.audit.claim import Claim
from piecza.audit.findings import Checked
from piecza.audit.report.calculations import kind_said
from piecza.audit.report.child_audit import CheckedMonths, ChildAudit
from piecza.audit.report.claim_tables import claim_said, papers
from piecza.audit.report.finding_tables import figures
from piecza.dues.due_days import due_said
from piecza.language.text import Text, Words, joined
from piecza.language.writing import capital, days, months_said, percent, written_day, written_month, zlote
from piecza.money import to_decimal, to_grosze
from piecza.readings import READINGS, Readings
from piecza.render.page import Column, Table, Value, row
from piecza.render.report_parts import Group, Heading, Paragraph, Part, Sentences
from piecza.rule.charges import Explanation
from piecza.rule.past_charge import PastCharge


def months_section(about: ChildAudit, group: CheckedMonths, claims: Mapping[int, Claim], audit: Audit) -> Group:
    """Some months of a child: what was compared, how the amount due came about, and the same under other readings."""
    return Group("month", tuple(_parts(about, group, claims, audit)))


def _parts(about: ChildAudit, group: CheckedMonths, claims: Mapping[int, Claim], audit: Audit) -> Iterator[Part]:
    months = group.months
    yield Heading(capital(months_said(months[0], months[-1])) + f", gmina {group.checked[0].gmina}", 3)
    for checked in group.checked:
        yield from _compared(checked, claims.get(id(checked)))
    by_month = about.explained(group.code)
    explanations = [explanation for month in months for explanation in by_month.get(month, [])]
    yield Heading(Text(pl="Co się należało", en="What was due"), 4)
    if not explanations:
        yield Paragraph(
            Text(pl="Nic: gmina nie ma w tym czasie pobytu, za który płaci.", en="Nothing: it has no stay to pay for.")
        )
    for explanation in explanations:
        if len(months) > 1:
            yield Paragraph(capital(written_month(explanation.charge.month)) + ":")
        # The readings that mattered have a table of their own.
        texts = explanation.texts
        yield Sentences(tuple(texts[: len(texts) - len(explanation.readings)]))
    for checked in audit:
        of_all = checked.child is None and checked.gmina[:6] == group.code
        if of_all and checked.first <= months[-1] and months[0] <= checked.last:
            total = Text(pl="Te miesiące obejmuje też nota łączna: ", en="A total covers these months as well: ")
            yield Paragraph(total + papers(checked) + ".", "note")
    yield from _under_other_readings(about.readings_of(group.code), group, explanations)


def _compared(checked: Checked, claim: Claim | None) -> Iterator[Part]:
    text = Text(
        pl="{what}należało {due}, naliczono {charged}, różnica {difference}.",
        en="{what}due {due}, charged {charged}, difference {difference}.",
    ).fill(
        what=kind_said(checked.kind) + ": " if checked.kind else "",
        due=zlote(checked.due_grosze),
        charged=zlote(checked.charged_grosze),
        difference=zlote(checked.difference_grosze),
    )
    yield Paragraph(capital(text))
    yield from (Sentences((_stated(charge),)) for charge in checked.charged)
    for at, finding in enumerate(checked.findings):
        if finding.code != "correct":
            name = (
                Text(pl="Możliwe też ({at}): ", en="Possible too ({at}): ").fill(at=at)
                if at
                else Text(pl="Najbardziej prawdopodobne: ", en="The likeliest: ")
            )
            yield Paragraph(name + finding.message, "also unsure" if at else "")
            yield from figures(finding)
    if claim:
        yield Paragraph(claim_said(claim), "claim")


def _stated(charge: PastCharge) -> Text:
    """What the nota of a charge says: amount, months, number, issuer, days, base and percentage."""
    charged = Text(pl="Naliczono {amount}, {months}", en="Charged {amount}, {months}")
    parts: list[Words] = [
        charged.fill(amount=zlote(to_grosze(charge.amount)), months=months_said(charge.first, charge.until)),
        *([f"nota {charge.nota}"] if charge.nota else []),
        *(text for text in (charge.issuer, charge.place) if text),
    ]
    known: tuple[tuple[Words, Any, Callable[[Any], Text]], ...] = (
        (Text(pl="wystawiona ", en="issued "), charge.issued, written_day),
        (Text(pl="termin płatności ", en="last day of payment "), charge.due, due_said),
        (Text(pl="zapłacono ", en="paid "), charge.paid, written_day),
        (Text(pl="podstawa ", en="base "), charge.base, lambda base: zlote(to_grosze(base))),
        ("", charge.percent, percent),
        ("", charge.days, days),
    )
    parts += [name + write(value) for name, value, write in known if value is not None]
    return joined(parts, "; ") + "."


def _under_other_readings(
    readings: Readings, group: CheckedMonths, explanations: Sequence[Explanation]
) -> Iterator[Table]:
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
    charged = sum(checked.charged_grosze for checked in group.checked)
    # Where part of what is due is charged in a total, it cannot be compared with what was charged for the child.
    whole = due == sum(checked.due_grosze for checked in group.checked)
    columns = (
        Column(Text(pl="Wykładnia", en="Reading"), names=True, wide=True),
        Column(Text(pl="Co znaczy", en="What it means"), wide=True),
        Column(Text(pl="Należałoby (zł)", en="Due then (PLN)"), right=True),
        Column(Text(pl="Naliczono inaczej o (zł)", en="Charged less due (PLN)"), right=True),
        Column(Text(pl="Zgodne", en="Agrees")),
    )

    def line(name: Words, meaning: Text, grosze: int) -> tuple[Value, ...]:
        agrees = Text(pl="tak", en="yes") if charged == grosze else Text(pl="nie", en="no")
        return (name, meaning, to_decimal(grosze), *((to_decimal(charged - grosze), agrees) if whole else ("–", "–")))

    lines = [line(Text(pl="jak w audycie", en="as in the audit"), _taken(readings, others), due)]
    for (name, option), grosze in others.items():
        lines.append(line(f"{name} = {option}", READINGS[name].texts[option], grosze))
    title = Text(pl="Te same miesiące przy innych wykładniach", en="The same months under other readings")
    yield Table(title, columns, tuple(map(row, lines)))


def _instead(explanation: Explanation, name: str, option: str) -> int | None:
    """What a month comes to under another option; None where it changes nothing."""
    return next(
        (reading.instead_grosze.get(option) for reading in explanation.readings if reading.reading == name), None
    )


def _taken(readings: Readings, others: Mapping[tuple[str, str], int]) -> Text:
    """The options of the audit for the readings that matter."""
    options = {name: getattr(readings, name) for name, _ in others}
    taken = (f"{name} = {option}: " + READINGS[name].texts[option] for name, option in options.items() if option)
    return joined(taken, "; ")

"""The document `piecza.audit/1`: an audit as data."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, NotRequired

from pydantic_core import to_json
from typing_extensions import TypedDict

from piecza.audit.audit_result import Audit, Series, Sums
from piecza.audit.claim import Claim, Claims
from piecza.audit.finding_codes import Code
from piecza.audit.finding_figures import Evidence
from piecza.audit.findings import Checked, Finding
from piecza.dues.delay_interest import Interest, InterestPeriod
from piecza.dues.due_days import moved_day
from piecza.dues.limitation_days import Term
from piecza.errors.problems import Notice
from piecza.language.text import Text
from piecza.law.dated import LawStamp
from piecza.model import AmountText, IsoDay, IsoMonth, PrintedAs, printed
from piecza.money import to_text
from piecza.rule.past_charge import PastCharge


class SumsDocument(TypedDict):
    """How many charges of a year, a child or a finding are wrong, and by how much."""

    name: str
    charges: int
    over: AmountText
    under: AmountText


class FindingDocument(TypedDict):
    """A finding with its facts and figures."""

    code: Code
    message: Text
    facts: dict[str, object]
    evidence: Annotated[dict[str, Any] | None, PrintedAs(Evidence | None)]


class ChargedDocument(TypedDict):
    """A past charge as it was given; ``due_moved`` is the day that counts where ``due`` is moved (KC art. 115)."""

    amount: AmountText
    nota: str | None
    issued: IsoDay | None
    issuer: str | None
    due: IsoDay | None
    due_moved: NotRequired[IsoDay]
    paid: IsoDay | None
    percent: int | None
    base: AmountText | None
    days: int | None
    place: str | None


class ClaimDocument(TypedDict):
    """Who may claim a difference, since when, and until when by either term."""

    by: Literal["gmina", "powiat"]
    amount: AmountText
    start: IsoDay
    basis: Literal["paid", "due", "issued", "month"]
    paid: bool | None
    six_years: Annotated[dict[str, Any], PrintedAs(Term)]
    three_years: Annotated[dict[str, Any], PrintedAs(Term)]


class InterestDocument(TypedDict):
    """Interest for delay on an amount: of a payment that came late (with the place of its charge), or of a refund."""

    of: Literal["late", "refund"]
    place: str | None
    amount: AmountText
    interest: AmountText
    periods: Annotated[list[dict[str, Any]], PrintedAs(list[InterestPeriod])]


class CheckedDocument(TypedDict):
    """What was owed for a child and some months, what was charged, and why they differ."""

    child: str | None
    gmina: str
    first: IsoMonth
    last: IsoMonth
    kind: str | None
    due: AmountText
    charged: AmountText
    difference: AmountText
    charges: list[ChargedDocument]
    findings: list[FindingDocument]
    claim: NotRequired[ClaimDocument]
    interest: NotRequired[list[InterestDocument]]


class AuditDocument(TypedDict):
    """The document `piecza.audit/1`; ``agreed`` holds other readings by the code of a gmina."""

    schema: Literal["piecza.audit/1"]
    version: str
    law: LawStamp
    rates: LawStamp | None
    readings: dict[str, str | None]
    agreed: dict[str, dict[str, str | None]]
    first: IsoMonth
    last: IsoMonth
    due: AmountText
    charged: AmountText
    wrong: int
    over: AmountText
    under: AmountText
    late_interest: AmountText
    refund_interest: AmountText
    by_year: list[SumsDocument]
    by_child: list[SumsDocument]
    by_finding: list[SumsDocument]
    by_issuer: list[SumsDocument]
    series: Annotated[list[dict[str, Any]], PrintedAs(list[Series])]
    checked: list[CheckedDocument]
    left_out: list[str]
    notices: list[Notice]


def document(audit: Audit, money: Claims) -> AuditDocument:
    """An audit and what follows from it in money as the document `piecza.audit/1`."""
    by_checked = {id(claim.checked): claim for claim in money.claims}
    refunds = {id(refund.checked): refund.interest for refund in money.refunds}
    late_by_charge = {id(late.charge): late for late in money.late}

    def entry_of(checked: Checked) -> CheckedDocument:
        entry: CheckedDocument = {
            "child": checked.child,
            "gmina": checked.gmina,
            "first": str(checked.first),
            "last": str(checked.last),
            "kind": checked.kind,
            "due": to_text(checked.due_grosze),
            "charged": to_text(checked.charged_grosze),
            "difference": to_text(checked.difference_grosze),
            "charges": [_charge(charge) for charge in checked.charged],
            "findings": [_finding(finding) for finding in checked.findings],
        }
        if claim := by_checked.get(id(checked)):
            entry["claim"] = _claim(claim)
        interest = [
            _interest("late", charge.place, late.grosze, late.interest)
            for charge in checked.charged
            if (late := late_by_charge.get(id(charge)))
        ]
        if refund := refunds.get(id(checked)):
            interest.append(_interest("refund", None, checked.difference_grosze, refund))
        if interest:
            entry["interest"] = interest
        return entry

    sums = audit.sums
    return {
        "schema": "piecza.audit/1",
        "version": audit.version,
        "law": {**audit.law},
        "rates": {**audit.rates} if audit.rates else None,
        "readings": audit.readings.model_dump(),
        "agreed": {code: readings.model_dump() for code, readings in sorted(audit.agreed.items())},
        "first": str(audit.first),
        "last": str(audit.last),
        "due": to_text(sum(checked.due_grosze for checked in audit)),
        "charged": to_text(sum(checked.charged_grosze for checked in audit)),
        "wrong": sums.charges,
        "over": to_text(sums.over_grosze),
        "under": to_text(sums.under_grosze),
        "late_interest": str(money.late_interest),
        "refund_interest": str(money.refund_interest),
        "by_year": _sums(audit.by_year()),
        "by_child": _sums(audit.by_child()),
        "by_finding": _sums(audit.by_code()),
        "by_issuer": _sums(audit.by_issuer()),
        "series": printed(tuple[Series, ...], audit.series),
        "checked": [entry_of(checked) for checked in audit],
        "left_out": list(audit.left_out),
        "notices": printed(tuple[Notice, ...], audit.notices),
    }


def document_json(audit: Audit, money: Claims) -> bytes:
    """The document `piecza.audit/1` as JSON text in UTF-8; the same audit gives the same bytes."""
    return to_json(document(audit, money), indent=2) + b"\n"


def _sums(by_name: Mapping[str, Sums] | Mapping[Code, Sums]) -> list[SumsDocument]:
    return [
        {
            "name": str(name),
            "charges": sums.charges,
            "over": to_text(sums.over_grosze),
            "under": to_text(sums.under_grosze),
        }
        for name, sums in by_name.items()
    ]


def _charge(charge: PastCharge) -> ChargedDocument:
    entry: ChargedDocument = {
        "amount": str(charge.amount),
        "nota": charge.nota,
        "issued": _day(charge.issued),
        "issuer": charge.issuer,
        "due": _day(charge.due),
        "paid": _day(charge.paid),
        "percent": charge.percent,
        "base": None if charge.base is None else str(charge.base),
        "days": charge.days,
        "place": charge.place,
    }
    if charge.due and (moved := moved_day(charge.due)) != charge.due:
        entry["due_moved"] = moved.isoformat()
    return entry


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _finding(finding: Finding) -> FindingDocument:
    return {
        "code": finding.code,
        "message": finding.message,
        "facts": dict(finding.facts),
        "evidence": printed(Evidence | None, finding.evidence),
    }


def _claim(claim: Claim) -> ClaimDocument:
    return {
        "by": claim.by,
        "amount": to_text(claim.grosze),
        "start": claim.start.isoformat(),
        "basis": claim.basis,
        "paid": claim.paid,
        "six_years": printed(Term, claim.limitation.six_years),
        "three_years": printed(Term, claim.limitation.three_years),
    }


def _interest(of: Literal["late", "refund"], place: str | None, grosze: int, interest: Interest) -> InterestDocument:
    return {
        "of": of,
        "place": place,
        "amount": to_text(grosze),
        "interest": to_text(interest.grosze),
        "periods": printed(tuple[InterestPeriod, ...], interest.periods),
    }

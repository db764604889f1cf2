"""An audit as files: its report in several formats, and a dossier for each child for whom one is asked."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from piecza.audit.audit_document import document_json
from piecza.audit.audit_result import Audit
from piecza.audit.auditing import audit
from piecza.audit.claim import Claims, claims
from piecza.audit.comparison import Progress
from piecza.audit.report.dossier import dossier_html
from piecza.audit.report.report_page import report_html
from piecza.audit.report.report_workbook import report_xlsx
from piecza.case.case import Case
from piecza.dates import Month
from piecza.language.text import Lang
from piecza.language.writing import plainly
from piecza.law.law_in_force import Law
from piecza.readings import Readings
from piecza.rule.past_charge import PastCharge


class ReportFormat(StrEnum):
    """What the report of an audit is written as."""

    json = "json"
    html = "html"
    xlsx = "xlsx"


_WRITTEN: dict[ReportFormat, Callable[[Audit, Claims, Lang], bytes]] = {
    ReportFormat.json: lambda audited, money, _: document_json(audited, money),
    ReportFormat.html: lambda audited, money, lang: report_html(audited, money, lang).encode(),
    ReportFormat.xlsx: report_xlsx,
}


@dataclass(frozen=True, slots=True)
class AuditReport:
    """An audit and what follows from it in money, for a case."""

    case: Case
    audit: Audit
    claims: Claims

    def files(
        self, formats: Iterable[ReportFormat] = ReportFormat, dossiers: Iterable[str] = (), lang: Lang = "pl"
    ) -> Iterator[tuple[str, bytes]]:
        """The dossiers of children and then the report, by the names that `report_names` has, made one by one.

        InputError where a child is not in the audit.
        """
        for name, child in dossier_names(dossiers).items():
            yield name, dossier_html(self.case, self.audit, self.claims, child, lang).encode()
        for form in dict.fromkeys(formats):
            yield f"audyt.{form}", _WRITTEN[form](self.audit, self.claims, lang)


def audit_report(
    case: Case,
    charged: Iterable[PastCharge],
    first: Month | str | None = None,
    last: Month | str | None = None,
    *,
    readings_of: Callable[[str], Readings] | None = None,
    left_out: Sequence[str] = (),
    without: Collection[str] = (),
    progress: Progress | None = None,
    refund_since: date | None = None,
    refund_until: date | None = None,
    rates: Mapping[date, Decimal] | None = None,
    law: Law | None = None,
) -> AuditReport:
    """Past charges audited as `audit` does it, with the claims as `claims` has them, and the files of both.

    InputError and ReadingNeeded as `audit` and `claims`.
    """
    audited = audit(
        case,
        charged,
        first,
        last,
        readings_of=readings_of,
        left_out=left_out,
        without=without,
        progress=progress,
        law=law,
    )
    return AuditReport(
        case, audited, claims(audited, refund_since=refund_since, refund_until=refund_until, rates=rates)
    )


def report_names(formats: Iterable[ReportFormat] = ReportFormat, dossiers: Iterable[str] = ()) -> list[str]:
    """The names of the files of a report that is asked for, before it is worked out."""
    return [*(f"audyt.{form}" for form in formats), *dossier_names(dossiers)]


def dossier_names(children: Iterable[str]) -> dict[str, str]:
    """The file names of dossiers with their children; names that would be the same get a number."""
    names: dict[str, str] = {}
    for child in dict.fromkeys(children):
        stem = f"teczka-{plainly(child).replace(' ', '-') or 'dziecko'}"
        alike = sum(name.startswith((f"{stem}.", f"{stem}--")) for name in names)
        names[f"{stem}--{alike + 1}.html" if alike else f"{stem}.html"] = child
    return names

"""Auditing past charges: which were right, and of the others why they are what they are."""

from piecza.audit.audit_document import document, document_json
from piecza.audit.audit_result import Audit, Series, Sums
from piecza.audit.auditing import audit
from piecza.audit.claim import Claim, Claims, claims
from piecza.audit.finding_figures import Evidence, Step
from piecza.audit.findings import Checked, Finding
from piecza.audit.report.dossier import dossier_html
from piecza.audit.report.report_page import report_html
from piecza.audit.report.report_workbook import report_xlsx
from piecza.rule.past_charge import PastCharge

__all__ = [
    "Audit",
    "Checked",
    "Claim",
    "Claims",
    "Evidence",
    "Finding",
    "PastCharge",
    "Series",
    "Step",
    "Sums",
    "audit",
    "claims",
    "document",
    "document_json",
    "dossier_html",
    "report_html",
    "report_xlsx",
]

"""Auditing past charges: which were right, and of the others why they are what they are."""

from piecza.audit.auditing import audit
from piecza.audit.claims import Claim, Claims, claims
from piecza.audit.document import document, document_json
from piecza.audit.dossier import dossier_html
from piecza.audit.findings import Checked, Evidence, Finding, Step
from piecza.audit.report import report_html
from piecza.audit.result import Audit, Series, Sums
from piecza.audit.workbook import report_xlsx
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

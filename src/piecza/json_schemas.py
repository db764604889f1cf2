"""The JSON Schemas of every document."""

from typing import Any


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schemas (2020-12) of the documents, by the name that stands in their field ``schema``.

    They say what can be said of a document's shape; what a day or an order means, and a PESEL in disguise, is left to
    whoever reads it: `read_case`, `piecza.notes.read_nota`, `piecza.notes.read_agreement`.
    """
    # Imported here: together they take as long as the rest of the library.
    from pydantic import TypeAdapter

    from piecza.audit.audit_document import AuditDocument
    from piecza.case.case import Case
    from piecza.costs.sheet import CostSheet
    from piecza.errors.problems import ErrorsDocument
    from piecza.law.known_rates import RatesDocument
    from piecza.law.law_document import LawDocument
    from piecza.notes.agreement import Agreement
    from piecza.notes.correcting import CorrectionsSummary
    from piecza.notes.nota import AnyNota
    from piecza.notes.summary import MonthSummary
    from piecza.registers.register import RegisterDocument
    from piecza.rule.charges import ChargesDocument

    made = {
        "piecza.case/1": Case.model_json_schema(),
        "piecza.charges/1": TypeAdapter(ChargesDocument).json_schema(mode="serialization"),
        "piecza.costs/1": CostSheet.model_json_schema(mode="serialization"),
        "piecza.rates/1": TypeAdapter(RatesDocument).json_schema(mode="serialization"),
        "piecza.law/1": LawDocument.model_json_schema(mode="serialization"),
        "piecza.errors/1": TypeAdapter(ErrorsDocument).json_schema(),
        "piecza.register/1": TypeAdapter(RegisterDocument).json_schema(),
        "piecza.agreement/1": Agreement.model_json_schema(),
        "piecza.nota/1": TypeAdapter(AnyNota).json_schema(mode="serialization"),
        "piecza.month/1": MonthSummary.model_json_schema(mode="serialization"),
        "piecza.corrections/1": CorrectionsSummary.model_json_schema(mode="serialization"),
        "piecza.audit/1": TypeAdapter(AuditDocument).json_schema(mode="serialization"),
    }
    made["piecza.case/1"]["required"] = ["schema", *made["piecza.case/1"]["required"]]
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {name: {"$schema": dialect, **schema, "title": name} for name, schema in made.items()}

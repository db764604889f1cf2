"""Millions of child-months: a case in tables in, charges in tables out, to the grosz those of `piecza.charges`."""

from piecza.errors.problems import needs

with needs("columns"):
    from piecza.columns.case_rows import to_case, to_tables
    from piecza.columns.case_tables import CaseTables
    from piecza.columns.charged_tables import ChargeTables, charge_tables
    from piecza.columns.folder_rows import FolderPart
    from piecza.columns.parquet_folder import FolderCharges, charge_folder, charge_part, folder_parts

__all__ = [
    "CaseTables",
    "ChargeTables",
    "FolderCharges",
    "FolderPart",
    "charge_folder",
    "charge_part",
    "charge_tables",
    "folder_parts",
    "to_case",
    "to_tables",
]

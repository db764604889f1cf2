"""Registers and past charges: what offices keep in workbooks and CSV files becomes a case, and a case becomes tables.

Workbooks need the extra ``files``.
"""

from piecza.registers.charged import Charged, LeftOut, check_charged, read_charged
from piecza.registers.exporting import charged_to_csv, to_csv
from piecza.registers.register import Register, check_register, read_register
from piecza.registers.sheets import charged_template, faulty_rows, template, to_workbook

__all__ = [
    "Charged",
    "LeftOut",
    "Register",
    "charged_template",
    "charged_to_csv",
    "check_charged",
    "check_register",
    "faulty_rows",
    "read_charged",
    "read_register",
    "template",
    "to_csv",
    "to_workbook",
]

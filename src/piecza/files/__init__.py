"""Registers and past charges in, documents out: the only room that reads and writes a user's files.

Workbooks need the extra ``files``.
"""

from piecza.files.charged import Charged, LeftOut, check_charged, read_charged
from piecza.files.register import Register, check_register, read_register
from piecza.files.sheets import charged_template, faulty_rows, template, to_workbook
from piecza.files.store import name_of, read_notas, write_file, writing
from piecza.files.writing import charged_to_csv, to_csv

__all__ = [
    "Charged",
    "LeftOut",
    "Register",
    "charged_template",
    "charged_to_csv",
    "check_charged",
    "check_register",
    "faulty_rows",
    "name_of",
    "read_charged",
    "read_notas",
    "read_register",
    "template",
    "to_csv",
    "to_workbook",
    "write_file",
    "writing",
]

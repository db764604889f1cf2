"""What can go wrong, in the caller's words: a stable code, a path, the value and a sentence in two languages.

The sentences of every code stand in the modules ``…_texts``, one for each wing, and nowhere else. They name days and
allowed words, never the content of a field that the library does not know: that a child is in care is sensitive.
"""

from piecza.errors.audit_texts import AUDIT_TEXTS
from piecza.errors.case_texts import CASE_TEXTS
from piecza.errors.cost_texts import COST_TEXTS
from piecza.errors.file_texts import FILE_TEXTS
from piecza.errors.nota_texts import NOTA_TEXTS
from piecza.errors.register_texts import CHARGED_TEXTS, REGISTER_TEXTS
from piecza.language.messages import Text

TEXTS: dict[str, Text] = {
    **CASE_TEXTS,
    **AUDIT_TEXTS,
    **COST_TEXTS,
    **FILE_TEXTS,
    **NOTA_TEXTS,
    **REGISTER_TEXTS,
    **CHARGED_TEXTS,
}
"""Every code with its sentences; the table of the documentation is made from it."""

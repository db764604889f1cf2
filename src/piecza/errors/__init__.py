"""What can go wrong, in the caller's words: a stable code, a path, the value and a sentence in two languages.

The sentences of every code stand in the modules ``…_texts``, one for each wing, by the stage at which they are found,
and nowhere else. They name days and allowed words, never the content of a field that the library does not know: that a
child is in care is sensitive.
"""

from typing import Literal, get_args

from piecza.errors.audit_texts import AUDIT_TEXTS
from piecza.errors.case_texts import CASE_TEXTS
from piecza.errors.cost_texts import COST_TEXTS
from piecza.errors.file_texts import FILE_TEXTS
from piecza.errors.law_texts import LAW_TEXTS
from piecza.errors.nota_texts import NOTA_TEXTS
from piecza.errors.register_texts import CHARGED_TEXTS, REGISTER_TEXTS
from piecza.errors.table_texts import TABLE_TEXTS
from piecza.language.text import Text

Stage = Literal["document", "shape", "meaning", "readings", "law", "file", "register", "charged", "nota", "notice"]
"""When an error is found: reading the text, checking its shape, its meaning, the readings, the law; reading the file of
a register, its cells; reading past charges; issuing a nota; or no error."""

_WINGS = (
    CASE_TEXTS,
    AUDIT_TEXTS,
    COST_TEXTS,
    FILE_TEXTS,
    LAW_TEXTS,
    NOTA_TEXTS,
    REGISTER_TEXTS,
    CHARGED_TEXTS,
    TABLE_TEXTS,
)

BY_STAGE: dict[Stage, dict[str, Text]] = {
    stage: {code: text for wing in _WINGS for code, text in wing.get(stage, {}).items()} for stage in get_args(Stage)
}
"""Every code with its sentence, by the stage at which it is found; the table of the documentation is made from it."""

TEXTS = {code: text for texts in BY_STAGE.values() for code, text in texts.items()}
"""Every code with its sentence."""

STAGES = {code: stage for stage, texts in BY_STAGE.items() for code in texts}
"""When each is found."""

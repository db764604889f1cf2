"""Stored noty: how their files are called, and how a folder of them is read back."""

import re

from piecza.case.documents import parse
from piecza.errors.problems import InputError, Place, Problem
from piecza.files.disk import documents_in, read_bytes
from piecza.notes.nota import SCHEMA, AnyNota, CorrectingNota, nota_of


def read_notas(folder: str) -> list[AnyNota]:
    """The noty and correcting noty stored in a folder as JSON, in the order of their files.

    Other documents are passed over. InputError with all that is wrong with any file, one that is no JSON included.
    """
    stored: list[AnyNota] = []
    wrong: list[Problem] = []
    for path in documents_in(folder):
        try:
            data = parse(read_bytes(str(path)))
            if isinstance(data, dict) and data.get("schema") == SCHEMA:
                stored.append(nota_of(data))
        except InputError as error:
            wrong += [problem._replace(place=Place(path.name)) for problem in error.errors]
    if wrong:
        raise InputError(wrong)
    return stored


def name_of(nota: AnyNota) -> str:
    """The name of a nota's files, without suffix: ``nota-2025-03-2604043``; a correction's ends with its number."""
    if isinstance(nota, CorrectingNota):
        return f"korekta-{nota.month}-{nota.gmina.code}-{re.sub(r'[^0-9A-Za-z]+', '-', nota.number).strip('-')}"
    return f"nota-{nota.month}-{nota.gmina.code}"

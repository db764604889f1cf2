"""The only room that reads and writes a user's files."""

import sys
from pathlib import Path

from piecza.errors.problems import InputError, Problem, problem


def read_bytes(name: str, limit: int | None = None) -> bytes:
    """The content of a file, of standard input for ``-``. InputError where it is not there or cannot be read.

    With a limit no more than one byte beyond it is read, which tells that the file is longer.
    """
    size = -1 if limit is None else limit + 1
    if name == "-" and sys.stdin is None:
        raise InputError([_unreadable(name, "nie ma wejścia standardowego", "there is no standard input")])
    try:
        if name == "-":
            return sys.stdin.buffer.read(size)
        with Path(name).open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        raise InputError([problem("file_not_found", value=name)]) from None
    except IsADirectoryError:
        raise InputError([_unreadable(name, "to jest folder", "it is a folder")]) from None
    except PermissionError:
        raise InputError([_unreadable(name, "brak uprawnień", "permission denied")]) from None
    except (OSError, ValueError) as error:
        number = f"errno {getattr(error, 'errno', '–')}"
        raise InputError([_unreadable(name, f"błąd systemu, {number}", f"system error, {number}")]) from None


def _unreadable(name: str, reason_pl: str, reason_en: str) -> Problem:
    return problem("file_unreadable", value=name, reason_pl=reason_pl, reason_en=reason_en)

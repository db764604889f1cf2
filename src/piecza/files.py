"""The only room that reads and writes files."""

import sys
from pathlib import Path

from piecza.errors import InputError, problem


def read_bytes(name: str) -> bytes:
    """The content of a file, of standard input for ``-``. InputError where it is not there or cannot be read."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError([problem("file_not_found", value=name)]) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([problem("file_unreadable", value=name, reason=reason)]) from None

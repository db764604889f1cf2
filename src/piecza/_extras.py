"""What is imported only when it is used, and what to install where it is missing."""

from collections.abc import Iterator
from contextlib import contextmanager

from piecza.errors import InputError, problem


@contextmanager
def needs(extra: str) -> Iterator[None]:
    """Around the imports of an extra: InputError that says what to install where one of them is missing."""
    try:
        yield
    except ImportError as missing:
        raise InputError([problem("extra_missing", extra=extra, module=missing.name)]) from None

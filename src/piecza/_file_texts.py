"""The sentences of what can be wrong with a register: with its files, its tables and its cells."""

from piecza._messages import Text

FILE_TEXTS: dict[str, Text] = {}

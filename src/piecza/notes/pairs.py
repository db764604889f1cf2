"""Which line of a child's month as it stood answers which line as it should stand."""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from piecza.notes.nota import NotaCharge, NotaLine


class Pair(NamedTuple):
    """A line as it stood and as it should stand; None where it did not, or should not, stand at all."""

    before: NotaLine | None
    after: NotaLine | None


_SAME: tuple[Callable[[NotaLine], Hashable], ...] = (
    lambda line: line,
    lambda line: (line.kind, line.form, line.start, line.end),
    lambda line: (line.kind, line.form, line.start),
    lambda line: (line.kind, line.form),
    lambda line: line.kind,
)
"""What two lines have in common, the closest first."""


def pairs(before: NotaCharge | None, after: NotaCharge | None) -> list[Pair]:
    """The lines of a child's month in pairs, in the order in which they should stand; then those that should not."""
    stood = list(before.lines) if before else []
    found: dict[int, NotaLine] = {}
    lines = after.lines if after else ()
    for same in _SAME:
        for index, line in enumerate(lines):
            if index not in found:
                its = next((each for each in stood if same(each) == same(line)), None)
                if its is not None:
                    found[index] = its
                    stood.remove(its)
    return [*(Pair(found.get(index), line) for index, line in enumerate(lines)), *(Pair(line, None) for line in stood)]

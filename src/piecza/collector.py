"""The garbage collector of the interpreter, which looks less often while the library makes many objects at once.

CPython looks for garbage after every 700 or 2000 new objects, and every so often at all objects there are. Where a call
makes a million of them that all stay, this is half of its time, and finds nothing.

The collector is not turned off, since it belongs to the whole process: other threads make garbage meanwhile, and might
turn it off or on themselves. It looks after 100 000 objects instead, so that no more garbage than that can wait. So
nothing is wrong where a call is broken off between two steps, or a process forks in the middle of one: all that could
stay is a collector that looks less often. Who knows a program as a whole may still turn it off around a large run; that
costs nothing and changes nothing here.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

RARELY = 100_000
"""After how many new objects the collector looks meanwhile.

They are some ten megabytes."""


@contextmanager
def collected_rarely() -> Iterator[None]:
    """Around what makes many objects at once: the collector looks less often, and afterwards as often as before.

    Whether it is on is not touched. A threshold is left alone that is as high already, or 0 (never), and one that
    somebody else has set meanwhile. Of two calls at a time, in two threads, the one that began first sets it back; the
    other goes on as if it had not been there. Nothing is kept between calls.
    """
    before = gc.get_threshold()
    meanwhile = (RARELY, *before[1:])
    if not 0 < before[0] < RARELY:
        yield
        return
    gc.set_threshold(*meanwhile)
    try:
        yield
    finally:
        if gc.get_threshold() == meanwhile:
            gc.set_threshold(*before)

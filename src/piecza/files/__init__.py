"""Bytes and grids: the only wing that touches a disk. Documents are written whole or not at all.

Workbooks need the extra ``files``.
"""

from piecza.files.disk import write_file, writing

__all__ = ["write_file", "writing"]

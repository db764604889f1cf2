"""The files in which clerks keep a register become raw grids, or all that is wrong with the files.

What the cells mean does not matter here. No file is trusted: its size, what it unpacks to and how far its tables
reach are looked at before anything is built of it.
"""

from pathlib import Path

from piecza.errors.problems import InputError, Place, problem_at
from piecza.files.cells import MAX_BYTES, Grids, Refused
from piecza.files.delimited import read_delimited
from piecza.files.disk import read_bytes
from piecza.files.workbooks import read_workbook
from piecza.language.text import Text

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_grids(name: str) -> Grids:
    """The tables of a workbook (xlsx, xlsm, ods), of a CSV, or of all CSV files in a folder, with all problems at once.

    The content of a file decides what it is. InputError only where the extra that reads workbooks is missing.
    """
    path = Path(name)
    if not path.is_dir():
        return _read(name)
    folder = Place(path.resolve().name)
    try:
        inside = sorted(file for file in path.iterdir() if _is_read(file.name) and not file.is_dir())
    except OSError:
        reason = Text(pl="brak uprawnień do folderu", en="no permission for the folder")
        return Grids([], [problem_at("file_unreadable", folder, name, reason=reason)], [])
    if not inside:
        return Grids([], [problem_at("folder_empty", folder, name)], [])
    tables = [_read(str(file)) for file in inside]
    return Grids(
        [grid for grids in tables for grid in grids.grids],
        [problem for grids in tables for problem in grids.problems],
        [notice for grids in tables for notice in grids.notices],
    )


def _is_read(name: str) -> bool:
    """Whether a file in a folder belongs to the register: hidden files and lock files of Excel do not."""
    return name.lower().endswith((".csv", ".txt")) and not name.startswith((".", "~$"))


def _read(name: str) -> Grids:
    """The tables of a file."""
    file = Path(name).name
    try:
        data = read_bytes(name, limit=MAX_BYTES)
    except InputError as error:
        return Grids([], [problem._replace(place=Place(file)) for problem in error.errors], [])
    try:
        return _tables(file, data)
    except Refused as refused:
        return Grids([], [refused.problem(file)], [])


def _tables(file: str, data: bytes) -> Grids:
    """The tables in the content of a file; its first bytes say what kind of file it is."""
    if len(data) > MAX_BYTES:
        raise Refused("file_too_large", megabytes=MAX_BYTES // 1_000_000)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise Refused("file_empty")
    if data.startswith(_OLE):
        # Excel wraps a workbook with a password into the container that old workbooks are.
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("workbook_encrypted") if is_encrypted else Refused("workbook_old", form=".xls")
    if data.startswith((b"PK\3\4", b"PK\5\6")):
        return read_workbook(file, data)
    return read_delimited(file, data)

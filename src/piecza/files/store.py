"""Documents are written whole or not at all, never over one that is there unless told to; stored noty are read back."""

import errno
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from piecza.case.documents import parse
from piecza.errors.problems import InputError, Place, Problem, problem
from piecza.files.disk import read_bytes
from piecza.notes.nota import SCHEMA, AnyNota, CorrectingNota, nota_of


@contextmanager
def writing(folder: str, *, overwrite: bool = False) -> Iterator["Stage"]:
    """A set of documents that appear in a folder together when all are written, or not at all.

    The folder is made where it is not there. InputError where a document of the same name is there and ``overwrite``
    does not allow it, or where nothing can be written.
    """
    target = Path(folder)
    made: list[Path] = []
    try:
        made = [each for each in (target, *target.parents) if not each.exists()]
        target.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=".piecza-", dir=target))
    except OSError as error:
        _remove(made)
        raise InputError([_unwritable(folder, error)]) from None
    stage = Stage(hidden, target, overwrite)
    try:
        yield stage
        stage.publish()
    except OSError as error:
        raise InputError([_unwritable(folder, error)]) from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
        if not stage.published:
            _remove(made)


class Stage:
    """Where documents wait until all of them are written."""

    def __init__(self, hidden: Path, target: Path, overwrite: bool) -> None:
        self.hidden, self.target, self.overwrite = hidden, target, overwrite
        self.names: list[str] = []
        self.replaced: set[str] = set()
        self.dropped: list[str] = []
        self.published = False

    def refuse(self, names: Iterable[str]) -> None:
        """InputError for each name that is there already, before anything is worked out."""
        there = [name for name in names if os.path.lexists(self.target / name)] if not self.overwrite else []
        if there:
            raise InputError(problem("file_exists", value=str(self.target / name)) for name in there)

    def write(self, name: str, content: bytes, *, replace: bool = False) -> None:
        """A document, whole; it appears under its name when all are there, and may ``replace`` one of that name.

        ValueError where the name holds a folder.
        """
        if Path(name).name != name:
            raise ValueError("a document is named without a folder")
        if replace:
            self.replaced.add(name)
        else:
            self.refuse([name])
        with (self.hidden / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        self.names.append(name)

    def drop(self, name: str) -> None:
        """A document that is there disappears when the others appear."""
        self.dropped.append(name)

    def publish(self) -> None:
        """All documents appear. Where one cannot, everything is as it was before."""
        new: list[Path] = []
        kept: list[tuple[Path, Path]] = []
        try:
            for number, name in enumerate([*self.dropped, *self.names]):
                path, old = self.target / name, self.hidden / f".{number}"
                if (self.overwrite or name in self.replaced or number < len(self.dropped)) and path.is_file():
                    path.rename(old)
                    kept.append((old, path))
                if number >= len(self.dropped):
                    _move(self.hidden / name, path)
                    new.append(path)
        except BaseException:
            for path in new:
                path.unlink(missing_ok=True)
            for old, path in kept:
                old.rename(path)
            raise
        self.published = True


def _move(source: Path, path: Path) -> None:
    """A document under its name, which nobody else may have taken in the meantime."""
    try:
        os.link(source, path)
    except FileExistsError:
        raise InputError([problem("file_exists", value=str(path))]) from None
    except (OSError, AttributeError):  # a file system, or a system, without links
        if os.path.lexists(path):
            raise InputError([problem("file_exists", value=str(path))]) from None
        source.rename(path)


def _remove(folders: Sequence[Path]) -> None:
    """Folders that were made for nothing; one that somebody else has put something into stays."""
    for each in folders:
        with suppress(OSError):
            each.rmdir()


def _unwritable(folder: str, error: OSError) -> Problem:
    number = f"errno {error.errno}"
    pl, en = _REASONS.get(error.errno or 0, (f"błąd systemu, {number}", f"system error, {number}"))
    return problem("folder_unwritable", value=folder, reason_pl=pl, reason_en=en)


_REASONS = {
    errno.ENOSPC: ("na dysku nie ma miejsca", "the disk is full"),
    errno.EDQUOT: ("na dysku nie ma miejsca", "the disk is full"),
    errno.EACCES: ("brak uprawnień", "permission denied"),
    errno.EPERM: ("brak uprawnień", "permission denied"),
    errno.EROFS: ("folder jest tylko do odczytu", "the folder is read-only"),
    errno.ENOTDIR: ("to nie jest folder", "it is no folder"),
    errno.EEXIST: ("to nie jest folder", "it is no folder"),
    errno.ENAMETOOLONG: ("nazwa jest za długa", "the name is too long"),
}


def write_file(name: str, content: bytes, *, overwrite: bool = False) -> None:
    """One document, whole or not at all."""
    path = Path(name)
    with writing(str(path.parent), overwrite=overwrite) as stage:
        stage.write(path.name, content)


def read_notas(folder: str) -> list[AnyNota]:
    """The noty and correcting noty stored in a folder as JSON, in the order of their files.

    Other documents are passed over. InputError with all that is wrong with any file, one that is no JSON included.
    """
    path = Path(folder)
    if not path.is_dir():
        raise InputError([problem("file_not_found", value=folder)])
    found: list[AnyNota] = []
    wrong: list[Problem] = []
    for each in sorted(path.glob("*.json")):
        try:
            data = parse(read_bytes(str(each)))
            if isinstance(data, dict) and data.get("schema") == SCHEMA:
                found.append(nota_of(data))
        except InputError as error:
            wrong += [one._replace(place=Place(each.name)) for one in error.errors]
    if wrong:
        raise InputError(wrong)
    return found


def name_of(nota: AnyNota) -> str:
    """The name of a nota's files, without suffix: ``nota-2025-03-2604043``; a correction's ends with its number."""
    if isinstance(nota, CorrectingNota):
        return f"korekta-{nota.month}-{nota.gmina.code}-{re.sub(r'[^0-9A-Za-z]+', '-', nota.number).strip('-')}"
    return f"nota-{nota.month}-{nota.gmina.code}"

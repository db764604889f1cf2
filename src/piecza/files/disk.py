"""Files are read; documents are written whole or not at all, never over one that is there unless told to."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from piecza.errors.problems import InputError, Problem, problem
from piecza.language.text import Text


@contextmanager
def writing(folder: str, *, overwrite: bool = False) -> Iterator["Staging"]:
    """A set of documents that appear in a folder together when all are written, or not at all.

    The folder is made where it is not there. InputError where a document of the same name is there and ``overwrite``
    does not allow it, or where nothing can be written.
    """
    target = Path(folder)
    made: list[Path] = []
    try:
        made = [path for path in (target, *target.parents) if not path.exists()]
        target.mkdir(parents=True, exist_ok=True)
        hidden = Path(tempfile.mkdtemp(prefix=".piecza-", dir=target))
    except OSError as error:
        _remove(made)
        raise InputError([_unwritable(folder, error)]) from None
    stage = Staging(hidden, target, overwrite)
    try:
        yield stage
        stage.publish()
    except OSError as error:
        raise InputError([_unwritable(folder, error)]) from None
    finally:
        shutil.rmtree(hidden, ignore_errors=True)
        if not stage.published:
            _remove(made)


class Staging:
    """Where documents wait until all of them are written."""

    def __init__(self, hidden: Path, target: Path, overwrite: bool) -> None:
        self.hidden, self.target, self.overwrite = hidden, target, overwrite
        self.names: list[str] = []
        self.replaced: set[str] = set()
        self.dropped: list[str] = []
        self.published = False

    def refuse(self, names: Iterable[str]) -> None:
        """InputError for each name that is there already, before anything is worked out."""
        wrong = []
        for path in (self.target / name for name in names):
            if path.exists() and not path.is_file():
                wrong.append(problem("no_file", value=str(path)))
            elif not self.overwrite and os.path.lexists(path):
                wrong.append(problem("file_exists", value=str(path)))
        if wrong:
            raise InputError(wrong)

    def write(self, name: str, content: bytes, *, replace: bool = False) -> None:
        """A document, whole; it appears under its name when all are there, and may ``replace`` one of that name.

        ValueError where the name holds a folder.
        """
        if replace:
            self.replaced.add(name)
        with self.opened(name) as file:
            file.write(content)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """A document that is written bit by bit, as `write` has it."""
        if Path(name).name != name:
            raise ValueError("a document is named without a folder")
        if name not in self.replaced:
            self.refuse([name])
        with (self.hidden / name).open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        self.names.append(name)

    def write_all(self, documents: Mapping[str, bytes], *, replace: bool = False) -> None:
        """Several documents by their names, each as `write` has it."""
        for name, content in documents.items():
            self.write(name, content, replace=replace)

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
    """Give a document its name, unless somebody else has taken the name in the meantime."""
    try:
        os.link(source, path)
    except FileExistsError:
        raise InputError([problem("file_exists", value=str(path))]) from None
    except (OSError, AttributeError):  # a file system, or a system, without links
        if os.path.lexists(path):
            raise InputError([problem("file_exists", value=str(path))]) from None
        source.rename(path)


def _remove(folders: Sequence[Path]) -> None:
    """Remove folders that were made in vain; one in which somebody else has put something stays."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _unwritable(folder: str, error: OSError) -> Problem:
    return problem("folder_unwritable", value=folder, reason=_REASONS.get(error.errno or 0, _system_error(error)))


def _system_error(error: Exception) -> Text:
    number = getattr(error, "errno", "–")
    return Text(pl="błąd systemu, errno {number}", en="system error, errno {number}").fill(number=number)


_REASONS = {
    errno.ENOSPC: Text(pl="na dysku nie ma miejsca", en="the disk is full"),
    errno.EDQUOT: Text(pl="na dysku nie ma miejsca", en="the disk is full"),
    errno.EACCES: Text(pl="brak uprawnień", en="permission denied"),
    errno.EPERM: Text(pl="brak uprawnień", en="permission denied"),
    errno.EROFS: Text(pl="folder jest tylko do odczytu", en="the folder is read-only"),
    errno.ENOTDIR: Text(pl="to nie jest folder", en="it is no folder"),
    errno.EEXIST: Text(pl="to nie jest folder", en="it is no folder"),
    errno.ENAMETOOLONG: Text(pl="nazwa jest za długa", en="the name is too long"),
}


def write_file(name: str, content: bytes, *, overwrite: bool = False) -> None:
    """One document, whole or not at all."""
    path = Path(name)
    with writing(str(path.parent), overwrite=overwrite) as stage:
        stage.write(path.name, content)


def read_bytes(name: str, limit: int | None = None) -> bytes:
    """The content of a file, of standard input for ``-``. InputError where it is not there or cannot be read.

    With a limit no more than one byte beyond it is read, which tells that the file is longer.
    """
    size = -1 if limit is None else limit + 1
    if name == "-" and sys.stdin is None:
        raise InputError([_unreadable(name, Text(pl="nie ma wejścia standardowego", en="there is no standard input"))])
    with _readable(name):
        if name == "-":
            return sys.stdin.buffer.read(size)
        with Path(name).open("rb") as file:
            return file.read(size)


def check_readable(name: str) -> None:
    """InputError where a file is not there or cannot be read."""
    with _readable(name), Path(name).open("rb") as file:
        file.read(1)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Around what reads a file: an InputError says why it cannot be read."""
    try:
        yield
    except FileNotFoundError:
        raise InputError([problem("file_not_found", value=name)]) from None
    except IsADirectoryError:
        raise InputError([_unreadable(name, Text(pl="to jest folder", en="it is a folder"))]) from None
    except NotADirectoryError:
        raise InputError([_unreadable(name, _REASONS[errno.ENOTDIR])]) from None
    except PermissionError:
        raise InputError([_unreadable(name, _REASONS[errno.EACCES])]) from None
    except (OSError, ValueError) as error:
        raise InputError([_unreadable(name, _system_error(error))]) from None


def is_folder(name: str) -> bool:
    """Whether there is a folder of this name."""
    return Path(name).is_dir()


def is_file(name: str) -> bool:
    """Whether there is a file of this name; there is none of a name that cannot be."""
    with suppress(OSError):  # a name that is too long, a folder that may not be entered
        return Path(name).is_file()
    return False


def folder_and_name(name: str) -> tuple[str, str]:
    """The folder in which a file stands, and its name there."""
    path = Path(name)
    return str(path.parent), path.name


def one_folder(one: str, other: str) -> bool:
    """Whether two names are those of one folder."""
    return Path(one).resolve() == Path(other).resolve()


def names_in(folder: str) -> list[str]:
    """The names in a folder, in order. InputError where there is no such folder, or where it cannot be read."""
    with _readable(folder):
        return sorted(path.name for path in Path(folder).iterdir())


def documents_in(folder: str) -> list[Path]:
    """The JSON files of a folder in the order of their names. InputError where there is no such folder."""
    if not is_folder(folder):
        raise InputError([problem("file_not_found", value=folder)])
    return sorted(Path(folder).glob("*.json"))


def _unreadable(name: str, reason: Text) -> Problem:
    return problem("file_unreadable", value=name, reason=reason)

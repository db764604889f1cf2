"""Workbooks (xlsx and ods), read by python-calamine once they have been found to be harmless."""

import io
import posixpath
import zipfile
from typing import IO, Any

from piecza.errors.problems import InputError, Problem, needs
from piecza.files.cells import Grids, Refused, fault, grid
from piecza.files.workbook_scans import Attributes, Scan, local, parse, scan_ods, scan_xlsx, text_lengths

_MAX_BYTES = 300_000_000
_MAX_MEMBERS = 10_000
_CHUNK = 1 << 20
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_LOCKED = 0x1


def read_workbook(file: str, data: bytes) -> Grids:
    """The grids of a workbook. Refused where it is none, or cannot be read, or not safely."""
    with needs("files"):
        import python_calamine
    try:
        copy = _unpacked(data)
        with zipfile.ZipFile(copy) as members:
            form, scans = _seen(members)
        copy.seek(0)
        return _read(file, form, scans, python_calamine.load_workbook(copy))
    except (Refused, InputError):
        raise
    except Exception:
        raise Refused("workbook_broken") from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what a bug in calamine's Rust becomes
            raise
        raise Refused("workbook_broken") from None


def _unpacked(data: bytes) -> io.BytesIO:
    """The parts of the workbook that matter, unpacked and packed again without compression.

    So the bytes that are looked at here are those that calamine reads, whatever the file's headers say. Every part is
    read to its end: zipfile gives no more than the header claims, and refuses a longer part by its checksum.
    """
    too_large = Refused("workbook_too_large", megabytes=_MAX_BYTES // 1_000_000, members=_MAX_MEMBERS)
    if data.count(b"PK\1\2") > _MAX_MEMBERS:  # before a directory of millions is built
        raise too_large
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(copy, "w") as target:
        parts = source.infolist()
        if sum(part.file_size for part in parts) > _MAX_BYTES:
            raise too_large
        if any(part.flag_bits & _LOCKED for part in parts):
            raise Refused("workbook_encrypted")
        if len({part.filename.lower() for part in parts}) < len(parts):
            raise Refused("workbook_broken")
        for part in parts:
            if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others unpack without bounds
                raise Refused("workbook_broken")
            matters = part.filename.lower().endswith((".xml", ".rels")) or part.filename == "mimetype"
            with source.open(part) as packed, target.open(part.filename, "w") if matters else io.BytesIO() as kept:
                while chunk := packed.read(_CHUNK):
                    if matters:
                        kept.write(chunk)
    return copy


def _seen(members: zipfile.ZipFile) -> tuple[str, dict[str, Scan]]:
    """The form of a workbook, and the scan of each of its sheets."""
    names = members.namelist()
    if "mimetype" in names and "_rels/.rels" not in names:
        if not members.read("mimetype").startswith(_ODS):
            raise Refused("not_a_workbook")
        if "META-INF/manifest.xml" in names:
            with members.open("META-INF/manifest.xml") as manifest:
                parse(manifest, _refuse_encryption)
        with members.open("content.xml") as content:
            return "ods", _named(scan_ods(content))
    if "_rels/.rels" not in names or "mimetype" in names:
        raise Refused("not_a_workbook")
    main = [target for kind, target in _targets(members, "").values() if kind == "officeDocument"]
    if len(main) != 1 or not main[0].startswith("xl/"):
        raise Refused("not_a_workbook")
    if main[0].endswith(".bin"):
        raise Refused("workbook_old", form=".xlsb")
    return "xlsx", _named(_seen_xlsx(members, main[0]))


def _refuse_encryption(name: str, _: Attributes) -> None:
    if local(name) == "encryption-data":
        raise Refused("workbook_encrypted")


def _named(scans: list[tuple[str, Scan]]) -> dict[str, Scan]:
    named = dict(scans)
    if len(named) < len(scans):  # then they cannot be told apart
        raise Refused("workbook_broken")
    return named


def _targets(members: zipfile.ZipFile, of: str) -> dict[str, tuple[str, str]]:
    """The relations of a part of an xlsx by their ids: the kind of each, and the part to which it leads."""
    folder, name = posixpath.split(of)
    relations: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
            relations[attributes["Id"]] = attributes["Type"].rpartition("/")[2], target

    with _opened(members, posixpath.join(folder, "_rels", f"{name}.rels")) as source:
        parse(source, start)
    return relations


def _opened(members: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A part of an xlsx; capitals in its name make no difference."""
    known = {member.lower(): member for member in members.namelist()}
    return members.open(known[name.lower()])


def _seen_xlsx(members: zipfile.ZipFile, main: str) -> list[tuple[str, Scan]]:
    targets = _targets(members, main)
    sheets: list[tuple[str, str]] = []

    def start(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            (relation,) = (value for key, value in attributes.items() if ":" in key and local(key) == "id")
            sheets.append((attributes["name"], targets[relation][1]))

    with _opened(members, main) as source:
        parse(source, start)
    lengths: list[int] = []
    for name in members.namelist():
        if name.lower().endswith("sharedstrings.xml") or name in [
            t for k, t in targets.values() if k == "sharedStrings"
        ]:
            with members.open(name) as source:
                lengths = max(lengths, text_lengths(source), key=len)
    scans = []
    for name, part in sheets:
        with _opened(members, part) as source:
            scans.append((name, scan_xlsx(source, lengths)))
    return scans


def _read(file: str, form: str, scans: dict[str, Scan], book: Any) -> Grids:
    """The grids of the sheets that were looked at."""
    grids = []
    problems: list[Problem] = []
    for index, name in enumerate(book.sheet_names):
        scan = scans[name]
        if form == "ods" and name.startswith("'"):  # LibreOffice's copy of another file that formulas refer to
            continue
        wrong = [fault(file, name, *cell) for cell in scan.faults]
        try:
            sheet = book.get_sheet_by_index(index)
        except Exception:
            if scan.faults:  # calamine does not know the newer errors, such as #SPILL!; they are reported
                problems += wrong
                continue
            raise
        values = sheet.to_python(skip_empty_area=True)
        if (scan.rows > 0) > bool(values):  # calamine did not understand the sheet
            raise Refused("workbook_broken")
        first, left = sheet.start or (0, 0)
        spoilt = {cell[:2] for cell in scan.faults}
        rows = (
            (number, [None if (number, column) in spoilt else v for column, v in enumerate([None] * left + row, 1)])
            for number, row in enumerate(values, first + 1)
        )
        table = grid(file, name, form, rows, wrong)
        problems += sorted(wrong, key=lambda problem: (problem.place and problem.place.row) or 0)
        if table:
            grids.append(table)
    if not grids and not problems:
        raise Refused("file_empty")
    return Grids(grids, problems, [])

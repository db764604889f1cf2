"""What is looked at in a workbook before calamine sees it: how large its tables are and which cells are errors.

Calamine makes a dense table, so that two cells far apart take gigabytes; it sets room aside for as many texts as a file
claims to have; and it shows a cell with an error as an empty one. So the XML is read here first, as a stream.
"""

import re
from collections.abc import Callable
from typing import IO, NamedTuple
from xml.parsers import expat

from piecza.files.cells import MAX_CELLS, MAX_FAULTS, Refused

Attributes = dict[str, str]
MAX_TEXT = 300_000_000


class Fault(NamedTuple):
    """A cell that cannot be used, and what it shows."""

    row: int
    column: int
    shown: str | None


class Scan:
    """What was seen of a sheet: how far its content reaches, how much text it holds, which cells are errors."""

    def __init__(self) -> None:
        self.rows = self.columns = self.text = 0
        self.faults: list[Fault] = []

    def reach(self, row: int, column: int) -> None:
        """Take note of content at a cell."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > MAX_CELLS:
            raise Refused("sheet_too_large", cells=MAX_CELLS)

    def spoil(self, row: int, column: int, shown: str | None) -> None:
        """Take note of a cell that cannot be used; nobody reads a list of more than a thousand."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(row, column, shown))


def parse(
    source: IO[bytes],
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    """Read XML as a stream. No document type is allowed, so that no entity can grow."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.ParseFile(source)


def _refuse(*_: object) -> None:
    raise Refused("workbook_broken")


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def text_lengths(source: IO[bytes]) -> list[int]:
    """The length of each text that the cells of an xlsx share."""
    lengths: list[int] = []
    claimed = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal claimed
        match local(name):
            case "sst":
                claimed = max(claimed, int(attributes.get("uniqueCount", 0)))
            case "si":
                lengths.append(0)
                if len(lengths) > MAX_CELLS:
                    raise Refused("sheet_too_large", cells=MAX_CELLS)

    def text(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    parse(source, start, None, text)
    if claimed > MAX_CELLS:  # calamine would set room aside for all of them
        raise Refused("workbook_broken")
    return lengths


def _position(reference: str, columns: dict[str, int]) -> tuple[int, int]:
    """``AB12`` as row 12, column 28."""
    name = reference.rstrip("0123456789")
    if name not in columns:
        number = 0
        for letter in name.upper():
            if not "A" <= letter <= "Z":
                raise Refused("workbook_broken")
            number = number * 26 + ord(letter) - ord("A") + 1
        columns[name] = number
    return int(reference[len(name) :]), columns[name]


def scan_xlsx(source: IO[bytes], lengths: list[int]) -> Scan:
    """The scan of a worksheet of an xlsx, given the lengths of the texts that its cells share."""
    scan = Scan()
    columns: dict[str, int] = {}
    row = column = 0
    kind: str | None = None
    value: str | None = None

    def start(name: str, attributes: Attributes) -> None:
        nonlocal row, column, kind, value
        name = local(name)
        if name == "c":
            kind = attributes.get("t")
            reference = attributes.get("r")
            if reference is None:  # then the cell follows the previous one
                column += 1
            else:
                row, column = _position(reference, columns)
        elif name in ("v", "is"):
            scan.reach(row, column)
            value = "" if kind in ("s", "e") else None
        elif name == "row":
            row, column = int(attributes.get("r", row + 1)), 0

    def end(name: str) -> None:
        nonlocal value
        if value is None or local(name) != "v":
            return
        if kind == "e":
            scan.spoil(row, column, value)
        elif value:
            scan.text += lengths[int(value)]
            if scan.text > MAX_TEXT:
                raise Refused("sheet_too_large", cells=MAX_CELLS)
        value = None

    def text(data: str) -> None:
        nonlocal value
        if value is not None:
            value += data

    parse(source, start, end, text)
    return scan


_CELLS = ("table-cell", "covered-table-cell")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(T.*)?")


def _repeats(attributes: Attributes, name: str) -> int:
    """How often something is repeated."""
    if (count := int(attributes.get(name, 1))) < 0:
        raise Refused("workbook_broken")
    return count


class _Ods:
    """The tables of the content of an ods, read element by element."""

    def __init__(self) -> None:
        self.scans: list[tuple[str, Scan]] = []
        self.row = self.column = self.times = self.text = 0  # of the row: its number, repeats, text
        self.repeats = 0  # of the cell
        self.in_table = self.in_cell = self.is_full = self.is_fault = False
        self.shown = ""

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "table":
            if self.in_table:  # a table within a table, which no spreadsheet writes
                raise Refused("workbook_broken")
            self.scans.append((attributes.get("table:name", ""), Scan()))
            self.in_table, self.row = True, 0
        elif not self.in_table:
            return
        elif name in _CELLS:
            self._start_cell(attributes)
        elif name == "table-row":
            self.times = _repeats(attributes, "table:number-rows-repeated")
            self.column = self.text = 0
        elif name == "s" and self.in_cell:  # so many spaces
            self.text += self.repeats * _repeats(attributes, "text:c")

    def _start_cell(self, attributes: Attributes) -> None:
        if self.in_cell:
            raise Refused("workbook_broken")
        self.in_cell = True
        self.repeats = _repeats(attributes, "table:number-columns-repeated")
        kind = attributes.get("office:value-type")
        is_error = attributes.get("calcext:value-type") == "error"
        is_day = kind != "date" or _DAY.fullmatch(attributes.get("office:date-value", "")) is not None
        self.is_fault = is_error or kind == "time" or not is_day
        self.is_full = "table:formula" in attributes or any(name.startswith("office:") for name in attributes)
        self.text += self.repeats * len(attributes.get("office:string-value", ""))
        self.shown = ""

    def data(self, data: str) -> None:
        if self.in_cell:
            self.text += self.repeats * len(data)
            if self.is_fault:
                self.shown += data

    def end(self, name: str) -> None:
        name = local(name)
        if not self.in_table:
            return
        if name == "table":
            self.in_table = False
        elif name in _CELLS:
            self.in_cell = False
            if self.is_full:
                self.scans[-1][1].reach(self.row + self.times, self.column + self.repeats)
            if self.is_fault:
                self.scans[-1][1].spoil(self.row + 1, self.column + 1, self.shown or None)
            self.column += self.repeats
        elif name == "table-row":
            scan = self.scans[-1][1]
            scan.text += self.times * self.text
            if scan.text > MAX_TEXT:
                raise Refused("sheet_too_large", cells=MAX_CELLS)
            self.row += self.times


def scan_ods(source: IO[bytes]) -> list[tuple[str, Scan]]:
    """The scan of each sheet of an ods, with its name."""
    seen = _Ods()
    parse(source, seen.start, seen.end, seen.data)
    return seen.scans

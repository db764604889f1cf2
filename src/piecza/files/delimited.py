"""CSV as people have it: whatever encoding, separator and ends of lines a program wrote."""

import re
from collections.abc import Iterator

from piecza.errors.problems import Place, Problem, problem_at
from piecza.files.cells import MAX_CELLS, MAX_FAULTS, Grids, Refused, grid, sheet_of
from piecza.language.text import Text

_SEPARATORS = ";,\t"
_LONGEST_LINE = 1_000_000
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
# Polish letters as UTF-8 writes them; in the other encodings these bytes side by side make no word.
_POLISH_UTF_8 = re.compile(rb"\xc3[\x93\xb3]|\xc4[\x84-\x87\x98\x99]|\xc5[\x81-\x84\x9a\x9b\xb9-\xbc]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HIGH_CONTROL = re.compile(r"[\x80-\x9f]")
_BINARY = Text(pl="plik binarny", en="a binary file")
_FORMS = {
    b"%PDF": Text(pl="PDF", en="PDF"),
    b"\x89PNG": Text(pl="obraz", en="an image"),
    b"\xff\xd8\xff": Text(pl="obraz", en="an image"),
    b"GIF8": Text(pl="obraz", en="an image"),
    b"{\\rtf": Text(pl="dokument RTF", en="an RTF document"),
    b"<!doctype html": Text(pl="strona HTML", en="an HTML page"),
    b"<html": Text(pl="strona HTML", en="an HTML page"),
    b"<table": Text(pl="strona HTML", en="an HTML page"),
    b"<?xml": Text(pl="dokument XML", en="an XML document"),
}


def read_delimited(file: str, data: bytes) -> Grids:
    """The grid of a CSV, or what is wrong with it. Refused where it is none."""
    text, encoding, guessed = _decoded(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _check_lines(text)
    first = 1
    if told := re.match(r"sep=([^\"\n])(?:\n|\Z)", text, re.IGNORECASE):  # as Excel has it
        text, first = text[told.end() :], 2
    separator = told[1] if told else _separator(text)
    sheet = sheet_of(file)
    problems: list[Problem] = []
    rows = _rows(text, separator, first, Place(file, sheet), problems)
    try:
        table = grid(file, sheet, f"csv, {encoding}, {_named(separator)}", rows, problems)
    except Refused as refused:
        return Grids([], [*problems, refused.problem(file)], [])
    if table is None and not problems:
        raise Refused("file_empty")
    notices = [problem_at("encoding_detected", Place(file), encoding=encoding)] if guessed else []
    return Grids([table] if table else [], problems, notices)


def _decoded(data: bytes) -> tuple[str, str, bool]:
    """The text, the name of its encoding, and whether that is a guess."""
    start = data[:100].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for magic, form in _FORMS.items():
        if start.startswith(magic.lower()):
            raise Refused("not_a_table", form=form)
    marked = data.startswith(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name, codec = "UTF-16", "utf-16"
    else:
        name, codec = ("UTF-8 (BOM)", "utf-8-sig") if marked else ("UTF-8", "utf-8")
        if (at := data.find(b"\0")) >= 0:
            raise Refused("nul_bytes", line=_line(data[:at].decode("latin-1")))
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if marked or name == "UTF-16" or _POLISH_UTF_8.search(data):
            before = data[: error.start].decode(codec, "ignore")
            raise Refused("encoding_broken", line=_line(before), encoding=name) from None
        return _guessed(data)
    if (at := text.find("\0")) >= 0:
        raise Refused("nul_bytes", line=_line(text[:at]))
    if _CONTROL.search(text):
        raise Refused("not_a_table", form=_BINARY)
    return text, name, False


def _guessed(data: bytes) -> tuple[str, str, bool]:
    """The text in whichever of the two old encodings gives more Polish letters; cp1250 where they give as many."""
    best: tuple[int, str, str] | None = None
    for name, codec in (("cp1250", "cp1250"), ("ISO-8859-2", "iso8859-2")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text) or _HIGH_CONTROL.search(text):
            continue
        letters = sum(text.count(letter) for letter in _POLISH)
        if best is None or letters > best[0]:
            best = letters, text, name
    if best is None:
        raise Refused("not_a_table", form=_BINARY)
    return best[1], best[2], True


def _line(before: str) -> int:
    """The number of the line in which a text ends."""
    return before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


def _check_lines(text: str) -> None:
    """Refused where a line is too long for a table. It jumps ahead instead of reading line by line."""
    start = 0
    while len(text) - start > _LONGEST_LINE:
        end = text.rfind("\n", start, start + _LONGEST_LINE + 1)
        if end < 0:
            raise Refused("line_too_long", line=text.count("\n", 0, start) + 1, characters=_LONGEST_LINE)
        start = end + 1


def _separator(text: str) -> str:
    """The separator that is most frequent in the first line with content, outside quotation marks."""
    content = re.search(r"[^\s;,]", text)
    start = text.rfind("\n", 0, content.start()) + 1 if content else 0
    outside = re.sub(r'"[^"]*+(?:"|\Z)', "", text[start : start + _LONGEST_LINE]).partition("\n")[0]
    return max(_SEPARATORS, key=outside.count)  # of separators that are equally frequent, the first


def _records(text: str, separator: str, line: int) -> Iterator[tuple[int, list[str], str]]:
    """Each record: the number of its first line, its fields, and its text as it stands in the file."""
    other = rf"[^{re.escape(separator)}\n]*"
    field = re.compile(rf'"([^"]*+(?:""[^"]*+)*+)"({other})|({other})')
    position = 0
    empty = re.compile(r"\n+")
    while position < len(text):
        if lines := empty.match(text, position):
            position, line = lines.end(), line + len(lines[0])
            continue
        start, first = position, line
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        whole = text[start:end]
        if '"' not in whole:
            fields, position = whole.split(separator), end
        else:
            fields = []
            while True:
                match = field.match(text, position)
                assert match is not None  # an empty field matches
                quoted, rest, plain = match.groups()
                if quoted is not None:
                    fields.append(quoted.replace('""', '"') + rest)
                    line += quoted.count("\n")
                elif plain.startswith('"'):
                    raise Refused("quote_not_closed", line)
                else:
                    fields.append(plain)
                position = match.end()
                if text[position : position + 1] != separator:
                    break
                position += 1
            whole = text[start:position]
        yield first, fields, whole
        position += 1
        line += 1


def _rows(
    text: str, separator: str, first: int, place: Place, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """The rows that are no wider than the header, which is the first row; the others become problems."""
    width = count = 0
    for number, fields, whole in _records(text, separator, first):
        full = len(fields)
        while fields and not fields[-1].strip():
            fields.pop()
        if not fields:
            continue
        width = width or full
        count += len(fields)
        if count > MAX_CELLS:
            raise Refused("sheet_too_large", cells=MAX_CELLS)
        if len(problems) >= MAX_FAULTS:
            if len(fields) <= width:
                yield number, fields
            continue
        row = place._replace(row=number)
        if (len(fields) > width or full == 1) and (other := _fitting(whole, separator, width)):
            names = {"found": _named(other), "wanted": _named(separator)}
            problems.append(problem_at("mixed_separators", row, **names))
        elif len(fields) > width:
            names = {"separator": _named(separator)}
            problems.append(problem_at("too_many_cells", row, count=len(fields), width=width, **names))
        else:
            yield number, fields


def _fitting(whole: str, separator: str, width: int) -> str | None:
    """Another separator that divides a record into as many fields as the header has, if there is one."""
    for other in _SEPARATORS if width > 1 else "":
        try:
            if other != separator and [len(fields) for _, fields, _ in _records(whole, other, 1)] == [width]:
                return other
        except Refused:
            continue
    return None


def _named(separator: str) -> str:
    """A separator as a sentence shows it."""
    return "tab" if separator == "\t" else separator

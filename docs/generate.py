"""Write what the documentation takes from the code: the JSON Schemas, the table of errors, the floors of the house.

    python docs/generate.py

A test says when they are stale.
"""

import ast
import json
from pathlib import Path

import piecza
from piecza.errors import BY_STAGE, Stage

DOCS = Path(__file__).parent

ERRORS = """# Errors

What is wrong with a document is said all at once, stage by stage: what is no document at all; then every error of
shape (types, formats, unknown and missing fields); when the shape is right, every error of meaning (order, overlaps,
what lies outside what). Nothing is computed from a document with an error in it. Readings that must be chosen come
last.

In Python `piecza.read_case` and `piecza.charges` raise `InputError`, whose `errors` hold `code`, `path`, `child`,
`value` and `message` (`pl`, `en`), some `advice`, or `ReadingNeeded`; the command line prints the same as
[`piecza.errors/1`](schema/errors-1.json) with `--json`, or as a list, and ends with status 2 or 3.

`path` says where: `children[0].stays[1].placements[0].start`; `--month` for the months asked for; the name of the
parameter for what else was asked, such as `first_number`, on the command line its option (`--first-number`); empty
for the document as a whole. `child` is the identifier of the child that an error concerns, so that it is found in a
long document or register; null where there is none, where that identifier is itself wrong or stands twice, and where
it holds what looks like a PESEL. `value` is what stands there. It is null where there is nothing, where a list or an
object with anything in it stands, in a field that the contract does not know, and always for what looks like a PESEL;
a long text is cut. `advice` stands where mending takes more than another value: what to do, and what to write where.
In the sentences below, `{…}` is what a case fills in.

Codes are stable: one that is here keeps its name and meaning.
"""

HEADINGS: dict[Stage, str] = {
    "document": "No document",
    "shape": "Shape",
    "meaning": "Meaning",
    "readings": "Readings",
    "law": "Law",
    "file": "Files of a register",
    "register": "Cells of a register",
    "charged": "Past charges",
    "nota": "Noty",
    "notice": "Notices",
}


def errors() -> str:
    """The page of errors."""
    page = ERRORS
    for stage, heading in HEADINGS.items():
        page += f"\n## {heading}\n\n"
        if stage == "notice":
            page += "What a reader must know and what is no error; in the `notices` of a result.\n\n"
        page += "| code | po polsku | in English |\n|---|---|---|\n"
        for code, text in BY_STAGE[stage].items():
            page += f"| `{code}` | {_plain(text['pl'])} | {_plain(text['en'])} |\n"
    return page


def _plain(text: str) -> str:
    """A sentence without its hint, which most errors leave empty."""
    return text.replace("{hint}", "")


def floors(page: str) -> str:
    """A page with the floors of the house as the test that holds them lists them, from the ground up."""
    tree = ast.parse((DOCS.parent / "tests" / "test_house.py").read_text(encoding="utf-8"))
    (values,) = (
        node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "FLOORS"
    )
    rows = "".join(
        f"| {number} | {', '.join(f'`{wing}`' for wing in wings)} |\n"
        for number, wings in enumerate(ast.literal_eval(values), 1)
    )
    first, last = "<!-- floors -->\n", "<!-- end of floors -->"
    before, after = page.split(first)[0], page.split(last)[1]
    return f"{before}{first}\n| floor | wings |\n|---|---|\n{rows}\n{last}{after}"


def generated() -> dict[Path, str]:
    """Every generated file with what must stand in it."""
    house = DOCS / "adr" / "0008-house.md"
    files = {DOCS / "errors.md": errors(), house: floors(house.read_text(encoding="utf-8"))}
    for name, schema in piecza.schemas().items():
        file = DOCS / "schema" / f"{name.removeprefix('piecza.').replace('/', '-')}.json"
        files[file] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return files


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")

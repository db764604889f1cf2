"""A case written as a register reads back as the same case, whatever is in it and in whatever form it is written."""

import json
import shutil

import cost_strategies
import pytest
from documents import FACTS, RIGHT
from hypothesis import example, given
from hypothesis import strategies as st
from offices import FORMS, converted

from piecza import InputError, read_case
from piecza.errors.shown import is_pesel
from piecza.files.cells import as_cell
from piecza.registers.exporting import guarded, rows_of, to_csv, unguarded
from piecza.registers.register import check_register
from piecza.registers.sheets import to_workbook

# Identifiers that a spreadsheet would take for something else, or that a separator or a quote could break.
ODD = [
    *("=1+1", "+48", "-5", "@a", "'a", "'=x", "''=x", "'", '"', '"a"', 'a"b', "a;b", "a; b", ";", ",", "a,b", "=a;b"),
    *("007", "0000123", "12", "1e5", "1,5", "1.50", "TRUE", "2025-01-01", "15.03.2025", "45731", "_x0041_", "_x000D_"),
    *(
        "D 17",
        "Łąka; źdźbło",
        "a\u00a0b",
        "a\u2028b",
        "a\u200db",
        "😀",
        "#1",
        "N/A",
        "sep=;",
        "null",
        "a\\b",
        "<a>&amp;",
    ),
]
NAMES = st.sampled_from(ODD) | st.text("abDŁżó019 ;,\"'=+-@._#\u00a0", min_size=1, max_size=8).filter(
    lambda name: not is_pesel(name) and as_cell(name) == (name, True)
)


def renamed(document, names):
    """The same document with other identifiers of children, families and facilities, in the order of ``names``."""
    given = iter(names)
    known = {}

    def name(old):
        known[old] = known.get(old) or next(given)
        return known[old]

    document = json.loads(json.dumps(document))
    for child in document["children"]:
        child["id"] = name(child["id"])
        for placement in (item for stay in child["stays"] for item in stay["placements"]):
            placement |= {key: name(placement[key]) for key in ("family", "facility") if placement.get(key)}
    for part in (*document.get("announcements", ()), *document.get("family_costs", ())):
        part |= {key: name(part[key]) for key in ("family", "facility") if part.get(key)}
        if part.get("children"):
            part["children"] = [name(child) for child in part["children"]]
    return document


@st.composite
def cases(draw):
    document, *_ = draw(cost_strategies.cases())
    return read_case(json.dumps(renamed(document, draw(st.lists(NAMES, min_size=8, max_size=8, unique=True)))))


def read_back(folder, case):
    """The case of a register in a file or folder, which has nothing that is worth saying."""
    register = check_register(str(folder), case.readings)
    assert not register.errors
    assert not [notice for notice in register.notices if notice.code not in ("gmina_city", "gmina_code_impossible")]
    return register.case


def written(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def every_way(case, folder):
    """A register in every form in which the library writes one."""
    workbook = written(folder / "xlsx", {"rejestr.xlsx": to_workbook(case)}) / "rejestr.xlsx"
    return [workbook, *(written(folder / profile, to_csv(case, profile)) for profile in ("excel-pl", "rfc"))]


SMALL = [read_case(json.dumps(document)) for document in (RIGHT, FACTS)]
ALL_ODD = [
    read_case(json.dumps(renamed(FACTS, [ODD[(at + by) % len(ODD)] for by in range(4)]))) for at in range(len(ODD))
]


@pytest.mark.slow
@given(cases())
@example(SMALL[0])
@example(SMALL[1])
def test_a_register_reads_back_as_the_case_and_gives_the_same_bytes_again(tmp_path_factory, case):
    files = every_way(case, tmp_path_factory.mktemp("register"))
    for file in files:
        back = read_back(file, case)
        assert back == case
        assert rows_of(back) == rows_of(case)
    workbook, excel, rfc = files
    assert workbook.read_bytes() == to_workbook(back)
    for folder, profile in ((excel, "excel-pl"), (rfc, "rfc")):
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == to_csv(back, profile)


@pytest.mark.parametrize("case", ALL_ODD, ids=map(ascii, ODD))
def test_every_odd_identifier_comes_back(case, tmp_path):
    for file in every_way(case, tmp_path):
        assert read_back(file, case) == case


@pytest.mark.slow
@given(st.text(min_size=1, max_size=12), st.sampled_from(["child", "family", "facility", "children"]))
@example("a\nb", "child")
@example("a\rb", "children")
@example("\ta", "family")
@example(" a", "facility")
@example("a\u00a0", "child")
@example("\ufeffa", "child")
@example("\uffff", "child")
@example("\x85", "children")
@example("#N/A", "child")
@example("Err:502", "family")
@example("#N/D!", "facility")
@example("x" * 32_767, "child")
@example("x" * 32_768, "child")
def test_an_identifier_comes_back_or_is_refused(tmp_path_factory, name, where):
    place = {"child": "D-2", "family": "R-1", "facility": "P-1", "children": "D-1"}[where]
    try:
        case = read_case(json.dumps(FACTS).replace(f'"{place}"', json.dumps(name)))
    except InputError:  # it is no identifier
        return
    try:
        files = every_way(case, tmp_path_factory.mktemp("register"))
    except InputError:
        with pytest.raises(InputError) as caught:
            rows_of(case)
        assert {error.code for error in caught.value.errors} == {"id_not_for_register"}
        return
    for file in files:
        assert read_back(file, case) == case


@given(st.text("'=+-@a ", max_size=6))
def test_a_guarded_text_is_no_formula_and_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "+", "-", "@"}


# LibreOffice. Every odd identifier in one register, so that it is started once.


def all_names():
    """A register in which every odd identifier stands, as a child, as a family and in a list of children."""
    names = [name for name in ODD if not name.startswith(("'=", "''"))]  # CSV of others: the apostrophe is a guard
    children = [
        {
            "id": name,
            "stays": [
                {"gmina": "0201011", "placements": [{"form": "family_home", "start": "2024-01-01", "family": name}]}
            ],
        }
        for name in names
    ]
    costs = [
        {"family": name, "kind": "lodging", "start": "2024-02-01", "end": "2024-02-29", "amount": "1234567.80",
         "children": [name]}
        for name in names
    ]  # fmt: skip
    return read_case(json.dumps({"schema": "piecza.case/1", "children": children, "family_costs": costs}))


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.parametrize("form", FORMS)
def test_libreoffice_keeps_a_register(form, tmp_path):
    cases = [*SMALL, all_names()]
    files = {f"rejestr{number}.xlsx": to_workbook(case) for number, case in enumerate(cases)}
    out = converted(written(tmp_path / "in", files), tmp_path, form)
    for number, case in enumerate(cases):
        paths = sorted(out.glob(f"rejestr{number}[.-]*"))
        assert len(paths) == (1 if form == "ods" else 13)
        folder = written(tmp_path / f"found{number}", {path.name: path.read_bytes() for path in paths})
        assert read_back(folder / paths[0].name if form == "ods" else folder, case) == case

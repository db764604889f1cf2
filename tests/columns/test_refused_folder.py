"""What is refused of a folder: files, columns, rows, and arguments; as of its tables at once, and nothing is left."""

import numpy as np
import pyarrow as pa
import pytest
from folders import CHOSEN, FIRST, LAST, charged, folder_of, refused, some_tables

from piecza import InputError, ReadingNeeded, columns
from piecza.columns import parquet_folder

TABLES = some_tables()
DOUBLED = [place for place, number in enumerate(TABLES.placements["placement"].to_pylist()) if number][-1]


def changed(table, column, row, value):
    """A table with another value."""
    values = table[column].to_pylist()
    values[row] = value
    return table.set_column(table.column_names.index(column), column, pa.array(values, table[column].type))


def test_no_such_folder(tmp_path):
    codes, _ = refused(str(tmp_path / "nowhere"), tmp_path)
    assert codes == [("file_not_found", "", str(tmp_path / "nowhere"))]


def test_all_files_that_are_missing_or_none(tmp_path):
    folder = folder_of(TABLES._replace(stays=None), tmp_path / "in")
    (tmp_path / "in" / "placements.parquet").write_bytes(b"PAR1 but no more")
    (tmp_path / "in" / "expenses.parquet").write_bytes(b"")
    codes, errors = refused(folder, tmp_path)
    assert [code[:2] for code in codes] == [("table_missing", "stays"), ("parquet_broken", ""), ("parquet_broken", "")]
    assert [wrong.place.file for wrong in errors] == ["stays.parquet", "placements.parquet", "expenses.parquet"]


@pytest.mark.parametrize("name", ["Exemptions.parquet", "expense.parquet", "costs.PARQUET"])
def test_a_file_of_no_table(tmp_path, name):
    """One that would be passed over would be missing from the charges."""
    folder = folder_of(TABLES, tmp_path / "in")
    (tmp_path / "in" / name).write_bytes(b"")
    (tmp_path / "in" / "_SUCCESS").write_bytes(b"")
    codes, errors = refused(folder, tmp_path)
    assert codes == [("table_file_unknown", name, None)]
    assert "children.parquet, stays.parquet" in errors[0].message["en"]


def test_a_folder_in_place_of_a_file(tmp_path):
    folder = folder_of(TABLES._replace(stays=None), tmp_path / "in")
    (tmp_path / "in" / "stays.parquet").mkdir()
    codes, errors = refused(folder, tmp_path)
    assert codes == [("file_unreadable", "", f"{folder}/stays.parquet")]
    assert "it is a folder" in errors[0].message["en"]


def test_a_file_in_place_of_the_folder(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in")
    codes, errors = refused(f"{folder}/children.parquet", tmp_path)
    assert codes == [("file_unreadable", "", f"{folder}/children.parquet")]
    assert "it is no folder" in errors[0].message["en"]


def test_rows_of_an_earlier_run_would_point_to_other_charges(tmp_path):
    folder, out = folder_of(TABLES, tmp_path / "in"), tmp_path / "in" / "charges.parquet"
    columns.charge_folder(folder, str(out), FIRST, LAST, readings=CHOSEN, detail="segments")
    before = {path: path.read_bytes() for path in out.parent.iterdir()}
    for detail, left in (("charges", ["lines", "segments"]), ("lines", ["segments"])):
        with pytest.raises(InputError) as error:
            columns.charge_folder(folder, str(out), FIRST, FIRST, readings=CHOSEN, detail=detail, overwrite=True)
        assert [(wrong.code, wrong.path, wrong.value) for wrong in error.value.errors] == [
            ("rows_left", "out", f"{out.parent}/charges-{kind}.parquet") for kind in left
        ]
        assert {path: path.read_bytes() for path in out.parent.iterdir()} == before
    columns.charge_folder(folder, str(out), FIRST, FIRST, readings=CHOSEN, detail="segments", overwrite=True)
    assert out.read_bytes() != before[out]


@pytest.mark.parametrize("length", [235, 300])
def test_a_name_that_is_long(tmp_path, length):
    """A name may be so long that that of segments beside it cannot be."""
    folder, out = folder_of(TABLES, tmp_path / "in"), tmp_path / ("a" * length + ".parquet")
    if length < 250:
        columns.charge_folder(folder, str(out), FIRST, FIRST, readings=CHOSEN)
        assert out.is_file()
        return
    with pytest.raises(InputError) as error:
        columns.charge_folder(folder, str(out), FIRST, FIRST, readings=CHOSEN)
    assert [wrong.code for wrong in error.value.errors] == ["folder_unwritable"]


def test_a_result_may_lie_in_the_folder(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in")
    columns.charge_folder(folder, f"{folder}/earlier.parquet", FIRST, LAST, readings=CHOSEN, detail="segments")
    again = columns.charge_folder(folder, str(tmp_path / "x.parquet"), FIRST, LAST, readings=CHOSEN)
    assert again.children == columns.folder_parts(folder)[0].children == len(TABLES.children)


def test_a_file_without_a_name(tmp_path):
    with pytest.raises(InputError) as error:
        columns.charge_folder(folder_of(TABLES, tmp_path / "in"), "", FIRST, LAST, readings=CHOSEN)
    assert [(wrong.code, wrong.path) for wrong in error.value.errors] == [("output_missing", "out")]


def test_a_damaged_file(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in", compression="none")
    path = tmp_path / "in" / "monthly_costs.parquet"
    content = bytearray(path.read_bytes())
    content[4:400] = bytes(396)
    path.write_bytes(content)
    codes, errors = refused(folder, tmp_path)
    assert codes == [("parquet_broken", "", None)]
    assert errors[0].place.file == "monthly_costs.parquet"


def test_a_file_whose_names_of_columns_are_damaged(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in", compression="none", store_schema=False)
    path = tmp_path / "in" / "stays.parquet"
    path.write_bytes(path.read_bytes().replace(b"gmina", b"gm\xffna"))
    codes, errors = refused(folder, tmp_path)
    assert codes == [("parquet_broken", "", None)]
    assert errors[0].place.file == "stays.parquet"


def with_bytes(table, column, *rows, kind=None):
    """A table whose text in some rows is not UTF-8 from its second byte on."""
    names = [b"d\xff\xfe" if row in rows else name.encode() for row, name in enumerate(table[column].to_pylist())]
    array = pa.array(names, pa.large_binary()).cast(kind or pa.string(), safe=False)
    return table.set_column(table.column_names.index(column), column, array)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string()])
@pytest.mark.parametrize("children_at_once", [1, 4, 1000])
def test_text_that_is_not_utf_8(tmp_path, children_at_once, kind):
    """Columns that cannot be read are said before any rows, those of all parts together."""
    tables = TABLES._replace(
        stays=with_bytes(TABLES.stays, "gmina", 2, 20, kind=kind),
        placements=changed(with_bytes(TABLES.placements, "form", 7, kind=kind), "placement", DOUBLED, 0),
    )
    with pytest.raises(InputError) as error:
        columns.charge_tables(tables, FIRST, LAST, readings=CHOSEN)
    assert [(wrong.code, wrong.path) for wrong in error.value.errors] == [
        ("encoding", path) for path in ("stays[2].gmina", "stays[20].gmina", "placements[7].form")
    ]
    _, errors = refused(folder_of(tables, tmp_path / "in"), tmp_path, children_at_once=children_at_once)
    assert [wrong._replace(place=None) for wrong in errors] == list(error.value.errors)
    assert [wrong.place.file for wrong in errors] == ["stays.parquet", "stays.parquet", "placements.parquet"]
    assert "(byte 1)" in errors[0].message["en"]


def test_names_of_children_that_are_not_utf_8(tmp_path, monkeypatch):
    monkeypatch.setattr("piecza.files.parquet_rows.BATCH", 5)
    stays, expenses = with_bytes(TABLES.stays, "child", 7), with_bytes(TABLES.expenses, "child", 0)
    tables = TABLES._replace(stays=stays, expenses=expenses)
    codes, errors = refused(folder_of(tables, tmp_path / "in"), tmp_path)
    assert codes == [("encoding", "stays[7].child", None), ("encoding", "expenses[0].child", None)]
    assert [wrong.place.file for wrong in errors] == ["stays.parquet", "expenses.parquet"]
    children = with_bytes(TABLES.children, "id", 11, 12, 17)
    codes, errors = refused(folder_of(TABLES._replace(children=children), tmp_path / "in"), tmp_path)
    assert codes == [("encoding", f"children[{row}].id", None) for row in (11, 12)]
    assert {wrong.place.file for wrong in errors} == {"children.parquet"}


def test_columns_of_a_part_that_cannot_be_read(tmp_path):
    """A number beyond 64 bits is seen in the part that has it."""
    numbers = TABLES.stays["stay"].to_pylist()
    numbers = pa.array([*numbers[:9], 2**64 - 1, *numbers[10:]], pa.uint64())
    folder = folder_of(TABLES._replace(stays=TABLES.stays.set_column(1, "stay", numbers)), tmp_path / "in")
    codes, errors = refused(folder, tmp_path, children_at_once=2)
    assert [code[:2] for code in codes] == [("column_type", "stays.stay")]
    assert errors[0].place.file == "stays.parquet"


def test_codes_of_one_gmina_that_are_wrong_are_said_once(tmp_path):
    same = [["0201011", "0201012"], ["12"]]
    with pytest.raises(InputError) as error:
        columns.charge_tables(TABLES, FIRST, LAST, readings=CHOSEN, same_gmina=same)
    _, errors = refused(folder_of(TABLES, tmp_path / "in"), tmp_path, children_at_once=2, same_gmina=same)
    assert errors == error.value.errors


@pytest.mark.parametrize(
    ("wrong", "kind", "said"),
    [
        ({"detail": "segment"}, ValueError, "detail is one of charges, lines, segments, not 'segment'"),
        ({"threads": 0}, ValueError, "threads is at least 1, not 0"),
        ({"threads": 1.5}, TypeError, "threads is a whole number, not float"),
        ({"threads": True}, TypeError, "threads is a whole number, not bool"),
        ({"readings": {}}, TypeError, "readings is piecza.Readings, not dict"),
        ({"law": "law"}, TypeError, "law is piecza.Law, not str"),
    ],
)
def test_arguments_that_are_none(tmp_path, wrong, kind, said):
    part = columns.folder_parts(folder_of(TABLES, tmp_path / "in"))[0]
    asks = [
        lambda **options: columns.charge_tables(TABLES, FIRST, LAST, **options),
        lambda **options: charged(part.folder, tmp_path, **options),
    ]
    if "threads" not in wrong:
        asks.append(lambda **options: columns.charge_part(part, FIRST, **options))
    if "readings" in wrong:
        asks.append(lambda **options: columns.to_case(TABLES, **options))
    for ask in asks:
        with pytest.raises(kind, match=f"^{said}$"):
            ask(**wrong)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("number", "kind"), [(0, ValueError), (-3, ValueError), ("5", TypeError), (None, TypeError)])
def test_parts_have_children(tmp_path, number, kind):
    folder = folder_of(TABLES, tmp_path / "in")
    with pytest.raises(kind, match=r"^children_at_once is (at least 1|a whole number), not "):
        columns.folder_parts(folder, number)
    with pytest.raises(kind, match=r"^children_at_once is "):
        charged(folder, tmp_path, children_at_once=number)
    assert not (tmp_path / "out").exists()


def test_columns_are_refused_before_rows(tmp_path):
    stays = TABLES.stays.drop_columns(["gmina"])
    floats = TABLES.expenses["amount_grosze"].cast(pa.float64())
    expenses = TABLES.expenses.set_column(6, "amount_grosze", floats)
    assert expenses.column_names == TABLES.expenses.column_names
    codes, errors = refused(folder_of(TABLES._replace(stays=stays, expenses=expenses), tmp_path / "in"), tmp_path)
    assert [code[:2] for code in codes] == [
        ("missing_column", "stays.gmina"),
        ("column_type", "expenses.amount_grosze"),
    ]
    assert [wrong.place.file for wrong in errors] == ["stays.parquet", "expenses.parquet"]


def test_rows_out_of_order(tmp_path):
    """The first of each file that stands where it may not."""
    backwards = np.arange(len(TABLES.stays))[::-1]
    costs = TABLES.monthly_costs
    later = costs["child"].to_pylist().index("d-003")
    moved = pa.concat_tables([costs.slice(0, later), costs.slice(later + 1), costs.slice(later, 1)])
    folder = folder_of(TABLES._replace(stays=TABLES.stays.take(backwards), monthly_costs=moved), tmp_path / "in")
    codes, errors = refused(folder, tmp_path, children_at_once=2)
    assert codes == [
        ("rows_out_of_order", "stays[2].child", "d-021"),
        ("rows_out_of_order", f"monthly_costs[{len(costs) - 1}].child", "d-003"),
    ]
    assert [wrong.place.file for wrong in errors] == ["stays.parquet", "monthly_costs.parquet"]


def test_a_child_that_stands_twice(tmp_path):
    children = pa.concat_tables([TABLES.children, TABLES.children.slice(3, 2)])
    codes, errors = refused(
        folder_of(TABLES._replace(children=children), tmp_path / "in"), tmp_path, children_at_once=2
    )
    assert codes == [
        ("duplicate_child", "children[23].id", "d-003"),
        ("duplicate_child", "children[24].id", "d-004"),
    ]
    assert "children[3]" in errors[0].message["en"]


def wrong_tables():
    """Something wrong in the shape of each table, far from the beginning and near it."""
    t = TABLES._asdict()
    t["stays"] = changed(t["stays"], "gmina", 20, "12")
    t["placements"] = changed(changed(t["placements"], "form", 0, "zoo"), "placement", DOUBLED, 0)
    t["monthly_costs"] = changed(t["monthly_costs"], "amount_grosze", 40, -5)
    t["expenses"] = changed(changed(t["expenses"], "child", 13, "who"), "child", 5, None)
    t["exemptions"] = changed(t["exemptions"], "basis", 2, "")
    return columns.CaseTables(**t)


@pytest.mark.parametrize("children_at_once", [1, 2, 7, 1000])
def test_what_is_wrong_in_rows_is_said_as_of_the_whole(tmp_path, children_at_once):
    tables = wrong_tables()
    with pytest.raises(InputError) as error:
        columns.charge_tables(tables, FIRST, LAST, readings=CHOSEN)
    _, errors = refused(folder_of(tables, tmp_path / "in"), tmp_path, children_at_once=children_at_once, threads=2)
    assert [wrong._replace(place=None) for wrong in errors] == list(error.value.errors)
    assert {wrong.path.partition("[")[0] for wrong in errors} == {*TABLES._fields} - {"children"}
    assert (
        f"placements[{DOUBLED - 1}]" in errors[[wrong.code for wrong in errors].index("number_doubled")].message["en"]
    )
    for wrong in errors:
        assert wrong.path.startswith(wrong.place.file.removesuffix(".parquet"))


@pytest.mark.parametrize("children_at_once", [1, 2, 7])
def test_meaning_comes_after_shape(tmp_path, children_at_once):
    tables = TABLES._replace(placements=changed(TABLES.placements, "end", 1, TABLES.placements["start"][0].as_py()))
    with pytest.raises(InputError) as error:
        columns.charge_tables(tables, FIRST, LAST, readings=CHOSEN)
    _, errors = refused(folder_of(tables, tmp_path / "in"), tmp_path, children_at_once=children_at_once)
    assert [wrong._replace(place=None) for wrong in errors] == list(error.value.errors)
    tables = tables._replace(stays=changed(tables.stays, "gmina", 20, "12"))
    codes, _ = refused(folder_of(tables, tmp_path / "in"), tmp_path, children_at_once=children_at_once)
    assert codes == [("gmina_code", "stays[20].gmina", "12")]


def test_checking_ends_where_too_much_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_folder, "MOST_PROBLEMS", 3)
    stays = TABLES.stays.set_column(2, "gmina", pa.array(["12"] * len(TABLES.stays)))
    codes, errors = refused(folder_of(TABLES._replace(stays=stays), tmp_path / "in"), tmp_path, children_at_once=2)
    assert [code[:2] for code in codes] == [
        *(("gmina_code", f"stays[{row}].gmina") for row in range(5)),
        ("checked_in_part", "children[4]"),
    ]
    assert "more than 3 errors" in errors[-1].message["en"]


def test_readings_are_asked_for_the_whole_folder(tmp_path):
    options = {"readings": None, "children_at_once": 2, "threads": 2}
    folder = folder_of(TABLES, tmp_path / "in")
    with pytest.raises(ReadingNeeded) as needed:
        columns.charge_tables(TABLES, FIRST, LAST)
    with pytest.raises(ReadingNeeded) as error:
        charged(folder, tmp_path, **options)
    assert error.value.errors == needed.value.errors
    assert not (tmp_path / "out").exists()
    stays = changed(TABLES.stays, "gmina", 20, "12")
    codes, _ = refused(folder_of(TABLES._replace(stays=stays), tmp_path / "in"), tmp_path, **options)
    assert [code[1] for code in codes] == ["stays[20].gmina"]

"""A folder of Parquet files comes to what its tables come to, part by part; it is refused whole, and leaves nothing."""

from collections import Counter
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from folders import CHOSEN, FIRST, LAST, charged, folder_of, refused, some_tables

from piecza import InputError, columns
from piecza.columns import folder_rows
from piecza.files import disk

TABLES = some_tables()


@pytest.fixture(scope="module")
def whole():
    """All children charged at once."""
    return columns.charge_tables(TABLES, FIRST, LAST, readings=CHOSEN, detail="segments")


def rows(table):
    return [{name: str(value) for name, value in row.items()} for row in table.to_pylist()]


@pytest.mark.parametrize("rows_at_once", [1, 5, 1000])
@pytest.mark.parametrize(("children_at_once", "threads"), [(1, 1), (2, 3), (7, 2), (1000, 1)])
def test_parts_come_to_what_the_whole_comes_to(tmp_path, whole, rows_at_once, children_at_once, threads):
    told = []
    done = charged(
        folder_of(TABLES, tmp_path / "in", rows_at_once),
        tmp_path,
        detail="segments",
        threads=threads,
        children_at_once=children_at_once,
        progress=lambda *children: told.append(children),
    )
    assert [file.rpartition("/")[2] for file in done.files] == [
        "charges.parquet",
        "charges-lines.parquet",
        "charges-segments.parquet",
    ]
    for file, kind in zip(done.files, ("charges", "lines", "segments"), strict=True):
        written = pq.read_table(file)
        assert rows(written) == rows(getattr(whole, kind))
        assert done.rows[kind] == len(written) > 0
    assert (done.totals, done.total, done.law, done.readings) == (whole.totals, whole.total, whole.law, CHOSEN)
    assert list(done.totals) == sorted(done.totals)
    assert (str(done.first), str(done.last), done.children) == (FIRST, LAST, 23)
    assert told[-1] == (23, 23)
    assert [count for count, _ in told] == sorted({count for count, _ in told})


def test_batches_smaller_than_parts(tmp_path, whole, monkeypatch):
    monkeypatch.setattr("piecza.files.parquet_rows.BATCH", 2)
    done = charged(folder_of(TABLES, tmp_path / "in", 1000), tmp_path, children_at_once=3)
    assert rows(pq.read_table(done.files[0])) == rows(whole.charges)


def test_dictionaries_and_numbers_as_identifiers(tmp_path, whole):
    """Files as pandas writes categories, and as databases number children."""
    numbers = pa.array([int(name[2:]) for name in TABLES.children["id"].to_pylist()])
    coded = TABLES._replace(
        children=pa.table({"id": numbers}),
        **{
            name: table.set_column(
                0, "child", pa.array([str(int(child[2:])) for child in table["child"].to_pylist()]).dictionary_encode()
            )
            for name, table in TABLES._asdict().items()
            if name != "children"
        },
    )
    done = charged(folder_of(coded, tmp_path / "in"), tmp_path, children_at_once=4)
    assert done.totals == whole.totals
    assert pq.read_table(done.files[0])["child"][0].as_py() == "0"


def test_what_is_written_says_its_types(tmp_path):
    done = charged(folder_of(TABLES, tmp_path / "in"), tmp_path)
    schema = pq.read_schema(done.files[0])
    assert schema.names == ["child", "gmina", "month", "base_grosze", "amount_grosze"]
    assert all(pa.types.is_dictionary(kind) for kind in schema.types[:3])
    assert schema.types[3:] == [pa.int64(), pa.int64()]
    document = done.to_dict()
    assert document["schema"] == "piecza.folder_charges/1"
    assert document["total"] == str(done.total)
    assert sum(Decimal(entry["amount"]) for entry in document["totals"]) == done.total


def test_the_last_three_files_may_be_missing(tmp_path):
    tables = TABLES._replace(monthly_costs=None, expenses=None, exemptions=None)
    done = charged(folder_of(tables, tmp_path / "in"), tmp_path, children_at_once=4, detail="lines")
    assert done.rows["charges"] > 0
    assert done.rows["lines"] == done.total == 0


def test_no_children(tmp_path):
    tables = columns.CaseTables(*(table.slice(0, 0) for table in TABLES))
    codes, errors = refused(folder_of(tables, tmp_path / "in"), tmp_path)
    assert codes == [("empty_list", "children", None)]
    assert errors[0].place.file == "children.parquet"


@pytest.mark.parametrize("children_at_once", [1, 2, 7, 1000])
def test_notices_are_counted(tmp_path, children_at_once):
    """All of gminas and the first of each other code, with its row in the file; as many as tables have at once."""
    codes = TABLES.stays["gmina"].to_pylist()
    codes[5:] = [("1465011", "0261011", "9901011", code)[row % 4] for row, code in enumerate(codes[5:])]
    tables = TABLES._replace(
        stays=TABLES.stays.set_column(2, "gmina", pa.array(codes)), monthly_costs=TABLES.monthly_costs.slice(30)
    )
    folder = folder_of(tables, tmp_path / "in")
    whole = list(columns.charge_tables(tables, FIRST, "2027-01", readings=CHOSEN).notices)
    out = str(tmp_path / "charges.parquet")
    options = {"readings": CHOSEN, "children_at_once": children_at_once}
    done = columns.charge_folder(folder, out, FIRST, "2027-01", **options)
    of_law, *of_rows = whole
    assert done.notice_counts == Counter(notice["code"] for notice in of_rows)
    of_gminas = [notice for notice in of_rows if notice["path"].endswith(".gmina")]
    assert [notice["code"] for notice in of_gminas] == ["gmina_city", "gmina_city", "gmina_code_impossible"]
    no_cost = [notice for notice in of_rows if notice["code"] == "no_cost"]
    assert len(no_cost) > 2
    assert list(done.notices) == [of_law, *of_gminas, no_cost[0]]


def test_parts_tell_of_their_own_rows(tmp_path):
    tables = TABLES._replace(monthly_costs=TABLES.monthly_costs.slice(30))
    parts = columns.folder_parts(folder_of(tables, tmp_path / "in"), 2)
    of_parts = [notice for part in parts for notice in columns.charge_part(part, FIRST, readings=CHOSEN).notices]
    paths = [notice["path"] for notice in columns.charge_tables(tables, FIRST, readings=CHOSEN).notices]
    assert "placements[0]" in paths
    assert set(paths) <= {notice["path"] for notice in of_parts}


# Parts that other machines charge


def test_a_part_is_read_from_anywhere(tmp_path, whole):
    parts = columns.folder_parts(folder_of(TABLES, tmp_path / "in"), 5)
    assert [part.children for part in parts] == [5, 5, 5, 5, 3]
    read = {
        part: columns.charge_part(parts[part], FIRST, LAST, readings=CHOSEN, detail="lines") for part in (4, 0, 2, 1, 3)
    }
    assert sum(len(read[part].charges) for part in range(5)) == len(whole.charges)
    assert [row for part in range(5) for row in rows(read[part].charges)] == rows(whole.charges)
    sources = [row for part in range(5) for row in read[part].lines["source"].to_pylist()]
    assert sources == whole.lines["source"].to_pylist()


def test_hashes_that_meet_are_no_child_that_stands_twice(tmp_path, whole, monkeypatch):
    monkeypatch.setattr(folder_rows, "hash", lambda name: 7, raising=False)
    assert charged(folder_of(TABLES, tmp_path / "in"), tmp_path).totals == whole.totals


# Files that are there, and disks that are full


def test_what_is_there_is_kept(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in")
    charged(folder, tmp_path, detail="lines")
    lines = tmp_path / "out" / "charges-lines.parquet"
    before = lines.read_bytes()
    (tmp_path / "out" / "charges.parquet").unlink()
    with pytest.raises(InputError) as error:
        charged(folder, tmp_path, detail="segments")
    assert [(wrong.code, wrong.value) for wrong in error.value.errors] == [("file_exists", str(lines))]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [lines.name]
    assert lines.read_bytes() == before
    charged(folder, tmp_path, detail="lines", overwrite=True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [lines.name, "charges.parquet"]


def test_a_file_that_is_read_is_not_written(tmp_path):
    folder = folder_of(TABLES, tmp_path / "in")
    with pytest.raises(InputError) as error:
        columns.charge_folder(folder, f"{folder}/stays.parquet", FIRST, readings=CHOSEN, overwrite=True)
    assert [(wrong.code, wrong.path) for wrong in error.value.errors] == [("output_is_input", "out")]
    assert pq.read_table(f"{folder}/stays.parquet") == TABLES.stays


def test_nothing_is_left_where_the_disk_is_full(tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    folder = folder_of(TABLES, tmp_path / "in")
    monkeypatch.setattr(disk.os, "fsync", full)
    codes, errors = refused(folder, tmp_path, children_at_once=2)
    assert [code[0] for code in codes] == ["folder_unwritable"]
    assert "the disk is full" in errors[0].message["en"]


def test_nothing_is_left_where_progress_fails(tmp_path):
    def stop(done, whole):
        if done > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        charged(folder_of(TABLES, tmp_path / "in"), tmp_path, children_at_once=2, progress=stop)
    assert not (tmp_path / "out").exists()

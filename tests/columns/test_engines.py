"""The recipes of ``examples/columns`` on the real engines: what they come to is what `charge_tables` comes to."""

import shutil
import sys
from functools import partial
from pathlib import Path

import pytest
from folders import CHOSEN, FIRST, LAST, folder_of, some_tables

from piecza import InputError, columns

pytestmark = [pytest.mark.engines, pytest.mark.slow, pytest.mark.filterwarnings("ignore:PySpark does not yet")]
needed = partial(pytest.importorskip, exc_type=ImportError)
TABLES = some_tables()
RECIPES = Path(__file__).parents[2] / "examples" / "columns"


@pytest.fixture(scope="module")
def due():
    """All charges in one go."""
    return columns.charge_tables(TABLES, FIRST, LAST, readings=CHOSEN).charges.to_pylist()


def test_duckdb(tmp_path, due):
    duckdb = needed("duckdb")
    from duckdb_charges import charge_database

    database = str(tmp_path / "care.duckdb")
    with duckdb.connect(database) as db:
        for name, table in TABLES._asdict().items():
            db.register("given", table)
            db.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    charge_database(database, FIRST, LAST, children_at_once=4, readings=CHOSEN)
    with duckdb.connect(database) as db:
        assert db.sql("SELECT * FROM charges").to_arrow_table().to_pylist() == due
        db.execute("UPDATE stays SET gmina = '12' WHERE child = 'd-022'")
    with pytest.raises(ValueError, match="at least one child"):
        charge_database(database, FIRST, LAST, children_at_once=-4, readings=CHOSEN)
    with pytest.raises(InputError):
        charge_database(database, FIRST, LAST, children_at_once=4, readings=CHOSEN)
    with duckdb.connect(database) as db:
        assert db.execute("SELECT count(*) FROM charges").fetchone() == (len(due),)


LOST = {
    "a child that is none": ("UPDATE stays SET child = 'a' WHERE child = 'd-004'", "stays", "child", "unknown_child"),
    "after the last": ("UPDATE expenses SET child = 'x' WHERE child = 'd-001'", "expenses", "child", "unknown_child"),
    "between two parts": ("DELETE FROM children WHERE id = 'd-004'", "stays", "child", "unknown_child"),
    "no child": (
        "UPDATE monthly_costs SET child = NULL WHERE child = 'd-004'",
        "monthly_costs",
        "child",
        "missing_field",
    ),
    "no identifier": ("INSERT INTO children VALUES (NULL)", "children", "id", "missing_field"),
    "no children": ("DELETE FROM children", "stays", "child", "unknown_child"),
}


@pytest.mark.parametrize("name", LOST)
def test_duckdb_leaves_no_row_out(tmp_path, name):
    """Rows of no child, and children without an identifier, are refused before any child is charged."""
    duckdb = needed("duckdb")
    from duckdb_charges import charge_database

    change, table, column, code = LOST[name]
    database = str(tmp_path / "care.duckdb")
    with duckdb.connect(database) as db:
        for of, rows in TABLES._asdict().items():
            db.register("given", rows)
            db.execute(f"CREATE TABLE {of} AS SELECT * FROM given")
        db.execute(change)
    with pytest.raises(InputError) as error:
        charge_database(database, FIRST, LAST, children_at_once=4, readings=CHOSEN)
    assert (code, f"{table}[0].{column}") in {(wrong.code, wrong.path) for wrong in error.value.errors}
    with duckdb.connect(database) as db:
        assert ("charges",) not in db.execute("SHOW TABLES").fetchall()


@pytest.mark.parametrize("scheduler", ["threads", "processes"])
def test_dask(tmp_path, due, scheduler, monkeypatch):
    dask = needed("dask")
    needed("dask.dataframe")
    from dask_charges import charged

    monkeypatch.setenv("PYTHONPATH", f"{Path(columns.__file__).parents[2]}:{RECIPES}")
    frame = charged(folder_of(TABLES, tmp_path / "in"), FIRST, LAST, children_at_once=4, readings=CHOSEN)
    assert frame.npartitions == 6
    with dask.config.set(scheduler=scheduler, num_workers=2):
        assert frame.compute().to_dict("records") == due
        assert frame.amount_grosze.sum().compute() == sum(charge["amount_grosze"] for charge in due)


def test_spark(tmp_path, due, monkeypatch):
    sql = needed("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java (apt-get install openjdk-17-jre-headless), which is not on PATH")
    from spark_charges import charged

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    monkeypatch.setenv("PYTHONPATH", f"{Path(columns.__file__).parents[2]}:{RECIPES}")
    builder = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.host", "localhost").getOrCreate()
    try:
        folder = folder_of(TABLES, tmp_path / "in")
        frame = charged(spark, folder, FIRST, LAST, children_at_once=4, readings=CHOSEN)
        assert frame.rdd.getNumPartitions() == 6
        assert [row.asDict() for row in frame.collect()] == due
        wrong = TABLES.stays.set_column(2, "gmina", TABLES.stays["child"])
        frame = charged(spark, folder_of(TABLES._replace(stays=wrong), tmp_path / "in"), FIRST, LAST, 4)
        with pytest.raises(Exception, match=r"stays\[\d+\]\.gmina"):
            frame.collect()
    finally:
        spark.stop()

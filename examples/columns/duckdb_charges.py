"""Charges of a DuckDB database: its six tables, some thousands of children at a time, into its table charges.

The tables are called as those of `piecza.columns.CaseTables`. Rows come as they were inserted (DuckDB's setting
preserve_insertion_order), which counts for monthly costs and exemptions.
"""

import duckdb

from piecza import columns


def charge_database(database: str, first: str, last: str, children_at_once: int = 4_096, **options) -> None:
    """Charge all children into a table that is written whole or not at all; options are those of `charge_tables`.

    InputError names the rows of the children at hand; of rows that are no child's, those among them.
    """
    if children_at_once < 1:
        raise ValueError("at least one child must be charged at once")
    with duckdb.connect(database) as db:
        db.begin()
        db.execute(
            "CREATE OR REPLACE TABLE charges "
            "(child VARCHAR, gmina VARCHAR, month VARCHAR, base_grosze BIGINT, amount_grosze BIGINT)"
        )
        ids = [name for (name,) in db.execute("SELECT id FROM children ORDER BY id").fetchall() if name is not None]
        of_no_child = _tables(
            db, "id IS NULL", "child IS NULL OR child NOT IN (SELECT id FROM children WHERE id IS NOT NULL)"
        )
        if any(map(len, of_no_child)):
            columns.charge_tables(of_no_child, first, last, **options)  # says what is wrong with them
        for start in range(0, len(ids), children_at_once):
            of_part = ids[start], ids[start : start + children_at_once][-1]
            tables = _tables(db, "id BETWEEN ? AND ?", "child BETWEEN ? AND ?", of_part)
            charged = columns.charge_tables(tables, first, last, **options)
            db.register("charged", charged.charges)
            db.execute("INSERT INTO charges SELECT * FROM charged")
        db.commit()


def _tables(db, children: str, of_children: str, values=()) -> columns.CaseTables:
    """The rows of children, and of the other tables, for which a condition holds."""
    where = {name: children if name == "children" else of_children for name in columns.CaseTables._fields}
    rows = {name: db.sql(f"SELECT * FROM {name} WHERE {where[name]}", params=values) for name in where}
    return columns.CaseTables(**{name: query.to_arrow_table() for name, query in rows.items()})

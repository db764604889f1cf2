"""Some children in six tables and as a folder of Parquet files, with something in each of them."""

from datetime import date, timedelta

import pyarrow.parquet as pq
import pytest
from small_cases import case, child, placement, stay

from piecza import InputError, Readings, columns

CHOSEN = Readings().choose(after_return="sum")
FIRST, LAST = "2019-01", "2024-12"


def _child(number):
    start = date(2019, 1, 15) + timedelta(days=37 * number)
    spent, move, leaves, returns = (str(start + timedelta(days=days)) for days in (90, 400, 700, 800))
    family = placement("related_family", str(start), move)
    family["monthly_cost"] = [{"amount": "1000.01"}, {"start": f"{start.year + 1}-02-01", "amount": "1111.11"}]
    facility = placement("facility", move, leaves if number % 3 else None, "7000.07")
    expenses = [{"kind": "allowance", "amount": "123.45", "start": str(start), "end": spent}]
    if number % 2:
        expenses = [{"kind": "recovered", "amount": "-20.20", "day": str(start)}, *expenses]
    stays = [stay(f"{1201012 + number % 4}", family, facility, expenses=expenses if number % 5 else [])]
    if number % 3:
        stays[0]["ended_by"] = "return_home"
    if number % 3 == 1:
        stays.append(stay("0201011", placement("professional_family", returns, cost="2000.33")))
    exempt = [{"ground": "state_financed", "basis": "art. 1", "start": move}, {"ground": "foreign_court"}]
    return child(f"d-{number:03}", *stays, exemptions=exempt[number % 2 :] if number % 7 == 0 else [])


def some_tables(count=23):
    """The tables of so many children, with their readings chosen or open."""
    return columns.to_tables(case(*map(_child, range(count))))


def folder_of(tables, path, rows_at_once=5, **options):
    """Tables as a folder of Parquet files in groups of so many rows; a table that is None is left out."""
    path.mkdir(exist_ok=True)
    for name, table in tables._asdict().items():
        if table is not None:
            pq.write_table(table, path / f"{name}.parquet", row_group_size=rows_at_once, **options)
    return str(path)


def charged(folder, tmp_path, **options):
    """What comes of charging a folder into a file of another."""
    out = str(tmp_path / "out" / "charges.parquet")
    return columns.charge_folder(folder, out, FIRST, LAST, **{"readings": CHOSEN, **options})


def refused(folder, tmp_path, **options):
    """What is said to be wrong with a folder, of which nothing is written: in short, and all of it."""
    with pytest.raises(InputError) as error:
        charged(folder, tmp_path, **options)
    assert not (tmp_path / "out").exists()
    return [(wrong.code, wrong.path, wrong.value) for wrong in error.value.errors], error.value.errors

"""Charges of a folder of Parquet files as a Dask DataFrame: every partition some thousands of children."""

from functools import partial

import dask.dataframe as dd
from charge_columns import CHARGES, charges_of

from piecza import columns


def charged(folder: str, first: str, last: str, children_at_once: int = 4_096, **options) -> dd.DataFrame:
    """The charges, worked out when they are asked for; options are those of `charge_tables`.

    Every worker must see the folder, and has `piecza[columns]` of the same version; the first task on it compiles the
    rule, which takes some twenty seconds to a minute.
    """
    parts = columns.folder_parts(folder, children_at_once)
    columns_of = CHARGES.empty_table().to_pandas()
    return dd.from_map(partial(_frame, first=first, last=last, **options), parts, meta=columns_of)


def _frame(part, **options):
    return charges_of(part, **options).to_pandas()

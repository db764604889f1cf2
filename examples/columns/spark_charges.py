"""Charges of a folder of Parquet files as a Spark DataFrame: every task charges some thousands of children.

What goes through Spark are the numbers of parts, and the charges that come back: each task reads its own rows of the
folder, so Spark need not group six tables by child.
"""

from collections.abc import Iterator

import pyarrow as pa
from charge_columns import charges_of
from pyspark.sql import DataFrame, SparkSession

from piecza import columns

SCHEMA = "child string, gmina string, month string, base_grosze long, amount_grosze long"


def charged(
    spark: SparkSession, folder: str, first: str, last: str, children_at_once: int = 4_096, **options
) -> DataFrame:
    """The charges, worked out when they are asked for; options are those of `charge_tables`.

    Every executor must see the folder, and has `piecza[columns]` of the same version; the first task on it compiles the
    rule, which takes some twenty seconds to a minute.
    """
    parts = columns.folder_parts(folder, children_at_once)

    def charge(numbers: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in numbers:
            for number in batch["id"].to_pylist():
                yield from charges_of(parts[number], first, last, **options).to_batches()

    return spark.range(len(parts), numPartitions=len(parts)).mapInArrow(charge, SCHEMA)

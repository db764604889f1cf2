"""What the recipes of this folder write: the columns of charges, with texts in place of dictionaries."""

import pyarrow as pa

from piecza.columns import FolderPart, charge_part

CHARGES = pa.schema(
    {
        "child": pa.string(),
        "gmina": pa.string(),
        "month": pa.string(),
        "base_grosze": pa.int64(),
        "amount_grosze": pa.int64(),
    }
)


def charges_of(part: FolderPart, first: str, last: str, **options) -> pa.Table:
    """The charges of some children of a folder; the same on whatever machine sees the folder."""
    return charge_part(part, first, last, **options).charges.cast(CHARGES)

"""The six tables of a document `piecza.case/1` as it stands, right or wrong, and where a part of it stands in them."""

import re

import narwhals.stable.v2 as nw
import pyarrow as pa

from piecza.columns import CaseTables

COLUMNS = {
    "children": ["id"],
    "stays": ["child", "stay", "gmina", "ended_by"],
    "placements": ["child", "stay", "placement", "form", "start", "end"],
    "monthly_costs": ["child", "stay", "placement", "start", "amount"],
    "expenses": ["child", "stay", "kind", "day", "start", "end", "amount"],
    "exemptions": ["child", "ground", "start", "end", "basis"],
}
PARTS = {"stays": "stays", "placements": "placements", "monthly_cost": "monthly_costs", "expenses": "expenses"}
PARTS |= {"exemptions": "exemptions"}


def rows_of(document):
    """The rows of the six tables, and the place of each part by its path."""
    rows, places = {name: [] for name in COLUMNS}, {}

    def add(table, path, part, keys):
        places[path] = f"{table}[{len(rows[table])}]"
        rows[table].append(keys | {name: value for name, value in part.items() if name in COLUMNS[table]})
        for name, inner in PARTS.items():
            number = {"stays": "stay", "placements": "placement"}.get(name)
            for index, one in enumerate(part.get(name) or []):
                own = keys | ({number: index} if number else {})
                add(inner, f"{path}.{name}[{index}]", one, own)

    for index, child in enumerate(document["children"]):
        add("children", f"children[{index}]", child, {"child": child.get("id")})
    return rows, places


def tables_of(rows, backend="pyarrow", **columns):
    """Tables of rows; ``columns`` are other arrays for some columns, as ``stays_gmina``."""
    made = {}
    for name, of_table in rows.items():
        arrays = {column: pa.array([row.get(column) for row in of_table]) for column in COLUMNS[name]}
        arrays |= {key.split("__")[1]: array for key, array in columns.items() if key.startswith(f"{name}__")}
        made[name] = nw.from_arrow(pa.table(arrays), backend=backend).to_native()
    return CaseTables(**made)


def in_tables(path, places):
    """Where a path of the document leads in the tables."""
    part = path
    while part not in places:
        part = re.sub(r"\.?[^.]+$", "", part)
    return places[part] + path.removeprefix(part)

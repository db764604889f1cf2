"""Charges as plain rows, from objects and from frames; the rows of tables in another order."""

import random
from datetime import date
from decimal import Decimal
from itertools import count

import narwhals.stable.v2 as nw
import pyarrow as pa

CHARGE = ["child", "gmina", "month", "base_grosze", "amount_grosze"]
LINE = ["charge", "source", "kind", "form", "rate_grosze", "day_rate_grosze", "start", "end", "days", "base_grosze"]
LINE += ["amount_grosze"]
SEGMENT = ["line", "start", "end", "days", "band", "percent", "basis", "exempt", "amount_grosze"]


def sources(case):
    """The row of every cost in its table, by its path in the case."""
    costs, expenses, rows = count(), count(), {}
    for i, child in enumerate(case.children):
        for j, stay in enumerate(child.stays):
            at = f"children[{i}].stays[{j}]"
            for k, placement in enumerate(stay.placements):
                paths = (f"{at}.placements[{k}].monthly_cost[{n}]" for n in range(len(placement.monthly_cost)))
                rows |= dict(zip(paths, costs, strict=False))
            paths = (f"{at}.expenses[{n}]" for n in range(len(stay.expenses)))
            rows |= dict(zip(paths, expenses, strict=False))
    return rows


def rows_of_objects(case, result):
    """The charges, lines and segments of a case that was worked out on objects."""
    source, charges, lines, segments = sources(case), [], [], []
    for charge in result:
        for line in charge.lines:
            for part in line.segments:
                segments.append((len(lines), *(getattr(part, name) for name in SEGMENT[1:])))
            own = (getattr(line, name) for name in LINE[2:])
            lines.append((len(charges), source[line.source], *own))
        charges.append((charge.child, charge.gmina, str(charge.month), charge.base_grosze, charge.amount_grosze))
    return charges, lines, segments


def rows_of_document(case, charges):
    """The same from charges as they stand in `piecza.charges/1`."""
    source, of_charges, lines, segments = sources(case), [], [], []
    for charge in charges:
        for line in charge["lines"]:
            segments += [(len(lines), *_values(part, SEGMENT[1:])) for part in line["segments"]]
            lines.append((len(of_charges), source[line["source"]], *_values(line, LINE[2:])))
        of_charges.append(tuple(_values(charge, CHARGE)))
    return of_charges, lines, segments


def _values(part, columns):
    """The values of a part by the names of columns: days as dates, amounts in grosze."""
    for name in columns:
        value = part[name.removesuffix("_grosze")]
        if name in ("start", "end"):
            yield date.fromisoformat(value)
        elif name.endswith("_grosze") and value is not None:
            yield int(Decimal(value) * 100)
        else:
            yield value


def rows_of_frames(result):
    """The same from charges in tables; what was not asked for is an empty list."""
    return tuple(rows(frame) for frame in (result.charges, result.lines, result.segments))


def rows(frame):
    """The rows of a frame of any kind."""
    return [] if frame is None else [tuple(row.values()) for row in arrow(frame).to_pylist()]


def arrow(frame):
    """A frame of any kind as a pyarrow table."""
    return nw.from_native(frame).to_arrow()


def columns_of(frame):
    """The names of the columns of a frame."""
    return nw.from_native(frame).columns


def shuffled(tables, seed):
    """Six tables with their rows in another order, and for each where the rows have come from.

    Costs of a placement and exemptions of a child stay in the order that they have.
    """
    chance, made, origins = random.Random(seed), [], {}
    for name, table in zip(tables._fields, tables, strict=True):
        order = list(range(table.num_rows))
        chance.shuffle(order)
        if name in ("monthly_costs", "exemptions"):
            keys = [c for c in ("child", "stay", "placement") if c in table.column_names]
            groups = [tuple(row[key] for key in keys) for row in table.to_pylist()]
            waiting = {group: iter([r for r, g in enumerate(groups) if g == group]) for group in set(groups)}
            order = [next(waiting[groups[row]]) for row in order]
        made.append(table.take(pa.array(order, pa.int64())))
        origins[name] = order
    return type(tables)(*made), origins

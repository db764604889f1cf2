"""Cases written out in a line or two, for what noty, corrections and a month's summary say of them."""

import json

from piecza import read_case


def placement(form, start, end=None, cost="1000.00", **more):
    given = {"monthly_cost": [{"amount": cost}]} if cost else {}
    return {"form": form, "start": start, "end": end, **given, **more}


def stay(gmina, *placements, **more):
    return {"gmina": gmina, "placements": list(placements), **more}


def child(name, *stays, **more):
    return {"id": name, "stays": list(stays), **more}


def family(name, gmina, start="2024-11-10", end=None, cost="1000.00", **more):
    """A child in a family, from one day on or to another."""
    return child(name, stay(gmina, placement("related_family", start, end, cost), **more))


def case(*children, readings=(), **more):
    return read_case(
        json.dumps({"schema": "piecza.case/1", "readings": dict(readings), "children": list(children), **more})
    )

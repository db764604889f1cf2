"""The rule over columns as it is compiled, and once more as plain Python."""

import fcntl
import importlib
import json
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from documents import RIGHT
from numba.core import config

import piecza
from piecza import columns, read_case

NAME = "piecza.columns"
PARTS = ["charging", "rule_columns", "reading_tables", "column_values"]
PARTS += [f"kernel.compiled_{part}" for part in ("numbers", "clock", "joins")]


def of(face, *, is_compiled):
    """The public names of the package and some of its parts, by their last name."""
    parts = {part.rsplit(".")[-1]: importlib.import_module(f"{NAME}.{part}") for part in PARTS}
    return SimpleNamespace(**{name: getattr(face, name) for name in face.__all__}, **parts, is_compiled=is_compiled)


@pytest.fixture(scope="session")
def compiled():
    """The package as it is, compiled by one process while the others wait: what it compiled is kept on disk."""
    case = read_case(json.dumps(RIGHT))
    with Path(tempfile.gettempdir(), "piecza-compiles").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        columns.charge_tables(columns.to_tables(case), "2024-07", readings=case.readings, detail="segments")
    return of(columns, is_compiled=True)


@pytest.fixture(scope="session")
def plain():
    """The package imported once more and not compiled: where a number does not fit 64 bits numpy warns, and fails."""
    own = {name: sys.modules.pop(name) for name in list(sys.modules) if f"{name}.".startswith(f"{NAME}.")}
    config.DISABLE_JIT = True
    try:
        return of(importlib.import_module(NAME), is_compiled=False)
    finally:
        config.DISABLE_JIT = False
        for name in [name for name in sys.modules if f"{name}.".startswith(f"{NAME}.")]:
            del sys.modules[name]
        sys.modules |= own
        piecza.columns = own[NAME]


@pytest.fixture(params=["compiled", "plain"])
def package(request):
    """Both of them, one after the other."""
    return request.getfixturevalue(request.param)

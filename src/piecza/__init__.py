"""The gmina's share of the cost of foster care in Poland: exact to the grosz, explained by its article."""

from piecza._version import __version__
from piecza.charging import charges
from piecza.documents import read_case

__all__ = ["__version__", "charges", "read_case"]

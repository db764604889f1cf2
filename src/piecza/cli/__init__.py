"""The command line: `charge`, `cost`, `rates`, `schema`; `notes`, `correct`, `check`, `template`; `audit`.

Exit status: 0 done; 1 an audit found something; 2 the input is wrong; 3 a reading must be chosen.
"""

from piecza.cli.app import app, main  # first: it says what to install

# isort: split
from piecza.cli import audits, case, registers

__all__ = ["app", "audits", "case", "main", "registers"]

"""The command line: `charge`, `cost`, `rates`, `schema`; `notes`, `correct`, `check`, `template`; `audit`; `law`.

Exit status: 0 done; 1 an audit found something; 2 the input is wrong; 3 a reading must be chosen.
"""

from piecza.cli.app import app, main  # first: it says what to install

# isort: off
from piecza.cli import (
    nota_commands,
    register_commands,
    audit_commands,
    charge_commands,
    law_commands,
)  # as the help lists them
# isort: on

__all__ = ["app", "audit_commands", "charge_commands", "law_commands", "main", "nota_commands", "register_commands"]

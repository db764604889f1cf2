"""The command line: `charge`, `cost`, `rates`, `schema`; `notes`, `correct`, `check`, `template`; `audit`; `law`.

Exit status: 0 done; 1 an audit found something; 2 the input is wrong; 3 a reading must be chosen.
"""

from piecza.cli.app import app, main

__all__ = ["app", "main"]

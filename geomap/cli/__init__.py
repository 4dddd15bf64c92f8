"""The command ``geomap``: parse, call one function, print. Results on stdout, everything else on stderr.

Exit codes: 0 done, 1 the user can mend it (the message says how), 2 usage.
"""

from __future__ import annotations

import os
import sys

from geomap.cli import build, daily, evaluate, export, front, gazetteer, look, review
from geomap.cli.app import app, fail
from geomap.errors import GeomapError

__all__ = ["app", "main"]

_INTERRUPTED = 130
_STOPPED = "stopped; the last complete outputs are still in place"

app.add_typer(gazetteer.app, name="gazetteer")
for module in (build, daily, evaluate, export, front, look, review):
    module.add_to(app)


def main() -> None:
    """Run the command; errors made on purpose become one line and exit code 1."""
    try:
        app()
    except GeomapError as error:
        fail(str(error))
    except KeyboardInterrupt:
        fail(_STOPPED, code=_INTERRUPTED)
    except SystemExit as ended:  # Typer makes one of Ctrl-C, without a word
        if ended.code == _INTERRUPTED:
            fail(_STOPPED, code=_INTERRUPTED)
        raise
    except BrokenPipeError:
        # the reader (head, less) has gone: point stdout nowhere, so that the exit flush does not fail
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a file named on the command line; anything else is a fault of ours
        if error.filename is None:
            raise
        fail(f"{error.filename}: {error.strerror} (check the path, permissions and free space)")

"""Build the gazetteer: ``python gazetteer/build`` makes tables/, compiled/ and the README's tables.

``python gazetteer/build compile`` packs the tables and curated rows as they stand, without the packages.
The same inputs give the same bytes.
"""

from __future__ import annotations

import sys

from compile import compile_all
from readme import write_readme

if __name__ == "__main__":
    if "compile" not in sys.argv[1:]:
        from tables import make_tables

        make_tables()
    compile_all()
    write_readme()

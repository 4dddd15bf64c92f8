"""Fill the generated parts of gazetteer/README.md: sources and coverage."""

from __future__ import annotations

import re

from sources import GAZETTEER, sources

from geomap.places.doors.check import as_markdown, check
from geomap.places.gazetteer import Gazetteer
from geomap.places.gazetteer.table import read_table

README = GAZETTEER / "README.md"


def write_readme() -> None:
    """Write the tables between their marks."""
    README.write_text(filled(README.read_text("utf-8")), "utf-8")


def filled(text: str) -> str:
    """Return the README's ``text`` with fresh tables."""
    table = Gazetteer(read_table(GAZETTEER / "compiled"))
    for name, body in (("sources", _sources()), ("coverage", as_markdown(check(table)))):
        begin, end = f"<!-- {name}: made by gazetteer/build -->", f"<!-- end of {name} -->"
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text = pattern.sub(lambda _, b=begin, e=end, t=body: f"{b}\n{t}{e}", text)
    return text


def _sources() -> str:
    lines = ["| package | version | what it holds | licence | credit |", "|---|---|---|---|---|"]
    for row in sources().values():
        name = f"{row['package']} ({'PyPI' if row['registry'] == 'pypi' else 'npm'})"
        lines.append(
            f"| {name} | {row['version']} | {row['holds']} | {row['licence']} | {row['attribution']} |"
        )
    return "\n".join(lines) + "\n"

"""Parts of README between ``<!-- name:start -->`` and ``<!-- name:end -->``, written by the benches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def replace_between(name: str, text: str, *, path: Path = README) -> None:
    """Put ``text`` between the marks called ``name``.

    Raises
    ------
    ValueError
        If the file lacks the marks.
    """
    start, end = f"<!-- {name}:start -->", f"<!-- {name}:end -->"
    before, found, rest = path.read_text(encoding="utf-8").partition(start)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"{path} has no marks {start} … {end}")
    path.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")

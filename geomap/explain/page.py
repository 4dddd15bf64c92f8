"""An article as a page with its evidence and places marked, for review; everything in it is escaped text."""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from string import Template

from geomap.explain import Explanation, shown_values
from geomap.models import Report
from geomap.resources import package_file
from geomap.store import write_text


def write_html(explanation: Explanation, path: Path) -> None:
    """Write the first article of an explanation with its evidence and places marked in the text."""
    report = explanation.reports[0]
    article = explanation.articles[report.article_id]
    told = [r for r in explanation.reports if r.article_id == article.id]
    spans = [(r.start, r.end, "event") for r in told]
    spans += [
        (r.place_start, r.place_end, "place") for r in told if r.place_start is not None and r.place_end
    ]
    rows = "".join(f"<table>{_rows(r)}</table>" for r in told)
    page = Template(package_file("explain", "page.html").read_text(encoding="utf-8"))
    title = html.escape(article.title or article.id)
    text = marked(article.text, spans)
    write_text(path, page.substitute(lang=report.lang, title=title, text=text, reports=rows))


def marked(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Return ``text`` as HTML with half-open ``(start, end, class)`` spans marked; overlaps are split."""
    ordered = sorted(set(spans))
    edges = sorted({0, len(text), *(s for s, _, _ in ordered), *(e for _, e, _ in ordered)})
    parts = []
    for start, end in pairwise(edges):
        kinds = {kind for s, e, kind in ordered if s <= start and end <= e}
        piece = html.escape(text[start:end])
        parts.append(
            f'<mark class="{"place" if "place" in kinds else "event"}">{piece}</mark>' if kinds else piece
        )
    return "".join(parts)


def _rows(report: Report) -> str:
    cells = [*shown_values(report), *((f"{r.stage}: {r.rule}", r.detail) for r in report.reasons)]
    return "".join(f"<tr><td>{html.escape(str(a))}</td><td>{html.escape(str(b))}</td></tr>" for a, b in cells)

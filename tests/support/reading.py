"""What the tests of all readers share: an article, a page, and what was read or skipped."""

from __future__ import annotations

from pathlib import Path

from geomap.models import Article, Skipped
from geomap.read import stream

META = '<meta property="article:published_time" content="2025-01-20T22:10:00+02:00">'
BODY = "Russian forces shelled Nikopol on Monday. Two people were injured and a school was damaged."
RECORD = {
    "id": "a1",
    "text": BODY,
    "published": "2025-01-21",
    "title": "Night",
    "events": [{"type": "shelling"}],
}


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """Write a file below ``folder`` and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def articles(path: Path) -> list[Article]:
    """Return the articles that the reader finds at ``path``."""
    return [item for item in stream([path]) if isinstance(item, Article)]


def skips(path: Path) -> list[str]:
    """Return why each thing at ``path`` was skipped."""
    return [item.reason for item in stream([path]) if isinstance(item, Skipped)]


PARAGRAPHS = "".join(
    f"<p>Paragraph {n}: the regional head said that {place} was shelled with rocket artillery overnight.</p>"
    for n, place in enumerate(("Nikopol", "Marhanets", "Myrove", "Pokrovske"))
)


def page(head: str = "", time: str = "", charset: str = "utf-8") -> str:
    """Return a news page with navigation around its article."""
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>Night | Site</title>{head}
    </head><body>
    <nav><a href="/">Home</a> Today is 22 November 2026</nav>
    <main><article><h1>Night in Nikopol</h1>{time}{PARAGRAPHS}</article></main>
    <aside><time datetime="2019-01-01">old</time><p>Related: Bakhmut fell</p></aside>
    <footer>© Site 2026</footer></body></html>"""

"""Gold files: texts with the events, or the one place, that people found in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import InputError, why_unreadable
from geomap.models import Article


class Gold(NamedTuple):
    """One text with what people coded; ``events`` is None in a file of located texts."""

    article: Article
    events: tuple[dict[str, Any], ...] | None
    group: str
    """Source of a located text; empty for event gold."""
    point: tuple[float, float] | None
    """``(lat, lon)`` of a located text, WGS84 degrees."""


def read_gold(path: Path) -> list[Gold]:
    """Read a gold file: JSON lines with ``id``, ``text``, ``published`` and ``events`` or ``lat``/``lon``.

    Raises
    ------
    InputError
        If a line is not JSON or lacks a field; names file and line.
    """
    rows = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            why_unreadable(error), where=str(path), remedy="give a readable UTF-8 gold file"
        ) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(_row(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            remedy = "each line needs id, text and events, or lat and lon"
            raise InputError(f"not a gold row: {error}", where=f"{path}:{number}", remedy=remedy) from error
    return rows


def _row(row: dict[str, Any]) -> Gold:
    published = row.get("published")
    article = Article(
        id=row["id"],
        text=row["text"],
        published=published,
        published_basis="given" if published else "none",
        lang=row.get("lang"),
        title=row.get("title") or "",
    )
    if "events" in row:
        return Gold(article, tuple(row["events"]), "", None)
    return Gold(article, None, row.get("src", ""), (float(row["lat"]), float(row["lon"])))

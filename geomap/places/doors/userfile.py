"""A user's own places: a tab-separated file beside the articles, on top of the bundled table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from geomap.errors import InputError, why_unreadable
from geomap.models import Place, content_id

FILE = "geomap-places.tsv"
"""Found by itself in the folder of the articles."""

COLUMNS = ("name", "kind", "lat", "lon", "radius_m", "admin1", "country", "other_names", "source", "id")
_HEADER = """\
# Your own places, one a line, tab-separated; they come before the bundled ones.
# name         usual English name
# kind         village, town, city, site, river, region ... (geomap place shows it)
# lat, lon     WGS84 decimal degrees
# radius_m     metres around the point that surely hold the place
# admin1       oblast, without "Oblast"
# country      ISO code, such as UA
# other_names  names in any language, separated by ;
# source       where the coordinate comes from
# id           of a bundled place to override; empty for a new one
"""


def read_places(path: Path) -> list[Place]:
    """Read a file of places.

    Raises
    ------
    InputError
        If the file or one of its rows cannot be read; names the line, the column and the remedy.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            why_unreadable(error), where=str(path), remedy="give a readable UTF-8 file"
        ) from error
    lines = enumerate(text.splitlines(), 1)
    numbered = [(n, line) for n, line in lines if line and not line.startswith("#")]
    if not numbered or numbered[0][1].split("\t")[:4] != list(COLUMNS[:4]):
        remedy = f"the first line names the columns, tab-separated: {' '.join(COLUMNS)}"
        raise InputError("no column names", where=str(path), remedy=remedy)
    rows = csv.DictReader((line for _, line in numbered), dialect="excel-tab")
    return [_place(row, f"{path}:{n}") for (n, _), row in zip(numbered[1:], rows, strict=True)]


def add_places(places: Iterable[Place], path: Path) -> None:
    """Add ``places`` to the file, which is made if need be; a row of the same id is replaced."""
    rows = {place.id: place for place in (read_places(path) if path.is_file() else [])}
    rows.update((place.id, place) for place in places)
    path.write_text(as_text(rows.values()), encoding="utf-8")


def as_text(places: Iterable[Place]) -> str:
    """Return the file's text, places sorted by name and id."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, dialect="excel-tab", lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in sorted(places, key=lambda p: (p.name, p.id)):
        others = "; ".join(name for names in p.names.values() for name in names)
        point = (p.lat, p.lon, p.radius_m)
        writer.writerow([p.name, p.kind, *point, p.admin1 or "", p.country or "", others, p.source, p.id])
    return _HEADER + buffer.getvalue()


def new_place(
    name: str,
    *,
    lat: float,
    lon: float,
    kind: str = "village",
    radius_m: float = 1000.0,
    admin1: str | None = None,
    country: str | None = "UA",
    other_names: Iterable[str] = (),
    source: str = "",
    place_id: str | None = None,
) -> Place:
    """Return a user's place; ``lat``, ``lon`` in WGS84 degrees, ``radius_m`` in metres.

    Raises
    ------
    ValueError
        If kind or coordinates are impossible.
    """
    from geomap.places.gazetteer.table import KINDS

    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180 and radius_m > 0):
        raise ValueError(f"lat {lat}, lon {lon}, radius_m {radius_m} are out of range")
    return Place(
        id=place_id or f"user:{content_id(name, round(lat, 4), round(lon, 4))[:8]}",
        name=name,
        kind=kind,
        lat=lat,
        lon=lon,
        tier="exact",
        radius_m=radius_m,
        names={"local": [n for n in (part.strip() for part in other_names) if n]},
        country=country or None,
        admin1=admin1 or None,
        source=source or "user",
    )


def _place(row: dict[str, str], where: str) -> Place:
    try:
        return new_place(
            row["name"].strip(),
            kind=row["kind"].strip() or "village",
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            radius_m=float(row.get("radius_m") or 1000.0),
            admin1=(row.get("admin1") or "").strip(),
            country=(row.get("country") or "").strip(),
            other_names=(row.get("other_names") or "").split(";"),
            source=(row.get("source") or "").strip(),
            place_id=(row.get("id") or "").strip() or None,
        )
    except (ValueError, ValidationError, TypeError, AttributeError) as error:
        remedy = "write lat and lon as decimal degrees, and a kind that geomap place shows"
        raise InputError(f"not a place: {error}", where=where, remedy=remedy) from error

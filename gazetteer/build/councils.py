"""Polygons of the former village councils (geoBoundaries ADM3 of Ukraine), each with its name's stem.

The package's own oblast labels are wrong near the borders and are not used. Distances are taken on a flat
map: x is the longitude times ``SQUEEZE``, so that a unit is one degree of latitude either way.
"""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import tempfile
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sqrt
from pathlib import Path

import shapely
from geo import KM_PER_DEG, Point
from shapely import STRtree
from shapely.geometry.base import BaseGeometry
from sources import read_bytes

LAYER = "10664576B"  # every shape of the layer has this prefix; a hundred are labelled as Russia's
SQUEEZE = cos(radians(48.5))
_ADJECTIVE = re.compile(r"(?:ivska|yivska|evska|ovska|inska|tska|zka|ska)$")
_ENDING = re.compile(r"(?:ivka|yivka|ivtsi|ivske|ivskyi|ove|eve|ieve|yne|ine|ka|ky|tsi|sk|e|i|y|a|o|yi)$")


@dataclass(slots=True)
class Council:
    """A council; ``shape`` is flat (see module), ``middle`` a point inside as ``(lat, lon)``."""

    name: str
    shape: BaseGeometry
    middle: Point
    hromada: str = ""
    votes: int = 0

    @property
    def radius_m(self) -> float:
        """Return the radius in metres of the disc around ``middle`` that holds most of the council."""
        return min(15_000.0, max(3_000.0, 1.3 * sqrt(self.shape.area / pi) * KM_PER_DEG * 1000))


def flat(point: Point) -> shapely.Point:
    """Return ``(lat, lon)`` as a point of the flat map."""
    return shapely.Point(point[1] * SQUEEZE, point[0])


def unflat(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape of the flat map in degrees, axis order lon, lat."""
    return shapely.transform(shape, lambda xy: xy / [SQUEEZE, 1.0])


class Councils:
    """All councils with a spatial index."""

    def __init__(self, items: list[Council]) -> None:
        self.items = items
        self.tree = STRtree([council.shape for council in items])

    def at(self, point: Point) -> Council | None:
        """Return the council that holds the point."""
        found = sorted(self.tree.query(flat(point), predicate="intersects"))
        return self.items[found[0]] if found else None

    def touching(self, council: Council) -> list[Council]:
        """Return the neighbours of a council, nearest border first by index."""
        found = self.tree.query(council.shape.buffer(0.003), predicate="intersects")
        return [self.items[at] for at in sorted(found) if self.items[at] is not council]


@cache
def read_councils() -> Councils:
    """Return the councils sorted by shape id."""
    names = _names()
    items = []
    for shape_id, blob in _blobs():
        shape = shapely.transform(shapely.make_valid(shapely.from_wkb(blob)), lambda xy: xy * [SQUEEZE, 1.0])
        point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
        items.append(Council(names[shape_id], shape, (round(point.y, 5), round(point.x / SQUEEZE, 5))))
    return Councils(items)


def _names() -> dict[str, str]:
    text = read_bytes("councils", "gazetteer/data/geo-boundaries.csv").decode("utf-8")
    rows = csv.DictReader(io.StringIO(text))
    return {row["shape_id"]: row["name"] for row in rows if row["shape_id"].startswith(LAYER)}


def _blobs() -> list[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data.db")
        path.write_bytes(read_bytes("councils", "gazetteer/data/data.db"))
        query = "SELECT shape_id, coordinates FROM location_data WHERE shape_id LIKE ? ORDER BY shape_id"
        with sqlite3.connect(path) as db:
            return db.execute(query, (LAYER + "%",)).fetchall()


def likeness(council: str, settlement: str) -> float:
    """Return 0-1: how surely the council's adjective comes from the settlement's romanised name.

    >>> likeness("Andriivska", "Andriivka"), likeness("Andriivska", "Mariivka")
    (1.0, 0.0)
    """
    left, right = _bare(council), _bare(settlement)
    if left[:3] != right[:3]:
        return 0.0
    stem_left, stem_right = _ADJECTIVE.sub("", left), _ENDING.sub("", right)
    if stem_left == stem_right:
        return 1.0
    same = _shared(stem_left, stem_right)
    longest = max(len(stem_left), len(stem_right))
    return round(same / longest, 3) if longest - same <= 2 and same >= 3 else 0.0


def _bare(name: str) -> str:
    return name.lower().replace(" ", "").replace("-", "").replace("'", "").replace("\u2019", "")


def _shared(left: str, right: str) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count

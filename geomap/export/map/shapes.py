"""Areas and lines as short lists of integers.

Positions are packed as ``lat, lon`` pairs, flat, in units of 1e-4 degrees (about 11 m), each the difference
to the one before; the basemap is content with 1e-3. The page draws an oblast of a thousand kilometres of
border from 3 kB.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

UNITS_PER_DEGREE = 10_000


class Geometry(Protocol):
    """What this module asks of a shapely geometry; axis order (lon, lat), degrees."""

    @property
    def geom_type(self) -> str:
        """Point, LineString, Polygon, Multi… or GeometryCollection."""

    @property
    def is_empty(self) -> bool:
        """True without any position."""

    @property
    def __geo_interface__(self) -> Mapping[str, Any]:
        """The geometry as GeoJSON."""


def simplified(geometry: Any, *, tolerance: float = 0.004) -> Any:
    """Return ``geometry`` with fewer corners; no line moves by more than ``tolerance`` degrees."""
    simple = geometry.simplify(tolerance, preserve_topology=True)
    return geometry if simple.is_empty else simple


def polygons(geometry: Geometry, *, units: int = UNITS_PER_DEGREE) -> list[list[list[int]]]:
    """Return the polygons of ``geometry`` as packed rings, outer ring first."""
    rings_of = _parts(geometry.__geo_interface__, "Polygon")
    return [[packed(ring, units=units) for ring in rings] for rings in rings_of]


def lines(geometry: Geometry) -> list[list[int]]:
    """Return the lines of ``geometry`` packed; polygons give their outlines."""
    shape = geometry.__geo_interface__
    outlines = (ring for rings in _parts(shape, "Polygon") for ring in rings)
    return [packed(line) for line in (*_parts(shape, "LineString"), *outlines)]


def packed(positions: Iterable[Sequence[float]], *, units: int = UNITS_PER_DEGREE) -> list[int]:
    """Pack ``(lon, lat)`` positions as differences, latitude first; repeated positions fall out."""
    out: list[int] = []
    last_lat = last_lon = 0
    for lon, lat, *_ in positions:
        new_lat, new_lon = round(lat * units), round(lon * units)
        if out and (new_lat, new_lon) == (last_lat, last_lon):
            continue
        out += (new_lat - last_lat, new_lon - last_lon)
        last_lat, last_lon = new_lat, new_lon
    return out


def label_point(geometry: Any) -> list[float]:
    """Return ``[lat, lon]`` of a point well inside the largest part, for a label."""
    from shapely import maximum_inscribed_circle

    parts = [part for part in getattr(geometry, "geoms", [geometry]) if not part.is_empty]
    largest = max(parts, key=lambda part: (part.area, part.length))
    if largest.geom_type != "Polygon":
        middle = largest.interpolate(0.5, normalized=True)
        return [round(middle.y, 4), round(middle.x, 4)]
    lon, lat = maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    return [round(lat, 4), round(lon, 4)]


def _parts(shape: Mapping[str, Any], kind: str) -> Iterator[Any]:
    """Yield the coordinates of each part of one kind, ``Polygon`` or ``LineString``, however deep it lies."""
    if shape["type"] == kind:
        yield shape["coordinates"]
    elif shape["type"] == f"Multi{kind}":
        yield from shape["coordinates"]
    for part in shape.get("geometries", ()):
        yield from _parts(part, kind)

"""Points, boxes and distances on the globe."""

from __future__ import annotations

from math import asin, cos, isfinite, radians, sin, sqrt
from typing import NamedTuple

from geomap.errors import SettingsError

LatLon = tuple[float, float]
"""WGS84 decimal degrees, latitude first."""

EARTH_KM = 6371.0
KM_NORTH = 111.2  # in a degree of latitude
METRES_PER_DEGREE = 111_320.0
"""Of latitude; of longitude at the equator."""


class Box(NamedTuple):
    """A rectangle in WGS84 degrees, in the order of GeoJSON's ``bbox``."""

    west: float
    south: float
    east: float
    north: float


def distance_km(a: LatLon, b: LatLon) -> float:
    """Return the great-circle distance of two ``(lat, lon)`` points in km (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def parse_box(text: str) -> Box:
    """Read ``WEST,SOUTH,EAST,NORTH`` in degrees.

    Raises
    ------
    SettingsError
        If these are not four numbers in that order and on the globe.
    """
    remedy = "write west,south,east,north in degrees, such as 36,47,39,50"
    try:
        box = Box(*(float(part) for part in text.split(",")))
    except (ValueError, TypeError):
        raise SettingsError(f"{text!r} is no box", where="--bbox", remedy=remedy) from None
    ordered = -180 <= box.west < box.east <= 180 and -90 <= box.south < box.north <= 90
    if not ordered or not all(map(isfinite, box)):
        raise SettingsError(f"{text!r} is no box on the globe", where="--bbox", remedy=remedy)
    return box


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance in km on a flat local map: right to 1 % within the theatre."""
    dx = (lon - other_lon) * cos(radians((lat + other_lat) / 2))
    dy = lat - other_lat
    return KM_NORTH * sqrt(dx * dx + dy * dy)

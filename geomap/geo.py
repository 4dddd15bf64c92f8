"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

LatLon = tuple[float, float]
"""WGS84 decimal degrees, latitude first."""

EARTH_KM = 6371.0
METRES_PER_DEGREE = 111_320.0
"""Of latitude; of longitude at the equator."""


def distance_km(a: LatLon, b: LatLon) -> float:
    """Return the great-circle distance of two ``(lat, lon)`` points in km (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))

"""Distances, medians and clusters of points; every point is ``(lat, lon)`` in WGS84 degrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import asin, cos, hypot, pi, radians, sin, sqrt
from statistics import median
from typing import TypeVar

Point = tuple[float, float]
T = TypeVar("T")
KM_PER_DEG = 111.195


def km(a: Point, b: Point) -> float:
    """Return the great-circle distance in kilometres."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def fast_km(a: Point, b: Point) -> float:
    """Return the distance in kilometres on a flat map: good to 1 % below 200 km."""
    return KM_PER_DEG * hypot(a[0] - b[0], (a[1] - b[1]) * cos((a[0] + b[0]) / 2 * pi / 180))


def middle(points: Sequence[Point]) -> Point:
    """Return the point of the median latitude and the median longitude."""
    return median(p[0] for p in points), median(p[1] for p in points)


def clusters(items: Sequence[T], place: Callable[[T], Point], *, reach_km: float) -> list[list[T]]:
    """Group ``items`` in their order: each joins the first group that began within ``reach_km``."""
    groups: list[list[T]] = []
    for item in items:
        near = (g for g in groups if fast_km(place(g[0]), place(item)) <= reach_km)
        group = next(near, None)
        if group is None:
            groups.append([item])
        else:
            group.append(item)
    return groups

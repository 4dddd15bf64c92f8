"""Decode the country polygons of a TopoJSON file."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from sources import read_bytes

Ring = list[tuple[float, float]]


def countries() -> dict[int, BaseGeometry]:
    """Return the outlines by ISO numeric code; axis order lon, lat."""
    topology = json.loads(read_bytes("countries", "package/countries-50m.json"))
    arcs = [_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    found: dict[int, list[Polygon]] = {}
    for item in topology["objects"]["countries"]["geometries"]:
        if not item.get("id"):
            continue
        polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        shapes = [Polygon(_ring(rings[0], arcs), [_ring(r, arcs) for r in rings[1:]]) for rings in polygons]
        found.setdefault(int(item["id"]), []).extend(shapes)
    return {code: shapely.make_valid(MultiPolygon(shapes)) for code, shapes in sorted(found.items())}


def _arc(deltas: list[list[int]], transform: dict[str, Any]) -> Ring:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    xs, ys = accumulate(d[0] for d in deltas), accumulate(d[1] for d in deltas)
    return [(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for index in indices:
        part = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += part[1:] if ring else part
    return ring

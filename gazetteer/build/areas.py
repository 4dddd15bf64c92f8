"""Outlines of areas, simplified: oblasts, regions and countries from Natural Earth."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import shapely
from abroad import NEIGHBOURS, region_id
from admin1 import OBLASTS, admin1_features, polygon
from councils import unflat
from hromadas import GAP_DEG, Hromadas
from katottg import Unit
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry
from topojson import countries

OBLAST_TOLERANCE_DEG = 0.005
FAR_TOLERANCE_DEG = 0.02
COUNTRY_TOLERANCE_DEG = 0.02
HROMADA_TOLERANCE_DEG = 0.003
SPECK = 2e-4  # square degrees: 2.5 square kilometres
UKRAINE, RUSSIA = 804, 643


def oblast_outlines(units: list[Unit]) -> dict[str, BaseGeometry]:
    """Return the outlines of Ukraine's oblasts and of its neighbours' regions by place id."""
    found = {}
    for unit in units:
        if unit.category in "OK":
            code = unit.code + (".oblast" if unit.category == "K" else "")
            found[code] = simplified(polygon(OBLASTS[unit.oblast][0]), OBLAST_TOLERANCE_DEG)
    for iso in admin1_features():
        if iso[:2] in NEIGHBOURS:
            found[region_id(iso)] = simplified(polygon(iso), FAR_TOLERANCE_DEG)
    return found


def country_outlines(numeric: dict[int, str]) -> dict[str, BaseGeometry]:
    """Return the outlines of countries by ISO alpha-2 code; Ukraine is the union of its 27 units.

    Natural Earth draws borders as held, which puts Crimea into Russia.
    """
    shapes = countries()
    ukraine = shapely.union_all([polygon(iso) for iso, _, _, _ in OBLASTS.values()]).buffer(0.001)
    shapes[UKRAINE] = ukraine
    shapes[RUSSIA] = shapes[RUSSIA].difference(ukraine.buffer(0.02))
    return {
        numeric[code]: simplified(area, COUNTRY_TOLERANCE_DEG)
        for code, area in shapes.items()
        if code in numeric
    }


def hromada_outlines(hromadas: Hromadas) -> dict[str, BaseGeometry]:
    """Return the outlines of hromadas, dissolved from their councils, in degrees."""
    return {code: _dissolved([shape]) for code, shape in hromadas.shapes.items()}


def raion_outlines(units: list[Unit], hromadas: Hromadas) -> dict[str, BaseGeometry]:
    """Return the outlines of raions, dissolved from their hromadas, in degrees."""
    members: dict[str, list[BaseGeometry]] = defaultdict(list)
    for unit in units:
        if unit.category == "H" and unit.code in hromadas.shapes:
            members[unit.path[1]].append(hromadas.shapes[unit.code])
    return {code: _dissolved(shapes) for code, shapes in sorted(members.items())}


def _dissolved(shapes: list[BaseGeometry]) -> BaseGeometry:
    """Join flat shapes, closing the gaps between councils, and return them simplified in degrees."""
    joined = shapely.union_all(shapes).buffer(GAP_DEG / 2).buffer(-GAP_DEG / 2)
    parts = shapely.get_parts(joined)
    solid = shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in parts if part.area > SPECK])
    return simplified(unflat(solid if not solid.is_empty else joined), HROMADA_TOLERANCE_DEG)


def simplified(area: BaseGeometry, tolerance: float) -> BaseGeometry:
    """Return ``area`` with fewer corners and four decimals; slivers are left out where parts remain."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(area)) if p.geom_type == "Polygon"]
    large = [p for p in parts if p.area > tolerance**2 * 4] or [max(parts, key=lambda p: p.area)]
    joined = shapely.simplify(shapely.MultiPolygon(large), tolerance, preserve_topology=True)
    rounded = shapely.set_precision(joined, 0.0001)
    return shapely.normalize(rounded if not rounded.is_empty else joined)


def write_outlines(path: Path, outlines: dict[str, BaseGeometry]) -> None:
    """Write a GeoJSON feature collection, one feature a line, sorted by id."""
    lines = []
    for code, area in sorted(outlines.items()):
        feature = {"type": "Feature", "id": code, "properties": {}, "geometry": mapping(area)}
        lines.append(json.dumps(feature, separators=(",", ":")))
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', "utf-8")


def read_outlines(path: Path) -> dict[str, BaseGeometry]:
    """Return the outlines of a file that ``write_outlines`` wrote."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return {feature["id"]: shapely.geometry.shape(feature["geometry"]) for feature in features}

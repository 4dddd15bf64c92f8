"""GeoJSON (RFC 7946): points, areas and unmapped events in a file each, one feature a line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from geomap.export.results import COORDINATE_DECIMALS, Results, is_area, is_point, outline, properties
from geomap.models import Event
from geomap.store.atomic import write_text

Geometry = dict[str, Any] | None
FILES = ("events.geojson", "areas.geojson", "unmapped.geojson")


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``events.geojson`` (Point), ``areas.geojson`` (MultiPolygon), ``unmapped.geojson`` (null)."""
    events, gazetteer = results.events, results.gazetteer
    points = [e for e in events if is_point(e)]
    areas = [e for e in events if is_area(e, gazetteer)]
    drawn = {e.id for e in points} | {e.id for e in areas}
    layers: tuple[Iterable[tuple[Event, Geometry]], ...] = (
        ((e, {"type": "Point", "coordinates": [_rounded(e.lon), _rounded(e.lat)]}) for e in points),
        ((e, multipolygon(outline(e, gazetteer))) for e in areas),
        ((e, None) for e in events if e.id not in drawn),
    )
    paths = []
    for name, layer in zip(FILES, layers, strict=True):
        lines = ",\n".join(feature(event, geometry) for event, geometry in layer)
        path = folder / name
        write_text(path, f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n')
        paths.append(path)
    return paths


def feature(event: Event, geometry: Geometry) -> str:
    """Return one GeoJSON feature as one line of text."""
    row = {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties(event)}
    return json.dumps(row, ensure_ascii=False)


def multipolygon(shape: Any) -> Geometry:
    """Return a shapely (multi)polygon as a GeoJSON MultiPolygon, outer rings counter-clockwise (RFC 7946)."""
    from shapely.geometry import MultiPolygon, Polygon, mapping
    from shapely.geometry.polygon import orient

    parts = [shape] if isinstance(shape, Polygon) else list(shape.geoms)
    whole = MultiPolygon([orient(part) for part in parts])
    return {"type": "MultiPolygon", "coordinates": _round_deep(mapping(whole)["coordinates"])}


def _round_deep(value: Any) -> Any:
    return [_round_deep(v) for v in value] if isinstance(value, tuple | list) else _rounded(value)


def _rounded(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, COORDINATE_DECIMALS)

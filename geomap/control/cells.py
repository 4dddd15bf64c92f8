"""What a settlement may stand for where nothing else is known: its cell, no wider than a few kilometres.

All geometries are in metres of the theatre's projection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geomap.control import plane
from geomap.control.plane import snapped
from geomap.control.rules import weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_KM = 1000.0
_QUARTER = 4
"""Segments of a quarter circle: a cell's edge is rough knowledge, few corners do."""


def cells(xy: NDArray[np.float64], within: BaseGeometry) -> NDArray[Any]:
    """Return the Voronoi cell of each of the different points ``xy``, clipped to ``within``."""
    where = plane.spots(xy)
    if len(xy) < 3:  # Voronoi needs a triangle
        return np.array([shapely.intersection(_disc(p, weights().ground.cell_km), within) for p in where])
    made = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(where), extend_to=within))
    points_at, cells_at = shapely.STRtree(made).query(where, predicate="intersects")
    cell = np.empty(len(xy), dtype=object)
    cell[points_at[::-1]] = made[cells_at[::-1]]
    shapely.prepare(within)
    inside = shapely.contains(within, cell)
    cell[~inside] = shapely.intersection(cell[~inside], within)
    return cell


def spread(xy: NDArray[np.float64], chosen: NDArray[np.bool_], within: BaseGeometry) -> BaseGeometry:
    """Return the cells of the ``chosen`` points among all ``xy``, none wider than a settlement stands for."""
    if not chosen.any():
        return shapely.MultiPolygon()
    width = weights().ground.cell_km
    zone = shapely.union_all(_disc(shapely.points(xy[chosen]), width))
    shapely.prepare(zone)
    near = shapely.intersects(zone, _disc(plane.spots(xy), width)) | chosen
    mine = cells(xy[near], shapely.box(*shapely.bounds(zone)))[chosen[near]]
    spots = _disc(shapely.points(xy[chosen]), width)
    area = shapely.union_all(shapely.intersection(mine, spots))
    return snapped(shapely.intersection(area, within))


def _disc(where: Any, radius_km: float) -> Any:
    return shapely.buffer(where, radius_km * _KM, quad_segs=_QUARTER)

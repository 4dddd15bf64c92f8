"""The ground that goes with settlements: cells, and corridors from what a side already holds.

All geometries are in metres of the theatre's projection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.control import plane
from geomap.control.plane import snapped
from geomap.control.rules import Ground, weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_KM = 1000.0
_QUARTER = 4
"""Segments of a quarter circle: a corridor's edge is rough knowledge, few corners do."""


class Seeds(NamedTuple):
    """Points that a side is told to hold, and how much ground each takes with it at most."""

    xy: NDArray[np.float64]
    """Metres."""
    reach: NDArray[np.float64]
    """Metres."""


class Gain(NamedTuple):
    """Ground that seeds add to a side's own, and which seeds are linked to it."""

    area: BaseGeometry
    linked: NDArray[np.bool_]
    """False: too far behind the other side's line with nothing between."""


def gain(seeds: Seeds, own: BaseGeometry, rivals: NDArray[np.float64]) -> Gain:
    """Return the ground that ``seeds`` add to ``own``, kept away from the ``rivals``' settlements.

    Each seed is linked to its side's ground or to another seed nearer to it, whichever is closer; the
    corridor along the link is as wide as the seed's reach, but leaves the greater share of the way to the
    nearest rival settlement to the rival.
    """
    table = weights().ground
    if not len(seeds.xy) or own.is_empty:
        return Gain(shapely.MultiPolygon(), np.zeros(len(seeds.xy), dtype=bool))
    ends, linked = _links(seeds.xy, own, table.leap_km * _KM)
    lines = plane.lines(np.stack([seeds.xy[linked], ends[linked]], axis=1))
    pieces, of_seed = _pieces(lines, table)
    radii = np.minimum(seeds.reach[linked][of_seed], table.share * _distance_to(rivals, pieces))
    taken = shapely.union_all(shapely.buffer(pieces, radii, quad_segs=_QUARTER))
    inner = _interior(Seeds(seeds.xy[linked], seeds.reach[linked]), rivals, own, table)
    return Gain(_joined(shapely.union(taken, inner), own), linked)


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


def _links(
    xy: NDArray[np.float64], own: BaseGeometry, leap: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return for each seed the point it is linked to, and whether there is one within ``leap`` metres."""
    ends, far = _nearest(xy, own)
    linked = np.zeros(len(xy), dtype=bool)
    order = np.lexsort((xy[:, 1], xy[:, 0], far))
    for seed in order:
        nearer = np.flatnonzero(linked)
        apart = np.hypot(*(xy[nearer] - xy[seed]).T) if len(nearer) else np.array([np.inf])
        best = int(apart.argmin())
        if apart[best] < far[seed]:
            ends[seed], far_now = xy[nearer[best]], apart[best]
        else:
            far_now = far[seed]
        linked[seed] = far_now <= leap
    ends[(ends == xy).all(axis=1)] += 1.0  # a line needs two different ends
    return ends, linked


def _nearest(xy: NDArray[np.float64], own: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the point of the edge of ``own`` nearest to each of ``xy``, and how far it is."""
    corners, ring = shapely.get_coordinates(shapely.get_parts(shapely.boundary(own)), return_index=True)
    follows = ring[1:] == ring[:-1]
    edges = plane.lines(np.stack([corners[:-1], corners[1:]], axis=1)[follows])
    where = plane.spots(xy)
    found, metres = shapely.STRtree(edges).query_nearest(where, all_matches=False, return_distance=True)
    paths = shapely.shortest_line(where[found[0]], edges[found[1]])
    ends, far = xy.copy(), np.zeros(len(xy))
    ends[found[0]] = shapely.get_coordinates(paths).reshape(-1, 2, 2)[:, 1]
    far[found[0]] = metres
    return ends, far


def _pieces(lines: NDArray[Any], table: Ground) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Cut ``lines`` into pieces; return them and which line each is of."""
    coordinates, line_of = shapely.get_coordinates(
        shapely.segmentize(lines, table.piece_km * _KM), return_index=True
    )
    follows = line_of[1:] == line_of[:-1]
    pairs = np.stack([coordinates[:-1], coordinates[1:]], axis=1)[follows]
    return plane.lines(pairs), line_of[1:][follows]


def _distance_to(xy: NDArray[np.float64], shapes: NDArray[Any]) -> NDArray[np.float64]:
    if not len(xy):
        return np.full(len(shapes), np.inf)
    tree = shapely.STRtree(plane.spots(xy))
    found, metres = tree.query_nearest(shapes, all_matches=False, return_distance=True)
    out = np.full(len(shapes), np.inf)
    out[found[0]] = metres
    return out


def _interior(seeds: Seeds, rivals: NDArray[np.float64], own: BaseGeometry, table: Ground) -> BaseGeometry:
    """Return what lies well inside the cells of ``seeds`` and the ground behind them."""
    if not len(seeds.xy):
        return shapely.MultiPolygon()
    mine, first = np.unique(seeds.xy, axis=0, return_index=True)
    every = np.vstack([mine, rivals])
    zone = shapely.box(*shapely.bounds(_disc(shapely.multipoints(mine), 2 * table.cell_km)))
    cell = cells(every, zone)[: len(mine)]
    wide = shapely.buffer(shapely.points(mine), 2 * seeds.reach[first], quad_segs=_QUARTER)
    near = shapely.intersection(cell, wide)
    behind = shapely.intersection(own, zone)
    made: BaseGeometry = shapely.buffer(shapely.union_all([*near, behind]), -table.edge_km * _KM, quad_segs=2)
    return made


def _joined(taken: BaseGeometry, own: BaseGeometry) -> BaseGeometry:
    """Return the new ground without what was held before."""
    new: BaseGeometry = shapely.difference(snapped(taken), own)
    return new


def _disc(where: Any, radius_km: float) -> Any:
    return shapely.buffer(where, radius_km * _KM, quad_segs=_QUARTER)

"""The ground that a side gains with the settlements and spots it is told to have taken.

All geometries are in metres of the theatre's projection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.control import plane
from geomap.control.contour import Grid, above
from geomap.control.field import Edge, Seen, field
from geomap.control.plane import snapped
from geomap.control.rules import weights

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_KM = 1000.0
_NARROWEST_M = 250.0
"""Half width of a strip between rival settlements: less could not be seen."""
_VAGUE = 0.5
"""Variance from which one report of a spot is too vague for ground around it that nothing else speaks for."""
_QUARTER = 4
"""Segments of a quarter circle: an edge is rough knowledge, few corners do."""
_NOTHING = shapely.MultiPolygon()


class Gain(NamedTuple):
    """Ground that seeds add to a side's own, and which seeds are linked to it."""

    taken: BaseGeometry
    contested: BaseGeometry
    maybe: BaseGeometry
    """More likely changed than not, but not likely enough to be drawn as changed."""
    linked: NDArray[np.bool_]
    """False: too far behind the other side's line with nothing between."""


def gain(seeds: Seen, own: BaseGeometry, rivals: NDArray[np.float64]) -> Gain:
    """Return the ground that ``seeds`` add to ``own`` between them and the ``rivals``' settlements.

    Parameters
    ----------
    seeds
        Spots told to be taken (balance 1) or contested (0).
    own
        The side's ground before.
    rivals
        Settlements that the other side holds, metres.
    """
    if not len(seeds.xy) or own.is_empty:
        return Gain(_NOTHING, _NOTHING, _NOTHING, np.zeros(len(seeds.xy), dtype=bool))
    edge = Edge(own)
    ends, linked = links(seeds.xy, edge)
    if not linked.any():
        return Gain(_NOTHING, _NOTHING, _NOTHING, linked)
    mine = Seen(*(column[linked] for column in seeds))
    told = told_around(mine, ends[linked], rivals)
    most = _all((told._replace(balance=np.where(told.balance == 0, 1.0, told.balance)),))
    drawn, reach = weights().ground.drawn, weights().ground.reach_km * _KM
    surely = field(told, edge, reach)
    possibly = surely if (told.balance != 0).all() else field(most, edge, reach)
    paths = _paths(mine.xy, ends[linked], rivals)
    clear = mine.noise < _VAGUE
    taken = _beyond(surely, drawn, paths[clear & (mine.balance > 0)], (own,))
    contested = _beyond(possibly, drawn, paths[clear], (own, taken))
    maybe = _beyond(possibly, 0.0, paths, (own, taken, contested))
    return Gain(taken, contested, maybe, linked)


def told_around(seeds: Seen, ends: NDArray[np.float64], rivals: NDArray[np.float64]) -> Seen:
    """Return all that is known between ``seeds``, the ``ends`` of the ways they came, and the rivals."""
    return _all((seeds, _ways(seeds, ends), _held(rivals, seeds.xy)))


def _beyond(grid: Grid, level: float, paths: NDArray[Any], known: tuple[BaseGeometry, ...]) -> BaseGeometry:
    """Return where the grid is above a level, and the paths, without the ground that is ``known`` already."""
    area = shapely.union_all([above(grid, level), *paths])
    for ground in known:
        area = shapely.difference(area, ground)
    return snapped(area)


def links(xy: NDArray[np.float64], edge: Edge) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return where the side came from to each seed, its ground or a nearer seed, and if that is near."""
    ends, far = edge.nearest(xy)
    linked = np.zeros(len(xy), dtype=bool)
    for seed in np.lexsort((xy[:, 1], xy[:, 0], far)):
        nearer = np.flatnonzero(linked)
        apart = np.hypot(*(xy[nearer] - xy[seed]).T) if len(nearer) else np.array([np.inf])
        best, way = int(apart.argmin()), far[seed]
        if apart[best] < way:
            ends[seed], way = xy[nearer[best]], apart[best]
        linked[seed] = way <= weights().ground.leap_km * _KM
    return ends, linked


def _paths(xy: NDArray[np.float64], ends: NDArray[np.float64], rivals: NDArray[np.float64]) -> NDArray[Any]:
    """Return what goes with each spot at least: a disc around it, and a narrow strip along the way to it.

    Who holds a place holds the way to it. Both are narrower where a rival's settlement is near.
    """
    table = weights().ground
    ways, spots = plane.lines(np.stack([xy, ends], axis=1)), plane.spots(xy)
    strips = np.clip(_room(ways, rivals) * table.share, _NARROWEST_M, table.path_km * _KM)
    discs = np.minimum(_room(spots, rivals) * table.share, table.disc_km * _KM)
    along = shapely.buffer(ways, strips, quad_segs=_QUARTER)
    around = shapely.buffer(spots, discs, quad_segs=_QUARTER)
    return np.asarray(shapely.union(along, around))


def _room(shapes: NDArray[Any], rivals: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the way from each shape to the nearest of the rivals' settlements, metres."""
    if not len(rivals):
        return np.full(len(shapes), np.inf)
    return np.asarray(shapely.distance(shapes, shapely.multipoints(rivals)))


def _ways(seeds: Seen, ends: NDArray[np.float64]) -> Seen:
    """Return spots along the ways that the side must have come: weak hints that it holds them."""
    table = weights().ground
    count = (np.hypot(*(seeds.xy - ends).T) / (table.way_km * _KM)).astype(int)
    of_seed = np.repeat(np.arange(len(count)), count)
    first = np.repeat(np.cumsum(count) - count, count)
    share = (np.arange(len(of_seed)) - first + 1) / (count[of_seed] + 1)
    xy = seeds.xy[of_seed] + share[:, None] * (ends - seeds.xy)[of_seed]
    return Seen(xy, seeds.balance[of_seed], np.full(len(of_seed), table.way_noise))


def _held(rivals: NDArray[np.float64], seeds: NDArray[np.float64]) -> Seen:
    """Return the rivals' settlements but for those that share a point with a seed."""
    taken = set(map(tuple, seeds.tolist()))
    xy = np.array([spot for spot in rivals.tolist() if tuple(spot) not in taken]).reshape(-1, 2)
    return Seen(xy, np.full(len(xy), -1.0), np.full(len(xy), weights().ground.place_noise))


def _all(groups: tuple[Seen, ...]) -> Seen:
    return Seen(*(np.concatenate(columns) for columns in zip(*groups, strict=True)))

"""The line between two sides' ground, in parts by what it rests on, each with its width in metres."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.control.rules import weights

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_SLIVER_M = 600.0
"""Strips of land narrower than twice this are the gaps between two tables' coasts and borders."""
_SLIVER_KM2 = 50.0
_TOUCH_M = 50.0
_SHORT_M = 200.0


class LinePart(NamedTuple):
    """A stretch of the line."""

    geometry: BaseGeometry
    """LineString in metres of the theatre's projection."""
    basis: str
    """``baseline`` or ``reports``."""
    width_m: float
    """The true line is thought to run within a band so wide."""


def line_between(
    held: BaseGeometry, free: BaseGeometry, drawn: BaseGeometry, age_days: int
) -> list[LinePart]:
    """Return the edge of ``held`` ground that faces ``free`` ground.

    Parameters
    ----------
    held, free
        Ground of the two sides, metres.
    drawn
        Ground that the baseline gives to the first side: an edge along it is the baseline's.
    age_days
        Days since the baseline was drawn; the line is known less each day.
    """
    if held.is_empty or free.is_empty:
        return []
    facing = shapely.buffer(free, -_SLIVER_M, quad_segs=2)
    edge = shapely.intersection(
        shapely.boundary(held), shapely.buffer(facing, _SLIVER_M + 2 * _TOUCH_M, quad_segs=4)
    )
    along = shapely.buffer(shapely.boundary(drawn), _TOUCH_M, quad_segs=2)
    old, new = shapely.intersection(edge, along), shapely.difference(edge, along)
    table = weights().width
    aged = min(table.limit_m, table.line_m + table.per_day_m * age_days)
    reported = min(table.limit_m, max(aged, table.told_m))
    return [*_parts(old, "baseline", aged), *_parts(new, "reports", reported)]


def without_slivers(free: BaseGeometry) -> BaseGeometry:
    """Return ``free`` ground without the strips that two tables' different outlines leave along a border."""
    rough = shapely.simplify(free, _TOUCH_M)  # corners of a coast are dear to widen and tell nothing here
    core = shapely.get_parts(shapely.buffer(rough, -_SLIVER_M, quad_segs=2))
    real = core[shapely.area(core) > _SLIVER_KM2 * 1e6]
    made: BaseGeometry = shapely.buffer(shapely.union_all(real), _SLIVER_M, quad_segs=2)
    return made


def distance_between(
    line: BaseGeometry, other: BaseGeometry, *, step_m: float = 500.0
) -> np.ndarray[Any, Any]:
    """Return the distance in metres from points along ``line``, ``step_m`` apart, to the ``other`` line."""
    places = shapely.get_coordinates(shapely.segmentize(line, step_m))
    return np.asarray(shapely.distance(shapely.points(places), other))


def whole(parts: list[LinePart]) -> BaseGeometry:
    """Return all parts as one geometry."""
    made: BaseGeometry = shapely.union_all([p.geometry for p in parts])
    return made


def _parts(edge: BaseGeometry, basis: str, width_m: float) -> list[LinePart]:
    merged = shapely.line_merge(edge)
    lines = [g for g in shapely.get_parts(merged) if g.geom_type == "LineString" and g.length >= _SHORT_M]
    return [LinePart(g, basis, round(width_m, 1)) for g in sorted(map(shapely.normalize, lines), key=_order)]


def _order(line: Any) -> tuple[float, ...]:
    return tuple(shapely.get_coordinates(line)[:2].ravel())

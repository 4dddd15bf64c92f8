"""How deep in a side's ground each place lies, day by day: what the resolver needs of a baseline."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geomap.control.baseline import Baseline, BaselineDay
from geomap.control.front import started
from geomap.control.plane import points, spots
from geomap.places.gazetteer import Gazetteer
from geomap.places.resolution.lines import FARTHEST_KM, Lines, lines

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_APART = timedelta(days=7)
"""Of a series with a picture a day one a week does: the line moves less than it is known."""
_TABLES_APART = timedelta(days=28)
"""A table of settlements knows the line less well, and its cells are dear to draw."""
_KM = 1000.0


def lines_of(baseline: Baseline, gazetteer: Gazetteer) -> Lines:
    """Return the baseline as the resolver reads it."""
    return lines((day.day, _depths(day, gazetteer)) for day in _thinned(baseline.days))


def _thinned(days: Sequence[BaselineDay]) -> Iterator[BaselineDay]:
    """Yield the first day and each well after the one before; days added later change none."""
    last: date | None = None
    for day in days:
        if last is None or day.day - last >= (_TABLES_APART if day.settlements else _APART):
            last = day.day
            yield day


def _depths(day: BaselineDay, gazetteer: Gazetteer) -> array[int]:
    """Return a number for each place, as ``Lines.depths`` has them."""
    lon, lat = (np.asarray(column, dtype=float) for column in (gazetteer.lon, gazetteer.lat))
    known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    xy = points(lon[known], lat[known])
    _, held = started(day, gazetteer)
    depth = np.zeros(len(lat), dtype=np.int8)
    depth[known] = _deep(xy, held["RU"], held["UA"]) - _deep(xy, held["UA"], held["RU"])
    return array("b", depth.tobytes())


def _deep(xy: NDArray[np.float64], own: BaseGeometry, rival: BaseGeometry) -> NDArray[np.int8]:
    """Return how many kilometres ``xy`` lie from the rival's ground, 0 for those outside of a side's own."""
    deep = np.zeros(len(xy), dtype=np.int8)
    if own.is_empty or rival.is_empty:
        return deep
    shapely.prepare(own)
    inside = np.flatnonzero(shapely.contains_xy(own, *xy.T))
    corners = shapely.get_coordinates(shapely.segmentize(rival, _KM))
    tree = shapely.STRtree(spots(corners))
    (near, _), far = tree.query_nearest(
        spots(xy[inside]), max_distance=FARTHEST_KM * _KM, return_distance=True, all_matches=False
    )
    deep[inside] = FARTHEST_KM
    deep[inside[near]] = np.minimum(FARTHEST_KM, far / _KM).astype(np.int8)
    return deep

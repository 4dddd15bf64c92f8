"""The settlements of the theatre as arrays, and their sides by a baseline."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geomap.control.baseline import BaselineDay
from geomap.control.plane import points, to_plane
from geomap.control.rules import Held, weights
from geomap.places.gazetteer import KINDS, TIERS, Gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

DRAWN_TIERS = frozenset({"exact", "site", "council"})
"""Tiers whose points are known well enough to draw ground around them."""

BORDER_GAP_M = 3000.0
"""Outlines of the two countries come from different tables and leave gaps along the border."""
_RANK: dict[Held, int] = {"unknown": 0, "RU": 1, "UA": 2, "contested": 3}
"""Where a baseline's areas overlap, the higher rank is shown."""
_RUSSIA_NEAR = (30.0, 44.0, 42.0, 54.0)


class Settlements(NamedTuple):
    """Settlements of Ukraine and of Russia near it whose points are known; arrays of one length."""

    place: NDArray[np.int64]
    """Index in the gazetteer."""
    xy: NDArray[np.float64]
    """Metres in the theatre's projection, on the grid of whole metres."""
    in_ukraine: NDArray[np.bool_]


def settlements(gazetteer: Gazetteer) -> Settlements:
    """Return the settlements that may be drawn, in the gazetteer's order."""
    return _settlements(gazetteer)


@cache
def _settlements(gazetteer: Gazetteer) -> Settlements:
    kinds = {KINDS.index(k) for k in SETTLEMENTS}
    tiers = {TIERS.index(t) for t in DRAWN_TIERS}
    country = {i: gazetteer.short(i) for i in set(gazetteer.country) if i >= 0}
    west, south, east, north = _RUSSIA_NEAR
    found = [
        i
        for i in range(len(gazetteer))
        if gazetteer.kind[i] in kinds and gazetteer.tier[i] in tiers and not isnan(gazetteer.lat[i])
        if country.get(gazetteer.country[i]) == "UA"
        or (
            country.get(gazetteer.country[i]) == "RU"
            and west < gazetteer.lon[i] < east
            and south < gazetteer.lat[i] < north
        )
    ]
    xy = points([gazetteer.lon[i] for i in found], [gazetteer.lat[i] for i in found]).round()
    ukrainian = np.array([country[gazetteer.country[i]] == "UA" for i in found], dtype=bool)
    return Settlements(np.array(found, dtype=np.int64), xy, ukrainian)


@cache
def land(gazetteer: Gazetteer) -> tuple[BaseGeometry, BaseGeometry]:
    """Return Ukraine, and Russia near it, in metres; they touch without overlapping."""
    ukraine = gazetteer.geometry("UA")
    russia = gazetteer.geometry("RU")
    here = to_plane(ukraine) if ukraine is not None else shapely.MultiPolygon()
    if russia is None:
        return here, shapely.MultiPolygon()
    near = to_plane(shapely.intersection(russia, shapely.box(*_RUSSIA_NEAR)))
    closed = shapely.buffer(near, BORDER_GAP_M, join_style="mitre")
    return here, shapely.difference(closed, here)


@cache
def all_land(gazetteer: Gazetteer) -> BaseGeometry:
    """Return Ukraine and Russia near it as one, in metres, prepared."""
    made: BaseGeometry = shapely.union(*land(gazetteer))
    shapely.prepare(made)
    return made


def baseline_sides(
    day: BaselineDay, known: Settlements, gazetteer: Gazetteer, *, also: Collection[int] = ()
) -> dict[int, Held]:
    """Return the side of each settlement that the baseline tells, by index in the gazetteer.

    Of the settlements of the rear only those in ``also`` are told of.
    """
    if day.settlements:
        return _from_table(day, known, gazetteer)
    sides = np.where(known.in_ukraine, "UA", "RU").astype(object)
    for side, area in sorted(day.areas.items(), key=lambda row: _RANK[row[0]]):
        shapely.prepare(area)
        sides[shapely.contains_xy(area, *known.xy.T)] = side
    near = _near(day, known) | np.isin(known.place, list(also))
    return {int(place): side for place, side in zip(known.place[near], sides[near], strict=True)}


def _near(day: BaselineDay, known: Settlements) -> NDArray[np.bool_]:
    """Return which settlements lie inside the baseline's areas or within the theatre around them."""
    reach = weights().ground.theatre_km * 1000
    areas = shapely.union_all(list(day.areas.values()))
    coarse = shapely.simplify(areas, 1000.0)  # a kilometre matters little at sixty
    zone = shapely.buffer(coarse, reach, quad_segs=4)
    shapely.prepare(zone)
    return np.asarray(shapely.contains_xy(zone, *known.xy.T))


def _from_table(day: BaselineDay, known: Settlements, gazetteer: Gazetteer) -> dict[int, Held]:
    ids = {int(place): gazetteer.place(int(place)).geonameid for place in known.place}
    told = ((place, day.settlements.get(number)) for place, number in ids.items() if number)
    return {place: side for place, side in told if side}

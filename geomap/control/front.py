"""The areas each side holds on a day, the line between them, and how well it is known.

All geometries are in metres of the theatre's projection; ``plane.to_degrees`` brings them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geomap.control import cells, ground
from geomap.control.baseline import Baseline, BaselineDay, DayKey
from geomap.control.evidence import RU, UA
from geomap.control.field import Seen
from geomap.control.line import LinePart, line_between, without_slivers
from geomap.control.plane import points, polygons, snapped
from geomap.control.positions import Position, positions
from geomap.control.rules import Held, weights
from geomap.control.settlements import Settlements, all_land, baseline_sides, land, settlements
from geomap.control.sides import Control, control
from geomap.models import Event
from geomap.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_KM = 1000.0
_NEAR_KM = 25.0
"""Rival settlements further from all new ground than this cannot narrow it."""
_SUPERSEDED_M = 2000.0
_NOTHING = shapely.MultiPolygon()
_TAKEN: tuple[Held, ...] = ("RU", "contested")
RIVAL: dict[Held, Held] = {"RU": "UA", "UA": "RU"}
_UNTAKEN: dict[Held, tuple[Held, ...]] = {side: (side, "contested") for side in RIVAL}


class Front(NamedTuple):
    """Who holds which ground on a day."""

    on: date
    areas: Mapping[Held, BaseGeometry]
    """Occupied and regained ground (RU, UA), contested ground, and ``unknown``: what may have changed too."""
    line: Sequence[LinePart]
    flagged: Sequence[int]
    """Places (index in the gazetteer) told to be taken far behind the line; not drawn."""


class _Change(NamedTuple):
    """New ground of one side."""

    gain: ground.Gain
    unlinked: tuple[int, ...]
    """Places too far behind the rival's line."""

    def within(self, land: BaseGeometry) -> _Change:
        """Return the change without what would lie in the sea or in other countries."""
        gain = self.gain
        taken, contested, maybe = (_dry(area, land) for area in (gain.taken, gain.contested, gain.maybe))
        return self._replace(gain=ground.Gain(taken, contested, maybe, gain.linked))


def _dry(area: BaseGeometry, land: BaseGeometry) -> BaseGeometry:
    return area if shapely.contains(land, area) else shapely.intersection(land, area)


def front(events: Sequence[Event], baseline: Baseline | None, gazetteer: Gazetteer, *, on: date) -> Front:
    """Return the front on the day ``on`` from ``events`` and the last baseline until then."""
    states = control(events, baseline, gazetteer, on=on)
    return front_of(states, positions(events, gazetteer), baseline, gazetteer, on=on)


def front_of(
    states: Sequence[Control],
    spots: Iterable[Position],
    baseline: Baseline | None,
    gazetteer: Gazetteer,
    *,
    on: date,
) -> Front:
    """Return the front for settlements' ``states`` and ``spots`` told near them."""
    known = settlements(gazetteer)
    day = baseline.at(on) if baseline else None
    if day is None:
        return _without_baseline(states, known, gazetteer, on)
    whole, held = started(day, gazetteer)
    ukraine, _ = land(gazetteer)
    fresh = [s for s in spots if day.day < s.day <= on]
    on_land = all_land(gazetteer)
    won = {side: _won(side, states, fresh, held[side], known).within(on_land) for side in RIVAL}
    areas = _areas(whole, won)
    free = shapely.difference(shapely.difference(ukraine, areas["RU"]), areas["contested"])
    facing = shapely.union(without_slivers(free), areas["UA"])
    line = line_between(areas["RU"], facing, whole["RU"], (on - day.day).days)
    flagged = sorted({place for change in won.values() for place in change.unlinked})
    return Front(on, {side: polygons(area) for side, area in areas.items()}, line, flagged)


def _areas(whole: Mapping[Held, BaseGeometry], won: Mapping[Held, _Change]) -> dict[Held, BaseGeometry]:
    """Return each side's ground, what is contested, and what may have changed hands too."""
    taken = {side: change.gain.taken for side, change in won.items()}
    contested = shapely.union_all(
        [
            shapely.intersection(taken["RU"], taken["UA"]),
            *(change.gain.contested for change in won.values()),
            whole.get("contested", _NOTHING),
        ]
    )
    occupied = shapely.difference(shapely.union(whole["RU"], taken["RU"]), taken["UA"])
    areas: dict[Held, BaseGeometry] = {
        "RU": polygons(shapely.difference(occupied, contested)),
        "UA": shapely.difference(taken["UA"], contested),
        "contested": contested,
    }
    maybe = shapely.union_all([change.gain.maybe for change in won.values()])
    areas["unknown"] = shapely.difference(maybe, shapely.union_all([*taken.values(), contested]))
    return areas


def started(
    day: BaselineDay, gazetteer: Gazetteer
) -> tuple[dict[Held, BaseGeometry], dict[str, BaseGeometry]]:
    """Return a baseline's areas, and all the ground each side stands on then; kept for the last few days."""
    return _started(DayKey(day), gazetteer)


@lru_cache(maxsize=8)
def _started(key: DayKey, gazetteer: Gazetteer) -> tuple[dict[Held, BaseGeometry], dict[str, BaseGeometry]]:
    whole = base_areas(key.day, settlements(gazetteer), gazetteer)
    ukraine, russia = land(gazetteer)
    taken = shapely.union(whole["RU"], whole.get("contested", _NOTHING))
    return whole, {"RU": shapely.union(whole["RU"], russia), "UA": shapely.difference(ukraine, taken)}


def base_areas(day: BaselineDay, known: Settlements, gazetteer: Gazetteer) -> dict[Held, BaseGeometry]:
    """Return a baseline's areas; those of a table of settlements are their cells, clipped to the land."""
    ukraine, _ = land(gazetteer)
    if not day.settlements:
        areas: dict[Held, BaseGeometry] = {side: area for side, area in day.areas.items() if side != "UA"}
        taken = areas.get("RU", _NOTHING)
        return areas | {"RU": shapely.difference(taken, day.areas["UA"]) if "UA" in day.areas else taken}
    sides = baseline_sides(day, known, gazetteer)
    xy, first = np.unique(known.xy, axis=0, return_index=True)
    cell = cells.cells(xy, shapely.box(*shapely.bounds(ukraine)))
    told = np.array([sides.get(int(place), "unknown") for place in known.place[first]])
    drawn: dict[Held, BaseGeometry] = {}
    for side in _TAKEN:
        drawn[side] = snapped(shapely.intersection(shapely.union_all(cell[told == side]), ukraine))
    return drawn


def _won(
    side: Held, states: Sequence[Control], spots: Sequence[Position], own: BaseGeometry, known: Settlements
) -> _Change:
    """Return the ground that ``side`` has won since the baseline."""
    table, rival, where = weights().ground, RIVAL[side], _where(known)
    told = [c for c in states if c.place in where]
    turned = [c for c in told if (c.side == side and c.was not in _UNTAKEN[side]) or _fought(c, rival)]
    mine = _standing(spots, RU if side == "RU" else UA)
    places = known.xy[[where[c.place] for c in turned]]
    xy = np.vstack([places, points([s.lon for s in mine], [s.lat for s in mine])])
    balance = [0.0 if c.side == "contested" else 1.0 for c in turned] + [1.0] * len(mine)
    noise = [table.place_noise] * len(turned) + [s.noise for s in mine]
    outside = ~shapely.contains_xy(own, *xy.T) if len(xy) else np.zeros(0, dtype=bool)
    seeds = Seen(*(column[outside] for column in (xy, np.array(balance), np.array(noise))))
    rivals = known.xy[[where[c.place] for c in told if c.side == rival]]
    made = ground.gain(seeds, own, _close(rivals, seeds.xy))
    place = np.array([c.place for c in turned] + [-1] * len(mine))[outside]
    return _Change(made, tuple(int(p) for p in place[~made.linked] if p >= 0))


def _fought(state: Control, rival: Held) -> bool:
    """Tell whether a place that was the rival's has become contested."""
    return state.side == "contested" and state.was == rival


def _standing(spots: Sequence[Position], toward: int) -> list[Position]:
    """Return a side's spots that no later spot of the other side close by has overtaken."""
    mine = [s for s in spots if s.toward == toward]
    theirs = [s for s in spots if s.toward == -toward]
    if not mine or not theirs:
        return mine
    a, b = (points([s.lon for s in group], [s.lat for s in group]) for group in (mine, theirs))
    apart = np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
    later = np.array([[t.day > m.day for t in theirs] for m in mine])
    lost = ((apart < _SUPERSEDED_M) & later).any(axis=1)
    return [m for m, gone in zip(mine, lost, strict=True) if not gone]


def _without_baseline(states: Sequence[Control], known: Settlements, gazetteer: Gazetteer, on: date) -> Front:
    """Return the cells of the settlements that reports tell of; nothing is known beyond them."""
    where = _where(known)
    xy, at = np.unique(known.xy, axis=0, return_inverse=True)
    areas: dict[Held, BaseGeometry] = {}
    for side in ("RU", "UA", "contested"):
        told = [where[c.place] for c in states if c.side == side and c.place in where]
        chosen = np.zeros(len(xy), dtype=bool)
        chosen[at.reshape(-1)[told]] = True
        areas[side] = polygons(cells.spread(xy, chosen, all_land(gazetteer)))
    line = line_between(areas["RU"], areas["UA"], _NOTHING, 0)
    return Front(on, areas | {"unknown": _NOTHING}, line, ())


def _where(known: Settlements) -> dict[int, int]:
    """Return the row of each place in the arrays of settlements."""
    return {int(place): row for row, place in enumerate(known.place)}


def _close(xy: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(xy) or not len(to):
        return xy[:0]
    zone = shapely.buffer(shapely.multipoints(to), _NEAR_KM * _KM, quad_segs=4)
    shapely.prepare(zone)
    return xy[shapely.contains_xy(zone, *xy.T)]

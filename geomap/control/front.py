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

from geomap.control import ground
from geomap.control.baseline import Baseline, BaselineDay
from geomap.control.evidence import RU, UA, Position, positions
from geomap.control.line import LinePart, line_between, without_slivers
from geomap.control.plane import points, polygons, snapped
from geomap.control.rules import Held, weights
from geomap.control.settlements import Settlements, baseline_sides, land, settlements
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

    area: BaseGeometry
    unlinked: tuple[int, ...]


def front(events: Sequence[Event], baseline: Baseline | None, gazetteer: Gazetteer, *, on: date) -> Front:
    """Return the front on the day ``on`` from ``events`` and the last baseline until then."""
    states = control(events, baseline, gazetteer, on=on)
    return front_of(states, positions(events), baseline, gazetteer, on=on)


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
    ukraine, russia = land(gazetteer)
    fresh = [s for s in spots if day.day < s.day <= on]
    won = {side: _won(side, states, fresh, held[side], known) for side in ("RU", "UA")}
    both = shapely.intersection(won["RU"].area, won["UA"].area)
    fought = _fought(states, held, known)
    contested = shapely.union_all([both, fought, whole.get("contested", _NOTHING)])
    taken = shapely.union(won["RU"].area, _pockets(won["RU"].area, held))
    occupied = shapely.difference(shapely.union(whole["RU"], taken), won["UA"].area)
    areas: dict[Held, BaseGeometry] = {
        "RU": polygons(shapely.difference(occupied, contested)),
        "contested": contested,
    }
    areas["UA"] = shapely.difference(won["UA"].area, contested)
    flagged = sorted({p for change in won.values() for p in change.unlinked})
    drawn = [c for c in states if c.place not in flagged]
    areas["unknown"] = _maybe(drawn, areas, known, shapely.union(ukraine, russia))
    free = shapely.difference(shapely.difference(ukraine, areas["RU"]), contested)
    facing = shapely.union(without_slivers(free), areas["UA"])
    line = line_between(areas["RU"], facing, whole["RU"], (on - day.day).days)
    return Front(on, {side: polygons(area) for side, area in areas.items()}, line, flagged)


def started(
    day: BaselineDay, gazetteer: Gazetteer
) -> tuple[dict[Held, BaseGeometry], dict[str, BaseGeometry]]:
    """Return a baseline's areas, and all the ground each side stands on then; kept for the last few days."""
    return _started(_Day(day), gazetteer)


class _Day:
    """A baseline's day as a key, compared by identity: geometries are dear to hash."""

    def __init__(self, day: BaselineDay) -> None:
        self.day = day

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Day) and other.day is self.day

    def __hash__(self) -> int:
        return hash(self.day.day)


@lru_cache(maxsize=8)
def _started(key: _Day, gazetteer: Gazetteer) -> tuple[dict[Held, BaseGeometry], dict[str, BaseGeometry]]:
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
    cell = ground.cells(xy, shapely.box(*shapely.bounds(ukraine)))
    told = np.array([sides.get(int(place), "unknown") for place in known.place[first]])
    drawn: dict[Held, BaseGeometry] = {}
    for side in _TAKEN:
        drawn[side] = snapped(shapely.intersection(shapely.union_all(cell[told == side]), ukraine))
    return drawn


def _won(
    side: Held, states: Sequence[Control], spots: Sequence[Position], own: BaseGeometry, known: Settlements
) -> _Change:
    """Return the ground that ``side`` has won since the baseline."""
    table, other = weights().ground, "UA" if side == "RU" else "RU"
    where = _where(known)
    taken = [
        c.place for c in states if c.side == side and c.was not in (side, "contested") and c.place in where
    ]
    mine = _standing(spots, RU if side == "RU" else UA)
    near = points([s.lon for s in mine], [s.lat for s in mine])
    xy = np.vstack([known.xy[[where[p] for p in taken]], near])
    reach = np.array([table.reach_km * _KM] * len(taken) + [table.position_km * _KM] * len(mine))
    inside = shapely.contains_xy(own, *xy.T) if len(xy) else np.zeros(0, dtype=bool)
    rival = [where[c.place] for c in states if c.side == other and c.place in where]
    made = ground.gain(ground.Seeds(xy[~inside], reach[~inside]), own, _close(known.xy[rival], xy))
    outside = [p for p, held in zip([*taken, *[-1] * len(mine)], inside, strict=True) if not held]
    lost = tuple(p for p, linked in zip(outside, made.linked, strict=True) if p >= 0 and not linked)
    return _Change(made.area, lost)


def _pockets(taken: BaseGeometry, held: Mapping[str, BaseGeometry]) -> BaseGeometry:
    """Return what new ground cuts off: pockets and necks too small to be held on their own."""
    if taken.is_empty:
        return _NOTHING
    neck, least = weights().ground.neck_km * _KM, weights().ground.pocket_km2 * _KM**2
    zone = shapely.box(*shapely.bounds(shapely.buffer(taken, 20 * neck, quad_segs=2)))
    free = shapely.difference(shapely.intersection(held["UA"], zone), taken)
    cores = shapely.get_parts(shapely.buffer(free, -neck / 2, quad_segs=2))
    kept = shapely.buffer(shapely.union_all(cores[shapely.area(cores) > least]), neck / 2, quad_segs=2)
    near = shapely.buffer(taken, neck, quad_segs=2)
    cut: BaseGeometry = shapely.intersection(shapely.difference(free, kept), near)
    return snapped(cut)


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


def _fought(states: Sequence[Control], held: Mapping[str, BaseGeometry], known: Settlements) -> BaseGeometry:
    """Return the ground of settlements that have become contested, with the way there."""
    where, parts = _where(known), []
    for holder, attacker in (("UA", "RU"), ("RU", "UA")):
        at = [
            where[c.place] for c in states if c.side == "contested" and c.was == holder and c.place in where
        ]
        rival = [where[c.place] for c in states if c.side == holder and c.place in where]
        xy = known.xy[at]
        reach = np.full(len(at), weights().ground.reach_km * _KM)
        parts.append(ground.gain(ground.Seeds(xy, reach), held[attacker], _close(known.xy[rival], xy)).area)
    made: BaseGeometry = shapely.union_all(parts)
    return made


def _maybe(
    states: Sequence[Control], areas: Mapping[Held, BaseGeometry], known: Settlements, within: BaseGeometry
) -> BaseGeometry:
    """Return what may have changed hands with a settlement but is not said to: the rest of its cell."""
    where = _where(known)
    changed = [where[c.place] for c in states if c.side != c.was and c.place in where]
    if not changed:
        return _NOTHING
    xy, at = np.unique(known.xy, axis=0, return_inverse=True)
    chosen = np.zeros(len(xy), dtype=bool)
    chosen[at.reshape(-1)[changed]] = True
    drawn = shapely.union_all([areas["RU"], areas["contested"], areas["UA"]])
    near = shapely.intersection(ground.spread(xy, chosen, within), within)
    linked = shapely.intersects(drawn, shapely.points(xy[chosen])).any()
    rest: BaseGeometry = shapely.difference(near, drawn) if linked else _NOTHING
    return rest


def _without_baseline(states: Sequence[Control], known: Settlements, gazetteer: Gazetteer, on: date) -> Front:
    """Return the cells of the settlements that reports tell of; nothing is known beyond them."""
    where = _where(known)
    ukraine, russia = land(gazetteer)
    xy, at = np.unique(known.xy, axis=0, return_inverse=True)
    areas: dict[Held, BaseGeometry] = {}
    for side in ("RU", "UA", "contested"):
        told = [where[c.place] for c in states if c.side == side and c.place in where]
        chosen = np.zeros(len(xy), dtype=bool)
        chosen[at.reshape(-1)[told]] = True
        areas[side] = polygons(ground.spread(xy, chosen, shapely.union(ukraine, russia)))
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

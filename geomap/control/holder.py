"""The point on the right side: who holds a place on a day, and which events are odd for that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import shapely

from geomap.control.baseline import Baseline, BaselineDay, DayKey
from geomap.control.field import Edge
from geomap.control.front import RIVAL, started
from geomap.control.plane import points
from geomap.control.rules import Held, weights
from geomap.models import Event, Reason
from geomap.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_OWN_FIRE = frozenset({"shelling", "air_strike"})
_GROUND = frozenset({"capture", "recapture", "ground_assault", "advance", "clash"})
_KM = 1000.0


def holder_at(lat: float, lon: float, on: date, baseline: Baseline, gazetteer: Gazetteer) -> Held:
    """Return who holds the point (WGS84 degrees) on the day ``on`` by the baseline; a cheap look-up.

    ``unknown`` before the baseline's first day and outside Ukraine and Russia.
    """
    day = baseline.at(on)
    if day is None:
        return "unknown"
    x, y = points([lon], [lat])[0]
    return next(
        (side for side, area in _sides(day, gazetteer) if shapely.intersects_xy(area, x, y)), "unknown"
    )


def depth_km(lat: float, lon: float, on: date, baseline: Baseline, gazetteer: Gazetteer) -> float | None:
    """Return how far the point is from the nearest ground of the other side; None where no side holds it."""
    day, side = baseline.at(on), holder_at(lat, lon, on, baseline, gazetteer)
    if day is None or side not in RIVAL:
        return None
    _, far = _edge(DayKey(day), RIVAL[side], gazetteer).nearest(points([lon], [lat]))
    return float(far[0]) / _KM


def marked(events: Iterable[Event], baseline: Baseline, gazetteer: Gazetteer) -> list[Event]:
    """Return the events, those that are odd at their place and date with one reason more."""
    told = list(events)
    found = doubts(told, baseline, gazetteer)
    return [_with(event, found[event.id]) if event.id in found else event for event in told]


def doubts(events: Iterable[Event], baseline: Baseline, gazetteer: Gazetteer) -> dict[str, Reason]:
    """Return why an event is odd at its place and date, by event id; most have none."""
    found = ((event.id, _doubt(event, baseline, gazetteer)) for event in events)
    return {id_: reason for id_, reason in found if reason is not None}


def _doubt(event: Event, baseline: Baseline, gazetteer: Gazetteer) -> Reason | None:
    if event.lat is None or event.lon is None or event.date_start is None:
        return None
    if event.type not in _OWN_FIRE | _GROUND or event.modality not in ("occurred", "ongoing"):
        return None
    held = holder_at(event.lat, event.lon, event.date_start, baseline, gazetteer)
    deep = depth_km(event.lat, event.lon, event.date_start, baseline, gazetteer)
    limit = weights().plausible.deep_km
    if deep is None or deep < limit:
        return None
    if event.type in _GROUND:
        return _reason(
            "far_from_line", f"{event.type} {deep:.0f} km behind the line, in ground held by {held}", deep
        )
    if event.initiator == held:
        return _reason(
            "own_fire", f"{event.type} by {held}, {deep:.0f} km inside ground that {held} holds", deep
        )
    return None


def _with(event: Event, reason: Reason) -> Event:
    return event.model_copy(update={"reasons": [*event.reasons, reason]})


def _reason(rule: str, detail: str, deep: float) -> Reason:
    return Reason(stage="control", rule=rule, detail=detail, score=round(-deep, 1))


@lru_cache(maxsize=16)
def _edge(key: DayKey, side: Held, gazetteer: Gazetteer) -> Edge:
    return Edge(started(key.day, gazetteer)[1][side])


def _sides(day: BaselineDay, gazetteer: Gazetteer) -> list[tuple[Held, BaseGeometry]]:
    """Return the areas to look a point up in, most telling first, prepared."""
    whole, held = started(day, gazetteer)
    sides: list[tuple[Held, BaseGeometry]] = [("RU", held["RU"]), ("UA", held["UA"])]
    if "contested" in whole:
        sides.insert(0, ("contested", whole["contested"]))
    for _, area in sides:
        shapely.prepare(area)
    return sides

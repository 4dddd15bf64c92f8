"""What every exporter is given, and the rows that the table-like formats share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.export.since import Since
from geomap.geo import METRES_PER_DEGREE
from geomap.models import Article, Event, Place, Report, Skipped, Unresolved, jsonable
from geomap.settings import Settings

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.control.baseline import Baseline
    from geomap.places.gazetteer import Gazetteer

COORDINATE_DECIMALS = 6
_AREAS = frozenset({"admin1", "admin2", "admin3", "country", "linear"})
_DAY_END = time(23, 59, 59)
_DISC_POINTS = 48
BAND_M = 2000.0
"""How far from its course what happened at a river is drawn, in metres to each side."""


class Results(NamedTuple):
    """A finished build: events sorted, with everything they rest on."""

    events: Sequence[Event]
    reports: Sequence[Report]
    articles: Sequence[Article]
    skipped: Sequence[Skipped]
    unresolved: Sequence[Unresolved]
    gazetteer: Gazetteer
    input_hash: str
    """Hash of articles, corrections, rules and gazetteer: stands for the build's time in every output."""
    since: Since = Since()
    """What this run changed against the last one, and the names it may have misplaced."""
    stale_corrections: Sequence[str] = ()
    dropped: Sequence[Event] = ()
    """Events that a correction took off the map."""
    settings: Settings = Settings()
    baseline: Baseline | None = None
    """The picture of who holds what that ``settings`` name, where the build has read it already."""


def is_point(event: Event) -> bool:
    """Tell whether the event is drawn as a point: a settlement, a site, or a spot near one."""
    return event.lat is not None and event.where not in _AREAS


def is_area(event: Event, gazetteer: Gazetteer) -> bool:
    """Tell whether the event is known to an area, a line or an axis that can be drawn."""
    return not is_point(event) and outline(event, gazetteer) is not None


def outline(event: Event, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return the (multi)polygon of an event's area in lon/lat degrees, None where there is none.

    An axis is the disc around the settlement that names it; a river is a narrow band along its course.
    """
    from shapely.geometry import LineString, MultiLineString

    if event.place_id is None or event.where not in _AREAS:
        return None
    shape = gazetteer.geometry(event.place_id)
    if isinstance(shape, LineString | MultiLineString):
        return shape.buffer(BAND_M / METRES_PER_DEGREE)
    if event.where == "linear" and event.lat is not None and event.lon is not None:
        return disc(event.lat, event.lon, event.radius_m or 0.0)
    return shape if shape is not None else _disc_of_place(event.place_id, gazetteer)


def line(event: Event, gazetteer: Gazetteer) -> BaseGeometry | None:
    """Return the river or other line (MultiLineString, lon/lat degrees) an event lies along, None else."""
    from shapely.geometry import LineString, MultiLineString

    if event.place_id is None or event.where != "linear":
        return None
    shape = gazetteer.geometry(event.place_id)
    if isinstance(shape, LineString):
        return MultiLineString([shape])
    return shape if isinstance(shape, MultiLineString) else None


def is_line(event: Event, gazetteer: Gazetteer) -> bool:
    """Tell whether the event is known to lie along a line that can be drawn."""
    return line(event, gazetteer) is not None


def disc(lat: float, lon: float, radius_m: float) -> BaseGeometry:
    """Return a polygon of ``radius_m`` metres around a WGS84 point, in lon/lat degrees."""
    from shapely.geometry import Polygon

    north = radius_m / METRES_PER_DEGREE
    east = north / math.cos(math.radians(lat))
    turns = (2 * math.pi * i / _DISC_POINTS for i in range(_DISC_POINTS))
    return Polygon([(lon + east * math.cos(t), lat + north * math.sin(t)) for t in turns])


def properties(event: Event) -> dict[str, Any]:
    """Return the contract's fields of an event as JSON values, with the two times for the map's clock.

    ``t_start``/``t_end`` are UTC and cover the whole days: 00:00:00Z to 23:59:59Z.
    """
    row = jsonable(event)
    row["reasons"] = [f"{r.stage}/{r.rule}: {r.detail}".rstrip(": ") for r in event.reasons]
    row["t_start"] = day_time(event, start=True)
    row["t_end"] = day_time(event, start=False)
    return row


def day_time(event: Event, *, start: bool) -> str | None:
    """Return the first or last second of the event's days, ``2025-01-21T00:00:00Z``; None without a date."""
    day = event.date_start if start else event.date_end
    if day is None:
        return None
    moment = datetime.combine(day, time.min if start else _DAY_END, tzinfo=UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _disc_of_place(place_id: str, gazetteer: Gazetteer) -> BaseGeometry | None:
    index = gazetteer.index_of(place_id)
    place: Place | None = gazetteer.place(index) if index is not None else None
    if place is None or place.lat is None or place.lon is None or not place.radius_m:
        return None
    return disc(place.lat, place.lon, place.radius_m)

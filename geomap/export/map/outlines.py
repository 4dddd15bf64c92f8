"""The bundled outlines under the map, and the outlines of areas that events are known to."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.export.map import shapes
from geomap.export.results import BAND_M, is_point
from geomap.models import Event
from geomap.resources import package_file

if TYPE_CHECKING:
    from geomap.places import Gazetteer

_AREAS = ("admin1", "admin2", "admin3", "country", "linear")
_NAMES_OF_AXES = ("axis", "city", "town", "village", "settlement")  # a linear event there lies on an axis
_COARSE = {"country": 0.02, "admin1": 0.005}  # simplification in degrees; smaller areas keep more
_FINE = 0.0015
_PLACES = ["Places", "GeoNames; KATOTTG of Ukraine", "CC BY 4.0; public act", "https://www.geonames.org/"]


@cache
def basemap() -> dict[str, Any]:
    """Return the bundled outlines; made by ``basemap/build.py``, packed as in ``shapes``."""
    text = package_file("export", "map", "basemap", "basemap.json").read_text("utf-8")
    base: dict[str, Any] = json.loads(text)
    return {name: layer for name, layer in base.items() if name != "source"}


def credits() -> list[list[str]]:  # noqa: A001  (the word is apt, the builtin is for the prompt)
    """Return what the map data are, their name, licence and address."""
    text = package_file("export", "map", "basemap", "basemap.json").read_text("utf-8")
    rows = [[s["what"], s["name"], s["licence"], s["url"]] for s in json.loads(text)["source"]]
    return [_PLACES, *rows]


def area(event: Event, gazetteer: Gazetteer) -> dict[str, Any] | None:
    """Return the drawing of the area, line or axis an event is known to; None where there is none.

    ``kind`` is ``polygon``, ``line``, or ``disc`` (an axis, or an area without an outline: its point and
    the radius that surely holds it).
    """
    if is_point(event) or event.place_id is None or event.where not in _AREAS:
        return None
    index = gazetteer.index_of(event.place_id)
    place = gazetteer.place(index) if index is not None else None
    head: dict[str, Any] = {
        "id": event.place_id,
        "where": event.where,
        "name": event.place or (place.name if place else ""),
    }
    if place is not None and place.names.get("uk"):
        head["uk"] = place.names["uk"][0]
    if place is not None and event.where == "linear" and place.kind in _NAMES_OF_AXES:
        head["axis"] = True
    if event.lat is not None and event.lon is not None:
        return {**head, **_disc(event.lat, event.lon, event.radius_m)}
    shape = gazetteer.geometry(event.place_id)
    if shape is not None and not shape.is_empty:
        return {**head, **_drawing(shape, event)}
    if place is None or place.lat is None or place.lon is None or not place.radius_m:
        return None
    return {**head, **_disc(place.lat, place.lon, place.radius_m)}


def _drawing(shape: Any, event: Event) -> dict[str, Any]:
    simple = shapes.simplified(shape, tolerance=_COARSE.get(event.where, _FINE))
    if "Polygon" in shape.geom_type:
        return {"kind": "polygon", "label": shapes.label_point(shape), "parts": shapes.polygons(simple)}
    return {
        "kind": "line",
        "label": shapes.label_point(shape),
        "parts": shapes.lines(simple),
        "radius_m": BAND_M,  # the river's own radius reaches from its middle to its ends
    }


def _disc(lat: float, lon: float, radius_m: float | None) -> dict[str, Any]:
    return {"kind": "disc", "label": [round(lat, 5), round(lon, 5)], "radius_m": round(radius_m or 5000)}

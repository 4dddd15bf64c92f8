"""Looking a name up, as ``geomap place`` does."""

from __future__ import annotations

import math

from geomap.errors import SettingsError
from geomap.geo import LatLon, distance_km
from geomap.models import Place
from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.text import name_key

_AS_MANY_PEOPLE = {"country": 10**9, "oblast": 10**5, "region": 10**5, "sea": 10**5}
"""As how large a city each kind counts: "Крим" is the peninsula before a hamlet, "Kharkiv" the city."""


def look_up(
    query: str, *, near: LatLon | None = None, admin1: str | None = None, gazetteer: Gazetteer | None = None
) -> list[Place]:
    """Return the places that bear the name ``query`` in any language, spelling or case form.

    Parameters
    ----------
    query
        The name; hyphens, apostrophes and capitals do not matter. "Vesele, Beryslav Raion, Kherson" keeps to
        the areas named behind it: hromada, raion, oblast or country.
    near
        ``(lat, lon)`` in WGS84 degrees: nearest first. Without it countries, the most populous cities and
        oblasts come first.
    admin1
        Name of an oblast in any spelling: only places in it.
    gazetteer
        Another table than the bundled one.
    """
    table = gazetteer or load_gazetteer()
    name, *areas = (part.strip() for part in query.split(","))
    found = {hit.place for hit in table.lookup(name_key(name))}
    for area in (*areas, admin1):
        if area:
            holders = {hit.place for hit in table.lookup(name_key(area))}
            found = {place for place in found if not holders.isdisjoint(_above(table, place))}
    places = [table.place(place) for place in sorted(found)]
    if near is not None:
        return sorted(places, key=lambda p: (place_distance_km(near, p), p.id))
    return sorted(places, key=lambda p: (-max(p.population, _AS_MANY_PEOPLE.get(p.kind, 0)), p.id))


def _above(table: Gazetteer, place: int) -> tuple[int, ...]:
    """Return the areas that hold a place, by index; -1 where there is none."""
    return table.admin1[place], table.admin2[place], table.admin3[place], table.country[place]


def parse_point(text: str) -> LatLon:
    """Read ``LAT,LON`` in decimal degrees.

    Raises
    ------
    SettingsError
        If it is not two numbers, or they are out of range.
    """
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError as error:
        raise SettingsError(f"not a point: {text!r}", remedy="write --near 48.28,37.18 (lat, lon)") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise SettingsError(f"out of range: {text!r}", remedy="latitude comes first, degrees")
    return lat, lon


def place_distance_km(point: LatLon, place: Place) -> float:
    """Return the great-circle distance from ``(lat, lon)`` to a place; infinite for one without a point."""
    if place.lat is None or place.lon is None:
        return math.inf
    return distance_km(point, (place.lat, place.lon))

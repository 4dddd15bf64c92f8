"""The gazetteer as a geopy geocoder: ``geocode`` and ``reverse``, usable with geopy's ``RateLimiter``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.geo import METRES_PER_DEGREE, LatLon
from geomap.models import Place
from geomap.places.doors.query import look_up, place_distance_km
from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS

if TYPE_CHECKING:
    from geopy.location import Location
    from geopy.point import Point


class GeomapGeocoder:
    """A geocoder in geopy's shape over the bundled (or another) gazetteer; no network, no key.

    Examples
    --------
    >>> GeomapGeocoder().geocode("Kazan").latitude
    55.78874
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        self._gazetteer = gazetteer or load_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        near: LatLon | None = None,
        admin1: str | None = None,
    ) -> Location | list[Location] | None:
        """Return the place called ``query``, or all of them; None where there is none.

        ``near`` is ``(lat, lon)``: the nearest comes first. "Slovianka, Donetsk, Ukraine" names areas too.
        """
        found = look_up(query, near=near, admin1=admin1, gazetteer=self._gazetteer)
        pointed = [_location(place) for place in found if place.lat is not None]
        if not pointed:
            return None
        return pointed[0] if exactly_one else pointed

    def reverse(
        self, query: LatLon | Point | str, *, exactly_one: bool = True, within_km: float = 25.0
    ) -> Location | list[Location] | None:
        """Return the place nearest to ``query``, or all ``within_km``; ``(lat, lon)`` or "lat, lon"."""
        from geopy.point import Point

        at = (Point(query).latitude, Point(query).longitude)
        near = [self._gazetteer.place(i) for i in self._around(at, within_km)]
        settled = [place for place in near if place.kind in SETTLEMENTS]
        settled.sort(key=lambda place: (place_distance_km(at, place), place.id))
        pointed = [_location(p) for p in settled if place_distance_km(at, p) <= within_km]
        if not pointed:
            return None
        return pointed[0] if exactly_one else pointed

    def _around(self, query: LatLon, within_km: float) -> list[int]:
        """Return the indices of places in the box around a point."""
        table, (lat, lon) = self._gazetteer, query
        north = within_km * 1000 / METRES_PER_DEGREE
        east = north / max(0.01, math.cos(math.radians(lat)))
        rows = enumerate(zip(table.lat, table.lon, strict=True))
        return [i for i, (y, x) in rows if abs(y - lat) <= north and abs(x - lon) <= east]


def _location(place: Place) -> Location:
    from geopy.location import Location

    path = ", ".join(p for p in (place.name, place.admin3, place.admin2, place.admin1, place.country) if p)
    return Location(path, (place.lat, place.lon, 0.0), place.model_dump(mode="json"))

"""From a resolved name to what is drawn: point or area, relation, precision codes, radius."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import asin, atan2, cos, degrees, radians, sin

from geomap.geo import EARTH_KM, kilometres
from geomap.models import Place, Where
from geomap.places.gazetteer import Gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS, WATERS
from geomap.places.gazetteer.renamed import name_on
from geomap.places.mentions.mention import NOWHERE, Location, Mention
from geomap.text import name_key

_BEARINGS = {
    "north_of": 0.0,
    "northeast_of": 45.0,
    "east_of": 90.0,
    "southeast_of": 135.0,
    "south_of": 180.0,
    "southwest_of": 225.0,
    "west_of": 270.0,
    "northwest_of": 315.0,
}
_NAMED_BY_CITY = frozenset({"district", "axis"})
_UNPOINTED = frozenset({"admin1", "admin2", "admin3", "country"})
_OLD_RAION_M = 25_000.0
# Radii in metres where the words leave more room than the place itself: judged from how far such reports
# lie from the named settlement.
_NEAR_M = 5_000.0
_OUTSKIRTS_M = 3_000.0
_AXIS_M = 15_000.0
_BETWEEN_M = 10_000.0
_STRETCH_M = 30_000.0  # half of the longest stretch whose middle says something
_AREA_WORD = {"raion": "Raion", "hromada": "hromada"}
# where: (UCDP where_prec, ACLED geo_precision)
_PRECISION: dict[str, tuple[int, int]] = {
    "settlement": (1, 1),
    "site": (1, 1),
    "near": (2, 2),
    "admin3": (3, 2),
    "admin2": (3, 2),
    "admin1": (4, 3),
    "linear": (5, 2),
    "country": (6, 3),
}
_AREAS: dict[str, Where] = {
    "hromada": "admin3",
    "raion": "admin2",
    "oblast": "admin1",
    "region": "country",
    "sea": "country",
    "country": "country",
}


def locate(mention: Mention, gazetteer: Gazetteer, *, on: date | None = None) -> Location:
    """Return the contract's place fields for ``mention``, under the name that the place bore ``on`` that day.

    An undecided name gives ``NOWHERE`` with the name as written in ``place_local``. Areas have
    no ``lat``/``lon``. "5 km west of X" moves the point by that much; "west of X" alone does not.
    """
    if mention.place < 0:
        return NOWHERE._replace(place_local=mention.surface)
    place = _place(gazetteer, mention.place)
    if place.kind in _NAMED_BY_CITY:
        place = _city_of(gazetteer, mention.place) or place
    where = _where(mention, place)
    # A river's point says nothing of where on it; an axis has that of the town it is named after.
    pointed = where not in _UNPOINTED and place.kind != "river"
    lat, lon = (place.lat, place.lon) if pointed else (None, None)
    if (
        where == "near"
        and mention.distance_km
        and mention.relation in _BEARINGS
        and lat is not None
        and lon is not None
    ):
        lat, lon = shifted(lat, lon, _BEARINGS[mention.relation], mention.distance_km)
    half_m = 0.0
    if mention.beside >= 0 and where == "near" and lat is not None and lon is not None:
        lat, lon, half_m = _midway(lat, lon, _place(gazetteer, mention.beside))
    where_prec, geo_precision = _PRECISION["near" if where == "settlement" and mention.spread_km else where]
    return Location(
        place=_name(mention, place, on),
        place_local=mention.surface,
        place_id=place.id,
        katottg=place.katottg,
        geonameid=place.geonameid,
        admin1=_admin1(place, gazetteer, mention.place),
        admin2=place.name if place.kind == "raion" else place.admin2,
        country=place.country,
        lat=lat,
        lon=lon,
        where=where,
        relation=_relation(mention, where),
        distance_km=mention.distance_km if where == "near" else None,
        where_prec=where_prec,
        geo_precision=geo_precision,
        radius_m=half_m or max(_radius(mention, place, where), mention.spread_km * 1_000),
    )


@lru_cache(maxsize=4096)
def _place(gazetteer: Gazetteer, index: int) -> Place:
    return gazetteer.place(index)


@lru_cache(maxsize=256)
def _city_of(gazetteer: Gazetteer, index: int) -> Place | None:
    """Return the settlement that names an axis, or the city of a district (at the district's point)."""
    above = (gazetteer.admin3[index], gazetteer.admin2[index], gazetteer.admin1[index])
    names = [gazetteer.short(area).removesuffix(" City") for area in above if area >= 0]  # "Kyiv City"
    if _place(gazetteer, index).kind == "axis":
        names = [gazetteer.name(index).removesuffix(" axis")]
    for name in names:
        namesakes = [
            _place(gazetteer, hit.place) for hit in gazetteer.lookup(name_key(name)) if hit.rank == "official"
        ]
        cities = [place for place in namesakes if place.kind in SETTLEMENTS and place.country == "UA"]
        if cities:
            city = max(cities, key=lambda place: (place.population, place.id))
            return _at_quarter(city, _place(gazetteer, index))
    return None


def _at_quarter(city: Place, part: Place) -> Place:
    """Return ``city`` where ``part`` lies, if ``part`` is a district whose point is not just the city's."""
    if part.kind != "district" or part.tier not in ("exact", "site"):
        return city
    return city.model_copy(update={"lat": part.lat, "lon": part.lon, "radius_m": part.radius_m})


def _where(mention: Mention, place: Place) -> Where:
    if place.kind in _AREAS:
        return _AREAS[place.kind]
    if mention.kind in ("raion", "hromada"):  # an older raion, told by its town
        return _AREAS[mention.kind]
    if mention.kind in ("axis", "way") or place.kind in ("axis", "river"):
        return "linear"
    if mention.kind == "site" or place.kind in ("site", "reservoir"):
        return "site"
    if mention.relation in (None, "at", "outskirts"):
        return "settlement"
    return "near"


def _midway(lat: float, lon: float, other: Place) -> tuple[float, float, float]:
    """Return the middle of the stretch to ``other`` and half its length in metres; the end if too long."""
    if other.lat is None or other.lon is None:
        return lat, lon, 0.0
    half_m = kilometres(lat, lon, other.lat, other.lon) * 500
    if not 0 < half_m <= _STRETCH_M:
        return lat, lon, 0.0
    return round((lat + other.lat) / 2, 6), round((lon + other.lon) / 2, 6), max(_OUTSKIRTS_M, half_m)


def _relation(mention: Mention, where: Where) -> str:
    if mention.kind == "axis":
        return "towards"
    if where in ("admin1", "admin2", "admin3", "country"):
        return "at"
    return mention.relation or "at"


def _name(mention: Mention, place: Place, on: date | None) -> str:
    name = name_on(place, on)
    if mention.part:
        return f"{mention.part} {name}"
    if mention.kind == "axis" and place.kind == "axis":
        return name.removesuffix(" direction").removesuffix(" axis")
    if place.kind == "raion" and place.country == "RU" and mention.surface.isascii():
        return f"{mention.surface} District"  # English names them after the town or by the adjective alike
    if mention.kind in _AREA_WORD and place.kind in SETTLEMENTS:
        return f"{name} {_AREA_WORD[mention.kind]}"
    return name


def _admin1(place: Place, gazetteer: Gazetteer, index: int) -> str | None:
    return gazetteer.short(index) if place.kind == "oblast" else place.admin1


def _radius(mention: Mention, place: Place, where: Where) -> float:
    if where == "linear":
        return max(_AXIS_M, place.radius_m) if place.kind in SETTLEMENTS | {"axis"} else place.radius_m
    if where in ("admin2", "admin3") and place.kind in SETTLEMENTS:
        return _OLD_RAION_M
    if where == "near" and mention.distance_km:
        return max(1_000.0, mention.distance_km * 300.0, place.radius_m)
    if where == "near":
        return max(_BETWEEN_M if mention.relation == "between" else _NEAR_M, place.radius_m)
    if mention.relation == "outskirts" or place.kind in WATERS:
        return max(_OUTSKIRTS_M, place.radius_m)
    return place.radius_m


def shifted(lat: float, lon: float, bearing: float, distance_km: float) -> tuple[float, float]:
    """Return ``(lat, lon)`` at ``distance_km`` from a point; ``bearing`` in degrees clockwise from north."""
    angle, heading, phi = distance_km / EARTH_KM, radians(bearing), radians(lat)
    to = asin(sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(heading))
    turn = atan2(sin(heading) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(to))
    return round(degrees(to), 6), round(lon + degrees(turn), 6)

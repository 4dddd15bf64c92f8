"""Collect what the sources say about where a Ukrainian settlement of a given name lies."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from admin1 import OBLASTS, in_admin1
from geo import Point, clusters
from geonames import City
from inid import Listed, occupied
from katottg import SETTLEMENTS, Unit, clean
from postal import Postal

from geomap.places.names.romanise import romanise_uk
from geomap.places.names.russian import russian_variants
from geomap.text.normalise import name_key

Key = tuple[str, str]  # (oblast's four characters, name key)
CLUSTER_KM = 4.0
_CRIMEA = {"Республика Крым": "UA01", "Севастополь": "UA85"}
EXCLAVES = frozenset({6930327})  # Slavutych belongs to Kyiv oblast and lies in Chernihiv oblast


class Sighting(NamedTuple):
    """A named point of one source; the lowest ``rank`` is trusted most."""

    rank: int
    lat: float
    lon: float
    source: str
    city: City | None
    name: str
    """The name as the source spells it."""

    @property
    def point(self) -> Point:
        """Return ``(lat, lon)``."""
        return self.lat, self.lon


Cluster = list[Sighting]


def collect(units: list[Unit], cities: list[City], rows: list[Postal]) -> dict[Key, list[Cluster]]:
    """Return, for each oblast and name, the clusters of points that bear the name, best source first."""
    found: dict[Key, list[Sighting]] = defaultdict(list)
    _add_cities(found, cities, _latin_keys(units))
    _add_postal(found, rows)
    _add_listed(found, occupied(), units)
    return {
        key: clusters(sorted(sightings, key=_order), lambda s: s.point, reach_km=CLUSTER_KM)
        for key, sightings in sorted(found.items())
    }


def _order(sighting: Sighting) -> tuple[float, ...]:
    population = sighting.city.population if sighting.city else 0
    return sighting.rank, -population, sighting.lat, sighting.lon


def _add_cities(found: dict[Key, list[Sighting]], cities: list[City], by_latin: dict[Key, list[str]]) -> None:
    by_code = {geonames: (oblast, iso) for oblast, (iso, geonames, _, _) in OBLASTS.items()}
    for city in cities:
        if city.country != "UA" or city.admin1 not in by_code:
            continue
        oblast, iso = by_code[city.admin1]
        if not in_admin1(iso, city.lat, city.lon) and city.geonameid not in EXCLAVES:
            continue
        keys = {name_key(clean(name)): clean(name) for name in city.cyrillic}
        for name in (city.name, *city.latin):
            for key in by_latin.get((oblast, name_key(name)), ()):
                keys.setdefault(key, name)
        for key, name in sorted(keys.items()):
            found[oblast, key].append(Sighting(0, city.lat, city.lon, "geonames", city, name))


def _add_postal(found: dict[Key, list[Sighting]], rows: list[Postal]) -> None:
    by_state = {state: (oblast, iso) for oblast, (iso, _, state, _) in OBLASTS.items() if state}
    for row in rows:
        if row.lat is None or row.lon is None or row.shared or row.state not in by_state:
            continue
        oblast, iso = by_state[row.state]
        if in_admin1(iso, row.lat, row.lon):
            found[oblast, name_key(row.name)].append(
                Sighting(5 - row.accuracy, row.lat, row.lon, "postal", None, row.name)
            )


def _add_listed(found: dict[Key, list[Sighting]], places: list[Listed], units: list[Unit]) -> None:
    """Add the points that the census has for Crimea, by the Russian names that the codifier's may have."""
    by_russian: dict[Key, set[str]] = defaultdict(set)
    for unit in units:
        if unit.category in SETTLEMENTS and unit.oblast in _CRIMEA.values():
            for name in russian_variants(unit.name):
                by_russian[unit.oblast, name_key(name)].add(unit.name)
    for place in places:
        oblast = _CRIMEA[place.region]
        if in_admin1(OBLASTS[oblast][0], place.lat, place.lon):
            for name in sorted(by_russian[oblast, name_key(place.name)]):
                sighting = Sighting(1, place.lat, place.lon, "inid", None, name)
                found[oblast, name_key(name)].append(sighting)


def _latin_keys(units: list[Unit]) -> dict[Key, list[str]]:
    """Return the Ukrainian keys behind each official romanisation in an oblast."""
    found: dict[Key, list[str]] = defaultdict(list)
    for unit in units:
        if unit.category in SETTLEMENTS:
            found[unit.oblast, name_key(romanise_uk(unit.name))].append(name_key(unit.name))
    return found

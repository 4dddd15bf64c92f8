"""Points whose name the codifier does not know: settlements since renamed or abolished, parts of towns.

War reports still use many of them. Beside a settlement with an exact point the name is kept as a former name
of it; elsewhere the point becomes a place of its own, marked as not listed.
"""

from __future__ import annotations

import re
from collections import defaultdict

from alternates import sort_ukrainian
from councils import Councils
from evidence import Cluster, Key
from fixes import Fix
from geo import fast_km
from geonames import City
from katottg import Unit
from rows import Row

from geomap.places.gazetteer.skeleton import skeleton, stem
from geomap.places.names.romanise import romanise_uk
from geomap.places.names.russian import to_russian
from geomap.text.normalise import name_key

IN_DIRECTORIES = "in directories of the 2020s"
"""Marks a former name that nobody else in the oblast bears and that the sources still show."""
SAME_PLACE_KM = 1.5
LARGE_CITY = 80_000
DISTRICT_KM = 20.0
QUARTER, QUARTER_KM = 10_000, 15.0
"""People, kilometres: an unlisted place so large and so near a city is its quarter, whatever outlines say."""
SHORTEST_ROOT = 3
"""Consonants: a district's name with fewer sounds like too many quarters'."""
_PLAIN = re.compile(r"^[\u0400-\u04ff\u2019' -]{3,}$")


def leftovers(
    fixes: list[Fix], evidence: dict[Key, list[Cluster]], councils: Councils
) -> tuple[list[Row], dict[str, list[str]]]:
    """Return the rows of unlisted places, and former names by the code of the settlement they belong to."""
    listed = {(fix.unit.oblast, name_key(fix.unit.name)) for fix in fixes}
    used = {fix.city.geonameid for fix in fixes if fix.city is not None}
    units = {fix.hromada: fix.unit for fix in fixes}
    exact: dict[str, list[Fix]] = defaultdict(list)
    for fix in fixes:
        if fix.tier == "exact":
            exact[fix.hromada].append(fix)
    cities = {fix.hromada: fix for fix in fixes if fix.city and fix.city.population >= LARGE_CITY}
    rows: dict[str, Row] = {}
    former: dict[str, list[str]] = defaultdict(list)
    for key, found in evidence.items():
        for cluster in found if key not in listed else ():
            council = councils.at(cluster[0].point)
            if council is None or council.hromada not in units or _is_used(cluster, used):
                continue
            name = cluster[0].name
            same = [f for f in exact[council.hromada] if _near(f, cluster)]
            if same:
                bearer = min(same, key=lambda f: _distance(f, cluster))
                former[bearer.unit.code].append(f"{name} ({IN_DIRECTORIES})")
            elif _PLAIN.match(name):
                city = _city_of(cluster, council.hromada, cities)
                row = _row(cluster, name, city.unit if city else units[council.hromada], in_city=bool(city))
                rows.setdefault(row.id, row)
    return sorted(rows.values(), key=lambda row: row.id), former


def _is_used(cluster: Cluster, used: set[int]) -> bool:
    return any(sighting.city is not None and sighting.city.geonameid in used for sighting in cluster)


def _distance(fix: Fix, cluster: Cluster) -> float:
    return fast_km(fix.point or (0.0, 0.0), cluster[0].point)


def _city_of(cluster: Cluster, hromada: str, cities: dict[str, Fix]) -> Fix | None:
    """Return the city that the place is a quarter of."""
    if hromada in cities and _distance(cities[hromada], cluster) < DISTRICT_KM:
        return cities[hromada]
    nearest = min(cities.values(), key=lambda city: _distance(city, cluster))
    place = cluster[0].city
    large = place is not None and place.population >= QUARTER
    return nearest if large and _distance(nearest, cluster) < QUARTER_KM else None


def _near(fix: Fix, cluster: Cluster) -> bool:
    return _distance(fix, cluster) <= SAME_PLACE_KM


def _row(cluster: Cluster, name: str, neighbour: Unit, *, in_city: bool) -> Row:
    """Return a row in the oblast, raion and hromada of ``neighbour``."""
    city = cluster[0].city
    path = [code if code != neighbour.path[0] else "" for code in neighbour.path[1:]]
    row = Row(
        id=f"postal:{neighbour.oblast}:{name_key(name).replace(' ', '_')}",
        kind="district" if in_city else "village",
        name=romanise_uk(name),
        name_uk=name,
        name_ru=to_russian(name),
        lat=cluster[0].lat,
        lon=cluster[0].lon,
        radius_m=3000 if in_city else 2000,
        country="UA",
        admin1=neighbour.path[0] if neighbour.path else neighbour.code + ".oblast",
        admin2=path[0] if path else "",
        admin3=path[1] if len(path) > 1 else "",
        source=cluster[0].source,
        note="not in the codifier under this name",
    )
    if city is not None:
        _name_as_geonames(row, city, name)
    return row


def _name_as_geonames(row: Row, city: City, name: str) -> None:
    """Take the names GeoNames gives; its Cyrillic name may be Russian only (Алексеевка)."""
    row.id, row.geonameid, row.population = f"geonames:{city.geonameid}", city.geonameid, city.population
    row.name = city.name.replace("\u2019", "").replace("'", "")
    if name_key(romanise_uk(name))[:4] != name_key(row.name)[:4]:
        row.name_uk, row.name_ru = "", name
    names = sort_ukrainian(name, city.latin, city.cyrillic)
    row.latin, row.cyrillic = "|".join(names.latin), "|".join(names.cyrillic)


def districts(rows: list[Row], unlisted: list[Row]) -> list[Row]:
    """Give districts of cities the point of the unlisted place of their name; return the places left.

    A district that none bears the name of stands at the quarter it is named after ("Podilskyi": Podil), which
    remains a place of its own.
    """
    taken: set[str] = set()
    for district in rows:
        quarters = [p for p in unlisted if p.kind == "district" and _km(district, p) < DISTRICT_KM]
        for place in quarters:
            if _is_same(district, place):
                _stand_at(district, place)
                district.geonameid, district.source = place.geonameid, "katottg+geonames"
                district.latin, district.former = place.latin, place.cyrillic
                taken.add(place.id)
        if district.tier != "exact":
            _stand_at_quarter(district, quarters)
    return [place for place in unlisted if place.id not in taken]


def _is_same(district: Row, place: Row) -> bool:
    """Compare the adjectives; GeoNames knows some only by a Latin name in a spelling of its own."""
    adjective = name_key(district.name_uk.rsplit(" ", 1)[0])
    if adjective in (name_key(place.name_uk), name_key(place.name_uk).removesuffix(" район")):
        return True
    own = skeleton(district.name.removesuffix(" District"))
    return not place.name_uk and place.name.endswith("kyi") and skeleton(place.name) == own


def _stand_at_quarter(district: Row, quarters: list[Row]) -> None:
    root = stem(district.name.removesuffix(" District"))
    named_after = [p for p in quarters if len(root) >= SHORTEST_ROOT and stem(p.name) == root]
    if len(named_after) == 1:
        _stand_at(district, named_after[0])
        district.source = "katottg, point of the quarter in geonames"


def _stand_at(district: Row, place: Row) -> None:
    district.lat, district.lon, district.radius_m, district.tier = place.lat, place.lon, 5_000, "exact"


def _km(left: Row, right: Row) -> float:
    return fast_km((left.lat or 0.0, left.lon or 0.0), (right.lat or 0.0, right.lon or 0.0))

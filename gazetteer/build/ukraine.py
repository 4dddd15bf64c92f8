"""Ukraine's rows: settlements, hromadas, raions, oblasts, and the country's own order of names."""

from __future__ import annotations

import re

from admin1 import OBLASTS, admin1_features, polygon
from geo import middle
from geonames import City
from join import Centres, Fix, spread_m
from katottg import Unit
from rows import Row

from geomap.places.names.romanise import romanise_uk
from geomap.text.normalise import name_key

CITY_POPULATION = 50_000
_CATEGORY = {"K": "city", "M": "town", "X": "settlement", "C": "village"}
# Radius of the disc that surely holds a settlement whose point is exact, by population.
_RADII = (
    (1_000_000, 15_000),
    (300_000, 10_000),
    (100_000, 7_000),
    (30_000, 4_000),
    (5_000, 2_000),
    (0, 1_000),
)
_USUAL = {  # English usage that differs from KMU-55, or a name that needs its status
    "UA80000000000093317": "Kyiv",
    "UA85000000000065278": "Sevastopol",
}


def radius_of(population: int) -> int:
    """Return the radius in metres that surely holds a settlement of ``population``."""
    return next(radius for least, radius in _RADII if population >= least)


def settlement_rows(fixes: list[Fix]) -> list[Row]:
    """Return one row for each settlement, in the order of the codes."""
    return [_settlement(fix) for fix in fixes]


def _settlement(fix: Fix) -> Row:
    city = fix.cluster[0].city if fix.cluster else None
    population = city.population if city else 0
    kind = _CATEGORY[fix.unit.category]
    if kind == "town" and population >= CITY_POPULATION:
        kind = "city"
    latin, cyrillic = (city.latin, city.cyrillic) if city else ((), ())
    name = _USUAL.get(fix.unit.code) or romanise_uk(fix.unit.name)
    lat, lon = fix.point or (None, None)
    return Row(
        id=fix.unit.code,
        kind=kind,
        name=name,
        name_uk=fix.unit.name,
        latin=_listed((*latin, city.name) if city else (), name),
        cyrillic=_listed(cyrillic, fix.unit.name),
        lat=lat,
        lon=lon,
        tier=fix.tier,
        radius_m=round(fix.radius_m) or radius_of(population),
        population=population,
        country="UA",
        admin1=fix.unit.path[0] if fix.unit.path else fix.unit.code + ".oblast",
        admin2=fix.unit.path[1] if len(fix.unit.path) > 1 else "",
        admin3=fix.unit.path[2] if len(fix.unit.path) > 2 else "",
        geonameid=city.geonameid if city else None,
        source=fix.source,
        note=fix.suspect,
    )


def _listed(names: tuple[str, ...], own: str) -> str:
    """Join the names whose key differs from that of ``own`` and from each other."""
    kept = {name_key(own): ""}
    for name in names:
        kept.setdefault(name_key(name), name)
    return "|".join(sorted(name for name in kept.values() if name))


def area_rows(units: list[Unit], fixes: list[Fix], raion_names: dict[str, str]) -> list[Row]:
    """Return the oblasts, raions and hromadas."""
    centres = Centres(fixes)
    # The codifier lists a hromada's centre first.
    heads = {fix.hromada: fix.unit.name for fix in reversed(fixes)}
    rows = [_oblast(unit) for unit in units if unit.category in "OK"]
    rows += [_raion(unit, centres, raion_names) for unit in units if unit.category == "P"]
    rows += [
        _hromada(unit, centres, heads.get(unit.code, unit.name)) for unit in units if unit.category == "H"
    ]
    return sorted(rows, key=lambda row: row.id)


def _oblast(unit: Unit) -> Row:
    iso, _, _, english = OBLASTS[unit.oblast]
    found = admin1_features()[iso]["properties"]
    area = polygon(iso)
    status = unit.category == "K"
    name = english if english.endswith("City") or english in ("Crimea", "Sevastopol") else f"{english} Oblast"
    return Row(
        id=unit.code + (".oblast" if status else ""),
        kind="oblast",
        name=name,
        name_uk=f"{unit.name} область" if not status and unit.oblast != "UA01" else unit.name,
        name_ru=_russian_oblast(iso, found["name_ru"]),
        short=english,
        lat=round(area.representative_point().y, 5),
        lon=round(area.representative_point().x, 5),
        tier="oblast",
        radius_m=_radius_of_area(area),
        country="UA",
        source="katottg+naturalearth",
    )


def _russian_oblast(iso: str, natural_earth: str) -> str:
    # Natural Earth gives Kyiv oblast the city's names.
    return {"UA-32": "Киевская область", "UA-43": "Крым"}.get(iso, natural_earth)


def _radius_of_area(area: object) -> int:
    west, south, east, north = area.bounds  # type: ignore[attr-defined]
    return round(((north - south) ** 2 + ((east - west) * 0.66) ** 2) ** 0.5 * 111_195 / 2)


def _raion(unit: Unit, centres: Centres, english: dict[str, str]) -> Row:
    name = english.get(unit.code[2:6]) or _from_adjective(unit.name)
    return _area(unit, centres, kind="raion", name=f"{name} Raion", suffix="район", floor=25_000.0)


def _hromada(unit: Unit, centres: Centres, head: str) -> Row:
    name = romanise_uk(head)
    return _area(unit, centres, kind="hromada", name=f"{name} hromada", suffix="громада", floor=8_000.0)


def _area(unit: Unit, centres: Centres, *, kind: str, name: str, suffix: str, floor: float) -> Row:
    points = centres.points.get(unit.code, [])
    centre = middle(points) if points else (None, None)
    return Row(
        id=unit.code,
        kind=kind,
        name=name,
        name_uk=f"{unit.name} {suffix}",
        short=name.rsplit(" ", 1)[0],
        lat=centre[0],
        lon=centre[1],
        tier=kind,
        radius_m=round(spread_m(points, floor=floor)),
        country="UA",
        admin1=unit.path[0],
        admin2=unit.path[1] if kind == "hromada" else "",
        source="katottg",
    )


def _from_adjective(name: str) -> str:
    return romanise_uk(re.sub(r"(ський|цький)$", "", name))

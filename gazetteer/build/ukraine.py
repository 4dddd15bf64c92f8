"""Ukraine's rows: settlements, hromadas, raions, oblasts, and the country's own order of names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import cos, hypot, radians

from admin1 import OBLASTS, admin1_features, in_admin1, polygon
from alternates import sort_ukrainian
from councils import likeness
from fixes import Centres, Fix, spread_m
from geo import middle
from katottg import Unit
from rows import Row
from shapely.geometry.base import BaseGeometry

from geomap.places.names.romanise import romanise_uk
from geomap.places.names.russian import to_russian
from geomap.text.normalise import name_key

CITY_POPULATION = 50_000
LARGEST_VILLAGE = 40_000  # people: more, and GeoNames' place is a quarter of a city
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
_RAIONS = {  # raions whose centre's name differs too much from the adjective to be found by rule
    "Vinnytskyi": "Vinnytsia",
    "Lutskyi": "Lutsk",
    "Kryvorizkyi": "Kryvyi Rih",
    "Zaporizkyi": "Zaporizhzhia",
    "Nadvirnianskyi": "Nadvirna",
    "Bilotserkivskyi": "Bila Tserkva",
    "Kropyvnytskyi": "Kropyvnytskyi",
    "Lvivskyi": "Lviv",
    "Sheptytskyi": "Sheptytskyi",
    "Bilhorod-Dnistrovskyi": "Bilhorod-Dnistrovskyi",
    "Rozdilnianskyi": "Rozdilna",
    "Shostkynskyi": "Shostka",
    "Khmelnytskyi": "Khmelnytskyi",
    "Zolotoniskyi": "Zolotonosha",
    "Vyzhnytskyi": "Vyzhnytsia",
    "Dnistrovskyi": "Dnister",
    "Chernivetskyi": "Chernivtsi",
    "Perekopskyi": "Perekop",
}
_OBLAST_NAMES = {  # Natural Earth gives Kyiv oblast the city's names
    "UA01": ("Крим", "Крым", "Autonomous Republic of Crimea|Crimean Peninsula|Republic of Crimea"),
    "UA32": ("Київська область", "Киевская область", ""),
}


def radius_of(population: int) -> int:
    """Return the radius in metres that surely holds a settlement of ``population``."""
    return next(radius for least, radius in _RADII if population >= least)


def settlement_rows(fixes: list[Fix], former: dict[str, list[str]]) -> list[Row]:
    """Return one row for each settlement, in the order of the codes; ``former`` names are by code."""
    borne: dict[tuple[str, str], str] = {}
    for fix in fixes:
        for name in (fix.unit.name, romanise_uk(fix.unit.name)):
            borne[fix.unit.oblast, name_key(name)] = fix.unit.name
    rows = []
    for fix in fixes:
        row = _settlement(fix, former.get(fix.unit.code, []))
        for column in ("latin", "cyrillic", "former"):
            names = getattr(row, column).split("|")
            setattr(row, column, "|".join(name for name in names if not _is_others(name, fix, borne)))
        rows.append(row)
    return rows


def _is_others(name: str, fix: Fix, borne: dict[tuple[str, str], str]) -> bool:
    """Say whether another settlement of the oblast now bears the name: alternates often are its quarters'."""
    bearer = borne.get((fix.unit.oblast, name_key(name.partition(" (")[0])))
    return bearer is not None and bearer != fix.unit.name


def _settlement(fix: Fix, former: list[str]) -> Row:
    city = fix.city
    if city is not None and fix.unit.category == "C" and city.population > LARGEST_VILLAGE:
        city = None
    population = city.population if city else 0
    kind = _CATEGORY[fix.unit.category]
    if kind == "town" and population >= CITY_POPULATION:
        kind = "city"
    names = sort_ukrainian(
        fix.unit.name, (*city.latin, city.name) if city else (), city.cyrillic if city else ()
    )
    lat, lon = fix.point or (None, None)
    path = [code if code != fix.unit.path[0] else "" for code in fix.unit.path[1:]]
    return Row(
        id=fix.unit.code,
        kind=kind,
        name=romanise_uk(fix.unit.name),
        name_uk=fix.unit.name,
        name_ru=names.ru,
        latin="|".join(names.latin),
        cyrillic="|".join(names.cyrillic),
        former="|".join(sorted({*names.former, *former})),
        lat=lat,
        lon=lon,
        tier=fix.tier,
        radius_m=round(fix.radius_m) or radius_of(population),
        population=population,
        country="UA",
        admin1=fix.unit.path[0] if fix.unit.path else fix.unit.code + ".oblast",
        admin2=path[0] if path else "",
        admin3=path[1] if len(path) > 1 else "",
        geonameid=city.geonameid if city else None,
        source=fix.source,
        note=fix.suspect or _outside(fix),
    )


def _outside(fix: Fix) -> str:
    iso = OBLASTS[fix.unit.oblast][0]
    return "" if fix.point is None or in_admin1(iso, *fix.point) else "outside its oblast's outline"


def district_rows(units: list[Unit], places: list[Row]) -> list[Row]:
    """Return the districts of cities, each at its city's point, as no source locates them."""
    by_id = {row.id: row for row in places}
    return [_district(unit, by_id[unit.path[-1]]) for unit in sorted(units) if unit.category == "B"]


def _district(unit: Unit, city: Row) -> Row:
    return Row(
        id=unit.code,
        kind="district",
        name=f"{romanise_uk(unit.name)} District",
        name_uk=f"{unit.name} район",
        name_ru=f"{to_russian(unit.name)} район",
        short=romanise_uk(unit.name),
        lat=city.lat,
        lon=city.lon,
        tier="council",
        radius_m=max(city.radius_m, 5_000),
        country="UA",
        admin1=city.admin1,
        admin2=city.admin2,
        admin3=city.admin3,
        source="katottg, point of the city",
        note=city.name,
    )


def area_rows(units: list[Unit], fixes: list[Fix], outlines: dict[str, BaseGeometry]) -> list[Row]:
    """Return the oblasts, raions and hromadas; ``outlines`` (of the last two) are in degrees, lon, lat."""
    areas = _Areas(Centres(fixes), outlines)
    # The codifier lists a hromada's centre first.
    heads = {fix.hromada: fix.unit.name for fix in reversed(fixes)}
    towns: dict[str, list[str]] = defaultdict(list)
    for fix in fixes:
        if fix.unit.category in "MX":
            towns[fix.raion].append(romanise_uk(fix.unit.name))
    rows = [_oblast(unit) for unit in units if unit.category in "OK"]
    for unit in units:
        if unit.category == "P":
            rows.append(areas.row(unit, kind="raion", name=_raion_name(unit.name, towns[unit.code])))
        elif unit.category == "H":
            rows.append(areas.row(unit, kind="hromada", name=romanise_uk(heads.get(unit.code, unit.name))))
    return sorted(rows, key=lambda row: row.id)


def _raion_name(adjective: str, towns: list[str]) -> str:
    romanised = romanise_uk(adjective)
    if romanised in _RAIONS:
        return _RAIONS[romanised]
    feminine = romanised.removesuffix("yi") + "a"
    return max(towns, key=lambda town: (likeness(feminine, town), -len(town), town))


def _oblast(unit: Unit) -> Row:
    iso, _, _, english = OBLASTS[unit.oblast]
    found, area = admin1_features()[iso]["properties"], polygon(iso)
    uk, ru, latin = _OBLAST_NAMES.get(unit.oblast, (found["name_uk"], found["name_ru"], ""))
    point = area.representative_point()
    return Row(
        id=unit.code + (".oblast" if unit.category == "K" else ""),
        kind="oblast",
        name=f"{english} Oblast" if uk.endswith("область") else english,
        name_uk=uk,
        name_ru=ru,
        short=english,
        latin=latin,
        cyrillic="Автономна Республіка Крим|АР Крим|АРК" if unit.oblast == "UA01" else "",
        lat=round(point.y, 5),
        lon=round(point.x, 5),
        tier="oblast",
        radius_m=radius_of_area(area),
        country="UA",
        source="katottg+naturalearth",
    )


def radius_of_area(area: BaseGeometry) -> int:
    """Return half the diagonal of the area's bounds in metres."""
    west, south, east, north = area.bounds
    squeeze = cos(radians((south + north) / 2))
    return round(hypot(north - south, (east - west) * squeeze) * 111_195 / 2)


@dataclass(frozen=True, slots=True)
class _Areas:
    centres: Centres
    outlines: dict[str, BaseGeometry]

    def row(self, unit: Unit, *, kind: str, name: str) -> Row:
        suffix, floor = ("район", 25_000.0) if kind == "raion" else ("громада", 8_000.0)
        points, outline = self.centres.points.get(unit.code, []), self.outlines.get(unit.code)
        nearby = points or self.centres.points.get(unit.path[-1], [])  # at worst all of the raion
        lat, lon = middle(nearby) if nearby else (None, None)
        radius = spread_m(nearby, floor=floor)
        if outline is not None:
            point = outline.centroid if outline.contains(outline.centroid) else outline.representative_point()
            lat, lon, radius = point.y, point.x, radius_of_area(outline)
        return Row(
            id=unit.code,
            kind=kind,
            name=f"{name} Raion" if kind == "raion" else f"{name} hromada",
            name_uk=f"{unit.name} {suffix}",
            name_ru=f"{to_russian(unit.name)} {'район' if kind == 'raion' else 'громада'}",
            short=name,
            lat=lat,
            lon=lon,
            tier=kind,
            radius_m=round(radius),
            country="UA",
            admin1=unit.path[0],
            admin2=unit.path[1] if kind == "hromada" else "",
            source="katottg" + ("+geoboundaries" if outline is not None else ""),
        )

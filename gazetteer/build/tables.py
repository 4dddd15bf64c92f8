"""Stage 1: make the people-readable tables from the registry packages."""

from __future__ import annotations

import json

import abroad
import areas
import evidence
import geonames
import join
import katottg
import postal
import ukraine
from rows import write_rows
from sources import TABLES, read_bytes


def make_tables() -> None:
    """Write every table under tables/."""
    units, cities = katottg.read_units(), geonames.read_cities()
    fixes = join.settlements(units)
    join.join_exact(fixes, evidence.collect(cities, postal.read_postal("UA")))
    join.fall_back(fixes)
    write_rows(TABLES / "settlements_ua.tsv", ukraine.settlement_rows(fixes))
    write_rows(TABLES / "areas_ua.tsv", ukraine.area_rows(units, fixes, _raion_names()))
    write_rows(TABLES / "regions_abroad.tsv", abroad.region_rows())
    write_rows(TABLES / "settlements_abroad.tsv", abroad.neighbour_rows(cities, postal.read_postal("RU")))
    _world(cities)
    outlines = areas.oblast_outlines(units)
    areas.write_outlines(TABLES / "outlines_oblasts.geojson", outlines)


def _world(cities: list[geonames.City]) -> None:
    countries = geonames.read_countries()
    capitals = {(str(row["iso"]), str(row["capital"])) for row in countries}
    numeric = {int(row["isonumeric"]): str(row["iso"]) for row in countries}
    outlines = areas.country_outlines(numeric)
    points = {}
    for iso, area in outlines.items():
        point = area.representative_point()
        points[iso] = (round(point.y, 3), round(point.x, 3), ukraine._radius_of_area(area))
    write_rows(TABLES / "cities_world.tsv", abroad.world_rows(cities, capitals))
    write_rows(TABLES / "countries.tsv", abroad.country_rows(countries, points))
    areas.write_outlines(TABLES / "outlines_countries.geojson", outlines)


def _raion_names() -> dict[str, str]:
    """Return GeoNames' English names of the raions by the four digits of their code."""
    rows = json.loads(read_bytes("admin2", "package/admin2.json"))
    found = {}
    for row in rows:
        country, _, code = row["code"].split(".")
        if country == "UA" and len(code) == 4:
            found[code] = row["name"].replace(" Raion", "").replace(" Rayon", "").strip()
    return found

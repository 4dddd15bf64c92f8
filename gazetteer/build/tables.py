"""Stage 1: make the people-readable tables from the registry packages."""

from __future__ import annotations

import abroad
import areas
import evidence
import geonames
import katottg
import postal
import ukraine
from coarse import join_coarse
from councils import read_councils
from fixes import settlements
from join import join_exact
from rows import write_rows
from sources import TABLES


def make_tables() -> None:
    """Write every table under tables/."""
    units, cities = katottg.read_units(), geonames.read_cities()
    rows = postal.read_postal("UA")
    fixes = settlements(units)
    outlines = join_exact(fixes, evidence.collect(units, cities, rows), read_councils())
    join_coarse(fixes, rows, outlines)
    shapes = areas.hromada_outlines(outlines)
    shapes |= areas.raion_outlines(units, outlines)
    places = ukraine.settlement_rows(fixes)
    write_rows(TABLES / "settlements_ua.tsv", places)
    write_rows(TABLES / "districts_ua.tsv", ukraine.district_rows(units, places))
    write_rows(TABLES / "areas_ua.tsv", ukraine.area_rows(units, fixes, shapes))
    write_rows(TABLES / "regions_abroad.tsv", abroad.region_rows())
    write_rows(TABLES / "settlements_abroad.tsv", abroad.neighbour_rows(cities, postal.read_postal("RU")))
    _world(cities)
    areas.write_outlines(TABLES / "outlines_oblasts.geojson", areas.oblast_outlines(units))
    areas.write_outlines(TABLES / "outlines_hromadas.geojson", shapes)


def _world(cities: list[geonames.City]) -> None:
    countries = geonames.read_countries()
    capitals = {(str(row["iso"]), str(row["capital"])) for row in countries}
    numeric = {int(row["isonumeric"]): str(row["iso"]) for row in countries}
    outlines = areas.country_outlines(numeric)
    points = {}
    for iso, area in outlines.items():
        point = area.representative_point()
        points[iso] = (round(point.y, 3), round(point.x, 3), ukraine.radius_of_area(area))
    write_rows(TABLES / "cities_world.tsv", abroad.world_rows(cities, capitals))
    write_rows(TABLES / "countries.tsv", abroad.country_rows(countries, points))
    areas.write_outlines(TABLES / "outlines_countries.geojson", outlines)

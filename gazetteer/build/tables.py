"""Stage 1: make the people-readable tables from the registry packages."""

from __future__ import annotations

import abroad
import areas
import curated
import evidence
import geonames
import katottg
import postal
import ukraine
from coarse import join_coarse
from councils import read_councils
from fixes import settlements
from join import join_exact
from leftovers import districts, leftovers
from rows import PLACE_TABLES, read_rows, write_rows
from russia import Districts
from sources import TABLES
from weak import weak_words

_WEAK_HEAD = """# Keys of place names that are also words or people's names; made by build/weak.py.
# The Cyrillic rows follow wordfreq's counts (CC BY-SA 4.0): this table is shared alike."""


def make_tables() -> None:
    """Write every table under tables/."""
    units, cities = katottg.read_units(), geonames.read_cities()
    rows = postal.read_postal("UA")
    fixes = settlements(units)
    sightings = evidence.collect(units, cities, rows)
    outlines = join_exact(fixes, sightings, read_councils(), curated.points())
    unlisted, former = leftovers(fixes, sightings, read_councils())
    join_coarse(fixes, rows, outlines)
    shapes = areas.hromada_outlines(outlines)
    shapes |= areas.raion_outlines(units, outlines)
    places = ukraine.settlement_rows(fixes, former)
    write_rows(TABLES / "settlements_ua.tsv", places)
    parts = ukraine.district_rows(units, places)
    write_rows(TABLES / "unlisted_ua.tsv", districts(parts, unlisted))
    write_rows(TABLES / "districts_ua.tsv", parts)
    write_rows(TABLES / "areas_ua.tsv", ukraine.area_rows(units, fixes, shapes))
    districts_ru = Districts()
    write_rows(TABLES / "regions_abroad.tsv", [*abroad.region_rows(), *districts_ru.rows()])
    write_rows(TABLES / "settlements_abroad.tsv", abroad.neighbour_rows(cities))
    _world(cities)
    areas.write_outlines(TABLES / "outlines_oblasts.geojson", areas.oblast_outlines(units))
    areas.write_outlines(TABLES / "outlines_hromadas.geojson", shapes | districts_ru.outlines)
    _weak()


def _weak() -> None:
    rows = [row for name in PLACE_TABLES for row in read_rows(TABLES / f"{name}.tsv")]
    lines = ["\t".join(item) for item in weak_words(rows)]
    text = "\n".join([_WEAK_HEAD, "name\twhy\tsource", *lines])
    (TABLES / "weak_words.tsv").write_text(text + "\n", "utf-8")


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

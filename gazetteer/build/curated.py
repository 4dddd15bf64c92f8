"""Merge the tables that people keep (curated/): better points, other names, former names, named things."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import shapely
from names import Named, district_names, generated, rank_of_former
from rows import Row
from shapely.geometry.base import BaseGeometry
from sources import CURATED, TABLES

from geomap.text.normalise import name_key

THING_TABLES = ("things", "rivers", "axes")
_TIERS = {"site": "site", "island": "site", "district": "site", "village": "exact"}
EXCLAVE = "outside its oblast's outline"  # the note of Slavutych and Kotsiubynske
DISTRICT_M = 5_000  # radius of a district of a city, whose point is one of its quarters
_LEVELS = ((4, "oblast"), (6, "raion"), (19, "hromada"))  # length of a KATOTTG prefix -> what it names


@dataclass(slots=True)
class Curated:
    """What the curated tables add: rows, names by place id, outlines and lines by place id, problems."""

    rows: list[Row] = field(default_factory=list)
    names: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    shapes: dict[str, BaseGeometry] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of curated/``name``.tsv; lines that begin with # are for people."""
    path = CURATED / f"{name}.tsv"
    return _read(path) if path.exists() else []


def _read(path: Path) -> list[dict[str, str]]:
    lines = [
        line for line in path.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{key: (value or "").strip() for key, value in row.items() if key} for row in reader]


def merge(rows: list[Row], outlines: dict[str, BaseGeometry]) -> Curated:
    """Correct ``rows`` in place and return what is added to them."""
    by_id = {row.id: row for row in rows}
    added = Curated()
    _coordinates(by_id, added)
    for table in THING_TABLES:
        for cells in read_table(table):
            _thing(cells, by_id, outlines, added)
    by_id |= {row.id: row for row in added.rows}
    for cells in read_table("aliases"):
        if _known(cells, by_id, added, "aliases"):
            added.names[place_id(cells["target"])] += generated(cells["name"], cells["lang"], cells["rank"])
    for cells in read_table("former_names"):
        if _known(cells, by_id, added, "former_names"):
            row = by_id[place_id(cells["target"])]
            added.names[row.id] += _named_before(row, cells)
            _note_former(row, cells)
    return added


def _named_before(row: Row, cells: dict[str, str]) -> list[Named]:
    district = row.kind == "district"  # the side that does not accept the new name goes on with the old
    rank = "exonym" if district else rank_of_former(f"until {cells['valid_to']}")
    languages = [lang for lang in ("en", "uk", "ru") if cells[f"name_{lang}"]]
    named = [name for lang in languages for name in generated(cells[f"name_{lang}"], lang, rank)]
    if district:
        named += district_names(cells["name_uk"], cells["name_ru"], rank)
    return named


def points() -> dict[str, tuple[tuple[float, float], str]]:
    """Return the curated points, ``((lat, lon), source)``, by KATOTTG code."""
    rows = read_table("coordinates")
    return {cells["katottg"]: ((float(cells["lat"]), float(cells["lon"])), cells["source"]) for cells in rows}


def place_id(target: str) -> str:
    """Return the gazetteer id of a curated target: ``country:RU`` is RU, all others stand as they are."""
    return target.removeprefix("country:")


def weak_names() -> set[str]:
    """Return the keys of the names that are also words or people: the generated and the curated ones."""
    rows = [*_read(TABLES / "weak_words.tsv"), *read_table("weak_names")]
    return {name_key(cells["name"]) for cells in rows}


def _known(cells: dict[str, str], by_id: dict[str, Row], added: Curated, table: str) -> bool:
    known = place_id(cells["target"]) in by_id
    if not known:
        added.problems.append(f"{table}: no place {cells['target']}")
    return known


def _coordinates(by_id: dict[str, Row], added: Curated) -> None:
    for cells in read_table("coordinates"):
        row = by_id.get(cells["katottg"])
        if row is None:
            added.problems.append(f"coordinates: no place {cells['katottg']}")
            continue
        row.lat, row.lon = float(cells["lat"]), float(cells["lon"])
        row.tier, row.radius_m, row.source, row.note = (
            "exact",
            DISTRICT_M if row.kind == "district" else max(1000, _own_radius(row)),
            cells["source"],
            row.note if row.note == EXCLAVE else "",
        )


def _own_radius(row: Row) -> int:
    return row.radius_m if row.tier == "exact" else 0


def _note_former(row: Row, cells: dict[str, str]) -> None:
    names = [cells[f"name_{lang}"] for lang in ("en", "uk", "ru") if cells[f"name_{lang}"]]
    until = f" (until {cells['valid_to']})" if cells["valid_to"] else ""
    told = [name + until for name in names]
    row.former = "|".join(dict.fromkeys([*told, *(n for n in row.former.split("|") if n and n not in names)]))


def _thing(
    cells: dict[str, str], by_id: dict[str, Row], outlines: dict[str, BaseGeometry], added: Curated
) -> None:
    anchor = by_id.get(cells["anchor"]) if cells["anchor"] else None
    if cells["anchor"] and anchor is None:
        added.problems.append(f"things: {cells['id']} has an unknown anchor {cells['anchor']}")
    row = Row(
        id=f"thing:{cells['id']}",
        kind=cells["kind"],
        name=cells["name_en"],
        name_uk=cells["name_uk"],
        name_ru=cells["name_ru"],
        tier=_TIERS.get(cells["kind"], "oblast"),
        country=cells["country"] or (anchor.country if anchor else ""),
        source=cells["source"],
        note=cells["note"],
    )
    aliases = [name.strip() for name in cells["aliases"].split(";") if name.strip()]
    row.latin = "|".join(name for name in aliases if name.isascii())
    row.cyrillic = "|".join(name for name in aliases if not name.isascii())
    _place_thing(row, cells, anchor)
    row.admin1 = row.admin1 or _admin1(cells, by_id)
    shape = _shape(cells, by_id, outlines, added)
    if shape is not None:
        added.shapes[row.id] = shape
        _fill_point(row, shape)
    added.rows.append(row)


def _place_thing(row: Row, cells: dict[str, str], anchor: Row | None) -> None:
    if cells["lat"] and cells["lon"]:
        row.lat, row.lon = float(cells["lat"]), float(cells["lon"])
    if anchor is not None:
        row.admin1, row.admin2, row.admin3 = anchor.admin1, anchor.admin2, anchor.admin3
        if row.lat is None:
            row.lat, row.lon, row.radius_m = anchor.lat, anchor.lon, anchor.radius_m
    if cells["radius_m"]:
        row.radius_m = round(float(cells["radius_m"]))


def _fill_point(row: Row, shape: BaseGeometry) -> None:
    if row.lat is None:
        point = shape.representative_point()
        row.lat, row.lon = round(point.y, 5), round(point.x, 5)


def _admin1(cells: dict[str, str], by_id: dict[str, Row]) -> str:
    if not cells["admin1"]:
        return ""
    wanted = (cells["country"], cells["admin1"])
    return next((r.id for r in by_id.values() if r.kind == "oblast" and (r.country, r.short) == wanted), "")


def _shape(
    cells: dict[str, str], by_id: dict[str, Row], outlines: dict[str, BaseGeometry], added: Curated
) -> BaseGeometry | None:
    if cells["line"]:
        points = [
            tuple(map(float, reversed(pair.split()))) for pair in cells["line"].split(";") if pair.strip()
        ]
        return shapely.LineString(points)
    members = [prefix.strip() for prefix in cells["members"].split(";") if prefix.strip()]
    shapes = [outlines[code] for prefix in members for code in _members(prefix, by_id) if code in outlines]
    if members and not shapes:
        added.problems.append(f"things: {cells['id']} has members without an outline: {cells['members']}")
    return shapely.union_all(shapes).buffer(0.004).buffer(-0.004) if shapes else None


def _members(prefix: str, by_id: dict[str, Row]) -> list[str]:
    if prefix in by_id:
        return [prefix]
    kind = next(kind for length, kind in _LEVELS if len(prefix) <= length)
    return [code for code, row in by_id.items() if row.kind == kind and code.startswith(prefix)]

"""A fuller table from a GeoNames dump: exact points for coarse settlements, and settlements not yet known.

The dump is GeoNames' own tab-separated form (``UA.txt``, ``RU.txt``, ``cities500.txt``: 19 columns, UTF-8),
plain or in a ``.zip``. GeoNames data are CC BY 4.0: the rows name their source.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.errors import InputError, why_unreadable
from geomap.geo import Box, distance_km
from geomap.models import Place
from geomap.places.gazetteer import KINDS, TIERS, Gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS
from geomap.text.normalise import name_key

if TYPE_CHECKING:
    from shapely import STRtree

SOURCE = "GeoNames (CC BY 4.0)"
THEATRE = Box(20.0, 43.0, 56.0, 61.0)
"""Ukraine and the parts of Russia and Belarus that the war reaches."""

_COLUMNS = 19
_COUNTRIES = frozenset({"UA", "RU", "BY", "MD"})
_COARSE = frozenset({"council", "hromada", "raion"})
_SAME_KM = 4.0  # two points so near, under one name, are one settlement


class Row(NamedTuple):
    """What is used of a GeoNames row: ``lat``, ``lon`` in WGS84 degrees."""

    geonameid: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    country: str
    population: int


def update_from_dump(path: Path, gazetteer: Gazetteer, *, bbox: Box = THEATRE) -> list[Place]:
    """Return places for the user's table: overrides of coarse settlements, and new ones.

    A coarse settlement gets a row's point where the row bears one of its names, lies within its radius, and
    no other settlement of that name claims the row.

    Raises
    ------
    InputError
        If the file is no GeoNames dump; names the line.
    """
    oblasts = _Oblasts(gazetteer)
    made: dict[str, Place] = {}
    for row in read_dump(path, bbox=bbox):
        place = _improved(row, gazetteer) or _new(row, gazetteer, oblasts)
        if place is not None:
            made.setdefault(place.id, place)
    return list(made.values())


def read_dump(path: Path, *, bbox: Box = THEATRE) -> Iterator[Row]:
    """Yield the populated places of Ukraine, Russia, Belarus and Moldova that lie within ``bbox``.

    Raises
    ------
    InputError
        If a line has not 19 columns or no numbers where they belong; names file and line.
    """
    west, south, east, north = bbox
    for number, line in enumerate(_lines(path), 1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _COLUMNS:
            remedy = "give UA.txt, RU.txt or cities500.txt as GeoNames publishes them"
            raise InputError(f"{len(cells)} columns, not {_COLUMNS}", where=f"{path}:{number}", remedy=remedy)
        if cells[6] != "P" or cells[8] not in _COUNTRIES:
            continue
        row = _row(cells, f"{path}:{number}")
        if south <= row.lat <= north and west <= row.lon <= east:
            yield row


def _lines(path: Path) -> Iterable[str]:
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(_table_in(archive, path)) as member:
                yield from io.TextIOWrapper(member, encoding="utf-8")
        else:
            with path.open(encoding="utf-8") as file:
                yield from file
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(why_unreadable(error), where=str(path), remedy="give a GeoNames dump") from error


def _table_in(archive: zipfile.ZipFile, path: Path) -> str:
    for name in archive.namelist():
        if name.endswith(".txt") and "readme" not in name.lower():
            return name
    raise InputError("no .txt inside", where=str(path), remedy="give a GeoNames dump")


def _row(cells: list[str], where: str) -> Row:
    try:
        alternates = tuple(name for name in (cells[2], *cells[3].split(",")) if name)
        lat, lon, people = float(cells[4]), float(cells[5]), int(cells[14] or 0)
        return Row(int(cells[0]), cells[1], alternates, lat, lon, cells[8], people)
    except ValueError as error:
        raise InputError(str(error), where=where, remedy="give a GeoNames dump") from error


def _improved(row: Row, gazetteer: Gazetteer) -> Place | None:
    """Return the one coarse settlement the row speaks of, with the row's point."""
    named = {hit.place for key in _keys(row) for hit in gazetteer.lookup(key)}
    near = [i for i in named if _is_settled(gazetteer, i) and _reaches(gazetteer, i, row)]
    if len(near) != 1 or TIERS[gazetteer.tier[near[0]]] not in _COARSE:
        return None
    known = gazetteer.place(near[0])
    changed = {"lat": row.lat, "lon": row.lon, "tier": "exact", "radius_m": 1000.0, "source": SOURCE}
    return known.model_copy(update=changed | {"geonameid": row.geonameid})


def _new(row: Row, gazetteer: Gazetteer, oblasts: _Oblasts) -> Place | None:
    """Return a place for a row that none of the gazetteer's settlements of its names can be."""
    named = {hit.place for key in _keys(row) for hit in gazetteer.lookup(key)}
    if any(_is_settled(gazetteer, i) and _reaches(gazetteer, i, row) for i in named):
        return None
    return Place(
        id=f"geonames:{row.geonameid}",
        name=row.name,
        kind="town" if row.population >= 10_000 else "village",
        lat=row.lat,
        lon=row.lon,
        tier="exact",
        radius_m=3000.0 if row.population >= 10_000 else 1000.0,
        names={"local": list(dict.fromkeys(row.alternates))},
        country=row.country or None,
        admin1=oblasts.at(row.lat, row.lon),
        population=row.population,
        geonameid=row.geonameid,
        source=SOURCE,
    )


def _keys(row: Row) -> set[str]:
    return {name_key(name) for name in (row.name, *row.alternates)}


def _is_settled(gazetteer: Gazetteer, index: int) -> bool:
    return KINDS[gazetteer.kind[index]] in SETTLEMENTS


def _reaches(gazetteer: Gazetteer, index: int, row: Row) -> bool:
    """Tell whether the row's point may be the settlement's: within its radius."""
    lat, lon = gazetteer.lat[index], gazetteer.lon[index]
    apart = distance_km((lat, lon), (row.lat, row.lon))
    return apart <= max(_SAME_KM, gazetteer.radius_m[index] / 1000)


class _Oblasts:
    """Which oblast a point lies in, by the gazetteer's own outlines."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        from shapely import STRtree

        kind = KINDS.index("oblast")
        found = [i for i in range(len(gazetteer)) if gazetteer.kind[i] == kind]
        shaped = [(i, gazetteer.geometry(gazetteer.id_of(i))) for i in found]
        self._places = [i for i, shape in shaped if shape is not None]
        self._tree: STRtree = STRtree([shape for _, shape in shaped if shape is not None])
        self._gazetteer = gazetteer

    def at(self, lat: float, lon: float) -> str | None:
        """Return the short name of the oblast that holds a WGS84 point, None outside of all."""
        from shapely import Point

        hits = self._tree.query(Point(lon, lat), predicate="within")
        return self._gazetteer.short(self._places[int(hits[0])]) if len(hits) else None

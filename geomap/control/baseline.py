"""The user's picture of who holds what at a date: polygons, or a table of settlements.

Read are GeoJSON, GeoPackage and KML, one day a file or many (a ``date`` property, or the date in the file's
name, ``…_20250115.geojson``); a folder of such files; and VIINA's table of settlements (CSV, also zipped).
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.control.rules import Held, weights
from geomap.errors import InputError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_DATE = re.compile(r"(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)")
_DRAWN = {".geojson", ".json", ".gpkg", ".kml"}
_TABLES = {".csv", ".zip"}
_TOLD_IN = ("side", "status", "control", "layer", "name", "Name", "folder", "Description", "description")
_TABLE_STATUS = ("status", "status_dsm", "status_isw", "status_boost", "status_wiki")
_TABLE_SIDES: dict[str, Held] = {"UA": "UA", "RU": "RU", "CONTESTED": "contested"}


class BaselineDay(NamedTuple):
    """One day: areas in metres of the theatre's projection, or the sides of settlements by GeoNames id."""

    day: date
    areas: Mapping[Held, BaseGeometry]
    settlements: Mapping[int, Held]


class DayKey:
    """A baseline's day as a key, compared by identity: geometries are dear to hash."""

    def __init__(self, day: BaselineDay) -> None:
        self.day = day

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DayKey) and other.day is self.day

    def __hash__(self) -> int:
        return hash(self.day.day)


class Baseline(NamedTuple):
    """Days in order; each holds until the next."""

    days: tuple[BaselineDay, ...]

    def at(self, on: date) -> BaselineDay | None:
        """Return the last day not after ``on``; None before the first: nothing is known then."""
        position = bisect_right([d.day for d in self.days], on)
        return self.days[position - 1] if position else None


def read_baseline(path: Path) -> Baseline:
    """Return the baseline in a file or folder.

    Raises
    ------
    InputError
        If a file cannot be read, has no date, or nothing in it can be drawn.
    """
    known = _DRAWN | _TABLES
    files = sorted(p for p in path.iterdir() if p.suffix.lower() in known) if path.is_dir() else [path]
    days = sorted((d for file in files for d in _read(file)), key=lambda d: d.day)
    if not days:
        raise InputError("nothing of a baseline in it", where=str(path), remedy="give polygons or a table")
    return Baseline(tuple(days))


def of_polygons(day: date, areas: Mapping[Held, BaseGeometry]) -> Baseline:
    """Return a baseline of one day from geometries in ``(lon, lat)`` degrees."""
    from geomap.control.plane import to_plane

    return Baseline((BaselineDay(day, {side: to_plane(g) for side, g in areas.items()}, {}),))


def side_named(words: str) -> Held | None:
    """Return the side that a layer's or feature's own words name; None if they name none."""
    text = words.casefold()
    for row in weights().layer:
        if any(re.search(rf"\b{re.escape(word)}", text) for word in row.words):
            return row.side
    return None


def _read(path: Path) -> Iterable[BaselineDay]:
    kind = path.suffix.lower()
    if kind in _TABLES:
        return _read_table(path)
    if kind in _DRAWN:
        return _read_drawn(path)
    remedy = f"give {', '.join(sorted(_DRAWN | _TABLES))}"
    raise InputError(f"{kind or 'no'} format of a baseline", where=str(path), remedy=remedy)


def _read_drawn(path: Path) -> Iterator[BaselineDay]:
    import shapely

    from geomap.control.plane import to_plane

    found: dict[date, dict[Held, list[BaseGeometry]]] = defaultdict(lambda: defaultdict(list))
    for row, geometry in _features(path):
        if "Polygon" in geometry.geom_type:
            side = _side(row)
            found[_day(row, path)][side].append(to_plane(geometry))
    for day in sorted(found):
        areas = {side: shapely.union_all(parts) for side, parts in sorted(found[day].items())}
        yield BaselineDay(day, areas, {})


def _features(path: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Yield each feature's properties (with its layer's name) and geometry in degrees."""
    import pyogrio

    try:
        for name, _ in pyogrio.list_layers(path):
            frame = pyogrio.read_dataframe(path, layer=name)
            if frame.crs is not None:
                frame = frame.to_crs("EPSG:4326")
            for row in frame.to_dict("records"):
                geometry = row.pop("geometry", None)
                if geometry is not None:
                    yield {**row, "layer": row.get("layer") or name}, geometry
    except (pyogrio.errors.DataSourceError, OSError, ValueError) as error:
        remedy = "give GeoJSON, GeoPackage or KML of polygons"
        raise InputError(f"not readable: {error}", where=str(path), remedy=remedy) from error


def _side(row: Mapping[str, Any]) -> Held:
    """Return the side a feature tells; a layer without words is one of occupied territory."""
    told = (side_named(str(row[name])) for name in _TOLD_IN if row.get(name))
    return next((side for side in told if side), "RU")


def _day(row: Mapping[str, Any], path: Path) -> date:
    for told in (row.get("date"), row.get("Date"), row.get("layer"), path.stem):
        match = _DATE.search(str(told or ""))
        if match:
            return _date_of(match, path)
    remedy = "name the file by its date, such as front_20250115.geojson, or give features a date"
    raise InputError("no date of the baseline", where=str(path), remedy=remedy)


def _date_of(match: re.Match[str], path: Path) -> date:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise InputError(f"{match[0]!r} is no date", where=str(path), remedy="write YYYYMMDD") from error


def _read_table(path: Path) -> Iterator[BaselineDay]:
    days: dict[date, dict[int, Held]] = defaultdict(dict)
    for text in _texts(path):
        for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
            side = _table_side(row)
            if not row.get("geonameid"):
                remedy = "give VIINA's table: geonameid, date, status"
                raise InputError("no geonameid", where=f"{path}: line {number}", remedy=remedy)
            if side:
                days[_day(row, path)][int(float(row["geonameid"]))] = side
    for day in sorted(days):
        yield BaselineDay(day, {}, days[day])


def _texts(path: Path) -> Sequence[str]:
    try:
        if path.suffix.lower() != ".zip":
            return [path.read_text(encoding="utf-8-sig")]
        with zipfile.ZipFile(path) as archive:
            names = sorted(n for n in archive.namelist() if n.endswith(".csv"))
            return [archive.read(name).decode("utf-8-sig") for name in names]
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        remedy = "give a CSV in UTF-8"
        raise InputError(f"not readable: {error}", where=str(path), remedy=remedy) from error


def _table_side(row: Mapping[str, str | None]) -> Held | None:
    told = (_TABLE_SIDES.get(str(row.get(name) or "").upper()) for name in _TABLE_STATUS)
    return next((side for side in told if side), None)

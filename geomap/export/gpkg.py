"""GeoPackage ``events.gpkg``: all layers in one file, real date and datetime columns, reproducible bytes."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import StoreError
from geomap.export.columns import Column, Layer, event_columns, event_rows, flat, kind_of
from geomap.export.control_layers import control_layers
from geomap.export.results import Results, is_area, is_line, is_point, line, outline
from geomap.export.styles import add_styles
from geomap.models import Article, Event, Place, Report, jsonable
from geomap.store.atomic import NEW, replacing

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry.base import BaseGeometry

FILE = "events.gpkg"
_FIXED_DATE = "2000-01-01T00:00:00.000Z"  # GDAL would write the clock into gpkg_contents
_PATIENCE_S = 0.2  # seconds: long enough for a reader that is just leaving
_ARTICLE_COLUMNS = ("id", "published", "published_basis", "lang", "title", "url", "source", "path")


def write(results: Results, folder: Path) -> list[Path]:
    """Write layers of events (points, areas, lines) and of control, and tables of what they rest on.

    Raises
    ------
    StoreError
        If the file cannot be replaced, as when another program holds it open.
    """
    path = folder / FILE
    refuse_when_open(path)
    with replacing(path) as temporary:
        write_layers(layers(results), temporary)
        with _told_clearly():
            add_styles(temporary)
    return [path]


@contextmanager
def _told_clearly() -> Iterator[None]:
    """Turn what GDAL and SQLite say when they cannot write, as on a full disk, into an OSError."""
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

    try:
        yield
    except (DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError, sqlite3.Error) as error:
        raise OSError(" ".join(str(error).split())) from error


def refuse_when_open(path: Path) -> None:
    """Leave a GeoPackage alone that another program has open: its side files would spoil the new one.

    Raises
    ------
    StoreError
        If the file, or the one it will replace when a build publishes, is in use.
    """
    final = path.parent.parent / path.name if path.parent.name == NEW else path
    if not final.is_file():
        return
    uri = f"{final.resolve().as_uri()}?mode=rw"
    try:
        with closing(sqlite3.connect(uri, uri=True, timeout=_PATIENCE_S, isolation_level=None)) as file:
            file.execute("PRAGMA locking_mode = EXCLUSIVE")
            file.execute("BEGIN EXCLUSIVE")
            file.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:  # any other trouble is for the writing itself to tell
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            remedy = "close it there, or write to another folder; the last good files stay"
            raise StoreError("is open in another program", where=str(final), remedy=remedy) from error


def layers(results: Results) -> list[Layer]:
    """Return every layer of the file, rows sorted as the events are."""
    from shapely.geometry import MultiPolygon, Point, Polygon

    gazetteer = results.gazetteer
    points = [e for e in results.events if is_point(e)]
    lines = [e for e in results.events if is_line(e, gazetteer)]
    on_lines = {e.id for e in lines}
    areas = [e for e in results.events if e.id not in on_lines and is_area(e, gazetteer)]
    drawn = {e.id for e in (*points, *lines, *areas)}
    unmapped = [e for e in results.events if e.id not in drawn]
    shapes = [outline(e, gazetteer) for e in areas]
    polygons = [MultiPolygon([s]) if isinstance(s, Polygon) else s for s in shapes if s is not None]
    return [
        _events("events", "Point", points, [Point(e.lon or 0.0, e.lat or 0.0) for e in points]),
        _events("areas", "MultiPolygon", areas, polygons),
        _events("lines", "MultiLineString", lines, [line(e, gazetteer) for e in lines]),
        *control_layers(results),
        _events("unmapped", None, unmapped, None),
        _table("reports", Report, Report.model_fields, results.reports),
        _table("articles", Article, _ARTICLE_COLUMNS, sorted(results.articles, key=lambda a: a.id)),
        _places(results),
    ]


def write_layers(tables: Iterable[Layer], path: Path) -> None:
    """Write ``tables`` into a new GeoPackage at ``path`` (WGS84, lon/lat)."""
    import pyogrio
    from pyogrio.raw import write as write_raw

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
    with _told_clearly(), tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / FILE  # GDAL will not write over the empty file that reserves the name
        for number, layer in enumerate(tables):
            values, masks = _arrays(layer)
            write_raw(
                str(made),
                _wkb(layer.geometries),
                values,
                [c.name for c in layer.columns],
                field_mask=masks,
                layer=layer.name,
                driver="GPKG",
                geometry_type=layer.geometry_type,
                crs="EPSG:4326" if layer.geometry_type else None,
                append=number > 0,
                dataset_options={} if number else {"VERSION": "1.2"},  # what QGIS 3.22 knows in full
            )
        path.write_bytes(made.read_bytes())


def _events(name: str, kind: str | None, events: Sequence[Event], shapes: Sequence[Any] | None) -> Layer:
    return Layer(name, kind, event_columns(), event_rows(events), shapes)


def _table(name: str, model: type, names: Iterable[str], items: Iterable[Any]) -> Layer:
    columns = [Column(n, kind_of(model, n)) for n in names]
    rows = [{c.name: row[c.name] for c in columns} for row in map(jsonable, items)]
    return Layer(name, None, columns, rows, None)


def _places(results: Results) -> Layer:
    """Return the gazetteer rows that reports were placed at, or might have been."""
    gazetteer = results.gazetteer
    ids = {c.place_id for r in results.reports for c in r.candidates} | {r.place_id for r in results.reports}
    found = (gazetteer.index_of(i) for i in sorted(i for i in ids if i))
    places = [gazetteer.place(i) for i in found if i is not None]
    return _table("places", Place, [n for n in Place.model_fields if n != "names"], places)


def _wkb(shapes: Sequence[BaseGeometry] | None) -> np.ndarray | None:
    import numpy as np
    import shapely

    if shapes is None:
        return None
    made = np.empty(len(shapes), dtype=object)
    made[:] = [shapely.to_wkb(shape) for shape in shapes]
    return made


def _arrays(layer: Layer) -> tuple[list[np.ndarray], list[np.ndarray | None]]:
    pairs = [_array(column, [row[column.name] for row in layer.rows]) for column in layer.columns]
    return [values for values, _ in pairs], [mask for _, mask in pairs]


def _array(column: Column, values: list[Any]) -> tuple[np.ndarray, np.ndarray | None]:
    """Return a column's values and, for numbers, which of them are missing."""
    import numpy as np

    dtypes = {"integer": "int64", "real": "float64", "date": "datetime64[D]", "datetime": "datetime64[ms]"}
    if column.kind in ("date", "datetime"):
        days = [v.rstrip("Z") if v else "NaT" for v in values]
        return np.array(days, dtype=dtypes[column.kind]), None
    if column.kind in ("integer", "real"):
        missing = np.array([v is None for v in values], dtype=bool)
        return np.array([v or 0 for v in values], dtype=dtypes[column.kind]), missing
    made = np.empty(len(values), dtype=object)
    made[:] = [flat(v) for v in values]
    return made, None

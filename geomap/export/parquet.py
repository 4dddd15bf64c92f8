"""GeoParquet 1.1: all events in ``events.parquet`` with typed columns; unmapped ones have no geometry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import MissingExtraError
from geomap.export.columns import Column
from geomap.export.gpkg import layers
from geomap.export.results import Results
from geomap.store.atomic import replacing

if TYPE_CHECKING:
    import pyarrow as pa

FILE = "events.parquet"
LAYERS = ("events", "areas", "lines", "unmapped")
_SIDES = ("xmin", "ymin", "xmax", "ymax")


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``events.parquet``: WKB geometry in EPSG:4326 (lon, lat) with a bounding box for each row.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    StoreError
        If the file cannot be written.
    """
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise MissingExtraError.of("pyarrow", "parquet") from error
    path = folder / FILE
    table = events_table(results)
    with replacing(path) as temporary:
        pq.write_table(table, temporary, compression="zstd")
    return [path]


def events_table(results: Results) -> pa.Table:
    """Return all events as Arrow has them: dates are dates, lists are lists, a missing number is null."""
    import pyarrow as pa
    import shapely

    parts = [part for part in layers(results) if part.name in LAYERS]
    rows = [row for part in parts for row in part.rows]
    shapes = [shape for part in parts for shape in (part.geometries or _nothing(len(part.rows)))]
    columns = {c.name: _array(c, [row[c.name] for row in rows]) for c in parts[0].columns}
    columns["geometry"] = pa.array([s and shapely.to_wkb(s) for s in shapes], type=pa.binary())
    boxes = [s and dict(zip(_SIDES, s.bounds, strict=True)) for s in shapes]
    columns["bbox"] = pa.array(boxes, type=pa.struct([(side, pa.float64()) for side in _SIDES]))
    head = json.dumps(_head(shapes), sort_keys=True)
    return pa.table(columns).replace_schema_metadata({"geo": head})


def _head(shapes: Sequence[Any]) -> dict[str, Any]:
    """Return the file's ``geo`` key as GeoParquet 1.1.0 asks for it."""
    import shapely
    from pyproj import CRS

    there = [shape for shape in shapes if shape is not None]
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted({shape.geom_type for shape in there}),
        "crs": CRS.from_epsg(4326).to_json_dict(),
        "covering": {"bbox": {side: ["bbox", side] for side in _SIDES}},
    }
    if there:
        column["bbox"] = list(shapely.total_bounds(there))
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def _nothing(count: int) -> list[Any]:
    return [None] * count


def _array(column: Column, values: Sequence[Any]) -> pa.Array:
    """Return a column as Arrow has it; a list of objects is JSON text, which every reader opens."""
    import pyarrow as pa

    kinds = {
        "text": pa.string(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "date": pa.date32(),
        "datetime": pa.timestamp("ms", tz="UTC"),
        "list": pa.list_(pa.string()),
        "json": pa.string(),
    }
    return pa.array([_plain(column, value) for value in values], type=kinds[column.kind])


def _plain(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "date":
        return date.fromisoformat(value)
    if column.kind == "datetime":
        return datetime.fromisoformat(value)
    return json.dumps(value, ensure_ascii=False) if column.kind == "json" else value

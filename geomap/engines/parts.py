"""Parquet partitions: rows under labels, written once, read by label from all partitions of a kind.

A folder of partitions is a path that all workers see, or an object store's URL that fsspec knows
(``s3://bucket/run``). A partition is written whole or not at all and always with the same bytes, so a task
that a dying worker left may be run again by another.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from geomap.errors import MissingExtraError
from geomap.models import Event, Report
from geomap.store import write_bytes

try:
    import fsspec
    import pyarrow as pa
    import pyarrow.parquet as pq
except ImportError as error:
    raise MissingExtraError.of(error.name or "pyarrow", "dask") from error

_SCHEMA = pa.schema(
    [
        ("label", pa.string()),
        ("number", pa.int64()),
        ("id", pa.string()),
        ("type", pa.string()),
        ("place_id", pa.string()),
        ("date_start", pa.date32()),
        ("body", pa.string()),  # the whole value as JSON; the columns before are for whoever looks inside
    ]
)


class Row(NamedTuple):
    """A report or event under a label, and its number among those of the run."""

    number: int
    value: Report | Event
    label: str = ""


def name_of(kind: str, number: int) -> str:
    """Return the name of a partition: ``reports/part-00007.parquet``."""
    return f"{kind}/part-{number:05d}.parquet"


def write_part(folder: str, name: str, rows: Iterable[Row]) -> None:
    """Write a partition; each label is a row group, so that a reader of others skips it."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.label].append(row)
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, _SCHEMA, compression="zstd") as writer:
        for label in sorted(groups):
            writer.write_table(_table(groups[label]), row_group_size=len(groups[label]))
    _put(f"{folder}/{name}", buffer.getvalue())


def read_part(folder: str, name: str, labels: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield number and body of the rows under ``labels``, or of all rows; in the order written."""
    chosen = [("label", "in", sorted(labels))] if labels else None
    with fsspec.open(f"{folder}/{name}", "rb") as stream:
        table = pq.read_table(stream, columns=["number", "body"], filters=chosen)
    yield from zip(table["number"].to_pylist(), table["body"].to_pylist(), strict=True)


def is_there(folder: str, name: str) -> bool:
    """Tell whether this process sees a partition."""
    files, path = fsspec.core.url_to_fs(f"{folder}/{name}")
    return bool(files.exists(path))


def _table(rows: Sequence[Row]) -> pa.Table:
    values = [row.value for row in rows]
    columns = {name: [getattr(value, name) for value in values] for name in _SCHEMA.names[2:-1]}
    columns["label"] = [row.label for row in rows]
    columns["number"] = [row.number for row in rows]
    columns["body"] = [value.model_dump_json() for value in values]
    return pa.table(columns, schema=_SCHEMA)


def _put(path: str, data: bytes) -> None:
    files, bare = fsspec.core.url_to_fs(path)
    if "://" in path:
        files.pipe_file(bare, data)  # an object store shows an object when all of it is there
        return
    Path(bare).parent.mkdir(parents=True, exist_ok=True)
    write_bytes(Path(bare), data)

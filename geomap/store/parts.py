"""Parquet partitions: rows under labels, written once, read by label from all partitions of a kind.

A partition lies at a path or at a URL that fsspec knows (``s3://bucket/run/x.parquet``). It is written whole
or not at all and always with the same rows, so a task that a dying worker left may be run again by another.
Where a file system cannot promise that, the end of the file does: without its footer a partition is not
readable, and so none.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from geomap.errors import MissingExtraError
from geomap.models import Event, Report
from geomap.store.atomic import write_bytes

try:
    import fsspec
    import pyarrow as pa
    import pyarrow.parquet as pq
    from fsspec.implementations.local import LocalFileSystem
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
_NOTES = b"geomap"


class Row(NamedTuple):
    """A report or event under a label, and its number among those of the run or of its article."""

    number: int
    value: Report | Event
    label: str = ""


def name_of(kind: str, number: int) -> str:
    """Return the name of a partition: ``weeks/part-00007.parquet``."""
    return f"{kind}/part-{number:05d}.parquet"


def write_part(path: str, rows: Iterable[Row], *, notes: str = "") -> None:
    """Write a partition; each label is a row group, so that a reader of others skips it.

    ``notes`` are kept beside the rows, for ``notes_of``.

    Raises
    ------
    OSError
        If it cannot be written, as from every function here when the files or the store cannot be reached.
    """
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.label].append(row)
    schema = _SCHEMA.with_metadata({_NOTES: notes.encode()}) if notes else _SCHEMA
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        for label in sorted(groups):
            writer.write_table(_table(groups[label], schema), row_group_size=len(groups[label]))
    _put(path, buffer.getvalue())


def read_part(path: str, labels: Collection[str] = ()) -> Iterator[tuple[int, str]]:
    """Yield number and body of the rows under ``labels``, or of all rows; in the order written."""
    chosen = [("label", "in", sorted(labels))] if labels else None
    with _reached(path) as (files, bare), files.open(bare, "rb") as stream:
        table = pq.read_table(stream, columns=["number", "body"], filters=chosen)
    yield from zip(table["number"].to_pylist(), table["body"].to_pylist(), strict=True)


def notes_of(path: str) -> str | None:
    """Return the notes of a partition; None where there is none, or only a part of one."""
    try:
        with _reached(path) as (files, bare), files.open(bare, "rb") as stream:
            told = pq.read_schema(stream).metadata or {}
    except (FileNotFoundError, pa.ArrowInvalid):
        return None
    return str(told.get(_NOTES, b"").decode())


def is_there(path: str) -> bool:
    """Tell whether this process sees a partition."""
    with _reached(path) as (files, bare):
        return bool(files.exists(bare))


def listed(folder: str) -> set[str]:
    """Return the names of the files in a folder; none where there is no such folder."""
    try:
        with _reached(folder) as (files, bare):
            found = files.ls(bare, detail=False)
    except FileNotFoundError:
        return set()
    return {str(name).rpartition("/")[2] for name in found}


def clear(folder: str) -> None:
    """Remove a folder with all its partitions."""
    with _reached(folder) as (files, bare):
        if files.exists(bare):
            files.rm(bare, recursive=True)


@contextmanager
def _reached(path: str) -> Iterator[tuple[Any, str]]:
    """Give the file system of ``path``, and the path there; what others write is seen at once."""
    try:
        files, bare = fsspec.core.url_to_fs(path, use_listings_cache=False)
        yield files, str(bare)
    except (OSError, pa.ArrowException):
        raise
    except Exception as error:  # every store has errors of its own
        raise OSError(f"{path}: {error}") from error


def _table(rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    values = [row.value for row in rows]
    columns = {name: [getattr(value, name) for value in values] for name in schema.names[2:-1]}
    columns["label"] = [row.label for row in rows]
    columns["number"] = [row.number for row in rows]
    columns["body"] = [value.model_dump_json() for value in values]
    return pa.table(columns, schema=schema)


def _put(path: str, data: bytes) -> None:
    with _reached(path) as (files, bare):
        if not isinstance(files, LocalFileSystem):
            files.pipe_file(bare, data)  # an object store shows an object when all of it is there
            return
        Path(bare).parent.mkdir(parents=True, exist_ok=True)
        write_bytes(Path(bare), data)

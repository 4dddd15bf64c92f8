"""Outputs are replaced whole or not at all: a killed run leaves the last good files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geomap.errors import StoreError


def write_text(path: Path, text: str) -> None:
    """Write ``text`` (UTF-8) to ``path``, or leave the file there as it was."""
    with replacing(path) as temporary:
        temporary.write_bytes(text.encode("utf-8", "surrogatepass"))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path in the same folder to write to; on success it takes the place of ``path``.

    Raises
    ------
    StoreError
        If the folder cannot be written to, or the disk is full; names the file and the remedy.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        yield temporary
        _sync(temporary)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        remedy = "make the folder writable or free some space; the last good file is still there"
        raise StoreError(error.strerror or str(error), where=str(path), remedy=remedy) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())

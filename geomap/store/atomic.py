"""Outputs that are whole or not there: one file by rename, a set of files by a folder that is rolled forward.

Writing a set: the new files are made in ``.geomap-new``; when all are there, the folder is renamed to
``.geomap-ready`` in one step, and its files are moved to their places. A run killed before the rename leaves
the last good outputs; one killed after it is finished by whoever opens the folder next: the outputs of two
runs never mix.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from geomap.errors import StoreError

NEW, READY = ".geomap-new", ".geomap-ready"


def write_text(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8 with the line ends it has; the file is whole or as it was.

    Raises
    ------
    StoreError
        If the folder is not writable or the disk is full; names the file.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data``; a file that already holds it is not touched.

    Raises
    ------
    StoreError
        If the folder is not writable or the disk is full; names the file.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path in the same folder to write to, and put it in the place of ``path`` if the block ends well.

    Examples
    --------
    >>> with replacing(Path("events.gpkg")) as temporary:  # doctest: +SKIP
    ...     frame.to_file(temporary)

    Raises
    ------
    StoreError
        If the folder is not writable, the disk is full, or the block wrote nothing; names the file.
    """
    temporary = path.with_name(f".{path.stem}.{os.getpid()}.part{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        put(temporary, path)
    except OSError as error:
        raise _error(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def put(source: Path, target: Path) -> None:
    """Move a finished file to its place, on the disk before it is seen; the same bytes stay untouched."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        source.unlink()
        return
    _sync(source)
    source.replace(target)
    _sync(target.parent)


@contextmanager
def publishing(folder: Path) -> Iterator[Path]:
    """Give an empty folder for all outputs, and move them to ``folder`` together if the block ends well.

    Outputs of an earlier run that this one does not write stay; but a sub-folder is one output, and what an
    earlier run put there goes. Call it under the store's lock: two sets at once would mix.

    Raises
    ------
    StoreError
        If the folder is not writable or the disk is full; the last good outputs stay.
    """
    recover(folder)
    new = folder / NEW
    try:
        new.mkdir(parents=True)
        yield new
        written = {path.relative_to(new) for path in _files(new)}
        for name in written:
            _sync(new / name)
        new.replace(folder / READY)
        _sync(folder)
        recover(folder)
        _clear_sub_folders(folder, written)
    except OSError as error:
        raise _error(error, folder) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def recover(folder: Path) -> None:
    """Finish what a killed run had made ready and drop what it had only begun; without either, touch nothing.

    Raises
    ------
    StoreError
        If a file cannot be put in its place; names the folder.
    """
    ready = folder / READY
    try:
        shutil.rmtree(folder / NEW, ignore_errors=True)
        if not ready.is_dir():
            return
        for path in _files(ready):
            target = folder / path.relative_to(ready)
            target.parent.mkdir(parents=True, exist_ok=True)
            put(path, target)
        shutil.rmtree(ready)
    except OSError as error:
        raise _error(error, folder) from error


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _clear_sub_folders(folder: Path, written: Collection[Path]) -> None:
    """Drop from the sub-folders written to what is not ``written``; a killed run leaves that to the next."""
    for name in sorted({path.parts[0] for path in written if len(path.parts) > 1}):
        for old in _files(folder / name):
            if old.relative_to(folder) not in written:
                old.unlink()


def _sync(path: Path) -> None:
    """Have the disk hold a file or a folder's list; Windows knows no syncing of folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _error(error: OSError, where: Path) -> StoreError:
    if isinstance(error, StoreError):
        return error
    what = f"cannot be written: {error.strerror or error}"
    return StoreError(what, where=str(where), remedy="check permissions, free space and the folder's name")

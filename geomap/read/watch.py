"""Watching a folder: say which articles came or changed, once they are written to their end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event as Signal
from typing import Any

from geomap.errors import InputError, MissingExtraError
from geomap.read.walk import STORE_FILE, TABLES_BESIDE, is_article_name


def watch(
    folder: Path,
    *,
    settle_s: float = 2.0,
    stop: Signal | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[list[Path]]:
    """Yield the articles and the user's tables that came or changed since the last time, until ``stop``.

    Parameters
    ----------
    folder
        Folder to watch, with those in it; folders that hold an output of geomap are left out.
    settle_s
        Seconds a file must have kept its size before it is told.
    stop
        Ends the watch.
    sleep
        Waits; for tests.

    Raises
    ------
    InputError
        If there is no such folder.
    MissingExtraError
        If watchfiles is not installed.
    """
    try:
        import watchfiles
    except ImportError as error:
        raise MissingExtraError.of("watchfiles", "feeds") from error
    if not folder.is_dir():
        raise InputError("no such folder", where=str(folder), remedy="make it, or check the path")
    folder = folder.resolve()
    changes = watchfiles.watch(
        folder,
        stop_event=stop,
        debounce=400,
        rust_timeout=500,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    return _told(changes, folder, settle_s, sleep)  # not a generator itself: it complains when it is called


def _told(
    changes: Iterator[set[tuple[Any, str]]], folder: Path, settle_s: float, sleep: Callable[[float], None]
) -> Iterator[list[Path]]:
    for batch in changes:
        paths = sorted({Path(path) for _, path in batch})
        settled = _settled([path for path in paths if _is_told(path, folder)], settle_s, sleep)
        if settled:
            yield settled


def _is_told(path: Path, folder: Path) -> bool:
    parents = path.relative_to(folder).parents
    inside_output = any((folder / parent / STORE_FILE).exists() for parent in parents)
    hidden = any(part.startswith(".") for parent in parents for part in parent.parts)
    known = is_article_name(path.name) or path.name.lower() in TABLES_BESIDE
    return path.is_file() and known and not hidden and not inside_output


def _settled(paths: list[Path], settle_s: float, sleep: Callable[[float], None]) -> list[Path]:
    """Wait until no file grows any more, and return those that are still there."""
    sizes = _sizes(paths)
    while sizes:
        sleep(settle_s)
        now = _sizes(paths)
        if now == sizes:
            break
        sizes = now
    return sorted(sizes)


def _sizes(paths: list[Path]) -> dict[Path, int]:
    return {path: path.stat().st_size for path in paths if path.exists()}

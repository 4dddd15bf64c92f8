"""Which output formats there are: entry points of ``geomap.exporters`` and ``geomap.databases``."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Protocol

from geomap.errors import SettingsError
from geomap.export.results import Results

FILES, DATABASES = "geomap.exporters", "geomap.databases"


class Exporter(Protocol):
    """Writes files of one format into a folder and returns their paths."""

    def __call__(self, results: Results, folder: Path) -> list[Path]:
        """Write ``results`` into ``folder``."""


class Database(Protocol):
    """Writes into a database and returns a line on what changed there."""

    def __call__(self, results: Results, address: str, *, whole: bool) -> str:
        """Write ``results`` to ``address``; ``whole`` tells that no event was filtered out."""


@cache
def _found(group: str) -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=group), key=lambda p: p.name)}


def exporters() -> tuple[str, ...]:
    """Return the names of all file formats, built-in and plugged in."""
    return tuple(_found(FILES))


def databases() -> tuple[str, ...]:
    """Return the names of all databases, built-in and plugged in."""
    return tuple(_found(DATABASES))


def exporter(name: str) -> Exporter:
    """Return the exporter called ``name``.

    Raises
    ------
    SettingsError
        If there is none; lists those there are.
    """
    loaded: Exporter = _load(FILES, name)
    return loaded


def database(name: str) -> Database:
    """Return what writes to the database called ``name``.

    Raises
    ------
    SettingsError
        If there is none; lists those there are.
    """
    if name in exporters():
        remedy = f"leave the address out; databases are {', '.join(databases())}"
        raise SettingsError(f"{name} is no database", remedy=remedy)
    loaded: Database = _load(DATABASES, name)
    return loaded


def _load(group: str, name: str) -> Any:
    if name not in _found(group):
        raise SettingsError(f"no format {name!r}", remedy=f"choose one of {', '.join(_found(group))}")
    return _found(group)[name].load()

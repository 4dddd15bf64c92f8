"""Which output formats there are: entry points of the group ``geomap.exporters``."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol

from geomap.errors import SettingsError
from geomap.export.results import Results

GROUP = "geomap.exporters"


class Exporter(Protocol):
    """Writes files of one format into a folder and returns their paths."""

    def __call__(self, results: Results, folder: Path) -> list[Path]:
        """Write ``results`` into ``folder``."""


@cache
def _found() -> dict[str, EntryPoint]:
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: p.name)}


def exporters() -> tuple[str, ...]:
    """Return the names of all formats, built-in and plugged in."""
    return tuple(_found())


def exporter(name: str) -> Exporter:
    """Return the exporter called ``name``.

    Raises
    ------
    SettingsError
        If there is none; lists those there are.
    """
    if name not in _found():
        raise SettingsError(f"no format {name!r}", remedy=f"choose one of {', '.join(_found())}")
    loaded: Exporter = _found()[name].load()
    return loaded

"""The quality gate: scores that must not fall below what a file says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geomap.errors import SettingsError


def check_thresholds(scores: Mapping[str, Mapping[str, Any]], path: Path) -> list[str]:
    """Return a sentence for each figure of ``scores`` (by gold file stem) below its threshold in ``path``.

    The file has a table for each gold file and in it dotted figures: ``"events.f1" = 0.8``.

    Raises
    ------
    SettingsError
        If the file names a figure that the scores do not have.
    """
    with path.open("rb") as file:
        wanted = tomllib.load(file)
    failures = []
    for stem, figures in wanted.items():
        for dotted, least in figures.items():
            value = _figure(scores, stem, dotted, path)
            if value is None or value < least:
                failures.append(f"{stem}: {dotted} is {value}, below {least}")
    return failures


def _figure(scores: Mapping[str, Mapping[str, Any]], stem: str, dotted: str, path: Path) -> float | None:
    value: Any = scores.get(stem)
    for part in dotted.split("."):
        if not isinstance(value, Mapping) or part not in value:
            remedy = "name a gold file that was scored and a figure that --json prints"
            raise SettingsError(f"no figure {dotted!r} of {stem!r}", where=str(path), remedy=remedy)
        value = value[part]
    return None if value is None else float(value)

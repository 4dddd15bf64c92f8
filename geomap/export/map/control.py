"""A layer of who holds what, by date: the reader's own GeoJSON, or the project's control areas.

A feature's ``date`` (ISO, or ``YYYYMMDD``) is the day from which it holds, until the next date in the file;
features without one take the date in the file's name. Its ``side`` is UA, RU, contested, or unknown where
ground may have changed hands; a file without sides, such as a series of occupied territory, is taken as RU.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from geomap.errors import InputError
from geomap.export.map import shapes

SIDES = {"ua": "UA", "ru": "RU", "contested": "contested", "grey": "contested", "unknown": "unknown"}
_DATE_IN_NAME = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)")
_TOLERANCE = 0.003  # degrees


def read_control(path: Path) -> dict[str, Any]:
    """Return the FeatureCollection in a GeoJSON file, each feature with a date where one is known.

    Raises
    ------
    InputError
        If the file is not a GeoJSON FeatureCollection.
    """
    remedy = "give a GeoJSON file with a FeatureCollection"
    try:
        layer = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"not readable as GeoJSON: {error}", where=str(path), remedy=remedy) from error
    if not isinstance(layer, dict) or layer.get("type") != "FeatureCollection":
        raise InputError("not a FeatureCollection", where=str(path), remedy=remedy)
    named = _DATE_IN_NAME.search(path.stem)
    dated = {"date": "-".join(named.groups())} if named else {}
    features = [{**f, "properties": dated | (f.get("properties") or {})} for f in layer.get("features") or ()]
    return {**layer, "features": features}


def packed(layer: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the layer as days with packed polygons and lines, oldest first; None if nothing can be drawn.

    Raises
    ------
    InputError
        If a feature's date is not a date.
    """
    days: dict[int, list[dict[str, Any]]] = {}
    for number, feature in enumerate(layer.get("features") or ()):
        drawing = _drawing(feature)
        if drawing:
            days.setdefault(_day(feature, number), []).append(drawing)
    return {"days": [[day, days[day]] for day in sorted(days)]} if days else None


def _drawing(feature: Mapping[str, Any]) -> dict[str, Any] | None:
    from shapely.geometry import shape

    if not feature.get("geometry"):
        return None
    properties = feature.get("properties") or {}
    geometry = shapes.simplified(shape(feature["geometry"]), tolerance=_TOLERANCE)
    drawing: dict[str, Any] = {"side": _side(properties), "polygons": shapes.polygons(geometry), "lines": []}
    if "Line" in geometry.geom_type:
        drawing["lines"] = shapes.lines(geometry)
    return drawing if drawing["polygons"] or drawing["lines"] else None


def _side(properties: Mapping[str, Any]) -> str:
    told: Iterable[Any] = (properties.get(name) for name in ("side", "status", "control"))
    return next((SIDES[str(t).lower()] for t in told if str(t).lower() in SIDES), "RU")


def _day(feature: Mapping[str, Any], number: int) -> int:
    """Return the feature's day as an ordinal; 0, before all others, without a date."""
    told = str((feature.get("properties") or {}).get("date") or "")
    if not told:
        return 0
    try:
        return date.fromisoformat(told[:10]).toordinal()
    except ValueError as error:
        raise InputError(
            f"date {told!r} is not a date", where=f"feature {number}", remedy="write YYYY-MM-DD"
        ) from error

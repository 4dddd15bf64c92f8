"""Who holds what as tables of a GeoPackage: ``control_areas``, ``front`` and ``control`` (settlements).

Areas and line bear the days from which and to which they hold, for a map's clock; the settlements are those
of the last day. All are empty without a baseline.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from geomap.export.columns import Column, Kind, Layer
from geomap.export.control import Feature, area_features, line_features, pictures_of, settlement_features
from geomap.export.results import Results

if TYPE_CHECKING:
    from geomap.control.series import Picture

_CLOCK: dict[str, Kind] = {"date": "date", "t_start": "datetime", "t_end": "datetime"}
_AREAS: dict[str, Kind] = {"id": "text", "side": "text", "km2": "real", **_CLOCK}
_FRONT: dict[str, Kind] = {"id": "text", "kind": "text", "basis": "text", "width_m": "real", **_CLOCK}
_PLACES: dict[str, Kind] = {
    **dict.fromkeys(("place", "place_id", "admin1", "side", "told_side", "since_basis", "was"), "text"),
    **dict.fromkeys(("point_known", "flagged"), "text"),
    **dict.fromkeys(("date", "since"), "date"),
    "balance": "real",
    **dict.fromkeys(("deciding", "contradicting", "quotes", "contradicting_quotes"), "list"),
}


def control_layers(results: Results) -> list[Layer]:
    """Return the three tables of a build."""
    pictures = pictures_of(results) if results.settings.baseline else []
    return [
        _layer("control_areas", "MultiPolygon", _AREAS, _by_day(pictures, area_features)),
        _layer("front", "LineString", _FRONT, _by_day(pictures, line_features)),
        _layer("control", "Point", _PLACES, settlement_features(pictures[-1:], results)),
    ]


def _by_day(pictures: Sequence[Picture], features_of: Callable[[Picture], list[Feature]]) -> list[Feature]:
    """Return the features of all pictures, each with an id and the span until the next picture."""
    days = [picture.front.on for picture in pictures]
    ends = [day - timedelta(days=1) for day in days[1:]] + days[-1:]
    made: list[Feature] = []
    for picture, start, end in zip(pictures, days, ends, strict=True):
        span = {"t_start": f"{start}T00:00:00Z", "t_end": f"{max(start, end)}T23:59:59Z"}
        for number, feature in enumerate(features_of(picture)):
            row = {"id": _name(start, number, feature["properties"]), **feature["properties"], **span}
            made.append({**feature, "properties": row})
    return made


def _name(day: date, number: int, row: dict[str, Any]) -> str:
    return f"{day} {row['side']}" if "side" in row else f"{day} front {number}"


def _layer(name: str, geometry: str, columns: dict[str, Kind], features: Sequence[Feature]) -> Layer:
    from shapely.geometry import shape

    rows = [{column: feature["properties"][column] for column in columns} for feature in features]
    shapes = [shape(feature["geometry"]) for feature in features]
    return Layer(name, geometry, [Column(*column) for column in columns.items()], rows, shapes)

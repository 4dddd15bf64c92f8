"""Who holds what: ``control.geojson`` of settlements, ``front`` and ``control_areas.geojson`` by day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.control.baseline import Baseline, read_baseline
from geomap.control.plane import square_km, to_degrees
from geomap.control.series import Picture, series, turning_days
from geomap.control.sides import Control
from geomap.export.geojson import multipolygon
from geomap.export.results import COORDINATE_DECIMALS, Results
from geomap.models import Event
from geomap.places.gazetteer import TIERS, Gazetteer
from geomap.store.atomic import write_text

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FILES = ("control.geojson", "front.geojson", "control_areas.geojson")
_SIDES = ("RU", "UA", "contested", "unknown")
_QUOTES = 3
_LEAST_KM2 = 0.01
Feature = dict[str, Any]


def write(results: Results, folder: Path) -> list[Path]:
    """Write the three files; the baseline is the one the settings name, if any.

    Raises
    ------
    InputError
        If the baseline cannot be read.
    """
    return write_days(pictures_of(results), results, folder)


def write_days(pictures: Sequence[Picture], results: Results, folder: Path) -> list[Path]:
    """Write the three files for the days of ``pictures``; the settlements are those of the last."""
    layers = (
        settlement_features(pictures[-1:], results),
        [f for picture in pictures for f in line_features(picture)],
        [f for picture in pictures for f in area_features(picture)],
    )
    paths = [folder / name for name in FILES]
    for path, features in zip(paths, layers, strict=True):
        write_text(path, collection(features))
    return paths


def overlay(results: Results) -> Mapping[str, Any] | None:
    """Return the areas and the line by day as the map's overlay; None where nothing is known."""
    pictures = pictures_of(results)
    features = [f for p in pictures for f in (*area_features(p), *line_features(p))]
    return {"type": "FeatureCollection", "features": features} if features else None


def pictures_of(results: Results) -> list[Picture]:
    """Return the build's series of pictures; [] without a baseline and without anything told of control."""
    return _pictures(_Build(results))


def baseline_of(results: Results) -> Baseline | None:
    """Return the baseline of a build; one from a store reads it from the files that its settings name.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    path = results.settings.baseline
    return results.baseline or (read_baseline(path) if path else None)


class _Build:
    """A build as a key, compared by the identity of its events: several formats show the same pictures."""

    def __init__(self, results: Results) -> None:
        self.results = results

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Build) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash(self._parts())

    def _parts(self) -> tuple[object, ...]:
        made = self.results
        return id(made.events), id(made.gazetteer), made.settings.baseline


@lru_cache(maxsize=1)
def _pictures(build: _Build) -> list[Picture]:
    events, gazetteer = build.results.events, build.results.gazetteer
    baseline = baseline_of(build.results)
    return series(events, baseline, gazetteer, days=turning_days(events, baseline, gazetteer))


def settlement_features(pictures: Sequence[Picture], results: Results) -> list[Feature]:
    """Return the settlements of the last picture, a Point each, with what decided and what is against."""
    if not pictures:
        return []
    events = {event.id: event for event in results.events}
    flagged = set(pictures[-1].front.flagged)
    on = pictures[-1].front.on.isoformat()
    states = (c for c in pictures[-1].states if c.side != "unknown" or c.deciding or c.contradicting)
    return [_settlement(c, on, c.place in flagged, events, results.gazetteer) for c in states]


def line_features(picture: Picture) -> list[Feature]:
    """Return the parts of a day's line: what each rests on, and the width in metres of what is not known."""
    day = picture.front.on.isoformat()
    rows = [
        ({"date": day, "kind": "front", "basis": part.basis, "width_m": part.width_m}, part.geometry)
        for part in picture.front.line
    ]
    return [_feature(row, _line(to_degrees(shape))) for row, shape in rows]


def area_features(picture: Picture) -> list[Feature]:
    """Return a day's areas by side, MultiPolygons; ``unknown``: may have changed hands too."""
    day, areas = picture.front.on.isoformat(), picture.front.areas
    told = [(side, areas[side]) for side in _SIDES if side in areas]  # type: ignore[index]
    return [
        _feature(
            {"date": day, "side": side, "km2": round(square_km(area), 1)}, multipolygon(to_degrees(area))
        )
        for side, area in told
        if square_km(area) >= _LEAST_KM2
    ]


def collection(features: Iterable[Feature]) -> str:
    """Return features as the text of a GeoJSON file, one feature a line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _settlement(
    state: Control, on: str, flagged: bool, events: Mapping[str, Event], gazetteer: Gazetteer
) -> Feature:
    index = state.place
    above = gazetteer.admin1[index]
    row = {
        "place": gazetteer.name(index),
        "place_id": gazetteer.id_of(index),
        "admin1": gazetteer.short(above) if above >= 0 else None,
        "date": on,
        "side": state.was if flagged else state.side,
        "told_side": state.side,
        "since": state.since.isoformat() if state.since and not flagged else None,
        "since_basis": state.since_basis,
        "was": state.was,
        "balance": state.balance,
        "deciding": list(state.deciding),
        "contradicting": list(state.contradicting),
        "quotes": _quotes(state.deciding, events),
        "contradicting_quotes": _quotes(state.contradicting, events),
        "point_known": TIERS[gazetteer.tier[index]],
        "flagged": "far behind the line, nothing between: not drawn" if flagged else None,
    }
    point = [
        round(gazetteer.lon[index], COORDINATE_DECIMALS),
        round(gazetteer.lat[index], COORDINATE_DECIMALS),
    ]
    return _feature(row, {"type": "Point", "coordinates": point})


def _quotes(ids: Sequence[str], events: Mapping[str, Event]) -> list[str]:
    quotes = [q for id_ in ids if id_ in events for q in events[id_].quotes]
    return [f"{q.quote} ({q.source or q.article_id}, {q.published or 'undated'})" for q in quotes[-_QUOTES:]]


def _feature(properties: Mapping[str, Any], geometry: Any) -> Feature:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _line(shape: BaseGeometry) -> Feature:
    return {"type": "LineString", "coordinates": [list(position) for position in shape.coords]}

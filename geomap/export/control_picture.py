"""The picture of what changed between two days: the whole line, and the spots where most changed, larger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import shapely

from geomap.control.plane import square_km, to_degrees
from geomap.control.settlements import settlements
from geomap.export.figure import look, save

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from geomap.control.front import Front
    from geomap.control.rules import Held
    from geomap.places.gazetteer import Gazetteer

_COLOURS = {"RU": "#D55E00", "UA": "#0072B2", "contested": "#E69F00", "unknown": "#999999"}
_INK, _FRAME = "#222222", "#555555"
_INCHES = (11.0, 7.5)
_LON_PER_LAT = 1.5  # a degree of longitude is two thirds of one of latitude here
_MARGIN, _LEAST = 0.05, 0.25  # degrees of latitude around a spot, and its least height
_APART_M = 12_000.0
"""Changes nearer to each other than twice this are one spot."""
_SPOTS = 3
_LEAST_KM2 = 0.1
_NAMED = 14
_CITY = 50_000  # people
_CROWDED, _LOW = 0.25, 0.06
"""Names nearer to each other than these shares of a frame's width, to the side and up, would overlap."""


class _Box(NamedTuple):
    """A frame in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, lon: float, lat: float) -> bool:
        return self.west < lon < self.east and self.south < lat < self.north


def draw(
    before: Front, after: Front, turned: Sequence[int], gazetteer: Gazetteer, path: Path, *, title: str
) -> None:
    """Draw the ground that changed hands, the rest of Russia's, and the line.

    ``turned`` are the settlements whose side differs, by index in the gazetteer.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    with look():
        save(_figure(before, after, turned, gazetteer, title=title), path)


def _figure(
    before: Front, after: Front, turned: Sequence[int], gazetteer: Gazetteer, *, title: str
) -> Figure:
    from matplotlib.figure import Figure

    figure = Figure(figsize=_INCHES, layout="constrained")
    spots = _spots(before, after)
    grid = figure.add_gridspec(max(1, len(spots)), 2 if spots else 1, width_ratios=[3, 2] if spots else None)
    whole, cities = figure.add_subplot(grid[:, 0]), _cities(gazetteer)
    _map(whole, before, after, _whole(after, spots), [*turned, *cities], gazetteer=gazetteer, marked=turned)
    for number, spot in enumerate(spots, 1):
        _outline(whole, spot, str(number))
        detail = figure.add_subplot(grid[number - 1, 1])
        names = [*turned, *_towns(gazetteer)]
        _map(detail, before, after, spot, names, gazetteer=gazetteer, marked=turned)
        detail.set_title(str(number), fontsize="small", loc="left")
    figure.suptitle(title)
    whole.legend(handles=_key(), loc="lower left", fontsize="x-small")
    return figure


def _spots(before: Front, after: Front) -> list[_Box]:
    """Return frames around the groups of changes, the largest first."""
    sides: tuple[Held, ...] = ("RU", "UA", "contested")
    changed = shapely.union_all([after.areas[s].symmetric_difference(before.areas[s]) for s in sides])
    groups = shapely.get_parts(shapely.buffer(changed, _APART_M, quad_segs=2))
    inside = [shapely.intersection(changed, group) for group in groups]
    told = sorted((g for g in inside if square_km(g) >= _LEAST_KM2), key=lambda g: (-g.area, g.bounds))
    return [_around(to_degrees(group)) for group in told[:_SPOTS]]


def _around(shape: BaseGeometry) -> _Box:
    west, south, east, north = shape.bounds
    height = max(north - south + 2 * _MARGIN, (east - west) / _LON_PER_LAT, _LEAST)
    lon, lat, wide = (west + east) / 2, (south + north) / 2, height * _LON_PER_LAT * 1.4
    return _Box(lon - wide / 2, lat - height / 2, lon + wide / 2, lat + height / 2)


def _whole(after: Front, spots: Sequence[_Box]) -> _Box:
    lines = [to_degrees(part.geometry).bounds for part in after.line]
    boxes = [*lines, *spots] or [to_degrees(after.areas["RU"]).bounds]
    west, south = (min(box[i] for box in boxes) - 2 * _MARGIN for i in (0, 1))
    east, north = (max(box[i] for box in boxes) + 2 * _MARGIN for i in (2, 3))
    return _Box(west, south, east, north)


def _map(
    axes: Any,
    before: Front,
    after: Front,
    box: _Box,
    places: Sequence[int],
    *,
    gazetteer: Gazetteer,
    marked: Sequence[int],
) -> None:
    _fill(axes, to_degrees(after.areas["unknown"]), _COLOURS["unknown"], 0.45)
    _fill(axes, to_degrees(before.areas["RU"]), _COLOURS["RU"], 0.2)
    for side in ("contested", "UA"):
        _fill(axes, to_degrees(after.areas[side]), _COLOURS[side], 0.6)
    _fill(axes, to_degrees(after.areas["RU"].difference(before.areas["RU"])), _COLOURS["RU"], 0.9)
    for part in after.line:
        axes.plot(*to_degrees(part.geometry).xy, color=_INK, linewidth=0.8)
    for place in _readable(places, box, gazetteer):
        spot, bold = (gazetteer.lon[place], gazetteer.lat[place]), place in marked
        axes.plot(*spot, marker="o", markersize=3 if bold else 2, color=_INK)
        axes.annotate(
            gazetteer.name(place),
            spot,
            xytext=(3, 3),
            textcoords="offset points",
            fontsize="x-small",
            fontweight="bold" if bold else "normal",
            clip_on=True,
        )
    axes.set_xlim(box.west, box.east)
    axes.set_ylim(box.south, box.north)
    axes.set_aspect(_LON_PER_LAT)
    axes.tick_params(labelsize="x-small")


def _readable(places: Sequence[int], box: _Box, gazetteer: Gazetteer) -> list[int]:
    """Return the first of ``places`` in a frame whose names do not crowd each other."""
    inner = box._replace(east=box.east - _CROWDED / 2 * (box.east - box.west), north=box.north - 0.01)
    wide, high = (share * (box.east - box.west) for share in (_CROWDED, _LOW))
    shown: list[int] = []
    for place in places:
        lon, lat = gazetteer.lon[place], gazetteer.lat[place]
        free = all(
            abs(lon - gazetteer.lon[p]) > wide or abs(lat - gazetteer.lat[p]) * _LON_PER_LAT > high
            for p in shown
        )
        if inner.holds(lon, lat) and free and place not in shown:
            shown.append(place)
    return shown[:_NAMED]


def _towns(gazetteer: Gazetteer) -> Iterator[int]:
    """Yield the settlements of the theatre, the largest first."""
    known = settlements(gazetteer).place.tolist()
    yield from sorted(known, key=lambda place: (-gazetteer.population[place], place))


def _cities(gazetteer: Gazetteer) -> list[int]:
    return [place for place in _towns(gazetteer) if gazetteer.population[place] >= _CITY]


def _outline(axes: Any, box: _Box, name: str) -> None:
    from matplotlib.patches import Rectangle

    corner, size = (box.west, box.south), (box.east - box.west, box.north - box.south)
    axes.add_patch(Rectangle(corner, *size, fill=False, edgecolor=_FRAME, linewidth=0.8))
    axes.annotate(
        name, (box.west, box.north), xytext=(2, 2), textcoords="offset points", fontsize="small", color=_FRAME
    )


def _key() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    rows = (
        ("RU", 0.2, "held by Russia before"),
        ("RU", 0.9, "gained by Russia"),
        ("UA", 0.6, "regained by Ukraine"),
        ("contested", 0.6, "contested"),
        ("unknown", 0.45, "may have changed hands"),
    )
    areas = [Patch(facecolor=_COLOURS[side], alpha=alpha, label=label) for side, alpha, label in rows]
    return [*areas, Line2D([], [], color=_INK, linewidth=0.8, label="front line")]


def _fill(axes: Any, shape: BaseGeometry, colour: str, alpha: float) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as Outline

    for part in getattr(shape, "geoms", [shape]):
        if part.is_empty or part.geom_type != "Polygon":
            continue
        rings = [Outline(ring.coords, closed=True) for ring in (part.exterior, *part.interiors)]
        axes.add_patch(
            PathPatch(Outline.make_compound_path(*rings), facecolor=colour, alpha=alpha, linewidth=0)
        )

"""``geomap picture``: a projected map for print, with scale bar, key, names, sources and uncertainty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.export.drawing import Canvas, canvas_for
from geomap.export.figure import (
    BORDER,
    HAPPENED,
    INK,
    LAND,
    MUTED,
    SEA,
    check_name,
    counted,
    look,
    period,
    save,
    sources,
)
from geomap.export.filter import Filter, select
from geomap.export.key import draw_key, draw_scale
from geomap.export.labels import Label, Rect, arrange
from geomap.export.map.outlines import credits as map_credits
from geomap.export.pins import Stack, draw_stack, stacks
from geomap.export.qgis.basemap import basemap_layers
from geomap.export.results import Results, is_line, is_point, line, outline
from geomap.export.stored import stored_results
from geomap.geo import Box
from geomap.models import Event
from geomap.ontology import ontology

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geomap.places.gazetteer import Gazetteer

_UKRAINE = Box(22.0, 44.3, 40.3, 52.4)
_MARGIN = 0.08  # of the box, on each side
_LEAST_DEGREES = 0.35  # a lone village is shown with its surroundings
_TOWNS_SHOWN = 30
_LETTERS = 200  # in a line of the note below the map
_SIZES = {"event": 8.0, "area": 7.5, "town": 6.5, "oblast": 6.5}
_HATCHES = ("///", "\\\\\\", "...", "xxx", "---", "|||", "++", "oo")


class Name(NamedTuple):
    """A name to print; its kind decides its look, ``gap`` (points) clears its pin and is 0 for an area."""

    kind: str
    text: str
    lon: float
    lat: float
    gap: float


def write_picture(out: Path, path: Path, *, chosen: Filter | None = None, title: str = "") -> Path:
    """Draw the events of the build in ``out`` and return the file.

    Parameters
    ----------
    out
        Folder of a finished build.
    path
        A .png, .svg or .pdf file.
    chosen
        Which events; its box is the map's. Without a modality in it, those that happened are drawn.
    title
        Line above the map; empty, it says the period.

    Raises
    ------
    SettingsError
        If the file's format is unknown.
    StoreError
        If there is no build, or the file cannot be written.
    """
    check_name(path)
    wanted = chosen or Filter()
    results = select(stored_results(out), wanted)
    if not wanted.modality:
        results = results._replace(events=[e for e in results.events if e.modality in HAPPENED])
    with look():
        return save(draw(results, box=wanted.box, title=title), path)


def draw(results: Results, *, box: Box | None = None, title: str = "") -> Figure:
    """Return the map as a figure; call it inside ``figure.look``."""
    gazetteer = results.gazetteer
    points = [e for e in results.events if is_point(e)]
    areas = [e for e in results.events if not is_point(e) and outline(e, gazetteer) is not None]
    canvas = canvas_for(box or box_around(points), SEA)
    base = {layer.name: layer for layer in basemap_layers(gazetteer)}
    _draw_base(canvas, base)
    _draw_areas(canvas, areas, gazetteer)
    piles = [s for s in stacks(points) if canvas.holds(s.lon, s.lat)]
    for event in points:
        _draw_disc(canvas, event)
    for pile in piles:
        draw_stack(canvas, pile)
    draw_key(canvas, points, areas)
    taken = [pile.rect(canvas) for pile in piles]
    taken.append(draw_scale(canvas, taken))
    _print_names(canvas, _names(canvas, piles, areas, base, gazetteer), taken)
    _draw_margins(canvas, results, title, shown=len(points) + len(areas))
    return canvas.figure


def box_around(points: Sequence[Event]) -> Box:
    """Return the box that holds all ``points`` with a margin; Ukraine where there are none."""
    lons = [e.lon for e in points if e.lon is not None]
    lats = [e.lat for e in points if e.lat is not None]
    if not lons or not lats:
        return _UKRAINE
    wide = max(_LEAST_DEGREES, _MARGIN * (max(lons) - min(lons)))
    high = max(_LEAST_DEGREES, _MARGIN * (max(lats) - min(lats)))
    return Box(min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high)


def _draw_base(canvas: Canvas, base: dict[str, Any]) -> None:
    canvas.polygons(base["land"].geometries, facecolor=LAND, edgecolor="none")
    canvas.polygons(base["water"].geometries, facecolor=SEA, edgecolor="none")
    canvas.lines(base["rivers"].geometries, color="#9db8c8", linewidth=0.6)
    canvas.polygons(
        base["oblasts"].geometries,
        facecolor="none",
        edgecolor="#c4bcae",
        linewidth=0.5,
        linestyle=(0, (5, 3)),
    )
    canvas.lines(base["borders"].geometries, color=BORDER, linewidth=1.1)


def _draw_areas(canvas: Canvas, areas: Sequence[Event], gazetteer: Gazetteer) -> None:
    """Hatch each area once for each family of events known to it; a river is drawn as a line."""
    families = ontology().families
    order = list(families)
    seen = set()
    for event in areas:
        if (event.place_id, event.where, event.family) in seen:
            continue
        seen.add((event.place_id, event.where, event.family))
        colour = families[event.family].colour
        if is_line(event, gazetteer):
            canvas.lines([line(event, gazetteer)], color=colour, linewidth=2.2, alpha=0.7)
            continue
        hatch = _HATCHES[order.index(event.family) % len(_HATCHES)]
        look = {"edgecolor": colour, "alpha": 0.55, "linewidth": 0.9, "linestyle": "--"}
        canvas.polygons([outline(event, gazetteer)], facecolor="none", hatch=hatch, **look)


def _draw_disc(canvas: Canvas, event: Event) -> None:
    if event.lon is None or event.lat is None or not event.radius_m:
        return
    colour = ontology().families[event.family].colour
    canvas.disc(event.lon, event.lat, event.radius_m, facecolor=colour, alpha=0.12, linewidth=0)
    canvas.disc(
        event.lon, event.lat, event.radius_m, facecolor="none", edgecolor=colour, alpha=0.6, linewidth=0.6
    )


def _names(
    canvas: Canvas, piles: Sequence[Stack], areas: Sequence[Event], base: dict[str, Any], gazetteer: Gazetteer
) -> list[Name]:
    """Return all names by rank: places of events, areas of events, towns, oblasts."""
    events = [Name("event", p.name, p.lon, p.lat, p.half_width + 2) for p in piles]
    within = [Name("area", *row, 0) for row in _named_areas(canvas, areas, gazetteer)]
    known = {event.place for event in (*areas, *(e for p in piles for e in p.events))}
    towns = zip(base["towns"].rows, base["towns"].geometries, strict=True)
    inside = [(row["population"], row["name"], s.x, s.y) for row, s in towns if canvas.holds(s.x, s.y)]
    largest = [t for t in sorted(inside, reverse=True) if t[1] not in known][:_TOWNS_SHOWN]
    oblasts = zip(base["oblasts"].rows, base["oblasts"].geometries, strict=True)
    bare = [
        (row["name"], shape) for row, shape in oblasts if canvas.shows(shape) and row["name"] not in known
    ]
    return [
        *events,
        *within,
        *(Name("town", name, lon, lat, 2.5) for _, name, lon, lat in largest),
        *(Name("oblast", name, *canvas.middle(shape), 0) for name, shape in bare),
    ]


def _print_names(canvas: Canvas, names: Sequence[Name], taken: Sequence[Rect]) -> None:
    """Print the names where there is room; what finds none is left out."""
    labels = [_label(canvas, name) for name in names]
    for name, spot in zip(names, arrange(labels, taken, canvas.frame), strict=True):
        if spot is not None:
            _print_name(canvas, name.kind, name.text, spot)
            if name.kind == "town":
                canvas.dot(name.lon, name.lat, MUTED)


def _label(canvas: Canvas, name: Name) -> Label:
    width, height = canvas.text_size(name.text, _SIZES[name.kind], bold=name.kind == "event")
    return Label(*canvas.points(name.lon, name.lat), width + 2, height + 1, name.gap)


def _print_name(canvas: Canvas, kind: str, text: str, spot: Rect) -> None:
    look: dict[str, Any] = {"color": INK if kind in ("event", "area") else MUTED}
    if kind == "event":
        look["fontweight"] = "bold"
    if kind in ("area", "oblast"):
        look["fontstyle"] = "italic"
    canvas.text(text, spot, _SIZES[kind], **look)


def _named_areas(
    canvas: Canvas, areas: Sequence[Event], gazetteer: Gazetteer
) -> list[tuple[str, float, float]]:
    """Return each area's name and number of events, and a point (lon, lat) in what is shown of it."""
    counts: dict[str, list[Event]] = defaultdict(list)
    for event in areas:
        counts[event.place or ""].append(event)
    named = []
    for name, events in sorted(counts.items(), key=lambda item: (-len(item[1]), item[0])):
        shape = outline(events[0], gazetteer)
        if shape is not None and canvas.shows(shape):
            named.append((f"{name} ×{len(events)}" if len(events) > 1 else name, *canvas.middle(shape)))
    return named


def _draw_margins(canvas: Canvas, results: Results, title: str, *, shown: int) -> None:
    """Print the title above the map, and below it what it rests on."""
    days = [day for e in results.events for day in (e.date_start, e.date_end)]
    at: dict[str, Any] = {"transform": canvas.figure.dpi_scale_trans}
    left, top = canvas.frame.left / 72, (canvas.height - 9) / 72
    heading = title or f"Reported events, {period(days)}"
    canvas.figure.text(left, top, heading, fontsize=13, fontweight="bold", va="top", **at)
    unplaced = len(results.events) - shown
    note = f"{sources(results)}. {counted(len(results.events))}, {period(days)}"
    note += f"; {unplaced} of them without a place to draw" if unplaced else ""
    data = "; ".join(f"{name} ({licence})" for _, name, licence, _ in map_credits())
    lines = [fill(f"{note}. Input {results.input_hash}.", _LETTERS), fill(f"Map data: {data}.", _LETTERS)]
    look: dict[str, Any] = {"fontsize": 6, "color": MUTED, "va": "top", "linespacing": 1.35}
    canvas.figure.text(left, (canvas.frame.bottom - 5) / 72, "\n".join(lines), **look, **at)

"""What changed between two days: a page of Markdown with the quotes, and a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.control.baseline import Baseline
from geomap.control.change import Change, compare
from geomap.control.plane import to_degrees
from geomap.control.rules import Held
from geomap.control.series import Picture, series
from geomap.control.sides import Control
from geomap.errors import MissingExtraError
from geomap.export.results import Results
from geomap.models import Event, Quote
from geomap.store.atomic import replacing, write_text

if TYPE_CHECKING:
    from datetime import date

    from shapely.geometry.base import BaseGeometry

    from geomap.places.gazetteer import Gazetteer

_COLOURS = {"RU": "#D55E00", "UA": "#0072B2", "contested": "#E69F00", "unknown": "#BBBBBB"}
_INK = "#222222"
_NAMED = 40
_SHOWN_QUOTES = 3
_INCHES, _DPI = (8.0, 6.0), 120
_MARGIN_DEGREES = 0.4
_LON_PER_LAT = 1.5  # a degree of longitude is two thirds of one of latitude here


_NOTE = """From reports alone: a place nobody wrote about stays as the baseline has it. Contested is what a
party claims for itself and nobody else tells, or where fighting goes on inside."""


class Brief(NamedTuple):
    """Two days and what lies between them."""

    before: Picture
    after: Picture
    changes: Sequence[Change]
    turned: Sequence[tuple[Control, Held]]
    """Settlements whose side differs, and what it was before."""
    unfounded: Sequence[date] = ()
    """Days of the two on which no baseline holds."""


def brief(results: Results, baseline: Baseline | None, *, on: date, since: date) -> Brief:
    """Return what changed from ``since`` to ``on`` by the results' events and the baseline."""
    before, after = series(results.events, baseline, results.gazetteer, days=[since, on])
    earlier = {c.place: c for c in before.states}
    was = {c.place: earlier[c.place].side if c.place in earlier else c.was for c in after.states}
    drawn = [c for c in after.states if c.place not in after.front.flagged]
    turned = [(c, was[c.place]) for c in drawn if c.side != was[c.place]]
    changes = compare(before.front, after.front, results.gazetteer)
    unfounded = [day for day in (since, on) if baseline is None or baseline.at(day) is None]
    return Brief(before, after, changes, turned, unfounded)


def write_brief(made: Brief, results: Results, folder: Path) -> list[Path]:
    """Write ``front-DATE.md`` and, where matplotlib is installed, ``front-DATE.png``."""
    stem = f"front-{made.after.front.on}"
    page, picture = folder / f"{stem}.md", folder / f"{stem}.png"
    paths = [page]
    try:
        draw(made, results, picture)
        paths.append(picture)
    except MissingExtraError:
        paths = [page]
    write_text(page, markdown(made, results, picture=picture.name if picture in paths else ""))
    return paths


def markdown(made: Brief, results: Results, *, picture: str = "") -> str:
    """Return the brief as Markdown."""
    before, after = made.before.front, made.after.front
    lines = [f"# Control of territory, {before.on} to {after.on}", ""]
    if picture:
        lines += [f"![Ground that changed hands]({picture})", ""]
    lines += [*_area_table(made.changes), "", "## Settlements", "", *_settlements(made, results)]
    lines += _without_baseline(made)
    flagged = [results.gazetteer.name(place) for place in after.flagged]
    if flagged:
        lines += ["", f"Told to be taken, far behind the line, not drawn: {', '.join(flagged)}."]
    lines += ["", _NOTE]
    return "\n".join(lines) + "\n"


def _without_baseline(made: Brief) -> list[str]:
    days = [str(day) for day in (made.before.front.on, made.after.front.on) if day in made.unfounded]
    if not days:
        return []
    return [
        "",
        f"No baseline holds on {' or '.join(days)}: only the ground around places told of is known then.",
    ]


def draw(made: Brief, results: Results, path: Path) -> None:
    """Draw the changed ground, the rest of each side's, and the line.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError.of("matplotlib", "picture") from error
    figure = Figure(figsize=_INCHES, dpi=_DPI)
    axes = figure.add_subplot()
    before, after = made.before.front, made.after.front
    _fill(axes, to_degrees(after.areas["unknown"]), _COLOURS["unknown"], 0.5)
    _fill(axes, to_degrees(before.areas["RU"]), _COLOURS["RU"], 0.25)
    for side in ("contested", "UA"):
        _fill(axes, to_degrees(after.areas[side]), _COLOURS[side], 0.6)
    _fill(axes, to_degrees(after.areas["RU"].difference(before.areas["RU"])), _COLOURS["RU"], 0.9)
    for part in after.line:
        axes.plot(*to_degrees(part.geometry).xy, color=_INK, linewidth=0.8)
    _frame(axes, made)
    _name(axes, made, results.gazetteer)
    gained = made.changes[-1]
    axes.set_title(
        f"{before.on} to {after.on}: Russia gained {gained.ru_gained:g} km², Ukraine {gained.ua_gained:g} km²"
    )
    axes.legend(handles=_key(), loc="lower right", fontsize="x-small")
    with replacing(path) as temporary:
        figure.savefig(temporary, format="png", metadata={"Software": None})


def _name(axes: Any, made: Brief, gazetteer: Gazetteer) -> None:
    """Name the settlements whose side differs, the largest first, as many as can be read."""
    turned = sorted((c.place for c, _ in made.turned), key=lambda p: (-gazetteer.population[p], p))
    for place in turned[:_NAMED]:
        spot = (gazetteer.lon[place], gazetteer.lat[place])
        axes.plot(*spot, marker="o", markersize=2.5, color=_INK)
        axes.annotate(
            gazetteer.name(place), spot, xytext=(3, 3), textcoords="offset points", fontsize="x-small"
        )


def _key() -> list[Any]:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    rows = (
        ("RU", 0.25, "held by Russia before"),
        ("RU", 0.9, "gained by Russia"),
        ("UA", 0.6, "regained by Ukraine"),
        ("contested", 0.6, "contested"),
        ("unknown", 0.5, "may have changed hands"),
    )
    areas = [Patch(facecolor=_COLOURS[side], alpha=alpha, label=label) for side, alpha, label in rows]
    return [*areas, Line2D([], [], color=_INK, linewidth=0.8, label="front line")]


def _frame(axes: Any, made: Brief) -> None:
    """Show what changed, with a margin; the whole line where nothing did."""
    before, after = made.before.front, made.after.front
    changed = [
        after.areas[side].symmetric_difference(before.areas[side]) for side in ("RU", "UA", "contested")
    ]
    drawn = [g for g in changed if g.area > 1e5] or [p.geometry for p in after.line]
    if drawn:
        boxes = [to_degrees(g).bounds for g in drawn]
        west, south = (min(b[i] for b in boxes) - _MARGIN_DEGREES for i in (0, 1))
        east, north = (max(b[i] for b in boxes) + _MARGIN_DEGREES for i in (2, 3))
        wide = max(east - west, (north - south) * _LON_PER_LAT * _INCHES[0] / _INCHES[1])
        axes.set_xlim((west + east - wide) / 2, (west + east + wide) / 2)
        axes.set_ylim(south, north)
    axes.set_aspect(_LON_PER_LAT)


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


def _area_table(changes: Sequence[Change]) -> list[str]:
    head = [
        "| oblast | Russia gained, km² | Ukraine gained, km² | newly contested, km² |",
        "|---|---:|---:|---:|",
    ]
    return [
        *head,
        *(f"| {c.oblast} | {c.ru_gained:g} | {c.ua_gained:g} | {c.newly_contested:g} |" for c in changes),
    ]


def _settlements(made: Brief, results: Results) -> list[str]:
    events = {event.id: event for event in results.events}
    lines: list[str] = []
    for now, then in made.turned:
        name, above = results.gazetteer.name(now.place), results.gazetteer.admin1[now.place]
        oblast = f" ({results.gazetteer.short(above)})" if above >= 0 else ""
        lines.append(f"- **{name}**{oblast}: {then} → {now.side}, since {now.since or 'unknown'}")
        lines += [f"  - {text}" for text in _cited(now.deciding, events)]
        lines += [f"  - against: {text}" for text in _cited(now.contradicting, events)]
    return lines or ["None changed hands."]


def _cited(ids: Sequence[str], events: Mapping[str, Event]) -> list[str]:
    quotes = [q for id_ in ids if id_ in events for q in events[id_].quotes]
    return [_cite(quote) for quote in quotes[-_SHOWN_QUOTES:]]


def _cite(quote: Quote) -> str:
    words = " ".join(quote.quote.split())
    where = (
        f"[{quote.source or quote.article_id}]({quote.url})"
        if quote.url
        else quote.source or quote.article_id
    )
    said = f", {quote.status} by {quote.claimant}" if quote.claimant else ""
    return f"“{words}” — {where}, {quote.published or 'undated'}{said}"

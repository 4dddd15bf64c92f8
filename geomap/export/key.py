"""The key and the scale bar of a printed map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geomap.export.figure import INK, MUTED, PAPER
from geomap.export.labels import Rect
from geomap.export.pins import Pin, draw_pin, pin_of
from geomap.models import Event
from geomap.ontology import ontology

if TYPE_CHECKING:
    from geomap.export.drawing import Canvas

_ROW, _PAD, _TEXT = 11.5, 6.0, 7.0  # points
_FILLINGS = {
    "hollow": "hollow: one side's claim",
    "half": "half: disputed",
    "struck": "struck: denied",
}
_SHARE = 0.22  # of the map's width that the scale bar may take
_INCH = 72


def draw_key(canvas: Canvas, points: Sequence[Event], areas: Sequence[Event]) -> None:
    """Draw the key into the column right of the map."""
    left, top = canvas.frame.right + 2 * _PAD, canvas.frame.top
    for number, (sign, text) in enumerate(_rows(points, areas)):
        y = top - (number + 0.5) * _ROW
        _sign(canvas, sign, left + _PAD, y)
        _words(canvas, left + 2.6 * _PAD, y, text)


def draw_scale(canvas: Canvas, taken: Sequence[Rect]) -> Rect:
    """Draw a scale bar into the corner where it covers least of ``taken``; it is true at the map's middle."""
    west, east = canvas.axes.get_xlim()
    length = nice_length((east - west) * _SHARE)
    wide = length / (east - west) * (canvas.frame.right - canvas.frame.left)
    rect = min(_corners(canvas.frame, wide + 3 * _PAD, 24), key=lambda c: sum(c.meets(t) for t in taken))
    _panel(canvas, rect)
    left, y = rect.left + 1.5 * _PAD, rect.bottom + 6
    _bar(canvas, left, y, wide, colour=INK, thick=4.0)
    _bar(canvas, left + 0.7, y, wide / 2 - 0.7, colour=PAPER, thick=2.6)
    _words(canvas, left, y + 9, f"{length / 1000:g} km")
    return rect


def _corners(frame: Rect, width: float, height: float) -> list[Rect]:
    lefts = (frame.left + _PAD, frame.right - _PAD - width)
    bottoms = (frame.bottom + _PAD, frame.top - _PAD - height)
    return [Rect(x, y, x + width, y + height) for y in bottoms for x in lefts]


def _bar(canvas: Canvas, left: float, y: float, wide: float, *, colour: str, thick: float) -> None:
    from matplotlib.lines import Line2D

    at: dict[str, Any] = {"transform": canvas.figure.dpi_scale_trans, "zorder": 7, "solid_capstyle": "butt"}
    ends = [left / _INCH, (left + wide) / _INCH]
    canvas.figure.add_artist(Line2D(ends, [y / _INCH] * 2, color=colour, linewidth=thick, **at))


def nice_length(most_m: float) -> float:
    """Return the longest of 1, 2, 5, 10, 20, 50 … that is no longer than ``most_m`` metres."""
    power = 10.0
    while power * 10 <= most_m:
        power *= 10
    return max(power * step for step in (1, 2, 5) if power * step <= max(most_m, power))


def _rows(points: Sequence[Event], areas: Sequence[Event]) -> list[tuple[Any, str]]:
    """Return what the key explains: only what the map shows."""
    used = {event.family for event in (*points, *areas)}
    rows: list[tuple[Any, str]] = [
        (Pin(f.id, "hollow" if f.shape == "ring" else "solid"), f.label)
        for f in ontology().family
        if f.id in used
    ]
    fillings = {pin_of(event).filling for event in points}
    example = points[0].family if points else ""
    rows += [(Pin(example, name), text) for name, text in _FILLINGS.items() if name in fillings]
    if any(event.radius_m for event in points):
        rows.append(("disc", "disc: somewhere within"))
    if areas:
        rows.append(("hatch", "hatched: known to the area only"))
    return rows


def _sign(canvas: Canvas, sign: Any, x: float, y: float) -> None:
    from matplotlib.patches import Circle, Rectangle

    if isinstance(sign, Pin):
        draw_pin(canvas, sign, x, y)
        return
    at: dict[str, Any] = {
        "transform": canvas.figure.dpi_scale_trans,
        "zorder": 7,
        "edgecolor": MUTED,
        "linewidth": 0.7,
    }
    if sign == "disc":
        patch: Any = Circle((x / _INCH, y / _INCH), 4.5 / _INCH, facecolor="#dddddd", **at)
    else:
        corner = ((x - 5.5) / _INCH, (y - 4) / _INCH)
        patch = Rectangle(corner, 11 / _INCH, 8 / _INCH, facecolor="none", hatch="/////", **at)
    canvas.figure.add_artist(patch)


def _panel(canvas: Canvas, rect: Rect) -> None:
    from matplotlib.patches import Rectangle

    corner = (rect.left / _INCH, rect.bottom / _INCH)
    size = ((rect.right - rect.left) / _INCH, (rect.top - rect.bottom) / _INCH)
    at: dict[str, Any] = {"transform": canvas.figure.dpi_scale_trans, "zorder": 4}
    canvas.figure.add_artist(Rectangle(corner, *size, facecolor=PAPER, alpha=0.88, linewidth=0, **at))


def _words(canvas: Canvas, x: float, y: float, text: str) -> None:
    at = canvas.figure.dpi_scale_trans
    canvas.figure.text(x / _INCH, y / _INCH, text, transform=at, fontsize=_TEXT, va="center", zorder=8)

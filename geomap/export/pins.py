"""The pins of a printed map: shape and colour by family, filling by how sure the event is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.export.figure import HAPPENED, INK, MARKERS, PAPER
from geomap.export.labels import Rect
from geomap.models import Event
from geomap.ontology import ontology

if TYPE_CHECKING:
    from geomap.export.drawing import Canvas

PIN_POINTS = 6.5
_STEP = PIN_POINTS + 2.0
_HOLLOW = {"claimed": "hollow", "disputed": "half", "denied": "struck"}


class Pin(NamedTuple):
    """One look: a family and how its filling shows the status (solid, hollow, half, struck)."""

    family: str
    filling: str


class Stack(NamedTuple):
    """All pins of one place, side by side."""

    name: str
    lon: float
    lat: float
    pins: Sequence[Pin]
    events: Sequence[Event]

    @property
    def half_width(self) -> float:
        """Half of the row's width in points."""
        return (len(self.pins) * _STEP - 2.0) / 2

    def rect(self, canvas: Canvas) -> Rect:
        """Return what the row covers on the paper."""
        x, y = canvas.points(self.lon, self.lat)
        half = PIN_POINTS / 2
        return Rect(x - self.half_width, y - half, x + self.half_width, y + half)


def stacks(events: Sequence[Event]) -> list[Stack]:
    """Return the rows of pins, the place with most events first."""
    places: dict[tuple[float, float], list[Event]] = defaultdict(list)
    for event in events:
        if event.lat is not None and event.lon is not None:
            places[round(event.lon, 4), round(event.lat, 4)].append(event)
    made = [_stack(lon, lat, here) for (lon, lat), here in places.items()]
    return sorted(made, key=lambda s: (-len(s.events), s.name, s.lon, s.lat))


def pin_of(event: Event) -> Pin:
    """Return how an event looks."""
    ring = ontology().families[event.family].shape == "ring"
    plain = "solid" if event.modality in HAPPENED and not ring else "hollow"
    return Pin(event.family, _HOLLOW.get(event.status, plain))


def draw_stack(canvas: Canvas, stack: Stack) -> None:
    """Draw a row of pins around its place."""
    x, y = canvas.points(stack.lon, stack.lat)
    first = x - stack.half_width + PIN_POINTS / 2
    for number, pin in enumerate(stack.pins):
        draw_pin(canvas, pin, first + number * _STEP, y)


def draw_pin(canvas: Canvas, pin: Pin, x: float, y: float) -> None:
    """Draw a pin at a point of the paper."""
    from matplotlib.lines import Line2D

    family = ontology().families[pin.family]
    marker = MARKERS[family.shape]
    size = PIN_POINTS * (0.82 if marker == "D" else 1.0)
    at: dict[str, Any] = {"transform": canvas.figure.dpi_scale_trans, "linestyle": "none", "zorder": 5}
    spot = ([x / 72], [y / 72])
    casing = Line2D(*spot, marker=marker, markersize=size + 2, color=PAPER, **at)
    solid = pin.filling == "solid"
    face = Line2D(
        *spot,
        marker=marker,
        markersize=size,
        markerfacecolor=family.colour if pin.filling in ("solid", "half") else PAPER,
        markerfacecoloralt=PAPER,
        fillstyle="left" if pin.filling == "half" else "full",
        markeredgecolor=INK if solid else family.colour,
        markeredgewidth=0.4 if solid else 1.2,
        **at,
    )
    for artist in (casing, face):
        canvas.figure.add_artist(artist)
    if pin.filling == "struck":
        canvas.figure.add_artist(Line2D(*spot, marker=(2, 0, -45), markersize=size * 1.6, color=INK, **at))


def _stack(lon: float, lat: float, here: Sequence[Event]) -> Stack:
    pins = Counter(pin_of(event) for event in here)
    order = list(ontology().families)
    ranked = sorted(pins, key=lambda pin: (order.index(pin.family), pin.filling))
    name = Counter(event.place or "" for event in here).most_common(1)[0][0]
    label = f"{name} ×{len(here)}" if len(here) > len(ranked) else name
    return Stack(label, lon, lat, ranked, here)

"""Putting names on a map so that none covers another: pure geometry of rectangles, in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in points (1/72 inch), y upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Rect) -> bool:
        """Tell whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def within(self, other: Rect) -> bool:
        """Tell whether this lies wholly inside ``other``."""
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.bottom <= self.bottom
            and self.top <= other.top
        )


class Label(NamedTuple):
    """A text's size and the point it names; ``gap`` is how far from the point it stands, all in points."""

    x: float
    y: float
    width: float
    height: float
    gap: float


# Where a label may stand, best first: part of its width and height to move, and of the gap.
_SPOTS = (
    (0.0, -0.5, 1, 0),
    (-1.0, -0.5, -1, 0),
    (-0.5, 0.0, 0, 1),
    (-0.5, -1.0, 0, -1),
    (0.0, 0.0, 0.7, 0.7),
    (0.0, -1.0, 0.7, -0.7),
    (-1.0, 0.0, -0.7, 0.7),
    (-1.0, -1.0, -0.7, -0.7),
)


def arrange(labels: Sequence[Label], taken: Iterable[Rect], frame: Rect) -> list[Rect | None]:
    """Give each label, most important first, the best free spot in ``frame``; None where there is none.

    ``taken`` are rectangles that no label may cover.
    """
    used = list(taken)
    found: list[Rect | None] = []
    for label in labels:
        free = (r for r in spots(label) if r.within(frame) and not any(r.meets(u) for u in used))
        spot = next(free, None)
        if spot is not None:
            used.append(spot)
        found.append(spot)
    return found


def spots(label: Label) -> list[Rect]:
    """Return the rectangles a label may take, best first; one that names an area stands near its point."""
    if label.gap == 0:
        return [_rect(label, -0.5, up, 0, 0) for up in (-0.5, 1.0, -2.0, 2.5, -3.5)]
    return [_rect(label, *spot) for spot in _SPOTS]


def _rect(label: Label, right: float, up: float, gap_x: float, gap_y: float) -> Rect:
    left = label.x + right * label.width + gap_x * label.gap
    bottom = label.y + up * label.height + gap_y * label.gap
    return Rect(left, bottom, left + label.width, bottom + label.height)

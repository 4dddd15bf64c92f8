"""From values on a grid to the polygons in which they are above a level.

Each square of the grid is cut into two triangles; in a triangle the value is a plane, so the level is one
straight line and no square is ambiguous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.control.plane import snapped

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_CORNERS = (((0, 0), (0, 1), (1, 1)), ((0, 0), (1, 1), (1, 0)))
"""Offsets (row, column) of the corners of a square's two triangles."""


class Grid(NamedTuple):
    """Values at the crossings of a square grid."""

    west: float
    south: float
    step: float
    """Metres."""
    values: NDArray[np.float64]
    """Rows from south to north, columns from west to east; NaN where nothing is known."""


def above(grid: Grid, level: float) -> BaseGeometry:
    """Return the ground on which the grid's values are greater than ``level``, metres."""
    where, value = _triangles(grid, level)
    over = (value > level).sum(axis=1)
    parts = [
        shapely.polygons(where[over == 3]),
        _cut(where[over == 2], value[over == 2], level, odd_is_over=False),
        _cut(where[over == 1], value[over == 1], level, odd_is_over=True),
    ]
    return snapped(shapely.coverage_union_all(np.concatenate(parts)))


def _triangles(grid: Grid, level: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the corners (n × 3 × 2, metres) and values (n × 3) of the triangles that reach above a level."""
    rows, columns = (size - 1 for size in grid.values.shape)
    north, east = np.mgrid[0:rows, 0:columns]
    where, value = [], []
    for corners in _CORNERS:
        at = [(north + up, east + right) for up, right in corners]
        values = np.stack([grid.values[spot] for spot in at], axis=-1)
        used = np.isfinite(values).all(axis=-1) & (values > level).any(axis=-1)
        value.append(values[used])
        where.append(np.stack([np.stack([x[used], y[used]], axis=-1) for y, x in at], axis=1))
    metres = np.concatenate(where) * grid.step + (grid.west, grid.south)
    return metres, np.concatenate(value)


def _cut(
    where: NDArray[np.float64], value: NDArray[np.float64], level: float, *, odd_is_over: bool
) -> NDArray[Any]:
    """Return what is above the level of triangles of which one corner is on another side than the others."""
    odd = ((value > level) == odd_is_over).argmax(axis=1)
    order = (odd[:, None] + np.arange(3)) % 3
    corner = np.take_along_axis(where, order[..., None], axis=1)
    height = np.take_along_axis(value, order, axis=1)
    first, last = (_crossing(corner, height, other, level) for other in (1, 2))
    rings = [corner[:, 0], first, last] if odd_is_over else [first, corner[:, 1], corner[:, 2], last]
    return np.asarray(shapely.polygons(np.stack(rings, axis=1)))


def _crossing(
    corner: NDArray[np.float64], height: NDArray[np.float64], other: int, level: float
) -> NDArray[np.float64]:
    """Return where the level crosses the edges from the first corner to another.

    Both triangles of an edge reckon from the same of its ends, so that they get the same point to the bit.
    """
    turn = (corner[:, 0, 0] > corner[:, other, 0]) | (
        (corner[:, 0, 0] == corner[:, other, 0]) & (corner[:, 0, 1] > corner[:, other, 1])
    )
    ends = np.where(turn[:, None], corner[:, other], corner[:, 0])
    others = np.where(turn[:, None], corner[:, 0], corner[:, other])
    low = np.where(turn, height[:, other], height[:, 0])
    high = np.where(turn, height[:, 0], height[:, other])
    crossed: NDArray[np.float64] = ends + ((level - low) / (high - low))[:, None] * (others - ends)
    return crossed

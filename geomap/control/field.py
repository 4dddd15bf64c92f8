"""What is known between settlements: the balance told at some spots, carried over the ground between.

Without any report the balance follows the old line: -1 deep in the rival's ground, 0 on the line, +1 deep in
a side's own. A report at a spot moves the balance there and, less and less, around it, as far as the next
spot told otherwise (simple kriging on that trend with an exponential covariance).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from geomap.control import plane
from geomap.control.contour import Grid
from geomap.control.rules import weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_KM = 1000.0
_STEP_M = 500.0
_TILE = 20
"""Steps of a tile's side; each tile is reckoned with the reports in and around it only."""
_AROUND = 2.0
"""Carries (``carry_km``) around a tile from which reports are taken; nearer ones screen those further off."""
_DECIMALS = 9


class Seen(NamedTuple):
    """What is told at spots; arrays of one length."""

    xy: NDArray[np.float64]
    """Metres."""
    balance: NDArray[np.float64]
    """+1 the side's own, 0 contested, -1 the rival's."""
    noise: NDArray[np.float64]
    """Variance of what is told there; the field's own is 1."""


def field(seen: Seen, edge: Edge, reach_m: float) -> Grid:
    """Return the balance around the spots told as a side's own or contested.

    Parameters
    ----------
    seen
        What is told; at least one row.
    edge
        The edge of the side's ground before.
    reach_m
        How far from those spots, metres.
    """
    source = seen.xy[seen.balance >= 0]
    low = np.floor((source.min(axis=0) - reach_m) / _STEP_M).astype(int)
    high = np.ceil((source.max(axis=0) + reach_m) / _STEP_M).astype(int)
    values = np.full(tuple(high - low + 1)[::-1], np.nan)
    moved = seen.balance - edge.trend(seen.xy)
    for rows, columns in _tiles(source, low, high, reach_m):
        x, y = np.meshgrid(columns * _STEP_M, rows * _STEP_M)
        at = np.column_stack([x.ravel(), y.ravel()])
        spread = edge.trend(at) + _carried(seen, moved, at)
        values[np.ix_(rows - low[1], columns - low[0])] = spread.round(_DECIMALS).reshape(x.shape)
    return Grid(float(low[0] * _STEP_M), float(low[1] * _STEP_M), _STEP_M, values)


class Edge:
    """The edge of a side's ground, to find the nearest point of for many spots."""

    def __init__(self, own: BaseGeometry) -> None:
        shapely.prepare(own)
        corners, ring = shapely.get_coordinates(shapely.get_parts(shapely.boundary(own)), return_index=True)
        follows = ring[1:] == ring[:-1]
        self._own = own
        self._lines = plane.lines(np.stack([corners[:-1], corners[1:]], axis=1)[follows])
        self._tree = shapely.STRtree(self._lines)

    def nearest(self, xy: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the point of the edge nearest to each of ``xy``, and how far it is, metres."""
        where = plane.spots(xy)
        found, far = self._tree.query_nearest(where, all_matches=False, return_distance=True)
        paths = shapely.shortest_line(where[found[0]], self._lines[found[1]])
        return shapely.get_coordinates(paths).reshape(-1, 2, 2)[:, 1], far

    def trend(self, xy: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the balance at ``xy`` without any report, -1 to +1."""
        _, far = self._tree.query_nearest(plane.spots(xy), all_matches=False, return_distance=True)
        inside = shapely.contains_xy(self._own, *xy.T)
        made: NDArray[np.float64] = np.where(inside, 1, -1) * np.tanh(far / (weights().ground.depth_km * _KM))
        return made


def _tiles(
    source: NDArray[np.float64], low: NDArray[np.int_], high: NDArray[np.int_], reach_m: float
) -> Iterator[tuple[NDArray[np.int_], NDArray[np.int_]]]:
    """Yield the rows and columns of the tiles, fixed on the ground, that lie within reach of a source."""
    for row in range(low[1] // _TILE, high[1] // _TILE + 1):
        for column in range(low[0] // _TILE, high[0] // _TILE + 1):
            if _near(source, row, column, reach_m).any():
                rows, columns = (np.arange(n * _TILE, (n + 1) * _TILE) for n in (row, column))
                yield (
                    rows[(rows >= low[1]) & (rows <= high[1])],
                    columns[(columns >= low[0]) & (columns <= high[0])],
                )


def _near(xy: NDArray[np.float64], row: int, column: int, reach_m: float) -> NDArray[np.bool_]:
    side = _TILE * _STEP_M
    middle = np.array([column + 0.5, row + 0.5]) * side
    return np.asarray((np.abs(xy - middle) <= side / 2 + reach_m).all(axis=1))


def _carried(seen: Seen, moved: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return what the reports near ``at`` add to the trend there."""
    around = _AROUND * weights().ground.carry_km * _KM
    near = ((seen.xy >= at.min(axis=0) - around) & (seen.xy <= at.max(axis=0) + around)).all(axis=1)
    xy = seen.xy[near]
    weight = np.linalg.solve(_alike(xy, xy) + np.diag(seen.noise[near]), moved[near])
    made: NDArray[np.float64] = _alike(at, xy) @ weight
    return made


def _alike(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much alike the balance is at two spots: 1 on the spot, a third a carry away."""
    apart = np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])
    made: NDArray[np.float64] = np.exp(-apart / (weights().ground.carry_km * _KM))
    return made

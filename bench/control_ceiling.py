"""How much of the changed ground could be told at best from settlements alone, were each one's side known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely

from geomap.control.baseline import Baseline
from geomap.control.field import Edge, Seen, field
from geomap.control.front import started
from geomap.control.ground import links, told_around
from geomap.control.plane import spots
from geomap.control.rules import weights
from geomap.control.settlements import baseline_sides, settlements
from geomap.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPANS = (30, 60, 90, 180)
"""Days between the two polygons of a pair."""
_SLACK = 0.15
"""Share of a span by which a pair may miss it."""
_FALSE = (0.05, 0.1, 0.2)
_FEWEST = 3
"""Settlements that changed side in a pair, at least."""
_RIVAL_M = 25_000.0
Row = dict[str, Any]


class _Ground(NamedTuple):
    """Spots on a grid that were not a side's own at first, and what is known there."""

    gained: NDArray[np.bool_]
    """What the second polygon says."""
    balance: NDArray[np.float64]
    """What the field says."""
    nearest: NDArray[np.bool_]
    """Whether the nearest settlement changed side."""
    total: float
    """All ground gained, in steps of the grid."""


def ceiling(real: Baseline, gazetteer: Gazetteer) -> list[Row]:
    """Return a row for each span of days: means over the pairs of polygons so far apart."""
    found: dict[int, list[list[float]]] = defaultdict(list)
    for span, start, end in _pairs(real):
        ground = _ground(start, end, real, gazetteer)
        if ground is not None:
            found[span].append(_figures(ground))
    return [_row(span, np.array(rows)) for span, rows in sorted(found.items())]


def _pairs(real: Baseline) -> Iterator[tuple[int, date, date]]:
    for span in SPANS:
        for day in real.days:
            later = real.at(day.day + timedelta(days=span))
            if later is not None and abs((later.day - day.day).days - span) <= _SLACK * span:
                yield span, day.day, later.day


def _row(span: int, rows: NDArray[np.float64]) -> Row:
    means = rows.mean(axis=0).round(3)
    best = {f"field_at_{share:.0%}_false": float(means[2 + n]) for n, share in enumerate(_FALSE)}
    cells = {"nearest_settlement": float(means[0]), "its_false": float(means[1])}
    return {"days": span, "pairs": len(rows), **cells, **best}


def _figures(ground: _Ground) -> list[float]:
    hit, miss = ground.nearest & ground.gained, ground.nearest & ~ground.gained
    shares = [hit.sum() / ground.total, miss.sum() / ground.total]
    return [*shares, *(_recovered(ground, share) for share in _FALSE)]


def _recovered(ground: _Ground, false: float) -> float:
    """Return the share recovered at the level, chosen by the truth, that lets so much false ground in."""
    order = np.argsort(-ground.balance, kind="stable")
    gained = ground.gained[order]
    good = np.cumsum(~gained) <= false * ground.total
    return float(np.cumsum(gained)[good].max(initial=0) / ground.total)


def _ground(start: date, end: date, real: Baseline, gazetteer: Gazetteer) -> _Ground | None:
    """Return what Russia gained between two days on a grid, with the sides of all settlements known."""
    first, second = (real.at(day) for day in (start, end))
    assert first is not None
    assert second is not None
    known, own = settlements(gazetteer), started(first, gazetteer)[1]["RU"]
    before, after = (baseline_sides(day, known, gazetteer) for day in (first, second))
    turned = np.array([before.get(p) == "UA" and after.get(p) == "RU" for p in known.place.tolist()])
    free = np.array([after.get(p) == "UA" for p in known.place.tolist()])
    if turned.sum() < _FEWEST:
        return None
    edge, grid_of = Edge(own), weights().ground
    ends, linked = links(known.xy[turned], edge)
    seeds = known.xy[turned][linked]
    near = shapely.dwithin(spots(known.xy[free]), shapely.multipoints(seeds), _RIVAL_M)
    mine = Seen(seeds, np.ones(len(seeds)), np.full(len(seeds), grid_of.place_noise))
    told = told_around(mine, ends[linked], known.xy[free][near])
    grid = field(told, edge, grid_of.reach_km * 1000)
    rows, columns = np.nonzero(np.isfinite(grid.values))
    xy = np.column_stack([grid.west + columns * grid.step, grid.south + rows * grid.step])
    new = ~shapely.contains_xy(own, *xy.T)
    taken = second.areas["RU"]
    shapely.prepare(taken)
    nearest = shapely.STRtree(spots(known.xy)).nearest(spots(xy[new]))
    return _Ground(
        gained=shapely.contains_xy(taken, *xy[new].T),
        balance=grid.values[rows, columns][new],
        nearest=turned[nearest],
        total=shapely.area(shapely.difference(taken, first.areas["RU"])) / grid.step**2,
    )

"""Where the line of contact ran, and when: a coarse public memory that helps to tell namesakes apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, exp, hypot, inf, radians, sqrt
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from geomap.resources import package_file

_KM_NORTH = 111.2  # kilometres in a degree of latitude
_KM_EAST = _KM_NORTH * cos(radians(48.5))  # in one of longitude, at the latitude of the theatre
_FRONT_KM, _RANGE_KM = 12.0, 60.0  # reach of ground fighting and of most fire
_SOUTH, _NORTH, _WEST, _EAST = 44.0, 54.0, 28.0, 42.0  # degrees: beyond, the line is far
_STEP_KM = 5.0  # a line is sampled this finely
_PIECE = 12  # samples
# The lines are rough: beside dated pictures of control (2024-25) they told the side of 76 villages in 100 at
# 2 km, 90 at 5 km, 95 at 10 km. The side is as sure as that; past the second distance it is unknown.
_SIDE_KM, _SIDED_KM = 5.0, 80.0
# A line tells nothing of what lies ahead of its end: another must run past, no farther off than this.
_PAST_END, _ELSEWHERE_KM = 1.5, 10.0
# Places stay in the news when the front has left, for graves, damage and visits: how long, and how much.
_MEMORY, _PAST = timedelta(days=45), 0.7
_Point = tuple[float, float]  # (lat, lon): indices mean other places in a gazetteer with the user's own
NOWHERE_KM = 1_000.0


class ContactLine(BaseModel):
    """A stretch of the line of contact and the days (both included) on which it ran there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    start: date
    end: date | None = None
    weight: float = Field(default=1.0, gt=0, le=1)
    """Less than 1 where the line is a border or a river under fire, but not fought over on the ground."""
    sided: bool = True
    """Whether the points run with the land that Russia holds on the left."""
    points: list[tuple[float, float]] = Field(min_length=2)
    """``(lat, lon)`` in degrees."""


class HotSpot(BaseModel):
    """A spot fought over or shelled day after day, and the days (both included) on which it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    start: date
    end: date | None = None
    point: tuple[float, float]
    """``(lat, lon)`` in degrees."""
    radius_km: float = Field(gt=0)


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    line: list[ContactLine]
    spot: list[HotSpot]


class Front:
    """The stretches that held on one day; distances are remembered, as villages come back day after day."""

    def __init__(self, lines: tuple[ContactLine, ...], spots: tuple[HotSpot, ...] = ()) -> None:
        self._spots = [(s.point[1] * _KM_EAST, s.point[0] * _KM_NORTH, s.radius_km) for s in spots]
        self._heat: dict[_Point, float] = {}
        self._pieces: dict[float, list[_Piece]] = {}
        for line in lines:
            self._pieces.setdefault(line.weight, []).extend(_pieces(line))
        self._sided = [sample for line in lines if line.sided for sample in _sampled(line)]
        self._nearness: dict[_Point, float] = {}
        self._held: dict[_Point, float] = {}

    def nearness(self, lat: float, lon: float) -> float:
        """Return 1 on the line, falling with the distance; 0 without a point."""
        if not _is_near(lat, lon):
            return 0.0
        known = self._nearness.get((lat, lon))
        if known is None:
            apart = ((weight, self._apart(weight, lat, lon)) for weight in self._pieces)
            known = max((w * (exp(-d / _FRONT_KM) + exp(-d / _RANGE_KM)) / 2 for w, d in apart), default=0.0)
            self._nearness[lat, lon] = known
        return known

    def heat(self, lat: float, lon: float) -> float:
        """Return 1 in the middle of a hot spot of the day, a third at its rim; 0 without a point."""
        if not _is_near(lat, lon):
            return 0.0
        known = self._heat.get((lat, lon))
        if known is None:
            x, y = lon * _KM_EAST, lat * _KM_NORTH
            apart = (((x - sx) ** 2 + (y - sy) ** 2) / (r * r) for sx, sy, r in self._spots)
            known = self._heat[lat, lon] = exp(-min(apart, default=99.0))
        return known

    def held(self, lat: float, lon: float) -> float:
        """Return 1 well inside the land that Russia holds, -1 inside Ukraine's; 0 on the line or far off."""
        if not self._sided or not _is_near(lat, lon):
            return 0.0
        known = self._held.get((lat, lon))
        if known is None:
            known = self._held[lat, lon] = self._side_of(lon * _KM_EAST, lat * _KM_NORTH)
        return known

    def _side_of(self, x: float, y: float) -> float:
        """Return ``held`` of a point in km by the nearest piece of a line that runs past it, not to it."""
        squares = [(x - px) ** 2 + (y - py) ** 2 for px, py, _, _ in self._sided]
        best, side = min(_SIDED_KM, sqrt(min(squares)) + _ELSEWHERE_KM) ** 2, 0.0
        for square, (px, py, ux, uy) in zip(squares, self._sided, strict=True):
            if square < best:
                east, north = x - px, y - py
                across, along = ux * north - uy * east, ux * east + uy * north
                if abs(along) <= _PAST_END * abs(across) + _STEP_KM * hypot(ux, uy):
                    best, side = square, across
        if not side:
            return 0.0
        value = 1.0 - exp(-sqrt(best) / _SIDE_KM)
        return value if side > 0 else -value

    def distance_km(self, lat: float, lon: float) -> float:
        """Return the distance in km from ``(lat, lon)``, degrees, to the line; 1,000 where none is known."""
        return min((self._apart(weight, lat, lon) for weight in self._pieces), default=NOWHERE_KM)

    def _apart(self, weight: float, lat: float, lon: float) -> float:
        x, y = lon * _KM_EAST, lat * _KM_NORTH
        nearest = inf
        pieces = sorted(
            (hypot(x - piece.x, y - piece.y) - piece.reach, piece) for piece in self._pieces[weight]
        )
        for at_least, piece in pieces:
            if at_least > nearest:
                break
            nearest = min(nearest, sqrt(min((x - px) ** 2 + (y - py) ** 2 for px, py in piece.points)))
        return nearest


def _is_near(lat: float, lon: float) -> bool:
    """Say whether a line may be near; False without a point (NaN)."""
    return _SOUTH < lat < _NORTH and _WEST < lon < _EAST


class _Piece(NamedTuple):
    """Some points in a row, in km, and a circle around them: what lies far off is passed over whole."""

    x: float
    y: float
    reach: float
    points: list[tuple[float, float]]


def _pieces(line: ContactLine) -> Iterator[_Piece]:
    points = [(x, y) for x, y, _, _ in _sampled(line)]
    for first in range(0, len(points), _PIECE):
        part = points[first : first + _PIECE]
        x, y = part[len(part) // 2]
        yield _Piece(x, y, max(hypot(px - x, py - y) for px, py in part), part)


def _sampled(line: ContactLine) -> Iterator[tuple[float, float, float, float]]:
    """Yield points on ``line`` in km east and north, each with the direction in which the line runs there."""
    flat = [(lon * _KM_EAST, lat * _KM_NORTH) for lat, lon in line.points]
    for (ax, ay), (bx, by) in pairwise(flat):
        dx, dy = bx - ax, by - ay
        steps = max(1, ceil(hypot(dx, dy) / _STEP_KM))
        yield from ((ax + dx * i / steps, ay + dy * i / steps, dx, dy) for i in range(steps))
    yield (*flat[-1], dx, dy)


Dated = TypeVar("Dated", ContactLine, HotSpot)


@lru_cache(maxsize=1)
def _table() -> _File:
    with package_file("places", "resolution", "hotspots.toml").open("rb") as source:
        return _File.model_validate(tomllib.load(source))


def contact_lines() -> tuple[ContactLine, ...]:
    """Return the lines that ship with the package."""
    return tuple(_table().line)


def hot_spots() -> tuple[HotSpot, ...]:
    """Return the hot spots that ship with the package."""
    return tuple(_table().spot)


@lru_cache(maxsize=128)
def _front(lines: tuple[int, ...], past: tuple[int, ...], spots: tuple[int, ...]) -> Front:
    table = _table()
    left = [table.line[i] for i in past]
    faded = [line.model_copy(update={"weight": line.weight * _PAST, "sided": False}) for line in left]
    return Front((*(table.line[i] for i in lines), *faded), tuple(table.spot[i] for i in spots))


@lru_cache(maxsize=2048)
def front_on(day: date | None) -> Front:
    """Return the line of contact of ``day``; all stretches of the whole war where the day is unknown."""
    lines = _holding(contact_lines(), day)
    past = _holding(contact_lines(), day, since=day - _MEMORY) if day else ()
    return _front(lines, tuple(i for i in past if i not in lines), _holding(hot_spots(), day))


def _holding(rows: Sequence[Dated], day: date | None, *, since: date | None = None) -> tuple[int, ...]:
    """Return the positions of the rows that hold on ``day``, or did on any day ``since``."""
    first = since or day
    return tuple(
        i
        for i, row in enumerate(rows)
        if day is None or first is None or (row.start <= day and (row.end is None or first <= row.end))
    )

"""Where the line of contact ran, and when: a coarse public memory that helps to tell namesakes apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, exp, hypot, radians, sqrt
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from geomap.resources import package_file

_KM_NORTH = 111.2  # kilometres in a degree of latitude
_KM_EAST = _KM_NORTH * cos(radians(48.5))  # in one of longitude, at the latitude of the theatre
_FRONT_KM, _RANGE_KM = 12.0, 60.0  # reach of ground fighting and of most fire
_SOUTH, _NORTH, _WEST, _EAST = 44.0, 54.0, 28.0, 42.0  # degrees: beyond, the line is far
_STEP_KM = 5.0  # a line is sampled this finely
NOWHERE_KM = 1_000.0


class ContactLine(BaseModel):
    """A stretch of the line of contact and the days (both included) on which it ran there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    start: date
    end: date | None = None
    weight: float = Field(default=1.0, gt=0, le=1)
    """Less than 1 where the line is a border or a river under fire, but not fought over on the ground."""
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
        self._heat: dict[int, float] = {}
        self._samples: dict[float, list[tuple[float, float]]] = {}
        for line in lines:
            self._samples.setdefault(line.weight, []).extend(_sampled(line))
        self._nearness: dict[int, float] = {}

    def nearness(self, place: int, lat: float, lon: float) -> float:
        """Return 1 on the line, falling with the distance; 0 without a point. ``place`` is its index."""
        known = self._nearness.get(place)
        if known is None:
            known = 0.0
            if _SOUTH < lat < _NORTH and _WEST < lon < _EAST:  # False for NaN too
                apart = ((weight, self._apart(weight, lat, lon)) for weight in self._samples)
                known = max(
                    (w * (exp(-d / _FRONT_KM) + exp(-d / _RANGE_KM)) / 2 for w, d in apart), default=0.0
                )
            self._nearness[place] = known
        return known

    def heat(self, place: int, lat: float, lon: float) -> float:
        """Return 1 in the middle of a hot spot of the day, a third at its rim; 0 without a point."""
        known = self._heat.get(place)
        if known is None:
            known = 0.0
            if _SOUTH < lat < _NORTH and _WEST < lon < _EAST:
                x, y = lon * _KM_EAST, lat * _KM_NORTH
                apart = (((x - sx) ** 2 + (y - sy) ** 2) / (r * r) for sx, sy, r in self._spots)
                known = exp(-min(apart, default=99.0))
            self._heat[place] = known
        return known

    def distance_km(self, lat: float, lon: float) -> float:
        """Return the distance in km from ``(lat, lon)``, degrees, to the line; 1,000 where none is known."""
        return min((self._apart(weight, lat, lon) for weight in self._samples), default=NOWHERE_KM)

    def _apart(self, weight: float, lat: float, lon: float) -> float:
        x, y = lon * _KM_EAST, lat * _KM_NORTH
        return sqrt(min((x - px) * (x - px) + (y - py) * (y - py) for px, py in self._samples[weight]))


def _sampled(line: ContactLine) -> Iterator[tuple[float, float]]:
    """Yield points on ``line`` in km east and north."""
    flat = [(lon * _KM_EAST, lat * _KM_NORTH) for lat, lon in line.points]
    for (ax, ay), (bx, by) in pairwise(flat):
        steps = max(1, ceil(hypot(bx - ax, by - ay) / _STEP_KM))
        yield from ((ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps))
    yield flat[-1]


Dated = TypeVar("Dated", ContactLine, HotSpot)


@lru_cache(maxsize=1)
def _table() -> _File:
    with package_file("places", "hotspots.toml").open("rb") as source:
        return _File.model_validate(tomllib.load(source))


def contact_lines() -> tuple[ContactLine, ...]:
    """Return the lines that ship with the package."""
    return tuple(_table().line)


def hot_spots() -> tuple[HotSpot, ...]:
    """Return the hot spots that ship with the package."""
    return tuple(_table().spot)


@lru_cache(maxsize=128)
def _front(lines: tuple[int, ...], spots: tuple[int, ...]) -> Front:
    table = _table()
    return Front(tuple(table.line[i] for i in lines), tuple(table.spot[i] for i in spots))


@lru_cache(maxsize=2048)
def front_on(day: date | None) -> Front:
    """Return the line of contact of ``day``; all stretches of the whole war where the day is unknown."""
    return _front(_holding(contact_lines(), day), _holding(hot_spots(), day))


def _holding(rows: Sequence[Dated], day: date | None) -> tuple[int, ...]:
    """Return the positions of the rows that hold on ``day``."""
    return tuple(
        i
        for i, row in enumerate(rows)
        if day is None or (row.start <= day and (row.end is None or day <= row.end))
    )

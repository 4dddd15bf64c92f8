"""Where the line of contact ran, and when: a coarse public memory that helps to tell namesakes apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import ceil, cos, exp, hypot, radians, sqrt

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
    points: list[tuple[float, float]] = Field(min_length=2)
    """``(lat, lon)`` in degrees."""


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    line: list[ContactLine]


class Front:
    """The stretches that held on one day; distances are remembered, as villages come back day after day."""

    def __init__(self, lines: tuple[ContactLine, ...]) -> None:
        self._samples = [sample for line in lines for sample in _sampled(line)]
        self._known: dict[tuple[float, float], float] = {}
        self._nearness: dict[int, float] = {}

    def nearness(self, place: int, lat: float, lon: float) -> float:
        """Return 1 on the line, falling with the distance; 0 without a point. ``place`` is its index."""
        known = self._nearness.get(place)
        if known is None:
            known = 0.0
            if _SOUTH < lat < _NORTH and _WEST < lon < _EAST:  # False for NaN too
                distance = self.distance_km(lat, lon)
                known = (exp(-distance / _FRONT_KM) + exp(-distance / _RANGE_KM)) / 2
            self._nearness[place] = known
        return known

    def distance_km(self, lat: float, lon: float) -> float:
        """Return the distance in km from ``(lat, lon)``, degrees, to the line; 1,000 where none is known."""
        known = self._known.get((lat, lon))
        if known is None:
            x, y = lon * _KM_EAST, lat * _KM_NORTH
            squares = ((x - px) * (x - px) + (y - py) * (y - py) for px, py in self._samples)
            known = self._known[lat, lon] = sqrt(min(squares, default=NOWHERE_KM**2))
        return known


def _sampled(line: ContactLine) -> Iterator[tuple[float, float]]:
    """Yield points on ``line`` in km east and north."""
    flat = [(lon * _KM_EAST, lat * _KM_NORTH) for lat, lon in line.points]
    for (ax, ay), (bx, by) in pairwise(flat):
        steps = max(1, ceil(hypot(bx - ax, by - ay) / _STEP_KM))
        yield from ((ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps))
    yield flat[-1]


@lru_cache(maxsize=1)
def contact_lines() -> tuple[ContactLine, ...]:
    """Return the table that ships with the package."""
    with package_file("places", "hotspots.toml").open("rb") as source:
        return tuple(_File.model_validate(tomllib.load(source)).line)


@lru_cache(maxsize=128)
def _front(lines: tuple[int, ...]) -> Front:
    table = contact_lines()
    return Front(tuple(table[i] for i in lines))


@lru_cache(maxsize=2048)
def front_on(day: date | None) -> Front:
    """Return the line of contact of ``day``; all stretches of the whole war where the day is unknown."""
    return _front(
        tuple(
            i
            for i, line in enumerate(contact_lines())
            if day is None or (line.start <= day and (line.end is None or day <= line.end))
        )
    )

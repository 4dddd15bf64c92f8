"""Where the line of contact was hot, and when: a coarse public memory that helps to tell namesakes apart."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from geomap.resources import package_file


class HotSpot(BaseModel):
    """A place and the days (both included) on which ground fighting or cross-border fire was heaviest near it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    lat: float
    lon: float
    start: date
    end: date | None = None


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    spot: list[HotSpot]


@lru_cache(maxsize=1)
def hot_spots() -> tuple[HotSpot, ...]:
    """Return the table that ships with the package."""
    with package_file("places", "hotspots.toml").open("rb") as source:
        return tuple(_File.model_validate(tomllib.load(source)).spot)


@lru_cache(maxsize=512)
def _on(day: date | None) -> tuple[tuple[float, float], ...]:
    spots = hot_spots()
    return tuple(
        (spot.lat, spot.lon)
        for spot in spots
        if day is None or (spot.start <= day and (spot.end is None or day <= spot.end))
    )


def fronts(day: date | None) -> list[tuple[float, float]]:
    """Return ``(lat, lon)`` of the hot spots of ``day``; of the whole war where the day is unknown."""
    return list(_on(day))

"""Ground gained and lost between two days, in km², per oblast."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import shapely

from geomap.control.front import Front
from geomap.control.plane import square_km, to_plane
from geomap.places.gazetteer import KINDS, Gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

_LEAST_KM2 = 0.05


class Change(NamedTuple):
    """Ground that changed hands in one oblast, km²; ``all`` sums them."""

    oblast: str
    ru_gained: float
    ua_gained: float
    newly_contested: float


def compare(before: Front, after: Front, gazetteer: Gazetteer) -> list[Change]:
    """Return what changed from ``before`` to ``after``: a row for each oblast with a change, and ``all``."""
    won = {
        "ru": shapely.difference(after.areas["RU"], before.areas["RU"]),
        "ua": shapely.union(
            shapely.difference(after.areas["UA"], before.areas["UA"]),
            shapely.difference(before.areas["RU"], _not_free(after)),
        ),
        "contested": shapely.difference(after.areas["contested"], before.areas["contested"]),
    }
    rows = [_row(name, shape, won) for name, shape in _oblasts(gazetteer)]
    told = [row for row in rows if any(km2 >= _LEAST_KM2 for km2 in row[1:])]
    return [*told, Change("all", *(round(square_km(area), 1) for area in won.values()))]


def _not_free(front: Front) -> BaseGeometry:
    made: BaseGeometry = shapely.union(front.areas["RU"], front.areas["contested"])
    return made


def _row(name: str, shape: BaseGeometry, won: dict[str, BaseGeometry]) -> Change:
    return Change(name, *(round(square_km(shapely.intersection(area, shape)), 1) for area in won.values()))


@cache
def _oblasts(gazetteer: Gazetteer) -> Sequence[tuple[str, BaseGeometry]]:
    """Return the oblasts of Ukraine and the regions of Russia near it, by name, in metres."""
    kind = KINDS.index("oblast")
    found = []
    for i in range(len(gazetteer)):
        country = gazetteer.country[i]
        near = 44 < gazetteer.lat[i] < 54 and 20 < gazetteer.lon[i] < 42
        if gazetteer.kind[i] == kind and near and country >= 0 and gazetteer.short(country) in ("UA", "RU"):
            shape = gazetteer.geometry(gazetteer.id_of(i))
            if shape is not None:
                found.append((gazetteer.short(i), to_plane(shape)))
    return sorted(found, key=lambda row: row[0])

"""Names of towns and villages to print on the map, so that a village-level zoom is not empty."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import floor, isnan
from typing import TYPE_CHECKING, Any

from geomap.export.map.columns import ALPHABET, pack_numbers

if TYPE_CHECKING:
    from geomap.places import Gazetteer

KINDS_SHOWN = ("city", "town", "village", "settlement")
TIERS_SHOWN = ("exact", "site", "council")  # a name is printed only where its point is known
RANKS = (
    500_000,
    150_000,
    50_000,
    15_000,
    5_000,
    1_000,
)  # people; rank 0 is the largest, the last is any village
REGION = (42.0, 58.0, 19.0, 52.5)  # south, north, west, east: where the outlines are fine
WORLD_CITY = 2_500_000  # people; smaller places outside the region are printed near events only
EVERYWHERE, EVERYWHERE_IN_UKRAINE = 2, 4  # ranks printed wherever they lie; smaller places near events only
CELL = 0.25  # degrees: about 28 km by 18 km in Ukraine
MOST = 3_000  # names; beyond it the smallest places are left out
_UNITS = 10_000


def around(positions: Iterable[tuple[float, float]], gazetteer: Gazetteer) -> dict[str, Any]:
    """Return names and positions of all towns, and of villages near the ``(lat, lon)`` positions."""
    near = {
        (row + i, column + j)
        for row, column in {_cell(lat, lon) for lat, lon in positions}
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
    }
    rows = [row for row in _candidates(gazetteer) if row[4] or _cell(row[2], row[3]) in near]
    chosen = sorted(rows[:MOST], key=lambda row: (row[0], row[1]))
    named = [(rank, lat, lon, *_names(gazetteer, index)) for rank, index, lat, lon, _ in chosen]
    return {
        "rank": "".join(ALPHABET[row[0]] for row in named),
        "lat": pack_numbers(round(row[1] * _UNITS) for row in named),
        "lon": pack_numbers(round(row[2] * _UNITS) for row in named),
        "en": [row[3] for row in named],
        "uk": [row[4] for row in named],
    }


@lru_cache(maxsize=2)
def _candidates(gazetteer: Gazetteer) -> list[tuple[int, int, float, float, bool]]:
    """Return (rank, index, lat, lon, printed everywhere) of settlements with a known point, largest first."""
    from geomap.places.gazetteer import KINDS, TIERS

    kinds = {KINDS.index(kind) for kind in KINDS_SHOWN}
    tiers = {TIERS.index(tier) for tier in TIERS_SHOWN}
    ukraine = gazetteer.index_of("UA")
    rows = []
    for index in range(len(gazetteer.kind)):
        if gazetteer.kind[index] not in kinds or gazetteer.tier[index] not in tiers:
            continue
        lat, lon, people = gazetteer.lat[index], gazetteer.lon[index], gazetteer.population[index]
        if isnan(lat):
            continue
        rank = _rank(people)
        least = EVERYWHERE_IN_UKRAINE if gazetteer.country[index] == ukraine else EVERYWHERE
        everywhere = rank <= least if _in_region(lat, lon) else people >= WORLD_CITY
        rows.append((rank, index, lat, lon, everywhere))
    rows.sort(key=lambda row: (row[0], -gazetteer.population[row[1]], row[1]))
    return rows


def _in_region(lat: float, lon: float) -> bool:
    south, north, west, east = REGION
    return south <= lat <= north and west <= lon <= east


def _names(gazetteer: Gazetteer, index: int) -> tuple[str, str | int]:
    """Return the English and the Ukrainian name; 0 where they are the same or none is known."""
    local = gazetteer.place(index).names.get("uk")
    name = gazetteer.name(index)
    return name, local[0] if local and local[0] != name else 0


def _rank(population: int) -> int:
    return next((rank for rank, least in enumerate(RANKS) if population >= least), len(RANKS))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return floor(lat / CELL), floor(lon / CELL)

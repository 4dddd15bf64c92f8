"""Capitals whose name often stands for a government: "Moscow said"."""

from __future__ import annotations

from functools import lru_cache

from geomap.places.gazetteer import Gazetteer
from geomap.text import name_key

# Capitals and seats that news writers use for a government; a fact of usage, not a list of all capitals.
CAPITALS = """
    Kyiv Moscow Washington London Berlin Paris Brussels Beijing Ankara Warsaw Minsk Tehran Pyongyang
    Budapest Prague
""".split()


@lru_cache(maxsize=4)
def capitals(gazetteer: Gazetteer) -> frozenset[int]:
    """Return the gazetteer indices of ``CAPITALS``: of each name the most populous place and its own area."""
    found: set[int] = set()
    for name in (*CAPITALS, "New Delhi"):
        hits = {hit.place for hit in gazetteer.lookup(name_key(name))}
        if hits:
            city = max(hits, key=lambda place: (gazetteer.population[place], -place))
            area = gazetteer.admin1[city]
            found.update({city, area} if area >= 0 and gazetteer.short(area) == name else {city})
    return frozenset(found)

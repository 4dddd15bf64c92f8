"""What is told inside each area: found by the area, so that no text costs each toll times each act."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict

from geomap.events.acts import Act
from geomap.events.scene.scene import View
from geomap.events.where.spots import areas_of, place_of
from geomap.ontology import family_of

Toll = tuple[int | None, int | None]
"""Numbers of killed and injured."""


class Inside:
    """Fire and harm told of places, by the areas around these."""

    def __init__(self, acts: list[Act], view: View) -> None:
        self._view = view
        self._tolls: dict[int, Counter[Toll]] = defaultdict(Counter)
        self._places: dict[int, dict[int, set[int]]] = defaultdict(dict)
        self._fire: set[tuple[int, int]] = set()
        for act in acts:
            place = place_of(act, view)
            if place < 0 or family_of(act.type) not in ("fires", "rear"):
                continue
            if family_of(act.type) == "fires":
                self._fire.add((place, act.sentence))
            for area in self._around(place):
                self._tolls[area][act.killed, act.injured] += 1
                self._places[area].setdefault(act.sentence, set()).add(place)
        self._sentences = {area: sorted(told) for area, told in self._places.items()}

    def _around(self, place: int) -> set[int]:
        return areas_of(place, self._view) - {place}

    def has_toll(self, area: int, toll: Toll) -> bool:
        """Tell whether a place in ``area`` has just this toll."""
        return self._tolls[area][toll] > 0

    def forget_toll(self, act: Act) -> None:
        """Take out the toll of an act that is about to lose it."""
        if family_of(act.type) in ("fires", "rear"):
            for area in self._around(place_of(act, self._view)):
                self._tolls[area][act.killed, act.injured] -= 1

    def next_places(self, area: int, sentence: int) -> int:
        """Return how many places in ``area`` the first sentence from ``sentence`` on names that names any."""
        told = self._sentences.get(area, [])
        at = bisect_left(told, sentence)
        return len(self._places[area][told[at]]) if at < len(told) else 0

    def is_under_fire(self, place: int, sentence: int) -> bool:
        """Tell whether the sentence tells fire on ``place``."""
        return (place, sentence) in self._fire

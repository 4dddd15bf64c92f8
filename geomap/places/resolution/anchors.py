"""The points of the places already decided in an article: how far the nearest lies from a candidate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import isnan

from geomap.geo import KM_NORTH, kilometres

_SEVERAL = -1


class Anchors:
    """Points by the sentence that names them, and all of them once from south to north."""

    __slots__ = ("_by_sentence", "_points")

    def __init__(self, told: Iterable[tuple[int, float, float]] = ()) -> None:
        """Take sentence, latitude and longitude of each anchor."""
        self._by_sentence: dict[int, list[tuple[float, float]]] = {}
        only: dict[tuple[float, float], int] = {}
        for sentence, lat, lon in told:
            self._by_sentence.setdefault(sentence, []).append((lat, lon))
            if only.setdefault((lat, lon), sentence) != sentence:
                only[lat, lon] = _SEVERAL
        self._points = sorted((lat, lon, sentence) for (lat, lon), sentence in only.items())

    def __bool__(self) -> bool:
        return bool(self._points)

    def within(self, sentence: int, lat: float, lon: float) -> float | None:
        """Return the distance in km to the nearest anchor that ``sentence`` names; None for none."""
        near = self._by_sentence.get(sentence)
        if near is None or isnan(lat):
            return None
        return min(kilometres(lat, lon, *point) for point in near)

    def outside(self, sentence: int, lat: float, lon: float) -> float | None:
        """Return the distance in km to the nearest anchor that another sentence names; None for none."""
        if isnan(lat):  # an area has no point
            return None
        points = self._points
        start = bisect_left(points, (lat,))
        best = self._nearest(range(start, len(points)), sentence, lat, lon, None)
        return self._nearest(range(start - 1, -1, -1), sentence, lat, lon, best)

    def _nearest(
        self, order: range, sentence: int, lat: float, lon: float, best: float | None
    ) -> float | None:
        """Go away from ``lat`` until the difference in latitude alone is farther than ``best``."""
        for number in order:
            other_lat, other_lon, only = self._points[number]
            if best is not None and KM_NORTH * abs(lat - other_lat) > best:
                break
            if only != sentence:
                km = kilometres(lat, lon, other_lat, other_lon)
                best = km if best is None else min(best, km)
        return best


NO_ANCHORS = Anchors()

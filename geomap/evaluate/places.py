"""Scores of located texts: how far the first placed report lies from where people put it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from geomap.evaluate.gold import Gold
from geomap.evaluate.matching import Coded, point_of
from geomap.geo import distance_km

RADII_KM = (1, 5, 10, 25, 161)
_PRECISION_KM = 25


class PlaceScore(NamedTuple):
    """Distances in km of the placed rows, sorted, and the number of all rows."""

    n: int
    apart_km: tuple[float, ...]

    def accuracy(self, radius_km: float) -> float | None:
        """Return the share of all rows placed within ``radius_km``; an unplaced row is a miss."""
        return sum(d <= radius_km for d in self.apart_km) / self.n if self.n else None

    def row(self) -> dict[str, float | int | None]:
        """Return the figures under the names the outputs use."""
        placed = len(self.apart_km)
        near = sum(d <= _PRECISION_KM for d in self.apart_km)
        return {
            "n": self.n,
            "placed": placed / self.n if self.n else None,
            **{f"acc@{r}km": self.accuracy(r) for r in RADII_KM},
            f"precision@{_PRECISION_KM}km": near / placed if placed else None,
            "median_km": self.apart_km[placed // 2] if placed else None,
        }


def score_places(golds: Iterable[Gold], reports: Iterable[Coded]) -> dict[str, PlaceScore]:
    """Return scores by source of the text, and over "all"; a text's first report with a point counts."""
    first: dict[str, Coded] = {}
    for report in sorted(reports, key=lambda r: (r["article_id"], r.get("start") or 0)):
        if point_of(report):
            first.setdefault(report["article_id"], report)
    rows: dict[str, int] = defaultdict(int)
    apart: dict[str, list[float]] = defaultdict(list)
    for gold in golds:
        placed = first.get(gold.article.id)
        told = point_of(placed) if placed else None
        for group in ("all", gold.group):
            rows[group] += 1
            if told and gold.point:
                apart[group].append(distance_km(gold.point, told))
    return {group: PlaceScore(rows[group], tuple(sorted(apart[group]))) for group in sorted(rows)}

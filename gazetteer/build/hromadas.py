"""Which council belongs to which hromada, so that hromadas and raions get outlines.

Exact points vote for the council they lie in; councils without a vote follow the name of a settlement near
by, else their neighbours.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import shapely
from councils import SQUEEZE, Council, Councils, flat, likeness
from fixes import Centres, Fix
from geo import KM_PER_DEG, Point, fast_km
from shapely.geometry.base import BaseGeometry

from geomap.places.names.romanise import romanise_uk

NAME_REACH_KM = 25.0
GAP_DEG = 0.004  # councils of one layer do not always touch: 450 m


class Hromadas:
    """Outlines of hromadas on the flat map, and the distance of points to them."""

    def __init__(self, councils: Councils) -> None:
        self.members: dict[str, list[Council]] = defaultdict(list)
        for council in councils.items:
            if council.hromada:
                self.members[council.hromada].append(council)
        self.shapes: dict[str, BaseGeometry] = {
            code: shapely.union_all([council.shape for council in members])
            for code, members in sorted(self.members.items())
        }

    def km_to(self, code: str, point: Point) -> float | None:
        """Return kilometres from ``point`` to the hromada's outline: 0 inside; None without an outline."""
        shape = self.shapes.get(code)
        return None if shape is None else shape.distance(flat(point)) * KM_PER_DEG

    def middle(self, code: str) -> Point | None:
        """Return a point in the middle of the outline as ``(lat, lon)``; None without an outline."""
        shape = self.shapes.get(code)
        if shape is None:
            return None
        point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
        return round(point.y, 5), round(point.x / SQUEEZE, 5)

    def reach_m(self, code: str, point: Point) -> float:
        """Return metres from ``point`` to the farthest edge of the outline; 0 without an outline."""
        shape = self.shapes.get(code)
        return 0.0 if shape is None else shape.hausdorff_distance(flat(point)) * KM_PER_DEG * 1000


def assign_councils(councils: Councils, fixes: list[Fix]) -> Hromadas:
    """Set ``hromada`` of every council and return the outlines."""
    for council in councils.items:
        council.hromada, council.votes = "", 0
    _by_votes(councils, fixes)
    _drop_islands(councils)
    _by_name(councils, fixes)
    _by_neighbours(councils)
    return Hromadas(councils)


def _by_votes(councils: Councils, fixes: list[Fix]) -> None:
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    at = {id(council): n for n, council in enumerate(councils.items)}
    for fix in fixes:
        if fix.point is None or fix.tier != "exact" or fix.suspect:
            continue
        council = councils.at(fix.point)
        if council is not None:
            own = likeness(council.name, romanise_uk(fix.unit.name)) == 1.0
            votes[at[id(council)]][fix.hromada] += 3 if own else 2 if fix.fixed else 1
    for n, counter in votes.items():
        council = councils.items[n]
        council.hromada, council.votes = max(sorted(counter.items()), key=lambda pair: pair[1])


def _drop_islands(councils: Councils) -> None:
    """Take back single votes that would give a hromada a part far from the rest of it."""
    members = defaultdict(list)
    for council in councils.items:
        if council.hromada:
            members[council.hromada].append(council)
    for group in members.values():
        parts = _parts(group)
        main = max(parts, key=lambda part: sum(council.votes for council in part))
        hull = shapely.union_all([council.shape for council in main])
        for part in parts:
            alone = part is not main and sum(council.votes for council in part) <= 3
            if alone and min(c.shape.distance(hull) for c in part) * KM_PER_DEG > 6:
                for council in part:
                    council.hromada, council.votes = "", 0


def _parts(group: list[Council]) -> list[list[Council]]:
    """Group councils that lie within ``GAP_DEG`` of each other, directly or through others."""
    left, parts = list(group), []
    while left:
        part = [left.pop(0)]
        for council in part:
            near = [other for other in left if other.shape.dwithin(council.shape, GAP_DEG)]
            part += near
            left = [other for other in left if other not in near]
        parts.append(part)
    return parts


def _by_name(councils: Councils, fixes: list[Fix]) -> None:
    centres = Centres(fixes).middle
    by_start: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for fix in fixes:
        name = romanise_uk(fix.unit.name)
        by_start[name[:3].lower()].append((name, fix.hromada))
    for council in councils.items:
        if council.hromada:
            continue
        ranked = []
        for name, hromada in by_start[council.name[:3].lower()]:
            score = likeness(council.name, name)
            if score >= 0.75 and hromada in centres:
                distance = fast_km(centres[hromada], council.middle)
                if distance <= NAME_REACH_KM:
                    ranked.append((-score, distance, hromada))
        if ranked:
            council.hromada = min(ranked)[2]


def _by_neighbours(councils: Councils) -> None:
    for _ in range(2):
        pending = {}
        for n, council in enumerate(councils.items):
            if council.hromada:
                continue
            around = Counter(other.hromada for other in councils.touching(council) if other.hromada)
            if around:
                pending[n] = max(sorted(around.items()), key=lambda pair: pair[1])[0]
        for n, hromada in pending.items():
            councils.items[n].hromada = hromada

"""Give each settlement of the codifier a coordinate and say how precisely it is known.

Unique names are joined first; their points say where each hromada lies, and that decides among homonyms.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from evidence import Cluster, Key
from geo import Point, fast_km, middle
from katottg import SETTLEMENTS, Unit

from geomap.text.normalise import name_key

FAR_FROM_HROMADA_KM = 45.0
FAR_FROM_RAION_KM = 90.0
HOMONYM_KM = 30.0


@dataclass(slots=True)
class Fix:
    """Where a settlement lies, how it is known, and what makes that doubtful."""

    unit: Unit
    point: Point | None = None
    tier: str = ""
    source: str = ""
    cluster: Cluster | None = None
    suspect: str = ""
    radius_m: float = 0.0
    names: list[str] = field(default_factory=list)

    @property
    def hromada(self) -> str:
        """Return the code of the hromada above the settlement."""
        return self.unit.path[2] if len(self.unit.path) > 2 else self.unit.code

    @property
    def raion(self) -> str:
        """Return the code of the raion above the settlement."""
        return self.unit.path[1] if len(self.unit.path) > 1 else self.unit.code

    def take(self, cluster: Cluster, *, suspect: str = "") -> None:
        """Accept the cluster's best point as exact."""
        self.point, self.tier, self.cluster = cluster[0].point, "exact", cluster
        self.source = "+".join(sorted({sighting.source for sighting in cluster}))
        self.suspect = suspect

    def drop(self) -> None:
        """Forget the point."""
        self.point, self.tier, self.source, self.cluster = None, "", "", None


def settlements(units: list[Unit]) -> list[Fix]:
    """Return an empty fix for each settlement, in the order of the codes."""
    return [Fix(unit) for unit in sorted(units) if unit.category in SETTLEMENTS]


def join_exact(fixes: list[Fix], evidence: dict[Key, list[Cluster]]) -> None:
    """Set the exact points: unique names, then the check against the neighbours, then homonyms."""
    by_key: dict[Key, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_key[fix.unit.oblast, name_key(fix.unit.name)].append(fix)
    for key, group in by_key.items():
        if len(group) == 1 and len(evidence.get(key, ())) == 1:
            group[0].take(evidence[key][0])
    _drop_strays(fixes)
    centres = Centres(fixes)
    for key, group in by_key.items():
        if key in evidence:
            _assign([fix for fix in group if fix.point is None], evidence[key], group, centres)


class Centres:
    """The median points of hromadas and raions, from the exact points of their settlements."""

    def __init__(self, fixes: list[Fix]) -> None:
        self.points: dict[str, list[Point]] = defaultdict(list)
        for fix in fixes:
            if fix.point is not None and fix.tier in ("exact", "curated"):
                self.points[fix.hromada].append(fix.point)
                self.points[fix.raion].append(fix.point)
        self.middle = {code: middle(points) for code, points in self.points.items()}

    def distance(self, fix: Fix, point: Point) -> float:
        """Return kilometres from ``point`` to the middle of the settlement's hromada, else raion, else far."""
        centre = self.middle.get(fix.hromada) or self.middle.get(fix.raion)
        return fast_km(centre, point) if centre else 999.0


def _drop_strays(fixes: list[Fix]) -> None:
    centres = Centres(fixes)
    for fix in fixes:
        if fix.point is None:
            continue
        alone = len(centres.points[fix.hromada]) < 3
        code, limit = (fix.raion, FAR_FROM_RAION_KM) if alone else (fix.hromada, FAR_FROM_HROMADA_KM)
        if fast_km(centres.middle[code], fix.point) > limit:
            fix.drop()


def _assign(open_fixes: list[Fix], found: list[Cluster], group: list[Fix], centres: Centres) -> None:
    """Match homonyms and clusters one to one, nearest hromada first."""
    taken = {id(fix.cluster) for fix in group if fix.cluster is not None}
    pairs = [
        (centres.distance(fix, cluster[0].point), at, n)
        for at, fix in enumerate(open_fixes)
        for n, cluster in enumerate(found)
        if id(cluster) not in taken
    ]
    used_fixes: set[int] = set()
    used_clusters: set[int] = set()
    for distance, at, n in sorted(pairs):
        if distance > HOMONYM_KM or at in used_fixes or n in used_clusters:
            continue
        open_fixes[at].take(found[n])
        used_fixes.add(at)
        used_clusters.add(n)


def fall_back(fixes: list[Fix]) -> None:
    """Give what is left its hromada's middle point, else its raion's, with the spread as radius."""
    centres = Centres(fixes)
    for fix in fixes:
        if fix.point is not None:
            continue
        for tier, code in (("hromada", fix.hromada), ("raion", fix.raion)):
            if code in centres.middle:
                fix.point, fix.tier, fix.source = centres.middle[code], tier, f"middle of the {tier}"
                fix.radius_m = spread_m(
                    centres.points[code], floor=8_000.0 if tier == "hromada" else 25_000.0
                )
                break


def spread_m(points: list[Point], *, floor: float) -> float:
    """Return the radius in metres around the middle point that holds all ``points``, at least ``floor``."""
    if not points:
        return floor
    centre = middle(points)
    return max(floor, *(fast_km(centre, point) * 1000 for point in points))

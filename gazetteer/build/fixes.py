"""What is known of where a settlement lies, while the sources are joined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from evidence import Cluster
from geo import Point, fast_km, middle
from geonames import City
from katottg import SETTLEMENTS, Unit

from geomap.places.names.romanise import romanise_uk
from geomap.text.normalise import name_key

SAME_KM = 5.0


@dataclass(slots=True)
class Fix:
    """Where a settlement lies, how that is known, and what makes it doubtful."""

    unit: Unit
    point: Point | None = None
    tier: str = ""
    source: str = ""
    cluster: Cluster | None = None
    suspect: str = ""
    radius_m: float = 0.0
    fixed: bool = False
    """Whether the point is curated: then no rule takes it back."""

    @property
    def hromada(self) -> str:
        """Return the code of the hromada above the settlement."""
        return self.unit.path[2] if len(self.unit.path) > 2 else self.unit.code

    @property
    def raion(self) -> str:
        """Return the code of the raion above the settlement."""
        return self.unit.path[1] if len(self.unit.path) > 1 else self.unit.code

    @property
    def city(self) -> City | None:
        """Return the GeoNames place the point comes from."""
        return self.cluster[0].city if self.cluster else None

    @property
    def bears_city_name(self) -> bool:
        """Say whether the GeoNames place has the settlement's present name as its main one."""
        return self.city is not None and name_key(self.city.name) == name_key(romanise_uk(self.unit.name))

    def take(self, cluster: Cluster) -> None:
        """Accept the cluster's best point as exact."""
        self.point, self.tier, self.cluster = cluster[0].point, "exact", cluster
        self.source = "+".join(sorted({sighting.source for sighting in cluster}))

    def guess(self, point: Point, *, tier: str, radius_m: float, source: str) -> None:
        """Accept a coarse point."""
        self.point, self.tier, self.radius_m, self.source = point, tier, radius_m, source

    def fix(self, point: Point, source: str) -> None:
        """Accept a curated point."""
        self.point, self.tier, self.source, self.fixed = point, "exact", source, True

    def adopt(self, clusters: list[Cluster]) -> None:
        """Take names and population, but not the point, from the first of ``clusters`` that is close."""
        if self.point is not None:
            own = self.point
            self.cluster = next((c for c in clusters if fast_km(c[0].point, own) <= SAME_KM), None)

    def drop(self) -> None:
        """Forget the point, unless it is curated: then only the names of its cluster."""
        if self.fixed:
            self.cluster = None
            return
        self.point, self.tier, self.source, self.cluster, self.suspect = None, "", "", None, ""


def settlements(units: list[Unit]) -> list[Fix]:
    """Return an empty fix for each settlement, in the order of the codes."""
    return [Fix(unit) for unit in sorted(units) if unit.category in SETTLEMENTS]


class Centres:
    """The exact points of hromadas and raions, and their middles."""

    def __init__(self, fixes: list[Fix]) -> None:
        self.points: dict[str, list[Point]] = defaultdict(list)
        for fix in fixes:
            if fix.point is not None and fix.tier == "exact":
                self.points[fix.hromada].append(fix.point)
                self.points[fix.raion].append(fix.point)
        self.middle = {code: middle(points) for code, points in self.points.items()}

    def distance(self, fix: Fix, point: Point) -> float:
        """Return kilometres from ``point`` to the middle of the hromada, else of the raion, else 999."""
        centre = self.middle.get(fix.hromada) or self.middle.get(fix.raion)
        return fast_km(centre, point) if centre else 999.0


def spread_m(points: list[Point], *, floor: float) -> float:
    """Return the radius in metres around the middle that holds all ``points``, at least ``floor``."""
    if not points:
        return floor
    centre = middle(points)
    return max(floor, *(fast_km(centre, point) * 1000 for point in points))

"""Give each settlement of the codifier the exact point that the sources allow, and mark the doubtful ones.

Unique names are joined first. Their points give each hromada its councils and so its outline; outlines then
decide among homonyms and cast out points that were matched to a namesake elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from councils import Councils
from evidence import Cluster, Key
from fixes import Centres, Fix
from geo import Point, fast_km
from hromadas import Hromadas, assign_councils

from geomap.text.normalise import name_key

FAR_FROM_HROMADA_KM = 45.0
FAR_FROM_RAION_KM = 90.0
HOMONYM_KM = 30.0  # from the middle, where a hromada has no outline
OUTSIDE_KM = 3.0  # the outlines are good to this; between this and STRAY_KM a point is suspect
STRAY_KM = 8.0
DISAGREE_KM = 5.0
TOWN_POPULATION = 2_000
Evidence = dict[Key, list[Cluster]]
Curated = dict[str, tuple[Point, str]]
"""Point and source by KATOTTG code."""


def join_exact(fixes: list[Fix], evidence: Evidence, councils: Councils, curated: Curated) -> Hromadas:
    """Set the exact points and return the outlines of the hromadas; ``curated`` points stand above all."""
    by_key: dict[Key, list[Fix]] = defaultdict(list)
    for fix in fixes:
        key = fix.unit.oblast, name_key(fix.unit.name)
        by_key[key].append(fix)
        if fix.unit.code in curated:
            fix.fix(*curated[fix.unit.code])
    for key, group in by_key.items():
        _join_town(group, evidence.get(key, []))
        _adopt(group, evidence.get(key, []))
        if len(group) == 1 and len(evidence.get(key, ())) == 1 and group[0].point is None:
            group[0].take(evidence[key][0])
    _drop_far(fixes)
    _Matcher(by_key, evidence, fixes, assign_councils(councils, fixes)).run()
    _one_place_a_city(fixes)
    outlines = assign_councils(councils, fixes)
    _drop_outside(fixes, outlines)
    outlines = assign_councils(councils, fixes)
    _Matcher(by_key, evidence, fixes, outlines).run()
    _one_place_a_city(fixes)
    _mark(by_key, evidence, outlines)
    return outlines


def _join_town(group: list[Fix], found: list[Cluster]) -> None:
    """Give the city of a name the largest place of that name, so that no village takes it."""
    towns = [fix for fix in group if fix.unit.category in "KM"]
    known = [
        (c[0].city.population, c) for c in found if c[0].city and c[0].city.population >= TOWN_POPULATION
    ]
    if len(towns) != 1 or not known:
        return
    largest = max(known, key=lambda pair: pair[0])[1]
    if towns[0].fixed:
        towns[0].adopt([largest])
    else:
        towns[0].take(largest)


def _adopt(group: list[Fix], found: list[Cluster]) -> None:
    """Let curated places take names and population from a cluster close by that no town has."""
    for fix in group:
        taken = {id(other.cluster) for other in group if other.cluster is not None}
        if fix.fixed and fix.cluster is None:
            fix.adopt([cluster for cluster in found if id(cluster) not in taken])


def _drop_far(fixes: list[Fix]) -> None:
    """Drop points far from the middle of their hromada, or of their raion where points are few."""
    centres = Centres(fixes)
    for fix in fixes:
        if fix.point is None:
            continue
        few = len(centres.points[fix.hromada]) < 3
        code, limit = (fix.raion, FAR_FROM_RAION_KM) if few else (fix.hromada, FAR_FROM_HROMADA_KM)
        if fast_km(centres.middle[code], fix.point) > limit:
            fix.drop()


def _drop_outside(fixes: list[Fix], outlines: Hromadas) -> None:
    for fix in fixes:
        if fix.point is not None and (outlines.km_to(fix.hromada, fix.point) or 0.0) > STRAY_KM:
            fix.drop()


@dataclass(slots=True)
class _Matcher:
    """Matches settlements and clusters of one name one to one, nearest hromada first."""

    by_key: dict[Key, list[Fix]]
    evidence: Evidence
    fixes: list[Fix]
    outlines: Hromadas

    def run(self) -> None:
        """Match every name that has a settlement without a point and a cluster to spare."""
        centres = Centres(self.fixes)
        for key, group in self.by_key.items():
            taken = {id(fix.cluster) for fix in group if fix.cluster is not None}
            spare = [cluster for cluster in self.evidence.get(key, ()) if id(cluster) not in taken]
            self._match([fix for fix in group if fix.point is None], spare, centres)

    def _match(self, group: list[Fix], spare: list[Cluster], centres: Centres) -> None:
        pairs = [
            (cost, at, n)
            for at, fix in enumerate(group)
            for n, cluster in enumerate(spare)
            if (cost := self._cost(fix, cluster, centres, alone=len(group) == len(spare) == 1)) is not None
        ]
        used_fixes: set[int] = set()
        used_clusters: set[int] = set()
        for _, at, n in sorted(pairs):
            if at not in used_fixes and n not in used_clusters:
                group[at].take(spare[n])
                used_fixes.add(at)
                used_clusters.add(n)

    def _cost(self, fix: Fix, cluster: Cluster, centres: Centres, *, alone: bool) -> tuple[int, float] | None:
        """Return how trusted the source is and kilometres to the middle; None where too far away."""
        point = cluster[0].point
        outside, middle_km = self.outlines.km_to(fix.hromada, point), centres.distance(fix, point)
        if outside is None:
            # With no point in the hromada the raion's middle is all there is: too little to choose by.
            too_far = middle_km > HOMONYM_KM or not (alone or fix.hromada in centres.middle)
        else:
            too_far = outside > OUTSIDE_KM
        return None if too_far else (cluster[0].rank, middle_km)


def _one_place_a_city(fixes: list[Fix]) -> None:
    """Let a GeoNames place stand for one settlement: the one it is named after, not one by an old name."""
    users: dict[int, list[Fix]] = defaultdict(list)
    for fix in fixes:
        if fix.city is not None:
            users[fix.city.geonameid].append(fix)
    for group in users.values():
        best = max(group, key=lambda fix: (fix.bears_city_name, fix.unit.code))
        for fix in group:
            if fix is not best:
                fix.drop()


def _mark(by_key: dict[Key, list[Fix]], evidence: Evidence, outlines: Hromadas) -> None:
    """Say what makes an exact point doubtful."""
    for key, group in by_key.items():
        for fix in group:
            if fix.point is None or fix.fixed:
                continue
            outside = outlines.km_to(fix.hromada, fix.point) or 0.0
            if outside > OUTSIDE_KM:
                fix.suspect = f"{outside:.0f} km outside its hromada"
            elif len(group) == 1 and _disagree(evidence[key], fix.point):
                fix.suspect = "sources disagree"


def _disagree(found: list[Cluster], point: Point) -> bool:
    """Say whether another source puts a name that is unique in the oblast elsewhere."""
    return any(fast_km(cluster[0].point, point) > DISAGREE_KM for cluster in found)

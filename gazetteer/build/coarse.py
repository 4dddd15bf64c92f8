"""Coarse points for settlements that no source locates: by council, by post office, by hromada, by raion.

Measured on settlements whose exact point is known: a council's middle is 1.4 km off at the median (3.6 km at
the 90th percentile), the other villages of a post office 2.8 km (6.5 km), a hromada's middle 8 km (18 km).
"""

from __future__ import annotations

from collections import defaultdict

from admin1 import OBLASTS
from councils import Council, likeness
from evidence import Key
from fixes import Centres, Fix, spread_m
from geo import Point, middle
from hromadas import Hromadas
from postal import Postal

from geomap.places.names.romanise import romanise_uk
from geomap.text.normalise import name_key

ALIKE = 0.75
POST_OFFICE_RADIUS_M = 6_500.0


def join_coarse(fixes: list[Fix], rows: list[Postal], outlines: Hromadas) -> None:
    """Give every settlement without a point the finest coarse one."""
    postal = _by_name(rows)
    _by_named_council(fixes, postal, outlines)
    _by_own_council(fixes, outlines)
    _by_shared_point(fixes, postal, outlines)
    _by_post_office(fixes, postal)
    _by_area(fixes, outlines)


def _by_name(rows: list[Postal]) -> dict[Key, list[Postal]]:
    oblasts = {state: oblast for oblast, (_, _, state, _) in OBLASTS.items() if state}
    found: dict[Key, list[Postal]] = defaultdict(list)
    for row in rows:
        if row.state in oblasts:
            found[oblasts[row.state], name_key(row.name)].append(row)
    return found


def _key(fix: Fix) -> Key:
    return fix.unit.oblast, name_key(fix.unit.name)


def _take(fix: Fix, council: Council, source: str) -> None:
    fix.guess(council.middle, tier="council", radius_m=council.radius_m, source=source)


def _by_named_council(fixes: list[Fix], postal: dict[Key, list[Postal]], outlines: Hromadas) -> None:
    """Use postal rows that say "Летава (Летавська сільська рада)"."""
    for fix in fixes:
        if fix.point is not None:
            continue
        named = {romanise_uk(row.council) for row in postal.get(_key(fix), ()) if row.council}
        scored = [
            (likeness(council.name, name.removesuffix("ska") + "ka"), council.middle, council)
            for council in outlines.members.get(fix.hromada, ())
            for name in named
            if council.name == name
        ]
        if scored:
            _take(fix, min(scored, key=lambda item: item[:2])[2], "postal+geoboundaries")


def _by_own_council(fixes: list[Fix], outlines: Hromadas) -> None:
    """Use the council named after the settlement, unless a settlement with a point is its seat."""
    by_hromada: dict[str, list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_hromada[fix.hromada].append(fix)
    for code, group in by_hromada.items():
        pairs = [
            (-likeness(council.name, romanise_uk(fix.unit.name)), fix.point is None, at, n)
            for at, fix in enumerate(group)
            for n, council in enumerate(outlines.members.get(code, ()))
        ]
        used: set[int] = set()
        seats: set[int] = set()
        for minus, _, at, n in sorted(pair for pair in pairs if pair[0] <= -ALIKE):
            if at in seats or n in used:
                continue
            seats.add(at)
            used.add(n)
            if group[at].point is None:
                _take(
                    group[at], outlines.members[code][n], "geoboundaries" if minus == -1 else "geoboundaries?"
                )


def _by_shared_point(fixes: list[Fix], postal: dict[Key, list[Postal]], outlines: Hromadas) -> None:
    """Use postal points that several villages share: the post office's, not the village's."""
    for fix in fixes:
        if fix.point is not None:
            continue
        inside = [
            (row.lat, row.lon)
            for row in postal.get(_key(fix), ())
            if row.lat is not None
            and row.lon is not None
            and row.shared
            and outlines.km_to(fix.hromada, (row.lat, row.lon)) == 0
        ]
        if inside:
            fix.guess(inside[0], tier="council", radius_m=POST_OFFICE_RADIUS_M, source="postal")


def _by_post_office(fixes: list[Fix], postal: dict[Key, list[Postal]]) -> None:
    """Use the villages of the same hromada that have the same postal code."""
    served: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for fix in fixes:
        if fix.point is not None:
            for row in postal.get(_key(fix), ()):
                served[fix.hromada, row.code].append(fix.point)
    for fix in fixes:
        groups = [served.get((fix.hromada, row.code), []) for row in postal.get(_key(fix), ())]
        points = max(groups, key=len, default=[])
        if fix.point is None and points:
            radius = spread_m(points, floor=POST_OFFICE_RADIUS_M)
            if radius < 12_000:
                fix.guess(middle(points), tier="council", radius_m=radius, source="postal")


def _by_area(fixes: list[Fix], outlines: Hromadas) -> None:
    """Fall back to the hromada's middle with the radius that holds all of it, else to the raion's."""
    centres = Centres(fixes)
    for fix in fixes:
        if fix.point is not None:
            continue
        for tier, code, floor in (("hromada", fix.hromada, 8_000.0), ("raion", fix.raion, 25_000.0)):
            point = centres.middle.get(code) or outlines.middle(code)
            if point is not None:
                spread = spread_m(centres.points.get(code, []), floor=floor)
                radius = max(spread, outlines.reach_m(code, point)) if tier == "hromada" else spread
                fix.guess(point, tier=tier, radius_m=radius, source=f"middle of the {tier}")
                break

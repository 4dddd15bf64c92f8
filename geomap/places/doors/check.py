"""Check the gazetteer: ids, containers, points inside their areas, names, homonyms, coverage by tier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan

from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.places.gazetteer.table import KINDS, TIERS
from geomap.text.normalise import name_key

SETTLEMENTS = ("city", "town", "village", "settlement")
FRONT = ("Donetsk", "Luhansk", "Kharkiv", "Zaporizhzhia", "Kherson", "Dnipropetrovsk", "Sumy")
EDGE_DEG = 0.08
"""The outlines of oblasts are generalised: a point up to about 8 km outside is still taken as inside."""
_LEVELS = {
    "admin1": ("oblast", "raion"),
    "admin2": ("raion",),
    "admin3": ("hromada",),
    "country": ("country",),
}


@dataclass(slots=True)
class Coverage:
    """How precisely the settlements of one oblast of Ukraine are known, by tier."""

    oblast: str
    tiers: Counter[str] = field(default_factory=Counter)
    suspects: int = 0

    @property
    def total(self) -> int:
        """Return the number of settlements."""
        return sum(self.tiers.values())

    def share(self, tier: str) -> float:
        """Return the share of settlements of ``tier``, 0-1."""
        return self.tiers[tier] / self.total if self.total else 0.0


@dataclass(slots=True)
class CheckReport:
    """What ``check`` found. ``problems`` is empty for a sound gazetteer."""

    version: str
    places: int
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    suspects: list[str] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    homonyms: list[tuple[str, int]] = field(default_factory=list)
    shared: int = 0
    """Settlements of Ukraine that share their English name with another."""


def check(gazetteer: Gazetteer | None = None) -> CheckReport:
    """Check ``gazetteer``, the bundled one by default. Takes a few seconds."""
    gazetteer = gazetteer or load_gazetteer()
    report = CheckReport(gazetteer.version, len(gazetteer))
    report.kinds = Counter(KINDS[kind] for kind in gazetteer.kind)
    report.problems += [*_ids(gazetteer), *_containers(gazetteer), *_points(gazetteer), *_outside(gazetteer)]
    report.problems += _names(gazetteer)
    ours = _settlements_of(gazetteer, "UA")
    report.suspects = [_suspect(gazetteer, place) for place in ours if gazetteer.note(place)]
    report.coverage = _coverage(gazetteer, ours)
    names = Counter(gazetteer.name(place) for place in ours)
    report.homonyms = [(name, count) for name, count in names.most_common() if count > 1]
    report.shared = sum(count for _, count in report.homonyms)
    return report


def _settlements_of(gazetteer: Gazetteer, country: str) -> list[int]:
    """Return the settlements of the country's own codifier: those whose id begins with its code."""
    kinds = {KINDS.index(kind) for kind in SETTLEMENTS}
    everywhere = range(len(gazetteer))
    return [i for i in everywhere if gazetteer.kind[i] in kinds and gazetteer.id_of(i)[:2] == country]


def _label(gazetteer: Gazetteer, place: int) -> str:
    return f"{gazetteer.id_of(place)} {gazetteer.name(place)}"


def _ids(gazetteer: Gazetteer) -> Iterator[str]:
    counts = Counter(gazetteer.id_of(place) for place in range(len(gazetteer)))
    for place_id, count in sorted(counts.items()):
        if count > 1:
            yield f"{place_id}: stands {count} times"
    for place in range(len(gazetteer)):
        if gazetteer.index_of(gazetteer.id_of(place)) != place:
            yield f"{_label(gazetteer, place)}: is not found by its id"


def _containers(gazetteer: Gazetteer) -> Iterator[str]:
    for level, allowed in _LEVELS.items():
        above = getattr(gazetteer, level)
        for place in range(len(gazetteer)):
            container = above[place]
            if container >= 0 and KINDS[gazetteer.kind[container]] not in allowed:
                yield f"{_label(gazetteer, place)}: {level} is {_label(gazetteer, container)}"
    for place in range(len(gazetteer)):
        hromada = gazetteer.admin3[place]
        if hromada >= 0 and gazetteer.admin2[hromada] not in (-1, gazetteer.admin2[place]):
            yield f"{_label(gazetteer, place)}: its hromada lies in another raion"


def _points(gazetteer: Gazetteer) -> Iterator[str]:
    for place in range(len(gazetteer)):
        lat, lon = gazetteer.lat[place], gazetteer.lon[place]
        settled = KINDS[gazetteer.kind[place]] in SETTLEMENTS
        if isnan(lat) or isnan(lon):
            if settled:
                yield f"{_label(gazetteer, place)}: has no coordinate"
        elif not (-90 <= lat <= 90 and -180 <= lon <= 180):
            yield f"{_label(gazetteer, place)}: {lat}, {lon} is not on Earth"
        if not gazetteer.radius_m[place] > 0:
            yield f"{_label(gazetteer, place)}: radius is {gazetteer.radius_m[place]} m"


def _outside(gazetteer: Gazetteer) -> Iterator[str]:
    """Find settlements whose point is not in the oblast or region that is said to contain them."""
    import numpy as np  # heavy, and only the check needs it
    import shapely

    kinds = {KINDS.index(kind) for kind in SETTLEMENTS}
    members: dict[int, list[int]] = {}
    for place in range(len(gazetteer)):
        if gazetteer.kind[place] in kinds and gazetteer.admin1[place] >= 0:
            members.setdefault(gazetteer.admin1[place], []).append(place)
    for area, places in sorted(members.items()):
        outline = gazetteer.geometry(gazetteer.id_of(area))
        if outline is None:
            yield f"{_label(gazetteer, area)}: has no outline"
            continue
        lons = np.array([gazetteer.lon[place] for place in places])
        lats = np.array([gazetteer.lat[place] for place in places])
        inside = shapely.contains_xy(outline.buffer(EDGE_DEG), lons, lats)
        for place, within in zip(places, inside, strict=True):
            if not within and not gazetteer.note(place):
                yield f"{_label(gazetteer, place)}: lies outside {gazetteer.name(area)}"


def _names(gazetteer: Gazetteer) -> Iterator[str]:
    for place in range(len(gazetteer)):
        key = name_key(gazetteer.name(place))
        if all(hit.place != place for hit in gazetteer.lookup(key)):
            yield f"{_label(gazetteer, place)}: is not found by its name"
        first = key.split(" ", 1)[0]
        if first and not gazetteer.is_start(first):
            yield f"{_label(gazetteer, place)}: no name may begin with {first!r}"


def _suspect(gazetteer: Gazetteer, place: int) -> str:
    return f"{_label(gazetteer, place)}: {gazetteer.note(place)}"


def _coverage(gazetteer: Gazetteer, places: list[int]) -> list[Coverage]:
    rows: dict[str, Coverage] = {}
    for place in places:
        oblast = gazetteer.short(gazetteer.admin1[place])
        row = rows.setdefault(oblast, Coverage(oblast))
        row.tiers[TIERS[gazetteer.tier[place]]] += 1
        row.suspects += bool(gazetteer.note(place))
    return sorted(rows.values(), key=lambda row: (row.oblast not in FRONT, row.oblast))


def as_markdown(report: CheckReport) -> str:
    """Return the coverage and homonym tables as Markdown."""
    tiers = ("exact", "council", "hromada", "raion")
    lines = ["| oblast | settlements | " + " | ".join(tiers) + " | suspect |", "|---|---|" + "---|" * 5]
    total = Coverage("**Ukraine**")
    for row in report.coverage:
        total.tiers += row.tiers
        total.suspects += row.suspects
    for row in (*report.coverage, total):
        shares = " | ".join(f"{row.share(tier):.1%}" for tier in tiers)
        lines.append(f"| {row.oblast} | {row.total:,} | {shares} | {row.suspects} |")
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(report.kinds.items()))
    most = ", ".join(f"{name} × {count}" for name, count in report.homonyms[:8])
    lines += ["", f"{report.places:,} places: {kinds}.", ""]
    lines.append(f"{report.shared:,} of the settlements share their English name with another: {most}, …")
    return "\n".join(lines) + "\n"

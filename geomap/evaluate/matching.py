"""When a coded report and a gold event are the same: type or family, and places that agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from geomap.geo import LatLon, distance_km
from geomap.ontology import ontology

Coded = Mapping[str, Any]

POINT_KM, LINE_KM, NAMED_KM = 10.0, 25.0, 5.0
_NEARBY = {"near", "linear"}
_SPOTS = {"settlement", "site", "near"}
_FILLER = re.compile(
    r"\b(oblast|region|raion|district|direction|axis|sector|area|hromada|community|province|republic|of|the)\b"
)
_NOT_WORD = re.compile(r"[^\w ]")


class Pair(NamedTuple):
    """Positions of a gold event and of the report matched with it."""

    gold: int
    report: int
    exact: bool
    """The types are equal, not only the families."""


def plain_name(name: str | None) -> str:
    """Return a place name without apostrophes, punctuation and words such as "oblast"."""
    bare = (name or "").lower().translate({ord(c): None for c in "’ʼ'"})
    return " ".join(_NOT_WORD.sub(" ", _FILLER.sub(" ", bare)).split())


def point_of(coded: Coded) -> LatLon | None:
    """Return ``(lat, lon)`` of a gold event or report, None where it has no point."""
    lat, lon = coded.get("lat"), coded.get("lon")
    return None if lat is None or lon is None else (lat, lon)


def places_agree(gold: Coded, report: Coded) -> float | None:
    """Return how many km apart the two places are (0 for equal areas), None where they disagree."""
    a, b = point_of(gold), point_of(report)
    wheres = gold.get("where") or "none", report.get("where") or "none"
    if a and b:
        apart = distance_km(a, b)
        return apart if apart <= (LINE_KM if _NEARBY & set(wheres) else POINT_KM) else None
    if "none" in wheres:
        return 0.0 if wheres[0] == wheres[1] else None
    same_name = plain_name(gold.get("place")) == plain_name(report.get("place")) != ""
    if not a and not b:
        same_admin1 = plain_name(gold.get("admin1")) == plain_name(report.get("admin1")) != ""
        return 0.0 if same_name or (wheres == ("admin1", "admin1") and same_admin1) else None
    pointless_spot = wheres[0 if not a else 1] in _SPOTS
    return NAMED_KM if same_name and (pointless_spot or "linear" in wheres) else None


def pair_up(golds: Sequence[Coded], reports: Sequence[Coded]) -> list[Pair]:
    """Match one to one: equal types before families, nearest first."""
    types = ontology().types
    families = {name: row.family for name, row in types.items()}
    options = []
    for i, gold in enumerate(golds):
        for j, report in enumerate(reports):
            exact = gold["type"] == report["type"]
            if not exact and families.get(gold["type"]) != families.get(report["type"], "?"):
                continue
            apart = places_agree(gold, report)
            if apart is not None:
                options.append((not exact, apart, i, j))
    pairs: list[Pair] = []
    for inexact, _, i, j in sorted(options):
        if all(i != p.gold and j != p.report for p in pairs):
            pairs.append(Pair(i, j, not inexact))
    return pairs

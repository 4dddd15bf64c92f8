"""Names that may be taken for the wrong place: two likely places far apart, or another choice than before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isnan
from typing import NamedTuple

from geomap.geo import distance_km
from geomap.models import Report
from geomap.places.gazetteer import Gazetteer

CLOSE_CALL = 3.0
"""A second place of the same name whose score comes this near the chosen one's is worth a look."""
FAR_KM = 25.0
"""From here on two places are no neighbours: the map would be wrong, not only imprecise."""

Choices = Mapping[str, Sequence[str]]
"""The places that a name was taken for, as ids, by the name in lower case."""


class HomonymRisk(NamedTuple):
    """A name, the place it was taken for, and the one that it may be or was before."""

    name: str
    chosen: str
    rival: str
    km: int
    why: str
    times: int
    sentence: str
    article_id: str
    new: bool
    """False where the run before told it too."""


def choices(reports: Iterable[Report]) -> dict[str, list[str]]:
    """Return for each name told, in lower case, the ids of the places it was taken for."""
    taken: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.place_local and report.place_id:
            taken[report.place_local.lower()].add(report.place_id)
    return {name: sorted(ids) for name, ids in sorted(taken.items())}


def homonym_risks(
    reports: Sequence[Report],
    gazetteer: Gazetteer,
    *,
    before: Choices,
    told: Iterable[HomonymRisk] = (),
) -> list[HomonymRisk]:
    """Return the risks, new ones first, then the most frequent.

    ``before`` are the choices of the run before, ``told`` the risks it told; both empty at first.
    """
    known = {(risk.name, risk.chosen, risk.rival) for risk in told}
    first: dict[tuple[str, str, str], HomonymRisk] = {}
    counts: Counter[tuple[str, str, str]] = Counter()
    for report in reports:
        for risk in _risks(report, gazetteer, before):
            key = (risk.name, risk.chosen, risk.rival)
            counts[key] += 1
            first.setdefault(key, risk._replace(new=key not in known))
    found = [risk._replace(times=counts[key]) for key, risk in first.items()]
    return sorted(found, key=lambda risk: (not risk.new, -risk.times, risk.name, risk.rival))


def _risks(report: Report, gazetteer: Gazetteer, before: Choices) -> Iterator[HomonymRisk]:
    """Yield the risks of one report's name: a close second, or choices of before that were others."""
    name, chosen = report.place_local, report.place_id
    if not name or not chosen:
        return
    best, second = (*report.candidates[:2], None, None)[:2]
    if best and second and best.score - second.score < CLOSE_CALL:
        why = f"scores {best.score:.1f} and {second.score:.1f}"
        yield from _far(report, second.place_id, gazetteer, why)
    was = before.get(name.lower(), ())
    if chosen not in was:
        for other in was:
            yield from _far(report, other, gazetteer, "another place than in the last run")


def _far(report: Report, rival: str, gazetteer: Gazetteer, why: str) -> Iterator[HomonymRisk]:
    here, there = _point(report.place_id or "", gazetteer), _point(rival, gazetteer)
    km = distance_km(here, there) if here and there else 0.0
    if km < FAR_KM:
        return
    yield HomonymRisk(
        name=report.place_local or "",
        chosen=_named(report.place_id or "", gazetteer),
        rival=_named(rival, gazetteer),
        km=round(km),
        why=why,
        times=1,
        sentence=report.quote,
        article_id=report.article_id,
        new=True,
    )


def _point(place_id: str, gazetteer: Gazetteer) -> tuple[float, float] | None:
    index = gazetteer.index_of(place_id)
    if index is None or isnan(gazetteer.lat[index]):
        return None
    return gazetteer.lat[index], gazetteer.lon[index]


def _named(place_id: str, gazetteer: Gazetteer) -> str:
    index = gazetteer.index_of(place_id)
    if index is None:
        return place_id
    place = gazetteer.place(index)
    return ", ".join(part for part in (place.name, place.admin2, place.admin1 or place.country) if part)

"""What a correction changes in one event: place, type, days, status."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import lru_cache
from math import isnan
from typing import Any

from geomap.corrections.model import Correction
from geomap.geo import distance_km
from geomap.models import Event, Reason
from geomap.ontology import ontology
from geomap.places.gazetteer import Gazetteer
from geomap.places.locate import locate
from geomap.places.mentions.mention import Mention

_POINT_RADIUS_M = 500.0  # of a point set by hand, where the person does not say how sure it is
_STILL_THERE_KM = 10.0  # a point set by hand this near its place still bears the place's name


class NotApplicableError(Exception):
    """A correction names something that is not there."""


def changed(event: Event, correction: Correction, gazetteer: Gazetteer) -> Event:
    """Return ``event`` as the correction wants it, marked with who and why.

    What was ``reviewed`` is found coded as its text tells it: nothing changes, a claim stays a claim.

    Raises
    ------
    NotApplicableError
        If the gazetteer knows no such place.
    """
    update: dict[str, Any] = {}
    if correction.do == "move":
        update = _moved(event, correction, gazetteer)
    elif correction.do == "retype" and correction.type:
        kind = ontology().types[correction.type]
        update = {"type": kind.id, "family": kind.family, **kind.crosswalk(event.initiator)._asdict()}
    elif correction.do == "redate" and correction.date_start:
        update = _redated(correction.date_start, correction.date_end or correction.date_start)
    elif correction.do == "confirm":
        update = {"status": "confirmed"}
    return marked(event.model_copy(update=update), correction, before=_before(event, update))


def marked(event: Event, correction: Correction, *, before: str = "") -> Event:
    """Return ``event`` with the person and the reason in ``corrected_by`` and ``reasons``."""
    said = f"{correction.who}: {correction.why}"
    told = event.corrected_by.split("; ") if event.corrected_by else []
    reason = Reason(stage="correction", rule=correction.do, detail=f"{said}; {before}" if before else said)
    names = "; ".join(told if said in told else [*told, said])
    return event.model_copy(update={"corrected_by": names, "reasons": [*event.reasons, reason]})


def _before(event: Event, update: dict[str, Any]) -> str:
    """Tell the values that were replaced, of those a reader knows."""
    shown = ("place", "lat", "lon", "type", "date_start", "date_end", "status")
    old = {
        name: getattr(event, name)
        for name in shown
        if name in update and getattr(event, name) != update[name]
    }
    return "was " + ", ".join(f"{name} {value}" for name, value in old.items()) if old else ""


def _redated(first: date, last: date) -> dict[str, Any]:
    days = (last - first).days + 1
    ucdp = next((code for code, most in ((1, 1), (2, 6), (3, 8), (4, 31)) if days <= most), 5)
    acled = 1 if days == 1 else 2 if days <= 10 else 3
    return {
        "date_start": first,
        "date_end": last,
        "date_basis": "explicit",
        "date_prec": ucdp,
        "time_precision": acled,
    }


def _moved(event: Event, correction: Correction, gazetteer: Gazetteer) -> dict[str, Any]:
    if correction.place_id is not None:
        index = gazetteer.index_of(correction.place_id)
        if index is None:
            raise NotApplicableError(f"the gazetteer has no place {correction.place_id!r}")
        return _at_place(index, event, correction, gazetteer)
    lat, lon = round(correction.lat or 0.0, 6), round(correction.lon or 0.0, 6)
    return {
        "place_id": None,  # the point is the person's, no longer that of a gazetteer row
        "katottg": None,
        "geonameid": None,
        "lat": lat,
        "lon": lon,
        "where": "site",
        "where_prec": 1,
        "geo_precision": 1,
        "radius_m": correction.radius_m or _POINT_RADIUS_M,
        "relation": "at",
        "distance_km": None,
        "not_mapped": None,
        **_around(event, lat, lon, gazetteer),
    }


def _at_place(index: int, event: Event, correction: Correction, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the place fields as the finder would fill them for the bare name."""
    name = gazetteer.name(index)
    mention = Mention(0, 1, 0, 1, 0, surface=name, hits=(index,), relation="at", place=index)
    fields = locate(mention, gazetteer, on=event.date_start)._asdict()
    fields.pop("place_local")  # the words of the article stay
    if correction.radius_m:
        fields["radius_m"] = correction.radius_m
    return {**fields, "not_mapped": None}


def _around(event: Event, lat: float, lon: float, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return what the nearest settlement tells of a point: admin names, and a name where none fits."""
    index = _nearest(lat, lon, gazetteer)
    if index is None:
        return {}
    place = gazetteer.place(index)
    found: dict[str, Any] = {"admin1": place.admin1, "admin2": place.admin2, "country": place.country}
    if event.place is None or _is_far(event, lat, lon):
        found |= {"place": place.name, "relation": "near", "inferred": [*event.inferred, "place"]}
    return found


def _is_far(event: Event, lat: float, lon: float) -> bool:
    if event.lat is None or event.lon is None:
        return False  # within an area that bears the name
    still_there_km = max(_STILL_THERE_KM, (event.radius_m or 0.0) / 1000)
    return distance_km((event.lat, event.lon), (lat, lon)) > still_there_km


def _nearest(lat: float, lon: float, gazetteer: Gazetteer) -> int | None:
    """Return the nearest place with an oblast of its own, within half a degree."""
    shrink = 0.66  # cosine of 49 degrees: a degree of longitude against one of latitude, in Ukraine's middle
    by_lat = _by_latitude(gazetteer)
    first, stop = bisect_left(by_lat, (lat - 0.5,)), bisect_left(by_lat, (lat + 0.5,))
    near = [
        ((north - lat) ** 2 + (shrink * (gazetteer.lon[i] - lon)) ** 2, i)
        for north, i in by_lat[first:stop]
        if abs(gazetteer.lon[i] - lon) < 0.5
    ]
    return min(near)[1] if near else None


@lru_cache(maxsize=2)
def _by_latitude(gazetteer: Gazetteer) -> list[tuple[float, int]]:
    lat = gazetteer.lat
    return sorted(
        (lat[i], i) for i in range(len(gazetteer)) if not isnan(lat[i]) and gazetteer.admin1[i] >= 0
    )

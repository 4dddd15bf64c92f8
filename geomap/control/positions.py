"""Ground told near a settlement, by direction and perhaps distance: "two km north of X", "west of X"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from geomap.control.evidence import RU, UA, is_claim
from geomap.control.rules import weights
from geomap.control.settlements import DRAWN_TIERS
from geomap.models import Event
from geomap.places.gazetteer import TIERS, Gazetteer
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of
from geomap.places.locate import shifted

_SIDES = {"RU": RU, "UA": UA}
_TYPES = frozenset({"capture", "recapture", "advance"})
_WAYS = "north northeast east southeast south southwest west northwest"
_BEARINGS = {f"{way}_of": 45.0 * number for number, way in enumerate(_WAYS.split())}
"""Degrees clockwise from north."""


_KM = 1000.0


class Position(NamedTuple):
    """A spot that a side is told to have taken."""

    lon: float
    lat: float
    toward: int
    day: date
    event_id: str
    noise: float
    """Variance of the balance told there: the vaguer the words, the more."""


def positions(events: Iterable[Event], gazetteer: Gazetteer) -> list[Position]:
    """Return the spots near settlements that a side is told to have taken, by day.

    A party's claim of ground is left out: unlike a village's capture, nobody confirms or denies it later.
    """
    found = (_position(event, gazetteer) for event in events)
    return sorted((p for p in found if p is not None), key=lambda p: (p.day, p.event_id))


def _position(event: Event, gazetteer: Gazetteer) -> Position | None:
    toward, bearing, day = _SIDES.get(event.initiator), _BEARINGS.get(event.relation or ""), event.date_end
    if toward is None or bearing is None or day is None or not _is_taken(event):
        return None
    if event.lat is None or event.lon is None:
        return None
    ground, far_km = weights().ground, event.distance_km
    if far_km is not None:
        near = far_km <= ground.position_max_km
        return Position(event.lon, event.lat, toward, day, event.id, ground.position_noise) if near else None
    outline_km = _outline_km(event, gazetteer)
    if outline_km is None:
        return None
    # the event's point is the settlement's own
    lat, lon = shifted(event.lat, event.lon, bearing, outline_km + ground.beyond_km)
    return Position(lon, lat, toward, day, event.id, ground.beyond_noise)


def _outline_km(event: Event, gazetteer: Gazetteer) -> float | None:
    """Return how far from its point the event's settlement reaches; None where that is not known well."""
    place = gazetteer.index_of(event.place_id or "")
    if place is None or kind_of(gazetteer, place) not in SETTLEMENTS:
        return None
    drawn = TIERS[gazetteer.tier[place]] in DRAWN_TIERS
    return gazetteer.radius_m[place] / _KM if drawn else None


def _is_taken(event: Event) -> bool:
    told = event.type in _TYPES and event.modality in ("occurred", "ongoing") and event.outcome != "failed"
    return told and event.status not in ("disputed", "denied") and not is_claim(event)

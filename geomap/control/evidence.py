"""What an event says about who holds a place, by the rules in ``weights.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from geomap.control.rules import Effect, effects, weights
from geomap.models import Event
from geomap.places.gazetteer import Gazetteer

RU, UA, NOBODY = 1, -1, 0
"""Ends of the balance, and its middle."""

_SIDES = {"RU": RU, "UA": UA}
_TOLD = frozenset({"occurred", "ongoing", "historical"})
_INSIDE = frozenset({"settlement", "site"})


class Evidence(NamedTuple):
    """One event's say on one settlement."""

    place: int
    """Index in the gazetteer."""
    day: date
    effect: Effect
    toward: int
    gain: float
    half_life: float
    is_claim: bool
    """Told only by the side that gains by it."""
    event_id: str


def evidence(events: Iterable[Event], gazetteer: Gazetteer) -> list[Evidence]:
    """Return what ``events`` say of settlements, by place and day; events without either say nothing."""
    found = (_weigh(event, gazetteer) for event in events if _inside(event))
    return sorted((f for f in found if f is not None), key=lambda e: (e.place, e.day, e.event_id))


def _inside(event: Event) -> bool:
    at_place = event.where in _INSIDE and event.relation in (None, "at", "outskirts")
    return at_place and event.place_id is not None and event.date_end is not None


def _weigh(event: Event, gazetteer: Gazetteer) -> Evidence | None:
    effect = effects().get(event.type)
    place = gazetteer.index_of(event.place_id or "")
    if effect is None or place is None or event.date_end is None:
        return None
    kind, toward, gain = effect.effect, _toward(event, effect.toward), effect.gain * _speaker(event)
    if kind == "fights" and event.outcome == "failed":
        kind, toward, gain = "leans", _other(_SIDES.get(event.initiator)), gain / 2
    if event.modality == "negated":
        return _denial(event, place) if kind == "holds" else None
    if toward is None or event.modality not in _TOLD or (kind == "holds" and event.outcome == "failed"):
        return None
    if event.relation == "outskirts" and kind == "holds":
        kind, toward = "fights", NOBODY  # a part of the place: nobody holds all of it
    half_life = effect.half_life or weights().limits.holds_half_life
    return Evidence(place, event.date_end, kind, toward, gain, half_life, is_claim(event), event.id)


def _denial(event: Event, place: int) -> Evidence | None:
    """Return what a denied capture says: the place is with the one from whom it was not taken."""
    toward = _other(_SIDES.get(event.initiator))
    if toward is None or event.date_end is None:
        return None
    gain, limits = weights().speaker["against"], weights().limits
    return Evidence(
        place, event.date_end, "holds", toward, gain, limits.holds_half_life, is_claim(event), event.id
    )


def _toward(event: Event, whose: str) -> int | None:
    if whose == "contested":
        return NOBODY
    actor, target = _SIDES.get(event.initiator), _SIDES.get(event.target)
    if whose == "initiator":
        return NOBODY if actor is None and event.type == "control_statement" else actor
    return target if target not in (None, actor) else _other(actor)


def _other(side: int | None) -> int | None:
    return None if side is None else -side


def _gains(event: Event) -> str:
    """Return the side that the event is good for: the one acting, but for a withdrawal."""
    if event.type != "withdrawal":
        return event.initiator
    return {"UA": "RU", "RU": "UA"}.get(event.initiator, "unknown")


def _speaker(event: Event) -> float:
    """Return the share of a rule's gain that the event's source earns."""
    table = weights().speaker
    told_by_loser = event.claimant_side in ("UA", "RU") and event.claimant_side != _gains(event)
    if event.status == "claimed" and told_by_loser:
        return table["conceded"]
    return table[event.status]


def is_claim(event: Event) -> bool:
    """Tell whether a party tells what it gains by, and nobody else does."""
    return event.status in ("claimed", "disputed", "denied") and _speaker(event) < 1.0

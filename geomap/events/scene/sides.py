"""Names of sides in a sentence: "Russian forces", "the enemy", "its troops" and whom they stand for."""

from __future__ import annotations

from typing import NamedTuple

from geomap.events.lexicon.lexicon import Hit
from geomap.models import Side

OPPONENT: dict[Side, Side] = {"UA": "RU", "RU": "UA", "other": "unknown", "unknown": "unknown"}


ACTING = ("any", "indeclinable", "nominative")
"""Cases in which a name may be a subject."""


SPEAKING_ONLY = ("observer", "outlet")
"""Kinds that tell of the war and take no part in it."""


class Actor(NamedTuple):
    """A name for a side, with the side it stands for in this sentence."""

    first: int
    stop: int
    side: Side
    kind: str
    rule: str
    declared: str
    """The side as the rule has it: "same", "enemy" and the like before they were resolved."""
    case: str = "any"
    """Grammatical case, where the form tells it (``ActorRule.case``)."""


def read_actors(
    hits: list[Hit], perspective: Side, previous: Side = "unknown", *, objects: frozenset[int] = frozenset()
) -> list[Actor]:
    """Return the actors among ``hits``.

    ``perspective`` is the side that speaks, whose enemy "the enemy" is; ``previous`` the side that "its
    forces" means until the sentence names one. ``objects`` holds the first tokens of names behind a
    preposition: "X fights against [Y], its forces" are those of X.
    """
    found: list[Actor] = []
    named = [hit for hit in hits if hit.kind == "actor" and hit.rule.kind != "cause"]
    for hit in named:
        side = _resolve(hit.rule.side, previous, perspective)
        rule = hit.rule
        found.append(Actor(hit.first, hit.stop, side, rule.kind, rule.id, rule.side, rule.case))
        observes = hit.rule.kind in ("observer", "outlet")  # "according to DeepState, they also advanced"
        aside = hit.rule.kind == "adjective" or hit.first in objects
        if side in ("UA", "RU") and not observes and (not aside or previous == "unknown"):
            previous = side
    return found


def _resolve(declared: str, previous: Side, perspective: Side) -> Side:
    if declared == "same":
        return previous
    if declared == "own":
        return perspective
    if declared == "enemy":
        return OPPONENT[perspective]
    if declared == "neutral":
        return "other"
    return declared if declared in ("UA", "RU", "other") else "unknown"  # type: ignore[return-value]


def speaker_side(hits: list[Hit]) -> Side | None:
    """Return the side of the ministry or official that the sentence names, if any."""
    for hit in hits:
        if (
            hit.kind == "actor"
            and hit.rule.kind in ("ministry", "official", "person")
            and hit.rule.side in ("UA", "RU")
        ):
            return hit.rule.side  # type: ignore[no-any-return]
    return None

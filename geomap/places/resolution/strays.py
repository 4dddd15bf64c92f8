"""Names taken for a place far from all others of their sentence, while one that sounds alike lies among them.

Sources spell villages in many ways: a spelling of one is at times the name of another, in another oblast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import isnan
from typing import NamedTuple

from geomap.geo import kilometres
from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of
from geomap.places.gazetteer.skeleton import alike
from geomap.places.mentions.mention import Mention
from geomap.places.resolution.candidates import SPELT

_FAR_KM, _NEAR_KM = 100.0, 40.0  # a stray from the rest of its sentence; what sounds alike from one of these
_ENOUGH, _CLUSTER_KM = 3, 150.0  # places so close to each other outweigh the name of a town


class Stray(NamedTuple):
    """A name that may mean another place than the one it is taken for."""

    mention: Mention
    others: list[Mention]
    """The other places of its sentence."""
    heard: list[NameHit]
    """Places among those that sound alike."""


def strays(mentions: Iterable[Mention], gazetteer: Gazetteer) -> Iterator[Stray]:
    """Yield the strays among decided ``mentions`` in the order of the text."""
    sentences: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.place >= 0 and mention.role == "place" and _is_point(mention.place, gazetteer):
            sentences.setdefault(mention.sentence, []).append(mention)
    for told in sentences.values():
        for mention in told:
            if not _is_far_from_all(mention, told, gazetteer):
                continue
            others = [other for other in told if other.place != mention.place]
            if others and _is_stray(mention, others, gazetteer):
                heard = alike(mention.surface, gazetteer)
                near = [h for h in heard if _nearest(h.place, others, gazetteer) <= _NEAR_KM]
                if near:
                    yield Stray(mention, others, near)


def _is_point(place: int, gazetteer: Gazetteer) -> bool:
    return kind_of(gazetteer, place) in SETTLEMENTS and not isnan(gazetteer.lat[place])


def _is_stray(mention: Mention, others: Sequence[Mention], gazetteer: Gazetteer) -> bool:
    """Say whether the others outweigh a name far from them all: a town's only where they lie together."""
    if mention.within >= 0 or mention.kind not in ("", "settlement"):
        return False
    return gazetteer.population[mention.place] < SPELT or _is_cluster(others, gazetteer)


def _is_far_from_all(mention: Mention, told: Iterable[Mention], gazetteer: Gazetteer) -> bool:
    """Say whether a name lies far from every other place; ends at the first near one, for lists are long."""
    place = mention.place
    return all(o.place == place or _nearest(place, [o], gazetteer) > _FAR_KM for o in told)


def _is_cluster(others: Sequence[Mention], gazetteer: Gazetteer) -> bool:
    """Say whether the others are several places of one stretch of the front."""
    places = {other.place for other in others}
    spread = max(_nearest(place, [other], gazetteer) for place in places for other in others)
    return len(places) >= _ENOUGH and spread <= _CLUSTER_KM


def _nearest(place: int, others: Iterable[Mention], gazetteer: Gazetteer) -> float:
    """Return the distance in km from ``place`` to the nearest of ``others``."""
    lat, lon = gazetteer.lat, gazetteer.lon
    return min(kilometres(lat[place], lon[place], lat[o.place], lon[o.place]) for o in others)

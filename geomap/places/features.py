"""Features that tie a name to a place: pure functions of a candidate and its context.

Each returns a value between -1 and 1, and ``explain`` says what was compared. ``weights.toml`` says how much
each counts, and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import cos, exp, isnan, log10, radians, sqrt

from geomap.places.gazetteer import TIERS, Gazetteer, NameHit
from geomap.places.hotspots import Front
from geomap.places.kinds import AREAS, SETTLEMENTS, kind_of
from geomap.places.mention import Mention

_RANKS = {
    "official": 1.0,
    "local": 1.0,
    "romanised": 0.9,
    "inflected": 0.9,
    "exonym": 0.7,
    "short": 0.5,
    "adjective": 0.4,
    "former": 0.1,
}
_TIERS = {"exact": 1.0, "site": 1.0, "council": 0.6, "hromada": 0.2}
_COUNTRIES = {"UA": 1.0, "RU": 0.45, "BY": 0.3, "MD": 0.2}
_NAMES_AN_AXIS = frozenset({"city", "town", "axis"})  # villages rarely do
_NEAR_KM = 35.0  # places of one story: the value of a neighbour falls to a third at this distance
_FRONT_KM, _RANGE_KM = 12.0, 60.0  # reach of ground fighting and of most fire
_EAST, _NORTH, _FAR = 46.0, 56.5, 0.3  # beyond these degrees Russia is deep rear
_SMALL, _LARGEST = 2.5, 6.5  # log10 of the populations that count for nothing and for all


@dataclass(slots=True)
class Context:
    """What is known around a name."""

    gazetteer: Gazetteer
    front: Front
    areas: dict[int, set[int]] = field(default_factory=dict)
    """Areas the article names: index to the sentences that name it."""
    anchors: list[tuple[int, float, float]] = field(default_factory=list)
    """Sentence, latitude and longitude of the places already decided."""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance in km on a flat local map: right to 1 % within the theatre."""
    dx = (lon - other_lon) * cos(radians((lat + other_lat) / 2))
    dy = lat - other_lat
    return 111.2 * sqrt(dx * dx + dy * dy)


def inside(gazetteer: Gazetteer, place: int, area: int) -> bool:
    """Say whether the table puts ``place`` inside ``area`` (or they are the same)."""
    return area == place or area in (
        gazetteer.admin1[place],
        gazetteer.admin2[place],
        gazetteer.admin3[place],
        gazetteer.country[place],
    )


def within(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 inside the area (or beside the city) that the text names as its holder, -1 outside of it."""
    if not holders:
        return 0.0
    table = context.gazetteer
    if any(inside(table, hit.place, area) for area in holders):
        return 1.0
    cities = [place for place in holders if not isnan(table.lat[place])]
    near = any(_apart(table, hit.place, city) < 25 for city in cities)
    return 1.0 if near else -1.0


def _apart(table: Gazetteer, a: int, b: int) -> float:
    return kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])


def area_named(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 inside an area that the sentence names, less for one named farther off; negative outside of all."""
    if not context.areas:
        return 0.0
    best = -0.5
    for area, sentences in context.areas.items():
        if inside(context.gazetteer, hit.place, area):
            gap = min(abs(sentence - mention.sentence) for sentence in sentences)
            best = max(best, 1.0 if gap == 0 else 0.8 if gap == 1 else 0.5)
    return best


def near_in_sentence(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 beside another place of the sentence, falling with the distance."""
    return _nearness(context, mention, hit.place, same_sentence=True)


def near_in_article(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 beside another place of the article, falling with the distance."""
    return _nearness(context, mention, hit.place, same_sentence=False)


def _nearness(context: Context, mention: Mention, place: int, *, same_sentence: bool) -> float:
    lat, lon = context.gazetteer.lat[place], context.gazetteer.lon[place]
    nearest = min(
        (
            kilometres(lat, lon, other_lat, other_lon)
            for sentence, other_lat, other_lon in context.anchors
            if (sentence == mention.sentence) is same_sentence
        ),
        default=None,
    )
    return exp(-nearest / _NEAR_KM) if nearest is not None and nearest == nearest else 0.0


def front(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 on the line of contact at the article's date, falling with the distance."""
    lat, lon = context.gazetteer.lat[hit.place], context.gazetteer.lon[hit.place]
    if isnan(lat):
        return 0.0
    distance = context.front.distance_km(lat, lon)
    return (exp(-distance / _FRONT_KM) + exp(-distance / _RANGE_KM)) / 2


def population(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """Size on a logarithmic scale: 0 a village or unknown, 1 a city of three million."""
    size = log10(context.gazetteer.population[hit.place] + 1)
    return min(1.0, max(0.0, (size - _SMALL) / (_LARGEST - _SMALL)))


def rank(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """How usual the name is for the place."""
    return _RANKS[hit.rank]


def kind(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 where the kind word of the text fits, -1 where it does not."""
    actual = kind_of(context.gazetteer, hit.place)
    if not mention.kind:
        return 0.0 if actual in SETTLEMENTS or actual in AREAS else -0.2
    if mention.kind == "axis":
        return 1.0 if actual in _NAMES_AN_AXIS else 0.0
    if mention.kind in ("settlement", "way"):
        return 0.5 if actual in SETTLEMENTS else -1.0
    return 1.0 if actual == mention.kind else -0.5


def country(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """1 in Ukraine, less in its neighbours and their parts far from the war, 0 elsewhere."""
    table = context.gazetteer
    above = table.country[hit.place]
    value = _COUNTRIES.get(table.short(above if above >= 0 else hit.place), 0.0)
    lat, lon = table.lat[hit.place], table.lon[hit.place]
    return value * _FAR if value < 1.0 and (lon > _EAST or lat > _NORTH) else value


def tier(context: Context, mention: Mention, hit: NameHit, holders: frozenset[int]) -> float:
    """How precisely the gazetteer knows the place."""
    return _TIERS.get(TIERS[context.gazetteer.tier[hit.place]], 0.0)


Feature = Callable[[Context, Mention, NameHit, frozenset[int]], float]
FEATURES: dict[str, Feature] = {
    function.__name__: function
    for function in (within, area_named, near_in_sentence, near_in_article, front, population, rank, kind, country, tier)
}
FIXED = frozenset({"population", "rank", "kind", "country", "tier"})
"""Features that depend on nothing but the name's form, its place and the kind word: worth remembering."""

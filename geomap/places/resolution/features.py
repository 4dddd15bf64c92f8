"""Features that tie a name to a place: pure functions of a candidate and its context.

Each returns a value between -1 and 1, and ``explain`` says what was compared. ``weights.toml`` says how much
each counts, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp, isnan, log10

from geomap.geo import kilometres
from geomap.models import Place
from geomap.places.gazetteer import TIERS, Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, SETTLEMENTS, URBAN, kind_of
from geomap.places.gazetteer.renamed import era_of
from geomap.places.mentions.mention import Mention
from geomap.places.resolution.anchors import NO_ANCHORS, Anchors
from geomap.places.resolution.hotspots import Front
from geomap.places.resolution.lines import ArticleLines

_RANKS = {
    "official": 1.0,
    "local": 1.0,
    "romanised": 0.9,
    "inflected": 0.9,
    "exonym": 0.7,
    "short": 0.5,
    "adjective": 0.4,
    "former": -0.6,  # names of the war's own time count as exonyms
}
_TIERS = {"exact": 1.0, "site": 1.0, "council": 0.6, "hromada": 0.2}
_COUNTRIES = {"UA": 1.0, "RU": 0.45, "BY": 0.3, "MD": 0.2}
_NAMES_AN_AXIS = URBAN | {"axis"}  # villages rarely do
_NARROW, _WIDE = {"hromada": 1.0, "raion": 0.8}, 0.4  # the narrower the area, the more it tells
_NEAR_KM = 35.0  # places of one story: the value of a neighbour falls to a third at this distance
_EAST, _NORTH, _FAR = 46.0, 56.5, 0.3  # beyond these degrees Russia is deep rear
_TAKEN = 0.85  # what was taken of late may lie behind the line of its day: so far across says nothing
_TOWN, _CITY = 4.3, 5.0  # log10 of the populations
_SMALL, _LARGEST = 2.5, 6.5  # log10 of the populations that count for nothing and for all


@dataclass(slots=True)
class Context:
    """What is known around a name."""

    gazetteer: Gazetteer
    front: Front
    areas: dict[int, set[int]] = field(default_factory=dict)
    """Areas the article names: index to the sentences that name it."""
    anchors: Anchors = NO_ANCHORS
    """Points of the places already decided."""
    lines: ArticleLines | None = None
    """Who holds what by the user's baseline, if there is one."""
    day: date | None = None
    """When the article was published, if it says."""
    renamed: Mapping[int, Place] = field(default_factory=dict)
    """Places that got another name of late."""


@dataclass(slots=True)
class Case:
    """One candidate for one name."""

    context: Context
    mention: Mention
    hit: NameHit
    holders: frozenset[int]
    """Places that the text says the name lies in."""


def inside(gazetteer: Gazetteer, place: int, area: int) -> bool:
    """Say whether the table puts ``place`` inside ``area`` (or they are the same)."""
    above = gazetteer.admin1[place]
    if area in (place, above, gazetteer.admin2[place], gazetteer.admin3[place], gazetteer.country[place]):
        return True
    return _is_sevastopol(gazetteer, above) and gazetteer.name(area) == "Crimea"


def _is_sevastopol(gazetteer: Gazetteer, area: int) -> bool:
    """Say whether an area is the city that the table holds apart from its peninsula."""
    return area >= 0 and gazetteer.short(area) == "Sevastopol"


def holders_among(gazetteer: Gazetteer, place: int, areas: Collection[int]) -> list[int]:
    """Return those of ``areas`` that ``inside`` puts ``place`` in."""
    above = gazetteer.admin1[place]
    if len(areas) == 1:
        return [area for area in areas if inside(gazetteer, place, area)]
    chain = (place, above, gazetteer.admin2[place], gazetteer.admin3[place], gazetteer.country[place])
    found = [area for area in chain if area in areas]
    if _is_sevastopol(gazetteer, above):
        found += [area for area in areas if gazetteer.name(area) == "Crimea"]
    return found


def within(case: Case) -> float:
    """1 inside the area (or beside the city) that the text names as its holder, -1 outside of it."""
    if not case.holders:
        return 0.0
    table = case.context.gazetteer
    if any(inside(table, case.hit.place, area) for area in case.holders):
        return 1.0
    cities = [place for place in case.holders if not isnan(table.lat[place])]
    near = any(_apart(table, case.hit.place, city) < 25 for city in cities)
    return 1.0 if near else -1.0


def _apart(table: Gazetteer, a: int, b: int) -> float:
    return kilometres(table.lat[a], table.lon[a], table.lat[b], table.lon[b])


def area_named(case: Case) -> float:
    """1 inside a small area that the sentence names, less for a large or far one; negative outside of all.

    An oblast is outside of no other: "over Kursk Oblast and Crimea".
    """
    if not case.context.areas:
        return 0.0
    table = case.context.gazetteer
    best = 0.0 if kind_of(table, case.hit.place) == "oblast" else -0.4
    here = case.mention.sentence
    for area in holders_among(table, case.hit.place, case.context.areas):
        sentences = case.context.areas[area]
        beside = here - 1 in sentences or here + 1 in sentences
        near = 1.0 if here in sentences else 0.8 if beside else 0.5
        best = max(best, near * _NARROW.get(kind_of(table, area), _WIDE))
    return best


def near_in_sentence(case: Case) -> float:
    """1 beside another place of the sentence, falling with the distance."""
    return _nearness(case.context.anchors.within(case.mention.sentence, *_point(case)))


def near_in_article(case: Case) -> float:
    """1 beside another place of the article, falling with the distance."""
    return _nearness(case.context.anchors.outside(case.mention.sentence, *_point(case)))


def _point(case: Case) -> tuple[float, float]:
    return case.context.gazetteer.lat[case.hit.place], case.context.gazetteer.lon[case.hit.place]


def _nearness(km: float | None) -> float:
    return exp(-km / _NEAR_KM) if km is not None else 0.0


def front(case: Case) -> float:
    """1 on the line of contact at the article's date, falling with the distance."""
    return case.context.front.nearness(*_point(case))


def hot_spot(case: Case) -> float:
    """1 in a spot that was fought over or shelled day after day at the article's date."""
    return case.context.front.heat(*_point(case))


def side(case: Case) -> float:
    """-1 well across the line from the side that the text says holds the place, or far across, loses it."""
    mention = case.mention
    expected = mention.held or mention.lost
    if not expected:
        return 0.0
    value = case.context.front.held(*_point(case))
    across = max(0.0, -value if expected == "RU" else value)
    return -across if mention.held else -max(0.0, across - _TAKEN) / (1.0 - _TAKEN)


def baseline(case: Case) -> float:
    """-1 deep in the ground, by the user's baseline, of the side that the text's words rule out; else 0.

    Who loses a place to the other side had it before, and the line was not far from it.
    """
    mention, lines = case.mention, case.context.lines
    expected = mention.held or mention.lost
    if lines is None or not expected:
        return 0.0
    place, sentence = case.hit.place, mention.sentence
    value = lines.held(place, sentence)
    across = max(0.0, -value if expected == "RU" else value)
    return -across if mention.held else -max(across, lines.untaken(place, sentence))


def population(case: Case) -> float:
    """Size on a logarithmic scale: 0 a village or unknown, 1 a city of three million."""
    size = log10(case.context.gazetteer.population[case.hit.place] + 1)
    share = 0.5 if case.hit.rank == "former" else 1.0  # nobody means a city by the name of its first village
    return share * min(1.0, max(0.0, (size - _SMALL) / (_LARGEST - _SMALL)))


def big_city(case: Case) -> float:
    """1 for a city of a hundred thousand people or more, 0 for a town of twenty thousand or less."""
    size = log10(case.context.gazetteer.population[case.hit.place] + 1)
    return min(1.0, max(0.0, (size - _TOWN) / (_CITY - _TOWN)))


def rank(case: Case) -> float:
    """How usual the name is for the place."""
    return _RANKS[case.hit.rank]


def era(case: Case) -> float:
    """0.5 for a name that the place bore on the article's day and lost later, -1 for the one it got later."""
    day, place = case.context.day, case.context.renamed.get(case.hit.place)
    if day is None or place is None:
        return 0.0
    told = era_of(case.mention.surface, place, day)
    return 0.5 if told > 0 else float(told)


def kind(case: Case) -> float:
    """1 where the kind word of the text fits, -1 where it does not."""
    actual = kind_of(case.context.gazetteer, case.hit.place)
    if not case.mention.kind:
        return 0.0 if actual in SETTLEMENTS or actual in AREAS else -0.2
    if case.mention.kind == "axis":
        return 1.0 if actual in _NAMES_AN_AXIS else 0.0
    if case.mention.size:
        return 1.0 if (actual in URBAN) is (case.mention.size == "city") else -1.0
    if case.mention.kind in ("settlement", "way"):
        return 0.5 if actual in SETTLEMENTS else -1.0
    return 1.0 if actual == case.mention.kind else -0.5


def country(case: Case) -> float:
    """1 in Ukraine, less in its neighbours and their parts far from the war, 0 elsewhere."""
    table = case.context.gazetteer
    above = table.country[case.hit.place]
    value = _COUNTRIES.get(table.short(above if above >= 0 else case.hit.place), 0.0)
    lat, lon = table.lat[case.hit.place], table.lon[case.hit.place]
    return value * _FAR if value < 1.0 and (lon > _EAST or lat > _NORTH) else value


def tier(case: Case) -> float:
    """How precisely the gazetteer knows the place."""
    return _TIERS.get(TIERS[case.context.gazetteer.tier[case.hit.place]], 0.0)


Feature = Callable[[Case], float]
FEATURES: dict[str, Feature] = {
    function.__name__: function
    for function in (
        within,
        area_named,
        near_in_sentence,
        near_in_article,
        front,
        hot_spot,
        side,
        baseline,
        population,
        big_city,
        rank,
        era,
        kind,
        country,
        tier,
    )
}
FIXED = frozenset({"population", "big_city", "rank", "kind", "country", "tier"})
"""Features that depend on nothing but the name's form, its place and the kind word: worth remembering."""

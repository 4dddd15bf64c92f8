"""Districts and villages of Russia's border oblasts, from the census."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from math import inf
from statistics import median

import shapely
from admin1 import polygon
from geo import fast_km, middle
from inid import Listed, read_listed
from rows import Row
from shapely.geometry.base import BaseGeometry
from ukraine import radius_of, radius_of_area

from geomap.places.names.romanise import romanise_ru
from geomap.text.normalise import name_key

REGIONS = {
    "Белгородская область": "RU-BEL",
    "Курская область": "RU-KRS",
    "Брянская область": "RU-BRY",
    "Воронежская область": "RU-VOR",
    "Ростовская область": "RU-ROS",
    "Краснодарский край": "RU-KDA",
}
UKRAINIAN_NEWS = frozenset({"RU-BEL", "RU-KRS", "RU-BRY"})  # regions whose villages Ukrainian news names
SAME_TOWN_KM = 8.0
STRAY_KM, STRAY_TIMES = 25.0, 3.5  # a district's settlements lie closer than both of these to its middle
OUTSIDE_KM = 8.0  # Natural Earth's borders are generalised
REACH_DEG = 0.03  # a district reaches about three kilometres beyond its outermost village
_STEM = 4  # letters that the district's name and its centre's share: Суджанский, Суджа


class Districts:
    """The districts of the border oblasts: their rows and outlines, and which one a settlement lies in."""

    def __init__(self) -> None:
        self.members: dict[str, list[Listed]] = defaultdict(list)
        for place in border_settlements():
            if place.district:
                self.members[district_id(place)].append(place)
        self.outlines = {code: _outline(members) for code, members in sorted(self.members.items())}

    def rows(self) -> list[Row]:
        """Return a row for each district, by id."""
        return [_district(code, self.members[code], outline) for code, outline in self.outlines.items()]


@cache
def border_settlements() -> tuple[Listed, ...]:
    """Return the settlements of the border oblasts whose point lies in their oblast and district."""
    groups: dict[tuple[str, str], list[Listed]] = defaultdict(list)
    for place in read_listed():
        if place.region in REGIONS and _outside_km(REGIONS[place.region], place) <= OUTSIDE_KM:
            groups[place.region, place.district].append(place)
    return tuple(place for group in groups.values() for place in _without_strays(group))


def _without_strays(group: list[Listed]) -> Iterator[Listed]:
    """Yield the settlements of a district but those whose point is a namesake's, far from all others."""
    centre = middle([(place.lat, place.lon) for place in group])
    apart = [fast_km(centre, (place.lat, place.lon)) for place in group]
    reach = max(STRAY_KM, STRAY_TIMES * median(apart)) if group[0].district else inf
    yield from (place for place, km in zip(group, apart, strict=True) if km <= reach)


def _outside_km(iso: str, place: Listed) -> float:
    return polygon(iso).distance(shapely.Point(place.lon, place.lat)) * 111.2


def district_id(place: Listed) -> str:
    """Return the id of the district that the settlement lies in."""
    return f"{REGIONS[place.region]}:{romanise_ru(place.district).lower().replace(' ', '-')}"


def _outline(members: list[Listed]) -> BaseGeometry:
    hull = shapely.MultiPoint([(place.lon, place.lat) for place in members]).convex_hull.buffer(
        REACH_DEG, quad_segs=2
    )
    return shapely.set_precision(shapely.simplify(hull & polygon(REGIONS[members[0].region]), 0.005), 0.001)


def _district(code: str, members: list[Listed], outline: BaseGeometry) -> Row:
    adjective, region = members[0].district, REGIONS[members[0].region]
    centre = max(members, key=lambda place: (place.population, place.code))
    named_after_it = centre.name[:_STEM].lower() == adjective[:_STEM].lower()
    short = romanise_ru(centre.name if named_after_it else adjective)
    point = outline.centroid if outline.contains(outline.centroid) else outline.representative_point()
    return Row(
        id=code,
        kind="raion",
        name=f"{romanise_ru(adjective)} District",
        name_uk=f"{to_ukrainian(adjective)} район",
        name_ru=f"{adjective} район",
        short=short,
        lat=round(point.y, 5),
        lon=round(point.x, 5),
        tier="raion",
        radius_m=radius_of_area(outline),
        country="RU",
        admin1=region,
        source="inid",
        note="hull of its settlements",
    )


def settlement_rows(towns: list[Row]) -> list[Row]:
    """Return the settlements that ``towns`` lack; those it has get their district and population."""
    known: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        for name in (town.name_ru, *town.cyrillic.split("|")):
            known[town.admin1, name_key(name)].append(town)
    rows: dict[str, Row] = {}
    for place in border_settlements():
        town = _same(known.get((REGIONS[place.region], name_key(place.name)), []), place)
        if town is None:
            row = _settlement(place)
            rows.setdefault(row.id, row)
        else:
            town.admin2 = district_id(place) if place.district else ""
            town.population = town.population or place.population
    return list(rows.values())


def _same(towns: list[Row], place: Listed) -> Row | None:
    near = (t for t in towns if t.lat is not None and t.lon is not None)
    return next((t for t in near if _km(t, place) <= SAME_TOWN_KM), None)


def _km(town: Row, place: Listed) -> float:
    return fast_km((town.lat or 0.0, town.lon or 0.0), (place.lat, place.lon))


def _settlement(place: Listed) -> Row:
    region = REGIONS[place.region]
    return Row(
        id=f"oktmo:{place.code}",
        kind=place.kind,
        name=romanise_ru(place.name),
        name_uk=to_ukrainian(place.name) if region in UKRAINIAN_NEWS else "",
        name_ru=place.name,
        lat=place.lat,
        lon=place.lon,
        radius_m=max(2_000, radius_of(place.population)),
        population=place.population,
        country="RU",
        admin1=region,
        admin2=district_id(place) if place.district else "",
        source="inid",
    )


_HARD = "жчшщц"  # after these Ukrainian writes и for the Russian и
_GLIDED = {"е": "є", "ё": "йо", "и": "і"}
_LETTERS = str.maketrans({"ы": "и", "э": "е", "ъ": "'"})
_ADJECTIVES = (("ский", "ський"), ("цкий", "цький"), ("ый", "ий"))
_SOFT_YO = re.compile(r"(?<=[бвгдзклмнпрстфх])ё")
_STARTS = re.compile(r"(?<![бвгджзклмнпрстфхцчшщ])[её]")
_SOFT_I = re.compile(rf"(?<![{_HARD}])и")


def to_ukrainian(name: str) -> str:
    """Return how Ukrainian news spells a Russian name, by rule.

    >>> to_ukrainian("Шебекино"), to_ukrainian("Тёткино"), to_ukrainian("Глушковский")
    ('Шебекіно', 'Тьоткіно', 'Глушковський')
    """
    return " ".join(_cased(_spelled(word.lower()), word) for word in name.split(" "))


def _spelled(word: str) -> str:
    for russian, ukrainian in _ADJECTIVES:
        if word.endswith(russian):
            return _letters(word.removesuffix(russian)) + ukrainian
    return _letters(word)


def _letters(word: str) -> str:
    word = _SOFT_I.sub("і", _SOFT_YO.sub("ьо", word))
    return _STARTS.sub(lambda found: _GLIDED[found[0]], word).translate(_LETTERS)


def _cased(word: str, original: str) -> str:
    parts = zip(word.split("-"), original.split("-"), strict=False)
    return "-".join(part[:1].upper() + part[1:] if old[:1].isupper() else part for part, old in parts)

"""Which gazetteer kinds fit the kind word of a text: "the village of X", "X Oblast", "X direction"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from geomap.places.gazetteer.index import KINDS, Gazetteer, NameHit
from geomap.places.gazetteer.skeleton import alike_areas
from geomap.text import name_key

URBAN = frozenset({"city", "town"})
SETTLEMENTS = frozenset({"city", "town", "village", "settlement"})
AREAS = frozenset({"oblast", "raion", "hromada", "country", "region"})
WATERS = frozenset({"river", "reservoir", "sea"})
FITS: dict[str, frozenset[str]] = {
    "settlement": SETTLEMENTS,
    "oblast": frozenset({"oblast"}),
    "raion": frozenset({"raion"}),
    "hromada": frozenset({"hromada"}),
    "axis": frozenset({"axis"}),
    "way": SETTLEMENTS,
    "river": WATERS,
    "site": frozenset({"site", "island"}) | SETTLEMENTS,
    "region": frozenset({"region", "country"}),
    "district": frozenset({"district"}),
}
_READINGS: dict[str, tuple[str, ...]] = {
    "oblast": ("oblast", "raion"),
    "raion": ("raion", "district"),
    "axis": ("axis",),
}
_DISTRICT = " District"  # ends the names of the parts that a city is divided into by law
_GREAT, _TELLING = 100_000, 6  # people; letters
_NAMED_BY_KIND = frozenset({"oblast", "raion", "hromada", "district"})


def kind_of(gazetteer: Gazetteer, place: int) -> str:
    """Return the kind of the place at index ``place``."""
    return KINDS[gazetteer.kind[place]]


def fitting(
    gazetteer: Gazetteer, kind: str, key: str, hits: tuple[NameHit, ...], *, tail: str = ""
) -> tuple[str, tuple[NameHit, ...]]:
    """Return the kind that the name can bear, and its hits of that kind.

    "Nikopol region" is no oblast but may be a raion; "the Ugledar area" stays what the name says. A kind
    word that fits none of the candidates is a hint at most, never a reason to drop them.
    """
    hits = tuple(self_proclaimed(gazetteer).get(hit.place, hit) for hit in hits)
    if not kind:
        return kind, hits
    for wanted in _READINGS.get(kind, (kind,)):
        named = gazetteer.lookup(f"{key} {wanted}") if wanted in _NAMED_BY_KIND else ()
        fits = _of_kind(gazetteer, named, wanted) or _of_kind(gazetteer, hits, wanted)
        if not fits and wanted == "oblast":
            fits = tuple(namesake_oblasts(gazetteer, hits))
        if fits and not (
            wanted == "site" and tail and all(kind_of(gazetteer, h.place) in SETTLEMENTS for h in fits)
        ):
            return (kind if kind == "axis" else wanted), fits
    if kind in ("raion", "hromada", "axis"):  # a raion of before 2020 is told by its town, an axis too
        districts = _districts(gazetteer, key) if kind == "raion" else ()
        areas = alike_areas(gazetteer, key, kind)
        return (
            ("district", districts) if districts and not areas else (kind, areas or _seats(gazetteer, hits))
        )
    if kind == "site":
        return kind, _sites_named_after(gazetteer, hits, tail) or hits
    if kind == "district":
        return kind, ()
    return ("" if kind == "oblast" and hits else kind), hits


def _seats(gazetteer: Gazetteer, hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
    """Leave out the hamlets abroad, which no raion was ever told by: "Nikolsky district"."""
    abroad = (
        h for h in hits if kind_of(gazetteer, h.place) == "village" and not _is_ours(gazetteer, h.place)
    )
    hamlets = {hit.place for hit in abroad}
    return tuple(hit for hit in hits if hit.place not in hamlets)


def _is_ours(gazetteer: Gazetteer, place: int) -> bool:
    country = gazetteer.country[place]
    return country >= 0 and gazetteer.short(country) == "UA"


def _districts(gazetteer: Gazetteer, key: str) -> tuple[NameHit, ...]:
    """Return the districts of cities whose adjective sounds like ``key``, never a quarter ("Nikolsky")."""
    heard = alike_areas(gazetteer, key, "district")
    return tuple(hit for hit in heard if gazetteer.name(hit.place).endswith(_DISTRICT))


def _of_kind(gazetteer: Gazetteer, hits: tuple[NameHit, ...], kind: str) -> tuple[NameHit, ...]:
    return tuple(hit for hit in hits if kind_of(gazetteer, hit.place) in FITS[kind])


def _sites_named_after(gazetteer: Gazetteer, hits: tuple[NameHit, ...], tail: str) -> tuple[NameHit, ...]:
    """Look for "Zaporizhzhia" + "nuclear power plant" where the text spells the town in its own way."""
    names = {gazetteer.name(hit.place) for hit in hits if kind_of(gazetteer, hit.place) in SETTLEMENTS}
    found = (hit for name in sorted(names) for hit in gazetteer.lookup(name_key(f"{name} {tail}")))
    return tuple(hit for hit in found if kind_of(gazetteer, hit.place) == "site")


def namesake_oblasts(gazetteer: Gazetteer, hits: tuple[NameHit, ...]) -> Iterator[NameHit]:
    """Yield the oblasts named after the cities among ``hits``: variants serve both ("Zaporozhye region")."""
    for hit in hits:
        area = gazetteer.admin1[hit.place]
        if area >= 0 and gazetteer.short(area) == gazetteer.name(hit.place):
            yield NameHit(area, hit.rank, hit.strong)


def names_country(gazetteer: Gazetteer, hits: tuple[NameHit, ...]) -> bool:
    """Say whether the name is a country's."""
    return any(kind_of(gazetteer, hit.place) == "country" for hit in hits)


def region_hits(gazetteer: Gazetteer, part: str, hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
    """Return the region "eastern Ukraine" where the gazetteer has it, else the country."""
    country = next(hit.place for hit in hits if kind_of(gazetteer, hit.place) == "country")
    found = gazetteer.lookup(name_key(f"{part} {gazetteer.name(country)}"))
    regions = tuple(hit for hit in found if kind_of(gazetteer, hit.place) == "region")
    return regions or (NameHit(country, "official", True),)


@lru_cache(maxsize=16)
def side_of_ukraine(gazetteer: Gazetteer, part: str) -> tuple[NameHit, ...]:
    """Return the region that "the southern direction" is: no axis, and no village of that name."""
    return region_hits(gazetteer, part, gazetteer.lookup("ukraine"))


def river_kind(gazetteer: Gazetteer, hits: tuple[NameHit, ...]) -> str:
    """Return ``river`` where one of ``hits`` is a water: "along the Oskil" is no town."""
    return "river" if any(kind_of(gazetteer, hit.place) in WATERS for hit in hits) else ""


@lru_cache(maxsize=4)
def great_cities(gazetteer: Gazetteer) -> frozenset[str]:
    """Return the names, in small letters, of Ukraine's cities that no word of English is spelt like."""
    large = (
        gazetteer.name(place).lower()
        for place in range(len(gazetteer))
        if gazetteer.population[place] >= _GREAT
        and kind_of(gazetteer, place) == "city"
        and _is_ours(gazetteer, place)
    )
    return frozenset(name for name in large if name.isalpha() and len(name) >= _TELLING)


@lru_cache(maxsize=4)
def self_proclaimed(gazetteer: Gazetteer) -> dict[int, NameHit]:
    """Return the oblasts that stand for the "people's republics" which Russian sources name instead."""
    stand_in = {}
    for short in ("donetsk", "luhansk"):
        republics = gazetteer.lookup(name_key(f"{short} people's republic"))
        oblasts = [hit.place for hit in gazetteer.lookup(f"{short} oblast")]
        stand_in.update({hit.place: NameHit(oblasts[0], "exonym", True) for hit in republics if oblasts})
    return stand_in

"""A user's own places in the gazetteer: additions, and overrides of places with the same id."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from copy import copy
from math import nan

from geomap.models import Place, content_id
from geomap.places.gazetteer.index import Gazetteer, load_gazetteer
from geomap.places.gazetteer.overlay import Overlay
from geomap.places.gazetteer.skeleton import sound_key
from geomap.places.gazetteer.table import KINDS, TIERS, NameHit
from geomap.text.normalise import name_key

_ARRAYS = ("lat", "lon", "population", "kind", "tier", "radius_m", "admin1", "admin2", "admin3", "country")

_INHERITED = ("admin1", "admin2", "admin3", "country", "population", "katottg", "geonameid")


def gazetteer_with(places: Sequence[Place]) -> Gazetteer:
    """Return the bundled gazetteer with the user's own ``places`` in it."""
    return with_places(load_gazetteer(), places) if places else load_gazetteer()


def with_places(base: Gazetteer, places: Iterable[Place]) -> Gazetteer:
    """Return a copy of ``base`` that adds ``places``, or puts them in the stead of those with the same id."""
    added = sorted(places, key=lambda place: place.id)
    result = copy(base)
    for name in _ARRAYS:
        setattr(result, name, array(getattr(base, name).typecode, getattr(base, name)))
    overlay = result._overlay = Overlay(base._overlay)
    result._hits, result._starts = {}, {}
    for place in added:
        index = _put(result, overlay, place)
        for name, hit in _named(place, index):
            overlay.add_name(name, hit)
        overlay.add_key(sound_key(place.name, place.kind, place.country), NameHit(index, "exonym", False))
    result.version = content_id(base.version, [place.model_dump(mode="json") for place in added])[:12]
    return result


def _put(gazetteer: Gazetteer, overlay: Overlay, place: Place) -> int:
    index = gazetteer.index_of(place.id)
    if index is not None:
        place = _filled(place, gazetteer.place(index))
    values = _values(gazetteer, place)
    if index is None:
        index = len(gazetteer)
        for name in _ARRAYS:
            getattr(gazetteer, name).append(values[name])
    else:
        for name in _ARRAYS:
            getattr(gazetteer, name)[index] = values[name]
    overlay.places[index] = place
    overlay.ids[place.id] = index
    return index


def _filled(place: Place, known: Place) -> Place:
    """Return an override with what it leaves out taken from the place it overrides."""
    left_out = [name for name in _INHERITED if getattr(place, name) in (None, 0)]
    names = {
        rank: [*known.names.get(rank, []), *place.names.get(rank, [])] for rank in known.names | place.names
    }
    return place.model_copy(update={name: getattr(known, name) for name in left_out} | {"names": names})


def _values(gazetteer: Gazetteer, place: Place) -> dict[str, float | int]:
    country = _area(gazetteer, place.country, "country", -1)
    admin1 = _area(gazetteer, place.admin1, "oblast", country)
    return {
        "lat": nan if place.lat is None else place.lat,
        "lon": nan if place.lon is None else place.lon,
        "population": place.population,
        "kind": KINDS.index(place.kind),
        "tier": TIERS.index(place.tier),
        "radius_m": place.radius_m,
        "country": country,
        "admin1": admin1,
        "admin2": _area(gazetteer, place.admin2, "raion", country),
        "admin3": _area(gazetteer, place.admin3, "hromada", country),
    }


def _area(gazetteer: Gazetteer, name: str | None, kind: str, country: int) -> int:
    """Return the index of the area called ``name`` (an id, an ISO code or a name); -1 where there is none."""
    if not name:
        return -1
    by_id = gazetteer.index_of(name)
    if by_id is not None:
        return by_id
    wanted = KINDS.index(kind)
    for hit in gazetteer.lookup(name_key(name)):
        if gazetteer.kind[hit.place] == wanted and country in (-1, gazetteer.country[hit.place]):
            return hit.place
    return -1


def _named(place: Place, index: int) -> Iterable[tuple[str, NameHit]]:
    yield place.name, NameHit(index, "official", True)
    for rank in sorted(place.names):
        for name in place.names[rank]:
            yield name, NameHit(index, "former" if rank == "former" else "local", True)

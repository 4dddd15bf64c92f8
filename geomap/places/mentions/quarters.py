"""The quarters of a city: "Kyiv's Podilsky district", "the Korabelnyi district of Kherson"."""

from __future__ import annotations

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import kind_of
from geomap.places.gazetteer.skeleton import alike_areas
from geomap.places.mentions.mention import Mention

_DISTRICTS = ("district", "raion")  # "district" is said of both
_DISTRICT = " District"  # ends the names of those that a city is divided into


def quarters(part: Mention, city: Mention, key: str, gazetteer: Gazetteer) -> tuple[NameHit, ...]:
    """Return the hits of ``part`` (its name's key is ``key``) that are quarters of ``city``."""
    cities = {_community(place, gazetteer) for place in city.hits if kind_of(gazetteer, place) == "city"}
    found = [hit for hit in part.forms if kind_of(gazetteer, hit.place) == "district"]
    if part.kind in _DISTRICTS and not found:  # "Podilsky district" is no old Podilsk, its raion
        alike = alike_areas(gazetteer, key, "district")
        found = [hit for hit in alike if gazetteer.name(hit.place).endswith(_DISTRICT)]
    return tuple(hit for hit in found if _community(hit.place, gazetteer) in cities)


def _community(place: int, gazetteer: Gazetteer) -> int:
    """Return the hromada of ``place``; of Kyiv and Sevastopol, which have none, the city as an oblast."""
    hromada = gazetteer.admin3[place]
    return hromada if hromada >= 0 else gazetteer.admin1[place]

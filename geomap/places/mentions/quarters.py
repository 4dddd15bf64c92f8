"""The quarters of a city: "Kyiv's Podilsky district", "the Korabelnyi district of Kherson"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of
from geomap.places.gazetteer.skeleton import alike_areas
from geomap.places.mentions.mention import Mention
from geomap.text import tokens_key

DISTRICTS = ("district", "raion")
"""Kinds that "district" may tell."""
_FORMS = ("inflected", "adjective")
_REACH = 2  # sentences back to the city of a district
_DISTRICT = " District"  # ends the names of those that a city is divided into


def quarters(
    part: Mention, city: Mention, norms: Sequence[str], gazetteer: Gazetteer, *, told: bool = False
) -> tuple[NameHit, ...]:
    """Return the hits of ``part`` that are quarters of ``city``.

    Parameters
    ----------
    part
        The name of the quarter.
    city
        The name of the city.
    norms
        Of the document.
    gazetteer
        Knows both.
    told
        Whether the text says without a kind word that ``part`` is one: "Donetsk - Petrovskyi".
    """
    cities = {_community(place, gazetteer) for place in city.hits if kind_of(gazetteer, place) == "city"}
    return _within(part, cities, norms, gazetteer, named=told or part.kind in DISTRICTS)


def settle_list(
    members: Sequence[Mention], city: Mention, norms: Sequence[str], gazetteer: Gazetteer
) -> None:
    """Let all of "the Podilskyi and Obolonskyi districts of Kyiv" be quarters of the city, or unknown."""
    for member in members:
        member.mean("district", quarters(member, city, norms, gazetteer))


def share_city(members: Sequence[Mention], norms: Sequence[str], gazetteer: Gazetteer) -> None:
    """Let the members of a list of districts stand in the one city that has quarters of all their names.

    "The Podilskyi and Obolonskyi districts" are both Kyiv's, though a raion is called Podilsk.
    """
    cities = {
        _community(place, gazetteer)
        for member in members
        for place in member.hits
        if kind_of(gazetteer, place) == "district"
    }
    holding = []
    for city in cities:
        found = [_within(member, {city}, norms, gazetteer, named=True) for member in members]
        if all(found):
            holding.append(found)
    if len(holding) == 1:
        for member, forms in zip(members, holding[0], strict=True):
            member.mean("district", forms)


def settle_in_named_city(mentions: Sequence[Mention], norms: Sequence[str], gazetteer: Gazetteer) -> None:
    """Let a district told by an adjective stand in the one city named just before that has such a quarter.

    "Rockets hit Zaporizhzhia. In the Dniprovskyi district a house burns": not the raion around Dnipro.
    """
    named: list[tuple[int, int]] = []
    for mention in mentions:
        if mention.kind in DISTRICTS and mention.within < 0:
            near = {city for sentence, city in named if mention.sentence - sentence <= _REACH}
            found = [_within(mention, {city}, norms, gazetteer, named=True) for city in near]
            fits = [hits for hits in found if hits]
            if len(fits) == 1 and not _is_town(tokens_key(norms[mention.first : mention.stop]), gazetteer):
                mention.mean("district", fits[0])
        elif mention.kind in ("", "settlement"):
            cities = (place for place in mention.hits if kind_of(gazetteer, place) == "city")
            named += [(mention.sentence, _community(place, gazetteer)) for place in cities]


def _is_town(key: str, gazetteer: Gazetteer) -> bool:
    """Say whether a name is a settlement's own, no adjective: "Pokrovsk district"."""
    whole = (hit for hit in gazetteer.lookup(key) if hit.rank not in _FORMS)
    return any(kind_of(gazetteer, hit.place) in SETTLEMENTS for hit in whole)


def _within(
    part: Mention, cities: set[int], norms: Sequence[str], gazetteer: Gazetteer, *, named: bool
) -> tuple[NameHit, ...]:
    found = _in(cities, part.forms, gazetteer)
    if found or not named:
        return found
    key = tokens_key(norms[part.first : part.stop])
    found = _in(cities, gazetteer.lookup(f"{key} district"), gazetteer)
    if found:
        return found
    # "Podilsky district" is no old Podilsk, its raion
    heard = (
        h for h in alike_areas(gazetteer, key, "district") if gazetteer.name(h.place).endswith(_DISTRICT)
    )
    return _in(cities, heard, gazetteer)


def _in(cities: set[int], hits: Iterable[NameHit], gazetteer: Gazetteer) -> tuple[NameHit, ...]:
    districts = (hit for hit in hits if kind_of(gazetteer, hit.place) == "district")
    return tuple(hit for hit in districts if _community(hit.place, gazetteer) in cities)


def _community(place: int, gazetteer: Gazetteer) -> int:
    """Return the hromada of ``place``; of Kyiv and Sevastopol, which have none, the city as an oblast."""
    hromada = gazetteer.admin3[place]
    return hromada if hromada >= 0 else gazetteer.admin1[place]

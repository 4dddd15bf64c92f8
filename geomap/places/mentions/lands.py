"""Lands named after a town: "Сумщина" is the oblast, "Нікопольщина" the raion, "Вовчанщина" the hromada."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, kind_of

if TYPE_CHECKING:
    from geomap.places.mentions.rules import Names


def is_land(norm: str, rules: Names) -> bool:
    """Tell whether a word ends as the name of a land does."""
    return bool(rules.land_endings) and norm.endswith(rules.land_endings)


def land_hits(
    norm: str, known: tuple[NameHit, ...], gazetteer: Gazetteer, rules: Names
) -> tuple[NameHit, ...]:
    """Return the areas that the land ``norm`` may be.

    Those among the ``known`` names, never the village of the same name; else the oblast, else the raion or
    hromada whose adjective has the same stem.
    """
    areas = tuple(hit for hit in known if kind_of(gazetteer, hit.place) in AREAS)
    if areas or known:
        return areas or known
    key = norm.replace("'", "")
    stem = next(key.removesuffix(ending) for ending in rules.land_endings if key.endswith(ending))
    for kinds in (("oblast",), ("raion", "hromada")):
        for ending in rules.land_adjectives:
            found = gazetteer.lookup(stem + ending)
            areas = tuple(hit for hit in found if kind_of(gazetteer, hit.place) in kinds)
            if areas:
                return areas
    return ()

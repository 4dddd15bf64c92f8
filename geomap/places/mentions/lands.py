"""Lands named after a town: "Сумщина" is the oblast, "Нікопольщина" the raion, "Вовчанщина" the hromada.

Some bear the town's own name, told by the preposition: "на Запоріжжі" is the oblast, "в Запоріжжі" the city.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, fitting, kind_of
from geomap.places.mentions.mention import Mention

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


def read_case(
    mention: Mention, before: Mention | None, norms: Sequence[str], gazetteer: Gazetteer, rules: Names
) -> None:
    """Set kind and preposition of a name that its case and preposition tell to be a land or a river.

    Parameters
    ----------
    mention
        Changed in place.
    before
        The mention before it.
    norms
        Of the document.
    gazetteer
        Knows the land.
    rules
        The language's words.
    """
    if mention.kind or not mention.preposition:
        return
    governor, name = norms[mention.phrase_first], norms[mention.stop - 1]
    beside = before is not None and before.phrase_stop == mention.phrase_first
    for rule in rules.cases:
        if governor in rule.after and name.endswith(tuple(rule.endings)) and (beside or not rule.beside):
            mention.preposition = rule.preposition or mention.preposition
            mention.mean(*fitting(gazetteer, rule.kind, name, mention.forms))
            return

"""Which places a name may mean: its bearers of the right kind, and those that sound alike where none fits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from geomap.places.gazetteer import Gazetteer, NameHit
from geomap.places.gazetteer.kinds import AREAS, FITS, SETTLEMENTS, URBAN, kind_of
from geomap.places.gazetteer.skeleton import alike
from geomap.places.mentions.mention import Mention
from geomap.places.resolution.features import holders_among, inside

_HEARD = frozenset({"", "settlement", "axis"})  # kinds whose unknown names are looked up by sound
_DISTANT = ("adjective", "former")  # ranks of names that rather mean something else
SPELT = 20_000
"""People: the name of a town so large is taken as it is spelt."""


def candidates(
    mention: Mention, gazetteer: Gazetteer, areas: Collection[int], holders: frozenset[int]
) -> Sequence[NameHit]:
    """Return the hits to choose among.

    Parameters
    ----------
    mention
        The name.
    gazetteer
        The table that its hits are of.
    areas
        Areas that the article names.
    holders
        Places that the text says the name lies in.
    """
    hits: Sequence[NameHit] = mention.forms
    if not hits:
        found = alike(mention.surface, gazetteer) if mention.kind in _HEARD else ()
        return [hit for hit in found if mention.kind != "axis" or kind_of(gazetteer, hit.place) in URBAN]
    if len(hits) == 1 and mention.within < 0 and not areas:
        return hits
    countries = [hit for hit in hits if hit.strong and kind_of(gazetteer, hit.place) == "country"]
    if countries and not mention.kind and all(hit.rank not in _DISTANT for hit in countries):
        lands = {hit.place for hit in countries}  # "Moldova" is no village of Odesa Oblast; Monaco is both
        hits = [hit for hit in hits if {hit.place, gazetteer.country[hit.place]} & lands]
    kinds = {kind_of(gazetteer, hit.place) for hit in hits}
    wanted = FITS.get(mention.kind)
    if mention.kind == "axis" and "axis" not in kinds:
        wanted = SETTLEMENTS
    elif not mention.kind and not kinds <= AREAS and kinds & AREAS:
        hits = _without_namesake_areas(hits, gazetteer)
    if wanted and kinds & wanted:
        hits = [hit for hit in hits if kind_of(gazetteer, hit.place) in wanted]
    return [*hits, *_alike_inside(mention, hits, gazetteer, holders or areas)]


def _without_namesake_areas(hits: Sequence[NameHit], gazetteer: Gazetteer) -> Sequence[NameHit]:
    """Drop areas named after a place among ``hits``: a bare "Kharkiv" is the city, "Крым" no town."""
    kept = []
    for hit in hits:
        area = kind_of(gazetteer, hit.place) in AREAS
        if not area or not any(o != hit and inside(gazetteer, o.place, hit.place) for o in hits):
            kept.append(hit)
    return kept


def _alike_inside(
    mention: Mention, hits: Sequence[NameHit], gazetteer: Gazetteer, areas: Collection[int]
) -> Iterable[NameHit]:
    """Add names that sound alike where no bearer of the name lies in the areas that the text names."""
    if mention.kind not in ("", "settlement") or not areas or _any_inside(hits, gazetteer, areas):
        return ()
    if any(hit.strong and gazetteer.population[hit.place] >= SPELT for hit in hits):
        return ()  # "Kharkiv" beside Chuhuiv Raion is no misspelt Hrakove
    return [hit for hit in alike(mention.surface, gazetteer) if _any_inside([hit], gazetteer, areas)]


def _any_inside(hits: Sequence[NameHit], gazetteer: Gazetteer, areas: Collection[int]) -> bool:
    return any(holders_among(gazetteer, hit.place, areas) for hit in hits)

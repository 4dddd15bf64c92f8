"""The places in a stretch of a sentence that an act may have, without those that only tell where they lie."""

from __future__ import annotations

from itertools import pairwise

from geomap.events.acts import Act
from geomap.events.scene.scene import Scene, View
from geomap.events.what.company import is_area
from geomap.events.where.eligible import eligible, is_macro
from geomap.places.gazetteer.kinds import SETTLEMENTS, kind_of

_BESIDE = 3  # tokens between a place and what tells where it lies


def choices_in(act: Act, scene: Scene, first: int, stop: int) -> list[int]:
    """Return the eligible mentions in a token range; an area that only holds another of them is left out."""
    mentions = scene.view.mentions
    inside = [i for i in scene.mentions if first <= mentions[i].first < stop and eligible(act, scene, i)]
    if len(inside) > 1:
        inside = [
            i for i in inside if not _only_opens(scene, i, inside) and not _only_closes(scene, i, inside)
        ]
        inside = _off_the_road(scene, _nearest_told(scene, _in_towns(scene, inside)))
        inside = _off_the_axis(scene, _beside_none(scene, inside))
    holders = {mentions[i].within for i in inside} | _areas_above(scene.view, inside)
    return [i for i in inside if i not in holders]


def _only_opens(scene: Scene, index: int, others: list[int]) -> bool:
    """Tell whether a macro-region only leads to the place after it: "[eastern Ukraine]'s Donetsk region"."""
    mentions = scene.view.mentions
    if not is_macro(scene.view, mentions[index]):
        return False
    return any(0 < mentions[i].first - mentions[index].stop <= _BESIDE - 1 for i in others)


def _only_closes(scene: Scene, index: int, others: list[int]) -> bool:
    """Tell whether a macro-region only says where the town before it lies: "Kherson, [southern Ukraine]"."""
    norms, mentions = scene.view.document.norms, scene.view.mentions
    first = mentions[index].phrase_first
    return is_macro(scene.view, mentions[index]) and any(
        mentions[i].stop == first - 1 and norms[first - 1] == "," and not is_macro(scene.view, mentions[i])
        for i in others
    )


def _in_towns(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out a quarter for the town told right behind it: "in the Kalininsky district of [Donetsk]"."""
    mentions = scene.view.mentions
    quarters = {
        i
        for i, town in pairwise(inside)
        if mentions[i].kind == "raion"
        and not is_area(scene, town)
        and not mentions[town].kind
        and mentions[town].place >= 0
        and mentions[town].phrase_first <= mentions[i].phrase_stop
    }
    return [i for i in inside if i not in quarters]


def _nearest_told(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out a town given with a distance where the next one is near: "10 km north of X, near Y" is Y."""
    mentions = scene.view.mentions
    far = {
        i
        for i, after in pairwise(inside)
        if mentions[i].distance_km is not None
        and mentions[after].distance_km is None
        and (mentions[after].kind == "settlement" or mentions[after].relation == "near")
        and 0 <= mentions[after].phrase_first - mentions[i].stop <= _BESIDE
    }
    return [i for i in inside if i not in far]


def _off_the_road(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out a road's ends behind the village that lies on it: "the village of X on the [Y-Z] road"."""
    mentions = scene.view.mentions
    ends = {
        mentions[b].group
        for a, b in pairwise(inside)
        if mentions[b].relation == "between" != mentions[a].relation
        and mentions[a].kind == "settlement"
        and 0 <= mentions[b].phrase_first - mentions[a].stop <= _BESIDE
    }
    return [i for i in inside if mentions[i].relation != "between" or mentions[i].group not in ends]


def _beside_none(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out a town that only tells where the one right before it lies: "liberated X [near Y]"."""
    mentions = scene.view.mentions
    beside = {
        b
        for a, b in pairwise(inside)
        if mentions[b].relation == "near"
        and mentions[b].group < 0
        and mentions[b].phrase_first == mentions[a].phrase_stop
        and mentions[a].place >= 0
        and kind_of(scene.view.gazetteer, mentions[a].place) in SETTLEMENTS
    }
    return [i for i in inside if i not in beside]


def _off_the_axis(scene: Scene, inside: list[int]) -> list[int]:
    """Leave out an axis that only leads to the village near which it was: "in the [X direction], near Y"."""
    norms, mentions = scene.view.document.norms, scene.view.mentions
    leads = {
        a
        for a, b in pairwise(inside)
        if mentions[a].kind == "axis" != mentions[b].kind
        and mentions[b].relation == "near"
        and norms[mentions[a].phrase_stop : mentions[b].phrase_first] == [","]
    }
    return [i for i in inside if i not in leads]


def _areas_above(view: View, inside: list[int]) -> set[int]:
    """Return the mentions whose area holds another one's place: "X, Y district, Z region" is X."""
    gazetteer, mentions = view.gazetteer, view.mentions
    levels = (gazetteer.admin1, gazetteer.admin2, gazetteer.admin3)
    above = {level[mentions[i].place] for i in inside if mentions[i].place >= 0 for level in levels}
    return {i for i in inside if mentions[i].place >= 0 and mentions[i].place in above}

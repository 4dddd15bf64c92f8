"""What "the city", "the region" or "there" stands for: the nearest fitting place told before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from geomap.events.acts import Act
from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.reading import read_scene
from geomap.events.scene.scene import Scene
from geomap.events.what.company import is_area
from geomap.events.where.eligible import in_theatre, is_country, names_office
from geomap.events.where.unlisted import is_named
from geomap.places.gazetteer.kinds import AREAS, SETTLEMENTS, URBAN, WATERS, kind_of
from geomap.places.mentions.mention import Mention

OF_A_SETTLEMENT = frozenset({"settlement", "town", "village"})
"""The rules whose words stand for a town or village."""

_LOOK_BACK = 4  # sentences that "the city" may refer across
_OF_SIZE = {"town": URBAN, "village": SETTLEMENTS - URBAN}


def referred(act: Act, scene: Scene, *, own_clause: bool) -> list[int]:
    """Find what "the city", "the region" or "there" stands for: the nearest fitting place told before."""
    clause = scene.clauses[act.clause]
    words = [
        h
        for h in scene.hits
        if h.kind == "anaphor"
        and h.rule != "none"
        and not _is_of_office(scene, h)
        and (not own_clause or clause.first <= h.first < clause.stop)
    ]
    if not words:
        return []
    if words[0].rule == "oblast":
        return _holding_oblast(scene, words[0])
    for back in range(scene.index, max(-1, scene.index - _LOOK_BACK - 1), -1):
        found = _told_in(scene.view.places_of.get(back, []), act, scene, words[0].rule)
        if found:
            act.further = _direction(scene, words[0].stop)
            return found[:1]
    return []


def _is_of_office(scene: Scene, word: Hit) -> bool:
    """Tell whether the word only says whose head speaks: "the head [of the oblast] said"."""
    heads = ("official", "person")
    return any(a.kind in heads and a.first < word.first <= a.stop for a in scene.actors)


def _told_in(told: list[int], act: Act, scene: Scene, rule: str) -> list[int]:
    """Return the fitting ones of the places ``told``: those of the size first, the nearest first."""
    holders = _holders(told, scene) if rule == "any" else set()
    before = [i for i in reversed(told) if scene.view.mentions[i].first < act.first and i not in holders]
    fitting = [i for i in before if _fits(act, scene, i, rule)]
    return sorted(fitting, key=lambda i: not _is_of_size(scene, i, rule))


def _is_of_size(scene: Scene, index: int, rule: str) -> bool:
    place = scene.view.mentions[index].place
    return place < 0 or rule not in _OF_SIZE or kind_of(scene.view.gazetteer, place) in _OF_SIZE[rule]


def _holders(told: list[int], scene: Scene) -> set[int]:
    """Return the areas that only say where the village before them lies: "in the village of X, [Y] raion"."""
    mentions = scene.view.mentions
    beside = {b for a, b in pairwise(told) if mentions[a].stop == mentions[b].first and is_area(scene, b)}
    return beside | {mentions[i].within for i in told}


def _holding_oblast(scene: Scene, word: Hit) -> list[int]:
    """Find the oblast that "the oblast" stands for where none is told as a place.

    That of the office that speaks ("the head of the [Poltava] administration"), else the one that holds the
    towns told before.
    """
    view = scene.view
    for back in range(scene.index, max(-1, scene.index - 2 * _LOOK_BACK - 1), -1):
        for i in reversed(view.places_of.get(back, [])):
            mention = view.mentions[i]
            if mention.place >= 0 and kind_of(view.gazetteer, mention.place) == "oblast":
                return [i]  # told by its name alone, too: "Чернігівщина"
            above = view.gazetteer.admin1[mention.place] if mention.place >= 0 else -1
            if mention.role == "place" and above >= 0 and kind_of(view.gazetteer, above) == "oblast":
                view.mentions.append(_area_mention(mention, above, scene, word))
                return [len(view.mentions) - 1]
    return []


def _area_mention(held: Mention, area: int, scene: Scene, word: Hit) -> Mention:
    """Return a mention of ``area`` at the words that stand for it."""
    surface = scene.view.document.span_text(word.first, word.stop)
    return replace(
        held,
        first=word.first,
        stop=word.stop,
        phrase_first=word.first,
        phrase_stop=word.stop,
        sentence=scene.index,
        surface=surface,
        hits=(area,),
        forms=(),
        kind="oblast",
        preposition="in",
        relation=None,
        distance_km=None,
        group=-1,
        within=-1,
        place=area,
        candidates=(),
        notes=[],
        why=None,
    )


def _direction(scene: Scene, stop: int) -> str:
    """Return the relation that "further south" means."""
    return scene.view.language.words.compass.get(scene.view.document.norms[stop - 1], "")


def _has_mayor(scene: Scene, mention: Mention) -> bool:
    """Tell whether a town's name stands before its office: "[Kramatorsk] Mayor N spoke of the city".

    An office of more words is mostly that of a region: "Zaporizhzhia Regional Military Administration".
    """
    told = read_scene(scene.view, mention.sentence)
    office = any(
        a.kind == "official" and (a.first, a.stop) == (mention.stop, mention.stop + 1) for a in told.actors
    )
    return mention.role == "adjective" and office


def _fits(act: Act, scene: Scene, index: int, kind: str) -> bool:
    mention = scene.view.mentions[index]
    if (
        (
            mention.role not in ("place", "signpost")
            and not (kind in OF_A_SETTLEMENT and _has_mayor(scene, mention))
        )
        or is_country(scene.view, mention)
        or names_office(read_scene(scene.view, mention.sentence), mention)
    ):
        return False
    if not in_theatre(act, scene.view, mention) or (mention.place < 0 and not is_named(mention)):
        return False
    if kind in OF_A_SETTLEMENT and mention.place >= 0:
        return kind_of(scene.view.gazetteer, mention.place) not in AREAS | WATERS | {"axis"}
    return kind == "any" or is_area(scene, index) == (kind == "area")

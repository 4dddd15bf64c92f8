"""A sentence read once: its hits, clauses, actors and places as a scene."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geomap.events.lexicon.lexicon import Hit
from geomap.events.scene.clauses import split_clauses
from geomap.events.scene.scene import Scene, View
from geomap.events.scene.sides import SPEAKING_ONLY, Actor, read_actors, speaker_side
from geomap.events.scene.tags import tag_mentions, with_tag

if TYPE_CHECKING:
    from geomap.dates import DateExpression
    from geomap.models import Side
    from geomap.places.mentions.mention import Mention


_PLACES = ("place", "signpost", "origin")
_SIDES = ("UA", "RU")
_TOWN_REACH = 2  # tokens: "the [Russian border] village of X"


def _side_before(scene: Scene) -> Side:
    """Return the side named in the sentence before, where this one begins with "its forces" or "they"."""
    named = (hit for hit in scene.hits if hit.kind == "actor" and hit.rule.kind not in SPEAKING_ONLY)
    first = next(named, None)
    if first is None or first.rule.side != "same" or scene.index == 0:
        return "unknown"
    before = read_scene(scene.view, scene.index - 1)
    sided = [a for a in before.actors if a.side in ("UA", "RU") and a.kind not in ("observer", "outlet")]
    speakers = [a for a in sided if a.kind in ("ministry", "official", "forces", "country", "person")]
    return (speakers or sided)[0].side if sided else "unknown"


def _without_dates(hits: list[Hit], dates: Sequence[DateExpression]) -> list[Hit]:
    """Leave out what is part of a date: "in May" is no "may", "since the Russian invasion" names no actor."""
    days = {token for e in dates for token in range(e.first, e.stop)}
    return (
        [h for h in hits if h.kind not in ("cue", "actor", "link") or h.first not in days or _is_cause(h)]
        if days
        else hits
    )


def _is_cause(hit: Hit) -> bool:
    """Tell whether a hit names who is to blame, which a date does too: "since the Russian invasion"."""
    return hit.kind == "actor" and hit.rule.kind == "cause"


def _without_places(scene: Scene, actors: list[Actor]) -> list[Actor]:
    """Leave out countries and capitals that stand as places, and what only says whose a town is.

    "flew to [Kyiv]", "left northern [Ukraine]", "the [Ukrainian] town of Izium", "[Ukraine]'s Izium"; but
    "on Kyiv's attack" tells who acts.
    """
    norms, possessive = scene.view.document.norms, scene.view.language.words.possessive
    named = [m for m in (scene.view.mentions[i] for i in scene.mentions) if m.role in _PLACES]
    owned = [m for m in named if possessive.isdisjoint(norms[m.stop : m.stop + 1])]
    places = {token for m in owned for token in range(m.first, m.stop)}
    owners = {m.first - 2 for m in named if norms[m.first - 1] in possessive}
    if any(a.side in _SIDES and a.first not in owners for a in actors):
        places |= owners
    left_out = {"country": places, "adjective": {t for m in named for t in _before_town(scene, m)}}
    return [a for a in actors if a.first not in left_out.get(a.kind, ())]


def _before_town(scene: Scene, mention: Mention) -> range:
    """Return the tokens that only describe a place: "the [Russian border village of] X"."""
    first, words = mention.phrase_first, scene.view.language.words
    if first < mention.first and scene.view.document.norms[first] not in words.oblique:
        first -= _TOWN_REACH
    return range(first, mention.first)


def _without_villages(hits: list[Hit], mentions: Sequence[Mention]) -> list[Hit]:
    """Leave out persons whose name is a village here: "[Садове] та Білозерка", "Gusev" and "near Gusev"."""
    villages = {(m.first, m.stop) for m in mentions if m.role in _PLACES}
    if not villages:
        return hits
    return [
        h for h in hits if h.kind != "actor" or h.rule.kind != "person" or (h.first, h.stop) not in villages
    ]


def _without_kind_words(hits: list[Hit], mentions: Sequence[Mention]) -> list[Hit]:
    """Leave out words for a place that stand beside its name: "the [city] of Kharkiv" refers to nothing."""
    beside = {token for m in mentions for token in range(m.phrase_first, m.phrase_stop)}
    return [h for h in hits if h.kind != "anaphor" or h.first not in beside] if beside else hits


def read_scene(view: View, index: int) -> Scene:
    """Read sentence ``index`` from its hits: its clauses, places and actors."""
    known = view.scenes.get(index)
    if known is not None:
        return known
    document, sentence = view.document, view.document.sentences[index]
    hits = view.hits_of.get(index)
    if hits is None:
        hits = view.language.lexicon.scan(document.norms, sentence.first, sentence.stop)
    hits = [h for h in hits if h.first not in view.rubric] if view.rubric else hits
    hits = _without_dates(hits, view.dates_of.get(index, ()))
    mentions = [view.mentions[i] for i in view.places_of.get(index, ())]
    hits = _without_villages(_without_kind_words(hits, mentions), mentions)
    scene = Scene(view, index, sentence.first, sentence.stop, hits)
    scene.mentions = view.places_of.get(index, [])
    counted = frozenset(
        t for q in view.quantities_of.get(index, ()) if q.role for t in range(q.first, q.stop)
    )
    scene.clauses = split_clauses(
        document, (sentence.first, sentence.stop), hits, view.language.words, counted
    )
    tag = view.tags.get(index)
    if tag is not None:
        scene.clauses = with_tag(scene.clauses, tag)
        if tag[0] >= sentence.stop:
            scene.mentions = [*scene.mentions, *tag_mentions(view, index, tag)]
    scene.speaker = speaker_side(hits) or view.speaks_for()
    view.scenes[index] = scene
    oblique, norms = view.language.words.oblique, view.document.norms
    objects = frozenset(h.first for h in hits if h.first > scene.first and norms[h.first - 1] in oblique)
    actors = read_actors(hits, scene.speaker, _side_before(scene), objects=objects)
    scene.actors = _without_places(scene, actors)
    return scene
